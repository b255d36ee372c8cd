# SPDX-License-Identifier: MIT
"""CPython's own tests of compileall and py_compile, with one interpreter at hand
that can be copied and comes with them."""
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import package  # noqa: E402
import pythons  # noqa: E402
import tap  # noqa: E402

CAN = """
import os, sys
root = os.path.dirname(os.path.dirname(sys.executable))
lib = os.path.dirname(os.__file__)
print(root not in ("/", "/usr", "/usr/local") and lib.startswith(root + os.sep)
      and os.path.exists(os.path.join(lib, "test", "test_compileall.py")))
"""
served = [(version, python) for version, python in reversed(package.interpreters())
          if pythons.run(python, CAN) == b"True\n"]
if not served:
    tap.skip_all("no interpreter with CPython's tests that can be copied")
t = tap.Tap()
version, python = served[0]
done = subprocess.run(
    [sys.executable, os.path.join(package.ROOT, "tools", "cpython-tests"), "--build",
     os.environ["KILN_BUILD_ROOT"], python],
    stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
t.ok(done.returncode == 0, f"CPython {version}'s own tests", done.stdout.splitlines()[:80])
t.note(done.stdout.splitlines()[0] if done.stdout else "")
t.done()

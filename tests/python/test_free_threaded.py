#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The package in interpreters without the GIL, which need an extension of their own:
the wheel made for each, all that is asked of the package elsewhere, CPython's tests."""
import glob
import os
import subprocess
import sys
import tempfile
import zipfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import package  # noqa: E402
import pythons  # noqa: E402
import tap  # noqa: E402

HEADERS = """
import os, sysconfig
print(os.path.exists(os.path.join(sysconfig.get_path("include"), "Python.h")))
"""
TOOLS = os.path.join(package.ROOT, "tools")

t = tap.Tap()


def run(*command, **more):
    environment = {name: value for name, value in os.environ.items()
                   if not name.startswith("PYTHON")}
    return subprocess.run(command, env=environment, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, **more)


def make_wheel(label, python, version, directory):
    """The extension out of the wheel that the interpreter makes."""
    done = run(python, os.path.join(TOOLS, "make-wheel"), "--plain", "--out", directory)
    wheels = glob.glob(os.path.join(directory, "*.whl"))
    minor = "cp%d%d" % version[:2]
    t.ok(done.returncode == 0 and len(wheels) == 1 and f"-{minor}-{minor}t-" in wheels[0],
         f"{label}: its own wheel", done.stdout.splitlines()[-20:])
    if not wheels:
        return None
    with zipfile.ZipFile(wheels[0]) as wheel:
        name = next(name for name in wheel.namelist() if name.endswith(".so"))
        # cpython-tests looks for it there, as in a build directory.
        place = os.path.join(directory, "python")
        os.mkdir(place)
        with open(os.path.join(place, os.path.basename(name)), "wb") as file:
            file.write(wheel.read(name))
        return file.name


def own_tests(label, python, directory):
    if not run(python, "-c", "import test.test_compileall").returncode == 0:
        t.skip(f"{label}: CPython's own tests", "it comes without them")
        return
    done = run(sys.executable, os.path.join(TOOLS, "cpython-tests"), "--build", directory,
               python)
    t.ok(done.returncode == 0, f"{label}: CPython's own tests",
         done.stdout.splitlines()[:80])
    t.note(done.stdout.splitlines()[0] if done.stdout else "")


def check(version, python):
    label = "%d.%d.%dt" % version
    if pythons.run(python, HEADERS) != b"True\n":
        t.skip(f"{label}: its own wheel", "it comes without headers")
        return
    with tempfile.TemporaryDirectory() as directory:
        extension = make_wheel(label, python, version, directory)
        if not extension:
            return
        os.environ["KILN_EXTENSION"] = extension
        where = os.path.join(directory, "packages")
        package.lay(where)
        for script in ("same_as_compileall.py", "surroundings.py"):
            package.run_tap(t, label, python, script, where, KILN_ROUNDS="2000")
        own_tests(label, python, directory)


served = pythons.free_threaded()
if not served:
    tap.skip_all("no free-threaded interpreter at hand")
for version, python in served.items():
    check(version, python)
t.done()

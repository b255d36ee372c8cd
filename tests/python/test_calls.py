# SPDX-License-Identifier: MIT
"""The package in every interpreter that it serves."""
import os
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import package  # noqa: E402
import tap  # noqa: E402

t = tap.Tap()
served = package.interpreters()
if not served:
    tap.skip_all("no interpreter of 3.11 or newer")
with tempfile.TemporaryDirectory() as directory:
    package.lay(directory)
    for version, python in served:
        newest = python == served[-1][1] and not os.environ.get("KILN_PRELOAD")
        rounds = "10000" if newest else "500"
        for script in ("same_as_compileall.py", "surroundings.py"):
            package.run_tap(t, version, python, script, directory, KILN_ROUNDS=rounds)
t.done()

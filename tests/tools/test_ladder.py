# SPDX-License-Identifier: MIT
"""tools/ladder: names the stage in which a mistake was planted, and no other.

    test_ladder.py DUMP IMAGE
"""
import os
import shlex
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.join(ROOT, "tests"))
import pythons
import tap

SOURCE = b"def planted(value):\n    return value, __debug__\n"
STAGES = ["tree", "folded tree", "scopes", "instructions", "code object", "bytes"]
NOT_TOLD = "not told by this interpreter"


def write_program(path, stage, program):
    words = [sys.executable, os.path.join(HERE, "planted.py"), stage, program]
    with open(path, "w", encoding="utf-8") as file:
        file.write(f'#!/bin/sh\nexec {shlex.join(words)} "$@"\n')
    os.chmod(path, 0o755)


def climb(python, source, dump, image):
    return subprocess.run(
        [sys.executable, os.path.join(ROOT, "tools", "ladder"), "--jobs=1",
         "--dump=" + dump, "--image=" + image, python, source],
        capture_output=True, text=True)


def check_stage(t, name, python, folder, stage, programs):
    planted = [os.path.join(folder, word) for word in ("dump", "image")]
    for path, program in zip(planted, programs):
        write_program(path, stage, program)
    source = os.path.join(folder, "source.py")
    done = climb(python, source, *planted)
    if f"{stage}: {NOT_TOLD}" in done.stdout:
        t.skip(f"{name}: {stage}", NOT_TOLD)
        return
    said = [line for line in done.stdout.splitlines() if line.startswith(source + ": ")]
    t.ok(said[:1] == [f"{source}: {stage}"] and done.returncode == 1, f"{name}: {stage}",
         done.stdout + done.stderr)


def check_version(t, name, python, folder, programs):
    source = os.path.join(folder, "source.py")
    with open(source, "wb") as file:
        file.write(SOURCE)
    done = climb(python, source, *programs)
    t.ok(done.returncode == 0, f"{name}: no mistake, none found", done.stdout + done.stderr)
    for stage in STAGES:
        check_stage(t, name, python, folder, stage, programs)


def main():
    programs = sys.argv[1:3]
    t = tap.Tap()
    at_hand = pythons.one_per_minor()
    for what, minors in (("before 3.12", [(3, 11)]), ("since 3.13", [(3, 14), (3, 13)])):
        minor = next((minor for minor in minors if minor in at_hand), None)
        if not minor:
            t.skip("mistakes in what comes " + what, "no such interpreter")
            continue
        version, python = at_hand[minor]
        with tempfile.TemporaryDirectory(prefix="kiln-ladder-") as folder:
            check_version(t, "%d.%d.%d" % version, python, folder, programs)
    t.done()


main()

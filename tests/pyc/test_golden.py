# SPDX-License-Identifier: MIT
"""Recorded .pyc files (golden/, see record) read and written again, and shown.

    test_golden.py ROUND_TRIP [--update]

No interpreter is needed.  --update writes the texts anew."""
import glob
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import tap

GOLDEN = os.path.join(HERE, "golden")


def trip(program, paths, *options):
    return subprocess.run([program, *options], input="".join(p + "\n" for p in paths),
                          stdout=subprocess.PIPE, encoding="utf-8", check=False,
                          cwd=os.path.join(HERE, "cases")).stdout


def dump(stage, path):
    return subprocess.run([os.environ["KILN"], "dump", "--stage=" + stage, path],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          check=False).stdout


def compare(test, name, text, path, update):
    if update:
        with open(path, "wb") as file:
            file.write(text)
    with open(path, "rb") as file:
        test.equal(text.splitlines(), file.read().splitlines(), name)


def main():
    test = tap.Tap()
    program = os.path.abspath(sys.argv[1])
    update = "--update" in sys.argv
    paths = sorted(glob.glob(os.path.join(GOLDEN, "*.pyc")))
    test.ok(len(paths) >= 10, "there are recorded files")
    for options in [], ["--strict"]:
        said = trip(program, paths, *options)
        test.equal(said, f"{len(paths)} of {len(paths)} files are the same\n",
                   " ".join(["written as they were read", *options]))
    for path in paths:
        name = os.path.basename(path)[:-4]
        for stage in "code", "pyc":
            compare(test, f"{name} as {stage}", dump(stage, path),
                    os.path.join(GOLDEN, f"{name}.{stage}.txt"), update)
    test.done()


main()

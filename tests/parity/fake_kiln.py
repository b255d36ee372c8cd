#!/usr/bin/env -S python3 -E -B
# SPDX-License-Identifier: MIT
"""Stands in for kiln to show that the harness sees what it should: runs
compileall itself, then spoils one thing, named by KILN_FAKE_TAMPER."""
import os
import subprocess
import sys


def first(suffix):
    for here, names, files in os.walk("."):
        names.sort()
        for name in sorted(files):
            path = os.path.join(here, name)
            if name.endswith(suffix) and not os.path.islink(path):
                return path
    return None


def spoil_byte(pyc):
    with open(pyc, "r+b") as out:
        out.seek(-1, os.SEEK_END)
        last = out.read(1)
        out.seek(-1, os.SEEK_END)
        out.write(bytes([last[0] ^ 1]))


def spoil_header(pyc):
    with open(pyc, "r+b") as out:
        out.seek(8)
        out.write(b"\xfe")


def split_link(pyc):
    for here, _, files in os.walk("."):
        for name in files:
            path = os.path.join(here, name)
            if os.stat(path).st_nlink > 1:
                os.rename(path, path + ".old")
                with open(path + ".old", "rb") as old, open(path, "wb") as out:
                    out.write(old.read())
                os.unlink(path + ".old")
                return


TREE_SPOILERS = {
    "byte": spoil_byte,
    "header": spoil_header,
    "mode": lambda pyc: os.chmod(pyc, 0o640),
    "missing": os.unlink,
    "extra": lambda pyc: open(pyc + ".1234", "wb").close(),
    "directory": lambda pyc: os.chmod(os.path.dirname(pyc), 0o700),
    "source": lambda pyc: os.utime(first(".py"), (1, 1)),
    "symlink": lambda pyc: (os.rename(pyc, pyc + "x"), os.symlink(pyc + "x", pyc)),
    "links": split_link,
}


def main():
    python = sys.argv[2]
    tamper = os.environ.pop("KILN_FAKE_TAMPER", "")
    run = subprocess.run([python, "-m", "compileall"] + sys.argv[3:],
                         capture_output=True)
    out, err, code = run.stdout, run.stderr, run.returncode
    if tamper in TREE_SPOILERS and first(".pyc"):
        TREE_SPOILERS[tamper](first(".pyc"))
    if tamper == "stdout":
        out += b"\n"
    if tamper == "stderr":
        err += b"one word"
    if tamper == "exit":
        code ^= 1
    sys.stdout.buffer.write(out)
    sys.stderr.buffer.write(err)
    return code


if __name__ == "__main__":
    sys.exit(main())

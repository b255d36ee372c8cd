#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints worker_script.h: worker.py as a C string, without its comments.

Usage: embed-worker.py worker.py > worker_script.h

The names that begin with kiln_ get a prefix that no source to compile has: what
the worker calls its own must not be what a source calls its own.
"""
import sys


def body(text):
    """The lines that the interpreter needs, comments and blank lines gone."""
    inside = False  # inside a triple-quoted text every line counts
    for line in text.splitlines():
        if not inside and (not line.strip() or line.lstrip().startswith("#")):
            continue
        yield line
        inside ^= line.count('"""') % 2 == 1


def main():
    with open(sys.argv[1], encoding="ascii") as file:
        lines = list(body(file.read()))
    print("/* SPDX-License-Identifier: MIT")
    print(" *")
    print(" * Made by embed-worker.py from worker.py; not to be edited. */")
    print("#ifndef KILN_INTERPRETER_WORKER_SCRIPT_H")
    print("#define KILN_INTERPRETER_WORKER_SCRIPT_H")
    print()
    print("/* clang-format off */")
    print("static const char worker_script[] =")
    for line in lines:
        text = line.replace("kiln_", "kiln_7c3e_").replace("\\", "\\\\").replace('"', '\\"')
        print('    "%s\\n"' % text)
    print("    ;")
    print("/* clang-format on */")
    print()
    print("#endif")


main()

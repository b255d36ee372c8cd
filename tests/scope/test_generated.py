# SPDX-License-Identifier: MIT
"""Scopes of generated programs, and of files of the standard library, as each
interpreter at hand and the native compiler have them.

    test_generated.py DUMP
"""
import glob
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]
import programs
import pythons
import tap
import test_cases

COUNT = 300
LIBRARY = 25  # every so manieth file of it


def library_of(python):
    said = pythons.run(python, "import sysconfig; print(sysconfig.get_path('stdlib'))")
    return sorted(glob.glob(os.path.join((said or b"").decode().strip(), "*.py")))


def compare(test, name, sources, expected, got, comparable):
    wrong = []
    for source, one, other in zip(sources, expected, map(comparable, got)):
        if not test_cases.agree(one, other):
            wrong += [source, f"expected {one}", f"got      {other}"]
    test.ok(sources and not wrong, name, wrong[:3])


def read_all(paths):
    for path in paths:
        with open(path, encoding="utf-8") as file:
            yield file.read()


def main(dump):
    test, tool = tap.Tap(), test_cases.load_tool()
    for version, python in pythons.at_hand().items():
        if version[1] < 11:
            continue
        name = ".".join(map(str, version))
        oracle = [python, "-I", "-S", "-W", "ignore", test_cases.TOOL, "--oracle"]
        native = [dump, "--stage=scopes", f"--target={name}"]
        for what, sources in (
                ("generated programs", list(programs.programs(COUNT, version[1], name))),
                ("standard library", list(read_all(library_of(python)[::LIBRARY])))):
            compare(test, f"{name}: {what}", sources, test_cases.ask(oracle, sources),
                    test_cases.ask(native, sources), tool.comparable)
    if not test.count:
        test.skip("generated programs", "no interpreter at hand")
    test.done()


if __name__ == "__main__":
    main(sys.argv[1])

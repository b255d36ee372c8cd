# SPDX-License-Identifier: MIT
"""Instructions of generated programs (flows.py), and of files of the standard library,
as each interpreter at hand that tells of them and the native compiler have them.

    test_flows.py DUMP
"""
import glob
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]
import flows
import pythons
import tap
import test_instrs

COUNT = 120
LIBRARY = 25  # every so manieth file of it
TELLS = ((3, 13), (3, 14))
ASK = """
import sysconfig
import _testinternalcapi
print(sysconfig.get_path('stdlib') if hasattr(_testinternalcapi, 'compiler_codegen') else '')
"""


def library_of(python):
    """None where the interpreter does not tell of instructions."""
    said = (pythons.run(python, ASK) or b"").decode().strip()
    return sorted(glob.glob(os.path.join(said, "*.py"))) if said else None


def read_all(paths):
    for path in paths:
        with open(path, "rb") as file:
            yield file.read()


def compare(test, tool, name, sources, expected, got):
    notes = []
    for source, one, other in zip(sources, expected, got):
        if one.startswith("broken\t"):  # the interpreter's own fault
            continue
        wrong = test_instrs.difference(tool, one, other)
        notes += [*source.decode("utf-8", "replace").split("\n"), *wrong] if wrong else []
    test.ok(sources and not notes, name, notes[:60])


def main(dump):
    test, tool = tap.Tap(), test_instrs.load_tool()
    for version, python in pythons.at_hand().items():
        name = ".".join(map(str, version))
        if version[:2] not in TELLS:
            continue
        library = library_of(python)
        if library is None:
            test.skip(name, "it has no _testinternalcapi.compiler_codegen")
            continue
        generated = [text.encode() for text in flows.programs(COUNT, version[1], name)]
        for what, level, sources in (("generated programs", 0, generated),
                                     ("standard library", 0, read_all(library[::LIBRARY])),
                                     ("generated programs -OO", 2, generated)):
            sources = list(sources)
            native = [dump, "--stage=instrs", f"--level={level}", f"--target={name}"]
            compare(test, tool, f"{name}: {what}", sources,
                    test_instrs.ask(test_instrs.oracle_of(python)(level), sources),
                    test_instrs.ask(native, sources))
    if not test.count:
        test.skip("generated programs", "no interpreter of 3.13 at hand")
    test.done()


if __name__ == "__main__":
    sys.dont_write_bytecode = True
    main(sys.argv[1])

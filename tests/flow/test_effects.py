# SPDX-License-Identifier: MIT
"""The effects of all instructions on the stack against dis.stack_effect of the
interpreters at hand.

    test_effects.py EFFECTS
"""
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import pythons
import tap

# NAME ARG JUMP EFFECT for everything that dis knows, pseudo-instructions too.
ASK = r"""
import dis, opcode
special = set(getattr(opcode, "_specialized_opmap", ())) | set(
    name for names in opcode._specializations.values() for name in names)
for name, number in opcode.opmap.items():
    if name.startswith("INSTRUMENTED_") or name in special:
        continue
    has = (number in opcode.hasarg if hasattr(opcode, "hasarg")
           else number >= opcode.HAVE_ARGUMENT)
    for arg in [*range(70), 255, 256, 259, 511, 515, 1025, 4097, 65536] if has else [None]:
        for jump in (0, 1):
            try:
                print(name, arg or 0, jump, dis.stack_effect(number, arg, jump=bool(jump)))
            except ValueError:
                pass
"""


def main():
    test = tap.Tap()
    for version, (micro, python) in pythons.one_per_minor().items():
        name = f"effects of {'.'.join(map(str, micro))}"
        if version < (3, 11):
            test.skip(name, "no native compiler for it")
            continue
        said = pythons.run(python, ASK)
        if not said:
            test.ok(False, name, "the interpreter says nothing")
            continue
        rows = [line.rsplit(" ", 1) for line in said.decode().splitlines()]
        done = subprocess.run([sys.argv[1], "%d.%d" % version], check=True, text=True,
                              input="".join(question + "\n" for question, _ in rows),
                              stdout=subprocess.PIPE)
        answers = done.stdout.split()
        wrong = [f"{question}: expected {effect}, got {answer}"
                 for (question, effect), answer in zip(rows, answers) if effect != answer]
        test.ok(len(answers) == len(rows) > 1000 and not wrong, name, wrong[:20])
    if not test.count:
        test.skip("effects", "no interpreter")
    test.done()


if __name__ == "__main__":
    main()

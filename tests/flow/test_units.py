# SPDX-License-Identifier: MIT
"""Flow graph and assembler alone: the units of cases/*.units, and after each the parts
of the code object that CPython makes of it.

    test_units.py UNIT
"""
import glob
import os
import re
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import tap

PARTS = ("co_code", "co_linetable", "co_exceptiontable", "co_stacksize", "co_consts",
         "co_names", "names of locals", "kinds of locals")
PASSES = 24  # more than any version has


def read_units(path):
    """[(title, unit, answer)]"""
    with open(path, encoding="utf-8") as file:
        text = file.read()
    return re.findall(r"^# (\S+ .*)\n((?:.*\n)*?end\n)= (.*)\n", text, flags=re.MULTILINE)


def run(unit, target, text, *options):
    done = subprocess.run([unit, f"--target={target}", *options], input=text.encode(),
                          stdout=subprocess.PIPE, timeout=120)
    return done.returncode, done.stdout.decode()


def check_answers(test, unit, target, units):
    code, said = run(unit, target, "".join(text for _, text, _ in units))
    answers = said.splitlines()
    test.equal((code, len(answers)), (0, len(units)), f"{target}: an answer for every unit")
    for (title, _, expected), answer in zip(units, answers):
        parts = zip(PARTS, expected.split("\t"), answer.split("\t"))
        test.ok(answer == expected, f"{target}: {title}",
                [f"{part}: expected {one}, got {other}"
                 for part, one, other in parts if one != other])


def check_passes(test, unit, target, units):
    """Graphs can be shown after every pass; the last ones are all the same."""
    text, seen = "".join(text for _, text, _ in units), []
    for count in range(PASSES):
        code, said = run(unit, target, text, f"--passes={count}")
        test.ok(code == 0 and said.count("block 0\n") == len(units),
                f"{target}: graphs after {count} passes")
        seen.append(said)
    test.ok(len(set(seen)) > 10 and seen[-1] == seen[-2], f"{target}: passes change graphs")


def main():
    test = tap.Tap()
    for path in sorted(glob.glob(os.path.join(HERE, "cases", "*.units"))):
        with open(path, encoding="utf-8") as file:
            target = file.readline().split()[2]
        units = read_units(path)
        test.ok(len(units) > 30, f"{target}: {os.path.basename(path)} has its units")
        check_answers(test, sys.argv[1], target, units)
        check_passes(test, sys.argv[1], target, units)
    test.done()


if __name__ == "__main__":
    main()

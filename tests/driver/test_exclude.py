#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""exclude.h against Python's re: what compiles, what is said of what does not,
what is found.

usage: test_exclude.py PROBE [--update PYTHON | --random SEED COUNT PYTHON]

The answers of re are recorded in exclude.golden; --update asks them anew of an
interpreter, which should be the newest one supported.  --random compares on
patterns made up on the spot; without it, 3000 of them, if the interpreter that
the answers are of is at hand.
"""
import json
import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]
import exclude_cases
import exclude_random
import pythons
import tap

GOLDEN = os.path.join(HERE, "exclude.golden")

ASK = """
import json, os, re, signal, sys, warnings
warnings.simplefilter("ignore")
def give_up(*_):
    raise TimeoutError
signal.signal(signal.SIGALRM, give_up)
patterns, subjects = json.load(sys.stdin)
subjects = [os.fsdecode(bytes.fromhex(subject)) for subject in subjects]
answers = []
for pattern in patterns:
    signal.setitimer(signal.ITIMER_REAL, 1)
    try:
        found = re.compile(pattern).search
        answers.append("".join("01"[bool(found(subject))] for subject in subjects))
    except (re.error, OverflowError, ValueError) as problem:
        answers.append("error " + str(problem))
    except TimeoutError:
        answers.append("slow")
    signal.setitimer(signal.ITIMER_REAL, 0)
print(json.dumps(["%d.%d.%d" % sys.version_info[:3], answers]))
"""


def ask_python(python, patterns):
    question = [patterns, [s.hex() for s in exclude_cases.SUBJECTS]]
    said = pythons.run(python, ASK, input=json.dumps(question).encode())
    if said is None:
        raise SystemExit(python + " gave no answer")
    version, answers = json.loads(said)
    return version, dict(zip(question[0], answers))


def ask_kiln(probe, patterns):
    lines = []
    for pattern in patterns:
        lines.append("P" + pattern.encode("utf-8", "surrogateescape").hex())
        lines += ["S" + subject.hex() for subject in exclude_cases.SUBJECTS]
    done = subprocess.run([probe], input="\n".join(lines) + "\n", text=True,
                          stdout=subprocess.PIPE, timeout=300, check=True)
    said = done.stdout.split("\n")
    step = len(exclude_cases.SUBJECTS) + 1
    answers = {}
    for i, pattern in enumerate(patterns):
        first, rest = said[i * step], said[i * step + 1:(i + 1) * step]
        if first == "ok":
            answers[pattern] = "".join(rest)
        else:
            answers[pattern] = "error " + os.fsdecode(bytes.fromhex(first[6:]))
    return answers


# Where Kiln does not do as re does.
BY_NAME = "error characters cannot be given by name"    # \N{...} needs the names
# re narrows its search by the whole pattern's flags even where a group has
# others, and finds no "\xe9" here; it does with (?a:(?u:\w)).
MISTAKEN = {r"(?a)(?u:\w)": r"(?a:(?u:\w))"}


def same(pattern, got, golden):
    if pattern.startswith(r"\N"):
        return got.startswith(BY_NAME) and golden[pattern].startswith("error")
    return got == golden.get(MISTAKEN.get(pattern, pattern), "not recorded")


def explain(got, expected):
    notes = ["expected " + ascii(expected), "got      " + ascii(got)]
    if not got.startswith("error") and not expected.startswith("error"):
        notes += [ascii(subject) for subject, a, b in
                  zip(exclude_cases.SUBJECTS, got, expected) if a != b]
    return notes


def compare_random(t, probe, python, seed, count):
    patterns = exclude_random.patterns(seed, count)
    expected = ask_python(python, patterns)[1]
    got = ask_kiln(probe, patterns)
    wrong = [pattern for pattern in patterns
             if got[pattern] != expected[pattern] != "slow"]
    valid = sum(not answer.startswith("error") for answer in expected.values())
    notes = [note for pattern in wrong[:10]
             for note in [ascii(pattern)] + explain(got[pattern], expected[pattern])]
    t.ok(not wrong, "%d random patterns, %d of them valid" % (count, valid), notes)


def main():
    probe = sys.argv[1]
    if sys.argv[2:3] == ["--update"]:
        version, answers = ask_python(sys.argv[3], exclude_cases.patterns())
        with open(GOLDEN, "w", encoding="ascii") as file:
            json.dump({"python": version, "answers": answers}, file, indent=0)
            file.write("\n")
        return
    t = tap.Tap()
    if sys.argv[2:3] == ["--random"]:
        compare_random(t, probe, sys.argv[5], int(sys.argv[3]), int(sys.argv[4]))
        t.done()
    with open(GOLDEN, encoding="ascii") as file:
        golden = json.load(file)
    patterns = exclude_cases.patterns()
    t.equal(sorted(golden["answers"]), sorted(patterns), "the record is of these patterns")
    t.ok(len(patterns) >= 300, "%d patterns" % len(patterns))
    answers = ask_kiln(probe, patterns)
    for pattern in patterns:
        expected = golden["answers"].get(pattern, "not recorded")
        t.ok(same(pattern, answers[pattern], golden["answers"]), "pattern " + ascii(pattern),
             explain(answers[pattern], expected))
    recorded = tuple(map(int, golden["python"].split(".")))
    python = pythons.at_hand().get(recorded)
    if python:
        t.equal(ask_python(python, patterns)[1], golden["answers"],
                "the record is what re answers")
        compare_random(t, probe, python, 1, 3000)
    else:
        t.skip("the record is what re answers", "no Python " + golden["python"])
        t.skip("random patterns", "no Python " + golden["python"])
    t.done()


main()

# SPDX-License-Identifier: MIT
"""What is said about broken sources: class, message and place.

    test_rejections.py DUMP

First against rejections.golden, which holds sources out of CPython's own tests
(tools/harvest-rejections) and mutants (tools/compare-rejections --record), each with
what interpreters said; no interpreter is needed.  Then mutants are made anew by those
at hand.  Differences that are known stand in known-differences-X.Y.Z.txt, a line of
"key TAB what TAB source TAB expected TAB got" each; a line that no longer differs must go.

later-stages.golden is test_stages.py's.
"""
import hashlib
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, os.path.dirname(HERE))
import pythons
import tap

VERSIONS = ("3.11.7", "3.12.1", "3.13.0", "3.13.18", "3.14.10", "3.15.2")
MUTANTS = 1500


def golden():
    rows = []
    with open(os.path.join(HERE, "rejections.golden"), encoding="ascii") as file:
        for line in file:
            source, answers = json.loads(line)
            by_version = {version: answer for versions, answer in answers.items()
                          for version in versions.split()}
            rows.append((source.encode("latin-1"), by_version))
    return rows


def known_differences(version):
    path = os.path.join(HERE, f"known-differences-{version}.txt")
    if not os.path.exists(path):
        return set()
    with open(path, encoding="utf-8") as file:
        return {line.split("\t")[0] for line in file if line.strip()}


def ask(dump, version, paths):
    run = subprocess.run([dump, f"--target={version}", "--stage=verdict"],
                         input="".join(path + "\n" for path in paths).encode(),
                         stdout=subprocess.PIPE)
    lines = run.stdout.decode("utf-8", "backslashreplace").split("\n")[:-1]
    return [line.rstrip("\t") for line in lines]


def test_golden(t, dump, version, rows, paths):
    known = known_differences(version)
    answers = ask(dump, version, paths)
    new, met = [], set()
    for (source, expected), got in zip(rows, answers):
        if got == expected[version]:
            continue
        key = hashlib.sha256(source + expected[version].encode()).hexdigest()[:16]
        met.add(key)
        if key not in known:
            new.append(f"{key}\t{source!r}\t{expected[version]!r}\t{got!r}")
    t.ok(len(answers) == len(rows), f"{version}: {len(rows)} sources are answered")
    t.ok(not new, f"{version}: what is said about broken sources is CPython's", new[:20])
    t.ok(not known - met, f"{version}: known differences are still there", known - met)


def test_mutants(t, dump, version, python):
    run = subprocess.run([sys.executable, os.path.join(ROOT, "tools/compare-rejections"),
                          f"--dump={dump}", f"--count={MUTANTS}", "--seed=11", python],
                         stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    t.ok(run.returncode == 0, f"{version}: mutants are rejected in the same words",
         run.stdout.decode("utf-8", "replace").split("\n")[-60:])


def test_table(t):
    def squeezed(text):
        return "".join(text.split())
    made = subprocess.run([sys.executable, os.path.join(ROOT, "tools/gen-explain")],
                          stdout=subprocess.PIPE, check=True).stdout.decode()
    with open(os.path.join(ROOT, "src/compiler/parse/explain_table.c"),
              encoding="utf-8") as file:
        t.ok(squeezed(file.read()) == squeezed(made),
             "explain_table.c is what tools/gen-explain makes of explain.rules")


def main():
    dump = sys.argv[1]
    t = tap.Tap()
    test_table(t)
    rows = golden()
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for number, (source, _) in enumerate(rows):
            paths.append(os.path.join(folder, f"{number}.py"))
            with open(paths[-1], "wb") as file:
                file.write(source)
        for version in VERSIONS:
            test_golden(t, dump, version, rows, paths)
    at_hand = {".".join(map(str, version)): python
               for version, python in pythons.at_hand().items()}
    for version, python in at_hand.items():
        if version in VERSIONS:
            test_mutants(t, dump, version, python)
    if not set(at_hand) & set(VERSIONS):
        t.skip("mutants", "none of the interpreters that this is held to is here")
    t.done()


main()

# SPDX-License-Identifier: MIT
"""Random constant expressions: folded to the same value as by real interpreters,
bit for bit.

    test_values.py FOLD_PROBE [COUNT [SEED]]
"""
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]
import expressions
import pythons
import tap

MINORS = ((3, 11), (3, 12), (3, 13), (3, 14), (3, 15))


def ask(*command):
    environment = {name: value for name, value in os.environ.items()
                   if not name.startswith("PYTHON")}
    done = subprocess.run(command, stdout=subprocess.PIPE, env=environment, timeout=200)
    if done.returncode:
        return [f"broken: {os.path.basename(command[0])} ended with {done.returncode}"]
    return done.stdout.decode("utf-8", "backslashreplace").splitlines()


def left_to_run_time(version, source, expected):
    """Since 3.14 the flow graph is folded, which has no rule for every not, and none
    for ~ of booleans."""
    return version >= (3, 14) and expected == "-" and ("not " in source or "~" in source)


def compare(test, probe, version, python, path, sources):
    name = ".".join(map(str, version))
    expected = ask(python, "-I", "-S", "-W", "ignore",
                   os.path.join(HERE, "expressions.py"), path)
    got = ask(probe, name, path)
    wrong = [f"{source}: expected {one}, got {other}"
             for source, one, other in zip(sources, expected, got)
             if one != other and not left_to_run_time(version, source, one)]
    fine = not wrong and len(expected) == len(got) == len(sources)
    count = sum(answer != "-" for answer in expected)
    test.ok(fine, f"{name}: {len(sources)} expressions, {count} of them folded",
            [f"{len(wrong)} differ", *wrong[:8]])


def main():
    probe = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 3000
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    test = tap.Tap()
    sources = expressions.lines(count, seed)
    found = pythons.at_hand()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "expressions.py")
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(line + "\n" for line in sources)
        for minor in MINORS:
            versions = [version for version in found if version[:2] == minor]
            for version in versions:
                compare(test, probe, version, found[version], path, sources)
            if not versions:
                test.skip("values of %d.%d" % minor, "no such interpreter")
    test.done()


main()

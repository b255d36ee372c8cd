#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The script of the workers: embedded as it stands, and clean of new names."""
import os
import re
import subprocess
import sys
import types

ROOT = os.environ["KILN_SOURCE_ROOT"]
FOLDER = os.path.join(ROOT, "src/interpreter")
sys.path[:0] = [os.path.join(ROOT, "tests")]
import pythons
import tap

# Which of the arguments no fresh interpreter has interned.  Arguments are not
# interned themselves; that this text's own names are does not matter, for it
# has only names that every start-up has.
PROBE = "import sys; print(*[name for name in sys.argv[1:] if sys.intern(name) is name])"


def names_in(code):
    """Every string that compiling and running `code` interns."""
    found = set(code.co_names + code.co_varnames + code.co_freevars + code.co_cellvars)
    found.add(code.co_name)
    pending = list(code.co_consts)
    while pending:
        constant = pending.pop()
        if isinstance(constant, types.CodeType):
            found |= names_in(constant)
        elif isinstance(constant, (tuple, frozenset)):
            pending += constant
        elif isinstance(constant, str) and re.fullmatch("[A-Za-z0-9_]*", constant):
            found.add(constant)
    return found


def embedded(path):
    """The script in the header, unescaped."""
    with open(path, encoding="ascii") as file:
        lines = re.findall(r'^    "(.*)\\n"$', file.read(), re.M)
    return "".join(line.replace('\\"', '"').replace("\\\\", "\\") + "\n" for line in lines)


def main():
    t = tap.Tap()
    made = subprocess.run([sys.executable, os.path.join(FOLDER, "embed-worker.py"),
                           os.path.join(FOLDER, "worker.py")],
                          stdout=subprocess.PIPE, check=True).stdout
    with open(os.path.join(FOLDER, "worker_script.h"), "rb") as file:
        t.ok(file.read() == made, "worker_script.h is what embed-worker.py makes of worker.py")
    script = embedded(os.path.join(FOLDER, "worker_script.h"))
    names = names_in(compile(script, "worker", "exec"))
    ours = {name for name in names if name.startswith("kiln_7c3e_")}
    others = sorted(name for name in names - ours if re.fullmatch("[A-Za-z0-9_]{2,}", name))
    t.ok(len(ours) > 20 and len(others) > 20, "the names of the script are found")
    found = pythons.at_hand()
    for version, python in found.items():
        name = "no name is new to a fresh %d.%d.%d" % version
        # Until 3.10 the script runs in a process that has loaded compileall, and what
        # counts is who holds the names: test_reference.py covers it.
        if version < (3, 11):
            continue
        done = subprocess.run([python, "-I", "-S", "-c", PROBE] + others,
                              stdout=subprocess.PIPE)
        t.equal(done.stdout.decode().split(), [], name)
        sentinel = subprocess.run([python, "-I", "-S", "-c", PROBE, "kiln_sentinel"],
                                  stdout=subprocess.PIPE)
        t.equal(sentinel.stdout.decode().split(), ["kiln_sentinel"],
                "a new name is found in %d.%d.%d" % version)
    if not any(version >= (3, 11) for version in found):
        t.skip("no name is new to a fresh interpreter", "no interpreter")
    t.done()


main()

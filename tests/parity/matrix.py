# SPDX-License-Identifier: MIT
"""Parity: every case of cases.py with compileall and with kiln, on fresh copies
of the same tree at the same path; everything that can be seen is compared."""
import argparse
import concurrent.futures
import ctypes
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
sys.dont_write_bytecode = True

import cases
import interpreters
import rules
import tap
import tree

PR_CAPBSET_DROP = 24
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2
PARTS = ("tree", "stdout", "stderr", "exit")


def obey_modes():
    """Programs started from here obey file modes even when root starts them:
    what is not in the bounding set is lost at exec."""
    if os.geteuid() == 0:
        prctl = ctypes.CDLL(None, use_errno=True).prctl
        for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
            if prctl(PR_CAPBSET_DROP, capability, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "cannot drop a capability")


def compileall(python):
    return [python.path, "-m", "compileall"]


def kiln(python):
    return [os.environ["KILN"], "--python", python.path]


def run(command, case, root):
    """One command in the sandbox: rules.Output, text as surrogateescape."""
    env = interpreters.plain_environment()
    for name, value in case.env.items():
        env[name] = value.replace("{abs}", root) if value is not None else None
    env = {name: value for name, value in env.items() if value is not None}
    done = subprocess.run(command, cwd=os.path.join(root, case.cwd), env=env,
                          input=case.stdin or b"", capture_output=True,
                          umask=case.umask, timeout=40)
    return rules.Output(done.returncode, done.stdout.decode("utf-8", "surrogateescape"),
                        done.stderr.decode("utf-8", "surrogateescape"))


def perform(case, python, start, root):
    """Builds the tree, runs all steps: (outputs, snapshot)."""
    tree.remove(root)
    os.mkdir(root)
    builder = tree.Builder(root, python)
    case.tree(builder)
    builder.finish()
    outputs = []
    for step in case.steps:
        if callable(step):
            step(builder)
            continue
        words = cases.argv(step, root, python)
        outputs.append(run(start(python) + words, case, root))
    return outputs, without_borrowed_code(tree.snapshot(root))


def without_borrowed_code(found):
    """Leaves out the code, not the headers, of the modules that compileall itself
    has imported: what a process has imported can change the bytes that it writes
    (kiln's are those of a fresh process: real_trees.py compares them)."""
    for path, entry in found.items():
        if path.startswith(b"home/") and path.endswith(b".pyc"):
            entry.body = entry.body[:16]
    return found


def text_difference(part, want, have):
    if want == have:
        return []
    wanted, got = want.splitlines(), have.splitlines()
    lines = [f"{part}: {len(got)} lines, not {len(wanted)}"]
    for number in range(max(len(wanted), len(got))):
        a = wanted[number] if number < len(wanted) else None
        b = got[number] if number < len(got) else None
        if a != b:
            return lines + [f"  expected {a!r}", f"  got      {b!r}"]
    return lines + ["  only the ends of lines differ"]


def compare(expected, got, case):
    """{part: lines that tell the difference}, for the parts that differ."""
    found = {part: [] for part in PARTS}
    for want, have in zip(expected[0], got[0]):
        rules.normalize(want, case.parallel)
        rules.normalize(have, case.parallel)
        if want.code != have.code:
            found["exit"].append(f"exit: {have.code}, not {want.code}")
        found["stdout"] += text_difference("stdout", want.out, have.out)
        found["stderr"] += text_difference("stderr", want.err, have.err)
    found["tree"] = tree.differences(expected[1], got[1])
    return {part: lines for part, lines in found.items() if lines}


def judge(differs, deliberate):
    """Whether a case passes, given what differs and what may."""
    parts = set().union(*(item.parts for item in deliberate)) if deliberate else set()
    unexpected = {part: lines for part, lines in differs.items() if part not in parts}
    notes = [line for lines in unexpected.values() for line in lines[:8]]
    if deliberate and not differs:
        names = ", ".join(item.name for item in deliberate)
        notes.append(f"listed as a difference ({names}) and does not differ")
    return notes


def try_case(case, python, place):
    """Notes on what is wrong; none when the case passes."""
    root = os.path.join(place, "box")
    try:
        expected = perform(case, python, compileall, root)
        got = perform(case, python, kiln, root)
    except subprocess.TimeoutExpired as error:
        return [f"does not end: {error}"]
    finally:
        tree.remove(root)
    return judge(compare(expected, got, case), rules.allowed(case, python))


def select(found, everything):
    """(case, interpreter) pairs: the newest runs every case, the others a third
    each, spread so that together they run all."""
    pairs = []
    for order, python in enumerate(reversed(found)):
        for number, case in enumerate(cases.ALL):
            chosen = everything or order == 0 or number % 3 == order % 3
            if chosen and case.applies(python):
                pairs.append((case, python))
    return pairs


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="every case on every python")
    parser.add_argument("--every-micro", action="store_true",
                        help="all interpreters, not only the newest of each 3.x")
    parser.add_argument("--only", help="cases whose name contains this")
    interpreters.add_option(parser)
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


def work(job):
    case, python, place = job
    with tempfile.TemporaryDirectory(dir=place) as own:
        return try_case(case, python, own)


def main():
    options = arguments()
    found = interpreters.select(options, options.every_micro)
    report = tap.Tap()
    obey_modes()
    os.umask(0o022)
    pairs = [pair for pair in select(found, options.all or bool(options.only))
             if not options.only or options.only in pair[0].name]
    report.note(f"{len(cases.ALL)} cases x {len(found)} interpreters "
                f"({', '.join(it.full for it in found)}): {len(pairs)} comparisons")
    with tempfile.TemporaryDirectory(prefix="kiln-parity-") as place, \
            concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        jobs = [(case, python, place) for case, python in pairs]
        for (case, python), notes in zip(pairs, pool.map(work, jobs, chunksize=4)):
            report.ok(not notes, f"{python.full} {case.name}", notes)
    report.done()


if __name__ == "__main__":
    main()

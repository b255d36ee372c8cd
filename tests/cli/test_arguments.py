# SPDX-License-Identifier: MIT
"""The command line means to kiln what it means to compileall.

Every line of LINES, and many made at random, are given to the main() of real
compileall modules and to kiln; both must refuse it with the same words, or ask for
the same work."""
import json
import os
import random
import shlex
import subprocess
import sys
import tempfile

import command
import pythons
import tap

LEVELS_ALL = 0x7fffffff
MODES = [None, "TIMESTAMP", "CHECKED_HASH", "UNCHECKED_HASH"]

# (first version that does as the latest does, command lines as a shell reads them)
LINES = [((3, 8), [
    # nothing, names, flags
    "", "a", "a b", "-l a", "-f a", "-q a", "-qq a", "-qqq a", "-q -q a", "-qqqqqq a",
    "-b a", "-f -q -b -l a", "a -f", "a b -q", "-fqbl a", "-lfq a b c", "-fq", "-b -q",
    "-- a", "-- -f", "-q -- -f", "-q -- -- a", "a -- b", "- a", "-", "-q -", "--",
    "-- a -- b", "''", "'' a", "-q ''", "a a a", "'a b'", "'- a'", "'-z a'",
    # depth
    "-r 3 a", "-r3 a", "-r=3 a", "'-r 3' a", "-r -1 a", "-r -10 a", "-r-1 a", "-r 0 a",
    "'-r 0' a", "-r '+5' a", "-r 1_2 a", "-r '\t7\n' a", "-r 00 a", "-r 0_0 a",
    "-r -0 a", "-l -r 3 a", "-r 3 -l a", "-r 3 -r 4 a", "-lr3 a", "'-lr 3' a",
    "-fr 2 a", "-fr2q a", "-r 99999999999999999999999 a", "-r x a", "-r '' a",
    "-r -99999999999999999999999 a", "-r", "-r -f a", "-r 1.5 a", "-r 0x10 a",
    "-r 1__0 a", "-r _1 a", "-r 1_ a", "-r -- a", "-r 1e3 a", "-r '- 1' a", "-r --1 a",
    "-r +-1 a", "-r '1 0' a", "-r - a", "-r '\u00a05\u2003' a", "-r '\u200b5' a",
    "-r '\u3000' a", "-r '\x1c5\x1f' a", "'-r -0' a", "'-r -4 ' a",
    # workers
    "-j 2 a", "-j2 a", "-j0 a", "-j -1 a", "-j-1 a", "--workers 3 a", "--workers=3 a",
    "--worker 3 a", "--work=3 a", "--w 4 a", "--w=4 a", "-fj4 a", "'-fqj 4' a", "-j x a",
    "--workers a b", "--workers= a", "--workers", "--w", "-j", "--workers -2 a",
    "--workers=-2 a", "-j '1 2' a", "-j 1 -j 2 a", "-j1 --workers=7 a", "-j 2", "-j -1",
    "'--workers 3' a", "'--workers=3 ' a",
    # directories
    "-d x a", "-dx a", "-d=x a", "-d '' a", "-d= a", "-d -5 a", "-d - a", "-d -.5 a",
    "-d '-z y' a", "-fd x a", "-fdx a", "-d x -d y a", "-d 'a b' a", "-d -f a", "-d",
    "-fd", "-d --workers a", "-d --nonsense a", "-d -z a", "-d '-f x' a", "-d '--w x' a",
    "-d '--z x' a", "-d==x a", "-d -- a",
    # patterns, lists
    "-x test a", "-x 'a|b' a", "-x^a a", "-x 'lib2to3|tests' a", "-fx '\\.py$' a", "-x",
    "-i - a", "-i -", "-i-", "-i list", "-ilist a", "-i=list", "-fi list", "-i missing",
    "-i missing a", "-q -i missing", "-qq -i missing", "-i '' a", "-i ''", "-i . a", "-i",
    "-i list -i - a", "-i blanks", "-i nothing", "-i nothing a", "-x '' -f",
    # invalidation
    "--invalidation-mode timestamp a", "--invalidation-mode=checked-hash a",
    "--invalidation-mode unchecked-hash a", "--invalid timestamp a", "--i timestamp a",
    "--i=timestamp a", "--inv=unchecked-hash", "--invalidation-mode never a",
    "--invalidation-mode= a", "--i", "--i x a", "--invalidation-mode TIMESTAMP a",
    "--invalidation-mode \"it's\" a", "--invalidation-mode '\"' a",
    "--invalidation-mode 'a\nb' a", "--invalidation-mode \u00e9\u200b\x7f a",
    # wrong, and -h that comes before or after it
    "--foo a", "-z a", "--foo", "--foo=1 a", "-f --foo -q --bar a", "--f a", "-f=1 a",
    "-q-f a", "--help=x", "--workersx 1 a", "---- a", "--- a", "--he=",
    "--invalidation-modes timestamp a", "-z=3 a", "-Z -Y -X a", "'--foo b' a", "-r x -h",
    "-h", "--help", "-h --foo", "-fh", "-hf", "-h -r x", "-hr1", "-hr", "--help -r",
    "--he", "-hrx", "-1 -2", "-5", "-.5", "-5.5 a", "-h -r", "-r -h",
]), ((3, 9), [
    "-s x a", "-sx a", "-s=x a", "-s '' a", "-p / a", "-p/ a", "-fs x -p / a", "-s", "-p",
    "-s x -p y a", "-d x -s y a", "-d x -p y a", "-d x -s y -p z a", "-d '' -s '' a",
    "-s x -d y", "-p '' -d x a", "-o 1 a", "-o1 a", "-fo1 a", "-o 0 -o 1 -o 2 a",
    "-o0 -o1 -o2 -j0 a", "-o -1 a", "-o-1 a", "-o=2 a", "-o 7 a", "-o x a", "-o", "-o 2",
    "-o 0 -o 0 a", "-e x a", "-ex a", "-e '' a", "-e", "-fe x a",
    "--hardlink-dupes a", "--hardlink-dupes -o 0 a", "--hardlink-dupes",
    "--hardlink-dupes -o 0 -o 1 a", "--hard -o0 -o1 a", "--ha -o1 -o1 a",
    "--hardlink-dupes=1 a", "--hardlink-dupes= a", "--h a", "--h=1 a", "--= a", "--=x a",
    "--hardlink-dupes -d x -s y a", "--hardlink-dupes -o0 -o1 -d x -s y a",
    "-f -j2 -o 0 -o 1 -o 2 -s root -p / --hardlink-dupes --invalidation-mode=timestamp "
    "-x 'bad|worse' a",
    "-qf -x lib2to3 -i -", "-q -l -i list -j 0", "-b -s t -p / t/usr", "--ha",
    "-r 0 -o0 -e / a", "--hardlink-dupes -i missing",
]), ((3, 10), [
    "-f= a",
]), ((3, 12), [
    "--h -r x", "--h -h",
]), ((3, 13), [
    "-qz a", "-fzq a", "'-q x' a", "-hz", "-fzh a", "-q=q a", "-fd=x a", "-fr=3 a",
    "-qj=2 a", "'-f ' a", "-fz=1 a", "-fq=1 a", "-fo=1 a", "-lz -r x a", "-fr= a",
    "-fd= a", "-fd==x a", "-hq=1", "-qz -- a", "-f- a",
]), ((3, 14), [
    "-d -0q a", "-j -1_0 a", "-r -1_0 a", "-d -5x a", "-x -.5z a", "-5x", "-.5y a",
    "-r x --h", "-h --h", "-d -5. a", "-1x=3",
])]

# Accepted by kiln, refused by argparse: options between names.
KINDNESSES = {
    "a -q b": ["a", "b"], "a -q b -f c": ["a", "b", "c"], "a -j 2 b": ["a", "b"],
    "a -q -- b": ["a", "b"], "a -f -1": ["a", "-1"],
}

# What random command lines are made of.
PIECES = ["-f", "-q", "-l", "-b", "-r", "-j", "-o", "-d", "-s", "-p", "-x", "-e", "-i",
          "-r1", "-r-1", "-j2", "-j=3", "-ox", "-o1", "-o0", "-fq", "-qfr", "-lbj0", "-dx",
          "-d=", "-s=y", "-fz", "-z", "--", "-", "-1", "-2.5", "-.x", "--workers", "--w=1",
          "--workers=x", "--invalidation-mode", "--inv=timestamp", "timestamp", "--i",
          "--hard", "--h", "--hardlink-dupes", "--hardlink-dupes=", "--nope", "-r 2", "x y",
          "-x y", "3", "0", "+1", "", " ", "list", "missing", "checked-hash", "-ilist",
          "-fh", "-q=", "-qq", "-bfo2", "-o 2", "-ej", "--wo", "4", "-d--", "-p-f"]


def ask(python, lines, folder):
    """What compileall makes of each command line."""
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "oracle_main.py")
    done = subprocess.run([python, "-S", "-E", script], input=json.dumps(lines).encode(),
                          stdout=subprocess.PIPE, cwd=folder, check=True,
                          env=command.environment(LC_ALL="C.UTF-8", COLUMNS="80"))
    return json.loads(done.stdout)


def clamp(number):
    return max(-LEVELS_ALL - 1, min(LEVELS_ALL, number))


def text(value):
    return os.fsdecode(value) if value is not None else None


def meaning_of_calls(calls):
    """What the calls of compileall's main() come to, in kiln's terms."""
    if calls[0]["kind"] == "path":
        call = calls[0]
        return ("path", call["force"], call["quiet"] if call["quiet"] < 2 else 2,
                call["legacy"], call["invalidation_mode"])
    # A directory's call has what a file's has, and more.
    first = min(calls, key=lambda call: call["kind"])
    levels = first.get("optimize") or [-1]
    depth = workers = None
    if first["kind"] == "dir":
        depth, workers = first["maxlevels"], clamp(first["workers"])
        unlimited = depth is None or (depth == 10 and "stripdir" not in first)  # 3.8
        depth = LEVELS_ALL if unlimited else clamp(depth)
    return ([call["dir"] for call in calls], depth, first["ddir"], first["force"],
            first["rx"] or None, min(first["quiet"], 2), first["legacy"],
            [clamp(level) for level in levels], workers,
            first["invalidation_mode"], first.get("stripdir"), first.get("prependdir"),
            first.get("limit_sl_dest") or None, first.get("hardlink_dupes", False))


def meaning_of_kiln(call):
    mode = MODES[call["invalidation"]]
    if call["call"] == b"path":
        return ("path", bool(call["force"]), call["quiet"], bool(call["legacy"]), mode)
    return ([text(path) for path in call["paths"]], call["maxlevels"], text(call["ddir"]),
            bool(call["force"]), text(call["rx"]), call["quiet"], bool(call["legacy"]),
            call["optimize"] or [-1], call["workers"], mode, text(call["stripdir"]),
            text(call["prependdir"]), text(call["limit_sl_dest"]),
            bool(call["hardlink_dupes"]))


def last_words(err):
    """The last line of what was said, from "error:" on."""
    lines = err.splitlines()
    if not lines:
        return ""
    joined = err[err.rindex("error: "):] if "error: " in err else lines[-1]
    return joined.rstrip("\n")


def is_help(answer):
    return answer["code"] == 0 and answer["out"].startswith("usage:")


def differences(answer, run):
    """How kiln differs from what compileall answered; [] if it does not."""
    found = []
    out, err = run.out.decode(), run.err.decode("utf-8", "surrogateescape")
    if is_help(answer):
        return [] if run.code == 0 and out.startswith("usage:") else ["no help"]
    if answer["code"] != run.code:
        found.append(f"exit {run.code}, not {answer['code']}")
    if last_words(answer["err"]) != last_words(err):
        found.append(f"says {last_words(err)!r}, not {last_words(answer['err'])!r}")
    if answer["out"] != out:
        found.append(f"prints {out[:200]!r}, not {answer['out'][:200]!r}")
    wanted = meaning_of_calls(answer["calls"]) if answer["calls"] else None
    got = meaning_of_kiln(run.call) if run.call else None
    if got and wanted and wanted[1] is None:  # files only
        got = (got[0], None) + got[2:8] + (None,) + got[9:]
    if wanted != got:
        found.append(f"means {got!r}, not {wanted!r}")
    return found


def unrecognized(err):
    before = "error: unrecognized arguments: "
    said = last_words(err)
    return said[len(before):].split(" ") if said.startswith(before) else []


def is_kindness(answer, run):
    """argparse had names left over, which kiln took."""
    theirs, ours = unrecognized(answer["err"]), unrecognized(run.err.decode())
    return len(ours) < len(theirs) and set(ours) <= set(theirs)


def make_folder(folder):
    with open(os.path.join(folder, "list"), "wb") as file:
        file.write(b"one\n  two \r\nthree\rfour")
    with open(os.path.join(folder, "blanks"), "wb") as file:
        file.write("\n\u00a0\n x\u2003\x1c\n#y\n\n\x0bz\x0c\n\ufeffw".encode())
    with open(os.path.join(folder, "nothing"), "wb"):
        pass


def kiln(words, folder):
    return command.Run(words, stdin=b"first\n second \n", cwd=folder)


def check_lines(t, interpreters, folder):
    for since, lines in LINES:
        words = [shlex.split(line) for line in lines]
        asked = {version: ask(path, words, folder)
                 for version, path in interpreters.items() if version >= since}
        for index, line in enumerate(lines):
            run = kiln(words[index], folder)
            wrong = ["%d.%d: %s" % (*version, difference)
                     for version, answers in asked.items()
                     for difference in differences(answers[index], run)]
            if asked:
                t.ok(not wrong, f"kiln {line}", wrong)
            else:
                t.skip(f"kiln {line}", "no interpreter that new")


def check_kindnesses(t, folder):
    for line, names in KINDNESSES.items():
        run = kiln(shlex.split(line), folder)
        t.ok(run.code == 0 and run.call and run.call["paths"] ==
             [name.encode() for name in names], f"kiln {line}", repr(run.err))


def check_random(t, python, folder, count=600):
    chance = random.Random(20)
    lines = [[chance.choice(PIECES) for _ in range(chance.randint(1, 6))] +
             ["a"] * chance.randint(0, 1) for _ in range(count)]
    wrong, kind = [], 0
    for words, answer in zip(lines, ask(python, lines, folder)):
        run = kiln(words, folder)
        if is_kindness(answer, run):
            kind += 1
        else:
            wrong += [f"{shlex.join(words)}: {d}" for d in differences(answer, run)]
    t.ok(not wrong, f"{count} command lines made at random", wrong)
    t.ok(kind < count // 3, "most of which did not need kindness", str(kind))


def check_real_program(t, python, folder):
    """`python -m compileall` itself, for its exit codes and last words."""
    for line in ["-r x a", "-j", "--h", "-d a -s b", "-o 1 --hardlink-dupes", "--foo",
                 "--inv=x", "-i missing", "-qq -i missing", "nowhere"]:
        words = shlex.split(line)
        done = subprocess.run([python, "-m", "compileall"] + words, cwd=folder,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=command.environment(LC_ALL="C.UTF-8"))
        run = kiln(words, folder)
        t.equal((run.code, last_words(run.err.decode())),
                (done.returncode, last_words(done.stderr.decode())),
                f"python -m compileall {line}")


def main():
    interpreters = {version: path
                    for version, (_, path) in pythons.one_per_minor().items()}
    if not interpreters:
        tap.skip_all("no interpreter to compare with")
    t = tap.Tap()
    newest = max(interpreters)
    with tempfile.TemporaryDirectory() as folder:
        make_folder(folder)
        check_lines(t, interpreters, folder)
        check_kindnesses(t, folder)
        if newest >= (3, 14):
            check_random(t, interpreters[newest], folder)
        else:
            t.skip("command lines made at random", "no interpreter from 3.14 on")
        check_real_program(t, interpreters[newest], folder)
    t.done()


if __name__ == "__main__":
    main()

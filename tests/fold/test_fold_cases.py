# SPDX-License-Identifier: MIT
"""Folded trees of the cases in cases/*.py at each optimization level, against the
goldens beside them, which real interpreters have recorded.

    test_fold_cases.py DUMP      compare; no interpreter is needed
    test_fold_cases.py --update  record anew with the interpreters at hand

A case begins with a line "#: title".  In the golden each title is followed by lines
"VERSION/LEVEL,... ANSWER": the tree as ast.dump writes it, places shortened, or
`rejected` with the error; before it `warning` lines.  Until 3.12 no interpreter shows
a folded tree: there only what future.c refuses is known, `accepted` being all else.
"""
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import casefiles
import pythons
import tap

CASES = os.path.join(HERE, "cases")
SHOWN = ("3.13.0", "3.13.18", "3.14.10", "3.15.2")
KEYS = [f"{version}/0" for version in ("3.11.7", "3.12.1")] + [
    f"{version}/{level}" for version in SHOWN for level in (0, 1, 2)]
# How many names may be added in files that compileall of that version compiles.
DEPTHS = {"3.11.7": 2966, "3.12.1": 2987, "3.13.0": 9993, "3.13.18": 9993}
PLACE = re.compile(r"(, )?lineno=(-?\d+), col_offset=(-?\d+), end_lineno=(-?\d+), "
                   r"end_col_offset=(-?\d+)")

ORACLE = r'''
import ast, os, sys, warnings
ahead = sys.version_info < (3, 13)
seen = []
def note(message, category, filename, lineno, file=None, line=None):
    if category is SyntaxWarning:
        seen.append(f"warning SyntaxWarning {lineno} {str(message)!r}")
def text(value):
    if isinstance(value, frozenset) and value:
        return "frozenset({" + ", ".join(sorted(map(text, value))) + "})"
    if isinstance(value, tuple):
        return "(" + ", ".join(map(text, value)) + (",)" if len(value) == 1 else ")")
    return repr(value)
ast.repr = text
def answer(path):
    seen.clear()
    with open(path, "rb") as file:
        source = file.read()
    level = int(sys.argv[1])
    flags = 0 if ahead else ast.PyCF_OPTIMIZED_AST
    try:
        tree = compile(source, "f", "exec", flags, dont_inherit=True, optimize=level)
    except SyntaxError as e:
        if ahead and e.end_offset is not None and "__future__" in e.msg:
            return "accepted"  # compile.c said so
        place = f"{e.lineno or 0}:{e.offset or 0}-{e.end_lineno or 0}:{e.end_offset or 0}"
        return f"rejected {type(e).__name__} {place} {e.msg!r}"
    note_leaving(source, level)
    return "accepted" if ahead else ast.dump(tree, include_attributes=True)
def note_leaving(source, level):
    # Only a compilation to the end warns, of more than we want to know here.
    try:
        compile(source, "f", "exec", dont_inherit=True, optimize=level)
    except SyntaxError:
        pass
    seen[:] = [text for text in seen if "'finally'" in text]
warnings.showwarning = note
warnings.simplefilter("always")
for path in sys.stdin.read().split("\n")[:-1]:
    said = answer(path)
    print(*seen, said, sep="; ")
'''


def short(answer):
    """With places as @line:column-line:column."""
    return PLACE.sub(lambda m: (m[1] and " " or "") + "@{}:{}-{}:{}".format(*m.groups()[1:]),
                     answer)


def on_files(command, cases):
    """The lines that a command says of the cases, whose paths it reads."""
    with tempfile.TemporaryDirectory() as folder:
        paths = casefiles.write_sources(folder, [source for _, source in cases])
        done = subprocess.run(command, input="\n".join(paths) + "\n", encoding="utf-8",
                              stdout=subprocess.PIPE, timeout=300)
    return done.stdout.split("\n")[:-1]


def native_answers(lines, key):
    """Answers of dump, whose warnings come on lines of their own."""
    answers, warnings = [], []
    for line in lines:
        kind, _, rest = line.partition("\t")
        if kind == "warning":
            name, number, *_, message = rest.split("\t")
            warnings.append(f"warning {name} {number} {message}")
            continue
        if kind == "rejected":
            name, *place, message = rest.split("\t")
            rest = "rejected {} {}:{}-{}:{} {}".format(name, *place, message)
        elif kind == "ok" and key.startswith(("3.11", "3.12")):
            rest = "accepted"
        answers.append(short("; ".join([*warnings, rest])))
        warnings = []
    return answers


def notes_of(expected, got):
    common = len(os.path.commonprefix([expected, got]))
    start = max(0, common - 60)
    return [f"expected {expected[start:common + 100]}",
            f"got      {got[start:common + 100]}"]


def compare(dump):
    test = tap.Tap()
    for name in casefiles.names(CASES):
        path = os.path.join(CASES, name)
        cases, golden = casefiles.read_cases(path), casefiles.read_golden(path, KEYS)
        for key in KEYS:
            version, level = key.split("/")
            lines = on_files([dump, f"--target={version}", "--stage=fold", "--warnings",
                              f"--level={level}"], cases)
            answers = native_answers(lines, key)
            answers += ["nothing"] * (len(cases) - len(answers))
            for (title, _), got in zip(cases, answers):
                expected = golden.get((title, key), "no golden")
                test.ok(expected == got, f"{name} {key} {title}", notes_of(expected, got))
    for version, limit in DEPTHS.items():
        cases = [(count, b"x=" + b"+".join([b"a"] * count)) for count in (limit, limit + 1)]
        kinds = [line.split("\t")[:2] for line in on_files(
            [dump, f"--target={version}", "--stage=fold"], cases)]
        test.ok(kinds[0][0] == "ok" and kinds[1] == ["rejected", "RecursionError"],
                f"{version} adds {limit} names but not more")
    test.done()


def update():
    found = pythons.of_versions(sorted({key.split("/")[0] for key in KEYS}))
    for name in casefiles.names(CASES):
        path = os.path.join(CASES, name)
        cases, answers = casefiles.read_cases(path), {}
        for key in KEYS:
            version, level = key.split("/")
            said = on_files([found[version], "-I", "-S", "-c", ORACLE, level], cases)
            answers.update({(title, key): short(answer)
                            for (title, _), answer in zip(cases, said)})
        casefiles.write_golden(path, "test_fold_cases.py", [title for title, _ in cases], KEYS,
                           answers)


if __name__ == "__main__":
    if sys.argv[1:] == ["--update"]:
        update()
    else:
        compare(sys.argv[1])

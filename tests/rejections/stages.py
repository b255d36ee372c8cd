# SPDX-License-Identifier: MIT
"""What CPython and ours say about sources that scopes and code generation judge.

An answer is "ok" or "rejected TAB class TAB four positions TAB message", with a line
"Class:line:text" for each warning after it, in the order in which they are shown.
"""
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
GOLDEN = os.path.join(HERE, "later-stages.golden")
SNIPPETS = os.path.join(HERE, "snippets.txt")
VERSIONS = ("3.11.2", "3.11.7", "3.12.1", "3.13.0", "3.13.5", "3.13.18", "3.14.10",
            "3.15.2")
FILTERS = ("", "error")
CRASH = "crash"  # of CPython: whatever we say is fine

# The registry of who compiles counts in some versions; each source has its own.
ORACLE = """
import json, marshal, sys, warnings
def answer(source, path, shown):
    def show(message, category, filename, lineno, file=None, line=None):
        shown.append(f"{category.__name__}:{lineno}:{str(message)!r}")
    warnings.showwarning = show
    space = {"dumps": marshal.dumps, "source": source, "path": path, "__name__": "asker"}
    try:
        exec("dumps(compile(source, path, 'exec', dont_inherit=True))", space)
    except SyntaxError as error:
        place = [str(n or 0) for n in (error.lineno, error.offset,
                                       error.end_lineno, error.end_offset)]
        return "\\t".join(["rejected", type(error).__name__, *place, repr(error.msg)])
    except Exception as error:
        return "\\t".join(["rejected", type(error).__name__, "0", "0", "0", "0",
                          repr(str(error))])
    return "ok"
for line in sys.stdin:
    path, shown = line.rstrip("\\n"), []
    with open(path, "rb") as file:
        said = answer(file.read(), path, shown)
    print(json.dumps("\\n".join([said, *shown])), flush=True)
"""


# Code objects that marshal just writes, and just does not.
DEEP = [b"x = " + b"lambda: " * depth + b"1\n" for depth in (998, 999)]


def read_snippets():
    """The sources of snippets.txt, without the lines that begin them."""
    with open(SNIPPETS, encoding="utf-8") as file:
        pieces = ("\n" + file.read()).split("\n#:")[1:]
    return [piece.split("\n", 1)[1].encode("utf-8") for piece in pieces]


def read_golden():
    """[(source, {(version, filter): answer})]"""
    rows = []
    with open(GOLDEN, encoding="ascii") as file:
        for line in file:
            source, answers = json.loads(line)
            told = {}
            for answer, keys in answers:
                told.update({tuple(key.split("/")): answer for key in keys.split()})
            rows.append((source.encode("latin-1"), told))
    return rows


def write_golden(rows):
    lines = set()
    for source, told in rows:
        groups = {}
        for key, answer in sorted(told.items()):
            groups.setdefault(answer, []).append("/".join(key))
        answers = [[answer, " ".join(keys)] for answer, keys in groups.items()]
        lines.add(json.dumps([source.decode("latin-1"), answers]) + "\n")
    with open(GOLDEN, "w", encoding="ascii") as file:
        file.writelines(sorted(lines))


class Folder:
    """The sources as files, whose names are all equally long."""

    def __init__(self, sources):
        self.held = tempfile.TemporaryDirectory()
        self.paths = []
        for number, source in enumerate(sources):
            self.paths.append(os.path.join(self.held.name, f"{number:05}.py"))
            with open(self.paths[-1], "wb") as file:
                file.write(source)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.held.cleanup()

    def ask(self, command):
        """A line for each source; whoever crashes goes on behind it."""
        lines = []
        while len(lines) < len(self.paths):
            todo = "".join(path + "\n" for path in self.paths[len(lines):])
            done = subprocess.run(command, input=todo, encoding="utf-8",
                                  errors="backslashreplace", stdout=subprocess.PIPE,
                                  stderr=subprocess.DEVNULL)
            lines += done.stdout.split("\n")[:-1]
            if len(lines) < len(self.paths):
                lines.append(CRASH)
        return lines

    def ask_oracle(self, python, warning_filter):
        words = ["-W", warning_filter] if warning_filter else []
        lines = self.ask([python, *words, "-I", "-S", "-c", ORACLE])
        return [line if line == CRASH else json.loads(line) for line in lines]

    def ask_image(self, image, version, warning_filter):
        words = ["--filter=" + warning_filter] if warning_filter else []
        lines = self.ask([image, f"--target={version}", "--warnings", *words])
        return [read_image(line) for line in lines]


def read_image(line):
    """The answer in a line of tests/native/image."""
    kind, *fields = line.split("\t")
    if kind == "ok":
        return "\n".join(["ok", *fields[1:]])
    if kind == "rejected":
        return "\n".join(["\t".join([kind, *fields[:6]]), *fields[6:]])
    return line


def known_differences(version):
    """{(source, filter)}"""
    path = os.path.join(HERE, f"later-differences-{version}.txt")
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as file:
        return {line.split("\t")[0]: line for line in file if line.strip()}


def update(at_hand):
    missing = [version for version in VERSIONS if version not in at_hand]
    if missing:
        sys.exit(f"not at hand: {', '.join(missing)}; set KILN_PYTHONS")
    sources = sorted({source for source, _ in read_golden()} | set(read_snippets()) | set(DEEP))
    told = [{} for _ in sources]
    with Folder(sources) as folder:
        for version in VERSIONS:
            for warning_filter in FILTERS:
                answers = folder.ask_oracle(at_hand[version], warning_filter)
                for row, answer in zip(told, answers):
                    row[version, warning_filter] = answer
    write_golden(zip(sources, told))

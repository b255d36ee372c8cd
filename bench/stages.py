# SPDX-License-Identifier: MIT
"""The speed of the compilers themselves: no files, no processes, one thread.

Megabytes of source a second for the tree and for the code object, beside
ast.parse() and compile() of an interpreter; and where Kiln's instructions go, as
callgrind counts them.
"""

import os
import shutil
import statistics
import subprocess
import tempfile

RIVAL = r"""
import ast, marshal, sys, time, warnings
warnings.simplefilter("ignore")
sources = []
for path in sys.stdin.read().split("\n"):
    if path:
        with open(path, "rb") as file:
            sources.append((path, file.read()))
size = sum(len(source) for _, source in sources)

def code(source, path, level):
    marshal.dumps(compile(source, path, "exec", dont_inherit=True, optimize=level))

def measure(name, run):
    begin = time.process_time()
    for path, source in sources:
        run(path, source)
    print(name, size / 1e6 / (time.process_time() - begin))

def levels(path, source):
    for level in range(3):
        code(source, path, level)

measure("tree", lambda path, source: ast.parse(source, path))
measure("pyc", lambda path, source: code(source, path, 0))
measure("levels", levels)
"""

# (title, function whose instructions count, functions below it that do not)
STAGES = (
    ("source", ("source_decode",), ()),
    ("lex", ("lex_tokens",), ()),
    ("parse", ("parse_module",), ()),
    ("fold", ("ast_fold", "future_parse"), ()),
    ("scope", ("scope_build",), ()),
    ("codegen", ("codegen_module",), ("assemble_unit",)),
    ("flow", ("flow_graph",), ()),
    ("assemble", ("assemble_code",), ()),
    ("pyc", ("marshal_write",), ()),
)


def sources_of(tree):
    return sorted(os.path.join(folder, name)
                  for folder, _, names in os.walk(tree) for name in names
                  if name.endswith(".py"))


def ask(command, paths):
    """name -> megabytes a second"""
    done = subprocess.run(command, input="".join(path + "\n" for path in paths),
                          stdout=subprocess.PIPE, check=True, encoding="utf-8",
                          errors="surrogateescape")
    return {name: float(value)
            for name, value in (line.split() for line in done.stdout.splitlines())}


def speeds(program, python, tree, rounds):
    """(ours, theirs), interleaved, medians."""
    paths = sources_of(tree)
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(ask([program, python.target, "1"], paths))
        theirs.append(ask([python.path, "-I", "-S", "-c", RIVAL], paths))
    return tuple({name: statistics.median(run[name] for run in runs) for name in runs[0]}
                 for runs in (ours, theirs))


def function_costs(annotated):
    """name -> instructions, those of what it calls counted too."""
    costs = {}
    for line in annotated.splitlines():
        words = line.split("(", 1)
        number = words[0].strip().replace(",", "")
        if not number.isdigit() or len(words) < 2 or ":" not in words[1]:
            continue
        name = words[1].split(" [", 1)[0].rsplit(":", 1)[1].strip()
        costs[name] = max(costs.get(name, 0), int(number))
    return costs


def instructions(kiln, target, tree):
    """[(stage, instructions per byte of source)], the whole last; None without
    valgrind.  Of the files at the top of the tree only, for it is slow."""
    if not shutil.which("valgrind") or not shutil.which("callgrind_annotate"):
        return None
    with tempfile.TemporaryDirectory(prefix="kiln-stages-") as folder:
        copy = os.path.join(folder, "lib")
        os.mkdir(copy)
        for name in os.listdir(tree):
            if name.endswith(".py"):
                shutil.copy(os.path.join(tree, name), copy)
        out = os.path.join(folder, "out")
        subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=" + out,
                        *kiln, "-q", "-f", "-j1", "--engine", "native", "--target", target,
                        copy], stderr=subprocess.DEVNULL, check=False)
        annotated = subprocess.run(
            ["callgrind_annotate", "--inclusive=yes", "--threshold=100", out],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True,
            encoding="utf-8").stdout
        size = sum(os.path.getsize(path) for path in sources_of(copy))
    costs = function_costs(annotated)
    rows = [(title, (sum(costs.get(name, 0) for name in counted) -
                     sum(costs.get(name, 0) for name in below)) / size)
            for title, counted, below in STAGES]
    whole = max(costs.values()) / size
    rows.append(("files, options, all else", whole - sum(cost for _, cost in rows)))
    return [*rows, ("whole", whole)]


class Report:
    """What is known of one interpreter's library."""

    def __init__(self, options, kiln, python, tree):
        program = os.path.join(options.build, "bench", "stages")
        self.python = python
        self.ours, self.theirs = speeds(program, python, tree, options.rounds)
        self.costs = instructions(kiln, python.target, tree)

    def table(self):
        rows = (("source → tree", "tree"), ("source → code object", "pyc"),
                ("the same, levels 0, 1 and 2", "levels"))
        text = ("\n### The compiler alone\n\nMegabytes of source a second, on one thread, from "
                "memory to memory; for the interpreter\nthat is `ast.parse()` (which makes "
                "Python objects of the tree), and `compile()` with\n`marshal.dumps()`.\n\n"
                "| | CPython | kiln | faster |\n|---|---:|---:|---:|\n")
        for title, name in rows:
            text += (f"| {title} | {self.theirs[name]:.1f} | {self.ours[name]:.1f} | "
                     f"**{self.ours[name] / self.theirs[name]:.1f} ×** |\n")
        if self.costs:
            text += ("\nInstructions per byte of source (callgrind, the modules at the top "
                     "of the library):\n\n|" +
                     "|".join(f" {title} " for title, _ in self.costs) + "|\n|" +
                     "---:|" * len(self.costs) + "\n|" +
                     "|".join(f" {cost:.1f} " for _, cost in self.costs) + "|\n")
        return text

# SPDX-License-Identifier: MIT
"""Sources that nest or repeat beyond every limit, through the whole native compiler, on
a stack of 8 MB.  A golden says what CPython answers (`ok` or the rejection); ours is the
same, or names a limit of its own; it never crashes.

    test_deep.py IMAGE             compare; no interpreter is needed
    test_deep.py --update          record the answers of the interpreters at hand
"""
import os
import resource
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import pythons
import tap

GOLDEN = os.path.join(HERE, "deep.golden")
VERSIONS = ("3.13.0", "3.13.18", "3.14.10")
STACK = 8 << 20


def nested_fields(count):
    return "x = f'" + "{a:" * count + "}" * count + "'\n"


def quoted(depth):
    text = "a"
    for number in range(depth):
        quote = "'" if number % 2 else '"'
        text = f"f{quote}{{{text}}}{quote}"
    return f"x = {text}\n"


SOURCES = {
    "brackets 190": "x = " + "(" * 190 + "1" + ")" * 190 + "\n",
    "brackets 100,000": "(" * 100_000 + "1" + ")" * 100_000 + "\n",
    "square brackets 100,000": "x = " + "[" * 100_000 + "]" * 100_000 + "\n",
    "braces 100,000": "x = " + "{1: " * 100_000 + "1" + "}" * 100_000 + "\n",
    "open brackets 100,000": "(" * 100_000,
    "subscripts in subscripts": "x" + "[y" * 100_000 + "]" * 100_000 + "\n",
    "calls in calls": "f(" * 100_000 + ")" * 100_000 + "\n",
    "not 1,000": "x = " + "not " * 1_000 + "a\n",
    "not 1,000,000": "x = " + "not " * 1_000_000 + "a\n",
    "minus 1,000,000": "x = " + "-" * 1_000_000 + "a\n",
    "plus constant 100,000": "x = " + "+" * 100_000 + "1\n",
    "await 100,000": "async def f():\n    " + "await " * 100_000 + "a\n",
    "sum of 1,000": "x = " + " + ".join(["a"] * 1_000) + "\n",
    "sum of 1,000,000": "x = " + " + ".join(["a"] * 1_000_000) + "\n",
    "sum of constants": "x = " + " + ".join(["1"] * 1_000_000) + "\n",
    "powers 100,000": "x = " + " ** ".join(["a"] * 100_000) + "\n",
    "and or 100,000": "x = " + " or ".join(["a and b"] * 100_000) + "\n",
    "elif 50,000": "if a: pass\n" + "elif a: pass\n" * 50_000,
    "elif 1,000": "if a: pass\n" + "elif a: pass\n" * 1_000 + "else: b\n",
    "else if 99": "".join(" " * n + "if a:\n" for n in range(99)) + " " * 99 + "b\n",
    "else if 100": "".join(" " * n + "if a:\n" for n in range(100)) + " " * 100 + "b\n",
    "for 20": "".join(" " * n + "for i in x:\n" for n in range(20)) + " " * 20 + "b\n",
    "for 21": "".join(" " * n + "for i in x:\n" for n in range(21)) + " " * 21 + "b\n",
    "try 21": "".join(" " * n + "try:\n" for n in range(21)) + " " * 21 + "b\n"
              + "".join(" " * n + "finally: c\n" for n in reversed(range(21))),
    "conditional 100,000": "x = " + "a if b else " * 100_000 + "c\n",
    "lambda 100,000": "x = " + "lambda: " * 100_000 + "a\n",
    "attributes 1,000": "x = a" + ".b" * 1_000 + "\n",
    "attributes 100,000": "x = a" + ".b" * 100_000 + "\n",
    "calls 100,000": "x = a" + "()" * 100_000 + "\n",
    "calls of methods 100,000": "x = a" + ".b()" * 100_000 + "\n",
    "subscripts 100,000": "x = a" + "[0]" * 100_000 + "\n",
    "targets 100,000": "a = " * 100_000 + "b\n",
    "starred 100,000": "[" + "*" * 100_000 + "a]\n",
    "walrus 100": "x = " + "(a := " * 100 + "b" + ")" * 100 + "\n",
    "decorators 100,000": "@a\n" * 100_000 + "def f(): pass\n",
    "comprehension clauses": "x = [a" + " for a in b" * 10_000 + "]\n",
    "conditions of a comprehension": "x = [a for a in b" + " if a" * 10_000 + "]\n",
    "comprehensions 150": "x = " + "[" * 150 + "a" + " for b in c]" * 150 + "\n",
    "fields 20,000": "x = f'" + "{a}" * 20_000 + "'\n",
    "nested fields 2": nested_fields(2),
    "nested fields 20,000": nested_fields(20_000),
    "f-strings in f-strings 100": quoted(100),
    "f-strings in f-strings 149": quoted(149),
    "f-strings in f-strings 20,000": quoted(20_000),
    "strings 100,000": "x = " + "'a' " * 100_000 + "\n",
    "nested patterns 90": "match a:\n  case " + "[" * 90 + "b" + "]" * 90 + ": pass\n",
    "nested patterns 10,000": "match a:\n  case " + "[" * 10_000 + "b" + "]" * 10_000
                              + ": pass\n",
    "alternatives 100,000": "match a:\n  case " + "|".join(["1"] * 100_000) + ": pass\n",
    "dotted pattern 100,000": "match a:\n  case b" + ".c" * 100_000 + ": pass\n",
    "functions 99": "".join(" " * n + "def f():\n" for n in range(99)) + " " * 99 + "a\n",
    "classes 99": "".join(" " * n + "class C:\n" for n in range(99)) + " " * 99 + "a\n",
    "with 1,000 items": "with " + ", ".join(["a"] * 1_000) + ": pass\n",
    "dotted import": "import a" + ".b" * 100_000 + "\n",
    "annotation": "x: " + "a[" * 150 + "b" + "]" * 150 + "\n",
    "unclosed string": "x = '''" + "a\n" * 100_000,
    "long line": "x = '" + "a" * 5_000_000 + "'\n",
    "long name": "a" * 1_000_000 + " = 1\n",
    "long number": "x = " + "1" * 5_000 + "\n",
    "long hexadecimal": "x = 0x" + "f" * 200_000 + "\n",
    "line continuations": "x = " + "\\\n" * 100_000 + "1\n",
    "backslashes": "x = '" + "\\\\" * 100_000 + "'\n",
    "tabs": "if a:\n" + "\t" * 99 + "b\n",
    "statements on a line": "a; " * 100_000 + "\n",
    "del nested": "del " + "(" * 150 + "a" + ")" * 150 + "\n",
    "targets nested": "for " + "[" * 150 + "a" + "]" * 150 + " in b: pass\n",
    "type parameters 1,000": "def f[" + ", ".join(f"T{n}" for n in range(1000)) + "](): pass\n",
    "globals in functions": "def f():\n" + "    global a\n" * 10_000,
}

ORACLE = r"""
import sys, warnings
warnings.simplefilter("ignore")
for path in sys.stdin.read().split("\n")[:-1]:
    with open(path, "rb") as file:
        source = file.read()
    try:
        compile(source, "deep.py", "exec", 0, True, 0)
        print("ok")
    except (SyntaxError, MemoryError, RecursionError) as error:
        print(type(error).__name__ + ": " + (getattr(error, "msg", None) or str(error)))
    sys.stdout.flush()
"""


def write_sources(folder):
    paths = []
    for number, text in enumerate(SOURCES.values()):
        paths.append(os.path.join(folder, f"{number}.py"))
        with open(paths[-1], "w", encoding="utf-8") as file:
            file.write(text)
    return paths


def limit_stack():
    most = resource.getrlimit(resource.RLIMIT_STACK)[1]
    resource.setrlimit(resource.RLIMIT_STACK, (STACK, most))


def ask(command, paths):
    """A line for each; one that kills its process gets a line as well."""
    answers = []
    while len(answers) < len(paths):
        done = subprocess.run(command, input="\n".join(paths[len(answers):]) + "\n",
                              encoding="utf-8", stdout=subprocess.PIPE, timeout=500,
                              preexec_fn=limit_stack)
        answers += done.stdout.split("\n")[:-1]
        if len(answers) < len(paths):
            answers.append(f"crashed with {done.returncode}")
    return answers


def read_golden():
    answers, title = {}, None
    with open(GOLDEN, encoding="utf-8") as file:
        for line in file:
            if line.startswith("#: "):
                title = line[3:-1]
            elif not line.startswith("#"):
                version, answer = line[:-1].split(" ", 1)
                answers[title, version] = answer
    return answers


def short(answer):
    kind, _, rest = answer.partition("\t")
    if kind == "rejected":
        name, *_, message = rest.split("\t")
        return f"{name}: {message[1:-1]}"
    return kind if kind == "ok" else answer


def allowed(expected, got):
    """CPython's verdict; where it ran into a limit of its own (of recursion, of memory)
    any answer, and where we did, one that names a limit."""
    if got.startswith("crashed") or got.startswith("broken"):
        return False
    if got == expected:
        return True
    limits = ("nest", "too ", "limit", "recursion")
    ours = got != "ok" and any(word in got for word in limits)
    theirs = expected.startswith(("MemoryError", "RecursionError", "crashed")) \
        or "too " in expected or "nest" in expected
    return ours or theirs


def compare(image):
    test = tap.Tap()
    golden = read_golden()
    with tempfile.TemporaryDirectory() as folder:
        paths = write_sources(folder)
        for version in VERSIONS:
            got = map(short, ask([image, f"--target={version}"], paths))
            for title, answer in zip(SOURCES, got):
                expected = golden.get((title, version), "nothing")
                test.ok(allowed(expected, answer), f"{version} {title}",
                        [f"expected {expected[:200]}", f"got      {answer[:200]}"])
    test.done()


def update():
    found = {".".join(map(str, version)): path
             for version, path in pythons.at_hand().items()}
    answers = {}
    with tempfile.TemporaryDirectory() as folder:
        paths = write_sources(folder)
        for version in VERSIONS:
            said = ask([found[version], "-I", "-S", "-c", ORACLE], paths)
            answers.update({(title, version): line for title, line in zip(SOURCES, said)})
    with open(GOLDEN, "w", encoding="utf-8") as file:
        file.write("# SPDX-License-Identifier: MIT\n"
                   "# Recorded by test_deep.py --update from real interpreters.\n")
        for title in SOURCES:
            file.write(f"#: {title}\n")
            file.writelines(f"{version} {answers[title, version]}\n" for version in VERSIONS)


if __name__ == "__main__":
    if sys.argv[1:] == ["--update"]:
        update()
    else:
        compare(sys.argv[1])

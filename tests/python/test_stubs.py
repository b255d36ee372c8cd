# SPDX-License-Identifier: MIT
"""The type stubs say what the functions take; compileall's signatures are Kiln's."""
import ast
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import package  # noqa: E402
import tap  # noqa: E402

CHILD = """
import compileall, inspect, py_compile, sys
import kiln, kiln.py_compile
for ours, theirs in ((kiln, compileall), (kiln.py_compile, py_compile)):
    for name in list(theirs.__all__) + ["main"]:
        if not inspect.isfunction(getattr(ours, name)): continue
        mine = str(inspect.signature(getattr(ours, name)))
        other = str(inspect.signature(getattr(theirs, name)))
        print(ours.__name__, name, mine, "same" if mine == other else other, sep="|")
for name in ("install", "uninstall"):
    print("kiln", name, inspect.signature(getattr(kiln, name)), "same", sep="|")
print(kiln.__all__ == compileall.__all__, kiln.py_compile.__all__ == py_compile.__all__)
"""


def signature(node):
    """As inspect prints it, without annotations."""
    arguments = node.args
    for argument in ast.walk(arguments):
        if isinstance(argument, ast.arg):
            argument.annotation = None
    return "(" + ast.unparse(arguments) + ")"


def stub_signatures():
    found = {}
    for module, path in (("kiln", "__init__.pyi"), ("kiln.py_compile", "py_compile.pyi")):
        with open(os.path.join(package.ROOT, "python", "kiln", path),
                  encoding="utf-8") as file:
            for node in ast.parse(file.read()).body:
                if isinstance(node, ast.FunctionDef):
                    found[module, node.name] = signature(node)
    return found


t = tap.Tap()
stubs = stub_signatures()
with tempfile.TemporaryDirectory() as directory:
    package.lay(directory)
    for version, python in package.interpreters():
        done = subprocess.run([python, "-c", CHILD], env=package.environment(directory),
                              capture_output=True, text=True)
        lines = done.stdout.splitlines()
        seen = set()
        for line in lines[:-1]:
            module, name, mine, other = line.split("|")
            seen.add((module, name))
            t.equal(stubs.get((module, name)), mine, f"{version}: stub of {module}.{name}")
            t.equal(other, "same", f"{version}: {module}.{name} takes what the original does")
        t.equal(sorted(set(stubs) - seen), [], f"{version}: no stub of nothing")
        t.equal(lines[-1:], ["True True"], f"{version}: __all__")
t.done()

# SPDX-License-Identifier: MIT
"""What the interpreters at hand marshal of their own libraries, read and written again:
first with the identity of objects as it was read, then with it made anew.

    test_pythons.py ROUND_TRIP [LIMIT]

Every file is compiled in a process that has compiled nothing else (a fork)."""
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.dirname(HERE))
import pythons
import tap

LIMIT = int(sys.argv[2]) if len(sys.argv) > 2 else 250
COMPILE = """
import sys, os, sysconfig, marshal, importlib.util
out, limit = sys.argv[1], int(sys.argv[2])
library = sysconfig.get_path("stdlib")
paths = []
for folder, folders, names in os.walk(library):
    folders[:] = sorted(set(folders) - {"site-packages", "dist-packages", "lib2to3"})
    paths += [os.path.join(folder, n) for n in sorted(names) if n.endswith(".py")]
for number, path in enumerate(paths[::max(1, len(paths) // limit)]):
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        continue
    try:
        with open(path, "rb") as file:
            source = file.read()
        if sys.version_info >= (3, 15):  # no name may hold the code object
            dump = marshal.dumps(compile(source, path, "exec", dont_inherit=True))
        else:
            code = compile(source, path, "exec", dont_inherit=True)
            dump = marshal.dumps(code)
        with open(os.path.join(out, "%d.pyc" % number), "wb") as file:
            file.write(importlib.util.MAGIC_NUMBER + bytes(12) + dump)
    except (SyntaxError, ValueError, OSError):
        pass
    os._exit(0)
"""


def images(python, folder):
    subprocess.run([python, "-I", "-S", "-W", "ignore", "-c", COMPILE, folder, str(LIMIT)],
                   check=True, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"})
    return sorted(os.path.join(folder, name) for name in os.listdir(folder))


def main():
    test = tap.Tap()
    found = {v: p for v, p in pythons.at_hand().items() if v >= (3, 11)}
    if not found:
        tap.skip_all("no interpreter of 3.11 or later")
    for version, python in found.items():
        name = ".".join(map(str, version))
        with tempfile.TemporaryDirectory() as folder:
            paths = images(python, folder)
            for options in [], ["--strict"]:
                done = subprocess.run([sys.argv[1], *options], check=False,
                                      input="".join(path + "\n" for path in paths),
                                      stdout=subprocess.PIPE, encoding="utf-8")
                test.ok(len(paths) > LIMIT // 2 and done.returncode == 0,
                        f"{name}: {len(paths)} files " + " ".join(options),
                        done.stdout.splitlines()[-20:])
    test.done()


main()

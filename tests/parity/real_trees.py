# SPDX-License-Identifier: MIT
"""Real input: standard libraries and a corpus, compiled with 1, 2 and 8 workers.
All trees must be equal, to each other and to the reference: what one fresh
minimal process per file writes.  A second run must write nothing."""
import argparse
import concurrent.futures
import hashlib
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
sys.dont_write_bytecode = True

import interpreters
import tap

# The reference.  Any string that is alive in the process may change the bytes
# (whether marshal flags an equal one), so every name here is one that a bare
# interpreter has, or one that no source has.  The code object is held by a name
# or not, as py_compile of that version holds it (its first byte shows which).
HELD = """
import sys, marshal, posix
kiln_code = compile(posix.read(posix.open(sys.argv[1], 0), 1 << 26), sys.argv[2], "exec",
                    0, True, int(sys.argv[3]))
posix.write(1, marshal.dumps(kiln_code))
"""
LOOSE = """
import sys, marshal, posix
posix.write(1, marshal.dumps(compile(posix.read(posix.open(sys.argv[1], 0), 1 << 26),
                                     sys.argv[2], "exec", 0, True, int(sys.argv[3]))))
"""

# For the suite: files that are known to depend on what a process compiled or
# imported before, and some of every kind.
SOME = ["argparse.py", "ftplib.py", "weakref.py", "inspect.py", "typing.py", "socket.py",
        "dataclasses.py", "pathlib.py", "tkinter/__init__.py", "json", "email/mime",
        "concurrent", "importlib/metadata", "test/test_import/data/package4"]
LEFT_OUT = {"__pycache__", "site-packages", "dist-packages"}


class Reference:
    """Code objects of fresh processes, kept in a directory from run to run."""

    def __init__(self, python, cache):
        self.python, self.cache = python, cache
        self.program = LOOSE if python.version >= (3, 15) else HELD
        # Until 3.10 every name that is alive in a process shows in the bytes: the
        # only sensible reference is compileall itself, in a process of its own.
        self.by_compileall = python.version < (3, 11)
        # Without HOME, site would look it up, and load pwd.
        self.env = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0",
                    "HOME": "/nonexistent"}
        self.build = subprocess.run([python.path, "-I", "-S", "-c",
                                     "import sys; print(sys.version)"],
                                    capture_output=True, check=True).stdout

    def place(self, source, name, level):
        key = hashlib.sha256(self.build + self.program.encode())
        key.update(b"%d %r " % (level, self.env if self.by_compileall else None))
        key.update(os.fsencode(name) + b"\0" + source)
        key = key.hexdigest()
        return os.path.join(self.cache, key[:2], key[2:])

    def code(self, root, name, level):
        """The marshalled code of one file; b"" when it does not compile."""
        with open(os.path.join(root, name), "rb") as opened:
            place = self.place(opened.read(), name, level)
        try:
            with open(place, "rb") as kept:
                return kept.read()
        except FileNotFoundError:
            pass
        make = self.from_compileall if self.by_compileall else self.from_program
        code = make(root, name, level)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=os.path.dirname(place), delete=False) as out:
            out.write(code)
        os.replace(out.name, place)
        return code

    def run(self, root, words):
        return subprocess.run([self.python.path, *words], env=self.env, cwd=root,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL)

    def from_program(self, root, name, level):
        done = self.run(root, ["-I", "-S", "-c", self.program, name, name, str(level)])
        return done.stdout if done.returncode == 0 else b""

    def from_compileall(self, root, name, level):
        # In a place of its own, and with the names that it has; no
        # PYTHONPYCACHEPREFIX, whose parts would show in the bytes.
        with tempfile.TemporaryDirectory() as own:
            os.makedirs(os.path.join(own, os.path.dirname(name)))
            shutil.copy2(os.path.join(root, name), os.path.join(own, name))
            self.run(own, [*["-O"] * level, "-m", "compileall", "-qq", "-f", name])
            pyc = os.path.join(own, cache_of(self.python, name, level))
            if not os.path.exists(pyc):
                return b""
            with open(pyc, "rb") as opened:
                return opened.read()[16:]

    def also_gives(self, root, name, level, code):
        """Whether compileall gives this code, too: until 3.10 the bytes of a few files
        depend on addresses, and so on address space randomization and on -B (3.10.13's
        json/decoder.py and multiprocessing/connection.py have two forms each)."""
        return self.by_compileall and any(
            self.from_compileall(root, name, level) == code for _ in range(100))


def cache_of(python, name, level):
    head, tail = os.path.split(name)
    opt = f".opt-{level}" if level else ""
    return os.path.join(head, "__pycache__", f"{tail[:-3]}.{python.tag}{opt}.pyc")


def sources(root):
    found = []
    for here, names, files in os.walk(root):
        names[:] = sorted(name for name in names if name != "__pycache__")
        found += [os.path.join(here, name) for name in sorted(files)
                  if name.endswith(".py") and os.path.isfile(os.path.join(here, name))]
    return found


def copy_library(python, target, everything):
    def ignore(_, names):
        return [name for name in names if name in LEFT_OUT or name.endswith(".pyc")]
    for item in ["."] if everything else SOME:
        source = os.path.join(python.stdlib, item)
        place = os.path.normpath(os.path.join(target, item))
        os.makedirs(os.path.dirname(place), exist_ok=True)
        if os.path.isdir(source):
            shutil.copytree(source, place, ignore=ignore, ignore_dangling_symlinks=True)
        elif os.path.exists(source):
            shutil.copy2(source, place)


def copy_corpus(corpus, target, count):
    """An even choice of `count` files, each package keeping its own folders."""
    everything = sources(corpus)
    step = max(1, len(everything) // count)
    for path in everything[::step][:count]:
        place = os.path.join(target, os.path.relpath(path, corpus))
        os.makedirs(os.path.dirname(place), exist_ok=True)
        shutil.copy2(path, place)


class Tree:
    """A copy of real sources below `place`/lib, compiled as `lib`."""

    def __init__(self, python, place, levels):
        self.python, self.place, self.levels = python, place, levels
        self.root = os.path.join(place, "lib")

    def kiln(self, *words):
        several = [word for level in self.levels for word in ("-o", str(level))]
        env = interpreters.plain_environment()
        began = time.monotonic()
        done = subprocess.run([os.environ["KILN"], "--python", self.python.path, *words,
                               *(several if self.levels != [0] else []), "lib"],
                              cwd=self.place, env=env, capture_output=True)
        return done, time.monotonic() - began

    def pycs(self):
        found = {}
        for here, _, files in os.walk(self.root):
            for name in files:
                if ".pyc" in name:
                    path = os.path.join(here, name)
                    with open(path, "rb") as opened:
                        found[os.path.relpath(path, self.place)] = opened.read()
        return found

    def stamps(self):
        found = {}
        for path in self.pycs():
            info = os.stat(os.path.join(self.place, path))
            found[path] = (info.st_ino, info.st_mtime_ns, info.st_size)
        return found

    def clear(self):
        for path in self.pycs():
            os.unlink(os.path.join(self.place, path))

    def expected(self, reference, jobs):
        """What must be there: {path of the .pyc: bytes}."""
        names = [os.path.relpath(path, self.place) for path in sources(self.root)]
        wanted = [(name, level) for name in names for level in self.levels]

        def make(pair):
            name, level = pair
            return reference.code(self.place, name, level)
        found = {}
        with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
            for (name, level), code in zip(wanted, pool.map(make, wanted)):
                info = os.stat(os.path.join(self.place, name))
                header = self.python.magic + struct.pack(
                    "<LLL", 0, info.st_mtime_ns // 10**9 & 0xFFFFFFFF, info.st_size)
                if code:
                    found[cache_of(self.python, name, level)] = header + code
        return found


def differing(this, reference, expected, got):
    names = sorted(path for path in expected.keys() | got.keys()
                   if expected.get(path) != got.get(path))
    names = [path for path in names if not other_form(this, reference, path, got)]
    kinds = [("missing" if path not in got else "extra" if path not in expected
              else "differs") + f": {path}" for path in names]
    return [f"{len(names)} of {len(expected)} files"] * bool(names) + kinds[:12]


def other_form(this, reference, pyc, got):
    """Whether a .pyc is one of several that the reference may give."""
    head, tail = os.path.split(pyc)
    stem, _, rest = tail.partition(f".{this.python.tag}")
    name = os.path.join(os.path.dirname(head), stem + ".py")
    level = int(rest[5]) if rest.startswith(".opt-") else 0
    return pyc in got and reference.also_gives(this.place, name, level, got[pyc][16:])


def check_tree(report, name, this, reference, options):
    expected = this.expected(reference, options.jobs)
    first = None
    for workers in options.workers:
        this.clear()
        done, seconds = this.kiln("-q", f"-j{workers}")
        got = this.pycs()
        notes = differing(this, reference, expected, got)
        report.ok(not notes, f"{name} -j{workers}: {len(expected)} files as the reference",
                  notes + done.stderr.decode("utf-8", "replace").splitlines()[:5])
        report.note(f"{name} -j{workers}: {seconds:.2f} s")
        said = (done.returncode, done.stdout, done.stderr)
        if first is None:
            first = (said, got)
        else:
            report.ok(said == first[0], f"{name} -j{workers}: says the same as with "
                      f"-j{options.workers[0]}")
            report.ok(got == first[1], f"{name} -j{workers}: writes the same")
    before = this.stamps()
    _, seconds = this.kiln("-q", "-j2")
    changed = [path for path, stamp in this.stamps().items() if before.get(path) != stamp]
    report.ok(not changed and len(this.stamps()) == len(before),
              f"{name}: a second run writes nothing", changed[:10])
    report.note(f"{name}: second run {seconds:.2f} s")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true",
                        help="whole standard libraries, and the corpus KILN_CORPUS")
    parser.add_argument("--files", type=int, default=5000, help="of the corpus")
    interpreters.add_option(parser)
    parser.add_argument("--only", choices=["stdlib", "corpus"])
    parser.add_argument("--levels", default="0", help="for example 0,1,2")
    parser.add_argument("--workers", default=None, help="for example 1,2,8")
    parser.add_argument("--jobs", type=int, default=2, help="for the reference")
    parser.add_argument("--cache", help="where the reference is kept",
                        default=os.path.join(tempfile.gettempdir(), "kiln-reference"))
    return parser.parse_args()


def main():
    options = arguments()
    options.workers = (options.workers or ("1,2,8" if options.full else "1,2")).split(",")
    levels = [int(level) for level in options.levels.split(",")]
    found = interpreters.select(options, options.full)
    report = tap.Tap()
    corpus = os.environ.get("KILN_CORPUS")
    for python in found:
        reference = Reference(python, options.cache)
        if options.only != "corpus":
            with tempfile.TemporaryDirectory(prefix="kiln-real-") as place:
                copy_library(python, os.path.join(place, "lib"), options.full)
                check_tree(report, f"{python.full} standard library",
                           Tree(python, place, levels), reference, options)
        if options.full and options.only != "stdlib":
            name = f"{python.full} corpus"
            if not corpus:
                report.skip(name, "KILN_CORPUS names no directory")
                continue
            with tempfile.TemporaryDirectory(prefix="kiln-real-") as place:
                copy_corpus(corpus, os.path.join(place, "lib"), options.files)
                check_tree(report, name, Tree(python, place, levels), reference, options)
    report.done()


if __name__ == "__main__":
    main()

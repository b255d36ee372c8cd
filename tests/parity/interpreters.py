# SPDX-License-Identifier: MIT
"""The CPythons at hand: who they are, where they come from, how to run them."""
import glob
import os
import shutil
import subprocess

import tap

VERSIONS = ["3.%d" % minor for minor in range(8, 16)]

STARTUP = """
import sys
sys.argv = ["compileall", "/nonexistent", "-j2"]
import compileall, concurrent.futures.process, runpy, warnings, traceback, linecache
import multiprocessing.popen_fork, multiprocessing.forkserver, encodings.latin_1
import importlib.util, shutil, filecmp, tokenize
compileall.main()
for module in list(sys.modules.values()):
    print("FILE", getattr(module, "__file__", None))
"""

ASK = """
import importlib.util as u, os, sys
print(sys.implementation.name, "%d.%d.%d" % sys.version_info[:3],
      u.MAGIC_NUMBER.hex(), sys.implementation.cache_tag)
print(os.path.dirname(os.path.realpath(os.__file__)))
print(sys.executable)
"""


class Interpreter:
    """One executable and what it says about itself."""

    def __init__(self, path, version, magic, tag, stdlib):
        self.path = path
        self.full = version
        self.version = tuple(int(n) for n in version.split("."))
        self.magic = bytes.fromhex(magic)
        self.tag = tag
        self.stdlib = stdlib
        self.modules = None

    def startup_modules(self):
        """Names in the library directory without which compileall does not run."""
        if self.modules is None:
            out = subprocess.run([self.path, "-c", STARTUP], env=plain_environment(),
                                 capture_output=True, timeout=60, check=True)
            files = [line[5:] for line in os.fsdecode(out.stdout).splitlines()
                     if line.startswith("FILE /")]
            real = [os.path.realpath(name) for name in files]
            self.modules = sorted({os.path.relpath(name, self.stdlib).split("/")[0]
                                   for name in real if name.startswith(self.stdlib + "/")}
                                  - {"lib-dynload"})
        return self.modules

    def __repr__(self):
        return self.full


def plain_environment(**more):
    """An environment in which nothing of the caller's Python settings is left.
    compileall does not heed PYTHONDONTWRITEBYTECODE; it keeps the interpreters
    from caching their own modules below a PYTHONPYCACHEPREFIX that is tried.
    Until 3.10 the order of a frozenset constant depends on the hash seed: kiln's
    is 0, so compileall's must be."""
    env = {"PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent",
           "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1",
           "PYTHONHASHSEED": "0"}
    for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS", "LLVM_PROFILE_FILE",
                 "KILN_FAKE_TAMPER"):
        if name in os.environ:
            env[name] = os.environ[name]
    env.update({name: value for name, value in more.items() if value is not None})
    return env


def ask(path):
    """The Interpreter behind an executable; None when it is not one of ours."""
    try:
        out = subprocess.run([path, "-I", "-S", "-c", ASK], env=plain_environment(),
                             stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return None
    lines = os.fsdecode(out.stdout).splitlines()
    if out.returncode or len(lines) != 3:
        return None
    kind, version, magic, tag = lines[0].split()
    if kind != "cpython" or version.rpartition(".")[0] not in VERSIONS:
        return None
    # What was found may be a launcher that looks at PATH; lines[2] is the real one.
    return Interpreter(lines[2] or path, version, magic, tag, lines[1])


def candidates():
    named = os.environ.get("KILN_PYTHONS")
    if named is not None:
        return [path for path in named.split(":") if path]
    found = [shutil.which("python" + version) for version in VERSIONS]
    found += ["/usr/bin/python" + version for version in VERSIONS]
    pattern = os.path.expanduser("~/.pyenv/versions/*/bin/python")
    return [path for path in found + sorted(glob.glob(pattern)) if path]


def find():
    """Every distinct CPython 3.8 to 3.15 at hand, oldest first."""
    known = {}
    for path in candidates():
        real = os.path.realpath(path)
        if os.access(path, os.X_OK) and real not in known:
            known[real] = ask(path)
    by_home = {}
    for found in known.values():
        if found:
            by_home.setdefault((found.version, found.stdlib), found)
    return sorted(by_home.values(), key=lambda found: found.version)


def newest_of_each_minor(found):
    """One per 3.x, the latest."""
    return list({it.version[:2]: it for it in found}.values())


def add_option(parser):
    """What select() looks at."""
    parser.add_argument("--version", help="with this version, X.Y or X.Y.Z")


def select(options, every_micro=True):
    """The interpreters that a script is to use with the command KILN, oldest first;
    ends the script, as skipped, where one of the two is not to be had."""
    if "KILN" not in os.environ:
        tap.skip_all("KILN does not name the command")
    os.environ["KILN"] = os.path.abspath(os.environ["KILN"])
    found = find()
    if options.version:
        found = [it for it in found if (it.full + ".").startswith(options.version + ".")]
    if not every_micro:
        found = newest_of_each_minor(found)
    if not found:
        tap.skip_all("no CPython 3.8 to 3.15 at hand")
    return found

# SPDX-License-Identifier: MIT
"""Run by each interpreter: Kiln's functions beside compileall's, call by call."""
import compileall
import os
import pathlib
import py_compile
import re
import sys

import kiln
import kiln.py_compile
import tap
import twin

MODES = py_compile.PycInvalidationMode
t = tap.Tap()


def tree(name, *args, names=twin.GOOD, modules=(compileall, kiln), filters=(),
         encoding="utf-8", before=None, function="compile_dir", **options):
    """compile_dir or compile_file with these arguments does the same in both."""
    notes = twin.differences(lambda module: getattr(module, function)(*args, **options),
                             modules, names, filters, encoding, before)
    t.ok(not notes, name, notes)


def file(name, *args, **options):
    tree(name, *args, function="compile_file", **options)


def single(name, *args, **options):
    tree(name, *args, function="compile", modules=(py_compile, kiln.py_compile), **options)


class Finder:
    def search(self, text):
        return [text] if "mod" in text else []


class Raiser:
    def search(self, text):
        raise LookupError(text)


def check_trees():
    for quiet in (0, 1, 2, False, True, 3, -1):
        tree(f"quiet={quiet!r}, with every kind of file", "t", names=None, quiet=quiet)
    for levels in (0, 1, -1, None, 1.5, 10**12):
        tree(f"maxlevels={levels!r}", "t", levels)
    for workers in (0, 1, 4):
        # compileall's own pool would run this script again.
        def compile_tree(module):
            return module.compile_dir("t", workers=workers if module is kiln else 1)
        for names in (twin.GOOD, None):
            notes = twin.differences(compile_tree, (compileall, kiln), names)
            t.ok(not notes, f"workers={workers}, errors: {names is None}", notes)
    for optimize in (0, 1, 2, -1, [0, 1, 2], (2, 0), {1, -1}, range(2), [1, 1], 3, -2):
        tree(f"optimize={optimize!r}", "t", optimize=optimize)
    for mode in MODES:
        tree(f"invalidation_mode={mode.name}", "t", invalidation_mode=mode)
    tree("SOURCE_DATE_EPOCH", "t", before=lambda: os.environ.update(SOURCE_DATE_EPOCH="1"))
    del os.environ["SOURCE_DATE_EPOCH"]
    tree("a mode of another kind", "t", invalidation_mode="x")
    tree("legacy", "t", legacy=True)
    tree("force", "t", force=True, before=lambda: compileall.compile_dir("t", quiet=2))
    tree("up to date", "t", before=lambda: compileall.compile_dir("t", quiet=2))
    tree("ddir", "t", ddir="/d")
    tree("an empty ddir", "t", ddir="")
    tree("prependdir", "t", prependdir="/d")
    if sys.version_info >= (3, 13):
        tree("stripdir", "t", stripdir="t")
        tree("a stripdir that is none", "t", stripdir="elsewhere")
        tree("a stripdir that is none, quietly", "t", stripdir="elsewhere", quiet=2)
    tree("stripdir and prependdir", "t", stripdir="t", prependdir="/p")
    tree("hardlink_dupes", "t", hardlink_dupes=True, optimize=[0, 1, 2])
    tree("rx, compiled", "t", rx=re.compile("mod|deep"))
    tree("rx, an object with search", "t", rx=Finder())
    tree("paths that are no strings", pathlib.Path("t"), ddir=pathlib.Path("/d"))
    tree("paths that are no strings", pathlib.Path("t"), stripdir=pathlib.Path("t"),
         prependdir=pathlib.Path("/p"), limit_sl_dest=pathlib.Path("t"))
    tree("a directory that is not there", "nowhere")
    tree("an empty name", "")
    tree("a name with a slash at its end", "t/")
    tree("what is no directory", "t/a.py")
    tree("positional arguments", "t", 5, "/d", True, re.compile("x"), 0, True, 1, 1,
         MODES.CHECKED_HASH)


def link_out():
    os.symlink(os.path.abspath("t/a.py"), "t/pkg/link.py")
    os.symlink("/", "t/pkg/root")
    os.symlink("nothing", "t/pkg/dangling.py")


def check_links():
    for limit in (None, "t", "t/pkg", "nowhere", "/", ""):
        tree(f"limit_sl_dest={limit!r}", "t", limit_sl_dest=limit, before=link_out)
    tree("a .pyc that is a link", "t", before=lambda: (
        os.mkdir("t/__pycache__"),
        os.symlink("x", py_compile.importlib.util.cache_from_source("t/a.py"))))
    tree("a file in the place of __pycache__", "t",
         before=lambda: open("t/__pycache__", "w").close())
    tree("a directory in the place of a .pyc", "t", before=lambda: os.makedirs(
        py_compile.importlib.util.cache_from_source("t/a.py")))


def check_wrong_arguments():
    wrong = {"dir": [None, 5.5, b"t", ["t"], "t\0"], "workers": [-1, None, "2"],
             "maxlevels": ["a", [1]], "ddir": [5, b"d"], "stripdir": [5, b"t"],
             "prependdir": [5, b"p"], "rx": ["a", 5, Raiser()], "quiet": [None, "1"],
             "optimize": [None, "1", [None], ["1"], [], [1, "2"]],
             "limit_sl_dest": [5]}
    for name, values in wrong.items():
        for value in values:
            args = () if name == "dir" else ("t",)
            tree(f"compile_dir({name}={value!r})", *args, **{name: value})
            if name in ("workers", "maxlevels"):
                continue
            known = "fullname" if name == "dir" else name
            args = () if name == "dir" else ("t/pkg/mod.py",)
            value = b"t/a.py" if value == b"t" else value
            file(f"compile_file({known}={value!r})", *args, **{known: value})
    for options in ({"stripdir": "t"}, {"prependdir": "t"}):
        tree(f"ddir with {options}", "t", ddir="d", **options)
        file(f"ddir with {options}, one file", "t/a.py", ddir="d", **options)
    for optimize in (0, [1], [1, 1]):
        tree(f"hardlink_dupes with {optimize}", "t", optimize=optimize,
             hardlink_dupes=True)
        file(f"hardlink_dupes with {optimize}, one file", "t/a.py", optimize=optimize,
             hardlink_dupes=True)
    tree("hardlink_dupes in a tree without files", "t", names=(), hardlink_dupes=True)
    tree("wrong levels in a tree without files", "t", names=(), optimize=None)
    tree("no arguments")
    tree("an unknown argument", "t", unknown=1)


def check_files():
    for name in twin.FILES:
        for quiet in (0, 1, 2):
            file(f"{name}, quiet={quiet}", "t/" + name, names=None, quiet=quiet)
    for optimize in (0, 2, [0, 1, 2], [-1, 0]):
        file(f"a file, optimize={optimize!r}", "t/doc.py", optimize=optimize)
    file("a file with ddir", "t/pkg/mod.py", "/d")
    file("a file as a path", pathlib.Path("t/pkg/mod.py"), pathlib.Path("/d"))
    file("a file with prependdir", "t/pkg/mod.py", prependdir="/p")
    file("a file that is up to date", "t/a.py",
         before=lambda: compileall.compile_file("t/a.py", quiet=2))
    file("a file with force", "t/a.py", force=True,
         before=lambda: compileall.compile_file("t/a.py", quiet=2))
    file("a file, legacy", "t/a.py", legacy=True)
    file("a file that rx finds", "t/a.py", rx=re.compile("a"))
    file("a directory", "t")
    file("nothing", "t/nothing.py")
    file("a file shared by levels", "t/twice.py", optimize=[0, 1], hardlink_dupes=True)


def check_py_compile():
    for name in twin.FILES:
        single(f"py_compile {name}", "t/" + name, names=None)
        single(f"py_compile {name}, doraise", "t/" + name, doraise=True, names=None)
        single(f"py_compile {name}, quiet", "t/" + name, quiet=2, doraise=True, names=None)
    single("py_compile to a place", "t/a.py", "t/new/dir/b.pyc")
    single("py_compile, dfile", "t/pkg/mod.py", None, "/d/e.py")
    single("py_compile, an empty dfile", "t/pkg/mod.py", None, "")
    single("py_compile, dfile in an error", "t/bad.py", None, "/d/e.py", True, names=None)
    single("py_compile of a path", pathlib.Path("t/a.py"), pathlib.Path("t/b.pyc"))
    single("py_compile of what is no .py", "t/notes.txt", "t/n.pyc", doraise=True)
    for optimize in (0, 1, 2, 3, -1, -2, "1", None):
        single(f"py_compile, optimize={optimize!r}", "t/doc.py", optimize=optimize)
    for mode in list(MODES) + ["x"]:
        single(f"py_compile, {mode}", "t/doc.py", invalidation_mode=mode)
    single("py_compile of nothing", "t/nothing.py")
    single("py_compile of a directory", "t/pkg", "t/x.pyc")
    single("py_compile to a directory", "t/a.py", "t/pkg")
    single("py_compile to /dev/null", "t/a.py", "/dev/null")
    single("py_compile to below a file", "t/a.py", "t/a.py/x.pyc")
    single("py_compile of None", None)
    single("py_compile of a number", 5)
    single("py_compile, a name with NUL", "t/a\0.py")


def check_exception():
    """PyCompileError is the standard one and carries what it carries there."""
    seen = []
    for module in (py_compile, kiln.py_compile):
        twin.plant(None)
        try:
            module.compile("t/bad.py", doraise=True)
        except py_compile.PyCompileError as error:
            seen.append((error.exc_type_name, error.file, error.msg, error.args[0],
                         error.exc_value.args, type(error.exc_value), str(error)))
    t.equal(seen[1:], seen[:1], "what PyCompileError carries")
    t.ok(kiln.py_compile.PycInvalidationMode is MODES, "the standard enumeration")


def check_streams():
    for encoding in ("ascii", "latin-1", "utf-16"):
        for quiet in (0, 1):
            tree(f"stdout in {encoding}, quiet={quiet}", "t/utf8.py", names=None,
                 function="compile_file", encoding=encoding, quiet=quiet)
            tree(f"a tree to stdout in {encoding}, quiet={quiet}", "t", names=None,
                 encoding=encoding, quiet=quiet)

    def odd_name():
        with open(b"t/\xff\xe9.py", "w") as out:
            out.write("x = = 1")
    tree("a name that is no text", "t", before=odd_name, encoding="utf-8")
    tree("a name that is no text, quietly", "t", before=odd_name, quiet=2)

    def deaf(module):
        stdout, sys.stdout = sys.stdout, None
        try:
            return module.compile_dir("t")
        finally:
            sys.stdout = stdout
    # The exception stops the run, but other files may have been done by then.
    for names in (twin.GOOD, None):
        notes = [note for note in twin.differences(deaf, (compileall, kiln), names)
                 if not note.startswith(("files", "contents"))]
        t.ok(not notes, f"no stdout, errors: {names is None}", notes)

    class Broken:
        encoding = "utf-8"

        def write(self, text):
            raise BrokenPipeError(32, "broken")

    def broken(module):
        stdout, sys.stdout = sys.stdout, Broken()
        try:
            return module.compile_file("t/a.py")
        finally:
            sys.stdout = stdout
    notes = twin.differences(lambda module: broken(module), (compileall, kiln), twin.GOOD)
    t.ok(not [note for note in notes if note.startswith("raised")],
         "an exception out of stdout comes through", notes)


def check_warnings():
    lists = {
        "default": [], "error": [("error",)], "ignore": [("ignore",)],
        "always": [("always",)], "once": [("once",)],
        "error for SyntaxWarning": [("error", "", SyntaxWarning)],
        "error for DeprecationWarning": [("error", "", DeprecationWarning)],
        "error by text": [("error", "invalid escape")],
        "error by text that has other letters": [("error", '"IS" WITH')],
        "error by pattern": [("error", ".*escape sequence")],
        "error for a module": [("error", "", Warning, "t/warn")],
        "error for another module": [("error", "", Warning, "other")],
        "error for a line": [("error", "", Warning, "", 2)],
        "ignore over error": [("error",), ("ignore", ".*literal")],
        "error of another kind": [("error", "", ResourceWarning)],
    }
    for name, filters in lists.items():
        tree(f"warnings: {name}", "t", names=("warn.py", "a.py"), filters=filters, quiet=1)
        file(f"warnings in one file: {name}", "t/warn.py", names=("warn.py",),
             filters=filters)
        tree(f"warnings, two levels: {name}", "t", names=("warn.py",), filters=filters,
             quiet=1, optimize=[0, 1])
        single(f"warnings in py_compile: {name}", "t/warn.py", doraise=True,
               names=("warn.py",), filters=filters)


def check_path():
    def compile_path(module, *args, **options):
        path, sys.path = sys.path, ["", "t", ".", "t/pkg", "nowhere"]
        try:
            return module.compile_path(*args, **options)
        finally:
            sys.path = path
    for options in ({}, {"skip_curdir": 0}, {"quiet": 1}, {"quiet": 2},
                    {"maxlevels": 1}, {"optimize": 1}, {"legacy": True}):
        for names in (twin.GOOD, None):
            notes = twin.differences(lambda module: compile_path(module, **options),
                                     (compileall, kiln), names)
            t.ok(not notes, f"compile_path, {options}, errors: {names is None}", notes)


def check_prefix():
    def with_prefix(module, prefix):
        sys.pycache_prefix = prefix
        try:
            return module.compile_dir("t", quiet=1), module.compile_file("t/a.py")
        finally:
            sys.pycache_prefix = None
    for prefix in (os.path.join(twin.ROOT, "prefix"), "relative"):
        notes = twin.differences(lambda module: with_prefix(module, prefix),
                                 (compileall, kiln), twin.GOOD)
        t.ok(not notes, f"pycache_prefix {os.path.basename(prefix)}", notes)


try:
    check_trees()
    check_links()
    check_wrong_arguments()
    check_files()
    check_py_compile()
    check_exception()
    check_streams()
    check_warnings()
    check_path()
    check_prefix()
finally:
    twin.uproot()
t.done()

# SPDX-License-Identifier: MIT
"""Kiln in the place of compileall: the same functions, the same .pyc files.

    import kiln
    kiln.compile_dir("src", quiet=1, workers=0)

What the four functions take, print, raise and return is what the standard
library's compileall of the latest release does; its documentation is theirs.
kiln.py_compile stands for py_compile.  install() puts both into the place of
the originals for everybody in the process.
"""
import os
import sys

from kiln import _engine
from kiln._kiln import VERSION as __version__

__all__ = ["compile_dir", "compile_file", "compile_path"]

_DDIR_ALONE = ("Destination dir (ddir) cannot be used in combination with stripdir or "
               "prependdir")
_TWO_LEVELS = ("Hardlinking of duplicated bytecode makes sense only for more than one "
               "optimization level")


def compile_dir(dir, maxlevels=None, ddir=None, force=False, rx=None, quiet=0,
                legacy=False, optimize=-1, workers=1, invalidation_mode=None, *,
                stripdir=None, prependdir=None, limit_sl_dest=None,
                hardlink_dupes=False):
    """Compiles the modules of a tree; False when one of them failed.

    dir         where the tree begins
    maxlevels   how many levels of directories below it are entered
                (default: sys.getrecursionlimit())
    ddir        what the compiled files shall believe that `dir` is called
    force       also what is up to date
    rx          anything with a search method: paths that it finds are passed over
    quiet       0: tell everything, 1: errors alone, 2: nothing
    legacy      x.pyc beside x.py
    optimize    a level, or several; -1 is the interpreter's own
    workers     how many files are compiled at once; 0: as many as processors
    invalidation_mode   a py_compile.PycInvalidationMode
    stripdir    what is cut off the front of the paths that get compiled in
    prependdir  what is put in front of them after that
    limit_sl_dest   links that lead out of this directory are passed over
    hardlink_dupes  levels with the same bytes share one file
    """
    if ddir is not None and (stripdir is not None or prependdir is not None):
        raise ValueError(_DDIR_ALONE)
    if workers < 0:
        raise ValueError("workers must be greater or equal to 0")
    if maxlevels is None:
        maxlevels = sys.getrecursionlimit()
    common = dict(force=force, rx=rx, quiet=quiet, legacy=legacy, optimize=optimize,
                  invalidation_mode=invalidation_mode, limit_sl_dest=limit_sl_dest,
                  hardlink_dupes=hardlink_dupes)
    if compile_file is _own_compile_file:
        tree = _engine.plan_tree(dir, maxlevels, workers, ddir, stripdir, prependdir,
                                 **common)
        if tree is not None:
            return tree()
    if ddir is not None:
        stripdir, prependdir = dir, ddir
    success = True
    for path in _walk(dir, maxlevels, quiet):
        if not compile_file(path, stripdir=stripdir, prependdir=prependdir, **common):
            success = False
    return success


def _walk(dir, maxlevels, quiet):
    """compile_dir's files one by one, for a compile_file that somebody has put into
    the place of ours, and for arguments that are wrong only once there is a file."""
    if quiet < 2 and isinstance(dir, os.PathLike):
        dir = os.fspath(dir)
    if not quiet:
        print(f"Listing {dir!r}...")
    try:
        names = sorted(os.listdir(dir))
    except OSError:
        names = []
        if quiet < 2:
            print(f"Can't list {dir!r}")
    for name in names:
        if name == "__pycache__":
            continue
        path = os.path.join(dir, name)
        if not os.path.isdir(path):
            yield path
        elif maxlevels > 0 and not os.path.islink(path):
            yield from _walk(path, maxlevels - 1, quiet)


def compile_file(fullname, ddir=None, force=False, rx=None, quiet=0, legacy=False,
                 optimize=-1, invalidation_mode=None, *, stripdir=None, prependdir=None,
                 limit_sl_dest=None, hardlink_dupes=False):
    """Compiles one module; False when that failed.

    The arguments are compile_dir's; `ddir` is the directory that the compiled
    file shall believe to be in.
    """
    if ddir is not None and (stripdir is not None or prependdir is not None):
        raise ValueError(_DDIR_ALONE)
    fullname = os.fspath(fullname)
    if stripdir is not None:
        stripdir = os.fspath(stripdir)
    levels = [optimize] if isinstance(optimize, int) else sorted(set(optimize))
    if hardlink_dupes and len(levels) < 2:
        raise ValueError(_TWO_LEVELS)
    if rx is not None and rx.search(fullname):
        return True
    return _engine.compile_file(fullname, ddir, stripdir, prependdir, force=force,
                                quiet=quiet, legacy=legacy, levels=levels,
                                invalidation_mode=invalidation_mode,
                                limit_sl_dest=limit_sl_dest,
                                hardlink_dupes=hardlink_dupes)


_own_compile_file = compile_file


def compile_path(skip_curdir=1, maxlevels=0, force=False, quiet=0, legacy=False,
                 optimize=-1, invalidation_mode=None):
    """Compiles the modules of the directories of sys.path, up to the first failure.

    skip_curdir passes over the present directory; the other arguments are
    compile_dir's.
    """
    success = True
    for dir in sys.path:
        if skip_curdir and (not dir or dir == os.curdir):
            if quiet < 2:
                print("Skipping current directory")
        elif success:
            success = compile_dir(dir, maxlevels, None, force, quiet=quiet,
                                  legacy=legacy, optimize=optimize,
                                  invalidation_mode=invalidation_mode)
    return success


def main():
    """The command line of `python -m compileall`; True when nothing failed."""
    from kiln import _command
    return _command.run(sys.modules[__name__])


_originals = {}


def install():
    """Puts Kiln into the place of compileall and py_compile in this process.

    Whoever has imported them already, or will, calls Kiln; functions that were
    taken out of them before keep doing what they did.
    """
    if _originals:
        return
    import compileall
    import py_compile
    from kiln import py_compile as ours
    replaced = {compileall: (sys.modules[__name__], __all__ + ["main"]),
                py_compile: (ours, ["compile", "main"])}
    for module, (source, names) in replaced.items():
        for name in names:
            _originals[module, name] = getattr(module, name)
            setattr(module, name, getattr(source, name))


def uninstall():
    """Puts the originals back."""
    for (module, name), original in _originals.items():
        setattr(module, name, original)
    _originals.clear()

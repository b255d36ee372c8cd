# SPDX-License-Identifier: MIT
"""Calls of the C library: who compiles, what is told, what is raised.

Trees are compiled by interpreters of their own (sys.executable), several files
at once and without this process's GIL.  Single files, for which starting an
interpreter would take longer than compiling, are compiled in the process
itself, as py_compile does, and so is whatever only this process can compile as
it would itself.
"""
import os
import sys

from kiln import _kiln

_ERRORS = 1 << _kiln.ERROR | 1 << _kiln.WARNING
_COMPLAINTS = 1 << _kiln.CANT_LIST | 1 << _kiln.BAD_STRIPDIR
_STEPS = 1 << _kiln.LISTING | 1 << _kiln.COMPILING
_DIRECTORY, _FILE, _FILE_TO = range(3)


def _wanted(quiet):
    try:
        if quiet >= 2:
            return _ERRORS
    except TypeError:
        pass  # as compileall, fail once there is a complaint
    return _ERRORS | _COMPLAINTS | (0 if quiet else _STEPS)


def _bytes(path):
    return None if path is None else os.fsencode(path)


def _invalidation(mode):
    """As py_compile decides it: what is no mode it knows is the unchecked hash."""
    if mode is None:
        return (_kiln.CHECKED_HASH if os.environ.get("SOURCE_DATE_EPOCH")
                else _kiln.TIMESTAMP)
    from kiln.py_compile import PycInvalidationMode as modes
    if mode == modes.TIMESTAMP:
        return _kiln.TIMESTAMP
    return _kiln.CHECKED_HASH if mode == modes.CHECKED_HASH else _kiln.UNCHECKED_HASH


def _target():
    if (sys.implementation.name != "cpython"
            or sys.version_info.releaselevel not in ("candidate", "final")):
        raise RuntimeError("Kiln compiles for releases of CPython, not for "
                           + sys.version.split()[0])
    return "%d.%d.%d" % sys.version_info[:3]


def _only_here():
    """Whether an interpreter started afresh would not compile as this one does."""
    return (not os.path.basename(sys.executable or "").startswith("python")
            or getattr(sys, "frozen", False)
            or sys.getfilesystemencoding() != "utf-8"
            or "no_debug_ranges" in sys._xoptions
            or (not sys.flags.ignore_environment
                and bool(os.environ.get("PYTHONNODEBUGRANGES")))
            or sys.get_int_max_str_digits() != sys.int_info.default_max_str_digits)


class _Compiler:
    """This process's own compiler, for the C library to call."""

    def __init__(self, label=None, announce=None):
        self.label = label        # how an error names the file, if not by its name
        self.announce = announce  # called before the first level
        self.error = None         # the last PyCompileError

    def __call__(self, text, filename, level):
        import _frozen_importlib_external as external
        if self.announce is not None:
            self.announce, announce = None, self.announce
            announce()
        loader = external.SourceFileLoader("<py_compile>", filename)
        try:
            code = loader.source_to_code(text, filename, _optimize=level)
        except Exception as error:
            return self.reject(error, filename)
        # What is referenced how often shows in the bytes: the very function that
        # py_compile calls, called as there, gives the same.
        return bytes(external._code_to_timestamp_pyc(code)[16:])

    def reject(self, error, filename):
        from kiln.py_compile import PyCompileError
        label = filename if self.label is None else self.label
        self.error = PyCompileError(type(error), error, label)
        texts = type(error).__name__, str(error), self.error.msg
        return tuple(text.replace("\0", "").encode("utf-8", "surrogatepass")
                     for text in texts)


class _Teller:
    """Hears of events and prints what compileall prints."""

    def __init__(self, quiet, again=None):
        self.quiet = quiet
        self.again = again    # compiles a path once more, in this process
        self.recovered = 0    # files that failed, and then did not
        self.announced = None

    def announce(self, path):
        if self.announced != path:
            print(f"Compiling {path!r}...")

    def announce_early(self, path):
        if not self.quiet:
            self.announce(path)
            self.announced = path

    def __call__(self, kind, path, class_name, message, report, line, filename, error,
                 error_number, filename2):
        if kind == _kiln.LISTING:
            print(f"Listing {path!r}...")
        elif kind == _kiln.CANT_LIST:
            print(f"Can't list {path!r}")
        elif kind == _kiln.COMPILING:
            self.announce(path)
        elif kind == _kiln.BAD_STRIPDIR and self.quiet < 2:
            print(f"The stripdir path {message!r} is not a valid prefix for source path "
                  f"{path!r}; ignoring")
        elif kind == _kiln.WARNING:
            from kiln import _filters
            _filters.show(class_name, message, filename, line)
        elif error == _kiln.ENGINE and self.again is not None:
            self.recovered += self.again(path)
        else:
            self.complain(path, error, report)

    def complain(self, path, error, report):
        if self.quiet >= 2:
            return
        if self.quiet:
            print(f"*** Error compiling {path!r}...")
        else:
            print("*** ", end="")
        if error == _kiln.REJECTED:
            # A source line that the stream cannot show does not stop the run.
            encoding = sys.stdout.encoding or sys.getdefaultencoding()
            report = report.encode(encoding, "backslashreplace").decode(encoding)
        print(report)


def _run(what, path, on_event, wanted, *, pyc=None, filename=None, rx=None, compile=None,
         filters=(), maxlevels=_kiln.LEVELS_ALL, ddir=None, stripdir=None,
         prependdir=None, force=False, legacy=False, levels=(-1,), workers=1,
         invalidation_mode=None, limit_sl_dest=None, hardlink_dupes=False):
    """One call; the number of files that failed."""
    exclude = rx.search if rx is not None else None
    if limit_sl_dest is not None:
        limit_sl_dest = os.path.realpath(limit_sl_dest)
        if not os.path.exists(limit_sl_dest):
            # No link leads to a place below one that is not there.
            limit_sl_dest = None
            exclude = _or_link(exclude)
    status, message, failed = _kiln.run(
        what=what, path=_bytes(path), pyc=_bytes(pyc), filename=_bytes(filename),
        on_event=on_event, wanted=wanted, exclude=exclude and _in_context(exclude),
        compile=compile and _in_context(compile),
        target=_target(), cache_tag=sys.implementation.cache_tag or "none",
        python=None if compile else os.fsencode(sys.executable),
        filters=tuple(argument.encode() for argument in filters), maxlevels=maxlevels,
        ddir=_bytes(ddir), stripdir=_bytes(stripdir), prependdir=_bytes(prependdir),
        force=force, legacy=legacy, optimize=tuple(levels), workers=workers,
        invalidation=_invalidation(invalidation_mode),
        limit_sl_dest=_bytes(limit_sl_dest), hardlink_dupes=hardlink_dupes,
        pycache_prefix=_bytes(sys.pycache_prefix),
        default_optimize=sys.flags.optimize)
    if status in (_kiln.OK, _kiln.FAILED):
        return failed
    if status == _kiln.NO_MEMORY:
        raise MemoryError
    raise (ValueError if status == _kiln.BAD_OPTION else RuntimeError)(message)


def _in_context(function):
    """Kiln's threads call it as if they were the caller's: warning filters, for one,
    belong to a context where sys.flags.context_aware_warnings is set."""
    from contextvars import copy_context
    context = copy_context()
    # Of each context only one thread can make use at a time.
    return lambda *arguments: context.copy().run(function, *arguments)


def _or_link(search):
    return lambda path: os.path.islink(path) or (search is not None and search(path))


def _simple_levels(optimize):
    """Levels that can be handed over as they are, sorted; else None."""
    levels = [optimize] if isinstance(optimize, int) else sorted(set(optimize))
    simple = levels and all(isinstance(level, int) and -2**31 <= level < 2**31
                            for level in levels)
    return levels if simple else None


def plan_tree(dir, maxlevels, workers, ddir, stripdir, prependdir, *, force, rx, quiet,
              legacy, optimize, invalidation_mode, limit_sl_dest, hardlink_dupes):
    """What compiles the tree when it is called; None where arguments are such that
    compileall fails once it has found a file."""
    quiet < 2  # the first thing to fail
    try:
        levels = _simple_levels(optimize)
        paths = [os.fspath(dir)]
        paths += [None if path is None else os.fspath(path)
                  for path in (ddir, stripdir, prependdir, limit_sl_dest)]
        depth = int(min(-(-maxlevels // 1), _kiln.LEVELS_ALL)) if maxlevels > 0 else 0
    except TypeError:
        return None
    if (levels is None or any(isinstance(path, bytes) or (path and "\0" in path)
                              for path in paths)
            or (hardlink_dupes and len(levels) < 2)
            or (rx is not None and not hasattr(rx, "search"))
            or (sys.implementation.cache_tag is None and not legacy)):
        return None
    dir, ddir, stripdir, prependdir, limit_sl_dest = paths
    options = dict(force=force, legacy=legacy, levels=levels,
                   invalidation_mode=invalidation_mode, hardlink_dupes=hardlink_dupes)
    if ddir is not None:
        rule = dict(stripdir=dir, prependdir=ddir)
    else:
        rule = dict(stripdir=stripdir, prependdir=prependdir)

    def again(path):
        options.update(rule, force=True)
        return _run_here(path, _Teller(quiet), _ERRORS, **options) == 0

    def compile_tree():
        from kiln import _filters
        filters = None if _only_here() else _filters.for_engine()
        here = filters is None
        teller = _Teller(quiet, None if here else again)
        failed = _run(_DIRECTORY, dir, teller, _wanted(quiet), rx=rx,
                      compile=_Compiler() if here else None,
                      filters=() if here else filters, maxlevels=depth,
                      workers=int(workers), limit_sl_dest=limit_sl_dest, ddir=ddir,
                      **(options if ddir is not None else dict(options, **rule)))
        return failed == teller.recovered

    return compile_tree


def _run_here(path, teller, wanted, **options):
    early = wanted >> _kiln.COMPILING & 1 and options.get("stripdir") is None
    compiler = _Compiler(announce=(lambda: teller.announce_early(path)) if early else None)
    return _run(_FILE, path, teller, wanted, compile=compiler, **options)


def compile_file(fullname, ddir, stripdir, prependdir, *, levels, legacy, quiet, force,
                 limit_sl_dest, **options):
    """kiln.compile_file once the file is known to be wanted."""
    if ddir is not None:
        os.path.join(ddir, os.path.basename(fullname))  # for what it raises
    if stripdir is not None:
        fullname.split(os.sep), stripdir.split(os.sep)
    if prependdir is not None:
        os.path.join(prependdir, fullname)
    if isinstance(fullname, bytes) or (sys.implementation.cache_tag is None
                                       and not legacy):
        return _refuse(fullname, quiet)
    if "\0" in fullname or not levels:
        return True
    if not all(isinstance(level, int) for level in levels) and os.path.isfile(fullname):
        any(level >= 0 for level in levels)  # for what it raises
    if limit_sl_dest is not None and not os.path.islink(fullname):
        limit_sl_dest = None
    failed = _run_here(fullname, _Teller(quiet), _wanted(quiet), ddir=ddir,
                       stripdir=stripdir, prependdir=prependdir, levels=levels,
                       legacy=legacy, force=force, limit_sl_dest=limit_sl_dest,
                       **options)
    return failed == 0


def _refuse(fullname, quiet):
    """A file that importlib has no place for."""
    if sys.version_info >= (3, 15) and sys.implementation.cache_tag is None:
        if not quiet:
            print("No cache tag is available to generate .pyc path for", repr(fullname))
        return False
    if os.path.isfile(fullname):
        from importlib.util import cache_from_source
        cache_from_source(fullname)
    return True


def compile_to(file, cfile, dfile, level, invalidation_mode):
    """py_compile.compile once everything is known; the PyCompileError, or None."""
    errors = []
    compiler = _Compiler(label=dfile or file)
    failed = _run(_FILE_TO, file, lambda *event: errors.append(event), _ERRORS, pyc=cfile,
                  filename=dfile or None, levels=(level,), compile=compiler, force=True,
                  invalidation_mode=invalidation_mode)
    if not failed:
        return None
    _, _, _, message, _, _, filename, error, error_number, filename2 = errors[-1]
    if error == _kiln.REJECTED:
        return compiler.error
    if error != _kiln.SYSTEM:
        raise OSError(message)
    if not error_number:
        raise FileExistsError(message)
    raise OSError(error_number, os.strerror(error_number), filename, None, filename2)

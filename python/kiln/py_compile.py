# SPDX-License-Identifier: MIT
"""Kiln in the place of py_compile.

compile() and main() are Kiln's; the exception and the enumeration are the
standard library's own classes, so that handlers written for one serve the other.
"""
import sys

from kiln import _engine
from py_compile import (PyCompileError, PycInvalidationMode,
                        _get_default_invalidation_mode)

__all__ = ["compile", "main", "PyCompileError", "PycInvalidationMode"]


def compile(file, cfile=None, dfile=None, doraise=False, optimize=-1,
            invalidation_mode=None, quiet=0):
    """Compiles one source file; the path of the .pyc, or None when that failed.

    file        the source, whatever its name
    cfile       where the .pyc goes (default: where the import system looks)
    dfile       what the compiled file shall believe that its source is called
    doraise     raise PyCompileError instead of writing its message to sys.stderr
    optimize    the level; -1 is the interpreter's own
    invalidation_mode   a PycInvalidationMode
    quiet       2: neither write nor raise

    What is in the place of the .pyc must be a regular file, or FileExistsError is
    raised.  Reading and writing raise OSError.
    """
    if invalidation_mode is None:
        invalidation_mode = _get_default_invalidation_mode()
    if cfile is None:
        from importlib.util import cache_from_source
        if optimize >= 0:
            cfile = cache_from_source(file, optimization=optimize or "")
        else:
            cfile = cache_from_source(file)
    error = _engine.compile_to(file, cfile, dfile, optimize, invalidation_mode)
    if error is None:
        return cfile
    if quiet < 2:
        if doraise:
            raise error
        sys.stderr.write(error.msg + "\n")
    return None


def main():
    """The command line of `python -m py_compile`."""
    from kiln import _command
    _command.run_py_compile(sys.modules[__name__])


if __name__ == "__main__":
    main()

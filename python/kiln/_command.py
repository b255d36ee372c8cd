# SPDX-License-Identifier: MIT
"""The command lines of compileall and py_compile."""
import argparse
import os
import sys


def _prog():
    """The name in messages; of `python -m kiln` argparse would say __main__.py."""
    if os.path.basename(sys.argv[0]) == "__main__.py":
        return "python -m kiln"
    return None


def _parser(modes):
    parser = argparse.ArgumentParser(
        prog=_prog(), description="Compiles Python sources to .pyc files.")
    add = parser.add_argument
    add("-l", dest="maxlevels", action="store_const", const=0,
        help="stay out of subdirectories")
    add("-r", dest="recursion", type=int,
        help="enter this many levels of subdirectories; wins over -l")
    add("-f", dest="force", action="store_true", help="compile what is up to date, too")
    add("-q", dest="quiet", action="count", default=0,
        help="tell of errors alone; twice: of nothing")
    add("-b", dest="legacy", action="store_true",
        help="put x.pyc beside x.py, as before PEP 3147")
    add("-d", dest="ddir", metavar="DESTDIR",
        help="directory that the compiled files shall believe to be in; goes with "
             "neither -s nor -p")
    add("-s", dest="stripdir", metavar="STRIPDIR",
        help="what to cut off the front of the paths that are compiled in")
    add("-p", dest="prependdir", metavar="PREPENDDIR",
        help="what to put in front of the paths that are compiled in")
    add("-x", dest="rx", metavar="REGEXP",
        help="pass over the files in whose path this is found")
    add("-i", dest="flist", metavar="FILE",
        help="also compile what this file names, one path a line; -: standard input")
    add("compile_dest", metavar="FILE|DIR", nargs="*",
        help="what to compile; nothing: the directories of sys.path, each alone")
    add("-j", "--workers", type=int, default=1,
        help="compile this many files at once; 0: as many as processors")
    add("--invalidation-mode", choices=modes,
        help="how imports see that a .pyc is out of date; checked-hash where "
             "SOURCE_DATE_EPOCH is set, else timestamp")
    add("-o", dest="opt_levels", type=int, action="append",
        help="optimization level; may be given more than once")
    add("-e", dest="limit_sl_dest", metavar="DIR",
        help="pass over symbolic links that lead out of this directory")
    add("--hardlink-dupes", action="store_true",
        help="make levels with the same bytes one file")
    return parser


def _parse(modes):
    parser = _parser(sorted(modes))
    args = parser.parse_args()
    if args.rx:
        import re
        args.rx = re.compile(args.rx)
    if args.recursion is not None:
        args.maxlevels = args.recursion
    args.opt_levels = [-1] if args.opt_levels is None else args.opt_levels
    if args.hardlink_dupes and len(args.opt_levels) == 1:
        parser.error("Hardlinking of duplicated bytecode makes sense only for more than "
                     "one optimization level.")
    if args.ddir is not None and not (args.stripdir is None and args.prependdir is None):
        parser.error("-d cannot be used in combination with -s or -p")
    args.mode = modes.get(args.invalidation_mode)
    return args


def _read_list(args):
    if args.flist == "-":
        lines = sys.stdin
    else:
        lines = open(args.flist, encoding="utf-8")
    with lines:
        args.compile_dest += [line.strip() for line in lines]


def _compile(module, args):
    common = dict(ddir=args.ddir, force=args.force, rx=args.rx or None, quiet=args.quiet,
                  legacy=args.legacy, invalidation_mode=args.mode,
                  stripdir=args.stripdir, prependdir=args.prependdir,
                  optimize=args.opt_levels, limit_sl_dest=args.limit_sl_dest or None,
                  hardlink_dupes=args.hardlink_dupes)
    success = True
    for path in args.compile_dest:
        if os.path.isfile(path):
            done = module.compile_file(path, **common)
        else:
            done = module.compile_dir(path, maxlevels=args.maxlevels,
                                      workers=args.workers, **common)
        success = bool(done) and success
    return success


def run(module):
    """compileall.main, with the functions that `module` has at the moment."""
    from kiln.py_compile import PycInvalidationMode
    modes = {mode.name.lower().replace("_", "-"): mode for mode in PycInvalidationMode}
    args = _parse(modes)
    try:
        if args.flist:
            _read_list(args)
    except OSError:
        if args.quiet < 2:
            print(f"Error reading file list {args.flist}")
        return False
    try:
        if args.compile_dest:
            return _compile(module, args)
        return module.compile_path(legacy=args.legacy, force=args.force,
                                   quiet=args.quiet, invalidation_mode=args.mode)
    except KeyboardInterrupt:
        if args.quiet < 2:
            print("\n[interrupted]")
        return False


def run_py_compile(module):
    """py_compile.main, with `module`'s compile."""
    parser = argparse.ArgumentParser(description="Compiles Python files to .pyc files.")
    parser.add_argument("-q", "--quiet", action="store_true",
                        help="write no error messages")
    parser.add_argument("filenames", nargs="+",
                        help="what to compile; a lone -: the names that standard input "
                             "has, one a line")
    args = parser.parse_args()
    names = args.filenames
    if names == ["-"]:
        names = [line.rstrip("\n") for line in sys.stdin.readlines()]
    for name in names:
        cfile = None
        if sys.version_info >= (3, 15) and not sys.implementation.cache_tag:
            cfile = name.rpartition(".")[0] + ".pyc"
        try:
            module.compile(name, cfile, doraise=True)
        except (module.PyCompileError, OSError) as error:
            parser.exit(1, None if args.quiet else str(error))

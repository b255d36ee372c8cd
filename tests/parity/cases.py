# SPDX-License-Identifier: MIT
"""The matrix: which arguments are tried on which tree.

`args` is split as a shell would; {abs} is the sandbox's absolute path, {python}
the interpreter.  Several strings are several runs, one after the other, over
the same tree; a function among them changes the tree in between.
"""
import os
import shlex

import trees


class Case:
    def __init__(self, name, args, tree=trees.plain, cwd=".", env=None, stdin=None,
                 since=(3, 8), before=None, umask=0o022, parallel=False):
        self.name = name
        self.steps = [args] if isinstance(args, (str, list)) else list(args)
        self.tree, self.cwd, self.env, self.stdin = tree, cwd, env or {}, stdin
        self.since, self.before, self.umask = since, before, umask
        self.parallel = parallel  # compileall's own order of lines is random

    def applies(self, python):
        minor = python.version[:2]
        return minor >= self.since and (not self.before or minor < self.before)


def argv(step, root, python):
    words = shlex.split(step) if isinstance(step, str) else step
    return [word.replace("{abs}", root).replace("{python}", python.path)
            for word in words]


ALL = []
NEW = (3, 9)  # the release that brought -s -p -o -e --hardlink-dupes


def case(name, *args, **more):
    ALL.append(Case(name, args[0] if len(args) == 1 else args, **more))


# What packagers call (facts, section 3).

SITE = "root/usr/lib/python3/site-packages"
case("caller: make install", "-o 0 -o 1 -o 2 -j0 -d /usr/lib/python3 -f -x badsyntax "
     f"{SITE}", tree=trees.build_root, since=NEW, parallel=True,
     env={"PYTHONWARNINGS": "ignore"})
case("caller: make install, older", "-j0 -d /usr/lib/python3 -f "
     "-x 'bad_coding|badsyntax|site-packages|lib2to3/tests/data' pkg", parallel=True)
case("caller: Fedora", "-f -j2 -o 0 -o 1 -o 2 -s {abs}/root -p / {abs}/root "
     "--hardlink-dupes --invalidation-mode=timestamp -x '/bin/|/lib2to3/'",
     tree=trees.build_root, since=NEW, parallel=True)
case("caller: Fedora, older", "-f -o 0 -o 1 -s {abs}/root -p / --hardlink-dupes -q "
     "{abs}/root/usr", tree=trees.build_root, since=NEW)
case("caller: Buildroot", "-s {abs}/root -p / {abs}/" + SITE, tree=trees.build_root,
     since=NEW)
case("caller: Buildroot, quiet", "-q -s {abs}/root -p / {abs}/" + SITE,
     tree=trees.build_root, since=NEW)
case("caller: Buildroot, legacy", "-b -s {abs}/root -p / {abs}/" + SITE,
     tree=trees.build_root, since=NEW)
FOUND = b"./pkg/mod.py\n./pkg/zeta.py\n./script.py\n./pkg/sub/leaf.py\n"
case("caller: nixpkgs", "-q -f -x lib2to3 -i -", stdin=FOUND)
case("caller: nixpkgs -O", "-q -f -x lib2to3 -i -", stdin=FOUND,
     env={"PYTHONOPTIMIZE": "1"})
case("caller: nixpkgs -OO", "-q -f -x lib2to3 -i -", stdin=FOUND,
     env={"PYTHONOPTIMIZE": "2"})
case("caller: Guix", "--invalidation-mode=unchecked-hash root", tree=trees.build_root,
     env={"PYTHONHASHSEED": "0"})
case("caller: conda", "-q -l -i list.txt -j 0", tree=trees.lists,
     env={"PYTHONWARNINGS": "ignore"}, parallel=True)
case("caller: mamba", "-q -l -i -", tree=trees.warnings,
     stdin=b"warn/escape.py\nwarn/both.py\n", env={"PYTHONWARNINGS": "ignore"})
case("caller: pip", "-f -q pkg/mod.py")
case("caller: uv", "-qq --invalidation-mode checked-hash -i -", stdin=FOUND)
case("caller: installer", "-o 1 -q -d /usr/lib/app lone.py", since=NEW)
case("caller: meson", "-f -q -d /usr/share/app pkg/mod.py", env={"PYTHONOPTIMIZE": "1"})
case("caller: pex", "lone.py script.py pkg/mod.py pkg/zeta.py pkg/sub/leaf.py")
case("caller: Void", "-f -q pkg")
case("caller: Void -O", "-f -q pkg", env={"PYTHONOPTIMIZE": "1"})
case("caller: Debian py3compile -O", "-qq -i -", stdin=FOUND,
     env={"PYTHONOPTIMIZE": "1"})
case("caller: Vercel", "-f --invalidation-mode unchecked-hash .")
case("caller: SST", "--invalidation-mode checked-hash -s .. -p /var/task/ .", cwd="pkg",
     since=NEW)

# Plain runs, and the quiet levels over every kind of tree.

for quiet in ("", "-q", "-qq", "-qqq"):
    tail = f" {quiet}" if quiet else ""
    case(f"plain{tail}", f"{quiet} pkg")
    case(f"errors{tail}", f"{quiet} bad", tree=trees.errors)
    case(f"names{tail}", f"{quiet} odd", tree=trees.names)
    case(f"warnings{tail}", f"{quiet} warn", tree=trees.warnings)
    case(f"forbidden{tail}", f"{quiet} closed", tree=trees.forbidden)
    case(f"targets{tail}", f"{quiet} spot", tree=trees.targets)
case("encodings", "enc", tree=trees.encodings)
case("recent", "new", tree=trees.recent)
case("links", "real", tree=trees.links)
case("links from above", ".", tree=trees.links)
case("loop", "ring", tree=trees.loop)
case("plain __pycache__", "spot", tree=trees.plain_pycache)
case("plain __pycache__ -q", "-q spot", tree=trees.plain_pycache)
case("targets -f", "-f spot", tree=trees.targets)
case("FIFO for a target -f", "-f spot", tree=trees.fifo_target)
case("empty directory", "nothing", tree=trees.empty)
case("nesting", "limit", tree=trees.nesting)
case("modes", "mode", tree=trees.modes)
case("times", "time", tree=trees.times)
case("times, second run", "time", "time", tree=trees.times)
case("old times, second run", "time", "time", tree=trees.old_times)
case("times, planted", "time", tree=trees.fresh_times)
case("deep", "deep", tree=trees.deep)

# Depth.

for option in ("-l", "-r 0", "-r 1", "-r2", "'-r 3'", "-r -1", "-l -r 2", "-r 1 -l", "-r 50"):
    case(f"depth {option}", f"{option} pkg")
case("depth -l with files", "-l pkg lone.py pkg/sub/leaf.py")
case("depth -l of everything", "-l .")
case("depth -r 11", "-r 11 deep", tree=trees.deep)
case("depth -r 9", "-r 9 deep", tree=trees.deep)

# Freshness.

case("stale", "old", tree=trees.stale)
case("stale -f", "-f old", tree=trees.stale)
case("stale -q", "-q old", tree=trees.stale)
case("stale files", "old/fresh.py old/mtime.py old/size.py", tree=trees.stale)
case("stale legacy", "-b old", tree=trees.stale_legacy)
case("stale legacy -f", "-b -f old", tree=trees.stale_legacy)
case("stale legacy, wrong place", "old", tree=trees.stale_legacy)
case("stale levels", "-o 0 -o 1 -o 2 old", tree=trees.stale_levels, since=NEW)
case("stale levels 0 1", "-o 0 -o 1 old", tree=trees.stale_levels, since=NEW)
case("stale levels default", "old", tree=trees.stale_levels)
case("stale levels -O", "old", tree=trees.stale_levels, env={"PYTHONOPTIMIZE": "1"})
case("stale levels -OO", "old", tree=trees.stale_levels, env={"PYTHONOPTIMIZE": "2"})
for mode in ("timestamp", "checked-hash", "unchecked-hash"):
    case(f"mode {mode}", f"--invalidation-mode {mode} pkg")
    case(f"mode {mode} over stale", f"--invalidation-mode {mode} old", tree=trees.stale)
    case(f"mode {mode} twice", f"--invalidation-mode {mode} pkg",
         f"--invalidation-mode={mode} pkg")
    case(f"mode {mode} with epoch", f"--invalidation-mode {mode} pkg",
         env={"SOURCE_DATE_EPOCH": "1"})
case("mode hash then timestamp", "--invalidation-mode checked-hash pkg", "pkg", "pkg")
case("mode timestamp then hash", "pkg", "--invalidation-mode checked-hash pkg")
case("epoch", "pkg", env={"SOURCE_DATE_EPOCH": "1700000000"})
case("epoch empty", "pkg", env={"SOURCE_DATE_EPOCH": ""})
case("epoch twice", "pkg", "pkg", env={"SOURCE_DATE_EPOCH": "0"})
case("epoch -f", "-f old", tree=trees.stale, env={"SOURCE_DATE_EPOCH": "x"})
case("second run", "pkg", "pkg")
case("second run -f", "pkg", "-f pkg")
case("second run of errors", "bad", "bad", tree=trees.errors)


def touch(builder):
    path = builder.at("pkg/mod.py")
    os.utime(path, ns=(10**18, 10**18))


def grow_in_place(builder):
    path = builder.at("pkg/mod.py")
    info = os.stat(path)
    with open(path, "a", encoding="utf-8") as out:
        out.write("grown = 1\n")
    os.utime(path, ns=(info.st_mtime_ns, info.st_mtime_ns))


def cut_pyc(builder):
    os.truncate(builder.at(builder.cache("pkg/mod.py")), 14)


def drop_pyc(builder):
    os.unlink(builder.at(builder.cache("pkg/mod.py")))


def break_source(builder):
    builder.file("pkg/mod.py", "x = = 1\n")


case("touched between", "pkg", touch, "pkg")
case("grown with the old time", "pkg", grow_in_place, "pkg")
case("pyc cut after the header", "pkg", cut_pyc, "pkg")
case("pyc removed", "pkg", drop_pyc, "pkg")
case("source broken later", "pkg", break_source, "pkg")

# Legacy places, optimization levels, hard links.

case("legacy", "-b pkg")
case("legacy -q", "-q -b pkg")
case("legacy twice", "-b pkg", "-b pkg")
case("legacy -O", "-b pkg", env={"PYTHONOPTIMIZE": "1"})
case("legacy errors", "-b bad", tree=trees.errors)
case("legacy names", "-b odd", tree=trees.names)
case("legacy levels", "-b -o 0 -o 2 pkg", since=NEW)
case("legacy levels of one file", "-b -o 2 -o 1 lone.py", since=NEW)
for level in ("0", "1", "2", "-1", "3", "-2", "00"):
    case(f"level {level}", f"-o {level} pkg", since=NEW)
case("levels 0 1 2", "-o 0 -o 1 -o 2 pkg", since=NEW)
case("levels reversed", "-o2 -o1 -o0 pkg", since=NEW)
case("levels repeated", "-o 1 -o 1 -o 1 pkg", since=NEW)
case("levels -1 and 0", "-o -1 -o 0 pkg", since=NEW)
case("levels -1 and 0 under -O", "-o -1 -o 0 pkg", since=NEW, env={"PYTHONOPTIMIZE": "1"})
case("levels 0 and 3", "-o 0 -o 3 pkg", since=NEW)
case("levels of errors", "-o 0 -o 1 bad", tree=trees.errors, since=NEW)
case("levels of warnings", "-o 0 -o 1 -o 2 warn", tree=trees.warnings, since=NEW)
for value in ("1", "2", "3", "x", "0", ""):
    case(f"PYTHONOPTIMIZE={value}", "pkg", env={"PYTHONOPTIMIZE": value})
case("hardlinks 0 1 2", "-o 0 -o 1 -o 2 --hardlink-dupes dup", tree=trees.duplicates,
     since=NEW)
case("hardlinks 0 2", "-o 0 -o 2 --hardlink-dupes -q dup", tree=trees.duplicates,
     since=NEW)
case("hardlinks 1 2", "-o 1 -o 2 --hardlink-dupes dup/same.py dup/doc.py dup/check.py",
     tree=trees.duplicates, since=NEW)
case("hardlinks twice", "-o 0 -o 1 -o 2 --hardlink-dupes -q dup",
     "-o 0 -o 1 -o 2 --hardlink-dupes dup", tree=trees.duplicates, since=NEW)
case("hardlinks forced again", "-o 0 -o 1 -o 2 --hardlink-dupes -q dup",
     "-o 0 -o 1 -o 2 --hardlink-dupes -f -q dup", tree=trees.duplicates, since=NEW)
case("hardlinks, then one level alone", "-o 0 -o 1 -o 2 --hardlink-dupes -q dup",
     "-f -o 1 dup", tree=trees.duplicates, since=NEW)
case("hardlinks, then two without", "-o 0 -o 1 -o 2 --hardlink-dupes -q dup",
     "-f -o 0 -o 2 dup", tree=trees.duplicates, since=NEW)
case("hardlinks -j2", "-j2 -o 0 -o 1 -o 2 --hardlink-dupes dup", tree=trees.duplicates,
     since=NEW, parallel=True)
case("hardlinks with hashes", "-o 0 -o 1 --hardlink-dupes dup --invalidation-mode "
     "unchecked-hash", tree=trees.duplicates, since=NEW)
case("hardlinks with one level", "-o 1 --hardlink-dupes dup", tree=trees.duplicates,
     since=NEW)
case("hardlinks with no level", "--hardlink-dupes dup", tree=trees.duplicates, since=NEW)
case("hardlinks with one level twice", "-o 1 -o 1 --hardlink-dupes dup",
     tree=trees.duplicates, since=NEW)
case("hardlinks legacy", "-b -o 0 -o 1 --hardlink-dupes dup", tree=trees.duplicates,
     since=NEW)

# -d, -s, -p.

case("ddir", "-d /usr/lib pkg")
case("ddir relative", "-d some/where pkg")
case("ddir empty", "-d '' pkg")
case("ddir trailing slash", "-d /usr/lib/ pkg")
case("ddir, directory with a slash", "-d /usr/lib pkg/")
case("ddir of a file", "-d /usr/lib pkg/mod.py")
case("ddir of both", "-d lib pkg lone.py")
case("ddir of two directories", "-d lib pkg/sub pkg")
case("ddir of absolute", "-d /usr/lib {abs}/pkg")
case("ddir of dot", "-d /usr/lib .")
case("ddir of errors", "-d /usr/lib bad", tree=trees.errors)
case("ddir of warnings", "-d /usr/lib warn", tree=trees.warnings)
case("ddir of names", "-d 'caf\u00e9 dir' odd", tree=trees.names)
case("ddir undecodable", ["-d", "x\udcffy", "pkg"])
case("strip", "-s pkg pkg", since=NEW)
case("strip absolute", "-s {abs} {abs}/pkg", since=NEW)
case("strip with slash", "-s {abs}/ {abs}/pkg", since=NEW)
case("strip relative with slash", "-s pkg/ pkg", since=NEW)
case("strip, not a prefix", "-s /elsewhere pkg", since=NEW)
case("strip, not a prefix -q", "-q -s /elsewhere pkg", since=NEW)
case("strip, not a prefix -qq", "-qq -s /elsewhere pkg", since=NEW)
case("strip, half a component", "-s a ab", tree=trees.repeated, since=NEW)
case("strip, repeated components", "-s a/b a", tree=trees.repeated, since=NEW)
case("strip, component again", "-s a a", tree=trees.repeated, since=NEW)
case("strip everything", "-s lone.py lone.py", since=NEW)
case("strip empty", "-s '' pkg", since=NEW)
case("strip /", "-s / {abs}/pkg", since=NEW)
case("strip dot", "-s . ./pkg", since=NEW)
case("strip of errors", "-s bad bad", tree=trees.errors, since=NEW)
case("prepend", "-p /usr/lib pkg", since=NEW)
case("prepend to absolute", "-p /usr/lib {abs}/pkg", since=NEW)
case("prepend relative", "-p usr/lib pkg", since=NEW)
case("prepend empty", "-p '' pkg", since=NEW)
case("prepend slash", "-p / pkg", since=NEW)
case("prepend to warnings", "-p /usr warn", tree=trees.warnings, since=NEW)
case("strip and prepend", "-s {abs} -p /usr/share {abs}/pkg", since=NEW)
case("strip and prepend relative", "-s pkg -p lib pkg", since=NEW)
case("strip and prepend to files", "-s pkg -p /lib pkg/mod.py pkg/sub/leaf.py lone.py",
     since=NEW)
case("strip and prepend errors", "-s bad -p /lib bad", tree=trees.errors, since=NEW)
case("strip and prepend -j2", "-j2 -s pkg -p /lib pkg", since=NEW, parallel=True)
case("ddir with strip", "-d x -s pkg pkg", since=NEW)
case("ddir with prepend", "-d x -p pkg pkg", since=NEW)

# -x.

for pattern in ("mod", "^pkg/sub", r"\.py$", r"[/\\]z", "(?i)MOD", "nothing", "", "mod|zeta",
                r"(?P<n>s)ub/(?!deep)", r"\w+/sub", "leaf.py|last.py", r"\Apkg", r"e\Z",
                r"pkg/(sub|mod)", "p{2}", "(?<=sub/)leaf", "[^a-z/_.]"):
    case(f"exclude {pattern!r}", ["-x", pattern, "pkg"])
case("exclude in an absolute path", "-x /pkg/ {abs}/pkg")
case("exclude a file named", "-x lone lone.py script.py")
case("exclude the last of two", "-x mod -x zeta pkg")
case("exclude undecodable", ["-x", "\udcff", "odd"], tree=trees.names)
case("exclude non-ASCII", ["-x", "caf\u00e9|\u2603", "odd"], tree=trees.names)
case("exclude word characters", ["-x", r"/\w+\.py$", "odd"], tree=trees.names)
case("exclude any character", ["-x", r"/.\.py$", "odd"], tree=trees.names)
case("exclude newline", ["-x", r"new.line", "odd"], tree=trees.names)
case("exclude unbalanced", "-x '(' pkg")
case("exclude nothing to repeat", "-x '*a' pkg")

# -i.

case("list", "-i list.txt", tree=trees.lists)
case("list -q", "-q -i list.txt", tree=trees.lists)
case("list with blank lines", "-i blank.txt", tree=trees.lists)
case("list with CRLF", "-i crlf.txt", tree=trees.lists)
case("list with repeated names", "-i twice.txt", tree=trees.lists)
case("list of directories", "-i dirs.txt", tree=trees.lists)
case("list -l", "-l -i list.txt", tree=trees.lists)
case("list with arguments", "-i list.txt lone.py", tree=trees.lists)
case("list missing", "-i none.txt pkg", tree=trees.lists)
case("list missing -q", "-q -i none.txt", tree=trees.lists)
case("list missing -qq", "-qq -i none.txt", tree=trees.lists)
case("list unreadable", "-i unreadable.txt lone.py", tree=trees.lists)
case("list is a directory", "-i pkg", tree=trees.lists)
case("list in UTF-8", "-i unicode.txt", tree=trees.lists)
case("list from stdin", "-i -", stdin=b"pkg/mod.py\nlone.py")
case("list from stdin, undecodable", "-i -", tree=trees.names,
     stdin=b"odd/undecodable\xff\x80.py\nodd/caf\xc3\xa9.py\n")
case("list from stdin with arguments", "-f -i - lone.py", stdin=b"pkg/sub\n")
case("list with ddir", "-d /lib -i list.txt", tree=trees.lists)

# -j.

for workers in ("0", "1", "2", "3", "8"):
    case(f"workers {workers}", f"-j {workers} many", tree=trees.many,
         parallel=workers != "1")
case("workers of errors", "-j2 bad", tree=trees.errors, parallel=True)
case("workers of errors -q", "-q --workers 2 bad", tree=trees.errors, parallel=True)
case("workers of warnings", "-j2 warn", tree=trees.warnings, parallel=True)
case("workers of names", "-j2 odd", tree=trees.names, parallel=True)
case("workers of forbidden", "-j2 closed", tree=trees.forbidden, parallel=True)
case("workers of links", "-j2 real", tree=trees.links, parallel=True)
case("workers of stale", "-j2 old", tree=trees.stale, parallel=True)
case("workers of two directories", "-j2 pkg/sub pkg", parallel=True)
case("workers of files", "-j2 lone.py script.py pkg/mod.py", parallel=True)
case("workers of an empty directory", "-j2 nothing", tree=trees.empty, parallel=True)
case("workers with levels", "-j2 -o 0 -o 1 many", tree=trees.many, since=NEW,
     parallel=True)
case("workers -1 of a directory", "-j -1 pkg")
case("workers -1 of files", "-j -1 lone.py script.py")

# -e.

case("limit links", "-e real real", tree=trees.links, since=NEW)
case("limit links absolute", "-e {abs}/real real", tree=trees.links, since=NEW)
case("limit links elsewhere", "-e /nonexistent real", tree=trees.links, since=NEW)
case("limit links empty", "-e '' real", tree=trees.links, since=NEW)
case("limit links dot", "-e . real", tree=trees.links, since=NEW)
case("limit links through a link", "-e entry entry", tree=trees.links, since=NEW)
case("limit links to all", "-e / .", tree=trees.links, since=NEW)
case("limit links in files", "-e outside real/chain.py real/to_file.py real/other.py",
     tree=trees.links, since=NEW)
case("limit links in a loop", "-e . ring", tree=trees.loop, since=NEW)

# Destinations.

case("dest .", ".")
case("dest ..", "..", cwd="pkg/sub")
case("dest ../..", "../../script.py ../..", cwd="pkg/sub")
case("dest ./", "./")
case("dest ./pkg", "./pkg")
case("dest pkg/", "pkg/")
case("dest pkg//", "pkg//")
case("dest double slash", "pkg//sub")
case("dest pkg/.", "pkg/.")
case("dest through ..", "pkg/sub/../sub")
case("dest absolute", "{abs}")
case("dest absolute with slash", "{abs}/pkg/")
case("dest absolute file", "{abs}/pkg/mod.py")
case("dest leading double slash", "/{abs}/pkg")
case("dest a file", "lone.py")
case("dest a file with ./", "./lone.py")
case("dest files and directories", "lone.py pkg script.py")
case("dest twice", "pkg pkg")
case("dest twice -f", "-f lone.py lone.py pkg pkg")
case("dest overlapping", "pkg pkg/sub pkg/sub/leaf.py")
case("dest missing", "missing")
case("dest missing -q", "-q missing")
case("dest missing -qq", "-qq missing missing.py")
case("dest missing and good", "missing.py pkg missing lone.py")
case("dest not Python", "pkg/data.txt")
case("dest empty", "''")
case("dest empty and good", "'' lone.py")
case("dest a link to a directory", "entry", tree=trees.links)
case("dest a link to a directory with slash", "entry/", tree=trees.links)
case("dest a link to a file", "real/to_file.py", tree=trees.links)
case("dest a broken link", "real/broken.py", tree=trees.links)
case("dest a FIFO", "real/pipe.py", tree=trees.links)
case("dest a directory named .py", "odd/dir.py", tree=trees.names)
case("dest a __pycache__", "odd/__pycache__", tree=trees.names)
case("dest undecodable", ["odd/dir\udcfe", "odd/undecodable\udcff\udc80.py"],
     tree=trees.names)
case("dest after --", "-- pkg")
case("dest that looks like an option", ["--", "-dash.py"], cwd="odd", tree=trees.names)
case("dest unreadable file", "closed/b.py", tree=trees.forbidden)
case("dest unreadable directory", "closed/dark", tree=trees.forbidden)
case("dest in an unreadable directory", "closed/dark/d.py", tree=trees.forbidden)
case("dest readable, not searchable", "closed/listonly closed/listonly/e.py",
     tree=trees.forbidden)
case("dest /dev/null", "/dev/null")

# The environment.

case("pycache prefix", "pkg", env={"PYTHONPYCACHEPREFIX": "{abs}/cache"})
case("pycache prefix relative", "pkg", env={"PYTHONPYCACHEPREFIX": "cache"})
case("pycache prefix with slash", "pkg ./lone.py", env={"PYTHONPYCACHEPREFIX": "{abs}/c/"})
case("pycache prefix empty", "pkg", env={"PYTHONPYCACHEPREFIX": ""})
case("pycache prefix of absolute", "{abs}/pkg", env={"PYTHONPYCACHEPREFIX": "{abs}/c"})
case("pycache prefix of ..", "..", cwd="pkg/sub", env={"PYTHONPYCACHEPREFIX": "{abs}/c"})
case("pycache prefix of dots", "pkg/../pkg/./sub", env={"PYTHONPYCACHEPREFIX": "{abs}/c"})
case("pycache prefix legacy", "-b pkg", env={"PYTHONPYCACHEPREFIX": "{abs}/c"})
case("pycache prefix twice", "pkg", "pkg", env={"PYTHONPYCACHEPREFIX": "{abs}/c"})
case("pycache prefix with levels", "-o 0 -o 1 --hardlink-dupes dup", since=NEW,
     tree=trees.duplicates, env={"PYTHONPYCACHEPREFIX": "{abs}/c"})
case("pycache prefix that is a file", "pkg", env={"PYTHONPYCACHEPREFIX": "{abs}/lone.py"})
case("dontwritebytecode unset", "pkg", env={"PYTHONDONTWRITEBYTECODE": None})
for value in ("error", "ignore", "default", "always", "error::SyntaxWarning", "once",
              "error::DeprecationWarning", "ignore::SyntaxWarning", "module",
              "error:invalid escape"):
    case(f"PYTHONWARNINGS={value}", "warn", tree=trees.warnings,
         env={"PYTHONWARNINGS": value})
case("PYTHONWARNINGS=once of one file", "warn/identity.py", tree=trees.warnings,
     env={"PYTHONWARNINGS": "once"})
case("PYTHONWARNINGS=error -q", "-q warn", tree=trees.warnings,
     env={"PYTHONWARNINGS": "error"})
case("PYTHONWARNINGS of two", "warn", tree=trees.warnings,
     env={"PYTHONWARNINGS": "ignore,error::SyntaxWarning"})
ASCII = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
case("locale C", "odd", tree=trees.names, env={"LC_ALL": "C"})
case("locale C errors", "bad", tree=trees.errors, env={"LC_ALL": "C"})
case("locale POSIX", "-q odd", tree=trees.names, env={"LC_ALL": "POSIX"})
case("locale ASCII", "odd", tree=trees.names, env=ASCII)
case("locale ASCII errors", "bad", tree=trees.errors, env=ASCII)
case("locale unset", "odd", tree=trees.names, env={"LC_ALL": None})
case("encoding ascii", "bad", tree=trees.errors, env={"PYTHONIOENCODING": "ascii"})
case("encoding latin-1", "bad odd", tree=trees.errors,
     env={"PYTHONIOENCODING": "latin-1"})
case("hash seed", "pkg", env={"PYTHONHASHSEED": "123"})
case("hash seed random", "pkg", env={"PYTHONHASHSEED": None})
for umask in (0o000, 0o002, 0o027, 0o077, 0o777, 0o222):
    case(f"umask {umask:03o}", "mode lone", tree=trees.modes, umask=umask)
case("umask 027 new directories", "pkg", umask=0o027,
     env={"PYTHONPYCACHEPREFIX": "{abs}/x/y"})
case("umask 077 with levels", "-o 0 -o 1 --hardlink-dupes dup", umask=0o077, since=NEW,
     tree=trees.duplicates)

# No destination: sys.path.

# Never with the real one: it would write into the interpreter's own directories.
HOME = {"PYTHONHOME": "{abs}/home", "PYTHONPATH": "{abs}/extra"}
case("sys.path", "", tree=trees.home, cwd="here", env=HOME)
case("sys.path -q", "-q", tree=trees.home, cwd="here", env=HOME)
case("sys.path, other options ignored", "-q -r 5 -d x", tree=trees.home, cwd="here",
     env=HOME)
case("sys.path legacy hash", "-q -b -f --invalidation-mode unchecked-hash",
     tree=trees.home, cwd="here", env=HOME)
case("sys.path with a failure", "-q", tree=trees.home, cwd="here",
     env={"PYTHONHOME": "{abs}/home", "PYTHONPATH": "{abs}/broken:{abs}/extra"})
case("sys.path with a missing directory", "", tree=trees.home, cwd="here",
     env={"PYTHONHOME": "{abs}/home", "PYTHONPATH": "{abs}/none:../extra"})

case("list empty", "-i ../empty.txt", tree=trees.home, cwd="here", env=HOME)
case("list from stdin, empty", "-i -", tree=trees.home, cwd="here", env=HOME, stdin=b"")

# How the command line is read.

case("usage: unknown option", "--nonesuch pkg")
case("usage: not a number", "-r x pkg")
case("usage: not a number of workers", "-j many pkg")
case("usage: bad level", "-o x pkg", since=NEW)
case("usage: bad mode", "--invalidation-mode never pkg")
case("usage: missing argument", "pkg -d")
case("usage: missing argument of -x", "-x")
case("usage: ambiguous", "--h pkg", since=NEW)
case("usage: value for a switch", "--hardlink-dupes=1 pkg", since=NEW)
case("usage: abbreviation", "--invalidation unchecked-hash pkg")
case("usage: abbreviation with =", "--work=1 pkg")
case("usage: abbreviated hardlinks", "--hard -o 0 -o 1 dup", tree=trees.duplicates,
     since=NEW)
case("usage: combined", "-qfl pkg")
case("usage: combined with a value", "-qfr1 pkg")
case("usage: value attached", "-d/usr/lib pkg")
case("usage: value attached with =", "-d=/usr/lib pkg")
case("usage: option last", "pkg -q -f")
case("usage: options between", "pkg -q lone.py")
case("usage: options between, reversed", "lone.py -q -- pkg")
case("usage: negative number as a name", "-5")

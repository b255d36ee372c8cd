#compdef kiln
# SPDX-License-Identifier: MIT
# zsh completion for kiln
_arguments -s -S \
    '(-h --help)'{-h,--help}'[Show this help and exit]' \
    '-l[Stay in the directories named; do not enter those below them]' \
    '-r+[Go down at most LEVELS levels of directories]:LEVELS: ' \
    '-f[Compile every file, also those whose .pyc is up to date]' \
    '*-q[Print errors only; twice (-qq), print nothing]' \
    '-b[Write x.pyc beside x.py, where Python looked for it before PEP 3147, instead of into __pycache__]' \
    '-d+[Record paths in the .pyc files as if the directory named on the command line were DESTDIR]:DESTDIR:_files -/' \
    '-s+[Take STRIPDIR, for example a build root, off the front of the paths that are recorded]:STRIPDIR:_files -/' \
    '-p+[Put PREPENDDIR in front of the paths that are recorded, after -s has taken its part off]:PREPENDDIR:_files -/' \
    '-x+[Pass over files whose full path REGEXP, a Python regular expression, is found in]:REGEXP: ' \
    '-i+[Add the files and directories listed in FILE, one a line; "-" is standard input]:FILE:_files' \
    '(-j --workers)'{-j+,--workers=}'[Compile with that many workers; 0 is one for each processor]:WORKERS: ' \
    '--invalidation-mode=[How Python is to tell that a .pyc is out of date (PEP 552)]:invalidation-mode:(checked-hash timestamp unchecked-hash)' \
    '*-o+[Compile for this optimization level\: 0, 1 (python -O) or 2 (-OO); -1 is the one of the environment]:LEVEL: ' \
    '-e+[Pass over symbolic links to files outside of DIR]:DIR:_files -/' \
    '--hardlink-dupes[Make equal .pyc files of different levels hard links to one file]' \
    '--target=[Compile for this version of Python, 3.8 to 3.15]:X.Y.Z: ' \
    '--python=[The interpreter that is to compile, or that tells the target]:PATH:_command_names -e' \
    '--engine=[Who compiles\: Kiln'\''s own compiler, real interpreters, or (auto, the default) the first where it can and else the second]:engine:(native interpreter auto)' \
    '--verify[Compile every file twice, with Kiln'\''s own compiler and with a real interpreter, and fail the files on which they disagree]' \
    '*-W+[Filter the compiler'\''s warnings as python -W does]:FILTER: ' \
    '--timeout=[Give up on a file whose compiling takes longer]:SECONDS: ' \
    '(-0 --null)'{-0,--null}'[Names in the -i list end with a NUL byte, as find -print0 writes them, and are taken as they are]' \
    '*--exclude-dir=[Do not enter directories whose name matches GLOB, or whose path does if GLOB has a slash]:GLOB: ' \
    '--check[Compile nothing; say which files are out of date, strictly, and exit with 1 if any is]' \
    '--strict-freshness[A .pyc is up to date only if its magic number, mode, and time and size (or hash) of its source are right]' \
    '--clamp-mtime=[Record EPOCH instead of the time of any source that is later]:EPOCH: ' \
    '--output-dir=[Write the tree of .pyc files below DIR and leave the source tree alone]:DIR:_files -/' \
    '--pycache-prefix=[Keep .pyc files in a mirror of the file system below DIR, as with python -X pycache_prefix]:DIR:_files -/' \
    '--rewrite[Write every .pyc that was compiled anew, even where the file that is there has the very same bytes]' \
    '--prune[Remove .pyc files of the target from __pycache__ whose source is gone, and what runs that were killed left there]' \
    '--explain[Say of every file why it was compiled or why not, in a line for each, in place of "Compiling"]' \
    '--json[Write events to standard output as JSON, an object a line, the last one a summary; nothing else is written there]' \
    '--stats[Write figures of the run to standard error at its end]' \
    '--progress=[Show a progress bar on standard error; auto, the default, does so on a terminal]:progress:(never always auto)' \
    '--color=[Colour errors and warnings; auto, the default, does so on a terminal unless NO_COLOR is set]:color:(never always auto)' \
    '--version[Show the version and exit]' \
    '*:file or directory:_files'

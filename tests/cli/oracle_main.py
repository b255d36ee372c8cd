# SPDX-License-Identifier: MIT
"""Runs compileall.main() of the interpreter that runs this, once for each command
line of a JSON list on standard input, with the functions that compile replaced by
ones that note what they are asked to do.  Prints a JSON list: exit code, both
outputs, calls."""
import compileall
import io
import json
import re
import sys

DIR_NAMES = ["dir", "maxlevels", "ddir", "force", "rx", "quiet", "legacy", "optimize",
             "workers", "invalidation_mode"]


def note(calls, kind, names):
    def stand_in(*args, **kwargs):
        call = dict(zip(names, args), **kwargs)
        for key, value in call.items():
            if isinstance(value, type(re.compile(""))):
                call[key] = value.pattern
            elif hasattr(value, "name"):
                call[key] = value.name
        call["kind"] = kind
        calls.append(call)
        return True
    return stand_in


def run(words):
    calls = []
    compileall.compile_dir = note(calls, "dir", DIR_NAMES)
    compileall.compile_file = note(calls, "file", ["dir", "ddir", "force", "rx", "quiet", "legacy"])
    compileall.compile_path = note(calls, "path", [])
    sys.argv = ["compileall.py"] + words
    streams = sys.stdin, sys.stdout, sys.stderr
    sys.stdin, sys.stdout, sys.stderr = io.StringIO("first\n second \n"), io.StringIO(), io.StringIO()
    try:
        code = int(not compileall.main())
    except SystemExit as stop:
        code = stop.code or 0
    except Exception as error:
        code = 1
        print(repr(error), file=sys.stderr)
    result = {"code": code, "out": sys.stdout.getvalue(), "err": sys.stderr.getvalue(),
              "calls": calls}
    sys.stdin, sys.stdout, sys.stderr = streams
    return result


print(json.dumps([run(words) for words in json.load(sys.stdin)]))

# SPDX-License-Identifier: MIT
"""The package as it was built, laid into a directory; scripts run with it."""
import os
import re
import shutil
import subprocess

import pythons

ROOT = os.environ.get("KILN_SOURCE_ROOT", os.path.dirname(os.path.dirname(
    os.path.dirname(os.path.abspath(__file__)))))
HERE = os.path.dirname(os.path.abspath(__file__))
RESULT = re.compile(r"(ok|not ok) \d+ - (.*)")
SKIP = re.compile(r"(.*?) # SKIP (.*)")


def lay(directory):
    """Makes directory/kiln, to be put on sys.path."""
    package = os.path.join(directory, "kiln")
    shutil.copytree(os.path.join(ROOT, "python", "kiln"), package,
                    ignore=shutil.ignore_patterns("__pycache__", "*.c", "meson.build"))
    shutil.copy(os.environ["KILN_EXTENSION"], package)
    return package


def environment(path, **more):
    """The present environment without what would change CPython, with `path`."""
    clean = {name: value for name, value in os.environ.items()
             if not name.startswith("PYTHON") and name != "SOURCE_DATE_EPOCH"}
    if os.environ.get("KILN_PRELOAD"):
        # Interpreters themselves leak at their end.
        clean.update(LD_PRELOAD=os.environ["KILN_PRELOAD"], PYTHONMALLOC="debug",
                     ASAN_OPTIONS="detect_leaks=0:verify_asan_link_order=0")
    return dict(clean, PYTHONPATH=os.pathsep.join([path, HERE, os.path.dirname(HERE)]),
                **more)


def interpreters():
    """(name, executable) of those that the extension serves, one per minor version."""
    return [("%d.%d.%d" % version, path)
            for version, path in pythons.one_per_minor().values() if version >= (3, 11)]


def run_tap(t, label, python, script, path, **more):
    """Runs a script that prints TAP and reports its results as ours."""
    done = subprocess.run([python, os.path.join(HERE, script)],
                          env=environment(path, **more), stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, encoding="utf-8",
                          errors="backslashreplace")
    notes, planned = [], False
    lines = done.stdout.splitlines()
    for number, line in enumerate(lines):
        planned = planned or line.startswith("1..")
        match = RESULT.match(line)
        if not match:
            continue
        skip = SKIP.match(match[2])
        if skip:
            t.skip(f"{label}: {skip[1]}", skip[2])
            continue
        notes = []
        for note in lines[number + 1:]:
            if not note.startswith("# "):
                break
            notes.append(note[2:])
        t.ok(match[1] == "ok", f"{label}: {match[2]}", notes)
    t.ok(planned, f"{label}: {script} ran to its end",
         done.stdout.splitlines()[-5:] + done.stderr.splitlines()[-20:])

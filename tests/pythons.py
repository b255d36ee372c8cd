# SPDX-License-Identifier: MIT
"""The CPythons at hand: KILN_PYTHONS, else what PATH and the usual places have."""
import glob
import os
import re
import shutil
import subprocess

MINORS = range(8, 16)


def candidates():
    named = os.environ.get("KILN_PYTHONS")
    if named is not None:
        return [path for path in named.split(":") if path]
    found = []
    for minor in MINORS:
        name = "python3.%d" % minor
        found += [shutil.which(name) or "", "/usr/bin/" + name]
        found += sorted(glob.glob(os.path.expanduser("~/.pyenv/versions/*/bin/" + name)))
    return [path for path in found if path and os.access(path, os.X_OK)]


def run(python, code, **more):
    """What `code` prints there, started as little as possible; None: it failed."""
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run([python, "-I", "-S", "-c", code], env=environment,
                              stdout=subprocess.PIPE, timeout=300, **more)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def at_hand():
    """{(major, minor, micro): executable}, one for each version, oldest first."""
    found = {}
    for path in candidates():
        said = run(path, "import sys; print(*sys.version_info[:3])",
                   stderr=subprocess.DEVNULL)
        if said and re.fullmatch(rb"3 \d+ \d+\n", said):
            version = tuple(map(int, said.split()))
            if version[1] in MINORS:
                found.setdefault(version, path)
    return dict(sorted(found.items()))


def one_per_minor():
    """The newest micro of every minor version, oldest first."""
    return {version[:2]: (version, path) for version, path in at_hand().items()}

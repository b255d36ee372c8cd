# SPDX-License-Identifier: MIT
"""The CPythons at hand: KILN_PYTHONS, else what PATH and the usual places have."""
import glob
import os
import re
import shutil
import subprocess

MINORS = range(8, 16)


def candidates(suffix=""):
    named = os.environ.get("KILN_PYTHONS")
    if named is not None:
        return [path for path in named.split(":") if path]
    found = []
    for minor in MINORS:
        name = "python3.%d%s" % (minor, suffix)
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


ASK = """
import sys, sysconfig
print(*sys.version_info[:3], "free" if sysconfig.get_config_var("Py_GIL_DISABLED") else "")
"""


def of_kind(kind, paths):
    found = {}
    for path in paths:
        said = run(path, ASK, stderr=subprocess.DEVNULL)
        match = re.fullmatch(rb"(3 \d+ \d+) (\w*)\n", said or b"")
        if match and match[2] == kind:
            version = tuple(map(int, match[1].split()))
            if version[1] in MINORS:
                found.setdefault(version, path)
    return dict(sorted(found.items()))


def at_hand():
    """{(major, minor, micro): executable}, one for each version, oldest first."""
    return of_kind(b"", candidates())


def of_versions(names):
    """{"3.13.0": executable} for all of the names; ends the program if one is absent."""
    found = {".".join(map(str, version)): path for version, path in at_hand().items()}
    missing = [name for name in names if name not in found]
    if missing:
        raise SystemExit(f"interpreters are missing: {' '.join(missing)} (set KILN_PYTHONS)")
    return found


def free_threaded():
    """The same of those that do without the GIL: python3.13t and later."""
    return of_kind(b"free", candidates("t"))


def one_per_minor():
    """The newest micro of every minor version, oldest first."""
    return {version[:2]: (version, path) for version, path in at_hand().items()}

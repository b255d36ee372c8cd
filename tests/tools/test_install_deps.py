# SPDX-License-Identifier: MIT
"""tools/install-deps: leaves a complete machine alone, installs just what an
incomplete one lacks, and says what to do where it cannot.  No package is really
installed: apt-get, id, sudo and what is asked for are stand-ins."""

import os
import subprocess
import tempfile

import tree
import tap

TOOLS = ("cc", "make", "python3", "ninja", "meson", "pkg-config")
NEEDED_BY_THE_SCRIPT = ("sh", "mktemp", "rm", "cat", "env")
APT = """#!/bin/sh
echo "$*" >>"$LOG"
[ -z "$APT_FAILS" ] || { echo no network >&2; exit 100; }
"""
PKG_CONFIG = """#!/bin/sh
[ -z "$LACKING" ] || [ "$2" != "$LACKING" ]
"""


def write_script(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, 0o755)


def find(name):
    for folder in ("/usr/bin", "/bin"):
        if os.path.exists(os.path.join(folder, name)):
            return os.path.join(folder, name)
    return None


def run(lacking=(), user=0, apt=True, sudo=False, fails=False, library=""):
    """(output, exit status, what apt-get was asked) on a machine made up so."""
    with tempfile.TemporaryDirectory(prefix="kiln-deps-") as folder:
        for name in TOOLS:
            if name not in lacking:
                write_script(folder, name, "#!/bin/sh\nexit 0\n")
        if "pkg-config" not in lacking:
            write_script(folder, "pkg-config", PKG_CONFIG)
        for name in NEEDED_BY_THE_SCRIPT:
            os.symlink(find(name), os.path.join(folder, name))
        write_script(folder, "id", f"#!/bin/sh\necho {user}\n")
        if apt:
            write_script(folder, "apt-get", APT)
        if sudo:
            write_script(folder, "sudo", '#!/bin/sh\necho sudo >>"$LOG"\nexec "$@"\n')
        log = os.path.join(folder, "log")
        done = subprocess.run(
            ["/bin/sh", os.path.join(tree.ROOT, "tools", "install-deps")],
            env={"PATH": folder, "LOG": log, "LACKING": library,
                 "APT_FAILS": "1" if fails else ""},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8")
        asked = []
        if os.path.exists(log):
            with open(log, encoding="utf-8") as file:
                asked = file.read().splitlines()
        return done.stdout, done.returncode, asked


INSTALL = "install -y --no-install-recommends "

t = tap.Tap()
t.equal(run(), ("", 0, []), "nothing is missing: nothing happens")
t.equal(run(user=1000, apt=False), ("", 0, []), "the same without root and apt-get")
output, status, asked = run(lacking=["meson", "ninja"])
t.equal((status, asked), (0, ["update", INSTALL + "ninja-build meson"]),
        "installs just what is missing")
output, status, asked = run(library="libpcre2-8")
t.equal((status, asked), (0, ["update", INSTALL + "libpcre2-dev"]), "a missing library")
output, status, asked = run(lacking=TOOLS)
t.equal((status, asked),
        (0, ["update", INSTALL + "gcc libc6-dev make python3 ninja-build meson "
                                 "pkg-config libpcre2-dev libgmp-dev python3-dev "
                                 "python3-venv libcmocka-dev"]),
        "everything is missing")
output, status, asked = run(lacking=["make"], user=1000, sudo=True)
t.equal((status, asked), (0, ["sudo", "update", "sudo", INSTALL + "make"]),
        "a plain user who may sudo")
output, status, asked = run(lacking=["make"], user=1000)
t.ok(status == 1 and not asked and "apt-get install make" in output,
     "a plain user who may not is told what to ask for", output)
output, status, asked = run(lacking=["make", "cc"], apt=False)
t.ok(status == 1 and "gcc libc6-dev make" in output,
     "without apt-get it names the packages", output)
output, status, asked = run(lacking=["make"], fails=True)
t.ok(status == 1 and "no network" in output and asked == ["update"],
     "a failing apt-get is shown, and ends it", output)
t.done()

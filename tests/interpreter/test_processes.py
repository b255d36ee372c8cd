#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Processes: none is left when Kiln is killed, and interpreters say who they are."""
import os
import signal
import subprocess
import sys
import tempfile
import time

ROOT = os.environ["KILN_SOURCE_ROOT"]
DRIVER = os.environ["COMPILE_FILES"]
FAKE = os.environ["FAKE_PYTHON"]
sys.path[:0] = [os.path.join(ROOT, "tests")]
import pythons
import tap


def marked(mark):
    """The processes that have `mark` in their environment, by their ids."""
    found = set()
    for name in os.listdir("/proc"):
        if not name.isdigit():
            continue
        try:
            with open("/proc/%s/environ" % name, "rb") as file:
                environment = file.read()
            with open("/proc/%s/stat" % name) as file:
                state = file.read().rsplit(")", 1)[1].split()[0]
        except OSError:
            continue
        if os.fsencode(mark) in environment and state != "Z":
            found.add(int(name))
    return found


def wait_until(condition, seconds):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.01)
    return condition()


def test_orphans(t, name, python, source, signal_number, least):
    """Kills the driver while its workers are busy with `source`."""
    mark = "KILN_TEST_MARK=%d.%d" % (os.getpid(), time.monotonic_ns())
    environment = dict(os.environ)
    environment.update([mark.split("=")])
    with tempfile.TemporaryDirectory(prefix="kiln-") as folder:
        paths = [os.path.join(folder, "%d.py" % number) for number in range(2)]
        for path in paths:
            with open(path, "w") as file:
                file.write(source)
        driver = subprocess.Popen(
            [DRIVER, python, "2", "0"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, env=environment)
        driver.stdin.write("".join(path + "\n" for path in paths).encode())
        driver.stdin.close()
        started = wait_until(lambda: len(marked(mark)) >= least, 10)
        time.sleep(0.3)
        driver.send_signal(signal_number)
        driver.wait()
        gone = wait_until(lambda: not marked(mark), 5)
        t.ok(started and gone, name, "left: %r" % marked(mark))
        for pid in marked(mark):
            os.kill(pid, signal.SIGKILL)


def test_facts(t, version, python, folder):
    """What the probe finds is what `python -m` shows."""
    text = "%d.%d.%d" % version
    with open(os.path.join(folder, "show_path.py"), "w") as file:
        file.write("import os, sys, importlib.util\n"
                   "out = sys.stdout.buffer\n"
                   "magic = int.from_bytes(importlib.util.MAGIC_NUMBER[:2], 'little')\n"
                   "out.write(b'%d.%d.%d %d %s %d\\n' % (*sys.version_info[:3], magic,\n"
                   "    sys.implementation.cache_tag.encode(), sys.flags.optimize))\n"
                   "for entry in sys.path: out.write(os.fsencode(entry) + b'\\0')\n")
    for name, changes in (
            ("plain", {}), ("optimizing", {"PYTHONOPTIMIZE": "2"}),
            ("with a path", {"PYTHONPATH": "/one:two:"}),
            ("with a safe path", {"PYTHONSAFEPATH": "1", "PYTHONPATH": folder})):
        environment = {key: value for key, value in os.environ.items()
                       if not key.startswith("PYTHON")}
        environment.update(changes)
        environment["PYTHONDONTWRITEBYTECODE"] = "1"
        expected = subprocess.run([python, "-m", "show_path"], cwd=folder, env=environment,
                                  stdout=subprocess.PIPE).stdout
        got = subprocess.run([DRIVER, python], cwd=folder, env=environment,
                             stdout=subprocess.PIPE).stdout
        # An older one is "3.13.99" to its target all the same.
        t.equal(got, expected, "%s says who it is, %s" % (text, name))


def main():
    t = tap.Tap()
    for number in signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV:
        name = signal.Signals(number).name
        test_orphans(t, "no hanging worker survives %s" % name, FAKE, "hang", number, 3)
        test_orphans(t, "no child of a worker survives %s" % name, FAKE, "family", number, 5)
    found = pythons.one_per_minor()
    if found:
        version, python = list(found.values())[-1]
        # It takes minutes to compile.
        slow = "x = [" + "(1, 2, a.b, {3: c, **d}), " * 2000000 + "]\n"
        test_orphans(t, "no interpreter in the middle of a compile survives SIGKILL",
                     python, slow, signal.SIGKILL, 3)
    else:
        t.skip("no interpreter in the middle of a compile survives SIGKILL", "none at hand")
    with tempfile.TemporaryDirectory(prefix="kiln-") as folder:
        for version, python in found.values():
            test_facts(t, version, python, os.path.realpath(folder))
    t.done()


main()

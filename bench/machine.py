# SPDX-License-Identifier: MIT
"""What a reader must know about a machine to judge figures taken on it."""

import os
import platform
import subprocess
import time

FACTS = """
import sys, sysconfig
print(sys.version.split()[0])
print(sys.implementation.cache_tag)
print(sysconfig.get_path("stdlib"))
"""


class Interpreter:
    def __init__(self, path, note=""):
        told = subprocess.run([path, "-I", "-S", "-c", FACTS], check=True,
                              stdout=subprocess.PIPE, encoding="utf-8").stdout
        self.path = path
        self.note = note
        self.version, self.tag, self.library = told.splitlines()
        self.series = ".".join(self.version.split(".")[:2])
        self.target = self.version  # what it writes differs between micro versions

    def show_on_path(self, folder):
        """Makes it the one that is found as pythonX.Y on PATH, wherever it lies."""
        os.mkdir(folder)
        os.symlink(os.path.realpath(self.path),
                   os.path.join(folder, "python" + self.series))
        os.environ["PATH"] = folder + os.pathsep + os.environ["PATH"]

    def __str__(self):
        return f"CPython {self.version}" + (f" ({self.note})" if self.note else "")

    def start_seconds(self):
        begin = time.perf_counter()
        subprocess.run([self.path, "-I", "-S", "-c", "pass"], check=True)
        return time.perf_counter() - begin


def read(path):
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""


def processor():
    for line in read("/proc/cpuinfo").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def memory():
    for line in read("/proc/meminfo").splitlines():
        if line.startswith("MemTotal:"):
            return f"{int(line.split()[1]) / 2**20:.0f} GiB"
    return "unknown"


def file_system(folder):
    """The type of the file system that a folder lies on."""
    folder = os.path.realpath(folder)
    best, kind = "", "unknown"
    for line in read("/proc/mounts").splitlines():
        where, what = line.split()[1:3]
        if (folder + "/").startswith(where.rstrip("/") + "/") and len(where) >= len(best):
            best, kind = where, what
    return kind


def system():
    for line in read("/etc/os-release").splitlines():
        if line.startswith("PRETTY_NAME="):
            return line.partition("=")[2].strip('"')
    return platform.system()


def ticks():
    """(busy, all) clock ticks of all processors since the start."""
    fields = [int(field) for field in read("/proc/stat").splitlines()[0].split()[1:9]]
    return sum(fields) - fields[3] - fields[4], sum(fields)


def busy_share(seconds=1.0):
    """How much of the machine others use at the moment, 0 to 1."""
    busy, total = ticks()
    time.sleep(seconds)
    busy_now, total_now = ticks()
    return (busy_now - busy) / max(1, total_now - total)


def describe(folder, share):
    return (f"{processor()}, {len(os.sched_getaffinity(0))} cores, {memory()}; "
            f"{system()}, Linux {platform.release().split('-')[0]}, "
            f"{file_system(folder)}; {share:.0%} of the processors were busy "
            f"before the first run")

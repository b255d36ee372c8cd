# SPDX-License-Identifier: MIT
"""Running commands against each other: time, processor time, peak memory.

Runs are interleaved, so that what happens to the machine happens to all alike,
and every one has a fresh copy of its tree.  Copies are removed at the very end
only: some file systems are slow for minutes to reuse what was just freed.
"""

import ctypes
import os
import resource
import shutil
import statistics
import subprocess
import time

PR_SET_CHILD_SUBREAPER = 36
POLL_SECONDS = 0.001
LOOK_SECONDS = 1.0


def adopt_orphans():
    """Makes the grandchildren whose parents end ours: some Pythons compile in
    processes that outlive the one that was started, and count as well."""
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def reap_orphans():
    try:
        while True:
            os.wait()
    except ChildProcessError:
        pass


def processor_seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def children_of(process):
    found = []
    try:
        for thread in os.listdir(f"/proc/{process}/task"):
            with open(f"/proc/{process}/task/{thread}/children", encoding="ascii") as file:
                found += map(int, file.read().split())
    except OSError:
        pass  # it ended meanwhile
    return found


def descendants(root):
    """All processes below `root`."""
    found = children_of(root)
    for process in found:  # which grows as it is walked
        found += children_of(process)
    return found


def proportional_bytes(process):
    """The memory of a process; pages shared by n processes count 1/n each."""
    try:
        with open(f"/proc/{process}/smaps_rollup", encoding="ascii") as file:
            for line in file:
                if line.startswith("Pss:"):
                    return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    return 0


class Run:
    """What one run of a command took."""

    def __init__(self, command, folder):
        before = processor_seconds()
        begin = time.perf_counter()
        done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT)
        self.wall = time.perf_counter() - begin
        reap_orphans()
        self.cpu = processor_seconds() - before
        self.status = done.returncode
        self.output = done.stdout


def peak_of_run(command, folder):
    peak = 0
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            peak = max(peak, sum(map(proportional_bytes, descendants(os.getpid()))))
            time.sleep(POLL_SECONDS)
    reap_orphans()
    return peak


def peak_memory(command, place):
    """The largest sum over all processes of a run, found by asking again and
    again.  Short runs are repeated, since an instant between two rounds of
    questions can be missed."""
    peak = 0
    begin = time.perf_counter()
    while not peak or time.perf_counter() - begin < LOOK_SECONDS:
        peak = max(peak, peak_of_run(command, place()))
    return peak


class Copies:
    """Fresh copies of a tree, times included; all gone when the block ends."""

    def __init__(self, folder):
        self.folder = folder
        self.count = 0

    def __enter__(self):
        os.makedirs(self.folder, exist_ok=True)
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder)

    def copy(self, tree):
        """The folder in which the copy lies, under the name "lib"."""
        self.count += 1
        folder = os.path.join(self.folder, str(self.count))
        shutil.copytree(tree, os.path.join(folder, "lib"))
        return folder


class Contestant:
    """One command in one case, and its runs."""

    def __init__(self, name, command, jobs):
        self.name = name
        self.command = command
        self.jobs = jobs
        self.runs = []
        self.memory = 0

    @property
    def wall(self):
        return statistics.median(run.wall for run in self.runs)

    @property
    def cpu(self):
        return statistics.median(run.cpu for run in self.runs)

    @property
    def spread(self):
        """How far the runs lie apart: (slowest - fastest) / median."""
        walls = [run.wall for run in self.runs]
        return (max(walls) - min(walls)) / self.wall


def compete(contestants, rounds, place):
    """Runs them all in turn, `rounds` times; `place` gives the folder of a run."""
    for _ in range(rounds):
        for contestant in contestants:
            folder = place()
            os.sync()
            contestant.runs.append(Run(contestant.command, folder))
    for contestant in contestants:
        statuses = {run.status for run in contestant.runs}
        if len(statuses) != 1:
            raise SystemExit(f"{contestant.name}: exit status changes: {statuses}")

# SPDX-License-Identifier: MIT
"""Kills kiln at random moments.  After SIGKILL: every .pyc at its place is whole,
no worker outlives kiln by a second, a rerun repairs everything.  After SIGINT and
SIGTERM besides: no temporary is left."""
import argparse
import os
import random
import signal
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
sys.dont_write_bytecode = True

import interpreters
import tap
import tree
import trees
from scene import Scene, gone_within

FILES = 12


def fill(t):
    """Every third file has a stale .pyc, every third none, every third a fresh one."""
    for number in range(FILES):
        path = f"t/p{number % 3}/m{number:02}.py"
        t.file(path, f"number = {number}\n" + trees.MODULE * (1 + number % 5))
        if number % 3:
            t.pyc(path, "mtime" if number % 3 == 1 else "fresh")


# Arguments of a run; each has its own way of publishing.
WAYS = [["-q", "t"], ["-q", "-j2", "t"], ["-q", "-f", "-j2", "t"],
        ["-q", "-j2", "-f", "-b", "t"],
        ["-q", "-j2", "-f", "--invalidation-mode", "unchecked-hash", "t"]]
LINKED = ["-q", "-j2", "-f", "-o", "0", "-o", "1", "-o", "2", "--hardlink-dupes", "t"]


class Arena:
    """One tree that is killed over and over, and what may be found in it."""

    def __init__(self, python, place, words):
        self.words = words
        self.scene = Scene(python, fill, place)
        self.planted = {path: entry.body for path, entry in self.scene.pycs().items()}
        output, snapshot = self.scene.reference(*words)
        assert output.code == 0, output.out
        self.expected = {path: entry.body for path, entry in snapshot.items()
                         if path.endswith(b".pyc")}
        self.links = {path: entry.links for path, entry in snapshot.items()
                      if path in self.expected}
        began = time.monotonic()
        self.scene.kiln(*words)
        self.length = time.monotonic() - began

    def reset(self):
        """Back to the state before any run."""
        self.scene.drop_caches()
        for path in self.scene.pycs():
            os.unlink(os.path.join(os.fsencode(self.scene.root), path))
        for path in self.temporaries():
            os.unlink(os.path.join(os.fsencode(self.scene.root), path))
        for path, body in self.planted.items():
            full = os.path.join(os.fsencode(self.scene.root), path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "wb") as out:
                out.write(body)

    def temporaries(self):
        return [path for path in tree.snapshot(self.scene.root)
                if b".pyc." in path]

    def torn(self):
        """.pyc files that are neither whole and right nor what was there before."""
        return [tree.show(path) for path, entry in self.scene.pycs().items()
                if entry.body not in (self.expected.get(path), self.planted.get(path))]

    def kill(self, number, marker):
        """Starts kiln, sends the signal after a random while: exit code."""
        name, value = marker.split("=")
        process = self.scene.start(self.words, env={name: value})
        time.sleep(random.uniform(0, self.length * 1.1))
        if process.poll() is None:
            process.send_signal(number)
        try:
            process.communicate(timeout=10)
        except Exception:
            process.kill()
            process.communicate()
            return "does not end"
        return process.returncode

    def repaired(self):
        """A rerun: complaints about what it leaves."""
        output = self.scene.kiln(*self.words)
        have = {path: entry for path, entry in self.scene.pycs().items()}
        wrong = [tree.show(path) for path, body in self.expected.items()
                 if path not in have or have[path].body != body
                 or have[path].links != self.links[path]]
        if output.code or output.out or output.err:
            wrong.append(f"exit {output.code}: {output.out!r} {output.err!r}")
        return wrong


class Tally:
    """What went wrong in many kills, by kind; a few examples of each."""

    def __init__(self):
        self.kinds = {}
        self.hits = 0
        self.temporaries = 0

    def add(self, kind, what):
        if what:
            self.kinds.setdefault(kind, []).append(what)

    def report(self, report, kind, name):
        seen = self.kinds.get(kind, [])
        report.ok(not seen, name, [f"{len(seen)} times"] + [repr(it) for it in seen[:5]])


def kill_often(report, python, place, number, count):
    name = signal.Signals(number).name
    ways = WAYS + ([LINKED] if python.version >= (3, 9) else [])
    arenas = [Arena(python, place, words) for words in ways]
    tally = Tally()
    for turn in range(count):
        arena = arenas[turn % len(arenas)]
        arena.reset()
        marker = f"KILN_KILL_MARK={os.getpid()}.{number}.{turn}"
        code = arena.kill(number, marker)
        tally.hits += code != 0
        if code not in (0, 1, -number, 128 + number):
            tally.add("exit", code)
        tally.add("torn", arena.torn())
        tally.add("orphan", gone_within(marker, 1))
        left = arena.temporaries()
        tally.temporaries += bool(left)
        if number != signal.SIGKILL:
            tally.add("temporary", left)
        tally.add("repair", arena.repaired())
    report.note(f"{name}: {count} runs, {tally.hits} of them hit before the end, "
                f"{tally.temporaries} left a temporary")
    tally.report(report, "exit", f"{name}: ends with a sensible exit code")
    tally.report(report, "torn", f"{name}: no .pyc is torn in {count} runs")
    tally.report(report, "orphan", f"{name}: no process is left after a second")
    tally.report(report, "repair", f"{name}: a rerun repairs everything")
    if number != signal.SIGKILL:
        tally.report(report, "temporary", f"{name}: no temporary is left")
    report.ok(tally.hits >= count // 4, f"{name}: enough runs were hit", str(tally.hits))
    for arena in arenas:
        arena.scene.remove()


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100, help="how many SIGKILLs")
    interpreters.add_option(parser)
    parser.add_argument("--seed", type=int, help="of the random moments")
    return parser.parse_args()


def main():
    options = arguments()
    found = interpreters.select(options)
    report = tap.Tap()
    seed = options.seed if options.seed is not None else random.randrange(10**6)
    report.note(f"{found[-1].full}, --seed {seed}")
    random.seed(seed)
    with tempfile.TemporaryDirectory(prefix="kiln-kill-") as place:
        kill_often(report, found[-1], place, signal.SIGKILL, options.count)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            kill_often(report, found[-1], place, number, max(10, options.count // 5))
    report.done()


if __name__ == "__main__":
    main()

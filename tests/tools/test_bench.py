# SPDX-License-Identifier: MIT
"""bench/: the floor does the work that it stands for, the measuring sees all
processes of a run, the table and the plot say what was measured."""

import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

import tree
import tap

sys.path.insert(0, os.path.join(tree.ROOT, "bench"))
import contest  # noqa: E402
import report  # noqa: E402

FLOOR = os.path.join(os.path.dirname(os.environ["KILN"]), "bench", "floor")
FILES = {"lib/a.py": "a = 1\n", "lib/sub/b.py": "b = 22\n", "lib/sub/c.txt": "no\n",
         "lib/sub/deeper/d.py": "", "lib/__pycache__/a.t.pyc": "0123456789abcdefTAIL"}
SIZES = "300000 a.py\n5 sub/b.py\n"


def floor(root, *arguments):
    done = subprocess.run([FLOOR, *arguments, "lib", "t"], cwd=root, encoding="utf-8",
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.stdout, done.returncode


def test_floor(t, threads):
    with tree.Tree(FILES) as root:
        t.equal(floor(root, "-j", threads), ("3 directories, 3 files, 16 bytes\n", 0),
                f"floor reads sources' directories and headers, -j{threads}")
        tree.write_tree(root, {"sizes": SIZES})
        t.equal(floor(root, "-j", threads, "-w", "sizes"),
                ("3 directories, 3 files, 13 bytes\n", 0),
                f"floor reads the sources, -j{threads}")
        pycs = {}
        for folder, _, names in os.walk(root):
            for name in names:
                if ".pyc" in name:
                    pycs[name] = os.path.getsize(os.path.join(folder, name))
        t.equal(pycs, {"a.t.pyc": 300000, "b.t.pyc": 5},
                f"floor writes files of the right sizes and no more, -j{threads}")


BUSY = """
import os, time
if os.fork() == 0:
    block = bytearray(b"x" * 40_000_000)
    begin = time.process_time()
    while time.process_time() - begin < 0.3:
        pass
"""


def test_contest(t):
    contest.adopt_orphans()
    command = [sys.executable, "-I", "-S", "-c", BUSY]
    run = contest.Run(command, "/")
    t.ok(run.cpu >= 0.3, "a run includes what its orphans use", str(run.cpu))
    wait = BUSY + "    os._exit(0)\nos.wait()\n"
    peak = contest.peak_memory([sys.executable, "-I", "-S", "-c", wait], lambda: "/")
    t.ok(40e6 < peak < 120e6, "memory is that of all processes", str(peak))
    with tempfile.TemporaryDirectory() as folder:
        tree.write_tree(folder, FILES)
        with contest.Copies(os.path.join(folder, "copies")) as copies:
            first, second = (copies.copy(os.path.join(folder, "lib")) for _ in "ab")
            t.ok(first != second and os.path.exists(second + "/lib/sub/b.py"),
                 "every copy is a new one")
            t.equal(os.stat(second + "/lib/a.py").st_mtime_ns,
                    os.stat(folder + "/lib/a.py").st_mtime_ns, "a copy keeps its times")
        t.ok(not os.path.exists(first), "copies are removed at the end")


class FakeRun:
    def __init__(self, wall):
        self.wall, self.cpu = wall, wall * 2


def fake_player(name, jobs, walls):
    player = contest.Contestant(name, [], jobs)
    player.runs = [FakeRun(wall) for wall in walls]
    player.memory = 3 * 2**20
    return player


class NothingAlone:
    """The table of the compiler without files, which has its own test."""
    @staticmethod
    def table():
        return ""


def fake_block():
    def line(title, jobs, slow, fast, least):
        walls = {"compileall": slow, "kiln": fast, "floor": least,
                 "interpreter": slow}
        return report.Line(title, jobs, {name: fake_player(name, jobs, [w, w * 3, w / 2])
                                         for name, w in walls.items()})
    return report.Block("CPython <3.14>", 1790, 31_500_000, (1773, 2), 0.0114, [
        line("all", 1, 7.0, 3.5, 0.1), line("all", 2, 4.0, 2.0, 0.05),
        line("one", 1, 0.06, 0.005, 0.004)], NothingAlone)


def test_report(t):
    class Options:
        rounds = 5
    text = report.table("kiln 1", "a machine", Options, [fake_block()])
    rows = [line for line in text.splitlines() if line.startswith("| all")
            or line.startswith("| one")]
    t.equal(rows[0], "| all | -j1 | 7.00 s | 3.50 s | **2.00 ×** | 14.0 s | 7.00 s | "
                     "100 ms | 35.0 × | 7.00 s | 3 MiB | 3 MiB | ±125% |", "a row of the table")
    t.equal(rows[2].split(" | ")[2:5], ["60.0 ms", "5.00 ms", "**12.0 ×**"],
            "medians, in the unit that suits them")
    columns = {line.count("|") for line in text.splitlines() if line.startswith("|")}
    t.equal(len(columns), 1, "all rows have as many columns")
    t.ok("but for 2 in which" in text, "what differs is said")
    svg = report.plot([fake_block()])
    root = xml.etree.ElementTree.fromstring(svg)
    bars = root.findall("{http://www.w3.org/2000/svg}rect")
    t.equal(len(bars), 5 + 3, "the plot is XML, with a bar for everything")
    widths = [float(bar.get("width")) for bar in bars]
    t.ok(abs(widths[0] / widths[2] - 2) < 0.01 and widths[0] == widths[5],
         "bars are as long as their times", str(widths))


t = tap.Tap()
if os.path.exists(FLOOR):
    test_floor(t, "1")
    test_floor(t, "2")
else:
    t.ok(False, "bench/floor was built", FLOOR)
test_contest(t)
test_report(t)
t.done()

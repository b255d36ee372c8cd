# SPDX-License-Identifier: MIT
"""tools/sum-tests: counts what tests say, and takes no bad end for a good one.
The last tests run it behind a real `meson test`."""

import json
import os
import re
import shutil
import subprocess
import tempfile

import tree
import tap


def entry(stdout="", result="OK", returncode=0, name="a test"):
    return {"name": name, "stdout": stdout, "result": result, "returncode": returncode}


# (programs, exit status of `meson test`, last line, exit status)
CASES = [
    ("all is well", [entry("ok 1 - a\nok 2 - b\n1..2\n")], 0,
     "2 passed, 0 failed, 0 skipped", 0),
    ("two programs", [entry("1..1\nok 1 - a\n"), entry("1..1\nok 1 - a\n")], 0,
     "2 passed, 0 failed, 0 skipped", 0),
    ("one result fails", [entry("1..2\nok 1 - a\nnot ok 2 - b\n", "FAIL", 1)], 1,
     "1 passed, 1 failed, 0 skipped", 1),
    ("it fails, and Meson did not notice", [entry("1..1\nnot ok 1 - b\n")], 0,
     "0 passed, 1 failed, 0 skipped", 1),
    ("a skipped result", [entry("ok 1 - a # SKIP no disk\nok 2\n1..2\n")], 0,
     "1 passed, 0 failed, 1 skipped", 0),
    ("a name with a number sign", [entry("ok 1 - a \\# skip\n1..1\n")], 0,
     "1 passed, 0 failed, 0 skipped", 0),
    ("a skipped program", [entry("1..0 # SKIP no disk\n", "SKIP")], 0,
     "0 passed, 0 failed, 1 skipped", 0),
    ("a program without TAP", [entry("hello\n")], 0, "1 passed, 0 failed, 0 skipped", 0),
    ("a silent program that fails", [entry("", "FAIL", 1)], 1,
     "0 passed, 1 failed, 0 skipped", 1),
    ("a silent crash", [entry("", "FAIL", -11)], 1, "0 passed, 1 failed, 0 skipped", 1),
    ("a crash before the plan", [entry("ok 1 - a\n", "FAIL", -11)], 1,
     "1 passed, 1 failed, 0 skipped", 1),
    ("no plan, all else well", [entry("ok 1 - a\n")], 0,
     "1 passed, 1 failed, 0 skipped", 1),
    ("a crash after the plan", [entry("1..3\nok 1 - a\n", "FAIL", -6)], 1,
     "1 passed, 1 failed, 0 skipped", 1),
    ("a crash at the very end", [entry("1..1\nok 1 - a\n", "FAIL", -11)], 1,
     "1 passed, 1 failed, 0 skipped", 1),
    ("more results than planned", [entry("1..1\nok 1\nok 2\n")], 0,
     "2 passed, 1 failed, 0 skipped", 1),
    ("a bail-out", [entry("1..0\nBail out! no memory\n", "ERROR", 1)], 1,
     "0 passed, 1 failed, 1 skipped", 1),
    ("a timeout", [entry("ok 1 - a\n1..1\n", "TIMEOUT", -15)], 1,
     "1 passed, 1 failed, 0 skipped", 1),
    ("no test ran", [], 0, "0 passed, 1 failed, 0 skipped", 1),
    ("meson test itself failed", [entry("ok 1\n1..1\n")], 2,
     "1 passed, 1 failed, 0 skipped", 1),
]


def sum_up(folder, entries, status):
    path = os.path.join(folder, "testlog.json")
    with open(path, "w", encoding="utf-8") as log:
        for one in entries:
            log.write(json.dumps(one) + "\n")
    return tree.tool("tools/sum-tests", path, str(status))


SUMMARY = re.compile(r"\d+ passed, ")
MESON = """project('few')
python = find_program('python3')
test('good', python, protocol: 'tap', args: files('good.py'))
"""
CRASH = """test('crash', python, protocol: 'tap', args: files('crash.py'))
"""
GOOD = "print('1..2')\nprint('ok 1 - a')\nprint('ok 2 - b # SKIP c')\n"
DIES = "import os\nprint('ok 1 - a', flush=True)\nos.abort()\n"


def run_meson(extra):
    """The last line and the exit status behind a real run of Meson."""
    with tree.Tree({"meson.build": MESON + extra, "good.py": GOOD,
                    "crash.py": DIES}) as root:
        build = os.path.join(root, "build")
        subprocess.run(["meson", "setup", build, root], check=True, capture_output=True)
        done = subprocess.run(["meson", "test", "-C", build], capture_output=True)
        output, status = tree.tool(
            "tools/sum-tests", os.path.join(build, "meson-logs", "testlog.json"),
            str(done.returncode))
    return output.splitlines()[-1], status


t = tap.Tap()
with tempfile.TemporaryDirectory(prefix="kiln-sum-") as folder:
    for name, entries, status, line, expected in CASES:
        output, got = sum_up(folder, entries, status)
        lines = output.splitlines()
        t.equal((lines[-1], got, sum(bool(SUMMARY.match(one)) for one in lines)),
                (line, expected, 1), name)
    output, got = tree.tool("tools/sum-tests", os.path.join(folder, "none"), "0")
    t.equal((output.splitlines()[-1], got), ("0 passed, 1 failed, 0 skipped", 1),
            "no log")
    output, got = sum_up(folder, [entry("not ok 1 - why\n# because\n1..1\n", "FAIL", 1,
                                        name="sad"), entry("1..1\nok 1\n", name="glad")], 1)
    t.ok("sad" in output and "# because" in output and "glad" not in output,
         "shows the output of what failed, and of nothing else", output)
if shutil.which("meson"):
    t.equal(run_meson(""), ("1 passed, 0 failed, 1 skipped", 0), "behind a good run")
    t.equal(run_meson(CRASH), ("2 passed, 1 failed, 1 skipped", 1), "behind a crash")
else:
    t.skip("behind a real run", "no meson on PATH")
t.done()

# SPDX-License-Identifier: MIT
"""Makes system calls of the whole program fail, each in turn (a sample of them
by default), with strace's fault injection; the interpreters are left alone.

Whatever fails: kiln ends, by itself and not by a signal; no .pyc is torn; no
temporary and no process is left; success is claimed only for a whole tree.
Interrupted calls (EINTR) must not show at all."""
import argparse
import collections
import concurrent.futures
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(HERE, ".."), os.path.join(HERE, "..", "parity")]
sys.dont_write_bytecode = True

import interpreters
import tap
import trees
from scene import Scene, gone_within

# Each with the errors that it may really give.  A time limit ends what hangs.
FAULTS = {
    "openat": ["EIO", "EMFILE", "EACCES"], "read": ["EIO"],
    "write": ["EIO", "ENOSPC", "EDQUOT"],
    "writev": ["EIO"], "pwrite64": ["EIO"], "pread64": ["EIO"], "close": ["EIO"],
    "fstat": ["EIO"], "newfstatat": ["EIO", "EACCES"], "statx": ["EIO"],
    "lstat": ["EIO"], "stat": ["EIO"], "getdents64": ["EIO"], "fchmod": ["EPERM"],
    "rename": ["EIO", "EACCES"], "renameat": ["EIO"], "renameat2": ["EIO"],
    "mkdir": ["EACCES", "ENOSPC", "EDQUOT"], "mkdirat": ["EACCES"], "unlink": ["EIO"],
    "unlinkat": ["EIO"], "link": ["EPERM", "EMLINK"], "linkat": ["EPERM"],
    "mmap": ["ENOMEM"], "mprotect": ["ENOMEM"], "clone": ["EAGAIN"],
    "clone3": ["EAGAIN", "ENOMEM"], "vfork": ["EAGAIN"], "fork": ["EAGAIN"],
    "pipe2": ["EMFILE"], "socketpair": ["EMFILE"], "eventfd2": ["EMFILE"],
    "fcntl": ["EINVAL"], "dup2": ["EMFILE"], "dup3": ["EMFILE"], "execve": ["ENOENT"],
    "poll": ["ENOMEM"], "ppoll": ["ENOMEM"], "recvfrom": ["ECONNRESET"],
    "recvmsg": ["ECONNRESET"], "sendto": ["EPIPE"], "sendmsg": ["EPIPE"],
    "getcwd": ["ENOENT"], "readlink": ["EIO"], "readlinkat": ["EIO"], "lseek": ["EIO"],
    "sched_getaffinity": ["EINVAL"], "rt_sigaction": ["EINVAL"], "prctl": ["EINVAL"],
    "getrandom": ["ENOSYS"], "sysinfo": ["EINVAL"], "prlimit64": ["EPERM"],
}
INTERRUPTIBLE = ["openat", "read", "write", "writev", "poll", "ppoll", "recvfrom",
                 "recvmsg", "sendto", "sendmsg", "wait4", "waitid"]

# Made by the loader as well, so that the first ones of the other threads escape a
# count: those that concern the tree are failed once more by themselves.
ON_THE_TREE = ["openat", "read", "close", "fstat", "newfstatat", "getdents64"]

# Where failing means that kiln sees no file there, as compileall would not.
HIDES_FILES = {"newfstatat", "statx", "stat", "lstat"}
# Where the failing call is the one that would remove the temporary, or kill it.
KEEPS_TEMPORARIES = {"unlink", "unlinkat"}


def fill(t):
    t.file("t/a.py", trees.MODULE)
    t.file("t/sub/b.py", "b = 1\n")
    t.file("t/sub/stale.py", "stale = 1\n")
    t.pyc("t/sub/stale.py", "mtime")
    t.file("t/sub/long.py", trees.MODULE * 20)


def words_of(python):
    several = ["-o", "0", "-o", "1", "--hardlink-dupes"] if python.version >= (3, 9) else []
    return ["-j2", *several, "t"]


LINE = re.compile(r"(?P<thread>\d+) +(?P<call>\w+)\((?P<rest>.*)")


class Trial:
    """One place in which runs with a fault are made, one after the other."""

    def __init__(self, python, place):
        self.python, self.words = python, words_of(python)
        self.place = place
        self.scene = Scene(python, fill, place)
        self.output, self.expected = self.scene.reference(*self.words)

    def fresh(self):
        scene = Scene(self.python, fill, self.place)
        scene.sources = {path for path in scene.sources if not path.endswith(b".pyc")}
        return scene

    def trace(self, scene, options, marker):
        command = ["strace", "-f", "-b", "execve", "-qq", *options, os.environ["KILN"],
                   "--python", self.python.path, *self.words]
        name, value = marker.split("=")
        process = subprocess.Popen(
            command, cwd=scene.root, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env=interpreters.plain_environment(**{name: value}))
        try:
            out, err = process.communicate(timeout=30)
        except subprocess.TimeoutExpired:
            process.terminate()
            out, err = process.communicate()
            return "hangs", out.decode(), err.decode()
        return process.returncode, out.decode(), err.decode()

    def calls(self):
        """{system call: (first, last)}: the number of its first call that is not the
        loader's, and how often the busiest thread makes it.  Also notes what a run
        without faults says."""
        scene, log = self.fresh(), os.path.join(self.place, "log")
        _, self.said, _ = self.trace(scene, ["-o", log], "KILN_FAULT_MARK=0")
        with open(log, encoding="utf-8", errors="replace") as opened:
            lines = [match for match in map(LINE.match, opened) if match]
        main = [line for line in lines if line["thread"] == lines[0]["thread"]]
        library = max(n for n, line in enumerate(main) if ".so" in line["rest"])
        loaded = next(n for n, line in enumerate(main)
                      if n > library and line["call"] == "munmap")
        first = collections.Counter(line["call"] for line in main[:loaded + 1])
        counts = collections.Counter((line["thread"], line["call"]) for line in lines)
        most = {}
        for (_, call), count in counts.items():
            most[call] = (first[call] + 1, max(count, most.get(call, (0, 0))[1]))
        return most

    def paths(self):
        """Arguments by which strace looks at calls on files of the tree only."""
        names = {os.fsdecode(path) for path in self.expected} | {"t"}
        return [word for name in sorted(names) for word in ("-P", name)]

    def fail(self, call, error, when):
        """Complaints about a run in which one call, or some, fail."""
        marker = f"KILN_FAULT_MARK={os.getpid()}.{call}.{error}.{when}"
        scene = self.fresh()
        options = ["-o", "/dev/null", "-e", f"trace={call}",
                   "-e", f"inject={call}:error={error}:when={when}"]
        if when.startswith("tree "):
            options = [word.replace("tree ", "") for word in options] + self.paths()
        code, out, err = self.trace(scene, options, marker)
        wrong = self.judge(scene, call, error, code, out, err)
        left = gone_within(marker, 1)
        if left:
            wrong.append(f"processes left: {left}")
        scene.remove()
        return wrong

    def judge(self, scene, call, error, code, out, err):
        wrong = []
        if code == "hangs" or code < 0 or code in (134, 139):
            wrong.append(f"ends badly: {code}")
        planted = scene.builder.cache("t/sub/stale.py").encode()
        torn = [name for name in scene.torn(self.expected)
                if name != repr(planted.decode()) or not self.is_planted(scene, planted)]
        if torn:
            wrong.append(f"torn: {torn}")
        if scene.leftovers() and call not in KEEPS_TEMPORARIES:
            wrong.append(f"left: {scene.leftovers()}")
        missing = scene.missing(self.expected)
        told = "Can't list" in out or call in HIDES_FILES
        if code == 0 and (missing or torn) and not told:
            wrong.append(f"claims success: missing {missing}")
        if error == "EINTR" and (code, out) != (0, self.said):
            wrong.append(f"is disturbed: {code} {out[-300:]!r} {err[-300:]!r}")
        if code not in (0, "hangs") and not err.strip() and "*** " not in out:
            wrong.append(f"says nothing: {code} {out[-200:]!r}")
        return wrong

    def is_planted(self, scene, path):
        return scene.pycs()[path].body.endswith(b"body that is no code")


def sample(first, last, most):
    """`most` of the numbers from first to last, evenly, both among them."""
    if last - first < most:
        return range(first, last + 1)
    if most == 1:
        return [first]
    return sorted({first + round(k * (last - first) / (most - 1)) for k in range(most)})


def plan(calls, options):
    """(call, error, when) for every run to make."""
    most = 10**6 if options.all else options.sample
    for call, (first, last) in calls.items():
        if options.only and options.only != call:
            continue
        errors = FAULTS.get(call, [])
        for error in errors if options.all else errors[:1]:
            for when in sample(first, last, most):
                yield call, error, str(when)
        if call in ON_THE_TREE:
            for error in errors if options.all else errors[:1]:
                for when in sample(1, last if options.all else 8, most):
                    yield call, error, f"tree {when}"
        if call in INTERRUPTIBLE:
            for when in (f"{first}", f"{first}+3", f"{first + 1}+2"):
                yield call, "EINTR", when


def usable():
    """Whether strace is here, may trace, and can leave programs alone at execve."""
    if not shutil.which("strace"):
        return False
    done = subprocess.run(["strace", "-f", "-b", "execve", "-qq", "-o", "/dev/null", "-e",
                           "inject=chdir:error=EIO:when=1", "true"], capture_output=True)
    return done.returncode == 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="every call, every error")
    parser.add_argument("--sample", type=int, default=5, help="of each system call")
    parser.add_argument("--only", help="this system call")
    interpreters.add_option(parser)
    parser.add_argument("--jobs", type=int, default=2)
    return parser.parse_args()


def main():
    options = arguments()
    if os.environ.get("ASAN_OPTIONS") or not usable():
        tap.skip_all("needs strace 5.19 or later that may trace here, and no sanitizer")
    found = interpreters.select(options)
    report = tap.Tap()
    with tempfile.TemporaryDirectory(prefix="kiln-fault-") as place:
        trial = Trial(found[-1], place)
        calls = trial.calls()
        runs = list(plan(calls, options))
        report.note(f"{found[-1].full}: {len(runs)} runs, each with a fault")
        by_fault = collections.OrderedDict()
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            for run, wrong in zip(runs, pool.map(lambda it: trial.fail(*it), runs)):
                notes = by_fault.setdefault(run[:2], [0])
                notes[0] += 1
                notes += [f"at {run[2]}: {line}" for line in wrong]
        for (call, error), notes in by_fault.items():
            report.ok(len(notes) == 1, f"{call} fails with {error}, {notes[0]} times",
                      notes[1:20])
        trial.scene.remove()
    report.ok(bool(runs), "there is something to fail")
    report.done()


if __name__ == "__main__":
    main()

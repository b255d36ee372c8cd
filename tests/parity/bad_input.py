# SPDX-License-Identifier: MIT
"""Bad input and bad luck: kiln says what compileall says, compiles every other
file, tears nothing and leaves no temporary."""
import argparse
import os
import re
import resource
import shutil
import signal
import socket
import stat
import struct
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
sys.dont_write_bytecode = True

import interpreters
import matrix
import rules
import tap
import tree
import trees
from scene import Scene, gone_within

TESTS = []


def test(function):
    TESTS.append(function)
    return function


class Room:
    """What a test is handed."""

    def __init__(self, report, python, place, name):
        self.report, self.python, self.place, self.name = report, python, place, name
        self.scenes = []

    def scene(self, fill):
        self.scenes.append(Scene(self.python, fill, self.place))
        return self.scenes[-1]

    def ok(self, passed, what, notes=()):
        return self.report.ok(passed, f"{self.name}: {what}", notes)

    def skip(self, why):
        self.report.skip(self.name, why)

    def outcome(self, output, code, *words):
        """The exit code, and words that must be in what was printed."""
        said = output.out + output.err
        self.ok(output.code == code and all(word in said for word in words),
                "exit code and message",
                [f"exit {output.code}, not {code}; wanted {words!r}", said[:1500]])

    def intact(self, scene, expected, but=()):
        torn, left = scene.torn(expected), scene.leftovers()
        missing = scene.missing(expected, but)
        self.ok(not torn, "nothing is torn", torn)
        self.ok(not missing, "every other file is compiled", missing)
        self.ok(not left, "no temporary is left", left)

    def like_compileall(self, fill, *words, but=(), code=None, **how):
        """Same output, exit code and tree as compileall, live."""
        scene = self.scene(fill)
        want, expected = scene.reference(*words, **how)
        got = scene.kiln(*words, **how)
        rules.normalize(want, False)
        rules.normalize(got, False)
        self.ok((want.out, want.err, want.code) == (got.out, got.err, got.code),
                "says what compileall says",
                [f"compileall: {want.code} {want.out!r} {want.err!r}",
                 f"kiln:       {got.code} {got.out!r} {got.err!r}"])
        if code is not None:
            self.ok(got.code == code, f"exits with {code}", str(got.code))
        differs = tree.differences(expected, tree.snapshot(scene.root))
        self.ok(not differs, "leaves what compileall leaves", differs[:10])
        left = scene.leftovers()
        self.ok(not left, "no temporary is left", left)
        return got


# Files and directories.


@test
def unreadable_directory_and_file(room):
    room.like_compileall(trees.forbidden, "closed", code=1)


@test
def unreadable_file_alone(room):
    got = room.like_compileall(trees.forbidden, "closed/b.py", "closed/c.py", code=1)
    room.ok("*** PermissionError: [Errno 13] Permission denied: 'closed/b.py'" in got.out,
            "the message names the file", got.out)


@test
def no_permission_on_the_target(room):
    def fill(t):
        t.file("t/a.py", "a = 1\n")
        t.directory("t/__pycache__", 0o555)
        t.file("t/sub/b.py", "b = 1\n")
    got = room.like_compileall(fill, "t", code=1)
    room.ok("Permission denied" in got.out, "the message tells why", got.out)


@test
def vanished_file_in_a_list(room):
    def fill(t):
        t.file("t/a.py", "a = 1\n")
        t.file("names", "t/a.py\nt/gone.py\n")
    room.like_compileall(fill, "-i", "names", code=0)


@test
def file_that_vanishes_meanwhile(room):
    scene = room.scene(small)
    _, expected = scene.reference("t")
    wrapper = launcher(room, 'rm -f t/m1.py t/m2.py')
    got = scene.kiln("t", python=wrapper)
    room.ok(got.code in (0, 1) and not got.err, "ends as it should",
            f"{got.code} {got.out!r} {got.err!r}")
    room.ok((got.code == 1) == ("FileNotFoundError: [Errno 2]" in got.out),
            "fails only with a message", got.out)
    room.intact(scene, expected, but=("m1", "m2"))


@test
def read_only_file_system(room):
    mounted(room, "size=1m", lambda scene: remount(scene), small,
            "Read-only file system", every_file_fails=True)


@test
def full_disk(room):
    def fill_up(scene):
        with open(os.path.join(scene.root, "filler"), "wb", buffering=0) as out:
            try:
                while True:
                    out.write(bytes(4096))
            except OSError:
                pass
        scene.sources.add(b"filler")
        # Room for the directory, the temporary's name and nothing in it.
        os.makedirs(os.path.join(scene.root, "t/__pycache__"), exist_ok=True)
    mounted(room, "size=256k", fill_up, small, "[Errno 28] No space left on device",
            every_file_fails=True)


@test
def nearly_full_disk(room):
    def big(t):
        for number in range(8):
            t.file(f"t/m{number}.py", "\n".join(
                f"name_{number}_{n} = 'text {n}'" for n in range(700)))
    mounted(room, "size=256k", lambda scene: None, big,
            "[Errno 28] No space left on device", every_file_fails=False)


@test
def no_inode_left(room):
    mounted(room, "size=1m,nr_inodes=14", lambda scene: None, small,
            "[Errno 28] No space left on device", every_file_fails=False)


@test
def file_size_limit(room):
    scene = room.scene(lambda t: [t.file("t/big.py", trees.MODULE * 10),
                                  t.file("t/tiny.py", "x = 1\n")])
    _, expected = scene.reference("t")
    got = scene.kiln("t", preexec_fn=lambda: resource.setrlimit(
        resource.RLIMIT_FSIZE, (600, 600)))
    room.outcome(got, 1, "*** OSError: [Errno 27] File too large")
    room.intact(scene, expected, but=("big",))


@test
def quota(room):
    """No file system with quotas is at hand: strace gives the kernel's answer.  A
    write() that is refused is for the driver's own test: here it would also be
    the one that prints."""
    if not shutil.which("strace") or os.environ.get("ASAN_OPTIONS"):
        room.skip("needs strace, and no sanitizer")
        return

    def fill(t):
        t.file("t/a.py", "a = 1\n")
        t.file("t/sub/b.py", "b = 1\n")
    for call in "mkdir", "rename":
        traced = ["strace", "-f", "-b", "execve", "-qq", "-o", "/dev/null", "-e",
                  f"inject={call}:error=EDQUOT"]
        scene = room.scene(fill)
        want, _ = scene.reference("t", before=traced)
        if want.code == 0:
            room.skip("strace cannot follow this interpreter")
            return
        got = scene.kiln("t", before=traced)
        said = [re.sub(r"\.pyc\.\d+", ".pyc.N", output.out) for output in (want, got)]
        room.ok(said[0] == said[1] and want.code == got.code == 1,
                f"{call}: says what compileall says",
                [f"compileall: {want.code} {want.out!r}", f"kiln: {got.code} {got.out!r}"])
        room.ok("[Errno 122] Disk quota exceeded" in got.out, f"{call}: says why", got.out)
        room.ok(not scene.leftovers(), f"{call}: no temporary is left", scene.leftovers())


@test
def symlink_loops(room):
    def fill(t):
        trees.loop(t)
        t.link("ring/up", "..")
        t.link("ring/self", "self")
    room.like_compileall(fill, "ring", code=0)
    scene = room.scene(fill)
    _, expected = scene.reference("ring")
    if room.python.version >= (3, 9):
        got = scene.kiln("-e", ".", "ring")
        room.outcome(got, 0, "Compiling 'ring/e.py'...")
        room.intact(scene, expected)


@test
def special_files_named_py(room):
    def fill(t):
        t.file("t/a.py", "a = 1\n")
        t.fifo("t/fifo.py")
        t.link("t/null.py", "/dev/null")
        t.link("t/endless.py", "/dev/zero")
        with socket.socket(socket.AF_UNIX) as plug:
            here = os.getcwd()
            os.chdir(t.root)
            plug.bind("t/socket.py")
            os.chdir(here)
        if os.geteuid() == 0:
            os.mknod(t.at("t/device.py"), stat.S_IFCHR | 0o644, os.makedev(1, 5))
        t.file("t/z.py", "z = 1\n")
    room.like_compileall(fill, "t", "t/fifo.py", "t/endless.py", code=0)


@test
def odd_places(room):
    def fill(t):
        t.file("t/x.py/inside.py", "x = 1\n")
        t.file("t/.py", "x = 1\n")
        t.file("t/empty.py", "")
        t.file("t/sub/__pycache__", "a file\n")
        t.file("t/sub/a.py", "a = 1\n")
        t.file("t/z.py", "z = 1\n")
    got = room.like_compileall(fill, "t", code=1)
    room.ok("*** NotADirectoryError: [Errno 20] Not a directory" in got.out,
            "a plain file named __pycache__ is told", got.out)


@test
def names(room):
    room.like_compileall(trees.names, "odd", code=1)


@test
def targets_that_are_no_files(room):
    got = room.like_compileall(trees.targets, "-f", "spot", code=1)
    room.ok("is a symlink and will be changed into a regular file" in got.out,
            "a symlink is refused", got.out)


@test
def fifo_for_a_target(room):
    scene = room.scene(trees.fifo_target)
    got = scene.kiln("spot", timeout=20)
    room.outcome(got, 1, "is a non-regular file and will be changed into a regular one")
    room.ok(not scene.leftovers(), "no temporary is left", scene.leftovers())


@test
def syntax_errors_of_all_kinds(room):
    room.like_compileall(trees.errors, "bad", code=1)


@test
def far_times(room):
    if room.python.version >= (3, 9):
        return room.like_compileall(trees.times, "time", code=0)
    # Times of 2**31 and later end 3.8's compileall in a struct.error.
    room.like_compileall(trees.old_times, "time", code=0)
    scene = room.scene(trees.times)
    got = scene.kiln("time")
    room.ok(got.code == 0 and len(scene.pycs()) == 10, "later ones compile too", got.out)


@test
def deep_tree(room):
    """Ten thousand directories below each other; paths are at most 4096 bytes."""
    scene = room.scene(lambda t: t.file("d/top.py", "top = 1\n"))
    levels = 10_000
    subprocess.run([sys.executable, "-c", DIG, str(levels)], cwd=scene.root, check=True)
    try:
        got = scene.kiln("-q", "d", timeout=300)
        room.ok(got.code in (0, 1) and "Traceback" not in got.err, "ends as it should",
                f"exit {got.code} {got.out[-500:]!r} {got.err[-500:]!r}")
        for level in (100, 1000, 1900):
            path = "d" + "/d" * level
            pyc = os.path.join(scene.root, scene.builder.cache(f"{path}/at{level}.py"))
            room.ok(os.path.isfile(pyc), f"the file at level {level} is compiled")
        end = os.path.join(scene.root, scene.builder.cache("d/top.py"))
        room.ok(os.path.isfile(end), "the file at the top is compiled")
        room.ok("Can't list" in got.out or got.code == 0,
                "what cannot be reached is told", got.out[-300:])
    finally:
        subprocess.run(["rm", "-rf", os.path.join(scene.root, "d")], check=True)


DIG = """
import os, sys
os.chdir("d")
for level in range(1, int(sys.argv[1]) + 1):
    os.mkdir("d")
    os.chdir("d")
    if level in (100, 1000, 1900, 9999):
        with open("at%d.py" % level, "w") as out:
            out.write("level = %d\\n" % level)
"""


@test
def huge_source(room):
    if not room.slow:
        return room.skip("500 MB of source: only with --slow")
    def fill(t):
        path = t.at("t/huge.py")
        line = b"# " + b"x" * 997 + b"\n"
        with open(path, "wb") as out:
            out.write(b"first = 1\n")
            for _ in range(500):
                out.write(line * 1000)
            out.write(b"last = 2\n")
        os.utime(path, (1_600_000_000, 1_600_000_000))
        t.file("t/small.py", "small = 1\n")
    scene = room.scene(fill)
    want = scene.compileall("t", timeout=1200)
    expected = tree.snapshot(scene.root)
    scene.drop_caches()
    got = scene.kiln("t", timeout=1200)
    room.report.note(f"500 MB: compileall {want.seconds:.1f} s, kiln {got.seconds:.1f} s")
    room.ok((got.code, got.out, got.err) == (want.code, want.out, want.err),
            "says what compileall says", f"{got.code} {got.out[:500]} {got.err[:500]}")
    torn, missing = scene.torn(expected), scene.missing(expected)
    room.ok(not torn and not missing, "bytes as compileall's", torn + missing)


def small(t):
    for number in range(6):
        t.file(f"t/m{number}.py", f"number = {number}\n" + trees.MODULE)


def mounted(room, options, prepare, fill, words, every_file_fails):
    """Runs both in a small file system of their own."""
    if os.geteuid() != 0:
        return room.skip("needs root, to mount a file system")
    results = []
    for command in ("compileall", "kiln"):
        scene = Scene(room.python, lambda t: None, room.place)
        room.scenes.append(scene)
        if subprocess.run(["mount", "-t", "tmpfs", "-o", options, "kiln-test", scene.root],
                          capture_output=True).returncode:
            return room.skip("tmpfs cannot be mounted here")
        try:
            builder = tree.Builder(scene.root, room.python)
            fill(builder)
            scene.sources = set(tree.snapshot(scene.root))
            prepare(scene)
            output = getattr(scene, command)("t")
            results.append((output, scene.leftovers(), scene.pycs()))
        finally:
            subprocess.run(["umount", scene.root], check=True)
    (want, _, _), (got, left, pycs) = results
    room.outcome(got, 1, words)
    if every_file_fails:
        rules.normalize(want, False)
        rules.normalize(got, False)
        room.ok(got.out == want.out, "says what compileall says",
                [want.out[:600], got.out[:600]])
    scene = room.scene(fill)
    _, expected = scene.reference("t")
    torn = [tree.show(path) for path, entry in pycs.items()
            if entry.body != expected[path].body]
    room.ok(not torn, "nothing is torn", torn)
    room.ok(not left, "no temporary is left", left)
    failures = got.out.count("*** ")
    room.ok(failures + len(pycs) == len([p for p in expected if p.endswith(b".pyc")]),
            "every file is compiled or told", got.out[:1000])


def remount(scene):
    subprocess.run(["mount", "-o", "remount,ro", scene.root], check=True)


# Files that change while they are compiled.


def launcher(room, command, code=None):
    """An executable that runs a shell command, then the interpreter; with `code`,
    Python text that is run first in each process."""
    path = tempfile.mktemp(dir=room.place, prefix="python")
    line = f'exec {room.python.path} "$@"'
    if code is not None:
        with open(path + ".hook", "w", encoding="utf-8") as out:
            out.write(code + RUN_AS_GIVEN)
        line = f'exec {room.python.path} -S -B {path}.hook "$@"'
    with open(path, "w", encoding="utf-8") as out:
        out.write(f"#!/bin/sh\n{command}\n{line}\n")
    os.chmod(path, 0o755)
    return path


# The words after -c are the program and its arguments, as Python takes them.
RUN_AS_GIVEN = """
import sys
at = sys.argv.index("-c")
program, sys.argv = sys.argv[at + 1], ["-c"] + sys.argv[at + 2:]
exec(program, {"__name__": "__main__"})
"""


def claims_freshness(scene, source):
    """Whether the .pyc would be taken as fresh at import; its code's names."""
    path = os.path.join(scene.root, scene.builder.cache(source))
    if not os.path.exists(path):
        return False, None
    info = os.stat(os.path.join(scene.root, source))
    with open(path, "rb") as opened:
        data = opened.read()
    fields = struct.unpack("<LLL", data[4:16])
    fresh = fields == (0, int(info.st_mtime) & 0xFFFFFFFF, info.st_size)
    return fresh, data


@test
def changed_while_compiling(room):
    scene = room.scene(lambda t: t.file("t/a.py", "before = 1\n"))
    wrapper = launcher(room, 'echo "after_and_longer = 2" > t/a.py')
    got = scene.kiln("t", python=wrapper)
    fresh, data = claims_freshness(scene, "t/a.py")
    room.ok(not fresh or b"after_and_longer" in data, "the .pyc does not claim freshness",
            [repr(data), got.out])
    room.ok(got.code == 0 or data is None, "and the exit code tells", got.out)
    room.ok(not scene.leftovers(), "no temporary is left")


@test
def changed_within_the_same_second_and_size(room):
    scene = room.scene(lambda t: t.file("t/a.py", "before = 1\n", mtime=1_650_000_000))
    wrapper = launcher(room, 'echo "behind = 1" > t/a.py; '
                             'touch -d @1650000000.5 t/a.py')
    got = scene.kiln("t", python=wrapper)
    fresh, data = claims_freshness(scene, "t/a.py")
    room.ok(not fresh or b"behind" in data, "the .pyc does not claim freshness",
            [repr(data), got.out])


@test
def replaced_while_compiling(room):
    scene = room.scene(lambda t: [t.file("t/a.py", "before = 1\n"),
                                  t.file("new", "replacement = 2\n")])
    wrapper = launcher(room, "cp -p new new2; mv new2 t/a.py")
    got = scene.kiln("t", python=wrapper)
    fresh, data = claims_freshness(scene, "t/a.py")
    room.ok(not fresh or b"replacement" in data, "the .pyc does not claim freshness",
            [repr(data), got.out])


@test
def changing_all_the_time(room):
    scene = room.scene(lambda t: [t.file("t/a.py", "n = 0\n"),
                                  t.file("t/b.py", "b = 1\n")])
    path, done = os.path.join(scene.root, "t/a.py"), threading.Event()

    def change():
        count = 0
        while not done.is_set():
            count += 1
            with open(path + ".tmp", "w", encoding="utf-8") as out:
                out.write(f"name_{count} = {count}\n")
            os.utime(path + ".tmp", (1_600_000_000 + 2 * count,) * 2)
            os.replace(path + ".tmp", path)
    worker = threading.Thread(target=change)
    worker.start()
    try:
        got = scene.kiln("t", timeout=60)
    finally:
        done.set()
        worker.join()
    room.ok(got.code in (0, 1) and got.seconds < 60, "ends", f"{got.code} {got.out!r}")
    fresh, data = claims_freshness(scene, "t/a.py")
    with open(path, "rb") as source:
        name = source.read().split()[0]
    room.ok(not fresh or name in data, "the .pyc does not claim freshness", repr(data))
    other = os.path.join(scene.root, scene.builder.cache("t/b.py"))
    room.ok(os.path.exists(other), "the other file is compiled")


# Workers.


@test
def order_of_the_output(room):
    """Path order, the same whatever the number of workers."""
    fills = {"many": trees.many, "bad": trees.errors, "warn": trees.warnings,
             "odd": trees.names}
    for name, fill in fills.items():
        said = []
        for workers in ("-j1", "-j2", "-j8", "-j0"):
            output = room.scene(fill).kiln(workers, name)
            said.append((output.code, output.out, output.err))
        room.ok(said.count(said[0]) == 4, f"is one for {name}", repr(said)[:1500])


# Signals.


@test
def interrupted_calls(room):
    """Signals that are ignored or harmless arrive all the time."""
    scene = room.scene(trees.many)
    want, expected = scene.reference("many")
    process = scene.start(["-j2", "many"])
    stop = threading.Event()

    # It passes by: a leak checker at the end of a sanitized run needs some quiet.
    end = time.monotonic() + 3

    def storm():
        while not stop.is_set() and process.poll() is None and time.monotonic() < end:
            for number in (signal.SIGWINCH, signal.SIGCONT, signal.SIGCHLD, signal.SIGURG):
                process.send_signal(number)
            time.sleep(0.0005)
    sender = threading.Thread(target=storm)
    sender.start()
    out, err = process.communicate(timeout=120)
    stop.set()
    sender.join()
    room.ok((process.returncode, out.decode()) == (want.code, want.out),
            "says what it says in quiet", [err.decode()[:500], out.decode()[:500]])
    room.intact(scene, expected)


@test
def stopped_and_continued(room):
    scene = room.scene(trees.many)
    want, expected = scene.reference("many")
    process = scene.start(["-j2", "many"])
    for _ in range(10):
        time.sleep(0.01)
        os.kill(process.pid, signal.SIGSTOP)
        time.sleep(0.01)
        os.kill(process.pid, signal.SIGCONT)
    out, _ = process.communicate(timeout=120)
    room.ok((process.returncode, out.decode()) == (want.code, want.out),
            "says what it says in quiet", out.decode()[:500])
    room.intact(scene, expected)


@test
def closed_output(room):
    """Whoever reads the output goes away, as `kiln . | head -1` does."""
    scene = room.scene(trees.many)
    _, expected = scene.reference("many")
    read, write = os.pipe()
    os.close(read)
    process = subprocess.Popen(
        [os.environ["KILN"], "--python", room.python.path, "many"], cwd=scene.root,
        env=interpreters.plain_environment(), stdin=subprocess.DEVNULL, stdout=write,
        stderr=subprocess.PIPE)
    os.close(write)
    process.communicate(timeout=60)
    room.ok(process.returncode != 0, "does not claim success", str(process.returncode))
    torn, left = scene.torn(expected), scene.leftovers()
    room.ok(not torn and not left, "nothing is torn, no temporary is left", torn + left)


@test
def full_output(room):
    if not os.path.exists("/dev/full"):
        return room.skip("no /dev/full")
    scene = room.scene(small)
    with open("/dev/full", "wb") as full:
        process = subprocess.Popen(
            [os.environ["KILN"], "--python", room.python.path, "t"], cwd=scene.root,
            env=interpreters.plain_environment(), stdin=subprocess.DEVNULL, stdout=full,
            stderr=subprocess.PIPE)
        process.communicate(timeout=60)
    room.ok(process.returncode not in (0, -signal.SIGPIPE), "does not claim success",
            str(process.returncode))


@test
def closed_descriptors(room):
    """Started without standard input, output or error."""
    for closed in ("0<&-", "1>&-", "2>&-", "0<&- 1>&- 2>&-"):
        scene = room.scene(small)
        _, expected = scene.reference("t")
        subprocess.run(["sh", "-c", f'"$KILN" --python {room.python.path} t {closed}'],
                       cwd=scene.root, stdout=subprocess.DEVNULL, timeout=60,
                       env=interpreters.plain_environment(KILN=os.environ["KILN"]),
                       stderr=subprocess.DEVNULL)
        torn, missing = scene.torn(expected), scene.missing(expected)
        room.ok(not torn and not missing, f"compiles all the same with {closed}",
                torn + missing)


# Interpreters.


def fails_plainly(room, scene, got, *words):
    room.outcome(got, 1, *words)
    room.ok(len(got.err.splitlines()) == 1 and got.err.startswith("kiln: "),
            "the message is one line", got.err)
    pycs = list(scene.pycs())
    room.ok(not pycs and not scene.leftovers(), "nothing is written", repr(pycs))


@test
def interpreter_that_does_not_exist(room):
    for name in ("/nonexistent/python3", "no-such-python3.13"):
        scene = room.scene(small)
        fails_plainly(room, scene, scene.kiln("t", python=name), name)


@test
def interpreter_that_is_no_python(room):
    scripts = {"true": "#!/bin/sh\nexit 0\n", "false": "#!/bin/sh\nexit 3\n",
               "cat": "#!/bin/sh\nexec cat\n", "talks": "#!/bin/sh\necho hello; echo 3.13\n",
               "noise": "#!/bin/sh\nhead -c 100000 /dev/urandom\n",
               "no-shebang": "\x7fnot a program", "gone": "#!/nonexistent/interpreter\n"}
    for name, text in scripts.items():
        path = os.path.join(room.place, name)
        with open(path, "w", encoding="utf-8") as out:
            out.write(text)
        os.chmod(path, 0o755)
        scene = room.scene(small)
        fails_plainly(room, scene, scene.kiln("t", python=path, timeout=30), path)
    plain = os.path.join(room.place, "plain")
    with open(plain, "w", encoding="utf-8") as out:
        out.write("#!/bin/sh\n")
    os.chmod(plain, 0o644)
    for path in (plain, room.place, ""):
        scene = room.scene(small)
        if path:
            fails_plainly(room, scene, scene.kiln("t", python=path), path)


@test
def interpreter_that_is_too_old(room):
    known = [os.path.expanduser(f"~/.pyenv/versions/{version}/bin/python")
             for version in ("2.7.18", "3.6.15", "3.7.16")]
    found = [path for path in known if os.access(path, os.X_OK)]
    if not found:
        return room.skip("no Python before 3.8 at hand")
    for path in found:
        scene = room.scene(small)
        fails_plainly(room, scene, scene.kiln("t", python=path), path)


@test
def interpreter_that_pretends_to_be_too_new(room):
    scene = room.scene(small)
    wrapper = launcher(room, "", "import sys; sys.version_info = (3, 99, 0)\n"
                       "sys.implementation.cache_tag = 'cpython-399'\n"
                       "sys.implementation.version = (3, 99, 0)\n")
    got = scene.kiln("t", python=wrapper)
    room.ok(got.code == 1 and not scene.pycs(), "is refused",
            f"{got.code} {got.out!r} {got.err!r}")


HOOK = """
import builtins, os, signal, sys, time
real = builtins.compile
def hooked(source, *rest, **more):
    text = source if isinstance(source, bytes) else b""
    if b"ACT_DIE" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"ACT_EXIT" in text:
        os._exit(0)
    if b"ACT_GARBAGE" in text:
        os.write(0, b"garbage " * 4096)
        os._exit(0)
    if b"ACT_NOISE" in text:
        os.write(0, os.urandom(256))
    if b"ACT_STOP" in text:
        os.kill(os.getpid(), signal.SIGSTOP)
    if b"ACT_HANG" in text:
        while True:
            time.sleep(60)
    if b"ACT_SEGV" in text:
        os.kill(os.getpid(), signal.SIGSEGV)
    return real(source, *rest, **more)
builtins.compile = hooked
"""


def one_file_lost(room, act, *words, timeout=None):
    def fill(t):
        small(t)
        t.file("t/m2bad.py", f"# {act}\nx = 1\n")
        t.file("t/m4bad.py", f"# {act}\ny = 1\n")
    for workers in ("-j1", "-j2"):
        scene = room.scene(fill)
        _, expected = scene.reference("t")
        more = [f"--timeout={timeout}"] if timeout else []
        marker = f"KILN_TEST_MARK={os.getpid()}{act}{workers}"
        name, value = marker.split("=")
        got = scene.kiln(*more, workers, "t", python=launcher(room, "", HOOK),
                         env={name: value}, timeout=60)
        room.outcome(got, 1, "*** ", *words)
        room.ok(got.out.count("*** ") == 2, f"costs its own files only ({workers})",
                got.out + got.err)
        room.intact(scene, expected, but=("m2bad", "m4bad"))
        left = gone_within(marker, 1)
        room.ok(not left, f"no process is left ({workers})", repr(left))


@test
def interpreter_that_is_killed(room):
    one_file_lost(room, "ACT_DIE")


@test
def interpreter_that_exits(room):
    one_file_lost(room, "ACT_EXIT")


@test
def interpreter_that_crashes(room):
    one_file_lost(room, "ACT_SEGV")


@test
def interpreter_that_answers_garbage(room):
    one_file_lost(room, "ACT_GARBAGE")


@test
def interpreter_that_writes_noise_first(room):
    one_file_lost(room, "ACT_NOISE")


@test
def interpreter_that_hangs(room):
    one_file_lost(room, "ACT_HANG", timeout=1)


@test
def interpreter_that_is_stopped(room):
    one_file_lost(room, "ACT_STOP", timeout=1)


@test
def interpreter_that_always_dies(room):
    scene = room.scene(small)
    got = scene.kiln("t", python=launcher(
        room, "", "import builtins, os\nbuiltins.compile = lambda *a, **k: os._exit(9)\n"))
    room.ok(got.code == 1 and got.out.count("*** ") == 6, "every file is told",
            f"{got.code} {got.out!r} {got.err!r}")
    room.ok(not scene.pycs() and not scene.leftovers(), "nothing is written")


@test
def launcher_of_nothing_first_on_path(room):
    scene = room.scene(small)
    _, expected = scene.reference("t")
    minor = "%d.%d" % room.python.version[:2]
    broken, sound = (os.path.join(scene.place, name) for name in ("broken", "sound"))
    for folder in broken, sound:
        os.mkdir(folder)
    with open(f"{broken}/python{minor}", "w", encoding="utf-8") as out:
        out.write("#!/bin/sh\necho 'python: command not found' >&2\nexit 127\n")
    os.chmod(out.name, 0o755)
    os.symlink(room.python.path, f"{sound}/python{minor}")
    for target in minor, room.python.full:
        scene.drop_caches()
        got = scene.kiln("--target", target, "--engine", "interpreter", "t", python="",
                         env={"PATH": f"{broken}:{sound}:/usr/bin:/bin"})
        room.outcome(got, 0, "Compiling 't/m1.py'...")
        room.intact(scene, expected)
    got = scene.kiln("-f", "--target", minor, "--engine", "interpreter", "t", python="",
                     env={"PATH": broken})
    room.outcome(got, 1, "ended with status 127 (python: command not found)")


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--slow", action="store_true", help="also the 500 MB source")
    parser.add_argument("--only", default="", help="tests whose name contains this")
    interpreters.add_option(parser)
    parser.add_argument("--all", action="store_true", help="with every interpreter")
    return parser.parse_args()


def main():
    options = arguments()
    found = interpreters.select(options)
    report = tap.Tap()
    matrix.obey_modes()
    os.umask(0o022)
    for python in found if options.all else found[-1:]:
        for function in TESTS:
            if options.only not in function.__name__:
                continue
            with tempfile.TemporaryDirectory(prefix="kiln-bad-") as place:
                name = f"{python.full} {function.__name__.replace('_', ' ')}"
                room = Room(report, python, place, name)
                room.slow = options.slow
                function(room)
                for scene in room.scenes:
                    scene.remove()
    report.done()


if __name__ == "__main__":
    main()

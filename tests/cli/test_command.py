# SPDX-License-Identifier: MIT
"""The command on top of the library's double: texts, lists, streams, signals."""
import fcntl
import json
import os
import pty
import re
import shlex
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time

import command
import tap
from command import Run

HERE = os.path.dirname(os.path.abspath(__file__))
GOLDEN = os.path.join(HERE, "golden")
DOCS = os.environ.get("KILN_DOCS", "docs")
UPDATE = "--update" in sys.argv


def golden(t, name, got):
    """Compares with golden/NAME; with --update, writes it."""
    path = os.path.join(GOLDEN, name)
    if UPDATE:
        with open(path, "wb") as file:
            file.write(got)
    with open(path, "rb") as file:
        wanted = file.read()
    t.ok(got == wanted, f"{name} is as it should be",
         ["got:"] + got.decode("utf-8", "replace").splitlines())


def masked(err):
    """Figures of time differ from run to run."""
    return re.sub(rb"(?m)^(seconds|files/s|MB/s): [\d.]+$", rb"\1: N",
                  re.sub(rb'("seconds": )[\d.]+', rb"\1N", err))


def check_texts(t):
    golden(t, "help.txt", Run(["--help"]).out)
    golden(t, "help-120.txt", Run(["-h"], COLUMNS="120").out)
    t.equal(Run(["--version"]).out, b"kiln 0.1.0\n", "--version")
    for name in ["kiln.1", "kiln.bash", "kiln.zsh", "kiln.fish"]:
        made = {"kiln.bash": "kiln", "kiln.zsh": "_kiln"}.get(name, name)
        with open(os.path.join(DOCS, made), "rb") as file:
            golden(t, name, file.read())
    errors = b""
    for line in ["-r x", "-j", "--foo -z", "--h", "--p=1", "--inv=x", "--engine cython",
                 "--timeout 0", "--clamp-mtime now", "--target", "--check=1", "-0x",
                 "--color", "--progress=maybe", "-d a -s b", "--hardlink-dupes"]:
        run = Run(shlex.split(line))
        errors += f"$ kiln {line}\n[{run.code}]\n".encode() + run.out + run.err
        t.ok(run.call is None, f"kiln {line}: nothing is compiled")
    golden(t, "errors.txt", errors)


def check_syntax(t):
    """Whoever reads the generated files finds nothing to complain about."""
    def quiet(name, words, **more):
        if not shutil.which(words[0]):
            return t.skip(name, f"no {words[0]}")
        done = subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              timeout=60, **more)
        return t.ok(done.returncode == 0 and not done.stderr, name, done.stderr.decode())

    def of(name):
        return os.path.join(DOCS, name)
    quiet("groff", ["groff", "-man", "-ww", "-Tutf8", of("kiln.1")])
    quiet("man", ["man", "-l", "--warnings", of("kiln.1")],
          env=command.environment(MANPAGER="cat", LC_ALL="C.UTF-8"))
    quiet("mandoc", ["mandoc", "-Tlint", "-Wwarning", of("kiln.1")])
    quiet("bash", ["bash", "-n", of("kiln")])
    quiet("shellcheck", ["shellcheck", "-s", "bash", of("kiln")])
    quiet("zsh", ["zsh", "-n", of("_kiln")])
    quiet("fish", ["fish", "--no-execute", of("kiln.fish")])


def complete(words, cwd):
    """What bash offers for the last of the words."""
    script = ('source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
              '_kiln; printf "%s\\n" "${COMPREPLY[@]}"')
    done = subprocess.run(["bash", "-c", script, "bash", os.path.join(DOCS, "kiln")] + words,
                          stdout=subprocess.PIPE, cwd=cwd, check=True)
    return sorted(done.stdout.decode().split("\n")[:-1])


def check_bash(t, folder):
    if not shutil.which("bash"):
        return t.skip("completion in bash", "no bash")
    os.makedirs(os.path.join(folder, "some dir"))
    with open(os.path.join(folder, "some.py"), "w"):
        pass
    for words, offered in [
            (["--inv"], ["--invalidation-mode"]), (["--st"], ["--stats", "--strict-freshness"]),
            (["--engine", ""], ["auto", "interpreter", "native"]),
            (["--engine", "=", "n"], ["native"]), (["--engine", "="], ["auto", "interpreter",
                                                                       "native"]),
            (["-d", "so"], ["some dir"]), (["so"], ["some dir", "some.py"]),
            (["-i", "some"], ["some dir", "some.py"]), (["-j", ""], [""]),
            (["-q", "--workers", "1"], [""])]:
        t.equal(complete(["kiln"] + words, folder), offered, f"bash completes {words}")


def check_lists(t, folder):
    path = os.path.join(folder, "list")

    def names(content, *options):
        with open(path, "wb") as file:
            file.write(content)
        run = Run(["argument", "-i", path] + list(options))
        return run.call["paths"] if run.call else run

    t.equal(names(b"a\n b\xff \r\n\nc"), [b"argument", b"a", b"b\xff", b"", b"c"],
            "names of a list follow those of the command line")
    t.equal(names(b"a\n b\r\n\0\xff\0", "-0"), [b"argument", b"a\n b\r\n", b"\xff"],
            "-0 takes names as they are")
    run = names(b"a\nb\0c\n")
    t.ok(run.code == 1 and b"NUL" in run.err and not run.out, "a NUL in a line is refused",
         repr(run.err))
    million = b"".join(b"dir/file%d.py\n" % i for i in range(1000000))
    begin = time.monotonic()
    run = Run(["-i", "-", "-f"], stdin=million)
    seconds = time.monotonic() - begin
    t.ok(len(run.call["paths"]) == 1000000 and run.call["paths"][-1] == b"dir/file999999.py",
         "a million names from standard input", f"{seconds:.1f} s")
    t.equal(Run(["-i", "-"]).call["call"], b"path", "an empty list means sys.path")
    for quiet, said in [([], True), (["-q"], True), (["-qq"], False)]:
        run = Run(["a", "-i", folder + "/none"] + quiet)
        message = f"Error reading file list {folder}/none\n".encode() if said else b""
        t.equal((run.code, run.out, run.err, run.call), (1, message, b"", None),
                f"a list that is not there {quiet}")
    run = Run(["-i", folder + "/none", "--json"])
    events = [json.loads(line) for line in run.out.splitlines()]
    t.equal([e["event"] for e in events], ["bad_list", "summary"], "and as JSON")
    t.equal((events[1]["exit_code"], events[1]["status"]), (1, "failed"), "with its code")


def check_environment(t):
    run = Run(["-Werror", "a", "-W", "ignore::SyntaxWarning"],
              PYTHONWARNINGS="default,,once:x,")
    t.equal(run.call["warning_filters"],
            [b"default", b"once:x", b"error", b"ignore::SyntaxWarning"],
            "PYTHONWARNINGS comes before -W")
    t.equal(Run(["a"], PYTHONWARNINGS="").call["warning_filters"], [], "and may be empty")
    t.equal(Run(["a"], PYTHONPYCACHEPREFIX="x").call["pycache_prefix"], b"x",
            "PYTHONPYCACHEPREFIX")
    t.equal(Run(["a", "--pycache-prefix=y"], PYTHONPYCACHEPREFIX="x")
            .call["pycache_prefix"], b"y", "--pycache-prefix wins")


def check_sys_path(t):
    """compileall hands few options to compile_path, so the others cannot hurt."""
    call = Run(shlex.split("-j -1 -r 5 -d x -x ( -e y -o7 -o8 --hardlink-dupes -bfq "
                           "--inv=unchecked-hash --strict")).call
    t.equal((call["call"], call["workers"], call["maxlevels"], call["ddir"], call["rx"],
             call["limit_sl_dest"], call["optimize"], call["hardlink_dupes"]),
            (b"path", 1, 0, None, None, None, [], 0), "compile_path is spared them")
    t.equal((call["legacy"], call["force"], call["quiet"], call["invalidation"],
             call["strict_freshness"]), (1, 1, 1, 3, 1), "and has these")
    for names, workers in [([__file__], 1), ([__file__, "."], -1), (["none"], -1)]:
        t.equal(Run(["-j", "-1"] + names).call["workers"], workers,
                f"-j -1 matters for directories only {names[1:]}")
    t.equal(Run(["-j4"]).call["workers"], 4, "workers serve compile_path as well")


def check_codes(t):
    for status, code in [(0, 0), (1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (6, 1)]:
        run = Run(["a"], KILN_DOUBLE_STATUS=str(status))
        said = b"kiln: error: this is the message\n" if status >= 3 else b""
        t.equal((run.code, run.out, run.err), (code, b"", said), f"status {status}")


def check_reports(t):
    golden(t, "report.txt", Run(["a"], KILN_DOUBLE_EVENTS="3", KILN_DOUBLE_PATH="x.py").out)
    t.equal(Run(["a", "-qq"], KILN_DOUBLE_EVENTS="3", KILN_DOUBLE_PATH="x.py").out, b"",
            "-qq is silent")
    golden(t, "explain.txt", Run(["a", "--explain"], KILN_DOUBLE_EVENTS="2").out)
    t.equal(Run(["a", "--explain", "-qq"], KILN_DOUBLE_EVENTS="1").out,
            b"compiled 'file0.py': no .pyc yet\n", "--explain is not for -q to silence")
    golden(t, "events.json", masked(Run(["a", "--json"], KILN_DOUBLE_EVENTS="1",
                                        KILN_DOUBLE_PATH="x.py").out))
    run = Run(["a", "--stats"])
    t.equal(run.out, b"", "--stats leaves standard output alone")
    golden(t, "stats.txt", masked(run.err))
    t.equal([Run(["a"] + more).call["every_file"] for more in
             ([], ["--explain"], ["--json"], ["--progress=always"], ["-q"])],
            [0, 1, 1, 1, 0], "every file is asked for only where it is told of")
    red = Run(["a", "--color=always"], KILN_DOUBLE_PATH="x.py").out
    t.ok(red.startswith(b"\x1b[31m*** ") and red.endswith(b"\x1b[0m\n\n"),
         "--color=always paints errors", repr(red))
    t.ok(b"\x1b" not in Run(["a"], KILN_DOUBLE_PATH="x.py").out, "not so in a pipe")


def check_json_names(t):
    """Any byte that a file's name can have, alone and in pairs."""
    names = [bytes([b]) for b in range(1, 256)]
    names += [bytes([a, b]) for a in range(0xc0, 0x100, 3) for b in range(0x7f, 0x100, 9)]
    names = [b"".join(names[i:i + 40]) for i in range(0, len(names), 40)]
    wrong = []
    for name in names:
        run = Run(["a", "--json"], KILN_DOUBLE_PATH=os.fsdecode(name))
        events = [json.loads(line) for line in run.out.decode("ascii").splitlines()]
        if os.fsencode(events[0]["path"]) != name:
            wrong.append(f"{name!r} became {events[0]['path']!r}")
    t.ok(not wrong, "JSON holds any name", wrong)


def check_streams(t, folder):
    def run(words, redirection, **settings):
        script = f'"$0" "$@" {redirection}'
        return subprocess.run(["sh", "-c", script, command.DOUBLE] + words, timeout=60,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=command.environment(**settings))
    log = os.path.join(folder, "log")
    for words, events in [(["a"], "3"), (["a"], "100000"), (["a", "--json"], "3")]:
        done = run(words, ">/dev/full", KILN_DOUBLE_EVENTS=events)
        t.equal((done.returncode, done.stderr), (1, b"kiln: error: cannot write to standard "
                b"output: No space left on device\n"), f"a full disk {words} {events}")
    for events in ["3", "100000"]:
        # The reader is gone before anything is written.
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([command.DOUBLE, "a"], stdout=writer, stderr=subprocess.PIPE,
                              env=command.environment(KILN_DOUBLE_EVENTS=events))
        os.close(writer)
        t.equal((done.returncode, done.stderr), (1, b"kiln: error: cannot write to standard "
                b"output: Broken pipe\n"), f"a pipe without a reader, {events} events")
    for words in (["--help"], ["--version"]):
        t.equal(run(words, ">/dev/full").returncode, 1, f"a full disk and {words}")
    done = run(["a"], ">&-", KILN_DOUBLE_EVENTS="3", KILN_DOUBLE_LOG=log)
    with open(log, "rb") as file:
        said = file.read()
    t.equal((done.returncode, done.stderr), (0, b""), "no standard output, as in Python")
    t.ok(b"Compiling" not in said and b'"call"' in said,
         "what is opened first does not become it", repr(said))
    done = run(["-i", "-"], "<&-")
    t.equal((done.returncode, done.stdout), (1, b"Error reading file list -\n"),
            "no standard input")
    done = run(["a", "--foo"], "2>&-")
    t.equal((done.returncode, done.stdout), (2, b""), "no standard error")


def start(words, **settings):
    """Starts it and comes back once it compiles (the double has logged its call)."""
    log = tempfile.NamedTemporaryFile(prefix="kiln-double")
    process = subprocess.Popen([command.DOUBLE] + words, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, preexec_fn=settings.pop("before", None),
                               env=command.environment(KILN_DOUBLE_LOG=log.name, **settings))
    while not log.read():
        time.sleep(0.01)
    log.close()
    return process


def check_signals(t):
    def end(process):
        out, err = process.communicate(timeout=30)
        return process.returncode, out, err
    for words, out in [([], b"Compiling 'file0.py'...\n\n[interrupted]\n"),
                       (["-q"], b"\n[interrupted]\n"), (["-qq"], b"")]:
        process = start(["a"] + words, KILN_DOUBLE_EVENTS="1", KILN_DOUBLE_WAIT="1")
        process.send_signal(signal.SIGINT)
        t.equal(end(process), (1, out, b""), f"SIGINT {words}")
    process = start(["a", "--json"], KILN_DOUBLE_WAIT="1")
    process.send_signal(signal.SIGINT)
    code, out, err = end(process)
    last = json.loads(out.splitlines()[-1])
    t.equal((code, last["status"], last["exit_code"], err), (1, "interrupted", 1, b""),
            "SIGINT and JSON")
    process = start(["a"], KILN_DOUBLE_WAIT="2")
    process.send_signal(signal.SIGINT)
    time.sleep(0.3)
    t.equal(process.poll(), None, "the first SIGINT only asks")
    process.send_signal(signal.SIGINT)
    t.equal(end(process)[0], -signal.SIGINT, "the second kills")
    for number in (signal.SIGTERM, signal.SIGHUP):
        process = start(["a"], KILN_DOUBLE_EVENTS="1", KILN_DOUBLE_WAIT="1")
        process.send_signal(number)
        t.equal(end(process), (-number, b"Compiling 'file0.py'...\n", b""), number.name)
    process = start(["a"], KILN_DOUBLE_WAIT="1",
                    before=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    process.send_signal(signal.SIGHUP)
    time.sleep(0.2)
    t.equal(process.poll(), None, "SIGHUP stays ignored under nohup")
    process.send_signal(signal.SIGTERM)
    t.equal(end(process)[0], -signal.SIGTERM, "and SIGTERM does not")


def on_terminal(words, columns=80, out_too=True, **settings):
    """Everything that it writes to a terminal of that width."""
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    settings.setdefault("TERM", "xterm")
    process = subprocess.Popen([command.DOUBLE] + words, stderr=follower,
                               stdout=follower if out_too else subprocess.DEVNULL,
                               env=command.environment(**settings))
    os.close(follower)
    said = b""
    try:
        while True:
            piece = os.read(leader, 65536)
            if not piece:
                break
            said += piece
    except OSError:  # EIO: nobody has it open any more
        pass
    os.close(leader)
    process.wait(timeout=30)
    return said


def screen(said):
    """What is left to see of it."""
    lines, column = [[]], 0
    for c in said.decode("utf-8", "replace"):
        if c == "\r":
            column = 0
        elif c == "\n":
            lines.append([])
            column = 0
        else:
            lines[-1][column:column + 1] = [c]
            column += 1
    return ["".join(line).rstrip() for line in lines]


def has_terminals():
    try:
        for end_of_pair in pty.openpty():
            os.close(end_of_pair)
    except OSError:
        return False
    return True


def check_terminal(t):
    if not has_terminals():
        t.skip("what a terminal shows", "no pseudo-terminals here")
        return
    said = on_terminal(["a"], KILN_DOUBLE_EVENTS="3")
    t.ok(b"[####" in said, "a bar is shown on a terminal", repr(said))
    t.equal(screen(said), ["Compiling 'file0.py'...", "Compiling 'file1.py'...",
                           "Compiling 'file2.py'...", ""], "and cleared before anything else")
    said = on_terminal(["a", "--stats"], KILN_DOUBLE_EVENTS="1")
    t.ok("files: 4" in screen(said), "figures stand on lines of their own", repr(said))
    for width in (1, 5, 20, 40, 79, 200):
        bar = max(re.split(rb"[\r\n]", on_terminal(["a"], columns=width, out_too=False,
                                                   KILN_DOUBLE_EVENTS="1")), key=len)
        t.ok(len(bar) < max(width, 2), f"the bar fits into {width} columns", repr(bar))
    for words, settings in [(["-qq"], {}), (["--progress=never"], {})]:
        said = on_terminal(["a"] + words, KILN_DOUBLE_EVENTS="3", **settings)
        t.ok(b"[#" not in said, f"no bar with {words}", repr(said))
    run = Run(["a"], KILN_DOUBLE_EVENTS="3")
    t.equal(run.err, b"", "no bar in a pipe")
    run = Run(["a", "--progress=always"], KILN_DOUBLE_EVENTS="3")
    t.ok(b"[####" in run.err, "but with --progress=always", repr(run.err))
    for words, settings, red in [([], {}, True), (["--color=never"], {}, False),
                                 ([], {"NO_COLOR": "1"}, False), ([], {"TERM": "dumb"}, False),
                                 ([], {"NO_COLOR": ""}, True),
                                 (["--color=always"], {"NO_COLOR": "1"}, True)]:
        said = on_terminal(["a"] + words, KILN_DOUBLE_PATH="x.py", **settings)
        t.equal(b"\x1b[31m" in said, red, f"colour {words} {settings}")
    wide = on_terminal(["--help"], columns=60)
    t.ok(max(map(len, wide.decode().split("\r\n"))) <= 62, "help fits the terminal")


def main():
    t = tap.Tap()
    with tempfile.TemporaryDirectory() as folder:
        check_texts(t)
        check_syntax(t)
        check_bash(t, folder)
        check_lists(t, folder)
        check_environment(t)
        check_sys_path(t)
        check_codes(t)
        check_reports(t)
        check_json_names(t)
        check_streams(t, folder)
        check_signals(t)
        check_terminal(t)
    t.done()


if __name__ == "__main__":
    main()

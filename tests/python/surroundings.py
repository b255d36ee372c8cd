# SPDX-License-Identifier: MIT
"""Run by each interpreter: Kiln where processes and threads are not as usual."""
import compileall
import glob
import importlib.util
import marshal
import os
import pathlib
import signal
import subprocess
import sys
import sysconfig
import tempfile
import threading
import time

import tap

t = tap.Tap()
KILN_AT = os.environ["PYTHONPATH"].split(os.pathsep)[0]
FREE_THREADED = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))
LONG = "".join(f"def f{i}(a, b=({i}, 'x{i}')):\n    return [a + k for k in b]\n"
               for i in range(400))


def tree(directory, files=20, text="x = 1\n"):
    for i in range(files):
        path = pathlib.Path(directory, f"p{i % 4}", f"m{i}.py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return directory


def pycs(directory):
    return sorted(glob.glob(os.path.join(directory, "**", "*.pyc*"), recursive=True))


def child(name, options, code, expected, **more):
    """A script that compiles `d` in other circumstances; it prints `expected`."""
    with tempfile.TemporaryDirectory() as directory:
        tree(os.path.join(directory, "d"))
        code = f"import sys; sys.path.insert(0, {KILN_AT!r})\n" + code
        if more.pop("stdin", False):
            command, more["input"] = [sys.executable, *options, "-"], code
        else:
            command = [sys.executable, *options, "-c", code]
        done = subprocess.run(command, cwd=directory, capture_output=True, text=True,
                              **more)
        got = len(pycs(os.path.join(directory, "d")))
        t.ok(done.stdout == expected and done.returncode == 0 and got == 20, name,
             [f"{got} files, status {done.returncode}", done.stdout, done.stderr])


COMPILE = "import kiln; print(kiln.compile_dir('d', quiet=1, workers=2))\n"

for flags in ([], ["-S"], ["-I"], ["-E"], ["-I", "-S", "-E", "-B"], ["-X", "utf8=0"]):
    child(f"python {' '.join(flags)} -c", flags, COMPILE, "True\n")
child("a script on standard input", [], COMPILE, "True\n", stdin=True)
child("a script without a guard around its main part is not run again", [],
      "print('once')\n" + COMPILE, "once\nTrue\n", stdin=True)
child("no name of the interpreter", [], "sys.executable = ''\n" + COMPILE, "True\n")
child("an executable that is not there", [],
      "sys.executable = '/nowhere/python3'\n" + COMPILE, "True\n")
child("an executable that fails", [],
      "import os; open('python3', 'w').write('#!/bin/sh\\nexit 3\\n');"
      "os.chmod('python3', 0o755); sys.executable = os.path.abspath('python3')\n" + COMPILE,
      "True\n")
child("no processes to be had", [],
      "import resource, os\nif os.getuid(): resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))"
      "\nelse: sys.executable = '/dev/null/python'\nimport kiln;"
      " print(kiln.compile_dir('d', quiet=1))\n", "True\n")


def check_command():
    with tempfile.TemporaryDirectory() as directory:
        tree(os.path.join(directory, "d"))
        outputs = []
        for module in ("compileall", "kiln"):
            for path in pycs(directory):
                os.remove(path)
            outputs.append([subprocess.run([sys.executable, "-m", module, *arguments],
                                           cwd=directory, capture_output=True, text=True)
                            for arguments in (["d"], ["d"], ["-q", "-f", "d/p0/m0.py"],
                                              ["-x", "p[12]", "-f", "d"], ["nowhere"],
                                              ["-d", "x", "-p", "y", "d"], ["-i", "none"])])
        for theirs, ours in zip(*outputs):
            same = (theirs.stdout == ours.stdout and theirs.returncode == ours.returncode
                    and theirs.stderr.splitlines()[-1:] == [line.replace(
                        "python -m kiln:", theirs.stderr.splitlines()[-1].split(":")[0] + ":")
                        for line in ours.stderr.splitlines()[-1:]])
            t.ok(same, f"python -m kiln {' '.join(theirs.args[3:])}",
                 [repr(theirs), repr(ours)])


def check_threads():
    import kiln
    with tempfile.TemporaryDirectory() as directory:
        trees = [tree(os.path.join(directory, str(i))) for i in range(4)]
        results = {}

        def work(path):
            results[path] = kiln.compile_dir(path, quiet=1), \
                kiln.compile_file(os.path.join(path, "p0", "m0.py"), force=True, quiet=1)
        threads = [threading.Thread(target=work, args=(path,)) for path in trees]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        t.equal(results, dict.fromkeys(trees, (True, True)), "four threads at once")
        t.equal(len(pycs(directory)), 80, "four threads wrote everything")


def check_many_threads():
    """Threads that do different things at once, in part to the same files."""
    import kiln
    import kiln.py_compile
    wrong = []

    def work(number, own, common):
        for turn in range(5):
            with open(os.path.join(own, "bad.py"), "w", encoding="utf-8") as file:
                file.write("x = =\n" if turn % 2 else "x = 1\n")
            asked = []
            pattern = type("Pattern", (), {"search": lambda _, path: asked.append(path)})()
            done = (kiln.compile_dir(own, force=True, quiet=2, rx=pattern, workers=2),
                    kiln.compile_dir(common, force=True, quiet=2, optimize=[0, number % 3]),
                    len(asked))
            if done != (not turn % 2, True, 21):
                wrong.append(("compile_dir", number, turn, done))
            try:
                kiln.py_compile.compile(os.path.join(own, "bad.py"), doraise=True)
                raised = False
            except kiln.py_compile.PyCompileError:
                raised = True
            if raised != bool(turn % 2):
                wrong.append(("py_compile", number, turn, raised))
    with tempfile.TemporaryDirectory() as directory:
        common = tree(os.path.join(directory, "common"))
        threads = [threading.Thread(
            target=work, args=(i, tree(os.path.join(directory, str(i))), common))
            for i in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        t.equal(wrong, [], "six threads with trees of their own and a common one")
        temporary = [path for path in pycs(directory) if not path.endswith(".pyc")]
        t.equal((len(pycs(common)), temporary), (60, []), "six threads tore nothing")


def check_gil_left_off():
    import kiln  # noqa: F401
    name = "the package leaves the GIL off"
    if not FREE_THREADED:
        t.skip(name, "this interpreter always has it")
    elif sys.flags.gil or os.environ.get("PYTHON_GIL"):
        t.skip(name, "it was asked for")
    else:
        t.ok(not sys._is_gil_enabled(), name)


def check_context():
    """Filters that belong to a context hold where Kiln's threads compile."""
    import warnings
    import kiln
    name = "the caller's filters where warnings belong to contexts"
    if not getattr(sys.flags, "context_aware_warnings", False):
        if sys.version_info < (3, 14):
            t.skip(name, "this interpreter has one list of filters")
            return
        done = subprocess.run(
            [sys.executable, "-X", "context_aware_warnings=1", "-c", """if True:
                import sys, warnings
                sys.path.insert(0, sys.argv[1])
                import kiln
                open("w.py", "w").write("x = 1 is 1")
                with warnings.catch_warnings():
                    warnings.simplefilter("error")
                    print(kiln.compile_file("w.py", quiet=2))""", KILN_AT],
            cwd=tempfile.gettempdir(), capture_output=True, text=True)
        t.equal((done.stdout, done.stderr), ("False\n", ""), name)
        return
    with tempfile.TemporaryDirectory() as directory, warnings.catch_warnings():
        warnings.simplefilter("error")
        path = pathlib.Path(directory, "w.py")
        path.write_text("x = 1 is 1")
        t.equal(kiln.compile_file(str(path), quiet=2), False, name)


def check_gil():
    """Another thread runs on while a tree is compiled."""
    import kiln
    with tempfile.TemporaryDirectory() as directory:
        tree(directory, 30, LONG)
        counted = []
        done = threading.Event()

        def count():
            while not done.wait(0.001):
                counted.append(time.monotonic())
        thread = threading.Thread(target=count)
        thread.start()
        began = time.monotonic()
        kiln.compile_dir(directory, quiet=1)
        ended = time.monotonic()
        done.set()
        thread.join()
        beats = sum(began < beat < ended for beat in counted)
        t.ok(beats > (ended - began) * 20, "the GIL is free while Kiln works",
             f"{beats} beats in {ended - began:.3f} s")


class Interrupted(KeyboardInterrupt):
    pass


def interrupt(call, directory):
    """Seconds from Ctrl-C to the exception, None when it came to its end before."""
    sent = []

    def send():
        time.sleep(0.25)
        sent.append(time.monotonic())
        os.kill(os.getpid(), signal.SIGINT)
    sender = threading.Thread(target=send)
    sender.start()
    try:
        call(directory)
        sender.join()
        return None
    except KeyboardInterrupt:
        caught = time.monotonic()
        sender.join()
        return caught - sent[0]


def check_interrupt():
    import kiln
    with tempfile.TemporaryDirectory() as directory:
        tree(directory, 400, LONG)
        for workers in (1, 2):
            took = []
            for _ in range(4):
                try:
                    seconds = interrupt(lambda path: kiln.compile_dir(
                        path, force=True, quiet=1, workers=workers), directory)
                except KeyboardInterrupt:  # a run too short for it
                    seconds = None
                took.append(seconds)
            known = [seconds for seconds in took if seconds is not None]
            t.ok(known and min(known) < 0.1, f"Ctrl-C with {workers} workers stops it"
                 " within 100 ms", f"seconds: {took}")
        left = pycs(directory)
        torn = []
        for path in left:
            try:
                with open(path, "rb") as file:
                    marshal.loads(file.read()[16:])
            except (ValueError, EOFError, TypeError):
                torn.append(path)
        t.ok(left and not torn and all(path.endswith(".pyc") for path in left),
             "Ctrl-C leaves nothing torn", torn[:5])


# Without a constant that could be one of the file's as well.
BARE = """
import marshal, sys
code = compile(open(sys.argv[1], "rb").read(), sys.argv[1], "exec", dont_inherit=True,
               optimize=int(sys.argv[2]))
sys.stdout.buffer.write(marshal.dumps(code))
"""


def compile_bare(path, level):
    """Writes a .pyc as a process does that has imported and compiled nothing else."""
    code = subprocess.run([sys.executable, "-BIS", "-c", BARE, path, str(level)],
                          stdout=subprocess.PIPE, check=True).stdout
    status = os.stat(path)
    pyc = pathlib.Path(importlib.util.cache_from_source(path, optimization=level or ""))
    pyc.parent.mkdir(parents=True, exist_ok=True)
    pyc.write_bytes(importlib.util.MAGIC_NUMBER + bytes(4)
                    + int(status.st_mtime).to_bytes(4, "little")
                    + status.st_size.to_bytes(4, "little") + code)


def compile_below(module, where, prefix):
    """Without the GIL more constants stay with a process than otherwise, and change
    what it compiles next: there compileall itself is no measure."""
    sys.pycache_prefix = prefix
    if module is compileall and FREE_THREADED:
        for path in glob.glob(os.path.join(where, "**", "*.py"), recursive=True):
            compile_bare(path, 0)
            compile_bare(path, 2)
        result = True
    else:
        result = module.compile_dir(where, quiet=1, optimize=[0, 2])
    sys.pycache_prefix = None
    return bool(result)


def check_same_bytes():
    """The standard library's own files, in a tree, beside compileall."""
    import kiln
    lib = os.path.dirname(os.__file__)
    with tempfile.TemporaryDirectory() as directory:
        for name in ("json", "email", "logging"):
            os.symlink(os.path.join(lib, name), os.path.join(directory, name))
            where = os.path.join(directory, name)
            contents = []
            for module in (compileall, kiln):
                with tempfile.TemporaryDirectory() as prefix:
                    result = compile_below(module, where, prefix)
                    contents.append((result, {
                        os.path.relpath(path, prefix): pathlib.Path(path).read_bytes()
                        for path in pycs(prefix)}))
            different = [path for path in contents[0][1]
                         if contents[0][1][path] != contents[1][1].get(path)]
            t.ok(contents[0][0] and contents[0][1] and not different,
                 f"the same bytes for {name}", different)


def check_install():
    import kiln
    import kiln.py_compile
    import py_compile
    before = compileall.compile_file, py_compile.compile
    kiln.install()
    kiln.install()
    installed = (compileall.compile_file is kiln.compile_file
                 and compileall.compile_dir is kiln.compile_dir
                 and py_compile.compile is kiln.py_compile.compile)
    kiln.uninstall()
    t.ok(installed, "install() puts Kiln into the place of both modules")
    t.equal((compileall.compile_file, py_compile.compile), before,
            "uninstall() puts the originals back")


def check_subinterpreter():
    code = """if True:
        try: import _interpreters as interpreters
        except ImportError: import _xxsubinterpreters as interpreters
        made = interpreters.create()
        inside = "import sys; sys.path.insert(0, %r)\\nimport kiln\\nkiln.compile_dir('.')"
        try: answer = interpreters.%s(made, inside)
        except Exception as error: answer = error
        print(answer)
    """ % (KILN_AT, "exec" if sys.version_info >= (3, 13) else "run_string")
    with tempfile.TemporaryDirectory() as directory:
        done = subprocess.run([sys.executable, "-c", code], cwd=directory,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    t.ok(done.returncode == 0 and ("main interpreter" in done.stdout
                                   or "does not support" in done.stdout),
         "a subinterpreter is refused", done.stdout)


def check_ranges():
    """What a fresh interpreter would not know of is compiled here."""
    with tempfile.TemporaryDirectory() as directory:
        tree(directory, 4)
        contents = []
        for module in ("compileall", "kiln"):
            subprocess.run([sys.executable, "-X", "no_debug_ranges", "-m", module, "-fq",
                            directory], check=True)
            contents.append([pathlib.Path(path).read_bytes() for path in pycs(directory)])
        t.ok(contents[0] == contents[1], "-X no_debug_ranges")


def check_memory():
    """Calls repeated leave no memory behind."""
    code = """if True:
        import gc, io, os, sys, contextlib
        import kiln, kiln.py_compile
        names = "good.py", "bad.py", "warn.py"
        for name, text in zip(names, ("x = 1", "x = =", "x = 1 is 1")):
            with open(name, "w") as out: out.write(text + "\\n")
        def size():
            gc.collect()
            with open("/proc/self/statm") as statm:
                return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
        def once(n):
            with contextlib.redirect_stdout(io.StringIO()), \\
                    contextlib.redirect_stderr(io.StringIO()):
                kiln.compile_file(names[n % 3], force=True)
                kiln.compile_file("good.py", rx=__import__("re").compile("x"))
                try: kiln.py_compile.compile(names[n % 2], doraise=True)
                except kiln.py_compile.PyCompileError: pass
                try: kiln.py_compile.compile("nowhere.py", "x.pyc")
                except OSError: pass
                try: kiln.compile_file("good.py", force=True, ddir=5)
                except TypeError: pass
                if n % 500 == 0: kiln.compile_dir(".", force=True)
        for n in range(ROUNDS // 5): once(n)
        before = size()
        blocks = sys.getallocatedblocks()
        for n in range(ROUNDS): once(n)
        print(size() - before, sys.getallocatedblocks() - blocks)
    """.replace("ROUNDS", os.environ.get("KILN_ROUNDS", "500"))
    with tempfile.TemporaryDirectory() as directory:
        done = subprocess.run([sys.executable, "-c", code], cwd=directory,
                              capture_output=True, text=True)
        numbers = [int(word) for word in done.stdout.split()]
        # A sanitizer keeps freed memory for a while, as do the heaps of threads.
        limit = 1 << 30 if os.environ.get("LD_PRELOAD") else 1_500_000
        blocks = 500
        if FREE_THREADED:
            limit, blocks = 16_000_000, 4000
        t.ok(len(numbers) == 2 and numbers[0] < limit and numbers[1] < blocks,
             "repeated calls leave no memory behind",
             [f"{numbers} bytes and blocks more", done.stderr])
        t.note(f"{os.environ.get('KILN_ROUNDS')} rounds: {numbers} bytes and blocks more")


def check_import():
    if os.environ.get("LD_PRELOAD"):
        t.skip("importing the package takes less than 5 ms", "under a sanitizer")
        return
    best = 1e9
    for _ in range(7):
        done = subprocess.run([sys.executable, "-c",
                               "import time; a = time.perf_counter(); import kiln;"
                               " print(time.perf_counter() - a)"],
                              capture_output=True, text=True)
        best = min(best, float(done.stdout))
    t.ok(best < 0.005, "importing the package takes less than 5 ms", f"{best * 1000:.2f} ms")


check_command()
check_threads()
check_many_threads()
check_gil_left_off()
check_context()
check_gil()
check_interrupt()
check_same_bytes()
check_install()
check_ranges()
check_subinterpreter()
check_memory()
check_import()
t.done()

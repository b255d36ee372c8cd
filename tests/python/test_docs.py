# SPDX-License-Identifier: MIT
"""The Python examples of the documents do what they say."""
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import package  # noqa: E402
import tap  # noqa: E402

RUN = """
import doctest, sys
failed, tried = doctest.testfile(sys.argv[1], module_relative=False)
print("tried", tried)
sys.exit(failed)
"""
SHIMS = ("import compileall, py_compile;"
         " print(compileall.__name__, py_compile.__name__)")
COMMANDS = {
    "conda's": ["-Wi", "-m", "compileall", "-q", "-l", "-i", "list", "-j", "0"],
    "Fedora's": ["-s", "-B", "-m", "compileall", "-f", "-j2", "-o", "0", "-o", "1", "-s",
                 ".", "-p", "/", ".", "--hardlink-dupes", "--invalidation-mode=timestamp",
                 "-q"],
}

t = tap.Tap()
served = package.interpreters()
if not served:
    tap.skip_all("no interpreter of 3.11 or newer")


def check_documents(version, python, path):
    for document in ("README.md", "docs/python.md"):
        with tempfile.TemporaryDirectory() as work:
            done = subprocess.run(
                [python, "-c", RUN, os.path.join(package.ROOT, document)], cwd=work,
                env=package.environment(path), capture_output=True, text=True)
        tried = int(done.stdout.split()[-1]) if done.stdout else 0
        wanted = 0 if document == "README.md" else 10
        t.ok(done.returncode == 0 and tried >= wanted, f"{version}: {document}",
             done.stdout.splitlines()[-40:] + done.stderr.splitlines())


def check_shims(version, python, path):
    shims = subprocess.run([python, "-m", "kiln.shims"], env=package.environment(path),
                           capture_output=True, text=True).stdout.strip()
    environment = package.environment(os.pathsep.join([shims, path]))
    done = subprocess.run([python, "-c", SHIMS], env=environment, capture_output=True,
                          text=True)
    t.equal(done.stdout, "kiln kiln.py_compile\n", f"{version}: the shims lead to Kiln")
    for name, command in COMMANDS.items():
        with tempfile.TemporaryDirectory() as work:
            for file, text in (("a.py", "x = 1\n"), ("list", "a.py\n")):
                with open(os.path.join(work, file), "w", encoding="utf-8") as out:
                    out.write(text)
            done = subprocess.run([python, *command], cwd=work, env=environment,
                                  capture_output=True, text=True)
            t.ok(done.returncode == 0 and os.listdir(os.path.join(work, "__pycache__")),
                 f"{version}: {name} command with the shims", done.stdout + done.stderr)


def check_py3compile(path):
    """Debian's, which runs the system's own interpreters on names in standard input."""
    if not (os.path.exists("/usr/bin/py3compile") and os.path.exists("/usr/bin/python3.11")):
        t.skip("py3compile with the shims", "it is not there")
        return
    shims = os.path.join(path, "kiln", "shims")
    with tempfile.TemporaryDirectory() as work:
        with open(os.path.join(work, "a.py"), "w", encoding="utf-8") as out:
            out.write("x = 1\n")
        with open(os.path.join(path, "kiln", "py_compile.py"), "a", encoding="utf-8") as ours:
            ours.write("\nprint('Kiln', file=sys.stderr)\n")
        done = subprocess.run(["/usr/bin/py3compile", work], capture_output=True, text=True,
                              env=package.environment(os.pathsep.join([shims, path])))
        made = os.path.isdir(os.path.join(work, "__pycache__"))
    t.ok(done.returncode == 0 and made and "Kiln" in done.stderr,
         "py3compile with the shims", done.stdout + done.stderr)


with tempfile.TemporaryDirectory() as directory:
    package.lay(directory)
    for version, python in served:
        check_documents(version, python, directory)
        check_shims(version, python, directory)
    check_py3compile(directory)
t.done()

# SPDX-License-Identifier: MIT
"""The wheel: what is in it, in fresh virtual environments, and pip with Kiln."""
import glob
import os
import re
import subprocess
import sys
import tempfile
import zipfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import package  # noqa: E402
import tap  # noqa: E402

t = tap.Tap()
CLEAN = {name: value for name, value in os.environ.items()
         if not name.startswith(("PYTHON", "PIP_")) and name != "SOURCE_DATE_EPOCH"}
PIP = ["-m", "pip", "--disable-pip-version-check"]
# Fails unless every source was compiled by Kiln.
WITH_KILN = """
import sys
import kiln
from kiln import _engine
calls, compile_file = [], _engine.compile_file
_engine.compile_file = lambda *args, **more: calls.append(args) or compile_file(*args, **more)
kiln.install()
from pip._internal.cli.main import main
sys.exit(main() or len(calls) != 4)
"""
SOURCES = {
    "sample/__init__.py": "from .inner import thing\n",
    "sample/inner.py": "class A:\n    class B:\n        x = {'a', 'b'}\n"
                       "def thing():\n    'doc'\n    return [k for k in range(3)]\n",
    "sample/warns.py": "if 1 is 1: pass\n",
    "sample/bad.py": "x = = 1\n",
    "sample/data.txt": "text\n",
}


def run(*command, **more):
    return subprocess.run(command, env=CLEAN, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, **more)


def make_wheel(out, *arguments):
    done = run(sys.executable, os.path.join(package.ROOT, "tools", "make-wheel"),
               "--out", out, *arguments)
    if done.returncode:
        t.note(done.stdout)
        return None
    return done.stdout.split()[-1]


def names_in(wheel):
    with zipfile.ZipFile(wheel) as archive:
        return sorted(archive.namelist())


def make_sample(directory):
    """A wheel of somebody's; pip completes the RECORD."""
    path = os.path.join(directory, "sample-1.0-py3-none-any.whl")
    info = "sample-1.0.dist-info/"
    contents = dict(SOURCES, **{
        info + "METADATA": "Metadata-Version: 2.1\nName: sample\nVersion: 1.0\n",
        info + "WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        info + "entry_points.txt": "[console_scripts]\nsample = sample:thing\n"})
    contents[info + "RECORD"] = "".join(f"{name},,\n" for name in contents) + \
        info + "RECORD,,\n"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in contents.items():
            archive.writestr(name, text)
    return path


def without_time(name, data, site):
    """A .pyc whose time is its source's, without that time."""
    match = re.fullmatch(r"(.*)__pycache__/(\w+)\.[\w-]+\.pyc", name)
    if not match:
        return data
    source = os.path.join(site, match[1] + match[2] + ".py")
    right = int(os.stat(source).st_mtime) == int.from_bytes(data[8:12], "little")
    return data[:8] + (b"time" if right else b"WRNG") + data[12:]


def installed(site):
    """{name: bytes} of the sample; RECORD's lines in their order."""
    found = {}
    for path in glob.glob(os.path.join(site, "sample*", "**", "*"), recursive=True):
        if os.path.isfile(path):
            name = os.path.relpath(path, site)
            with open(path, "rb") as file:
                found[name] = without_time(name, file.read(), site)
    record = next(name for name in found if name.endswith("/RECORD"))
    # pip hashes the .pyc files too in its RECORD only where it knows them.
    found[record] = re.sub(rb"(\.pyc),.*", rb"\1", found[record])
    return found


def try_pip(name, python, sample):
    site = run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
    site = site.stdout.strip()
    outcomes = []
    for start in (PIP, ["-c", WITH_KILN, "--disable-pip-version-check"]):
        done = run(python, *start, "install", "--no-index", "--no-deps", sample)
        outcomes.append((done.returncode, installed(site)))
        run(python, *PIP, "uninstall", "-y", "sample")
    (status, theirs), (our_status, ours) = outcomes
    compiled = [path for path in theirs if path.endswith(".pyc")]
    t.ok(status == our_status == 0 and len(compiled) == 3,
         f"{name}: pip installs a wheel with Kiln in the place of compileall", compiled)
    t.equal(sorted(ours), sorted(theirs), f"{name}: pip: the same files")
    t.equal([path for path in theirs if ours.get(path) != theirs[path]], [],
            f"{name}: pip: the same RECORD and the same bytes")


def try_venv(name, python, wheel, sample, directory):
    home = os.path.join(directory, "venv-" + name)
    if run(python, "-m", "venv", home).returncode:
        t.skip(f"{name}: a fresh virtual environment", "it cannot make one with pip")
        return
    python = os.path.join(home, "bin", "python")
    done = run(python, *PIP, "install", "--no-index", "--no-deps", wheel)
    t.ok(done.returncode == 0, f"{name}: pip installs the wheel", done.stdout)
    tree = os.path.join(directory, "tree-" + name)
    os.mkdir(tree)
    with open(os.path.join(tree, "a.py"), "w", encoding="utf-8") as file:
        file.write("x = 1\n")
    done = run(python, "-I", "-m", "kiln", "a.py", ".", cwd=tree)
    t.ok(done.returncode == 0 and os.listdir(os.path.join(tree, "__pycache__"))
         and done.stdout == "Compiling 'a.py'...\nListing '.'...\n",
         f"{name}: python -m kiln there", done.stdout)
    done = run(python, "-c", "import kiln; print(kiln.__file__)")
    t.ok(done.stdout.startswith(home), f"{name}: import kiln there", done.stdout)
    try_pip(name, python, sample)
    run(python, *PIP, "uninstall", "-y", "kiln")
    left = glob.glob(os.path.join(home, "lib*", "python*", "site-packages", "kiln*"))
    t.equal(left, [], f"{name}: pip takes all of it away again")


def check_contents(wheel, directory):
    names = names_in(wheel)
    top = os.path.join(package.ROOT, "python")
    expected = {os.path.relpath(path, top) for path in glob.glob(
        os.path.join(top, "kiln", "**", "*.*"), recursive=True)
        if path.endswith((".py", ".pyi", ".typed"))}
    t.ok(expected <= set(names) and any(name.endswith(".so") for name in names),
         "the wheel has the whole package", names)
    again = os.path.join(directory, "again")
    second = make_wheel(again, "--extension", os.environ["KILN_EXTENSION"])
    with open(wheel, "rb") as one, open(second, "rb") as two:
        t.ok(one.read() == two.read(), "the same wheel when made again")
    try:
        import mesonpy  # noqa: F401
    except ImportError:
        t.skip("meson-python makes the same wheel", "this interpreter has no meson-python")
        return
    other = make_wheel(os.path.join(directory, "mesonpy"))
    t.equal(sorted(names_in(other or wheel)), names, "meson-python makes the same wheel")
    t.equal(os.path.basename(other or ""), os.path.basename(wheel),
            "meson-python gives it the same name")


with tempfile.TemporaryDirectory() as directory:
    wheel = make_wheel(directory, "--extension", os.environ["KILN_EXTENSION"])
    t.ok(wheel, "make-wheel")
    if wheel:
        check_contents(wheel, directory)
        sample = make_sample(directory)
        for name, python in package.interpreters():
            try_venv(name, python, wheel, sample, directory)
t.done()

# SPDX-License-Identifier: MIT
"""One call made twice, of compileall and of Kiln, on the same tree at the same path."""
import contextlib
import io
import os
import re
import shutil
import sys
import tempfile
import warnings

ROOT = os.path.join(os.path.realpath(tempfile.gettempdir()), f"kiln-twin-{os.getpid()}")
WHEN = 1_600_000_000

FILES = {
    "a.py": "x = 1\n",
    "bad.py": "x = = 1\n",
    "indent.py": "  x = 1\n",
    "utf8.py": "é = 'ü\n",
    "latin.py": b"# coding: nothing\n",
    "nul.py": b"x = 1\0\n",
    "doc.py": "'doc'\nassert 1\ndef f():\n    'doc'\n    return 1\n",
    "twice.py": "'doc'\nX = 1\n",
    "notes.txt": "no python\n",
    "pkg/__init__.py": "",
    "pkg/mod.py": "import os\nclass A:\n    class B:\n        pass\n",
    "pkg/sub/deep.py": "y = [i for i in range(3)]\n",
    "warn.py": "if x is 1: pass\nprint('\\d')\n",
}
GOOD = ("a.py", "doc.py", "twice.py", "notes.txt", "pkg/__init__.py", "pkg/mod.py",
        "pkg/sub/deep.py")


def plant(names=None):
    """A new tree at ROOT; the present directory is in it."""
    os.chdir("/")
    shutil.rmtree(ROOT, ignore_errors=True)
    for name in FILES if names is None else names:
        path = os.path.join(ROOT, "t", name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        text = FILES[name]
        with open(path, "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        os.utime(path, (WHEN, WHEN))
    os.makedirs(os.path.join(ROOT, "t"), exist_ok=True)
    os.chdir(ROOT)


def uproot():
    os.chdir("/")
    shutil.rmtree(ROOT, ignore_errors=True)


def snapshot():
    """{path: what is there} of all but the sources."""
    found = {}
    for folder, _, names in os.walk(ROOT):
        for name in names:
            path = os.path.join(folder, name)
            if name.endswith((".py", ".txt")):
                continue
            if os.path.islink(path):
                found[os.path.relpath(path, ROOT)] = os.readlink(path)
                continue
            with open(path, "rb") as file:
                status = os.stat(path)
                found[os.path.relpath(path, ROOT)] = (
                    file.read(), status.st_mode, status.st_nlink)
    return found


def steady(text):
    """Without what differs from run to run: addresses, temporaries' names."""
    text = re.sub(r"0x[0-9a-f]+", "0x", text)
    return re.sub(r"\.pyc\.\d+", ".pyc.N", text)


class Outcome:
    """What a call came to."""

    def __init__(self, call, module, filters, encoding):
        out = io.TextIOWrapper(io.BytesIO(), encoding=encoding, write_through=True)
        error = io.StringIO()
        self.raised = self.result = None
        with warnings.catch_warnings(), contextlib.redirect_stdout(out), \
                contextlib.redirect_stderr(error):
            for arguments in filters:
                warnings.filterwarnings(*arguments)
            try:
                self.result = call(module)
            except BaseException as raised:
                self.raised = f"{type(raised).__name__}: {raised}"
        out.flush()
        self.out = out.buffer.getvalue().decode(encoding, "backslashreplace")
        self.error = error.getvalue()
        self.files = snapshot()

    def parts(self):
        return {"result": repr(self.result), "raised": steady(str(self.raised)),
                "output": steady(self.out), "errors": steady(self.error),
                "files": sorted(self.files), "contents": self.files}


def differences(call, modules, names=None, filters=(), encoding="utf-8", before=None):
    """How the outcomes of call(module) differ, in words."""
    outcomes = []
    for module in modules:
        plant(names)
        if before:
            before()
        outcomes.append(Outcome(call, module, filters, encoding).parts())
    theirs, ours = outcomes
    notes = []
    for part, expected in theirs.items():
        if ours[part] == expected:
            continue
        if part == "contents":
            names = [name for name in expected if ours[part].get(name) != expected[name]]
            notes.append(f"contents of {names}")
        else:
            notes += [f"{part}: expected {expected!r}", f"{part}: got      {ours[part]!r}"]
    return notes

# SPDX-License-Identifier: MIT
"""A tree in a temporary directory to run kiln in, and what must hold afterwards
whatever happened: no torn .pyc, no temporary, no process left."""
import glob
import os
import subprocess
import tempfile
import time

import interpreters
import rules
import tree


class Scene:
    """One tree, filled by fill(builder); `place` is a directory for scratch."""

    def __init__(self, python, fill, place):
        self.python, self.fill = python, fill
        self.place = tempfile.mkdtemp(dir=place)
        self.root = os.path.join(self.place, "root")
        self.builder = self.build(self.root)
        self.sources = set(tree.snapshot(self.root))

    def build(self, root):
        os.mkdir(root)
        builder = tree.Builder(root, self.python)
        self.fill(builder)
        builder.finish()
        return builder

    def start(self, words, env=None, python=None, before=(), **more):
        command = [*before, os.environ["KILN"]]
        if python != "":
            command += ["--python", python or self.python.path]
        if python:
            command += ["--engine", "interpreter"]  # it is there to be looked at
        return subprocess.Popen(command + words, cwd=self.root,
                                env=interpreters.plain_environment(**(env or {})),
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, **more)

    def kiln(self, *words, timeout=120, **more):
        began = time.monotonic()
        process = self.start(list(words), **more)
        try:
            out, err = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
            err += b"(killed by the test: does not end)"
        return finish(process, out, err, began)

    def compileall(self, *words, env=None, timeout=120, root=None, before=(), **more):
        began = time.monotonic()
        command = [*before, self.python.path, "-m", "compileall", *words]
        process = subprocess.Popen(command,
                                   cwd=root or self.root, stdin=subprocess.DEVNULL,
                                   env=interpreters.plain_environment(**(env or {})),
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more)
        out, err = process.communicate(timeout=timeout)
        return finish(process, out, err, began)

    def reference(self, *words, env=None, before=()):
        """compileall on a fresh copy of the tree: (output, snapshot)."""
        root = os.path.join(self.place, "reference")
        tree.remove(root)
        self.build(root)
        output = self.compileall(*words, env=env, root=root, before=before)
        return output, tree.snapshot(root)

    def pycs(self):
        found = tree.snapshot(self.root)
        return {path: entry for path, entry in found.items() if path.endswith(b".pyc")}

    def torn(self, expected):
        """.pyc files that are not, byte for byte, what `expected` has there."""
        return [tree.show(path) for path, entry in self.pycs().items()
                if path not in self.sources
                and (path not in expected or expected[path].body != entry.body)]

    def missing(self, expected, but=()):
        """.pyc files of `expected` that are not there, `but` those of these stems."""
        have = self.pycs()
        return [tree.show(path) for path in expected if path.endswith(b".pyc")
                and path not in have
                and os.path.basename(path).split(b".")[0].decode() not in but]

    def leftovers(self):
        """What is neither a source, a cache directory nor a .pyc."""
        found = tree.snapshot(self.root)
        return [tree.show(path) for path in found.keys() - self.sources
                if not path.endswith((b".pyc", b"__pycache__"))]

    def drop_caches(self):
        for path in glob.glob(self.root + "/**/__pycache__", recursive=True):
            tree.remove(path)

    def remove(self):
        tree.remove(self.place)


def finish(process, out, err, began):
    output = rules.Output(process.returncode, out.decode("utf-8", "surrogateescape"),
                          err.decode("utf-8", "surrogateescape"))
    output.seconds = time.monotonic() - began
    return output


def processes_that_mention(marker):
    """Ids of the processes whose environment holds `marker`."""
    found = []
    for path in glob.glob("/proc/[0-9]*/environ"):
        try:
            with open(path, "rb") as source:
                if marker.encode() in source.read():
                    found.append(int(path.split("/")[2]))
        except OSError:
            pass
    return [pid for pid in found if pid != os.getpid()]


def gone_within(marker, seconds):
    """Whether every process with `marker` ends in that time; those that do not."""
    end = time.monotonic() + seconds
    while True:
        left = processes_that_mention(marker)
        if not left or time.monotonic() > end:
            return left
        time.sleep(0.02)

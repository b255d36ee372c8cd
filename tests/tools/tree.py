# SPDX-License-Identifier: MIT
"""What the tests of this folder share: the root, running a tool, small trees."""

import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.environ.get("KILN_SOURCE_ROOT", os.path.dirname(os.path.dirname(HERE)))
sys.path.insert(0, os.path.join(ROOT, "tests"))
sys.dont_write_bytecode = True


def tool(name, *arguments, **keywords):
    """Runs a Python tool of tools/; gives what it printed and its exit status."""
    done = subprocess.run([sys.executable, os.path.join(ROOT, name), *arguments],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          encoding="utf-8", **keywords)
    return done.stdout, done.returncode


def write_tree(root, files):
    for path, text in files.items():
        path = os.path.join(root, path)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)


class Tree(tempfile.TemporaryDirectory):
    """A temporary tree of the given files."""

    def __init__(self, files):
        super().__init__(prefix="kiln-tools-")
        write_tree(self.name, files)

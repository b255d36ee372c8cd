# SPDX-License-Identifier: MIT
"""Running the command on top of the library's double."""
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), os.pardir))

DOUBLE = os.environ.get("KILN_DOUBLE", "kiln-double")
SETTINGS = ("PYTHONPYCACHEPREFIX", "PYTHONOPTIMIZE", "PYTHONWARNINGS", "COLUMNS",
            "SOURCE_DATE_EPOCH", "NO_COLOR", "KILN_DOUBLE_EVENTS", "KILN_DOUBLE_PATH",
            "KILN_DOUBLE_WAIT", "KILN_DOUBLE_STATUS")


def environment(**more):
    clean = {k: v for k, v in os.environ.items() if k not in SETTINGS}
    clean.update(more)
    return clean


class Run:
    """One finished run: code, out, err (bytes), and the call that it made, if any,
    as a dictionary whose strings are bytes."""

    def __init__(self, words, stdin=b"", cwd=None, **settings):
        with tempfile.NamedTemporaryFile(prefix="kiln-double") as log:
            done = subprocess.run(
                [DOUBLE] + list(words), input=stdin, cwd=cwd, timeout=60,
                stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                env=environment(KILN_DOUBLE_LOG=log.name, **settings))
            calls = [json.loads(line) for line in log.read().decode().splitlines()]
        self.code, self.out, self.err = done.returncode, done.stdout, done.stderr
        assert len(calls) <= 1, calls
        self.call = as_bytes(calls[0]) if calls else None


def as_bytes(value):
    """The double's strings hold a byte in each character."""
    if isinstance(value, str):
        return value.encode("latin-1")
    if isinstance(value, list):
        return [as_bytes(item) for item in value]
    if isinstance(value, dict):
        return {key: as_bytes(item) for key, item in value.items()}
    return value

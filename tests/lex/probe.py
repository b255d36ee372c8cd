# SPDX-License-Identifier: MIT
"""Talking with lex_probe."""
import subprocess


def frame(sources):
    return b"".join(b"%d\n" % len(source) + source for source in sources)


def run(command, sources):
    """The lines of each source's answer, the verdict last."""
    out = subprocess.run(command, input=frame(sources), stdout=subprocess.PIPE,
                         check=True).stdout.decode("utf-8", "surrogateescape")
    answers, lines = [], []
    for line in out.split("\n")[:-1]:
        lines.append(line)
        if line.split(" ", 1)[0] in ("ok", "rejected", "unsupported"):
            answers.append(lines)
            lines = []
    return answers

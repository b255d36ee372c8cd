# SPDX-License-Identifier: MIT
"""Figures as a Markdown table, and as an SVG plot."""

import html

FLOOR, KILN, COMPILEALL = "floor", "kiln", "compileall"
INTERPRETER = "interpreter"


def seconds(value):
    """Three figures, in the unit that suits them."""
    if value < 0.9995:
        return f"{value * 1000:#.3g}".rstrip(".") + " ms"
    return f"{value:#.3g}".rstrip(".") + " s"


def times(value):
    return f"{value:#.3g}".rstrip(".") + " ×" if value < 99.95 else f"{value:.0f} ×"


def mebibytes(value):
    return f"{value / 2**20:.0f} MiB"


class Line:
    """One case: the contestants by name."""

    def __init__(self, title, jobs, players):
        self.title = title
        self.jobs = jobs
        self.players = players

    def wall(self, name):
        return self.players[name].wall

    def known(self, name):
        return name in self.players

    @property
    def faster(self):
        return self.wall(COMPILEALL) / self.wall(KILN)

    @property
    def above_floor(self):
        return self.wall(KILN) / self.wall(FLOOR)

    def cells(self):
        compileall, kiln = self.players[COMPILEALL], self.players[KILN]
        floor = ([seconds(self.wall(FLOOR)), times(self.above_floor)]
                 if self.known(FLOOR) else ["", ""])
        return [self.title, f"-j{self.jobs}", seconds(compileall.wall), seconds(kiln.wall),
                f"**{times(self.faster)}**", seconds(compileall.cpu), seconds(kiln.cpu),
                *floor, seconds(self.wall(INTERPRETER)),
                mebibytes(compileall.memory), mebibytes(kiln.memory),
                f"±{max(kiln.spread, compileall.spread) / 2:.0%}"]

    def __str__(self):
        return " | ".join(self.cells())


class Block:
    """All cases of one interpreter."""

    def __init__(self, python, files, size, count, start, lines, alone):
        self.python = python
        self.files = files
        self.size = size
        self.pycs, self.process_dependent = count
        self.start = start
        self.lines = lines
        self.alone = alone  # the compiler without files: see stages.py


HEADINGS = ("case", "workers", "compileall", "kiln", "faster", "compileall cpu",
            "kiln cpu", "I/O floor", "kiln / floor", "kiln by interpreter",
            "compileall memory", "kiln memory", "spread")

INTRODUCTION = """\
<!-- Written by bench/run; do not edit. -->
# Figures

{version}. {facts}.

Times are medians of {rounds} interleaved runs ({more} where a run takes less than half a
second), each in a fresh copy of the tree; *spread* is half the distance of the
slowest run from the fastest. *cpu* is what all processes of a run used together.
The *I/O floor* is [floor.c](../bench/floor.c), a small program that makes only the
system calls: up to date, it lists the directories, stats the sources and reads the
.pyc headers; else it reads the sources and publishes files of the right sizes.
*Memory* is the highest sum, over all processes of a run, of their proportional set
sizes (`Pss` of `/proc/PID/smaps_rollup`, pages shared by n processes count 1/n
each), asked every few milliseconds in a run of its own, so that short peaks can be
missed. The commands are `pythonX.Y -I -S -m compileall -q -jN lib` and
`kiln -q -jN --target X.Y.Z lib`, with `-f` where the tree is fresh; *kiln by interpreter*
is the same with `--engine interpreter`, where CPython does the compiling.

Before anything is timed, the .pyc files of both are compared byte for byte.

To repeat: `make bench`, or `bench/run --help`.

![kiln and compileall compared](bench.svg)
"""

BLOCK = """\

## {python}

{files} sources that compile, {size:.1f} MB; {pycs} .pyc files, the same bytes from both{few}. To
start the interpreter and to do nothing takes {start}.

"""

FEW = (" but for {} in which CPython's own depend on what else the process has compiled, "
       "and where kiln gives what a fresh process gives")


def table(version, facts, options, blocks):
    text = INTRODUCTION.format(version=version, facts=facts, rounds=options.rounds,
                               more=options.rounds * 3)
    for block in blocks:
        few = FEW.format(block.process_dependent) if block.process_dependent else ""
        text += BLOCK.format(python=block.python, files=block.files, size=block.size / 1e6,
                             pycs=block.pycs, few=few, start=seconds(block.start))
        text += "| " + " | ".join(HEADINGS) + " |\n"
        text += "|---|---|" + "---:|" * (len(HEADINGS) - 2) + "\n"
        for line in block.lines:
            text += "| " + " | ".join(line.cells()) + " |\n"
        text += block.alone.table()
    return text


# The plot: one panel a case, its bars on a scale of their own.

WIDTH = 760
LABEL_WIDTH = 130
VALUE_WIDTH = 150
BAR, GAP, PANEL_GAP, TITLE = 14, 5, 22, 24
COLOURS = {COMPILEALL: "#8b95a5", KILN: "#e8702a", FLOOR: "#c9ced6"}
STYLE = """\
<style>
text { font: 12px system-ui, -apple-system, "Segoe UI", sans-serif; fill: #57606a; }
.title { font-weight: 600; fill: #24292f; }
.strong { font-weight: 600; fill: #c4530f; }
@media (prefers-color-scheme: dark) {
  text { fill: #9aa4b2; }
  .title { fill: #e6edf3; }
  .strong { fill: #ff9a5c; }
  .floor { fill: #4a525d; }
}
</style>
"""


def bars_of(lines):
    """(label, class, seconds, note) of every bar of a panel."""
    for name in (COMPILEALL, KILN):
        for line in lines:
            note = times(line.faster) + " faster" if name == KILN else ""
            yield f"{name} -j{line.jobs}", name, line.wall(name), note
    floors = [line.wall(FLOOR) for line in lines if line.known(FLOOR)]
    if floors:
        yield "I/O floor", FLOOR, min(floors), ""


def text_at(x, y, words, kind="", anchor="start"):
    kind = f' class="{kind}"' if kind else ""
    return (f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{kind}>'
            f"{html.escape(words)}</text>\n")


def panel(title, lines, top):
    """(SVG of one panel, its bottom)."""
    bars = list(bars_of(lines))
    longest = max(value for _, _, value, _ in bars)
    svg = text_at(0, top + 13, title, "title")
    y = top + TITLE
    for label, name, value, note in bars:
        length = max(1.5, value / longest * (WIDTH - LABEL_WIDTH - VALUE_WIDTH))
        middle = y + BAR / 2 + 4
        svg += text_at(LABEL_WIDTH - 10, middle, label, anchor="end")
        svg += (f'<rect class="{name}" x="{LABEL_WIDTH}" y="{y}" width="{length:.1f}" '
                f'height="{BAR}" rx="2" fill="{COLOURS[name]}"/>\n')
        svg += text_at(LABEL_WIDTH + length + 8, middle, seconds(value))
        if note:
            svg += text_at(LABEL_WIDTH + length + 70, middle, note, "strong")
        y += BAR + GAP
    return svg, y + PANEL_GAP


def panels_of(block):
    """title -> lines, in order."""
    panels = {}
    for line in block.lines:
        panels.setdefault(line.title, []).append(line)
    return panels


def plot(blocks):
    """The first interpreter's cases."""
    block = blocks[0]
    body = text_at(0, 14, f"{block.python}: {block.files} sources of the standard library, "
                          "seconds, less is better", "title")
    y = 36
    for title, lines in panels_of(block).items():
        svg, y = panel(title.replace("`", ""), lines, y)
        body += svg
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" '
            f'width="{WIDTH}" height="{y}" role="img" '
            f'aria-label="kiln and compileall compared">\n{STYLE}{body}</svg>\n')

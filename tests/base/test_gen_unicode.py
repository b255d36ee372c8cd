#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""src/base/unicode_table.c is what tools/gen-unicode makes of the Unicode
Character Database of its version, where that lies on this machine: in
KILN_UCD, or where Debian's unicode-data has it."""
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import tap

ROOT = os.environ["KILN_SOURCE_ROOT"]
TABLE = os.path.join(ROOT, "src", "base", "unicode_table.c")
TOOL = os.path.join(ROOT, "tools", "gen-unicode")

# A database of six characters, one range and two versions.
SMALL_DATA = """\
0020;SPACE;Zs;
0041;A;Lu;
0042;B;Lu;
00A0;NO-BREAK SPACE;Zs;
0300;MARK;Mn;
0301;MARK;Mn;
4E00;<Ideograph, First>;Lo;
4E02;<Ideograph, Last>;Lo;
"""
SMALL_AGES = """\
# DerivedAge-99.0.0.txt
0020 ; 1.1
0041..0042 ; 1.1 # two
00A0 ; 1.1
0300 ; 1.1
0301 ; 99.0
4E00..4E02 ; 15.1
"""
SMALL_CELLS = """\
    {0x00020, 0, 12, 1}, {0x00041, 1, 12, 1}, {0x00300, 0, 12, 1},
    {0x00301, 0, 99, 0}, {0x04e00, 2, 15, 1},
"""


def generate(directory):
    return subprocess.run([sys.executable, TOOL, directory], stdout=subprocess.PIPE,
                          check=True, text=True, encoding="utf-8").stdout


def test_small(t):
    with tempfile.TemporaryDirectory() as directory:
        for name, text in ("UnicodeData.txt", SMALL_DATA), ("DerivedAge.txt", SMALL_AGES):
            with open(os.path.join(directory, name), "w", encoding="utf-8") as file:
                file.write(text)
        made = generate(directory)
    cells = "".join(line + "\n" for line in made.split("\n") if line.startswith("    {"))
    t.equal(cells, SMALL_CELLS, "a small database becomes this table")
    t.ok("unicode_printable_count = 5;" in made, "and is counted")


def version_in(path, pattern):
    try:
        with open(path, encoding="utf-8") as file:
            found = re.search(pattern, file.read(2000))
    except OSError:
        return None
    return found and found[1]


def main():
    t = tap.Tap()
    test_small(t)
    directory = os.environ.get("KILN_UCD", "/usr/share/unicode")
    wanted = version_in(TABLE, r"Character Database (\S+)")
    t.ok(wanted, "the table says of which version it is")
    present = version_in(os.path.join(directory, "DerivedAge.txt"), r"DerivedAge-([\d.]+)\.txt")
    if present == wanted:
        with open(TABLE, encoding="utf-8") as file:
            t.ok(generate(directory) == file.read(), "the table is as the tool makes it")
    else:
        t.skip("the table is as the tool makes it",
               "Unicode %s is not in %s" % (wanted, directory))
    t.done()


main()

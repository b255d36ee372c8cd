# SPDX-License-Identifier: MIT
"""Names of characters against every interpreter at hand: all that it knows, and what
\\N{...} says to names that are nearly right.  And the table is what
tools/gen-unicode-names makes of the database of its version, where that lies here
(KILN_UCD, or where Debian's unicode-data has it)."""
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import pythons
import tap

ROOT = os.environ["KILN_SOURCE_ROOT"]
TABLE = os.path.join(ROOT, "src", "base", "unicode_names_table.c")
TOOL = os.path.join(ROOT, "tools", "gen-unicode-names")
LOOSE_SINCE = {13: 13, 14: 4, 15: 0}    # gh-80667: micro version

# Prints "code point;name" of all names, then of names that are nearly right
# ("-": no such name).
ASK = r"""
import random, sys, unicodedata
names = [(c, unicodedata.name(chr(c), None)) for c in range(sys.maxunicode + 1)]
names = [(c, n) for c, n in names if n]
out = ["%x;%s" % pair for pair in names]
chance = random.Random(7)
odd = ["NULL", "bel", "ALERT", "BELL", "EM", "zwj", "KEYCAP DIGIT ZERO",
       "BAMUM LETTER PHASE-E NGGOP", "CUNEIFORM SIGN KALAM", "HANGUL SYLLABLE ",
       "HANGUL SYLLABLE WEOLS", "HANGUL SYLLABLE GAA", "CJK UNIFIED IDEOGRAPH-04E00",
       "CJK UNIFIED IDEOGRAPH-004E00", "CJK UNIFIED IDEOGRAPH-A000",
       "CJK UNIFIED IDEOGRAPH-33479", "CJK COMPATIBILITY IDEOGRAPH-0F900",
       "TANGUT IDEOGRAPH-17000", "tangut ideograph-187f8", "A" * 200]
for c, n in chance.sample(names, 3000):
    i = chance.randrange(len(n))
    odd += [n.lower(), n.title(), n[:i] + n[i + 1:], n + chance.choice("A1 "),
            n[:i] + chance.choice("AEX0- ") + n[i:]]
for n in odd:
    try:
        out.append("%x;%s" % (ord(eval('"\\N{%s}"' % n)), n))
    except SyntaxError:
        out.append("-;" + n)
print(unicodedata.unidata_version)
print("\n".join(out))
"""


def lookup(probe, unicode_version, rules, names):
    done = subprocess.run([probe, unicode_version, rules], input="\n".join(names) + "\n",
                          stdout=subprocess.PIPE, check=True, encoding="utf-8")
    return done.stdout.split()


def test_interpreter(t, probe, version, path):
    said = pythons.run(path, ASK)
    name = "names of CPython %d.%d.%d" % version
    if said is None:
        return t.ok(False, name, "the interpreter failed")
    unicode_version, *rows = said.decode().split("\n")[:-1]
    loose = version[2] >= LOOSE_SINCE.get(version[1], 999)
    names = [row.split(";", 1)[1] for row in rows]
    found = lookup(probe, unicode_version, "loose" if loose else "strict", names)
    wrong = ["%s, not %s" % (row, mine) for row, mine in zip(rows, found)
             if row.split(";")[0] != mine]
    t.ok(len(rows) > 100000 and not wrong, "%s: %d" % (name, len(rows)), wrong[:20])


def database():
    with open(TABLE, encoding="utf-8") as file:
        wanted = re.search(r"Character Database (\S+)", file.read())[1]
    for folder in os.environ.get("KILN_UCD"), "/usr/share/unicode":
        path = os.path.join(folder or "", "DerivedAge.txt")
        if folder and os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                if "DerivedAge-%s.txt" % wanted in file.readline():
                    return wanted, folder
    return wanted, None


def test_table(t):
    version, folder = database()
    name = "the table of names is what its generator makes"
    if not folder:
        return t.skip(name, "no Unicode Character Database %s here" % version)
    made = subprocess.run([sys.executable, TOOL, folder], stdout=subprocess.PIPE,
                          check=True, encoding="utf-8").stdout
    with open(TABLE, encoding="utf-8") as file:
        t.ok(file.read() == made, name)


def main():
    t = tap.Tap()
    asked = 0
    for version, path in pythons.at_hand().items():
        if version >= (3, 11):
            test_interpreter(t, sys.argv[1], version, path)
            asked += 1
    if not asked:
        t.skip("names against interpreters", "none from 3.11 on here")
    test_table(t)
    t.done()


main()

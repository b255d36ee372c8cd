#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""File names as text, against real interpreters: printability of every code
point, and repr, order and backslashreplace of random names.

usage: test_names.py PROBE
"""
import json
import os
import random
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import pythons
import tap

NAMES = 4000

PRINTABLE = """
import unicodedata
out, before = [], False
for point in range(0x110001):
    now = point < 0x110000 and chr(point).isprintable()
    if now and not before:
        out.append("%x-" % point)
    elif before and not now:
        out.append("%x " % (point - 1))
    before = now
print(unicodedata.unidata_version)
print("".join(out))
"""

# The decoding is spelled out, so that no locale has a say in it.
TEXTS = """
import json, sys
names = [bytes.fromhex(name) for name in json.load(sys.stdin)]
texts = [name.decode("utf-8", "surrogateescape") for name in names]

def escaped(name, text):
    try:
        text = name.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        if b"\\xed" in name:     # would mix the two handlers
            return None
    return text.encode("utf-8", "backslashreplace").hex()

print(json.dumps([
    [repr(text).encode("utf-8").hex() for text in texts],
    [(a > b) - (a < b) for a, b in zip(texts, texts[1:])],
    list(map(escaped, names, texts)),
]))
"""

# Pieces that decoders, quotes and tables of Unicode treat in different ways.
PIECES = [bytes([byte]) for byte in range(256)] + [
    chr(point).encode("utf-8", "surrogatepass") for point in (
        0x7F, 0x80, 0xA0, 0xA1, 0xAD, 0x300, 0x378, 0x37A, 0x7FF, 0x800, 0x8E2, 0x180E,
        0x1E9E, 0x2000, 0x200B, 0x2028, 0x2029, 0x3000, 0xD7FF, 0xD800, 0xDBFF, 0xDC80,
        0xDCFF, 0xDFFF, 0xE000, 0xFEFF, 0xFFFD, 0xFFFF, 0x10000, 0x1F600, 0x1FAE9,
        0x2EBF0, 0x30000, 0x31350, 0xE0001, 0xE0100, 0xF0000, 0x10FFFF)] + [
    b"\xc0\x80", b"\xc1\xbf", b"\xe0\x80\x80", b"\xe0\x9f\xbf", b"\xf0\x80\x80\x80",
    b"\xf0\x8f\xbf\xbf", b"\xf4\x90\x80\x80", b"\xf5\x80\x80\x80", b"\xf8\x88\x80\x80\x80",
    b"\xe2\x82", b"\xf0\x9f\x98", b"\xf0\x9f", b"'", b'"', b"\\", b"plain", b".py", b"a"]


def random_names():
    source = random.Random(20)
    names = [b"", b"'", b'"', b"'\""]
    while len(names) < NAMES:
        pick = source.random()
        if pick < 0.7:
            name = b"".join(source.choices(PIECES, k=source.randrange(1, 8)))
        elif pick < 0.85:
            name = bytes(source.randrange(256) for _ in range(source.randrange(1, 12)))
        else:
            points = [source.choice([0x100, 0x3000, 0xD800, 0x20000, 0x110000])
                      for _ in range(source.randrange(1, 6))]
            name = "".join(chr(source.randrange(limit)) for limit in points).encode(
                "utf-8", "surrogatepass")
        names.append(name)
        if source.random() < 0.3:   # a neighbour that differs at the end
            names.append(name[:-1] + source.choice(PIECES)[:2])
    return names


def ask(probe, questions):
    done = subprocess.run([probe], input="\n".join(questions) + "\n", text=True,
                          stdout=subprocess.PIPE, timeout=120, check=True)
    return done.stdout.split("\n")[:-1]


def first_difference(questions, got, expected):
    wrong = [i for i in range(len(expected)) if got[i] != expected[i]]
    return ["%d differ" % len(wrong)] + [
        "%s: expected %s, got %s" % (questions[i], expected[i], got[i]) for i in wrong[:5]]


def compare(t, name, questions, got, expected):
    t.ok(got == expected and len(got) == len(questions), name,
         first_difference(questions, got, expected) if got != expected else [])


def check(t, probe, title, python, names):
    said = pythons.run(python, PRINTABLE).decode().split("\n")
    major, minor = said[0].split(".")[:2]
    t.equal(ask(probe, ["P %s %s" % (major, minor)]) == [said[1]], True,
            title + ": isprintable of every code point, Unicode " + said[0])
    said = pythons.run(python, TEXTS, input=json.dumps([n.hex() for n in names]).encode())
    quoted, order, escaped = json.loads(said)
    questions = ["Q %s %s %s" % (major, minor, name.hex()) for name in names]
    compare(t, title + ": repr of %d names" % len(names), questions,
            ask(probe, questions), quoted)
    questions = ["C " + a.hex() + "," + b.hex() for a, b in zip(names, names[1:])]
    compare(t, title + ": order of names", questions, ask(probe, questions),
            list(map(str, order)))
    pairs = [("E " + name.hex(), text) for name, text in zip(names, escaped)
             if text is not None]
    questions, expected = map(list, zip(*pairs))
    compare(t, title + ": backslashreplace of %d texts" % len(expected), questions,
            ask(probe, questions), expected)


def main():
    probe = sys.argv[1]
    t = tap.Tap()
    names = random_names()
    at_hand = pythons.one_per_minor()
    for minor in pythons.MINORS:
        if (3, minor) in at_hand:
            version, python = at_hand[3, minor]
            check(t, probe, "%d.%d.%d" % version, python, names)
        else:
            t.skip("3.%d: names as text" % minor, "no such interpreter")
    t.done()


main()

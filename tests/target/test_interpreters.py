#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The targets against every interpreter at hand: cache tag, magic number, version
of Unicode, hash of sources.

usage: test_interpreters.py PROBE
"""
import os
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import pythons
import tap

ASK = """
import importlib.util as util, sys, unicodedata
source = bytes(i % 256 for i in range(300))
print("%d.%d.%d" % sys.version_info[:3], sys.implementation.cache_tag,
      util.MAGIC_NUMBER.hex(), ".".join(unicodedata.unidata_version.split(".")[:2]),
      *(util.source_hash(source[:size]).hex()
        for size in (0, 1, 7, 8, 9, 63, 64, 255, 256, 300)))
"""
FACTS = ["version", "cache tag", "magic number", "version of Unicode"]


def main():
    probe = sys.argv[1]
    t = tap.Tap()
    at_hand = pythons.at_hand()
    for version, python in at_hand.items():
        name = "%d.%d.%d" % version
        expected = pythons.run(python, ASK).decode().split()
        got = subprocess.run([probe, name], stdout=subprocess.PIPE, check=True,
                             text=True).stdout.split()
        for i, fact in enumerate(FACTS):
            t.equal(got[i:i + 1], expected[i:i + 1], name + ": " + fact)
        t.equal(got[len(FACTS):], expected[len(FACTS):], name + ": hashes of sources")
    for minor in pythons.MINORS:
        if not any(version[1] == minor for version in at_hand):
            t.skip("3.%d: facts" % minor, "no such interpreter")
    t.done()


main()

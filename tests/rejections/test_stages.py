# SPDX-License-Identifier: MIT
"""What is said about sources that parse, but that scopes or code generation reject or
warn of: class, message, place, and the warnings in their order; with warnings shown and
with warnings that are errors.

    test_stages.py IMAGE      against later-stages.golden; no interpreter is needed
    test_stages.py --update   record that anew with the interpreters at hand
    test_stages.py --list IMAGE VERSION
                              what differs, as later-differences-VERSION.txt has it

later-stages.golden holds sources out of CPython's own tests (tools/harvest-rejections)
and those of snippets.txt.  A known difference that is no longer there must go.
"""
import hashlib
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]
sys.dont_write_bytecode = True
import pythons
import stages
import tap

NATIVE = ("3.11.2", "3.11.7", "3.13.0", "3.13.5", "3.13.18", "3.14.10")


def differences(image, version, rows, folder):
    """{key: line of the list}"""
    found = {}
    for word in stages.FILTERS:
        answers = folder.ask_image(image, version, word)
        for (source, told), got in zip(rows, answers):
            expected = told[version, word]
            if got != expected and (expected != stages.CRASH or got == stages.CRASH):
                key = hashlib.sha256(f"{word}\0{expected}\0".encode() + source)
                key = key.hexdigest()[:16]
                found[key] = "\t".join([key, word, repr(source), repr(expected), repr(got)])
    return found


def main():
    if sys.argv[1] == "--update":
        stages.update({".".join(map(str, version)): path
                       for version, path in pythons.at_hand().items()})
        return
    rows = stages.read_golden()
    with stages.Folder([source for source, _ in rows]) as folder:
        if sys.argv[1] == "--list":
            for line in differences(sys.argv[2], sys.argv[3], rows, folder).values():
                print(line)
            return
        t = tap.Tap()
        for version in NATIVE:
            found = differences(sys.argv[1], version, rows, folder)
            known = stages.known_differences(version)
            new = [found[key] for key in found.keys() - known]
            gone = sorted(known.keys() - found)
            t.ok(rows and not new, f"{version}: what is said of {len(rows)} sources", new[:20])
            t.ok(not gone, f"{version}: known differences are still there", gone)
        t.done()


main()

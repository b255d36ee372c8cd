# SPDX-License-Identifier: MIT
"""A tiny writer of the Test Anything Protocol, for tests written in Python.

    t = tap.Tap()
    t.ok(2 + 2 == 4, "arithmetic holds")
    t.skip("full disk", "needs root")
    t.done()
"""
import sys
import threading


def one_line(text):
    """A name or note as TAP can carry it: one line, '#' starts no directive."""
    return text.encode("unicode_escape").decode("ascii").replace("#", "\\#")


def visible(character):
    """The character, or an escape where it would disturb a terminal or a log."""
    if character.isprintable():
        return character
    return character.encode("unicode_escape").decode("ascii")


class Tap:
    """Counts and prints results; any thread may report."""

    def __init__(self, out=None):
        self.out = out or sys.stdout
        self.count = 0
        self.failed = 0
        self.skipped = 0
        self.lock = threading.Lock()

    def ok(self, passed, name, notes=()):
        """Reports one result; `notes` are shown only when it failed."""
        with self.lock:
            self.count += 1
            verdict = "ok" if passed else "not ok"
            print(f"{verdict} {self.count} - {one_line(name)}", file=self.out)
            if not passed:
                self.failed += 1
                for note in [notes] if isinstance(notes, str) else notes:
                    self._comment(note)
            self.out.flush()
        return bool(passed)

    def equal(self, got, expected, name):
        """Like ok(got == expected), showing both when they differ."""
        return self.ok(got == expected, name,
                       [f"expected {expected!r}", f"got      {got!r}"])

    def skip(self, name, why):
        with self.lock:
            self.count += 1
            self.skipped += 1
            print(f"ok {self.count} - {one_line(name)} # SKIP {one_line(why)}",
                  file=self.out, flush=True)

    def note(self, text):
        with self.lock:
            self._comment(text)
            self.out.flush()

    def _comment(self, text):
        for line in str(text).splitlines() or [""]:
            print("# " + "".join(map(visible, line)), file=self.out)

    def done(self):
        """Prints the plan and ends the program: 0 when nothing failed."""
        print(f"1..{self.count}", file=self.out, flush=True)
        sys.exit(1 if self.failed else 0)


def skip_all(why):
    """Ends a program none of whose tests can run here."""
    print(f"1..0 # SKIP {one_line(why)}", flush=True)
    sys.exit(0)

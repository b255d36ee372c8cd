# SPDX-License-Identifier: MIT
"""Random programs that are hard on what comes after the parser: scopes, flow of
control, folding, displays and calls, and sizes beyond every limit of an encoding.

They are valid by construction, nearly all: what stands where is decided from the
scopes around it.  Several programs stand in one file, one top-level statement each.
"""
import random

from stress.huge import HUGE
from stress.statements import Statements


def programs(kind, version, seed, count):
    """The text of a file with that many programs of a kind (KINDS)."""
    chance = random.Random(seed)
    minor = int(version.split(".")[1])
    if kind == "huge":
        return "".join(chance.choice(HUGE)(chance, minor) for _ in range(count))
    writer = Statements(chance, minor, kind)
    return writer.heading() + "".join(writer.program() for _ in range(count))


KINDS = ("scopes", "control", "folding", "strings", "mix", "huge")

# SPDX-License-Identifier: MIT
#: none
x = 1
#: annotations stay as they are
from __future__ import annotations
def f(a: 1 + 1, *b: -1, c: (1, 2) = 3 + 4, **d: not 1) -> 1 + 1:
    x: 1 + 1 = 2 + 2
    y: __debug__
#: annotations without the feature
def f(a: 1 + 1, *b: -1, c: (1, 2) = 3 + 4, **d: not 1) -> 1 + 1:
    x: 1 + 1 = 2 + 2
    y: __debug__
async def g() -> -1: pass
#: annotations of async def
from __future__ import annotations
async def g(x: -1) -> -1: return -1
#: after a docstring
"doc"
from __future__ import generators, annotations, division
from __future__ import barry_as_FLUFL
def f(a: -1): pass
#: after two strings
"doc"
"not doc"
from __future__ import annotations
#: braces
from __future__ import braces
#: unknown among known
"é"; from __future__ import generators, xé as y, annotations
#: unknown on another line
from __future__ import (
    division,
    nonsense as x,
)
#: star
from __future__ import *
#: a very long name
from __future__ import aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggghhhhhhhhhhiiiiiiiiiijjjjjjjjjjkkkkkkkkkk
#: late on a line of its own
x = 1
from __future__ import annotations
#: late on the same line
x = 1; from __future__ import annotations
#: late after another import on the line
from __future__ import annotations; import os; from __future__ import division
#: two on one line
from __future__ import annotations; from __future__ import division
#: late on the line of a second string
"doc"; "no doc"; from __future__ import division
#: unknown but late
x = 1; from __future__ import braces
#: with a dot
from .__future__ import nonsense
#: inside a block
if 1:
    from __future__ import braces

# SPDX-License-Identifier: MIT
#: subscripts and slices, 1
a[b]
a[b, c]
a[b:c]
a[:]
a[b:]
a[:c]
a[b:c:d]
a[::]
a[::d]
a[b::d]
#: subscripts and slices, 2
a[:c:d]
a[b:c, d]
a[b:c, ::d, ...]
a[*b]
a[*b, c]
a[1:2]
a[1:]
a[:None]
a[1:2:3]
a[-1:]
#: subscripts and slices, 3
a[1:b]
a["x":"y"]
a[1:2, 3:4]
a[b] = c
a[b:c] = d
a[b:c:d] = e
a[b, c:d] = e
a[1:2] = b
a[:] = b
a[*b] = c
#: subscripts and slices, 4
del a[b]
del a[b:c]
del a[1:2]
del a[b:c:d]
del a[b, c:d]
del a[:]
a[b][c:d][e]
a[b:c][d:e] = f
a[(b := c)]
a[lambda: b]
#: subscripts and slices, 5
a[
    b:
    c
]
a[
    b
]
(1, 2, 3)[0]
"abc"[1:]
a[b:c] += d
a[1:2] += b
a[b:c:d] += e
#: subscripts and slices, 6
def f(x, y):
    x[y:y + 1] = x[y - 1:]
    del x[:y]
    return x[y:], x[:-1]
#: subscripts and slices, 7
a[b if c else d:e or f]
a[b]: int = c
a[b:c]: d
a.b: c
a[1:2]: b = c

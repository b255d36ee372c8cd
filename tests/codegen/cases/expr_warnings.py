# SPDX-License-Identifier: MIT
#: warnings about expressions that cannot be meant, 1
a is 1
a is not 'b'
1 is a
a is None, a is True, a is ...
a is b is 1.5 is c
a is (1, 2)
a is ()
a is b'x'
a is -1
a is 1j
#: warnings about expressions that cannot be meant, 2
a < 1 is b
1 < a is b
if a is 1 < 2:
    pass
1()
'a'('b')
(1, 2)(a)
[a](b)
[x for x in y](a)
{a: b}()
{x: y for x in z}()
#: warnings about expressions that cannot be meant, 3
{a}()
{x for x in y}()
(x for x in y)()
f"{a}"()
None()
True()
...()
(lambda: a)()
(a or b)()
1[a]
#: warnings about expressions that cannot be meant, 4
1.5[a]
1j[a]
None[a]
True[a]
...[a]
{a}[b]
{x for x in y}[a]
(x for x in y)[a]
(lambda: a)[b]
[a]['b']
#: warnings about expressions that cannot be meant, 5
[a][b]
[a][1]
[a][True]
[a][1:2]
[a][1.5]
[a][None]
[a][b, c]
[a][(1, 2)]
[a][[b]]
[a][f"{b}"]
#: warnings about expressions that cannot be meant, 6
[a][lambda: b]
[x for x in y]['a']
(a, b)['c']
'abc'['d']
b'abc'['d']
f"{a}"['b']
'abc'[(x for x in y)]
'abc'[{1: 2}]
[a]['b'] = c
del [a]['b']
#: warnings about expressions that cannot be meant, 7
[a][{b}]
try:
    pass
finally:
    a is 1
    1()
#: warnings about expressions that cannot be meant, 8
def f():
    try:
        return
    finally:
        a is 2
        while b:
            try:
                break
            finally:
                a is 3
#: warnings about expressions that cannot be meant, 9
(
    a
    is 4
)

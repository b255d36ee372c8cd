# SPDX-License-Identifier: MIT
#: t-strings, 1
t""
t"a"
t"{a}"
t"{a}{b}"
t"a{b}c{d}e"
t"{a!r}", t"{a!s:b}", t"{a:{b}c}", t"{a=}", t"{ a + b = !a:>{c}}"
t"{a}" t"{b}" t"c"
t"{lambda_}{(lambda: a)()}{[x for x in y]}{t'{a}'}{f'{b}'}"
t"""{a
    + b}"""
f(t"{a}")()
#: t-strings, 2
t"{a}"()
t"{a}"[b]

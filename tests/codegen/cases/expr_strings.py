# SPDX-License-Identifier: MIT
#: f-strings, 1
f""
f"a"
f"{a}"
f"{a}{b}"
f"a{b}c"
f"{a!r}", f"{a!s}", f"{a!a}"
f"{a:b}", f"{a!r:b}", f"{a:{b}}", f"{a:{b}c{d!r}}"
f"{a=}", f"{a = }", f"{a=!s}", f"{a=:x}", f"{a + b=}"
f"{a:{b:{c}}}"
f"{'x'}{1}"
#: f-strings, 2
"a" f"{b}" "c" f"{d}"
f"{a}" "b"
f"{{}}"
f"{lambda_}{(lambda: a)()}{[x for x in y]}{ {1: 2}[1] }"
f'''{
    a
    + b
}'''
(f"{a}"
 f"{b:>{c}}"
 "d")
f"{a}{b}{c}{d}{e}{f}{g}{h}{i}{j}{k}{l}{m}{n}{o}{p}{q}{r}{s}{t}{u}{v}{w}{x}{y}{z}{a}{b}{c}{d}"
f"{a}{b}{c}{d}{e}{f}{g}{h}{i}{j}{k}{l}{m}{n}{o}{p}{q}{r}{s}{t}{u}{v}{w}{x}{y}{z}{a}{b}{c}{d}{e}"
f"{a} {b} {c} {d} {e} {f} {g} {h} {i} {j} {k} {l} {m} {n} {o} {p} {q}"
f"%s {a:02}" % b
#: f-strings, 3
"%s and %r" % (a, b)
"%s and %d" % (a, b)
"%5s%%" % (a,)
"%-10r" % (a, )
"%s %s" % (a, *b)
#: f-strings, 4
def f(a):
    return f"{a}{yield_}", (yield f"{(yield)}")
#: f-strings, 5
async def g(a):
    return f"{await a:{await b}}"

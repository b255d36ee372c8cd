# SPDX-License-Identifier: MIT
# Strings, bytes, f-strings, t-strings.

#: plain
'a'
"a"
'''a'''
"""a"""
''
""
''''''
""""""
'"'
"'"
'''a'b''c'''
"""a"b""c"""
"""a
b
"""
'a\
b'
#: prefixes
u'a'
U"a"
r'a\n'
R"a\n"
b'a'
B"a"
rb'a\n'
Rb'a\n'
rB'a\n'
RB'a\n'
br'a\n'
bR'a\n'
BR'a\n'
u'''a'''
b"""a
b"""
#: escapes
'\n\r\t\\\'\"\a\b\f\v'
'\0\1\12\123\1234'
'\x41\xff'
'\u0041\u20ac\ud800'
'\U00000041\U0001f600'
'\N{DIGIT ONE}\N{latin small letter a with diaeresis}'
b'\n\x41\xff\0\377\\\''
b'\u0041\N{x}'
r'\'' r"\""
'\
'
'a\
 b'
#: non-ASCII
'ä€😀'
"ä" 'b'
é = 'x'
ﬁ = 1
x.ﬁ
f(ﬁ=1)
#: concatenation
'a' 'b'
'a' "b" '''c'''
b'a' b'b'
u'a' 'b'
'a' u'b'
r'\a' '\n'
'a' \
'b'
('a'
 'b')
x = 'a' 'b' + 'c'
f('a' 'b', 'c')
#: mixed bytes and text
'a' b'b'
#: mixed bytes and f-string
b'a' f'b'
#: non-ASCII in bytes
b'ä'
#: bad escapes
'\x1'
#: bad unicode escape
'\u12'
#: bad unicode escape, large
'\U00110000'
#: bad name
'\N{NO SUCH NAME}'
#: bad name, no braces
'\N'
#: bad hex in bytes
b'\x1'
#: unterminated
'a
#: unterminated, three quotes
'''a
#: unknown escapes stay
'\d\ \.'
b'\d'
'\400'
#: f-strings
f''
f'a'
f"{a}"
f'a{b}'
f'{a}b'
f'a{b}c{d}e'
f'{a}{b}'
f'{a!r}{a!s}{a!a}'
f'{a:b}'
f'{a!r:b}'
f'{a:{b}}'
f'{a:b{c}d}'
f'{a:{b}{c}}'
f'{a:{b!r}}'
f'{a:{b:c}}'
f'{a:>{b}.{c}f}'
f'{{'
f'}}'
f'{{}}'
f'a{{b}}c{d}'
f'{{{a}}}'
f'{a:}'
F'{a}'
#: f-string prefixes
rf'{a}\n'
fr'{a}\d'
Rf'{a}'
FR"{a}"
f'''{a}'''
f"""a
{b}
c"""
f"""{
a
}"""
#: f-string expressions
f'{a + b}'
f'{a, b}'
f'{a,}'
f'{(a, b)}'
f'{*a, b}'
f'{*a,}'
f'{a if b else c}'
f'{(lambda: a)}'
f'{(lambda x: x)(1)}'
f'{(yield)}'
f'{[a for b in c]}'
f'{ {a: b} }'
f'{ {a} }'
f'{a["b"]}'
f'{a[b:c]}'
f'{(a := b)}'
f'{a != b}'
f'{a == b}'
f'{a <= b}'
f'{a >= b}'
f'{a.b(c, d=e)}'
f'{not a}'
f'{ a }'
f'{1}'
f'{None}'
f'{"a"}'
f'{"a" "b"}'
f"{'a'!r:>{10}}"
f'{a:%H:%M}'
f'{a:!r}'
f'{a:=5}'
f'{a!s:!}'
#: f-string walrus is a format
f'{a:=b}'
f'{a:=}'
#: f-string yield
def f():
    f'{yield}'
    f'{yield a}'
    f'{yield a, b}'
#: f-string await
async def f():
    f'{await a}'
    f'{[a async for b in c]}'
#: f-string debug
f'{a=}'
f'{a =}'
f'{a= }'
f'{ a = }'
f'{a=!r}'
f'{a=!s:b}'
f'{a=:b}'
f'{a + b=}'
f'{a=}{b=}'
f'x{a=}y'
f'{a["b"]=}'
f'{a =!r:^20}'
f'{(a)=}'
f'''{
a
=}'''
f'{a==b=}'
#: f-string concatenation
f'a' 'b'
'a' f'b'
f'a' f'b'
'a' f'{b}'
f'{a}' 'b'
f'{a}' f'{b}'
'a' f'{b}' 'c' f'{d}' 'e'
f'a' 'b' f'{c}'
'' f'{a}' ''
f'' f''
'a' f''
u'a' f'b'
f'a' u'b'
u'a' f'{b}'
f'{a}' r'\d' f'\n'
(f'a'
 'b'
 f'{c}')
#: f-string escapes
f'\n{a}\t'
f'\x41{a}'
f'\N{DIGIT ONE}{a}'
f'{a}\N{DIGIT ONE}'
f'{a:\n}'
f'{a:\x41}'
rf'{a}\x'
f'\{a}'
f'\\{a}'
f'{a}\
b'
f'\u0041'
rf'\N{a}'
f'ä{b}ö{c}'
'ä' f'{b}'
#: nested f-strings
f'{f"{a}"}'
f"{f'a'}"
f'{f"{a}b"!r}'
f'{a:{f"{b}"}}'
f'''{f"""{a}"""}'''
#: nested quotes
f'{'a'}'
f"{"a"}"
f"{f"{a}"}"
f'{a['b']}'
#: nested backslash
f'{"\n"}'
f'{a + "\t"}'
#: comment and lines in a field
f'''{
a # comment
}'''
f'''{a
+ b}'''
f'''
{a
!r}'''
#: lines in a field of one quote
f'{
a}'
f'{a
}'
#: comment in a field of one quote
f'{a # comment
}'
#: line in a format of one quote
f'{a:
}'
#: line in a format of three quotes
f'''{a:
}'''
f'''{a:b
c}'''
#: lambda in a field
f'{lambda x: a}'
f'{lambda: a}'
#: lambda in a field, in parentheses
f'{(lambda x: f"{x}")}'
f'{a(lambda x: x)}'
f'{[lambda: a]}'
#: empty field
f'{}'
#: field of spaces
f'{ }'
#: single close
f'}'
#: not closed
f'{a'
#: not closed at all
f'{'
#: bad conversion
f'{a!x}'
#: no conversion
f'{a!}'
#: conversion with space
f'{a! r}'
#: conversion after space
f'{a !r}'
#: conversion, space, colon
f'{a!r :b}'
#: equals alone
f'{=}'
#: exclamation alone
f'{!r}'
#: colon alone
f'{:b}'
#: assignment in a field
f'{a = b}'
#: backslash in a field
f'{a\n}'
#: stars in a field
f'{*a}'
#: statement in a field
f'{pass}'
#: formats nested too deeply
f'{a:{b:{c:{d}}}}'
#: formats nested twice
f'{a:{b:{c}}}'
#: brackets do not match
f'{a]}'
#: brackets do not match across fields
f'{(a}'
#: unterminated f-string
f'a
#: unterminated f-string, three quotes
f'''a
#: bad escape in an f-string
f'\x1{a}'
#: bad name in an f-string
f'\N{NO SUCH}'
#: bytes f-string
bf'a'
#: unicode f-string
uf'a'
#: t-strings
t''
t'a'
t'{a}'
t'a{b}c'
t'{a!r}'
t'{a:b}'
t'{a!s:b{c}}'
t'{a=}'
t'{a = }'
t'{a=!s}'
t'{a=:b}'
t'{ a }'
t'{a + b}'
t'{a, b}'
T'{a}'
rt'{a}\n'
tr'{a}\n'
Rt'{a}'
t'''{a}
b'''
t'{{}}'
t'{a}' t'{b}'
t'a' t'b'
t'{t"{a}"}'
t'{f"{a}"}'
f'{t"{a}"}'
t'{a:{b!r}}'
t'{(lambda: a)}'
t'{"a"}'
t'{ a   + b }'
t'''{
a
}'''
t'{(yield)}'
t'{a}\n'
t'\x41{a}'
#: t-string and string
t'a' 'b'
#: string and t-string
'a' t'b'
#: t-string and f-string
t'a' f'b'
#: t-string and bytes
t'a' b'b'
#: t is a name
t = 1
t
t (a)
tr = 2
rt, T = 3, 4
f = 1
fr = rf = b = br = u = r = 2
#: docstrings
"""doc"""
def f():
    "doc"
class c:
    'doc' 'string'
async def g():
    u"doc"
#: implicit concatenation positions
x = ("a"
     "b"
     f"c{d}"
     "e")
print("a" f"{b}" "c" % d)
#: equals signs in fields
f'{a:=>5}'
f'{a!r:=^5}'
f'{(a:=5)}'
f'{a=:=>5}'
f'{a<b}'
f'{a>b}'
f'{a!=b!r}'
f'{a<=b=}'
f'{f(a=b)}'
f'{f(a=b)=}'
f'{f"{a=}"=}'
#: colons in fields
f'{a[1:2]}'
f'{a[::]:b}'
f'{ {1: 2}[1] }'
f'{(a):b}'
f'{f(a)[b]:c}'
f'{a:b:c}'
f'{a:{b}:c}'
f'{a::}'
#: doubled braces in formats
f'{a:{{}}}'
#: doubled braces at the end of formats
f'{a:}}'
#: quotes in formats
f'{a:"b"}'
f"{a:'b'}"
#: quotes of its own in formats
f'{a:'b'}'
#: nested f-string in a format
f'{a:{f"{b}":>{c}}}'
#: raw format
rf'{a:\d}'
rf'{a:\{b}}'
#: raw format, text
rf'\{a}'
fr'\{{\}}{a}'
#: debug with comments and quotes
f'{a("x#y")=}'
f'{"#"=}'
f'''{a("'")=}'''
#: debug over lines
f'''{
    a
    +
    b = }'''
f'''{a=
}'''
#: not equal and debug
f'{a!=b=}'
f'{a != b = }'
#: lines of a triple-quoted f-string
x = f'''a
  {b}
    {c} d
e {
f
}'''
x = (f'''
{a}''' f"{b}")
#: unicode before a field
f'ää{b}ö{ c }'
f'{ä}é{ö=}'
f'''ä
ö{ü}'''
#: nested functions in fields
f'{(lambda a, *b, c=1, **d: a)}'
f'{[i for i in range(10) if i]}'
f'{ {**a, "b": c} }'
f'{a if b else "c"}'
f'{"{" + a}'
f'{"}"}'
f'{"a" if b else f"{c}"}'
#: debug in a format
f'{a:{b=}}'
#: three quotes inside one quote inside
f'{f"{f'''{a}'''}"}'
#: unicode before a field of a t-string
t'ä{ö}'
#: debug after keyword arguments
f'{a(b=1)[c:d]=}'
f'{a(b=1).c[d!=e]=}'
f'{a(b=1)[{c:d}]=}'
f'{a(b=1)+{c}=}'
f'{a(b=1)+{c:d}[0]=}'
f'{a(b=1)[c:d]!={e}=}'
f'{a(b=f"{c=}")[e:f]=}'
f'{f"{a(b=1)}"[c:d]=}'
f'{(lambda x=1: {x})=}'
f'{ {a: b(c=1), d: e}=}'
f'{a(b=1)=} {c[d:e]=} {f[g:h]=}'
f'{a(b=1)[c:d]=!r:{e}}'

# SPDX-License-Identifier: MIT
# Numbers.

#: decimal
0
00
000
1
10
1234567890
1_000
1_0_0
0_0
9223372036854775807
9223372036854775808
18446744073709551616
123456789012345678901234567890
#: other bases
0x0
0xff
0XFF
0x_ff
0xDEAD_BEEF
0x7fffffffffffffff
0x8000000000000000
0xffffffffffffffffffffffff
0o17
0O17
0o_1_7
0o1777777777777777777777
0b101
0B101
0b_1_0
0b1111111111111111111111111111111111111111111111111111111111111111
#: floats
0.0
1.5
1.
.5
0.
00.5
01.5
1e5
1E5
1e+5
1e-5
1.5e10
1.e5
.5e-3
1_0.0_1
1_0e1_0
0e0
1e400
1e-400
4.9e-324
2.2250738585072011e-308
1.7976931348623157e308
123456789012345678.0
0.1
3.141592653589793
9007199254740993.0
1e22
1e23
1e16
1e15
0.0001
0.00001
#: imaginary
1j
1J
1.5j
.5j
1.j
1e5j
0j
00j
09j
1_0j
01.5j
1e400j
#: leading zeros
01
#: bad decimal
1_
#: bad decimal, two underscores
1__0
#: bad hex
0x
#: bad hex digit
0xg
#: bad octal
0o8
#: bad octal later
0o18
#: bad binary
0b2
#: bad binary later
0b12
#: bad exponent
1e
#: bad exponent sign
1e+
#: number and name
1a
#: number and keyword
1if a else b
1 if 1else 2
[1for a in b]
1or 2
1and 2
1in a
1is a
1not in a
0xfor a
1.if a else b
1jif a else b
#: hex number ends before a keyword
0xf or a
0xfor_
#: number and dot
1..a
1...a
#: trailing underscore in hex
0x1_
#: underscore before the point
1_.5
#: underscore after the point
1._5
#: underscore before the exponent
1_e5
#: digits with an old suffix
1L
#: old octal
0777
#: zero and digits with a point
0777.5
0888.5
0888e1
0888j

# SPDX-License-Identifier: MIT
#: calls, attributes, super, 1
f()
f(a)
f(a, b, c=d, e=f)
f(c=d)
f(*a)
f(*a, b)
f(a, *b, c, *d)
f(**a)
f(a, **b)
f(*a, **b)
#: calls, attributes, super, 2
f(a=b, **c)
f(a=b, c=d, **e)
f(**a, b=c)
f(**a, b=c, d=e, **f, g=h)
f(*a, b=c, d=e)
f(1, 2, 3, *a)
f(*a, 1, 2, 3)
f(*(1, 2, 3))
f(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21,
  a22, a23, a24, a25, a26, a27, a28, a29, a30)
f(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21,
  a22, a23, a24, a25, a26, a27, a28, a29, a30, a31)
#: calls, attributes, super, 3
f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
  22, 23, 24, 25, 26, 27, 28, 29, 30, 31)
f(a=1, b=1, c=1, d=1, e=1, f=1, g=1, h=1, i=1, j=1, k=1, l=1, m=1, n=1, o=1)
f(a=1, b=1, c=1, d=1, e=1, f=1, g=1, h=1, i=1, j=1, k=1, l=1, m=1, n=1, o=1, p=1)
f(0, a=1, b=1, c=1, d=1, e=1, f=1, g=1, h=1, i=1, j=1, k=1, l=1, m=1, n=1, o=1)
f(**z, a=1, b=1, c=1, d=1, e=1, f=1, g=1, h=1, i=1, j=1, k=1, l=1, m=1, n=1, o=1, p=1)
o.m()
o.m(a)
o.m(a, b=c)
o.m(*a)
o.m(**a)
#: calls, attributes, super, 4
import os
from sys import path as imported
o.m(a, *b, c=d, **e)
o.m(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21,
    a22, a23, a24, a25, a26, a27, a28, a29)
o.m(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21,
    a22, a23, a24, a25, a26, a27, a28, a29, a30)
o.m(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21,
    a22, a23, a24, a25, a26, a27, k=1)
o.m(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21,
    a22, a23, a24, a25, a26, a27, a28, k=1)
os.path.join(a)
os.getcwd()
imported.append(a)
unknown.append(a)
(a
 .b(c)
 .d(e=f)
 .
 g)
#: calls, attributes, super, 5
a.b.c.d
a.b = c.d
del a.b.c
(a.
 b) = c
del (a
     .b)
f(x for x in y)
f(a, (x for x in y), key=1)
any(x for x in y)
all(x for x in y)
tuple(x for x in y)
#: calls, attributes, super, 6
any(x for x in y) or all([x for x in y])
tuple((x for x in y), 1)
list(x for x in y)
set(x for x in y)
#: calls, attributes, super, 7
async def asynchronous():
    any(x async for x in y)
    tuple(await x for x in y)
    return all(x for x in await y)
#: calls, attributes, super, 8
f()()()
f(a)[b](c).d(e)
"a".join(b)
#: calls, attributes, super, 9
class A(B, C, metaclass=D):
    self.not_static = 1
    def m(self, a, *, b=1):
        self.x = super().x
        self.y, self.__z = super().m(), super(A, self).m(a, b=b)
        super().m(*a)
        super().__class__
        super(A, self).x
        super(A, self)
        super(A, self).x.y
        super(*a).x
        super(k=1).x
        super(A).x
        super().__private
        super().__private()
        self.x.y = 1
        other.x = 1
        def inner(self):
            self.inner = 1
            return super().x
        class Nested:
            self.nope = 1
            def g(self):
                self.nested = 1
        lambda self: super().x
        [super().x for _ in a]
        (super().x for _ in a)
        self.__mangled.__x = f(__y=1)
        return (super()
                .m(a)
                .n)
    def none():
        super().x
        super(A, A).x
    def first(*args):
        super().x
    async def coroutine(self):
        super().x
        self.from_coroutine += 1
        for self.loop in a:
            pass
    x = super().x
#: calls, attributes, super, 10
def shadowed(super, self):
    super(A, self).x
    super().m()
#: calls, attributes, super, 11
def outside(self):
    super().x
    super().m()
    super(A, self).m()

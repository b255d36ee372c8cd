# SPDX-License-Identifier: MIT
#: await, yield, yield from, 1
def f(a):
    yield
    yield a
    x = yield
    x = yield a, b
    x = (yield a) + (yield b)
    yield from a
    x = yield from f(a)
    return (yield from a)
#: await, yield, yield from, 2
async def g(a):
    await a
    x = await a
    x = (await a) + await b.c(d)
    await (yield a)
    yield
    yield await a
    return
#: await, yield, yield from, 3
async def h(a):
    return await a
#: await, yield, yield from, 4
async def i(a):
    return (
        await
        a(b)
    )
#: await, yield, yield from, 5
def j():
    lambda: (yield)
    lambda: (yield a)
    lambda: (yield from a)
    return lambda: (yield (yield))
#: await, yield, yield from, 6
k = lambda: (yield)
#: await, yield, yield from, 7
def l(a):
    [(yield_) for yield_ in a]
    if (yield a):
        pass
    while (yield a) < (yield b) < (yield c):
        pass
    try:
        yield a
    finally:
        yield b
    with (yield a) as b:
        yield c
    f(*(yield), **(yield))
    return {(yield): (yield), **(yield)}
#: await, yield, yield from, 8
async def m(a):
    async with await a as b, c as d:
        await e
    async for x in await f:
        await g
    return [await h, {await i: await j}, f(await k, l=await m)]

# SPDX-License-Identifier: MIT
async def waits(things):
    async with things as thing, things:
        async for item in thing:
            try:
                if item and not thing or item is None:
                    continue
                match item:
                    case {"key": [first, *_], **rest} if first:
                        return rest
                    case str() | 5:
                        break
            except (KeyError, OSError):
                raise
            finally:
                del item


def outer(n):
    total = 0

    def inner():
        nonlocal total
        global seen
        total += n
        seen = {k: v for k, v in zip(range(n), "abc") if k < total <= v}
        return super

    while n:
        n -= 1
        assert inner(), "no"
    with open("x") as a:
        yield from a[1:n]
    return lambda *args, k=n, **more: (args, k, more)

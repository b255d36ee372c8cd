# SPDX-License-Identifier: MIT
#: leaving
def f():
    while 1:
        try: pass
        finally:
            return 1
    for x in y:
        try: return 2
        except E: break
        else: continue
        finally:
            break
    for x in y:
        try: pass
        finally:
            continue
#: not leaving
def f():
    try: pass
    finally:
        for x in y: break
        else: x
        while x:
            continue
        def g(): return 1
        lambda: 1
    return 1
#: deep
def f():
    while 1:
        try: pass
        finally:
            if x:
                with y:
                    return
            match z:
                case 1: break
            try: continue
            except E: pass
            finally: return 2
            while x: return 3
            else: break
            for x in y:
                try: pass
                finally: break

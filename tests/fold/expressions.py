# SPDX-License-Identifier: MIT
"""Random constant expressions, and what an interpreter makes of them.

    expressions.py FILE    one line for each line NAME = EXPRESSION of FILE, as
                           fold_probe prints it
"""
import ast
import dis
import random
import struct
import sys

INTEGERS = ["0", "1", "2", "3", "5", "7", "10", "63", "64", "65", "100", "127", "128",
            "129", "255", "256", "257", "1000", "4096", "4097", "2147483647",
            "4294967296", "9007199254740993", "9223372036854775807",
            "9223372036854775808", "18446744073709551615", "18446744073709551616",
            "0x1p".replace("p", "f" * 31), "0x" + "8" + "0" * 31, "0x1" + "0" * 32,
            "123456789012345678901234567890", "10000000000000000000000000000000000000001",
            "0x" + "f" * 255, "0x1" + "0" * 256, "0x" + "123456789abcdef" * 20]
FLOATS = ["0.0", "1.0", "0.5", "2.0", "3.5", "0.1", "1e308", "1.7976931348623157e308",
          "5e-324", "2.2250738585072014e-308", "1e400", "9007199254740992.0",
          "1e16", "123.456", "3.0", "7.0", "1e-5", "100.0", "0.3333333333333333"]
COMPLEXES = ["0j", "1j", "2.5j", "1e308j", "1e400j", "3j", "0.1j", "100j", "1e-320j"]
TEXTS = ["''", "'a'", "'ab'", "'é€\\U0001f600'", "'\\ud800x'", "b''", "b'a'", "b'\\xff\\x00'",
         "'x' 'yz'", "u'k'", "'" + "s" * 64 + "'"]
OTHERS = ["True", "False", "None", "...", "()", "(1,)", "(1, 2.5)", "('a', (b'b', None))",
          "(1, (2, 3), 4)", "(" + "0, " * 16 + ")"]
OPERATORS = ["+", "-", "*", "/", "%", "**", "<<", ">>", "|", "^", "&", "//"]


def number(random):
    kind = random.random()
    if kind < 0.45:
        if random.random() < 0.3:
            return str(random.getrandbits(random.choice((4, 8, 16, 31, 62, 64, 66, 128, 300))))
        return random.choice(INTEGERS)
    if kind < 0.75:
        if random.random() < 0.4:
            return repr(random.uniform(0, 10 ** random.choice((-300, -5, 0, 1, 3, 15, 300))))
        return random.choice(FLOATS)
    if kind < 0.93:
        return random.choice(COMPLEXES)
    return random.choice(("True", "False"))


def atom(random):
    kind = random.random()
    if kind < 0.78:
        return number(random)
    return random.choice(TEXTS if kind < 0.9 else OTHERS)


def expression(random, depth):
    kind = random.random()
    if depth == 0 or kind < 0.08:
        return atom(random)
    if kind < 0.3:
        return f"({random.choice(('-', '+', '~', 'not ', '-', '-'))}" \
               f"{expression(random, depth - 1)})"
    if kind < 0.36:
        return f"({expression(random, depth - 1)})[{expression(random, depth - 1)}]"
    if kind < 0.42:
        parts = [expression(random, depth - 1) for _ in range(random.randrange(3))]
        return "(" + "".join(part + ", " for part in parts) + ")"
    return (f"({expression(random, depth - 1)} {random.choice(OPERATORS)} "
            f"{expression(random, depth - 1)})")


def lines(count, seed):
    source = random.Random(seed)
    found = []
    for _ in range(count):
        found.append("x = " + expression(source, source.choice((1, 1, 2, 2, 3))))
    return found


# ---- inside the interpreter that is compared with ----------------------------

def bits(number):
    return f"{struct.unpack('<Q', struct.pack('<d', number))[0]:016x}"


def exact(value):
    if isinstance(value, float):
        return bits(value)
    if isinstance(value, complex):
        return bits(value.real) + "+" + bits(value.imag)
    if isinstance(value, tuple):
        return "(" + "".join(exact(item) + "," for item in value) + ")"
    return repr(value)


def folded(line):
    """The value that the line's code loads at once; what it computes else."""
    code = compile(line, "f", "exec", dont_inherit=True)
    names = ("RESUME", "NOP", "RETURN_CONST", "RETURN_VALUE", "EXTENDED_ARG")
    loads = []
    for instruction in dis.get_instructions(code):
        if instruction.opname == "STORE_NAME":
            break
        if instruction.opname not in names:
            loads.append(instruction)
    if len(loads) == 1 and loads[0].opname in ("LOAD_CONST", "LOAD_SMALL_INT",
                                                "LOAD_COMMON_CONSTANT"):
        return exact(loads[0].argval)
    return "-"


def answer(line):
    if not (3, 13) <= sys.version_info < (3, 14):
        return folded(line)
    tree = compile(line, "f", "exec", ast.PyCF_OPTIMIZED_AST, dont_inherit=True)
    value = tree.body[0].value
    return exact(value.value) if isinstance(value, ast.Constant) else "-"


def main():
    sys.set_int_max_str_digits(0)
    with open(sys.argv[1], encoding="utf-8") as file:
        for line in file:
            sys.stdout.buffer.write(
                answer(line).encode("utf-8", "backslashreplace") + b"\n")


if __name__ == "__main__":
    main()

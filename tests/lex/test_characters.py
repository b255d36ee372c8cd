# SPDX-License-Identifier: MIT
"""Characters of identifiers, their normal form, and codecs, against the interpreters
at hand."""
import os
import random
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.dirname(HERE)]
import probe
import pythons
import tap

ASCII_SAMPLE = (1, 37, 64, 92, 126)

CHARACTERS = r'''
import sys, unicodedata
out = []
for point in range(0x80, 0x110000):
    if 0xd800 <= point < 0xe000:
        continue
    c = chr(point)
    inside = ('a' + c).isidentifier()
    # What cannot be in an identifier has no row.
    out.append('%d %d %s' % (c.isidentifier(), inside,
                             unicodedata.normalize('NFKC', c).encode().hex() if inside else ''))
print('\n'.join(out))
'''
NORMAL = r'''
import sys, unicodedata
for line in sys.stdin:
    text = bytes.fromhex(line).decode()
    print(unicodedata.normalize('NFKC', text).encode().hex())
'''

def lines_of(python, code, **more):
    said = pythons.run(python, code, **more)
    return said.decode().split("\n")[:-1] if said is not None else None


def ours(*command, **more):
    return subprocess.run(command, stdout=subprocess.PIPE, check=True,
                          **more).stdout.decode().split("\n")[:-1]


def test_characters(t, command, target, python):
    expected = lines_of(python, CHARACTERS)
    got = ours(command, target, "characters")
    t.equal(len(got), len(expected), "%s: as many characters" % target)
    wrong = ["line %d: %s, not %s" % (number, a, b)
             for number, (a, b) in enumerate(zip(got, expected))
             if a.rsplit(" ", 1)[0] != b.rsplit(" ", 1)[0] or (b[2] == "1" and a != b)]
    t.ok(not wrong, "%s: the same identifiers and normal forms" % target, wrong[:10])


def random_identifiers(python):
    """Sequences that make composition, ordering and Hangul work hard."""
    rng = random.Random(5)
    points = lines_of(python, "print(*[p for p in range(0x80, 0x110000) if not 0xd800 <= p"
                              " < 0xe000 and chr(p).isidentifier()], sep='\\n')")
    marks = lines_of(python, "import unicodedata\nprint(*[p for p in range(0x110000) if "
                             "unicodedata.combining(chr(p)) and ('a' + chr(p)).isidentifier()"
                             "], sep='\\n')")
    jamo = list(range(0x1100, 0x1113)) + list(range(0x1161, 0x1176)) + list(
        range(0x11a7, 0x11c3))
    for _ in range(20000):
        pool = rng.choice((points, marks, marks, jamo))
        text = "".join(chr(int(rng.choice(rng.choice((points, pool, pool)))))
                       for _ in range(rng.randrange(1, 8)))
        yield (rng.choice(("", "a", "u", "s", "\uac00")) + text).encode().hex()


def test_normal(t, command, target, python):
    data = ("\n".join(random_identifiers(python)) + "\n").encode()
    expected = lines_of(python, NORMAL, input=data)
    got = ours(command, target, "normal", input=data)
    wrong = [(a, b) for a, b in zip(got, expected) if a != b]
    t.ok(len(got) == len(expected) == 20000 and not wrong,
         "%s: random identifiers have the same normal form" % target, [str(wrong[:5])])


def sources(python):
    names = lines_of(python, "import encodings, encodings.aliases, pkgutil\n"
                     "print(*sorted({m.name for m in pkgutil.iter_modules(encodings.__path__)}"
                     " | set(encodings.aliases.aliases)), sep='\\n')")
    for name in names:
        for byte in ASCII_SAMPLE + tuple(range(128, 256)):
            # A short cut before the codecs takes these spellings for UTF-8.
            if not name.startswith("utf_8"):
                yield b"#coding:" + name.encode() + b"\n'" + bytes([byte]) + b"'\n"


DECODE = r'''
import sys
data = sys.stdin.buffer
while True:
    size = data.readline()
    if not size:
        break
    source = data.read(int(size))
    name = source.partition(b'\n')[0].partition(b':')[2].decode()
    try:
        text = source.decode(name)
        text = text.replace('\r\n', '\n').replace('\r', '\n')
        if text[-1:] != '\n':
            text += '\n'
        print('ok', text.encode().hex())
    except (LookupError, UnicodeError, ValueError) as error:
        print('rejected')
        print(error)
'''


def answers(lines):
    found = []
    lines = iter(lines)
    for line in lines:
        found.append(next(lines) if line == "rejected" else line)
    return found


def test_codecs(t, command, target, python):
    given = list(sources(python))
    data = probe.frame(given)
    expected = answers(lines_of(python, DECODE, input=data))
    got = answers(ours(command, target, "source", input=data))
    t.ok(len(got) == len(expected) == len(given), "%s: all sources are decoded" % target)
    known = [(source, a, b) for source, a, b in zip(given, got, expected)
             if a != "unsupported"]
    wrong = ["%r: %s, not %s" % row for row in known if row[1] != row[2]]
    t.ok(not wrong, "%s: codecs make the same of every byte" % target, wrong[:10])
    t.ok(len(known) > len(given) // 2, "%s: most codecs are known" % target)


PAIRS = ("gbk gb2312 gb18030 big5 big5hkscs cp932 cp949 cp950 shift_jis shift_jis_2004 "
         "shift_jisx0213 euc_jp euc_jis_2004 euc_jisx0213 euc_kr johab").split()


def pair_sources(rng, step):
    """Every pair of bytes, of which the first is not ASCII, and sequences of three and
    four where there are such; of all these one in `step`."""
    sequences = [bytes([a, b]) for a in range(128, 256) for b in range(256)
                 if b not in b"\0\n\r"]
    longer = [bytes([0x8f, a, b]) for a in range(128, 256) for b in range(128, 256)]
    fours = [bytes([rng.randrange(0x80, 256), rng.randrange(0x2f, 0x3b),
                    rng.randrange(0x80, 256), rng.randrange(0x2f, 0x3b)])
             for _ in range(20000)]
    fours += [bytes([0x81 + i // 12600, 0x30 + i // 1260 % 10, 0x81 + i // 10 % 126,
                     0x30 + i % 10]) for i in range(39420)]
    for name in PAIRS:
        more = longer if name.startswith("euc_j") else []
        more = fours if name == "gb18030" else more
        for sequence in (sequences + more)[rng.randrange(step)::step]:
            yield b"#coding:" + name.encode() + b"\n'" + sequence + b"'\n"
        for _ in range(2000 // step):
            noise = bytes(rng.choice((rng.randrange(128, 256), rng.randrange(32, 256)))
                          for _ in range(6))
            yield b"#coding:" + name.encode() + b"\n'" + noise + b"\n"


def test_pairs(t, command, target, python, step):
    given = list(pair_sources(random.Random(3), step))
    data = probe.frame(given)
    expected = answers(lines_of(python, DECODE, input=data))
    got = answers(ours(command, target, "source", input=data))
    t.ok(len(got) == len(expected) == len(given), "%s: all pairs are decoded" % target)
    wrong = ["%r: %s, not %s" % row for row in zip(given, got, expected)
             if row[1] != row[2]]
    t.ok(not wrong, "%s: codecs make the same of every pair" % target, wrong[:10])


FORMS = ("hz iso2022_jp iso2022_jp_1 iso2022_jp_2 iso2022_jp_2004 iso2022_jp_3 "
         "iso2022_jp_ext iso2022_kr utf_7 utf_16 utf_16_le utf_16_be utf_32 utf_32_le "
         "utf_32_be unicode_escape raw_unicode_escape undefined Undefined euc_kr").split()
LETTERS = (list(range(0x20, 0x7f)), list(range(0xa0, 0x250)), list(range(0x370, 0x400)),
           list(range(0x3000, 0x3400)), list(range(0x4e00, 0x9fff)),
           list(range(0xac00, 0xd7a4)), list(range(0xff00, 0xffe0)),
           list(range(0x20000, 0x2a000)))
ESCAPES = [b"\x1b" + end for end in
           (b"(B", b"(J", b"(I", b"$@", b"$B", b"$A", b"$(C", b"$(D", b"$(O", b"$(P", b"$(Q",
            b"$)C", b")B", b".A", b".F", b"&@\x1b$B", b"&@", b"N", b"(A", b"$(Z", b"[1A",
            b"$)CC", b"((((((((((((((((((", b"")]
PIECES = {
    "hz": [b"~{", b"~}", b"~~", b"~\n", b"~", b"~{VPND~}"],
    "iso2022": ESCAPES * 2 + [b"\x0e", b"\x0f", b"\n", b"\x1bNA", b"\x1bN\x80", b"\\", b"$T"],
    "utf_7": [b"+", b"-", b"+-", b"+2ADcAA", b"+2AA-", b"+3AA", b"+AGE", b"+AGF", b"+Z", b"/",
              b"+2AEE1w-", b"+2ADYANwA-", b"+AAA-", b"+AA0-"],
    "utf_16": [b"\xd8", b"\xdc", b"\xd8\x40\xdc\x41", b"\x40\xd8\x41\xdc"],
    "unicode": [b"\\", b"\\\n", b"\\x4", b"\\xe9", b"\\u00e9", b"\\u12", b"\\U00012345",
                b"\\U00110000", b"\\U123", b"\\N", b"\\N{", b"\\N{}", b"\\N{DIGIT ONE}",
                b"\\N{nope}", b"\\377", b"\\400", b"\\7", b"\\ud83d", b"\\ude00", b"\\q",
                b"\\n", b"\\t", b"\\a\\b\\f\\v", b"\\\\", b"\\0", b"\\r"],
    "raw": [b"\\", b"\\\\", b"\\u00e9", b"\\u12", b"\\U00012345", b"\\U00110000", b"\\U1",
            b"\\udfff", b"\\u000d", b"\\u0000", b"\\x41"],
    "euc_kr": [b"\xa4\xd4", b"\xa4\xd4\xa4\xa1\xa4\xbf\xa4\xd4",
               b"\xa4\xd4\xa4\xbe\xa4\xd3\xa4\xbe", b"\xa4\xd4\xa4\xa1\xa4", b"\xa4\xbf"],
}
FORM = "import warnings; warnings.simplefilter('ignore')" + DECODE.replace("text = text.replace(", """\
if '\\0' in text or '\\r' in text or text[-1:] != '\\n':
            text.encode()
            print('unsupported')
            continue
        text = text.replace(""", 1)


def form_piece(rng, name):
    """Something that the codec may know, or not."""
    own = next((some for key, some in PIECES.items() if name.startswith(key)), [b"-"])
    chance = rng.randrange(8)
    if chance < 3:
        return rng.choice(own)
    if chance < 6:
        pool = rng.choice(LETTERS)
        text = "".join(chr(rng.choice(pool)) for _ in range(rng.randrange(1, 4)))
        if name.lower() == "undefined":
            return b"x"
        return text.encode("utf_7" if name == "utf_7" else name, "ignore")
    if chance == 6:
        return bytes(rng.randrange(0x20, 0x7f) for _ in range(rng.randrange(1, 5)))
    return bytes([rng.randrange(1, 256)])


def form_sources(rng, count):
    for name in FORMS:
        for _ in range(count):
            body = b"".join(form_piece(rng, name) for _ in range(rng.randrange(1, 7)))
            body = body.translate(None, b"\0\r")
            yield b"#coding:" + name.encode() + b"\n'" + body + b"'\n"


def eight_bytes():
    """Every letter of Korean in every place of a syllable."""
    for place in (3, 5, 7):
        for byte in range(0x80, 0x100):
            spelled = bytearray(b"\xa4\xd4\xa4\xa1\xa4\xbf\xa4\xd4")
            spelled[place] = byte
            yield b"#coding:euc_kr\n'" + spelled + b"'\n"


def every_pair():
    """All pairs of each set of characters that ISO 2022 and HZ can designate."""
    sets = [("iso2022_jp_2", end) for end in (b"(J", b"$B", b"$A", b"$(C", b"$(D")]
    sets += [("iso2022_jp_3", b"$(O"), ("iso2022_jp_3", b"$(P"), ("iso2022_jp_ext", b"(I"),
             ("iso2022_jp_2004", b"$(Q"), ("iso2022_jp_2004", b"$(P"), ("hz", b"")]
    for name, end in sets:
        start = b"\x1b" + end if end else b"~{"
        for lead in range(0x20, 0x80):
            for trail in range(0x20, 0x81):
                yield (b"#coding:" + name.encode() + b"\n'" + start + bytes([lead, trail]) +
                       (b"\x1b(B" if end else b"~}") + b"\n")
    for third in range(1, 256):
        if third not in b"\n\r":
            for end in (b"", b"\x1b.A", b"\x1b.F"):
                yield b"#coding:iso2022_jp_2\n" + end + b"\x1bN" + bytes([third]) + b"\n"


def test_forms(t, command, target, python, step):
    """Codecs that are told by code: random sources, and the sets of ISO 2022."""
    given = list(form_sources(random.Random(7), 8000 // step)) + list(eight_bytes())
    given += list(every_pair())[step // 2::step]
    data = probe.frame(given)
    expected = answers(lines_of(python, FORM, input=data))
    got = answers(ours(command, target, "source", input=data))
    t.ok(len(got) == len(expected) == len(given), "%s: all forms are decoded" % target)
    wrong = ["%r: %s, not %s" % row for row in zip(given, got, expected)
             if row[1] != row[2]]
    t.ok(not wrong, "%s: codecs make the same of every form" % target,
         ["%d of %d" % (len(wrong), len(given))] + wrong[:10])


def test_table(t):
    """The table is what its generator makes, where that database is at hand."""
    root = os.environ["KILN_SOURCE_ROOT"]
    with open(os.path.join(root, "src/base/identifier_table.c"), encoding="utf-8") as file:
        present = file.read()
    version = present.partition("Character Database ")[2].split("\n")[0]
    directory = os.environ.get("KILN_UCD", "/usr/share/unicode")
    try:
        with open(os.path.join(directory, "DerivedAge.txt"), encoding="utf-8") as file:
            there = "DerivedAge-%s.txt" % version in file.readline()
    except OSError:
        there = False
    if not there:
        t.skip("the table of identifiers", "no Unicode %s in %s" % (version, directory))
        return
    tool = os.path.join(root, "tools", "gen-unicode")
    made = ours(sys.executable, tool, "--identifiers", directory)
    t.equal(made, present.split("\n")[:-1], "the table of identifiers is as generated")


def test_pairs_table(t, python):
    root = os.environ["KILN_SOURCE_ROOT"]
    with open(os.path.join(root, "src/compiler/source/codec_pairs_table.c"),
              encoding="ascii") as file:
        present = file.read().split("\n")[:-1]
    made = ours(sys.executable, os.path.join(root, "tools", "gen-codec-pairs"), python)
    t.ok(made == present, "the tables of pairs are as generated")


def main():
    t = tap.Tap()
    test_table(t)
    at_hand = [(version, path) for (_, minor), (version, path)
               in pythons.one_per_minor().items() if minor >= 11]
    for version, path in at_hand:
        target = "%d.%d" % version[:2]
        test_characters(t, sys.argv[1], target, path)
        test_normal(t, sys.argv[1], target, path)
        test_codecs(t, sys.argv[1], target, path)
        step = 1 if "--all" in sys.argv else 20
        test_pairs(t, sys.argv[1], target, path, step)
        test_forms(t, sys.argv[1], target, path, step)
    if at_hand:
        test_pairs_table(t, at_hand[-1][1])
    if not at_hand:
        t.skip("characters and codecs", "no interpreter since 3.11 at hand")
    t.done()


main()

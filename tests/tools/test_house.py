# SPDX-License-Identifier: MIT
"""tools/check-house: the sources keep the rules of the house, and planted breaches
of them are caught."""

import os

import tree
import tap

HEAD = "/* SPDX-License-Identifier: MIT\n *\n * What it is.\n */\n"
LAWFUL = {
    "src/base/platform.h": HEAD + "#define PURE __attribute__((pure))\n",
    "src/base/buf.c": HEAD + "int first(void) { return 1; }\n",
    "src/target/target.c": HEAD + "int old(int minor) { return minor < 11; }\n",
    "src/driver/walk.c": HEAD + "int walk(void) { return 0; }\n",
    "tests/driver/data/x.py": "no licence: this is input\n",
    "docs/words.md": "prose\n",
}

# (planted line, what it is)
COMPARISONS = [
    ("if (target->minor >= 12)", "minor >= 12"),
    ("if (3 == t.major)", "3 == major"),
    ("if (12 <= target->minor)", "12 <= minor"),
    ("if (a.minor < b.minor)", "minor < minor"),
    ("switch (target->minor) {", "switch on minor"),
    ('if (!strcmp(target->name, "3.12"))', "a version by its name"),
    ("if (target->magic == 3495)", "a magic number"),
]
INNOCENT = [
    ("/* minor >= 12 */", "a comment"),
    ('"minor >= " "12"', "a text in pieces"),
    ("same = a.minor == b.minor;", "two targets being the same"),
    ("printf(\"%d.%d\", target.major, target.minor);", "printing"),
    ('"older than 3.8"', "a text that names a version"),
]
EXTENSIONS = [
    ("int x __attribute__((unused));", "an attribute"),
    ("return __builtin_popcount(x);", "a builtin"),
    ("x = ({ y; });", "a statement expression"),
    ("#pragma GCC diagnostic push", "a pragma"),
    ("__typeof__(x) y;", "typeof"),
]


def look(files):
    with tree.Tree({**LAWFUL, **files}) as root:
        tree.tool("tools/gen-one", root)
        return tree.tool("tools/check-house", root)


def planted(line):
    return look({"src/driver/walk.c": HEAD + line + "\n"})


def caught(t, answer, path, words, name):
    output, status = answer
    lines = output.splitlines()
    t.ok(status == 1 and len(lines) == 1 and lines[0].startswith(path) and words in output,
         "caught: " + name, [f"exit status {status}", *lines])


t = tap.Tap()
t.equal(tree.tool("tools/check-house", tree.ROOT), ("", 0), "the sources keep the rules")
t.equal(look({}), ("", 0), "a lawful tree passes")

for line, name in COMPARISONS:
    caught(t, planted(line), "src/driver/walk.c:5:", "version", name)
for line, name in INNOCENT:
    t.equal(planted(line), ("", 0), "let pass: " + name)
for line, name in EXTENSIONS:
    caught(t, planted(line), "src/driver/walk.c:5:", "extension", name)
t.equal(planted("/* __attribute__ */ \"__builtin_\""), ("", 0),
        "let pass: an extension in words")

for path in ("src/base/new.h", "tests/x.py", "tools/x.sh", "src/base/meson.build"):
    caught(t, look({path: "x\n"}), path, "licence", f"no licence line in {path}")
caught(t, look({"tools/script": "#!/bin/sh\n"}), "tools/script", "licence",
       "no licence line in a script")
caught(t, look({"src/stray.c": HEAD}), "src/stray.c", "no room", "a file in no room")

for mine, name in (("static int *first(void)", "static function"),
                   ("struct first\n{\n    int x;\n};", "struct"),
                   ("enum first {", "enum")):
    caught(t, look({"src/driver/walk.c": HEAD + mine + "\n",
                    "src/base/buf.c": HEAD + mine.replace("*", "") + "\n"}),
           "src/driver/walk.c:5:", "first is also defined in src/base/buf.c",
           f"the same name for another {name}")
t.equal(look({"src/driver/walk.c": HEAD + "static int go(void);\n\nstatic int go(void)\n"}),
        ("", 0), "let pass: a declaration and its definition")

with tree.Tree(LAWFUL) as root:
    tree.tool("tools/gen-one", root)
    tree.write_tree(root, {"src/driver/new.c": HEAD})
    caught(t, tree.tool("tools/check-house", root), "src/one.c", "gen-one",
           "a file that src/one.c lacks")
with tree.Tree(LAWFUL) as root:
    tree.tool("tools/gen-one", root)
    os.remove(os.path.join(root, "src/driver/walk.c"))
    caught(t, tree.tool("tools/check-house", root), "src/one.c", "gen-one",
           "a file that src/one.c has too many")
t.done()

# SPDX-License-Identifier: MIT
"""tools/check-layers: the sources obey the layer law, and planted breaches of it
are caught."""

import tree
import tap

LAWFUL = {
    "include/kiln.h": "#include <stddef.h>\n",
    "src/base/buf.h": "",
    "src/base/buf.c": '#include "base/buf.h"\n#include <string.h>\n',
    "src/target/target.h": '#include "base/buf.h"\n#include "target/feature.def"\n',
    "src/target/feature.def": "",
    "src/compiler/diag.h": "#include <stddef.h>\n",
    "src/compiler/ctx.h": '#include "compiler/diag.h"\n#include "base/buf.h"\n',
    "src/compiler/compile.h": '#include "compiler/diag.h"\n#include "target/target.h"\n',
    "src/compiler/compile.c":
        '#include "compiler/compile.h"\n#include "compiler/lex/lex.h"\n',
    "src/compiler/value/value.h": '#include "base/buf.h"\n',
    "src/compiler/lex/lex.h": '#include "compiler/ctx.h"\n',
    "src/compiler/lex/lex.c": '#include "lex.h"\n',
    "src/compiler/parse/parse.c": '#include "compiler/lex/lex.h"\n'
                                  '#include "compiler/value/value.h"\n',
    "src/interpreter/interpreter.h": '#include "compiler/compile.h"\n',
    "src/driver/driver.h": '#include "compiler/compile.h"\n#include <kiln.h>\n',
    "src/api/kiln.c": '#include "driver/driver.h"\n#include <kiln.h>\n'
                      '#include "interpreter/interpreter.h"\n',
    "src/cli/options.h": "",
    "src/cli/main.c": '#include <kiln.h>\n#include "cli/options.h"\n'
                      '#include "base/buf.h"\n',
    "src/one.c": '#include "base/buf.c"\n',
    "python/kiln/module.c": "#include <kiln.h>\n",
}

# (file, the include planted in it, what it is to be called)
BREACHES = [
    ("src/base/buf.h", '#include "target/target.h"', "base sees target"),
    ("src/base/buf.h", "#include <kiln.h>", "base sees the public header"),
    ("src/target/target.h", '#include "compiler/diag.h"', "target sees the compiler"),
    ("src/compiler/lex/lex.c", '#include "compiler/parse/parse.h"', "lex sees parse"),
    ("src/compiler/lex/lex.c", '#include "../parse/parse.h"', "lex sees ../parse"),
    ("src/compiler/value/value.h", '#include "compiler/lex/lex.h"', "value sees lex"),
    ("src/compiler/lex/lex.c", '#include "compiler/compile.h"', "a stage sees the road"),
    ("src/compiler/lex/lex.c", '#include "driver/driver.h"', "a stage sees the driver"),
    ("src/compiler/ctx.h", '#include "compiler/lex/lex.h"', "ctx sees a stage"),
    ("src/compiler/compile.h", '#include "compiler/lex/lex.h"', "the contract sees lex"),
    ("src/compiler/compile.c", '#include "interpreter/interpreter.h"',
     "the compiler sees the interpreter"),
    ("src/interpreter/interpreter.h", '#include "compiler/lex/lex.h"',
     "the interpreter sees inside the compiler"),
    ("src/interpreter/interpreter.h", '#include "driver/driver.h"',
     "the interpreter sees the driver"),
    ("src/driver/driver.h", '#include "compiler/ctx.h"', "the driver sees ctx"),
    ("src/driver/driver.h", '#include "interpreter/interpreter.h"',
     "the driver sees the interpreter"),
    ("src/api/kiln.c", '#include "cli/options.h"', "the api sees the command"),
    ("src/api/kiln.c", '#include "compiler/lex/lex.h"', "the api sees a stage"),
    ("src/cli/main.c", '#include "driver/driver.h"', "the command sees the driver"),
    ("src/cli/main.c", '# include  "target/target.h" // why not', "the command sees target"),
    ("src/cli/main.c", '/* so */\n#include /* odd */ "target/target.h"',
     "comments hide nothing"),
    ("python/kiln/module.c", '#include "base/buf.h"', "python sees base"),
    ("include/kiln.h", '#include "base/buf.h"', "the public header sees base"),
    ("src/cli/main.c", '#include "cli/nothing.h"', "a header that is not there"),
    ("src/cli/main.c", "#include HEADER", "an include by macro"),
    ("src/cli/main.c", '#include "base/buf.c"', "a .c file as a header"),
]


def breach(path, include):
    """The complaints about a lawful tree with one include planted in it."""
    files = {**LAWFUL, "src/compiler/parse/parse.h": ""}
    files[path] += include + "\n"
    with tree.Tree(files) as root:
        return tree.tool("tools/check-layers", root)


t = tap.Tap()
t.equal(tree.tool("tools/check-layers", tree.ROOT), ("", 0), "the sources are lawful")
with tree.Tree(LAWFUL) as root:
    t.equal(tree.tool("tools/check-layers", root), ("", 0), "a lawful tree passes")
for path, include, name in BREACHES:
    output, status = breach(path, include)
    lines = output.splitlines()
    t.ok(status == 1 and len(lines) == 1 and lines[0].startswith(path + ":"),
         "caught: " + name, [f"exit status {status}", *lines])
with tree.Tree({**LAWFUL, "src/utils/utils.c": ""}) as root:
    output, status = tree.tool("tools/check-layers", root)
    t.ok(status == 1 and "src/utils/utils.c" in output, "caught: a room of no name")
with tree.Tree({**LAWFUL,
                "src/cli/main.c": '/*\n#include "target/target.h"\n*/\n'}) as root:
    t.equal(tree.tool("tools/check-layers", root), ("", 0), "a comment includes nothing")
t.done()

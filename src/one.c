/* SPDX-License-Identifier: MIT
 *
 * The whole program in road order: a table of contents that also builds.
 *
 *     cc -Iinclude -Isrc src/one.c -lpcre2-8 -lgmp -lm -lpthread -o kiln
 *
 * Written by tools/gen-one from the heads of the files.
 */
#define _GNU_SOURCE

/* base: Knows nothing of Python. */
#include "base/arena.c"              /* Bump allocation in chunks */
#include "base/bigint.c"             /* Big numbers by GMP's low-level functions */
#include "base/bigint_math.c"        /* Arithmetic of big numbers */
#include "base/buf.c"                /* Growable bytes */
#include "base/decimal.c"            /* Decimal text to floating point */
#include "base/identifier.c"         /* Identifiers that are not ASCII */
#include "base/identifier_table.c"   /* Made by tools/gen-unicode from the Unicode Character … */
#include "base/intern.c"             /* Strings as numbers */
#include "base/quote.c"              /* File names as text */
#include "base/siphash.c"            /* SipHash-c-d */
#include "base/unicode.c"            /* Searching the table of Unicode */
#include "base/unicode_names.c"      /* Characters by their names */
#include "base/unicode_names_table.c" /* Made by tools/gen-unicode-names from the Unicode … */
#include "base/unicode_table.c"      /* Made by tools/gen-unicode from the Unicode Character … */
#include "base/vec.c"                /* Growable arrays */

/* target: What differs between CPython versions, as data. */
#include "target/py38.c"             /* CPython 3.8 */
#include "target/py39.c"             /* CPython 3.9 */
#include "target/py310.c"            /* CPython 3.10 */
#include "target/py311.c"            /* CPython 3.11 */
#include "target/py312.c"            /* CPython 3.12 */
#include "target/py313.c"            /* CPython 3.13 */
#include "target/py314.c"            /* CPython 3.14 */
#include "target/py315.c"            /* CPython 3.15 */
#include "target/effect_rows.c"      /* What every instruction does to the height of the stack */
#include "target/opcode.c"           /* Names of the instructions, for dumps */
#include "target/opcode_rows.c"      /* Number */
#include "target/startup.c"          /* Strings interned at start-up */
#include "target/startup_strings.c"  /* Written by tools/gen-startup, do not edit */
#include "target/target.c"           /* Finding a target by its name */

/* compiler/value: Compile-time values and their arithmetic. */
#include "compiler/value/arithmetic.c" /* Operators of constants */
#include "compiler/value/complex.c"  /* Complex numbers (CPython */
#include "compiler/value/const_cache.c" /* The constants of a file */
#include "compiler/value/equal.c"    /* Equality of constants */
#include "compiler/value/integer.c"  /* Integers of any size (CPython */
#include "compiler/value/interned.c" /* Interned strings */
#include "compiler/value/new.c"      /* New values */
#include "compiler/value/real.c"     /* Floats (CPython: Objects/floatobject.c) */
#include "compiler/value/sequence.c" /* The operators of str, bytes and tuple */
#include "compiler/value/slice.c"    /* container[start:stop:step] of constants */
#include "compiler/value/value.c"    /* repr() of constants */

/* compiler/source: Bytes to text. */
#include "compiler/source/codec.c"   /* Decoding what is not UTF-8 */
#include "compiler/source/codec_escapes.c" /* Sources in ASCII that spell other characters */
#include "compiler/source/codec_forms.c" /* Which decoder a codec has */
#include "compiler/source/codec_modes.c" /* Codecs of seven bits that change between sets of … */
#include "compiler/source/codec_pairs.c" /* Decoding of pairs of bytes */
#include "compiler/source/codec_pairs_table.c" /* Made by tools/gen-codec-pairs from the codecs of the … */
#include "compiler/source/codec_reader.c" /* What decoders write and say */
#include "compiler/source/codec_table.c" /* Made by tools/gen-codecs from the codecs of the … */
#include "compiler/source/cookie.c"  /* Finding the coding cookie */
#include "compiler/source/source.c"  /* bytes → text */
#include "compiler/source/utf8.c"    /* UTF-8 */

/* compiler/lex: Text to tokens. */
#include "compiler/lex/byte_classes.c" /* What each byte of the text can begin */
#include "compiler/lex/fstring.c"    /* f-strings and t-strings as tokens (PEP 701 */
#include "compiler/lex/kind.c"       /* What kinds of tokens are called */
#include "compiler/lex/lex.c"        /* The lexer's loop: which kind of token begins here */
#include "compiler/lex/lexer.c"      /* The list of tokens as it grows */
#include "compiler/lex/line.c"       /* Where lines begin and how they are joined */
#include "compiler/lex/name.c"       /* Names, keywords, and the prefixes of strings */
#include "compiler/lex/number.c"     /* Numbers: how far they reach, and what is wrong with them */
#include "compiler/lex/operator.c"   /* Operators and brackets: the longest one that begins here */
#include "compiler/lex/string.c"     /* String literals that are one token: where they end */

/* compiler/ast: The tree, and its folding. */
#include "compiler/ast/dump.c"       /* The tree as text */
#include "compiler/ast/fold.c"       /* The walk of folding through statements */
#include "compiler/ast/fold_expression.c" /* The walk of folding through expressions (CPython */
#include "compiler/ast/fold_format.c" /* The operator % of a string literal */
#include "compiler/ast/fold_operator.c" /* Expressions whose parts are constants (CPython until 3.13 */
#include "compiler/ast/fold_pattern.c" /* The walk of folding through patterns (CPython */
#include "compiler/ast/future.c"     /* Future statements */
#include "compiler/ast/unparse.c"    /* Expressions as text */
#include "compiler/ast/unparse_call.c" /* Calls and lambdas as text (append_ast_call */
#include "compiler/ast/unparse_constant.c" /* Constants as text */
#include "compiler/ast/unparse_display.c" /* Displays and comprehensions as text (append_ast_dict … */
#include "compiler/ast/unparse_fstring.c" /* f-strings as text */
#include "compiler/ast/unparse_operator.c" /* Operators as text (append_ast_binop and its like of … */

/* compiler/parse: Tokens to tree. */
#include "compiler/parse/atom.c"     /* Atoms */
#include "compiler/parse/call.c"     /* Arguments of calls and classes */
#include "compiler/parse/compound.c" /* Compound statements */
#include "compiler/parse/define.c"   /* Definitions of functions and classes, decorated or not */
#include "compiler/parse/display.c"  /* What brackets hold */
#include "compiler/parse/explain.c"  /* The two walks over the tokens */
#include "compiler/parse/explain_action.c" /* What the second pass does when an alternative has matched */
#include "compiler/parse/explain_literal.c" /* Actions of the second pass that look into literals and … */
#include "compiler/parse/explain_match.c" /* Matching rules against tokens */
#include "compiler/parse/explain_place.c" /* Where the second pass says that something is wrong */
#include "compiler/parse/explain_table.c" /* Made by tools/gen-explain from explain.rules */
#include "compiler/parse/expression.c" /* Expressions made of operators */
#include "compiler/parse/import.c"   /* Import statements */
#include "compiler/parse/literal_escape.c" /* Escape sequences of string and bytes literals */
#include "compiler/parse/literal_field.c" /* The code of a replacement field as text */
#include "compiler/parse/literal_fstring.c" /* f-strings and t-strings from their tokens (PEP 701 */
#include "compiler/parse/literal_number.c" /* Numbers */
#include "compiler/parse/literal_string.c" /* String literals and their concatenation (grammar rule … */
#include "compiler/parse/literal_untokenized.c" /* String literals up to 3.11 */
#include "compiler/parse/literal_untokenized_field.c" /* The fields of an f-string of 3.11 */
#include "compiler/parse/match.c"    /* Match statements */
#include "compiler/parse/parameters.c" /* Parameters of functions and lambdas */
#include "compiler/parse/parse.c"    /* Tokens to tree */
#include "compiler/parse/pattern.c"  /* Patterns of match statements (PEP 634) */
#include "compiler/parse/pattern_items.c" /* Patterns with items in them */
#include "compiler/parse/pattern_literal.c" /* Literals as patterns */
#include "compiler/parse/statement.c" /* Simple statements: those that fit on one line */
#include "compiler/parse/target.c"   /* What is assigned to or deleted */
#include "compiler/parse/try.c"      /* Try statements */

/* compiler/scope: Tree to scopes. */
#include "compiler/scope/analyze.c"  /* Second pass */
#include "compiler/scope/annotation.c" /* Annotations */
#include "compiler/scope/comprehension.c" /* Comprehensions and generator expressions */
#include "compiler/scope/define.c"   /* Functions */
#include "compiler/scope/dump.c"     /* Scopes as text, one line */
#include "compiler/scope/expression.c" /* First pass */
#include "compiler/scope/inline.c"   /* Comprehensions that become part of the scope around … */
#include "compiler/scope/mangle.c"   /* Private names */
#include "compiler/scope/pattern.c"  /* First pass */
#include "compiler/scope/scope.c"    /* Scopes as the walk over the tree makes */
#include "compiler/scope/statement.c" /* First pass, statements: symtable_visit_stmt */
#include "compiler/scope/symbol.c"   /* The names of one scope, in the order of entry */
#include "compiler/scope/type_params.c" /* Type parameters (PEP 695 */

/* compiler/codegen: Tree and scopes to instructions. */
#include "compiler/codegen/annotate.c" /* Annotations that are evaluated late (PEP 649 */
#include "compiler/codegen/annotations.c" /* Annotations of functions and variables */
#include "compiler/codegen/assign.c" /* Several targets of one assignment, and starred ones */
#include "compiler/codegen/attribute.c" /* Attributes */
#include "compiler/codegen/augmented.c" /* Augmented assignment (compiler_augassign) */
#include "compiler/codegen/await.c"  /* await, yield and yield from */
#include "compiler/codegen/block.c"  /* Blocks of statements that are open */
#include "compiler/codegen/body.c"   /* Entering and leaving the code objects of a file */
#include "compiler/codegen/boolean.c" /* and, or, not and if-else: as values and as conditions */
#include "compiler/codegen/call.c"   /* Calls */
#include "compiler/codegen/call_builtin.c" /* any() */
#include "compiler/codegen/call_method.c" /* object.method(…) without a bound method … */
#include "compiler/codegen/call_unpacking.c" /* Calls with *args or **kwargs */
#include "compiler/codegen/check.c"  /* Warnings about expressions that cannot be meant */
#include "compiler/codegen/class.c"  /* class statements */
#include "compiler/codegen/codegen.c" /* The unit of a module */
#include "compiler/codegen/compare.c" /* Comparisons and chains of them */
#include "compiler/codegen/comprehension.c" /* Comprehensions and generator expressions … */
#include "compiler/codegen/comprehension_inline.c" /* The names of an inlined comprehension (PEP 709).  They … */
#include "compiler/codegen/comprehension_loop.c" /* The loops of a comprehension */
#include "compiler/codegen/display.c" /* Lists */
#include "compiler/codegen/display_dict.c" /* Dictionaries with values in them (compiler_dict) */
#include "compiler/codegen/docstring.c" /* Docstrings, whose indentation the compiler takes off */
#include "compiler/codegen/dump.c"   /* A code unit as text */
#include "compiler/codegen/emit.c"   /* Instructions of the unit under way */
#include "compiler/codegen/error.c"  /* Errors and warnings of code generation */
#include "compiler/codegen/expression.c" /* Expressions */
#include "compiler/codegen/fstring.c" /* f-strings */
#include "compiler/codegen/function.c" /* def, async def and lambda */
#include "compiler/codegen/import.c" /* import and from … import */
#include "compiler/codegen/intrinsic.c" /* Intrinsics (3.12 */
#include "compiler/codegen/invoke.c" /* The instructions that call what lies on the stack */
#include "compiler/codegen/loop.c"   /* if, for, async for, while */
#include "compiler/codegen/match.c"  /* match statements and the simple patterns */
#include "compiler/codegen/match_fail.c" /* Where a pattern that does not match jumps to */
#include "compiler/codegen/match_mapping.c" /* Mapping patterns and class patterns */
#include "compiler/codegen/match_or.c" /* Or-patterns: alternatives that bind the same names */
#include "compiler/codegen/match_sequence.c" /* Sequence patterns */
#include "compiler/codegen/names.c"  /* Loading */
#include "compiler/codegen/place.c"  /* Where an instruction stands that has no node of its own */
#include "compiler/codegen/statement.c" /* Statements */
#include "compiler/codegen/subscript.c" /* Subscripts and slices */
#include "compiler/codegen/super.c"  /* super().attribute without a super object (3.12 */
#include "compiler/codegen/template.c" /* t-strings (3.14 */
#include "compiler/codegen/try.c"    /* try with except and finally */
#include "compiler/codegen/try_star.c" /* try with except* (PEP 654) */
#include "compiler/codegen/type_params.c" /* Type parameters and the type statement (PEP 695, PEP 696) */
#include "compiler/codegen/unit.c"   /* Code units */
#include "compiler/codegen/with.c"   /* with and async with (PEP 343, PEP 492) */

/* compiler/flow: Instructions to flow graph, and a better one. */
#include "compiler/flow/borrow.c"    /* Loads of locals that need no reference of their own */
#include "compiler/flow/branches.c"  /* Constants that decide at once */
#include "compiler/flow/build.c"     /* Instructions → blocks */
#include "compiler/flow/cold.c"      /* Blocks that only exceptions lead to move to the end … */
#include "compiler/flow/conditions.c" /* JUMP_IF_FALSE and JUMP_IF_TRUE */
#include "compiler/flow/constants.c" /* Constants that instructions load */
#include "compiler/flow/directions.c" /* Jumps that pop what they test lead forward or backward … */
#include "compiler/flow/dump.c"      /* The graph as text */
#include "compiler/flow/empty.c"     /* Blocks that have become empty */
#include "compiler/flow/except.c"    /* Exception handlers */
#include "compiler/flow/exits.c"     /* Blocks that leave the code object */
#include "compiler/flow/flow.c"      /* The passes of a version */
#include "compiler/flow/fold.c"      /* Folding of constants over instructions */
#include "compiler/flow/graph.c"     /* Changing blocks */
#include "compiler/flow/inline.c"    /* A jump to a small block that leaves */
#include "compiler/flow/jumps.c"     /* Conditional jumps only lead forward */
#include "compiler/flow/lines.c"     /* Lines for instructions that have none … */
#include "compiler/flow/lower.c"     /* Instructions of the compiler's own become real ones … */
#include "compiler/flow/nops.c"      /* Instructions that do nothing go */
#include "compiler/flow/peephole.c"  /* Short runs of instructions become shorter ones */
#include "compiler/flow/prefix.c"    /* What comes before the body */
#include "compiler/flow/stack_depth.c" /* How high the stack grows */
#include "compiler/flow/superinstructions.c" /* Two loads or stores of locals in one instruction … */
#include "compiler/flow/swaps.c"     /* Runs of SWAP become as short as can be */
#include "compiler/flow/thread.c"    /* Short runs of instructions become shorter ones */
#include "compiler/flow/uninitialised.c" /* Loads of locals that may have no value become … */
#include "compiler/flow/unreachable.c" /* Blocks that control never reaches are emptied */

/* compiler/assemble: Flow graph to code object. */
#include "compiler/assemble/assemble.c" /* The code object */
#include "compiler/assemble/code.c"  /* Making a code object */
#include "compiler/assemble/exception_table.c" /* The table of exception handlers … */
#include "compiler/assemble/line_table.c" /* The table of places */
#include "compiler/assemble/localsplus.c" /* The row of local variables */
#include "compiler/assemble/offsets.c" /* Where blocks lie in the code */

/* compiler/pyc: Code object to .pyc image. */
#include "compiler/pyc/disassemble.c" /* A code object as text */
#include "compiler/pyc/locations.c"  /* Line tables and exception tables, read */
#include "compiler/pyc/marshal.c"    /* A code object as bytes */
#include "compiler/pyc/order.c"      /* The order of a frozenset's elements */
#include "compiler/pyc/structure.c"  /* The bytes of a .pyc file as text */
#include "compiler/pyc/unmarshal.c"  /* A code object out of bytes */
#include "compiler/pyc/write.c"      /* Objects as bytes */

/* compiler: The road itself, and its contract. */
#include "compiler/compile.c"        /* The road */
#include "compiler/ctx.c"            /* What every stage is handed, and the one way out */
#include "compiler/diag_report.c"    /* A rejected source in py_compile's words */
#include "compiler/dump.c"           /* What a stage makes of one file */
#include "compiler/dump_source.c"    /* What the first stages make of a source, as text */
#include "compiler/error_line.c"     /* The line that CPython shows */
#include "compiler/result.c"         /* The life of a compile_result */
#include "compiler/typo.c"           /* Names near an error that would be keywords */
#include "compiler/warning_filter.c" /* python -W action:message:category:module:line */

/* interpreter: The borrowed compiler. */
#include "interpreter/command.c"     /* The command line and the environment of a worker */
#include "interpreter/find.c"        /* Which interpreter */
#include "interpreter/interpreter.c" /* The borrowed compiler */
#include "interpreter/ops.c"         /* The system calls themselves */
#include "interpreter/pool.c"        /* Handing out processes, and replacing those that fail */
#include "interpreter/probe.c"       /* Asking an interpreter about itself */
#include "interpreter/process.c"     /* Starting, ending and burying a worker */
#include "interpreter/protocol.c"    /* Messages to and from a worker */
#include "interpreter/scan.c"        /* A bounds-checked reader of marshalled code that keeps … */
#include "interpreter/talk.c"        /* One exchange with a worker */

/* driver: A tree of sources to a tree of .pyc files. */
#include "driver/crew.c"             /* Worker threads */
#include "driver/exclude.c"          /* Searching paths for Python regular expressions, by PCRE2 */
#include "driver/exclude_class.c"    /* Characters and sets of characters of Python's `re` */
#include "driver/exclude_flags.c"    /* Flags inside patterns of Python's `re` */
#include "driver/exclude_grammar.c"  /* Sequences, escapes and repeats of Python's `re` */
#include "driver/exclude_group.c"    /* Groups of Python's `re` */
#include "driver/exclude_pattern.c"  /* Tokens and failures of a translation */
#include "driver/file.c"             /* The life of one source file */
#include "driver/fs.c"               /* What is built from the calls of fs.h alone */
#include "driver/fs_posix.c"         /* The calls of fs.h as the operating system has them */
#include "driver/glob.c"             /* Shell patterns, by fnmatch(3) */
#include "driver/job.c"              /* The list of jobs */
#include "driver/names.c"            /* Names of code and of .pyc files */
#include "driver/order.c"            /* Which jobs wait for which */
#include "driver/oserror.c"          /* OSError's classes and text */
#include "driver/plan.c"             /* Questions that the plan itself answers */
#include "driver/prune.c"            /* Pruning */
#include "driver/publish.c"          /* Publishing a .pyc */
#include "driver/pyc.c"              /* Headers of .pyc files */
#include "driver/queue.c"            /* The queue of jobs */
#include "driver/report.c"           /* Keeping events */
#include "driver/run.c"              /* A whole run */
#include "driver/source.c"           /* Selecting and reading sources */
#include "driver/tell.c"             /* Making events */
#include "driver/walk.c"             /* Walking a tree */

/* api: The public functions. */
#include "api/caller.c"              /* The caller's compiler */
#include "api/chain.c"               /* The native compiler and whom it falls back on */
#include "api/compile.c"             /* The public functions */
#include "api/engine.c"              /* Choosing target and compiler */
#include "api/options.c"             /* Defaults and consistency of kiln_options */
#include "api/text.c"                /* Events and reasons in words: what compileall prints */

/* cli: The command. */
#include "cli/command.c"             /* A command line as a whole */
#include "cli/console.c"             /* Standard output, standard error, and the bar */
#include "cli/dump.c"                /* `kiln dump` */
#include "cli/help.c"                /* --help */
#include "cli/json.c"                /* Events and results as JSON */
#include "cli/list.c"                /* The names in a -i list */
#include "cli/main.c"                /* The command: `kiln`, as `python -m compileall` */
#include "cli/numbers.c"             /* Numbers as Python's int() and float() read them */
#include "cli/options.c"             /* The table of options, and finding a row of it */
#include "cli/progress.c"            /* The bar:  [#######.........]  1234/5678  850/s  0:05 */
#include "cli/report.c"              /* What the command says of a run */
#include "cli/run.c"                 /* Carrying out a command */
#include "cli/set.c"                 /* What each option of the table does */
#include "cli/signals.c"             /* Signals that end a run */
#include "cli/strip.c"               /* str.strip() */
#include "cli/words.c"               /* Words of the command line → options with their values */

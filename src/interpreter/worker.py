# SPDX-License-Identifier: MIT
#
# What runs in each interpreter that Kiln starts (python -B -s -S -c SCRIPT
# KIND REFERENCE): it reads requests from descriptor 0, a socket, and answers there.
# Descriptor 1 leads nowhere, so that nothing printed can spoil the protocol;
# protocol.h has the layout of the messages.
#
# Two kinds of process run it.  "compile" compiles one file after another.
# "pristine" compiles nothing itself: it forks a child for every request, so
# that each file meets a process in which nothing was compiled before.
#
# The strings that a process has interned can change the bytes that it writes
# (see scan.h).  A pristine process must therefore have interned nothing that a
# bare interpreter has not: every identifier and every name-like constant here
# is either known to each fresh interpreter, or begins with "kiln_" (to which
# embed-worker.py adds what makes it unlike any other name).  Names
# that satisfy neither are put together at run time, or stand inside a text
# that only a process that may be spoiled executes.  tests/interpreter has a
# test that compares this file with the tables of fresh interpreters.
#
# REFERENCE says which process is to be equalled: "kiln-bare", or "kiln-loaded" for
# one that has loaded what compileall loads.  The latter is for the versions in
# which every name that the process knows shows in the bytes (target feature
# REF_BY_COUNT), so that compileall itself is the only sensible measure.
import marshal
import posix
import sys

kiln_read = sys.stdin.buffer.read
kiln_write = posix.write
kiln_pristine = sys.argv[1] != "compile"
kiln_loaded = sys.argv[2] != "kiln-bare"
kiln_shown = []

# What main() needs is loaded by running it, on nothing.
if kiln_loaded:
    exec(
        """
del sys.path[0]
kiln_runpy = __import__("run-py".replace("-", ""))
kiln_main = kiln_runpy._get_module_details("compileall")[2]
kiln_module = {"__name__": "kiln_main"}
exec(kiln_main, kiln_module)
sys.argv[1:] = ["-qq", ""]
kiln_module["main"]()
"""
    )


def kiln_number(kiln_bytes):
    return int.from_bytes(kiln_bytes, "little")


def kiln_bytes_of(kiln_value):
    if kiln_value is None:
        return b""
    if type(kiln_value) is bytes:
        return kiln_value
    return str(kiln_value).encode("utf-8", "surrogatepass")


def kiln_answer(kiln_sequence, kiln_status, kiln_fields):
    kiln_body = []
    for kiln_field in kiln_fields:
        kiln_field = kiln_bytes_of(kiln_field)
        kiln_body.append(len(kiln_field).to_bytes(4, "little"))
        kiln_body.append(kiln_field + b"\0")
    kiln_body = b"".join(kiln_body)
    kiln_body = memoryview(
        b"kiln"
        + kiln_sequence.to_bytes(4, "little")
        + kiln_status.to_bytes(4, "little")
        + len(kiln_fields).to_bytes(4, "little")
        + len(kiln_body).to_bytes(8, "little")
        + kiln_body
    )
    while kiln_body:
        kiln_body = kiln_body[kiln_write(0, kiln_body) :]


# _warnings.c hands each warning that is to be shown to warnings._showwarnmsg,
# as an instance of warnings.WarningMessage, once there is such a module; its
# filters are its own unless the module has some.  So a module with nothing
# else in it hears of the warnings without importing the real one.
def kiln_hear(kiln_message, kiln_category, kiln_filename, kiln_lineno, *kiln_rest):
    kiln_shown.append(kiln_category.__name__)
    kiln_shown.append(kiln_message)
    kiln_shown.append(kiln_filename.encode("utf-8", "surrogateescape"))
    kiln_shown.append(kiln_lineno)


def kiln_ignore(kiln_heard):
    pass


kiln_warnings = sys.modules.get("warnings")
if kiln_warnings is None:
    kiln_warnings = type(sys)("warnings")
    sys.modules["warnings"] = kiln_warnings
kiln_kept = dict(kiln_warnings.__dict__)  # with the names that they hold
kiln_once = kiln_kept.get("once-registry".replace("-", ""))
kiln_warnings.__dict__["_showwarn-msg".replace("-", "")] = kiln_ignore
kiln_warnings.__dict__["Warning-Message".replace("-", "")] = kiln_hear

# Run in a process that is about to end, with all the modules that it takes:
# py_compile words the report as `compileall` shows it.  Since 3.14 traceback
# compiles the line again in search of a misspelt keyword, which may warn.
kiln_describe = """
if not hasattr(kiln_warnings, "filters"):
    del sys.modules["warnings"]
sys.path[:] = [path for path in sys.path if path]
import warnings
def kiln_hear_late(heard):
    if heard is not None:
        kiln_hear(heard.message, heard.category, heard.filename, heard.lineno)
warnings._showwarnmsg = kiln_hear_late
import py_compile
kiln_position = []
for name in "lineno", "offset", "end_lineno", "end_offset":
    value = getattr(kiln_error, name, None)
    kiln_position.append(value if type(value) is int else 0)
value = getattr(kiln_error, "filename", None)
if type(value) is str:
    value = value.encode("utf-8", "surrogateescape")
kiln_fields = [
    type(kiln_error).__name__,
    kiln_error,
    py_compile.PyCompileError(type(kiln_error), kiln_error, kiln_filename).msg,
    value,
] + kiln_position
"""


# Hands the rest of a request to a child; the parent comes back when it has
# ended, and ends in the same way unless that was well.
def kiln_fork():
    kiln_child = posix.fork()
    if not kiln_child:
        return True
    kiln_status = posix.waitpid(kiln_child, 0)[1]
    if kiln_status & 127:
        posix.kill(posix.getpid(), kiln_status & 127)
    if kiln_status:
        posix._exit(kiln_status >> 8)
    return False


# The handshake, with the marshal type codes of the Latin-1 characters: they tell
# which of them are interned before anything was compiled.  A child finds that
# out where making the characters could show later on.
if not kiln_loaded or kiln_fork():
    kiln_singles = b""
    if not kiln_pristine:
        for kiln_index in range(256):
            kiln_singles += marshal.dumps(chr(kiln_index))[:1]
    kiln_answer(
        0,
        2,
        [
            sys.implementation.name,
            "%d.%d.%d" % sys.version_info[:3],
            sys.modules["_frozen_importlib_external"].MAGIC_NUMBER,
            sys.implementation.cache_tag,
            kiln_singles,
        ],
    )
    if kiln_loaded:
        posix._exit(0)

# Nothing that compile() leaves behind is cyclic.
if not kiln_pristine and not kiln_loaded:
    exec("import gc; gc.disable()")

kiln_modules = len(sys.modules)
kiln_spent = 0

while True:
    kiln_head = kiln_read(32)
    if len(kiln_head) < 32 or kiln_head[:4] != b"KILN":
        posix._exit(0)
    kiln_sequence = kiln_number(kiln_head[4:8])
    kiln_flags = kiln_number(kiln_head[8:12])
    kiln_level = kiln_number(kiln_head[12:16])
    if kiln_level >= 2147483648:
        kiln_level -= 4294967296
    kiln_filename = kiln_read(kiln_number(kiln_head[16:24]))
    kiln_filename = kiln_filename.decode("utf-8", "surrogateescape")
    kiln_source = kiln_read(kiln_number(kiln_head[24:32]))
    if kiln_pristine and not kiln_fork():
        continue
    kiln_error = None
    kiln_data = None
    try:
        # py_compile has the code object referenced once (flag set) or by two
        # names as it is written; its first byte shows which.
        if kiln_flags & 1:
            kiln_data = marshal.dumps(
                compile(
                    kiln_source,
                    kiln_filename,
                    "exec",
                    dont_inherit=True,
                    optimize=kiln_level,
                )
            )
        else:
            kiln_code = compile(
                kiln_source,
                kiln_filename,
                "exec",
                dont_inherit=True,
                optimize=kiln_level,
            )
            kiln_data = marshal.dumps(kiln_code)
            kiln_code = None
    except Exception as kiln_raised:
        kiln_error = kiln_raised
    kiln_source = None
    # What a process uses to word an error or a warning stays with it, as does the
    # unicodedata that some literals and identifiers take.
    if kiln_loaded and (kiln_error or kiln_shown or len(sys.modules) > kiln_modules):
        kiln_spent = 256
    if kiln_error is None:
        kiln_answer(kiln_sequence, kiln_spent, [kiln_data] + kiln_shown)
    elif kiln_pristine or kiln_fork():
        exec(kiln_describe)
        kiln_answer(kiln_sequence, 1 + kiln_spent, kiln_fields + kiln_shown)
        posix._exit(0)
    if kiln_pristine:
        posix._exit(0)
    kiln_error = None
    kiln_data = None
    del kiln_shown[:]
    # "once" is once for each file: which process had which files must not matter.
    if kiln_once:
        kiln_once.clear()

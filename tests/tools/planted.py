# SPDX-License-Identifier: MIT
"""A program of tests/native with a mistake in one of its stages, for test_ladder.py.

    planted.py STAGE PROGRAM [ARGUMENT...]

Passes PROGRAM's answers on; those of STAGE are changed where the source of the test has
something to be mistaken about.
"""
import subprocess
import sys

# For each stage: the option that asks for it, what its answer has, what it gets instead.
MISTAKES = {
    "tree": (None, b"planted", b"changed"),
    "folded tree": (b"--stage=fold", b"value=True", b"value=False"),
    "scopes": (b"--stage=scopes", b" planted=", b" changed="),
    "instructions": (b"--stage=instrs", b"RETURN_VALUE", b"POP_TOP"),
    "code object": (b"image", b"planted".hex().encode(), b"changed".hex().encode()),
    # A short interned ASCII string with a reference: interned no more.
    "bytes": (b"image", b"da07" + b"planted".hex().encode(),
              b"fa07" + b"planted".hex().encode()),
}


def main():
    wanted, right, wrong = MISTAKES[sys.argv[1]]
    words = [word.encode() for word in sys.argv[2:]]
    asked = next((word for word in words if word.startswith(b"--stage=")), None)
    if words[0].endswith(b"image"):
        asked = b"image"
    process = subprocess.Popen(words, stdout=subprocess.PIPE, bufsize=0)
    for answer in process.stdout:
        if asked == wanted:
            answer = answer.replace(right, wrong)
        sys.stdout.buffer.write(answer)
        sys.stdout.buffer.flush()
    return process.wait()


sys.exit(main())

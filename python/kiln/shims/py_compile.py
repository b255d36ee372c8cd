# SPDX-License-Identifier: MIT
"""Found before the standard library's py_compile where this directory is on the path."""
from kiln import _shim

_kiln = _shim.take_place()
if __name__ == "__main__":
    _kiln.py_compile.main()

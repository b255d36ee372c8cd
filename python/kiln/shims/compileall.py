# SPDX-License-Identifier: MIT
"""Found before the standard library's compileall where this directory is on the path."""
import sys

from kiln import _shim

_kiln = _shim.take_place()
if __name__ == "__main__":
    sys.exit(int(not _kiln.main()))

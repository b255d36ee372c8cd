# SPDX-License-Identifier: MIT
from os import PathLike
from py_compile import PyCompileError as PyCompileError
from py_compile import PycInvalidationMode as PycInvalidationMode

__all__ = ["compile", "main", "PyCompileError", "PycInvalidationMode"]

def compile(
    file: str | PathLike[str],
    cfile: str | PathLike[str] | None = None,
    dfile: str | PathLike[str] | None = None,
    doraise: bool = False,
    optimize: int = -1,
    invalidation_mode: PycInvalidationMode | None = None,
    quiet: int = 0,
) -> str | None: ...
def main() -> None: ...

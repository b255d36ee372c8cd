# SPDX-License-Identifier: MIT
from collections.abc import Iterable
from os import PathLike
from py_compile import PycInvalidationMode
from typing import Any, Protocol

__all__ = ["compile_dir", "compile_file", "compile_path"]
__version__: str

class _SupportsSearch(Protocol):
    def search(self, string: str, /) -> Any: ...

def compile_dir(
    dir: str | PathLike[str],
    maxlevels: int | None = None,
    ddir: str | PathLike[str] | None = None,
    force: bool = False,
    rx: _SupportsSearch | None = None,
    quiet: int = 0,
    legacy: bool = False,
    optimize: int | Iterable[int] = -1,
    workers: int = 1,
    invalidation_mode: PycInvalidationMode | None = None,
    *,
    stripdir: str | PathLike[str] | None = None,
    prependdir: str | PathLike[str] | None = None,
    limit_sl_dest: str | PathLike[str] | None = None,
    hardlink_dupes: bool = False,
) -> bool: ...
def compile_file(
    fullname: str | PathLike[str],
    ddir: str | PathLike[str] | None = None,
    force: bool = False,
    rx: _SupportsSearch | None = None,
    quiet: int = 0,
    legacy: bool = False,
    optimize: int | Iterable[int] = -1,
    invalidation_mode: PycInvalidationMode | None = None,
    *,
    stripdir: str | PathLike[str] | None = None,
    prependdir: str | PathLike[str] | None = None,
    limit_sl_dest: str | PathLike[str] | None = None,
    hardlink_dupes: bool = False,
) -> bool: ...
def compile_path(
    skip_curdir: bool | int = 1,
    maxlevels: int = 0,
    force: bool = False,
    quiet: int = 0,
    legacy: bool = False,
    optimize: int = -1,
    invalidation_mode: PycInvalidationMode | None = None,
) -> bool: ...
def main() -> bool: ...
def install() -> None: ...
def uninstall() -> None: ...

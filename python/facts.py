# SPDX-License-Identifier: MIT
"""Prints what the build must know of an interpreter, a line each: "GIL" or
"free-threaded", the suffix of extensions, where Python.h is, and where packages
go below a prefix.  Fails where the package cannot be built for it."""
import sys
import sysconfig

if sys.version_info < (3, 11) or sys.implementation.name != "cpython":
    sys.exit("CPython 3.11 or newer is needed")
below = dict.fromkeys(("base", "platbase", "installed_base", "installed_platbase"), "")
print("free-threaded" if sysconfig.get_config_var("Py_GIL_DISABLED") else "GIL")
print(sysconfig.get_config_var("EXT_SUFFIX"))
print(sysconfig.get_path("include"))
print(sysconfig.get_path("platlib", vars=below).lstrip("/"))

# SPDX-License-Identifier: MIT
"""What the modules in kiln/shims do, once one of them was found in the place of the
standard library's."""
import importlib.machinery
import importlib.util
import os
import sys


def _original(name):
    """The standard library's module, under its own name."""
    library = os.path.dirname(os.__file__)
    spec = importlib.machinery.PathFinder.find_spec(name, [library])
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)


def take_place():
    """Both names mean Kiln's modules from now on."""
    _original("py_compile")  # has the classes that Kiln's py_compile shares
    import kiln.py_compile
    sys.modules["py_compile"] = kiln.py_compile
    sys.modules["compileall"] = kiln
    return kiln

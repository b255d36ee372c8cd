# SPDX-License-Identifier: MIT
"""A directory for PYTHONPATH: python -m compileall and py_compile become Kiln.

    PYTHONPATH=$(python -m kiln.shims) some-tool-that-runs-compileall
"""

# SPDX-License-Identifier: MIT
"""python -m kiln is python -m compileall."""
import sys

from kiln import main

sys.exit(int(not main()))

/* SPDX-License-Identifier: MIT */
#include "base/platform.h"
#include <kiln.h>
EXPORTED const char *kiln_version(void) { return KILN_VERSION; }

/* SPDX-License-Identifier: MIT
 *
 * The supported versions, for the files of this folder alone.
 */
#ifndef KILN_TARGET_VERSIONS_H
#define KILN_TARGET_VERSIONS_H

#include "target/target.h"

#define BIT(feature) (UINT64_C(1) << FEATURE_##feature)

extern const struct target target_py38;
extern const struct target target_py39;
extern const struct target target_py310;
extern const struct target target_py311;
extern const struct target target_py312;
extern const struct target target_py313;
extern const struct target target_py314;
extern const struct target target_py315;

#endif

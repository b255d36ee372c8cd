/* SPDX-License-Identifier: MIT
 *
 * The supported versions, for the files of this folder alone.
 */
#ifndef KILN_TARGET_VERSIONS_H
#define KILN_TARGET_VERSIONS_H

#include "target/target.h"

/* In the braces of a list of features. */
#define BIT(feature) [FEATURE_##feature] = true
#define SAYS(complaint) (UINT64_C(1) << COMPLAINT_##complaint)

extern const struct target target_py38;
extern const struct target target_py39;
extern const struct target target_py310;
extern const struct target target_py311;
extern const struct target target_py312;
extern const struct target target_py313;
extern const struct target target_py314;
extern const struct target target_py315;

#endif

/* SPDX-License-Identifier: MIT
 *
 * SipHash (Aumasson, Bernstein): the keyed hash of hash-based .pyc files
 * (PEP 552).  CPython uses SipHash-2-4 up to 3.10 and SipHash-1-3 since.
 */
#ifndef KILN_BASE_SIPHASH_H
#define KILN_BASE_SIPHASH_H

#include <stddef.h>
#include <stdint.h>

/* c compression rounds for each 8 bytes of input, d finalization rounds. */
uint64_t siphash(unsigned c, unsigned d, uint64_t k0, uint64_t k1, const void *bytes,
                 size_t size);

#endif

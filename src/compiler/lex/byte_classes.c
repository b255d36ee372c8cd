/* SPDX-License-Identifier: MIT
 *
 * What each byte of the text can begin.
 */
#include "compiler/lex/lexer.h"

/* One letter each, so that the table can be read as a chart. */
#define C BYTE_CONTROL
#define S BYTE_STRAY
#define Z BYTE_END
#define _ BYTE_BLANK
#define L BYTE_NEWLINE
#define N BYTE_NAME
#define P BYTE_PREFIX
#define D BYTE_DIGIT
#define Q BYTE_QUOTE
#define T BYTE_DOT
#define O BYTE_OPEN
#define X BYTE_CLOSE
#define A BYTE_OPERATOR
#define H BYTE_COMMENT
#define B BYTE_BACKSLASH

const uint8_t byte_classes[256] = {
    /* clang-format off */
    Z, C, C, C, C, C, C, C, C, _, L, C, _, C, C, C,
    C, C, C, C, C, C, C, C, C, C, C, C, C, C, C, C,
    _, A, Q, H, S, A, A, Q, O, X, A, A, A, A, T, A,
    D, D, D, D, D, D, D, D, D, D, A, A, A, A, A, S,
    A, N, P, N, N, N, P, N, N, N, N, N, N, N, N, N,
    N, N, P, N, P, P, N, N, N, N, N, O, B, X, A, N,
    S, N, P, N, N, N, P, N, N, N, N, N, N, N, N, N,
    N, N, P, N, P, P, N, N, N, N, N, O, A, X, A, C,
    N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N,
    N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N,
    N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N,
    N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N,
    N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N,
    N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N,
    N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N,
    N, N, N, N, N, N, N, N, N, N, N, N, N, N, N, N,
    /* clang-format on */
};

#undef C
#undef S
#undef Z
#undef _
#undef L
#undef N
#undef P
#undef D
#undef Q
#undef T
#undef O
#undef X
#undef A
#undef H
#undef B

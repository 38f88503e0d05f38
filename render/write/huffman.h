/* Blocks of deflate (RFC 1951) with Huffman codes of their own. */
#pragma once

#include <glib.h>

/* Bits on their way to bytes, the lowest first. */
typedef struct {
  GByteArray *bytes; /* lent */
  guint64 waiting;
  guint n_waiting; /* below 32 between blocks */
} SalBits;

/* Fills up the last byte. */
void sal_bits_finish(SalBits *bits);

/* A token is a literal byte, or SAL_TOKEN_MATCH with a match's length - 3 (0 to 255) from bit 16 on and its
 * distance - 1 (0 to 32767) below. */
#define SAL_TOKEN_MATCH 0x80000000u

/* Appends a block. */
void sal_huffman_write_block(SalBits *bits, const guint32 *tokens, guint n, gboolean is_last);

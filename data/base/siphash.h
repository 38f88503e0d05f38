/* SipHash-2-4 with a result of 128 bits (Aumasson and Bernstein, 2012): a digest that nobody can make collide who does
 * not know its key. */
#pragma once

#include <glib.h>

#define SAL_SIPHASH_BYTES 16

typedef struct {
  guint8 bytes[SAL_SIPHASH_BYTES];
} SalSiphash;

/* The digest of n bytes. */
SalSiphash sal_siphash(const SalSiphash *key, const void *bytes, gsize n);
gboolean sal_siphash_equal(const SalSiphash *a, const SalSiphash *b);

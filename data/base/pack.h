/* Values written one after the other as bytes, and read back from bytes that may be damaged.
 *
 * The bytes are in the order of this machine: they are for the same program on the same machine. */
#pragma once

#include <glib.h>

void sal_pack_number(GByteArray *bytes, guint64 number);
void sal_pack_real(GByteArray *bytes, double real);
/* text: any bytes without a zero, or NULL. */
void sal_pack_text(GByteArray *bytes, const char *text);
/* texts: NULL-terminated, or NULL. */
void sal_pack_texts(GByteArray *bytes, const char *const *texts);
/* n items of so many bytes each. */
void sal_pack_items(GByteArray *bytes, gconstpointer items, guint n, gsize item_bytes);

/* Takes values off in the order in which they were packed. Once something is not there as it should be, the reading has
 * failed, and whatever is asked for is 0 or NULL. */
typedef struct {
  const guint8 *at, *end; /* lent */
  gboolean failed;
} SalUnpack;

/* Fails the reading. Returns FALSE. */
gboolean sal_unpack_fail(SalUnpack *unpack);
guint64 sal_unpack_number(SalUnpack *unpack);
/* A number that is at most max: more fails the reading. */
guint sal_unpack_guint(SalUnpack *unpack, guint max);
double sal_unpack_real(SalUnpack *unpack);
/* Owned by the caller; NULL also stands for NULL. */
char *sal_unpack_text(SalUnpack *unpack);
/* NULL-terminated, owned by the caller; NULL also stands for NULL. */
char **sal_unpack_texts(SalUnpack *unpack);
/* Appends items to an array whose items have the same size. */
void sal_unpack_items(SalUnpack *unpack, GArray *items);
/* Whether all was there, and nothing is left. */
gboolean sal_unpack_is_done(const SalUnpack *unpack);

/* Compression of pictures as PNG has them, in zlib's format (RFC 1950, 1951). It knows where pixels repeat: beside
 * each other and below each other. On flat maps it takes a fraction of the time of compressors for any data, whose
 * time goes into long runs. */
#pragma once

#include <glib.h>

/* How pixels lie in the data. Other data are compressed as well, but less. */
typedef struct {
  gsize pixel_size, row_size; /* bytes; at least 1 */
} SalDeflateLayout;

/* Appends a zlib stream. The same data give the same bytes everywhere. */
void sal_deflate(const guint8 *data, gsize size, const SalDeflateLayout *layout, GByteArray *out);

/* Appends a zlib stream of data whose pixels differ from each other, such as photographs. The same data give the same bytes with
 * the same version of libdeflate. */
void sal_deflate_any(const guint8 *data, gsize size, GByteArray *out);

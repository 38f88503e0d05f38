#include "render/write/deflate.h"
#include "render/write/huffman.h"

#include "tests/unit/random.h"

#include <libdeflate.h>
#include <string.h>

typedef struct libdeflate_compressor Compressor;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Compressor, libdeflate_free_compressor)
typedef struct libdeflate_decompressor Decompressor;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Decompressor, libdeflate_free_decompressor)

/* Returns the size. */
static gsize
assert_round_trips(const guint8 *data, gsize size, SalDeflateLayout layout)
{
  g_autoptr(GByteArray) packed = g_byte_array_new();
  g_autoptr(Decompressor) decompressor = libdeflate_alloc_decompressor();
  g_autofree guint8 *unpacked = g_malloc(size + 1);
  gsize n = 0;
  sal_deflate(data, size, &layout, packed);
  const enum libdeflate_result result =
      libdeflate_zlib_decompress(decompressor, packed->data, packed->len, unpacked, size + 1, &n);
  g_assert_true(result == LIBDEFLATE_SUCCESS);
  g_assert_cmpuint(n, ==, size);
  g_assert_true(memcmp(data, unpacked, size) == 0);
  return packed->len;
}

/* Runs, repeated rows, a few colours, noise, and noise that repeats elsewhere, as letters do. */
static guint8 *
random_picture(GRand *random, gsize pixel_size, gsize width, gsize height)
{
  const gsize row_size = 1 + pixel_size * width;
  guint8 *rows = g_malloc0(row_size * height), letters[16 * 4 * 8];
  for (gsize i = 0; i < sizeof letters; i++)
    letters[i] = (guint8)g_rand_int_range(random, 0, 256);
  for (gsize y = 0; y < height; y++) {
    guint8 *row = rows + y * row_size;
    if (y > 0 && g_rand_boolean(random))
      memcpy(row, row - row_size, row_size);
    for (gsize x = 0; x < width;) {
      const gsize wanted = (gsize)g_rand_int_range(random, 1, 200), n = MIN(width - x, wanted);
      const int kind = g_rand_int_range(random, 0, 4), color = g_rand_int_range(random, 0, 5);
      for (gsize i = x; i < x + n && kind > 0; i++)
        for (gsize j = 0; j < pixel_size; j++)
          row[1 + i * pixel_size + j] =
              (guint8)(kind == 1 ? g_rand_int_range(random, 0, 256) : 50 * color + (int)j);
      const gsize letter = MIN(n, 16) * pixel_size;
      if (kind == 2)
        memcpy(row + 1 + x * pixel_size, letters + 64 * g_rand_int_range(random, 0, 8), letter);
      x += n;
    }
  }
  return rows;
}

static void
test_pictures_round_trip(void)
{
  g_autoptr(GRand) random = random_new();
  for (int i = 0; i < 40; i++) {
    const gsize pixel_size = g_rand_boolean(random) ? 3 : 4;
    const gsize width = (gsize)g_rand_int_range(random, 1, i % 8 == 0 ? 15000 : 900),
                height = (gsize)g_rand_int_range(random, 1, i % 8 == 0 ? 10 : 90);
    g_autofree guint8 *rows = random_picture(random, pixel_size, width, height);
    assert_round_trips(rows, height * (1 + pixel_size * width),
                       (SalDeflateLayout){ pixel_size, 1 + pixel_size * width });
  }
}

static void
test_anything_round_trips(void)
{
  g_autoptr(GRand) random = random_new();
  guint8 data[700] = { 0 };
  for (gsize size = 0; size < sizeof data; size += size < 20 ? 1 : 53) {
    memset(data, 7, size);
    assert_round_trips(data, size, (SalDeflateLayout){ 3, 100 });
    for (gsize i = 0; i < size; i++)
      data[i] = (guint8)g_rand_int_range(random, 0, 256);
    assert_round_trips(data, size, (SalDeflateLayout){ 1, 1 });
  }
}

/* Bytes of which each is twice as frequent as the one before make a tree deeper than deflate's codes may be. */
static void
test_rare_bytes_have_codes(void)
{
  g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(guint32));
  g_autoptr(GByteArray) packed = g_byte_array_new();
  g_autoptr(Decompressor) decompressor = libdeflate_alloc_decompressor();
  SalBits bits = { packed, 0, 0 };
  for (guint32 i = 0; i < 18; i++)
    for (guint j = 0; j < 1u << i; j++)
      g_array_append_val(tokens, i);
  sal_huffman_write_block(&bits, (const guint32 *)(const void *)tokens->data, tokens->len, TRUE);
  sal_bits_finish(&bits);
  g_autofree guint8 *unpacked = g_malloc(tokens->len);
  const enum libdeflate_result result =
      libdeflate_deflate_decompress(decompressor, packed->data, packed->len, unpacked, tokens->len, NULL);
  g_assert_true(result == LIBDEFLATE_SUCCESS);
  for (guint i = 0; i < tokens->len; i++)
    g_assert_cmpuint(unpacked[i], ==, g_array_index(tokens, guint32, i));
}

/* As small as libdeflate's sixth level makes it, but for a twentieth. */
static void
test_pictures_become_small(void)
{
  g_autoptr(GRand) random = random_new();
  const gsize size = 400 * (1 + 3 * (gsize)600);
  g_autofree guint8 *rows = random_picture(random, 3, 600, 400);
  g_autoptr(Compressor) compressor = libdeflate_alloc_compressor(6);
  const gsize bound = libdeflate_zlib_compress_bound(compressor, size);
  g_autofree guint8 *packed = g_malloc(bound);
  const gsize expected = libdeflate_zlib_compress(compressor, rows, size, packed, bound);
  g_assert_cmpuint(assert_round_trips(rows, size, (SalDeflateLayout){ 3, 1801 }), <, expected / 20 * 21);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/deflate/pictures-round-trip", test_pictures_round_trip);
  g_test_add_func("/deflate/anything-round-trips", test_anything_round_trips);
  g_test_add_func("/deflate/rare-bytes-have-codes", test_rare_bytes_have_codes);
  g_test_add_func("/deflate/pictures-become-small", test_pictures_become_small);
  return g_test_run();
}

#include "render/write/deflate.h"

#include "render/write/huffman.h"

#include <libdeflate.h>
#include <string.h>

#define MIN_MATCH 4       /* bytes */
#define SHORT_MATCH 3     /* deflate's shortest, often a pixel */
#define SHORT_WINDOW 8192 /* further back it seldom pays */
#define MAX_MATCH 258
#define ANY_LEVEL 6 /* of 12: higher ones take several times as long for a few percent */
#define WINDOW 32768
#define HASH_BITS 15
#define SHORT_HASH_BITS 12
#define DEPTH 6        /* earlier places that are tried */
#define GOOD_MATCH 20  /* no better one is looked for */
#define INSERTED 8     /* of a longer match only so many bytes at its start can be found again */
#define N_TOKENS 16384 /* a block */

typedef struct {
  const guint8 *data;
  gsize size;
  const SalDeflateLayout *layout;
  guint32 *heads;       /* the last place of each hash, counted from 1; 0: none */
  guint32 *short_heads; /* the same for hashes of SHORT_MATCH bytes */
  guint32 *before;      /* of places in the window: the place before with the same hash */
} Finder;

typedef struct {
  guint length;
  gsize distance;
} Match;

static guint32
load_32(const guint8 *at)
{
  guint32 value;
  memcpy(&value, at, sizeof value);
  return value;
}

static guint64
load_64(const guint8 *at)
{
  guint64 value;
  memcpy(&value, at, sizeof value);
  return value;
}

/* How many bytes, up to most, are alike. */
static inline guint
count_alike(const guint8 *a, const guint8 *b, guint most)
{
  guint n = 0;
  while (n + 8 <= most && load_64(a + n) == load_64(b + n))
    n += 8;
  while (n < most && a[n] == b[n])
    n++;
  return n;
}

static inline void
try_distance(const Finder *finder, gsize at, gsize distance, Match *best)
{
  const guint8 *here = finder->data + at, *there = here - distance;
  if (here[best->length] != there[best->length] || load_32(here) != load_32(there))
    return;
  const guint length = count_alike(here, there, (guint)MIN(MAX_MATCH, finder->size - at));
  if (length > best->length)
    *best = (Match){ length, distance };
}

/* Whether a better match could follow. */
static inline gboolean
is_open(const Finder *finder, gsize at, const Match *best)
{
  return best->length < GOOD_MATCH && at + best->length < finder->size;
}

static inline guint32
hash(const guint8 *at)
{
  return (GUINT32_FROM_LE(load_32(at)) * 0x9E3779B1u) >> (32 - HASH_BITS);
}

static inline guint32
hash_short(const guint8 *at)
{
  return ((GUINT32_FROM_LE(load_32(at)) & 0xFFFFFF) * 0x9E3779B1u) >> (32 - SHORT_HASH_BITS);
}

static inline void
insert(const Finder *finder, gsize at)
{
  if (at + MIN_MATCH > finder->size)
    return;
  guint32 *head = &finder->heads[hash(finder->data + at)];
  if (*head == at + 1)
    return;
  finder->short_heads[hash_short(finder->data + at)] = (guint32)at + 1;
  finder->before[at % WINDOW] = *head;
  *head = (guint32)at + 1;
}

static inline void
try_short(const Finder *finder, gsize at, Match *best)
{
  const guint8 *here = finder->data + at;
  const guint32 place = finder->short_heads[hash_short(here)];
  if (place == 0 || at + 1 - place > SHORT_WINDOW)
    return;
  if (memcmp(here, finder->data + place - 1, SHORT_MATCH) == 0)
    *best = (Match){ SHORT_MATCH, at + 1 - place };
}

/* The longest of the matches beside, above, and at earlier places with the same bytes. */
static inline Match
find_match(const Finder *finder, gsize at)
{
  const gsize beside = finder->layout->pixel_size, above = finder->layout->row_size;
  Match best = { 0, 0 };
  if (at + MIN_MATCH > finder->size)
    return best;
  if (beside <= at && beside <= WINDOW)
    try_distance(finder, at, beside, &best);
  if (above <= at && above <= WINDOW && is_open(finder, at, &best))
    try_distance(finder, at, above, &best);
  if (!is_open(finder, at, &best))
    return best;
  guint32 place = finder->heads[hash(finder->data + at)];
  for (guint i = 0; i < DEPTH && place > 0 && at + 1 - place <= WINDOW && is_open(finder, at, &best); i++) {
    try_distance(finder, at, at + 1 - place, &best);
    const guint32 next = finder->before[(place - 1) % WINDOW];
    place = next < place ? next : 0;
  }
  if (best.length == 0)
    try_short(finder, at, &best);
  return best;
}

/* Makes tokens from a place on until a block is full. Returns the place after them. */
static gsize
fill_block(const Finder *finder, gsize at, guint32 *tokens, guint *n_tokens)
{
  guint n = 0;
  while (at < finder->size && n < N_TOKENS) {
    const Match match = find_match(finder, at); /* a longer one at the next byte would save 3 in a thousand */
    guint length = 1;
    insert(finder, at);
    if (match.length > 0) {
      tokens[n++] = SAL_TOKEN_MATCH | (match.length - 3) << 16 | (guint32)(match.distance - 1);
      length = match.length;
    } else {
      tokens[n++] = finder->data[at];
    }
    for (guint i = 1; i < MIN(length, INSERTED); i++)
      insert(finder, at + i);
    at += length;
  }
  *n_tokens = n;
  return at;
}

static void
append_adler(const guint8 *data, gsize size, GByteArray *out)
{
  const guint32 adler = GUINT32_TO_BE(libdeflate_adler32(1, data, size));
  g_byte_array_append(out, (const guint8 *)&adler, sizeof adler);
}

void
sal_deflate(const guint8 *data, gsize size, const SalDeflateLayout *layout, GByteArray *out)
{
  static const guint8 header[] = { 0x78, 0x5E };
  g_return_if_fail(size < G_MAXUINT32);
  g_autofree guint32 *heads = g_new0(guint32, 1 << HASH_BITS), *before = g_new0(guint32, WINDOW),
                     *short_heads = g_new0(guint32, 1 << SHORT_HASH_BITS), *tokens = g_new(guint32, N_TOKENS);
  const Finder finder = { data, size, layout, heads, short_heads, before };
  SalBits bits = { out, 0, 0 };
  guint n_tokens;
  g_byte_array_append(out, header, sizeof header);
  gsize at = 0;
  do {
    at = fill_block(&finder, at, tokens, &n_tokens);
    sal_huffman_write_block(&bits, tokens, n_tokens, at == size);
  } while (at < size);
  sal_bits_finish(&bits);
  append_adler(data, size, out);
}

void
sal_deflate_any(const guint8 *data, gsize size, GByteArray *out)
{
  struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(ANY_LEVEL);
  if (compressor == NULL)
    g_error("expected memory for a compressor, got none");
  const gsize most = libdeflate_zlib_compress_bound(compressor, size);
  const guint start = out->len;
  g_return_if_fail(most < G_MAXUINT32 - start);
  g_byte_array_set_size(out, start + (guint)most);
  const gsize n = libdeflate_zlib_compress(compressor, data, size, out->data + start, most);
  libdeflate_free_compressor(compressor);
  g_byte_array_set_size(out, start + (guint)n);
}

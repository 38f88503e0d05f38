#include "render/write/huffman.h"

#include <stdlib.h>
#include <string.h>

#define N_LITERALS 286 /* and lengths */
#define N_DISTANCES 30
#define N_LENGTH_CODES 19
#define END_OF_BLOCK 256
#define MOST_BITS 15
#define MOST_CODE_LENGTH_BITS 7
#define MOST_TOKEN_BYTES 6 /* 15 + 5 + 15 + 13 bits */
#define MOST_HEADER_BYTES 1024

/* A code: of each symbol how many bits it has, and which, the first of them lowest. */
typedef struct {
  guint8 lengths[N_LITERALS];
  guint16 bits[N_LITERALS];
} Code;

typedef struct {
  guint32 count;
  guint16 symbol;
} Count;

/* Where bits are written: room for a whole block is made beforehand. */
typedef struct {
  guint8 *at;
  guint64 waiting;
  guint n_waiting;
} Writer;

/* n: up to 32. */
static inline void
add_bits(Writer *writer, guint32 value, guint n)
{
  writer->waiting |= (guint64)value << writer->n_waiting;
  writer->n_waiting += n;
  if (writer->n_waiting >= 32) {
    const guint32 word = GUINT32_TO_LE((guint32)writer->waiting);
    memcpy(writer->at, &word, sizeof word);
    writer->at += sizeof word;
    writer->waiting >>= 32;
    writer->n_waiting -= 32;
  }
}

void
sal_bits_finish(SalBits *bits)
{
  for (; bits->n_waiting > 0; bits->n_waiting -= MIN(bits->n_waiting, 8)) {
    const guint8 byte = (guint8)bits->waiting;
    g_byte_array_append(bits->bytes, &byte, 1);
    bits->waiting >>= 8;
  }
}

static int
compare_counts(const void *a, const void *b)
{
  const Count *first = a, *second = b;
  if (first->count != second->count)
    return first->count < second->count ? -1 : 1;
  return (int)first->symbol - (int)second->symbol;
}

/* The depths of n counts in a Huffman tree; counts ascend, so depths descend. After A. Moffat and J. Katajainen,
 * In-place calculation of minimum-redundancy codes, 1995; with arrays of its own. */
static void
find_depths(const Count *counts, guint n, guint *depths)
{
  guint64 weights[2 * N_LITERALS] = { 0 };
  guint parents[2 * N_LITERALS] = { 0 }, all[2 * N_LITERALS] = { 0 }, leaf = 0, inner = n;
  for (guint i = 0; i < n; i++)
    weights[i] = counts[i].count;
  for (guint made = n; made < 2 * n - 1; made++) {
    for (int child = 0; child < 2; child++) {
      const guint least = leaf < n && (inner == made || weights[leaf] <= weights[inner]) ? leaf++ : inner++;
      weights[made] += weights[least];
      parents[least] = made;
    }
  }
  for (guint i = 2 * n - 2; i-- > 0;)
    all[i] = all[parents[i]] + 1;
  memcpy(depths, all, n * sizeof *depths);
}

/* How many symbols have each length once none is longer than most: shorter codes give way until all fit. */
static void
count_lengths(const guint *depths, guint n, guint most, guint *n_of_length)
{
  gint64 taken = 0;
  memset(n_of_length, 0, (MOST_BITS + 1) * sizeof *n_of_length);
  for (guint i = 0; i < n; i++)
    n_of_length[CLAMP(depths[i], 1, most)]++;
  for (guint length = 1; length <= most; length++)
    taken += (gint64)n_of_length[length] << (most - length);
  for (; taken > (gint64)1 << most; taken--) {
    guint length = most - 1;
    while (n_of_length[length] == 0)
      length--;
    n_of_length[most]--;
    n_of_length[length]--;
    n_of_length[length + 1] += 2;
  }
}

static guint16
reverse(guint code, guint n)
{
  guint reversed = 0;
  for (guint i = 0; i < n; i++)
    reversed |= (code >> i & 1) << (n - 1 - i);
  return (guint16)reversed;
}

/* Numbers the codes as RFC 1951, 3.2.2 says. */
static void
number_codes(Code *code, guint n, const guint *n_of_length)
{
  guint next[MOST_BITS + 1] = { 0 };
  for (guint length = 1; length < MOST_BITS; length++)
    next[length + 1] = (next[length] + n_of_length[length]) << 1;
  for (guint i = 0; i < n; i++)
    if (code->lengths[i] > 0)
      code->bits[i] = reverse(next[code->lengths[i]]++, code->lengths[i]);
}

static void
make_code(Code *code, const guint32 *counts, guint n, guint most)
{
  Count sorted[N_LITERALS];
  guint depths[N_LITERALS], n_of_length[MOST_BITS + 1], n_used = 0;
  memset(code, 0, sizeof *code);
  for (guint i = 0; i < n; i++)
    if (counts[i] > 0)
      sorted[n_used++] = (Count){ counts[i], (guint16)i };
  if (n_used == 0)
    return;
  qsort(sorted, n_used, sizeof *sorted, compare_counts);
  find_depths(sorted, n_used, depths);
  count_lengths(depths, n_used, most, n_of_length);
  guint at = 0;
  for (guint length = most; length > 0; length--)
    for (guint i = 0; i < n_of_length[length]; i++)
      code->lengths[sorted[at++].symbol] = (guint8)length;
  number_codes(code, n, n_of_length);
}

/* A symbol for numbers of a range, and the bits that say which (RFC 1951, 3.2.5). */
typedef struct {
  guint symbol, n_extra, extra;
} Range;

/* 2^steps symbols for each doubling of value. */
static inline Range
find_range(guint value, guint steps)
{
  if (value >> (steps + 1) == 0)
    return (Range){ value, 0, 0 };
  const guint log = 31 - (guint)__builtin_clz(value), n_extra = log - steps;
  return (Range){ (n_extra << steps) + (value >> n_extra), n_extra, value & ((1u << n_extra) - 1) };
}

static inline Range
find_length(guint32 token)
{
  const guint value = token >> 16 & 0x1FF;
  Range range = value == 255 ? (Range){ 28, 0, 0 } : find_range(value, 2);
  range.symbol += END_OF_BLOCK + 1;
  return range;
}

static inline Range
find_distance(guint32 token)
{
  return find_range(token & 0x7FFF, 1);
}

/* The lengths of both codes, run-length coded as RFC 1951, 3.2.7 says: symbols with their extra bits. */
static guint
pack_lengths(const guint8 *lengths, guint n, Range *packed)
{
  guint n_packed = 0, run;
  for (guint i = 0; i < n; i += run) {
    const guint8 length = lengths[i];
    for (run = 1; i + run < n && lengths[i + run] == length; run++)
      ;
    const guint most = length == 0 ? 138 : i > 0 && lengths[i - 1] == length ? 6 : 1;
    run = MIN(run, most);
    if (run < 3) {
      run = 1;
      packed[n_packed++] = (Range){ length, 0, 0 };
    } else if (length > 0) {
      packed[n_packed++] = (Range){ 16, 2, run - 3 };
    } else {
      packed[n_packed++] = run < 11 ? (Range){ 17, 3, run - 3 } : (Range){ 18, 7, run - 11 };
    }
  }
  return n_packed;
}

static guint
count_used(const Code *code, guint n, guint least)
{
  while (n > least && code->lengths[n - 1] == 0)
    n--;
  return n;
}

static void
write_codes(Writer *bits, const Code *literals, const Code *distances)
{
  static const guint8 order[N_LENGTH_CODES] = { 16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                11, 4,  12, 3, 13, 2, 14, 1, 15 };
  guint8 lengths[N_LITERALS + N_DISTANCES];
  Range packed[N_LITERALS + N_DISTANCES];
  guint32 counts[N_LENGTH_CODES] = { 0 };
  Code code;
  const guint n_literals = count_used(literals, N_LITERALS, 257),
              n_distances = count_used(distances, N_DISTANCES, 1);
  memcpy(lengths, literals->lengths, n_literals);
  memcpy(lengths + n_literals, distances->lengths, n_distances);
  const guint n_packed = pack_lengths(lengths, n_literals + n_distances, packed);
  for (guint i = 0; i < n_packed; i++)
    counts[packed[i].symbol]++;
  make_code(&code, counts, N_LENGTH_CODES, MOST_CODE_LENGTH_BITS);
  guint n_codes = N_LENGTH_CODES;
  while (n_codes > 4 && code.lengths[order[n_codes - 1]] == 0)
    n_codes--;
  add_bits(bits, n_literals - 257, 5);
  add_bits(bits, n_distances - 1, 5);
  add_bits(bits, n_codes - 4, 4);
  for (guint i = 0; i < n_codes; i++)
    add_bits(bits, code.lengths[order[i]], 3);
  for (guint i = 0; i < n_packed; i++) {
    add_bits(bits, code.bits[packed[i].symbol], code.lengths[packed[i].symbol]);
    add_bits(bits, packed[i].extra, packed[i].n_extra);
  }
}

static inline void
write_symbol(Writer *bits, const Code *code, Range range)
{
  add_bits(bits, code->bits[range.symbol] | range.extra << code->lengths[range.symbol],
           code->lengths[range.symbol] + range.n_extra);
}

static void
write_tokens(Writer *bits, const guint32 *tokens, guint n, const Code *literals, const Code *distances)
{
  for (guint i = 0; i < n; i++) {
    const guint32 token = tokens[i];
    if (token & SAL_TOKEN_MATCH) {
      write_symbol(bits, literals, find_length(token));
      write_symbol(bits, distances, find_distance(token));
    } else {
      add_bits(bits, literals->bits[token], literals->lengths[token]);
    }
  }
  add_bits(bits, literals->bits[END_OF_BLOCK], literals->lengths[END_OF_BLOCK]);
}

static void
count_symbols(const guint32 *tokens, guint n, guint32 *n_literals, guint32 *n_distances)
{
  for (guint i = 0; i < n; i++) {
    if (tokens[i] & SAL_TOKEN_MATCH) {
      n_literals[find_length(tokens[i]).symbol]++;
      n_distances[find_distance(tokens[i]).symbol]++;
    } else {
      n_literals[tokens[i]]++;
    }
  }
  n_literals[END_OF_BLOCK]++;
}

void
sal_huffman_write_block(SalBits *bits, const guint32 *tokens, guint n, gboolean is_last)
{
  guint32 n_literals[N_LITERALS] = { 0 }, n_distances[N_DISTANCES] = { 0 };
  Code literals, distances;
  const guint start = bits->bytes->len;
  count_symbols(tokens, n, n_literals, n_distances);
  make_code(&literals, n_literals, N_LITERALS, MOST_BITS);
  make_code(&distances, n_distances, N_DISTANCES, MOST_BITS);
  g_byte_array_set_size(bits->bytes, start + MOST_HEADER_BYTES + MOST_TOKEN_BYTES * n);
  Writer writer = { bits->bytes->data + start, bits->waiting, bits->n_waiting };
  add_bits(&writer, (is_last ? 1 : 0) | 2 << 1, 3);
  write_codes(&writer, &literals, &distances);
  write_tokens(&writer, tokens, n, &literals, &distances);
  g_byte_array_set_size(bits->bytes, (guint)(writer.at - bits->bytes->data));
  bits->waiting = writer.waiting;
  bits->n_waiting = writer.n_waiting;
}

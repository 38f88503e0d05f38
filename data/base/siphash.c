#include "data/base/siphash.h"

#include <string.h>

typedef struct {
  guint64 v[4];
} State;

static guint64
rotate(guint64 x, guint by)
{
  return x << by | x >> (64 - by);
}

static guint64
get_word(const guint8 *bytes)
{
  guint64 word;
  memcpy(&word, bytes, sizeof word);
  return GUINT64_FROM_LE(word);
}

static void
put_word(guint8 *bytes, guint64 word)
{
  word = GUINT64_TO_LE(word);
  memcpy(bytes, &word, sizeof word);
}

static void
mix(State *state, guint n_rounds)
{
  guint64 a = state->v[0], b = state->v[1], c = state->v[2], d = state->v[3];
  for (guint i = 0; i < n_rounds; i++) {
    a += b, b = rotate(b, 13) ^ a, a = rotate(a, 32);
    c += d, d = rotate(d, 16) ^ c;
    a += d, d = rotate(d, 21) ^ a;
    c += b, b = rotate(b, 17) ^ c, c = rotate(c, 32);
  }
  *state = (State){ { a, b, c, d } };
}

static void
take_word(State *state, guint64 word)
{
  state->v[3] ^= word;
  mix(state, 2);
  state->v[0] ^= word;
}

SalSiphash
sal_siphash(const SalSiphash *key, const void *bytes, gsize n)
{
  const guint8 *at = bytes;
  const guint64 k0 = get_word(key->bytes), k1 = get_word(key->bytes + 8);
  State state = { { 0x736f6d6570736575U ^ k0, 0x646f72616e646f6dU ^ k1 ^ 0xee, 0x6c7967656e657261U ^ k0,
                    0x7465646279746573U ^ k1 } };
  guint8 tail[8] = { 0 };
  SalSiphash digest;
  for (gsize i = 0; i + 8 <= n; i += 8)
    take_word(&state, get_word(at + i));
  if (n % 8 > 0)
    memcpy(tail, at + n - n % 8, n % 8);
  tail[7] = (guint8)n;
  take_word(&state, get_word(tail));
  state.v[2] ^= 0xee;
  mix(&state, 4);
  put_word(digest.bytes, state.v[0] ^ state.v[1] ^ state.v[2] ^ state.v[3]);
  state.v[1] ^= 0xdd;
  mix(&state, 4);
  put_word(digest.bytes + 8, state.v[0] ^ state.v[1] ^ state.v[2] ^ state.v[3]);
  return digest;
}

gboolean
sal_siphash_equal(const SalSiphash *a, const SalSiphash *b)
{
  return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

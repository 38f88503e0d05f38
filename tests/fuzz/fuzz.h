/* A fuzz target is one function of bytes that aborts where a promise is broken. tests/fuzz/run has libFuzzer call it,
 * the suite replays the seeds by replay.c. */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The bytes as a text, up to the first zero. Owned by the caller. */
static inline char *
fuzz_copy_text(const uint8_t *data, size_t size)
{
  return g_strndup((const char *)data, size);
}

/* Bytes that are taken one after the other to build something; after the last there are zeros. */
typedef struct {
  const uint8_t *data;
  size_t size;
} FuzzBytes;

static inline guint
fuzz_take(FuzzBytes *bytes)
{
  if (bytes->size == 0)
    return 0;
  bytes->size--;
  return *bytes->data++;
}

/* One of 0 to n - 1. */
static inline guint
fuzz_choose(FuzzBytes *bytes, guint n)
{
  return fuzz_take(bytes) % n;
}

/* The bytes up to the next newline. Owned by the caller. */
static inline char *
fuzz_take_raw_line(FuzzBytes *bytes)
{
  const uint8_t *end = bytes->size > 0 ? memchr(bytes->data, '\n', bytes->size) : NULL;
  const size_t length = end != NULL ? (size_t)(end - bytes->data) : bytes->size;
  char *line = g_strndup((const char *)bytes->data, length);
  bytes->data += length;
  bytes->size -= length;
  fuzz_take(bytes); /* the newline */
  return line;
}

/* The same as UTF-8, with U+FFFD for what is none. */
static inline char *
fuzz_take_line(FuzzBytes *bytes)
{
  g_autofree char *raw = fuzz_take_raw_line(bytes);
  return g_utf8_make_valid(raw, -1);
}

/* A call has either a result or an error, and the error is one line of UTF-8. */
static inline void
fuzz_check_error(gboolean is_done, const GError *error)
{
  g_assert_true(is_done == (error == NULL));
  if (error != NULL)
    g_assert_true(*error->message != '\0' && g_utf8_validate(error->message, -1, NULL) &&
                  strpbrk(error->message, "\n\r\033") == NULL);
}

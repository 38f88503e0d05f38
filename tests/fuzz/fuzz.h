/* A fuzz target is one function of bytes that aborts where a promise is broken. tests/fuzz/run has libFuzzer call it,
 * the suite replays the seeds by replay.c. */
#pragma once

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The bytes as a text, up to the first zero. Owned by the caller. */
static inline char *
fuzz_copy_text(const uint8_t *data, size_t size)
{
  return g_strndup((const char *)data, size);
}

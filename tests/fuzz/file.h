/* Bytes as a file with a name, for what reads files by name. */
#pragma once

#include "fuzz.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

static char *fuzz_folder;

static void
fuzz_remove_folder(void)
{
  g_autoptr(GDir) dir = g_dir_open(fuzz_folder, 0, NULL);
  for (const char *name = dir != NULL ? g_dir_read_name(dir) : NULL; name != NULL;
       name = g_dir_read_name(dir)) {
    g_autofree char *path = g_build_filename(fuzz_folder, name, NULL);
    g_unlink(path);
  }
  g_rmdir(fuzz_folder);
  g_clear_pointer(&fuzz_folder, g_free);
}

/* The folder that the files of this process are in; it goes when the process ends. */
static inline const char *
fuzz_get_folder(void)
{
  if (fuzz_folder == NULL) {
    fuzz_folder = g_dir_make_tmp("fuzz-XXXXXX", NULL);
    g_assert_nonnull(fuzz_folder);
    atexit(fuzz_remove_folder);
  }
  return fuzz_folder;
}

/* Writes the bytes to a file of that name. Its path is owned by the caller. */
static inline char *
fuzz_put(const char *name, const uint8_t *data, size_t size)
{
  char *path = g_build_filename(fuzz_get_folder(), name, NULL);
  const int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  g_assert_cmpint(file, >=, 0);
  for (size_t done = 0; done < size;) {
    const ssize_t n = write(file, data + done, size - done);
    g_assert_cmpint((int)n, >, 0);
    done += (size_t)n;
  }
  close(file);
  return path;
}

#include "data/source/plain-file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* FALSE if there are fewer or more bytes. */
static gboolean
read_all(int file, char *bytes, gsize length)
{
  gsize n_read = 0;
  for (;;) {
    const gssize n = read(file, bytes + n_read, length + 1 - n_read);
    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return n == 0 && n_read == length;
    n_read += (gsize)n;
    if (n_read > length)
      return FALSE;
  }
}

char *
sal_plain_file_read(const char *path, gsize max_bytes, gsize *length)
{
  struct stat status;
  char *bytes = NULL;
  const int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a FIFO need not have a writer */
  if (file < 0)
    return NULL;
  if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) && (guint64)status.st_size <= max_bytes) {
    *length = (gsize)status.st_size;
    bytes = g_malloc(*length + 1);
    if (read_all(file, bytes, *length))
      bytes[*length] = '\0';
    else
      g_clear_pointer(&bytes, g_free);
  }
  close(file);
  return bytes;
}

#include "data/base/window.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK_BYTES (32 << 10)

struct _SalWindow {
  int fd;
  guint64 size;
  guint64 start; /* of what the buffer holds */
  gsize n;
  guint8 *buffer;
  gsize capacity;
};

SalWindow *
sal_window_open(const char *path)
{
  struct stat status;
  const int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0)
    return NULL;
  if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
    close(fd);
    return NULL;
  }
  SalWindow *window = g_new0(SalWindow, 1);
  window->fd = fd;
  window->size = (guint64)status.st_size;
  return window;
}

void
sal_window_close(SalWindow *window)
{
  if (window == NULL)
    return;
  close(window->fd);
  g_free(window->buffer);
  g_free(window);
}

guint64
sal_window_get_size(const SalWindow *window)
{
  return window->size;
}

/* Reads from the window's start on until there are n bytes; what comes with them, up to a block, is kept too. */
static gboolean
fill(SalWindow *window, gsize n)
{
  window->n = 0;
  while (window->n < n) {
    const gsize wanted = MAX(n, BLOCK_BYTES) - window->n;
    const ssize_t got =
        pread(window->fd, window->buffer + window->n, wanted, (off_t)(window->start + window->n));
    if (got <= 0)
      return FALSE;
    window->n += (gsize)got;
  }
  return TRUE;
}

const guint8 *
sal_window_look(SalWindow *window, guint64 offset, gsize n)
{
  if (offset > window->size || n > window->size - offset)
    return NULL;
  if (offset >= window->start && offset - window->start <= window->n &&
      n <= window->n - (gsize)(offset - window->start))
    return window->buffer + (offset - window->start);
  if (n > window->capacity || window->buffer == NULL) {
    window->capacity = MAX(n, BLOCK_BYTES);
    window->buffer = g_realloc(window->buffer, window->capacity);
  }
  window->start = offset;
  return fill(window, n) ? window->buffer : NULL;
}

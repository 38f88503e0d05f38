#include "standard-input.h"

#include "salient.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define STANDARD_INPUT "/dev/stdin"

enum { CHUNK = 1 << 16 }; /* bytes */

gboolean
standard_input_is_meant(const char *word)
{
  return g_str_equal(word, "-") || g_str_equal(word, STANDARD_INPUT);
}

static gboolean
is_file_at_start(void)
{
  struct stat status;
  return fstat(STDIN_FILENO, &status) == 0 && S_ISREG(status.st_mode) &&
         lseek(STDIN_FILENO, 0, SEEK_CUR) == 0;
}

static gboolean
write_all(int file, const char *bytes, gsize n)
{
  while (n > 0) {
    const gssize written = write(file, bytes, n);
    if (written < 0 && errno != EINTR)
      return FALSE;
    bytes += MAX(written, 0);
    n -= (gsize)MAX(written, 0);
  }
  return TRUE;
}

/* Returns 0, or the number of what went wrong. */
static int
copy_to(int file)
{
  char bytes[CHUNK];
  for (;;) {
    const gssize n = read(STDIN_FILENO, bytes, sizeof bytes);
    if (n == 0)
      return 0;
    if ((n < 0 && errno != EINTR) || (n > 0 && !write_all(file, bytes, (gsize)n)))
      return errno;
  }
}

static int
make_file(void)
{
  g_autofree char *name = NULL;
  if (fcntl(STDIN_FILENO, F_GETFD) < 0) /* the new file would be its own input */
    return errno;
  if (is_file_at_start())
    return 0;
  const int file = g_file_open_tmp("salient-XXXXXX", &name, NULL);
  if (file < 0)
    return errno;
  g_unlink(name);
  int fault = copy_to(file);
  if (fault == 0 && dup2(file, STDIN_FILENO) < 0)
    fault = errno;
  close(file);
  return fault;
}

const char *
standard_input_make_file(GError **error)
{
  static const char zip[] = "PK\003\004", gzip[] = "\037\213";
  char start[sizeof zip - 1] = { 0 };
  const int fault = make_file();
  if (fault != 0) {
    g_set_error(error, G_FILE_ERROR,
                fault == EDQUOT ? G_FILE_ERROR_NOSPC : (int)g_file_error_from_errno(fault),
                "-: expected data on standard input, got '%s'", g_strerror(fault));
    return NULL;
  }
  if (pread(STDIN_FILENO, start, sizeof start, 0) > 0 && memcmp(start, zip, sizeof start) == 0) {
    g_set_error_literal(
        error, SALIENT_ERROR, SALIENT_ERROR_FORMAT,
        "-: expected one file on standard input, got a ZIP archive, which is read by its name");
    return NULL;
  }
  return memcmp(start, gzip, sizeof gzip - 1) == 0 ? "/vsigzip/" STANDARD_INPUT : STANDARD_INPUT;
}

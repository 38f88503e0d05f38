#include "data/base/output-root.h"

#include "data/base/error.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Moves the last name of a path to the front of rest. FALSE: it is "..", which cannot be judged before what
 * stands in front of it exists. */
static gboolean
move_name(char **path, GString *rest)
{
  g_autofree char *whole = *path;
  g_autofree char *name = g_path_get_basename(whole);
  *path = g_path_get_dirname(whole);
  if (g_str_equal(name, "."))
    return TRUE;
  g_string_prepend(rest, name);
  g_string_prepend_c(rest, '/');
  return !g_str_equal(name, "..");
}

/* NULL: unknown, and errno says why. */
static char *
resolve(const char *path)
{
  struct stat status;
  g_autofree char *existing = g_strdup(path);
  g_autoptr(GString) rest = g_string_new(NULL);
  char *real;
  while ((real = realpath(existing, NULL)) == NULL) {
    if (errno != ENOENT || lstat(existing, &status) == 0 || !move_name(&existing, rest))
      return NULL;
  }
  g_autofree char *start = real;
  return g_strconcat(g_str_equal(start, "/") ? "" : start, rest->str, NULL);
}

static gboolean
is_inside(const char *path, const char *folder)
{
  const gsize n = g_str_equal(folder, "/") ? 0 : strlen(folder);
  return strncmp(path, folder, n) == 0 && (path[n] == '/' || path[n] == '\0');
}

/* What path leads to; NULL if that does not lie in real_root, which is absolute and has no links. got: what it
 * is then, owned by the caller. */
static char *
resolve_inside(const char *path, const char *real_root, char **got)
{
  g_autofree char *resolved = resolve(path);
  if (resolved != NULL && is_inside(resolved, real_root))
    return g_steal_pointer(&resolved);
  g_autofree char *quoted = sal_error_quote_path(resolved != NULL ? resolved : g_strerror(errno));
  *got = resolved == NULL && errno == ENOENT ? g_strdup("one that leads nowhere")
                                             : g_strdup_printf("'%s'", quoted);
  return NULL;
}

char *
sal_output_root_resolve(const char *path, const char *root, GError **error)
{
  g_autofree char *real_root = realpath(root, NULL), *got = NULL, *quoted = sal_error_quote_path(root);
  if (real_root == NULL || !g_file_test(real_root, G_FILE_TEST_IS_DIR)) {
    sal_error_set(error, SAL_ERROR_IO,
                  "%s: expected a folder as " SAL_OPTION("output-root") ", got '%s', which is none", path,
                  quoted);
    return NULL;
  }
  g_autofree char *folder = g_path_get_dirname(path);
  g_autofree char *real_folder = resolve_inside(folder, real_root, &got);
  char *resolved = real_folder != NULL ? resolve_inside(path, real_root, &got) : NULL;
  if (resolved == NULL)
    sal_error_set(error, SAL_ERROR_IO,
                  "%s: expected a path inside of " SAL_OPTION("output-root") " '%s', got %s", path, quoted,
                  got);
  return resolved;
}

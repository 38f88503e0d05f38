/* A folder of files for one test, and what failures have to look like. */
#pragma once

#include "data/base/error.h"

#include <glib/gstdio.h>
#include <string.h>

/* The path of a temporary folder; removed with all that is in it. */
typedef char Folder;

static inline Folder *
folder_new(void)
{
  g_autoptr(GError) error = NULL;
  char *path = g_dir_make_tmp("salient-test-XXXXXX", &error);
  g_assert_no_error(error);
  return path;
}

static inline void
remove_tree(const char *path)
{
  g_autoptr(GDir) dir = g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);
  const char *name;
  while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
    g_autofree char *child = g_build_filename(path, name, NULL);
    remove_tree(child);
  }
  g_remove(path);
}

static inline void
folder_free(Folder *folder)
{
  remove_tree(folder);
  g_free(folder);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Folder, folder_free)

static inline char *
write_bytes(const Folder *folder, const char *name, const void *data, gsize size)
{
  g_autoptr(GError) error = NULL;
  char *path = g_build_filename(folder, name, NULL);
  g_file_set_contents(path, data, (gssize)size, &error);
  g_assert_no_error(error);
  return path;
}

/* Returns the path, owned by the caller. */
static inline char *
write_text(const Folder *folder, const char *name, const char *text)
{
  return write_bytes(folder, name, text, strlen(text));
}

static inline void
put_text(const Folder *folder, const char *name, const char *text)
{
  g_free(write_text(folder, name, text));
}

/* The names in a folder, hidden ones too. */
static inline guint
count_files(const Folder *folder)
{
  guint n = 0;
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  while (g_dir_read_name(dir) != NULL)
    n++;
  return n;
}

/* A FeatureCollection of features given as JSON. */
static inline char *
make_collection(const char *features)
{
  return g_strdup_printf("{\"type\":\"FeatureCollection\",\"features\":[%s]}", features);
}

/* A feature with the given geometry and properties, both JSON. */
static inline char *
make_feature(const char *geometry, const char *properties)
{
  return g_strdup_printf("{\"type\":\"Feature\",\"properties\":%s,\"geometry\":%s}", properties, geometry);
}

/* A square in lon/lat from its lower left corner, as a feature. */
static inline char *
make_square(double x, double y, double size, const char *properties)
{
  g_autofree char *geometry =
      g_strdup_printf("{\"type\":\"Polygon\",\"coordinates\":[[[%.10g,%.10g],[%.10g,%.10g],[%.10g,%.10g],"
                      "[%.10g,%.10g],[%.10g,%.10g]]]}",
                      x, y, x + size, y, x + size, y + size, x, y + size, x, y);
  return make_feature(geometry, properties);
}

/* A file with one square. */
static inline void
put_square(const Folder *folder, const char *name, double x, double y, double size)
{
  g_autofree char *square = make_square(x, y, size, "{}");
  g_autofree char *text = make_collection(square);
  put_text(folder, name, text);
}

/* Asserts a code, the grammar of messages (one line, lower case, no full stop) and all parts, up to NULL. */
G_GNUC_NULL_TERMINATED
static inline void
assert_error_says(const GError *error, SalError code, ...)
{
  va_list parts;
  g_assert_error(error, SAL_ERROR, (int)code);
  g_test_message("%s", error->message);
  g_assert_null(strchr(error->message, '\n'));
  g_assert_null(strstr(error->message, "Error:"));
  g_assert_false(g_str_has_suffix(error->message, "."));
  g_assert_true(g_utf8_validate(error->message, -1, NULL));
  va_start(parts, code);
  for (const char *part = va_arg(parts, const char *); part != NULL; part = va_arg(parts, const char *))
    if (strstr(error->message, part) == NULL)
      g_error("expected '%s' in '%s'", part, error->message);
  va_end(parts);
}

/* Asserts that two arrays of elements of one size hold the same bytes. */
static inline void
assert_same_bytes(const GArray *a, const GArray *b, gsize element_size)
{
  g_assert_cmpuint(a->len, ==, b->len);
  g_assert_true(a->len == 0 || memcmp(a->data, b->data, a->len * element_size) == 0);
}

/* Whether one of the texts (utf8) has the part. */
static inline gboolean
says(const GPtrArray *texts, const char *part)
{
  for (guint i = 0; i < texts->len; i++)
    if (strstr(texts->pdata[i], part) != NULL)
      return TRUE;
  return FALSE;
}

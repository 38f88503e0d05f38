/* What PROJ asks for by its file API is refused, unless it is the database. SQLite opens that by itself; PROJ
 * only looks whether it is there. */
#include "data/geometry/proj-context.h"

#include <glib.h>
#include <glib/gstdio.h>
#include <stdio.h>

static gboolean
is_database(const char *path)
{
  g_autofree char *name = g_path_get_basename(path);
  return g_str_equal(name, "proj.db") && g_file_test(path, G_FILE_TEST_IS_REGULAR);
}

static PROJ_FILE_HANDLE *
open_database(PJ_CONTEXT *context, const char *path, PROJ_OPEN_ACCESS access, void *data)
{
  return access == PROJ_OPEN_ACCESS_READ_ONLY && is_database(path)
             ? (PROJ_FILE_HANDLE *)(void *)g_fopen(path, "rb")
             : NULL;
}

static size_t
read_file(PJ_CONTEXT *context, PROJ_FILE_HANDLE *handle, void *buffer, size_t n, void *data)
{
  return fread(buffer, 1, n, (FILE *)(void *)handle);
}

static size_t
write_nothing(PJ_CONTEXT *context, PROJ_FILE_HANDLE *handle, const void *buffer, size_t n, void *data)
{
  return 0;
}

static int
seek(PJ_CONTEXT *context, PROJ_FILE_HANDLE *handle, long long offset, int whence, void *data)
{
  return fseek((FILE *)(void *)handle, (long)offset, whence) == 0;
}

static unsigned long long
tell(PJ_CONTEXT *context, PROJ_FILE_HANDLE *handle, void *data)
{
  return (unsigned long long)ftell((FILE *)(void *)handle);
}

static void
close_file(PJ_CONTEXT *context, PROJ_FILE_HANDLE *handle, void *data)
{
  fclose((FILE *)(void *)handle);
}

/* PROJ looks where its own folder is. */
static int
exists(PJ_CONTEXT *context, const char *path, void *data)
{
  return g_file_test(path, G_FILE_TEST_EXISTS);
}

static int
change_nothing(PJ_CONTEXT *context, const char *path, void *data)
{
  return 0;
}

static int
rename_nothing(PJ_CONTEXT *context, const char *from, const char *to, void *data)
{
  return 0;
}

/* Without its database PROJ writes to stderr at any level of logging. */
static void
say_nothing(void *data, int level, const char *message)
{
}

PJ_CONTEXT *
sal_proj_context_new(GError **error)
{
  static const PROJ_FILE_API api = { .version = 1,
                                     .open_cbk = open_database,
                                     .read_cbk = read_file,
                                     .write_cbk = write_nothing,
                                     .seek_cbk = seek,
                                     .tell_cbk = tell,
                                     .close_cbk = close_file,
                                     .exists_cbk = exists,
                                     .mkdir_cbk = change_nothing,
                                     .unlink_cbk = change_nothing,
                                     .rename_cbk = rename_nothing };
  if (!sal_proj_load(error))
    return NULL;
  PJ_CONTEXT *context = proj_context_create();
  proj_log_func(context, NULL, say_nothing);
  proj_log_level(context, PJ_LOG_NONE);
  proj_context_set_fileapi(context, &api, NULL);
  proj_context_set_enable_network(context, 0);
  return context;
}

#include "data/source/geopackage.h"

#include "data/base/error.h"
#include "data/geometry/crs.h"
#include "data/source/bounds.h"
#include "data/source/crs-said.h"
#include "data/source/gdal.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#define STEPS_A_CALL 1000
/* Steps of SQLite's machine: for each byte of the file, and in any case. Reading a table takes about one for
 * each byte of it at most; 500 million take a few seconds. */
#define STEPS_A_BYTE 16
#define BYTES_A_STEP 2 /* of max_bytes */

struct _SalGeopackage {
  SalGeopackage *outer; /* that this thread was at before */
  char *path;           /* what is opened */
  char *folder;         /* of the copy, or NULL */
  guint64 max_bytes, n_steps, max_steps;
  char *odd_crs;
};

static GPrivate current;

/* --- what is watched */

static int
count_steps(void *data)
{
  SalGeopackage *geopackage = data;
  geopackage->n_steps += STEPS_A_CALL;
  return geopackage->n_steps > geopackage->max_steps;
}

/* Functions of SQLite, of its extensions and of GDAL that reach further than the database. */
static gboolean
reaches_out(const char *function)
{
  static const char *const names[] = { "load_extension", "readfile",       "writefile",
                                       "edit",           "fts3_tokenizer", NULL };
  return g_strv_contains(names, function) || g_str_has_prefix(function, "ogr_") ||
         g_str_has_prefix(function, "gdal_");
}

static int
authorise(void *data, int action, const char *first, const char *second, const char *database,
          const char *source)
{
  if (action == SQLITE_ATTACH || action == SQLITE_CREATE_VTABLE)
    return SQLITE_DENY;
  if (action != SQLITE_FUNCTION || second == NULL)
    return SQLITE_OK;
  g_autofree char *lower = g_ascii_strdown(second, -1);
  return reaches_out(lower) ? SQLITE_DENY : SQLITE_OK;
}

/* SQLite calls this for each database that any thread of the process opens. PROJ's own is left alone. */
static int
watch(sqlite3 *database, const char **message, const struct sqlite3_api_routines *api)
{
  SalGeopackage *geopackage = g_private_get(&current);
  const char *path = geopackage != NULL ? sqlite3_db_filename(database, "main") : NULL;
  if (path == NULL || g_str_has_suffix(path, "/proj.db"))
    return SQLITE_OK;
  sqlite3_progress_handler(database, STEPS_A_CALL, count_steps, geopackage);
  sqlite3_set_authorizer(database, authorise, geopackage);
  sqlite3_limit(database, SQLITE_LIMIT_LENGTH, (int)MIN(geopackage->max_bytes / 4, 1000000000));
  return SQLITE_OK;
}

static gpointer
start_watching(gpointer unused)
{
  sqlite3_initialize();
  sqlite3_auto_extension((void (*)(void))watch);
  return NULL;
}

/* --- a copy with what is pending */

typedef struct {
  goffset size;
  gint64 seconds, nanoseconds;
} State;

/* FALSE if there is no such file, or it is empty. */
static gboolean
get_state(const char *path, State *state)
{
  GStatBuf status;
  *state = (State){ 0 };
  if (g_stat(path, &status) != 0 || status.st_size == 0)
    return FALSE;
  *state = (State){ status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec };
  return TRUE;
}

static gboolean
copy_file(const char *from, const char *to, guint64 *size, GError **error)
{
  char buffer[1 << 16];
  VSILFILE *in = VSIFOpenL(from, "rb");
  FILE *out = in != NULL ? g_fopen(to, "wbx") : NULL;
  gboolean ok = out != NULL;
  for (gsize n; ok && (n = VSIFReadL(buffer, 1, sizeof buffer, in)) > 0; *size += n)
    ok = fwrite(buffer, 1, n, out) == n;
  ok = (out == NULL || fclose(out) == 0) && ok;
  if (in != NULL)
    VSIFCloseL(in);
  if (ok)
    return TRUE;
  const int why = errno;
  sal_error_set(error, SAL_ERROR_IO, "expected room for a copy in '%s', got '%s'", to, g_strerror(why));
  return sal_error_mark_errno(error, why);
}

static const char *const pending_suffixes[] = { "-wal", "-journal" };

static gboolean
has_pending(const char *path)
{
  State state;
  for (guint i = 0; i < G_N_ELEMENTS(pending_suffixes); i++) {
    g_autofree char *beside = g_strconcat(path, pending_suffixes[i], NULL);
    if (get_state(beside, &state))
      return TRUE;
  }
  return FALSE;
}

static gboolean
copy_unless_it_changes(const char *path, const char *copy, guint64 *size, GError **error)
{
  const char *const suffixes[] = { "", "-wal", "-journal" };
  State before[G_N_ELEMENTS(suffixes)], after;
  for (guint i = 0; i < G_N_ELEMENTS(suffixes); i++) {
    g_autofree char *from = g_strconcat(path, suffixes[i], NULL), *to = g_strconcat(copy, suffixes[i], NULL);
    const gboolean wanted = get_state(from, &before[i]) || suffixes[i][0] == '\0';
    if (wanted && !copy_file(from, to, size, error))
      return FALSE;
  }
  for (guint i = 0; i < G_N_ELEMENTS(suffixes); i++) {
    g_autofree char *from = g_strconcat(path, suffixes[i], NULL);
    get_state(from, &after);
    if (memcmp(&before[i], &after, sizeof after) == 0)
      continue;
    sal_error_set(
        error, SAL_ERROR_IO,
        "expected a file that stays as it is while it is read, got one that another program writes");
    return sal_error_mark_temporary(error);
  }
  return TRUE;
}

/* Applies to a database what is pending beside it. */
static gboolean
settle(const char *path, GError **error)
{
  sqlite3 *database = NULL;
  const gboolean ok = sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK &&
                      sqlite3_exec(database, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL) == SQLITE_OK;
  g_autofree char *why = ok ? NULL : sal_error_quote(sqlite3_errmsg(database));
  sqlite3_close(database);
  return ok || sal_error_set(error, SAL_ERROR_FORMAT,
                             "expected changes pending beside the file that can be applied, got '%s'", why);
}

static gboolean
make_copy(SalGeopackage *geopackage, const char *path, guint64 *size, GError **error)
{
  g_autoptr(GError) why = NULL;
  geopackage->folder = g_dir_make_tmp("salient-XXXXXX", &why);
  if (geopackage->folder == NULL) {
    sal_error_set(error, SAL_ERROR_IO, "expected room for a copy, got '%s'", why->message);
    return sal_error_is_temporary(why) ? sal_error_mark_temporary(error) : FALSE;
  }
  g_autofree char *name = g_path_get_basename(path);
  geopackage->path = g_build_filename(geopackage->folder, name, NULL);
  return copy_unless_it_changes(path, geopackage->path, size, error) && settle(geopackage->path, error);
}

/* --- what it says of CRSs */

static gboolean
look_at_definition(SalGeopackage *geopackage, const char *text, GError **error)
{
  if (text == NULL) /* a damaged file: GDAL tells better */
    return TRUE;
  if (sal_crs_said_reaches_out(text, strlen(text))) {
    g_autofree char *quoted = sal_error_quote(text);
    return sal_error_set(error, SAL_ERROR_CRS,
                         "CRS: expected a definition that needs no other file, got '%s'", quoted);
  }
  if (geopackage->odd_crs == NULL && (text[0] == '+' || !sal_crs_check(text, NULL)))
    geopackage->odd_crs = g_strdup(text);
  return TRUE;
}

static gboolean
look_at_definitions(SalGeopackage *geopackage, sqlite3 *database, GError **error)
{
  static const char sql[] = "SELECT DISTINCT definition FROM gpkg_spatial_ref_sys s JOIN "
                            "gpkg_geometry_columns g ON s.srs_id = g.srs_id "
                            "WHERE s.srs_id > 0 AND definition IS NOT NULL";
  sqlite3_stmt *rows = NULL;
  gboolean ok = TRUE;
  if (sqlite3_prepare_v2(database, sql, -1, &rows, NULL) == SQLITE_OK)
    while (ok && sqlite3_step(rows) == SQLITE_ROW)
      ok = look_at_definition(geopackage, (const char *)sqlite3_column_text(rows, 0), error);
  sqlite3_finalize(rows);
  return ok && sal_geopackage_check_steps(geopackage, error);
}

/* What is no GeoPackage at all is left to GDAL to tell. */
static gboolean
look_into(SalGeopackage *geopackage, GError **error)
{
  g_autofree char *escaped = g_uri_escape_string(geopackage->path, "/", TRUE);
  g_autofree char *uri = g_strdup_printf("file:%s?immutable=1", escaped);
  sqlite3 *database = NULL;
  const gboolean ok =
      sqlite3_open_v2(uri, &database, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL) != SQLITE_OK ||
      look_at_definitions(geopackage, database, error);
  sqlite3_close(database);
  return ok;
}

SalGeopackage *
sal_geopackage_new(const char *path, guint64 max_bytes, GError **error)
{
  static GOnce once = G_ONCE_INIT;
  g_once(&once, start_watching, NULL);
  g_autoptr(SalGeopackage) geopackage = g_new0(SalGeopackage, 1);
  geopackage->max_bytes = max_bytes > 0 ? max_bytes : SAL_SOURCE_MAX_BYTES;
  geopackage->max_steps = geopackage->max_bytes / BYTES_A_STEP;
  geopackage->outer = g_private_get(&current);
  g_private_set(&current, geopackage);
  guint64 size = 0;
  State state;
  if (g_str_has_prefix(path, "/vsi") || has_pending(path)) {
    if (!make_copy(geopackage, path, &size, error))
      return NULL;
  } else {
    geopackage->path = g_canonicalize_filename(path, NULL);
    size = get_state(path, &state) ? (guint64)state.size : 0;
  }
  geopackage->max_steps += STEPS_A_BYTE * size;
  return look_into(geopackage, error) ? g_steal_pointer(&geopackage) : NULL;
}

void
sal_geopackage_free(SalGeopackage *geopackage)
{
  if (geopackage == NULL)
    return;
  g_private_set(&current, geopackage->outer);
  sal_geopackage_forget_copy(geopackage);
  g_free(geopackage->path);
  g_free(geopackage->odd_crs);
  g_free(geopackage);
}

const char *
sal_geopackage_get_path(const SalGeopackage *geopackage)
{
  return geopackage->path;
}

void
sal_geopackage_forget_copy(SalGeopackage *geopackage)
{
  if (geopackage->folder == NULL)
    return;
  for (guint i = 0; i < G_N_ELEMENTS(pending_suffixes); i++) {
    g_autofree char *beside = g_strconcat(geopackage->path, pending_suffixes[i], NULL);
    g_unlink(beside);
  }
  g_unlink(geopackage->path);
  g_rmdir(geopackage->folder);
  g_clear_pointer(&geopackage->folder, g_free);
}

const char *
sal_geopackage_get_odd_crs(const SalGeopackage *geopackage)
{
  return geopackage->odd_crs;
}

gboolean
sal_geopackage_check_steps(const SalGeopackage *geopackage, GError **error)
{
  return geopackage->n_steps <= geopackage->max_steps ||
         sal_error_set(error, SAL_ERROR_FORMAT,
                       "expected a database that answers within %" G_GUINT64_FORMAT
                       " million steps (" SAL_OPTION("max-size") " raises it), got more",
                       geopackage->max_steps / 1000000);
}

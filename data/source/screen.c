#include "data/source/screen.h"

#include "data/base/error.h"
#include "data/source/bounds.h"
#include "data/source/crs-said.h"
#include "data/source/envelope.h"
#include "data/source/flatgeobuf.h"
#include "data/source/gdal.h"
#include "data/source/names.h"
#include "data/source/vsi.h"

#include <string.h>

const char *
sal_screened_move(SalScreened *screened, const char *base_name, void *bytes, gsize length)
{
  char *name = sal_vsi_make_memory_name(base_name), *before = screened->memory_name;
  VSIFCloseL(VSIFileFromMemBuffer(name, bytes, length, TRUE));
  screened->memory_name = name;
  sal_vsi_forget(before); /* base_name may be part of it */
  return name;
}

/* What a JSON holds that says its CRS, or hides that it does, or refers to the same points again and again. */
static gboolean
is_of_interest(const char *bytes, gsize length)
{
  static const char *const words[] = { "\"crs\"", "\"spatialReference\"", "\"Topology\"", "\\u00" };
  for (guint i = 0; i < G_N_ELEMENTS(words); i++)
    if (memmem(bytes, length, words[i], strlen(words[i])) != NULL)
      return TRUE;
  return FALSE;
}

#define LONGEST_WORD 18

/* Whether a file holds such, which is read block by block. */
static gboolean
wants_look(const char *path)
{
  char buffer[64 << 10];
  gsize n_kept = 0, n;
  gboolean found = FALSE;
  VSILFILE *file = VSIFOpenL(path, "rb");
  while (file != NULL && !found && (n = VSIFReadL(buffer + n_kept, 1, sizeof buffer - n_kept, file)) > 0) {
    n += n_kept;
    found = is_of_interest(buffer, n);
    n_kept = MIN(LONGEST_WORD - 1, n);
    memmove(buffer, buffer + n - n_kept, n_kept);
  }
  if (file != NULL)
    VSIFCloseL(file);
  return found;
}

/* What lies beside a file under its name with another suffix; NULL if nothing does. Owned by the caller. */
static char *
find_beside(const char *path, const char *suffix)
{
  VSIStatBufL status;
  const char *name = sal_source_get_base_name(path), *dot = strrchr(name, '.');
  if (dot == NULL)
    return NULL;
  g_autofree char *stem = g_strndup(path, (gsize)(dot - path)), *upper = g_ascii_strup(suffix, -1);
  g_autofree char *lower_path = g_strconcat(stem, suffix, NULL);
  g_autofree char *upper_path = g_strconcat(stem, upper, NULL);
  if (VSIStatL(lower_path, &status) == 0)
    return g_steal_pointer(&lower_path);
  return VSIStatL(upper_path, &status) == 0 ? g_steal_pointer(&upper_path) : NULL;
}

#define SCHEMA_MAX_BYTES (16 << 20)

/* Puts the schema of a GML beside its copy in memory. What it includes itself is left out. */
static void
copy_schema(const char *path, const char *memory_name)
{
  GByte *bytes = NULL;
  vsi_l_offset length = 0;
  g_autofree char *schema = find_beside(path, ".xsd");
  if (schema == NULL || !sal_vsi_check_kind(schema, NULL) ||
      !VSIIngestFile(NULL, schema, &bytes, &length, SCHEMA_MAX_BYTES))
    return;
  sal_crs_said_hide_links((char *)bytes, (gsize)length);
  const char *dot = strrchr(memory_name, '.'); /* there is one, or nothing lies beside */
  g_autofree char *stem = g_strndup(memory_name, (gsize)(dot - memory_name));
  g_autofree char *name = g_strconcat(stem, ".xsd", NULL);
  VSIFCloseL(VSIFileFromMemBuffer(name, bytes, length, TRUE));
}

/* Reads a GML, and a GeoJSON that says a CRS, and takes what is not plain out of what GDAL sees. A GML is
 * always read from memory, where nothing but its schema lies beside it. */
static gboolean
screen_text(SalScreened *screened, SalContent content, const char **path, guint64 max_bytes, GError **error)
{
  GByte *bytes = NULL;
  vsi_l_offset length = 0;
  if (content == SAL_CONTENT_JSON && !wants_look(*path))
    return TRUE;
  if (!VSIIngestFile(NULL, *path, &bytes, &length, (GIntBig)MIN(max_bytes, G_MAXINT64)))
    return sal_bound_refuse_file(max_bytes, error);
  length = sal_crs_said_take(content, (char *)bytes, (gsize)length, &screened->said_crs);
  if (content == SAL_CONTENT_JSON && memmem(bytes, length, "\"Topology\"", strlen("\"Topology\"")) != NULL &&
      !sal_bound_check_vertices(sal_envelope_count_topology((const char *)bytes, (gsize)length), length,
                                max_bytes, error)) {
    VSIFree(bytes);
    return FALSE;
  }
  g_autofree char *file = g_strdup(*path);
  if (content == SAL_CONTENT_XML ||
      (screened->said_crs != NULL && !sal_crs_said_is_plain(screened->said_crs)))
    *path = sal_screened_move(screened, sal_source_get_base_name(file), bytes, (gsize)length);
  else
    VSIFree(bytes);
  if (content == SAL_CONTENT_XML)
    copy_schema(file, *path);
  return TRUE;
}

static gboolean
screen_database(SalScreened *screened, const char **path, guint64 max_bytes, GError **error)
{
  screened->geopackage = sal_geopackage_new(*path, max_bytes, error);
  if (screened->geopackage == NULL)
    return FALSE;
  screened->said_crs = g_strdup(sal_geopackage_get_odd_crs(screened->geopackage));
  *path = sal_geopackage_get_path(screened->geopackage);
  return TRUE;
}

#define CRS_HEAD_BYTES (64 << 10)

/* The file in which a shapefile, a FlatGeobuf or a file geodatabase defines its CRS, or NULL. */
static char *
find_definition(const char *path)
{
  static const char *const shp[] = { ".shp", ".dbf", ".shx", NULL }, *const fgb[] = { ".fgb", NULL };
  static const char *const gdb[] = { ".gdb", NULL };
  if (sal_source_has_suffix(path, shp))
    return find_beside(path, ".prj");
  if (sal_source_has_suffix(path, gdb))
    return g_build_filename(path, "a00000004.gdbtable", NULL);
  return sal_source_has_suffix(path, fgb) ? g_strdup(path) : NULL;
}

static gboolean
screen_other(SalScreened *screened, const char *path, GError **error)
{
  static const char *const prj[] = { ".prj", NULL };
  g_autofree char *file = find_definition(path);
  VSILFILE *open = file != NULL ? VSIFOpenL(file, "rb") : NULL;
  if (open == NULL)
    return TRUE;
  g_autofree char *head = g_malloc0(CRS_HEAD_BYTES + 1);
  const gsize n = VSIFReadL(head, 1, CRS_HEAD_BYTES, open);
  VSIFCloseL(open);
  if (sal_source_has_suffix(file, prj))
    screened->said_crs = g_strstrip(g_utf8_make_valid(head, -1));
  if (!sal_crs_said_reaches_out(head, n))
    return TRUE;
  g_autofree char *name = g_path_get_basename(file), *quoted = sal_error_quote_path(name);
  return sal_error_set(error, SAL_ERROR_CRS,
                       "CRS: expected a definition that needs no other file, got one that does in '%s'",
                       quoted);
}

gboolean
sal_screen(SalScreened *screened, SalContent content, const char **path, guint64 max_bytes, GError **error)
{
  switch (content) {
  case SAL_CONTENT_JSON:
  case SAL_CONTENT_XML:
    return screen_text(screened, content, path, max_bytes, error);
  case SAL_CONTENT_SQLITE:
    return screen_database(screened, path, max_bytes, error);
  case SAL_CONTENT_KML:
    return TRUE;
  default:
    return screen_other(screened, *path, error) && sal_flatgeobuf_check(*path, max_bytes, error);
  }
}

void
sal_screened_clear(SalScreened *screened)
{
  sal_geopackage_free(screened->geopackage);
  sal_vsi_forget(screened->memory_name);
  g_free(screened->said_crs);
}

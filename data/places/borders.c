/* Natural Earth says of each line what kind of border it is. */
#include "data/places/borders.h"

#include "data/base/error.h"
#include "data/source/naturalearth.h"

#include <string.h>

SalBorders *
sal_borders_new(void)
{
  SalBorders *borders = g_new0(SalBorders, 1);
  borders->agreed = sal_geometry_new(SAL_LINES);
  borders->disputed = sal_geometry_new(SAL_LINES);
  return borders;
}

void
sal_borders_free(SalBorders *borders)
{
  if (borders == NULL)
    return;
  g_clear_pointer(&borders->agreed, sal_geometry_free);
  g_clear_pointer(&borders->disputed, sal_geometry_free);
  g_free(borders);
}

static gboolean
has_any_prefix(const char *text, const char *const *prefixes)
{
  for (guint i = 0; prefixes[i] != NULL; i++) {
    if (g_ascii_strncasecmp(text, prefixes[i], strlen(prefixes[i])) == 0)
      return TRUE;
  }
  return FALSE;
}

/* Debian's files were changed for the Magics plotting library, which marks what it does not draw. */
static void
add_border(const SalFeature *feature, double turn, gpointer data)
{
  static const char *const skipped[] = { "Overlay limit", "Lease limit", "Claim boundary", "Unrecognized",
                                         NULL };
  static const char *const disputed[] = { "Disputed",  "Indefinite",    "Line of control",
                                          "Breakaway", "Indeterminant", "Indeterminate",
                                          "Elusive",   "Cease-fire",    "Reference",
                                          NULL };
  SalBorders *borders = data;
  const char *kind = sal_natural_earth_get_value(feature, 0);
  if (kind == NULL)
    kind = "";
  if (strstr(kind, "ForgetMagics") != NULL || has_any_prefix(kind, skipped))
    return;
  sal_natural_earth_append(has_any_prefix(kind, disputed) ? borders->disputed : borders->agreed,
                           feature->lines, turn);
}

/* The rings of polygons as lines. */
static void
append_rings(SalGeometry *lines, const SalGeometry *polygons)
{
  for (guint part = 0; polygons != NULL && part < sal_geometry_get_n_parts(polygons); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
    for (guint i = 0; i < n; i++)
      sal_geometry_add_point(lines, points[i].x, points[i].y);
    sal_geometry_end_part(lines);
  }
}

SalGeometry *
sal_borders_read_lines(const char *path, guint64 max_bytes, GError **error)
{
  const SalReadOptions options = { .max_bytes = max_bytes };
  g_autofree char *quoted = sal_error_quote_path(path);
  g_autoptr(SalGeometry) lines = sal_geometry_new(SAL_LINES);
  g_autoptr(SalFeatures) features = sal_source_read(path, &options, error);
  if (features == NULL) {
    g_prefix_error(error, "%s: ", quoted);
    return NULL;
  }
  for (guint i = 0; i < features->features->len; i++) {
    const SalFeature *feature = features->features->pdata[i];
    sal_natural_earth_append(lines, feature->lines, 0);
    append_rings(lines, feature->polygons);
  }
  if (!sal_geometry_is_empty(lines))
    return g_steal_pointer(&lines);
  sal_error_set(error, SAL_ERROR_FORMAT, "%s: expected lines or polygons, got none", quoted);
  return NULL;
}

/* The borders that the user draws: all count, none is disputed. */
static gboolean
read_file(SalBorders *borders, const char *path, GError **error)
{
  g_autoptr(SalGeometry) lines = sal_borders_read_lines(path, 0, error);
  if (lines == NULL) {
    g_prefix_error(error, "borders: ");
    return FALSE;
  }
  sal_geometry_append(borders->agreed, lines);
  return TRUE;
}

SalBorders *
sal_borders_load(const SalBordersQuery *query, GError **error)
{
  static const char *const fields[] = { "featurecla", "FEATURECLA", NULL };
  g_autoptr(SalBorders) borders = sal_borders_new();
  if (g_strcmp0(query->choice, "none") == 0)
    return g_steal_pointer(&borders);
  if (query->choice != NULL && !g_str_equal(query->choice, "defacto"))
    return read_file(borders, query->choice, error) ? g_steal_pointer(&borders) : NULL;
  const char *layer = query->layer != NULL ? query->layer : SAL_NATURAL_EARTH_BORDERS;
  const SalNaturalEarthQuery earth = { query->folder, layer, query->box, fields };
  if (query->folder != NULL && !sal_natural_earth_read(&earth, add_border, borders, error))
    return NULL;
  return g_steal_pointer(&borders);
}

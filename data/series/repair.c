#include "data/series/repair.h"

#include "data/base/error.h"
#include "data/geometry/area.h"
#include "data/geometry/validity.h"
#include "data/source/bounds.h"

#include <math.h>

G_GNUC_PRINTF(2, 3)
static void
add_remark(GPtrArray *remarks, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  g_ptr_array_add(remarks, g_strdup_vprintf(format, args));
  va_end(args);
}

#define TOLD_M2 1e4 /* a repair that changes an area by no more than this is told without areas */

/* ", 1.25 km² became 2.50 km²", or "" for a small change. Owned by the caller. */
static char *
tell_areas(const SalGeometry *before, const SalGeometry *after)
{
  char texts[2][G_ASCII_DTOSTR_BUF_SIZE + 320];
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  const double before_m2 = sal_area_measure(model, before), after_m2 = sal_area_measure(model, after);
  if (!(fabs(after_m2 - before_m2) > TOLD_M2))
    return g_strdup("");
  g_ascii_formatd(texts[0], sizeof texts[0], "%.2f", before_m2 / 1e6);
  g_ascii_formatd(texts[1], sizeof texts[1], "%.2f", after_m2 / 1e6);
  return g_strdup_printf(", %s km² became %s km²", texts[0], texts[1]);
}

/* ", 1.25 km² remain". Owned by the caller. */
static char *
tell_area(const SalGeometry *polygons)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE + 320];
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  g_ascii_formatd(text, sizeof text, "%.2f", sal_area_measure(model, polygons) / 1e6);
  return g_strdup_printf(", %s km² remain", text);
}

/* How remarks name a feature: with its file if a snapshot has several. Owned by the caller. */
static char *
describe_feature(const SalFeature *feature)
{
  g_autofree char *file = feature->file != NULL ? sal_error_quote(feature->file) : NULL;
  return g_strdup_printf("%s%sfeature %u", file != NULL ? file : "", file != NULL ? ": " : "",
                         feature->number);
}

static gboolean
set_invalid_error(const char *place, guint n_unclosed, const char *reason, SalPoint where, GError **error)
{
  if (reason == NULL)
    return sal_error_set(error, SAL_ERROR_GEOMETRY, "%s: expected closed rings, got %u that %s not", place,
                         n_unclosed, n_unclosed == 1 ? "is" : "are");
  return sal_error_set(error, SAL_ERROR_GEOMETRY, "%s: expected a valid area, got %s near (%.6f, %.6f)",
                       place, reason, where.x, where.y);
}

void
sal_repair_report_strays(const SalFeature *feature, const SalGeometry *polygons, GPtrArray *remarks)
{
  g_autofree char *place = describe_feature(feature);
  const guint n = feature->strays->len;
  const SalStray *first = &g_array_index(feature->strays, SalStray, 0);
  g_autofree char *others =
      n > 1 ? g_strdup_printf(" with %u other%s", n - 1, n > 2 ? "s" : "") : g_strdup("");
  g_autofree char *area = polygons != NULL ? tell_area(polygons) : g_strdup("");
  add_remark(remarks, "%s: vertex %u (%.10g, %.10g) is no position: left out%s%s", place, first->vertex,
             first->at.x, first->at.y, others, area);
}

SalGeometry *
sal_repair_polygons(const SalFeature *feature, const SalRepairOptions *options, GPtrArray *remarks,
                    guint *n_repaired, GError **error)
{
  g_autofree char *reason = NULL;
  SalPoint where = { 0, 0 };
  const gboolean valid = sal_geometry_is_plainly_valid(feature->polygons) ||
                         sal_geometry_is_valid(feature->polygons, &reason, &where);
  if (valid && feature->n_unclosed == 0 && feature->strays == NULL)
    return sal_geometry_copy(feature->polygons);
  g_autofree char *place = describe_feature(feature);
  if (options->strict) {
    set_invalid_error(place, feature->n_unclosed, reason, where, error);
    return NULL;
  }
  ++*n_repaired;
  if (feature->strays != NULL)
    sal_repair_report_strays(feature, feature->polygons, remarks);
  if (feature->n_unclosed > 0)
    add_remark(remarks, "%s: %u ring%s not closed: closed", place, feature->n_unclosed,
               feature->n_unclosed == 1 ? "" : "s");
  if (valid)
    return sal_geometry_copy(feature->polygons);
  g_autoptr(SalGeometry) repaired = sal_bound_check_crossings(feature->polygons, options->max_bytes, error)
                                        ? sal_geometry_repair(feature->polygons, error)
                                        : NULL;
  if (repaired == NULL) {
    g_prefix_error(error, "%s: ", place);
    return NULL;
  }
  g_autofree char *areas = tell_areas(feature->polygons, repaired);
  add_remark(remarks, "%s: %s near (%.6f, %.6f): repaired%s", place, reason, where.x, where.y, areas);
  return g_steal_pointer(&repaired);
}

/* Takes lines through the steps: they are made whole, they cut the territory, and its faces get holders. */
#include "data/front/front.h"

#include "data/base/error.h"
#include "data/front/holders.h"
#include "data/front/join.h"
#include "data/geometry/ground.h"
#include "data/geometry/segments.h"

#include <math.h>

/* How far, in metres, a loose end is from the outline of the territory or from the nearest other end. */
static double
measure_gap_m(const SalSegments *outline, const GArray *ends, guint end)
{
  const SalPoint from = g_array_index(ends, SalPoint, end);
  SalPoint where;
  SalSegment nearest;
  double least_m = INFINITY;
  sal_segments_find_nearest(outline, from, 1e8, &least_m, &where, &nearest);
  for (guint i = 0; i < ends->len; i++)
    if (i != end)
      least_m = MIN(least_m, sal_ground_measure_m(from, g_array_index(ends, SalPoint, i)));
  return least_m;
}

static gboolean
check_loose_ends(const GArray *ends, const SalSegments *outline, double snap_m, GError **error)
{
  if (ends->len == 0)
    return TRUE;
  const SalPoint first = g_array_index(ends, SalPoint, 0);
  g_autofree char *more = ends->len > 1 ? g_strdup_printf(" (and %u more)", ends->len - 1) : g_strdup("");
  return sal_error_set(
      error, SAL_ERROR_GEOMETRY,
      "front: expected lines that cross the territory from edge to edge, got a loose end at (%.6f, %.6f)%s, "
      "%.0f m from the nearest end or edge (snap %g m)",
      first.x, first.y, more, measure_gap_m(outline, ends, 0), snap_m);
}

static SalGeometry *
collect_held(const SalGeometry *faces, const SalHolder *holders)
{
  SalGeometry *held = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < sal_geometry_get_n_polygons(faces); i++) {
    if (holders[i] != SAL_HOLDER_OURS)
      continue;
    g_autoptr(SalGeometry) face = sal_geometry_extract_polygon(faces, i);
    sal_geometry_append(held, face);
  }
  return held;
}

static guint
count_nobodys(const SalGeometry *faces, const SalHolder *holders)
{
  guint n = 0;
  for (guint i = 0; i < sal_geometry_get_n_polygons(faces); i++)
    n += holders[i] == SAL_HOLDER_NONE;
  return n;
}

/* Adds a remark such as "front: 3 gaps between lines joined, the largest of 84 m near (1.0, 2.0)". */
static void
remark_fixes(const GArray *fixes, SalFrontFixKind kind, GPtrArray *remarks)
{
  static const struct {
    const char *one, *many, *largest;
  } words[SAL_FRONT_N_FIXES] = {
    [SAL_FRONT_JOINED] = { "gap between lines joined", "gaps between lines joined", "the largest of" },
    [SAL_FRONT_EXTENDED] = { "line extended to the edge of the territory",
                             "lines extended to the edge of the territory", "the furthest by" },
    [SAL_FRONT_DROPPED] = { "dangle dropped", "dangles dropped", "the longest of" },
  };
  const SalFrontFix *largest = NULL;
  guint n = 0;
  for (guint i = 0; i < fixes->len; i++) {
    const SalFrontFix *fix = &g_array_index(fixes, SalFrontFix, i);
    if (fix->kind != kind)
      continue;
    n++;
    if (largest == NULL || fix->length_m > largest->length_m)
      largest = fix;
  }
  if (n > 0)
    g_ptr_array_add(remarks, g_strdup_printf("front: %u %s, %s %.0f m near (%.6f, %.6f)", n,
                                             n == 1 ? words[kind].one : words[kind].many, words[kind].largest,
                                             largest->length_m, largest->from.x, largest->from.y));
}

static GPtrArray *
list_remarks(const SalFrontJoin *join)
{
  GPtrArray *remarks = g_ptr_array_new_with_free_func(g_free);
  for (SalFrontFixKind kind = 0; kind < SAL_FRONT_N_FIXES; kind++)
    remark_fixes(join->fixes, kind, remarks);
  if (join->n_without_length > 0)
    g_ptr_array_add(remarks, g_strdup_printf("front: %u line%s without length left out",
                                             join->n_without_length, join->n_without_length == 1 ? "" : "s"));
  return remarks;
}

void
sal_front_report_clear(SalFrontReport *report)
{
  g_clear_pointer(&report->remarks, g_ptr_array_unref);
  g_clear_pointer(&report->choices, g_ptr_array_unref);
  g_clear_pointer(&report->points, sal_geometry_free);
}

/* Fails if no line cuts the territory into two faces. */
static gboolean
check_cutting(const SalFrontCutting *cutting, const SalGeometry *lines, GError **error)
{
  const SalPoint first = g_array_index(lines->points, SalPoint, 0);
  return !sal_front_cutting_is_whole(cutting) ||
         sal_error_set(error, SAL_ERROR_GEOMETRY,
                       "front: expected lines that cut the territory, got none that does (the first starts "
                       "at (%.6f, %.6f))",
                       first.x, first.y);
}

SalGeometry *
sal_front_close(const SalGeometry *lines, const SalGeometry *territory, const SalFrontOptions *options,
                SalFrontReport *report, GError **error)
{
  if (sal_geometry_is_empty(lines)) {
    sal_error_set(error, SAL_ERROR_FORMAT, "front: expected lines, got none");
    return NULL;
  }
  g_autoptr(SalFrontJoin) join = sal_front_join(lines, territory, options->snap_m, options->max_bytes, error);
  if (join == NULL)
    return NULL;
  g_autoptr(SalSegments) outline = sal_segments_new(territory), fronts = sal_segments_new(lines);
  if (!check_loose_ends(join->loose_ends, outline, options->snap_m, error))
    return NULL;
  g_autoptr(SalFrontCutting) cutting = sal_front_cutting_new(join->noded, outline, error);
  if (cutting == NULL || !check_cutting(cutting, lines, error))
    return NULL;
  SalFrontChoice choice = { NULL };
  const SalGeometry *faces = sal_front_cutting_get_faces(cutting);
  g_autofree SalHolder *holders = sal_front_find_holders(cutting, fronts, &options->side, &choice, error);
  SalFrontReport own = { .choices = choice.choices,
                         .points = choice.points,
                         .agreement = choice.agreement,
                         .weakest = choice.weakest };
  if (holders != NULL && report != NULL) {
    own.remarks = list_remarks(join);
    own.n_unreached = count_nobodys(faces, holders);
    *report = own;
  } else {
    sal_front_report_clear(&own);
  }
  return holders != NULL ? collect_held(faces, holders) : NULL;
}

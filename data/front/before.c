/* Measures how much of each part stays as it was, and turns those parts in which most would change. */
#include "data/front/before.h"

#include "data/base/error.h"
#include "data/geometry/area.h"
#include "data/geometry/tiling.h"

#include <math.h>

#define EVEN_SHARE 1e-9 /* of a part: what rounding adds to areas or takes from them */

/* A part, held in one of its two ways. */
typedef struct {
  double area_m2, agreed_m2; /* agreed: held by the one who held it before */
  guint n_faces;
  int largest[2]; /* the largest face that is not held, and the largest that is; -1: none */
  double largest_m2[2];
} Part;

/* The faces of part i that are not held (at 2i) and those that are (at 2i + 1): GPtrArray of SalGeometry.
 * Faces of one holder touch in points only, so that they are valid together. */
static GPtrArray *
list_tiles(const SalFrontParts *parts)
{
  GPtrArray *tiles = g_ptr_array_new_with_free_func((GDestroyNotify)sal_geometry_free);
  for (guint i = 0; i < 2 * parts->n_parts; i++)
    g_ptr_array_add(tiles, sal_geometry_new(SAL_POLYGONS));
  for (guint face = 0; face < sal_geometry_get_n_polygons(parts->faces); face++) {
    g_autoptr(SalGeometry) polygon = sal_geometry_extract_polygon(parts->faces, face);
    sal_geometry_append(tiles->pdata[2 * parts->parts[face] + parts->is_held[face]], polygon);
  }
  return tiles;
}

static void
measure_faces(const SalFrontParts *parts, const SalAreaModel *model, Part *measured)
{
  for (guint face = 0; face < sal_geometry_get_n_polygons(parts->faces); face++) {
    Part *part = &measured[parts->parts[face]];
    const guint held = parts->is_held[face];
    g_autoptr(SalGeometry) polygon = sal_geometry_extract_polygon(parts->faces, face);
    const double area_m2 = sal_area_measure(model, polygon);
    part->n_faces++;
    part->area_m2 += area_m2;
    part->agreed_m2 += held ? 0 : area_m2;
    if (part->largest[held] < 0 || area_m2 > part->largest_m2[held]) {
      part->largest_m2[held] = area_m2;
      part->largest[held] = (int)face;
    }
  }
}

/* Measures the parts. What is held and was held before agrees, and so does what is not and was not. */
static Part *
measure_parts(const SalFrontParts *parts, const SalGeometry *before, GError **error)
{
  g_autoptr(SalAreaModel) model = sal_area_model_new("ellipsoid", NULL);
  g_autoptr(GPtrArray) tiles = list_tiles(parts);
  g_autoptr(SalTiling) tiling = sal_tiling_new(tiles);
  g_autoptr(GPtrArray) pieces = sal_tiling_cut(tiling, before, FALSE, error);
  if (pieces == NULL)
    return NULL;
  Part *measured = g_new(Part, parts->n_parts);
  for (guint i = 0; i < parts->n_parts; i++)
    measured[i] = (Part){ .largest = { -1, -1 } };
  measure_faces(parts, model, measured);
  for (guint i = 0; i < parts->n_parts; i++)
    measured[i].agreed_m2 +=
        sal_area_measure(model, pieces->pdata[2 * i + 1]) - sal_area_measure(model, pieces->pdata[2 * i]);
  return measured;
}

/* Swaps the holders in each part of which more than half would change. */
static void
turn_parts(SalFrontParts *parts, Part *measured)
{
  g_autofree guint8 *turned = g_new0(guint8, parts->n_parts);
  for (guint i = 0; i < parts->n_parts; i++) {
    Part *part = &measured[i];
    if (2 * part->agreed_m2 >= part->area_m2)
      continue;
    turned[i] = TRUE;
    part->agreed_m2 = part->area_m2 - part->agreed_m2;
    const int face = part->largest[0];
    part->largest[0] = part->largest[1];
    part->largest[1] = face;
  }
  for (guint face = 0; face < sal_geometry_get_n_polygons(parts->faces); face++)
    parts->is_held[face] ^= turned[parts->parts[face]];
}

static double
get_share(const Part *part)
{
  return part->area_m2 > 0 ? part->agreed_m2 / part->area_m2 : 1;
}

/* The part of which the smallest share stays as it was; the first if several are equal. */
static guint
find_weakest(const Part *measured, guint n)
{
  guint weakest = 0;
  for (guint i = 1; i < n; i++)
    if (get_share(&measured[i]) < get_share(&measured[weakest]))
      weakest = i;
  return weakest;
}

static SalPoint
get_place(const SalFrontParts *parts, const Part *part)
{
  return sal_geometry_get_inner_point(parts->faces, (guint)part->largest[part->largest[1] >= 0]);
}

static gboolean
check_uneven(const SalFrontParts *parts, const Part *weakest, GError **error)
{
  if (get_share(weakest) > 0.5 + EVEN_SHARE)
    return TRUE;
  const SalPoint place = get_place(parts, weakest);
  return sal_error_set(error, SAL_ERROR_GEOMETRY,
                       "side: expected less change since the snapshot before by the one side than by the "
                       "other, got %.1f km² by either near (%.6f, %.6f)",
                       weakest->area_m2 / 2e6, place.x, place.y);
}

static GPtrArray *
list_choices(const SalFrontParts *parts, const Part *measured, const Part *weakest)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func(g_free);
  guint n_weak = 0, n_kept = 0;
  for (guint i = 0; i < parts->n_parts; i++) {
    n_weak += get_share(&measured[i]) < SAL_FRONT_WEAK_AGREEMENT;
    n_kept += measured[i].n_faces == 1 && measured[i].largest[1] >= 0;
  }
  if (n_kept > 0)
    g_ptr_array_add(choices,
                    g_strdup_printf("%u part%s of the territory that no front line reaches: left with "
                                    "the holder, who had most of %s in the snapshot before",
                                    n_kept, n_kept == 1 ? "" : "s", n_kept == 1 ? "it" : "them"));
  if (n_weak > 0) {
    const SalPoint place = get_place(parts, weakest);
    g_ptr_array_add(
        choices, g_strdup_printf("side: %u part%s of the territory of which less than %g %% stays as in the "
                                 "snapshot before, the least %.1f %% of %.1f km² near (%.6f, %.6f)",
                                 n_weak, n_weak == 1 ? "" : "s", SAL_FRONT_WEAK_AGREEMENT * 100,
                                 get_share(weakest) * 100, weakest->area_m2 / 1e6, place.x, place.y));
  }
  return choices;
}

static SalGeometry *
list_points(const SalFrontParts *parts, const Part *measured)
{
  SalGeometry *points = sal_geometry_new(SAL_POINTS);
  for (guint i = 0; i < parts->n_parts; i++) {
    if (measured[i].largest[1] < 0)
      continue;
    const SalPoint place = get_place(parts, &measured[i]);
    sal_geometry_add_point(points, place.x, place.y);
  }
  sal_geometry_end_part(points);
  return points;
}

gboolean
sal_front_parts_choose(SalFrontParts *parts, const SalGeometry *before, SalFrontChoice *choice,
                       GError **error)
{
  g_autofree Part *measured = measure_parts(parts, before, error);
  if (measured == NULL)
    return FALSE;
  turn_parts(parts, measured);
  const Part *weakest = &measured[find_weakest(measured, parts->n_parts)];
  if (!check_uneven(parts, weakest, error))
    return FALSE;
  choice->choices = list_choices(parts, measured, weakest);
  choice->points = list_points(parts, measured);
  choice->agreement = MIN(get_share(weakest), 1); /* two sums of the same areas may differ by rounding */
  choice->weakest = get_place(parts, weakest);
  return TRUE;
}

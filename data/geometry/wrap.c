#include "data/geometry/wrap.h"

#include <math.h>

/* All latitudes of the turn number `turn`: 0 is -180 to 180, 1 is 180 to 540. */
static SalGeometry *
make_turn(int turn)
{
  const double west = 360.0 * turn - 180, east = west + 360;
  SalGeometry *box = sal_geometry_new(SAL_POLYGONS);
  sal_geometry_add_point(box, west, -90);
  sal_geometry_add_point(box, east, -90);
  sal_geometry_add_point(box, east, 90);
  sal_geometry_add_point(box, west, 90);
  sal_geometry_end_part(box);
  sal_geometry_end_polygon(box);
  return box;
}

/* What of polygons lies in a turn, moved to the one around Greenwich. */
static SalGeometry *
take_turn(const SalGeometry *polygons, int turn, GError **error)
{
  g_autoptr(SalGeometry) box = make_turn(turn);
  SalGeometry *piece = sal_geometry_intersection(polygons, box, error);
  for (guint i = 0; piece != NULL && i < piece->points->len; i++)
    g_array_index(piece->points, SalPoint, i).x -= 360.0 * turn;
  return piece;
}

SalGeometry *
sal_wrap_longitudes(SalGeometry *polygons, GError **error)
{
  const SalBox box = sal_geometry_get_box(polygons);
  if (sal_box_is_empty(box) || (box.xmin >= -180 && box.xmax <= 180))
    return polygons;
  g_autoptr(SalGeometry) whole = polygons;
  g_autoptr(SalGeometry) pieces = sal_geometry_new(SAL_POLYGONS);
  const int first = (int)floor((box.xmin + 180) / 360), last = (int)ceil((box.xmax - 180) / 360);
  for (int turn = first; turn <= last; turn++) {
    g_autoptr(SalGeometry) piece = take_turn(whole, turn, error);
    if (piece == NULL)
      return NULL;
    sal_geometry_append(pieces, piece);
  }
  return sal_geometry_dissolve(pieces, error);
}

double
sal_wrap_towards(double lon, double reference)
{
  return lon + 360 * round((reference - lon) / 360);
}

void
sal_wrap_lines(SalGeometry *lines)
{
  if (lines->type != SAL_LINES)
    return;
  for (guint part = 0, i = 0; part < sal_geometry_get_n_parts(lines); part++) {
    const guint first = i, end = g_array_index(lines->part_ends, guint, part);
    for (; i < end; i++)
      if (i > first) {
        SalPoint *point = &g_array_index(lines->points, SalPoint, i);
        point->x = sal_wrap_towards(point->x, point[-1].x);
      }
  }
}

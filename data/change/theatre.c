#include "data/change/theatre.h"

#include "data/geometry/segments.h"

#define TOUCH_M 0.1

struct _SalTheatre {
  SalGeometry *area;
  char *name;
  double near_m;
  SalSegments *rings;
  SalOutline *outline;
};

SalTheatre *
sal_theatre_new(SalGeometry *area, const char *name, double near_m)
{
  SalTheatre *theatre = g_new0(SalTheatre, 1);
  theatre->area = area;
  theatre->name = g_strdup(name);
  theatre->near_m = near_m;
  theatre->rings = sal_segments_new(area);
  theatre->outline = sal_outline_new(area);
  return theatre;
}

void
sal_theatre_free(SalTheatre *theatre)
{
  if (theatre == NULL)
    return;
  sal_geometry_free(theatre->area);
  g_free(theatre->name);
  sal_segments_free(theatre->rings);
  sal_outline_free(theatre->outline);
  g_free(theatre);
}

void
sal_theatre_cut(SalTheatre *theatre, SalGeometry *area)
{
  g_autofree char *name = theatre->name;
  sal_geometry_free(theatre->area);
  sal_segments_free(theatre->rings);
  theatre->area = area;
  theatre->rings = sal_segments_new(area);
  theatre->name = g_strconcat(name, ", in the area of interest", NULL);
}

const SalGeometry *
sal_theatre_get_area(const SalTheatre *theatre)
{
  return theatre->area;
}

const char *
sal_theatre_get_name(const SalTheatre *theatre)
{
  return theatre->name;
}

double
sal_theatre_get_near_m(const SalTheatre *theatre)
{
  return theatre->near_m;
}

gboolean
sal_theatre_has(const SalTheatre *theatre, SalPoint point)
{
  return sal_segments_contain(theatre->rings, point);
}

double
sal_theatre_measure_to_edge_m(const SalTheatre *theatre, SalPoint point)
{
  return sal_outline_get_distance_m(theatre->outline, point);
}

static gboolean
is_front(const SalTheatre *theatre, SalPoint a, SalPoint b, const SalOutline *border)
{
  const SalPoint middle = { (a.x + b.x) / 2, (a.y + b.y) / 2 };
  return sal_theatre_has(theatre, middle) &&
         !sal_outline_runs_along(theatre->outline, a, b, theatre->near_m) &&
         (border == NULL || !sal_outline_runs_along(border, a, b, TOUCH_M));
}

SalGeometry *
sal_theatre_find_front(const SalTheatre *theatre, const SalGeometry *polygons, const SalOutline *border)
{
  SalGeometry *front = sal_geometry_new(SAL_LINES);
  for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(polygons, part, &n);
    gboolean is_open = FALSE;
    for (guint i = 1; i < n; i++) {
      const gboolean is_kept = is_front(theatre, p[i - 1], p[i], border);
      if (is_kept && !is_open)
        sal_geometry_add_point(front, p[i - 1].x, p[i - 1].y);
      if (is_kept)
        sal_geometry_add_point(front, p[i].x, p[i].y);
      else if (is_open)
        sal_geometry_end_part(front);
      is_open = is_kept;
    }
    if (is_open)
      sal_geometry_end_part(front);
  }
  return front;
}

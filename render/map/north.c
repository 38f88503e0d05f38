#include "render/map/north.h"

#include "render/drawing/text.h"

#include <math.h>

#define LEAST_TILT_DEG 2.0
#define LEAST_TURN_DEG 5.0
#define MOST_SPREAD_DEG 90.0
#define STEP_MM 0.5 /* from a point of the frame towards north */
#define GAP_MM 0.5  /* between the arrow and its letter */
#define SAMPLES 5   /* along each side of the frame */

static double
wrap_deg(double deg)
{
  return deg - 360 * round(deg / 360);
}

/* Clockwise from the page's up. */
static gboolean
measure_north(const SalMap *map, double x, double y, double *angle_deg)
{
  double lon, lat, to_x, to_y;
  if (!sal_map_unproject_point(map, x, y, &lon, &lat))
    return FALSE;
  const double step = STEP_MM * sal_map_get_m_per_mm(map, x, y) / 111200;
  const double sign = lat + step > 90 ? -1 : 1;
  double from_x, from_y;
  if (!sal_map_project_point(map, lon, lat, &from_x, &from_y) ||
      !sal_map_project_point(map, lon, lat + sign * step, &to_x, &to_y))
    return FALSE;
  *angle_deg = atan2(sign * (to_x - from_x), -sign * (to_y - from_y)) * 180 / G_PI;
  return TRUE;
}

gboolean
sal_north_find(const SalMap *map, double *angle_deg)
{
  const SalRect frame = sal_map_get_frame(map);
  double middle, least = 0, most = 0, turn_deg = 0;
  if (!measure_north(map, frame.x + frame.width / 2, frame.y + frame.height / 2, &middle))
    return FALSE;
  for (int i = 0; i < SAMPLES * SAMPLES; i++) {
    const double u = 0.02 + 0.96 * (i % SAMPLES) / (SAMPLES - 1),
                 v = 0.02 + 0.96 * (i / SAMPLES) / (SAMPLES - 1);
    double angle;
    if (!measure_north(map, frame.x + u * frame.width, frame.y + v * frame.height, &angle))
      continue;
    turn_deg = MAX(turn_deg, fabs(angle));
    least = MIN(least, wrap_deg(angle - middle));
    most = MAX(most, wrap_deg(angle - middle));
  }
  if (angle_deg != NULL)
    *angle_deg = middle;
  return most - least <= MOST_SPREAD_DEG && (fabs(middle) > LEAST_TILT_DEG || turn_deg > LEAST_TURN_DEG);
}

/* Turns a point of the arrow, which is drawn with north up, about the middle of the square. */
static SalPoint
turn(double x, double y, double angle_deg, SalPoint middle)
{
  const double c = cos(angle_deg * G_PI / 180), s = sin(angle_deg * G_PI / 180);
  return (SalPoint){ middle.x + x * c - y * s, middle.y + x * s + y * c };
}

static void
add_point(SalGeometry *geometry, SalPoint point)
{
  sal_geometry_add_point(geometry, point.x, point.y);
}

void
sal_north_draw(SalLayer *layer, const char *letter, double angle_deg, double x_mm, double y_mm,
               double size_mm, const SalLineStyle *line, const SalTextStyle *text, const char *font_family)
{
  const SalPoint middle = { x_mm + size_mm / 2, y_mm + size_mm / 2 };
  const SalTextExtents extents = sal_text_measure(letter, font_family, text);
  const double room = hypot(extents.cap_height_mm, extents.width_mm) / 2 + text->halo_mm;
  const double letter_r = size_mm / 2 - room, tip = letter_r - room - GAP_MM,
               tail = size_mm / 2 - line->width_mm;
  const double half = (tip + tail) / 4;
  SalGeometry *arrow = sal_geometry_new(SAL_POLYGONS);
  add_point(arrow, turn(0, -tip, angle_deg, middle));
  add_point(arrow, turn(half, tail * 0.85, angle_deg, middle));
  add_point(arrow, turn(0, tail * 0.55, angle_deg, middle));
  add_point(arrow, turn(-half, tail * 0.85, angle_deg, middle));
  sal_geometry_end_part(arrow);
  sal_geometry_end_polygon(arrow);
  const SalAreaStyle fill = { .fill = line->color };
  sal_layer_add_area(layer, arrow, &fill, NULL);
  const SalPoint at = turn(0, -letter_r, angle_deg, middle);
  sal_layer_add_text(layer, letter, at.x, at.y + extents.cap_height_mm / 2, SAL_ANCHOR_MIDDLE, 0, text);
}

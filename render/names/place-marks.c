#include "render/names/place-marks.h"

#define EDGE_SHARE 0.14    /* of the size */
#define SQUARE_SHARE 0.78  /* a square as large as a diamond looks larger */
#define APART 0.4          /* how far towards black, or on dark land white, from the colour of the area */
#define LEAST_CONTRAST 1.5 /* with land */

/* The colour of who has the place now, stronger than that of the area. */
static SalColor
find_color(const SalStyle *style, const SalAreaStyle *look)
{
  SalColor color = look->fill;
  if (color.a != 255 || sal_color_contrast(color, style->land.fill) < LEAST_CONTRAST)
    color = look->hatch.width_mm > 0 && look->hatch.color.a != 0 ? look->hatch.color : look->outline.color;
  const SalColor black = { 0, 0, 0, 255 }, white = { 255, 255, 255, 255 };
  const gboolean is_dark =
      sal_color_contrast(style->land.fill, white) > sal_color_contrast(style->land.fill, black);
  color.a = 255;
  return sal_color_mix(color, is_dark ? white : black, APART);
}

void
sal_place_marks_draw(SalLayer *layer, const SalStyle *style, SalPoint at, double size_mm, gboolean is_lost,
                     const SalItemInfo *info)
{
  static const double diamond[4][2] = { { 0, -1 }, { 1, 0 }, { 0, 1 }, { -1, 0 } };
  static const double square[4][2] = { { -1, -1 }, { 1, -1 }, { 1, 1 }, { -1, 1 } };
  const double edge_mm = EDGE_SHARE * size_mm, half = (size_mm - edge_mm) / 2 * (is_lost ? SQUARE_SHARE : 1);
  const SalAreaStyle look = { .fill = find_color(style, is_lost ? &style->lost : &style->gained),
                              .outline = { .color = style->land.fill, .width_mm = edge_mm } };
  SalGeometry *polygon = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < 4; i++) {
    const double *corner = is_lost ? square[i] : diamond[i];
    sal_geometry_add_point(polygon, at.x + corner[0] * half, at.y + corner[1] * half);
  }
  sal_geometry_end_part(polygon);
  sal_geometry_end_polygon(polygon);
  sal_layer_add_area(layer, polygon, &look, info);
}

#include "render/map/symbol.h"

#include <math.h>

#define CIRCLE_CORNERS 32
#define ARM_SHARE 0.28     /* half the width of a cross's arm, of its radius */
#define STAR_SHARE 0.42    /* the inner radius of a star, of its outer one */
#define UP_RAD (-G_PI / 2) /* y points down */

static const char *const names[SAL_N_SYMBOLS + 1] = {
  [SAL_SYMBOL_CIRCLE] = "circle",     [SAL_SYMBOL_SQUARE] = "square", [SAL_SYMBOL_DIAMOND] = "diamond",
  [SAL_SYMBOL_TRIANGLE] = "triangle", [SAL_SYMBOL_CROSS] = "cross",   [SAL_SYMBOL_STAR] = "star",
};

const char *const *
sal_symbol_list_names(void)
{
  return names;
}

double
sal_symbol_get_share(SalSymbol symbol)
{
  static const double areas[SAL_N_SYMBOLS] = {
    [SAL_SYMBOL_CIRCLE] = G_PI,    [SAL_SYMBOL_SQUARE] = 2,    [SAL_SYMBOL_DIAMOND] = 2,
    [SAL_SYMBOL_TRIANGLE] = 1.299, [SAL_SYMBOL_CROSS] = 1.837, [SAL_SYMBOL_STAR] = 1.234,
  }; /* of a radius of 1 */
  g_return_val_if_fail(symbol < SAL_N_SYMBOLS, 1);
  return areas[symbol] / G_PI;
}

/* n corners at equal angles from `first_rad` on; every second one lies at inner times the radius. */
static void
add_corners(SalGeometry *polygon, SalPoint at, double radius_mm, guint n, double first_rad, double inner)
{
  for (guint i = 0; i < n; i++) {
    const double r = radius_mm * (i % 2 == 1 ? inner : 1), angle = first_rad + 2 * G_PI * i / n;
    sal_geometry_add_point(polygon, at.x + r * cos(angle), at.y + r * sin(angle));
  }
}

static void
add_cross(SalGeometry *polygon, SalPoint at, double radius_mm)
{
  const double a = ARM_SHARE, b = sqrt(1 - a * a);
  const double corners[][2] = { { -a, -b }, { a, -b }, { a, -a }, { b, -a }, { b, a },   { a, a },
                                { a, b },   { -a, b }, { -a, a }, { -b, a }, { -b, -a }, { -a, -a } };
  for (guint i = 0; i < G_N_ELEMENTS(corners); i++)
    sal_geometry_add_point(polygon, at.x + radius_mm * corners[i][0], at.y + radius_mm * corners[i][1]);
}

void
sal_symbol_draw(SalLayer *layer, SalSymbol symbol, SalPoint at, double diameter_mm, const SalAreaStyle *style,
                const SalItemInfo *info)
{
  SalGeometry *polygon = sal_geometry_new(SAL_POLYGONS);
  const double radius_mm = diameter_mm / 2;
  switch (symbol) {
  case SAL_SYMBOL_CIRCLE:
    add_corners(polygon, at, radius_mm, CIRCLE_CORNERS, 0, 1);
    break;
  case SAL_SYMBOL_SQUARE:
    add_corners(polygon, at, radius_mm, 4, G_PI / 4, 1);
    break;
  case SAL_SYMBOL_DIAMOND:
    add_corners(polygon, at, radius_mm, 4, 0, 1);
    break;
  case SAL_SYMBOL_TRIANGLE:
    add_corners(polygon, at, radius_mm, 3, UP_RAD, 1);
    break;
  case SAL_SYMBOL_CROSS:
    add_cross(polygon, at, radius_mm);
    break;
  case SAL_SYMBOL_STAR:
    add_corners(polygon, at, radius_mm, 10, UP_RAD, STAR_SHARE);
    break;
  case SAL_N_SYMBOLS:
    g_return_if_reached();
  }
  sal_geometry_end_part(polygon);
  sal_geometry_end_polygon(polygon);
  sal_layer_add_area(layer, polygon, style, info);
}

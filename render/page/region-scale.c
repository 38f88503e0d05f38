#include "render/page/region-scale.h"

#include <math.h>

#define LEAST_BOUND 1.0 /* of the last bound */
#define LEAST_CONTRAST 1.5
#define PALEST 0.3 /* how much of its colour the first class has */
#define EDGE_MM 0.3
#define GREYNESS 0.2   /* how much of the colour of borders regions without change have */
#define HATCH_MM 0.25  /* of the strokes on losses */
#define APART_MM 1.6   /* from stroke to stroke */
#define TOLERANCE 1e-9 /* a value that is a bound but for rounding is that bound */

/* The number of 1, 2, 5, 10, 20... that is so many places from 1. */
static double
get_round_number(int place)
{
  static const double digits[] = { 1, 2, 5 };
  const int power = (int)floor(place / 3.0);
  return digits[place - 3 * power] * pow(10, power);
}

SalRegionScale
sal_region_scale_new(double largest_km2, double unit_km2)
{
  int place = 0;
  while (get_round_number(place) < MAX(largest_km2 / unit_km2, LEAST_BOUND) * (1 - TOLERANCE))
    place++;
  return (SalRegionScale){ { unit_km2 * get_round_number(place - 3), unit_km2 * get_round_number(place - 1),
                             unit_km2 * get_round_number(place) } };
}

guint
sal_region_scale_find_step(const SalRegionScale *scale, double net_km2)
{
  guint step = 0;
  while (step + 1 < SAL_REGION_N_STEPS && fabs(net_km2) > scale->bounds_km2[step] * (1 + TOLERANCE))
    step++;
  return step;
}

guint
sal_region_scale_find_fifth(double percent)
{
  const double fifth = ceil(percent * SAL_REGION_N_SHARES / 100 * (1 - TOLERANCE)) - 1;
  return (guint)CLAMP(fifth, 0, SAL_REGION_N_SHARES - 1);
}

/* What an area looks like in one colour: its fill if that stands out from land, or else its strokes or its edge. */
static SalColor
find_color(const SalStyle *style, const SalAreaStyle *look)
{
  if (look->fill.a == 255 && sal_color_contrast(look->fill, style->land.fill) >= LEAST_CONTRAST)
    return look->fill;
  return look->hatch.width_mm > 0 && look->hatch.color.a != 0 ? look->hatch.color : look->outline.color;
}

/* Regions are told apart by an edge as pale as land, beside which the base map's borders, drawn a little otherwise, do not
 * look like a second one. */
static SalLineStyle
make_edge(const SalStyle *style)
{
  return (SalLineStyle){ .color = style->land.fill, .width_mm = EDGE_MM };
}

/* A class among n of a colour, from pale to full. */
static SalAreaStyle
make_class(const SalStyle *style, SalColor color, guint index, guint n)
{
  const double share = PALEST + (1 - PALEST) * index / (n - 1);
  return (SalAreaStyle){ .fill = sal_color_mix(style->land.fill, color, share), .outline = make_edge(style) };
}

SalAreaStyle
sal_region_scale_make_step(const SalStyle *style, guint step, gboolean is_loss)
{
  const SalColor color = find_color(style, is_loss ? &style->lost : &style->gained);
  SalAreaStyle look = make_class(style, color, step, SAL_REGION_N_STEPS);
  if (is_loss)
    look.hatch = (SalHatchStyle){ .color = step == 0 ? color : style->land.fill,
                                  .angle_deg = -45,
                                  .spacing_mm = APART_MM,
                                  .width_mm = HATCH_MM };
  return look;
}

SalAreaStyle
sal_region_scale_make_zero(const SalStyle *style)
{
  return (SalAreaStyle){ .fill = sal_color_mix(style->land.fill, style->borders.color, GREYNESS),
                         .outline = make_edge(style) };
}

SalAreaStyle
sal_region_scale_make_fifth(const SalStyle *style, guint fifth)
{
  return make_class(style, find_color(style, &style->gained), fifth, SAL_REGION_N_SHARES);
}

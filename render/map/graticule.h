/* Meridians and parallels of a map, labelled where they meet its edges. */
#pragma once

#include "render/map/map.h"
#include "render/words/words.h"

typedef struct {
  const SalLineStyle *line;
  const SalTextStyle *text; /* in its final size */
  const char *font_family;
  const SalRect *obstacles; /* that no label may touch, page mm */
  guint n_obstacles;
  const SalWords *words; /* NULL: English */
} SalGraticuleOptions;

typedef struct {
  double lon_deg, lat_deg;
} SalGraticuleStep;

/* Intervals of meridians and of parallels: 30, 20, 10, 5, 2 or 1 degrees, or 30, 20, 10, 5, 2 or 1 minutes,
 * so that lines at the frame's middle are at least a fifth of the frame's longer side apart. */
SalGraticuleStep sal_graticule_choose_step(const SalMap *map);

/* "36°E", "36°30′E", "48°N", "0°", "180°"; words may be NULL. Owned by the caller. */
char *sal_graticule_format(double deg, gboolean is_latitude, const SalWords *words);

/* A layer of the lines, cut at the frame. Where a pole is in sight, only meridians that are multiples of 90
 * degrees reach it. */
SalLayer *sal_graticule_make_lines(const SalMap *map, const SalGraticuleOptions *options);

/* A layer of the labels, inside the frame where lines meet its edges, else where lines end; label_rects
 * (SalRect, may be NULL) receives where they stand. */
SalLayer *
sal_graticule_make_labels(const SalMap *map, const SalGraticuleOptions *options, GArray *label_rects);

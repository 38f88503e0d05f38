/* The graticule: meridians and parallels of a map, with labels where they meet its edges. */
#pragma once

#include "render/map/map.h"
#include "render/words/words.h"

typedef struct {
  const SalLineStyle *line;
  const SalTextStyle *text; /* in its final size */
  const char *font_family;
  const SalRect *obstacles; /* page mm: no label touches them */
  guint n_obstacles;
  const SalWords *words; /* NULL: English */
} SalGraticuleOptions;

typedef struct {
  double lon_deg, lat_deg;
} SalGraticuleStep;

/* The steps from meridian to meridian and from parallel to parallel: 30, 20, 10, 5, 2 or 1 degrees or
 * minutes, so that in the middle of the frame lines are at least a fifth of its longer side apart. */
SalGraticuleStep sal_graticule_choose_step(const SalMap *map);

/* "36°E", "36°30′E", "48°N", "0°", "180°"; words may be NULL. Owned by the caller. */
char *sal_graticule_format(double deg, gboolean is_latitude, const SalWords *words);

/* A layer with the lines, cut at the frame. If a pole is in sight, only meridians that are multiples of 90
 * degrees reach it. Owned by the caller. */
SalLayer *sal_graticule_make_lines(const SalMap *map, const SalGraticuleOptions *options);

/* A layer with the labels. They stand inside the frame where lines meet its edges, or else where lines end.
 * label_rects (SalRect, may be NULL) receives where they stand. Owned by the caller. */
SalLayer *
sal_graticule_make_labels(const SalMap *map, const SalGraticuleOptions *options, GArray *label_rects);

/* Callouts: the numbers of the largest changed areas of a period. Each stands in a box beside its area,
 * with a leader to a point inside the area. */
#pragma once

#include "data/geometry/area.h"
#include "render/map/map.h"
#include "render/names/cover.h"
#include "render/names/labels.h"
#include "render/words/figures.h"

typedef struct {
  const SalStyle *style;
  const SalWords *words; /* NULL: English */
  const SalAreaModel *area_model;
  const SalFigures *figures;        /* of the page */
  const SalGeometry *gained, *lost; /* of the period, lon/lat, without noise; NULL: none */
  const SalCover *cover;            /* what boxes should not hide, of sal_callouts_make_cover() */
  const GArray *obstacles;          /* SalTurnedRect, mm: never covered; NULL: none */
  const GArray *labels; /* SalLabel: covered where there is no other way, important ones last; NULL: none */
  guint max_callouts;
  gboolean is_comparison; /* gained is what only B holds, lost is what only A holds; numbers have no signs */
} SalCalloutOptions;

typedef struct {
  gboolean is_lost;
  double km2;          /* as printed */
  char *text;          /* "+183 km²"; of a comparison "183 km²" */
  SalAreaStyle swatch; /* the band beside it */
  SalRect box;         /* mm */
  double x, y;         /* of the text's baseline, its middle, mm */
  gboolean has_dot;    /* at the leader's end, if the area is so large that the dot does not hide it */
  SalPoint from, to;   /* the leader's ends: on the box's edge, and inside the changed area */
} SalCallout;

/* What callouts should leave in sight, in page mm; each may be NULL. */
typedef struct {
  const SalGeometry *changed;     /* of the period */
  const SalGeometry *run_changed; /* of all periods of the run */
  const SalGeometry *held;
  const SalGeometry *borders, *coast;
} SalCalloutSights;

/* A cover that has been finished. Owned by the caller. */
SalCover *sal_callouts_make_cover(const SalMap *map, const SalCalloutSights *sights);

/* Callouts for the clusters of gained and of lost parts that are worth a number, the largest first and at
 * most max_callouts. Boxes touch neither each other nor obstacles nor the frame, leaders cross neither
 * each other nor boxes, and little is hidden. A cluster for which there is no such place has no callout.
 * GArray of SalCallout, owned by the caller. */
GArray *sal_callouts_place(const SalMap *map, const SalCalloutOptions *options);

/* How many callouts suit a frame. */
guint sal_callouts_get_suitable_number(SalRect frame);

/* A layer "callouts" with a group "callout-1", ... for each, without items if there are no callouts. Owned by the
 * caller. */
SalLayer *sal_callouts_make_layer(const SalStyle *style, SalRect frame, const GArray *callouts);

/* Appends what boxes and leaders cover to obstacles (SalTurnedRect), for sal_labels_filter(). */
void sal_callouts_add_obstacles(const GArray *callouts, GArray *obstacles);

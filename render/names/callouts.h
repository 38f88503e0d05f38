/* Callouts: the numbers of one period's largest changed areas, each in a box beside them with a leader to a
 * point inside. */
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
  const SalFigures *figures;        /* of the page: callouts never add up to more */
  const SalGeometry *gained, *lost; /* of the period, lon/lat, without noise; NULL: none */
  const SalCover *cover;            /* what boxes should not hide; see sal_callouts_make_cover() */
  const GArray *obstacles;          /* SalTurnedRect, mm: never covered; NULL: none */
  const GArray *labels; /* SalLabel: covered if need be, the less the more important; NULL: none */
  guint max_callouts;
  gboolean
      is_comparison; /* gained is what only B holds, lost what only A does: in their colours, without signs */
} SalCalloutOptions;

typedef struct {
  gboolean is_lost;
  double km2;          /* as printed */
  char *text;          /* "+183 km²"; of a comparison "183 km²" */
  SalAreaStyle swatch; /* the band beside it */
  SalRect box;         /* mm */
  double x, y;         /* of the text's baseline, its middle, mm */
  gboolean has_dot;    /* at the leader's end: the area is large enough not to be hidden by it */
  SalPoint from, to;   /* the leader's ends: on the box's edge, and inside the changed area */
} SalCallout;

/* What callouts should leave in sight, all in page mm and NULL where there is none. */
typedef struct {
  const SalGeometry *changed;     /* of the period */
  const SalGeometry *run_changed; /* of all periods of the run */
  const SalGeometry *held;
  const SalGeometry *borders, *coast;
} SalCalloutSights;

/* A finished cover. Owned by the caller. */
SalCover *sal_callouts_make_cover(const SalMap *map, const SalCalloutSights *sights);

/* The clusters of gained and of lost parts that are worth naming, largest first and at most max_callouts,
 * each where its box touches no other, no obstacle and not the frame, no leader crosses another or a box, and
 * little is hidden. A cluster without such a place has no callout. GArray of SalCallout, largest first. */
GArray *sal_callouts_place(const SalMap *map, const SalCalloutOptions *options);

/* How many callouts suit a frame. */
guint sal_callouts_get_suitable_number(SalRect frame);

/* A layer "callouts"; without items if there are none. */
SalLayer *sal_callouts_make_layer(const SalStyle *style, SalRect frame, const GArray *callouts);

/* What boxes and leaders take, for sal_labels_filter(): appends to obstacles (SalTurnedRect). */
void sal_callouts_add_obstacles(const GArray *callouts, GArray *obstacles);

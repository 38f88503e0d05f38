/* Callouts: the largest groups of a period's change, each with its place and its number in a box beside it, and
 * a leader to a point inside. */
#pragma once

#include "data/change/change-group.h"
#include "render/map/map.h"
#include "render/names/cover.h"
#include "render/names/labels.h"
#include "render/names/taken.h"
#include "render/words/words.h"

/* Where the callout of a change stood on an earlier map. */
typedef struct {
  SalPoint near; /* lon/lat: the place by which the change is known */
  gboolean is_lost;
  SalPoint box_mm; /* from where its leader would end at first to the middle of its box, right and down */
  guint quarter;   /* of the area in which the leader ends, from 1: NW, NE, SW, SE; 0: any */
  gboolean has_no_name; /* its box has the number alone */
} SalCalloutPin;

typedef struct {
  const SalStyle *style;
  const SalWords *words;        /* NULL: English */
  const SalChangeGroup *groups; /* the groups to call out, lent */
  guint n_groups;
  const double *outside_m2;         /* of each group, what lies outside of the frame; NULL: nothing does */
  const SalGeometry *gained, *lost; /* lon/lat: what the groups' parts are polygons of; NULL: none */
  const SalCover *cover;            /* what boxes should not hide, of sal_callouts_finish_cover() */
  const GArray *obstacles;          /* SalTurnedRect, mm: never covered; NULL: none */
  const GArray *labels; /* SalLabel: those that must stay are never covered, others where there is no other
                           way; NULL: none */
  SalTaken *
      own_symbols; /* symbols and arrowheads of own layers, which callouts cover where there is no other way; lent; NULL: none */
  gboolean has_names;     /* boxes say the place above the number */
  gboolean is_comparison; /* gained is what only B holds, lost is what only A holds; numbers have no signs */
  const SalCalloutPin *pins; /* each is for the first group of its place and kind that has none; lent */
  guint n_pins;
} SalCalloutOptions;

typedef struct {
  const SalChangeGroup *group; /* lent */
  gboolean is_lost;
  char *name; /* "South of Huliaipole"; NULL: none */
  char *text; /* "+183 km²", "+120 of +183 km²" where the frame cuts it; of a comparison without signs */
  SalAreaStyle swatch; /* the band beside it */
  SalRect box;         /* mm */
  double x;            /* where both lines begin, mm */
  double name_y, y;    /* their baselines, mm */
  gboolean has_dot;    /* at the leader's end, if the area is so large that the dot does not hide it */
  SalPoint from, to;   /* the leader's ends: on the box's edge, and inside the changed area */
  gboolean has_pin;    /* its group has a place, by which it can be found again */
  SalCalloutPin pin;
} SalCallout;

/* What callouts should leave in sight on all maps of a run, in page mm; each may be NULL. */
typedef struct {
  const SalGeometry *run_changed; /* in any of its periods */
  const SalGeometry *borders, *coast;
} SalCalloutSights;

/* The cover that the maps of a run have in common, to be finished for each of them. Owned by the caller. */
SalCover *sal_callouts_start_cover(const SalMap *map, const SalCalloutSights *sights);
/* The cover of one map: what changed in its period and what is held at its end (page mm, may be NULL) besides. Owned
 * by the caller. */
SalCover *
sal_callouts_finish_cover(const SalCover *started, const SalGeometry *changed, const SalGeometry *held);

/* A callout for each group. Boxes touch neither each other nor obstacles nor the frame, leaders cross neither
 * each other nor boxes, and little is hidden. A group for which there is no such place, or of which the frame
 * shows nothing, has no callout. A name wider than a third of the frame is left out, and so is
 * one without which the number has room. GArray of SalCallout, owned by the caller. */
GArray *sal_callouts_place(const SalMap *map, const SalCalloutOptions *options);

/* How many callouts suit a frame. */
guint sal_callouts_get_suitable_number(SalRect frame);

/* A layer "callouts" with a group "callout-1", ... for each, without items if there are no callouts. Owned by the
 * caller. */
SalLayer *sal_callouts_make_layer(const SalStyle *style, SalRect frame, const GArray *callouts);

/* Appends what boxes and leaders cover to obstacles (SalTurnedRect), for sal_labels_filter(). */
void sal_callouts_add_obstacles(const GArray *callouts, GArray *obstacles);

/* A label: the name of a place at its position on the page. */
#pragma once

#include "data/places/nearby.h"
#include "render/drawing/text.h"
#include "render/names/taken.h"

#define SAL_LABEL_PADDING_MM 0.35 /* kept free around a name beyond its halo, and around a dot */

typedef struct {
  const SalPlace *place; /* lent */
  const char *text;      /* what it says, lent */
  gboolean is_forced;    /* it comes before all others */
  SalDirection side;     /* on which it stands from its dot; SAL_DIRECTION_NEAR: on any */
  guint spot; /* where exactly: see sal_sites_name_spot(); 0: anywhere on that side, or it has no dot */
  gboolean has_offset; /* without a dot: it stands as near as can be to the offset, see SalNameWish */
  SalPoint offset_mm;
  guint
      rank; /* of a settlement: index into the style's place ranks; of a country: 1 where the type of countries
                 has no room, and a smaller one is used */
  gboolean is_village; /* it fills the room that others leave, in a type of its own */
  double importance;
  gboolean must_stay;  /* nothing may cover it: it is a city, or named in the news of the page */
  gboolean is_reserve; /* it overlaps others, and stands only on pages of which its place is news, or
                            that have no room for the city's other label */
  gboolean has_dot;
  double dot_x, dot_y; /* where the place is, mm */
  double x, y;         /* of the text's anchor on its baseline, mm */
  SalAnchor anchor;
  double angle_deg;      /* counter-clockwise about the anchor; within +-90 */
  SalTurnedRect box;     /* what the text covers with its halo */
  SalTurnedRect dot_box; /* what the dot covers; without a dot it has no size */
} SalLabel;

/* A country or a region. Both are lent. */
typedef struct {
  const SalPlace *place;   /* its name; its point does not count */
  const SalGeometry *area; /* polygons, lon/lat */
} SalNamedArea;

/* What decides how important a label is and where it may stand. */
typedef struct {
  const SalStyle *style;
  const GArray *obstacles; /* SalTurnedRect: never covered; NULL: none */
  const GArray *areas;     /* SalNamedArea: countries, then regions, named where they are seen; NULL: none */
  const GArray *regions;   /* SalPlace: those that are named at their points; NULL: none */
  guint max_villages;      /* so many settlements fill the room that the others leave; 0: none */
  gboolean has_no_waters;  /* seas, lakes and reservoirs are not named */
  guint max_labels;        /* of settlements; there are a quarter as many of rivers, waters and areas */
  double nearness;         /* what it adds to importance that a place is where something changed, less with
                              distance; importance is 1 for hamlets and up to 7 for capitals */
  double near_share;       /* how far that reaches, as a share of the frame's shorter side; 0: 0.08 */
  GHashTable
      *marked; /* a set of SalPlace: those that have a mark (render/names/place-marks.h); NULL: none have */
  GHashTable *wishes; /* from SalPlace to SalNameWish: what a user wants on these maps; NULL: nothing */
  GHashTable *news;   /* a set of SalPlace: those that a page of the run must name; NULL: none */
  /* In page mm; each may be NULL. */
  const SalGeometry
      *changed;            /* in all periods of the run: places near it matter more, and it stays in sight */
  const SalGeometry *held; /* at the run's end: its edge is the front line */
  const SalGeometry *land; /* polygons; a sea or a lake is named only outside them, where it is drawn */
  const SalGeometry *coast, *borders; /* lines; names may cross them if they must */
  const SalGeometry *own_lines;       /* those of the user's own layers */
  SalTaken *
      own_symbols; /* symbols and arrowheads of these layers, each with an owner of its own; lent; NULL: none */
  const SalGeometry *rivers; /* lines that names of rivers follow; a river without a line has no
                                         name */
} SalLabelOptions;

/* The size of the dot of a settlement. */
double sal_label_get_plain_dot_mm(const SalStyle *style, const SalLabel *label);
/* The same, or that of its mark. */
double sal_label_get_dot_mm(const SalLabelOptions *options, const SalLabel *label);

/* The text style of a label. */
const SalTextStyle *sal_label_get_text_style(const SalLabel *label, const SalStyle *style);

/* The size of a label's text, and what is kept free around it. */
typedef struct {
  SalTextExtents extents;
  double above_mm, below_mm; /* of the baseline */
  double pad_mm;             /* all around */
} SalLabelText;

SalLabelText sal_label_measure(const SalLabel *label, const SalStyle *style);

/* Sets the box of a text. x, y is the middle of its baseline, and it is turned by the label's angle. */
void sal_label_set_box(SalLabel *label, const SalLabelText *text, double x, double y);

/* A layer of the user's own on a map: the features of any source, all in one look, or a raster.
 *
 * It is not changed after it has been loaded, and many threads may draw it. */
#pragma once

#include "data/dates/when.h"
#include "render/map/map.h"
#include "render/map/mark-sizes.h"
#include "render/map/own-raster.h"

/* On which maps a feature with a day is drawn. */
typedef enum {
  SAL_OWN_WITHIN, /* those of the period in which its day lies */
  SAL_OWN_UNTIL,  /* and those of all later periods */
} SalOwnDates;

typedef struct {
  SalGeometry *points, *lines, *polygons; /* lon/lat, each NULL where there is none */
  char *label;                            /* NULL: none */
  char *kind;                             /* what tells it from others; NULL: nothing */
  double value;                           /* by which its symbol is sized, 0 or more */
  SalDay day;                             /* SAL_DAY_NONE: it is on all maps */
} SalOwnFeature;

typedef struct {
  char *id;            /* of its layer in drawings: "own-roads" */
  char *title;         /* what the legend calls it */
  char *credit;        /* stands in the credit line; NULL: none */
  gboolean has_entry;  /* it stands in the legend */
  SalStyleLayer below; /* the layer over it */
  double least_scale;  /* the smallest scale at which it is drawn, as its denominator; 0: at all scales */
  SalAreaStyle area;   /* of polygons */
  SalLineStyle line;
  gboolean has_start_arrow, has_end_arrow; /* heads of lines */
  SalAreaStyle mark;                       /* of symbols */
  SalMarkSizes marks;                      /* the symbols' shape and size */
  const char
      *group; /* interned: of layers that a field divides, which share a heading in the legend; NULL: none */
  char *heading;       /* that heading; NULL: none */
  char *size_name;     /* the field by which symbols are sized; NULL: they are not */
  SalTextStyle text;   /* of labels */
  SalOwnDates dates;   /* of features with a day */
  SalWhen when;        /* the maps on which it is at all */
  GPtrArray *rasters;  /* SalOwnRaster by day; empty: it has features, and otherwise none */
  GPtrArray *features; /* SalOwnFeature */
  gboolean has_dates;  /* maps differ in it: a feature or raster has a day, or it is not on all of them */
  gboolean has_labels; /* some feature has a label */
  gboolean has_points, has_lines, has_polygons;
} SalOwnLayer;

/* An arrowhead, page mm. */
typedef struct {
  SalPoint tip, base; /* base: the middle of the side behind the tip */
  double width_mm;
} SalOwnHead;

SalOwnLayer *sal_own_layer_new(void);
void sal_own_layer_free(SalOwnLayer *own);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalOwnLayer, sal_own_layer_free)

/* Takes the feature, whose memory is that of g_new0(). */
void sal_own_layer_add(SalOwnLayer *own, SalOwnFeature *feature);
/* Joins all features without label, value and day, so that they are drawn at once. */
void sal_own_layer_join(SalOwnLayer *own);

/* Whether it is drawn at the scale of a map. */
gboolean sal_own_layer_suits(const SalOwnLayer *own, const SalMap *map);
/* Whether a feature is on the map of a period. NULL: of no period in particular, and all are. */
gboolean sal_own_layer_shows(const SalOwnLayer *own, const SalOwnFeature *feature, const SalPeriod *period);
/* The rasters that are on the map of a period: those without day, or those of the newest day of the period or, with SAL_OWN_UNTIL,
 * before its end. Lent from the layer's rasters, n of them; NULL: none. */
SalOwnRaster *const *sal_own_layer_find_rasters(const SalOwnLayer *own, const SalPeriod *period, guint *n);
/* The diameter of a feature's symbols. */
double sal_own_layer_get_mark_mm(const SalOwnLayer *own, const SalOwnFeature *feature);

/* Adds the arrowheads (SalOwnHead) of a feature on a map, where the frame does not cut its lines. */
void sal_own_layer_find_heads(const SalOwnLayer *own, const SalMap *map, const SalOwnFeature *feature,
                              GArray *heads);

/* The drawing of the features that are on the map of a period, without labels, or of the rasters; possibly without items. ground: of
 * the map, see sal_own_raster_draw(). Owned by the caller. */
SalLayer *sal_own_layer_draw(const SalOwnLayer *own, const SalMap *map, const SalGround *ground,
                             const SalPeriod *period);

/* Draws what stands for the layer in a legend, in the middle of a rectangle of the page. */
void sal_own_layer_draw_swatch(const SalOwnLayer *own, SalRect rect, SalLayer *layer);
/* Draws a symbol of such a size there instead. */
void sal_own_layer_draw_mark(const SalOwnLayer *own, SalPoint at, double diameter_mm, SalLayer *layer);

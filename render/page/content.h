/* The content of a map: the areas that it shows besides its ground, each with its look, its name and its
 * number, in the order of the legend. Each area is an entry of the legend and a layer of the drawing. */
#pragma once

#include "data/change/change.h"
#include "data/change/cumulative.h"
#include "data/change/front-course.h"
#include "data/change/run.h"
#include "data/change/turnover.h"
#include "data/geometry/tiling.h"
#include "render/map/map.h"
#include "render/page/legend.h"
#include "render/words/figures.h"
#include "styles/style.h"

typedef struct {
  const char *id;      /* interned, "gained"; of the layer and of the legend entry */
  SalStyleLayer layer; /* its place in the drawing order; the first area of a layer lies on top */
  SalAreaStyle style;
  const SalWords *words; /* of label and number, lent; NULL: English */
  char *label, *number;  /* of the legend entry; number NULL: none */
  double value;          /* what number says, exactly: km2 or % */
  gboolean is_line;      /* it is lines, and the legend shows them */
  SalLineStyle line;     /* of them */
  char *date;            /* of a front; else NULL */
  double km2;            /* of a change, as number says it: below 0 for what was lost */
  gboolean
      is_change; /* it is drawn part by part, without slivers, and ringed if it is too small to be seen */
  const SalPeriod *period;   /* of a change, lent; NULL: none */
  const SalGeometry *lonlat; /* lent, or own; may be empty */
  SalGeometry *own;
  const SalGeometry *ringed; /* what of a change may be ringed, lent or own; NULL: all of it */
  SalGeometry *own_ringed;
  double clipped_km2;        /* how much of a change is not drawn because it lies outside of the clip */
  SalGeometry *image;        /* of lonlat in page mm, own; NULL: sal_areas_keep_image() was not called */
  const SalMap *map;         /* on which that is, lent */
  GArray *markers;           /* SalPoint: its rings, own; NULL: sal_areas_keep_markers() was not called */
  const SalMap *markers_map; /* likewise */
} SalContentArea;

/* GArray of SalContentArea. */
typedef GArray SalContent;

/* The areas of a period. First gained and lost of the change's class, if the figures draw them, or one
 * area "redefined" if the change is an accepted reset; then held; then the other classes as they are at
 * the end of the period, from changes (SalChange; may be NULL). A class that has more than half as much as the
 * change's own, over all of changes, is ground and paler than its style. change and changes are lent and
 * outlive the content. */
SalContent *sal_content_new(const SalStyle *style, const SalWords *words, const SalChange *change,
                            const GPtrArray *changes);

/* The areas of the state of a SalComparison: what only A, what only B and what both hold. names: what A
 * and B are called. The state is lent and outlives the content. */
SalContent *sal_content_new_comparison(const SalStyle *style, const SalWords *words, const SalChange *state,
                                       const char *const names[2]);

/* Cuts all areas by a tiling of one tile, outside of which nothing is drawn. model: measures what is cut off;
 * NULL: it is not measured. */
void sal_content_clip(SalContent *content, const SalTiling *clip, const SalAreaModel *model);

/* The legend entries of the areas: GArray of SalLegendEntry, owned by the caller. shown: a set of the ids
 * that are drawn; NULL: all are. */
GArray *sal_content_make_entries(const SalContent *content, GHashTable *shown);

/* The areas of a run. First what was gained, by when it was last gained (the parts of cumulative, which is
 * lent); then what was lost, what accepted resets redefined and what is held; then the other classes as
 * they are at the end of the run. */
SalContent *sal_content_new_cumulative(const SalStyle *style, const SalWords *words, const SalRun *run,
                                       const SalCumulative *cumulative, const GPtrArray *changes);

/* The areas of a run by how often they changed hands: once, twice, three times or more; then what is held from its start
 * to its end; then the other classes as they are at its end. All is lent. */
SalContent *sal_content_new_turnover(const SalStyle *style, const SalWords *words, const SalRun *run,
                                     const SalTurnover *turnover, const GPtrArray *changes);

/* Fronts, the latest first, so that it lies on top, then what is held and the other classes at the end of the run.
 * positions: SalFrontPosition, by day. All is lent. */
SalContent *sal_content_new_fronts(const SalStyle *style, const SalWords *words, const SalRun *run,
                                   const GArray *positions, const GPtrArray *changes);

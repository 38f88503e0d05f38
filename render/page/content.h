/* What a map shows besides its ground: areas with their look, their name and their number, in the order of
 * the legend. Each stands for one legend entry and one group of a file. */
#pragma once

#include "data/change/change.h"
#include "data/change/cumulative.h"
#include "data/change/run.h"
#include "render/page/legend.h"
#include "render/words/figures.h"
#include "styles/style.h"

typedef struct {
  const char *id;      /* interned: "gained"; of the layer and of the legend entry */
  SalStyleLayer layer; /* where in the drawing order; of one layer's areas the first lies on top */
  SalAreaStyle style;
  const SalWords *words;     /* of label and number, lent; NULL: English */
  char *label, *number;      /* of the legend entry; number NULL: none */
  gboolean is_change;        /* drawn part by part, without slivers, and marked where too small to be seen */
  const SalPeriod *period;   /* of a change, lent; NULL: none */
  const SalGeometry *lonlat; /* lent, or own; may be empty */
  SalGeometry *own;
} SalContentArea;

/* GArray of SalContentArea. */
typedef GArray SalContent;

/* The areas of one period: gained and lost, if the figures draw them, or both as redefined where the change
 * is an accepted reset, and held of the change's class; then the other classes of the same period among
 * changes (SalChange; may be NULL) as they stand at its end. Both are lent and outlive the content. */
SalContent *sal_content_new(const SalStyle *style, const SalWords *words, const SalChange *change,
                            const GPtrArray *changes);

/* The areas of a comparison's state (SalComparison): what only A, what only B and what both hold; names are
 * what A and B are called. The state is lent and outlives the content. */
SalContent *sal_content_new_comparison(const SalStyle *style, const SalWords *words, const SalChange *state,
                                       const char *const names[2]);

/* GArray of SalLegendEntry. shown: the ids that are drawn, in a set; NULL: all count. */
GArray *sal_content_make_entries(const SalContent *content, GHashTable *shown);

/* The areas of a run by when they were last gained (the parts of cumulative, which is lent), then what was
 * lost, what accepted resets redefined and what is held, then other classes as they stand at the run's end.
 */
SalContent *sal_content_new_cumulative(const SalStyle *style, const SalWords *words, const SalRun *run,
                                       const SalCumulative *cumulative, const GPtrArray *changes);

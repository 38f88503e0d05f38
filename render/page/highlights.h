/* What the pages of a run speak of: the largest groups of each period's change that the frame shows, and the
 * places by which they are known. Those places, and the ones that the user forces, are the news of the period's
 * page, which must name them. */
#pragma once

#include "data/change/borderland.h"
#include "data/change/change-group.h"
#include "data/change/run.h"
#include "data/geometry/tiling.h"
#include "render/map/map.h"

typedef struct _SalHighlights SalHighlights;

typedef struct {
  const SalMap *map;
  const SalAreaModel *area_model;
  const GArray *places;  /* SalPlace, which outlive the highlights */
  const SalTiling *clip; /* one tile; groups whose largest part lies outside do not count; NULL: all do */
  const SalBorderland *borderland; /* groups most of which lies there do not count; NULL: none */
  guint n;                         /* groups of each period, at most; there is one at least */
} SalHighlightsOptions;

/* A group counts if it makes a twentieth of its period's change or more, and the middle of its largest part is in
 * the frame. An accepted reset has none. All of run and options are lent. */
SalHighlights *sal_highlights_new(const SalRun *run, const SalHighlightsOptions *options);
void sal_highlights_free(SalHighlights *highlights);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalHighlights, sal_highlights_free)

/* Makes a place, which outlives the highlights, news of the page of a change of the run. */
void sal_highlights_add_news(SalHighlights *highlights, const SalChange *change, const SalPlace *place);

/* The groups of a change of the run, the largest first: GArray of SalChangeGroup, lent; NULL: it is not in the run. */
const GArray *sal_highlights_get_groups(const SalHighlights *highlights, const SalChange *change);
/* Their places: a set of SalPlace, lent; NULL: it is not in the run. */
GHashTable *sal_highlights_get_news(const SalHighlights *highlights, const SalChange *change);
/* The places of all periods: a set of SalPlace, lent. */
GHashTable *sal_highlights_get_all_news(const SalHighlights *highlights);

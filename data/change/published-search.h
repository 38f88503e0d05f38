/* Sets published figures beside those of a run, and searches for the settings that would explain a difference.
 *
 * The search goes by departures from the run: first all settings of one departure, then, if none of them agrees, all of two.
 * Whoever tries enough finds something: the more settings are tried, and the wider a figure is rounded, the more agree by chance. So
 * few are called an explanation only where less than half a one was to be expected.
 *
 * Settings that come to the same snapshots and the same reading are one. */
#pragma once

#include "data/base/work.h"
#include "data/change/change-options.h"
#include "data/change/published-setting.h"
#include "data/change/row.h"

typedef enum {
  SAL_PUBLISHED_AGREES,      /* with the figure of the run, as it is */
  SAL_PUBLISHED_EXPLAINED,   /* with another setting */
  SAL_PUBLISHED_CHANCE,      /* likewise, but so many were tried that chance may have found it */
  SAL_PUBLISHED_UNEXPLAINED, /* with nothing that was tried */
  SAL_PUBLISHED_INCOMPLETE,  /* the run has only a part of the period: nothing was tried */
  SAL_PUBLISHED_NOT_IN_RUN,  /* the run has no such period */
} SalPublishedVerdict;

/* A setting that was tried. */
typedef struct {
  SalSetting setting;
  SalDay from_snapshot, to_snapshot;
  double m2;
} SalTrial;

typedef struct {
  const SalPublishedFigure *figure; /* lent */
  SalPublishedVerdict verdict;
  const SalChange *change; /* the run's; lent; NULL: it has none */
  gint64 own_m2;           /* the run's figure */
  gboolean has_resets;     /* what was tried is without the resets that the run takes out of the period */
  guint n_tried;           /* settings, of as many departures as were tried */
  GArray *
      agreeing; /* SalTrial: those that agree, all of the same number of departures, in the order they were tried */
  double
      by_chance; /* how many of the last n_tried could be expected to agree if they were spread evenly over their range */
  /* If none agrees: what comes nearest of so many departures, the one of n_nearest 0 being empty. */
  SalTrial nearest[SAL_SETTING_MAX_DEPARTURES + 1];
  guint n_nearest[SAL_SETTING_MAX_DEPARTURES + 1]; /* of how many */
} SalPublishedMatch;

typedef struct {
  const SalPublished *published; /* lent */
  const char *class_name;        /* whose figures they are compared with; interned */
  SalSetting own;                /* that of the run, for any kind */
  int date_shift_days;
  const char *const *class_names; /* of the series; lent */
  GPtrArray *models;              /* SalAreaModel */
  GArray *matches;                /* SalPublishedMatch, in the order of the figures */
  GHashTable *first;              /* change: the first match of it */
  GHashTable *several;            /* the changes that have more than one */
} SalPublishedMatches;

/* All lent. */
typedef struct {
  const SalPublished *published;
  const SalSeries *series;
  const SalChangeOptions *change;
  int date_shift_days;
  const GArray *rows;     /* SalRow */
  const char *class_name; /* interned, one of the series */
} SalPublishedQuery;

/* Snapshots that cannot be read, or are not there, are not tried. Error: USAGE, of an area model. */
SalPublishedMatches *
sal_published_search(const SalPublishedQuery *query, const SalWork *work, GError **error);
void sal_published_matches_free(SalPublishedMatches *matches);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalPublishedMatches, sal_published_matches_free)

/* The figure of a period that columns have room for: the first in the table; NULL: there is none. */
const SalPublishedMatch *
sal_published_matches_find(const SalPublishedMatches *matches, const SalChange *change);
/* Of how many periods there are several figures. */
guint sal_published_matches_count_several(const SalPublishedMatches *matches);

/* The figure of a row, in its unit. */
gint64 sal_row_get_figure(const SalRow *row, SalFigureKind kind);

/* The nearest setting of the fewest departures; NULL: nothing could be tried. Lent. */
const SalTrial *sal_published_match_get_nearest(const SalPublishedMatch *match);

/* "agrees", "explained", "perhaps_chance", "unexplained", "incomplete" or "not_in_run"; static. */
const char *sal_published_verdict_get_name(SalPublishedVerdict verdict);

/* Comparisons as rows of numbers: text, CSV, JSON and Markdown.
 *
 * Areas are rounded once, to 1e-6 km2 (in tables for people to 1e-3 km2), such that printed rows add up as
 * printed: area of A = agreed + only A, area of B = agreed + only B, and where pieces add up exactly, rows of
 * regions to their whole. Nets are those that a table of one side alone prints. */
#pragma once

#include "data/change/compare.h"
#include "data/table/table.h"

/* One row in whole units of some m2. */
typedef struct {
  const SalComparison *comparison;               /* lent */
  gint64 area_a, area_b, agreed, only_a, only_b; /* noise included */
  gint64 noise_only_a, noise_only_b;             /* how much of only_a and only_b is noise */
  gint64 net_a, net_b, difference;               /* of the period; difference = net_b - net_a */
} SalComparedRow;

/* What the numbers rest on. */
typedef struct {
  const char *names[2]; /* of A and B, for people */
  char **sources[2];    /* NULL-terminated */
  int date_shift_days[2];
  const SalAreaModel *area_model;
  SalCadence cadence;
  gboolean has_periods; /* else it is one date */
  double min_width_m;
  const char *aoi, *regions, *region_field; /* NULL: none */
  const GPtrArray *files;                   /* utf8: maps that were written; NULL: none */
  const GPtrArray *remarks;                 /* utf8: for JSON; NULL: none */
  const char *before_option;                /* how remarks spell options, see sal_error_spell(); NULL: "" */
} SalCompareContext;

/* Over the whole periods of a class in which both sides have two snapshots. */
typedef struct {
  guint n_periods, n_disagreements; /* opposite signs */
  double mean_net_a_km2, mean_net_b_km2;
  double mean_difference_km2, mean_absolute_difference_km2;
} SalComparedSummary;

/* One row in units of unit_m2. */
SalComparedRow sal_compared_row_round(const SalComparison *comparison, gint64 unit_m2);
/* Rows in the order of comparisons, in m2. GArray of SalComparedRow. */
GArray *sal_compare_get_rows(const SalComparisons *comparisons, const SalAreaModel *model);

/* rows: of any class; class_name: interned. Means are those of numbers in units of unit_m2, as a table prints
 * them. */
SalComparedSummary sal_compare_summarise(const GArray *rows, const char *class_name, gint64 unit_m2);

/* The whole table. revisions may be NULL; then comparisons is not. CSV shows the days of revisions if there
 * are any, else the comparisons. Owned by the caller. */
char *sal_compare_format(const SalComparisons *comparisons, const SalRevisions *revisions,
                         const SalCompareContext *context, SalTableFormat format);

/* The same as people read it. rows: NULL for no comparisons. */
char *sal_compare_report(const GArray *rows, const SalRevisions *revisions, const SalCompareContext *context,
                         gboolean as_markdown);

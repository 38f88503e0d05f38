/* Changes as rows of numbers, and the summary that answers "how much a month".
 *
 * Areas are rounded once, to 1e-6 km2, such that printed rows add up as printed: net = area_to - area_from,
 * and for additive area models gained - lost = net. Where pieces add up exactly, so do rows of regions, with
 * what lies in none, to their whole. */
#pragma once

#include "data/base/json.h"
#include "data/change/change.h"

typedef enum { SAL_TABLE_TEXT, SAL_TABLE_CSV, SAL_TABLE_JSON, SAL_TABLE_MARKDOWN } SalTableFormat;

/* What the numbers rest on, for JSON and text. */
typedef struct {
  char **sources;
  const SalAreaModel *area_model;
  SalCadence cadence;
  int boundary;
  SalSample sample;
  int max_gap_days;
  int date_shift_days;
  double min_width_m;
  const SalClasses *classes;                /* NULL: one of everything */
  gboolean exclusive;                       /* what a class covers is cut out of those after it */
  const char *aoi, *regions, *region_field; /* as named on the command line; NULL: none */
  const char *before_option;                /* how remarks spell options, see sal_error_spell(); NULL: "" */
} SalTableContext;

/* One row in whole 1e-6 km2 (= m2). */
typedef struct {
  const SalChange *change;
  gint64 area_from, area_to, gained, lost, net; /* gained and lost with noise */
  gint64 noise_gained, noise_lost;              /* how much of them is noise */
} SalRow;

/* Rows in the order of changes. GArray of SalRow; lends the changes. */
GArray *sal_table_get_rows(const SalChanges *changes, const SalAreaModel *model);

/* A row's figures as members of the open JSON object. */
void sal_row_add_json(const SalRow *row, SalJson *json);

/* What changed, in the unit of the rows that it was summed from. */
typedef struct {
  gint64 gained, lost, net;
} SalTurnover;

typedef struct {
  const char *class_name;
  guint n_accepted;        /* resets that the user accepted: left out of all that follows */
  guint n_rows, n_periods; /* all; those that the mean is over, see data/change/mean.h */
  guint n_partial;         /* of n_rows: incomplete periods */
  SalTurnover sum;         /* over all periods */
  SalTurnover counted;     /* over n_periods */
  /* Those of n_periods with two snapshots with the highest and the lowest net; NULL: none; lent. */
  const SalRow *most_gained, *most_lost;
} SalSummary;

SalSummary sal_table_summarise(const GArray *rows, const char *class_name);

/* The mean of a period in whole units of the rows: of one period its own figures; where areas add up
 * (additive), gained - lost = net. All 0 if n_periods is. */
SalTurnover sal_summary_get_mean(const SalSummary *summary, gboolean additive);

/* Reads text|csv|json|markdown. Error: USAGE. */
gboolean sal_table_format_parse(const char *text, SalTableFormat *format, GError **error);

/* The whole table with its summary (CSV: rows alone). Owned by the caller. */
char *sal_table_format(const SalChanges *changes, const SalTableContext *context, SalTableFormat format);

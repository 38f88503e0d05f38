/* What the tables share. */
#pragma once

#include "data/base/json.h"
#include "data/table/table.h"

/* A change in whole multiples of unit_m2. Each area is rounded once and net follows from the rounded areas;
 * where areas add up (additive), the larger of gained and lost follows from net and the smaller, so that the
 * row adds up as printed. */
SalRow sal_row_round(const SalChange *change, gint64 unit_m2, gboolean additive);

/* Whether a row counts in the summary of a class: it is of that class and of the whole, not of a region. */
gboolean sal_row_belongs_to(const SalRow *row, const char *class_name);

/* Whether it counts in sums, means and extremes as well. */
gboolean sal_row_counts(const SalRow *row, const char *class_name);
/* Rounds the rows of regions, in 1e-6 km2, so that they add up to the row of their whole and each begins as
 * the one before has ended. Only for models in which pieces add up exactly. */
void sal_rows_apportion(GArray *rows);

/* For CSV: whole m2 as km2 with 6 decimals; a field as RFC 4180 has it. */
void sal_table_append_km2(GString *text, gint64 m2);
void sal_table_append_field(GString *text, const char *value);
/* For JSON: a day as a member. */
void sal_table_add_day(SalJson *json, const char *key, SalDay day);
/* "month", "7d"; owned by the caller. */
char *sal_table_format_cadence(SalCadence cadence);
/* What people call a period: "month", "period"; static. */
const char *sal_table_get_unit(SalCadence cadence);

/* Whether there are rows of regions. */
gboolean sal_table_has_regions(const GArray *rows);

/* Whether a region's row holds anything but zeros. */
gboolean sal_row_is_empty(const SalRow *row);

/* The classes that rows speak of, in their order, each once; the names are lent. */
GPtrArray *sal_table_list_classes(const GArray *rows);

/* Owned by the caller. */
char *sal_report_format_text(const GArray *rows, const SalTableContext *context);
char *sal_report_format_markdown(const GArray *rows, const SalTableContext *context);

/* The member "movement"; the columns advance_km, retreat_km and km2_per_day, each with a comma before it,
 * empty for NULL; the summary's line of a class, none if nothing moved. */
void sal_movement_add_json(const SalMovement *movement, SalJson *json);
void sal_movement_append_csv(const SalMovement *movement, GString *text);
void sal_movement_append_summary(GString *text, const GArray *rows, const char *class_name);

/* Where fronts stand on axes, and how far they moved. Without axes (NULL) nothing is added. Rows of regions have nothing,
 * because the front is that of the whole. */
#pragma once

#include "data/base/json.h"
#include "data/change/axis-movement.h"
#include "data/table/table-columns.h"

/* Adds the columns of CSV: of the first axis axis1, its name, axis1_from_km, axis1_to_km, axis1_moved_km, axis1_m_per_day,
 * axis1_from_state, axis1_to_state, axis1_from_furthest_km and axis1_to_furthest_km. */
void sal_axes_add_columns(const SalAxes *axes, SalTableColumns *columns);

/* The member "axes" of a row; that of the summary of a class; and that of all, which says where they run, with
 * "axis_definition". */
void sal_axes_add_json(const SalAxes *axes, const SalRow *row, SalJson *json);
void sal_axes_add_json_run(const SalAxes *axes, const GArray *rows, const char *class_name, SalJson *json);
void sal_axes_add_json_list(const SalAxes *axes, SalJson *json);

/* A table of their own, after that of the changes. shown: the class that it is of, interned; NULL: all. */
void sal_axes_append_text_table(const SalAxes *axes, const GArray *rows, const char *shown, GString *text);
void
sal_axes_append_markdown_table(const SalAxes *axes, const GArray *rows, const char *shown, GString *text);

/* The lines of a class in the summary, and the one that says what a front on an axis is. */
void sal_axes_append_text(const SalAxes *axes, const GArray *rows, const char *class_name, GString *text);
void sal_axes_append_text_definition(const SalAxes *axes, GString *text);

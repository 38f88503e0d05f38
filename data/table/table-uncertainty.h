/* How sure figures are, in the formats of the table. Kinds of doubt stand side by side, and are never added up. */
#pragma once

#include "data/base/json.h"
#include "data/table/table-columns.h"

/* Whether CSV has columns for it: of kinds that an option names. */
gboolean sal_uncertainty_has_columns(const SalUncertaintyAsked *asked);
/* Adds the columns of CSV, empty where a kind has no figures. asked: NULL adds none. */
void sal_uncertainty_add_columns(const SalUncertaintyAsked *asked, SalTableColumns *columns);

/* The member "uncertainty" of a row in the open JSON object, or of a class's summary; null where it was not looked for. */
void sal_uncertainty_add_json(const SalRow *row, SalJson *json);
void sal_uncertainty_add_json_summary(const GArray *rows, const char *class_name, SalJson *json);

/* The changes of the whole of a class that have an uncertainty (GPtrArray of SalChange), lent. */
GPtrArray *sal_uncertainty_list_changes(const GArray *rows, const char *class_name);
/* The one with the widest range of its cut-off, of equal ones the first; NULL: none has a range. */
const SalChange *sal_uncertainty_find_widest(const GPtrArray *changes);
/* The range of the mean net, in m2, with the cut-off of all of its periods shifted. FALSE: it is not known. */
gboolean sal_uncertainty_find_mean(const GPtrArray *changes, double *min_m2, double *max_m2);

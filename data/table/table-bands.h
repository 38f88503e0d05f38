/* What lies near the front, in the formats of the table. Without bands (NULL) nothing is added. */
#pragma once

#include "data/base/json.h"
#include "data/change/ledger.h"
#include "data/table/table-columns.h"

/* Adds the columns of CSV: front_km, and for each band, of 5 km: within_5km_held_km2, within_5km_other_km2 and, if places
 * are watched, within_5km_places_held, within_5km_places_other. Rows of regions have neither front nor places. */
void sal_bands_add_columns(const SalBands *bands, const SalHoldings *holdings, SalTableColumns *columns);

/* The members "front_km" and "bands" of a row in the open JSON object. */
void sal_bands_add_json(const SalBands *bands, const SalHoldings *holdings, const SalChange *change,
                        SalJson *json);
/* The member "theatre": where a front can lie, and how near to its edge none does. */
void sal_bands_add_json_theatre(const SalBands *bands, SalJson *json);

/* The lines of a class in the summary: what lies in the bands at the end of its last row (GArray of SalRow). */
void sal_bands_append_text(const SalTableContext *context, const GArray *rows, const char *class_name,
                           GString *text);
/* The line that says what is no front. */
void sal_bands_append_text_theatre(const SalBands *bands, GString *text);

/* The same of places in a ledger: the columns front_km and band_km, the members of one place and those of all, and the
 * line of a class. */
void sal_bands_append_ledger_csv(const SalBands *bands, guint class_index, guint place, GString *text);
void sal_bands_add_ledger_json(const SalBands *bands, guint class_index, guint place, SalJson *json);
void sal_bands_add_ledger_json_counts(const SalBands *bands, const SalLedger *ledger, SalJson *json);
void sal_bands_append_ledger_text(const SalBands *bands, const SalLedger *ledger, GString *text);

/* The places that changed hands in a period, in the formats of the table. Without holdings nothing is added. */
#pragma once

#include "data/base/json.h"
#include "data/change/ledger.h"
#include "data/table/table-columns.h"

/* Adds the member "places_changed" to the open JSON object: how many places the class of a change gained and lost in its
 * period, and their names; null for a region's change. */
void sal_places_changed_add_json(const SalHoldings *holdings, const SalChange *change, SalJson *json);

/* Adds the columns places_gained and places_lost of CSV, which are empty for a region's change. */
void sal_places_changed_add_columns(const SalHoldings *holdings, SalTableColumns *columns);

/* Appends the line of a class in the summary, from rows (GArray of SalRow). Periods without accepted resets count. */
void sal_places_changed_append_text(const SalHoldings *holdings, const GArray *rows, const char *class_name,
                                    GString *text);

/* Where some of the places are areas: how many, and from which share of it on they are held. Nothing otherwise, or if
 * holdings is NULL. */
void sal_places_areas_append_text(const SalHoldings *holdings, GString *text);
void sal_places_areas_add_json(const SalHoldings *holdings, SalJson *json);

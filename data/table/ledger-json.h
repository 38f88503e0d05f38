/* The ledger of places in JSON, and what one period changed of it. */
#pragma once

#include "data/base/json.h"
#include "data/change/ledger.h"
#include "data/table/table-context.h"

/* The whole ledger; remarks (utf8) come last. Owned by the caller. */
char *
sal_ledger_format_json(const SalLedger *ledger, const SalTableContext *context, const GPtrArray *remarks);
/* The places as points (RFC 7946), each with what JSON has of it. Owned by the caller. */
char *sal_ledger_format_geojson(const SalLedger *ledger);

/* Adds the member "places_changed" to the open JSON object: how many places the class of a change gained and lost in its
 * period, and their names. Adds nothing without holdings, and null for a region's change or one of an unknown class. */
void sal_places_changed_add_json(const SalHoldings *holdings, const SalChange *change, SalJson *json);

/* The ledger of places in JSON and GeoJSON. */
#pragma once

#include "data/change/ledger.h"
#include "data/table/basis.h"
#include "data/table/table-context.h"

/* The whole ledger; remarks (utf8) come last. Owned by the caller. */
char *
sal_ledger_format_json(const SalLedger *ledger, const SalTableContext *context, const GPtrArray *remarks);
/* The places as points (RFC 7946), each with what JSON has of it. Owned by the caller. */
char *sal_ledger_format_geojson(const SalLedger *ledger, const SalBasis *basis);

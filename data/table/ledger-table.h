/* The ledger of places as a table: text, CSV, JSON or Markdown. */
#pragma once

#include "data/change/ledger.h"
#include "data/table/table.h"

/* Text and Markdown have a row for each time that a place changed hands, by day, and a summary; CSV a row for each
 * place. remarks (utf8) go into JSON. Owned by the caller. */
char *sal_ledger_format(const SalLedger *ledger, const SalTableContext *context, const GPtrArray *remarks,
                        SalTableFormat format);

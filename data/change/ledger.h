/* The ledger of places: who holds each at the start and at the end of a run, and when that changed. */
#pragma once

#include "data/change/changes.h"
#include "data/change/holdings.h"

#define SAL_LEDGER_NOBODY (-1)

/* The place was with one holder at the snapshot of a day, and with another at the next. */
typedef struct {
  SalDay before, on;
  int from, to;               /* classes by their number; SAL_LEDGER_NOBODY: none holds it */
  SalFlag flag;               /* that step may be a redefinition of the data and no movement */
  gboolean is_accepted_reset; /* the user says that it is one */
} SalHandover;

typedef struct {
  guint place;        /* its number among the places */
  const char *region; /* interned; "" if there are no regions */
  int start, end;     /* as SalHandover */
  GArray *handovers;  /* SalHandover, by day */
  double
      edge_m; /* from the nearest edge of what the shown class, else the first, holds at the end; NaN: none */
  gboolean is_on_edge; /* exactly on it, at the end */
} SalLedgerPlace;

/* What changed of a class from the start to the end. */
typedef struct {
  guint held_from, held_to;
  GPtrArray *gained, *lost; /* SalLedgerPlace, lent, in the order of places */
  guint n_back;             /* places that changed hands in between and are where they were */
} SalPlaceCount;

typedef struct {
  const char *const *classes; /* lent, NULL-terminated */
  int shown;       /* the class that alone counts; SAL_LEDGER_NOBODY: the first that covers a place */
  SalDay from, to; /* days of the first and the last snapshot */
  guint n_snapshots;
  const GPtrArray *periods;    /* SalChange, lent */
  const SalHoldings *holdings; /* lent */
  const SalBands *bands;       /* lent; NULL: none */
  GArray *all;                 /* SalPlace */
  GArray *places;              /* SalLedgerPlace */
} SalLedger;

typedef struct {
  int shown;                 /* as in SalLedger */
  const SalRegions *regions; /* NULL: none */
} SalLedgerOptions;

/* changes: with holdings. The ledger lends from both. */
SalLedger *sal_ledger_new(const SalChanges *changes, const SalLedgerOptions *options);
void sal_ledger_free(SalLedger *ledger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalLedger, sal_ledger_free)

/* Adds what the user should know: places on an edge, and places that changed hands in a doubted step. */
void sal_ledger_remark(const SalLedger *ledger, GPtrArray *remarks);

/* "control", or "" for SAL_LEDGER_NOBODY. */
const char *sal_ledger_get_holder(const SalLedger *ledger, int holder);

/* Counts what a class gained and lost. region: interned, to count in that alone; NULL: everywhere. */
SalPlaceCount sal_ledger_count(const SalLedger *ledger, int class_index, const char *region);

/* The regions in which places lie, in the order of their names, SAL_REGION_NONE last. Empty without regions. Owned
 * by the caller, the names are lent. */
GPtrArray *sal_ledger_list_regions(const SalLedger *ledger);
void sal_place_count_clear(SalPlaceCount *count);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalPlaceCount, sal_place_count_clear)

/* The numbers (guint) of places that a class gained, or lost, from one day's snapshot to another's. Owned by the
 * caller. */
GArray *sal_holdings_list_gained(const SalHoldings *holdings, guint class_index, SalDay from, SalDay to);
GArray *sal_holdings_list_lost(const SalHoldings *holdings, guint class_index, SalDay from, SalDay to);

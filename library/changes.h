/* What stands behind the public SalientChanges. */
#pragma once

#include "library/beside.h"
#include "library/series.h"

#include "data/change/changed-area.h"
#include "data/change/ledger.h"
#include "data/change/rows.h"
#include "data/table/table.h"

struct _SalientChanges {
  gint n_refs; /* atomic */
  SalientSeries *series;
  SalChanges *changes;
  GPtrArray *remarks;        /* utf8, then NULL */
  char *definition;          /* what classes are, in words; NULL: nothing to say */
  GArray *rows;              /* SalRow */
  GArray *public_rows;       /* SalientRow, in the same order */
  GStringChunk *texts;       /* of public rows */
  SalRemainders *remainders; /* of the rows; NULL: not asked for */
  SalBeside beside;          /* what stands beside the rows */
  SalTheatre *theatre;       /* of bands; NULL: none are wanted */
  GArray *watched;           /* SalPlace: those whose holders are looked up; NULL: none */
  SalLedger *ledger;         /* of SALIENT_PLACES */
  GMutex lock;               /* guards what follows */
  GPtrArray *areas;          /* SalChangedArea; NULL: not computed yet */
  GPtrArray *areas_of_shard; /* those that `areas` were before all were asked for; NULL: none */
  gboolean has_all_areas;    /* and not only those that a shard writes */
  GPtrArray *files;          /* utf8, then NULL: what was written */
  gboolean has_places;       /* the places near the largest areas have been found */
  gboolean has_uncertainty;  /* changes have their uncertainty */
};

SalientChanges *salient_changes_ref(SalientChanges *changes);

/* What the numbers rest on, for tables. Everything in it is lent. */
SalTableContext sal_changes_get_context(const SalientChanges *changes);

/* Finds the places near the largest areas, which JSON names, unless that has been done. Any thread may call it.
 * Errors: as sal_places_load(). */
gboolean sal_changes_ensure_places(SalientChanges *changes, GError **error);

/* Finds how sure the changes are, unless that has been done: then each SalChange of the whole has an uncertainty. Any thread
 * may call it. Errors: as sal_uncertainties_find(). */
gboolean sal_changes_ensure_uncertainty(SalientChanges *changes, GError **error);

/* The changed areas of all periods. Those of a shard's own files are there already; callers of the library may ask for others.
 * Any thread may call it. Errors: as sal_changed_areas_compute(). */
gboolean sal_changes_ensure_areas(SalientChanges *changes, GError **error);

/* The files that a pattern makes, of which a shard has some. They are dealt out anew for each pattern, so that those of the
 * same changes are of one shard. n: receives how many there are in all; NULL: not wanted. GPtrArray of SalTableFile, owned by
 * the caller. */
GPtrArray *sal_changes_deal_files(const SalientChanges *changes, const char *pattern, guint *n);

/* The table of some changes of all (GPtrArray of SalChange). Owned by the caller. Errors: as salient_changes_format(). */
char *
sal_changes_format_table(SalientChanges *changes, GPtrArray *shown, SalTableFormat format, GError **error);

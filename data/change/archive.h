/* What the snapshots of an archive are: situations, or only what was added or changed since the one before.
 * Numbers rest on situations, so that another archive has to be read in another way, which is what these
 * remarks say. */
#pragma once

#include "data/change/change.h"

typedef enum { SAL_ARCHIVE_SITUATIONS, SAL_ARCHIVE_INCREMENTS, SAL_ARCHIVE_DIFFERENCES } SalArchiveKind;

/* "situations", "increments" or "differences"; static. */
const char *sal_archive_kind_get_name(SalArchiveKind kind);

/* By how much neighbours overlap, as shares of the smaller of the two areas. */
typedef struct {
  GArray *shares; /* double, of 0 to 1 */
} SalOverlaps;

SalOverlaps sal_overlaps_new(void);
void sal_overlaps_clear(SalOverlaps *overlaps);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalOverlaps, sal_overlaps_clear)

/* Adds two neighbours, by their areas and what was gained and lost between them. Those without any area say
 * nothing. */
void sal_overlaps_add(SalOverlaps *overlaps, double from_m2, double to_m2, double changed_m2);

/* A remark if neighbours barely overlap, so that the archive seems to hold increments: three pairs at least, of
 * which half have less than a tenth of the smaller area in common. NULL: they are situations as far as that
 * tells. Owned by the caller. */
char *sal_overlaps_describe(const SalOverlaps *overlaps);

/* The same for the changes of periods, by all classes. */
char *sal_archive_describe_changes(const GPtrArray *changes);

/* The same of a series, by the kinds of its areas and then by changes (SalChange) between its snapshots; NULL: by
 * the kinds alone. A series that is read as increments has none. */
char *sal_archive_describe(const SalSeries *series, const GPtrArray *changes);

/* A remark if the values of a field say that areas are what was gained, what was lost and what did not change
 * (two of these at least, in any usual spelling), with the way to read them. values: utf8. NULL: they say
 * nothing of the kind. Owned by the caller. */
char *sal_archive_describe_differences(const char *field, const GPtrArray *values);

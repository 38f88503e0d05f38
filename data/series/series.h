/* A series: the snapshots of one or more sources in date order.
 *
 * Opening a series lists its files and dates. Geometry is read when a snapshot is asked for, and is not kept,
 * unless features had to be read to find their dates. */
#pragma once

#include "data/base/work.h"
#include "data/dates/periods.h"
#include "data/front/front.h"
#include "data/series/entry.h"
#include "data/series/series-options.h"
#include "data/series/snapshot.h"

/* Which snapshot stands for a boundary that has none of its own: the nearest, the one before, the one after,
 * or none. */
typedef enum { SAL_SAMPLE_NEAREST, SAL_SAMPLE_PREVIOUS, SAL_SAMPLE_NEXT, SAL_SAMPLE_EXACT } SalSample;

typedef struct _SalSeries SalSeries;

/* With increments, all snapshots are read at once, and each of the series holds what is in those up to it.
 *
 * Looks for dates in the names of files; unless all of them have one, in the names of archives; then in those
 * of layers; then in what JSON files say beside their features. Files of one day make up one snapshot if the
 * classes tell files apart, or if their names differ only by the number of a page. If files of a day have
 * different clock times, the latest counts. Errors: as sal_source_expand() and sal_dates_find(); FORMAT (two
 * files of one moment that do not make up one snapshot, with both names); USAGE (a territory without a side
 * and the reverse; options of dates that do not go together); whatever reading the area of interest, the
 * territory or, with fields of dates, the files can give. The options may be freed afterwards, except for the
 * geometry that side refers to. */
SalSeries *sal_series_open(const SalSeriesOptions *options, GError **error);
void sal_series_free(SalSeries *series);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalSeries, sal_series_free)

guint sal_series_get_n_entries(const SalSeries *series);
const SalEntry *sal_series_get_entry(const SalSeries *series, guint index);
/* The names of the classes, in order; NULL-terminated, at least one. */
const char *const *sal_series_get_classes(const SalSeries *series);
/* The classes with their definitions, lent. */
const SalClasses *sal_series_get_class_definitions(const SalSeries *series);
/* The cache of snapshots, lent; NULL: none. */
SalCache *sal_series_get_cache(const SalSeries *series);
/* The territory that fronts are closed against, lent; NULL: sources hold areas. */
const SalGeometry *sal_series_get_territory(const SalSeries *series);
/* The area of interest, outside of which nothing counts, lent; NULL: everything counts. */
const SalGeometry *sal_series_get_aoi(const SalSeries *series);
/* One tile, outside of which nothing is drawn although it counts, lent; NULL: everything is. */
const SalTiling *sal_series_get_clip(const SalSeries *series);
/* Error USAGE if there is an area of interest and sum_m2, the area in it of all snapshots read, is 0. */
gboolean sal_series_check_aoi(const SalSeries *series, double sum_m2, GError **error);
/* What was decided on opening (utf8): superseded snapshots of a day, ignored files. Lent. */
const GPtrArray *sal_series_get_remarks(const SalSeries *series);

/* The files and snapshots that were left out because they cannot be used (SalFault), by path. Lent. */
const GPtrArray *sal_series_get_faults(const SalSeries *series);

/* What tells areas apart in the earliest snapshot read so far that has something of the kind. Lent, until the
 * next snapshot is read. NULL: nothing tells them apart, classes are defined, or sources hold front lines. */
const SalKinds *sal_series_get_kinds(const SalSeries *series);

/* Whether the classes are some of the user's, so that features of none of them are no matter. */
gboolean sal_series_has_picked_classes(const SalSeries *series);

/* The field by whose values the areas of snapshots are grouped, lent; NULL: they are not grouped. */
const char *sal_series_get_group_field(const SalSeries *series);

/* Whether features hold from one day to another, so that the situation of every day is known. Entries are
 * then the days on which it changes. */
gboolean sal_series_is_continuous(const SalSeries *series);

/* The index of the entry that stands for a boundary day, or -1. If two are equally near, it is the earlier
 * one. In a continuous series it is the last change on that day or before, whatever sample and max_gap_days
 * say; -1 once nothing holds any more. */
int sal_series_find(const SalSeries *series, SalDay day, SalSample sample, int max_gap_days);
/* The days of its entries, in order (GArray of SalDay). Owned by the caller. */
GArray *sal_series_list_days(const SalSeries *series);
/* Adds a remark if snapshots are later than today. */
void sal_series_remark_future(SalSeries *series, SalDay today);
/* Whether the options ask for errors where data would be mended or left out. */
gboolean sal_series_is_strict(const SalSeries *series);
/* Reads nearest, previous, next or exact. Error: USAGE. */
gboolean sal_sample_parse(const char *text, SalSample *sample, GError **error);

/* Reads a snapshot: takes polygons, repairs and dissolves them, or closes lines against the territory, and
 * cuts all to the area of interest. Safe in any thread. If the side goes by the snapshot before, those before
 * are read as well. Errors are prefixed with the path of the snapshot at fault. A snapshot without any area
 * is an error (FORMAT) unless the options allow it; one whose areas are all outside the area of interest, or
 * outside the classes that the user defined, is none. */
SalSnapshot *sal_series_load(const SalSeries *series, guint index, GError **error);

/* Reads the snapshots from one day to another, both included (SAL_DAY_NONE: without a limit), and leaves out
 * those that cannot be read: each becomes a fault, and the earlier one of its day takes its place if there is
 * one. So what is asked of the series afterwards knows only snapshots that can be used. Those read are kept, as
 * far as memory allows, until sal_series_load() gives them away, so that this costs little.
 *
 * Does nothing unless the options say leave_out_bad, nor in a continuous series: a situation without one of its
 * features would be a wrong one. Where sides go by the snapshot before, the earlier ones are read as well. work
 * may be NULL. Not while other threads use the series. Errors: nothing is left (all faults are told); USAGE. */
gboolean sal_series_check(SalSeries *series, SalDay first, SalDay last, const SalWork *work, GError **error);

/* Reads the first file of a snapshot without fields, to see what the file says about itself as a whole. The
 * options' filter does not apply; that of the entry does. Errors: as sal_series_load() gives for reading. */
SalFeatures *sal_series_read_first_file(const SalSeries *series, guint index, GError **error);

/* Reads the front lines of a snapshot as they are, by class (GPtrArray of SalGeometry). Only with a
 * territory. Errors: as sal_series_load() gives for reading. */
GPtrArray *sal_series_load_fronts(const SalSeries *series, guint index, GError **error);

/* How the lines of each class are closed in that snapshot, lent. Only with a territory. If the side goes by
 * the snapshot before, errors of any snapshot up to this one, as sal_series_load() gives them. */
const SalFrontOptions *sal_series_find_front_options(const SalSeries *series, guint index, GError **error);

/* Reads several snapshots in work->n_threads threads. Returns a GPtrArray of SalSnapshot in the order of
 * indices. Errors: as sal_series_load(). */
GPtrArray *
sal_series_load_all(const SalSeries *series, const GArray *indices, const SalWork *work, GError **error);

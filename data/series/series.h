/* A series: the snapshots of one or more sources in date order.
 *
 * Opening a series lists its files and dates; geometry is read when a snapshot is asked for, and not kept. */
#pragma once

#include "data/base/work.h"
#include "data/front/front.h"
#include "data/series/entry.h"
#include "data/series/series-options.h"
#include "data/series/snapshot.h"

/* How a date is taken when the boundary itself has no snapshot. */
typedef enum { SAL_SAMPLE_NEAREST, SAL_SAMPLE_PREVIOUS, SAL_SAMPLE_NEXT, SAL_SAMPLE_EXACT } SalSample;

typedef struct _SalSeries SalSeries;

/* Dates are looked for in the names of files; where not all of those hold one, in the names of archives; then
 * of layers; then in what JSON files say beside their features. Files of one day make up one snapshot if the
 * classes tell files apart, or if their names differ only by the number of a page; of two with different
 * clock times the later counts. Errors: as sal_source_expand() and sal_dates_find(); FORMAT for two files of
 * one day that do neither (names both); USAGE for a territory without a side and the reverse; with a date
 * field or a territory, whatever reading a file can give. The options' texts are copied or used only here,
 * but for side.
 */
SalSeries *sal_series_open(const SalSeriesOptions *options, GError **error);
void sal_series_free(SalSeries *series);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalSeries, sal_series_free)

guint sal_series_get_n_entries(const SalSeries *series);
const SalEntry *sal_series_get_entry(const SalSeries *series, guint index);
/* Classes in order; NULL-terminated, at least one. */
const char *const *sal_series_get_classes(const SalSeries *series);
/* The same with their definitions. */
const SalClasses *sal_series_get_class_definitions(const SalSeries *series);
/* What fronts are closed against, lent; NULL: sources hold areas. */
const SalGeometry *sal_series_get_territory(const SalSeries *series);
/* Outside of which nothing is counted, lent; NULL: everything is. */
const SalGeometry *sal_series_get_aoi(const SalSeries *series);
/* Error USAGE if there is an area of interest and the snapshots read have no area (m2, summed) in it. */
gboolean sal_series_check_aoi(const SalSeries *series, double sum_m2, GError **error);
/* What was decided on opening: superseded snapshots of a day, ignored files (utf8). */
const GPtrArray *sal_series_get_remarks(const SalSeries *series);

/* What tells the areas apart of the earliest snapshot read so far in which something does; lent, while
 * nothing is read. NULL: nothing does, or classes are defined, or sources hold front lines. */
const SalKinds *sal_series_get_kinds(const SalSeries *series);

/* The field whose values the snapshots' areas are grouped by, lent; NULL: they are not grouped. */
const char *sal_series_get_group_field(const SalSeries *series);

/* Whether features hold from one day to another, so that the situation of every day is known: entries are the
 * days on which it changes. */
gboolean sal_series_is_continuous(const SalSeries *series);

/* The entry that stands for a boundary day, or -1. Of two equally near, the earlier; in a continuous series
 * that of the last change before. */
int sal_series_find(const SalSeries *series, SalDay day, SalSample sample, int max_gap_days);
gboolean sal_sample_parse(const char *text, SalSample *sample, GError **error);

/* Reads a snapshot: polygons taken, repaired, dissolved; or lines closed against the territory; cut to the
 * area of interest. Safe in any thread. Where the side goes by the snapshot before, those before are read as
 * well. Errors are prefixed with the path of whichever is at fault. A snapshot without any area is an
 * error (FORMAT), but for one that has none in the area of interest. */
SalSnapshot *sal_series_load(const SalSeries *series, guint index, GError **error);

/* The first file of the first snapshot with all its features, as it is: for what a file says of itself as a
 * whole. Errors as sal_series_load() gives for reading. */
SalFeatures *sal_series_read_first_file(const SalSeries *series, GError **error);

/* The front lines of a snapshot as they are, by class (GPtrArray of SalGeometry). Only with a territory.
 * Errors as sal_series_load() gives for reading. */
GPtrArray *sal_series_load_fronts(const SalSeries *series, guint index, GError **error);

/* How the lines of each class are closed in that snapshot, lent. Only with a territory. With a side that goes
 * by the snapshot before, errors of any up to this one as sal_series_load() gives them. */
const SalFrontOptions *sal_series_find_front_options(const SalSeries *series, guint index, GError **error);

/* Reads many at once by work->n_threads threads. Returns a GPtrArray of SalSnapshot in the order of indices.
 */
GPtrArray *
sal_series_load_all(const SalSeries *series, const GArray *indices, const SalWork *work, GError **error);

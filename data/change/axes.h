/* Where the front crosses axes, at the boundaries of periods.
 *
 * An axis is the geodesic from one point, A, to another, B. Its front is where what a class holds from A on, without a gap,
 * ends. A gap narrower than noise is none. */
#pragma once

#include "data/dates/dates.h"
#include "data/geometry/geodesic.h"

#define SAL_AXES_MAX 16

typedef struct {
  char *name;    /* "A>B" */
  char *ends[2]; /* the names of A and B, or "LON,LAT" */
  SalPoint points[2];
  SalGeodesic *line;
} SalAxis;

/* Takes the names. line: see sal_geodesic_new(). */
SalAxis *sal_axis_new(char *from, SalPoint a, char *to, SalPoint b);
void sal_axis_free(SalAxis *axis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalAxis, sal_axis_free)

typedef enum {
  SAL_AXIS_CROSSED,
  SAL_AXIS_NOTHING_HELD,
  SAL_AXIS_START_NOT_HELD, /* something is held, but not A */
  SAL_AXIS_ALL_HELD,       /* from A to B */
} SalAxisState;

/* Metres from A, whole ones. */
typedef struct {
  SalAxisState state;
  gint64 front_m;    /* if the state is SAL_AXIS_CROSSED, or else 0 */
  gint64 furthest_m; /* where the last stretch ends that is held, with or without gaps; -1: nothing is held */
} SalAxisFront;

/* "crossed", "nothing-held", "start-not-held" or "all-held"; static. */
const char *sal_axis_state_get_name(SalAxisState state);

/* The front on an axis. least_gap_m: narrower gaps are none. */
SalAxisFront sal_axis_find_front(const SalAxis *axis, const SalGeometry *polygons, double least_gap_m);

/* What was found at snapshots. Threads may measure different entries at once. */
typedef struct _SalAxes SalAxes;

/* list: SalAxis; it and the classes are lent. */
SalAxes *sal_axes_new(const GPtrArray *list, const char *const *classes, guint n_entries, double least_gap_m);
void sal_axes_free(SalAxes *axes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalAxes, sal_axes_free)

/* Tells the day of an entry; of all entries, in the order of their days, before anything is looked up. */
void sal_axes_set_day(SalAxes *axes, guint entry, SalDay day);
void sal_axes_measure(SalAxes *axes, guint entry, guint class_index, const SalGeometry *polygons);

guint sal_axes_get_n(const SalAxes *axes);
const SalAxis *sal_axes_get(const SalAxes *axes, guint axis);
double sal_axes_get_least_gap_m(const SalAxes *axes);

/* What was found last on a day or before, in the class of that name; NULL: nothing was. Lent. */
const SalAxisFront *sal_axes_find_front(const SalAxes *axes, guint axis, const char *class_name, SalDay day);

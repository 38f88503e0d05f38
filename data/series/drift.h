/* Drift: what changes from one snapshot to the next although nobody moved. The numbers of a file are rounded
 * anew or shifted, a border is traced anew, a field gets another name.
 *
 * Outlines are compared by their corners. Every vertex of the later outline is kept, rounded or new. It is
 * kept if the earlier outline has it, digit for digit. It is rounded if the earlier one has a vertex within
 * reach: as far as rounding to the coarser decimals of the two can move it, but at least 1e-6 and at most
 * 1e-3 degrees. */
#pragma once

#include "data/geometry/geometry.h"

typedef enum {
  SAL_DRIFT_NONE,    /* none of those below: a border that moved */
  SAL_DRIFT_SAME,    /* both have the same corners */
  SAL_DRIFT_ROUNDED, /* a quarter of the corners or more are rounded, nine in ten are kept or rounded, and
                        hardly any area changed */
  SAL_DRIFT_SHIFTED, /* nine in ten corners moved by the same distance in the same direction */
  SAL_DRIFT_TRACED,  /* more than half of the corners are new, and hardly any area is gained or lost */
  SAL_DRIFT_REDRAWN, /* none of these, but many specks appeared; sal_drift_judge() does not find this one */
} SalDriftKind;

typedef struct {
  guint n_from, n_to;         /* corners; a ring's last point, which is its first, does not count */
  guint n_kept, n_rounded;    /* of n_to */
  double rounded_m;           /* how far the rounded corner that moved furthest did */
  guint n_shifted;            /* of n_to: moved by the shift, in rings with equally many corners before */
  double shift_m, shift_east; /* length of the shift, and the eastward share of it, -1 to 1 */
  double shift_north;         /* the northward share, -1 to 1 */
} SalDrift;

/* How many decimals (0 to 15) it takes to write 19 in 20 of the coordinates to their last digit; 0 without
 * coordinates. The rest may be crossings that a dissolve made, which have as many as a double can have. */
guint sal_drift_get_decimals(const SalGeometry *geometry);

/* Compares polygons in degrees that are written with so many decimals. */
SalDrift
sal_drift_compare(const SalGeometry *from, guint from_decimals, const SalGeometry *to, guint to_decimals);

/* Adds up the drifts of two classes. The shift is that of the class with more corners. */
SalDrift sal_drift_add(SalDrift a, SalDrift b);

/* Judges a drift. changed_m2 is gained and lost together; up to a hundredth of held_m2 is hardly any. */
SalDriftKind sal_drift_judge(const SalDrift *drift, double changed_m2, double held_m2);
/* "same", "rounded", "shifted", "traced", "redrawn"; NULL for none. Static. */
const char *sal_drift_get_name(SalDriftKind kind);

/* How one list of fields differs from another. */
typedef struct {
  GPtrArray *lost, *added;              /* utf8, in the order of their lists; not renamed */
  GPtrArray *renamed_from, *renamed_to; /* utf8, one to one: likely the same field under another name */
} SalFieldDrift;

/* Compares two lists, both NULL-terminated. A field that disappears while another appears counts as renamed
 * if one name is the other cut to ten characters, as in DBF, if they are spelled alike, or if no other fields
 * appear or disappear. */
void sal_field_drift_init(SalFieldDrift *drift, const char *const *from, const char *const *to);
void sal_field_drift_clear(SalFieldDrift *drift);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalFieldDrift, sal_field_drift_clear)
gboolean sal_field_drift_is_empty(const SalFieldDrift *drift);

/* Drift: what changes from one snapshot to the next although nobody moved. The numbers of a file are rounded
 * anew or shifted, a border is traced anew, a field gets another name.
 *
 * Outlines are compared by their corners: every vertex of the later one is kept (the earlier has it, digit
 * for digit), rounded (the earlier has one within reach, which is what rounding to the coarser decimals of
 * the two can do, but 1e-6 degrees at least and 1e-3 at most), or new. */
#pragma once

#include "data/geometry/geometry.h"

typedef enum {
  SAL_DRIFT_NONE,    /* some corners are new: a border that moved */
  SAL_DRIFT_SAME,    /* the same corners, all of them */
  SAL_DRIFT_ROUNDED, /* a quarter of the corners or more are rounded, nine in ten kept or rounded, hardly any
                        area changed */
  SAL_DRIFT_SHIFTED, /* nine in ten corners moved by the same distance in the same direction */
  SAL_DRIFT_TRACED,  /* more than half of the corners are new, and hardly any area is gained or lost */
  SAL_DRIFT_REDRAWN, /* none of these, but many specks appeared; sal_drift_judge() does not know of those */
} SalDriftKind;

typedef struct {
  guint n_from, n_to;         /* corners; the end of a ring, which is its beginning, counts once */
  guint n_kept, n_rounded;    /* of n_to */
  double rounded_m;           /* how far the furthest of the rounded ones moved */
  guint n_shifted;            /* of n_to, of rings with as many corners before: moved by shift */
  double shift_m, shift_east; /* how far; eastward share of it, -1 to 1 */
  double shift_north;         /* northward share */
} SalDrift;

/* The decimals (0 to 15) that it takes to write nineteen in twenty of the coordinates to their last digit:
 * crossings that a dissolve made have as many as a double can have. 0 without coordinates. */
guint sal_drift_get_decimals(const SalGeometry *geometry);

/* Compares polygons in degrees, written with so many decimals. */
SalDrift
sal_drift_compare(const SalGeometry *from, guint from_decimals, const SalGeometry *to, guint to_decimals);

/* Adds up what was found of several classes; the shift is that of the larger one. */
SalDrift sal_drift_add(SalDrift a, SalDrift b);

/* changed_m2 is gained and lost together; less than a hundredth of held_m2 is hardly any. */
SalDriftKind sal_drift_judge(const SalDrift *drift, double changed_m2, double held_m2);
/* "same", "rounded", "shifted", "traced", "redrawn"; NULL for none. Static. */
const char *sal_drift_get_name(SalDriftKind kind);

/* From one list of fields to another, both NULL-terminated. */
typedef struct {
  GPtrArray *lost, *added;              /* utf8, in the order of their lists */
  GPtrArray *renamed_from, *renamed_to; /* utf8, one to one: likely the same field under another name */
} SalFieldDrift;

/* A field that disappears as another appears is taken to be renamed if one's name is the other's cut short
 * (ten characters, as in DBF) or spelled alike, or if they are the only two. */
void sal_field_drift_init(SalFieldDrift *drift, const char *const *from, const char *const *to);
void sal_field_drift_clear(SalFieldDrift *drift);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalFieldDrift, sal_field_drift_clear)
gboolean sal_field_drift_is_empty(const SalFieldDrift *drift);

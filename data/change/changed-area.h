/* Areas for a map of changes, by kind: what each period gained, lost and held. */
#pragma once

#include "data/base/work.h"
#include "data/change/changes.h"

typedef enum {
  SAL_KIND_GAINED,        /* without noise and redrawn border */
  SAL_KIND_LOST,          /* likewise */
  SAL_KIND_HELD,          /* at both ends of the period */
  SAL_KIND_BORDER_GAINED, /* redrawn border, where a border is stated */
  SAL_KIND_BORDER_LOST,
  SAL_KIND_NOISE_GAINED,
  SAL_KIND_NOISE_LOST,
} SalKind;

#define SAL_N_KINDS 7

typedef struct {
  const SalChange *change; /* lent: has the period, class and region of the area */
  SalKind kind;
  const SalGeometry *polygons; /* lon/lat, not empty; lent from change, or own */
  SalGeometry *own;            /* NULL if polygons are lent */
  gint64 m2;                   /* as tables round it: kinds add up to the figures of the table */
} SalChangedArea;

/* "gained", "lost", "held", "border_gained", "border_lost", "noise_gained" or "noise_lost"; static. */
const char *sal_kind_get_name(SalKind kind);

/* The areas of all changes, by change, then by kind; empty ones are left out. If there are regions, the areas
 * are those of each region and of what is in none, and not of the whole, so that no ground is there twice.
 * days: GINT_TO_POINTER() of the first days of the periods whose areas are wanted, figures being those of all; NULL: all.
 * options are those with which the changes were computed, with their geometry. Returns a GPtrArray of
 * SalChangedArea, which lends the changes. Error: GEOMETRY, naming the period. */
GPtrArray *sal_changed_areas_compute(const SalChanges *changes, const SalChangeOptions *options,
                                     GHashTable *days, const SalWork *work, GError **error);

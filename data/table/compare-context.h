/* What a comparison was made with, to be told with its numbers. */
#pragma once

#include "data/change/comparison.h"
#include "data/change/rate.h"
#include "data/table/told.h"

/* A map that was drawn of a comparison. */
typedef struct {
  const char *period, *class_name; /* lent by the comparison */
  GPtrArray *files;                /* utf8, a reference: its paths */
  SalBox extent;                   /* lon/lat: the box that was fitted into the frame */
  const char *crs;                 /* static */
  double scale;                    /* the denominator at the frame's middle */
  const SalChange *state;          /* that is shown; lent by the comparison */
  GPtrArray *printed;              /* what is printed on it, a reference; NULL: not known */
  /* Adds what is printed, and the figures of the state. */
  void (*add_printed)(const GPtrArray *printed, const SalChange *state, SalJson *json);
} SalComparedMap;

static inline void
sal_compared_map_clear(gpointer map)
{
  SalComparedMap *owner = (SalComparedMap *)map;
  g_ptr_array_unref(owner->files);
  g_clear_pointer(&owner->printed, g_ptr_array_unref);
}

typedef struct {
  const char *names[2]; /* of A and B, for people */
  char **sources[2];    /* NULL-terminated */
  int date_shift_days[2];
  const SalAreaModel *area_model;
  SalCadence cadence;
  gboolean has_periods; /* FALSE: it is of one date */
  SalRate rate;         /* by which nets of periods are told */
  double min_width_m;
  const char *aoi, *regions, *region_field; /* NULL: none */
  const SalBorder *border;                  /* what lies along it is counted apart; NULL: none is stated */
  const char *definition;                   /* what classes are, in words; NULL: nothing to say */
  const char *shown;                        /* the class that summaries are of, interned; NULL: each */
  const GPtrArray *files;                   /* utf8: maps that were written; NULL: none */
  const GArray *maps;                       /* SalComparedMap: the same with their frames; NULL: none */
  const GPtrArray *faults[2];               /* SalFault: files that were left out; NULL: none may be */
  const SalUnclassed *unclassed[2];         /* what belongs to no class; NULL: no classes are defined */
  const GPtrArray *remarks;                 /* utf8: for JSON; NULL: none */
  const char *before_option;                /* how remarks spell options, see sal_error_spell(); NULL: "" */
  const SalComparedTold *told;              /* NULL: there are no sentences */
} SalCompareContext;

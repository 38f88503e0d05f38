/* What a series is opened with: its sources, how dates are found in them, and what counts. */
#pragma once

#include "data/front/side.h"
#include "data/series/class.h"

typedef struct {
  char **sources;         /* SOURCE arguments, NULL-terminated */
  char **layers;          /* -l; NULL: all */
  const char *where;      /* NULL: no filter */
  const char *source_crs; /* NULL: the files' own */
  const char *date_field; /* or "@envelope", "@layer", "@folder"; NULL: dates are in names, or wherever there
                             are some */
  const char *date_pattern; /* NULL: the known forms */
  const char *time_zone;    /* IANA name; NULL: UTC */
  int date_shift_days;
  const char *valid_from;     /* field: a feature holds from that day; NULL: features are of one date */
  const char *valid_to;       /* with valid_from, field: to that day, empty for ever; NULL: all for ever */
  gboolean valid_to_included; /* on that day it still holds */
  const char *territory;      /* file whose polygons fronts are closed against, or ne:LON,LAT; NULL: areas */
  const SalSide *side;        /* with territory */
  double snap_m;              /* likewise: as in SalFrontOptions */
  SalClasses *classes;        /* NULL: one class "control" of everything; the series refers to them */
  gboolean exclusive;         /* what a class covers is cut out of those after it */
  guint64 max_bytes;          /* as in SalReadOptions */
  const char *aoi;            /* file: nothing outside its polygons is counted; NULL: everything is */
  gboolean strict;            /* an invalid feature is an error, not repaired */
  gboolean allow_empty;       /* a snapshot without any area is one of 0 km2, not an error */
  const char *group_field; /* snapshots have groups by this field of areas; not with territory; NULL: none */
} SalSeriesOptions;

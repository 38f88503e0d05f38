/* What a series is opened with: its sources, how dates are found in them, and what counts. */
#pragma once

#include "data/base/cache.h"
#include "data/front/side.h"
#include "data/series/class.h"

typedef struct {
  char **sources;           /* SOURCE arguments, NULL-terminated */
  char **excludes;          /* as in SalListing; NULL: none */
  gboolean leave_out_bad;   /* files that cannot be used are left out, with their faults */
  char **layers;            /* -l; NULL: all */
  const char *where;        /* NULL: no filter */
  const char *source_crs;   /* NULL: the files' own */
  const char *date_field;   /* or "@envelope", "@layer", "@folder"; NULL: dates are in names, or beside the
                               features */
  const char *date_pattern; /* NULL: the known forms */
  const char *time_zone;    /* IANA name; NULL: UTC */
  int date_shift_days;
  const char *valid_from; /* field: the day from which a feature holds; NULL: features are of one date */
  const char *valid_to;   /* field: until that day, empty: for ever; NULL: all for ever; with valid_from */
  gboolean valid_to_included;  /* on that last day the feature still holds */
  const char *territory;       /* file with polygons to close fronts against, or ne:LON,LAT; NULL: areas */
  const SalSide *side;         /* with territory */
  double snap_m;               /* likewise: as in SalFrontOptions */
  SalClasses *classes;         /* NULL: one class "control" of everything; the series keeps a reference */
  gboolean has_picked_classes; /* some of the user's: features of none of them are not told of */
  gboolean exclusive;          /* what a class covers is cut out of those after it */
  SalCache *cache;             /* for snapshots; lent, and outlives the series; NULL: none */
  guint64 max_bytes;           /* as in SalReadOptions */
  const char *clip_to;         /* file or ne:LON,LAT: nothing outside is drawn; NULL: all is */
  gboolean count_within;       /* and nothing outside counts: it is the area of interest */
  const char *aoi;             /* file: nothing outside its polygons counts; NULL: everything does */
  gboolean strict;      /* an invalid feature is an error and is not repaired; likewise one of no class */
  gboolean allow_empty; /* a snapshot without any area counts as 0 km2 and is no error */
  const char *const *listed_fields; /* whose values are to be listed, NULL-terminated; NULL: none */
  gboolean increments;              /* each snapshot holds only what was added since the one before */
  const char *group_field; /* snapshots have groups by this field of areas; NULL: none; not with territory */
} SalSeriesOptions;

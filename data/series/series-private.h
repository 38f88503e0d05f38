/* What a series consists of. For series.c, series-cache.c, series-check.c and listed-values.c alone. */
#pragma once

#include "data/base/cache.h"
#include "data/base/fault.h"
#include "data/series/entry.h"
#include "data/series/front-chain.h"
#include "data/series/kept.h"
#include "data/series/lifetimes.h"
#include "data/series/snapshot.h"
#include "data/source/bodies.h"

typedef struct _SalSeries SalSeries;

/* The kinds of the earliest snapshot read so far that has some. */
typedef struct {
  GMutex mutex;
  SalDay day;
  SalKinds *kinds; /* NULL: none yet */
} FirstKinds;

struct _SalSeries {
  GArray *entries;         /* SalEntry, by day */
  SalLifetimes *lifetimes; /* if features have two dates; otherwise NULL */
  GPtrArray *remarks;
  GPtrArray *faults; /* SalFault: of what was left out */
  gboolean leaves_out_bad;
  GPtrArray *
      increments; /* SalSnapshot of each entry, which make up situations together; NULL: they are situations */
  SalKept *kept;  /* snapshots that were checked */
  SalCache *cache; /* lent; NULL: none */
  SalBodies *bodies;
  SalClasses *classes;
  gboolean exclusive;
  SalGeometry *territory;
  SalTiling *aoi;       /* one tile; NULL: everything counts */
  SalTiling *clip;      /* one tile; NULL: everything is drawn */
  SalFrontChain *chain; /* with territory; otherwise NULL */
  FirstKinds *first_kinds;
  char **layers;
  char *where, *source_crs;
  guint64 max_bytes;
  SalFields fields; /* those read of every feature */
  gboolean tells_kinds, strict, allow_empty, has_picked_classes;
};

/* Reads the features of an entry with the fields that snapshots need. Errors: as sal_entry_read(). */
SalFeatures *sal_series_read_features(const SalSeries *series, const SalEntry *entry, GError **error);

/* The index of the first entry on that day or later; the number of entries if there is none. */
guint sal_series_find_first_from(const SalSeries *series, SalDay day);

/* As sal_series_load(), but does not look whether the snapshot is kept. */
SalSnapshot *sal_series_load_anew(const SalSeries *series, guint index, GError **error);

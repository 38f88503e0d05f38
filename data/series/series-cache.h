/* Snapshots that were read in an earlier run, from the cache on disk (data/base/cache.h).
 *
 * A snapshot can be kept if all of it follows from the bytes of one file of this machine and from options: if it was read
 * without GDAL, and holds areas, not front lines. Its key has the digest of the file, its path, its day, and all options
 * that say how a file is read and what becomes of it. It is kept before it is cut to an area of interest. */
#pragma once

#include "data/series/series-private.h"

/* Where a snapshot is kept. */
typedef struct {
  GByteArray *key; /* NULL: it cannot be kept */
  SalCacheFile file;
} SalSeriesCachePlace;

void sal_series_cache_place_clear(SalSeriesCachePlace *place);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalSeriesCachePlace, sal_series_cache_place_clear)

/* The snapshot of an entry, owned by the caller, with the kinds (NULL: none) that its file has. NULL: it has to be read.
 * Sets *place, to be cleared by the caller, in any case. */
SalSnapshot *sal_series_cache_find(const SalSeries *series, const SalEntry *entry, SalSeriesCachePlace *place,
                                   SalKinds **kinds);

/* Keeps a snapshot that was made of features there, and gives it its origin, unless the file has changed since the place
 * was made. */
void sal_series_cache_keep(const SalSeries *series, const SalEntry *entry, const SalSeriesCachePlace *place,
                           SalSnapshot *snapshot, const SalFeatures *features);

/* What one value of the option `draw` says of a layer of the user's own: SOURCE[,KEY=VALUE...]. The keys are those of the
 * tables in docs/layers.md. */
#pragma once

#include <glib.h>

/* The key that needs no value: "dem.tif,hillshade". */
#define SAL_OWN_KEYS_BARE "hillshade"

/* What keys are for. */
typedef enum { SAL_OWN_KEYS_FOR_BOTH, SAL_OWN_KEYS_FOR_FEATURES, SAL_OWN_KEYS_FOR_RASTERS } SalOwnKeysKind;

/* Texts are NULL where the key is missing. */
typedef struct {
  char *source, *where, *stroke, *width, *dash, *fill, *hatch, *symbol, *size, *size_by, *by, *arrow, *label,
      *label_size, *date, *dates, *from, *until, *below, *detail, *legend, *credit, *opacity, *hillshade, *z,
      *band, *stretch, *crs;
  GPtrArray *layers, *kinds; /* utf8 */
} SalOwnKeys;

/* Reads a value into keys that are all zero. They are to be cleared even after an error. Errors, about the option: USAGE (no source, an unknown key, one
 * that is there twice). */
gboolean sal_own_keys_parse(const char *text, SalOwnKeys *said, GError **error);
void sal_own_keys_clear(SalOwnKeys *said);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(SalOwnKeys, sal_own_keys_clear)

/* The source alone. Owned by the caller. */
char *sal_own_keys_get_source(const char *text);

/* Whether the source is a raster or a folder of rasters: by its name, by what the folder has, and of a GeoPackage by a key that only
 * rasters have. */
gboolean sal_own_keys_are_of_raster(const SalOwnKeys *said);
/* Error USAGE, about the option: a key that suits other sources alone. */
gboolean sal_own_keys_check(const SalOwnKeys *said, SalOwnKeysKind kind, GError **error);

/* Whether days stand in the names of files. */
gboolean sal_own_keys_are_dated_by_file(const SalOwnKeys *said);
/* days receives them for paths (GArray of SalDate, owned by the caller), or nothing where they are not asked for. Error, about the option: as
 * sal_dates_find(). */
gboolean sal_own_keys_find_days(const SalOwnKeys *said, const GPtrArray *paths, const char *time_zone,
                                GArray **days, GError **error);

/* Error USAGE, about the option: a value that a key does not take. Returns FALSE. */
gboolean sal_own_keys_set_wrong(const SalOwnKeys *said, const char *key, const char *expected,
                                const char *value, GError **error);

/* Rasters that GDAL reads: imagery, scanned maps, elevations. Only drivers that read the file that they are pointed at, and
 * what belongs to it, are allowed, and none whose files name other files. A raster is opened anew each time it is read, so
 * it is safe in any thread. */
#pragma once

#include <glib.h>

#define SAL_RASTER_MOST_BANDS 3

/* What of a file is wanted. All is lent. */
typedef struct {
  const char *layer;                  /* a table of rasters in a GeoPackage; NULL: the only one */
  const char *crs;                    /* replaces or supplies the CRS; NULL: the file's own */
  guint bands[SAL_RASTER_MOST_BANDS]; /* counted from 1 */
  guint n_bands;                      /* 1: grey; 3: red, green and blue; 0: what the file is made for */
  guint64 max_bytes;                  /* of a download; 0: as for other sources */
} SalRasterQuery;

/* Not changed after it was opened. */
typedef struct {
  char *path, *layer;
  char *memory_name; /* of a download, which path is then; NULL: it is a file */
  char *crs;
  int width_px, height_px;
  double to_crs[6]; /* as GDAL has it: from columns and rows to the CRS */
  guint bands[SAL_RASTER_MOST_BANDS];
  guint n_bands;
  gboolean has_palette; /* it is read as three bands */
  gboolean is_byte;     /* its values are 0 to 255 */
  gboolean
      is_assumed; /* neither the file nor the query says a CRS: it is taken for WGS 84 longitude and latitude */
} SalRaster;

/* Whether a name is that of a raster: by its suffix, inside an archive, too. */
gboolean sal_raster_is_name(const char *path);
/* Whether it may be one: a GeoPackage holds features or rasters. */
gboolean sal_raster_may_be(const char *path);

/* Opens a raster and looks at it; reads no values. One behind http:// or https:// is downloaded first, as a whole, and kept in memory.
 * Owned by the caller. Errors, without the path: IO (no such file, or what sal_fetch() says), FORMAT (no
 * raster that may be opened, no such band or table, values that are no real numbers, blocks that take too much memory), CRS (no
 * georeference, no CRS, or an unknown one). */
SalRaster *sal_raster_open(const char *path, const SalRasterQuery *query, GError **error);
void sal_raster_free(SalRaster *raster);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalRaster, sal_raster_free)

/* How many planes its values are: bands, or three for a palette. */
guint sal_raster_count_planes(const SalRaster *raster);

/* Pixels of a raster, and how many they are read as: fewer, which are the means of several, or the same. */
typedef struct {
  int x, y, width, height; /* inside the raster */
  int n_columns, n_rows;   /* 1 to width and height */
} SalRasterWindow;

/* Reads a window. planes receives the planes one after the other, each of n_rows times n_columns values, and behind them the
 * opacity, from 0 (no data) to 1. Values without opacity are 0. Error FORMAT, also for a
 * window of billions of pixels without overviews that spare reading them. */
gboolean
sal_raster_read(const SalRaster *raster, const SalRasterWindow *window, float *planes, GError **error);

/* Light on elevations, from GDAL's hillshade. */
typedef struct {
  double azimuth_deg;  /* where the light comes from, clockwise from the top */
  double altitude_deg; /* above the horizon */
  double exaggeration; /* of elevations */
} SalHillshade;

/* Shades a grid of elevations in metres, of equal steps in both directions; values that are NaN are no data. shades receives 0 where
 * there are none, and 1 (dark) to 255. Error: RENDER. */
gboolean sal_raster_shade(const float *elevations, int n_columns, int n_rows, double step_m,
                          const SalHillshade *light, guint8 *shades, GError **error);

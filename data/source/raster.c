#include "data/source/raster.h"

#include "data/base/error.h"
#include "data/geometry/crs.h"
#include "data/source/fetch.h"
#include "data/source/gdal.h"
#include "data/source/geopackage.h"
#include "data/source/names.h"
#include "data/source/vsi.h"

#include <math.h>
#include <string.h>

#define MOST_BLOCK_BYTES (256u << 20)
#define MOST_SIDE_PX 2000000000
#define MOST_MEANT_PX 8e9  /* whose means are taken, which takes a minute or so */
#define OVERVIEW_SLACK 1.2 /* GDAL takes an overview that is a little too coarse, too */
#define NO_DATA (-32768.0f)

/* An open raster, and what has to be put back. */
typedef struct {
  GString *message; /* GDAL's first error */
  SalVsi vsi;
  gboolean begun;
  SalGeopackage *geopackage;
  GDALDatasetH dataset;
} Open;

static void
open_clear(Open *open)
{
  if (open->dataset != NULL)
    GDALClose(open->dataset);
  if (open->begun) {
    sal_geopackage_free(open->geopackage);
    sal_vsi_end(&open->vsi);
  }
  if (open->message != NULL)
    g_string_free(open->message, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Open, open_clear)

static const char *const raster_suffixes[] = { ".tif",  ".tiff", ".jp2", ".j2k",     ".png", ".jpg",
                                               ".jpeg", ".asc",  ".hgt", ".mbtiles", NULL };

gboolean
sal_raster_is_name(const char *path)
{
  return sal_source_has_suffix(path, raster_suffixes);
}

gboolean
sal_raster_may_be(const char *path)
{
  static const char *const suffixes[] = { ".gpkg", NULL };
  return sal_raster_is_name(path) || sal_source_has_suffix(path, suffixes);
}

/* By the first bytes: a name may lie. */
static gboolean
starts_with(const char *path, const char *head)
{
  char bytes[16] = "";
  VSILFILE *file = VSIFOpenL(path, "rb");
  if (file == NULL)
    return FALSE;
  const gsize n = VSIFReadL(bytes, 1, sizeof bytes, file);
  VSIFCloseL(file);
  return n >= strlen(head) && memcmp(bytes, head, strlen(head)) == 0;
}

static gboolean
is_tiff(const char *path)
{
  return starts_with(path, "II*") || starts_with(path, "II+") || starts_with(path, "MM");
}

static gboolean
is_sqlite(const char *path)
{
  return starts_with(path, "SQLite format 3");
}

/* Drivers that are told by their bytes read no other file; those of text have no bytes of their own. */
static const char *const *
find_drivers(const char *path)
{
  static const char *const tiff[] = { "GTiff", NULL }, *const png[] = { "PNG", NULL },
                           *const jpeg[] = { "JPEG", NULL }, *const sqlite[] = { "GPKG", "MBTiles", NULL },
                           *const other[] = { "JP2OpenJPEG", "AAIGrid", "SRTMHGT", NULL };
  if (is_tiff(path))
    return tiff;
  if (starts_with(path, "\x89PNG"))
    return png;
  if (starts_with(path, "\xff\xd8\xff"))
    return jpeg;
  return is_sqlite(path) ? sqlite : other;
}

static void
add_sibling(GPtrArray *siblings, const char *stem, int n, const char *suffix)
{
  g_autofree char *name = g_strdup_printf("%.*s%s", n, stem, suffix);
  VSIStatBufL status;
  if (VSIStatL(name, &status) == 0 && VSI_ISREG(status.st_mode))
    g_ptr_array_insert(siblings, (gint)siblings->len, g_path_get_basename(name));
}

/* What of the files beside it GDAL may know: it would open masks and overviews whatever they are, and so what they name. Owned by
 * the caller. */
static GPtrArray *
list_siblings(const char *path)
{
  static const char *const worlds[] = { ".tfw",  ".tifw", ".pgw", ".pngw", ".jgw",
                                        ".jpgw", ".j2w",  ".wld", ".prj" };
  GPtrArray *siblings = g_ptr_array_new_null_terminated(4, g_free, TRUE);
  const char *dot = strrchr(path, '.');
  const int n = dot != NULL && strchr(dot, '/') == NULL ? (int)(dot - path) : (int)strlen(path);
  g_autofree char *overviews = g_strconcat(path, ".ovr", NULL);
  g_ptr_array_insert(siblings, -1, g_path_get_basename(path));
  for (guint i = 0; i < G_N_ELEMENTS(worlds); i++)
    add_sibling(siblings, path, n, worlds[i]);
  if (is_tiff(overviews))
    add_sibling(siblings, path, (int)strlen(path), ".ovr");
  return siblings;
}

static gboolean
set_open_error(const Open *open, const char *path, GError **error)
{
  VSIStatBufL status;
  if (VSIStatL(path, &status) != 0)
    return sal_error_set(error, SAL_ERROR_IO, "expected a file, got nothing there");
  g_autofree char *quoted = sal_error_quote(open->message->len > 0 ? open->message->str : "another file");
  return sal_error_set(
      error, SAL_ERROR_FORMAT,
      "expected a raster (GeoTIFF, JPEG 2000, PNG, JPEG, MBTiles, GeoPackage, ASCII grid, HGT), got '%s'",
      quoted);
}

/* Metadata of a TIFF can name a file in place of its overviews, which GDAL would open. */
static gboolean
check_overviews(const Open *open, GError **error)
{
  const char *name = GDALGetMetadataItem(open->dataset, "OVERVIEW_FILE", "OVERVIEWS");
  if (name == NULL)
    return TRUE;
  g_autofree char *quoted = sal_error_quote(name);
  return sal_error_set(error, SAL_ERROR_FORMAT,
                       "expected overviews in the file, got those of another one, '%s'", quoted);
}

static gboolean
open_raster(Open *open, const char *path, const char *layer, GError **error)
{
  g_autofree char *table = g_strdup_printf("TABLE=%s", layer != NULL ? layer : "");
  const char *const options[] = { layer != NULL ? table : NULL, NULL };
  if (!sal_gdal_load(error))
    return FALSE;
  open->message = g_string_new(NULL);
  sal_vsi_begin(&open->vsi, open->message);
  open->begun = TRUE;
  if (!sal_vsi_check_file(path, 0, error))
    return FALSE;
  g_autoptr(GPtrArray) siblings = list_siblings(path);
  const char *const *drivers = find_drivers(path);
  const char *opened = path;
  if (is_sqlite(path)) {
    open->geopackage = sal_geopackage_new(path, 0, error);
    if (open->geopackage == NULL)
      return FALSE;
    opened = sal_geopackage_get_path(open->geopackage);
    g_ptr_array_set_size(siblings, 0);
    g_ptr_array_insert(siblings, -1, g_path_get_basename(opened));
  }
  open->dataset = GDALOpenEx(opened, GDAL_OF_RASTER | GDAL_OF_READONLY, drivers, options,
                             (const char *const *)siblings->pdata);
  if (open->geopackage != NULL)
    sal_geopackage_forget_copy(open->geopackage);
  if (open->dataset == NULL)
    return (open->geopackage == NULL || sal_geopackage_check_steps(open->geopackage, error)) &&
           set_open_error(open, path, error);
  g_string_truncate(open->message, 0);
  return check_overviews(open, error);
}

/* A block is read as a whole. */
static gboolean
check_band(GDALRasterBandH band, GError **error)
{
  int width = 0, height = 0;
  const GDALDataType type = GDALGetRasterDataType(band);
  GDALGetBlockSize(band, &width, &height);
  if (GDALDataTypeIsComplex(type))
    return sal_error_set(error, SAL_ERROR_FORMAT, "expected real numbers, got complex ones");
  const guint64 bytes =
      (guint64)MAX(width, 1) * (guint64)MAX(height, 1) * (guint64)GDALGetDataTypeSizeBytes(type);
  return bytes <= MOST_BLOCK_BYTES ||
         sal_error_set(error, SAL_ERROR_FORMAT, "expected blocks of at most 256 MiB, got %d x %d px", width,
                       height);
}

static gboolean
is_color(GDALDatasetH dataset)
{
  return GDALGetRasterCount(dataset) >= 3 &&
         GDALGetRasterColorInterpretation(GDALGetRasterBand(dataset, 2)) != GCI_AlphaBand &&
         GDALGetRasterDataType(GDALGetRasterBand(dataset, 1)) == GDT_Byte;
}

static gboolean
choose_bands(SalRaster *raster, GDALDatasetH dataset, const SalRasterQuery *query, GError **error)
{
  const int n = GDALGetRasterCount(dataset);
  if (n == 0)
    return sal_error_set(error, SAL_ERROR_FORMAT, "expected a raster, got a file without bands");
  raster->n_bands = query->n_bands > 0 ? query->n_bands : is_color(dataset) ? 3 : 1;
  raster->is_byte = TRUE;
  for (guint i = 0; i < raster->n_bands; i++) {
    raster->bands[i] = query->n_bands > 0 ? query->bands[i] : i + 1;
    if ((int)raster->bands[i] > n)
      return sal_error_set(error, SAL_ERROR_FORMAT, "expected bands from 1 to %d, got %u", n,
                           raster->bands[i]);
    GDALRasterBandH band = GDALGetRasterBand(dataset, (int)raster->bands[i]);
    if (!check_band(band, error))
      return FALSE;
    raster->is_byte = raster->is_byte && GDALGetRasterDataType(band) == GDT_Byte;
  }
  raster->has_palette = raster->n_bands == 1 && raster->is_byte &&
                        GDALGetRasterColorTable(GDALGetRasterBand(dataset, (int)raster->bands[0])) != NULL;
  return TRUE;
}

static gboolean
is_in_degrees(const SalRaster *raster)
{
  const double *t = raster->to_crs;
  const double right = t[0] + t[1] * raster->width_px + t[2] * raster->height_px,
               bottom = t[3] + t[4] * raster->width_px + t[5] * raster->height_px;
  return fabs(t[0]) <= 360 && fabs(right) <= 360 && fabs(t[3]) <= 90.001 && fabs(bottom) <= 90.001;
}

static char *
export_wkt(OGRSpatialReferenceH srs)
{
  const char *const options[] = { "FORMAT=WKT2_2019", NULL };
  char *wkt = NULL;
  if (srs != NULL)
    OSRExportToWktEx(srs, &wkt, options);
  char *copy = g_strdup(wkt);
  CPLFree(wkt);
  return copy;
}

static gboolean
find_georeference(SalRaster *raster, GDALDatasetH dataset, const SalRasterQuery *query, GError **error)
{
  double *t = raster->to_crs;
  if (GDALGetGeoTransform(dataset, t) != CE_None || !isfinite(t[0]) || !isfinite(t[3]) ||
      !(fabs(t[1] * t[5] - t[2] * t[4]) > 0))
    return sal_error_set(error, SAL_ERROR_CRS,
                         "expected a raster with a georeference (or a world file beside it), got none");
  raster->crs = query->crs != NULL ? g_strdup(query->crs) : export_wkt(GDALGetSpatialRef(dataset));
  if (raster->crs != NULL && *raster->crs != '\0')
    return sal_crs_check(raster->crs, error);
  if (!is_in_degrees(raster))
    return sal_error_set(error, SAL_ERROR_CRS, "expected a raster with a CRS (or the key 'crs'), got none");
  g_free(raster->crs);
  raster->crs = g_strdup(SAL_CRS_LONLAT);
  raster->is_assumed = TRUE;
  return TRUE;
}

/* What is read instead of an address. Nothing else behind it is asked for. */
static gboolean
fetch(SalRaster *raster, const char *url, guint64 max_bytes, GError **error)
{
  g_auto(Open) open = { .message = g_string_new(NULL) };
  g_autofree char *spelled = sal_vsi_spell_url(url);
  if (!sal_gdal_load(error))
    return FALSE;
  sal_vsi_begin(&open.vsi, open.message);
  open.begun = TRUE;
  raster->memory_name = sal_fetch(spelled, NULL, max_bytes, error);
  return raster->memory_name != NULL;
}

SalRaster *
sal_raster_open(const char *path, const SalRasterQuery *query, GError **error)
{
  g_auto(Open) open = { 0 };
  g_autoptr(SalRaster) raster = g_new0(SalRaster, 1);
  if (sal_source_is_url(path) && !fetch(raster, path, query->max_bytes, error))
    return NULL;
  raster->path = g_strdup(raster->memory_name != NULL ? raster->memory_name : path);
  if (!open_raster(&open, raster->path, query->layer, error))
    return NULL;
  raster->layer = g_strdup(query->layer);
  raster->width_px = GDALGetRasterXSize(open.dataset);
  raster->height_px = GDALGetRasterYSize(open.dataset);
  if (raster->width_px < 1 || raster->height_px < 1 || raster->width_px > MOST_SIDE_PX ||
      raster->height_px > MOST_SIDE_PX) {
    sal_error_set(error, SAL_ERROR_FORMAT, "expected a raster with pixels, got %d x %d px", raster->width_px,
                  raster->height_px);
    return NULL;
  }
  if (!choose_bands(raster, open.dataset, query, error) ||
      !find_georeference(raster, open.dataset, query, error))
    return NULL;
  return g_steal_pointer(&raster);
}

void
sal_raster_free(SalRaster *raster)
{
  if (raster == NULL)
    return;
  if (raster->memory_name != NULL) {
    g_auto(Open) open = { .message = g_string_new(NULL), .begun = TRUE };
    sal_vsi_begin(&open.vsi, open.message);
    sal_vsi_forget(raster->memory_name);
  }
  g_free(raster->path);
  g_free(raster->layer);
  g_free(raster->crs);
  g_free(raster);
}

guint
sal_raster_count_planes(const SalRaster *raster)
{
  return raster->has_palette ? 3 : raster->n_bands;
}

static gboolean
read_band(const Open *open, GDALRasterBandH band, const SalRasterWindow *window, gboolean is_nearest,
          float *plane, GError **error)
{
  GDALRasterIOExtraArg how;
  INIT_RASTERIO_EXTRA_ARG(how);
  how.eResampleAlg = is_nearest ? GRIORA_NearestNeighbour : GRIORA_Average;
  if (GDALRasterIOEx(band, GF_Read, window->x, window->y, window->width, window->height, plane,
                     window->n_columns, window->n_rows, GDT_Float32, 0, 0, &how) == CE_None)
    return TRUE;
  g_autofree char *quoted = sal_error_quote(open->message->len > 0 ? open->message->str : "a fault");
  return sal_error_set(error, SAL_ERROR_FORMAT, "expected pixels that can be read, got '%s'", quoted);
}

static gboolean
read_opacity(const Open *open, GDALRasterBandH band, const SalRasterWindow *window, float *plane,
             GError **error)
{
  const gsize n = (gsize)window->n_columns * (gsize)window->n_rows;
  if (GDALGetMaskFlags(band) & GMF_ALL_VALID) {
    for (gsize i = 0; i < n; i++)
      plane[i] = 1;
    return TRUE;
  }
  if (!read_band(open, GDALGetMaskBand(band), window, FALSE, plane, error))
    return FALSE;
  for (gsize i = 0; i < n; i++)
    plane[i] = CLAMP(plane[i] / 255, 0.0f, 1.0f);
  return TRUE;
}

/* Numbers of colours, which stand in the first plane, become red, green, blue and opacity. */
static void
apply_palette(GDALColorTableH palette, float *planes, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    GDALColorEntry entry = { 0 };
    const gboolean is_known = GDALGetColorEntryAsRGB(palette, (int)planes[i], &entry);
    planes[i] = entry.c1, planes[n + i] = entry.c2, planes[2 * n + i] = entry.c3;
    planes[3 * n + i] *= is_known ? (float)entry.c4 / 255 : 0;
  }
}

/* What is no number is no data. */
static void
clear_holes(float *planes, guint n_planes, gsize n)
{
  float *opacity = planes + n_planes * n;
  for (gsize i = 0; i < n; i++) {
    for (guint plane = 0; plane < n_planes; plane++)
      if (!isfinite(planes[plane * n + i]))
        opacity[i] = 0;
    for (guint plane = 0; plane < n_planes && !(opacity[i] > 0); plane++)
      planes[plane * n + i] = 0;
  }
}

/* How many pixels are read for a window: those of the raster, or of the coarsest overview that suffices. */
static double
count_read(GDALRasterBandH band, const SalRasterWindow *window)
{
  const double whole = (double)window->width * window->height;
  double least = whole;
  for (int i = 0; i < GDALGetOverviewCount(band); i++) {
    GDALRasterBandH overview = GDALGetOverview(band, i);
    if (overview == NULL)
      continue;
    const double across = (double)GDALGetRasterBandXSize(overview) / GDALGetRasterBandXSize(band),
                 down = (double)GDALGetRasterBandYSize(overview) / GDALGetRasterBandYSize(band);
    if (across * window->width * OVERVIEW_SLACK >= window->n_columns &&
        down * window->height * OVERVIEW_SLACK >= window->n_rows)
      least = MIN(least, whole * across * down);
  }
  return least;
}

/* Otherwise a small file that says to be large would keep a run busy for years. */
static gboolean
check_effort(GDALRasterBandH band, const SalRasterWindow *window, GError **error)
{
  return count_read(band, window) <= MOST_MEANT_PX ||
         sal_error_set(
             error, SAL_ERROR_FORMAT,
             "expected overviews (gdaladdo makes them) in a raster of which the map shows more than 8 "
             "billion pixels, got %d x %d px without",
             window->width, window->height);
}

gboolean
sal_raster_read(const SalRaster *raster, const SalRasterWindow *window, float *planes, GError **error)
{
  g_auto(Open) open = { 0 };
  const gsize n = (gsize)window->n_columns * (gsize)window->n_rows;
  const guint n_planes = sal_raster_count_planes(raster);
  if (!open_raster(&open, raster->path, raster->layer, error))
    return FALSE;
  if (GDALGetRasterXSize(open.dataset) != raster->width_px ||
      GDALGetRasterYSize(open.dataset) != raster->height_px)
    return sal_error_set(error, SAL_ERROR_IO,
                         "expected a file that stays as it is, got another one meanwhile");
  GDALRasterBandH first = GDALGetRasterBand(open.dataset, (int)raster->bands[0]);
  if (!check_effort(first, window, error))
    return FALSE;
  for (guint i = 0; i < raster->n_bands; i++)
    if (!read_band(&open, GDALGetRasterBand(open.dataset, (int)raster->bands[i]), window, raster->has_palette,
                   planes + i * n, error))
      return FALSE;
  if (!read_opacity(&open, first, window, planes + n_planes * n, error))
    return FALSE;
  if (raster->has_palette)
    apply_palette(GDALGetRasterColorTable(first), planes, n);
  clear_holes(planes, n_planes, n);
  return TRUE;
}

/* A raster in memory of one band. */
static GDALDatasetH
make_memory(const float *elevations, int n_columns, int n_rows, double step_m)
{
  double to_crs[6] = { 0, step_m, 0, n_rows * step_m, 0, -step_m };
  const gsize n = (gsize)n_columns * (gsize)n_rows;
  g_autofree float *values = g_new(float, n);
  for (gsize i = 0; i < n; i++)
    values[i] = isfinite(elevations[i]) ? elevations[i] : NO_DATA;
  GDALDatasetH dataset = GDALCreate(GDALGetDriverByName("MEM"), "", n_columns, n_rows, 1, GDT_Float32, NULL);
  if (dataset == NULL)
    return NULL;
  GDALRasterBandH band = GDALGetRasterBand(dataset, 1);
  GDALRasterIOExtraArg how;
  INIT_RASTERIO_EXTRA_ARG(how);
  GDALSetGeoTransform(dataset, to_crs);
  GDALSetRasterNoDataValue(band, NO_DATA);
  if (GDALRasterIOEx(band, GF_Write, 0, 0, n_columns, n_rows, values, n_columns, n_rows, GDT_Float32, 0, 0,
                     &how) == CE_None)
    return dataset;
  GDALClose(dataset);
  return NULL;
}

/* "-alt" and the like, with a number that every locale writes alike. */
static void
add_option(GPtrArray *options, const char *name, double value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  g_ptr_array_insert(options, -1, g_strdup(name));
  g_ptr_array_insert(options, -1, g_strdup(g_ascii_formatd(text, sizeof text, "%.9g", value)));
}

static GDALDatasetH
shade_memory(GDALDatasetH dataset, const SalHillshade *light)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_null_terminated(8, g_free, TRUE);
  g_ptr_array_insert(words, -1, g_strdup("-of"));
  g_ptr_array_insert(words, -1, g_strdup("MEM"));
  g_ptr_array_insert(words, -1, g_strdup("-compute_edges"));
  add_option(words, "-az", light->azimuth_deg);
  add_option(words, "-alt", light->altitude_deg);
  add_option(words, "-z", light->exaggeration);
  GDALDEMProcessingOptions *options = GDALDEMProcessingOptionsNew((char **)words->pdata, NULL);
  GDALDatasetH shaded = GDALDEMProcessing("", dataset, "hillshade", NULL, options, NULL);
  GDALDEMProcessingOptionsFree(options);
  return shaded;
}

gboolean
sal_raster_shade(const float *elevations, int n_columns, int n_rows, double step_m, const SalHillshade *light,
                 guint8 *shades, GError **error)
{
  g_auto(Open) open = { .message = g_string_new(NULL) };
  GDALRasterIOExtraArg how;
  INIT_RASTERIO_EXTRA_ARG(how);
  if (!sal_gdal_load(error))
    return FALSE;
  sal_vsi_begin(&open.vsi, open.message);
  open.begun = TRUE;
  open.dataset = make_memory(elevations, n_columns, n_rows, step_m);
  GDALDatasetH shaded = open.dataset != NULL ? shade_memory(open.dataset, light) : NULL;
  const gboolean is_read =
      shaded != NULL && GDALRasterIOEx(GDALGetRasterBand(shaded, 1), GF_Read, 0, 0, n_columns, n_rows, shades,
                                       n_columns, n_rows, GDT_Byte, 0, 0, &how) == CE_None;
  if (shaded != NULL)
    GDALClose(shaded);
  g_autofree char *quoted = sal_error_quote(open.message->len > 0 ? open.message->str : "a fault");
  return is_read ||
         sal_error_set(error, SAL_ERROR_RENDER, "hillshade: expected GDAL to make it, got '%s'", quoted);
}

#include "library/own-rasters.h"

#include "data/base/error.h"
#include "data/dates/dates.h"
#include "data/source/names.h"
#include "data/source/rasters.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define AZIMUTH_DEG 315
#define ALTITUDE_DEG 45
#define SHADE_OPACITY 0.5
#define LEAST_VECTOR_PX_PER_MM 10 /* 254 dpi, of pages that have no pixels of their own */
#define MOST_EXAGGERATION 1000
#define SAMPLE_PX 256 /* a side, from which a stretch is found */
#define CUT_SHARE 0.02
#define MOST_VALUE 1e30

/* Numbers between slashes, as many as there is room for or fewer. */
static guint
parse_numbers(const char *text, double *numbers, guint most)
{
  g_auto(GStrv) parts = g_strsplit(text, "/", -1);
  const guint n = g_strv_length(parts);
  for (guint i = 0; i < n && n <= most; i++) {
    char *end = NULL;
    numbers[i] = g_ascii_strtod(parts[i], &end);
    if (end == parts[i] || *end != '\0' || !(fabs(numbers[i]) <= MOST_VALUE))
      return 0;
  }
  return n <= most ? n : 0;
}

static gboolean
read_opacity(const SalOwnKeys *said, SalOwnRaster *own, GError **error)
{
  if (said->opacity == NULL)
    return TRUE;
  return (parse_numbers(said->opacity, &own->opacity, 1) == 1 && own->opacity > 0 && own->opacity <= 1) ||
         sal_own_keys_set_wrong(said, "opacity", "a number above 0, up to 1", said->opacity, error);
}

static gboolean
is_word(const char *text, const char *const *words)
{
  return text == NULL || g_strv_contains(words, text);
}

static gboolean
read_hillshade(const SalOwnKeys *said, SalOwnRaster *own, GError **error)
{
  static const char *const no[] = { "none", "no", "false", NULL }, *const yes[] = { "", "yes", "true", NULL };
  double numbers[2] = { AZIMUTH_DEG, ALTITUDE_DEG };
  if (is_word(said->hillshade, no))
    return said->z == NULL ||
           sal_own_keys_set_wrong(said, "z", "the key 'hillshade' with it", said->z, error);
  if (!g_strv_contains(yes, said->hillshade) &&
      (parse_numbers(said->hillshade, numbers, 2) != 2 || !(numbers[0] >= 0 && numbers[0] <= 360) ||
       !(numbers[1] >= 1 && numbers[1] <= 90)))
    return sal_own_keys_set_wrong(said, "hillshade",
                                  "azimuth and altitude of the light in degrees, such as 315/45",
                                  said->hillshade, error);
  own->is_shaded = TRUE;
  own->opacity = SHADE_OPACITY;
  own->light = (SalHillshade){ numbers[0], numbers[1], 0 };
  return said->z == NULL ||
         (parse_numbers(said->z, &own->light.exaggeration, 1) == 1 && own->light.exaggeration > 0 &&
          own->light.exaggeration <= MOST_EXAGGERATION) ||
         sal_own_keys_set_wrong(said, "z", "a number above 0, up to 1000", said->z, error);
}

static gboolean
read_bands(const SalOwnKeys *said, SalRasterQuery *query, GError **error)
{
  double numbers[SAL_RASTER_MOST_BANDS];
  if (said->band == NULL)
    return TRUE;
  query->n_bands = parse_numbers(said->band, numbers, SAL_RASTER_MOST_BANDS);
  gboolean is_ok = query->n_bands == 1 || query->n_bands == 3;
  for (guint i = 0; is_ok && i < query->n_bands; i++) {
    is_ok = numbers[i] >= 1 && numbers[i] <= 65535 && floor(numbers[i]) == numbers[i];
    query->bands[i] = (guint)numbers[i];
  }
  return is_ok || sal_own_keys_set_wrong(said, "band", "a number of a band, or three, such as 4/3/2",
                                         said->band, error);
}

static gboolean
read_stretch(const SalOwnKeys *said, SalOwnRaster *own, GError **error)
{
  double numbers[2];
  if (said->stretch == NULL)
    return TRUE;
  if (own->is_shaded || own->raster->has_palette)
    return sal_own_keys_set_wrong(said, "stretch", "it for values alone, not for a hillshade or a palette",
                                  said->stretch, error);
  if (parse_numbers(said->stretch, numbers, 2) != 2 || !(numbers[0] < numbers[1]))
    return sal_own_keys_set_wrong(said, "stretch", "the values that are black and white, such as 200/3000",
                                  said->stretch, error);
  own->low = numbers[0], own->high = numbers[1];
  return TRUE;
}

static int
compare_floats(const void *a, const void *b)
{
  const float x = *(const float *)a, y = *(const float *)b;
  return (x > y) - (x < y);
}

/* The values that are there, sorted; returns how many. */
static gsize
sort_values(float *planes, guint n_planes, gsize n)
{
  const float *opacity = planes + n_planes * n;
  gsize n_values = 0;
  for (gsize i = 0; i < n_planes * n; i++)
    if (opacity[i % n] > 0)
      planes[n_values++] = planes[i];
  qsort(planes, n_values, sizeof *planes, compare_floats);
  return n_values;
}

/* Values that are no colours have no natural black and white: all but the lowest and highest few are between. */
static gboolean
find_stretch(SalOwnRaster *own, GError **error)
{
  const SalRaster *raster = own->raster;
  SalRasterWindow window = { 0,
                             0,
                             raster->width_px,
                             raster->height_px,
                             MIN(raster->width_px, SAMPLE_PX),
                             MIN(raster->height_px, SAMPLE_PX) };
  const gsize n = (gsize)window.n_columns * (gsize)window.n_rows;
  const guint n_planes = sal_raster_count_planes(raster);
  g_autofree float *planes = g_new(float, n *(n_planes + 1));
  if (!sal_raster_read(raster, &window, planes, error))
    return FALSE;
  const gsize n_values = sort_values(planes, n_planes, n);
  if (n_values == 0)
    return TRUE;
  own->low = (double)planes[(gsize)(CUT_SHARE * (double)(n_values - 1))];
  own->high = (double)planes[(gsize)((1 - CUT_SHARE) * (double)(n_values - 1))];
  if (!(own->low < own->high))
    own->high = own->low + 1;
  return TRUE;
}

/* Prefixes the file. */
static gboolean
blame(const char *path, GError **error)
{
  g_autofree char *place = sal_error_quote_path(path);
  g_prefix_error(error, "%s: ", place);
  return sal_error_blame(error, "draw");
}

/* The last part of a path; of an address without what may be a secret. Owned by the caller. */
static char *
find_name(const char *path)
{
  char *name = g_path_get_basename(path);
  if (sal_source_is_url(path))
    name[strcspn(name, "?#")] = '\0';
  return name;
}

/* Pages of PDF and SVG alone have no pixels of their own. */
static double
find_px_per_mm(const SalientOptions *options, const SalPageSize *size)
{
  static const char *const vector[] = { ".pdf", ".svg", NULL };
  const double px_per_mm = size->width_px / size->width_mm;
  for (guint i = 0;
       options->outputs != NULL && i < options->outputs->len && options->outputs->pdata[i] != NULL; i++)
    if (!sal_source_has_suffix(options->outputs->pdata[i], vector))
      return px_per_mm;
  return MAX(px_per_mm, LEAST_VECTOR_PX_PER_MM);
}

/* Opens one file and reads how it looks. first: of the same layer, whose black and white it shares, so that they can be compared;
 * NULL: it is the first. Owned by the caller. */
static SalOwnRaster *
load_one(const SalOwnKeys *said, const char *path, const SalRasterQuery *query, const SalOwnRaster *first,
         GError **error)
{
  SalRaster *raster = sal_raster_open(path, query, error);
  if (raster == NULL) {
    blame(path, error);
    return NULL;
  }
  g_autoptr(SalOwnRaster) own = sal_own_raster_new(raster);
  own->name = find_name(path);
  if (!read_hillshade(said, own, error) || !read_opacity(said, own, error) || !read_stretch(said, own, error))
    return NULL;
  if (own->is_shaded && (raster->n_bands != 1 || raster->has_palette)) {
    sal_own_keys_set_wrong(said, "hillshade", "a band of elevations",
                           raster->has_palette ? "a palette" : said->band, error);
    return NULL;
  }
  own->is_stretched = !own->is_shaded && !raster->is_byte && said->stretch == NULL;
  if (own->is_stretched && first != NULL && first->is_stretched)
    own->low = first->low, own->high = first->high;
  else if (own->is_stretched && !find_stretch(own, error)) {
    blame(path, error);
    return NULL;
  }
  return g_steal_pointer(&own);
}

static int
compare_days(gconstpointer a, gconstpointer b)
{
  const SalOwnRaster *first = *(SalOwnRaster *const *)a, *second = *(SalOwnRaster *const *)b;
  return (first->day > second->day) - (first->day < second->day);
}

static gboolean
check_date(const SalOwnKeys *said, const GPtrArray *paths, GError **error)
{
  if (said->date != NULL && !sal_own_keys_are_dated_by_file(said))
    return sal_own_keys_set_wrong(said, "date", "'file' for rasters", said->date, error);
  g_autofree char *n = g_strdup_printf("%u rasters", paths->len);
  return paths->len == 1 || said->date != NULL ||
         sal_own_keys_set_wrong(said, "date", "'file' with several rasters, whose names say their days", n,
                                error);
}

static gboolean
load_all(SalOwnLayer *own, const SalOwnKeys *said, const SalientOptions *options, GError **error)
{
  SalRasterQuery query = { .layer = said->layers->len > 0 ? said->layers->pdata[0] : NULL,
                           .crs = said->crs,
                           .max_bytes = (guint64)(options->max_size * 1024 * 1024) };
  g_autoptr(GPtrArray) paths = sal_rasters_list(said->source, error);
  g_autoptr(GArray) days = NULL;
  if (paths == NULL)
    return sal_error_blame(error, "draw");
  if (!check_date(said, paths, error) || !read_bands(said, &query, error) ||
      !sal_own_keys_find_days(said, paths, options->time_zone, &days, error))
    return FALSE;
  if (query.n_bands == 0 && said->hillshade != NULL)
    query.bands[0] = 1, query.n_bands = 1;
  for (guint i = 0; i < paths->len; i++) {
    const SalOwnRaster *first = own->rasters->len > 0 ? own->rasters->pdata[0] : NULL;
    SalOwnRaster *raster = load_one(said, paths->pdata[i], &query, first, error);
    if (raster == NULL)
      return FALSE;
    raster->day = days != NULL ? g_array_index(days, SalDate, i).day : SAL_DAY_NONE;
    g_ptr_array_add(own->rasters, raster);
  }
  g_ptr_array_sort(own->rasters, compare_days);
  own->has_dates |= days != NULL;
  return TRUE;
}

gboolean
sal_own_rasters_load(SalOwnLayer *own, const SalOwnKeys *said, const SalientOptions *options,
                     const SalPageSize *size, GError **error)
{
  if (sal_source_is_remote(said->source) && !sal_source_is_url(said->source))
    return sal_own_keys_set_wrong(said, "source",
                                  "a raster among the files of this machine, or behind http:// or https://",
                                  said->source, error);
  if (!load_all(own, said, options, error))
    return FALSE;
  for (guint i = 0; i < own->rasters->len; i++)
    ((SalOwnRaster *)own->rasters->pdata[i])->px_per_mm = find_px_per_mm(options, size);
  return TRUE;
}

SalStyleLayer
sal_own_rasters_find_place(const SalOwnRaster *own, const SalStyle *style)
{
  for (guint i = 0; i < style->n_layers; i++) {
    const SalStyleLayer layer = style->layers[i];
    if (layer != SAL_STYLE_LAYER_SEA && layer != SAL_STYLE_LAYER_LAND &&
        (own->is_shaded || layer != SAL_STYLE_LAYER_WATER))
      return layer;
  }
  return SAL_STYLE_LAYER_NEATLINE;
}

/* What was made of it. Not on all maps: it may be drawn later. Owned by the caller. */
static char *
describe(const SalOwnRaster *own, gboolean is_on_all)
{
  const SalRaster *raster = own->raster;
  g_autofree char *name = sal_error_quote_path(own->name);
  GString *text = g_string_new(NULL);
  g_string_append_printf(text, SAL_OPTION("draw") ": %s: a raster of %d x %d px", name, raster->width_px,
                         raster->height_px);
  if (raster->is_assumed)
    g_string_append(text, " without a CRS, taken for WGS 84 longitude and latitude");
  if (!own->is_drawn)
    g_string_append(text, is_on_all ? "; nothing of it is in the frame of the map"
                                    : ", on the maps of the periods that its keys from and until name");
  else if (own->is_shaded && own->exaggeration > 0)
    g_string_append_printf(text, ", drawn as a hillshade with heights times %.1f", own->exaggeration);
  else if (own->is_stretched)
    g_string_append_printf(
        text, ", drawn with %g as black and %g as white (2 %% of its values lie beyond on either side)",
        own->low, own->high);
  return g_string_free(text, FALSE);
}

/* The days of several; what was drawn of them is said for each map. Owned by the caller. */
static char *
describe_days(const SalOwnLayer *own)
{
  const SalOwnRaster *first = own->rasters->pdata[0], *last = own->rasters->pdata[own->rasters->len - 1];
  g_autofree char *title = sal_error_quote_path(own->title), *from = sal_day_format(first->day),
                  *to = sal_day_format(last->day);
  g_autofree char *text = own->rasters->len == 1 ? g_strdup_printf("a raster of %s, by its name", from)
                                                 : g_strdup_printf("%u rasters of %s to %s, by their names",
                                                                   own->rasters->len, from, to);
  g_autofree char *stretch =
      first->is_stretched ? g_strdup_printf(", drawn with %g as black and %g as white, by the first of them",
                                            first->low, first->high)
                          : g_strdup("");
  return g_strdup_printf(SAL_OPTION("draw") ": %s: %s%s", title, text, stretch);
}

static gboolean
report_one(SalOwnRaster *own, gboolean is_on_all, GPtrArray *remarks, GError **error)
{
  g_mutex_lock(&own->lock);
  const gboolean has_fault = own->fault != NULL;
  if (has_fault)
    g_propagate_error(error, g_error_copy(own->fault));
  else if (remarks != NULL && own->day == SAL_DAY_NONE)
    g_ptr_array_add(remarks, describe(own, is_on_all));
  g_mutex_unlock(&own->lock);
  return !has_fault || blame(own->name, error);
}

gboolean
sal_own_rasters_report(const GPtrArray *layers, GPtrArray *remarks, GError **error)
{
  for (guint i = 0; i < layers->len; i++) {
    const SalOwnLayer *own = layers->pdata[i];
    for (guint j = 0; j < own->rasters->len; j++)
      if (!report_one(own->rasters->pdata[j], sal_when_is_always(&own->when), remarks, error))
        return FALSE;
    if (remarks != NULL && own->rasters->len > 0 &&
        ((const SalOwnRaster *)own->rasters->pdata[0])->day != SAL_DAY_NONE)
      g_ptr_array_add(remarks, describe_days(own));
  }
  return TRUE;
}

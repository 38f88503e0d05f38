#include "library/extent.h"

#include "library/extent-record.h"
#include "library/known-places.h"

#include "data/base/error.h"
#include "data/change/change.h"
#include "data/geometry/parts.h"
#include "render/page/page.h"

#include <math.h>
#include <string.h>

#define KM_PER_DEGREE 111.2
#define MAX_KM 5000.0
#define REGION_MARGIN 0.05 /* on each side, of the region's size */

/* Which option asks, and how places are known. */
typedef struct {
  const SalientOptions *options;
  const SalPlaceQuery *places;
  const char *name; /* of the option */
} Asking;

static gboolean
parse_numbers(const char *text, double *numbers, guint n)
{
  g_auto(GStrv) words = g_strsplit(text, ",", -1);
  if (g_strv_length(words) != n)
    return FALSE;
  for (guint i = 0; i < n; i++) {
    char *end = NULL;
    numbers[i] = g_ascii_strtod(words[i], &end);
    if (end == words[i] || *end != '\0' || !isfinite(numbers[i]))
      return FALSE;
  }
  return TRUE;
}

static gboolean
parse_box(const char *text, SalBox *box)
{
  double n[4];
  if (!parse_numbers(text, n, 4) || n[2] == n[0])
    return FALSE;
  *box = (SalBox){ n[0], n[1], n[2] < n[0] ? n[2] + 360 : n[2], n[3] };
  return sal_extent_is_on_earth(*box);
}

SalBox
sal_extent_make_square(SalPoint middle, double km)
{
  const double lat = km / KM_PER_DEGREE, lon = lat / MAX(cos(middle.y * G_PI / 180), 0.01);
  const double width = MIN(lon, 179);
  const double west = middle.x - width < -180 ? middle.x - width + 360 : middle.x - width;
  return (SalBox){ west, MAX(middle.y - lat, -90), west + 2 * width, MIN(middle.y + lat, 90) };
}

/* "NAME,30km" */
static gboolean
parse_place(const char *text, char **name, double *km)
{
  const char *comma = strrchr(text, ',');
  char *end = NULL;
  if (comma == NULL || comma == text)
    return FALSE;
  *km = g_ascii_strtod(comma + 1, &end);
  *name = g_strstrip(g_strndup(text, (gsize)(comma - text)));
  return end != comma + 1 && isfinite(*km) && *km > 0 && *km <= MAX_KM && g_str_equal(end, "km") &&
         **name != '\0';
}

static gboolean
resolve_place(const Asking *asking, const char *text, SalExtent *extent, GError **error)
{
  g_autofree char *name = NULL;
  double km = 0;
  if (!parse_place(text, &name, &km)) {
    g_autofree char *quoted = sal_error_quote(text);
    return sal_error_set_option(
        error, SAL_ERROR_USAGE, asking->name,
        "expected place:NAME,KM as place:Pokrovsk,30km, at most %.0fkm, got 'place:%s'", MAX_KM, quoted);
  }
  g_autoptr(GArray) places = sal_known_places_load(asking->options, *asking->places, error);
  SalPoint middle;
  if (places == NULL)
    return FALSE;
  const SalAskedPlace asked = { places, name, asking->name };
  if (!sal_known_places_find(&asked, &middle, &extent->remark, error))
    return FALSE;
  extent->box = sal_extent_make_square(middle, km);
  return TRUE;
}

static SalBox
frame_parts(const GArray *parts)
{
  const SalBox box = sal_parts_get_box(parts);
  const double x = (box.xmax - box.xmin) * REGION_MARGIN, y = (box.ymax - box.ymin) * REGION_MARGIN;
  return (SalBox){ MAX(box.xmin - x, -180), MAX(box.ymin - y, -90),
                   MIN(box.xmax + x, MAX(box.xmin - x, -180) + 360), MIN(box.ymax + y, 90) };
}

SalBox
sal_extent_find_region(const SalRegions *regions, guint index)
{
  g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(SalPart));
  sal_parts_add(parts, sal_tiling_get_tile(sal_regions_get_tiling(regions), index));
  return frame_parts(parts);
}

SalBox
sal_extent_find_regions(const SalRegions *regions, const guint8 *is_shown)
{
  g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(SalPart));
  for (guint i = 0; i < sal_regions_get_n_regions(regions); i++)
    if (is_shown[i])
      sal_parts_add(parts, sal_tiling_get_tile(sal_regions_get_tiling(regions), i));
  return parts->len > 0 ? frame_parts(parts) : sal_box_empty();
}

static gboolean
resolve_region(const SalientOptions *options, const char *name, SalExtent *extent, GError **error)
{
  if (options->regions == NULL)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "extent",
                                "expected " SAL_OPTION("regions") " FILE with region:NAME, got none");
  g_autoptr(SalRegions) regions = sal_regions_load(options->regions, options->region_field,
                                                   (guint64)(options->max_size * (1 << 20)), error);
  if (regions == NULL)
    return FALSE;
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  for (guint i = 0; i < sal_regions_get_n_regions(regions); i++) {
    if (g_str_equal(sal_regions_get_name(regions, i), name)) {
      extent->box = sal_extent_find_region(regions, i);
      return TRUE;
    }
    g_ptr_array_add(names, (gpointer)sal_regions_get_name(regions, i));
  }
  g_autofree char *quoted = sal_error_quote(name), *hint = sal_known_names_suggest(name, names);
  return sal_error_set_option(error, SAL_ERROR_USAGE, "extent",
                              "expected a region of " SAL_OPTION("regions") ", got '%s'%s", quoted, hint);
}

static gboolean
has_suffix(const char *text, const char *suffix)
{
  const gsize n = strlen(text), m = strlen(suffix);
  return n > m && g_ascii_strcasecmp(text + n - m, suffix) == 0;
}

static gboolean
has_map_of_each(const SalientOptions *options)
{
  const char *const *names = sal_options_get_strings(options->outputs);
  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    if (strstr(names[i], "{region}") != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
has_map_of_regions(const SalientOptions *options)
{
  SalPageLayout layout;
  return options->layout != NULL && sal_page_layout_parse(options->layout, &layout, NULL) &&
         sal_page_layout_has_regions(layout);
}

/* Maps use regions for nothing else. A project may have them for its tables. */
static gboolean
check_use_of_regions(const SalientOptions *options, GError **error)
{
  const gboolean names_one = options->extent != NULL && g_str_has_prefix(options->extent, "region:");
  if (!sal_task_draws_changes(options->task) || options->regions == NULL || names_one ||
      has_map_of_each(options) || has_map_of_regions(options) || options->template != NULL ||
      sal_options_get_place(options, "regions") != NULL)
    return TRUE;
  return sal_error_set_option(
      error, SAL_ERROR_USAGE, "regions",
      "expected {region} in " SAL_OPTION("output") ", " SAL_OPTION("extent") " region:NAME or " SAL_OPTION(
          "layout") " regions or shares with it, got none");
}

gboolean
sal_extent_resolve(const SalientOptions *options, const SalPlaceQuery *places, SalExtent *extent,
                   GError **error)
{
  const char *text = options->extent;
  if (!check_use_of_regions(options, error))
    return FALSE;
  extent->kind = g_strcmp0(text, "all") == 0 ? SAL_EXTENT_ALL : SAL_EXTENT_CHANGES;
  if (text == NULL || g_str_equal(text, "changes") || g_str_equal(text, "all"))
    return TRUE;
  extent->kind = SAL_EXTENT_BOX;
  const Asking asking = { options, places, "extent" };
  if (g_str_has_prefix(text, "place:"))
    return resolve_place(&asking, text + strlen("place:"), extent, error);
  if (g_str_has_prefix(text, "region:"))
    return resolve_region(options, text + strlen("region:"), extent, error);
  if (has_suffix(text, ".json"))
    return sal_extent_read_record(text, &extent->box, &extent->crs, error) ||
           sal_error_blame(error, "extent");
  if (parse_box(text, &extent->box))
    return TRUE;
  g_autofree char *quoted = sal_error_quote(text);
  return sal_error_set_option(
      error, SAL_ERROR_USAGE, "extent",
      "expected WEST,SOUTH,EAST,NORTH in degrees (-180 to 180, -90 to 90), changes, all, "
      "place:NAME,30km, region:NAME or a run's FILE.json, got '%s'",
      quoted);
}

gboolean
sal_extent_resolve_inset(const SalientOptions *options, const SalPlaceQuery *places, const char *text,
                         SalExtent *extent, GError **error)
{
  const Asking asking = { options, places, "inset" };
  g_autofree char *name = NULL;
  double km;
  extent->kind = SAL_EXTENT_BOX;
  if (parse_box(text, &extent->box))
    return TRUE;
  const char *place = g_str_has_prefix(text, "place:") ? text + strlen("place:") : text;
  if (parse_place(place, &name, &km))
    return resolve_place(&asking, place, extent, error);
  g_autofree char *quoted = sal_error_quote(text);
  return sal_error_set_option(
      error, SAL_ERROR_USAGE, "inset",
      "expected NAME,KM as Pokrovsk,15km, or WEST,SOUTH,EAST,NORTH in degrees, got '%s'", quoted);
}

void
sal_extent_clear(SalExtent *extent)
{
  g_clear_pointer(&extent->crs, g_free);
  g_clear_pointer(&extent->remark, g_free);
}

static void
add_areas(GArray *parts, const SalSnapshot *snapshot)
{
  for (guint i = 0; i < snapshot->areas->len; i++)
    sal_parts_add(parts, g_array_index(snapshot->areas, SalControlArea, i).polygons);
}

static SalBox
find_all(const GPtrArray *changes)
{
  g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(SalPart));
  for (guint i = 0; i < changes->len; i++) {
    const SalChange *change = changes->pdata[i];
    add_areas(parts, change->from);
    add_areas(parts, change->to);
  }
  return sal_parts_get_box(parts);
}

/* As records print it, so that their frame gives the same picture. */
static double
round_outward(double degrees, int sign)
{
  return sign * ceil(sign * degrees * 1e6 - 1e-6) / 1e6;
}

SalBox
sal_extent_find_box(const SalExtent *extent, const GPtrArray *changes, const SalExtentPage *page)
{
  if (extent->kind == SAL_EXTENT_BOX)
    return extent->box;
  SalBox box = extent->kind == SAL_EXTENT_CHANGES ? sal_page_find_extent(changes, page) : sal_box_empty();
  box = sal_box_is_empty(box) ? find_all(changes) : box;
  return (SalBox){ round_outward(box.xmin, -1), round_outward(box.ymin, -1), round_outward(box.xmax, 1),
                   round_outward(box.ymax, 1) };
}

#include "render/page/locator.h"

#include "data/geometry/parts.h"
#include "data/geometry/wrap.h"
#include "data/places/countrynames.h"
#include "render/drawing/text.h"
#include "render/map/basemap-load.h"
#include "render/map/sectors.h"
#include "render/page/inset.h"
#include "render/page/sights.h"

#define LOCATOR_LINES 0.5 /* of the width that the lines of the main map have */
#define NAME_GAP_MM 0.8   /* around the name of the country */
#define LEAST_LINE_MM 0.1 /* what a printer keeps */

SalBox
sal_page_find_locator(const SalPage *page)
{
  const gboolean has_ground = sal_panel_get_ground(page->panel)->has_land;
  return page->options.has_locator && has_ground ? sal_locator_find_box(page->options.extent)
                                                 : sal_box_empty();
}

/* The main frame on the locator: its sides, drawn through the earth. */
static SalGeometry *
project_main_frame(const SalMap *main, const SalMap *locator)
{
  const SalRect frame = sal_map_get_frame(main);
  const int n = 40;
  double last = 0; /* the longitude before, so that a frame across the antimeridian stays whole */
  g_autoptr(SalGeometry) lonlat = sal_geometry_new(SAL_POLYGONS);
  for (int i = 0; i < 4 * n; i++) {
    const double along = i % n / (double)n;
    const double x = i < n ? along : i < 2 * n ? 1 : i < 3 * n ? 1 - along : 0;
    const double y = i < n ? 0 : i < 2 * n ? along : i < 3 * n ? 1 : 1 - along;
    double lon, lat;
    if (sal_map_unproject_point(main, frame.x + x * frame.width, frame.y + y * frame.height, &lon, &lat)) {
      last = sal_geometry_get_n_points(lonlat) > 0 ? sal_wrap_towards(lon, last) : lon;
      sal_geometry_add_point(lonlat, last, lat);
    }
  }
  sal_geometry_end_part(lonlat);
  sal_geometry_end_polygon(lonlat);
  return sal_map_project(locator, lonlat);
}

/* So small a map needs thin lines, and no rivers. */
static void
thin(SalLineStyle *line)
{
  line->width_mm =
      line->width_mm > 0 ? MAX(line->width_mm * LOCATOR_LINES, MIN(line->width_mm, LEAST_LINE_MM)) : 0;
  for (guint i = 0; i < line->n_dash; i++)
    line->dash_mm[i] *= LOCATOR_LINES;
}

static SalStyle *
make_locator_style(const SalStyle *style)
{
  SalStyle *copy = g_memdup2(style, sizeof *style);
  thin(&copy->coast);
  thin(&copy->borders);
  thin(&copy->disputed_borders);
  copy->rivers.width_mm = copy->admin1_borders.width_mm = 0;
  return copy;
}

/* Nothing but one colour would be seen. */
static gboolean
is_empty(const SalPanel *panel)
{
  const SalGround *ground = sal_panel_get_ground(panel);
  return sal_geometry_get_n_points(ground->coast) == 0 && sal_geometry_get_n_points(ground->borders) == 0;
}

static void
add_votes(GHashTable *votes, const GArray *countries, const SalGeometry *polygons)
{
  g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(SalPart));
  sal_parts_add(parts, polygons);
  for (guint i = 0; i < parts->len; i++) {
    const SalPart *part = &g_array_index(parts, SalPart, i);
    const SalPoint middle = { (part->box.xmin + part->box.xmax) / 2, (part->box.ymin + part->box.ymax) / 2 };
    SalCountry *country = (SalCountry *)sal_countries_find(countries, middle);
    double *sum = country != NULL ? g_hash_table_lookup(votes, country) : NULL;
    if (country != NULL && sum == NULL)
      g_hash_table_insert(votes, country, sum = g_new0(double, 1));
    if (sum != NULL)
      *sum += part->area;
  }
}

/* The country in which most of the change of the run lies; NULL: none is known. */
static const SalCountry *
find_country(const SalPage *page)
{
  const GArray *countries = page->basemap->countries;
  g_autoptr(GHashTable) votes = g_hash_table_new_full(g_direct_hash, g_direct_equal, NULL, g_free);
  const SalCountry *best = NULL;
  double most = 0;
  for (guint i = 0; i < page->run->changes->len; i++) {
    const SalChange *change = page->run->changes->pdata[i];
    add_votes(votes, countries, change->gained);
    add_votes(votes, countries, change->lost);
  }
  for (guint i = 0; i < countries->len; i++) {
    const SalCountry *country = &g_array_index(countries, SalCountry, i);
    const double *sum = g_hash_table_lookup(votes, country);
    if (sum != NULL && *sum > most)
      most = *sum, best = country;
  }
  return best;
}

/* The name of the country below the main frame, or above it, in the middle as far as it fits. */
static void
add_country(const SalPage *page, SalLayer *layer, SalRect rect, SalBox frame)
{
  const SalCountry *country = find_country(page);
  const SalPlaceQuery *places = page->options.places;
  const char *lang = places != NULL && places->lang != NULL ? places->lang : "en";
  g_autofree char *name = country != NULL ? sal_country_name_get(country->code, lang) : NULL;
  const SalStyle *style = page->options.style;
  if (name == NULL)
    return;
  const SalTextExtents extents = sal_text_measure(name, style->font_family, &style->area_text);
  const double room = rect.width - extents.width_mm - 2 * NAME_GAP_MM;
  if (room < 0)
    return;
  const double left = rect.x + NAME_GAP_MM + extents.width_mm / 2;
  const double x = CLAMP((frame.xmin + frame.xmax) / 2, left, left + room);
  const double below = frame.ymax + NAME_GAP_MM + extents.cap_height_mm, bottom = rect.y + rect.height;
  const double y = below + NAME_GAP_MM <= bottom ? below : frame.ymin - NAME_GAP_MM;
  sal_layer_add_text(layer, name, x, y, SAL_ANCHOR_MIDDLE, 0, &style->area_text);
}

gboolean
sal_page_add_locator(SalPage *page, SalBox box, SalRect rect, GError **error)
{
  const SalStyle *style = page->options.style;
  g_autoptr(SalMap) map = sal_map_new(box, NULL, rect, error);
  if (map == NULL)
    return FALSE;
  sal_map_set_cache(map, page->options.cache);
  const SalBasemapQuery query = { .box = sal_map_get_lonlat_box(map),
                                  .name = page->options.basemap,
                                  .borders = page->options.borders,
                                  .map_date = &page->map_date,
                                  .is_overview = TRUE,
                                  .cache = page->options.cache };
  g_autoptr(SalBasemap) basemap = sal_basemap_load(&query, NULL, error);
  if (basemap == NULL)
    return FALSE;
  SalInset *locator =
      sal_inset_new(style, "locator", sal_words_get(page->options.words, SAL_WORD_LOCATOR), rect);
  g_ptr_array_add(page->insets, locator);
  const SalAreaStyle outline = { .outline = { .color = style->gained.fill, .width_mm = 0.5 } };
  sal_layer_set_clip(locator->furniture, rect);
  SalGeometry *frame = project_main_frame(sal_panel_get_map(page->panel), map);
  const SalBox frame_box = sal_geometry_get_box(frame);
  sal_layer_add_area(locator->furniture, frame, &outline, NULL);
  if (!sal_box_is_empty(frame_box))
    add_country(page, locator->furniture, rect, frame_box);
  locator->style = make_locator_style(style);
  const SalPanelOptions options = { locator->style, basemap, NULL };
  locator->is_locator = TRUE;
  locator->panel = sal_panel_new(g_steal_pointer(&map), &options);
  sal_panel_finish(locator->panel, NULL, NULL);
  sal_panel_set_name(locator->panel, locator->id, locator->title);
  if (is_empty(locator->panel)) {
    g_ptr_array_remove(page->insets, locator);
    return TRUE;
  }
  sal_page_keep_clear(page, rect);
  return TRUE;
}

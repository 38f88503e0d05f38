#include "render/page/frame.h"

#include "data/base/work.h"
#include "data/places/countrynames.h"
#include "render/map/basemap-load.h"
#include "render/page/basemap-entries.h"
#include "render/page/beyond.h"
#include "render/page/box-fit.h"
#include "render/page/entries.h"
#include "render/page/sights.h"

#include <math.h>

#define MAX_LEGEND_SHARE 0.7 /* of the map's height */
#define INSET_REACH 1.5 /* the most that an inset shows against the longer side of the box that it is for */
#define MOST_ROUNDS 4   /* of fitting: each may show the map something new */
#define LEAST_COS 0.05  /* of a latitude near a pole */

static gboolean
make_blocks(SalPage *page, const SalBlockOptions *options, GError **error)
{
  if (page->options.template != NULL)
    return sal_box_fit(page, options, error);
  g_clear_pointer(&page->blocks, sal_blocks_free);
  page->blocks = sal_blocks_new(options, error);
  return page->blocks != NULL;
}

/* Where there is no room for what the class is, the page goes without it. */
gboolean
sal_page_lay_out(SalPage *page, GError **error)
{
  g_autoptr(GPtrArray) entries = sal_page_list_entries(page);
  g_autoptr(GError) fault = NULL;
  const SalBlockOptions options = { .page = &page->options,
                                    .layout = page->layout,
                                    .captions = &page->captions,
                                    .run = page->run,
                                    .pages = entries,
                                    .cumulative = page->parts,
                                    .wants_strip = page->wants_strip };
  gboolean ok = make_blocks(page, &options, &fault);
  if (!ok && page->captions.definition != NULL) {
    page->captions.definition = NULL;
    ok = make_blocks(page, &options, NULL);
  }
  if (!ok)
    g_propagate_error(error, g_steal_pointer(&fault));
  return ok;
}

gboolean
sal_page_has_legend_room(const SalPage *page)
{
  const SalRect legend = sal_blocks_get_map_legend_size(page->blocks), content = page->blocks->content;
  return page->blocks->lacking.width == 0 && legend.height <= content.height * MAX_LEGEND_SHARE &&
         legend.width <= content.width / 2;
}

/* Captions speak of it if there is something to tell. */
static void
name_borderland(SalPage *page)
{
  const SalCountry *country = sal_borderland_get_country(page->borderland);
  const double m2 = MAX(sal_borderland_get_run_m2(page->borderland, FALSE),
                        sal_borderland_get_run_m2(page->borderland, TRUE));
  if (m2 < SAL_BORDERLAND_TOLD_KM2 * 1e6 || page->options.layout == SAL_LAYOUT_COMPARISON)
    return;
  page->captions.borderland = page->borderland;
  if (country == NULL)
    return;
  const char *lang = page->options.places != NULL ? page->options.places->lang : NULL;
  g_free(page->texts[9]);
  page->texts[9] =
      *country->code != '\0' ? sal_country_name_get(country->code, lang != NULL ? lang : "en") : NULL;
  if (page->texts[9] == NULL)
    page->texts[9] = g_strdup(country->name);
  page->captions.country = page->texts[9];
}

/* The denominator of the map's scale. */
static double
get_denominator(const SalMap *map)
{
  const SalRect frame = sal_map_get_frame(map);
  return 1000 * sal_map_get_m_per_mm(map, frame.x + frame.width / 2, frame.y + frame.height / 2);
}

/* Tells the base map in which countries the run's changes lie. */
static void
tell_subjects(SalPage *page)
{
  g_autoptr(GPtrArray) polygons = g_ptr_array_new();
  for (guint i = 0; i < page->run->changes->len; i++) {
    const SalChange *change = page->run->changes->pdata[i];
    if (change->gained != NULL)
      g_ptr_array_add(polygons, change->gained);
    if (change->lost != NULL)
      g_ptr_array_add(polygons, change->lost);
  }
  sal_countries_add_change(page->basemap->countries, polygons);
}

/* What is known around the map, looked for by two threads. */
typedef struct {
  const SalBasemapQuery *basemap_query;
  const SalBorderlandQuery *borderland_query;
  SalBasemap *basemap;
  SalBorderland *borderland;
  GPtrArray *remarks;
} Loading;

enum { LOAD_BASEMAP, LOAD_BORDERLAND, N_LOADS };

static gboolean
load_piece(guint index, gpointer data, GError **error)
{
  Loading *loading = data;
  if (index == LOAD_BASEMAP) {
    loading->basemap = sal_basemap_load(loading->basemap_query, loading->remarks, error);
    return loading->basemap != NULL;
  }
  loading->borderland = sal_borderland_load(loading->borderland_query, error);
  return loading->borderland != NULL;
}

/* Grows a box by what an inset shows of a box beside it, whatever the inset's shape. The middle of the inset is in the first. */
static void
take_in(SalBox *shown, SalBox asked)
{
  const double lat = (asked.ymin + asked.ymax) / 2, to_lon = 1 / MAX(cos(lat * G_PI / 180), LEAST_COS);
  const double half = INSET_REACH * MAX((asked.xmax - asked.xmin) / to_lon, asked.ymax - asked.ymin) / 2;
  for (int turn = -1; turn <= 1; turn++) {
    const double lon = (asked.xmin + asked.xmax) / 2 + 360 * turn;
    if (lon < shown->xmin || lon > shown->xmax)
      continue;
    shown->xmin = MIN(shown->xmin, MAX(-180, lon - half * to_lon));
    shown->xmax = MAX(shown->xmax, MIN(shown->xmin + 360, lon + half * to_lon));
    shown->ymin = MIN(shown->ymin, MAX(-90, lat - half));
    shown->ymax = MAX(shown->ymax, MIN(90, lat + half));
    return;
  }
}

/* What the map shows, and what the insets beyond its edge do that the user asked for. */
static SalBox
find_basemap_box(const SalPage *page, const SalMap *map)
{
  const SalBox of_map = sal_map_get_lonlat_box(map);
  SalBox box = of_map;
  for (guint i = 0; i < page->options.n_own_insets; i++) {
    const SalBox asked = page->options.own_insets[i].box;
    const double lat = (asked.ymin + asked.ymax) / 2;
    if (lat >= of_map.ymin && lat <= of_map.ymax)
      take_in(&box, asked);
  }
  return box;
}

/* The borderland does not depend on the frame, and is made once. */
static gboolean
load_basemap(SalPage *page, const SalMap *map, GPtrArray *remarks, GError **error)
{
  const SalPageOptions *options = &page->options;
  const SalStyleDetail *detail = &options->style->detail;
  const double denominator = get_denominator(map); /* regions are named where their borders are drawn */
  page->basemap_box = find_basemap_box(page, map);
  const SalBasemapQuery query = { .box = page->basemap_box,
                                  .name = options->basemap,
                                  .borders = options->borders,
                                  .areas = options->clip == NULL ? sal_page_find_held(page) : NULL,
                                  .map_date = &page->map_date,
                                  .has_provinces = options->names_regions && denominator <= detail->admin_1,
                                  .has_districts = options->names_districts && denominator <= detail->admin_2,
                                  .places = options->places,
                                  .cache = options->cache };
  g_autofree char *folder = sal_basemap_find_folder(options->basemap);
  SalBorderlandQuery borderland = { page->run->changes,         options->area_model, folder,
                                    options->borders,           query.areas,         options->cache,
                                    page->run->total.has_border };
  Loading loading = { &query, &borderland, NULL, page->borderland, remarks };
  const SalWork work = { .n_threads = options->n_threads };
  const guint n_loads = page->borderland == NULL ? N_LOADS : LOAD_BORDERLAND;
  const gboolean is_loaded = sal_work_run(&work, n_loads, load_piece, &loading, error);
  g_clear_pointer(&page->basemap, sal_basemap_free);
  page->basemap = loading.basemap;
  if (page->basemap != NULL)
    sal_name_wishes_apply(page->options.name_wishes, page->basemap->places);
  const gboolean is_new = page->borderland == NULL;
  page->borderland = loading.borderland;
  if (!is_loaded)
    return FALSE;
  tell_subjects(page);
  if (is_new && page->basemap->has_other_borders) {
    g_clear_pointer(&page->borderland, sal_borderland_free);
    borderland.borders = "none";
    page->borderland = sal_borderland_load(&borderland, error);
  }
  if (page->borderland != NULL && is_new)
    name_borderland(page);
  return page->borderland != NULL;
}

/* Whether the base map that is there reaches to a map's edges. */
static gboolean
has_basemap_for(const SalPage *page, const SalMap *map)
{
  const SalBox box = sal_map_get_lonlat_box(map), has = page->basemap_box;
  return page->basemap != NULL && has.xmin <= box.xmin && has.ymin <= box.ymin && has.xmax >= box.xmax &&
         has.ymax >= box.ymax;
}

static gboolean
make_panel(SalPage *page, SalRect frame, GPtrArray *remarks, GError **error)
{
  g_autoptr(SalMap) map = sal_map_new(page->options.extent, page->options.map_crs, frame, error);
  if (map == NULL)
    return FALSE;
  sal_map_set_cache(map, page->options.cache);
  /* What is read a second time says nothing that was not said the first time. */
  if (!has_basemap_for(page, map) && !load_basemap(page, map, page->basemap == NULL ? remarks : NULL, error))
    return FALSE;
  const SalPanelOptions options = { page->options.style,        page->basemap,
                                    page->options.area_model,   page->options.aoi,
                                    page->options.is_of_region, page->options.own_layers };
  g_clear_pointer(&page->panel, sal_panel_free);
  page->panel = sal_panel_new(g_steal_pointer(&map), &options);
  return TRUE;
}

static gboolean
hides_change(const SalPage *page)
{
  const gboolean is_of_run = page->layout->is_of_run;
  if (is_of_run) {
    const SalBeyond beyond = sal_beyond_measure_run(page);
    return sal_beyond_hides(page, &beyond);
  }
  for (guint i = 0; i < page->run->changes->len; i++) {
    g_autoptr(GArray) content = page->layout->make_content(page, page->run->changes->pdata[i]);
    const SalBeyond beyond = sal_beyond_measure(page, content);
    if (sal_beyond_hides(page, &beyond))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_same_rect(SalRect a, SalRect b)
{
  return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height;
}

/* A legend that has no room in its box of a template. */
static gboolean
check_legend(const SalPage *page, GError **error)
{
  const SalBlocks *blocks = page->blocks;
  const SalPlacedBox *placed = sal_boxes_find(blocks->boxes, SAL_BOX_LEGEND);
  return blocks->lacking.width == 0 ||
         sal_page_template_blame(
             page->options.template, placed->box, error,
             "expected room for a legend of %u entries, %.1f x %.1f mm in its smallest type, "
             "got %.1f x %.1f mm (a larger box or page, a smaller least_pt or fewer entries "
             "make it fit)",
             sal_legend_get_n_entries(blocks->legend), blocks->lacking.width, blocks->lacking.height,
             placed->inner.width, placed->inner.height);
}

/* Whether the map that is there now asks for entries, or for a credit, that were not known before it. */
static gboolean
has_news(const SalPage *page)
{
  return page->has_disputed || page->hides_change || page->captions.borderland != NULL ||
         sal_panel_has_veil(page->panel) || page->basemap_entries != 0;
}

/* Fits the page again for what its map shows. A map whose frame has changed by that may show more kinds of things, for
 * which the legend is fitted once more: what it had room for stays in it until then. */
static gboolean
fit_again(SalPage *page, SalPageFindFrame find_frame, SalRect frame, GPtrArray *remarks, GError **error)
{
  for (guint round = 0; round < MOST_ROUNDS; round++) {
    const SalRect before = frame;
    if (!sal_page_lay_out(page, error) || !check_legend(page, error) || !find_frame(page, &frame, error))
      return FALSE;
    if (is_same_rect(before, frame))
      break;
    if (!make_panel(page, frame, remarks, error))
      return FALSE;
    page->basemap_entries |= sal_page_find_basemap_entries(page);
    g_autoptr(GPtrArray) entries = sal_page_list_entries(page);
    if (sal_legend_has_entries(page->blocks->legend, entries))
      break;
  }
  page->basemap_entries = sal_page_find_basemap_entries(page);
  return TRUE;
}

/* Disputed borders, what is named of the base map and change outside of the frame need legend entries, and a strip of them or the
 * credit line perhaps another line, for which the map makes room: that is known only once the map is there. */
gboolean
sal_page_fit(SalPage *page, SalPageFindFrame find_frame, GPtrArray *remarks, GError **error)
{
  SalRect frame;
  if (!sal_page_lay_out(page, error) || !find_frame(page, &frame, error) ||
      !make_panel(page, frame, remarks, error))
    return FALSE;
  page->has_disputed = sal_panel_get_ground(page->panel)->has_disputed;
  page->hides_change = hides_change(page);
  page->basemap_entries |= sal_page_find_basemap_entries(page);
  return has_news(page) ? fit_again(page, find_frame, frame, remarks, error) : check_legend(page, error);
}

#include "render/page/sights.h"

#include "data/base/error.h"
#include "data/geometry/parts.h"
#include "render/names/importance.h"
#include "render/page/areas.h"
#include "render/page/own-layers.h"
#include "render/page/unused.h"

#define CLEAR_MM 1.0         /* between furniture and labels */
#define SPOT_MM 3.0          /* around a place that must be named */
#define INSET_NEAR_SHARE 0.4 /* an inset is about what changed: most of its villages are near to it */

SalGeometry *
sal_page_project_changes(const SalPage *page, const SalMap *map)
{
  const double least_width_m = sal_areas_get_least_width_m(map);
  g_autoptr(SalGeometry) all = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; page->turnover != NULL && i < page->turnover->levels->len; i++) {
    const SalTurnoverLevel *level = &g_array_index(page->turnover->levels, SalTurnoverLevel, i);
    g_autoptr(SalGeometry) polygons = sal_parts_without_slivers(level->polygons, least_width_m);
    sal_geometry_append(all, polygons);
  }
  for (guint i = 0; page->turnover == NULL && i < page->run->changes->len; i++) {
    const SalChange *change = page->run->changes->pdata[i];
    g_autoptr(SalGeometry) gained = sal_parts_without_slivers(change->gained, least_width_m);
    g_autoptr(SalGeometry) lost = sal_parts_without_slivers(change->lost, least_width_m);
    sal_geometry_append(all, gained);
    sal_geometry_append(all, lost);
  }
  return sal_map_project(map, all);
}

const SalGeometry *
sal_page_find_held(const SalPage *page)
{
  if (page->run->changes->len == 0)
    return NULL;
  const SalChange *last = page->run->changes->pdata[page->run->changes->len - 1];
  return last->to != NULL ? sal_snapshot_get_polygons(last->to, last->class_name) : NULL;
}

SalGeometry *
sal_page_project_held(const SalPage *page, const SalMap *map)
{
  const SalGeometry *held = sal_page_find_held(page);
  return held != NULL ? sal_map_project(map, held) : NULL;
}

SalHighlights *
sal_page_find_highlights(const SalPage *page, guint n)
{
  const SalHighlightsOptions options = { sal_panel_get_map(page->panel),
                                         page->options.area_model,
                                         page->basemap->places,
                                         page->options.clip,
                                         page->borderland,
                                         n };
  return sal_highlights_new(page->run, &options);
}

GHashTable *
sal_page_get_news(const SalPage *page, const SalChange *change)
{
  return page->layout->is_of_run ? sal_highlights_get_all_news(page->highlights)
                                 : sal_highlights_get_news(page->highlights, change);
}

SalGeometry *
sal_page_collect_lines(const SalPage *page, const SalPanel *panel)
{
  SalGeometry *lines = sal_geometry_copy(sal_panel_get_ground(panel)->borders);
  if (panel == page->panel)
    sal_geometry_append(lines, page->sector_lines);
  return lines;
}

static void
add_square(SalGeometry *squares, SalPoint middle, double side_mm)
{
  static const int xs[] = { -1, 1, 1, -1 }, ys[] = { -1, -1, 1, 1 };
  for (guint i = 0; i < G_N_ELEMENTS(xs); i++)
    sal_geometry_add_point(squares, middle.x + xs[i] * side_mm / 2, middle.y + ys[i] * side_mm / 2);
  sal_geometry_end_part(squares);
  sal_geometry_end_polygon(squares);
}

SalGeometry *
sal_page_find_named_spots(const SalPage *page)
{
  const SalMap *map = sal_panel_get_map(page->panel);
  const SalLabelOptions options = { .style = page->options.style };
  g_autoptr(SalImportance) importance = sal_importance_new(map, &options);
  GHashTable *news = sal_highlights_get_all_news(page->highlights);
  SalGeometry *squares = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < page->basemap->places->len; i++) {
    const SalPlace *place = &g_array_index(page->basemap->places, SalPlace, i);
    SalPoint at;
    if ((g_hash_table_contains(news, place) || sal_importance_is_city(importance, place)) &&
        sal_map_project_point(map, place->lon, place->lat, &at.x, &at.y))
      add_square(squares, at, SPOT_MM);
  }
  return squares;
}

gboolean
sal_page_has_period_of_both(const SalPage *page, const SalWhen *when, const SalWhen *other)
{
  const GPtrArray *changes = page->run->changes;
  const SalPeriod *total = &page->run->total.period;
  if (page->layout->is_of_run && !page->layout->has_multiples)
    return sal_when_has(when, total) && sal_when_has(other, total);
  for (guint i = 0; i < changes->len; i++) {
    const SalPeriod *period = &((const SalChange *)changes->pdata[i])->period;
    if (sal_when_has(when, period) && sal_when_has(other, period))
      return TRUE;
  }
  return changes->len == 0;
}

gboolean
sal_page_has_period(const SalPage *page, const SalWhen *when)
{
  return sal_page_has_period_of_both(page, when, when);
}

void
sal_page_keep_clear(SalPage *page, SalRect rect)
{
  const SalTurnedRect taken = sal_turned_rect_grow(sal_turned_rect_new(rect), CLEAR_MM);
  g_array_append_val(page->furniture, taken);
}

/* The countries and regions that are named on a panel (GArray of SalNamedArea). Insets lie within a country that the
 * main map names: towns get their room. */
static GArray *
list_areas(const SalPage *page, const SalPanel *panel)
{
  const SalBasemap *basemap = page->basemap;
  GArray *areas = g_array_new(FALSE, FALSE, sizeof(SalNamedArea));
  const guint n_countries = basemap->countries->len;
  for (guint i = 0; i < basemap->area_places->len; i++) {
    const SalNamedArea area = { &g_array_index(basemap->area_places, SalPlace, i),
                                i < n_countries
                                    ? g_array_index(basemap->countries, SalCountry, i).area
                                    : g_array_index(basemap->provinces, SalProvince, i - n_countries).area };
    if (i < n_countries ? page->options.names_countries && panel == page->panel : page->options.names_regions)
      g_array_append_val(areas, area);
  }
  return areas;
}

static gboolean
is_named(const GArray *labels, const SalPlace *place)
{
  for (guint i = 0; i < labels->len; i++)
    if (g_array_index(labels, SalLabel, i).place == place)
      return TRUE;
  return FALSE;
}

/* What no longer applies is told, not lost. */
static void
report_wishes(const SalPage *page, GPtrArray *remarks)
{
  const GArray *wishes = page->options.name_wishes;
  const SalMap *map = sal_panel_get_map(page->panel);
  g_autoptr(GPtrArray) other_times = g_ptr_array_new(), found = g_ptr_array_new();
  for (guint i = 0; wishes != NULL && i < wishes->len; i++) {
    const SalNameWish *wish = &g_array_index(wishes, SalNameWish, i);
    double x, y;
    g_autofree char *quoted = sal_error_quote(wish->name);
    if (wish->is_found) {
      if (!wish->is_hidden && !sal_map_project_point(map, wish->at.x, wish->at.y, &x, &y))
        g_ptr_array_add(found, wish->name);
    } else if (!sal_page_has_period(page, &wish->when))
      g_ptr_array_add(other_times, wish->name);
    else if (!sal_map_project_point(map, wish->at.x, wish->at.y, &x, &y))
      g_ptr_array_add(remarks, g_strdup_printf(SAL_OPTION("label") ": '%s' is not on the map", quoted));
    else if (!wish->is_hidden && sal_name_wish_find(wish, page->basemap->places) < 0)
      g_ptr_array_add(
          remarks, g_strdup_printf(SAL_OPTION("label") ": '%s' is not among the places of the map", quoted));
  }
  sal_unused_remark(remarks, "label", SAL_UNUSED_AT_OTHER_TIMES, other_times);
  sal_unused_remark(remarks, "positions", SAL_UNUSED_OUTSIDE, found);
}

void
sal_page_report_forced(const SalPage *page, const GArray *labels, GPtrArray *remarks)
{
  const SalMap *map = sal_panel_get_map(page->panel);
  report_wishes(page, remarks);
  for (guint i = 0; i < page->basemap->places->len; i++) {
    const SalPlace *place = &g_array_index(page->basemap->places, SalPlace, i);
    double x, y;
    if (!place->is_forced || is_named(labels, place))
      continue;
    g_autofree char *quoted = sal_error_quote(place->name);
    const gboolean is_shown = sal_map_project_point(map, place->lon, place->lat, &x, &y);
    g_ptr_array_add(remarks, g_strdup_printf("places: '%s' is forced, but %s", quoted,
                                             is_shown ? "there is no room for its name" : "not on the map"));
  }
}

/* Whether two tables, either of which may be NULL, hold the same. */
static gboolean
are_same(GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer place, wish;
  if (a == NULL || b == NULL || g_hash_table_size(a) != g_hash_table_size(b))
    return a == b;
  g_hash_table_iter_init(&iter, a);
  while (g_hash_table_iter_next(&iter, &place, &wish))
    if (g_hash_table_lookup(b, place) != wish)
      return FALSE;
  return TRUE;
}

void
sal_page_find_label_sets(SalPage *page)
{
  const GPtrArray *changes = page->run->changes;
  const gboolean is_one = page->layout->is_of_run && !page->layout->has_multiples;
  for (guint i = 0; i < (is_one ? 1 : changes->len); i++) {
    const SalChange *change = is_one ? &page->run->total : changes->pdata[i];
    GHashTable *wishes =
        sal_name_wishes_find_dated(page->options.name_wishes, page->basemap->places, &change->period);
    guint set = 0;
    while (set < page->label_sets->len && !are_same(page->label_sets->pdata[set], wishes))
      set++;
    if (set == page->label_sets->len)
      g_ptr_array_add(page->label_sets, g_steal_pointer(&wishes));
    g_clear_pointer(&wishes, g_hash_table_unref);
    g_array_append_val(page->set_of_change, set);
  }
}

guint
sal_page_find_label_set(const SalPage *page, const SalChange *change)
{
  guint index;
  const gboolean is_found = g_ptr_array_find(page->run->changes, change, &index);
  return is_found && index < page->set_of_change->len ? g_array_index(page->set_of_change, guint, index) : 0;
}

/* The wishes for an inset: what was found is about the map itself. NULL: there are none. */
static GHashTable *
leave_out_found(GHashTable *wishes)
{
  GHashTableIter iter;
  gpointer place, wish;
  if (wishes == NULL)
    return NULL;
  GHashTable *said = g_hash_table_new(NULL, NULL);
  g_hash_table_iter_init(&iter, wishes);
  while (g_hash_table_iter_next(&iter, &place, &wish))
    if (!((const SalNameWish *)wish)->is_found && ((const SalNameWish *)wish)->spot == 0)
      g_hash_table_insert(said, place, wish);
  return said;
}

/* Those of a set; NULL: there are none. */
static GHashTable *
get_wishes(const SalPage *page, guint set)
{
  return set < page->label_sets->len ? page->label_sets->pdata[set] : NULL;
}

/* How many villages fill the room between other places: of a base map of the user's, at scales that the style says. */
static guint
count_villages(const SalPage *page, const SalPanel *panel)
{
  const SalMap *map = sal_panel_get_map(panel);
  const SalRect frame = sal_map_get_frame(map);
  const double denominator =
      1000 * sal_map_get_m_per_mm(map, frame.x + frame.width / 2, frame.y + frame.height / 2);
  return page->basemap->theatre != NULL && denominator <= page->options.style->detail.villages
             ? sal_labels_get_number_of_villages(frame)
             : 0;
}

static GArray *
place_labels(const SalPage *page, const SalPanel *panel, const SalPanelSights *sights, guint max_labels,
             GHashTable *wishes)
{
  const SalGround *ground = sal_panel_get_ground(panel);
  g_autoptr(SalGeometry) lines = sal_page_collect_lines(page, panel);
  g_autoptr(GArray) areas = list_areas(page, panel);
  g_autoptr(GHashTable) said = panel != page->panel ? leave_out_found(wishes) : NULL;
  g_autoptr(SalGeometry) own_lines = sal_page_find_own_lines(page, panel);
  g_autoptr(SalTaken) own_symbols = sal_page_take_own_symbols(page, panel, NULL);
  const SalLabelOptions options = { .style = page->options.style,
                                    .areas = areas,
                                    .regions = panel == page->panel ? page->basemap->regions : NULL,
                                    .max_villages = count_villages(page, panel),
                                    .has_no_waters = !page->options.names_waters,
                                    .obstacles = sights->obstacles,
                                    .max_labels = max_labels,
                                    .wishes = panel == page->panel ? wishes : said,
                                    .nearness = SAL_LABELS_NEARNESS,
                                    .near_share = panel == page->panel ? 0 : INSET_NEAR_SHARE,
                                    .news = page->highlights != NULL
                                                ? sal_highlights_get_all_news(page->highlights)
                                                : NULL,
                                    .marked = page->marked,
                                    .changed = sights->changed,
                                    .held = sights->held,
                                    .land = ground->has_land ? ground->land : NULL,
                                    .coast = ground->coast,
                                    .borders = lines,
                                    .own_lines = own_lines,
                                    .own_symbols = own_symbols,
                                    .rivers = ground->rivers };
  return sal_labels_place(sal_panel_get_map(panel), page->basemap->places, &options);
}

/* Whether a wish forces a name on some set of maps on which it is not. */
static gboolean
is_unmet(const SalPage *page, const SalNameWish *wish)
{
  const int index = sal_name_wish_find(wish, page->basemap->places);
  SalPoint at;
  if (index < 0 || (!wish->is_forced && wish->side == SAL_DIRECTION_NEAR) ||
      !sal_map_project_point(sal_panel_get_map(page->panel), wish->at.x, wish->at.y, &at.x, &at.y))
    return FALSE;
  const SalPlace *place = &g_array_index(page->basemap->places, SalPlace, (guint)index);
  for (guint set = 0; set < page->label_sets->len; set++) {
    GHashTable *wishes = page->label_sets->pdata[set];
    if (wishes != NULL && g_hash_table_lookup(wishes, place) == wish &&
        !is_named(sal_panel_get_labels(page->panel, set), place))
      return TRUE;
  }
  return FALSE;
}

void
sal_page_report_forced_at_times(const SalPage *page, GPtrArray *remarks)
{
  const GArray *wishes = page->options.name_wishes;
  g_autoptr(GPtrArray) names = g_ptr_array_new();
  for (guint i = 0; wishes != NULL && i < wishes->len; i++)
    if (is_unmet(page, &g_array_index(wishes, SalNameWish, i)))
      g_ptr_array_add(names, g_array_index(wishes, SalNameWish, i).name);
  sal_unused_remark(remarks, "label", SAL_UNUSED_WITHOUT_ROOM, names);
}

GArray *
sal_page_place_labels(const SalPage *page, const SalPanel *panel, const SalPanelSights *sights,
                      guint max_labels)
{
  return place_labels(page, panel, sights, max_labels, get_wishes(page, 0));
}

void
sal_page_place_other_labels(const SalPage *page, SalPanel *panel, const SalPanelSights *sights,
                            guint max_labels)
{
  for (guint set = 1; set < page->label_sets->len; set++)
    sal_panel_add_labels(panel, place_labels(page, panel, sights, max_labels, get_wishes(page, set)));
}

GArray *
sal_page_place_labels_again(const SalPage *page, GHashTable *wishes, const GArray *obstacles)
{
  const SalMap *map = sal_panel_get_map(page->panel);
  g_autoptr(SalGeometry) held = sal_page_project_held(page, map);
  const SalPanelSights sights = { page->changed, held, obstacles };
  return place_labels(page, page->panel, &sights, sal_labels_get_suitable_number(sal_map_get_frame(map)),
                      wishes);
}

#include "render/page/turned-places.h"

#include "data/change/ledger.h"
#include "data/places/placenames.h"
#include "render/names/labels.h"
#include "render/names/place-marks.h"

#define NEWS_SHARE 3 /* at most one of so many names of a map is due to a mark */

static int
find_class(const SalHoldings *holdings, const char *name)
{
  const char *const *classes = sal_holdings_get_classes(holdings);
  for (int c = 0; classes[c] != NULL; c++)
    if (g_str_equal(classes[c], name))
      return c;
  return -1;
}

/* The same place among those of the base map, where the user may have it printed under another name. */
static const SalPlace *
find_named(const SalPage *page, const SalPlace *place)
{
  const guint64 hash = sal_place_name_hash(place->name);
  for (guint i = 0; page->basemap != NULL && i < page->basemap->places->len; i++) {
    const SalPlace *other = &g_array_index(page->basemap->places, SalPlace, i);
    if (other->lon == place->lon && other->lat == place->lat && sal_place_has_name(other, hash))
      return other;
  }
  return NULL;
}

static void
add_places(const SalPage *page, GArray *places, const GArray *numbers, gboolean is_lost)
{
  const GArray *all = sal_holdings_get_places(page->options.holdings);
  const SalGeometry *region = page->options.is_of_region ? page->options.aoi : NULL;
  for (guint i = 0; i < numbers->len; i++) {
    const SalPlace *place = &g_array_index(all, SalPlace, g_array_index(numbers, guint, i));
    const SalTurnedPlace turned = { place, find_named(page, place), is_lost };
    if (region == NULL || sal_geometry_contains(region, place->lon, place->lat))
      g_array_append_val(places, turned);
  }
}

/* Adds how to the balances of the places that a class did not hold on a day and holds on a later one. */
static void
add_gained(const SalHoldings *holdings, GArray *balances, int class_index, SalDay from, SalDay to, int how)
{
  g_autoptr(GArray) gained = sal_holdings_list_gained(holdings, (guint)class_index, from, to);
  for (guint i = 0; i < gained->len; i++)
    g_array_index(balances, int, g_array_index(gained, guint, i)) += how;
}

/* For each place (int): positive if it was gained, negative if it was lost; steps that are accepted resets count for nothing. */
static GArray *
make_balances(const SalPage *page, const SalChange *change, int class_index)
{
  const SalHoldings *holdings = page->options.holdings;
  const GArray *steps = page->options.steps;
  GArray *balances = g_array_new(FALSE, TRUE, sizeof(int));
  g_array_set_size(balances, sal_holdings_get_places(holdings)->len);
  SalDay begin = change->from_snapshot;
  for (guint i = 0; i <= (steps != NULL ? steps->len : 0); i++) {
    const SalStep *step = steps != NULL && i < steps->len ? &g_array_index(steps, SalStep, i) : NULL;
    if (step != NULL && (step->verdict != SAL_VERDICT_RESET || step->from < change->from_snapshot ||
                         step->to > change->to_snapshot))
      continue;
    const SalDay end = step != NULL ? step->from : change->to_snapshot;
    add_gained(holdings, balances, class_index, begin, end, 1);
    add_gained(holdings, balances, class_index, end, begin, -1);
    begin = step != NULL ? step->to : end;
  }
  return balances;
}

/* The numbers (guint) of places whose balance has a sign. */
static GArray *
list_with(const GArray *balances, int sign)
{
  GArray *numbers = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < balances->len; i++)
    if (g_array_index(balances, int, i) * sign > 0)
      g_array_append_val(numbers, i);
  return numbers;
}

static gint
compare_places(gconstpointer a, gconstpointer b)
{
  const SalPlace *first = ((const SalTurnedPlace *)a)->place, *second = ((const SalTurnedPlace *)b)->place;
  if (first->population != second->population)
    return first->population > second->population ? -1 : 1;
  return (first > second) - (first < second);
}

GArray *
sal_turned_places_list(const SalPage *page, const SalChange *change)
{
  const SalHoldings *holdings = page->options.holdings;
  GArray *places = g_array_new(FALSE, FALSE, sizeof(SalTurnedPlace));
  const int c = holdings != NULL && page->layout->has_place_marks && !change->accepted
                    ? find_class(holdings, change->class_name)
                    : -1;
  if (c < 0)
    return places;
  g_autoptr(GArray) balances = make_balances(page, change, c);
  g_autoptr(GArray) gained = list_with(balances, 1), lost = list_with(balances, -1);
  add_places(page, places, gained, FALSE);
  add_places(page, places, lost, TRUE);
  g_array_sort(places, compare_places);
  return places;
}

void
sal_turned_places_prepare(SalPage *page)
{
  const SalRect frame = sal_map_get_frame(sal_panel_get_map(page->panel));
  const guint max_news = MAX(sal_labels_get_suitable_number(frame) / NEWS_SHARE, 1);
  page->marked = g_hash_table_new(NULL, NULL);
  for (guint i = 0; i < page->run->changes->len; i++) {
    const SalChange *change = page->run->changes->pdata[i];
    g_autoptr(GArray) places = sal_turned_places_list(page, change);
    for (guint j = 0; j < places->len; j++) {
      const SalPlace *named = g_array_index(places, SalTurnedPlace, j).named;
      if (named == NULL)
        continue;
      g_hash_table_add(page->marked, (gpointer)named);
      if (j < max_news)
        sal_highlights_add_news(page->highlights, change, named);
    }
  }
}

SalLayer *
sal_turned_places_make_layer(const SalPage *page, const SalMap *map, const GArray *places)
{
  SalLayer *layer = sal_layer_new("changed-places", "Settlements that changed hands");
  sal_layer_set_clip(layer, sal_map_get_frame(map));
  for (guint i = places->len; i-- > 0;) {
    const SalTurnedPlace *turned = &g_array_index(places, SalTurnedPlace, i);
    g_autofree char *id = sal_id_new(turned->is_lost ? "place-lost" : "place-gained", turned->place->name);
    g_autofree char *number = g_strdup_printf("%s-%u", id, i + 1);
    SalPoint at;
    if (sal_map_project_point(map, turned->place->lon, turned->place->lat, &at.x, &at.y))
      sal_place_marks_draw(layer, page->options.style, at, SAL_PLACE_MARK_MM, turned->is_lost,
                           &(SalItemInfo){ .id = number, .title = turned->place->name });
  }
  return layer;
}

GHashTable *
sal_turned_places_list_named(const GArray *places)
{
  GHashTable *named = g_hash_table_new(NULL, NULL);
  for (guint i = 0; i < places->len; i++) {
    const SalPlace *place = g_array_index(places, SalTurnedPlace, i).named;
    if (place != NULL)
      g_hash_table_add(named, (gpointer)place);
  }
  return named;
}

/* "+12, -3" */
static char *
format_counts(const SalWords *words, guint n_gained, guint n_lost)
{
  g_autofree char *gained = sal_figures_format_number(words, n_gained, 0, TRUE);
  g_autofree char *lost = sal_figures_format_number(words, -(double)n_lost, 0, TRUE);
  if (n_lost == 0)
    return g_steal_pointer(&gained);
  if (n_gained == 0)
    return g_steal_pointer(&lost);
  return g_strdup_printf("%s, %s", gained, lost);
}

void
sal_turned_places_add_entry(const SalPage *page, const SalChange *change, GArray *entries)
{
  const SalWords *words = page->options.words;
  g_autoptr(GArray) places = sal_turned_places_list(page, change);
  guint n_lost = 0;
  for (guint i = 0; i < places->len; i++)
    n_lost += g_array_index(places, SalTurnedPlace, i).is_lost ? 1 : 0;
  if (places->len == 0)
    return;
  sal_legend_entries_add(entries,
                         (SalLegendEntry){ .id = g_intern_static_string("changed-places"),
                                           .label = g_strdup(sal_words_get(words, SAL_WORD_CHANGED_PLACES)),
                                           .number = format_counts(words, places->len - n_lost, n_lost),
                                           .has_gained_mark = places->len > n_lost,
                                           .has_lost_mark = n_lost > 0 });
}

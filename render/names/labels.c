#include "render/names/labels.h"

#include "render/names/area-names.h"
#include "render/names/body-names.h"
#include "render/names/importance.h"
#include "render/names/name-wishes.h"
#include "render/names/region-names.h"
#include "render/names/sites.h"

#include <math.h>

#define DOTLESS_PART 4      /* names of rivers, waters and areas to a settlement's: at most one to so many */
#define MAX_STEPS 2000      /* of the search */
#define RIVER_APART_MM 80.0 /* between two names of one river */
#define FAR_LARGER 10       /* times the population */
#define NEWS_WORTH 2.0      /* added: a place in the news that has no room is still a reserve */
#define DOT_COST 20.0       /* of covering the dot of such a place */
#define VILLAGE_IMPORTANCE 0.9 /* that of less than a hamlet */
#define VILLAGE_MM2 350.0      /* of the frame to one; a name in its type takes some 50 */
#define CITY_WORTH 200.0       /* outweighs all that a name may hide, and all other names */

/* What is being placed. */
typedef struct {
  const SalMap *map;
  const SalLabelOptions *options;
  const SalImportance *importance;
  const SalCover *cover; /* that all sites have in common */
  SalSites *sites;
  GArray *items; /* SalLabel, without text positions */
  GArray *dots;  /* SalTurnedRect: of the places in the news that are no cities */
  gboolean is_of_villages;
} Search;

/* Whether a label would name a river near another label of the same river. */
static gboolean
is_repeated(const Search *search, const SalLabel *label)
{
  for (guint i = 0; label->place->kind == SAL_PLACE_RIVER && i < search->items->len; i++) {
    const SalLabel *other = &g_array_index(search->items, SalLabel, i);
    if (other->place->kind == SAL_PLACE_RIVER && g_str_equal(other->place->name, label->place->name) &&
        hypot(other->dot_x - label->dot_x, other->dot_y - label->dot_y) < RIVER_APART_MM)
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_news(const Search *search, const SalPlace *place)
{
  return search->options->news != NULL && g_hash_table_contains(search->options->news, place);
}

/* It has the smallest type, and whatever matters may cover it. */
static void
make_village(SalLabel *label)
{
  label->is_village = TRUE;
  label->rank = SAL_STYLE_PLACE_RANKS - 1;
  label->must_stay = FALSE;
  label->importance = VILLAGE_IMPORTANCE + label->place->population * 1e-9; /* larger ones come first */
}

/* FALSE: the place has no label. Otherwise fills in what is known of the label before it has a site. */
static gboolean
begin_label(const Search *search, const SalPlace *place, SalLabel *label)
{
  const SalNameWish *wish =
      search->options->wishes != NULL ? g_hash_table_lookup(search->options->wishes, place) : NULL;
  *label = (SalLabel){ .place = place,
                       .text = wish != NULL && wish->text != NULL ? wish->text : place->name,
                       .side = wish != NULL ? wish->side : (SalDirection)place->name_side,
                       .spot = wish != NULL ? wish->spot : 0,
                       .has_offset = wish != NULL && wish->has_offset,
                       .is_forced = place->is_forced,
                       .has_dot = place->kind == SAL_PLACE_SETTLEMENT };
  if (wish != NULL)
    label->offset_mm = wish->offset_mm;
  if (wish != NULL && wish->is_hidden)
    return FALSE;
  if (wish != NULL && !wish->is_found)
    label->is_forced |= wish->is_forced || wish->side != SAL_DIRECTION_NEAR;
  if (!sal_map_project_point(search->map, place->lon, place->lat, &label->dot_x, &label->dot_y))
    return FALSE;
  label->importance =
      sal_importance_measure(search->importance, place, (SalPoint){ label->dot_x, label->dot_y });
  if (is_news(search, place))
    label->importance = MAX(label->importance, 1);
  label->must_stay = sal_importance_is_city(search->importance, place);
  label->rank = sal_importance_get_rank(search->importance, place);
  if (search->is_of_villages)
    make_village(label);
  label->dot_box = (SalTurnedRect){ .x = label->dot_x, .y = label->dot_y };
  if (!label->has_dot)
    return label->importance > 0;
  const double size = sal_label_get_dot_mm(search->options, label) + 2 * SAL_LABEL_PADDING_MM;
  label->dot_box.width = label->dot_box.height = size;
  return label->importance > 0 && sal_sites_are_free(search->sites, label->dot_box);
}

/* A city does not cover the dot of a place in the news if it has another way. */
static void
list_candidates(guint item, GArray *candidates, gpointer data)
{
  const Search *search = data;
  const SalLabel *label = &g_array_index(search->items, SalLabel, item);
  sal_sites_list(search->sites, label, candidates);
  for (guint i = 0; i < candidates->len && label->must_stay; i++) {
    SalCandidate *candidate = &g_array_index(candidates, SalCandidate, i);
    for (guint j = 0; j < search->dots->len; j++)
      if (sal_turned_rect_overlaps(candidate->shapes[0], g_array_index(search->dots, SalTurnedRect, j)))
        candidate->cost += DOT_COST;
  }
}

static gint
compare_labels(gconstpointer a, gconstpointer b)
{
  const SalLabel *first = a, *second = b;
  if (first->importance != second->importance)
    return first->importance > second->importance ? -1 : 1;
  if (first->place == second->place)
    return first->is_reserve - second->is_reserve;
  return (first->place > second->place) - (first->place < second->place);
}

/* The worth of a label in the search: an important name outweighs two that are half as important. */
static double
get_worth(const Search *search, const SalLabel *label)
{
  const double obligation = label->must_stay ? CITY_WORTH : is_news(search, label->place) ? NEWS_WORTH : 0;
  return obligation + label->importance + label->importance * label->importance / 6;
}

/* Appends the labels for which the search finds room, and takes their sites. */
static void
find_room(Search *search, guint max_labels, GArray *labels)
{
  const guint n = search->items->len;
  g_autofree double *worths = g_new(double, n);
  g_autofree SalTurnedRect *anchors = g_new(SalTurnedRect, n);
  for (guint i = 0; i < n; i++) {
    const SalLabel *item = &g_array_index(search->items, SalLabel, i);
    worths[i] = get_worth(search, item);
    anchors[i] = item->dot_box;
  }
  const SalPlacement task = { .worths = worths,
                              .n_items = n,
                              .max_placed = max_labels,
                              .anchors = anchors,
                              .max_steps = MAX_STEPS,
                              .list = list_candidates,
                              .data = search };
  g_autofree SalCandidate *choice = g_new(SalCandidate, n);
  g_autoptr(SalTaken) taken = sal_taken_new(sal_map_get_frame(search->map));
  sal_placement_search(&task, taken, choice);
  for (guint i = 0; i < n; i++) {
    for (guint j = 0; j < choice[i].n_shapes; j++)
      sal_sites_take(search->sites, choice[i].shapes[j]);
    if (choice[i].n_shapes > 0)
      g_array_append_vals(labels, sal_sites_get(search->sites, choice[i].tag), 1);
  }
}

/* Leaves out towns with the name of a far larger one on the map: a reader would take one for the other. */
static void
drop_namesakes(const Search *search)
{
  GArray *items = search->items;
  g_autoptr(GHashTable) largest = g_hash_table_new(g_str_hash, g_str_equal); /* name -> SalPlace */
  for (guint i = 0; i < items->len; i++) {
    const SalPlace *place = g_array_index(items, SalLabel, i).place;
    const SalPlace *known = g_hash_table_lookup(largest, place->name);
    if (known == NULL || known->population < place->population)
      g_hash_table_replace(largest, place->name, (gpointer)place);
  }
  guint n = 0;
  for (guint i = 0; i < items->len; i++) {
    const SalLabel item = g_array_index(items, SalLabel, i);
    const SalPlace *namesake = g_hash_table_lookup(largest, item.place->name);
    if (item.place->population * FAR_LARGER > namesake->population || item.place == namesake ||
        is_news(search, item.place))
      g_array_index(items, SalLabel, n++) = item;
  }
  g_array_set_size(items, n);
}

/* Makes items of settlements, or of all that has no dot. */
static void
list_items(Search *search, const GArray *places, gboolean is_settlement)
{
  g_array_set_size(search->items, 0);
  for (guint i = 0; i < places->len; i++) {
    const SalPlace *place = &g_array_index(places, SalPlace, i);
    SalLabel label;
    if ((place->kind == SAL_PLACE_SETTLEMENT) == is_settlement && begin_label(search, place, &label) &&
        !is_repeated(search, &label))
      g_array_append_val(search->items, label);
  }
  if (is_settlement)
    drop_namesakes(search);
}

static gboolean
is_city(const SalLabel *item)
{
  return item->must_stay;
}

static gboolean
is_pinned(const SalLabel *item)
{
  return item->spot != 0;
}

/* Takes those items out that are something, or those that are not. GArray of SalLabel, owned by the caller. */
static GArray *
split_items(Search *search, gboolean (*is_something)(const SalLabel *item), gboolean takes)
{
  GArray *taken = g_array_new(FALSE, FALSE, sizeof(SalLabel));
  guint n = 0;
  for (guint i = 0; i < search->items->len; i++) {
    const SalLabel item = g_array_index(search->items, SalLabel, i);
    if (is_something(&item) == takes)
      g_array_append_val(taken, item);
    else
      g_array_index(search->items, SalLabel, n++) = item;
  }
  g_array_set_size(search->items, n);
  return taken;
}

/* The items are those whose dots are not taken by now. */
static void
set_items(Search *search, const GArray *items)
{
  g_array_set_size(search->items, 0);
  for (guint i = 0; i < items->len; i++) {
    const SalLabel *item = &g_array_index(items, SalLabel, i);
    if (sal_sites_are_free(search->sites, item->dot_box))
      g_array_append_vals(search->items, item, 1);
  }
}

/* Places the names first that stand exactly somewhere, whatever comes of the others. */
static void
place_pinned(Search *search, GArray *labels)
{
  g_autoptr(GArray) others = split_items(search, is_pinned, FALSE);
  if (search->items->len > 0)
    find_room(search, search->items->len, labels);
  set_items(search, others);
}

/* Appends the labels of settlements: first the cities, which find their places as if there were nothing else, so
 * that no village keeps two of them apart; then the others around them. */
static void
place_settlements(Search *search, const GArray *places, GArray *labels)
{
  const guint max_labels = search->options->max_labels;
  list_items(search, places, TRUE);
  place_pinned(search, labels);
  g_autoptr(GArray) others = split_items(search, is_city, FALSE);
  for (guint i = 0; i < others->len; i++) {
    const SalLabel *item = &g_array_index(others, SalLabel, i);
    if (is_news(search, item->place))
      g_array_append_val(search->dots, item->dot_box);
  }
  find_room(search, max_labels - MIN(labels->len, max_labels), labels);
  set_items(search, others);
  find_room(search, max_labels - MIN(labels->len, max_labels), labels);
}

static void
place_dotless(Search *search, const GArray *places, GArray *labels)
{
  list_items(search, places, FALSE);
  find_room(search, search->options->max_labels / DOTLESS_PART, labels);
}

static gboolean
has_label(const GArray *labels, const SalPlace *place)
{
  for (guint i = 0; i < labels->len; i++)
    if (g_array_index(labels, SalLabel, i).place == place)
      return TRUE;
  return FALSE;
}

/* Fills the room that all others left with the settlements that have no name by now. */
static void
place_villages(Search *search, const GArray *places, GArray *labels)
{
  if (search->options->max_villages == 0)
    return;
  search->is_of_villages = TRUE;
  list_items(search, places, TRUE);
  search->is_of_villages = FALSE;
  guint n = 0;
  for (guint i = 0; i < search->items->len; i++) {
    const SalLabel item = g_array_index(search->items, SalLabel, i);
    if (!has_label(labels, item.place))
      g_array_index(search->items, SalLabel, n++) = item;
  }
  g_array_set_size(search->items, n);
  find_room(search, search->options->max_villages, labels);
}

static gboolean
overlap(const SalLabel *a, const SalLabel *b)
{
  return sal_turned_rect_overlaps(a->box, b->box) ||
         (a->has_dot && sal_turned_rect_overlaps(a->dot_box, b->box)) ||
         (b->has_dot && sal_turned_rect_overlaps(a->box, b->dot_box)) ||
         (a->has_dot && b->has_dot && sal_turned_rect_overlaps(a->dot_box, b->dot_box));
}

/* The importance of the labels that a reserve would displace. */
static double
measure_displaced(const GArray *labels, const SalLabel *reserve)
{
  double sum = 0;
  for (guint i = 0; i < labels->len; i++) {
    const SalLabel *label = &g_array_index(labels, SalLabel, i);
    if (overlap(label, reserve))
      sum += label->importance;
  }
  return sum;
}

/* Finds the best spot for a place's name among those that sites leave free, whatever other names it overlaps. */
static gboolean
find_reserve(Search *search, const SalPlace *place, const GArray *labels, SalLabel *reserve)
{
  if (!begin_label(search, place, reserve))
    return FALSE;
  reserve->is_reserve = TRUE;
  g_autoptr(GArray) candidates = g_array_new(FALSE, FALSE, sizeof(SalCandidate));
  sal_sites_list(search->sites, reserve, candidates);
  double least = G_MAXDOUBLE;
  for (guint i = 0; i < candidates->len; i++) {
    const SalCandidate *candidate = &g_array_index(candidates, SalCandidate, i);
    const SalLabel *label = sal_sites_get(search->sites, candidate->tag);
    const double cost = candidate->cost + measure_displaced(labels, label);
    if (cost < least)
      least = cost, *reserve = *label;
  }
  return candidates->len > 0;
}

static void
take_label(SalSites *sites, const SalLabel *label)
{
  sal_sites_take(sites, label->box);
  sal_sites_take(sites, label->dot_box);
}

/* Sites that only furniture and those labels block that stay on every page of the news: first all of them, then the
 * cities, then their dots, then none. */
static SalSites *
make_sites(const Search *search, const GArray *labels, guint attempt)
{
  SalSites *sites = sal_sites_new(sal_map_get_frame(search->map), search->options, search->cover);
  for (guint i = 0; i < labels->len && attempt < 3; i++) {
    const SalLabel *label = &g_array_index(labels, SalLabel, i);
    if (attempt == 2 && label->must_stay)
      sal_sites_take(sites, label->dot_box);
    else if (attempt < 2 && (label->must_stay || (attempt == 0 && is_news(search, label->place))))
      take_label(sites, label);
  }
  return sites;
}

/* Finds another spot for a city whose name a reserve overlaps: clear of all reserves and other cities, else of all
 * reserves and the more important cities, else of that reserve and other cities. */
static gboolean
find_city_reserve(Search *search, const GArray *labels, const SalLabel *city, const SalLabel *news,
                  SalLabel *reserve)
{
  for (guint attempt = 0; attempt < 3; attempt++) {
    g_autoptr(SalSites) sites = sal_sites_new(sal_map_get_frame(search->map), search->options, search->cover);
    for (guint i = 0; i < labels->len; i++) {
      const SalLabel *other = &g_array_index(labels, SalLabel, i);
      const gboolean is_in_the_way =
          other->is_reserve ? attempt < 2
                            : other->must_stay && (attempt != 1 || other->importance > city->importance);
      if (other->place != city->place && is_in_the_way)
        take_label(sites, other);
    }
    take_label(sites, news);
    search->sites = sites;
    if (find_reserve(search, city->place, labels, reserve))
      return TRUE;
  }
  return FALSE;
}

/* Appends another spot for each city whose name a reserve overlaps, so that both have room on its pages. */
static void
add_city_reserves(Search *search, GArray *labels, guint n_labels)
{
  const guint n = labels->len;
  for (guint i = n_labels; i < n; i++)
    for (guint j = 0; j < n_labels; j++) {
      const SalLabel news = g_array_index(labels, SalLabel, i), city = g_array_index(labels, SalLabel, j);
      SalLabel reserve;
      if (city.must_stay && overlap(&news, &city) &&
          find_city_reserve(search, labels, &city, &news, &reserve))
        g_array_append_val(labels, reserve);
    }
}

/* Appends reserves for the places in the news that have no label. */
static void
add_reserves(Search *search, const GArray *places, GArray *labels)
{
  const guint n_labels = labels->len;
  for (guint attempt = 0; attempt < 4 && search->options->news != NULL; attempt++) {
    g_autoptr(SalSites) sites = make_sites(search, labels, attempt);
    search->sites = sites;
    for (guint i = 0; i < places->len; i++) {
      const SalPlace *place = &g_array_index(places, SalPlace, i);
      SalLabel reserve;
      if (!is_news(search, place) || has_label(labels, place) ||
          !find_reserve(search, place, labels, &reserve))
        continue;
      g_array_append_val(labels, reserve);
    }
  }
  const guint n_news = labels->len;
  for (guint i = n_labels; i < n_news; i++)
    g_array_index(labels, SalLabel, i).must_stay = FALSE;
  add_city_reserves(search, labels, n_labels);
}

GArray *
sal_labels_place(const SalMap *map, const GArray *places, const SalLabelOptions *options)
{
  g_autoptr(SalImportance) importance = sal_importance_new(map, options);
  g_autoptr(SalCover) cover = sal_sites_make_cover(sal_map_get_frame(map), options);
  g_autoptr(SalSites) sites = sal_sites_new(sal_map_get_frame(map), options, cover);
  g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(SalLabel));
  g_autoptr(GArray) dots = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
  Search search = { map, options, importance, cover, sites, items, dots, FALSE };
  GArray *labels = g_array_new(FALSE, FALSE, sizeof(SalLabel));
  place_settlements(&search, places, labels);
  place_dotless(&search, places, labels);
  if (options->areas != NULL)
    sal_area_names_place(map, options, sites, labels);
  if (options->regions != NULL)
    sal_region_names_place(map, options, sites, labels);
  sal_body_names_place(map, places, options, sites, labels);
  place_villages(&search, places, labels);
  g_array_sort(labels, compare_labels);
  add_reserves(&search, places, labels);
  g_array_sort(labels, compare_labels);
  return labels;
}

/* Appends a label unless it overlaps one that is there already. */
static void
add_if_clear(GArray *chosen, const SalLabel *label)
{
  for (guint i = 0; i < chosen->len; i++)
    if (overlap(&g_array_index(chosen, SalLabel, i), label))
      return;
  g_array_append_vals(chosen, label, 1);
}

/* What is forced comes first, then the news, cities and the rest. Only reserves overlap others. */
GArray *
sal_labels_choose(const GArray *labels, GHashTable *news)
{
  GArray *chosen = g_array_new(FALSE, FALSE, sizeof(SalLabel));
  for (int turn = 0; turn < 4; turn++) {
    for (guint i = 0; i < labels->len; i++) {
      SalLabel label = g_array_index(labels, SalLabel, i);
      const gboolean is_news = news != NULL && g_hash_table_contains(news, label.place);
      const int rank = label.is_forced ? 0 : is_news ? 1 : label.must_stay ? 2 : 3;
      if (turn != rank ||
          (label.is_reserve && !is_news && (!label.must_stay || has_label(chosen, label.place))))
        continue;
      label.must_stay |= is_news;
      add_if_clear(chosen, &label);
    }
  }
  return chosen;
}

void
sal_labels_add_obstacles(const GArray *labels, GArray *obstacles)
{
  for (guint i = 0; labels != NULL && i < labels->len; i++) {
    const SalLabel *label = &g_array_index(labels, SalLabel, i);
    if (!label->must_stay)
      continue;
    g_array_append_val(obstacles, label->box);
    if (label->has_dot)
      g_array_append_val(obstacles, label->dot_box);
  }
}

GArray *
sal_labels_filter(const GArray *labels, const GArray *obstacles)
{
  GArray *clear = g_array_new(FALSE, FALSE, sizeof(SalLabel));
  for (guint i = 0; i < labels->len; i++) {
    const SalLabel *label = &g_array_index(labels, SalLabel, i);
    gboolean is_clear = TRUE;
    for (guint j = 0; obstacles != NULL && j < obstacles->len && is_clear && !label->must_stay; j++) {
      const SalTurnedRect obstacle = g_array_index(obstacles, SalTurnedRect, j);
      is_clear = !sal_turned_rect_overlaps(label->box, obstacle) &&
                 !(label->has_dot && sal_turned_rect_overlaps(label->dot_box, obstacle));
    }
    if (is_clear)
      g_array_append_val(clear, *label);
  }
  return clear;
}

guint
sal_labels_get_suitable_number(SalRect frame)
{
  return 4 + (guint)(frame.width * frame.height / 1000);
}

guint
sal_labels_get_number_of_villages(SalRect frame)
{
  return (guint)(frame.width * frame.height / VILLAGE_MM2);
}

/* A group, whose id is the same in every language if the place has an English name. */
static void
add_label(SalLayer *layer, const SalStyle *style, const SalLabel *label)
{
  const char *english = sal_place_get_name(label->place, "en");
  g_autofree char *id = sal_id_new("label", english != NULL ? english : label->place->name);
  sal_layer_begin_group(layer, &(SalDrawingGroup){ id, "label", label->text });
  sal_layer_add_text(layer, label->text, label->x, label->y, label->anchor, label->angle_deg,
                     sal_label_get_text_style(label, style));
  if (label->has_dot)
    sal_layer_add_dot(layer, label->dot_x, label->dot_y, sal_label_get_plain_dot_mm(style, label),
                      &style->place_dot);
  sal_layer_end_group(layer);
}

SalLayer *
sal_labels_make_layer(const SalStyle *style, SalRect frame, const GArray *labels)
{
  SalLayer *layer = sal_layer_new("places", "Places");
  sal_layer_set_clip(layer, frame);
  for (guint i = 0; i < labels->len; i++)
    add_label(layer, style, &g_array_index(labels, SalLabel, i));
  return layer;
}

#include "render/names/callouts.h"

#include "render/drawing/text.h"
#include "render/map/clusters.h"
#include "render/names/markers.h"
#include "render/names/placement.h"
#include "render/words/figures.h"

#include <math.h>

#define EDGE_MM 1.5      /* kept free inside the frame */
#define PADDING_X_MM 1.4 /* around the text */
#define PADDING_Y_MM 1.1
#define SWATCH_MM 0.9 /* the band in the colour of the change */
#define CLEAR_MM 0.6  /* around a box */
#define LEADER_CLEAR_MM 0.6
#define END_MM 0.9                        /* the dot at a leader's end */
#define END_ROOM_MM 0.7                   /* within which an area has one */
#define CASING_MM 0.15                    /* on either side of a leader */
#define RING_MM (SAL_MARKER_MM / 2 + 0.5) /* where the leader of a ringed change ends */

#define LINES_MM 1.2         /* between the name and the number */
#define LEAST_OUTSIDE 0.01   /* of a group: less is not told */
#define NAME_SHARE (1 / 3.0) /* of the frame's width: wider names are left out */

/* A leader ends within this reach of its place, twice or four times of it and so on, where the area has room enough. */
#define NEAR_MM 6.0
#define NEAR_ROOM_MM 1.5
#define NEAR_ROOM_SHARE 0.4 /* of the room where it is widest */

#define N_DIRECTIONS 32
#define N_ROUNDS 7
#define N_SITES (N_DIRECTIONS * N_ROUNDS)
#define PIN_SITE N_SITES /* where a pin has its box, if that is no other site */
#define SAME_SITE_MM 0.1 /* a pin that is as near to a site means it */
#define SAME_PLACE_DEG 0.01
#define MAX_STEPS 3000
#define N_QUARTERS 4
#define N_ATTEMPTS (2 * N_QUARTERS + 1) /* after the first */

/* What hiding things costs; a callout is worth WORTH and its share of WORTH_OF_ALL. */
#define WORTH 8.0
#define WORTH_OF_ALL 12.0
#define LEADER_PER_MM 0.05
#define CHANGED_PER_MM2 0.25
#define CHANGED_EDGE_PER_MM 0.2
#define RUN_CHANGED_PER_MM2 0.02
#define HELD_PER_MM2 0.012
#define FRONT_PER_MM 0.06
#define LINE_PER_MM 0.02
#define SYMBOL_COST 0.8   /* of each symbol of own layers, */
#define MOST_SYMBOLS 7    /* up to so many: a callout is not given up for them */
#define LABEL_COVERED 0.6 /* times its importance */

static void
callout_clear(gpointer data)
{
  g_free(((SalCallout *)data)->name);
  g_free(((SalCallout *)data)->text);
}

/* A group that is to have a callout. */
typedef struct {
  const SalChangeGroup *group; /* lent */
  char *name, *text;           /* name NULL: none */
  SalAreaStyle swatch;
  double cap_mm, width_mm, height_mm; /* of the text's capitals; of the box */
  SalPoint at;
  double room_mm;           /* around `at`, inside the area */
  double stop_mm;           /* how far from `at` the leader ends */
  SalPoint first_at;        /* before it was aimed at a quarter */
  guint quarter;            /* see SalCalloutPin */
  const SalCalloutPin *pin; /* NULL: none, or none that can be met; lent */
  GArray *candidates;       /* SalCandidate; NULL: not listed yet, or the entry has changed since */
} Entry;

static void
entry_clear(gpointer data)
{
  g_free(((Entry *)data)->name);
  g_free(((Entry *)data)->text);
  g_clear_pointer(&((Entry *)data)->candidates, g_array_unref);
}

typedef struct {
  const SalCalloutOptions *options;
  const SalMap *map;
  SalRect inside;
  SalRect frame;
  const GArray *entries;
  SalTaken *fixed;  /* the obstacles */
  SalTaken *labels; /* owned by their numbers */
  GArray *covered;  /* guint: room for an answer */
} Task;

SalCover *
sal_callouts_start_cover(const SalMap *map, const SalCalloutSights *sights)
{
  SalCover *cover = sal_cover_new(sal_map_get_frame(map));
  sal_cover_add_areas(cover, sights->run_changed, RUN_CHANGED_PER_MM2);
  sal_cover_add_lines(cover, sights->borders, LINE_PER_MM);
  sal_cover_add_lines(cover, sights->coast, LINE_PER_MM);
  return cover;
}

SalCover *
sal_callouts_finish_cover(const SalCover *started, const SalGeometry *changed, const SalGeometry *held)
{
  SalCover *cover = sal_cover_copy(started);
  sal_cover_add_areas(cover, changed, CHANGED_PER_MM2);
  sal_cover_add_lines(cover, changed, CHANGED_EDGE_PER_MM);
  sal_cover_add_areas(cover, held, HELD_PER_MM2);
  sal_cover_add_lines(cover, held, FRONT_PER_MM);
  sal_cover_finish(cover);
  return cover;
}

guint
sal_callouts_get_suitable_number(SalRect frame)
{
  return (guint)CLAMP(1.5 + frame.width * frame.height / 9000, 1, 6);
}

/* The colour of a change. What one side of a comparison holds is pale below its hatch, which no band shows:
 * the hatch's own colour stands for it. */
static SalAreaStyle
make_swatch(const SalCalloutOptions *options, gboolean is_lost)
{
  const SalStyle *style = options->style;
  if (!options->is_comparison) {
    const SalAreaStyle *change = is_lost ? &style->lost : &style->gained;
    return (SalAreaStyle){ .fill = change->fill, .hatch = change->hatch };
  }
  const SalAreaStyle *only = is_lost ? &style->only_a : &style->only_b;
  const gboolean is_hatched = only->hatch.width_mm > 0 && only->hatch.color.a != 0;
  return (SalAreaStyle){ .fill = is_hatched ? only->hatch.color : only->fill };
}

/* Below a name, the number is lighter. */
static SalTextStyle
get_number_style(const SalStyle *style, gboolean has_name)
{
  SalTextStyle text = style->callout_text;
  if (has_name)
    text.weight = MIN(text.weight, 400);
  return text;
}

/* The name of a group's place with its direction; NULL if there is none, or no room for it. */
static char *
make_name(const SalChangeGroup *group, const SalCalloutOptions *options, double most_mm)
{
  const SalPlace *place = group->nearby.place;
  if (place == NULL || !options->has_names)
    return NULL;
  g_autofree char *name =
      group->nearby.direction == SAL_DIRECTION_NEAR
          ? g_strdup(place->name)
          : sal_words_fill_item(options->words, SAL_WORD_DIRECTIONS,
                                group->nearby.direction - SAL_DIRECTION_NORTH, "place", place->name, NULL);
  const double width =
      sal_text_measure(name, options->style->font_family, &options->style->callout_text).width_mm;
  return width <= most_mm ? g_steal_pointer(&name) : NULL;
}

/* "+183 km²"; "+120 of +183 km²" if the frame shows so much less that it prints otherwise. Owned by the caller. */
static char *
make_number(const SalChangeGroup *group, const SalCalloutOptions *options)
{
  const SalWords *words = options->words;
  const double outside_m2 = options->outside_m2 != NULL ? options->outside_m2[group - options->groups] : 0;
  const gboolean is_signed = !options->is_comparison;
  const double sign = is_signed && group->is_lost ? -1 : 1;
  const double all_km2 = sign * group->area_m2 / 1e6,
               shown_km2 = sign * MAX(group->area_m2 - outside_m2, 0) / 1e6;
  g_autofree char *whole = sal_figures_format_first(words, all_km2, is_signed);
  if (outside_m2 < LEAST_OUTSIDE * group->area_m2)
    return g_steal_pointer(&whole);
  g_autofree char *bare = sal_figures_format_area(words, all_km2, is_signed),
                  *part = sal_figures_format_area(words, shown_km2, is_signed);
  return g_str_equal(bare, part)
             ? g_steal_pointer(&whole)
             : sal_words_fill(words, SAL_WORD_PART_OF, "part", part, "whole", whole, NULL);
}

/* Sets what an entry's box says, and how large it is. */
static void
set_texts(Entry *entry, const SalCalloutOptions *options, SalRect frame)
{
  const SalStyle *style = options->style;
  entry->text = make_number(entry->group, options);
  entry->name = make_name(entry->group, options, frame.width * NAME_SHARE);
  const SalTextStyle number = get_number_style(style, entry->name != NULL);
  const SalTextExtents extents = sal_text_measure(entry->text, style->font_family, &number);
  double width = extents.width_mm;
  if (entry->name != NULL)
    width = MAX(width, sal_text_measure(entry->name, style->font_family, &style->callout_text).width_mm);
  entry->cap_mm = extents.cap_height_mm;
  entry->width_mm = width + 2 * PADDING_X_MM + SWATCH_MM;
  entry->height_mm =
      (entry->name != NULL ? 2 * extents.cap_height_mm + LINES_MM : extents.cap_height_mm) + 2 * PADDING_Y_MM;
}

/* The part of a polygon (lon/lat) that the frame shows, page mm; NULL: nothing that can be drawn. */
static SalGeometry *
project_part(const SalMap *map, const SalGeometry *polygons, guint polygon)
{
  const SalRect frame = sal_map_get_frame(map);
  g_autoptr(SalGeometry) lonlat = sal_geometry_extract_polygon(polygons, polygon);
  g_autoptr(SalGeometry) page = sal_map_project(map, lonlat);
  g_autoptr(SalGeometry) shown =
      sal_geometry_clip(page, (SalBox){ frame.x, frame.y, frame.x + frame.width, frame.y + frame.height });
  return sal_geometry_is_empty(shown) ? NULL : g_steal_pointer(&shown);
}

/* Where a part is wide, as near as can be to the place by which it is known: a reader looks for the change there. */
static void
aim_near_place(Entry *entry, const SalMap *map, const SalGeometry *shown)
{
  const SalPlace *place = entry->group->nearby.place;
  SalPoint at;
  if (place == NULL || !sal_map_project_point(map, place->lon, place->lat, &at.x, &at.y))
    return;
  const double enough_mm = MIN(NEAR_ROOM_MM, entry->room_mm * NEAR_ROOM_SHARE);
  for (double reach = NEAR_MM; reach < hypot(entry->at.x - at.x, entry->at.y - at.y); reach *= 2) {
    double room_mm;
    g_autoptr(SalGeometry) near =
        sal_geometry_clip(shown, (SalBox){ at.x - reach, at.y - reach, at.x + reach, at.y + reach });
    if (sal_geometry_is_empty(near))
      continue;
    const SalPoint middle = sal_clusters_find_middle(near, &room_mm);
    if (room_mm < enough_mm)
      continue;
    entry->at = middle, entry->room_mm = room_mm;
    return;
  }
}

/* Finds where the leader ends: in the largest part that is drawn, or at the ring of parts that are too small.
 * FALSE: the frame shows nothing of the group. */
static gboolean
aim(Entry *entry, const SalMap *map, const SalGeometry *polygons)
{
  const GArray *parts = entry->group->polygons;
  for (guint i = 0; i < parts->len; i++) {
    g_autoptr(SalGeometry) shown = project_part(map, polygons, g_array_index(parts, guint, i));
    if (shown == NULL)
      continue;
    const SalBox box = sal_geometry_get_box(shown);
    entry->at = sal_clusters_find_middle(shown, &entry->room_mm);
    if (MAX(box.xmax - box.xmin, box.ymax - box.ymin) < SAL_MARKER_VISIBLE_MM)
      entry->stop_mm = RING_MM, entry->room_mm = 0;
    else
      aim_near_place(entry, map, shown);
    return TRUE;
  }
  const SalPoint inner = sal_geometry_get_inner_point(polygons, g_array_index(parts, guint, 0));
  entry->stop_mm = RING_MM;
  return sal_map_project_point(map, inner.x, inner.y, &entry->at.x, &entry->at.y);
}

static GArray *
list_entries(const SalMap *map, const SalCalloutOptions *options)
{
  GArray *entries = g_array_new(FALSE, FALSE, sizeof(Entry));
  g_array_set_clear_func(entries, entry_clear);
  for (guint i = 0; i < options->n_groups; i++) {
    Entry entry = { .group = &options->groups[i] };
    if (!aim(&entry, map, entry.group->is_lost ? options->lost : options->gained))
      continue;
    entry.first_at = entry.at;
    entry.swatch = make_swatch(options, entry.group->is_lost);
    set_texts(&entry, options, sal_map_get_frame(map));
    g_array_append_val(entries, entry);
  }
  return entries;
}

/* The middle of a box in one of the directions and distances around where its leader ends. */
static SalPoint
get_middle(const Entry *entry, guint site)
{
  static const double distances[N_ROUNDS] = { 5, 7.5, 10.5, 14, 18.5, 24, 31 };
  if (site == PIN_SITE)
    return (SalPoint){ entry->first_at.x + entry->pin->box_mm.x, entry->first_at.y + entry->pin->box_mm.y };
  const double angle = 2 * G_PI * (site % N_DIRECTIONS) / N_DIRECTIONS, c = cos(angle), s = -sin(angle);
  const double half_x = entry->width_mm / 2, half_y = entry->height_mm / 2;
  const double inner = MIN(fabs(c) > 1e-9 ? half_x / fabs(c) : 1e9, fabs(s) > 1e-9 ? half_y / fabs(s) : 1e9);
  const double away = distances[site / N_DIRECTIONS] + inner;
  return (SalPoint){ entry->at.x + away * c, entry->at.y + away * s };
}

static SalCallout
make_callout(const Entry *entry, guint tag)
{
  const double half_x = entry->width_mm / 2, half_y = entry->height_mm / 2;
  const SalPoint middle = get_middle(entry, tag);
  const double x = middle.x, y = middle.y;
  SalCallout callout = { .group = entry->group,
                         .is_lost = entry->group->is_lost,
                         .swatch = entry->swatch,
                         .has_dot = entry->room_mm >= END_ROOM_MM };
  callout.box = (SalRect){ x - half_x, y - half_y, entry->width_mm, entry->height_mm };
  callout.x = x - half_x + SWATCH_MM + PADDING_X_MM;
  callout.y = y + half_y - PADDING_Y_MM;
  callout.name_y = y - half_y + PADDING_Y_MM + entry->cap_mm;
  callout.from =
      (SalPoint){ CLAMP(entry->at.x, x - half_x, x + half_x), CLAMP(entry->at.y, y - half_y, y + half_y) };
  const double length = hypot(callout.from.x - entry->at.x, callout.from.y - entry->at.y);
  const double share = length > 0 ? MIN(1, entry->stop_mm / length) : 0;
  callout.to = (SalPoint){ entry->at.x + (callout.from.x - entry->at.x) * share,
                           entry->at.y + (callout.from.y - entry->at.y) * share };
  return callout;
}

static gboolean
is_inside(SalRect rect, SalRect outer)
{
  return rect.x >= outer.x && rect.y >= outer.y && rect.x + rect.width <= outer.x + outer.width &&
         rect.y + rect.height <= outer.y + outer.height;
}

static SalTurnedRect
get_leader_rect(const SalCallout *callout)
{
  return sal_turned_rect_new_line(callout->from, callout->to, LEADER_CLEAR_MM);
}

/* The cost of the labels that a callout would cover. */
static double
measure_labels(const Task *task, SalTurnedRect box, SalTurnedRect leader)
{
  double cost = 0;
  g_array_set_size(task->covered, 0);
  sal_taken_find(task->labels, box, task->covered);
  sal_taken_find(task->labels, leader, task->covered);
  for (guint i = 0; i < task->covered->len; i++) {
    const guint number = g_array_index(task->covered, guint, i);
    cost += LABEL_COVERED * g_array_index(task->options->labels, SalLabel, number).importance;
  }
  return cost;
}

static double
measure_symbols(const Task *task, SalTurnedRect box, SalTurnedRect leader)
{
  SalTaken *symbols = task->options->own_symbols;
  return symbols != NULL ? SYMBOL_COST * MIN(MOST_SYMBOLS,
                                             sal_taken_count(symbols, box) + sal_taken_count(symbols, leader))
                         : 0;
}

/* Adds the candidate of a site, if it is free. */
static void
add_candidate(const Task *task, const Entry *entry, guint site, GArray *candidates)
{
  const SalCallout callout = make_callout(entry, site);
  const SalTurnedRect box = sal_turned_rect_new(callout.box), leader = get_leader_rect(&callout);
  const double end_mm = callout.has_dot ? END_MM : 0;
  const SalTurnedRect end = { callout.to.x, callout.to.y, end_mm, end_mm, 0 };
  SalCandidate candidate = { { sal_turned_rect_grow(box, CLEAR_MM), leader, end }, 3, 0, site };
  if (!is_inside(callout.box, task->inside) || !sal_taken_is_free(task->fixed, candidate.shapes[0]) ||
      !sal_taken_is_free(task->fixed, leader))
    return;
  const double length = hypot(callout.from.x - callout.to.x, callout.from.y - callout.to.y);
  candidate.cost = LEADER_PER_MM * length + sal_cover_measure(task->options->cover, box) +
                   sal_cover_measure(task->options->cover, leader) +
                   measure_labels(task, candidate.shapes[0], leader) + measure_symbols(task, box, leader);
  if (entry->pin != NULL)
    candidate.cost = 0; /* whatever it hides */
  g_array_append_val(candidates, candidate);
}

/* The site that a pin means. */
static guint
find_pinned_site(const Entry *entry)
{
  const SalPoint wanted = get_middle(entry, PIN_SITE);
  for (guint site = 0; site < N_SITES; site++) {
    const SalPoint middle = get_middle(entry, site);
    if (hypot(middle.x - wanted.x, middle.y - wanted.y) <= SAME_SITE_MM)
      return site;
  }
  return PIN_SITE;
}

/* All sites, or the one of a pin, unless something is there now. */
static GArray *
find_candidates(const Task *task, Entry *entry)
{
  GArray *candidates = g_array_new(FALSE, FALSE, sizeof(SalCandidate));
  if (entry->pin != NULL)
    add_candidate(task, entry, find_pinned_site(entry), candidates);
  if (candidates->len > 0)
    return candidates;
  entry->pin = NULL;
  for (guint site = 0; site < N_SITES; site++)
    add_candidate(task, entry, site, candidates);
  return candidates;
}

static void
list_candidates(guint item, GArray *candidates, gpointer data)
{
  const Task *task = data;
  Entry *entry = &g_array_index(task->entries, Entry, item);
  if (entry->candidates == NULL)
    entry->candidates = find_candidates(task, entry);
  g_array_append_vals(candidates, entry->candidates->data, entry->candidates->len);
}

/* Finds sites for the entries. choice: a candidate each, without shapes where there is no room. Returns for how many
 * there is. */
static guint
choose(const Task *task, const GArray *entries, SalCandidate *choice)
{
  double all_m2 = 0;
  for (guint i = 0; i < entries->len; i++)
    all_m2 += g_array_index(entries, Entry, i).group->area_m2;
  g_autofree double *worths = g_new(double, entries->len);
  for (guint i = 0; i < entries->len; i++)
    worths[i] = WORTH + WORTH_OF_ALL * g_array_index(entries, Entry, i).group->area_m2 / all_m2;
  const SalPlacement placement = { .worths = worths,
                                   .n_items = entries->len,
                                   .max_placed = entries->len,
                                   .max_steps = MAX_STEPS,
                                   .list = list_candidates,
                                   .data = (gpointer)task };
  g_autoptr(SalTaken) taken = sal_taken_new(task->frame);
  sal_placement_search(&placement, taken, choice);
  guint n = 0;
  for (guint i = 0; i < entries->len; i++)
    n += choice[i].n_shapes > 0;
  return n;
}

/* Aims the leader of an entry at a quarter of its largest part. FALSE: there is none. */
static gboolean
aim_at_quarter(Entry *entry, const Task *task, guint quarter)
{
  const SalCalloutOptions *options = task->options;
  const SalGeometry *polygons = entry->group->is_lost ? options->lost : options->gained;
  g_autoptr(SalGeometry) part =
      project_part(task->map, polygons, g_array_index(entry->group->polygons, guint, 0));
  if (part == NULL)
    return FALSE;
  SalBox box = sal_geometry_get_box(part);
  const SalPoint middle = { (box.xmin + box.xmax) / 2, (box.ymin + box.ymax) / 2 };
  *(quarter % 2 == 0 ? &box.xmax : &box.xmin) = middle.x;
  *(quarter / 2 == 0 ? &box.ymax : &box.ymin) = middle.y;
  g_autoptr(SalGeometry) piece = sal_geometry_clip(part, box);
  if (sal_geometry_is_empty(piece))
    return FALSE;
  entry->at = sal_clusters_find_middle(piece, &entry->room_mm);
  entry->stop_mm = 0;
  entry->quarter = quarter + 1;
  return TRUE;
}

/* Drops the name of an entry: the number alone may find room, and the place has a label. */
static void
drop_name(Entry *entry, const Task *task)
{
  SalCalloutOptions options = *task->options;
  options.has_names = FALSE;
  g_clear_pointer(&entry->name, g_free);
  g_clear_pointer(&entry->text, g_free);
  set_texts(entry, &options, task->frame);
}

/* What an entry without room tries next: another end of its leader, then no name, then both. FALSE: that changes
 * nothing. */
static gboolean
change_entry(Entry *entry, const Task *task, guint attempt)
{
  g_clear_pointer(&entry->candidates, g_array_unref);
  entry->pin = NULL;
  if (attempt % (N_QUARTERS + 1) < N_QUARTERS)
    return aim_at_quarter(entry, task, attempt % (N_QUARTERS + 1));
  if (entry->name == NULL)
    return FALSE;
  drop_name(entry, task);
  entry->quarter = 0;
  return aim(entry, task->map, entry->group->is_lost ? task->options->lost : task->options->gained);
}

/* Looks again for room for those entries that have none. */
static void
try_again(const Task *task, GArray *entries, SalCandidate *choice, guint n_placed)
{
  g_autofree SalCandidate *other = g_new(SalCandidate, entries->len);
  for (guint attempt = 0; attempt < N_ATTEMPTS && n_placed < entries->len; attempt++) {
    gboolean is_changed = FALSE;
    for (guint i = 0; i < entries->len; i++)
      if (choice[i].n_shapes == 0)
        is_changed |= change_entry(&g_array_index(entries, Entry, i), task, attempt);
    const guint n = is_changed ? choose(task, entries, other) : 0;
    if (n <= n_placed)
      continue;
    memcpy(choice, other, entries->len * sizeof *choice);
    n_placed = n;
  }
}

static gboolean
is_of_group(const SalCalloutPin *pin, const SalChangeGroup *group)
{
  const SalPlace *place = group->nearby.place;
  return place != NULL && pin->is_lost == group->is_lost &&
         fabs(place->lon - pin->near.x) <= SAME_PLACE_DEG && fabs(place->lat - pin->near.y) <= SAME_PLACE_DEG;
}

/* Gives each pin to the first entry that it is for, which then is as it was on the earlier map. */
static void
apply_pins(const Task *task, GArray *entries)
{
  for (guint i = 0; i < task->options->n_pins; i++) {
    const SalCalloutPin *pin = &task->options->pins[i];
    for (guint j = 0; j < entries->len; j++) {
      Entry *entry = &g_array_index(entries, Entry, j);
      if (entry->pin != NULL || !is_of_group(pin, entry->group))
        continue;
      entry->pin = pin;
      if (pin->has_no_name && entry->name != NULL)
        drop_name(entry, task);
      if (pin->quarter > 0)
        aim_at_quarter(entry, task, pin->quarter - 1);
      break;
    }
  }
}

/* What puts a callout here again. */
static void
set_pin(SalCallout *callout, const Entry *entry, const SalCalloutOptions *options)
{
  const SalPlace *place = entry->group->nearby.place;
  const SalPoint middle = { callout->box.x + callout->box.width / 2,
                            callout->box.y + callout->box.height / 2 };
  callout->has_pin = place != NULL;
  callout->pin = (SalCalloutPin){ .is_lost = entry->group->is_lost,
                                  .box_mm = { middle.x - entry->first_at.x, middle.y - entry->first_at.y },
                                  .quarter = entry->quarter,
                                  .has_no_name = options->has_names && entry->name == NULL };
  if (place != NULL)
    callout->pin.near = (SalPoint){ place->lon, place->lat };
}

/* The callouts for which the search finds room. */
static GArray *
search(const Task *task, GArray *entries)
{
  GArray *callouts = g_array_new(FALSE, FALSE, sizeof(SalCallout));
  g_array_set_clear_func(callouts, callout_clear);
  g_autofree SalCandidate *choice = g_new(SalCandidate, entries->len);
  try_again(task, entries, choice, choose(task, entries, choice));
  for (guint i = 0; i < entries->len; i++) {
    if (choice[i].n_shapes == 0)
      continue;
    Entry *entry = &g_array_index(entries, Entry, i);
    SalCallout callout = make_callout(entry, choice[i].tag);
    set_pin(&callout, entry, task->options);
    callout.text = g_steal_pointer(&entry->text);
    callout.name = g_steal_pointer(&entry->name);
    g_array_append_val(callouts, callout);
  }
  return callouts;
}

static SalRect
get_inside(SalRect frame)
{
  return (SalRect){ frame.x + EDGE_MM, frame.y + EDGE_MM, frame.width - 2 * EDGE_MM,
                    frame.height - 2 * EDGE_MM };
}

/* Adds the labels to those that may be covered, or to what may not. */
static void
add_labels(SalTaken *names, SalTaken *fixed, const GArray *labels)
{
  for (guint i = 0; labels != NULL && i < labels->len; i++) {
    const SalLabel *label = &g_array_index(labels, SalLabel, i);
    SalTaken *taken = label->must_stay ? fixed : names;
    const guint owner = label->must_stay ? SAL_TAKEN_FIXED : i;
    sal_taken_add(taken, label->box, owner);
    if (label->has_dot)
      sal_taken_add(taken, label->dot_box, owner);
  }
}

GArray *
sal_callouts_place(const SalMap *map, const SalCalloutOptions *options)
{
  const SalRect frame = sal_map_get_frame(map);
  g_autoptr(GArray) entries = list_entries(map, options);
  g_autoptr(SalTaken) fixed = sal_taken_new(frame), names = sal_taken_new(frame);
  add_labels(names, fixed, options->labels);
  for (guint i = 0; options->obstacles != NULL && i < options->obstacles->len; i++)
    sal_taken_add(fixed, g_array_index(options->obstacles, SalTurnedRect, i), SAL_TAKEN_FIXED);
  g_autoptr(GArray) covered = g_array_new(FALSE, FALSE, sizeof(guint));
  const Task task = { options, map, get_inside(frame), frame, entries, fixed, names, covered };
  apply_pins(&task, entries);
  return search(&task, entries);
}

static void
add_leader(SalLayer *layer, const SalStyle *style, const SalCallout *callout)
{
  SalGeometry *line = sal_geometry_new(SAL_LINES);
  sal_geometry_add_point(line, callout->from.x, callout->from.y);
  sal_geometry_add_point(line, callout->to.x, callout->to.y);
  sal_geometry_end_part(line);
  const SalLineStyle casing = { .color = style->callout.fill,
                                .width_mm = style->leader.width_mm + 2 * CASING_MM };
  const SalAreaStyle dot = { .fill = style->leader.color,
                             .outline = { .color = style->callout.fill, .width_mm = CASING_MM } };
  sal_layer_add_line(layer, sal_geometry_copy(line), &casing, NULL);
  if (callout->has_dot)
    sal_layer_add_dot(layer, callout->to.x, callout->to.y, END_MM, &dot);
  sal_layer_add_line(layer, line, &style->leader, NULL);
}

static void
add_box(SalLayer *layer, const SalStyle *style, const SalCallout *callout)
{
  sal_layer_add_rect(layer, callout->box, &style->callout);
  sal_layer_add_rect(layer, (SalRect){ callout->box.x, callout->box.y, SWATCH_MM, callout->box.height },
                     &callout->swatch);
  const SalTextStyle number = get_number_style(style, callout->name != NULL);
  if (callout->name != NULL)
    sal_layer_add_text(layer, callout->name, callout->x, callout->name_y, SAL_ANCHOR_START, 0,
                       &style->callout_text);
  sal_layer_add_text(layer, callout->text, callout->x, callout->y, SAL_ANCHOR_START, 0, &number);
}

SalLayer *
sal_callouts_make_layer(const SalStyle *style, SalRect frame, const GArray *callouts)
{
  SalLayer *layer = sal_layer_new("callouts", "Callouts");
  sal_layer_set_clip(layer, frame);
  for (guint i = 0; i < callouts->len; i++) {
    const SalCallout *callout = &g_array_index(callouts, SalCallout, i);
    g_autofree char *id = g_strdup_printf("callout-%u", i + 1);
    g_autofree char *title = g_strjoin(" ", callout->name != NULL ? callout->name : callout->text,
                                       callout->name != NULL ? callout->text : NULL, NULL);
    sal_layer_begin_group(layer, &(SalDrawingGroup){ id, "callout", title });
    add_leader(layer, style, callout);
    add_box(layer, style, callout);
    sal_layer_end_group(layer);
  }
  return layer;
}

void
sal_callouts_add_obstacles(const GArray *callouts, GArray *obstacles)
{
  for (guint i = 0; i < callouts->len; i++) {
    const SalCallout *callout = &g_array_index(callouts, SalCallout, i);
    const SalTurnedRect box = sal_turned_rect_grow(sal_turned_rect_new(callout->box), CLEAR_MM);
    const SalTurnedRect leader = get_leader_rect(callout);
    g_array_append_val(obstacles, box);
    g_array_append_val(obstacles, leader);
  }
}

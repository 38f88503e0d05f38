#include "render/names/callouts.h"

#include "render/drawing/text.h"
#include "render/map/clusters.h"
#include "render/names/markers.h"
#include "render/names/placement.h"

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

#define JOIN_MM 3.0      /* parts nearer to each other share a number */
#define REACH_SHARE 0.14 /* of the frame's diagonal: across a cluster, at most */
#define LEAST_SHARE 0.05 /* of all that changed: what is less is not named */

#define N_DIRECTIONS 32
#define N_ROUNDS 7
#define MAX_STEPS 3000

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
#define LABEL_COVERED 0.6 /* times its importance */

static void
callout_clear(gpointer data)
{
  g_free(((SalCallout *)data)->text);
}

/* A cluster that may be named. */
typedef struct {
  SalCluster *cluster; /* lent */
  gboolean is_lost;
  double exact_km2, km2; /* km2: as printed */
  char *text;
  SalAreaStyle swatch;
  double cap_mm, width_mm, height_mm; /* of the text's capitals; of the box */
  SalPoint at;
  double room_mm; /* around `at`, inside the area */
  double stop_mm; /* how far from `at` the leader ends */
} Entry;

static void
entry_clear(gpointer data)
{
  g_free(((Entry *)data)->text);
}

typedef struct {
  const SalCalloutOptions *options;
  SalRect inside;
  SalRect frame;
  const GArray *entries;
  SalTaken *fixed;  /* the obstacles */
  SalTaken *labels; /* owned by their numbers */
  GArray *covered;  /* guint: room for an answer */
} Task;

SalCover *
sal_callouts_make_cover(const SalMap *map, const SalCalloutSights *sights)
{
  SalCover *cover = sal_cover_new(sal_map_get_frame(map));
  sal_cover_add_areas(cover, sights->changed, CHANGED_PER_MM2);
  sal_cover_add_lines(cover, sights->changed, CHANGED_EDGE_PER_MM);
  sal_cover_add_areas(cover, sights->run_changed, RUN_CHANGED_PER_MM2);
  sal_cover_add_areas(cover, sights->held, HELD_PER_MM2);
  sal_cover_add_lines(cover, sights->held, FRONT_PER_MM);
  sal_cover_add_lines(cover, sights->borders, LINE_PER_MM);
  sal_cover_add_lines(cover, sights->coast, LINE_PER_MM);
  sal_cover_finish(cover);
  return cover;
}

guint
sal_callouts_get_suitable_number(SalRect frame)
{
  return (guint)CLAMP(1 + frame.width * frame.height / 9000, 1, 6);
}

/* Adds the clusters of one kind, with their exact numbers. */
static void
add_entries(GArray *entries, GArray *clusters, const SalCalloutOptions *options, gboolean is_lost)
{
  const SalGeometry *polygons = is_lost ? options->lost : options->gained;
  const double all = options->figures->gained_km2 + options->figures->lost_km2;
  for (guint i = 0; i < clusters->len; i++) {
    SalCluster *cluster = &g_array_index(clusters, SalCluster, i);
    if (cluster->km2 < LEAST_SHARE / 2 * all)
      return;
    g_autoptr(SalGeometry) parts = sal_cluster_extract(cluster, polygons);
    Entry entry = { .cluster = cluster, .is_lost = is_lost };
    entry.exact_km2 = sal_area_measure(options->area_model, parts) / 1e6;
    if (!(entry.exact_km2 >= LEAST_SHARE * all))
      continue;
    entry.km2 = sal_figures_round_km2(entry.exact_km2);
    if (entry.km2 > 0)
      g_array_append_val(entries, entry);
  }
}

static gint
compare_entries(gconstpointer a, gconstpointer b)
{
  const Entry *first = a, *second = b;
  if (first->exact_km2 != second->exact_km2)
    return first->exact_km2 > second->exact_km2 ? -1 : 1;
  return (first->cluster->at.x > second->cluster->at.x) - (first->cluster->at.x < second->cluster->at.x);
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

/* Sets what an entry's box says, how large it is, and where its leader ends. */
static void
finish_entry(Entry *entry, const SalCalloutOptions *options)
{
  const SalStyle *style = options->style;
  const gboolean is_signed = !options->is_comparison;
  entry->text = sal_figures_format_km2(options->words, is_signed && entry->is_lost ? -entry->km2 : entry->km2,
                                       is_signed);
  entry->swatch = make_swatch(options, entry->is_lost);
  const SalTextExtents extents = sal_text_measure(entry->text, style->font_family, &style->callout_text);
  entry->cap_mm = extents.cap_height_mm;
  entry->width_mm = extents.width_mm + 2 * PADDING_X_MM + SWATCH_MM;
  entry->height_mm = extents.cap_height_mm + 2 * PADDING_Y_MM;
  entry->at = entry->cluster->at;
  if (sal_markers_wants(entry->cluster))
    entry->stop_mm = RING_MM;
  else
    entry->at = sal_clusters_find_middle(entry->cluster->largest, &entry->room_mm);
}

static void
choose_entries(GArray *entries, GArray *gained, GArray *lost, const SalCalloutOptions *options)
{
  add_entries(entries, gained, options, FALSE);
  add_entries(entries, lost, options, TRUE);
  g_array_sort(entries, compare_entries);
  if (entries->len > options->max_callouts)
    g_array_set_size(entries, options->max_callouts);
  for (guint i = 0; i < entries->len; i++)
    finish_entry(&g_array_index(entries, Entry, i), options);
}

/* A box in one of the directions and distances around where its leader ends. */
static SalCallout
make_callout(const Entry *entry, guint tag)
{
  static const double distances[N_ROUNDS] = { 5, 7.5, 10.5, 14, 18.5, 24, 31 };
  const double angle = 2 * G_PI * (tag % N_DIRECTIONS) / N_DIRECTIONS, c = cos(angle), s = -sin(angle);
  const double half_x = entry->width_mm / 2, half_y = entry->height_mm / 2;
  const double inner = MIN(fabs(c) > 1e-9 ? half_x / fabs(c) : 1e9, fabs(s) > 1e-9 ? half_y / fabs(s) : 1e9);
  const double away = distances[tag / N_DIRECTIONS] + inner;
  const double x = entry->at.x + away * c, y = entry->at.y + away * s;
  SalCallout callout = { .is_lost = entry->is_lost,
                         .swatch = entry->swatch,
                         .km2 = entry->km2,
                         .has_dot = entry->room_mm >= END_ROOM_MM };
  callout.box = (SalRect){ x - half_x, y - half_y, entry->width_mm, entry->height_mm };
  callout.x = x + SWATCH_MM / 2;
  callout.y = y + entry->cap_mm / 2;
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

static void
list_candidates(guint item, GArray *candidates, gpointer data)
{
  const Task *task = data;
  const Entry *entry = &g_array_index(task->entries, Entry, item);
  for (guint tag = 0; tag < N_DIRECTIONS * N_ROUNDS; tag++) {
    const SalCallout callout = make_callout(entry, tag);
    const SalTurnedRect box = sal_turned_rect_new(callout.box), leader = get_leader_rect(&callout);
    const double end_mm = callout.has_dot ? END_MM : 0;
    const SalTurnedRect end = { callout.to.x, callout.to.y, end_mm, end_mm, 0 };
    SalCandidate candidate = { { sal_turned_rect_grow(box, CLEAR_MM), leader, end }, 3, 0, tag };
    if (!is_inside(callout.box, task->inside) || !sal_taken_is_free(task->fixed, candidate.shapes[0]) ||
        !sal_taken_is_free(task->fixed, leader))
      continue;
    const double length = hypot(callout.from.x - callout.to.x, callout.from.y - callout.to.y);
    candidate.cost = LEADER_PER_MM * length + sal_cover_measure(task->options->cover, box) +
                     sal_cover_measure(task->options->cover, leader) +
                     measure_labels(task, candidate.shapes[0], leader);
    g_array_append_val(candidates, candidate);
  }
}

/* The callouts for which the search finds room. */
static GArray *
search(const Task *task, GArray *entries)
{
  GArray *callouts = g_array_new(FALSE, FALSE, sizeof(SalCallout));
  g_array_set_clear_func(callouts, callout_clear);
  const SalFigures *figures = task->options->figures;
  g_autofree double *worths = g_new(double, entries->len);
  g_autofree SalCandidate *choice = g_new(SalCandidate, entries->len);
  for (guint i = 0; i < entries->len; i++)
    worths[i] = WORTH + WORTH_OF_ALL * g_array_index(entries, Entry, i).exact_km2 /
                            (figures->gained_km2 + figures->lost_km2);
  const SalPlacement placement = { .worths = worths,
                                   .n_items = entries->len,
                                   .max_placed = entries->len,
                                   .max_steps = MAX_STEPS,
                                   .list = list_candidates,
                                   .data = (gpointer)task };
  g_autoptr(SalTaken) taken = sal_taken_new(task->frame);
  sal_placement_search(&placement, taken, choice);
  for (guint i = 0; i < entries->len; i++) {
    if (choice[i].n_shapes == 0)
      continue;
    Entry *entry = &g_array_index(entries, Entry, i);
    SalCallout callout = make_callout(entry, choice[i].tag);
    callout.text = g_steal_pointer(&entry->text);
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

static SalTaken *
index_labels(SalRect frame, const GArray *labels)
{
  SalTaken *taken = sal_taken_new(frame);
  for (guint i = 0; labels != NULL && i < labels->len; i++) {
    const SalLabel *label = &g_array_index(labels, SalLabel, i);
    sal_taken_add(taken, label->box, i);
    if (label->has_dot)
      sal_taken_add(taken, label->dot_box, i);
  }
  return taken;
}

GArray *
sal_callouts_place(const SalMap *map, const SalCalloutOptions *options)
{
  const SalRect frame = sal_map_get_frame(map);
  const double reach = REACH_SHARE * hypot(frame.width, frame.height);
  g_autoptr(GArray) gained = sal_clusters_find(map, options->gained, JOIN_MM, reach);
  g_autoptr(GArray) lost = sal_clusters_find(map, options->lost, JOIN_MM, reach);
  g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(Entry));
  g_array_set_clear_func(entries, entry_clear);
  choose_entries(entries, gained, lost, options);
  g_autoptr(SalTaken) fixed = sal_taken_new(frame), names = index_labels(frame, options->labels);
  for (guint i = 0; options->obstacles != NULL && i < options->obstacles->len; i++)
    sal_taken_add(fixed, g_array_index(options->obstacles, SalTurnedRect, i), SAL_TAKEN_FIXED);
  g_autoptr(GArray) covered = g_array_new(FALSE, FALSE, sizeof(guint));
  const Task task = { options, get_inside(frame), frame, entries, fixed, names, covered };
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
  sal_layer_add_text(layer, callout->text, callout->x, callout->y, SAL_ANCHOR_MIDDLE, 0,
                     &style->callout_text);
}

SalLayer *
sal_callouts_make_layer(const SalStyle *style, SalRect frame, const GArray *callouts)
{
  SalLayer *layer = sal_layer_new("callouts", "Callouts");
  sal_layer_set_clip(layer, frame);
  for (guint i = 0; i < callouts->len; i++) {
    const SalCallout *callout = &g_array_index(callouts, SalCallout, i);
    g_autofree char *id = g_strdup_printf("callout-%u", i + 1);
    sal_layer_begin_group(layer, &(SalDrawingGroup){ id, "callout", callout->text });
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

#include "render/names/note-placing.h"

#include "render/drawing/text.h"
#include "render/names/label.h"
#include "render/names/placement.h"

#include <math.h>
#include <string.h>

#define EDGE_MM 1.5      /* kept free inside the frame */
#define PADDING_X_MM 1.4 /* around the text of a callout */
#define PADDING_Y_MM 1.2
#define FREE_PADDING_MM 0.6 /* around a free text */
#define CLEAR_MM 0.6        /* around a box */
#define LEADER_CLEAR_MM 0.6
#define CASING_MM 0.15  /* on either side of a line */
#define DOT_MM 0.9      /* at a leader's end */
#define WRAP_MM 46.0    /* usual widths of lines, */
#define WRAP_SHARE 0.3  /* at most so much of the frame's, */
#define INSET_SHARE 0.6 /* or of an inset's */
#define MARK_MM 2.0     /* on either side of a point that stays in sight */
#define ARROW_MM 1.5
#define BRACKET_MM 0.3
#define FURTHEST_TIP_MM 4.5 /* how much further away the text may be */
#define TIP_GAP_MM 0.5      /* between a bracket's tip, or an arrow's tail, and its text */
#define ROUND_PER_MM 10.0

#define N_DIRECTIONS 32
#define MARGIN_STEP_MM 4.0
#define LEAST_LEADER_MM 0.5 /* a nearer point is hidden by the box */

/* What a spot costs beside what it hides. */
#define WORTH 1000.0
#define MOST_HIDDEN 500.0
#define LEADER_PER_MM 0.05
#define MARGIN_LEADER_PER_MM 0.02
#define LABEL_COVERED 0.6   /* times its importance */
#define BRACKET_COVERS 20.0 /* a name that must stay, or furniture: its text alone is kept clear of them */
#define UNWANTED 200.0      /* another side than the wanted one */
#define AWAY_PER_MM 0.08    /* of free text from its anchor */
#define MAX_STEPS 3000

/* One place for a text: from the anchor to the middle of its box, and the side of its bracket. */
typedef struct {
  SalPoint offset;
  gboolean is_right;
  double cost; /* of not being where the user wants it */
} Spot;

/* A note that is being placed. */
typedef struct {
  SalPlacedNote *placed;
  double half_x, half_y; /* of its box */
  SalPoint outward;      /* from the tail of an arrow */
  GArray *spots;         /* Spot */
} Entry;

typedef struct {
  const SalNoteOptions *options;
  SalRect frame, inside;
  GArray *entries;          /* Entry */
  SalTaken *fixed, *labels; /* the second are owned by their numbers */
} Task;

static void
placed_clear(gpointer data)
{
  SalPlacedNote *placed = data;
  sal_note_text_clear(&placed->text);
  g_clear_pointer(&placed->arrow, sal_geometry_free);
  g_clear_pointer(&placed->shaft, g_array_unref);
}

static void
entry_clear(gpointer data)
{
  g_array_unref(((Entry *)data)->spots);
}

/* The point on the page even where it is outside of the frame. FALSE: it has none. */
static gboolean
project_anywhere(const SalMap *map, SalPoint lonlat, SalPoint *at)
{
  const SalBox box = sal_map_project_box(map, (SalBox){ lonlat.x, lonlat.y, lonlat.x, lonlat.y });
  *at = (SalPoint){ box.xmin, box.ymin };
  return !sal_box_is_empty(box) || (isfinite(box.xmin) && box.xmin == box.xmax && box.ymin == box.ymax);
}

static gboolean
shows_any(const SalMap *map, const GArray *points)
{
  SalPoint at;
  for (guint i = 0; points != NULL && i < points->len; i++) {
    const SalPoint point = g_array_index(points, SalPoint, i);
    if (sal_map_project_point(map, point.x, point.y, &at.x, &at.y))
      return TRUE;
  }
  return FALSE;
}

gboolean
sal_note_is_shown(const SalNote *note, const SalMap *map)
{
  SalPoint at;
  return (note->has_point && sal_map_project_point(map, note->at.x, note->at.y, &at.x, &at.y)) ||
         shows_any(map, note->arrow) || shows_any(map, note->bracket);
}

/* The colour of lines and free texts. */
static SalColor
get_color(const SalNote *note, const SalStyle *style)
{
  return note->color.a > 0 ? note->color : note->is_callout ? style->leader.color : style->legend_text.color;
}

static void
set_text(SalPlacedNote *placed, const char *text, const SalNoteOptions *note_options, SalRect frame)
{
  const SalNote *note = placed->note;
  const SalStyle *style = note_options->style;
  const double share = note_options->is_inset ? INSET_SHARE : WRAP_SHARE;
  SalNoteTextOptions options = { .font_family = style->font_family,
                                 .heading = style->callout_text,
                                 .body = style->callout_text,
                                 .wrap_mm =
                                     note->wrap_mm > 0 ? note->wrap_mm : MIN(WRAP_MM, frame.width * share) };
  const SalTextStyle *halo = &style->place_text[SAL_STYLE_PLACE_RANKS - 1];
  options.body.weight = MIN(options.body.weight, 400);
  if (note->size_pt > 0)
    options.heading.size_pt = options.body.size_pt = note->size_pt;
  if (!note->is_callout) {
    options.body.color = options.heading.color = get_color(note, style);
    options.body.halo = options.heading.halo = halo->halo;
    options.body.halo_mm = options.heading.halo_mm = halo->halo_mm;
  }
  sal_note_text_set(&placed->text, text, &options);
}

static double
get_arrow_mm(const SalNote *note)
{
  return note->width_mm > 0 ? note->width_mm : ARROW_MM;
}

/* FALSE: the projection has no image of a point. */
static gboolean
set_arrow(SalPlacedNote *placed, const SalMap *map)
{
  const GArray *lonlat = placed->note->arrow;
  g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(SalPoint));
  for (guint i = 0; i < lonlat->len; i++) {
    SalPoint at;
    if (!project_anywhere(map, g_array_index(lonlat, SalPoint, i), &at))
      return FALSE;
    g_array_append_val(points, at);
  }
  placed->shaft = sal_note_shape_smooth(points);
  placed->arrow = sal_note_shape_arrow(placed->shaft, get_arrow_mm(placed->note));
  return TRUE;
}

static gboolean
set_bracket(SalPlacedNote *placed, const SalMap *map)
{
  const GArray *ends = placed->note->bracket;
  placed->bracket.is_curly = placed->note->is_curly;
  return project_anywhere(map, g_array_index(ends, SalPoint, 0), &placed->bracket.ends[0]) &&
         project_anywhere(map, g_array_index(ends, SalPoint, 1), &placed->bracket.ends[1]);
}

static SalPoint
get_middle(const SalNoteBracket *bracket)
{
  return (SalPoint){ (bracket->ends[0].x + bracket->ends[1].x) / 2,
                     (bracket->ends[0].y + bracket->ends[1].y) / 2 };
}

void
sal_note_cover_arrow(const SalNote *note, const SalMap *map, GArray *rects)
{
  SalPlacedNote placed = { .note = note };
  if (note->arrow != NULL && set_arrow(&placed, map))
    sal_note_shape_cover_line(placed.shaft, get_arrow_mm(note), rects);
  placed_clear(&placed);
}

static void
add_stroke(SalGeometry *lines, SalPoint from, SalPoint to)
{
  sal_geometry_add_point(lines, from.x, from.y);
  sal_geometry_add_point(lines, to.x, to.y);
  sal_geometry_end_part(lines);
}

void
sal_note_add_marks(const SalNote *note, const SalMap *map, SalGeometry *lines)
{
  SalPlacedNote placed = { .note = note };
  SalPoint at;
  if (note->has_point && sal_map_project_point(map, note->at.x, note->at.y, &at.x, &at.y)) {
    add_stroke(lines, (SalPoint){ at.x - MARK_MM, at.y }, (SalPoint){ at.x + MARK_MM, at.y });
    add_stroke(lines, (SalPoint){ at.x, at.y - MARK_MM }, (SalPoint){ at.x, at.y + MARK_MM });
  }
  if (note->arrow != NULL && set_arrow(&placed, map))
    for (guint i = 1; i < placed.shaft->len; i++)
      add_stroke(lines, g_array_index(placed.shaft, SalPoint, i - 1),
                 g_array_index(placed.shaft, SalPoint, i));
  if (note->bracket != NULL && set_bracket(&placed, map))
    add_stroke(lines, placed.bracket.ends[0], placed.bracket.ends[1]);
  placed_clear(&placed);
}

/* Finds where a note is on the page. FALSE: it is not there. */
static gboolean
set_place(SalPlacedNote *placed, const SalMap *map)
{
  const SalNote *note = placed->note;
  if ((note->arrow != NULL && !set_arrow(placed, map)) ||
      (note->bracket != NULL && !set_bracket(placed, map)))
    return FALSE;
  if (note->has_point)
    return sal_map_project_point(map, note->at.x, note->at.y, &placed->anchor.x, &placed->anchor.y);
  placed->anchor =
      note->arrow != NULL ? g_array_index(placed->shaft, SalPoint, 0) : get_middle(&placed->bracket);
  return TRUE;
}

/* Spots */

static void
add_spot(Entry *entry, double x, double y, const Spot *like)
{
  Spot spot = *like;
  spot.offset = (SalPoint){ round(x * ROUND_PER_MM) / ROUND_PER_MM, round(y * ROUND_PER_MM) / ROUND_PER_MM };
  g_array_append_val(entry->spots, spot);
}

/* The direction on the page in which a side lies, from 0 to 2 pi, counter-clockwise from the right. */
static double
get_angle(SalDirection side)
{
  static const int eighths[SAL_N_DIRECTIONS] = { 0, 2, 1, 0, 7, 6, 5, 4, 3 };
  return eighths[side] * G_PI / 4;
}

static gboolean
is_towards(const SalNote *note, double angle)
{
  return note->spot == SAL_NOTE_ANYWHERE ||
         (note->spot == SAL_NOTE_TO_SIDE &&
          fabs(remainder(angle - get_angle(note->side), 2 * G_PI)) < G_PI / 8 + 0.01);
}

/* How far the middle of a box is from its edge in a direction. */
static double
get_inner(const Entry *entry, double c, double s)
{
  return MIN(fabs(c) > 1e-9 ? entry->half_x / fabs(c) : 1e9, fabs(s) > 1e-9 ? entry->half_y / fabs(s) : 1e9);
}

static void
list_around(Entry *entry, const double *distances, guint n_distances)
{
  for (guint i = 0; i < N_DIRECTIONS * n_distances; i++) {
    const double angle = 2 * G_PI * (i % N_DIRECTIONS) / N_DIRECTIONS, c = cos(angle), s = -sin(angle);
    const double away = distances[i / N_DIRECTIONS] + get_inner(entry, c, s);
    const Spot like = { .cost = is_towards(entry->placed->note, angle) ? 0 : UNWANTED };
    add_spot(entry, away * c, away * s, &like);
  }
}

/* Boxes along the edges of the frame. */
static void
list_margin(Entry *entry, SalRect inside)
{
  const SalPoint anchor = entry->placed->anchor;
  const double left = inside.x + entry->half_x, right = inside.x + inside.width - entry->half_x,
               top = inside.y + entry->half_y, bottom = inside.y + inside.height - entry->half_y;
  static const Spot like = { .cost = 0 };
  for (double x = left; x <= right; x += MARGIN_STEP_MM) {
    add_spot(entry, x - anchor.x, top - anchor.y, &like);
    add_spot(entry, x - anchor.x, bottom - anchor.y, &like);
  }
  for (double y = top; y <= bottom; y += MARGIN_STEP_MM) {
    add_spot(entry, left - anchor.x, y - anchor.y, &like);
    add_spot(entry, right - anchor.x, y - anchor.y, &like);
  }
}

/* Beyond the tip of a bracket, on both its sides or on the wanted one. */
static void
list_beside_bracket(Entry *entry)
{
  const SalNote *note = entry->placed->note;
  const SalPoint middle = get_middle(&entry->placed->bracket);
  for (int is_right = 0; is_right < 2; is_right++) {
    SalNoteBracket bracket = entry->placed->bracket;
    SalPoint out;
    bracket.is_right = is_right;
    const SalPoint tip = sal_note_shape_get_tip(&bracket, &out);
    const double angle = get_angle(note->side), wanted = out.x * cos(angle) - out.y * sin(angle);
    const double least = TIP_GAP_MM + fabs(out.x) * entry->half_x + fabs(out.y) * entry->half_y;
    const Spot like = { .is_right = is_right,
                        .cost = note->spot != SAL_NOTE_TO_SIDE || wanted > 0 ? 0 : UNWANTED };
    for (double away = least; away < least + FURTHEST_TIP_MM; away++)
      add_spot(entry, tip.x - middle.x + away * out.x, tip.y - middle.y + away * out.y, &like);
  }
}

/* Which side of a bracket its text is on, where that is said exactly. */
static gboolean
find_side(const SalNoteBracket *bracket, SalPoint offset)
{
  const double dx = bracket->ends[1].x - bracket->ends[0].x, dy = bracket->ends[1].y - bracket->ends[0].y;
  return dx * offset.y - dy * offset.x > 0;
}

static void
list_spots(Entry *entry, SalRect inside)
{
  static const double far[] = { 5, 7.5, 10.5, 14, 18.5, 24, 31 }, near[] = { 0.4, 1.5, 3, 5, 8 };
  const SalNote *note = entry->placed->note;
  const Spot here = { .is_right =
                          note->bracket != NULL && find_side(&entry->placed->bracket, note->offset_mm) };
  if (note->spot == SAL_NOTE_OFFSET) {
    add_spot(entry, note->offset_mm.x, note->offset_mm.y, &here);
    return;
  }
  if (note->spot == SAL_NOTE_MARGIN)
    list_margin(entry, inside);
  if (note->bracket != NULL)
    list_beside_bracket(entry);
  else if (note->arrow != NULL && !note->has_point)
    list_around(entry, near, G_N_ELEMENTS(near));
  else if (note->has_leader)
    list_around(entry, far, G_N_ELEMENTS(far));
  else {
    add_spot(entry, 0, 0, &here);
    list_around(entry, near, G_N_ELEMENTS(near));
  }
}

/* The note as it is with its text at a spot. */
static SalPlacedNote
put(const Entry *entry, const Spot *spot)
{
  SalPlacedNote placed = *entry->placed;
  const double x = placed.anchor.x + spot->offset.x, y = placed.anchor.y + spot->offset.y;
  placed.has_room = TRUE;
  placed.box = (SalRect){ x - entry->half_x, y - entry->half_y, 2 * entry->half_x, 2 * entry->half_y };
  placed.bracket.is_right = spot->is_right;
  placed.from = (SalPoint){ CLAMP(placed.anchor.x, placed.box.x, placed.box.x + placed.box.width),
                            CLAMP(placed.anchor.y, placed.box.y, placed.box.y + placed.box.height) };
  const double length = hypot(placed.from.x - placed.anchor.x, placed.from.y - placed.anchor.y);
  const double share = length > 0 ? MIN(1, placed.stop_mm / length) : 0;
  placed.to = (SalPoint){ placed.anchor.x + share * (placed.from.x - placed.anchor.x),
                          placed.anchor.y + share * (placed.from.y - placed.anchor.y) };
  placed.has_leader = placed.note->has_point && placed.note->has_leader && length >= LEAST_LEADER_MM;
  return placed;
}

static gboolean
is_inside(SalRect rect, SalRect outer)
{
  const double slack = 1 / ROUND_PER_MM;
  return rect.x >= outer.x - slack && rect.y >= outer.y - slack &&
         rect.x + rect.width <= outer.x + outer.width + slack &&
         rect.y + rect.height <= outer.y + outer.height + slack;
}

static double
measure_labels(const Task *task, const SalCandidate *candidate)
{
  g_autoptr(GArray) covered = g_array_new(FALSE, FALSE, sizeof(guint));
  double cost = 0;
  for (guint i = 0; i < candidate->n_shapes; i++)
    sal_taken_find(task->labels, candidate->shapes[i], covered);
  for (guint i = 0; i < covered->len; i++)
    cost += LABEL_COVERED *
            g_array_index(task->options->labels, SalLabel, g_array_index(covered, guint, i)).importance;
  return cost;
}

static SalCandidate
make_candidate(const Task *task, const SalPlacedNote *placed, const Spot *spot, guint tag)
{
  SalCandidate candidate = { .n_shapes = 1, .tag = tag };
  candidate.shapes[0] = sal_turned_rect_grow(sal_turned_rect_new(placed->box), CLEAR_MM);
  if (placed->has_leader)
    candidate.shapes[candidate.n_shapes++] =
        sal_turned_rect_new_line(placed->from, placed->to, LEADER_CLEAR_MM);
  if (placed->note->bracket != NULL) {
    const SalTurnedRect bracket = sal_note_shape_get_bracket_rect(&placed->bracket);
    candidate.cost += sal_cover_measure(task->options->cover, bracket);
    candidate.cost += sal_taken_is_free(task->fixed, bracket) ? 0 : BRACKET_COVERS;
  }
  for (guint i = 0; i < candidate.n_shapes; i++)
    candidate.cost += sal_cover_measure(task->options->cover, candidate.shapes[i]);
  const double leader = hypot(placed->from.x - placed->to.x, placed->from.y - placed->to.y);
  if (placed->has_leader)
    candidate.cost += leader * (placed->note->spot == SAL_NOTE_MARGIN ? MARGIN_LEADER_PER_MM : LEADER_PER_MM);
  else
    candidate.cost += AWAY_PER_MM * leader;
  candidate.cost = spot->cost + MIN(MOST_HIDDEN, candidate.cost + measure_labels(task, &candidate));
  return candidate;
}

/* What a user places exactly stands there whatever it covers, if it does not leave an inset. */
static void
list_candidates(guint item, GArray *candidates, gpointer data)
{
  const Task *task = data;
  const Entry *entry = &g_array_index(task->entries, Entry, item);
  const gboolean is_exact = entry->placed->note->spot == SAL_NOTE_OFFSET;
  for (guint tag = 0; tag < entry->spots->len; tag++) {
    const Spot *spot = &g_array_index(entry->spots, Spot, tag);
    const SalPlacedNote placed = put(entry, spot);
    const SalCandidate candidate = make_candidate(task, &placed, spot, tag);
    const SalRect around = is_exact ? task->frame : task->inside;
    gboolean is_free = (is_exact && !task->options->is_inset) || is_inside(placed.box, around);
    for (guint i = 0; i < candidate.n_shapes && is_free && !is_exact; i++)
      is_free = sal_taken_is_free(task->fixed, candidate.shapes[i]);
    if (is_free)
      g_array_append_val(candidates, candidate);
  }
}

static void
add_entry(Task *task, SalPlacedNote *placed)
{
  const double pad_x = placed->note->is_callout ? PADDING_X_MM : FREE_PADDING_MM,
               pad_y = placed->note->is_callout ? PADDING_Y_MM : FREE_PADDING_MM;
  Entry entry = { .placed = placed,
                  .half_x = placed->text.width_mm / 2 + pad_x,
                  .half_y = placed->text.height_mm / 2 + pad_y,
                  .spots = g_array_new(FALSE, FALSE, sizeof(Spot)) };
  list_spots(&entry, task->inside);
  g_array_append_val(task->entries, entry);
}

/* Whether a label stands at the point of a note that does not say its name. */
static gboolean
is_of_note(const SalLabel *label, const SalPlacedNote *placed)
{
  g_autofree char *text = g_strjoinv(" ", placed->text.lines);
  return label->has_dot && placed->note->has_point && placed->note->has_leader &&
         hypot(label->dot_x - placed->anchor.x, label->dot_y - placed->anchor.y) <=
             label->dot_box.width / 2 &&
         strstr(text, label->text) == NULL;
}

/* The name of the place that a note points at stays, and the leader ends at its dot. */
static gboolean
keep_name(const SalLabel *label, const GArray *placed)
{
  gboolean is_kept = FALSE;
  for (guint i = 0; i < placed->len; i++) {
    SalPlacedNote *note = &g_array_index(placed, SalPlacedNote, i);
    if (!is_of_note(label, note))
      continue;
    note->stop_mm = label->dot_box.width / 2 + LEADER_CLEAR_MM;
    is_kept = TRUE;
  }
  return is_kept;
}

/* Names that must stay, as all do in insets, furniture, arrows and points of notes are never covered. */
static void
add_fixed(const Task *task, const GArray *placed)
{
  const SalNoteOptions *options = task->options;
  g_autoptr(GArray) shafts = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
  for (guint i = 0; options->labels != NULL && i < options->labels->len; i++) {
    const SalLabel *label = &g_array_index(options->labels, SalLabel, i);
    const gboolean is_of_note = keep_name(label, placed),
                   stays = label->must_stay || is_of_note || options->is_inset;
    SalTaken *taken = stays ? task->fixed : task->labels;
    sal_taken_add(taken, label->box, stays ? SAL_TAKEN_FIXED : i);
    if (label->has_dot && !is_of_note)
      sal_taken_add(taken, label->dot_box, stays ? SAL_TAKEN_FIXED : i);
  }
  for (guint i = 0; i < placed->len; i++) {
    const SalPlacedNote *note = &g_array_index(placed, SalPlacedNote, i);
    if (note->shaft != NULL)
      sal_note_shape_cover_line(note->shaft, get_arrow_mm(note->note), shafts);
  }
  for (guint i = 0; options->obstacles != NULL && i < options->obstacles->len; i++)
    sal_taken_add(task->fixed, g_array_index(options->obstacles, SalTurnedRect, i), SAL_TAKEN_FIXED);
  for (guint i = 0; i < shafts->len; i++)
    sal_taken_add(task->fixed, g_array_index(shafts, SalTurnedRect, i), SAL_TAKEN_FIXED);
}

static void
find_room(const Task *task)
{
  const guint n = task->entries->len;
  g_autofree double *worths = g_new(double, n);
  g_autofree SalCandidate *choice = g_new(SalCandidate, n);
  for (guint i = 0; i < n; i++) {
    const gboolean is_exact = g_array_index(task->entries, Entry, i).placed->note->spot == SAL_NOTE_OFFSET;
    worths[i] = (is_exact ? 2 : 1) * WORTH - i * 1e-3;
  }
  const SalPlacement placement = { .worths = worths,
                                   .n_items = n,
                                   .max_placed = n,
                                   .max_steps = MAX_STEPS,
                                   .list = list_candidates,
                                   .data = (gpointer)task };
  g_autoptr(SalTaken) taken = sal_taken_new(task->frame);
  sal_placement_search(&placement, taken, choice);
  for (guint i = 0; i < n; i++) {
    Entry *entry = &g_array_index(task->entries, Entry, i);
    if (choice[i].n_shapes > 0)
      *entry->placed = put(entry, &g_array_index(entry->spots, Spot, choice[i].tag));
  }
}

GArray *
sal_notes_place(const SalMap *map, const GPtrArray *notes, const GPtrArray *texts,
                const SalNoteOptions *options)
{
  const SalRect frame = sal_map_get_frame(map);
  GArray *all = g_array_new(FALSE, TRUE, sizeof(SalPlacedNote));
  g_array_set_clear_func(all, placed_clear);
  for (guint i = 0; i < notes->len; i++) {
    SalPlacedNote placed = { .note = notes->pdata[i] };
    if (!set_place(&placed, map)) {
      placed_clear(&placed);
      continue;
    }
    set_text(&placed, texts->pdata[i], options, frame);
    g_array_append_val(all, placed);
  }
  g_autoptr(SalTaken) fixed = sal_taken_new(frame), labels = sal_taken_new(frame);
  g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(Entry));
  g_array_set_clear_func(entries, entry_clear);
  Task task = { options,
                frame,
                { frame.x + EDGE_MM, frame.y + EDGE_MM, frame.width - 2 * EDGE_MM,
                  frame.height - 2 * EDGE_MM },
                entries,
                fixed,
                labels };
  for (guint i = 0; i < all->len; i++) {
    SalPlacedNote *placed = &g_array_index(all, SalPlacedNote, i);
    if (placed->text.width_mm > 0 || placed->note->bracket != NULL)
      add_entry(&task, placed);
  }
  add_fixed(&task, all);
  find_room(&task);
  return all;
}

static double
round_mm(double length)
{
  return round(length * ROUND_PER_MM) / ROUND_PER_MM;
}

SalPoint
sal_placed_note_get_offset(const SalPlacedNote *placed)
{
  const SalRect box = placed->box;
  return (SalPoint){ round_mm(box.x + box.width / 2 - placed->anchor.x),
                     round_mm(box.y + box.height / 2 - placed->anchor.y) };
}

void
sal_notes_add_obstacles(const GArray *placed, GArray *obstacles)
{
  for (guint i = 0; i < placed->len; i++) {
    const SalPlacedNote *note = &g_array_index(placed, SalPlacedNote, i);
    if (note->shaft != NULL)
      sal_note_shape_cover_line(note->shaft, get_arrow_mm(note->note), obstacles);
    const SalTurnedRect bracket = sal_note_shape_get_bracket_rect(&note->bracket);
    if (note->note->bracket != NULL)
      g_array_append_val(obstacles, bracket);
    if (!note->has_room)
      continue;
    const SalTurnedRect box = sal_turned_rect_grow(sal_turned_rect_new(note->box), CLEAR_MM);
    g_array_append_val(obstacles, box);
    const SalTurnedRect leader = sal_turned_rect_new_line(note->from, note->to, LEADER_CLEAR_MM);
    if (note->has_leader)
      g_array_append_val(obstacles, leader);
  }
}

/* Drawing */

static SalGeometry *
make_line(SalPoint from, SalPoint to)
{
  SalGeometry *line = sal_geometry_new(SAL_LINES);
  sal_geometry_add_point(line, from.x, from.y);
  sal_geometry_add_point(line, to.x, to.y);
  sal_geometry_end_part(line);
  return line;
}

/* A line with an edge that keeps it apart from what is below. Takes line. */
static void
add_line(SalLayer *layer, SalGeometry *line, SalLineStyle look, SalColor edge)
{
  SalLineStyle casing = { .color = edge, .width_mm = look.width_mm + 2 * CASING_MM };
  sal_layer_add_line(layer, sal_geometry_copy(line), &casing, NULL);
  sal_layer_add_line(layer, line, &look, NULL);
}

static void
draw_leader(const SalPlacedNote *placed, const SalStyle *style, SalLayer *layer)
{
  const SalColor color = get_color(placed->note, style);
  const SalLineStyle look = { .color = color, .width_mm = style->leader.width_mm };
  const SalAreaStyle dot = { .fill = color,
                             .outline = { .color = style->callout.fill, .width_mm = CASING_MM } };
  add_line(layer, make_line(placed->from, placed->to), look, style->callout.fill);
  if (placed->stop_mm == 0)
    sal_layer_add_dot(layer, placed->to.x, placed->to.y, DOT_MM, &dot);
}

static void
draw_text(const SalPlacedNote *placed, const SalStyle *style, SalLayer *layer)
{
  const SalRect box = placed->box;
  const double middle_x = box.x + box.width / 2, top = box.y + (box.height - placed->text.height_mm) / 2;
  const double away = middle_x - placed->anchor.x;
  if (placed->note->is_callout) {
    SalAreaStyle ground = style->callout;
    if (placed->note->color.a > 0)
      ground.outline.color = placed->note->color;
    sal_layer_add_rect(layer, box, &ground);
  }
  const gboolean is_start = placed->note->is_callout || away > box.width / 3,
                 is_end = !is_start && away < -box.width / 3;
  const double shift = placed->text.width_mm / 2;
  const SalPoint at = { middle_x + (is_start ? -shift : is_end ? shift : 0), top };
  sal_note_text_draw(&placed->text, at,
                     is_start ? SAL_ANCHOR_START
                     : is_end ? SAL_ANCHOR_END
                              : SAL_ANCHOR_MIDDLE,
                     layer);
}

static void
draw_note(const SalPlacedNote *placed, const SalStyle *style, SalLayer *layer)
{
  const SalNote *note = placed->note;
  const SalColor color = get_color(note, style);
  if (placed->arrow != NULL) {
    const SalAreaStyle look = { .fill = color,
                                .outline = { .color = style->land.fill, .width_mm = 2 * CASING_MM } };
    sal_layer_add_area(layer, sal_geometry_copy(placed->arrow), &look, NULL);
  }
  if (note->bracket != NULL)
    add_line(layer, sal_note_shape_bracket(&placed->bracket),
             (SalLineStyle){ .color = color, .width_mm = note->width_mm > 0 ? note->width_mm : BRACKET_MM },
             style->land.fill);
  if (!placed->has_room)
    return;
  if (placed->has_leader)
    draw_leader(placed, style, layer);
  if (placed->text.width_mm > 0)
    draw_text(placed, style, layer);
}

SalLayer *
sal_notes_make_layer(const SalStyle *style, SalRect frame, const GArray *placed, gboolean of_callouts)
{
  SalLayer *layer =
      of_callouts ? sal_layer_new("own-callouts", "Own callouts") : sal_layer_new("notes", "Notes");
  sal_layer_set_clip(layer, frame);
  for (guint i = 0; i < placed->len; i++) {
    const SalPlacedNote *note = &g_array_index(placed, SalPlacedNote, i);
    if (note->note->is_callout != of_callouts)
      continue;
    g_autofree char *id = sal_note_make_id(note->note);
    g_autofree char *text = g_strjoinv(" ", note->text.lines);
    sal_layer_begin_group(layer, &(SalDrawingGroup){ id, of_callouts ? "callout" : "note",
                                                     *text != '\0' ? text : note->note->name });
    draw_note(note, style, layer);
    sal_layer_end_group(layer);
  }
  return layer;
}

#include "render/page/content.h"

#include "render/page/class-look.h"
#include "render/words/comparison.h"
#include "render/words/wording.h"

#define DARKER 0.7 /* an edge against its fill */
/* Of what was lost on maps of a whole run. */
#define LOST_HATCH_DEG (-45.0)
#define LOST_HATCH_MM 0.8
#define LOST_LINE_MM 0.35
#define LOST_EDGE_MM 0.2

static void
area_clear(gpointer data)
{
  SalContentArea *area = data;
  g_free(area->label);
  g_free(area->number);
  g_free(area->date);
  g_clear_pointer(&area->own, sal_geometry_free);
  g_clear_pointer(&area->own_ringed, sal_geometry_free);
  g_clear_pointer(&area->image, sal_geometry_free);
  g_clear_pointer(&area->markers, g_array_unref);
}

/* Redrawn border is drawn as the rest is, but never ringed. */
static void
set_polygons(SalContentArea *area, const SalGeometry *polygons, const SalGeometry *border)
{
  area->lonlat = polygons;
  if (polygons == NULL || border == NULL || sal_geometry_is_empty(border))
    return;
  area->own = sal_geometry_copy(polygons);
  sal_geometry_append(area->own, border);
  area->lonlat = area->own;
  area->ringed = polygons;
}

static void
add_gained(SalContent *content, const SalStyle *style, const SalWords *words, const SalChange *change,
           const SalFigures *figures)
{
  SalContentArea area = { .words = words,
                          .id = g_intern_static_string("gained"),
                          .layer = SAL_STYLE_LAYER_GAINED,
                          .style = style->gained,
                          .is_change = TRUE };
  if (!figures->draws_gained || figures->gained_km2 == 0)
    return;
  area.label = g_strdup(sal_words_get(words, SAL_WORD_GAINED));
  area.number = sal_figures_format_km2(words, figures->gained_km2, TRUE);
  area.km2 = area.value = change->gained_m2 / 1e6;
  area.period = &change->period;
  set_polygons(&area, change->gained, change->gained_border);
  g_array_append_val(content, area);
}

static void
add_lost(SalContent *content, const SalStyle *style, const SalWords *words, const SalChange *change,
         const SalFigures *figures)
{
  SalContentArea area = { .words = words,
                          .id = g_intern_static_string("lost"),
                          .layer = SAL_STYLE_LAYER_LOST,
                          .style = style->lost,
                          .is_change = TRUE };
  if (!figures->draws_lost || figures->lost_km2 == 0)
    return;
  area.label = g_strdup(sal_words_get(words, SAL_WORD_LOST));
  area.number = sal_figures_format_km2(words, -figures->lost_km2, TRUE);
  area.km2 = area.value = -change->lost_m2 / 1e6;
  area.period = &change->period;
  set_polygons(&area, change->lost, change->lost_border);
  g_array_append_val(content, area);
}

/* What an accepted reset adds and removes: one area in a look of its own. Takes polygons; nothing is added
 * where they are empty. */
static void
add_redefined(SalContent *content, const SalStyle *style, const SalWords *words, const SalPeriod *period,
              SalGeometry *polygons, double net_km2)
{
  SalContentArea area = { .words = words,
                          .id = g_intern_static_string("redefined"),
                          .layer = SAL_STYLE_LAYER_GAINED,
                          .style = style->redefined,
                          .is_change = TRUE,
                          .period = period,
                          .lonlat = polygons,
                          .own = polygons };
  if (sal_geometry_is_empty(polygons)) {
    sal_geometry_free(polygons);
    return;
  }
  area.label = g_strdup(sal_words_get(words, SAL_WORD_REDEFINED));
  area.number = sal_figures_format_km2(words, net_km2, TRUE);
  area.value = net_km2;
  g_array_append_val(content, area);
}

static SalGeometry *
join_changed(const SalChange *change)
{
  SalGeometry *polygons = sal_geometry_new(SAL_POLYGONS);
  if (change->gained != NULL)
    sal_geometry_append(polygons, change->gained);
  if (change->lost != NULL)
    sal_geometry_append(polygons, change->lost);
  if (change->gained_border != NULL)
    sal_geometry_append(polygons, change->gained_border);
  if (change->lost_border != NULL)
    sal_geometry_append(polygons, change->lost_border);
  return polygons;
}

static void
add_held(SalContent *content, const SalStyle *style, const SalWords *words, const SalChange *change,
         const SalFigures *figures)
{
  SalContentArea area = {
    .words = words, .id = g_intern_static_string("held"), .layer = SAL_STYLE_LAYER_HELD, .style = style->held
  };
  if (figures->held_km2 == 0)
    return;
  area.label = g_strdup(sal_words_get(words, SAL_WORD_HELD));
  area.number = sal_figures_format_km2(words, figures->held_km2, FALSE);
  area.value = figures->exact_held_km2;
  area.lonlat = change->to != NULL ? sal_snapshot_get_polygons(change->to, change->class_name) : NULL;
  g_array_append_val(content, area);
}

/* As it stands at the period's end. Lent; NULL: there is nothing of it. */
static SalContentArea *
add_class(SalContent *content, const SalStyle *style, const SalWords *words, const SalChange *change,
          guint index)
{
  const double km2 = change->area_to_m2 / 1e6;
  const SalGeometry *polygons =
      change->to != NULL ? sal_snapshot_get_polygons(change->to, change->class_name) : NULL;
  if (polygons == NULL || sal_geometry_is_empty(polygons))
    return NULL;
  const SalContentArea area = { .words = words,
                                .id = sal_class_look_make_id(change->class_name, index),
                                .layer = SAL_STYLE_LAYER_CLASSES,
                                .style = *sal_style_find_class(style, change->class_name, index),
                                .label = sal_class_look_make_label(style, words, change->class_name),
                                .number = sal_figures_format_km2(words, km2, FALSE),
                                .value = km2,
                                .lonlat = polygons };
  g_array_append_val(content, area);
  return &g_array_index(content, SalContentArea, content->len - 1);
}

static void
add_classes(SalContent *content, const SalStyle *style, const SalWords *words, const SalChange *change,
            const GPtrArray *changes)
{
  guint n_others = 0;
  for (guint i = 0; changes != NULL && i < changes->len; i++) {
    const SalChange *other = changes->pdata[i];
    if (!sal_class_look_is_companion(other, change))
      continue;
    SalContentArea *area = add_class(content, style, words, other, n_others);
    if (area != NULL && sal_class_look_is_ground(changes, other->class_name, change))
      sal_class_look_pale(&area->style, style);
    n_others++;
  }
}

static SalColor
darken(SalColor color)
{
  return (SalColor){ (guint8)(color.r * DARKER), (guint8)(color.g * DARKER), (guint8)(color.b * DARKER),
                     color.a };
}

static const char *
make_part_id(const char *period_name)
{
  g_autofree char *id = g_strconcat("gained-", period_name, NULL);
  return g_intern_string(id);
}

SalContent *
sal_content_new(const SalStyle *style, const SalWords *words, const SalChange *change,
                const GPtrArray *changes)
{
  const SalFigures figures = sal_figures_compute(words, change);
  SalContent *content = g_array_new(FALSE, FALSE, sizeof(SalContentArea));
  g_array_set_clear_func(content, area_clear);
  if (change->accepted) {
    add_redefined(content, style, words, &change->period, join_changed(change),
                  sal_change_get_net_m2(change) / 1e6);
  } else {
    add_gained(content, style, words, change, &figures);
    add_lost(content, style, words, change, &figures);
    if (change->redefined != NULL)
      add_redefined(content, style, words, &change->period, sal_geometry_copy(change->redefined),
                    (change->redefined_gained_m2 - change->redefined_lost_m2) / 1e6);
  }
  add_held(content, style, words, change, &figures);
  add_classes(content, style, words, change, changes);
  return content;
}

static void
add_only(SalContent *content, SalContentArea area, const SalChange *state, double m2, const char *name)
{
  if (m2 <= 0 || (area.lonlat != NULL && sal_geometry_is_empty(area.lonlat))) {
    sal_geometry_free(area.own);
    return;
  }
  area.is_change = TRUE;
  area.period = &state->period;
  area.label = sal_words_fill(area.words, SAL_WORD_ONLY, "name", name, NULL);
  area.number = sal_figures_format_km2(area.words, m2 / 1e6, FALSE);
  area.km2 = area.value = m2 / 1e6;
  g_array_append_val(content, area);
}

/* What B holds without what only B does; noise, which is not drawn, stays in it. NULL: not known. */
static SalGeometry *
find_agreed(const SalChange *state)
{
  const SalGeometry *b = state->to != NULL ? sal_snapshot_get_polygons(state->to, state->class_name) : NULL;
  if (b == NULL || state->gained == NULL)
    return b != NULL ? sal_geometry_copy(b) : NULL;
  g_autoptr(SalGeometry) only = sal_geometry_copy(state->gained);
  if (state->gained_border != NULL)
    sal_geometry_append(only, state->gained_border);
  SalGeometry *agreed = sal_geometry_is_empty(only) ? NULL : sal_geometry_difference(b, only, NULL);
  return agreed != NULL ? agreed : sal_geometry_copy(b);
}

static void
add_agreed(SalContent *content, const SalStyle *style, const SalWords *words, const SalChange *state)
{
  const double m2 = sal_comparison_measure_agreed_m2(state);
  SalContentArea area = { .words = words,
                          .id = g_intern_static_string("agreed"),
                          .layer = SAL_STYLE_LAYER_HELD,
                          .style = style->agreed };
  if (m2 <= 0)
    return;
  area.label = g_strdup(sal_words_get(words, SAL_WORD_AGREED));
  area.number = sal_figures_format_km2(words, m2 / 1e6, FALSE);
  area.value = m2 / 1e6;
  area.own = find_agreed(state);
  area.lonlat = area.own;
  g_array_append_val(content, area);
}

SalContent *
sal_content_new_comparison(const SalStyle *style, const SalWords *words, const SalChange *state,
                           const char *const names[2])
{
  SalContent *content = g_array_new(FALSE, FALSE, sizeof(SalContentArea));
  SalContentArea a = { .words = words,
                       .id = g_intern_static_string("only-a"),
                       .layer = SAL_STYLE_LAYER_LOST,
                       .style = style->only_a };
  SalContentArea b = { .words = words,
                       .id = g_intern_static_string("only-b"),
                       .layer = SAL_STYLE_LAYER_GAINED,
                       .style = style->only_b };
  g_array_set_clear_func(content, area_clear);
  set_polygons(&a, state->lost, state->lost_border);
  set_polygons(&b, state->gained, state->gained_border);
  add_only(content, a, state, state->lost_m2, names[0]);
  add_only(content, b, state, state->gained_m2, names[1]);
  add_agreed(content, style, words, state);
  return content;
}

/* "Aug 2024", or "Aug to Oct 2024" where periods are joined. */
static char *
describe_part(const SalWords *words, const SalRun *run, const SalCumulativePart *part)
{
  const SalChange *first = run->changes->pdata[part->first], *last = run->changes->pdata[part->last];
  return part->first == part->last ? sal_wording_make_short_period(words, &first->period)
                                   : sal_wording_make_short_span(words, &first->period, &last->period);
}

/* In one colour of the style's sequence, edged in a darker one. */
static void
add_part(SalContent *content, const SalStyle *style, const SalWords *words, const SalRun *run,
         const SalCumulative *cumulative, guint index)
{
  const SalCumulativePart *part = &g_array_index(cumulative->parts, SalCumulativePart, index);
  const guint n = cumulative->parts->len;
  const SalChange *first = run->changes->pdata[part->first];
  SalContentArea area = { .words = words,
                          .id = make_part_id(first->period.name),
                          .layer = SAL_STYLE_LAYER_GAINED,
                          .style = style->gained,
                          .is_change = TRUE,
                          .period = &first->period,
                          .lonlat = part->polygons };
  if (sal_figures_round_km2(words, part->m2 / 1e6) == 0)
    return;
  area.style.fill = sal_style_get_sequence_color(style, n > 1 ? (double)index / (n - 1) : 1);
  area.style.hatch.width_mm = 0;
  area.style.outline.color = darken(area.style.fill);
  area.label = describe_part(words, run, part);
  area.number = sal_figures_format_km2(words, part->m2 / 1e6, TRUE);
  area.km2 = area.value = part->m2 / 1e6;
  g_array_append_val(content, area);
}

/* Hatched on land, because the first colours of a sequence may be as dark as that of what was lost. */
static SalAreaStyle
make_lost_look(const SalStyle *style)
{
  SalAreaStyle look = style->lost;
  if (look.hatch.width_mm > 0)
    return look;
  look.hatch = (SalHatchStyle){ .color = style->lost.fill,
                                .angle_deg = LOST_HATCH_DEG,
                                .spacing_mm = LOST_HATCH_MM,
                                .width_mm = LOST_LINE_MM };
  look.fill = style->land.fill;
  look.outline.color = style->lost.fill;
  look.outline.width_mm = MAX(look.outline.width_mm, LOST_EDGE_MM);
  return look;
}

static void
add_lost_in_run(SalContent *content, const SalStyle *style, const SalWords *words, const SalRun *run,
                const SalCumulative *cumulative)
{
  const SalContentArea area = { .words = words,
                                .id = g_intern_static_string("lost"),
                                .layer = SAL_STYLE_LAYER_LOST,
                                .style = make_lost_look(style),
                                .is_change = TRUE,
                                .period = &run->total.period,
                                .lonlat = cumulative->lost,
                                .km2 = -cumulative->lost_m2 / 1e6,
                                .value = -cumulative->lost_m2 / 1e6,
                                .label = g_strdup(sal_words_get(words, SAL_WORD_LOST)),
                                .number = sal_figures_format_km2(words, -cumulative->lost_m2 / 1e6, TRUE) };
  g_array_append_val(content, area);
}

SalContent *
sal_content_new_cumulative(const SalStyle *style, const SalWords *words, const SalRun *run,
                           const SalCumulative *cumulative, const GPtrArray *changes)
{
  const SalChange *last = run->changes->pdata[run->changes->len - 1];
  SalFigures figures = sal_figures_compute(words, last);
  SalContent *content = g_array_new(FALSE, FALSE, sizeof(SalContentArea));
  g_array_set_clear_func(content, area_clear);
  for (guint i = 0; i < cumulative->parts->len; i++)
    add_part(content, style, words, run, cumulative, i);
  if (sal_figures_round_km2(words, cumulative->lost_m2 / 1e6) > 0)
    add_lost_in_run(content, style, words, run, cumulative);
  const double redefined_m2 = cumulative->redefined_gained_m2 - cumulative->redefined_lost_m2;
  if (cumulative->redefined != NULL)
    add_redefined(content, style, words, &run->total.period, sal_geometry_copy(cumulative->redefined),
                  redefined_m2 / 1e6);
  figures.held_km2 = figures.exact_held_km2 =
      MAX(0, last->area_to_m2 - cumulative->gained_m2 - cumulative->redefined_gained_m2) / 1e6;
  add_held(content, style, words, last, &figures);
  add_classes(content, style, words, last, changes);
  return content;
}

/* How many colours there are: the last is for all that changed hands more often. */
#define N_TURNOVER_CLASSES 3

/* The sequence from the end that stands out least from land (t = 0) to the other. */
static SalColor
find_rising_color(const SalStyle *style, double t)
{
  const SalColor first = sal_style_get_sequence_color(style, 0),
                 last = sal_style_get_sequence_color(style, 1);
  const gboolean is_falling =
      sal_color_contrast(first, style->land.fill) > sal_color_contrast(last, style->land.fill);
  return sal_style_get_sequence_color(style, is_falling ? 1 - t : t);
}

/* Takes polygons. */
static void
add_turnover(SalContent *content, const SalStyle *style, const SalWords *words, const SalRun *run,
             SalGeometry *polygons, double m2, guint index)
{
  static const char *const ids[N_TURNOVER_CLASSES] = { "changed-once", "changed-twice", "changed-more" };
  SalContentArea area = { .words = words,
                          .id = ids[index],
                          .layer = SAL_STYLE_LAYER_GAINED,
                          .style = style->gained,
                          .is_change = TRUE,
                          .period = &run->total.period,
                          .lonlat = polygons,
                          .own = polygons,
                          .km2 = m2 / 1e6,
                          .value = m2 / 1e6 };
  area.style.fill = find_rising_color(style, (double)index / (N_TURNOVER_CLASSES - 1));
  area.style.hatch.width_mm = 0;
  area.style.outline.color = area.style.fill; /* where steps meet, data may leave gaps narrower than a line */
  area.label = g_strdup(sal_words_get_item(words, SAL_WORD_TURNOVER, index));
  area.number = sal_figures_format_km2(words, m2 / 1e6, FALSE);
  g_array_append_val(content, area);
}

/* Adds the levels of one colour, joined, if they print. */
static void
add_levels(SalContent *content, const SalStyle *style, const SalWords *words, const SalRun *run,
           const SalTurnover *turnover, guint index)
{
  g_autoptr(SalGeometry) all = sal_geometry_new(SAL_POLYGONS);
  double m2 = 0;
  for (guint i = 0; i < turnover->levels->len; i++) {
    const SalTurnoverLevel *level = &g_array_index(turnover->levels, SalTurnoverLevel, i);
    if (MIN(level->n_times, N_TURNOVER_CLASSES) != index + 1)
      continue;
    sal_geometry_append(all, level->polygons);
    m2 += level->m2;
  }
  if (sal_figures_round_km2(words, m2 / 1e6) == 0)
    return;
  SalGeometry *joined = sal_geometry_dissolve(all, NULL);
  add_turnover(content, style, words, run, joined != NULL ? joined : g_steal_pointer(&all), m2, index);
}

static void
add_never(SalContent *content, const SalStyle *style, const SalWords *words, const SalTurnover *turnover)
{
  const SalContentArea area = { .words = words,
                                .id = g_intern_static_string("never-changed"),
                                .layer = SAL_STYLE_LAYER_HELD,
                                .style = style->held,
                                .lonlat = turnover->never,
                                .label = g_strdup(sal_words_get(words, SAL_WORD_HELD_THROUGHOUT)),
                                .number = sal_figures_format_km2(words, turnover->never_m2 / 1e6, FALSE),
                                .value = turnover->never_m2 / 1e6 };
  g_array_append_val(content, area);
}

SalContent *
sal_content_new_turnover(const SalStyle *style, const SalWords *words, const SalRun *run,
                         const SalTurnover *turnover, const GPtrArray *changes)
{
  const SalChange *last = run->changes->pdata[run->changes->len - 1];
  SalContent *content = g_array_new(FALSE, FALSE, sizeof(SalContentArea));
  g_array_set_clear_func(content, area_clear);
  for (guint i = 0; i < N_TURNOVER_CLASSES; i++)
    add_levels(content, style, words, run, turnover, i);
  if (sal_figures_round_km2(words, turnover->never_m2 / 1e6) > 0)
    add_never(content, style, words, turnover);
  add_classes(content, style, words, last, changes);
  return content;
}

#define FRONT_MM 0.35
#define LAST_FRONT_MM 0.75
#define FIRST_FRONT_MM 0.7

/* From pale to strong; the last one is thick and the first one dashed, so that both are known without colour. */
static SalLineStyle
make_front_line(const SalStyle *style, guint index, guint n)
{
  SalLineStyle line = { .color = find_rising_color(style, n > 1 ? (double)index / (n - 1) : 1),
                        .width_mm = FRONT_MM };
  if (index + 1 == n)
    line.width_mm = LAST_FRONT_MM;
  else if (index == 0)
    line = (SalLineStyle){ line.color, FIRST_FRONT_MM, { 1.6, 0.9 }, 2 };
  return line;
}

static void
add_front(SalContent *content, const SalStyle *style, const SalWords *words, const GArray *positions,
          guint index)
{
  const SalFrontPosition *position = &g_array_index(positions, SalFrontPosition, index);
  g_autofree char *day = sal_day_format(position->day), *id = g_strconcat("front-", day, NULL);
  SalContentArea area = { .words = words,
                          .id = g_intern_string(id),
                          .layer = SAL_STYLE_LAYER_GAINED,
                          .is_line = TRUE,
                          .line = make_front_line(style, index, positions->len),
                          .date = sal_wording_describe_day(words, position->day),
                          .lonlat = position->lines };
  area.label = g_strconcat(sal_words_get(words, SAL_WORD_FRONT), sal_words_get(words, SAL_WORD_SEPARATOR),
                           area.date, NULL);
  g_array_append_val(content, area);
}

SalContent *
sal_content_new_fronts(const SalStyle *style, const SalWords *words, const SalRun *run,
                       const GArray *positions, const GPtrArray *changes)
{
  const SalChange *last = run->changes->pdata[run->changes->len - 1];
  const SalFigures figures = sal_figures_compute(words, last);
  SalContent *content = g_array_new(FALSE, FALSE, sizeof(SalContentArea));
  g_array_set_clear_func(content, area_clear);
  for (guint i = positions->len; i-- > 0;)
    add_front(content, style, words, positions, i);
  const guint n = content->len;
  add_held(content, style, words, last, &figures);
  if (content->len > n) {
    SalContentArea *held = &g_array_index(content, SalContentArea, n);
    held->style.outline.width_mm = 0;
    g_free(held->number);
    held->number = sal_figures_format_km2(words, last->area_to_m2 / 1e6, FALSE);
    held->value = last->area_to_m2 / 1e6;
  }
  add_classes(content, style, words, last, changes);
  return content;
}

/* What of polygons lies inside; NULL if they cannot be cut. Owned by the caller. */
static SalGeometry *
cut(const SalGeometry *polygons, const SalTiling *clip)
{
  g_autoptr(GPtrArray) pieces = sal_tiling_cut(clip, polygons, FALSE, NULL);
  return pieces != NULL ? sal_geometry_copy(pieces->pdata[0]) : NULL;
}

static void
clip_area(SalContentArea *area, const SalTiling *clip, const SalAreaModel *model)
{
  if (area->lonlat == NULL || sal_geometry_is_empty(area->lonlat) || area->is_line)
    return;
  SalGeometry *inside = cut(area->lonlat, clip);
  if (inside == NULL)
    return;
  if (area->is_change && model != NULL)
    area->clipped_km2 = (sal_area_measure(model, area->lonlat) - sal_area_measure(model, inside)) / 1e6;
  if (area->ringed != NULL)
    area->ringed = area->own_ringed = cut(area->ringed, clip);
  g_clear_pointer(&area->own, sal_geometry_free);
  area->lonlat = area->own = inside;
}

void
sal_content_clip(SalContent *content, const SalTiling *clip, const SalAreaModel *model)
{
  for (guint i = 0; i < content->len; i++)
    clip_area(&g_array_index(content, SalContentArea, i), clip, model);
}

GArray *
sal_content_make_entries(const SalContent *content, GHashTable *shown)
{
  GArray *entries = sal_legend_entries_new();
  for (guint i = 0; i < content->len; i++) {
    const SalContentArea *area = &g_array_index(content, SalContentArea, i);
    if (shown != NULL && !g_hash_table_contains(shown, area->id))
      continue;
    sal_legend_entries_add(entries, (SalLegendEntry){ .id = area->id,
                                                      .label = g_strdup(area->label),
                                                      .number = g_strdup(area->number),
                                                      .value = area->value,
                                                      .area = area->style });
  }
  return entries;
}

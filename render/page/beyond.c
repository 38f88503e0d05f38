#include "render/page/beyond.h"

#include "render/drawing/text.h"

#include <math.h>

#define LEAST_SHARE 0.01 /* of all that was gained and lost: less is not told */
#define ARROW_EM 0.75    /* of the type size */
#define GAP_EM 0.35
#define EDGE_MM 0.8 /* between an arrow and the frame's edge */
#define STEP_MM 2.0 /* by which an arrow moves along the edge to find room */

typedef enum { NORTH, EAST, SOUTH, WEST, N_SIDES } Side;

/* What lies beyond a side of the frame. */
typedef struct {
  double added_km2, lost_km2;
  Side side;
  double weighted_mm; /* the sum of each part's place along the side, weighted by its km2 */
} Group;

static double
measure_km2(const SalPage *page, const SalGeometry *lonlat)
{
  return page->options.area_model != NULL ? sal_area_measure(page->options.area_model, lonlat) / 1e6 : 0;
}

/* How much of an area's figure lies outside. It has noise in it that is not drawn: that is shared out as what is drawn. */
static double
measure_outside_km2(const SalPage *page, const SalContentArea *area)
{
  g_autoptr(SalGeometry) outside = sal_outside_find(sal_panel_get_outside(page->panel), area->lonlat);
  const double outside_km2 = measure_km2(page, outside) + area->clipped_km2;
  if (!(outside_km2 > 0))
    return 0;
  const double all_km2 = measure_km2(page, area->lonlat) + area->clipped_km2;
  return fabs(area->km2) * MIN(outside_km2 / all_km2, 1);
}

SalBeyond
sal_beyond_measure(const SalPage *page, const SalContent *content)
{
  SalBeyond beyond = { 0 };
  for (guint i = 0; i < content->len; i++) {
    const SalContentArea *area = &g_array_index(content, SalContentArea, i);
    if (!area->is_change || area->km2 == 0)
      continue;
    const double outside_km2 = measure_outside_km2(page, area);
    *(area->km2 < 0 ? &beyond.lost_km2 : &beyond.added_km2) += fabs(area->km2);
    *(area->km2 < 0 ? &beyond.lost_outside_km2 : &beyond.added_outside_km2) += outside_km2;
  }
  return beyond;
}

SalBeyond
sal_beyond_measure_run(const SalPage *page)
{
  SalBeyond sum = { 0 };
  for (guint i = 0; i < page->run->changes->len; i++) {
    g_autoptr(GArray) content = page->layout->make_content(page, page->run->changes->pdata[i]);
    const SalBeyond one = sal_beyond_measure(page, content);
    sum.added_km2 += one.added_km2, sum.added_outside_km2 += one.added_outside_km2;
    sum.lost_km2 += one.lost_km2, sum.lost_outside_km2 += one.lost_outside_km2;
    if (!page->layout->has_multiples)
      break;
  }
  return sum;
}

SalBeyond
sal_beyond_measure_periods(const SalPage *page)
{
  const SalPageOptions *options = &page->options;
  SalBeyond sum = { 0 };
  for (guint i = 0; i < page->run->changes->len; i++) {
    g_autoptr(GArray) content =
        sal_content_new(options->style, options->words, page->run->changes->pdata[i], NULL);
    if (options->clip != NULL)
      sal_content_clip(content, options->clip, options->area_model);
    const SalBeyond one = sal_beyond_measure(page, content);
    sum.added_outside_km2 += one.added_outside_km2, sum.lost_outside_km2 += one.lost_outside_km2;
    sum.added_km2 += one.added_km2, sum.lost_km2 += one.lost_km2;
  }
  return sum;
}

static char *
format_number(const SalPage *page, double km2, gboolean has_unit)
{
  const gboolean has_sign = page->options.layout != SAL_LAYOUT_COMPARISON && !page->layout->is_unsigned;
  return (has_unit ? sal_figures_format_first : sal_figures_format_area)(page->options.words, km2, has_sign);
}

/* Whether what lies outside is worth telling. */
static gboolean
counts(const SalBeyond *all, double outside_km2)
{
  return outside_km2 > 0 && outside_km2 >= LEAST_SHARE * (all->added_km2 + all->lost_km2);
}

/* And whether the figures print otherwise without it. */
static gboolean
prints_otherwise(const SalPage *page, const SalBeyond *beyond, double all_km2, double outside_km2)
{
  g_autofree char *all = format_number(page, all_km2, FALSE),
                  *shown = format_number(page, all_km2 - outside_km2, FALSE);
  return counts(beyond, outside_km2) && !g_str_equal(all, shown);
}

gboolean
sal_beyond_hides(const SalPage *page, const SalBeyond *beyond)
{
  return prints_otherwise(page, beyond, beyond->added_km2, beyond->added_outside_km2) ||
         prints_otherwise(page, beyond, beyond->lost_km2, beyond->lost_outside_km2);
}

/* label: "" below an entry that has it already. */
static void
add_entry(const SalPage *page, const char *id, const char *label, double all_km2, double shown_km2,
          GArray *entries)
{
  g_autofree char *all = format_number(page, all_km2, TRUE), *shown = format_number(page, shown_km2, FALSE);
  const SalWords *words = page->options.words;
  sal_legend_entries_add(entries, (SalLegendEntry){ .id = id,
                                                    .is_bare = TRUE,
                                                    .label = g_strdup(label),
                                                    .value = shown_km2,
                                                    .number = sal_words_fill(words, SAL_WORD_PART_OF, "part",
                                                                             shown, "whole", all, NULL) });
}

void
sal_beyond_add_entries(const SalPage *page, const SalBeyond *beyond, GArray *entries)
{
  const gboolean hides_added = prints_otherwise(page, beyond, beyond->added_km2, beyond->added_outside_km2);
  const char *label =
      sal_words_get(page->options.words, page->layout->has_multiples ? SAL_WORD_IN_MAPS : SAL_WORD_IN_MAP);
  if (hides_added)
    add_entry(page, g_intern_static_string("in-frame-added"), label, beyond->added_km2,
              beyond->added_km2 - beyond->added_outside_km2, entries);
  if (prints_otherwise(page, beyond, beyond->lost_km2, beyond->lost_outside_km2))
    add_entry(page, g_intern_static_string("in-frame-lost"), hides_added ? "" : label, -beyond->lost_km2,
              beyond->lost_outside_km2 - beyond->lost_km2, entries);
}

/* Beyond which side a point of the page lies most, and where along it. */
static Side
find_side(SalRect frame, SalPoint at, double *along_mm)
{
  const double beyond[N_SIDES] = { frame.y - at.y, at.x - frame.x - frame.width,
                                   at.y - frame.y - frame.height, frame.x - at.x };
  Side side = NORTH;
  for (Side other = EAST; other < N_SIDES; other++)
    if (beyond[other] > beyond[side])
      side = other;
  *along_mm = side == NORTH || side == SOUTH ? CLAMP(at.x, frame.x, frame.x + frame.width)
                                             : CLAMP(at.y, frame.y, frame.y + frame.height);
  return side;
}

static void
add_to_groups(const SalPage *page, const SalContentArea *area, Group *groups)
{
  const SalMap *map = sal_panel_get_map(page->panel);
  g_autoptr(SalGeometry) outside = sal_outside_find(sal_panel_get_outside(page->panel), area->lonlat);
  for (guint i = 0; i < sal_geometry_get_n_polygons(outside); i++) {
    g_autoptr(SalGeometry) one = sal_geometry_extract_polygon(outside, i);
    const SalBox box = sal_map_project_box(map, sal_geometry_get_box(one));
    const double km2 = sal_area_measure(page->options.area_model, one) / 1e6;
    if (sal_box_is_empty(box))
      continue;
    double along_mm;
    Group *group =
        &groups[find_side(sal_map_get_frame(map),
                          (SalPoint){ (box.xmin + box.xmax) / 2, (box.ymin + box.ymax) / 2 }, &along_mm)];
    *(area->km2 < 0 ? &group->lost_km2 : &group->added_km2) += km2;
    group->weighted_mm += km2 * along_mm;
  }
}

/* What is worth telling of both. */
static char *
describe(const SalPage *page, const SalBeyond *all, const Group *group)
{
  if (!counts(all, group->lost_km2))
    return format_number(page, group->added_km2, TRUE);
  g_autofree char *lost = format_number(page, -group->lost_km2, TRUE);
  if (!counts(all, group->added_km2))
    return g_steal_pointer(&lost);
  g_autofree char *added = format_number(page, group->added_km2, FALSE);
  return g_strdup_printf("%s, %s", added, lost);
}

/* changed: what should stay in sight, page mm; may be NULL. */
static gboolean
is_free(SalRect upright, const GArray *obstacles, const SalGeometry *changed)
{
  const SalTurnedRect rect = sal_turned_rect_new(upright);
  const SalBox box = { upright.x, upright.y, upright.x + upright.width, upright.y + upright.height };
  for (guint i = 0; i < obstacles->len; i++)
    if (sal_turned_rect_overlaps(rect, g_array_index(obstacles, SalTurnedRect, i)))
      return FALSE;
  return changed == NULL || !sal_geometry_reaches_into(changed, box);
}

/* Where something of a size stands at a side, near a place along it; FALSE if there is no room. */
static gboolean
find_room(const SalPage *page, Side side, double along_mm, const GArray *obstacles, SalRect *rect)
{
  const SalRect frame = sal_map_get_frame(sal_panel_get_map(page->panel));
  const gboolean is_level = side == NORTH || side == SOUTH;
  const double low = (is_level ? frame.x : frame.y) + EDGE_MM;
  const double length = is_level ? frame.width - rect->width : frame.height - rect->height;
  const double high = low + length - 2 * EDGE_MM;
  const double start = CLAMP(along_mm - (is_level ? rect->width : rect->height) / 2, low, MAX(low, high));
  rect->x = side == EAST ? frame.x + frame.width - rect->width - EDGE_MM : frame.x + EDGE_MM;
  rect->y = side == SOUTH ? frame.y + frame.height - rect->height - EDGE_MM : frame.y + EDGE_MM;
  for (double away = 0; away <= length; away += STEP_MM)
    for (int sign = -1; sign <= 1; sign += 2) {
      const double at = start + sign * away;
      *(is_level ? &rect->x : &rect->y) = at;
      if (at >= low && at <= high && is_free(*rect, obstacles, page->changed))
        return TRUE;
    }
  return FALSE;
}

/* A triangle that points out of the frame, in a square. */
static SalGeometry *
make_triangle(Side side, SalPoint corner, double size)
{
  static const SalPoint shapes[N_SIDES][3] = { [NORTH] = { { 0.5, 0 }, { 1, 1 }, { 0, 1 } },
                                               [EAST] = { { 1, 0.5 }, { 0, 1 }, { 0, 0 } },
                                               [SOUTH] = { { 0.5, 1 }, { 0, 0 }, { 1, 0 } },
                                               [WEST] = { { 0, 0.5 }, { 1, 0 }, { 1, 1 } } };
  SalGeometry *triangle = sal_geometry_new(SAL_POLYGONS);
  for (guint i = 0; i < 3; i++)
    sal_geometry_add_point(triangle, corner.x + shapes[side][i].x * size,
                           corner.y + shapes[side][i].y * size);
  sal_geometry_end_part(triangle);
  sal_geometry_end_polygon(triangle);
  return triangle;
}

static SalTextStyle
make_text_style(const SalStyle *style)
{
  SalTextStyle text = style->callout_text;
  text.halo = style->land.fill;
  text.halo_mm = text.size_pt * SAL_MM_PER_PT * 0.18;
  return text;
}

static const char *const IDS[N_SIDES] = { "beyond-north", "beyond-east", "beyond-south", "beyond-west" };

/* Says what an arrow does. */
static void
print_group(const SalBeyond *all, const Group *group, const char *text, GPtrArray *printed)
{
  const double values[] = { group->added_km2, -group->lost_km2 };
  for (guint i = 0; i < G_N_ELEMENTS(values); i++)
    if (counts(all, fabs(values[i])))
      sal_printed_list_add(
          printed,
          &(SalPrinted){ .where = "beyond", .id = IDS[group->side], .text = text, .value = values[i] });
}

/* An arrow at a side of the frame, with its text. Returns what it takes; of no width: there is no room. */
static SalRect
add_arrow(const SalPage *page, const Group *group, const char *text, const GArray *obstacles, SalLayer *layer)
{
  const Side side = group->side;
  const SalStyle *style = page->options.style;
  const SalTextStyle type = make_text_style(style);
  const double em = type.size_pt * SAL_MM_PER_PT, size = em * ARROW_EM, gap = em * GAP_EM;
  const SalTextExtents extents = sal_text_measure(text, style->font_family, &type);
  SalRect rect = { 0, 0, size + gap + extents.width_mm, em * 1.2 };
  if (!find_room(page, side, group->weighted_mm / (group->added_km2 + group->lost_km2), obstacles, &rect))
    return (SalRect){ 0 };
  const double triangle_x = side == EAST ? rect.x + rect.width - size : rect.x;
  const double text_x = side == EAST ? rect.x : rect.x + size + gap;
  const double middle = rect.y + rect.height / 2;
  sal_layer_add_area(layer, make_triangle(side, (SalPoint){ triangle_x, middle - size / 2 }, size),
                     group->added_km2 >= group->lost_km2 ? &style->gained : &style->lost,
                     &(SalItemInfo){ .id = IDS[side], .title = text });
  sal_layer_add_text(layer, text, text_x, middle + extents.cap_height_mm / 2, SAL_ANCHOR_START, 0, &type);
  return (SalRect){ rect.x - gap, rect.y - gap, rect.width + 2 * gap, rect.height + 2 * gap };
}

SalLayer *
sal_beyond_make_arrows(const SalPage *page, const SalContent *content, GArray *obstacles, GPtrArray *printed)
{
  const SalBeyond all = sal_beyond_measure(page, content);
  Group groups[N_SIDES] = { 0 };
  SalLayer *layer = sal_layer_new("beyond", "Change beyond the frame");
  for (guint i = 0; i < content->len && page->options.area_model != NULL; i++) {
    const SalContentArea *area = &g_array_index(content, SalContentArea, i);
    if (area->is_change)
      add_to_groups(page, area, groups);
  }
  for (Side side = NORTH; side < N_SIDES; side++) {
    groups[side].side = side;
    if (!counts(&all, groups[side].added_km2) && !counts(&all, groups[side].lost_km2))
      continue;
    g_autofree char *text = describe(page, &all, &groups[side]);
    const SalTurnedRect taken = sal_turned_rect_new(add_arrow(page, &groups[side], text, obstacles, layer));
    if (taken.width <= 0)
      continue;
    g_array_append_val(obstacles, taken);
    print_group(&all, &groups[side], text, printed);
  }
  return layer;
}

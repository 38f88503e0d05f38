#include "render/page/region-spots.h"

#include "render/drawing/text.h"
#include "render/names/area-names.h"
#include "render/page/layout.h"

#include <math.h>

#define NAME_RANK 2  /* of the type of names among those of places, */
#define VALUE_RANK 1 /* and of values, which are bold */
#define BOLD 700
#define LEAST_PT 6.0 /* of any type that is scaled */
#define SMALLER 0.8  /* where there is no room for more */
#define LINE_EM 1.2
#define PAD_MM 0.6     /* around the texts */
#define EDGE_MM 1.0    /* to the frame */
#define NEAREST_MM 4.0 /* from the foot of a leader to the middle of its box, */
#define FARTHEST_MM 60.0
#define STEP_MM 2.0
#define MAX_ORDERS 8 /* in which boxes beside regions are placed */
#define MOVABLE 0    /* the owner of what is there */
#define DIRECTIONS 24
#define FREE_MM 3.0   /* around a foot */
#define CELL_MM 1.5   /* of the grid of what regions cover */
#define FOOT_MM 0.9   /* of the dot */
#define LEADER_MM 0.6 /* kept free for it */

/* What is known of a region before it has a spot. */
typedef struct {
  SalRegionSpot spot;
  const char *name;
  SalGeometry *area; /* page mm */
  double value_mm;   /* the widest value of the run, in full type */
} Item;

static void
clear_spot(gpointer data)
{
  SalRegionSpot *spot = data;
  g_strfreev(spot->lines);
}

static void
clear_item(gpointer data)
{
  Item *item = data;
  clear_spot(&item->spot);
  sal_geometry_free(item->area);
}

static SalTextStyle
make_text(const SalStyle *style, double scale, gboolean is_value)
{
  SalTextStyle text = style->place_text[is_value ? VALUE_RANK : NAME_RANK];
  text.size_pt = MAX(text.size_pt * scale, MIN(text.size_pt, LEAST_PT));
  text.weight = is_value ? BOLD : text.weight;
  return text;
}

static double
measure(const SalPage *page, const char *text, double scale, gboolean is_value)
{
  const SalTextStyle style = make_text(page->options.style, scale, is_value);
  return sal_text_measure(text, page->options.style->font_family, &style).width_mm;
}

static double
get_line_mm(const SalPage *page, double scale, gboolean is_value)
{
  return make_text(page->options.style, scale, is_value).size_pt * SAL_MM_PER_PT * LINE_EM;
}

static Item *
find_item(GArray *items, const char *id)
{
  for (guint i = 0; i < items->len; i++)
    if (g_array_index(items, Item, i).spot.id == id)
      return &g_array_index(items, Item, i);
  return NULL;
}

/* Each region is an item, with the widest of its values. */
static void
add_items(const SalPage *page, const SalChange *change, GArray *items)
{
  const SalMap *map = sal_panel_get_map(page->panel);
  g_autoptr(GArray) content = page->layout->make_content(page, change);
  for (guint i = 0; i < content->len; i++) {
    const SalContentArea *area = &g_array_index(content, SalContentArea, i);
    if (find_item(items, area->id) == NULL) {
      const Item item = { .spot = { .id = area->id }, .area = sal_map_project(map, area->lonlat) };
      g_array_append_val(items, item);
    }
    Item *item = find_item(items, area->id);
    item->name = g_intern_string(area->label);
    item->value_mm = MAX(item->value_mm, measure(page, area->number, 1, TRUE));
  }
}

/* The size of the box of a name in these lines and a value. */
static SalRect
measure_box(const SalPage *page, const Item *item, char **lines, double scale)
{
  double width = item->value_mm * scale;
  guint n = 0;
  for (; lines[n] != NULL; n++)
    width = MAX(width, measure(page, lines[n], scale, FALSE));
  return (SalRect){ .width = width + 2 * PAD_MM,
                    .height =
                        n * get_line_mm(page, scale, FALSE) + get_line_mm(page, scale, TRUE) + 2 * PAD_MM };
}

/* In one line, or in as many as it has words. */
static char **
break_name(const SalPage *page, const Item *item, double scale, gboolean is_broken)
{
  const SalTextStyle text = make_text(page->options.style, scale, FALSE);
  return sal_text_wrap(item->name, page->options.style->font_family, &text,
                       is_broken ? item->value_mm * scale : 1e4);
}

static void
take(SalTaken *taken, guint owner, Item *item, char **lines, double scale, SalRect box)
{
  g_strfreev(item->spot.lines);
  item->spot.lines = g_strdupv(lines);
  item->spot.scale = scale;
  item->spot.box = box;
  sal_taken_add(taken, sal_turned_rect_new(box), owner);
}

static SalRect
centre(SalRect size, SalPoint middle)
{
  return (SalRect){ middle.x - size.width / 2, middle.y - size.height / 2, size.width, size.height };
}

static gboolean
try_inside(const SalPage *page, Item *item, char **lines, double scale, SalTaken *taken)
{
  const SalRect frame = sal_map_get_frame(sal_panel_get_map(page->panel));
  const SalRect size = measure_box(page, item, lines, scale);
  SalPoint middle;
  if (!sal_area_names_find_room(frame, item->area, size, taken, &middle))
    return FALSE;
  take(taken, SAL_TAKEN_FIXED, item, lines, scale, centre(size, middle));
  return TRUE;
}

static gboolean
place_inside(const SalPage *page, Item *item, SalTaken *taken)
{
  for (guint i = 0; i < 4; i++) {
    const double scale = i < 2 ? 1 : SMALLER;
    g_auto(GStrv) lines = break_name(page, item, scale, i % 2 == 1);
    if (try_inside(page, item, lines, scale, taken))
      return TRUE;
  }
  return FALSE;
}

/* Better than nothing. */
static gboolean
place_value_alone(const SalPage *page, Item *item, SalTaken *taken)
{
  char *lines[] = { NULL };
  return try_inside(page, item, lines, SMALLER, taken);
}

static gboolean
is_in_frame(SalRect frame, SalRect box)
{
  return box.x >= frame.x + EDGE_MM && box.y >= frame.y + EDGE_MM &&
         box.x + box.width <= frame.x + frame.width - EDGE_MM &&
         box.y + box.height <= frame.y + frame.height - EDGE_MM;
}

/* Where a line from a point outside to the middle of a box meets its edge. */
static SalPoint
find_edge(SalRect box, SalPoint from)
{
  const SalPoint middle = { box.x + box.width / 2, box.y + box.height / 2 };
  const double dx = from.x - middle.x, dy = from.y - middle.y;
  const double across = dx != 0 ? box.width / 2 / fabs(dx) : G_MAXDOUBLE;
  const double down = dy != 0 ? box.height / 2 / fabs(dy) : G_MAXDOUBLE;
  const double share = MIN(MIN(across, down), 1);
  return (SalPoint){ middle.x + dx * share, middle.y + dy * share };
}

/* What boxes beside their regions keep clear of. */
typedef struct {
  SalTaken *taken;
  SalTaken *regions;      /* cells that lie in one */
  const GPtrArray *items; /* Item: a leader passes the feet of the others by */
} Obstacles;

/* Fills a coarse grid. Owned by the caller. */
static SalTaken *
take_regions(const SalPage *page)
{
  const SalRect frame = sal_map_get_frame(sal_panel_get_map(page->panel));
  SalTaken *taken = sal_taken_new(frame);
  for (double y = frame.y + CELL_MM / 2; y < frame.y + frame.height; y += CELL_MM)
    for (double x = frame.x + CELL_MM / 2; x < frame.x + frame.width; x += CELL_MM)
      if (sal_geometry_contains(page->changed, x, y))
        sal_taken_add(taken, (SalTurnedRect){ .x = x, .y = y, .width = CELL_MM, .height = CELL_MM },
                      SAL_TAKEN_FIXED);
  return taken;
}

static gboolean
passes_feet(const Obstacles *obstacles, SalTurnedRect leader, SalPoint foot)
{
  for (guint i = 0; i < obstacles->items->len; i++) {
    const SalPoint other = ((const Item *)obstacles->items->pdata[i])->spot.foot;
    const SalTurnedRect spot = { .x = other.x, .y = other.y, .width = FREE_MM, .height = FREE_MM };
    if ((other.x != foot.x || other.y != foot.y) && sal_turned_rect_overlaps(leader, spot))
      return FALSE;
  }
  return TRUE;
}

static gboolean
is_clear(const Obstacles *obstacles, SalRect box, SalPoint foot)
{
  const SalTurnedRect rect = sal_turned_rect_new(box);
  const SalTurnedRect leader = sal_turned_rect_new_line(foot, find_edge(box, foot), LEADER_MM);
  return sal_taken_is_free(obstacles->taken, rect) && sal_taken_is_free(obstacles->regions, rect) &&
         sal_taken_is_free(obstacles->taken, leader) && passes_feet(obstacles, leader, foot);
}

/* Tries all directions at a distance. */
static gboolean
try_distance(SalRect frame, const Obstacles *obstacles, SalPoint foot, double away_mm, SalRect *box)
{
  const SalRect size = *box;
  for (guint i = 0; i < DIRECTIONS; i++) {
    const double angle = 2 * G_PI * i / DIRECTIONS;
    *box = centre(size, (SalPoint){ foot.x + away_mm * cos(angle), foot.y + away_mm * sin(angle) });
    if (is_in_frame(frame, *box) && is_clear(obstacles, *box, foot))
      return TRUE;
  }
  return FALSE;
}

static SalPoint
find_foot(SalRect frame, const Item *item)
{
  const SalBox all = sal_geometry_get_box(item->area);
  SalPoint foot = { (all.xmin + all.xmax) / 2, (all.ymin + all.ymax) / 2 };
  g_autoptr(SalTaken) nothing = sal_taken_new(frame);
  sal_area_names_find_room(frame, item->area, (SalRect){ 0 }, nothing, &foot);
  return foot;
}

/* Takes the nearest place around the foot outside of all regions, with the name in one line or in several. */
static gboolean
place_beside(const SalPage *page, Item *item, const Obstacles *obstacles)
{
  const SalRect frame = sal_map_get_frame(sal_panel_get_map(page->panel));
  const SalPoint foot = item->spot.foot;
  for (double away = NEAREST_MM; away <= FARTHEST_MM; away += STEP_MM)
    for (guint i = 0; i < 2; i++) {
      g_auto(GStrv) lines = break_name(page, item, SMALLER, i == 1);
      SalRect box = measure_box(page, item, lines, SMALLER);
      if (!try_distance(frame, obstacles, foot, away, &box))
        continue;
      take(obstacles->taken, MOVABLE, item, lines, SMALLER, box);
      item->spot.has_leader = TRUE;
      sal_taken_add(obstacles->taken, sal_turned_rect_new_line(foot, find_edge(box, foot), LEADER_MM),
                    MOVABLE);
      return TRUE;
    }
  return FALSE;
}

static gboolean
is_waiting(const Item *item)
{
  return item->spot.scale == 0 && !sal_geometry_is_empty(item->area);
}

/* Places the items (Item *) beside their regions, in this order. Those without room come first in the order next
 * time. Returns their number. */
static guint
try_order(const SalPage *page, GPtrArray *order, const Obstacles *obstacles)
{
  guint n_left_out = 0;
  sal_taken_remove(obstacles->taken, MOVABLE);
  for (guint i = 0; i < order->len; i++)
    ((Item *)order->pdata[i])->spot.scale = 0;
  for (guint i = 0; i < order->len; i++) {
    Item *item = order->pdata[i];
    if (place_beside(page, item, obstacles))
      continue;
    g_ptr_array_remove_index(order, i);
    g_ptr_array_insert(order, (int)n_left_out++, item);
  }
  return n_left_out;
}

/* What has no room inside goes beside, in an order in which as many as possible find room, and what finds none is a
 * number alone. Returns how many have no room at all. */
static guint
place_items(const SalPage *page, GArray *items, SalTaken *taken)
{
  g_autoptr(GPtrArray) order = g_ptr_array_new();
  guint n_left_out = 0;
  for (guint i = 0; i < items->len; i++) {
    Item *item = &g_array_index(items, Item, i);
    if (!is_waiting(item) || place_inside(page, item, taken))
      continue;
    item->spot.foot = find_foot(sal_map_get_frame(sal_panel_get_map(page->panel)), item);
    g_ptr_array_add(order, item);
  }
  if (order->len == 0)
    return 0;
  g_autoptr(SalTaken) regions = take_regions(page);
  const Obstacles obstacles = { taken, regions, order };
  for (guint i = 0; i < MAX_ORDERS && try_order(page, order, &obstacles) > 0; i++)
    ;
  for (guint i = 0; i < order->len; i++) {
    Item *item = order->pdata[i];
    n_left_out += is_waiting(item) && !place_value_alone(page, item, taken);
  }
  return n_left_out;
}

GArray *
sal_region_spots_find(const SalPage *page, guint *n_left_out)
{
  g_autoptr(SalTaken) taken = sal_taken_new(sal_map_get_frame(sal_panel_get_map(page->panel)));
  g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(Item));
  GArray *spots = g_array_new(FALSE, FALSE, sizeof(SalRegionSpot));
  g_array_set_clear_func(items, clear_item);
  g_array_set_clear_func(spots, clear_spot);
  for (guint i = 0; i < page->run->changes->len; i++)
    add_items(page, page->run->changes->pdata[i], items);
  for (guint i = 0; i < page->furniture->len; i++)
    sal_taken_add(taken, g_array_index(page->furniture, SalTurnedRect, i), SAL_TAKEN_FIXED);
  *n_left_out = place_items(page, items, taken);
  for (guint i = 0; i < items->len; i++) {
    Item *item = &g_array_index(items, Item, i);
    if (item->spot.scale > 0) {
      g_array_append_val(spots, item->spot);
      item->spot.lines = NULL; /* the spot has them */
    }
  }
  return spots;
}

static const SalContentArea *
find_area(const SalContent *content, const char *id)
{
  for (guint i = 0; i < content->len; i++)
    if (g_array_index(content, SalContentArea, i).id == id)
      return &g_array_index(content, SalContentArea, i);
  return NULL;
}

static void
draw_leader(const SalPage *page, const SalRegionSpot *spot, SalLayer *layer)
{
  const SalPoint end = find_edge(spot->box, spot->foot);
  SalGeometry *line = sal_geometry_new(SAL_LINES);
  sal_geometry_add_point(line, spot->foot.x, spot->foot.y);
  sal_geometry_add_point(line, end.x, end.y);
  sal_geometry_end_part(line);
  sal_layer_add_line(layer, line, &page->options.style->leader, NULL);
  sal_layer_add_dot(layer, spot->foot.x, spot->foot.y, FOOT_MM, &page->options.style->place_dot);
}

/* A line of text that is centred in the box. Moves top on to the next one. */
static void
draw_line(const SalPage *page, const SalRegionSpot *spot, const char *text, gboolean is_value, double *top,
          SalLayer *layer)
{
  const SalTextStyle style = make_text(page->options.style, spot->scale, is_value);
  const double height = get_line_mm(page, spot->scale, is_value);
  const double cap_mm = sal_text_measure("H", page->options.style->font_family, &style).cap_height_mm;
  sal_layer_add_text(layer, text, spot->box.x + spot->box.width / 2, *top + (height + cap_mm) / 2,
                     SAL_ANCHOR_MIDDLE, 0, &style);
  *top += height;
}

SalLayer *
sal_region_spots_make_layer(const SalPage *page, const SalContent *content)
{
  SalLayer *layer = sal_layer_new("values", "Values of regions");
  sal_layer_set_clip(layer, sal_map_get_frame(sal_panel_get_map(page->panel)));
  for (guint i = 0; i < page->region_spots->len; i++) {
    const SalRegionSpot *spot = &g_array_index(page->region_spots, SalRegionSpot, i);
    const SalContentArea *area = find_area(content, spot->id);
    double top = spot->box.y + PAD_MM;
    if (area == NULL)
      continue;
    g_autofree char *id = sal_id_new("value", area->label);
    sal_layer_begin_group(layer, &(SalDrawingGroup){ id, "value", area->label });
    if (spot->has_leader)
      draw_leader(page, spot, layer);
    for (guint j = 0; spot->lines[j] != NULL; j++)
      draw_line(page, spot, spot->lines[j], FALSE, &top, layer);
    draw_line(page, spot, area->number, TRUE, &top, layer);
    sal_layer_end_group(layer);
  }
  return layer;
}

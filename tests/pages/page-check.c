#include "page-check.h"

#include "render/drawing/text.h"

#include <math.h>
#include <string.h>

#define LEAST_CONTRAST 4.5
#define LEAST_CONTRAST_LARGE 3.0 /* of 18 pt, or 14 pt in bold type */
#define SLACK_MM 0.05
#define HALO_MM 1.0 /* halos and padding of two names */

/* A text and the corners of what its glyphs take, turned with it. */
typedef struct {
  const SalItem *item;
  const SalLayer *layer;
  SalPoint corners[4];
  guint order; /* of its layer */
} Text;

guint page_check_n_faults;

G_GNUC_PRINTF(1, 2) static void fail(const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *message = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  g_test_message("%s", message);
  g_test_fail();
  page_check_n_faults++;
}

static Text
text_new(const SalDrawing *drawing, guint order, const SalItem *item)
{
  const SalTextExtents extents =
      sal_text_measure(item->text.text, sal_drawing_get_font_family(drawing), &item->text.style);
  const double left = item->text.anchor == SAL_ANCHOR_START ? 0
                      : item->text.anchor == SAL_ANCHOR_END ? extents.width_mm
                                                            : extents.width_mm / 2;
  const double x[4] = { -left, extents.width_mm - left, extents.width_mm - left, -left };
  const double y[4] = { -extents.cap_height_mm, -extents.cap_height_mm, extents.descent_mm / 2,
                        extents.descent_mm / 2 };
  const double angle = -item->text.angle_deg * G_PI / 180;
  Text text = { .item = item, .layer = sal_drawing_get_layer(drawing, order), .order = order };
  for (guint i = 0; i < 4; i++)
    text.corners[i] = (SalPoint){ item->text.x + x[i] * cos(angle) - y[i] * sin(angle),
                                  item->text.y + x[i] * sin(angle) + y[i] * cos(angle) };
  return text;
}

static GArray *
collect_texts(const SalDrawing *drawing)
{
  GArray *texts = g_array_new(FALSE, FALSE, sizeof(Text));
  for (guint i = 0; i < sal_drawing_get_n_layers(drawing); i++) {
    const SalLayer *layer = sal_drawing_get_layer(drawing, i);
    for (guint j = 0; j < sal_layer_get_n_items(layer); j++) {
      const SalItem *item = sal_layer_get_item(layer, j);
      if (item->type != SAL_ITEM_TEXT || *item->text.text == '\0')
        continue;
      const Text text = text_new(drawing, i, item);
      g_array_append_val(texts, text);
    }
  }
  return texts;
}

/* How far b's corners lie beyond a's side number side, at least: more than 0 parts the two. */
static double
measure_beyond(const Text *a, const Text *b, guint side)
{
  const SalPoint from = a->corners[side], to = a->corners[(side + 1) % 4];
  const double length = hypot(to.x - from.x, to.y - from.y);
  double least = G_MAXDOUBLE;
  for (guint i = 0; i < 4; i++) {
    const double cross =
        (to.x - from.x) * (b->corners[i].y - from.y) - (to.y - from.y) * (b->corners[i].x - from.x);
    least = MIN(least, length > 0 ? -cross / length : 0);
  }
  return least;
}

/* Whether nothing parts two texts by more than so much. */
static gboolean
are_near(const Text *a, const Text *b, double mm)
{
  for (guint side = 0; side < 4; side++)
    if (measure_beyond(a, b, side) > mm || measure_beyond(b, a, side) > mm)
      return FALSE;
  return TRUE;
}

static gboolean
overlap(const Text *a, const Text *b)
{
  return are_near(a, b, -SLACK_MM);
}

static void
check_overlaps(const GArray *texts, const char *what)
{
  for (guint i = 0; i < texts->len; i++)
    for (guint j = i + 1; j < texts->len; j++) {
      const Text *a = &g_array_index(texts, Text, i), *b = &g_array_index(texts, Text, j);
      if (overlap(a, b))
        fail("%s: '%s' (%s) overlaps '%s' (%s)", what, a->item->text.text, sal_layer_get_id(a->layer),
             b->item->text.text, sal_layer_get_id(b->layer));
    }
}

static void
check_inside(const SalDrawing *drawing, const GArray *texts, const char *what)
{
  const double width = sal_drawing_get_width_mm(drawing), height = sal_drawing_get_height_mm(drawing);
  for (guint i = 0; i < texts->len; i++) {
    const Text *text = &g_array_index(texts, Text, i);
    SalRect clip = { 0, 0, width, height };
    sal_layer_get_clip(text->layer, &clip);
    for (guint j = 0; j < 4; j++) {
      const SalPoint p = text->corners[j];
      if (p.x < MAX(clip.x, 0) - SLACK_MM || p.y < MAX(clip.y, 0) - SLACK_MM ||
          p.x > MIN(clip.x + clip.width, width) + SLACK_MM ||
          p.y > MIN(clip.y + clip.height, height) + SLACK_MM) {
        fail("%s: '%s' (%s) leaves its frame at %.1f, %.1f", what, text->item->text.text,
             sal_layer_get_id(text->layer), p.x, p.y);
        break;
      }
    }
  }
}

static SalColor
blend(SalColor over, SalColor under)
{
  const double a = over.a / 255.0;
  return (SalColor){ (guint8)lround(over.r * a + under.r * (1 - a)),
                     (guint8)lround(over.g * a + under.g * (1 - a)),
                     (guint8)lround(over.b * a + under.b * (1 - a)), 255 };
}

static gboolean
is_in_clip(const SalLayer *layer, SalPoint p)
{
  SalRect clip;
  return !sal_layer_get_clip(layer, &clip) ||
         (p.x >= clip.x && p.y >= clip.y && p.x <= clip.x + clip.width && p.y <= clip.y + clip.height);
}

/* What is painted at a point by the layers below number order, and by the areas before item in that one;
 * white where there is nothing. */
static SalColor
find_ground(const SalDrawing *drawing, guint order, const SalItem *item, SalPoint p)
{
  SalColor ground = { 255, 255, 255, 255 };
  for (guint i = 0; i <= order; i++) {
    const SalLayer *layer = sal_drawing_get_layer(drawing, i);
    for (guint j = 0; j < sal_layer_get_n_items(layer) && is_in_clip(layer, p); j++) {
      const SalItem *other = sal_layer_get_item(layer, j);
      if (other == item)
        return ground;
      if (other->type == SAL_ITEM_AREA && other->area.fill.a != 0 &&
          sal_geometry_contains(other->geometry, p.x, p.y))
        ground = blend(other->area.fill, ground);
    }
  }
  return ground;
}

static void
check_contrast(const SalDrawing *drawing, const GArray *texts, const char *what)
{
  for (guint i = 0; i < texts->len; i++) {
    const Text *text = &g_array_index(texts, Text, i);
    const SalTextStyle *style = &text->item->text.style;
    const gboolean is_large = style->size_pt >= 18 || (style->size_pt >= 14 && style->weight >= 700);
    const double least = is_large ? LEAST_CONTRAST_LARGE : LEAST_CONTRAST;
    for (guint j = 0; j < 4; j++) {
      const SalPoint p = { (text->corners[j].x + text->corners[(j + 1) % 4].x) / 2,
                           (text->corners[j].y + text->corners[(j + 1) % 4].y) / 2 };
      SalColor ground = find_ground(drawing, text->order, text->item, p);
      if (style->halo_mm > 0)
        ground = blend(style->halo, ground);
      const double contrast = sal_color_contrast(blend(style->color, ground), ground);
      if (contrast >= least)
        continue;
      fail("%s: '%s' (%s) has a contrast of %.1f on #%02X%02X%02X, less than %.1f", what,
           text->item->text.text, sal_layer_get_id(text->layer), contrast, ground.r, ground.g, ground.b,
           least);
      break;
    }
  }
}

/* An id without what it begins with on insets, locators and small multiples. */
static const char *
skip_prefix(const char *id)
{
  static const char *const words[] = { "gained", "lost", "held", "class-" };
  for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
    const char *at = strstr(id, words[i]);
    if (at != NULL && (at == id || at[-1] == '-'))
      return at;
  }
  return id;
}

static gboolean
is_area_layer(const SalLayer *layer)
{
  const char *id = skip_prefix(sal_layer_get_id(layer));
  return g_str_has_prefix(id, "gained") || g_str_has_prefix(id, "lost") || g_str_has_prefix(id, "held") ||
         g_str_has_prefix(id, "class-");
}

static gboolean
title_names(const char *title, const char *label)
{
  const char *at = title != NULL ? strstr(title, label) : NULL;
  return at != NULL && (at == title || at[-1] == ' ');
}

static const SalLayer *
find_layer(const SalDrawing *drawing, const char *id)
{
  for (guint i = 0; i < sal_drawing_get_n_layers(drawing); i++)
    if (g_str_equal(sal_layer_get_id(sal_drawing_get_layer(drawing, i)), id))
      return sal_drawing_get_layer(drawing, i);
  return NULL;
}

/* Whether a legend label names a layer, or an item of one such as the disputed borders. */
static gboolean
is_drawn(const SalDrawing *drawing, const char *label)
{
  for (guint i = 0; i < sal_drawing_get_n_layers(drawing); i++) {
    const SalLayer *layer = sal_drawing_get_layer(drawing, i);
    if (is_area_layer(layer) && title_names(sal_layer_get_title(layer), label))
      return TRUE;
    for (guint j = 0; j < sal_layer_get_n_items(layer); j++)
      if (title_names(sal_layer_get_item(layer, j)->info.title, label))
        return TRUE;
  }
  return FALSE;
}

static gboolean
is_number(const char *text)
{
  return strstr(text, "km\xc2\xb2") != NULL;
}

/* Of what the frame shows of the whole. */
static gboolean
is_heading(const char *text)
{
  return g_str_equal(text, "In this map") || g_str_equal(text, "In these maps");
}

static void
check_legend(const SalDrawing *drawing, const char *what)
{
  const SalLayer *legend = find_layer(drawing, "legend");
  g_autoptr(GPtrArray) labels = g_ptr_array_new();
  for (guint i = 0; legend != NULL && i < sal_layer_get_n_items(legend); i++) {
    const SalItem *item = sal_layer_get_item(legend, i);
    if (item->type == SAL_ITEM_TEXT && !is_number(item->text.text) && !is_heading(item->text.text))
      g_ptr_array_add(labels, item->text.text);
  }
  for (guint i = 0; i < labels->len; i++)
    if (!is_drawn(drawing, labels->pdata[i]))
      fail("%s: the legend has '%s', of which nothing is drawn", what, (char *)labels->pdata[i]);
  for (guint i = 0; i < sal_drawing_get_n_layers(drawing); i++) {
    const SalLayer *layer = sal_drawing_get_layer(drawing, i);
    gboolean is_named = !is_area_layer(layer);
    for (guint j = 0; j < labels->len && !is_named; j++)
      is_named = title_names(sal_layer_get_title(layer), labels->pdata[j]);
    if (!is_named)
      fail("%s: '%s' (%s) is drawn, and the legend does not name it", what, sal_layer_get_title(layer),
           sal_layer_get_id(layer));
  }
}

static void
check_ids(const SalDrawing *drawing, const char *what)
{
  g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);
  for (guint i = 0; i < sal_drawing_get_n_layers(drawing); i++) {
    const SalLayer *layer = sal_drawing_get_layer(drawing, i);
    if (!g_hash_table_add(ids, (gpointer)sal_layer_get_id(layer)))
      fail("%s: two of the id '%s'", what, sal_layer_get_id(layer));
    for (guint j = 0; j < sal_layer_get_n_items(layer); j++) {
      const char *id = sal_layer_get_item(layer, j)->info.id;
      if (id != NULL && !g_hash_table_add(ids, (gpointer)id))
        fail("%s: two of the id '%s'", what, id);
    }
  }
}

void
page_check(const SalDrawing *drawing, const char *what)
{
  g_autoptr(GArray) texts = collect_texts(drawing);
  check_overlaps(texts, what);
  check_inside(drawing, texts, what);
  check_contrast(drawing, texts, what);
  check_legend(drawing, what);
  check_ids(drawing, what);
}

static gboolean
has_text_at(const SalLayer *layer, const SalItem *item)
{
  for (guint i = 0; i < sal_layer_get_n_items(layer); i++) {
    const SalItem *other = sal_layer_get_item(layer, i);
    if (other->type == SAL_ITEM_TEXT && g_str_equal(other->text.text, item->text.text) &&
        hypot(other->text.x - item->text.x, other->text.y - item->text.y) < 1e-9)
      return TRUE;
  }
  return FALSE;
}

/* The dot of a place, as if it were a text. */
static Text
dot_new(const SalItem *item)
{
  const SalBox box = sal_geometry_get_box(item->geometry);
  return (Text){ .item = item,
                 .corners = { { box.xmin, box.ymin },
                              { box.xmax, box.ymin },
                              { box.xmax, box.ymax },
                              { box.xmin, box.ymax } } };
}

/* Whether the dot of another place is near a text. */
static gboolean
is_near_dot(const SalDrawing *drawing, const Text *text)
{
  const SalLayer *places = find_layer(drawing, "places");
  for (guint i = 0; places != NULL && i < sal_layer_get_n_items(places); i++) {
    const SalItem *item = sal_layer_get_item(places, i);
    if (item->type != SAL_ITEM_AREA || item->group == NULL ||
        g_strcmp0(item->group->title, text->item->text.text) == 0)
      continue;
    const Text dot = dot_new(item);
    if (are_near(text, &dot, HALO_MM))
      return TRUE;
  }
  return FALSE;
}

/* Whether a name of one page would be in the way of others on another page. */
static gboolean
is_in_the_way(const SalDrawing *drawing, guint order, const SalItem *item, const SalDrawing *other)
{
  const Text text = text_new(drawing, order, item);
  g_autoptr(GArray) texts = collect_texts(other);
  for (guint i = 0; i < texts->len; i++) {
    const Text *taken = &g_array_index(texts, Text, i);
    if (!g_str_equal(taken->item->text.text, item->text.text) && are_near(&text, taken, HALO_MM))
      return TRUE;
  }
  return is_near_dot(other, &text);
}

static guint
find_order(const SalDrawing *drawing, const SalLayer *layer)
{
  guint order = 0;
  while (sal_drawing_get_layer(drawing, order) != layer)
    order++;
  return order;
}

/* Namesakes stand on both pages each in its place: only a name that left one place for another has moved. The name of a
 * city may do so where the news of one of the pages stands in the spot that it has on the other. */
void
page_check_neighbours(const SalDrawing *drawing, const SalDrawing *next, const char *what)
{
  const SalLayer *places = find_layer(drawing, "places"), *others = find_layer(next, "places");
  for (guint i = 0; places != NULL && others != NULL && i < sal_layer_get_n_items(places); i++) {
    const SalItem *item = sal_layer_get_item(places, i);
    for (guint j = 0; item->type == SAL_ITEM_TEXT && j < sal_layer_get_n_items(others); j++) {
      const SalItem *other = sal_layer_get_item(others, j);
      if (other->type != SAL_ITEM_TEXT || !g_str_equal(item->text.text, other->text.text) ||
          has_text_at(others, item) || has_text_at(places, other) ||
          is_in_the_way(drawing, find_order(drawing, places), item, next) ||
          is_in_the_way(next, find_order(next, others), other, drawing))
        continue;
      fail("%s: '%s' moves from %.1f, %.1f to %.1f, %.1f", what, item->text.text, item->text.x, item->text.y,
           other->text.x, other->text.y);
    }
  }
}

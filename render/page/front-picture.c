#include "render/page/front-picture.h"

#include "render/drawing/text.h"
#include "render/map/layers.h"
#include "render/map/scalebar.h"

#include <math.h>

#define MARGIN_SHARE 0.06  /* of the territory's box around it */
#define LINE_MM 0.35       /* of a front */
#define MARK_MM 2.6        /* across a mark */
#define MARK_LINE_MM 0.4   /* of its outline */
#define LABEL_MM 40.0      /* a label is not as long */
#define MOST_LABELS 12     /* loose ends with their coordinates */
#define MOST_FAULT_LINES 3 /* of the error's text */
#define ROW_MM 5.0         /* of the key */
#define BAR_MM 40.0        /* of the scale bar at most */

/* The shapes of marks differ as well as their colours, for print in grey. */
typedef enum { MARK_RING, MARK_SQUARE, MARK_CROSS, MARK_DOT, N_MARKS } Mark;

typedef struct {
  const SalFrontPicture *options;
  SalMap *map;
  SalRect frame;
  double top_mm; /* where the map begins */
} Picture;

static SalAreaStyle
get_mark_style(const SalStyle *style, Mark mark)
{
  const SalColor loose = style->gained.fill, mended = style->lost.fill;
  SalAreaStyle area = { .fill = mark == MARK_DOT ? loose : (SalColor){ 0, 0, 0, 0 } };
  area.outline =
      (SalLineStyle){ .color = mark == MARK_DOT ? style->land.fill : mended, .width_mm = MARK_LINE_MM };
  return area;
}

static void
add_cross(SalLayer *layer, SalPoint at, const SalLineStyle *line)
{
  const double r = MARK_MM / 2 * M_SQRT1_2;
  SalGeometry *cross = sal_geometry_new(SAL_LINES);
  for (int sign = -1; sign <= 1; sign += 2) {
    sal_geometry_add_point(cross, at.x - r, at.y - sign * r);
    sal_geometry_add_point(cross, at.x + r, at.y + sign * r);
    sal_geometry_end_part(cross);
  }
  sal_layer_add_line(layer, cross, line, NULL);
}

static void
add_mark(SalLayer *layer, const SalStyle *style, Mark mark, SalPoint at)
{
  const SalAreaStyle area = get_mark_style(style, mark);
  const double side = MARK_MM * 0.85;
  if (mark == MARK_CROSS)
    add_cross(layer, at, &area.outline);
  else if (mark == MARK_SQUARE)
    sal_layer_add_rect(layer, (SalRect){ at.x - side / 2, at.y - side / 2, side, side }, &area);
  else
    sal_layer_add_dot(layer, at.x, at.y, mark == MARK_DOT ? MARK_MM * 0.9 : MARK_MM, &area);
}

static const SalFrontJoin *
get_join(const Picture *picture, guint i)
{
  return picture->options->joins->pdata[i];
}

static guint
count_marks(const Picture *picture, Mark mark)
{
  guint n = 0;
  for (guint i = 0; i < picture->options->joins->len; i++) {
    const SalFrontJoin *join = get_join(picture, i);
    if (mark == MARK_DOT)
      n += join->loose_ends->len;
    for (guint k = 0; mark != MARK_DOT && k < join->fixes->len; k++)
      n += (Mark)g_array_index(join->fixes, SalFrontFix, k).kind == mark;
  }
  return n;
}

static SalLayer *
make_territory(const Picture *picture)
{
  const SalStyle *style = picture->options->style;
  SalLayer *layer = sal_layer_new("territory", "Territory");
  sal_layer_set_clip(layer, picture->frame);
  const SalAreaStyle outside = { .fill = style->paper }; /* sea or other land: not known */
  const SalAreaStyle land = { .fill = style->land.fill, .outline = style->borders };
  sal_layer_add_rect(layer, picture->frame, &outside);
  sal_layer_add_area(layer, sal_map_project(picture->map, picture->options->territory), &land, NULL);
  for (guint i = 0; i < picture->options->held->len; i++)
    sal_layer_add_area(layer, sal_map_project(picture->map, picture->options->held->pdata[i]), &style->held,
                       NULL);
  return layer;
}

static SalLayer *
make_lines(const Picture *picture)
{
  const SalStyle *style = picture->options->style;
  const SalLineStyle line = { .color = style->title_text.color, .width_mm = LINE_MM };
  SalLayer *layer = sal_layer_new("lines", "Front lines");
  sal_layer_set_clip(layer, picture->frame);
  for (guint i = 0; i < picture->options->lines->len; i++)
    sal_layer_add_line(layer, sal_map_project(picture->map, picture->options->lines->pdata[i]), &line, NULL);
  return layer;
}

/* The lines that were added, and marks on all that was mended. */
static SalLayer *
make_mended(const Picture *picture)
{
  const SalStyle *style = picture->options->style;
  const SalLineStyle line = { .color = style->lost.fill, .width_mm = 1.5 * LINE_MM };
  SalLayer *layer = sal_layer_new("mended", "Joins and dangles");
  sal_layer_set_clip(layer, picture->frame);
  g_autoptr(SalGeometry) added = sal_geometry_new(SAL_LINES);
  for (guint i = 0; i < picture->options->joins->len; i++) {
    const GArray *fixes = get_join(picture, i)->fixes;
    for (guint k = 0; k < fixes->len; k++) {
      const SalFrontFix *fix = &g_array_index(fixes, SalFrontFix, k);
      double x, y;
      if (fix->kind != SAL_FRONT_DROPPED) {
        sal_geometry_add_point(added, fix->from.x, fix->from.y);
        sal_geometry_add_point(added, fix->to.x, fix->to.y);
        sal_geometry_end_part(added);
      }
      if (sal_map_project_point(picture->map, (fix->from.x + fix->to.x) / 2, (fix->from.y + fix->to.y) / 2,
                                &x, &y))
        add_mark(layer, style, (Mark)fix->kind, (SalPoint){ x, y });
    }
  }
  sal_layer_add_line(layer, sal_map_project(picture->map, added), &line, NULL);
  return layer;
}

static SalTextStyle
get_label_style(const SalStyle *style)
{
  SalTextStyle text = style->legend_text;
  text.halo = style->land.fill;
  text.halo_mm = 0.5;
  return text;
}

static gboolean
is_covered(const GArray *labels, SalPoint at, double line_mm)
{
  for (guint i = 0; i < labels->len; i++) {
    const SalPoint label = g_array_index(labels, SalPoint, i);
    if (fabs(label.x - at.x) < LABEL_MM && fabs(label.y - at.y) < line_mm)
      return TRUE;
  }
  return FALSE;
}

/* The height at which a label does not cover one of those before it. */
static double
find_free_y(const GArray *labels, SalPoint at, double line_mm)
{
  /* Each label is in the way of two lines at most. */
  for (guint step = 0; step <= 2 * labels->len && is_covered(labels, at, line_mm); step++)
    at.y += line_mm;
  return at.y;
}

/* The coordinates of a loose end beside its mark, on the side where there is room; labels: SalPoint, those
 * there are, to which this one is added. */
static void
add_label(const Picture *picture, SalLayer *layer, SalPoint lonlat, SalPoint at, GArray *labels)
{
  const SalTextStyle text = get_label_style(picture->options->style);
  g_autofree char *label = g_strdup_printf("%.6f, %.6f", lonlat.x, lonlat.y);
  const gboolean to_right = at.x < picture->frame.x + 0.7 * picture->frame.width;
  at.y = find_free_y(labels, at, 1.2 * text.size_pt * SAL_MM_PER_PT);
  g_array_append_val(labels, at);
  sal_layer_add_text(layer, label, at.x + (to_right ? MARK_MM : -MARK_MM),
                     at.y + 0.35 * text.size_pt * SAL_MM_PER_PT, to_right ? SAL_ANCHOR_START : SAL_ANCHOR_END,
                     0, &text);
}

static SalLayer *
make_loose_ends(const Picture *picture)
{
  SalLayer *layer = sal_layer_new("loose-ends", "Loose ends");
  g_autoptr(GArray) labels = g_array_new(FALSE, FALSE, sizeof(SalPoint));
  sal_layer_set_clip(layer, picture->frame);
  for (guint i = 0; i < picture->options->joins->len; i++) {
    const GArray *ends = get_join(picture, i)->loose_ends;
    for (guint k = 0; k < ends->len; k++) {
      const SalPoint end = g_array_index(ends, SalPoint, k);
      SalPoint at;
      if (!sal_map_project_point(picture->map, end.x, end.y, &at.x, &at.y))
        continue;
      add_mark(layer, picture->options->style, MARK_DOT, at);
      if (labels->len < MOST_LABELS)
        add_label(picture, layer, end, at, labels);
    }
  }
  return layer;
}

/* Marks that are on the map, with their numbers; in a row below it. */
static SalLayer *
make_key(const Picture *picture)
{
  static const char *const labels[N_MARKS] = { "joined", "extended to the edge", "dropped", "loose" };
  const SalFrontPicture *options = picture->options;
  const SalStyle *style = options->style;
  SalLayer *layer = sal_layer_new("key", "Key");
  double x = picture->frame.x;
  const double y = options->height_mm - style->margin_mm - ROW_MM / 2;
  for (Mark mark = 0; mark < N_MARKS; mark++) {
    const guint n = count_marks(picture, mark);
    if (n == 0)
      continue;
    g_autofree char *label = g_strdup_printf("%u %s", n, labels[mark]);
    add_mark(layer, style, mark, (SalPoint){ x + MARK_MM / 2, y });
    sal_layer_add_text(layer, label, x + 1.6 * MARK_MM, y + 0.35 * style->legend_text.size_pt * SAL_MM_PER_PT,
                       SAL_ANCHOR_START, 0, &style->legend_text);
    x += 1.6 * MARK_MM + sal_text_measure(label, style->font_family, &style->legend_text).width_mm + 6;
  }
  const SalScaleBarOptions bar_options = { .style = style, .units = SAL_SCALE_KM, .text_scale = 1 };
  const double m_per_mm = sal_map_get_m_per_mm(picture->map, picture->frame.x + picture->frame.width / 2,
                                               picture->frame.y + picture->frame.height / 2);
  const SalScaleBar bar = sal_scale_bar_choose(m_per_mm, BAR_MM, &bar_options);
  sal_scale_bar_draw(&bar, layer, picture->frame.x + picture->frame.width - bar.width_mm,
                     y - bar.height_mm / 2);
  return layer;
}

/* Title and fault; returns the layer and leaves in top_mm where the map begins. */
static SalLayer *
make_heading(Picture *picture)
{
  const SalFrontPicture *options = picture->options;
  const SalStyle *style = options->style;
  const double width_mm = options->width_mm - 2 * style->margin_mm;
  SalLayer *layer = sal_layer_new("heading", "Heading");
  const SalTextStyle *texts[2] = { &style->title_text, &style->subtitle_text };
  const char *const contents[2] = { options->title, options->fault != NULL ? options->fault : "closed" };
  double y = style->margin_mm;
  for (guint i = 0; i < 2; i++) {
    g_auto(GStrv) lines = sal_text_wrap(contents[i], style->font_family, texts[i], width_mm);
    for (guint k = 0; lines[k] != NULL && k < MOST_FAULT_LINES; k++) {
      y += texts[i]->size_pt * SAL_MM_PER_PT;
      sal_layer_add_text(layer, lines[k], style->margin_mm, y, SAL_ANCHOR_START, 0, texts[i]);
      y += 0.35 * texts[i]->size_pt * SAL_MM_PER_PT;
    }
  }
  picture->top_mm = y + style->gap_mm;
  return layer;
}

static gboolean
make_map(Picture *picture, GError **error)
{
  const SalFrontPicture *options = picture->options;
  const double margin_mm = options->style->margin_mm;
  SalBox box = sal_geometry_get_box(options->territory);
  const double dx = MARGIN_SHARE * (box.xmax - box.xmin), dy = MARGIN_SHARE * (box.ymax - box.ymin);
  box = (SalBox){ box.xmin - dx, MAX(box.ymin - dy, -90), box.xmax + dx, MIN(box.ymax + dy, 90) };
  picture->frame = (SalRect){ margin_mm, picture->top_mm, options->width_mm - 2 * margin_mm,
                              options->height_mm - picture->top_mm - 2 * margin_mm - ROW_MM };
  picture->map = sal_map_new(box, NULL, picture->frame, error);
  return picture->map != NULL;
}

SalDrawing *
sal_front_picture_draw(const SalFrontPicture *options, GError **error)
{
  Picture picture = { .options = options };
  const SalStyle *style = options->style;
  g_autoptr(SalLayer) heading = make_heading(&picture);
  if (!make_map(&picture, error))
    return NULL;
  SalDrawing *drawing = sal_drawing_new(options->width_mm, options->height_mm, style->font_family,
                                        options->title, options->fault);
  sal_drawing_add_layer(drawing, sal_layers_make_paper(style, options->width_mm, options->height_mm));
  sal_drawing_add_layer(drawing, g_steal_pointer(&heading));
  sal_drawing_add_layer(drawing, make_territory(&picture));
  sal_drawing_add_layer(drawing, make_lines(&picture));
  sal_drawing_add_layer(drawing, make_mended(&picture));
  sal_drawing_add_layer(drawing, make_loose_ends(&picture));
  sal_drawing_add_layer(drawing, sal_layers_make_neatline(style, picture.frame));
  sal_drawing_add_layer(drawing, make_key(&picture));
  sal_map_free(picture.map);
  return drawing;
}

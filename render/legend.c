#include "render/legend.h"

#include "render/text.h"

#include <math.h>

#define MM_PER_PT (25.4 / 72)
#define MAX_ROWS 4
#define DISPUTED "Disputed border"
#define INSET_MM 2.0 /* between the frame and the box */

/* One entry of the legend. */
typedef struct {
  const char *label;
  const SalAreaStyle *area; /* swatch, or NULL */
  const SalLineStyle *line; /* what is drawn instead then */
  char *number;             /* NULL: none */
  guint column;             /* of SalLegend's number_mm */
} Row;

static void
row_clear(gpointer data)
{
  g_free(((Row *)data)->number);
}

/* Adds an entry for an area, unless nothing of it is drawn. */
static void
add_area_row(GArray *rows, Row row, double km2, guint decimals, gboolean with_sign)
{
  if (km2 == 0)
    return;
  row.number = sal_figures_format_km2(km2, decimals, with_sign);
  g_array_append_val(rows, row);
}

/* What a page shows, most important first. */
static GArray *
make_rows(const SalLegend *legend, const SalFigures *figures)
{
  const SalStyle *style = legend->options.style;
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(Row));
  g_array_set_clear_func(rows, row_clear);
  if (figures->draws_gained)
    add_area_row(rows, (Row){ "Gained", &style->gained, .column = 0 }, figures->gained_km2, figures->decimals,
                 TRUE);
  if (figures->draws_lost)
    add_area_row(rows, (Row){ "Lost", &style->lost, .column = 1 }, -figures->lost_km2, figures->decimals,
                 TRUE);
  add_area_row(rows, (Row){ "Held", &style->held, .column = 2 }, figures->held_km2, figures->held_decimals,
               FALSE);
  const Row disputed = { DISPUTED, NULL, &style->disputed_borders };
  if (legend->options.has_disputed)
    g_array_append_val(rows, disputed);
  return rows;
}

static double
measure(const SalLegend *legend, const char *text)
{
  return sal_text_measure(text, legend->options.style->font_family, &legend->text).width_mm;
}

/* The digit that is widest in the legend's type. */
static char
find_widest_digit(const SalLegend *legend)
{
  char widest = '0';
  double width = 0;
  for (int digit = '0'; digit <= '9'; digit++) {
    const char text[] = { (char)digit, '\0' };
    const double digit_width = measure(legend, text);
    if (digit_width > width + 1e-9)
      width = digit_width, widest = (char)digit;
  }
  return widest;
}

static void
widen_digits(char *text, char digit)
{
  for (char *p = text; *p != '\0'; p++) {
    if (g_ascii_isdigit(*p))
      *p = digit;
  }
}

/* Widens the columns to hold a change's rows. seen: numbers already measured, digits made alike. */
static void
include_rows(SalLegend *legend, const SalFigures *figures, char digit, GHashTable *seen)
{
  g_autoptr(GArray) rows = make_rows(legend, figures);
  for (guint i = 0; i < rows->len; i++) {
    Row *row = &g_array_index(rows, Row, i);
    if (row->number == NULL)
      continue;
    widen_digits(row->number, digit);
    g_autofree char *key = g_strconcat(row->label, row->number, NULL);
    if (!g_hash_table_add(seen, g_steal_pointer(&key)))
      continue;
    double *number_mm = &legend->number_mm[row->column];
    *number_mm = MAX(*number_mm, measure(legend, row->number));
    legend->label_mm = MAX(legend->label_mm, measure(legend, row->label));
  }
}

static void
measure_columns(SalLegend *legend)
{
  const GPtrArray *changes = legend->options.changes;
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  const char digit = find_widest_digit(legend);
  for (guint i = 0; changes != NULL && i < changes->len; i++) {
    const SalFigures figures = sal_figures_compute(g_ptr_array_index(changes, i));
    include_rows(legend, &figures, digit, seen);
  }
  if (changes == NULL || changes->len == 0) {
    const SalFigures usual = { 9999.9, 9999.9, 0, 1, 999999, 0, TRUE, TRUE };
    include_rows(legend, &usual, digit, seen);
  }
}

static double
get_size_mm(const SalLegend *legend)
{
  return legend->text.size_pt * MM_PER_PT;
}

SalLegend
sal_legend_measure(const SalLegendOptions *options)
{
  SalLegend legend = { .options = *options, .text = options->style->legend_text };
  legend.text.size_pt *= options->scale;
  const double size = get_size_mm(&legend);
  legend.padding_mm = size * 0.75;
  legend.row_mm = size * 1.5;
  legend.swatch_mm = size * 1.7;
  measure_columns(&legend);
  return legend;
}

void
sal_legend_set_bar(SalLegend *legend, double m_per_mm, double max_mm)
{
  legend->bar = sal_scale_bar_choose(m_per_mm, max_mm, legend->options.style, legend->options.scale);
}

static gboolean
is_strip(const SalLegend *legend)
{
  return legend->options.strip_width_mm > 0;
}

/* The widths of the entries of a box, side by side: swatch, label, number. */
static double
get_columns_width_mm(const SalLegend *legend)
{
  const double size = get_size_mm(legend);
  const double disputed = legend->options.has_disputed ? measure(legend, DISPUTED) - size : 0;
  const double number = MAX(MAX(legend->number_mm[0], legend->number_mm[1]), legend->number_mm[2]);
  return MAX(legend->label_mm + number, disputed) + legend->swatch_mm + 1.5 * size;
}

static double
get_box_height_mm(const SalLegend *legend, guint n_rows)
{
  return n_rows * legend->row_mm + legend->bar.height_mm + (n_rows > 0 ? 2.5 : 2) * legend->padding_mm;
}

SalRect
sal_legend_get_rect(const SalLegend *legend, SalRect frame, SalCorner corner)
{
  const double inset = INSET_MM * legend->options.scale,
               columns = is_strip(legend) ? 0 : get_columns_width_mm(legend);
  const guint n_rows = is_strip(legend) ? 0 : legend->options.has_disputed ? MAX_ROWS : MAX_ROWS - 1;
  SalRect rect = { frame.x + inset, frame.y + inset,
                   MAX(columns, legend->bar.width_mm) + 2 * legend->padding_mm,
                   get_box_height_mm(legend, n_rows) };
  if (corner.is_right)
    rect.x = frame.x + frame.width - inset - rect.width;
  if (corner.is_bottom)
    rect.y = frame.y + frame.height - inset - rect.height;
  return rect;
}

static void
draw_swatch(const SalLegend *legend, const Row *row, double x, double middle, SalLayer *layer)
{
  const double height = legend->row_mm * 0.58;
  if (row->area != NULL) {
    sal_layer_add_rect(layer, (SalRect){ x, middle - height / 2, legend->swatch_mm, height }, row->area);
    return;
  }
  SalGeometry *line = sal_geometry_new(SAL_LINES);
  sal_geometry_add_point(line, x, middle);
  sal_geometry_add_point(line, x + legend->swatch_mm, middle);
  sal_geometry_end_part(line);
  sal_layer_add_line(layer, line, row->line, NULL);
}

/* Draws swatch and label, and the number with its right end at right_mm, or after the label if that is 0. */
static void
draw_row(const SalLegend *legend, const Row *row, SalPoint at, double right_mm, SalLayer *layer)
{
  const char *font_family = legend->options.style->font_family;
  const double size = get_size_mm(legend), middle = at.y + legend->row_mm / 2;
  const double baseline = middle + sal_text_measure("H", font_family, &legend->text).cap_height_mm / 2;
  const double label_x = at.x + legend->swatch_mm + size * 0.6;
  draw_swatch(legend, row, at.x, middle, layer);
  sal_layer_add_text(layer, row->label, label_x, baseline, SAL_ANCHOR_START, 0, &legend->text);
  if (row->number == NULL)
    return;
  if (right_mm > 0)
    sal_layer_add_text(layer, row->number, right_mm, baseline, SAL_ANCHOR_END, 0, &legend->text);
  else
    sal_layer_add_text(layer, row->number, label_x + measure(legend, row->label) + size * 0.4, baseline,
                       SAL_ANCHOR_START, 0, &legend->text);
}

/* What an entry of a strip takes, with the room its number may need and the gap to the next one. */
static double
get_entry_width_mm(const SalLegend *legend, const Row *row)
{
  const double size = get_size_mm(legend),
               number = row->number != NULL ? legend->number_mm[row->column] + size * 0.4 : 0;
  return legend->swatch_mm + size * 0.6 + measure(legend, row->label) + number + size;
}

/* Lays the rows out as a strip and draws them if layer is not NULL. Returns the number of lines. */
static guint
flow_strip(const SalLegend *legend, const GArray *rows, SalPoint at, SalLayer *layer)
{
  const double gap = get_size_mm(legend);
  double x = 0;
  guint line = 0;
  for (guint i = 0; i < rows->len; i++) {
    const Row *row = &g_array_index(rows, Row, i);
    const double width = get_entry_width_mm(legend, row);
    if (x > 0 && x + width - gap > legend->options.strip_width_mm)
      x = 0, line++;
    if (layer != NULL)
      draw_row(legend, row, (SalPoint){ at.x + x, at.y + line * legend->row_mm }, 0, layer);
    x += width;
  }
  return line + 1;
}

double
sal_legend_get_strip_height_mm(const SalLegend *legend)
{
  if (!is_strip(legend))
    return 0;
  const SalFigures all = { 1, 1, 0, 1, 1, 1, TRUE, TRUE };
  g_autoptr(GArray) rows = make_rows(legend, &all);
  return flow_strip(legend, rows, (SalPoint){ 0, 0 }, NULL) * legend->row_mm;
}

void
sal_legend_draw_strip(const SalLegend *legend, const SalFigures *figures, double x_mm, double y_mm,
                      SalLayer *layer)
{
  g_autoptr(GArray) rows = make_rows(legend, figures);
  flow_strip(legend, rows, (SalPoint){ x_mm, y_mm }, layer);
}

void
sal_legend_draw_box(const SalLegend *legend, const SalFigures *figures, SalRect rect, SalCorner corner,
                    SalLayer *layer, SalLayer *bar_layer)
{
  const SalStyle *style = legend->options.style;
  g_autoptr(GArray) rows = make_rows(legend, figures);
  if (is_strip(legend))
    g_array_set_size(rows, 0);
  const double spared = rect.height - get_box_height_mm(legend, rows->len);
  if (corner.is_bottom)
    rect.y += spared;
  rect.height -= spared;
  sal_layer_add_rect(is_strip(legend) ? bar_layer : layer, rect, &style->legend_box);
  const double x = rect.x + legend->padding_mm, right = rect.x + rect.width - legend->padding_mm;
  for (guint i = 0; i < rows->len; i++) {
    const double y = rect.y + legend->padding_mm * 0.75 + i * legend->row_mm;
    draw_row(legend, &g_array_index(rows, Row, i), (SalPoint){ x, y }, right, layer);
  }
  sal_scale_bar_draw(&legend->bar, style, bar_layer, x,
                     rect.y + rect.height - legend->padding_mm - legend->bar.height_mm);
}

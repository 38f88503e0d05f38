#include "render/page/legend.h"

#include "render/drawing/text.h"
#include "render/names/place-marks.h"
#include "render/page/legend-rows.h"

#include <math.h>
#include <string.h>

#define SWATCH_SHARE 0.58 /* of a row */
#define MARK_GAP 0.25     /* between symbols of two rows, of the type size */
#define COLUMN_GAP 1.2    /* between the columns of a box, of the type size */

/* The widths that an entry needs on all pages. */
typedef struct {
  const char *id;
  gboolean has_number;
  double label_mm, number_mm;
  double height_mm; /* of its row */
  double mark_mm;
  gboolean is_heading;
  guint number; /* of the column of a box in which it stands */
} Column;

struct _SalLegend {
  SalLegendOptions options;
  SalTextStyle text;
  double padding_mm, row_mm, swatch_mm; /* the height of most rows; width of the swatches */
  double least_swatch_mm;               /* the width of swatches that show no large symbol */
  double strip_row_mm;                  /* of all rows of a strip */
  double bar_padding_mm;                /* of the scale bar in its own box */
  guint n_columns;                      /* of a box */
  GArray *columns;                      /* Column, in the order of the pages' entries */
  SalScaleBar bar;
};

static void
entry_clear(gpointer data)
{
  SalLegendEntry *entry = data;
  g_free(entry->label);
  g_free(entry->number);
}

GArray *
sal_legend_entries_new(void)
{
  GArray *entries = g_array_new(FALSE, FALSE, sizeof(SalLegendEntry));
  g_array_set_clear_func(entries, entry_clear);
  return entries;
}

void
sal_legend_entries_add(GArray *entries, SalLegendEntry entry)
{
  g_array_append_val(entries, entry);
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

/* A number with all digits as wide as the widest, so that most pages of a run need not be measured. */
static char *
widen_digits(const char *number, char digit)
{
  char *wide = g_strdup(number);
  for (char *p = wide; *p != '\0'; p++) {
    if (g_ascii_isdigit(*p))
      *p = digit;
  }
  return wide;
}

static Column *
find_column(const SalLegend *legend, const char *id)
{
  for (guint i = 0; i < legend->columns->len; i++) {
    Column *column = &g_array_index(legend->columns, Column, i);
    if (g_str_equal(column->id, id))
      return column;
  }
  return NULL;
}

/* Where a new id stands: before the first of the page's later ids that is known already. */
static guint
find_position(const SalLegend *legend, const GArray *entries, guint index)
{
  for (guint i = index + 1; i < entries->len; i++)
    for (guint j = 0; j < legend->columns->len; j++)
      if (g_str_equal(g_array_index(legend->columns, Column, j).id,
                      g_array_index(entries, SalLegendEntry, i).id))
        return j;
  return legend->columns->len;
}

static double
get_size_mm(const SalLegend *legend)
{
  return legend->text.size_pt * SAL_MM_PER_PT;
}

/* Symbols are as large as on the map. */
static double
get_row_mm(const SalLegend *legend, const SalLegendEntry *entry)
{
  return MAX(legend->row_mm, entry->mark_mm + MARK_GAP * get_size_mm(legend));
}

/* seen: texts already measured. */
static void
include_page(SalLegend *legend, const GArray *entries, char digit, GHashTable *seen)
{
  for (guint i = 0; i < entries->len; i++) {
    const SalLegendEntry *entry = &g_array_index(entries, SalLegendEntry, i);
    if (find_column(legend, entry->id) == NULL) {
      const Column column = { .id = entry->id };
      g_array_insert_val(legend->columns, find_position(legend, entries, i), column);
    }
    Column *column = find_column(legend, entry->id);
    g_autofree char *number = entry->number != NULL ? widen_digits(entry->number, digit) : g_strdup("");
    char *key = g_strjoin("\n", entry->id, entry->label, number, NULL);
    if (!g_hash_table_add(seen, key))
      continue;
    column->has_number |= entry->number != NULL;
    column->height_mm = MAX(column->height_mm, get_row_mm(legend, entry));
    column->mark_mm = MAX(column->mark_mm, entry->mark_mm);
    column->is_heading = entry->is_heading;
    legend->swatch_mm = MAX(legend->swatch_mm, entry->mark_mm);
    legend->strip_row_mm = MAX(legend->strip_row_mm, column->height_mm);
    column->label_mm = MAX(column->label_mm, measure(legend, entry->label));
    column->number_mm = MAX(column->number_mm, measure(legend, number));
  }
}

SalLegend *
sal_legend_new(const SalLegendOptions *options)
{
  SalLegend *legend = g_new0(SalLegend, 1);
  legend->options = *options;
  legend->options.pages = NULL;
  legend->text = options->style->legend_text;
  legend->text.size_pt *= options->scale;
  const double size = get_size_mm(legend);
  legend->padding_mm = options->is_bare ? 0 : size * 0.75;
  legend->bar_padding_mm = size * 0.75 / MAX(1, options->scale);
  legend->row_mm = size * 1.5;
  legend->swatch_mm = legend->least_swatch_mm = size * 1.7;
  legend->strip_row_mm = legend->row_mm;
  legend->n_columns = 1;
  legend->columns = g_array_new(FALSE, FALSE, sizeof(Column));
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  const char digit = find_widest_digit(legend);
  for (guint i = 0; i < options->pages->len; i++)
    include_page(legend, options->pages->pdata[i], digit, seen);
  return legend;
}

void
sal_legend_free(SalLegend *legend)
{
  if (legend == NULL)
    return;
  g_array_unref(legend->columns);
  g_free(legend);
}

static gint
compare_by_column(gconstpointer a, gconstpointer b, gpointer data)
{
  const SalLegendEntry *first = a, *second = b;
  const Column *x = find_column(data, first->id), *y = find_column(data, second->id);
  return (x > y) - (x < y);
}

void
sal_legend_sort(const SalLegend *legend, GArray *entries)
{
  g_array_sort_with_data(entries, compare_by_column, (gpointer)legend);
}

void
sal_legend_set_bar(SalLegend *legend, double m_per_mm, double max_mm)
{
  const SalLegendOptions *options = &legend->options;
  const SalScaleBarOptions bar = { options->style, options->words, options->units, MIN(1, options->scale) };
  legend->bar = sal_scale_bar_choose(m_per_mm, max_mm, &bar);
}

double
sal_legend_get_lead_mm(const SalLegend *legend)
{
  return legend->row_mm * (1 - SWATCH_SHARE) / 2;
}

static gboolean
is_strip(const SalLegend *legend)
{
  return legend->options.strip_width_mm > 0;
}

/* The widths of swatch, label and number side by side in a column of a box. Numbers stand below each other at its
 * right; a label without a number may reach into them. */
static double
get_column_width_mm(const SalLegend *legend, guint number)
{
  const double size = get_size_mm(legend);
  double label = 0, digits = 0, lone = 0;
  for (guint i = 0; i < legend->columns->len; i++) {
    const Column *column = &g_array_index(legend->columns, Column, i);
    if (column->number != number)
      continue;
    if (!column->has_number) {
      lone = MAX(lone, column->label_mm - size);
      continue;
    }
    label = MAX(label, column->label_mm);
    digits = MAX(digits, column->number_mm);
  }
  return MAX(label + digits, lone) + legend->swatch_mm + 1.5 * size;
}

static gboolean
has_bar_apart(const SalLegend *legend)
{
  return is_strip(legend) || legend->options.bar_apart || legend->options.is_bare;
}

static double
get_box_height_mm(const SalLegend *legend, double rows_mm)
{
  const double bar = has_bar_apart(legend) ? -legend->padding_mm : legend->bar.height_mm;
  return rows_mm + bar + (rows_mm > 0 ? 2.5 : 2) * legend->padding_mm;
}

/* From the left of the first column of a box to that of another. */
static double
get_column_x_mm(const SalLegend *legend, guint number)
{
  double x = 0;
  for (guint i = 0; i < number; i++)
    x += get_column_width_mm(legend, i) + COLUMN_GAP * get_size_mm(legend);
  return x;
}

/* The height of the highest column of a box with all entries. */
static double
get_rows_mm(const SalLegend *legend)
{
  double highest = 0;
  for (guint number = 0; number < legend->n_columns; number++) {
    double height = 0;
    for (guint i = 0; i < legend->columns->len; i++) {
      const Column *column = &g_array_index(legend->columns, Column, i);
      height += column->number == number ? column->height_mm : 0;
    }
    highest = MAX(highest, height);
  }
  return highest;
}

SalRect
sal_legend_get_box_size(const SalLegend *legend)
{
  const guint last = legend->n_columns - 1;
  if (is_strip(legend))
    return (SalRect){ 0 };
  const double columns = get_column_x_mm(legend, last) + get_column_width_mm(legend, last);
  const double bar = has_bar_apart(legend) ? 0 : legend->bar.width_mm;
  return (SalRect){ 0, 0, MAX(columns, bar) + 2 * legend->padding_mm,
                    get_box_height_mm(legend, get_rows_mm(legend)) };
}

guint
sal_legend_get_n_entries(const SalLegend *legend)
{
  return legend->columns->len;
}

gboolean
sal_legend_has_entries(const SalLegend *legend, const GPtrArray *pages)
{
  for (guint i = 0; i < pages->len; i++) {
    const GArray *entries = pages->pdata[i];
    for (guint j = 0; j < entries->len; j++)
      if (find_column(legend, g_array_index(entries, SalLegendEntry, j).id) == NULL)
        return FALSE;
  }
  return TRUE;
}

void
sal_legend_set_columns(SalLegend *legend, guint n_columns)
{
  const guint n = legend->columns->len;
  g_autofree SalLegendRow *rows = g_new(SalLegendRow, n + 1);
  g_autofree guint *numbers = g_new0(guint, n + 1);
  for (guint i = 0; i < n; i++) {
    const Column *column = &g_array_index(legend->columns, Column, i);
    rows[i] = (SalLegendRow){ column->height_mm, column->is_heading };
  }
  sal_legend_rows_divide(rows, n, n_columns, numbers);
  for (guint i = 0; i < n; i++)
    g_array_index(legend->columns, Column, i).number = numbers[i];
  legend->n_columns = n > 0 ? numbers[n - 1] + 1 : 1;
}

/* The padding of the scale bar in its own box: less with a strip, because the map is small then. */
static double
get_bar_padding_mm(const SalLegend *legend)
{
  return legend->bar_padding_mm * (is_strip(legend) ? 0.4 : 1);
}

SalRect
sal_legend_get_bar_size(const SalLegend *legend)
{
  const double padding = get_bar_padding_mm(legend);
  if (!has_bar_apart(legend))
    return (SalRect){ 0 };
  return (SalRect){ 0, 0, legend->bar.width_mm + 2 * padding, legend->bar.height_mm + 2 * padding };
}

/* Dashes stretched so that a line of that length begins and ends with a whole one. */
static SalLineStyle
fit_dashes(SalLineStyle line, double length_mm)
{
  if (line.n_dash != 2 || !(line.dash_mm[0] > 0) || !(line.dash_mm[1] > 0))
    return line;
  const double dash = line.dash_mm[0], period = dash + line.dash_mm[1];
  const double n_periods = MAX(1, round((length_mm - dash) / period));
  const double scale = length_mm / (n_periods * period + dash);
  line.dash_mm[0] *= scale, line.dash_mm[1] *= scale;
  return line;
}

/* Side by side, as large as the swatch holds them. */
static void
draw_marks(const SalLegend *legend, const SalLegendEntry *entry, double x, double middle, SalLayer *layer)
{
  const gboolean has_both = entry->has_gained_mark && entry->has_lost_mark;
  const double width = legend->swatch_mm, size = MIN(SAL_PLACE_MARK_MM, width / 2);
  for (int is_lost = 0; is_lost < 2; is_lost++) {
    const double at = has_both ? width * (is_lost ? 0.75 : 0.25) : width / 2;
    if (is_lost ? entry->has_lost_mark : entry->has_gained_mark)
      sal_place_marks_draw(layer, legend->options.style, (SalPoint){ x + at, middle }, size, is_lost, NULL);
  }
}

/* In a box all labels stand below each other. */
static double
get_swatch_mm(const SalLegend *legend, double mark_mm)
{
  return is_strip(legend) ? MAX(legend->least_swatch_mm, mark_mm) : legend->swatch_mm;
}

static void
draw_swatch(const SalLegend *legend, const SalLegendEntry *entry, double x, double middle, SalLayer *layer)
{
  const double height = legend->row_mm * SWATCH_SHARE, swatch_mm = get_swatch_mm(legend, entry->mark_mm);
  if (entry->is_bare || entry->is_heading)
    return;
  if (entry->is_symbol) {
    sal_symbol_draw(layer, entry->symbol, (SalPoint){ x + swatch_mm / 2, middle }, entry->mark_mm,
                    &entry->area, NULL);
    return;
  }
  if (entry->own != NULL && entry->mark_mm > 0) {
    sal_own_layer_draw_mark(entry->own, (SalPoint){ x + swatch_mm / 2, middle }, entry->mark_mm, layer);
    return;
  }
  if (entry->has_gained_mark || entry->has_lost_mark) {
    draw_marks(legend, entry, x, middle, layer);
    return;
  }
  if (entry->own != NULL) {
    sal_own_layer_draw_swatch(entry->own, (SalRect){ x, middle - height / 2, swatch_mm, height }, layer);
    return;
  }
  if (!entry->is_line) {
    sal_layer_add_rect(layer, (SalRect){ x, middle - height / 2, swatch_mm, height }, &entry->area);
    return;
  }
  SalGeometry *line = sal_geometry_new(SAL_LINES);
  sal_geometry_add_point(line, x, middle);
  sal_geometry_add_point(line, x + swatch_mm, middle);
  sal_geometry_end_part(line);
  const SalLineStyle style = fit_dashes(entry->line, swatch_mm);
  sal_layer_add_line(layer, line, &style, NULL);
}

/* row: its left end and height. Draws swatch and label, and the number with its right end at right_mm, or after the label if that is 0. */
static void
draw_entry(const SalLegend *legend, const SalLegendEntry *entry, SalRect row, double right_mm,
           SalLayer *layer)
{
  const char *font_family = legend->options.style->font_family;
  const double size = get_size_mm(legend), middle = row.y + row.height / 2;
  const double baseline = middle + sal_text_measure("H", font_family, &legend->text).cap_height_mm / 2;
  const double indent = entry->is_heading || (entry->is_bare && right_mm == 0)
                            ? 0
                            : get_swatch_mm(legend, entry->mark_mm) + size * 0.6;
  const double label_x = row.x + indent;
  draw_swatch(legend, entry, row.x, middle, layer);
  if (*entry->label != '\0')
    sal_layer_add_text(layer, entry->label, label_x, baseline, SAL_ANCHOR_START, 0, &legend->text);
  if (entry->number == NULL)
    return;
  if (right_mm > 0)
    sal_layer_add_text(layer, entry->number, right_mm, baseline, SAL_ANCHOR_END, 0, &legend->text);
  else
    sal_layer_add_text(layer, entry->number, label_x + measure(legend, entry->label) + size * 0.4, baseline,
                       SAL_ANCHOR_START, 0, &legend->text);
}

/* What an entry of a strip takes, with the room its number may need and the gap to the next one. */
static double
get_entry_width_mm(const SalLegend *legend, const Column *column)
{
  const double size = get_size_mm(legend), number = column->has_number ? column->number_mm + size * 0.4 : 0;
  const double swatch = column->is_heading ? 0 : get_swatch_mm(legend, column->mark_mm) + size * 0.6;
  return swatch + column->label_mm + number + size;
}

/* Whether a heading and all that it is about fit behind what is on the line. */
static gboolean
has_room_for_group(const SalLegend *legend, const Column *heading, double x)
{
  const Column *end = &g_array_index(legend->columns, Column, 0) + legend->columns->len;
  for (const Column *column = heading; column < end && (column == heading || !column->is_heading); column++)
    x += get_entry_width_mm(legend, column);
  return x - get_size_mm(legend) <= legend->options.strip_width_mm;
}

/* Where entries of a strip stand: moves on from x (0 at first) and line. A heading begins a line unless its group fits on this one. */
static double
flow(const SalLegend *legend, const Column *column, double *x, guint *line)
{
  const double gap = get_size_mm(legend), width = get_entry_width_mm(legend, column);
  const gboolean has_room = column->is_heading ? has_room_for_group(legend, column, *x)
                                               : *x + width - gap <= legend->options.strip_width_mm;
  if (*x > 0 && !has_room)
    *x = 0, (*line)++;
  const double at = *x;
  *x += width;
  return at;
}

double
sal_legend_get_strip_width_mm(const SalLegend *legend)
{
  double x = 0, widest = 0;
  guint line = 0;
  for (guint i = 0; i < legend->columns->len; i++) {
    flow(legend, &g_array_index(legend->columns, Column, i), &x, &line);
    widest = MAX(widest, x - get_size_mm(legend));
  }
  return widest;
}

double
sal_legend_get_strip_height_mm(const SalLegend *legend)
{
  double x = 0;
  guint line = 0;
  if (!is_strip(legend))
    return 0;
  for (guint i = 0; i < legend->columns->len; i++)
    flow(legend, &g_array_index(legend->columns, Column, i), &x, &line);
  return (line + 1) * legend->strip_row_mm;
}

void
sal_legend_draw_strip(const SalLegend *legend, const GArray *entries, double x_mm, double y_mm,
                      SalLayer *layer)
{
  double x = 0;
  guint line = 0;
  for (guint i = 0; i < entries->len; i++) {
    const SalLegendEntry *entry = &g_array_index(entries, SalLegendEntry, i);
    const Column *column = find_column(legend, entry->id);
    g_return_if_fail(column != NULL);
    const double at = flow(legend, column, &x, &line);
    const SalRect row = { x_mm + at, y_mm + line * legend->strip_row_mm, 0, legend->strip_row_mm };
    draw_entry(legend, entry, row, 0, layer);
  }
}

/* The height of the highest column of a page's box. */
static double
measure_rows(const SalLegend *legend, const GArray *entries)
{
  g_autofree double *heights = g_new0(double, legend->n_columns);
  double highest = 0;
  for (guint i = 0; i < entries->len; i++) {
    const SalLegendEntry *entry = &g_array_index(entries, SalLegendEntry, i);
    const Column *column = find_column(legend, entry->id);
    double *height = &heights[column != NULL ? column->number : 0];
    *height += get_row_mm(legend, entry);
    highest = MAX(highest, *height);
  }
  return highest;
}

/* Each entry stands in the same column on all pages. */
static void
draw_rows(const SalLegend *legend, const GArray *entries, SalRect room, SalLayer *layer)
{
  g_autofree double *heights = g_new0(double, legend->n_columns);
  for (guint i = 0; i < entries->len; i++) {
    const SalLegendEntry *entry = &g_array_index(entries, SalLegendEntry, i);
    const Column *column = find_column(legend, entry->id);
    const guint number = column != NULL ? column->number : 0;
    const double x = room.x + get_column_x_mm(legend, number);
    const double right =
        legend->n_columns > 1 ? x + get_column_width_mm(legend, number) : room.x + room.width;
    const SalRect row = { x, room.y + heights[number], 0, get_row_mm(legend, entry) };
    draw_entry(legend, entry, row, right, layer);
    heights[number] += row.height;
  }
}

void
sal_legend_draw_box(const SalLegend *legend, const GArray *entries, SalRect rect, gboolean keeps_bottom,
                    SalLayer *layer, SalLayer *bar_layer)
{
  const SalStyle *style = legend->options.style;
  const double spared = rect.height - get_box_height_mm(legend, measure_rows(legend, entries));
  if (is_strip(legend))
    return;
  if (keeps_bottom)
    rect.y += spared;
  rect.height -= spared;
  if (!legend->options.is_bare)
    sal_layer_add_rect(layer, rect, &style->legend_box);
  const double x = rect.x + legend->padding_mm;
  const SalRect room = { x, rect.y + legend->padding_mm * 0.75, rect.width - 2 * legend->padding_mm, 0 };
  draw_rows(legend, entries, room, layer);
  if (!has_bar_apart(legend))
    sal_scale_bar_draw(&legend->bar, bar_layer, x,
                       rect.y + rect.height - legend->padding_mm - legend->bar.height_mm);
}

void
sal_legend_draw_bar(const SalLegend *legend, SalRect rect, SalLayer *layer)
{
  const SalStyle *style = legend->options.style;
  if (!has_bar_apart(legend))
    return;
  sal_layer_add_rect(layer, rect, &style->legend_box);
  const double padding = get_bar_padding_mm(legend);
  sal_scale_bar_draw(&legend->bar, layer, rect.x + padding, rect.y + padding);
}

#include "render/page/box-table.h"

#include "data/base/error.h"
#include "render/drawing/text.h"
#include "render/page/box-rows.h"

#define ROW 1.5        /* its height, in type sizes */
#define COLUMN_GAP 1.0 /* between columns at the least, likewise */
#define LINE_MM 0.2
#define SCALE_STEP 0.05
#define BOLD 700

/* Characters of a head in a row, tried in turn: names of sources may be long. 0: heads have one row. */
static const guint HEADS[] = { 0, 22, 16, 10 };

struct _SalBoxTable {
  const SalPlacedBox *placed;
  SalTextStyle text; /* in its final size */
  SalBoxRowsOptions rows;
  double height_mm; /* of all rows; 0: there is none but the head */
  SalRun *run;      /* whose sum is that of the periods; a cumulative map has another one in its own run */
};

void
sal_box_table_free(SalBoxTable *table)
{
  if (table == NULL)
    return;
  g_clear_pointer(&table->run, sal_run_free);
  g_free(table);
}

static SalTextStyle
get_row_style(const SalTextStyle *text, const SalBoxRow *row)
{
  SalTextStyle style = *text;
  style.weight = row->is_head || row->is_strong ? BOLD : style.weight;
  return style;
}

static gboolean
is_comparison(const SalPage *page)
{
  return page->options.layout == SAL_LAYOUT_COMPARISON;
}

/* The widths of the columns, with the gaps between them. */
static double
measure_rows(const SalPage *page, const SalTextStyle *text, const GArray *rows)
{
  double widths[SAL_BOX_COLUMNS] = { 0 }, all = 0;
  for (guint i = 0; i < rows->len; i++) {
    const SalBoxRow *row = &g_array_index(rows, SalBoxRow, i);
    const SalTextStyle style = get_row_style(text, row);
    for (guint j = 0; j < SAL_BOX_COLUMNS; j++)
      widths[j] =
          MAX(widths[j], sal_text_measure(row->cells[j], page->options.style->font_family, &style).width_mm);
  }
  for (guint j = 0; j < SAL_BOX_COLUMNS; j++)
    all += widths[j];
  return all + (SAL_BOX_COLUMNS - 1) * COLUMN_GAP * text->size_pt * SAL_MM_PER_PT;
}

static double
get_row_mm(const SalTextStyle *text)
{
  return ROW * text->size_pt * SAL_MM_PER_PT;
}

/* Above the capitals of a row; the first row goes without it, so that they stand where those of a text do. */
static double
get_lead_mm(const SalBoxTable *table, const SalPage *page)
{
  const double cap = sal_text_measure("H", page->options.style->font_family, &table->text).cap_height_mm;
  return (get_row_mm(&table->text) - cap) / 2;
}

/* The most that the rows of any page need; of no height: there are none but heads. */
static SalRect
measure_most(const SalBoxTable *table, const SalPage *page)
{
  SalRect most = { 0 };
  const GPtrArray *changes = page->run->changes;
  const guint n_totals = is_comparison(page) ? 0 : 1; /* no page shows the sum of a comparison's days */
  for (guint i = 0; i < changes->len + n_totals; i++) {
    const SalChange *change = i < changes->len ? changes->pdata[i] : &page->run->total;
    g_autoptr(GArray) rows = sal_box_rows_new(&table->rows, page, change);
    most.width = MAX(most.width, measure_rows(page, &table->text, rows));
    if (rows->len > sal_box_rows_count_heads(rows))
      most.height = MAX(most.height, rows->len * get_row_mm(&table->text) - get_lead_mm(table, page));
  }
  return most;
}

/* Rows of periods that do not fit are left out, the first ones first. */
static gboolean
shorten(SalBoxTable *table, const SalPage *page, GPtrArray *remarks)
{
  const double room = (table->placed->inner.height + get_lead_mm(table, page)) / get_row_mm(&table->text);
  const guint n = page->run->changes->len;
  g_autoptr(GArray) rows = sal_box_rows_new(&table->rows, page, &page->run->total);
  const guint n_others = sal_box_rows_count_heads(rows) + (is_comparison(page) ? 0 : 1);
  if (table->placed->box->rows != SAL_ROWS_PERIODS || room < n_others + 1)
    return FALSE;
  table->rows.n_most = MIN((guint)room - n_others, n); /* besides heads and sum */
  table->height_mm = MIN((guint)room, n + n_others) * get_row_mm(&table->text) - get_lead_mm(table, page);
  if (table->rows.n_most < n)
    g_ptr_array_add(remarks, g_strdup_printf("template: table '%s' has room for %u of %u periods",
                                             table->placed->box->name, table->rows.n_most, n));
  return TRUE;
}

static gboolean
fail(const SalBoxTable *table, const SalPage *page, SalRect most, GError **error)
{
  const SalRect room = table->placed->inner;
  return sal_page_template_blame(
      page->options.template, table->placed->box, error,
      "expected a table that fits into %.1f x %.1f mm at %.3g pt, got one of %.1f x %.1f mm", room.width,
      room.height, table->text.size_pt, most.width, most.height);
}

/* Whether the rows find room in the present type. */
static gboolean
try(SalBoxTable *table, const SalPage *page, guint head_characters, SalRect *most)
{
  const SalRect room = table->placed->inner;
  table->rows.head_characters = head_characters;
  *most = measure_most(table, page);
  table->height_mm = most->height;
  return most->width <= room.width + 1e-6 && most->height <= room.height + 1e-6;
}

SalBoxTable *
sal_box_table_new(const SalPage *page, const SalPlacedBox *placed, GPtrArray *remarks, GError **error)
{
  const SalTemplateBox *box = placed->box;
  const SalStyle *style = page->options.style;
  const SalTextStyle base = sal_box_make_style(box, style, style->legend_text);
  const double least_pt = sal_box_find_least_pt(box, base.size_pt);
  g_autoptr(SalBoxTable) table = g_new0(SalBoxTable, 1);
  SalRect most = { 0 };
  table->placed = placed;
  table->text = base;
  table->run = sal_run_new(page->options.changes, page->options.class_name);
  table->rows = (SalBoxRowsOptions){ .kind = box->rows, .run = table->run, .n_most = G_MAXUINT };
  for (double scale = 1; scale * base.size_pt > least_pt - 1e-9; scale -= SCALE_STEP) {
    table->text.size_pt = base.size_pt * scale;
    for (guint i = 0; i < (is_comparison(page) ? G_N_ELEMENTS(HEADS) : 1); i++)
      if (try(table, page, HEADS[i], &most))
        return g_steal_pointer(&table);
  }
  if (most.width <= placed->inner.width + 1e-6 && shorten(table, page, remarks))
    return g_steal_pointer(&table);
  fail(table, page, most, error);
  return NULL;
}

double
sal_box_table_get_height_mm(const SalBoxTable *table)
{
  return table->height_mm;
}

/* A rule across the table. */
static void
draw_rule(const SalPage *page, SalRect rect, double y, SalLayer *layer)
{
  const SalLineStyle line = { .color = page->options.style->chart_axis.color, .width_mm = LINE_MM };
  SalGeometry *rule = sal_geometry_new(SAL_LINES);
  sal_geometry_add_point(rule, rect.x, y);
  sal_geometry_add_point(rule, rect.x + rect.width, y);
  sal_geometry_end_part(rule);
  sal_layer_add_line(layer, rule, &line, NULL);
}

/* Where a column ends: numbers stand at the right end of thirds behind the first column. */
static double
find_right(const SalBoxTable *table, const SalPage *page, const GArray *rows, guint column)
{
  const SalRect rect = table->placed->inner;
  double widths[SAL_BOX_COLUMNS] = { 0 }, all = 0;
  for (guint i = 0; i < rows->len; i++) {
    const SalBoxRow *row = &g_array_index(rows, SalBoxRow, i);
    const SalTextStyle style = get_row_style(&table->text, row);
    for (guint j = 0; j < SAL_BOX_COLUMNS; j++)
      widths[j] =
          MAX(widths[j], sal_text_measure(row->cells[j], page->options.style->font_family, &style).width_mm);
  }
  for (guint j = 0; j < SAL_BOX_COLUMNS; j++)
    all += widths[j];
  const double gap = (rect.width - all) / (SAL_BOX_COLUMNS - 1);
  double right = rect.x + widths[0];
  for (guint j = 1; j <= column; j++)
    right += gap + widths[j];
  return right;
}

/* Says what a row does, below the heads of the columns. */
static void
print_row(const SalBoxTable *table, const SalPage *page, const SalBoxRow *row, GPtrArray *printed)
{
  for (guint j = 1; row->has_values && j < SAL_BOX_COLUMNS; j++) {
    g_autofree char *head = sal_box_rows_name_column(page, j);
    g_autofree char *label = g_strconcat(row->cells[0], ", ", head, NULL);
    sal_printed_list_add(printed, &(SalPrinted){ .where = "table",
                                                 .id = table->placed->box->name,
                                                 .label = label,
                                                 .text = row->cells[j],
                                                 .value = row->values[j] });
  }
}

void
sal_box_table_draw(const SalBoxTable *table, const SalPage *page, const SalChange *change, SalLayer *layer,
                   GPtrArray *printed)
{
  const SalRect rect = table->placed->inner;
  const double row_mm = get_row_mm(&table->text);
  const double cap = sal_text_measure("H", page->options.style->font_family, &table->text).cap_height_mm;
  const double top = rect.y - get_lead_mm(table, page);
  g_autoptr(GArray) rows = sal_box_rows_new(&table->rows, page, change);
  const guint n_heads = sal_box_rows_count_heads(rows);
  for (guint i = 0; i < rows->len; i++) {
    const SalBoxRow *row = &g_array_index(rows, SalBoxRow, i);
    const SalTextStyle style = get_row_style(&table->text, row);
    const double baseline = top + (i + 0.5) * row_mm + cap / 2;
    sal_layer_add_text(layer, row->cells[0], rect.x, baseline, SAL_ANCHOR_START, 0, &style);
    for (guint j = 1; j < SAL_BOX_COLUMNS; j++)
      sal_layer_add_text(layer, row->cells[j], find_right(table, page, rows, j), baseline, SAL_ANCHOR_END, 0,
                         &style);
    print_row(table, page, row, printed);
    if (row->is_head && i + 1 >= n_heads)
      draw_rule(page, rect, top + (i < n_heads ? n_heads : i) * row_mm, layer);
  }
}

#include "render/page/box-table.h"

#include "data/base/error.h"
#include "render/drawing/text.h"
#include "render/page/class-look.h"
#include "render/words/figures.h"
#include "render/words/reset-note.h"
#include "render/words/wording.h"

#define N_COLUMNS 4
#define ROW 1.5        /* its height, in type sizes */
#define COLUMN_GAP 1.0 /* between columns at the least, likewise */
#define LINE_MM 0.2
#define SCALE_STEP 0.05
#define BOLD 700

typedef struct {
  char *cells[N_COLUMNS];
  double values[N_COLUMNS]; /* km2; of the first column none */
  gboolean has_values, is_head, is_strong;
} Row;

struct _SalBoxTable {
  const SalPlacedBox *placed;
  SalTextStyle text; /* in its final size */
  guint n_most;      /* rows of periods that there is room for */
  double height_mm;  /* of all rows; 0: there is none but the head */
  SalRun *run;       /* whose sum is that of the periods; a cumulative map has another one in its own run */
};

static void
row_clear(gpointer data)
{
  Row *row = data;
  for (guint i = 0; i < N_COLUMNS; i++)
    g_free(row->cells[i]);
}

void
sal_box_table_free(SalBoxTable *table)
{
  if (table == NULL)
    return;
  g_clear_pointer(&table->run, sal_run_free);
  g_free(table);
}

static GArray *
rows_new(void)
{
  GArray *rows = g_array_new(FALSE, TRUE, sizeof(Row));
  g_array_set_clear_func(rows, row_clear);
  return rows;
}

/* Takes the label. */
static void
add_row(GArray *rows, const SalWords *words, const SalChange *change, char *label)
{
  const SalFigures figures = sal_figures_compute(words, change);
  Row row = { .cells = { NULL } };
  row.cells[0] = label;
  if (change->from_snapshot == change->to_snapshot) {
    for (guint i = 1; i < N_COLUMNS; i++)
      row.cells[i] = g_strdup("?");
  } else {
    g_autofree char *net = sal_figures_format_area(words, figures.net_km2, TRUE);
    row.cells[1] = sal_figures_format_area(words, figures.gained_km2, FALSE);
    row.cells[2] = sal_figures_format_area(words, figures.lost_km2, FALSE);
    row.cells[3] = change->accepted ? g_strdup_printf("(%s)", net) : g_steal_pointer(&net);
    row.values[1] = change->gained_m2 / 1e6, row.values[2] = change->lost_m2 / 1e6;
    row.values[3] = sal_change_get_net_m2(change) / 1e6;
    row.has_values = TRUE;
  }
  g_array_append_val(rows, row);
}

static void
add_head(GArray *rows, const SalWords *words)
{
  const SalWord heads[] = { SAL_WORD_GAINED, SAL_WORD_LOST, SAL_WORD_REPORT_NET };
  Row row = { .cells = { g_strdup(sal_figures_get_unit_name(words)) }, .is_head = TRUE };
  for (guint i = 0; i < G_N_ELEMENTS(heads); i++)
    row.cells[i + 1] = g_strdup(sal_words_get(words, heads[i]));
  g_array_append_val(rows, row);
}

static char *
name_period(const SalWords *words, const SalChange *change)
{
  g_autofree char *period = sal_wording_make_short_period(words, &change->period);
  return g_strconcat(period, sal_change_is_doubted(change) ? SAL_RESET_MARK : "", NULL);
}

/* The last periods up to that of the page, but as many as there is room for; then the run. */
static void
add_periods(const SalBoxTable *table, const SalPage *page, const SalChange *change, GArray *rows)
{
  const SalRun *run = page->run;
  const SalWords *words = page->options.words;
  const int current = sal_run_find(run, change);
  const guint n = run->changes->len, n_shown = MIN(n, table->n_most);
  const guint last = current < 0 ? n : MAX((guint)current + 1, n_shown);
  for (guint i = last - n_shown; i < last; i++) {
    add_row(rows, words, run->changes->pdata[i], name_period(words, run->changes->pdata[i]));
    g_array_index(rows, Row, rows->len - 1).is_strong = (int)i == current && n > 1;
  }
  if (n < 2)
    return;
  add_row(rows, words, &table->run->total, g_strdup(sal_words_get(words, SAL_WORD_REPORT_TOTAL)));
  g_array_index(rows, Row, rows->len - 1).is_head = TRUE;
}

static gboolean
is_same_period(const SalChange *a, const SalChange *b)
{
  return a->period.from == b->period.from && a->period.to == b->period.to;
}

/* Whether a row of classes, or of regions, is to be about what has such a class and region. */
static gboolean
has_row(SalBoxRows kind, const SalChange *other, const SalChange *change)
{
  return kind == SAL_ROWS_CLASSES ? g_strcmp0(other->region, change->region) == 0
                                  : other->class_name == change->class_name && *other->region != '\0';
}

static gboolean
is_same_subject(const SalChange *a, const SalChange *b)
{
  return a->class_name == b->class_name && g_strcmp0(a->region, b->region) == 0;
}

/* The changes from the first on that have its class and region; NULL: an earlier one has them. */
static GPtrArray *
list_same(const GPtrArray *changes, guint first)
{
  g_autoptr(GPtrArray) same = g_ptr_array_new();
  for (guint i = 0; i < changes->len; i++) {
    if (!is_same_subject(changes->pdata[i], changes->pdata[first]))
      continue;
    if (i < first)
      return NULL;
    g_ptr_array_add(same, changes->pdata[i]);
  }
  return g_steal_pointer(&same);
}

static void
add_subject(const SalPage *page, SalBoxRows kind, const SalChange *other, GArray *rows)
{
  const SalWords *words = page->options.words;
  if (kind == SAL_ROWS_CLASSES)
    add_row(rows, words, other, sal_class_look_make_name(page->options.style, words, other->class_name));
  else if (other->gained_m2 > 0 || other->lost_m2 > 0)
    add_row(rows, words, other,
            g_strdup(g_str_equal(other->region, SAL_REGION_NONE) ? sal_words_get(words, SAL_WORD_NO_REGION)
                                                                 : other->region));
}

/* Classes or regions, in the period of the page: one of the run's, or the whole run. */
static void
add_subjects(SalBoxRows kind, const SalPage *page, const SalChange *change, GArray *rows)
{
  const GPtrArray *all = kind == SAL_ROWS_CLASSES ? page->options.changes : page->options.region_changes;
  gboolean is_of_run = TRUE; /* no period is that of the page */
  for (guint i = 0; all != NULL && i < all->len; i++)
    is_of_run = is_of_run && !is_same_period(all->pdata[i], change);
  for (guint i = 0; all != NULL && i < all->len; i++) {
    const SalChange *other = all->pdata[i];
    g_autoptr(GPtrArray) same = is_of_run && has_row(kind, other, change) ? list_same(all, i) : NULL;
    g_autoptr(SalRun) run = same != NULL ? sal_run_new(same, other->class_name) : NULL;
    if (run != NULL)
      add_subject(page, kind, &run->total, rows);
    else if (!is_of_run && has_row(kind, other, change) && is_same_period(other, change))
      add_subject(page, kind, other, rows);
  }
}

static GArray *
make_rows(const SalBoxTable *table, const SalPage *page, const SalChange *change)
{
  GArray *rows = rows_new();
  add_head(rows, page->options.words);
  if (table->placed->box->rows == SAL_ROWS_PERIODS)
    add_periods(table, page, change, rows);
  else
    add_subjects(table->placed->box->rows, page, change, rows);
  return rows;
}

static SalTextStyle
get_row_style(const SalTextStyle *text, const Row *row)
{
  SalTextStyle style = *text;
  style.weight = row->is_head || row->is_strong ? BOLD : style.weight;
  return style;
}

/* The widths of the columns, with the gaps between them. */
static double
measure_rows(const SalPage *page, const SalTextStyle *text, const GArray *rows)
{
  double widths[N_COLUMNS] = { 0 }, all = 0;
  for (guint i = 0; i < rows->len; i++) {
    const Row *row = &g_array_index(rows, Row, i);
    const SalTextStyle style = get_row_style(text, row);
    for (guint j = 0; j < N_COLUMNS; j++)
      widths[j] =
          MAX(widths[j], sal_text_measure(row->cells[j], page->options.style->font_family, &style).width_mm);
  }
  for (guint j = 0; j < N_COLUMNS; j++)
    all += widths[j];
  return all + (N_COLUMNS - 1) * COLUMN_GAP * text->size_pt * SAL_MM_PER_PT;
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

/* The most that the rows of any page need. */
static SalRect
measure_most(const SalBoxTable *table, const SalPage *page)
{
  SalRect most = { 0 };
  const GPtrArray *changes = page->run->changes;
  for (guint i = 0; i <= changes->len; i++) {
    const SalChange *change = i < changes->len ? changes->pdata[i] : &page->run->total;
    g_autoptr(GArray) rows = make_rows(table, page, change);
    most.width = MAX(most.width, measure_rows(page, &table->text, rows));
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
  if (table->placed->box->rows != SAL_ROWS_PERIODS || room < 3)
    return FALSE;
  table->n_most = MIN((guint)room - 2, n); /* besides head and sum */
  table->height_mm = MIN((guint)room, n + 2) * get_row_mm(&table->text) - get_lead_mm(table, page);
  if (table->n_most < n)
    g_ptr_array_add(remarks, g_strdup_printf("template: table '%s' has room for %u of %u periods",
                                             table->placed->box->name, table->n_most, n));
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
  table->n_most = G_MAXUINT;
  table->run = sal_run_new(page->options.changes, page->options.class_name);
  for (double scale = 1; scale * base.size_pt > least_pt - 1e-9; scale -= SCALE_STEP) {
    table->text.size_pt = base.size_pt * scale;
    most = measure_most(table, page);
    table->height_mm = most.height > get_row_mm(&table->text) + 1e-6 ? most.height : 0;
    if (most.width <= placed->inner.width + 1e-6 && most.height <= placed->inner.height + 1e-6)
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
  double widths[N_COLUMNS] = { 0 }, all = 0;
  for (guint i = 0; i < rows->len; i++) {
    const Row *row = &g_array_index(rows, Row, i);
    const SalTextStyle style = get_row_style(&table->text, row);
    for (guint j = 0; j < N_COLUMNS; j++)
      widths[j] =
          MAX(widths[j], sal_text_measure(row->cells[j], page->options.style->font_family, &style).width_mm);
  }
  for (guint j = 0; j < N_COLUMNS; j++)
    all += widths[j];
  const double gap = (rect.width - all) / (N_COLUMNS - 1);
  double right = rect.x + widths[0];
  for (guint j = 1; j <= column; j++)
    right += gap + widths[j];
  return right;
}

/* Says what a row does, below the heads of the columns. */
static void
print_row(const SalBoxTable *table, const Row *head, const Row *row, GPtrArray *printed)
{
  for (guint j = 1; row->has_values && j < N_COLUMNS; j++) {
    g_autofree char *label = g_strconcat(row->cells[0], ", ", head->cells[j], NULL);
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
  g_autoptr(GArray) rows = make_rows(table, page, change);
  for (guint i = 0; i < rows->len; i++) {
    const Row *row = &g_array_index(rows, Row, i);
    const SalTextStyle style = get_row_style(&table->text, row);
    const double baseline = top + (i + 0.5) * row_mm + cap / 2;
    sal_layer_add_text(layer, row->cells[0], rect.x, baseline, SAL_ANCHOR_START, 0, &style);
    for (guint j = 1; j < N_COLUMNS; j++)
      sal_layer_add_text(layer, row->cells[j], find_right(table, page, rows, j), baseline, SAL_ANCHOR_END, 0,
                         &style);
    print_row(table, &g_array_index(rows, Row, 0), row, printed);
    if (row->is_head)
      draw_rule(page, rect, top + (i == 0 ? row_mm : i * row_mm), layer);
  }
}

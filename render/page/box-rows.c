#include "render/page/box-rows.h"

#include "render/page/class-look.h"
#include "render/words/comparison.h"
#include "render/words/figures.h"
#include "render/words/reset-note.h"
#include "render/words/wording.h"

static void
row_clear(gpointer data)
{
  SalBoxRow *row = data;
  for (guint i = 0; i < SAL_BOX_COLUMNS; i++)
    g_free(row->cells[i]);
}

static GArray *
rows_new(void)
{
  GArray *rows = g_array_new(FALSE, TRUE, sizeof(SalBoxRow));
  g_array_set_clear_func(rows, row_clear);
  return rows;
}

/* Takes the label. */
static void
add_row(GArray *rows, const SalWords *words, const SalChange *change, char *label)
{
  const SalFigures figures = sal_figures_compute(words, change);
  SalBoxRow row = { .cells = { NULL } };
  row.cells[0] = label;
  if (change->from_snapshot == change->to_snapshot) {
    for (guint i = 1; i < SAL_BOX_COLUMNS; i++)
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

static gboolean
is_comparison(const SalPage *page)
{
  return page->options.layout == SAL_LAYOUT_COMPARISON;
}

/* Two sources. Takes the label. */
static void
add_state(GArray *rows, const SalWords *words, const SalChange *state, char *label)
{
  SalBoxRow row = { .cells = { NULL }, .has_values = TRUE };
  row.cells[0] = label;
  row.values[1] = sal_comparison_measure_agreed_m2(state) / 1e6;
  row.values[2] = state->lost_m2 / 1e6, row.values[3] = state->gained_m2 / 1e6;
  for (guint i = 1; i < SAL_BOX_COLUMNS; i++)
    row.cells[i] = sal_figures_format_area(words, sal_figures_round_km2(words, row.values[i]), FALSE);
  g_array_append_val(rows, row);
}

static void
add(GArray *rows, const SalPage *page, const SalChange *change, char *label)
{
  if (is_comparison(page))
    add_state(rows, page->options.words, change, label);
  else
    add_row(rows, page->options.words, change, label);
}

char *
sal_box_rows_name_column(const SalPage *page, guint column)
{
  const SalWord heads[] = { SAL_WORD_GAINED, SAL_WORD_LOST, SAL_WORD_REPORT_NET };
  const SalWords *words = page->options.words;
  if (column == 0)
    return g_strdup(sal_figures_get_unit_name(words));
  if (!is_comparison(page))
    return g_strdup(sal_words_get(words, heads[column - 1]));
  return column == 1 ? g_strdup(sal_words_get(words, SAL_WORD_AGREED))
                     : sal_words_fill(words, SAL_WORD_ONLY, "name", page->options.compared[column - 2], NULL);
}

/* The words of a text as lines of at most so many characters, or of one word; NULL-terminated, owned by the caller. */
static char **
break_head(const char *text, guint characters)
{
  g_auto(GStrv) words = g_strsplit(text, " ", -1);
  g_autoptr(GStrvBuilder) lines = g_strv_builder_new();
  g_autoptr(GString) line = g_string_new(words[0]);
  for (guint i = 1; words[0] != NULL && words[i] != NULL; i++) {
    if (g_utf8_strlen(line->str, -1) + 1 + g_utf8_strlen(words[i], -1) > characters) {
      g_strv_builder_add(lines, line->str);
      g_string_assign(line, words[i]);
    } else {
      g_string_append_printf(line, " %s", words[i]);
    }
  }
  g_strv_builder_add(lines, line->str);
  return g_strv_builder_end(lines);
}

/* The heads stand above each other by their last lines, and the unit beside these. */
static void
add_broken_heads(GArray *rows, const SalPage *page, guint characters)
{
  char **lines[SAL_BOX_COLUMNS];
  guint most = 1;
  for (guint i = 0; i < SAL_BOX_COLUMNS; i++) {
    g_autofree char *name = sal_box_rows_name_column(page, i);
    lines[i] = break_head(name, characters);
    most = MAX(most, g_strv_length(lines[i]));
  }
  for (guint line = 0; line < most; line++) {
    SalBoxRow row = { .is_head = TRUE };
    for (guint i = 0; i < SAL_BOX_COLUMNS; i++) {
      const guint n = g_strv_length(lines[i]);
      row.cells[i] = g_strdup(line + n >= most ? lines[i][line + n - most] : "");
    }
    g_array_append_val(rows, row);
  }
  for (guint i = 0; i < SAL_BOX_COLUMNS; i++)
    g_strfreev(lines[i]);
}

static void
add_heads(GArray *rows, const SalPage *page, guint characters)
{
  SalBoxRow row = { .is_head = TRUE };
  if (characters > 0) {
    add_broken_heads(rows, page, characters);
    return;
  }
  for (guint i = 0; i < SAL_BOX_COLUMNS; i++)
    row.cells[i] = sal_box_rows_name_column(page, i);
  g_array_append_val(rows, row);
}

/* The period; where two sources are compared, the day. */
static char *
name_period(const SalPage *page, const SalChange *change)
{
  const SalWords *words = page->options.words;
  if (is_comparison(page))
    return sal_wording_describe_day(words, change->period.to);
  g_autofree char *period = sal_wording_make_short_period(words, &change->period);
  return g_strconcat(period, sal_change_is_doubted(change) ? SAL_RESET_MARK : "", NULL);
}

/* The last periods up to that of the page, but as many as there is room for; then the run. */
static void
add_periods(const SalBoxRowsOptions *options, const SalPage *page, const SalChange *change, GArray *rows)
{
  const SalRun *run = page->run;
  const int current = sal_run_find(run, change);
  const guint n = run->changes->len, n_shown = MIN(n, options->n_most);
  const guint last = current < 0 ? n : MAX((guint)current + 1, n_shown);
  for (guint i = last - n_shown; i < last; i++) {
    add(rows, page, run->changes->pdata[i], name_period(page, run->changes->pdata[i]));
    g_array_index(rows, SalBoxRow, rows->len - 1).is_strong = (int)i == current && n > 1;
  }
  if (n < 2 || is_comparison(page)) /* areas of several days have no sum */
    return;
  add(rows, page, &options->run->total, g_strdup(sal_words_get(page->options.words, SAL_WORD_REPORT_TOTAL)));
  g_array_index(rows, SalBoxRow, rows->len - 1).is_head = TRUE;
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
    add(rows, page, other, sal_class_look_make_name(page->options.style, words, other->class_name));
  else if (other->gained_m2 > 0 || other->lost_m2 > 0)
    add(rows, page, other,
        g_strdup(g_str_equal(other->region, SAL_REGION_NONE) ? sal_words_get(words, SAL_WORD_NO_REGION)
                                                             : other->region));
}

/* Classes or regions, in the period of the page: one of the run's, or the whole run. */
static void
add_subjects(SalBoxRows kind, const SalPage *page, const SalChange *change, GArray *rows)
{
  const gboolean has_own = kind == SAL_ROWS_CLASSES && !is_comparison(page);
  const GPtrArray *all = has_own ? page->options.changes : page->options.region_changes;
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

GArray *
sal_box_rows_new(const SalBoxRowsOptions *options, const SalPage *page, const SalChange *change)
{
  GArray *rows = rows_new();
  add_heads(rows, page, options->head_characters);
  if (options->kind == SAL_ROWS_PERIODS)
    add_periods(options, page, change, rows);
  else
    add_subjects(options->kind, page, change, rows);
  return rows;
}

guint
sal_box_rows_count_heads(const GArray *rows)
{
  guint n = 0;
  while (n < rows->len && g_array_index(rows, SalBoxRow, n).is_head)
    n++;
  return n;
}

#include "data/table/second-table.h"

#include "data/base/csv.h"

#include <math.h>

/* A row of the first computation and the answer of the second. */
typedef struct {
  const SalRow *row;
  gboolean is_known;
  gint64 gained, lost, net; /* of the second, m2 */
  const char *why;
} Pair;

typedef struct {
  SalTableColumn column;
  void (*write)(GString *text, const Pair *pair);
} Column;

static void
append_day(GString *text, SalDay day)
{
  g_autofree char *digits = sal_day_format(day);
  g_string_append(text, digits);
}

static void
append_known(GString *text, const Pair *pair, gint64 m2)
{
  if (pair->is_known)
    sal_csv_append_km2(text, m2);
}

static void
write_period(GString *text, const Pair *pair)
{
  g_string_append(text, pair->row->change->period.name);
}

static void
write_from(GString *text, const Pair *pair)
{
  append_day(text, pair->row->change->period.from);
}

static void
write_to(GString *text, const Pair *pair)
{
  append_day(text, pair->row->change->period.to);
}

static void
write_class(GString *text, const Pair *pair)
{
  sal_csv_append_field(text, pair->row->change->class_name);
}

static void
write_region(GString *text, const Pair *pair)
{
  sal_csv_append_field(text, pair->row->change->region);
}

static void
write_gained(GString *text, const Pair *pair)
{
  sal_csv_append_km2(text, pair->row->gained);
}

static void
write_lost(GString *text, const Pair *pair)
{
  sal_csv_append_km2(text, pair->row->lost);
}

static void
write_net(GString *text, const Pair *pair)
{
  sal_csv_append_km2(text, pair->row->net);
}

static void
write_second_gained(GString *text, const Pair *pair)
{
  append_known(text, pair, pair->gained);
}

static void
write_second_lost(GString *text, const Pair *pair)
{
  append_known(text, pair, pair->lost);
}

static void
write_second_net(GString *text, const Pair *pair)
{
  append_known(text, pair, pair->net);
}

static void
write_gained_difference(GString *text, const Pair *pair)
{
  append_known(text, pair, pair->gained - pair->row->gained);
}

static void
write_lost_difference(GString *text, const Pair *pair)
{
  append_known(text, pair, pair->lost - pair->row->lost);
}

static void
write_net_difference(GString *text, const Pair *pair)
{
  append_known(text, pair, pair->net - pair->row->net);
}

static void
write_why(GString *text, const Pair *pair)
{
  if (!pair->is_known)
    sal_csv_append_field(text, pair->why);
}

static const Column list[] = {
  { { "period", SAL_COLUMN_TEXT, NULL, "the period" }, write_period },
  { { "from", SAL_COLUMN_DATE, NULL, "the first boundary of the period" }, write_from },
  { { "to", SAL_COLUMN_DATE, NULL, "its last boundary" }, write_to },
  { { "class", SAL_COLUMN_TEXT, NULL, "the class of areas" }, write_class },
  { { "region", SAL_COLUMN_TEXT, NULL,
      "the region; empty for the whole, '(none)' for what lies in no region" },
    write_region },
  { { "gained_km2", SAL_COLUMN_NUMBER, "km2", "gained, as in figures.csv" }, write_gained },
  { { "lost_km2", SAL_COLUMN_NUMBER, "km2", "lost, as in figures.csv" }, write_lost },
  { { "net_km2", SAL_COLUMN_NUMBER, "km2", "net, as in figures.csv: the difference of the two areas held" },
    write_net },
  { { "second_gained_km2", SAL_COLUMN_NUMBER, "km2", "gained, by the second computation" },
    write_second_gained },
  { { "second_lost_km2", SAL_COLUMN_NUMBER, "km2", "lost, by the second computation" }, write_second_lost },
  { { "second_net_km2", SAL_COLUMN_NUMBER, "km2", "gained less lost, by the second computation" },
    write_second_net },
  { { "gained_difference_km2", SAL_COLUMN_NUMBER, "km2", "second_gained_km2 less gained_km2" },
    write_gained_difference },
  { { "lost_difference_km2", SAL_COLUMN_NUMBER, "km2", "second_lost_km2 less lost_km2" },
    write_lost_difference },
  { { "net_difference_km2", SAL_COLUMN_NUMBER, "km2", "second_net_km2 less net_km2" }, write_net_difference },
  { { "no_answer", SAL_COLUMN_TEXT, NULL, "why the second computation has no answer; empty: it has one" },
    write_why },
};

SalTableColumns *
sal_second_table_list_columns(void)
{
  SalTableColumns *columns = sal_table_columns_new();
  for (guint i = 0; i < G_N_ELEMENTS(list); i++)
    sal_table_columns_add(columns, &list[i].column, 1);
  return columns;
}

/* The answers by their changes. Owned by the caller. */
static GHashTable *
index_answers(const SalSecond *second)
{
  GHashTable *answers = g_hash_table_new(NULL, NULL);
  for (guint i = 0; i < second->changes->len; i++) {
    SalSecondChange *answer = &g_array_index(second->changes, SalSecondChange, i);
    g_hash_table_insert(answers, (gpointer)answer->change, answer);
  }
  return answers;
}

static Pair
make_pair(const SalRow *row, GHashTable *answers)
{
  const SalSecondChange *answer = g_hash_table_lookup(answers, row->change);
  Pair pair = { .row = row, .why = answer != NULL ? answer->why : "not computed" };
  pair.is_known = answer != NULL && !isnan(answer->gained_m2);
  if (pair.is_known) {
    pair.gained = sal_row_count_units(answer->gained_m2, 1);
    pair.lost = sal_row_count_units(answer->lost_m2, 1);
    pair.net = pair.gained - pair.lost;
  }
  return pair;
}

char *
sal_second_table_format_csv(const GArray *rows, const SalSecond *second)
{
  g_autoptr(SalTableColumns) columns = sal_second_table_list_columns();
  g_autoptr(GHashTable) answers = index_answers(second);
  GString *text = g_string_new(NULL);
  sal_table_columns_append_names(columns, text);
  for (guint i = 0; i < rows->len; i++) {
    const Pair pair = make_pair(&g_array_index(rows, SalRow, i), answers);
    for (guint k = 0; k < G_N_ELEMENTS(list); k++) {
      if (k > 0)
        g_string_append_c(text, ',');
      list[k].write(text, &pair);
    }
    g_string_append_c(text, '\n');
  }
  return g_string_free(text, FALSE);
}

static void
consider(SalSecondSummary *summary, const SalRow *row, gint64 difference)
{
  const gint64 size = ABS(difference);
  if (size <= summary->greatest_m2)
    return;
  summary->greatest_m2 = size;
  summary->at = row;
}

SalSecondSummary
sal_second_table_sum_up(const GArray *rows, const SalSecond *second)
{
  g_autoptr(GHashTable) answers = index_answers(second);
  SalSecondSummary summary = { 0 };
  for (guint i = 0; i < rows->len; i++) {
    const SalRow *row = &g_array_index(rows, SalRow, i);
    const Pair pair = make_pair(row, answers);
    if (!pair.is_known) {
      summary.n_without_answer++;
      continue;
    }
    summary.n_compared++;
    consider(&summary, row, pair.gained - row->gained);
    consider(&summary, row, pair.lost - row->lost);
    consider(&summary, row, pair.net - row->net);
  }
  return summary;
}

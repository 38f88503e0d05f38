#include "data/table/compare-csv.h"

#include "data/base/csv.h"
#include "data/table/compared-rows.h"

static void
append_day(GString *text, SalDay day)
{
  g_autofree char *date = sal_day_format(day);
  g_string_append_printf(text, ",%s", date);
}

static void
append_numbers(GString *text, const gint64 *m2, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_string_append_c(text, ',');
    sal_csv_append_km2(text, m2[i]);
  }
}

static const char *const rate_columns[] = { "net_a", "net_b", "difference" };

/* The days that each side's net took and, with a rate, the nets by it; empty where a side's change is unknown. */
static void
append_rates(GString *text, const SalComparedRow *row, SalRate rate)
{
  const SalComparedRates rates = sal_compared_row_divide(row, rate, 1);
  const gint64 figures[] = { rates.a, rates.b, rates.difference };
  for (guint side = 0; side < 2; side++)
    g_string_append_printf(text, ",%d", sal_side_net_count_days(&row->comparison->nets[side]));
  for (guint i = 0; rate != SAL_RATE_NONE && i < G_N_ELEMENTS(figures); i++) {
    g_string_append_c(text, ',');
    if (sal_comparison_is_known(row->comparison))
      sal_csv_append_km2(text, figures[i]);
  }
}

static void
append_nets(GString *text, const SalComparedRow *row, SalRate rate)
{
  const SalComparison *comparison = row->comparison;
  const gint64 nets[] = { row->net_a, row->net_b, row->difference };
  append_day(text, comparison->nets[0].from_snapshot);
  append_day(text, comparison->nets[1].from_snapshot);
  append_numbers(text, nets, G_N_ELEMENTS(nets));
  const char *flag = sal_compared_row_get_flag(row);
  g_string_append_printf(text, ",%s", flag != NULL ? flag : "");
  append_rates(text, row, rate);
}

static void
append_csv_row(GString *text, const SalComparedRow *row, SalRate rate)
{
  const SalComparison *comparison = row->comparison;
  const SalChange *state = comparison->state;
  const gint64 areas[] = { row->area_a, row->area_b,       row->agreed,      row->only_a,
                           row->only_b, row->noise_only_a, row->noise_only_b };
  g_string_append(text, comparison->period.name);
  if (comparison->has_nets) {
    append_day(text, comparison->period.from);
    append_day(text, comparison->period.to);
  }
  g_string_append_c(text, ',');
  sal_csv_append_field(text, state->class_name);
  g_string_append_c(text, ',');
  sal_csv_append_field(text, state->region);
  append_day(text, state->from_snapshot);
  append_day(text, state->to_snapshot);
  append_numbers(text, areas, G_N_ELEMENTS(areas));
  g_string_append_printf(text, ",%u,%u", state->n_parts, state->n_noise_parts);
  if (comparison->has_nets)
    append_nets(text, row, rate);
  if (state->has_border)
    append_numbers(text, (const gint64[]){ row->border_only_a, row->border_only_b }, 2);
  g_string_append_c(text, '\n');
}

static void
append_period_headings(GString *text, SalRate rate)
{
  g_string_append(text,
                  ",a_from_snapshot,b_from_snapshot,net_a_km2,net_b_km2,difference_km2,flag,a_days,b_days");
  for (guint i = 0; rate != SAL_RATE_NONE && i < G_N_ELEMENTS(rate_columns); i++)
    g_string_append_printf(text, ",%s_km2_per_%s", rate_columns[i], sal_rate_get_unit(rate));
}

char *
sal_compare_format_csv(const GArray *rows, const SalCompareContext *context)
{
  const gboolean has_periods = context->has_periods;
  GString *text = g_string_new(has_periods ? "period,from,to" : "date");
  g_string_append(text, ",class,region,a_snapshot,b_snapshot,area_a_km2,area_b_km2,agreed_km2,only_a_km2,"
                        "only_b_km2,noise_only_a_km2,noise_only_b_km2,parts,noise_parts");
  if (has_periods)
    append_period_headings(text, context->rate);
  g_string_append(text, context->border != NULL ? ",border_only_a_km2,border_only_b_km2" : "");
  g_string_append_c(text, '\n');
  for (guint i = 0; i < rows->len; i++)
    append_csv_row(text, &g_array_index(rows, SalComparedRow, i), context->rate);
  return g_string_free(text, FALSE);
}

static void
append_revision(GString *text, const SalRevision *revision)
{
  g_autofree char *day = sal_day_format(revision->day);
  g_string_append_printf(text, "%s,%s,", day, sal_revision_kind_get_name(revision->kind));
  if (revision->state == NULL) {
    g_string_append(text, ",,,,,,\n");
    return;
  }
  const SalComparedRow row = sal_compared_row_of_state(revision->state);
  const gint64 areas[] = { row.area_a,
                           row.area_b,
                           row.only_a,
                           row.only_b,
                           row.only_a + row.only_b,
                           row.noise_only_a + row.noise_only_b };
  sal_csv_append_field(text, revision->state->class_name);
  append_numbers(text, areas, G_N_ELEMENTS(areas));
  g_string_append_c(text, '\n');
}

char *
sal_revisions_format_csv(const SalRevisions *revisions)
{
  GString *text = g_string_new("date,status,class,area_a_km2,area_b_km2,only_a_km2,only_b_km2,differs_km2,"
                               "noise_km2\n");
  for (guint i = 0; i < revisions->revisions->len; i++)
    append_revision(text, &g_array_index(revisions->revisions, SalRevision, i));
  return g_string_free(text, FALSE);
}

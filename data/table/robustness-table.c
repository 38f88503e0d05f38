#include "data/table/robustness-table.h"

#include "data/base/csv.h"
#include "data/change/uncertainty.h"

#include <math.h>

/* A row of the table. */
typedef struct {
  const SalRow *row;
  const char *kind, *variant;
  SalDay from_snapshot, to_snapshot; /* SAL_DAY_NONE: unknown */
  double gained_m2, lost_m2, net_m2; /* NaN: not known */
  double plus_minus_m2;              /* NaN: it is no figure of that kind */
  const char *why;                   /* why there are none; NULL: there are */
} Entry;

typedef struct {
  SalTableColumn column;
  void (*write)(GString *text, const Entry *entry);
} Column;

static void
append_day(GString *text, SalDay day)
{
  if (day == SAL_DAY_NONE)
    return;
  g_autofree char *digits = sal_day_format(day);
  g_string_append(text, digits);
}

static void
append_known(GString *text, double m2)
{
  if (!isnan(m2))
    sal_csv_append_km2(text, sal_row_count_units(m2, 1));
}

static void
write_period(GString *text, const Entry *entry)
{
  g_string_append(text, entry->row->change->period.name);
}

static void
write_class(GString *text, const Entry *entry)
{
  sal_csv_append_field(text, entry->row->change->class_name);
}

static void
write_kind(GString *text, const Entry *entry)
{
  g_string_append(text, entry->kind);
}

static void
write_variant(GString *text, const Entry *entry)
{
  sal_csv_append_field(text, entry->variant);
}

static void
write_from(GString *text, const Entry *entry)
{
  append_day(text, entry->from_snapshot);
}

static void
write_to(GString *text, const Entry *entry)
{
  append_day(text, entry->to_snapshot);
}

static void
write_gained(GString *text, const Entry *entry)
{
  append_known(text, entry->gained_m2);
}

static void
write_lost(GString *text, const Entry *entry)
{
  append_known(text, entry->lost_m2);
}

static void
write_net(GString *text, const Entry *entry)
{
  append_known(text, entry->net_m2);
}

static void
write_difference(GString *text, const Entry *entry)
{
  if (!isnan(entry->net_m2))
    sal_csv_append_km2(text, sal_row_count_units(entry->net_m2, 1) - entry->row->net);
}

static void
write_plus_minus(GString *text, const Entry *entry)
{
  append_known(text, entry->plus_minus_m2);
}

static void
write_why(GString *text, const Entry *entry)
{
  g_string_append(text, entry->why != NULL ? entry->why : "");
}

static const Column list[] = {
  { { "period", SAL_COLUMN_TEXT, NULL, "the period" }, write_period },
  { { "class", SAL_COLUMN_TEXT, NULL, "the class of areas" }, write_class },
  { { "kind", SAL_COLUMN_TEXT, NULL,
      "run: the figures as they are; cut-off, model, position, definition: one other choice" },
    write_kind },
  { { "variant", SAL_COLUMN_TEXT, NULL, "which other choice" }, write_variant },
  { { "from_snapshot", SAL_COLUMN_DATE, NULL, "the day of the snapshot that stands for the first boundary" },
    write_from },
  { { "to_snapshot", SAL_COLUMN_DATE, NULL, "the day of the snapshot that stands for the last boundary" },
    write_to },
  { { "gained_km2", SAL_COLUMN_NUMBER, "km2", "gained, with that choice" }, write_gained },
  { { "lost_km2", SAL_COLUMN_NUMBER, "km2", "lost, with that choice" }, write_lost },
  { { "net_km2", SAL_COLUMN_NUMBER, "km2", "net, with that choice" }, write_net },
  { { "difference_km2", SAL_COLUMN_NUMBER, "km2", "that net, less the net of the run" }, write_difference },
  { { "plus_minus_km2", SAL_COLUMN_NUMBER, "km2", "by how much the net of the run may be off, either way" },
    write_plus_minus },
  { { "remark", SAL_COLUMN_TEXT, NULL,
      "why there are no figures; 'same': those are of the snapshots of the run, which stand for these days "
      "too" },
    write_why },
};

SalTableColumns *
sal_robustness_table_list_columns(void)
{
  SalTableColumns *columns = sal_table_columns_new();
  for (guint i = 0; i < G_N_ELEMENTS(list); i++)
    sal_table_columns_add(columns, &list[i].column, 1);
  return columns;
}

static void
append_entry(GString *text, const Entry *entry)
{
  for (guint k = 0; k < G_N_ELEMENTS(list); k++) {
    if (k > 0)
      g_string_append_c(text, ',');
    list[k].write(text, entry);
  }
  g_string_append_c(text, '\n');
}

/* An entry without figures. */
static Entry
begin(const SalRow *row, const char *kind, const char *variant)
{
  return (Entry){ row, kind, variant, SAL_DAY_NONE, SAL_DAY_NONE, NAN, NAN, NAN, NAN, NULL };
}

static void
append_without(GString *text, const SalRow *row, const char *kind, const char *why)
{
  Entry entry = begin(row, kind, "");
  entry.why = why;
  append_entry(text, &entry);
}

static void
append_run(GString *text, const SalRow *row)
{
  Entry entry = begin(row, "run", "as it is");
  entry.from_snapshot = row->change->from_snapshot;
  entry.to_snapshot = row->change->to_snapshot;
  entry.gained_m2 = (double)row->gained;
  entry.lost_m2 = (double)row->lost;
  entry.net_m2 = (double)row->net;
  append_entry(text, &entry);
}

/* "start 1 day earlier, end as it is". Owned by the caller. */
static char *
describe_shifts(const SalCutoffVariant *variant)
{
  static const char *const words[] = { "a day earlier", "as it is", "a day later" };
  return g_strdup_printf("start %s; end %s", words[variant->from_shift_days + 1],
                         words[variant->to_shift_days + 1]);
}

static void
append_cutoff(GString *text, const SalRow *row, const SalCutoff *cutoff)
{
  if (cutoff->n_variants == 0)
    append_without(text, row, "cut-off", sal_unstated_get_name(cutoff->why));
  for (guint i = 0; i < cutoff->n_variants; i++) {
    const SalCutoffVariant *variant = &cutoff->variants[i];
    g_autofree char *shifts = describe_shifts(variant);
    Entry entry = begin(row, "cut-off", shifts);
    entry.from_snapshot = variant->from_snapshot;
    entry.to_snapshot = variant->to_snapshot;
    entry.gained_m2 = variant->gained_m2;
    entry.lost_m2 = variant->lost_m2;
    entry.net_m2 = variant->net_m2;
    if (variant->state != SAL_VARIANT_OTHER)
      entry.why = sal_variant_state_get_name(variant->state);
    append_entry(text, &entry);
  }
}

static void
append_models(GString *text, const SalRow *row, const SalModelSpread *spread)
{
  if (spread->why != SAL_UNSTATED_NOT)
    append_without(text, row, "model", sal_unstated_get_name(spread->why));
  for (guint i = 0; spread->why == SAL_UNSTATED_NOT && i < spread->n_models; i++) {
    Entry entry = begin(row, "model", spread->models[i]);
    entry.from_snapshot = row->change->from_snapshot;
    entry.to_snapshot = row->change->to_snapshot;
    entry.net_m2 = spread->net_m2[i];
    append_entry(text, &entry);
  }
}

static void
append_position(GString *text, const SalRow *row, const SalPositionError *position)
{
  Entry bound = begin(row, "position", "all new edges off to one side");
  Entry random = begin(row, "position", "off at random; one standard deviation");
  if (position->why != SAL_UNSTATED_NOT) {
    append_without(text, row, "position", sal_unstated_get_name(position->why));
    return;
  }
  bound.plus_minus_m2 = position->bound_m2;
  random.plus_minus_m2 = position->random_m2;
  append_entry(text, &bound);
  append_entry(text, &random);
}

char *
sal_robustness_table_format_csv(const GArray *rows)
{
  g_autoptr(SalTableColumns) columns = sal_robustness_table_list_columns();
  GString *text = g_string_new(NULL);
  sal_table_columns_append_names(columns, text);
  for (guint i = 0; i < rows->len; i++) {
    const SalRow *row = &g_array_index(rows, SalRow, i);
    const SalUncertainty *uncertainty = row->change->uncertainty;
    if (row->change->region[0] != '\0')
      continue;
    append_run(text, row);
    if (uncertainty != NULL) {
      append_cutoff(text, row, &uncertainty->cutoff);
      append_models(text, row, &uncertainty->model);
      append_position(text, row, &uncertainty->position);
    }
    append_without(text, row, "definition", "one_source");
  }
  return g_string_free(text, FALSE);
}

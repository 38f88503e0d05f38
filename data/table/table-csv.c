#include "data/table/table-csv.h"

#include "data/base/csv.h"
#include "data/change/rows.h"
#include "data/table/table-axes.h"
#include "data/table/table-bands.h"
#include "data/table/table-course.h"
#include "data/table/table-movement.h"
#include "data/table/table-per.h"
#include "data/table/table-places.h"
#include "data/table/table-rate.h"
#include "data/table/table-remainder.h"

static void
append_days(GString *text, const SalChange *change)
{
  const SalDay days[] = { change->period.from, change->period.to, change->from_snapshot,
                          change->to_snapshot };
  for (guint i = 0; i < G_N_ELEMENTS(days); i++) {
    g_autofree char *day = sal_day_format(days[i]);
    g_string_append_printf(text, ",%s", day);
  }
}

/* Appends how much of the region is held at the end, in % of its own area; nothing for the whole and for what
 * is in no region. */
static void
append_share(GString *text, const SalChange *change)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  if (change->region_m2 > 0)
    g_string_append(text,
                    g_ascii_formatd(digits, sizeof digits, "%.4f", sal_change_get_share_percent(change)));
}

/* The columns that stand only where some row has something in them. */
typedef struct {
  gboolean share, agreement;
} Optional;

static Optional
find_optional(const GArray *rows)
{
  Optional optional = { .share = sal_rows_have_regions(rows) };
  for (guint i = 0; i < rows->len; i++)
    optional.agreement |= g_array_index(rows, SalRow, i).change->sureness.agreement > 0;
  return optional;
}

/* Appends the share of the least sure side, in %; nothing where it is not known. */
static void
append_agreement(GString *text, const SalChange *change)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  if (change->sureness.agreement > 0)
    g_string_append(text, g_ascii_formatd(digits, sizeof digits, "%.1f", 100 * change->sureness.agreement));
}

static void
append_csv_row(GString *text, const SalRow *row, const Optional *optional, const SalTableContext *context)
{
  const gint64 areas[] = { row->area_from, row->area_to,      row->gained,    row->lost,
                           row->net,       row->noise_gained, row->noise_lost };
  g_string_append(text, row->change->period.name);
  append_days(text, row->change);
  g_string_append_c(text, ',');
  sal_csv_append_field(text, row->change->class_name);
  g_string_append_c(text, ',');
  sal_csv_append_field(text, row->change->region);
  for (guint i = 0; i < G_N_ELEMENTS(areas); i++) {
    g_string_append_c(text, ',');
    sal_csv_append_km2(text, areas[i]);
  }
  g_string_append_printf(text, ",%u,%u", row->change->n_parts, row->change->n_noise_parts);
  sal_movement_append_csv(row->change->movement, text);
  const char *flag = sal_flag_get_name(sal_change_get_flag(row->change));
  g_string_append_printf(text, ",%s", flag != NULL ? flag : "");
  sal_course_append_csv(row, text);
  if (optional->share) {
    g_string_append_c(text, ',');
    append_share(text, row->change);
  }
  g_string_append_printf(text, ",%d,%s", sal_change_get_days(row->change),
                         row->change->period.partial ? "true" : "false");
  if (optional->agreement) {
    g_string_append_c(text, ',');
    append_agreement(text, row->change);
  }
  sal_rate_append_csv(row, context, text);
  sal_places_changed_append_csv(context->holdings, row->change, text);
  sal_bands_append_csv(context->bands, context->holdings, row->change, text);
  sal_remainder_append_csv(context->remainders, row, text);
  sal_per_append_csv(context->per, row, text);
  sal_axes_append_csv(context->axes, row, text);
  g_string_append_c(text, '\n');
}

char *
sal_table_format_csv(const GArray *rows, const SalTableContext *context)
{
  GString *text = g_string_new("period,from,to,from_snapshot,to_snapshot,class,region,"
                               "area_from_km2,area_to_km2,gained_km2,lost_km2,net_km2,"
                               "noise_gained_km2,noise_lost_km2,parts,noise_parts,"
                               "advance_km,retreat_km,km2_per_day,flag,redefined_km2,turnover_km2");
  const Optional optional = find_optional(rows);
  g_string_append_printf(text, "%s,days,partial%s", optional.share ? ",share_percent" : "",
                         optional.agreement ? ",side_agreement_percent" : "");
  sal_rate_append_csv_header(context, text);
  g_string_append(text, context->holdings != NULL ? ",places_gained,places_lost" : "");
  sal_bands_append_csv_header(context->bands, context->holdings, text);
  sal_remainder_append_csv_header(context->remainders, text);
  sal_per_append_csv_header(context->per, text);
  sal_axes_append_csv_header(context->axes, text);
  g_string_append_c(text, '\n');
  for (guint i = 0; i < rows->len; i++)
    append_csv_row(text, &g_array_index(rows, SalRow, i), &optional, context);
  return g_string_free(text, FALSE);
}

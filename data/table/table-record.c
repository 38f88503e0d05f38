#include "data/table/table-record.h"

#include "data/base/cells.h"
#include "data/base/plain.h"
#include "data/change/row.h"

#define NAME_MAX_CHARS 80
#define MOST_LISTED 100 /* revisions, in text */

static void
add_line(SalJson *json, const char *key, const SalPublication *line)
{
  sal_json_open(json, key, '{');
  sal_json_add_string(json, "published_on", line->published);
  sal_json_add_string(json, "from_snapshot", line->from_snapshot);
  sal_json_add_string(json, "to_snapshot", line->to_snapshot);
  sal_json_add_km2(json, "gained_km2", line->gained_m2);
  sal_json_add_km2(json, "lost_km2", line->lost_m2);
  sal_json_add_km2(json, "net_km2", line->net_m2);
  sal_json_add_string(json, "status", line->is_provisional ? "provisional" : "final");
  sal_json_add_string(json, "why", *line->why != '\0' ? line->why : NULL);
  sal_json_close(json, '}');
}

static void
add_period(SalJson *json, const SalOwnRun *run, guint i)
{
  const SalPublication *first, *now;
  if (!sal_own_run_find(run, run->changes->pdata[i], &first, &now))
    return;
  sal_json_open(json, NULL, '{');
  sal_json_add_string(json, "period", now->period);
  sal_json_add_string(json, "class", now->class_name);
  sal_json_add_integer(json, "times", sal_own_record_count(run->record, now));
  sal_json_add_boolean(json, "revised", !sal_publication_has_same_figures(first, now));
  add_line(json, "first", first);
  add_line(json, "now", now);
  sal_json_close(json, '}');
}

void
sal_own_add_json(const SalOwnRun *run, SalJson *json)
{
  if (run == NULL)
    return;
  sal_json_open(json, "own_record", '{');
  sal_json_add_source(json, "file", run->record->path);
  sal_json_add_string(json, "today", run->today);
  sal_json_add_integer(json, "added", run->record->lines->len - run->n_before);
  sal_json_open(json, "periods", '[');
  for (guint i = 0; i < run->changes->len; i++)
    add_period(json, run, i);
  sal_json_close(json, ']');
  sal_json_close(json, '}');
}

static char *
format_m2(gint64 m2, const SalCellsUnit *unit, gboolean with_sign)
{
  return sal_cells_format_m2(unit, (double)m2, with_sign);
}

/* net: of now, as the table rounds it. */
static void
append_revision(GString *text, const SalPublication *first, const SalPublication *now, gint64 net,
                const SalCellsUnit *unit)
{
  g_autofree char *old = format_m2(first->net_m2, unit, TRUE), *new = sal_cells_format_count(unit, net, TRUE);
  g_autofree char *class_name = sal_plain_show(now->class_name, NAME_MAX_CHARS);
  g_autofree char *why = sal_plain_show(now->why, 4 * NAME_MAX_CHARS);
  g_string_append_printf(text, "(r) %s: %s: net %s %s since %s; first published %s: %s; last changed: %s\n",
                         class_name, now->period, new, sal_cells_get_unit_name(unit), now->published,
                         first->published, old, why);
}

void
sal_own_append_text(const SalTableContext *context, GString *text)
{
  const SalOwnRun *run = context->own;
  const gboolean additive = sal_area_model_is_additive(context->area_model);
  const double digit_m2 = sal_cells_get_digit_m2(context->unit);
  if (run == NULL)
    return;
  g_autofree char *base = g_path_get_basename(run->record->path);
  g_autofree char *file = sal_plain_show(base, NAME_MAX_CHARS);
  guint n_revised = 0, n_provisional = 0;
  for (guint i = 0; i < run->changes->len; i++) {
    const SalPublication *first, *now;
    if (!sal_own_run_find(run, run->changes->pdata[i], &first, &now))
      continue;
    n_provisional += now->is_provisional;
    if (!sal_publication_has_same_figures(first, now) && n_revised++ < MOST_LISTED)
      append_revision(text, first, now, sal_row_round(run->changes->pdata[i], digit_m2, additive).net,
                      context->unit);
  }
  g_string_append_printf(text,
                         "own record: %s, as of %s: %u of %u figure%s revised since first published (r), %u "
                         "provisional (p); %u line%s added\n",
                         file, run->today, n_revised, run->changes->len, run->changes->len == 1 ? "" : "s",
                         n_provisional, run->record->lines->len - run->n_before,
                         run->record->lines->len - run->n_before == 1 ? "" : "s");
}

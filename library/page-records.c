/* What pages say of themselves as JSON: a record for each picture, and what the run has in common. */
#include "library/json-head.h"
#include "library/page-names.h"
#include "library/picture-record.h"

#include "data/change/front-course.h"
#include "data/change/run.h"
#include "data/table/compare-context.h"
#include "data/table/table-json.h"
#include "data/table/table-places.h"
#include "data/table/unclassed-json.h"
#include "render/page/told.h"

#include <math.h>

/* Adds the periods of a run that are flagged as resets or accepted as such. */
static void
add_resets(SalJson *json, const SalRun *run)
{
  sal_json_open(json, "resets", '[');
  for (guint i = 0; i < run->changes->len; i++) {
    const SalChange *change = run->changes->pdata[i];
    if (!change->accepted && !sal_change_is_doubted(change))
      continue;
    sal_json_open(json, NULL, '{');
    sal_json_add_string(json, "period", change->period.name);
    sal_json_add_string(json, "flag", sal_flag_get_name(sal_change_get_flag(change)));
    sal_json_add_string(json, "evidence", sal_change_get_evidence(change));
    sal_json_add_boolean(json, "accepted_reset", change->accepted);
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
}

/* How much of the change lies at the border, where pictures point at nothing. */
static void
add_border(SalJson *json, const SalPageFrame *frame)
{
  sal_json_open(json, "border", '{');
  sal_json_add_string(json, "country", frame->country);
  sal_json_add_decimal(json, "gained_km2", frame->gained_at_border_km2, 6);
  sal_json_add_decimal(json, "lost_km2", frame->lost_at_border_km2, 6);
  sal_json_close(json, '}');
}

/* How often ground changed hands. */
static void
add_turnover(SalJson *json, const SalTurnover *turnover)
{
  sal_json_open(json, "turnover", '{');
  sal_json_add_integer(json, "steps", turnover->n_steps);
  sal_json_add_integer(json, "step_days", turnover->usual_days);
  sal_json_add_decimal(json, "turnover_km2", turnover->moved_m2 / 1e6, 6);
  sal_json_add_decimal(json, "held_throughout_km2", turnover->never_m2 / 1e6, 6);
  sal_json_open(json, "areas", '[');
  for (guint i = 0; i < turnover->levels->len; i++) {
    const SalTurnoverLevel *level = &g_array_index(turnover->levels, SalTurnoverLevel, i);
    sal_json_open(json, NULL, '{');
    sal_json_add_integer(json, "times", level->n_times);
    sal_json_add_decimal(json, "area_km2", level->m2 / 1e6, 6);
    sal_json_add_decimal(json, "held_at_end_km2", level->held_m2 / 1e6, 6);
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
  sal_json_close(json, '}');
}

/* Where the front was. */
static void
add_positions(SalJson *json, const GArray *positions)
{
  sal_json_open(json, "fronts", '[');
  for (guint i = 0; i < positions->len; i++) {
    const SalFrontPosition *position = &g_array_index(positions, SalFrontPosition, i);
    g_autofree char *day = sal_day_format(position->day), *snapshot = sal_day_format(position->snapshot);
    sal_json_open(json, NULL, '{');
    sal_json_add_string(json, "date", day);
    sal_json_add_string(json, "snapshot", snapshot);
    sal_json_add_decimal(json, "length_km", position->length_m / 1000, 3);
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
}

/* What `extent` can take again, and how much of the change it shows. */
static void
add_frame(SalJson *json, const SalRow *row, const SalPicture *picture)
{
  const SalPageFrame frame = sal_page_describe_frame(picture->page, picture->change);
  sal_json_open(json, "frame", '{');
  sal_json_add_decimal(json, "west", frame.extent.xmin, 6);
  sal_json_add_decimal(json, "south", frame.extent.ymin, 6);
  sal_json_add_decimal(json, "east", frame.extent.xmax, 6);
  sal_json_add_decimal(json, "north", frame.extent.ymax, 6);
  sal_json_add_string(json, "crs", frame.crs);
  sal_json_add_integer(json, "scale", llround(frame.scale));
  sal_json_add_decimal(json, "shown_gained_km2", MAX(0, (double)row->gained / 1e6 - frame.gained_outside_km2),
                       6);
  sal_json_add_decimal(json, "shown_lost_km2", MAX(0, (double)row->lost / 1e6 - frame.lost_outside_km2), 6);
  sal_json_close(json, '}');
  if (frame.has_border)
    add_border(json, &frame);
}

/* Adds the places that changed hands, what belongs to no class, and the files that were left out. */
static void
add_from_changes(SalJson *json, const SalientChanges *changes, const SalChange *change)
{
  const SalTableContext context = sal_changes_get_context(changes);
  sal_places_changed_add_json(context.holdings, change, json);
  sal_unclassed_add_json(json, context.unclassed);
  sal_json_add_faults(json, context.faults, context.before_option);
}

static void
add_told(SalJson *json, const SalientPages *pages, const SalPicture *picture)
{
  g_auto(SalPageTold) told = { NULL };
  sal_page_told_make(&told, picture->page, picture->change, (guint)pages->map->options->text_limit);
  sal_json_add_string(json, "period_label", told.period_label);
  sal_json_add_string(json, "headline", told.headline);
  sal_json_add_string(json, "sentence", told.sentence);
  sal_json_add_string(json, "alt", told.alt);
}

static void
add_record(SalJson *json, const SalientPages *pages, const SalRow *row, const SalPicture *picture)
{
  const GPtrArray *paths = picture->written;
  const SalRun *run = sal_page_get_run(picture->page);
  sal_json_open(json, NULL, '{');
  sal_row_add_json(row, json);
  add_told(json, pages, picture);
  if (picture->change == &run->total)
    add_resets(json, run);
  if (pages->changes != NULL)
    add_from_changes(json, pages->changes, picture->change);
  sal_json_open(json, "files", '[');
  for (guint i = 0; i < paths->len; i++)
    sal_json_add_string(json, NULL, paths->pdata[i]);
  for (guint i = 0; i < picture->reports->len; i++)
    sal_json_add_string(json, NULL, picture->reports->pdata[i]);
  sal_json_close(json, ']');
  add_frame(json, row, picture);
  if (sal_page_get_turnover(picture->page) != NULL)
    add_turnover(json, sal_page_get_turnover(picture->page));
  if (sal_page_get_positions(picture->page) != NULL)
    add_positions(json, sal_page_get_positions(picture->page));
  if (picture->printed != NULL)
    sal_printed_add_json(json, picture->printed, TRUE);
  sal_picture_add_run_json(json, pages, picture);
  sal_json_close(json, '}');
}

static const SalAreaModel *
get_area_model(const SalientPages *pages)
{
  return pages->changes != NULL ? pages->changes->series->plan->settings.area_model
                                : pages->comparison->plan->sides.settings[0].area_model;
}

GArray *
sal_pages_make_rows(const SalientPages *pages)
{
  g_autoptr(GPtrArray) shown = g_ptr_array_new();
  for (guint i = 0; i < pages->pictures->len; i++)
    g_ptr_array_add(shown, (gpointer)sal_pages_get_picture(pages, i)->change);
  const SalChanges changes = { .changes = shown };
  if (pages->changes == NULL || !sal_page_names_tell_regions(pages->map))
    return sal_rows_compute(&changes, get_area_model(pages));
  GArray *rows = g_array_new(FALSE, FALSE, sizeof(SalRow));
  for (guint i = 0; i < shown->len; i++) {
    SalRow row = sal_row_round(shown->pdata[i], 1, sal_area_model_is_additive(get_area_model(pages)));
    for (guint j = 0; j < pages->changes->rows->len; j++)
      if (g_array_index(pages->changes->rows, SalRow, j).change == shown->pdata[i])
        row = g_array_index(pages->changes->rows, SalRow, j);
    g_array_append_val(rows, row);
  }
  return rows;
}

static gboolean
has_record(const SalPicture *picture)
{
  return picture->is_own && (picture->written->len > 0 || picture->reports->len > 0);
}

/* Places that cannot be read were said before the pages were laid out. */
static void
add_records(SalJson *json, const SalientPages *pages)
{
  if (pages->changes != NULL)
    sal_changes_ensure_places(pages->changes, NULL);
  g_autoptr(GArray) rows = sal_pages_make_rows(pages);
  for (guint i = 0; i < rows->len; i++)
    if (has_record(sal_pages_get_picture(pages, i)))
      add_record(json, pages, &g_array_index(rows, SalRow, i), sal_pages_get_picture(pages, i));
}

void
sal_pages_add_records(SalJson *json, const char *key, const GPtrArray *sets)
{
  sal_json_open(json, key, '[');
  for (guint i = 0; i < sets->len; i++)
    add_records(json, sets->pdata[i]);
  sal_json_close(json, ']');
}

/* What the changes were computed with, and their summary, as tables have them. */
static void
add_run(SalJson *json, const SalientChanges *changes)
{
  const SalTableContext context = sal_changes_get_context(changes);
  sal_table_add_json_context(json, &context);
  sal_table_add_json_summaries(json, changes->rows, &context);
  sal_json_add_remarks(json, changes->remarks, context.before_option);
}

/* Which run a shard is of, and which of its pictures the records are of, so that records of all shards can be joined. */
static void
add_shard(SalJson *json, const GPtrArray *sets, const char *run)
{
  const SalientPages *first = sets->pdata[0];
  guint n = 0;
  sal_json_open(json, "shard", '{');
  sal_json_add_integer(json, "number", first->shard.number);
  sal_json_add_integer(json, "count", first->shard.count);
  sal_json_add_string(json, "run", run);
  sal_json_open(json, "own", '[');
  for (guint i = 0; i < sets->len; i++) {
    const SalientPages *pages = sets->pdata[i];
    for (guint j = 0; j < pages->pictures->len; j++)
      if (has_record(sal_pages_get_picture(pages, j)))
        sal_json_add_integer(json, NULL, n + j);
    n += pages->pictures->len;
  }
  sal_json_close(json, ']');
  sal_json_add_integer(json, "pictures", n);
  sal_json_close(json, '}');
}

/* A digest of all that shards of a run have in common: what the document says of it, and the options of each map of a
 * project. Owned by the caller. */
static char *
make_run_digest(const char *document, const SalientPages *pages)
{
  g_autofree char *maps = sal_json_head_describe_maps(pages->changes->series->plan->options);
  g_autofree char *whole = g_strconcat(document, maps, NULL);
  return g_compute_checksum_for_string(G_CHECKSUM_SHA256, whole, -1);
}

/* The records of a run, or of a shard of it. document: all but records and shard, which is taken. */
static char *
put_records(char *document, const GPtrArray *sets)
{
  g_auto(SalJson) json;
  const SalientPages *first = sets->len > 0 ? sets->pdata[0] : NULL;
  const gboolean is_shard = first != NULL && sal_shard_is_part(&first->shard);
  g_autofree char *run = is_shard && document != NULL ? make_run_digest(document, first) : NULL;
  sal_json_init(&json);
  sal_json_open(&json, NULL, '{');
  sal_pages_add_records(&json, "maps", sets);
  if (is_shard)
    add_shard(&json, sets, run);
  sal_json_close(&json, '}');
  g_autofree char *records = sal_json_finish(&json), *owned = document;
  return owned != NULL ? sal_json_join(owned, records) : g_steal_pointer(&records);
}

char *
salient_pages_format_json(SalientPages *const *sets)
{
  g_return_val_if_fail(sets != NULL, NULL);
  g_auto(SalJson) json;
  g_autoptr(GPtrArray) list = g_ptr_array_new();
  const SalientChanges *changes = sets[0] != NULL ? sets[0]->changes : NULL;
  for (guint i = 0; sets[i] != NULL; i++)
    g_ptr_array_add(list, sets[i]);
  if (changes == NULL)
    return put_records(NULL, list);
  sal_json_init(&json);
  sal_json_open(&json, NULL, '{');
  add_run(&json, changes);
  sal_json_close(&json, '}');
  return put_records(sal_json_head_put(changes->series->plan->options, "render", sal_json_finish(&json)),
                     list);
}

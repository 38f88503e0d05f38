/* salient_options_suggest(): what people may have meant by a name that is no option. */
#include "library/option.h"

#include "data/base/error.h"

#include <string.h>

/* Names that other programs, or other habits, have for options. Of the two, the first that a task has is meant. A name
 * without any is no mistyped option either: nothing is like it. */
static const struct {
  const char *name, *options[2];
} foreign_names[] = {
  { "after", { "from" } },
  { "before", { "to" } },
  { "bbox", { "extent", "aoi" } },
  { "begin", { "from" } },
  { "by", { NULL } },
  { "cadence", { "every" } },
  { "clip", { "aoi" } },
  { "clipsrc", { "aoi" } },
  { "colors", { "style" } },
  { "cores", { "jobs" } },
  { "crs", { "source-crs" } },
  { "csv", { "format" } },
  { "daily", { "every" } },
  { "date", { "at", "from" } },
  { "date-column", { "date-field" } },
  { "date-format", { "date-pattern" } },
  { "date-from", { "from" } },
  { "date-to", { "to" } },
  { "delta", { NULL } },
  { "dest", { "output" } },
  { "end", { "to" } },
  { "end-date", { "to" } },
  { "filter", { "where" } },
  { "force", { "overwrite" } },
  { "freq", { "every" } },
  { "frequency", { "every" } },
  { "from-date", { "from" } },
  { "granularity", { "every" } },
  { "group-by", { NULL } },
  { "groupby", { NULL } },
  { "head", { NULL } },
  { "height", { "height-mm" } },
  { "ignore", { "exclude" } },
  { "ignore-errors", { "skip-bad" } },
  { "in", { "sources" } },
  { "input", { "sources" } },
  { "interval", { "every" } },
  { "json", { "format" } },
  { "keep-going", { "skip-bad" } },
  { "language", { "lang" } },
  { "last", { NULL } },
  { "latest", { NULL } },
  { "limit", { NULL } },
  { "locale", { "lang" } },
  { "mask", { "aoi" } },
  { "monthly", { "every" } },
  { "out", { "output" } },
  { "out-dir", { "output" } },
  { "outdir", { "output" } },
  { "outfile", { "output" } },
  { "output-dir", { "output" } },
  { "output-file", { "output" } },
  { "parallel", { "jobs" } },
  { "period", { "every" } },
  { "processes", { "jobs" } },
  { "projection", { "map-crs", "source-crs" } },
  { "query", { "where" } },
  { "resolution", { "dpi", "every" } },
  { "s-srs", { "source-crs" } },
  { "s_srs", { "source-crs" } },
  { "silent", { "quiet" } },
  { "since", { "from" } },
  { "skip", { "exclude" } },
  { "skip-errors", { "skip-bad" } },
  { "source", { "sources" } },
  { "sql", { "where" } },
  { "srs", { "source-crs" } },
  { "start", { "from" } },
  { "start-date", { "from" } },
  { "step", { "every" } },
  { "t-srs", { "map-crs" } },
  { "t_srs", { "map-crs" } },
  { "tail", { NULL } },
  { "theme", { "style" } },
  { "threads", { "jobs" } },
  { "till", { "to" } },
  { "timezone", { "time-zone" } },
  { "to-date", { "to" } },
  { "tz", { "time-zone" } },
  { "until", { "to" } },
  { "verbose", { NULL } },
  { "weekly", { "every" } },
  { "width", { "width-mm" } },
  { "workers", { "jobs" } },
  { "yearly", { "every" } },
};

/* The option of the task that a foreign name means; NULL: none. is_known: whether the name is one. */
static const char *
find_foreign(SalientTask task, const char *name, gboolean *is_known)
{
  *is_known = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS(foreign_names) && !*is_known; i++) {
    *is_known = g_ascii_strcasecmp(foreign_names[i].name, name) == 0;
    for (guint j = 0; *is_known && j < G_N_ELEMENTS(foreign_names[i].options); j++)
      if (foreign_names[i].options[j] != NULL && sal_option_find(task, foreign_names[i].options[j]) != NULL)
        return foreign_names[i].options[j];
  }
  return NULL;
}

/* The nearest option, or else the first one that begins with the name; NULL if there is none. */
static const char *
find_mistyped(SalientTask task, const char *name)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_null_terminated(96, NULL, TRUE);
  for (const SalOptionRow *row = sal_option_rows; row->option.name != NULL; row++)
    if (sal_option_is_of(row, task))
      g_ptr_array_add(names, (gpointer)row->option.name);
  const char *nearest = sal_error_nearest(name, (const char *const *)names->pdata);
  for (guint i = 0; nearest == NULL && i < names->len && *name != '\0'; i++)
    if (g_str_has_prefix(names->pdata[i], name))
      nearest = names->pdata[i];
  return nearest;
}

const char *
salient_options_suggest(SalientTask task, const char *name)
{
  gboolean is_known;
  g_return_val_if_fail(task < SALIENT_N_TASKS && name != NULL, NULL);
  const char *foreign = find_foreign(task, name, &is_known);
  return is_known ? foreign : find_mistyped(task, name);
}

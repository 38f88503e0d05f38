/* The public SalientOptions: making, setting, getting and freeing them. */
#include "library/options.h"

#include "library/made.h"
#include "library/option.h"
#include "library/source-list.h"

#include "data/base/error.h"

static const char *const task_names[SALIENT_N_TASKS] = {
  [SALIENT_INSPECT] = "inspect", [SALIENT_MEASURE] = "measure",   [SALIENT_RENDER] = "render",
  [SALIENT_EXPORT] = "export",   [SALIENT_COMPARE] = "compare",   [SALIENT_PLACES] = "places",
  [SALIENT_UPDATE] = "update",   [SALIENT_CHECK] = "check",       [SALIENT_VERIFY] = "verify",
  [SALIENT_STYLE] = "style",     [SALIENT_TEMPLATE] = "template", [SALIENT_CACHE] = "cache",
  [SALIENT_MERGE] = "merge",     [SALIENT_BASEMAP] = "basemap",   [SALIENT_LAYOUT] = "layout",
};

gboolean
sal_task_draws_changes(SalientTask task)
{
  return task == SALIENT_RENDER || task == SALIENT_UPDATE || task == SALIENT_LAYOUT;
}

const char *
salient_task_get_name(SalientTask task)
{
  g_return_val_if_fail(task < SALIENT_N_TASKS, NULL);
  return task_names[task];
}

static const SalientOption **
list_options(SalientTask task)
{
  GPtrArray *list = g_ptr_array_new();
  for (const SalOptionRow *row = sal_option_rows; row->option.name != NULL; row++)
    if (sal_option_is_of(row, task))
      g_ptr_array_add(list, (gpointer)&row->option);
  g_ptr_array_add(list, NULL);
  return (const SalientOption **)g_ptr_array_free(list, FALSE);
}

const SalientOption *const *
salient_options_list(SalientTask task)
{
  static const SalientOption **lists[SALIENT_N_TASKS];
  g_return_val_if_fail(task < SALIENT_N_TASKS, NULL);
  if (g_once_init_enter(&lists[task]))
    g_once_init_leave(&lists[task], list_options(task));
  return lists[task];
}

char *
salient_option_describe(const SalientOption *option, const char *prefix)
{
  g_return_val_if_fail(option != NULL && prefix != NULL, NULL);
  return option->help != NULL ? sal_error_spell(option->help, prefix) : NULL;
}

SalientOptions *
salient_options_new(SalientTask task)
{
  g_return_val_if_fail(task < SALIENT_N_TASKS, NULL);
  SalientOptions *options = g_new(SalientOptions, 1);
  *options = (SalientOptions){
    .n_refs = 1,
    .task = task,
    .max_gap = 3,
    .min_width = 30,
    .place_share = 50,
    .snap = -1,
    .max_size = 1024,
    .sides = { { .date_shift = SAL_NO_SHIFT, .snap = -1 }, { .date_shift = SAL_NO_SHIFT, .snap = -1 } },
  };
  options->spelling = g_strdup("");
  options->made = sal_made_notes_new();
  options->given = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
  return options;
}

void
salient_options_free(SalientOptions *options)
{
  if (options == NULL || !g_atomic_int_dec_and_test(&options->n_refs))
    return;
  for (const SalOptionRow *row = sal_option_rows; row->option.name != NULL; row++)
    sal_option_clear(row, options);
  g_hash_table_unref(options->given);
  g_free(options->spelling);
  g_free(options->instead);
  g_clear_pointer(&options->moment, g_date_time_unref);
  sal_made_notes_free(options->made);
  g_clear_pointer(&options->maps, g_ptr_array_unref);
  for (guint side = 0; side < 2; side++)
    g_clear_pointer(&options->sides[side].whole, salient_options_free);
  g_free(options);
}

SalientOptions *
sal_options_use(SalientOptions *options)
{
  g_atomic_int_set(&options->in_use, TRUE); /* several threads may use options at once */
  g_atomic_int_inc(&options->n_refs);
  return options;
}

SalientOptions *
sal_options_copy_set(SalientTask task, const SalientOptions *from)
{
  SalientOptions *copy = salient_options_new(task);
  for (const SalOptionRow *row = sal_option_rows; row->option.name != NULL; row++) {
    gpointer place = NULL;
    if (!sal_option_is_of(row, task) ||
        !g_hash_table_lookup_extended(from->given, row->option.name, NULL, &place) || place != NULL)
      continue;
    sal_option_copy(row, from, copy);
    g_hash_table_insert(copy->given, (gpointer)row->option.name, NULL);
  }
  salient_options_set_spelling(copy, from->spelling);
  copy->progress_func = from->progress_func;
  copy->progress_data = from->progress_data;
  copy->uses_cache = from->uses_cache;
  return copy;
}

static gboolean
add_sources(SalientOptions *options, const char *path, GError **error)
{
  g_autoptr(GPtrArray) names = sal_source_list_read(path, error);
  const SalOptionRow *sources = sal_option_find(options->task, "sources");
  for (guint i = 0; names != NULL && i < names->len; i++)
    if (!sal_option_set(sources, names->pdata[i], options, error))
      return FALSE;
  g_hash_table_insert(options->given, (gpointer)sources->option.name, NULL);
  return names != NULL;
}

static gboolean
set(SalientOptions *options, const char *name, const char *value, GError **error)
{
  const SalOptionRow *row = sal_option_find(options->task, name);
  if (row == NULL)
    return sal_option_refuse(options->task, name, error);
  if (g_atomic_int_get(&options->in_use))
    return sal_error_set_option(
        error, SAL_ERROR_USAGE, name,
        "expected options that are not in use yet, got some from which an object was made");
  if (!sal_option_set(row, value, options, error) ||
      (g_str_equal(name, "files-from") && !add_sources(options, value, error)))
    return sal_error_blame(error, name);
  g_hash_table_insert(options->given, (gpointer)row->option.name, NULL);
  return TRUE;
}

gboolean
salient_options_set(SalientOptions *options, const char *name, const char *value, GError **error)
{
  g_return_val_if_fail(options != NULL && name != NULL, FALSE);
  return set(options, name, value, error) || sal_options_tell(options, error);
}

/* The row of an option. A caller who asks for an unknown one has a bug. */
static const SalOptionRow *
find_known(const SalientOptions *options, const char *name)
{
  const SalOptionRow *row = sal_option_find(options->task, name);
  if (row == NULL)
    g_critical("options of '%s': no option '%s'", task_names[options->task], name);
  return row;
}

char *
salient_options_get(const SalientOptions *options, const char *name)
{
  g_return_val_if_fail(options != NULL && name != NULL, NULL);
  const SalOptionRow *row = find_known(options, name);
  return row != NULL && g_hash_table_contains(options->given, row->option.name)
             ? sal_option_format(row, options)
             : NULL;
}

const char *const *
salient_options_get_list(const SalientOptions *options, const char *name)
{
  g_return_val_if_fail(options != NULL && name != NULL, NULL);
  const SalOptionRow *row = find_known(options, name);
  return row != NULL ? sal_option_get_list(row, options) : NULL;
}

guint
salient_options_get_n_maps(const SalientOptions *options)
{
  g_return_val_if_fail(options != NULL, 0);
  return options->maps != NULL ? options->maps->len : 0;
}

SalientOptions *
salient_options_get_map(const SalientOptions *options, guint map)
{
  g_return_val_if_fail(options != NULL && map < salient_options_get_n_maps(options), NULL);
  return options->maps->pdata[map];
}

void
salient_options_set_spelling(SalientOptions *options, const char *prefix)
{
  g_return_if_fail(options != NULL && prefix != NULL);
  g_free(options->spelling);
  options->spelling = g_strdup(prefix);
}

void
salient_options_set_progress(SalientOptions *options, SalientProgressFunc func, gpointer data)
{
  g_return_if_fail(options != NULL && !g_atomic_int_get(&options->in_use));
  options->progress_func = func;
  options->progress_data = data;
  for (guint i = 0; i < salient_options_get_n_maps(options); i++)
    salient_options_set_progress(options->maps->pdata[i], func, data);
}

void
salient_options_set_cache(SalientOptions *options, gboolean uses_cache)
{
  g_return_if_fail(options != NULL && !g_atomic_int_get(&options->in_use));
  options->uses_cache = uses_cache;
  for (guint i = 0; i < salient_options_get_n_maps(options); i++)
    salient_options_set_cache(options->maps->pdata[i], uses_cache);
}

const char *
sal_options_get_place(const SalientOptions *options, const char *name)
{
  return g_hash_table_lookup(options->given, name);
}

gboolean
sal_options_blame(const SalientOptions *options, GError **error)
{
  const char *option = error != NULL && *error != NULL ? sal_error_get_option(*error) : NULL;
  const char *detail = option != NULL ? sal_error_get_detail(*error) : NULL;
  const char *place = option != NULL ? sal_options_get_place(options, option) : NULL;
  if (place == NULL || detail == (*error)->message)
    return FALSE;
  GError *blamed = g_error_new(SAL_ERROR, SAL_ERROR_FORMAT, "%s: %s: %s", place, option, detail);
  g_clear_error(error);
  g_propagate_error(error, blamed);
  return FALSE;
}

gboolean
sal_options_tell(const SalientOptions *options, GError **error)
{
  sal_options_blame(options, error);
  if (error == NULL || *error == NULL)
    return FALSE;
  char *message = (*error)->message;
  (*error)->message = sal_error_spell(message, options->spelling);
  g_free(message);
  return FALSE;
}

void
sal_options_tell_remarks(const SalientOptions *options, const GPtrArray *remarks, GPtrArray *told)
{
  for (guint i = 0; i < remarks->len; i++)
    g_ptr_array_add(told, sal_error_spell(remarks->pdata[i], options->spelling));
}

SalOutputRules
sal_options_get_output_rules(const SalientOptions *options)
{
  return (SalOutputRules){ options->overwrite, options->output_root, options->instead, options->dry_run };
}

static void
tell_progress(guint done, guint total, gpointer data)
{
  const SalStage *stage = data;
  stage->options->progress_func(stage->stage, done, total, stage->options->progress_data);
}

SalWork
sal_stage_begin(SalStage *stage, const SalientOptions *options, const char *name)
{
  *stage = (SalStage){ options, name };
  return (SalWork){ (guint)options->threads, options->progress_func != NULL ? tell_progress : NULL, stage };
}

/* Brings the pictures of a project up to date: draws those that are new or show something else than before.
 *
 * If nothing that a run depends on has changed since the last one, that is all there is to find out, and no data are read.
 * Otherwise the run is computed as by SALIENT_RENDER, up to the display lists of the pictures. These say exactly whether a
 * picture would come out as it is: frame, scale of colours and labels follow from all periods, and no list of inputs by
 * period could tell that. Only what is new is painted and written. */
#include "library/fingerprint.h"
#include "library/json-head.h"
#include "library/manifest.h"
#include "library/pictures.h"
#include "library/renewal.h"

#include "data/base/error.h"
#include "data/base/json.h"
#include "data/base/texts.h"

#include <string.h>

#define SUFFIX ".salient-state"

struct _SalientUpdate {
  SalientOptions *options; /* a reference */
  char *state;             /* path */
  SalRenewal *renewal;
  GPtrArray *pages;   /* SalientPages, then NULL */
  GPtrArray *remarks; /* utf8, then NULL */
  GPtrArray *written; /* utf8, then NULL: paths */
};

/* Where the state is kept, of each shard by itself. Unless the option `state` says it: beside the project, or inside of the only folder that may be
 * written to. */
static char *
find_state(const SalientOptions *options, GError **error)
{
  SalShard shard;
  if (!sal_shard_parse(options->shard, &shard, error)) {
    sal_error_blame(error, "shard");
    return NULL;
  }
  g_autofree char *of_shard =
      sal_shard_is_part(&shard) ? g_strdup_printf(".%u-of-%u", shard.number, shard.count) : g_strdup("");
  if (options->state != NULL)
    return g_strconcat(options->state, of_shard, NULL);
  if (options->project == NULL || g_str_equal(options->project, "-")) {
    sal_error_set_option(
        error, SAL_ERROR_USAGE, "state",
        "expected " SAL_OPTION("project") " FILE, beside which it is kept, or this option, got neither");
    return NULL;
  }
  g_autofree char *name = g_path_get_basename(options->project);
  g_autofree char *folder =
      options->output_root != NULL ? g_strdup(options->output_root) : g_path_get_dirname(options->project);
  g_autofree char *file = g_strconcat(".", name, SUFFIX, of_shard, NULL);
  return g_build_filename(folder, file, NULL);
}

static gboolean
check(const SalientUpdate *update, GError **error)
{
  const SalientOptions *options = update->options;
  SalOutputRules rules = sal_options_get_output_rules(options);
  rules.overwrite = TRUE;
  if (options->task != SALIENT_UPDATE)
    return sal_error_set(error, SAL_ERROR_USAGE, "update: expected options of update, got those of %s",
                         salient_task_get_name(options->task));
  if (options->outputs == NULL && salient_options_get_n_maps(options) == 0)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "output",
                                "expected a name such as 'maps/{period}.png', got none");
  g_autoptr(SalInputs) inputs = sal_inputs_new(options);
  if (sal_inputs_check(inputs, update->state, NULL))
    return sal_output_check(update->state, &rules, error);
  g_autofree char *quoted = sal_error_quote_path(update->state);
  return sal_error_set_option(error, SAL_ERROR_USAGE, "state", "expected a file that is not read, got '%s'",
                              quoted);
}

SalientUpdate *
salient_update_new(SalientOptions *options, GError **error)
{
  g_return_val_if_fail(options != NULL, NULL);
  g_autoptr(SalientUpdate) update = g_new0(SalientUpdate, 1);
  update->options = sal_options_use(options);
  update->pages = g_ptr_array_new_null_terminated(2, (GDestroyNotify)salient_pages_free, TRUE);
  update->remarks = g_ptr_array_new_null_terminated(8, g_free, TRUE);
  update->written = g_ptr_array_new_null_terminated(8, g_free, TRUE);
  update->state = find_state(options, error);
  if (update->state != NULL && check(update, error))
    return g_steal_pointer(&update);
  sal_options_tell(options, error);
  return NULL;
}

void
salient_update_free(SalientUpdate *update)
{
  if (update == NULL)
    return;
  g_clear_pointer(&update->pages, g_ptr_array_unref);
  g_clear_pointer(&update->renewal, sal_renewal_free);
  g_clear_pointer(&update->remarks, g_ptr_array_unref);
  g_clear_pointer(&update->written, g_ptr_array_unref);
  g_clear_pointer(&update->options, salient_options_free);
  g_free(update->state);
  g_free(update);
}

/* Lays out the pages of a map, and writes those that are new. */
static gboolean
update_map(SalientUpdate *update, SalientChanges *changes, SalientOptions *map, GError **error)
{
  SalientPages *pages = salient_pages_new(changes, map, error);
  if (pages == NULL)
    return FALSE;
  g_ptr_array_add(update->pages, pages);
  pages->renewal = update->renewal;
  const gboolean written = salient_pages_write(pages, error);
  g_auto(GStrv) remarks = salient_pages_get_remarks(pages);
  for (guint i = 0; remarks[i] != NULL; i++)
    g_ptr_array_add(update->remarks, g_strdup(remarks[i]));
  for (guint i = 0; i < pages->files->len; i++)
    g_ptr_array_add(update->written, g_strdup(pages->files->pdata[i]));
  return written;
}

static gboolean
draw(SalientUpdate *update, GError **error)
{
  const guint n = salient_options_get_n_maps(update->options);
  g_autoptr(SalientSeries) series = salient_series_open(update->options, error);
  g_autoptr(SalientChanges) changes = series != NULL ? salient_changes_compute(series, error) : NULL;
  if (changes == NULL)
    return FALSE;
  for (const char *const *remark = salient_changes_get_remarks(changes); *remark != NULL; remark++)
    g_ptr_array_add(update->remarks, g_strdup(*remark));
  for (guint i = 0; i < n; i++)
    if (!update_map(update, changes, salient_options_get_map(update->options, i), error))
      return FALSE;
  return n > 0 || update_map(update, changes, NULL, error);
}

/* Says which files others have changed. */
static gboolean
check_outdated(SalientUpdate *update, GError **error)
{
  const SalRenewal *renewal = update->renewal;
  for (guint i = 0; i < renewal->edited->len; i++) {
    g_autofree char *quoted = sal_error_quote_path(renewal->edited->pdata[i]);
    g_autofree char *remark =
        g_strdup_printf("%s: changed since it was written, and not out of date: left as it "
                        "is (" SAL_OPTION("overwrite") " draws it anew)",
                        quoted);
    g_ptr_array_add(update->remarks, sal_error_spell(remark, update->options->spelling));
  }
  if (renewal->outdated->len == 0)
    return TRUE;
  g_autofree char *quoted = sal_error_quote_path(renewal->outdated->pdata[0]);
  g_autofree char *more = renewal->outdated->len > 1
                              ? g_strdup_printf(" (and %u more)", renewal->outdated->len - 1)
                              : g_strdup("");
  return sal_error_set(
      error, SAL_ERROR_IO,
      "%s: expected no file there, or one as an update wrote it, got another one, which is not "
      "up to date; " SAL_OPTION("overwrite") " replaces it%s",
      quoted, more);
}

static void
sort(SalRenewal *renewal)
{
  g_ptr_array_sort(renewal->kept, sal_texts_compare);
  g_ptr_array_sort(renewal->edited, sal_texts_compare);
  g_ptr_array_sort(renewal->outdated, sal_texts_compare);
}

/* What was written is kept in the state, also after an error. */
static gboolean
finish(SalientUpdate *update, const char *run, gboolean drawn, GError **error)
{
  SalOutputRules rules = sal_options_get_output_rules(update->options);
  rules.overwrite = TRUE;
  sort(update->renewal);
  const gboolean complete = drawn && check_outdated(update, error);
  if (update->options->dry_run)
    return complete;
  const gboolean saved =
      sal_state_save(update->renewal->state, complete ? run : NULL, &rules, complete ? error : NULL);
  return complete && saved;
}

static gboolean
run(SalientUpdate *update, GError **error)
{
  const SalientOptions *options = update->options;
  g_autofree char *fingerprint = sal_fingerprint_of_run(options);
  SalState *state = sal_state_load(update->state);
  update->renewal = sal_renewal_new(state, options->overwrite, options->dry_run);
  const gboolean has_manifest =
      options->manifest == NULL || g_file_test(options->manifest, G_FILE_TEST_IS_REGULAR);
  if (fingerprint != NULL && !options->overwrite && has_manifest &&
      sal_state_is_complete(state, fingerprint, update->renewal->kept, update->renewal->edited))
    return check_outdated(update, error);
  g_ptr_array_set_size(update->renewal->kept, 0);
  g_ptr_array_set_size(update->renewal->edited, 0);
  const gboolean drawn = draw(update, error);
  return finish(update, fingerprint, drawn, error);
}

static gboolean
write_depfile(const SalientUpdate *update, GError **error)
{
  g_autoptr(GPtrArray) targets = g_ptr_array_new_null_terminated(8, NULL, TRUE);
  for (guint i = 0; i < update->written->len; i++)
    g_ptr_array_add(targets, update->written->pdata[i]);
  for (guint i = 0; i < update->renewal->kept->len; i++)
    g_ptr_array_add(targets, update->renewal->kept->pdata[i]);
  g_ptr_array_sort(targets, sal_texts_compare);
  return update->options->dry_run ||
         salient_options_write_depfile(update->options, (const char *const *)targets->pdata, error);
}

/* Lists the files that belong to the run, but for those that others have changed. If nothing was drawn, the manifest that
 * is there says all of this already. */
static gboolean
write_manifest(const SalientUpdate *update, GError **error)
{
  const SalientOptions *options = update->options;
  const SalRenewal *renewal = update->renewal;
  if (options->manifest == NULL || options->dry_run || update->pages->len == 0)
    return TRUE;
  for (guint i = 0; i < renewal->kept->len; i++)
    sal_made_add_name(options, renewal->kept->pdata[i]);
  for (guint i = 0; i < renewal->edited->len; i++)
    sal_made_remove(options, renewal->edited->pdata[i]);
  return salient_options_write_manifest(options, error);
}

gboolean
salient_update_run(SalientUpdate *update, GError **error)
{
  g_return_val_if_fail(update != NULL && update->renewal == NULL, FALSE);
  return (run(update, error) && write_depfile(update, error) && write_manifest(update, error)) ||
         sal_options_tell(update->options, error);
}

const char *const *
salient_update_get_written(const SalientUpdate *update)
{
  g_return_val_if_fail(update != NULL, NULL);
  return (const char *const *)update->written->pdata;
}

const char *const *
salient_update_get_remarks(const SalientUpdate *update)
{
  g_return_val_if_fail(update != NULL, NULL);
  return (const char *const *)update->remarks->pdata;
}

static void
add_paths(SalJson *json, const char *key, const GPtrArray *paths)
{
  sal_json_open(json, key, '[');
  for (guint i = 0; i < paths->len; i++)
    sal_json_add_string(json, NULL, paths->pdata[i]);
  sal_json_close(json, ']');
}

char *
salient_update_format_json(const SalientUpdate *update)
{
  g_return_val_if_fail(update != NULL && update->renewal != NULL, NULL);
  g_auto(SalJson) json;
  sal_json_init(&json);
  sal_json_open(&json, NULL, '{');
  sal_json_add_boolean(&json, "dry_run", update->options->dry_run);
  add_paths(&json, "written", update->written);
  add_paths(&json, "kept", update->renewal->kept);
  add_paths(&json, "edited", update->renewal->edited);
  add_paths(&json, "outdated", update->renewal->outdated);
  sal_pages_add_records(&json, "maps", update->pages);
  sal_json_add_remarks(&json, update->remarks, NULL);
  sal_json_close(&json, '}');
  return sal_json_head_put(update->options, "update", sal_json_finish(&json));
}

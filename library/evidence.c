#include "library/evidence.h"

#include "library/crate.h"
#include "library/evidence-text.h"
#include "library/project.h"

#include "data/base/epoch.h"
#include "data/base/error.h"
#include "data/base/output-folder.h"
#include "data/table/basis.h"
#include "data/table/robustness-table.h"
#include "data/table/table-csv.h"

#include <string.h>

#define FIGURES "figures.csv"
#define SECOND "second-computation.csv"
#define ROBUSTNESS "robustness.csv"
#define README "README.md"
#define PACKAGE "datapackage.json"
#define CRATE "ro-crate-metadata.json"

/* A folder in the making. */
typedef struct {
  SalientChanges *changes; /* lent */
  const SalientOptions *options;
  SalManifest *manifest;
  SalSecond *second;
  SalBundle *bundle;
  SalBundleAbout about;
  char *title, *description, *day, *moment;
  GPtrArray *made; /* SalMade of the folder's own files, which the manifest lends */
} Evidence;

static void
made_free(gpointer data)
{
  SalMade *made = data;
  g_free(made->name);
  g_free(made->format);
  g_free(made);
}

static void
clear_evidence(Evidence *evidence)
{
  g_clear_pointer(&evidence->manifest, sal_manifest_free);
  g_clear_pointer(&evidence->second, sal_second_free);
  g_clear_pointer(&evidence->bundle, sal_bundle_free);
  g_clear_pointer(&evidence->made, g_ptr_array_unref);
  g_free(evidence->title);
  g_free(evidence->description);
  g_free(evidence->day);
  g_free(evidence->moment);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Evidence, clear_evidence)

/* The moment of the run, if it was told one, and the day that stands for a date. */
static gboolean
find_dates(Evidence *evidence, GError **error)
{
  g_autoptr(GDateTime) told = NULL;
  if (evidence->options->moment == NULL && !sal_epoch_find(&told, error))
    return FALSE;
  GDateTime *moment = evidence->options->moment != NULL ? evidence->options->moment : told;
  SalDay last = SAL_DAY_NONE;
  for (guint i = 0; i < evidence->changes->rows->len; i++)
    last = MAX(last, g_array_index(evidence->changes->rows, SalRow, i).change->to_snapshot);
  evidence->moment = moment != NULL ? g_date_time_format(moment, "%Y-%m-%dT%H:%M:%SZ") : NULL;
  evidence->day = moment != NULL ? g_date_time_format(moment, "%Y-%m-%d") : sal_day_format(last);
  return TRUE;
}

static gboolean
describe(Evidence *evidence, GError **error)
{
  evidence->title = sal_evidence_make_title(evidence->changes);
  evidence->description = sal_evidence_describe(evidence->changes);
  if (!find_dates(evidence, error))
    return FALSE;
  evidence->about = (SalBundleAbout){ .title = evidence->title,
                                      .description = evidence->description,
                                      .day = evidence->day,
                                      .moment = evidence->moment,
                                      .verb = salient_task_get_name(evidence->options->task),
                                      .sources = sal_options_get_strings(evidence->options->sources) };
  return TRUE;
}

/* Reads an output where it lies. NULL: it is no regular file. */
static GBytes *
read_output(const char *path)
{
  g_autoptr(GMappedFile) mapped = g_mapped_file_new(path, FALSE, NULL);
  return mapped != NULL ? g_mapped_file_get_bytes(mapped) : NULL;
}

static char *
describe_output(const SalMade *made)
{
  const char *kind = made->format != NULL ? made->format : "file";
  return made->period != NULL ? g_strdup_printf("what the run wrote: %s of %s", kind, made->period)
                              : g_strdup_printf("what the run wrote: %s", kind);
}

/* Takes in what the run wrote, and tells the manifest where it lies now. */
static gboolean
add_outputs(Evidence *evidence, GError **error)
{
  const SalOutputRules rules = sal_options_get_output_rules(evidence->options);
  for (guint i = 0; i < evidence->manifest->outputs->len; i++) {
    const SalManifestOutput *output = evidence->manifest->outputs->pdata[i];
    if (output->sha256 == NULL || g_str_equal(output->path, "-"))
      continue;
    g_autofree char *place = sal_output_get_place(output->made->name, &rules);
    g_autofree char *quoted = sal_error_quote_path(output->made->name);
    g_autofree char *title = describe_output(output->made);
    g_autoptr(GBytes) bytes = read_output(place);
    g_autofree char *sha256 = bytes != NULL ? g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes) : NULL;
    if (g_strcmp0(sha256, output->sha256) != 0)
      return sal_error_set(error, SAL_ERROR_IO, "%s: expected the file that the run wrote, got another",
                           quoted);
    const char *name = sal_bundle_add_output(evidence->bundle, output->made->name, title, bytes);
    g_autofree char *path = g_build_filename(evidence->options->evidence, name, NULL);
    sal_manifest_move_output(evidence->manifest, i, path);
  }
  return TRUE;
}

static gboolean
compute_second(Evidence *evidence, GError **error)
{
  const SalientSeries *series = evidence->changes->series;
  SalStage stage;
  const SalWork work = sal_stage_begin(&stage, evidence->options, "computing a second time");
  evidence->second = sal_second_compute(series->series, &series->plan->settings.change,
                                        evidence->changes->changes, &work, error);
  return evidence->second != NULL || sal_error_blame(error, "evidence");
}

static void
add_tables(Evidence *evidence)
{
  SalTableContext context = sal_changes_get_context(evidence->changes);
  context.uncertainty = &evidence->changes->series->plan->settings.uncertainty;
  const GArray *rows = evidence->changes->rows;
  g_autoptr(SalTableColumns) known = sal_table_list_columns(rows, &context);
  sal_bundle_add_text(evidence->bundle, FIGURES, "the figures of all periods, classes and regions",
                      sal_table_format_csv(rows, &context), sal_table_list_columns(rows, &context));
  sal_bundle_add_text(evidence->bundle, SECOND, "the same by a second computation, and the differences",
                      sal_second_table_format_csv(rows, evidence->second), sal_second_table_list_columns());
  sal_bundle_add_text(evidence->bundle, ROBUSTNESS,
                      "how the figures depend on cut-off, area model and position",
                      sal_robustness_table_format_csv(rows), sal_robustness_table_list_columns());
  sal_basis_add_columns(known);
  sal_bundle_describe_outputs(evidence->bundle, known);
}

/* Texts that describe the others, each those before it. */
static gboolean
add_descriptions(Evidence *evidence, GError **error)
{
  const SalEvidenceFacts facts = { evidence->changes, evidence->manifest, evidence->second, evidence->bundle,
                                   evidence->options->evidence };
  g_autofree char *project = sal_project_format_essence(evidence->options, error);
  if (project == NULL)
    return FALSE;
  sal_bundle_add_text(evidence->bundle, SAL_BUNDLE_PROJECT, "the options of the run, as a project file",
                      g_steal_pointer(&project), NULL);
  sal_bundle_add_text(evidence->bundle, README, "this page",
                      sal_evidence_format_readme(&facts, &evidence->about), NULL);
  sal_bundle_add_text(evidence->bundle, PACKAGE,
                      "the tables' columns with types and units, as a Data Package",
                      sal_data_package_format(evidence->bundle, &evidence->about), NULL);
  sal_bundle_add_text(evidence->bundle, CRATE, "the run as an RO-Crate",
                      sal_crate_format(evidence->bundle, &evidence->about, evidence->manifest), NULL);
  return TRUE;
}

static gboolean
prepare(Evidence *evidence, GError **error)
{
  evidence->bundle = sal_bundle_new();
  evidence->manifest = sal_manifest_new(evidence->options, error);
  if (evidence->manifest == NULL || !describe(evidence, error) || !add_outputs(evidence, error) ||
      !sal_changes_ensure_uncertainty(evidence->changes, error) || !compute_second(evidence, error))
    return FALSE;
  add_tables(evidence);
  return add_descriptions(evidence, error);
}

/* The path of a file in the folder. Owned by the caller. */
static char *
make_path(const Evidence *evidence, const SalBundleFile *file)
{
  return g_build_filename(evidence->options->evidence, file->name, NULL);
}

/* Lists the folder's own files in the manifest. */
static void
list_own_files(Evidence *evidence)
{
  evidence->made = g_ptr_array_new_with_free_func(made_free);
  for (guint i = 0; i < sal_bundle_get_n(evidence->bundle); i++) {
    const SalBundleFile *file = sal_bundle_get(evidence->bundle, i);
    if (file->original != NULL)
      continue;
    SalMade *made = g_new0(SalMade, 1);
    made->name = make_path(evidence, file);
    made->format = sal_made_find_format(file->name);
    g_ptr_array_add(evidence->made, made);
    sal_manifest_add_output(evidence->manifest, made, file->sha256, (gint64)g_bytes_get_size(file->bytes));
  }
}

/* Notes what was written, for other manifests of the run. */
static void
note_own_files(const Evidence *evidence)
{
  for (guint i = 0; i < evidence->made->len; i++)
    sal_made_add_name(evidence->options, ((const SalMade *)evidence->made->pdata[i])->name);
}

static gboolean
write_folder(Evidence *evidence, GError **error)
{
  const char *path = evidence->options->evidence;
  g_autofree char *place = g_build_filename(path, SAL_MANIFEST_NAME, NULL);
  list_own_files(evidence);
  g_autofree char *text = sal_manifest_format(evidence->manifest, place, error);
  g_autoptr(SalOutputFolder) folder =
      text != NULL ? sal_output_folder_begin(path, evidence->options->output_root, error) : NULL;
  for (guint i = 0; folder != NULL && i < sal_bundle_get_n(evidence->bundle); i++) {
    const SalBundleFile *file = sal_bundle_get(evidence->bundle, i);
    if (!sal_output_folder_add(folder, file->name, file->bytes, error))
      return FALSE;
  }
  if (folder == NULL)
    return FALSE;
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  if (!sal_output_folder_add(folder, SAL_MANIFEST_NAME, bytes, error) ||
      !sal_output_folder_finish(folder, error))
    return FALSE;
  note_own_files(evidence);
  return TRUE;
}

/* Writes the folder's own files as outputs of a run that is compared with an earlier one. */
static gboolean
write_instead(const Evidence *evidence, GError **error)
{
  const SalOutputRules rules = sal_options_get_output_rules(evidence->options);
  for (guint i = 0; i < sal_bundle_get_n(evidence->bundle); i++) {
    const SalBundleFile *file = sal_bundle_get(evidence->bundle, i);
    g_autofree char *path = make_path(evidence, file);
    if (file->original != NULL)
      continue;
    if (!sal_output_write(path, file->bytes, &rules, error))
      return FALSE;
    sal_made_add_name(evidence->options, path);
  }
  return TRUE;
}

gboolean
sal_evidence_write(SalientChanges *changes, GError **error)
{
  const SalientOptions *options = changes->series->plan->options;
  g_auto(Evidence) evidence = { .changes = changes, .options = options };
  if (options->evidence == NULL || options->dry_run)
    return TRUE;
  return prepare(&evidence, error) &&
         (options->instead != NULL ? write_instead(&evidence, error) : write_folder(&evidence, error));
}

gboolean
salient_changes_write_evidence(SalientChanges *changes, GError **error)
{
  g_return_val_if_fail(changes != NULL, FALSE);
  return sal_evidence_write(changes, error) || sal_options_tell(changes->series->plan->options, error);
}

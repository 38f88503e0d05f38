#include "library/evidence-text.h"

#include "library/crate.h"

#include "data/base/csv.h"
#include "data/base/markdown.h"
#include "data/base/secrets.h"

#define TEXT_MAX_CHARS 400
#define NAME_MAX_CHARS 200

/* The first and the last boundary of all periods. */
static void
find_span(const SalientChanges *changes, SalDay *first, SalDay *last)
{
  *first = *last = SAL_DAY_NONE;
  for (guint i = 0; i < changes->rows->len; i++) {
    const SalPeriod *period = &g_array_index(changes->rows, SalRow, i).change->period;
    if (*first == SAL_DAY_NONE || period->from < *first)
      *first = period->from;
    if (*last == SAL_DAY_NONE || period->to > *last)
      *last = period->to;
  }
}

char *
sal_evidence_make_title(const SalientChanges *changes)
{
  SalDay first, last;
  find_span(changes, &first, &last);
  if (first == SAL_DAY_NONE)
    return g_strdup("Territorial change: figures and evidence");
  g_autofree char *from = sal_day_format(first), *to = sal_day_format(last);
  return g_strdup_printf("Territorial change from %s to %s: figures and evidence", from, to);
}

char *
sal_evidence_describe(const SalientChanges *changes)
{
  const SalientSeries *series = changes->series;
  GString *text = g_string_new("How much ground was gained and lost in each period");
  g_string_append_printf(text, ", as %s.", sal_area_model_get_definition(series->plan->settings.area_model));
  if (changes->definition != NULL)
    g_string_append_printf(text, " Classes: %s.", changes->definition);
  if (series->plan->options->credit != NULL)
    g_string_append_printf(text, " Data: %s.", series->plan->options->credit);
  return g_string_free(text, FALSE);
}

static void
append_sources(GString *text, const char *const *sources)
{
  for (guint i = 0; sources != NULL && sources[i] != NULL; i++) {
    g_autofree char *masked = sal_secrets_mask(sources[i]);
    g_autofree char *escaped = sal_markdown_escape(masked, NAME_MAX_CHARS);
    g_string_append_printf(text, "- %s\n", escaped);
  }
}

static void
append_inputs(GString *text, const SalEvidenceFacts *facts, const SalBundleAbout *about)
{
  const GPtrArray *inputs = facts->manifest->inputs;
  guint n = 0, n_unhashed = 0;
  for (guint i = 0; i < inputs->len; i++) {
    const SalManifestInput *input = inputs->pdata[i];
    n += sal_crate_has_input(input);
    n_unhashed += sal_crate_has_input(input) && input->sha256 == NULL;
  }
  g_string_append(text, "\n## From what\n\nSources:\n\n");
  append_sources(text, about->sources);
  g_string_append_printf(
      text,
      "\nThe run read %u file%s. `manifest.json` has the name, the size and the SHA-256 digest of "
      "each. They are not in this folder, because whoever made it may not have the right to pass "
      "them on.\n",
      n, n == 1 ? "" : "s");
  if (n_unhashed > 0)
    g_string_append_printf(text, "%u of them could not be hashed; the manifest says why.\n", n_unhashed);
}

static void
append_files(GString *text, const SalBundle *bundle)
{
  g_string_append(text, "\n## What is in this folder\n\n| file | what it is |\n|---|---|\n");
  for (guint i = 0; i < sal_bundle_get_n(bundle); i++) {
    const SalBundleFile *file = sal_bundle_get(bundle, i);
    g_autofree char *title = sal_markdown_escape(file->title, NAME_MAX_CHARS);
    g_string_append_printf(text, "| `%s` | %s |\n", file->name, title);
  }
  g_string_append(
      text,
      "| `manifest.json` | what was read and made, with digests, options and versions |\n"
      "| `datapackage.json` | the tables' columns with types and units, as a Frictionless Data Package |\n"
      "| `ro-crate-metadata.json` | the run as an RO-Crate, by the profile Process Run Crate |\n");
}

static void
append_second(GString *text, const SalEvidenceFacts *facts)
{
  const char *other = facts->second->method == SAL_OVERLAY_GEOS ? "GEOS" : "the program's own overlay";
  const SalSecondSummary summary = sal_second_table_sum_up(facts->changes->rows, facts->second);
  g_autoptr(GString) greatest = g_string_new(NULL);
  sal_csv_append_km2(greatest, summary.greatest_m2);
  g_string_append_printf(
      text,
      "\n## The second computation\n\nGained and lost were computed again from the same snapshots "
      "by %s. In %u of %u rows there is an answer; ",
      other, summary.n_compared, summary.n_compared + summary.n_without_answer);
  if (summary.at == NULL)
    g_string_append(text, "no figure differs.\n");
  else
    g_string_append_printf(text, "the greatest difference is %s km² (%s).\n", greatest->str,
                           summary.at->change->period.name);
  if (summary.n_without_answer > 0)
    g_string_append(text, "`second-computation.csv` says why the others have none.\n");
}

static void
append_check(GString *text, const SalEvidenceFacts *facts, const SalBundleAbout *about)
{
  g_autofree char *folder = g_path_get_basename(facts->folder);
  g_autofree char *escaped = sal_markdown_escape(folder, NAME_MAX_CHARS);
  g_string_append_printf(
      text,
      "\n## How to check it\n\nWith the inputs where the manifest names them, and this folder (%s) beside "
      "them as it was:\n\n"
      "    salient verify FOLDER\n\n"
      "It derives every file again, and says that all are identical, or which input, option, version or file "
      "differs. "
      "Without the program, `sha256sum` tells whether a file is the one that `manifest.json` names.\n\n"
      "To make all of it anew from the same options, run this where the run was made:\n\n"
      "    salient %s -p - --overwrite --evidence NEW-FOLDER < FOLDER/" SAL_BUNDLE_PROJECT "\n",
      escaped, about->verb);
}

char *
sal_evidence_format_readme(const SalEvidenceFacts *facts, const SalBundleAbout *about)
{
  g_autofree char *title = sal_markdown_escape(about->title, NAME_MAX_CHARS);
  g_autofree char *description = sal_markdown_escape(about->description, TEXT_MAX_CHARS);
  GString *text = g_string_new(NULL);
  g_string_append_printf(text, "# %s\n\n%s\n\nMade by `salient %s`, version %s.", title, description,
                         about->verb, salient_get_version());
  if (about->moment != NULL)
    g_string_append_printf(text, " Date of the run: %s.", about->moment);
  else
    g_string_append_printf(
        text, " The run was told no date; where one is needed, it is the last day of the data (%s).",
        about->day);
  g_string_append_c(text, '\n');
  append_inputs(text, facts, about);
  append_files(text, facts->bundle);
  append_second(text, facts);
  g_string_append(
      text,
      "\n## How robust the figures are\n\n`robustness.csv` has each figure with its boundaries a day earlier "
      "and later, with other area models, and with the front off by as much as was stated. These are "
      "different kinds of doubt; they are not to be added up.\n");
  append_check(text, facts, about);
  return g_string_free(text, FALSE);
}

/* Tells what was found when a manifest was checked, as text and as JSON. */
#include "library/verification.h"

#include "library/json-head.h"

#include "data/base/error.h"
#include "data/base/json.h"

#define SHOWN_OF_A_KIND 10 /* findings in the text; JSON has all */
#define SHOWN_DIGITS 12    /* of a digest in the text */

/* What a finding is about, before its name, and what follows it; "%s" stand for what was expected and what was found. */
typedef struct {
  const char *what, *says;
} Phrase;

static const Phrase phrases[SAL_N_FOUND] = {
  [SAL_FOUND_OPTION_CHANGED] = { "option changed", "the manifest was edited after it was written" },
  [SAL_FOUND_MANIFEST_EDITED] = { "manifest edited", "this member is not as it was written" },
  [SAL_FOUND_INPUT_CHANGED] = { "input changed", NULL },
  [SAL_FOUND_INPUT_MISSING] = { "input missing", NULL },
  [SAL_FOUND_NOT_DERIVED] = { "not derived", NULL },
  [SAL_FOUND_FILE_CHANGED] = { "file changed", NULL },
  [SAL_FOUND_OUTPUT_DIFFERS] = { "output differs", NULL },
  [SAL_FOUND_OUTPUT_NOT_MADE] = { "output not made", "the run no longer makes it" },
  [SAL_FOUND_OUTPUT_NEW] = { "output new", "the manifest does not have it" },
  [SAL_FOUND_VERSION] = { "other version", NULL },
  [SAL_FOUND_FONT] = { "other font", NULL },
  [SAL_FOUND_PROJECT_CHANGED] = { "project changed", "the options are those of the manifest" },
  [SAL_FOUND_INPUT_NEW] = { "input new", "the manifest does not have it" },
  [SAL_FOUND_INPUT_NOT_HASHED] = { "input not compared", NULL },
  [SAL_FOUND_FILE_NOT_THERE] = { "file not there", "what was derived is compared with the manifest alone" },
};

/* A digest or a version, shortened. Owned by the caller. */
static char *
shorten(SalFoundKind kind, const char *text)
{
  if (text == NULL)
    return g_strdup("none");
  if (kind == SAL_FOUND_VERSION)
    return sal_error_quote(text);
  return g_strdup_printf("SHA-256 %.*s...", SHOWN_DIGITS, text);
}

static void
append_finding(GString *text, const SalFinding *finding)
{
  const Phrase *phrase = &phrases[finding->kind];
  g_autofree char *about = sal_error_quote_path(finding->about);
  g_string_append_printf(text, "%s%s: %s", sal_found_is_remark(finding->kind) ? "note: " : "", phrase->what,
                         about);
  if (phrase->says != NULL)
    g_string_append_printf(text, ": %s", phrase->says);
  else if (finding->expected != NULL || finding->found != NULL) {
    g_autofree char *expected = shorten(finding->kind, finding->expected);
    g_autofree char *found = shorten(finding->kind, finding->found);
    g_string_append_printf(text, ": expected %s, got %s", expected, found);
  }
  if (finding->detail != NULL)
    g_string_append_printf(text, ": %s", finding->detail);
  g_string_append_c(text, '\n');
}

/* The findings of a kind, of which many may be alike. */
static void
append_kind(GString *text, const SalientVerification *verification, SalFoundKind kind)
{
  guint n = 0;
  for (guint i = 0; i < verification->findings->len; i++) {
    const SalFinding *finding = verification->findings->pdata[i];
    if (finding->kind == kind && n++ < SHOWN_OF_A_KIND)
      append_finding(text, finding);
  }
  if (n > SHOWN_OF_A_KIND)
    g_string_append_printf(text, "%s%s: %u more\n", sal_found_is_remark(kind) ? "note: " : "",
                           phrases[kind].what, n - SHOWN_OF_A_KIND);
}

static char *
format_text(const SalientVerification *verification)
{
  GString *text = g_string_new(NULL);
  const guint n = verification->outputs->len;
  for (guint i = 0; i < n; i++) {
    const SalCheckedOutput *checked = &g_array_index(verification->outputs, SalCheckedOutput, i);
    const gboolean is_printed = g_str_equal(checked->output->path, "-");
    g_autofree char *path = sal_error_quote_path(checked->output->path);
    g_string_append_printf(text, "%s: %s", is_printed ? "stdout" : path,
                           checked->is_identical ? "identical"
                           : checked->is_unknown ? "not derived"
                                                 : "differs");
    if (is_printed && checked->output->format != NULL)
      g_string_append_printf(text, " (%s)", checked->output->format);
    g_string_append_c(text, '\n');
  }
  for (guint kind = 0; kind < SAL_N_FOUND; kind++)
    append_kind(text, verification, (SalFoundKind)kind);
  g_string_append_printf(text, "%s: %u of %u outputs of %s are identical, from %u inputs\n",
                         salient_verification_is_identical(verification) ? "identical" : "differs",
                         sal_verification_count_identical(verification), n,
                         salient_task_get_name(verification->manifest->task),
                         verification->manifest->inputs->len);
  return g_string_free(text, FALSE);
}

/* JSON */

static void
add_outputs(SalJson *json, const GArray *outputs)
{
  sal_json_open(json, "outputs", '[');
  for (guint i = 0; i < outputs->len; i++) {
    const SalCheckedOutput *checked = &g_array_index(outputs, SalCheckedOutput, i);
    sal_json_open(json, NULL, '{');
    sal_json_add_string(json, "path", checked->output->path);
    sal_json_add_string(json, "format", checked->output->format);
    sal_json_add_boolean(json, "identical", checked->is_identical);
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
}

static void
add_findings(SalJson *json, const char *key, const GPtrArray *findings, gboolean remarks)
{
  sal_json_open(json, key, '[');
  for (guint i = 0; i < findings->len; i++) {
    const SalFinding *finding = findings->pdata[i];
    if (sal_found_is_remark(finding->kind) != remarks)
      continue;
    sal_json_open(json, NULL, '{');
    sal_json_add_string(json, "kind", sal_found_get_name(finding->kind));
    sal_json_add_string(json, "about", finding->about);
    sal_json_add_string(json, "expected", finding->expected);
    sal_json_add_string(json, "found", finding->found);
    sal_json_add_string(json, "detail", finding->detail);
    sal_json_close(json, '}');
  }
  sal_json_close(json, ']');
}

static char *
format_json(const SalientVerification *verification)
{
  g_auto(SalJson) json;
  sal_json_init(&json);
  sal_json_open(&json, NULL, '{');
  sal_json_add_boolean(&json, "identical", salient_verification_is_identical(verification));
  sal_json_add_string(&json, "verb", salient_task_get_name(verification->manifest->task));
  sal_json_add_integer(&json, "inputs", verification->manifest->inputs->len);
  add_outputs(&json, verification->outputs);
  add_findings(&json, "differences", verification->findings, FALSE);
  add_findings(&json, "notes", verification->findings, TRUE);
  sal_json_close(&json, '}');
  return sal_json_head_put(verification->options, "verify", sal_json_finish(&json));
}

char *
salient_verification_format(const SalientVerification *verification, const char *format, GError **error)
{
  g_return_val_if_fail(verification != NULL && format != NULL, NULL);
  const gboolean is_json = g_str_equal(format, "json");
  if (is_json || g_str_equal(format, "text"))
    return is_json ? format_json(verification) : format_text(verification);
  g_autofree char *quoted = sal_error_quote(format);
  sal_error_set(error, SAL_ERROR_USAGE, "verification: expected text or json, got '%s'", quoted);
  return NULL;
}

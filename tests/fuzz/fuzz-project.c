/* Bytes as a project file. */
#include "file.h"

#include "salient.h"

/* What the options say as a project file; NULL if they cannot be said so. */
static char *
format(const SalientOptions *options)
{
  g_autoptr(GError) error = NULL;
  char *text = salient_options_format(options, &error);
  fuzz_check_error(text != NULL, error);
  return text;
}

static SalientOptions *
load(SalientTask task, const char *path, GError **error)
{
  SalientOptions *options = salient_options_new(task);
  if (salient_options_set(options, "project", path, error) && salient_options_load(options, error))
    return options;
  salient_options_free(options);
  return NULL;
}

/* A project that is written says the same when it is read. */
static void
check_round_trip(SalientTask task, const SalientOptions *options)
{
  g_autofree char *text = format(options);
  if (text == NULL || *text == '\0') /* what says nothing is no project */
    return;
  g_autofree char *path = fuzz_put("again.yaml", (const uint8_t *)text, strlen(text));
  g_autoptr(GError) error = NULL;
  SalientOptions *again = load(task, path, &error);
  g_assert_no_error(error);
  g_autofree char *text_again = format(again);
  g_assert_cmpstr(text_again, ==, text);
  salient_options_free(again);
}

static void
check_task(SalientTask task, const char *path)
{
  g_autoptr(GError) error = NULL;
  SalientOptions *options = load(task, path, &error);
  fuzz_check_error(options != NULL, error);
  if (options == NULL)
    return;
  const guint n = salient_options_get_n_maps(options);
  if (n == 0)
    check_round_trip(task, options);
  for (guint i = 0; i < n && task == SALIENT_RENDER; i++) /* the others pass over maps and their outputs */
    check_round_trip(task, salient_options_get_map(options, i));
  salient_options_free(options);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const SalientTask tasks[] = { SALIENT_MEASURE, SALIENT_RENDER, SALIENT_COMPARE };
  g_autofree char *path = fuzz_put("project.yaml", data, size);
  for (guint i = 0; i < G_N_ELEMENTS(tasks); i++)
    check_task(tasks[i], path);
  return 0;
}

/* Command lines, read but not run. The first byte is the verb, and each line a word. */
#include "file.h"

#include "cli/command-line.h"

#define MAX_WORDS 60

/* Words of a file that this process must not wait for or read without end. */
static gboolean
is_allowed(const char *word)
{
  return strstr(word, "/dev") == NULL && strstr(word, "/proc") == NULL;
}

static char **
take_words(FuzzBytes *bytes)
{
  GPtrArray *words = g_ptr_array_new();
  while (bytes->size > 0 && words->len < MAX_WORDS) {
    char *word = fuzz_take_raw_line(bytes);
    if (is_allowed(word))
      g_ptr_array_add(words, word);
    else
      g_free(word);
  }
  g_ptr_array_add(words, NULL);
  return (char **)g_ptr_array_free(words, FALSE);
}

/* A command line that is written as a project says the same when the project is read. */
static void
check_round_trip(SalientTask task, const SalientOptions *options)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = salient_options_format(options, &error);
  fuzz_check_error(text != NULL, error);
  if (text == NULL || *text == '\0') /* what says nothing is no project */
    return;
  g_free(fuzz_put("again.yaml", (const uint8_t *)text, strlen(text)));
  char *words[] = { (char *)"--project", (char *)"again.yaml", NULL };
  g_auto(CommandLine) line = { NULL };
  command_line_parse(task, words, &line, &error);
  g_assert_no_error(error);
  g_autofree char *again = salient_options_format(line.options, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(again, ==, text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  FuzzBytes bytes = { data, size };
  g_assert_cmpint(chdir(fuzz_get_folder()), ==, 0); /* a project names files from its own folder */
  const SalientTask task = (SalientTask)fuzz_choose(&bytes, SALIENT_N_TASKS);
  g_auto(GStrv) words = take_words(&bytes);
  g_auto(CommandLine) line = { NULL };
  g_autoptr(GError) error = NULL;
  const gboolean is_read = command_line_parse(task, words, &line, &error);
  fuzz_check_error(is_read, error);
  if (is_read && task != SALIENT_STYLE && task != SALIENT_CACHE && task != SALIENT_VERIFY &&
      task != SALIENT_MERGE && task != SALIENT_BASEMAP && salient_options_get_n_maps(line.options) == 0)
    check_round_trip(task, line.options);
  return 0;
}

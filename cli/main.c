/* The program: finds the verb, runs it, and turns errors into messages and exit statuses. */
#include "console.h"
#include "help.h"
#include "usage.h"

#include <signal.h>
#include <string.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2, EXIT_LATER = 75 /* EX_TEMPFAIL */ };

static gboolean
print_page(char *page, GError **error)
{
  g_autofree char *text = page;
  return text != NULL && console_write(text, error);
}

static gboolean
find_verb(const char *name, SalientTask *task, GError **error)
{
  const char *names[SALIENT_N_TASKS + 1] = { NULL };
  for (guint i = 0; i < SALIENT_N_TASKS; i++) {
    names[i] = salient_task_get_name((SalientTask)i);
    if (g_str_equal(names[i], name)) {
      *task = (SalientTask)i;
      return TRUE;
    }
  }
  const char *nearest = name[0] != '-' ? salient_find_nearest(name, names) : NULL;
  g_autofree char *quoted = salient_quote(name);
  g_autofree char *hint = nearest != NULL ? g_strdup_printf(" (did you mean '%s'?)", nearest) : g_strdup("");
  g_set_error(error, SALIENT_ERROR, SALIENT_ERROR_USAGE,
              "expected inspect, measure, render, export, compare, places, update, check, style, template, "
              "cache, merge, verify, basemap or layout, got '%s'%s",
              quoted, hint);
  return FALSE;
}

/* Makes a line for each preset: its name, and what it is for, which is its first comment. */
static char *
format_presets(void)
{
  GString *text = g_string_new(NULL);
  for (const char *const *name = salient_presets_list(); *name != NULL; name++) {
    g_autofree char *preset = salient_preset_get_text(*name);
    const int n = (int)strcspn(preset, "\n");
    g_string_append_printf(text, "%-20s %.*s\n", *name, MAX(n - 2, 0), preset + MIN(n, 2));
  }
  return g_string_free(text, FALSE);
}

/* The text for --print-project. If the command line has only a preset besides, that is printed unchanged, with
 * its comments. */
static char *
format_project(const CommandLine *line, const char *preset, GError **error)
{
  const gboolean is_alone = preset != NULL && line->n_words == 2;
  return is_alone ? salient_preset_get_text(preset) : salient_options_format(line->options, error);
}

static gboolean
run_task(SalientTask task, const CommandLine *line, GError **error)
{
  if (options_have(line->options, "help"))
    return print_page(help_format_verb(task), error);
  if (task == SALIENT_MERGE || task == SALIENT_VERIFY || task == SALIENT_STYLE || task == SALIENT_TEMPLATE ||
      task == SALIENT_CACHE || task == SALIENT_BASEMAP)
    return verb_infos[task].run(line, error);
  g_autofree char *preset = salient_options_get(line->options, "preset");
  if (g_strcmp0(preset, "list") == 0)
    return print_page(format_presets(), error);
  if (options_have(line->options, "print-project"))
    return print_page(format_project(line, preset, error), error);
  return verb_infos[task].run(line, error);
}

static gboolean
run_verb(SalientTask task, char **words, int *status, GError **error)
{
  g_auto(CommandLine) line = { NULL };
  if (!command_line_parse(task, words, &line, error))
    return FALSE;
  line.status = status;
  return run_task(task, &line, error);
}

static gboolean
is_any_of(const char *word, const char *const *words)
{
  return word != NULL && g_strv_contains(words, word);
}

/* `help VERB` is `VERB --help`. */
static gboolean
print_help(const char *verb, GError **error)
{
  SalientTask task = SALIENT_INSPECT;
  if (verb == NULL)
    return print_page(help_format_program(), error);
  return find_verb(verb, &task, error) && print_page(help_format_verb(task), error);
}

/* Takes `-q` behind the verb if it stands before it. */
static void
put_verb_first(char **words)
{
  static const char *const quiet[] = { "-q", "--quiet", NULL };
  if (!is_any_of(words[0], quiet) || words[1] == NULL || words[1][0] == '-')
    return;
  char *flag = words[0];
  words[0] = words[1];
  words[1] = flag;
}

/* Runs the program. status: what it ends with unless it fails. Errors of usage get the verb as their place; others name their own, such as a file. */
static gboolean
run(char **words, int *status, GError **error)
{
  static const char *const help[] = { "help", "--help", "-h", NULL };
  static const char *const version[] = { "version", "--version", "-V", NULL };
  put_verb_first(words);
  const char *first = words[0];
  if (first == NULL || is_any_of(first, help))
    return print_help(first != NULL ? words[1] : NULL, error);
  if (is_any_of(first, version))
    return print_page(salient_describe_versions(), error);
  if (g_str_equal(first, "--json-usage"))
    return print_page(usage_format_json(), error);
  SalientTask task = SALIENT_INSPECT;
  if (!find_verb(first, &task, error))
    return FALSE;
  if (run_verb(task, words + 1, status, error))
    return TRUE;
  if (error != NULL && g_error_matches(*error, SALIENT_ERROR, SALIENT_ERROR_USAGE))
    g_prefix_error(error, "%s: ", first);
  return FALSE;
}

/* Memory that was freed is used again before it goes back to the system: files and pictures of a run are of like
 * size, and getting each page of memory anew took a third of the time of a year of days. */
static void
keep_freed_memory(void)
{
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, 64 << 20); /* bytes */
  mallopt(M_TRIM_THRESHOLD, 256 << 20);
#endif
}

int
main(int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  keep_freed_memory();
  signal(SIGPIPE, SIG_DFL); /* if a reader has gone, end quietly, whatever the parent process had set */
  signal(SIGXFSZ, SIG_IGN); /* a write beyond a limit of file sizes fails, and the error is told */
  int status = EXIT_DONE;
  if (argc == 0 || run(argv + 1, &status, &error))
    return status;
  console_fail(error->message);
  if (salient_error_is_temporary(error))
    return EXIT_LATER;
  return g_error_matches(error, SALIENT_ERROR, SALIENT_ERROR_USAGE) ? EXIT_USAGE : EXIT_FAILED;
}

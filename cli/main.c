#include "console.h"
#include "help.h"
#include "project.h"
#include "salient.h"

#include <signal.h>

enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2 };

static gboolean
print_page(char *page, GError **error)
{
  g_autofree char *text = page;
  return text != NULL && console_write(text, error);
}

static gboolean
find_verb(const char *name, Verb *verb, GError **error)
{
  for (guint i = 0; i < N_VERBS; i++)
    if (g_str_equal(verb_infos[i].name, name)) {
      *verb = (Verb)i;
      return TRUE;
    }
  g_autofree char *quoted = sal_error_quote(name);
  g_autofree char *hint = sal_error_suggest(name, argument_table.verb_names);
  return sal_error_set(error, SAL_ERROR_USAGE,
                       "expected inspect, measure, render, export, compare or style, got '%s'%s", quoted,
                       name[0] == '-' ? "" : hint);
}

/* A preset alone is printed as it is, with its comments. */
static gboolean
print_project(const Arguments *arguments, GError **error)
{
  const guint n_said = arguments->print_project + (arguments->preset != NULL);
  const char *preset = arguments->n_words == n_said ? arguments->preset : NULL;
  g_autoptr(GBytes) bytes = preset != NULL ? project_get_preset_text(preset) : NULL;
  if (bytes == NULL)
    return print_page(project_format(arguments, error), error);
  gsize length = 0;
  const char *text = g_bytes_get_data(bytes, &length);
  return print_page(g_strndup(text, length), error);
}

static gboolean
run_verb(Verb verb, char **words, GError **error)
{
  g_auto(Arguments) arguments = { 0 };
  if (!arguments_parse(verb, words, &arguments, error))
    return FALSE;
  if (arguments.help)
    return print_page(help_format_verb(verb), error);
  if (g_strcmp0(arguments.preset, "list") == 0)
    return print_page(project_format_presets(), error);
  if (arguments.print_project)
    return print_project(&arguments, error);
  return verb_infos[verb].run(&arguments, error) || arguments_blame(&arguments, error);
}

/* A wrong command line names the verb; everything else says its own place, such as a file. */
static gboolean
run(char **words, GError **error)
{
  const char *first = words[0];
  if (first == NULL || g_str_equal(first, "--help") || g_str_equal(first, "-h"))
    return print_page(help_format_program(), error);
  if (g_str_equal(first, "--version"))
    return print_page(help_format_version(), error);
  Verb verb = 0;
  if (!find_verb(first, &verb, error))
    return FALSE;
  if (run_verb(verb, words + 1, error))
    return TRUE;
  if (error != NULL && g_error_matches(*error, SAL_ERROR, SAL_ERROR_USAGE))
    g_prefix_error(error, "%s: ", first);
  return FALSE;
}

int
main(int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  signal(SIGPIPE, SIG_DFL); /* a reader that left ends the program quietly, whatever the parent had set */
  if (argc == 0 || run(argv + 1, &error))
    return EXIT_DONE;
  console_fail(error->message);
  return g_error_matches(error, SAL_ERROR, SAL_ERROR_USAGE) ? EXIT_USAGE : EXIT_FAILED;
}

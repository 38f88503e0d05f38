/* What a run reads; rules for Make and Ninja that say so: which files outputs were made from. */
#include "library/inputs.h"

#include "data/base/error.h"

#include <string.h>

#define IN_INPUTS " \t#:"
#define IN_TARGETS IN_INPUTS "%"

/* Appends a name as Make reads it, with a backslash before some characters. FALSE for one that Make has no way to write. */
static gboolean
append_name(GString *text, const char *name, const char *special)
{
  if (strpbrk(name, "\n\r") != NULL)
    return FALSE;
  for (const char *p = name; *p != '\0'; p++) {
    if (strchr(special, *p) != NULL)
      g_string_append_c(text, '\\');
    if (*p == '$')
      g_string_append_c(text, '$');
    g_string_append_c(text, *p);
  }
  return TRUE;
}

/* Targets, a colon, and a line for each input. Then a rule without a recipe for each input, so that one that is gone is no
 * error but a reason to run again. */
static char *
format_rule(const char *const *targets, const GPtrArray *inputs)
{
  g_autoptr(GString) rule = g_string_new(NULL);
  g_autoptr(GString) rest = g_string_new(NULL);
  for (guint i = 0; targets[i] != NULL; i++) {
    g_autoptr(GString) name = g_string_new(i > 0 ? " " : NULL);
    if (append_name(name, targets[i], IN_TARGETS))
      g_string_append(rule, name->str);
  }
  g_string_append_c(rule, ':');
  for (guint i = 0; i < inputs->len; i++) {
    g_autoptr(GString) name = g_string_new(NULL);
    if (append_name(name, inputs->pdata[i], IN_INPUTS)) {
      g_string_append_printf(rule, " \\\n  %s", name->str);
      g_string_append_printf(rest, "\n%s:\n", name->str);
    }
  }
  return g_strdup_printf("%s\n%s", rule->str, rest->str);
}

static gboolean
write_rule(const SalientOptions *options, const char *const *targets, GError **error)
{
  SalOutputRules rules = sal_options_get_output_rules(options);
  rules.overwrite = TRUE; /* as compilers do; it is made anew with what it tells of */
  g_autoptr(SalInputs) inputs = sal_inputs_new(options);
  if (!sal_inputs_check(inputs, options->depfile, NULL)) {
    g_autofree char *quoted = sal_error_quote_path(options->depfile);
    return sal_error_set_option(error, SAL_ERROR_USAGE, "depfile",
                                "expected a file that is not read, got '%s'", quoted);
  }
  g_autoptr(GPtrArray) names = sal_inputs_list(inputs);
  char *text = format_rule(targets, names);
  g_autoptr(GBytes) bytes = g_bytes_new_take(text, strlen(text));
  return sal_output_write(options->depfile, bytes, &rules, error);
}

char **
salient_options_list_inputs(const SalientOptions *options)
{
  g_return_val_if_fail(options != NULL, NULL);
  g_autoptr(SalInputs) inputs = sal_inputs_new(options);
  return sal_inputs_describe(inputs, options);
}

gboolean
salient_options_write_depfile(const SalientOptions *options, const char *const *targets, GError **error)
{
  g_return_val_if_fail(options != NULL && targets != NULL, FALSE);
  if (options->depfile == NULL || targets[0] == NULL)
    return TRUE;
  return write_rule(options, targets, error) || sal_options_tell(options, error);
}

#include "usage.h"

#include "help.h"

#include <string.h>

static const char *const KINDS[] = {
  [SALIENT_OPTION_FLAG] = "flag",     [SALIENT_OPTION_INTEGER] = "integer",
  [SALIENT_OPTION_NUMBER] = "number", [SALIENT_OPTION_CHOICE] = "choice",
  [SALIENT_OPTION_TEXT] = "text",     [SALIENT_OPTION_FILE] = "file",
};

/* text: NULL for null. */
static void
append_text(GString *json, const char *text)
{
  if (text == NULL) {
    g_string_append(json, "null");
    return;
  }
  g_string_append_c(json, '"');
  for (const char *c = text; *c != '\0'; c++) {
    if (*c == '"' || *c == '\\')
      g_string_append_printf(json, "\\%c", *c);
    else if ((guchar)*c < 0x20)
      g_string_append_printf(json, "\\u%04x", (guint)(guchar)*c);
    else
      g_string_append_c(json, *c);
  }
  g_string_append_c(json, '"');
}

static void
append_member(GString *json, const char *name, const char *text)
{
  g_string_append_printf(json, "\"%s\": ", name);
  append_text(json, text);
  g_string_append(json, ", ");
}

static void
append_list(GString *json, const char *name, const char *const *texts)
{
  g_string_append_printf(json, "\"%s\": [", name);
  for (guint i = 0; texts[i] != NULL; i++) {
    g_string_append(json, i > 0 ? ", " : "");
    append_text(json, texts[i]);
  }
  g_string_append(json, "], ");
}

static void
append_option(GString *json, const SalientOption *option)
{
  const char letter[2] = { option->letter, '\0' };
  g_autofree char *help = salient_option_describe(option, "--");
  g_string_append(json, "\n      {");
  append_member(json, "name", option->name);
  append_member(json, "letter", option->letter != 0 ? letter : NULL);
  append_member(json, "value", option->value);
  append_member(json, "kind", KINDS[option->kind]);
  if (option->kind == SALIENT_OPTION_CHOICE) {
    g_auto(GStrv) choices = g_strsplit(option->value, "|", -1);
    append_list(json, "choices", (const char *const *)choices);
  } else {
    append_member(json, "choices", NULL);
  }
  g_string_append_printf(json, "\"is_list\": %s, ", option->is_list ? "true" : "false");
  append_member(json, "group", option->group);
  g_string_append(json, "\"help\": ");
  append_text(json, help);
  g_string_append_c(json, '}');
}

static void
append_options(GString *json, SalientTask task)
{
  const char *separator = "";
  g_string_append(json, "\"options\": [");
  for (const SalientOption *const *option = salient_options_list(task); *option != NULL; option++) {
    if ((*option)->help == NULL)
      continue;
    g_string_append(json, separator);
    append_option(json, *option);
    separator = ",";
  }
  g_string_append(json, "]");
}

static void
append_verb(GString *json, SalientTask task)
{
  const VerbInfo *info = &verb_infos[task];
  const char *name = salient_task_get_name(task);
  g_autofree char *usage = g_strdup_printf("salient %s %s", name, info->operands);
  g_autofree char *notes = help_format_notes(task);
  g_auto(GStrv) examples = g_strsplit(info->examples, "\n", -1);
  const guint n = g_strv_length(examples);
  g_clear_pointer(&examples[n - 1], g_free); /* after the last line's end */
  for (guint i = 0; examples[i] != NULL; i++)
    memmove(examples[i], examples[i] + 2, strlen(examples[i] + 2) + 1); /* the indent */
  g_string_append(json, "\n    {");
  append_member(json, "name", name);
  append_member(json, "summary", info->summary);
  append_member(json, "usage", usage);
  append_list(json, "examples", (const char *const *)examples);
  append_member(json, "notes", notes);
  append_options(json, task);
  g_string_append_c(json, '}');
}

char *
usage_format_json(void)
{
  g_autofree char *versions = salient_describe_versions();
  g_autofree char *version = g_strndup(versions, strcspn(versions, "\n"));
  GString *json = g_string_new("{");
  append_member(json, "program", "salient");
  append_member(json, "version", strrchr(version, ' ') != NULL ? strrchr(version, ' ') + 1 : version);
  g_string_append(json, "\"verbs\": [");
  for (guint task = 0; task < SALIENT_N_TASKS; task++) {
    g_string_append(json, task > 0 ? "," : "");
    append_verb(json, (SalientTask)task);
  }
  g_string_append(json, "]}\n");
  return g_string_free(json, FALSE);
}

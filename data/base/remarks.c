#include "data/base/remarks.h"

#include "data/base/error.h"
#include "data/base/plain.h"
#include "data/base/secrets.h"

#include <string.h>

#define MAX_ALIKE 3

char *
sal_remark_flatten(const char *text, const char *before_option)
{
  g_autofree char *spelled = sal_error_spell(text, before_option);
  g_autofree char *masked = sal_secrets_mask(spelled);
  return sal_plain_flatten(masked);
}

/* The words of a remark that are no place, number or quoted name. Remarks of one kind have the same. */
static char *
get_kind(const char *remark)
{
  GString *kind = g_string_new(NULL);
  g_auto(GStrv) words = g_strsplit(remark, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (!g_str_has_suffix(words[i], ":") && words[i][strcspn(words[i], "0123456789/'")] == '\0')
      g_string_append_printf(kind, " %s", words[i]);
  return g_string_free(kind, FALSE);
}

/* kinds is a GPtrArray of GPtrArray of utf8, in the order of their first remarks; by_name finds the inner
 * ones. */
static void
add_to_kinds(GPtrArray *kinds, GHashTable *by_name, const char *remark)
{
  g_autofree char *name = get_kind(remark);
  GPtrArray *kind = g_hash_table_lookup(by_name, name);
  if (kind == NULL) {
    kind = g_ptr_array_new();
    g_ptr_array_add(kinds, kind);
    g_hash_table_insert(by_name, g_steal_pointer(&name), kind);
  }
  g_ptr_array_add(kind, (gpointer)remark);
}

static void
add_lines(GPtrArray *lines, const GPtrArray *kind, const char *before_option)
{
  const gboolean many = kind->len > MAX_ALIKE;
  for (guint i = 0; i < (many ? 1 : kind->len); i++) {
    g_autofree char *line = sal_remark_flatten(kind->pdata[i], before_option);
    g_ptr_array_add(lines,
                    many ? g_strdup_printf("%s (and %u more like it)", line, kind->len - 1) : g_strdup(line));
  }
}

GPtrArray *
sal_remarks_summarise(const GPtrArray *remarks, const char *before_option)
{
  g_autoptr(GHashTable) texts = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GHashTable) by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) kinds = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < remarks->len; i++)
    if (g_hash_table_add(texts, remarks->pdata[i]))
      add_to_kinds(kinds, by_name, remarks->pdata[i]);
  for (guint i = 0; i < kinds->len; i++)
    add_lines(lines, kinds->pdata[i], before_option);
  return lines;
}

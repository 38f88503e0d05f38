#include "library/table-names.h"

#include "library/names.h"

static void
table_file_free(gpointer data)
{
  SalTableFile *file = data;
  g_ptr_array_unref(file->changes);
  g_free(file->name);
  g_free(file);
}

gboolean
sal_table_name_check(const char *pattern, SalientTask task, GError **error)
{
  const char *region = task == SALIENT_EXPORT ? "" : NULL;
  const SalNameParts parts = { .period = "", .from = "", .to = "", .class_name = "", .region = region };
  g_autofree char *name = sal_name_expand(pattern, &parts, error);
  return name != NULL;
}

static char *
expand(const char *pattern, SalientTask task, const SalChange *change)
{
  g_autofree char *from = sal_day_format(change->period.from), *to = sal_day_format(change->period.to);
  const SalNameParts parts = { .period = change->period.name,
                               .from = from,
                               .to = to,
                               .class_name = change->class_name,
                               .region = task == SALIENT_EXPORT ? change->region : NULL };
  return sal_name_expand(pattern, &parts, NULL);
}

static SalTableFile *
add_file(GPtrArray *files, GHashTable *by_name, char *name)
{
  SalTableFile *file = g_new0(SalTableFile, 1);
  file->name = name;
  file->changes = g_ptr_array_new();
  g_ptr_array_add(files, file);
  g_hash_table_insert(by_name, file->name, file);
  return file;
}

GPtrArray *
sal_table_files_list(const char *pattern, SalientTask task, const GPtrArray *changes)
{
  GPtrArray *files = g_ptr_array_new_with_free_func(table_file_free);
  g_autoptr(GHashTable) by_name = g_hash_table_new(g_str_hash, g_str_equal);
  if (changes->len == 0)
    add_file(files, by_name, g_strdup(pattern));
  for (guint i = 0; i < changes->len; i++) {
    g_autofree char *name = expand(pattern, task, changes->pdata[i]);
    SalTableFile *file = g_hash_table_lookup(by_name, name);
    if (file == NULL)
      file = add_file(files, by_name, g_steal_pointer(&name));
    g_ptr_array_add(file->changes, changes->pdata[i]);
  }
  return files;
}

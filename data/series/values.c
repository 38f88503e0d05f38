#include "data/series/values.h"

#include "data/base/error.h"

#include <string.h>

struct _SalValues {
  GHashTable *table; /* key of the value -> SalValue, whose value points into the key */
  guint max, n_others;
};

/* The key of a value: "none" has one of its own. Owned by the caller. */
static char *
make_key(const char *value)
{
  return value != NULL ? g_strconcat("=", value, NULL) : g_strdup("");
}

SalValues *
sal_values_new(guint max)
{
  SalValues *values = g_new0(SalValues, 1);
  values->max = max;
  values->table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  return values;
}

void
sal_values_free(SalValues *values)
{
  if (values == NULL)
    return;
  g_hash_table_unref(values->table);
  g_free(values);
}

/* Finds a value, or adds it without features. NULL: no more are kept. */
static SalValue *
obtain(SalValues *values, const char *value)
{
  g_autofree char *key = make_key(value);
  SalValue *found = g_hash_table_lookup(values->table, key);
  if (found != NULL || g_hash_table_size(values->table) >= values->max)
    return found;
  found = g_new0(SalValue, 1);
  found->value = value != NULL ? key + 1 : NULL;
  g_hash_table_insert(values->table, g_steal_pointer(&key), found);
  return found;
}

void
sal_values_add(SalValues *values, const char *value, SalDay day)
{
  SalValue *found = obtain(values, value);
  if (found == NULL) {
    values->n_others++;
    return;
  }
  found->n_features++;
  found->n_dates = 1;
  found->first = found->last = day;
}

static void
merge_value(SalValue *value, const SalValue *other)
{
  const gboolean is_new = value->n_dates == 0;
  value->n_features += other->n_features;
  value->n_dates += other->n_dates;
  value->first = is_new ? other->first : MIN(value->first, other->first);
  value->last = is_new ? other->last : MAX(value->last, other->last);
}

void
sal_values_merge(SalValues *values, const SalValues *other)
{
  g_autoptr(GPtrArray) list = sal_values_list(other);
  values->n_others += other->n_others;
  for (guint i = 0; i < list->len; i++) {
    const SalValue *own = list->pdata[i];
    SalValue *found = obtain(values, own->value);
    if (found != NULL)
      merge_value(found, own);
    else
      values->n_others += own->n_features;
  }
}

guint
sal_values_get_n(const SalValues *values)
{
  return g_hash_table_size(values->table);
}

guint
sal_values_get_n_others(const SalValues *values)
{
  return values->n_others;
}

const SalValue *
sal_values_find(const SalValues *values, const char *value)
{
  g_autofree char *key = make_key(value);
  return g_hash_table_lookup(values->table, key);
}

static int
compare_values(gconstpointer a, gconstpointer b)
{
  const SalValue *first = *(const SalValue *const *)a, *second = *(const SalValue *const *)b;
  if (first->n_features != second->n_features)
    return first->n_features > second->n_features ? -1 : 1;
  return g_strcmp0(first->value, second->value);
}

GPtrArray *
sal_values_list(const SalValues *values)
{
  GPtrArray *list = g_ptr_array_new();
  GHashTableIter iter;
  gpointer value;
  g_hash_table_iter_init(&iter, values->table);
  while (g_hash_table_iter_next(&iter, NULL, &value))
    g_ptr_array_add(list, value);
  g_ptr_array_sort(list, compare_values);
  return list;
}

char *
sal_values_format(const SalValues *values, guint max)
{
  g_autoptr(GPtrArray) list = sal_values_list(values);
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < MIN(list->len, max); i++) {
    const SalValue *value = list->pdata[i];
    g_autofree char *quoted = value->value != NULL ? sal_error_quote(value->value) : NULL;
    g_string_append_printf(text, "%s%s%s%s (%u)", i > 0 ? ", " : "", quoted != NULL ? "'" : "",
                           quoted != NULL ? quoted : "none", quoted != NULL ? "'" : "", value->n_features);
  }
  if (values->n_others > 0)
    g_string_append(text, " and more");
  else if (list->len > max)
    g_string_append_printf(text, " and %u more", list->len - max);
  return g_string_free(text, FALSE);
}

void
sal_values_pack(const SalValues *values, GByteArray *bytes)
{
  g_autoptr(GPtrArray) list = sal_values_list(values);
  sal_pack_number(bytes, values->n_others);
  sal_pack_number(bytes, list->len);
  for (guint i = 0; i < list->len; i++) {
    const SalValue *value = list->pdata[i];
    sal_pack_text(bytes, value->value);
    sal_pack_number(bytes, value->n_features);
  }
}

void
sal_values_unpack(SalValues *values, SalDay day, SalUnpack *unpack)
{
  values->n_others = sal_unpack_guint(unpack, G_MAXUINT);
  const guint n = sal_unpack_guint(unpack, values->max);
  for (guint i = 0; i < n && !unpack->failed; i++) {
    g_autofree char *text = sal_unpack_text(unpack);
    const SalValue value = { NULL, sal_unpack_guint(unpack, G_MAXUINT), 1, day, day };
    SalValue *found = unpack->failed ? NULL : obtain(values, text);
    if (found != NULL && found->n_dates == 0)
      merge_value(found, &value);
    else
      sal_unpack_fail(unpack);
  }
}

/* Collects the texts that may carry dates, finds the dates of all at once, and makes an entry of each. */
#include "data/series/entry-names.h"

#include "data/base/error.h"
#include "data/base/secrets.h"

#include <string.h>

/* Texts (utf8) that may have dates, and the path (utf8) that each belongs to. */
typedef struct {
  GPtrArray *texts, *paths;
} Carriers;

static void
carriers_init(Carriers *carriers)
{
  *carriers = (Carriers){ g_ptr_array_new_with_free_func(g_free), g_ptr_array_new_with_free_func(g_free) };
}

static void
carriers_clear(Carriers *carriers)
{
  g_ptr_array_unref(carriers->texts);
  g_ptr_array_unref(carriers->paths);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Carriers, carriers_clear)

/* Takes text. */
static void
add_carrier(Carriers *carriers, char *text, const char *path)
{
  g_ptr_array_add(carriers->texts, text);
  g_ptr_array_add(carriers->paths, g_strdup(path));
}

static GArray *
find_dates(const SalEntryList *list, const Carriers *carriers, GError **error)
{
  g_autoptr(GPtrArray) places = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < carriers->paths->len; i++)
    g_ptr_array_add(places, sal_secrets_mask(carriers->paths->pdata[i]));
  return sal_dates_find((const char *const *)carriers->texts->pdata, (const char *const *)places->pdata,
                        places->len, list->options->date_pattern, error);
}

/* Adds an entry for each text, dated by it. FALSE: not all of them have a date. */
static gboolean
list_by_texts(SalEntryList *list, const Carriers *carriers, GError **error)
{
  g_autoptr(GArray) dates = find_dates(list, carriers, error);
  for (guint i = 0; dates != NULL && i < dates->len; i++)
    sal_entry_list_add(list, carriers->paths->pdata[i], &g_array_index(dates, SalDate, i),
                       carriers->texts->pdata[i]);
  return dates != NULL;
}

static gboolean
list_by_names(SalEntryList *list, const GPtrArray *paths, GError **error)
{
  g_auto(Carriers) carriers;
  carriers_init(&carriers);
  for (guint i = 0; i < paths->len; i++)
    add_carrier(&carriers, g_strdup(sal_source_get_base_name(paths->pdata[i])), paths->pdata[i]);
  return list_by_texts(list, &carriers, error);
}

/* The name of the folder that a path is in. Owned by the caller. */
static char *
get_folder_name(const char *path)
{
  g_autofree char *masked = sal_secrets_mask(path), *folder = g_path_get_dirname(masked);
  g_autofree char *absolute = g_canonicalize_filename(folder, NULL);
  return g_strdup(sal_source_get_base_name(absolute));
}

/* Lists files by the archives that they are in; those in none by their folders, or else by their own names. */
static gboolean
list_by_containers(SalEntryList *list, const GPtrArray *paths, gboolean of_folders, GError **error)
{
  g_auto(Carriers) carriers;
  carriers_init(&carriers);
  for (guint i = 0; i < paths->len; i++) {
    char *archive = sal_source_get_archive_name(paths->pdata[i]);
    add_carrier(&carriers,
                archive != NULL ? archive
                : of_folders    ? get_folder_name(paths->pdata[i])
                                : g_strdup(sal_source_get_base_name(paths->pdata[i])),
                paths->pdata[i]);
  }
  return list_by_texts(list, &carriers, error);
}

static gboolean
add_layers(const SalEntryList *list, const char *path, Carriers *carriers, GError **error)
{
  const char *const *wanted = list->read.layers;
  g_autoptr(GPtrArray) layers = sal_source_list_layers(path, list->read.max_bytes, error);
  if (layers == NULL)
    return sal_entry_blame_path(path, error);
  for (guint i = 0; i < layers->len; i++)
    if (wanted == NULL || wanted[0] == NULL || g_strv_contains(wanted, layers->pdata[i]))
      add_carrier(carriers, g_strdup(layers->pdata[i]), path);
  return TRUE;
}

/* Lists files by their layers, each of which has a date. */
static gboolean
list_by_layers(SalEntryList *list, const GPtrArray *paths, GError **error)
{
  g_auto(Carriers) carriers;
  carriers_init(&carriers);
  for (guint i = 0; i < paths->len; i++)
    if (!add_layers(list, paths->pdata[i], &carriers, error))
      return FALSE;
  if (carriers.texts->len == 0)
    return sal_error_set(error, SAL_ERROR_FORMAT, "expected layers whose names hold a date, got none");
  const guint first = list->entries->len;
  if (!list_by_texts(list, &carriers, error))
    return FALSE;
  for (guint i = 0; i < carriers.texts->len; i++)
    g_array_index(list->entries, SalEntry, first + i).layer = g_strdup(carriers.texts->pdata[i]);
  return TRUE;
}

/* Finds the first of the texts that is a date. */
static gboolean
find_own_date(const GPtrArray *texts, const char *time_zone, guint *index, SalDate *date)
{
  for (*index = 0; *index < texts->len; ++*index)
    if (sal_date_parse(texts->pdata[*index], time_zone, date, NULL))
      return TRUE;
  return FALSE;
}

/* Lists JSON files by what they say about themselves beside their features. */
static gboolean
list_by_envelopes(SalEntryList *list, const GPtrArray *paths, GError **error)
{
  for (guint i = 0; i < paths->len; i++) {
    SalDate date;
    guint index;
    g_autoptr(GPtrArray) texts = sal_source_list_own_dates(paths->pdata[i], list->read.max_bytes);
    if (!find_own_date(texts, list->options->time_zone, &index, &date)) {
      sal_error_set(error, SAL_ERROR_FORMAT,
                    "expected JSON whose outermost object has a date (a Unix time as id, or datetime, date, "
                    "timestamp, time, updated, generated), got none");
      g_array_set_size(list->entries, 0);
      return sal_entry_blame_path(paths->pdata[i], error);
    }
    sal_entry_list_add(list, paths->pdata[i], &date, texts->pdata[index])->value =
        g_strdup(texts->pdata[index]);
  }
  return TRUE;
}

gboolean
sal_entries_list_by_names(SalEntryList *list, const GPtrArray *paths, GError **error)
{
  g_autoptr(GError) why = NULL;
  if (sal_entry_list_has_database(paths))
    return list_by_layers(list, paths, error);
  if (list_by_names(list, paths, &why) || why->code == SAL_ERROR_USAGE) {
    if (why != NULL)
      g_propagate_error(error, g_steal_pointer(&why));
    return list->entries->len > 0;
  }
  if (list_by_containers(list, paths, FALSE, NULL))
    return TRUE;
  if (list_by_layers(list, paths, NULL)) {
    sal_entry_list_remark(list, "dates are in the names of layers, as those of files hold none");
    return TRUE;
  }
  if (list_by_envelopes(list, paths, NULL)) {
    sal_entry_list_remark(
        list, "dates are those that files give themselves beside their features, as names hold none");
    return TRUE;
  }
  g_propagate_error(error, g_steal_pointer(&why));
  return FALSE;
}

static gboolean
list_by_folders(SalEntryList *list, const GPtrArray *paths, GError **error)
{
  return list_by_containers(list, paths, TRUE, error);
}

typedef gboolean (*ListFunc)(SalEntryList *list, const GPtrArray *paths, GError **error);

/* NULL: date_field is the name of a field. */
static ListFunc
find_carrier(const char *date_field)
{
  static const struct {
    const char *name;
    ListFunc list;
  } carriers[] = {
    { "@envelope", list_by_envelopes },
    { "@layer", list_by_layers },
    { "@folder", list_by_folders },
  };
  for (guint i = 0; i < G_N_ELEMENTS(carriers); i++)
    if (strcmp(date_field, carriers[i].name) == 0)
      return carriers[i].list;
  return NULL;
}

gboolean
sal_entries_is_carrier(const char *date_field)
{
  return find_carrier(date_field) != NULL;
}

gboolean
sal_entries_list_by_carrier(SalEntryList *list, const GPtrArray *paths, GError **error)
{
  return find_carrier(list->options->date_field)(list, paths, error);
}

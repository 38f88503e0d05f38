/* Collects the texts that may carry dates, finds the dates of all at once, and makes an entry of each. */
#include "data/series/entry-names.h"

#include "data/base/error.h"
#include "data/base/secrets.h"
#include "data/dates/dates.h"
#include "data/series/entry-hint.h"

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
  const SalDateQuery query = { .names = (const char *const *)carriers->texts->pdata,
                               .places = (const char *const *)places->pdata,
                               .n = places->len,
                               .pattern = list->options->date_pattern,
                               .time_zone = list->options->time_zone };
  return sal_dates_find(&query, list->faults, error);
}

/* Adds an entry for each text, dated by it. FALSE: not all of them have a date, and that is an error. */
static gboolean
list_by_texts(SalEntryList *list, const Carriers *carriers, gboolean are_layers, GError **error)
{
  g_autoptr(GArray) dates = find_dates(list, carriers, error);
  for (guint i = 0; dates != NULL && i < dates->len; i++) {
    const SalDate *date = &g_array_index(dates, SalDate, i);
    const char *text = carriers->texts->pdata[i];
    if (date->day == SAL_DAY_NONE)
      continue;
    SalEntry *entry = sal_entry_list_add(list, carriers->paths->pdata[i], date, text);
    entry->layer = are_layers ? g_strdup(text) : NULL;
  }
  return dates != NULL;
}

static gboolean
list_by_names(SalEntryList *list, const GPtrArray *paths, GError **error)
{
  g_auto(Carriers) carriers;
  carriers_init(&carriers);
  for (guint i = 0; i < paths->len; i++)
    add_carrier(&carriers, g_strdup(sal_source_get_base_name(paths->pdata[i])), paths->pdata[i]);
  return list_by_texts(list, &carriers, FALSE, error);
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
  return list_by_texts(list, &carriers, FALSE, error);
}

/* Adds the layers of a file that are wanted. */
static gboolean
add_layers(SalEntryList *list, const char *path, Carriers *carriers, GError **error)
{
  const char *const *wanted = list->read.layers;
  GError *why = NULL;
  g_autoptr(GPtrArray) layers = sal_source_list_layers(path, &list->read, &why);
  if (layers == NULL)
    return sal_entry_list_take_fault(list, path, why, error);
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
  if (carriers.texts->len > 0)
    return list_by_texts(list, &carriers, TRUE, error);
  return sal_error_set(error, SAL_ERROR_FORMAT, "expected layers whose names hold a date, got none");
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

/* Lists a JSON file by what it says about itself beside its features. */
static gboolean
list_by_envelope(SalEntryList *list, const char *path, GError **error)
{
  SalDate date;
  guint index;
  g_autoptr(GPtrArray) texts = sal_source_list_own_dates(path, &list->read);
  if (!find_own_date(texts, list->options->time_zone, &index, &date))
    return sal_error_set(error, SAL_ERROR_FORMAT,
                         "expected JSON whose outermost object has a date (a Unix time as id, or datetime, "
                         "date, timestamp, time, updated, generated), got none");
  sal_entry_list_add(list, path, &date, texts->pdata[index])->value = g_strdup(texts->pdata[index]);
  return TRUE;
}

static gboolean
list_by_envelopes(SalEntryList *list, const GPtrArray *paths, GError **error)
{
  for (guint i = 0; i < paths->len; i++) {
    GError *why = NULL;
    if (!list_by_envelope(list, paths->pdata[i], &why) &&
        !sal_entry_list_take_fault(list, paths->pdata[i], why, error)) {
      g_array_set_size(list->entries, 0);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
list_by_archives(SalEntryList *list, const GPtrArray *paths, GError **error)
{
  return list_by_containers(list, paths, FALSE, error);
}

typedef gboolean (*ListFunc)(SalEntryList *list, const GPtrArray *paths, GError **error);

/* What may carry the dates, in the order in which it is asked, with the remark that says so. */
static const struct {
  ListFunc list;
  const char *remark;
} guesses[] = {
  { list_by_names, NULL },
  { list_by_archives, NULL },
  { list_by_layers, "dates are in the names of layers, as those of files hold none" },
  { list_by_envelopes,
    "dates are those that files give themselves beside their features, as names hold none" },
};

/* Lists all paths by the first carrier that dates all of them. The error is that of the names. */
static gboolean
list_all(SalEntryList *list, const GPtrArray *paths, GError **error)
{
  g_autoptr(GError) why = NULL;
  for (guint i = 0; i < G_N_ELEMENTS(guesses); i++) {
    if (guesses[i].list(list, paths, i == 0 ? &why : NULL)) {
      if (guesses[i].remark != NULL)
        sal_entry_list_remark(list, "%s", guesses[i].remark);
      return TRUE;
    }
    if (why->code == SAL_ERROR_USAGE)
      break;
  }
  g_autofree char *hint = list->options->date_pattern == NULL && paths->len > 0
                              ? sal_entry_hint_field(list, paths->pdata[0])
                              : g_strdup("");
  g_propagate_error(error, g_steal_pointer(&why));
  return sal_error_append(error, "%s", hint);
}

/* Takes entries and faults from another list, whose way to find dates was chosen. */
static void
take_list(SalEntryList *list, const SalEntryList *chosen, const char *remark)
{
  g_array_append_vals(list->entries, chosen->entries->data, chosen->entries->len);
  g_array_set_clear_func(chosen->entries, NULL);
  g_ptr_array_extend_and_steal(list->faults, g_ptr_array_ref(chosen->faults));
  if (remark != NULL)
    sal_entry_list_remark(list, "%s", remark);
}

/* Lists the paths by the first carrier that dates at least half of them, and notes the others as faults. FALSE
 * without an error: there is no such carrier. */
static gboolean
list_most(SalEntryList *list, const GPtrArray *paths, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS(guesses); i++) {
    g_autoptr(GError) why = NULL;
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(SalEntry));
    g_autoptr(GPtrArray) faults = sal_faults_new();
    SalEntryList trial = *list;
    trial.entries = entries;
    trial.faults = faults;
    g_array_set_clear_func(entries, sal_entry_clear);
    const gboolean listed = guesses[i].list(&trial, paths, &why);
    if (listed && entries->len > 0 && 2 * faults->len <= paths->len) {
      take_list(list, &trial, guesses[i].remark);
      return TRUE;
    }
    if (why != NULL && why->code == SAL_ERROR_USAGE) {
      g_propagate_error(error, g_steal_pointer(&why));
      return FALSE;
    }
  }
  return FALSE;
}

gboolean
sal_entries_list_by_names(SalEntryList *list, const GPtrArray *paths, GError **error)
{
  GError *why = NULL;
  if (sal_entry_list_has_database(paths))
    return list_by_layers(list, paths, error);
  if (list->faults != NULL && list_most(list, paths, &why))
    return TRUE;
  if (why != NULL) {
    g_propagate_error(error, why);
    return FALSE;
  }
  SalEntryList strict = *list;
  strict.faults = NULL;
  return list_all(&strict, paths, error);
}

static gboolean
list_by_folders(SalEntryList *list, const GPtrArray *paths, GError **error)
{
  return list_by_containers(list, paths, TRUE, error);
}

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

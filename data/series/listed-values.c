#include "data/series/listed-values.h"

#include "data/base/error.h"
#include "data/base/secrets.h"
#include "data/series/series-private.h"
#include "data/source/pseudo.h"

#define MAX_VALUES 100000 /* of a field that are told apart */

/* Snapshots are read in threads, and their values are added one after the other. */
typedef struct {
  const SalSeries *series;
  SalListedValues *listed;
  GArray *entries; /* guint: those that are read */
  GMutex mutex;
  guint8 *had; /* of each field: some file has it */
  SalDay day;  /* of the earliest snapshot so far; what follows is of its files */
  char *path;
  char **field_names;
} Listing;

static void
clear_listing(Listing *listing)
{
  g_array_unref(listing->entries);
  g_mutex_clear(&listing->mutex);
  g_free(listing->had);
  g_free(listing->path);
  g_strfreev(listing->field_names);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Listing, clear_listing)

void
sal_listed_values_free(SalListedValues *listed)
{
  if (listed == NULL)
    return;
  g_strfreev(listed->fields);
  g_ptr_array_unref(listed->values);
  g_free(listed);
}

/* The features of an entry, and in file those that own them if they were read for this; otherwise NULL.
 * NULL, with an error, on failure. */
static const GPtrArray *
find_features(const Listing *listing, const SalEntry *entry, SalFeatures **file, GPtrArray **valid,
              GError **error)
{
  const SalSeries *series = listing->series;
  if (entry->features != NULL)
    return entry->features;
  if (series->lifetimes != NULL)
    return *valid = sal_lifetimes_list_features(series->lifetimes, entry->day);
  *file = sal_series_read_features(series, entry, error);
  if (*file != NULL)
    return (*file)->features;
  g_autofree char *place = sal_entry_describe(entry);
  g_prefix_error(error, "%s: ", place);
  return NULL;
}

/* Counts the values of features in one field. Owned by the caller. */
static SalValues *
count_values(const Listing *listing, const GPtrArray *features, guint field, SalDay day)
{
  SalValues *values = sal_values_new(MAX_VALUES);
  for (guint i = 0; i < features->len; i++)
    sal_values_add(values, sal_fields_get_listed_value(&listing->series->fields, features->pdata[i], field),
                   day);
  return values;
}

/* Notes what the files of a snapshot have; of features that were read to find their dates it is not known. */
static void
take_fields(Listing *listing, const SalEntry *entry, const SalFeatures *file)
{
  const SalFields *fields = &listing->series->fields;
  for (guint i = 0; i < fields->n_listed; i++)
    if (sal_fields_has_listed(fields, file != NULL ? file->has_field : NULL, i))
      listing->had[i] = TRUE;
  if (listing->path != NULL && listing->day <= entry->day)
    return;
  g_free(listing->path);
  g_strfreev(listing->field_names);
  listing->day = entry->day;
  listing->path = sal_secrets_mask(entry->path);
  listing->field_names = file != NULL ? g_strdupv(file->field_names) : NULL;
}

static gboolean
list_entry(guint index, gpointer data, GError **error)
{
  Listing *listing = data;
  const SalEntry *entry =
      sal_series_get_entry(listing->series, g_array_index(listing->entries, guint, index));
  g_autoptr(SalFeatures) file = NULL;
  g_autoptr(GPtrArray) valid = NULL;
  const GPtrArray *features = find_features(listing, entry, &file, &valid, error);
  if (features == NULL)
    return FALSE;
  SalListedValues *listed = listing->listed;
  g_autoptr(GPtrArray) counted = g_ptr_array_new_with_free_func((GDestroyNotify)sal_values_free);
  for (guint i = 0; i < listed->values->len; i++)
    g_ptr_array_add(counted, count_values(listing, features, i, entry->day));
  g_mutex_lock(&listing->mutex);
  listed->n_features += features->len;
  for (guint i = 0; i < counted->len; i++)
    sal_values_merge(listed->values->pdata[i], counted->pdata[i]);
  take_fields(listing, entry, file);
  g_mutex_unlock(&listing->mutex);
  return TRUE;
}

static gboolean
set_field_error(const Listing *listing, const char *field, GError **error)
{
  g_autoptr(GStrvBuilder) names = g_strv_builder_new();
  if (listing->field_names != NULL)
    g_strv_builder_addv(names, (const char **)listing->field_names);
  g_strv_builder_addv(names, (const char **)sal_source_pseudo_fields);
  g_auto(GStrv) known = g_strv_builder_end(names);
  g_autofree char *list = g_strjoinv(", ", known);
  g_autofree char *path = sal_error_quote_path(listing->path), *quoted = sal_error_quote(list);
  g_autofree char *wanted = sal_error_quote(field);
  g_autofree char *suggestion = sal_error_suggest(field, (const char *const *)known);
  sal_error_set_option(error, SAL_ERROR_USAGE, "values", "%s: expected a field (%s), got '%s'%s", path,
                       quoted, wanted, suggestion);
  return FALSE;
}

static gboolean
check_fields(const Listing *listing, GError **error)
{
  for (guint i = 0; listing->listed->fields[i] != NULL; i++)
    if (!listing->had[i])
      return set_field_error(listing, listing->listed->fields[i], error);
  return TRUE;
}

/* The entries of a span. */
static GArray *
list_entries(const SalSeries *series, SalDay first, SalDay last)
{
  GArray *entries = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < sal_series_get_n_entries(series); i++) {
    const SalDay day = sal_series_get_entry(series, i)->day;
    if ((first == SAL_DAY_NONE || day >= first) && (last == SAL_DAY_NONE || day <= last))
      g_array_append_val(entries, i);
  }
  return entries;
}

SalListedValues *
sal_listed_values_new(const SalSeries *series, const char *const *fields, SalDay first, SalDay last,
                      const SalWork *work, GError **error)
{
  g_autoptr(SalListedValues) listed = g_new0(SalListedValues, 1);
  listed->fields = g_strdupv((char **)fields);
  listed->values = g_ptr_array_new_with_free_func((GDestroyNotify)sal_values_free);
  for (guint i = 0; fields[i] != NULL; i++)
    g_ptr_array_add(listed->values, sal_values_new(MAX_VALUES));
  g_auto(Listing) listing = { .series = series, .listed = listed };
  g_mutex_init(&listing.mutex);
  listing.entries = list_entries(series, first, last);
  listing.had = g_new0(guint8, listed->values->len + 1);
  listed->n_snapshots = listing.entries->len;
  if (listing.entries->len == 0) {
    sal_error_set_option(error, SAL_ERROR_USAGE, "from", "expected a span with snapshots, got none in it");
    return NULL;
  }
  return sal_work_run(work, listing.entries->len, list_entry, &listing, error) &&
                 check_fields(&listing, error)
             ? g_steal_pointer(&listed)
             : NULL;
}

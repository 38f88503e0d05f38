#include "data/series/entry-days.h"

#include "data/base/error.h"
#include "data/base/secrets.h"

#include <string.h>

/* Whether two dates of one day are of one moment: neither has a clock time, or both are at the same time by
 * UTC. The clocks of a day may show a time twice. */
static gboolean
is_same_moment(const SalDate *a, const SalDate *b)
{
  return (a->second < 0) == (b->second < 0) && a->moment == b->moment;
}

static gboolean
is_earlier(const SalDate *a, const SalDate *b)
{
  return (a->second < 0) != (b->second < 0) ? a->second < 0 : a->moment < b->moment;
}

static int
compare_entries(gconstpointer a, gconstpointer b)
{
  const SalEntry *p = a, *q = b;
  if (p->day != q->day)
    return p->day < q->day ? -1 : 1;
  if (!is_same_moment(&p->found, &q->found))
    return is_earlier(&p->found, &q->found) ? -1 : 1;
  const int by_path = strcmp(p->path, q->path), by_layer = g_strcmp0(p->layer, q->layer);
  return by_path != 0 ? by_path : by_layer != 0 ? by_layer : g_strcmp0(p->value, q->value);
}

#define WORD_MIN 3 /* letters; shorter words are numbers of copies and the like */

/* The word in which a name first differs from another one, or NULL. Owned by the caller. */
static char *
find_own_word(const char *name, const char *other)
{
  gsize begin = 0, end;
  while (name[begin] != '\0' && name[begin] == other[begin])
    begin++;
  for (end = begin; g_ascii_isalpha(name[end]);)
    end++;
  while (end > begin && begin > 0 && g_ascii_isalpha(name[begin - 1]))
    begin--;
  return end - begin >= WORD_MIN ? g_strndup(name + begin, end - begin) : NULL;
}

/* A hint how classes could tell two entries of one day apart, or "". Owned by the caller. */
static char *
suggest_class(const SalEntry *first, const SalEntry *second)
{
  const gboolean by_layer = first->layer != NULL && second->layer != NULL;
  g_autofree char *path = sal_secrets_mask(first->path), *other_path = sal_secrets_mask(second->path);
  const char *name = by_layer ? first->layer : sal_source_get_base_name(path);
  const char *other = by_layer ? second->layer : sal_source_get_base_name(other_path);
  g_autofree char *word = find_own_word(name, other), *other_word = find_own_word(other, name);
  if (word == NULL || other_word == NULL)
    return g_strdup("");
  const char *kind = by_layer ? "layer" : "file";
  return g_strdup_printf(
      " (if they are classes: "
      "" SAL_OPTION("class") " \"NAME=%s like '%%%s%%'\" for each, or a " SAL_OPTION("preset") ")",
      kind, word);
}

/* What is wrong with an entry: there is another one of the same moment. */
static GError *
make_twice_error(const SalEntry *entry, const SalEntry *other)
{
  GError *error = NULL;
  g_autofree char *day = sal_day_format(entry->day), *one = sal_entry_describe(other);
  g_autofree char *hint = suggest_class(other, entry);
  sal_error_set(&error, SAL_ERROR_FORMAT, "expected one snapshot of %s, got another in %s%s", day, one, hint);
  return error;
}

static SalEntry *
get_entry(const SalEntryList *list, guint i)
{
  return &g_array_index(list->entries, SalEntry, i);
}

/* The index after the last entry of the same moment as the first. */
static guint
find_end(const SalEntryList *list, guint first)
{
  const SalEntry *entry = get_entry(list, first);
  guint end = first + 1;
  while (end < list->entries->len && get_entry(list, end)->day == entry->day &&
         is_same_moment(&get_entry(list, end)->found, &entry->found))
    end++;
  return end;
}

/* Makes one entry of those from first up to end, which are of the same moment, and takes what they have. */
static SalEntry
join_entries(SalEntryList *list, guint first, guint end)
{
  SalEntry joined = *get_entry(list, first);
  memset(get_entry(list, first), 0, sizeof(SalEntry));
  if (end > first + 1) {
    joined.n_others = end - first - 1;
    joined.others = g_new0(char *, joined.n_others + 1);
    joined.other_layers = g_new0(char *, joined.n_others + 1);
  }
  for (guint i = first + 1; i < end; i++) {
    SalEntry *other = get_entry(list, i);
    joined.others[i - first - 1] = g_steal_pointer(&other->path);
    joined.other_layers[i - first - 1] = g_steal_pointer(&other->layer);
    if (other->features != NULL)
      g_ptr_array_extend_and_steal(joined.features, g_steal_pointer(&other->features));
  }
  return joined;
}

/* Whether entries of one moment are pages of one answer: their names differ only by the number of the page. */
static gboolean
are_pages(const SalEntryList *list, guint first, guint end)
{
  const char *first_name = sal_source_get_base_name(get_entry(list, first)->path);
  g_autofree char *stem = sal_source_strip_page(first_name);
  if (stem == NULL)
    return FALSE;
  for (guint i = first + 1; i < end; i++) {
    const char *name = sal_source_get_base_name(get_entry(list, i)->path);
    g_autofree char *other = sal_source_strip_page(name);
    if (g_strcmp0(stem, other) != 0 || strcmp(name, first_name) == 0)
      return FALSE;
  }
  return TRUE;
}

/* Notes that none of the entries from first up to end can be used, because nothing tells which of them
 * counts. */
static gboolean
refuse_twins(SalEntryList *list, guint first, guint end, GError **error)
{
  for (guint n = 0; n < end - first; n++) {
    const guint i = first + (n + 1) % (end - first); /* the first error is that of the second entry */
    const SalEntry *entry = get_entry(list, i), *other = get_entry(list, i == first ? first + 1 : first);
    if (!sal_entry_list_take_entry_fault(list, entry, make_twice_error(entry, other), error))
      return FALSE;
  }
  return TRUE;
}

/* Lets an entry take the place of one of the same day, which is kept in case that it cannot be used. */
static void
supersede(SalEntryList *list, SalEntry *entry, SalEntry *earlier)
{
  g_autofree char *day = sal_day_format(entry->day);
  g_autofree char *first = sal_entry_describe(earlier), *second = sal_entry_describe(entry);
  entry->remark = sal_entry_list_remark(list, "%s: %s counts, it is later than %s", day, second, first);
  if (list->faults == NULL)
    sal_entry_clear(earlier);
  else
    entry->earlier = g_memdup2(earlier, sizeof *earlier);
}

/* Appends to joined the entry that counts on a day: the latest, made of all entries of its moment. first is the
 * first entry of the day; receives the first of the next one. */
static gboolean
join_day(SalEntryList *list, GArray *joined, guint *first, GError **error)
{
  const SalDay day = get_entry(list, *first)->day;
  gboolean has_one = FALSE;
  SalEntry last = { 0 };
  for (guint end; *first < list->entries->len && get_entry(list, *first)->day == day; *first = end) {
    end = find_end(list, *first);
    const gboolean are_twins = end > *first + 1 && list->options->listed_fields == NULL &&
                               !sal_classes_tell_files_apart(list->classes) && !are_pages(list, *first, end);
    if (are_twins && !refuse_twins(list, *first, end, error)) {
      sal_entry_clear(&last);
      return FALSE;
    }
    if (are_twins)
      continue;
    SalEntry entry = join_entries(list, *first, end);
    if (has_one)
      supersede(list, &entry, &last);
    last = entry;
    has_one = TRUE;
  }
  if (has_one)
    g_array_append_val(joined, last);
  return TRUE;
}

gboolean
sal_entries_sort(SalEntryList *list, GError **error)
{
  GArray *joined = g_array_new(FALSE, FALSE, sizeof(SalEntry));
  g_array_set_clear_func(joined, sal_entry_clear);
  g_array_sort(list->entries, compare_entries);
  gboolean ok = TRUE;
  for (guint first = 0; ok && first < list->entries->len;)
    ok = join_day(list, joined, &first, error);
  g_array_unref(list->entries);
  list->entries = joined;
  return ok;
}

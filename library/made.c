#include "library/made.h"

#include <string.h>

struct _SalMadeNotes {
  GMutex lock;
  GPtrArray *outputs; /* SalMade */
  GHashTable *places; /* name, of what was printed with its format: the output, lent */
  GPtrArray *fonts;   /* SalMadeFont */
};

static void
made_free(gpointer data)
{
  SalMade *made = data;
  g_free(made->name);
  g_free(made->format);
  g_free(made->period);
  g_free(made->from);
  g_free(made->to);
  g_free(made->class_name);
  g_free(made->region);
  g_free(made->alt);
  g_free(made->sha256);
  g_free(made);
}

static void
font_free(gpointer data)
{
  SalMadeFont *font = data;
  g_free(font->family);
  g_free(font->sha256);
  g_free(font);
}

SalMadeNotes *
sal_made_notes_new(void)
{
  SalMadeNotes *notes = g_new0(SalMadeNotes, 1);
  g_mutex_init(&notes->lock);
  notes->outputs = g_ptr_array_new_with_free_func(made_free);
  notes->places = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  notes->fonts = g_ptr_array_new_with_free_func(font_free);
  return notes;
}

void
sal_made_notes_free(SalMadeNotes *notes)
{
  if (notes == NULL)
    return;
  g_mutex_clear(&notes->lock);
  g_hash_table_unref(notes->places);
  g_ptr_array_unref(notes->outputs);
  g_ptr_array_unref(notes->fonts);
  g_free(notes);
}

gboolean
sal_made_is_wanted(const SalientOptions *options)
{
  return options->manifest != NULL || options->evidence != NULL || options->instead != NULL;
}

/* Several texts may be printed, and a file is written once. */
static char *
make_key(const SalMade *made)
{
  return g_str_equal(made->name, "-") ? g_strconcat("-.", made->format, NULL) : g_strdup(made->name);
}

static void
add(SalMadeNotes *notes, SalMade made)
{
  char *key = make_key(&made);
  SalMade *owned = g_memdup2(&made, sizeof made);
  SalMade *before = g_hash_table_lookup(notes->places, key);
  if (before != NULL)
    g_ptr_array_remove_fast(notes->outputs, before);
  g_hash_table_insert(notes->places, key, owned);
  g_ptr_array_add(notes->outputs, owned);
}

void
sal_made_add(const SalientOptions *options, SalMade made)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&options->made->lock);
  add(options->made, made);
}

void
sal_made_add_name(const SalientOptions *options, const char *name)
{
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&options->made->lock);
  if (!g_hash_table_contains(options->made->places, name))
    add(options->made, (SalMade){ .name = g_strdup(name), .format = sal_made_find_format(name) });
}

void
sal_made_add_printed(const SalientOptions *options, const char *format, const char *bytes, gsize n)
{
  sal_made_add(options,
               (SalMade){ .name = g_strdup("-"),
                          .format = g_strdup(format),
                          .sha256 = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guint8 *)bytes, n),
                          .size = (gint64)n });
}

void
sal_made_remove(const SalientOptions *options, const char *name)
{
  SalMadeNotes *notes = options->made;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&notes->lock);
  SalMade *made = g_hash_table_lookup(notes->places, name);
  if (made == NULL)
    return;
  g_hash_table_remove(notes->places, name);
  g_ptr_array_remove_fast(notes->outputs, made);
}

void
sal_made_add_font(const SalientOptions *options, const char *family, int weight, gboolean italic,
                  GBytes *file)
{
  SalMadeNotes *notes = options->made;
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&notes->lock);
  for (guint i = 0; i < notes->fonts->len; i++) {
    const SalMadeFont *known = notes->fonts->pdata[i];
    if (known->weight == weight && known->italic == italic && g_str_equal(known->family, family))
      return;
  }
  SalMadeFont *font = g_new(SalMadeFont, 1);
  *font =
      (SalMadeFont){ g_strdup(family), weight, italic, g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, file),
                     (gint64)g_bytes_get_size(file) };
  g_ptr_array_add(notes->fonts, font);
}

static int
compare_outputs(gconstpointer a, gconstpointer b)
{
  const SalMade *one = *(SalMade *const *)a, *other = *(SalMade *const *)b;
  const int by_name = strcmp(one->name, other->name);
  return by_name != 0 ? by_name : g_strcmp0(one->format, other->format);
}

static int
compare_fonts(gconstpointer a, gconstpointer b)
{
  const SalMadeFont *one = *(SalMadeFont *const *)a, *other = *(SalMadeFont *const *)b;
  const int by_family = strcmp(one->family, other->family);
  return by_family != 0                 ? by_family
         : one->weight != other->weight ? one->weight - other->weight
                                        : one->italic - other->italic;
}

static GPtrArray *
list(SalMadeNotes *notes, const GPtrArray *items, GCompareFunc compare)
{
  GPtrArray *listed = g_ptr_array_new();
  g_autoptr(GMutexLocker) locker = g_mutex_locker_new(&notes->lock);
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add(listed, items->pdata[i]);
  g_ptr_array_sort(listed, compare);
  return listed;
}

GPtrArray *
sal_made_list(const SalientOptions *options)
{
  return list(options->made, options->made->outputs, compare_outputs);
}

GPtrArray *
sal_made_list_fonts(const SalientOptions *options)
{
  return list(options->made, options->made->fonts, compare_fonts);
}

char *
sal_made_font_name(const char *family, int weight, gboolean italic)
{
  return g_strdup_printf("%s %d%s", family, weight, italic ? " italic" : "");
}

char *
sal_made_find_format(const char *name)
{
  const char *dot = strrchr(name, '.');
  return dot != NULL && dot[1] != '\0' && strchr(dot, '/') == NULL ? g_ascii_strdown(dot + 1, -1) : NULL;
}

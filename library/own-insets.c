#include "library/own-insets.h"

#include "data/base/error.h"
#include "data/base/plain.h"
#include "library/key-values.h"
#include "library/when-said.h"

#include <math.h>
#include <string.h>

#define MAX_WIDTH_KM 5000.0
#define MAX_NAME_CHARS 60

static const char *const keys[] = {
  "at", "width-km", "box", "place", "name", "from", "until", "period", NULL
};

static gboolean
set_wrong(GHashTable *said, const char *key, const char *expected, GError **error)
{
  const char *got = g_hash_table_lookup(said, key);
  g_autofree char *quoted = got != NULL ? sal_error_quote(got) : NULL;
  return sal_error_set_option(error, SAL_ERROR_USAGE, "inset", "%s: expected %s, got %s%s%s", key, expected,
                              got != NULL ? "'" : "none", got != NULL ? quoted : "", got != NULL ? "'" : "");
}

static gboolean
has_keys(const char *text)
{
  for (guint i = 0; keys[i] != NULL; i++)
    if (g_str_has_prefix(text, keys[i]) && text[strlen(keys[i])] == '=')
      return TRUE;
  return FALSE;
}

static gboolean
read_corner(GHashTable *said, SalStyleCorner *corner, GError **error)
{
  static const struct {
    const char *name;
    SalStyleCorner corner;
  } corners[] = { { "NE", SAL_STYLE_CORNER_TOP_RIGHT },
                  { "NW", SAL_STYLE_CORNER_TOP_LEFT },
                  { "SE", SAL_STYLE_CORNER_BOTTOM_RIGHT },
                  { "SW", SAL_STYLE_CORNER_BOTTOM_LEFT } };
  const char *text = g_hash_table_lookup(said, "place");
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS(corners); i++)
    if (g_str_equal(corners[i].name, text)) {
      *corner = corners[i].corner;
      return TRUE;
    }
  return text == NULL || set_wrong(said, "place", "a corner of the map (NE, SE, SW, NW)", error);
}

/* The box, as the form without keys reads it. Owned by the caller; NULL: an error. */
static char *
format_box(GHashTable *said, GError **error)
{
  const char *at = g_hash_table_lookup(said, "at"), *box = g_hash_table_lookup(said, "box"),
             *width = g_hash_table_lookup(said, "width-km");
  char *end = NULL, number[G_ASCII_DTOSTR_BUF_SIZE];
  const double km = width != NULL ? g_ascii_strtod(width, &end) : 0;
  if ((at == NULL) == (box == NULL)) {
    set_wrong(said, "at", "a place or LON,LAT, or the key 'box' instead", error);
    return NULL;
  }
  if (box != NULL)
    return g_strdup(box);
  if (end == width || end == NULL || *end != '\0' || !(km > 0 && km <= MAX_WIDTH_KM)) {
    set_wrong(said, "width-km", "a number above 0, up to 5000", error);
    return NULL;
  }
  return g_strdup_printf("%s,%skm", at, g_ascii_dtostr(number, sizeof number, km / 2));
}

/* "37.1,48.2,20km" */
static gboolean
read_point(const char *text, SalBox *box)
{
  g_auto(GStrv) parts = g_strsplit(text, ",", -1);
  char *ends[2] = { NULL, NULL };
  if (g_strv_length(parts) != 3)
    return FALSE;
  const SalPoint middle = { g_ascii_strtod(parts[0], &ends[0]), g_ascii_strtod(parts[1], &ends[1]) };
  if (ends[0] == parts[0] || *ends[0] != '\0' || ends[1] == parts[1] || *ends[1] != '\0' ||
      !(fabs(middle.x) <= 180) || !(fabs(middle.y) <= 90))
    return FALSE;
  *box = sal_extent_make_square(middle, g_ascii_strtod(parts[2], NULL));
  return TRUE;
}

static gboolean
read_box(const SalientOptions *options, const SalPlaceQuery *places, const char *text, SalBox *box,
         GError **error)
{
  SalExtent extent = { 0 };
  const gboolean is_read = sal_extent_resolve_inset(options, places, text, &extent, error);
  *box = extent.box;
  sal_extent_clear(&extent);
  return is_read;
}

static gboolean
read_keys(const SalientOptions *options, const SalPlaceQuery *places, const char *text, SalOwnInset *inset,
          GError **error)
{
  g_autoptr(GHashTable) said = sal_key_values_parse(text, "inset", keys, error);
  g_autofree char *box = said != NULL ? format_box(said, error) : NULL;
  if (box == NULL || !read_corner(said, &inset->corner, error) ||
      !sal_when_read(&inset->when, said, "inset", error))
    return FALSE;
  const char *name = g_hash_table_lookup(said, "name"), *at = g_hash_table_lookup(said, "at");
  inset->name = sal_plain_show(name != NULL ? name : at != NULL ? at : "", MAX_NAME_CHARS);
  return (at != NULL && read_point(box, &inset->box)) || read_box(options, places, box, &inset->box, error);
}

static void
inset_clear(gpointer data)
{
  g_free(((SalOwnInset *)data)->name);
}

GArray *
sal_own_insets_load(const SalientOptions *options, const SalPlaceQuery *places, GError **error)
{
  const char *const *texts = sal_options_get_strings(options->own_insets);
  g_autoptr(GArray) insets = g_array_new(FALSE, TRUE, sizeof(SalOwnInset));
  g_array_set_clear_func(insets, inset_clear);
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++) {
    g_array_set_size(insets, i + 1);
    SalOwnInset *inset = &g_array_index(insets, SalOwnInset, i);
    inset->when = sal_when_new();
    if (has_keys(texts[i]) ? !read_keys(options, places, texts[i], inset, error)
                           : !read_box(options, places, texts[i], &inset->box, error))
      return NULL;
    if (inset->name == NULL)
      inset->name = g_strdup("");
  }
  return g_steal_pointer(&insets);
}

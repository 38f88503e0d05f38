#include "data/places/placenames.h"

#include "data/base/csv.h"
#include "data/base/error.h"
#include "data/places/tables-resource.h"

#include <math.h>
#include <string.h>

#define RENAMES_PATH "/salient/tables/renames.csv"
#define NEAR_DEG 0.3 /* so that a namesake elsewhere keeps its name */

typedef struct {
  char *from, *to;
  double lon, lat;
} Rename;

static gboolean
is_ignored(gunichar c)
{
  static const gunichar ignored[] = { ' ',   '-',    '\'',   '`',    '"',    0x2b9,  0x2bb,
                                      0x2bc, 0x2018, 0x2019, 0x2010, 0x2011, 0x2032, 0xa0 };
  for (guint i = 0; i < G_N_ELEMENTS(ignored); i++)
    if (c == ignored[i])
      return TRUE;
  return FALSE;
}

/* FNV-1a over the characters. */
guint64
sal_place_name_hash(const char *name)
{
  guint64 hash = G_GUINT64_CONSTANT(0xcbf29ce484222325);
  for (const char *at = name; *at != '\0'; at = g_utf8_next_char(at)) {
    const gunichar c = g_utf8_get_char(at);
    if (!is_ignored(c))
      hash = (hash ^ g_unichar_tolower(c)) * G_GUINT64_CONSTANT(0x100000001b3);
  }
  return hash;
}

gboolean
sal_place_lang_check(const char *text, GError **error)
{
  const gsize length = strspn(text, "abcdefghijklmnopqrstuvwxyz");
  if (text[length] == '\0' && (length == 2 || length == 3))
    return TRUE;
  g_autofree char *quoted = sal_error_quote(text);
  return sal_error_set(error, SAL_ERROR_USAGE,
                       "expected a language's code of two or three letters such as en, uk or ru, got '%s'",
                       quoted);
}

static void
clear_name(gpointer data)
{
  g_free(((SalPlaceName *)data)->text);
}

void
sal_place_add_name(SalPlace *place, const char *lang, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  if (place->names == NULL) {
    place->names = g_array_new(FALSE, FALSE, sizeof(SalPlaceName));
    g_array_set_clear_func(place->names, clear_name);
  }
  const SalPlaceName name = { g_intern_string(lang), g_strdup(text) };
  g_array_append_val(place->names, name);
}

void
sal_place_add_names(SalPlace *place, const char *lang, const char *list, const char *separator)
{
  g_auto(GStrv) names = g_strsplit(list, separator, -1);
  for (guint i = 0; names[i] != NULL; i++)
    sal_place_add_name(place, lang, g_strstrip(names[i]));
}

const char *
sal_place_get_name(const SalPlace *place, const char *lang)
{
  for (guint i = 0; place->names != NULL && i < place->names->len; i++) {
    const SalPlaceName *name = &g_array_index(place->names, SalPlaceName, i);
    if (g_str_equal(name->lang, lang))
      return name->text;
  }
  return NULL;
}

gboolean
sal_place_has_name(const SalPlace *place, guint64 hash)
{
  for (guint i = 0; place->names != NULL && i < place->names->len; i++)
    if (sal_place_name_hash(g_array_index(place->names, SalPlaceName, i).text) == hash)
      return TRUE;
  return place->names == NULL && sal_place_name_hash(place->name) == hash;
}

void
sal_place_take_names(SalPlace *place, const SalPlace *from)
{
  const guint n_own = place->names != NULL ? place->names->len : 0;
  for (guint i = 0; from->names != NULL && i < from->names->len; i++) {
    const SalPlaceName *name = &g_array_index(from->names, SalPlaceName, i);
    gboolean known = FALSE;
    for (guint j = 0; j < n_own && !known; j++)
      known = g_array_index(place->names, SalPlaceName, j).lang == name->lang;
    sal_place_add_name(place, known ? "" : name->lang, name->text);
  }
}

static gboolean
add_rename(const SalCsvRow *row, gpointer data, G_GNUC_UNUSED GError **error)
{
  if (row->n_cells < 4 || g_str_equal(row->cells[0], "from"))
    return TRUE;
  const Rename rename = { g_strdup(row->cells[0]), g_strdup(row->cells[1]),
                          g_ascii_strtod(row->cells[2], NULL), g_ascii_strtod(row->cells[3], NULL) };
  g_array_append_val(data, rename);
  return TRUE;
}

/* Rename, read once and kept. */
static const GArray *
get_renames(void)
{
  static GArray *renames = NULL;
  if (g_once_init_enter(&renames)) {
    GArray *all = g_array_new(FALSE, FALSE, sizeof(Rename));
    g_autoptr(GBytes) text =
        g_resource_lookup_data(sal_tables_get_resource(), RENAMES_PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    if (text == NULL || !sal_csv_read(text, add_rename, all, NULL))
      g_error("%s: the program's own table cannot be read", RENAMES_PATH);
    g_once_init_leave(&renames, all);
  }
  return renames;
}

const char *
sal_place_name_update(const char *name, double lon, double lat)
{
  const GArray *renames = get_renames();
  for (guint i = 0; i < renames->len; i++) {
    const Rename *rename = &g_array_index(renames, Rename, i);
    if (g_str_equal(name, rename->from) && fabs(lon - rename->lon) < NEAR_DEG &&
        fabs(lat - rename->lat) < NEAR_DEG)
      return rename->to;
  }
  return name;
}

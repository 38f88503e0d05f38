/* Names are compared by a hash of their letters; outdated ones stand in a table of the program. */
#include "data/places/placenames.h"

#include "data/base/csv.h"
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
    if (fabs(lon - rename->lon) < NEAR_DEG && fabs(lat - rename->lat) < NEAR_DEG &&
        g_str_equal(name, rename->from))
      return rename->to;
  }
  return name;
}

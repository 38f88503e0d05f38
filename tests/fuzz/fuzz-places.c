/* Bytes as a file of places or of spellings. The first byte tells which. */
#include "file.h"

#include "data/places/places.h"
#include "data/places/spellings.h"

#include <math.h>

static const SalBox EVERYWHERE = { -180, -90, 180, 90 };

static void
check_places(const GArray *places)
{
  for (guint i = 0; i < places->len; i++) {
    const SalPlace *place = &g_array_index(places, SalPlace, i);
    g_assert_true(fabs(place->lon) <= 180 && fabs(place->lat) <= 90);
    g_assert_true(isfinite(place->population) && place->population >= 0);
    g_assert_true(place->name != NULL && *place->name != '\0' && g_utf8_validate(place->name, -1, NULL));
    g_assert_true(isfinite(sal_place_get_importance(place)));
  }
}

static void
read_places(const char *path)
{
  g_autoptr(GError) error = NULL;
  const char *const files[] = { path, NULL };
  const SalPlaceQuery query = { .box = EVERYWHERE, .lang = "uk", .files = files };
  g_autoptr(GArray) places = sal_places_load(&query, NULL, &error);
  fuzz_check_error(places != NULL, error);
  if (places != NULL)
    check_places(places);
}

static void
read_spellings(const char *path)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) places = sal_place_list_new();
  g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(g_free);
  SalPlace place = { .name = g_strdup("Kyiv"), .lon = 30.5, .lat = 50.45, .population = 3e6 };
  sal_place_add_name(&place, "en", "Kyiv");
  sal_place_add_name(&place, "former", "Kiev");
  g_array_append_val(places, place);
  const gboolean is_read = sal_spellings_apply(path, places, remarks, &error);
  fuzz_check_error(is_read, error);
  check_places(places);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  static const char *const names[] = { "places.csv", "places.txt", "places.tsv" };
  if (size < 2)
    return 0;
  const guint kind = data[0] % (G_N_ELEMENTS(names) + 1);
  g_autofree char *path = fuzz_put(names[kind % G_N_ELEMENTS(names)], data + 1, size - 1);
  if (kind == G_N_ELEMENTS(names))
    read_spellings(path);
  else
    read_places(path);
  return 0;
}

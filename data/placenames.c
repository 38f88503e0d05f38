#include "data/placenames.h"

#include <math.h>

#define NEAR_DEG 0.3 /* so that a namesake elsewhere keeps its name */

typedef struct {
  const char *old_name, *name;
  double lon, lat;
} Rename;

/* Renamed by law, spelt otherwise in official English, or a slip of the pen. */
static const Rename RENAMES[] = {
  { "Dnipropetrovsk", "Dnipro", 35.00, 48.48 },
  { "Illichivsk", "Chornomorsk", 30.67, 46.30 },
  { "Izmayil", "Izmail", 28.84, 45.35 },
  { "Kamyanets-Podilskyy", "Kamianets-Podilskyi", 26.58, 48.68 },
  { "Kamensk Shakhtinskiy", "Kamensk-Shakhtinsky", 40.27, 48.32 },
  { "Khmelnytskyy", "Khmelnytskyi", 27.00, 49.42 },
  { "Kiev", "Kyiv", 30.52, 50.43 },
  { "Kirovohrad", "Kropyvnytskyi", 32.26, 48.50 },
  { "Kryvyy Rih", "Kryvyi Rih", 33.34, 47.93 },
  { "Lvov", "Lviv", 24.03, 49.83 },
  { "Makiyivka", "Makiivka", 37.97, 48.03 },
  { "Mykolayiv", "Mykolaiv", 31.98, 46.97 },
  { "Odessa", "Odesa", 30.71, 46.49 },
  { "Puch'on", "Bucheon", 126.78, 37.50 },
  { "Rostov", "Rostov-on-Don", 39.71, 47.23 },
  { "Sevastapol", "Sevastopol", 33.46, 44.60 },
  { "Shenyeng", "Shenyang", 123.45, 41.80 },
  { "Songnam", "Seongnam", 127.14, 37.44 },
  { "Starsy Oskol", "Stary Oskol", 37.84, 51.30 },
  { "Uzhgorod", "Uzhhorod", 22.25, 48.63 },
  { "Vinnytsya", "Vinnytsia", 28.48, 49.23 },
  { "Yevpatoriya", "Yevpatoria", 33.36, 45.20 },
  { "Zaporizhzhya", "Zaporizhzhia", 35.18, 47.86 },
};

const char *
sal_place_name_update(const char *name, double lon, double lat)
{
  for (guint i = 0; i < G_N_ELEMENTS(RENAMES); i++) {
    const Rename *rename = &RENAMES[i];
    if (g_str_equal(name, rename->old_name) && fabs(lon - rename->lon) < NEAR_DEG &&
        fabs(lat - rename->lat) < NEAR_DEG)
      return rename->name;
  }
  return name;
}

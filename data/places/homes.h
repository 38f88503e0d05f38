/* Places that know in which country and region they lie: those of Natural Earth and of the gazetteer. */
#pragma once

#include "data/geometry/geometry.h"

typedef struct {
  SalPoint at;
  double people;       /* above 0 */
  const char *country; /* interned: ISO 3166-1 alpha-2 ("UA"), or the English name where there is no code */
  const char
      *region; /* interned: ISO 3166-2 ("UA-63") where the program's table has it, or country and English
                          name ("DE:Bayern"); NULL: not known */
} SalHome;

/* Reads the places in a box of longitudes and latitudes (GArray of SalHome), owned by the caller. Errors: any of
 * reading a file. */
GArray *sal_homes_load(const char *folder, SalBox box, GError **error);

/* The name of a region in a language, lent; in English where the program's table has no other. */
const char *sal_home_region_get_name(const char *region, const char *lang);

/* The code of a region (ISO 3166-2), lent; "" if it has none. */
const char *sal_home_region_get_code(const char *region);

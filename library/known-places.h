/* The places that options name: those of the option `places`, of the base map and of the program's own gazetteer. */
#pragma once

#include "library/settings.h"

/* Loads all of them (GArray of SalPlace), the most important first. query: as sal_place_query_resolve() gives it. Errors:
 * as sal_places_load(). */
GArray *sal_known_places_load(const SalientOptions *options, SalPlaceQuery query, GError **error);

typedef struct {
  const GArray *places; /* SalPlace */
  const char *name;     /* that is looked up: case, apostrophes, hyphens and spaces do not matter */
  const char *option;   /* that names it */
} SalAskedPlace;

/* Finds where the most important place of a name lies. remark, which is NULL before, receives a sentence if there are
 * several; owned by the caller. Error, about the option: USAGE (there is none, with the names that are nearest). */
gboolean sal_known_places_find(const SalAskedPlace *asked, SalPoint *point, char **remark, GError **error);

/* " (did you mean 'a', 'b' or 'c'?)" with the names nearest to a word, or that begin with it, or "". names (lent texts)
 * loses those. Owned by the caller. */
char *sal_known_names_suggest(const char *word, GPtrArray *names);

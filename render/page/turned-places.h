/* The settlements that changed hands in a period: their marks on the map, their names, and their legend entry. */
#pragma once

#include "render/page/state.h"

typedef struct {
  const SalPlace *place; /* lent */
  const SalPlace *named; /* the same among the places of the base map, lent; NULL: it is not there */
  gboolean is_lost;
} SalTurnedPlace;

/* Those of a change, the most important first; empty where the page marks none. Owned by the caller. */
GArray *sal_turned_places_list(const SalPage *page, const SalChange *change);

/* Makes the most important of each period news of its page, and tells which have marks on some page. The page's map and
 * highlights are there. */
void sal_turned_places_prepare(SalPage *page);

/* A layer with the marks on a map, possibly without items. Owned by the caller. */
SalLayer *sal_turned_places_make_layer(const SalPage *page, const SalMap *map, const GArray *places);

/* Those that have a name: a set of SalPlace, owned by the caller. */
GHashTable *sal_turned_places_list_named(const GArray *places);

/* Adds "Settlement that changed hands +12, -3", if there are some. */
void sal_turned_places_add_entry(const SalPage *page, const SalChange *change, GArray *entries);

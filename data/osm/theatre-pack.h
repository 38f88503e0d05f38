/* What a base map of the user's has, as bytes, for data/base/cache.h. */
#pragma once

#include "data/base/pack.h"
#include "data/osm/theatre.h"

void sal_theatre_head_pack(const SalTheatreHead *head, GByteArray *bytes);
/* Owned by the caller; NULL: there is none as it should be. */
SalTheatreHead *sal_theatre_head_unpack(SalUnpack *unpack);

/* Appends an item to those before it. */
void sal_theatre_item_pack(const SalTheatreItem *item, GByteArray *bytes);
/* Calls func with each of the items that are left, in their order. FALSE: one is not as it should be, and func was not called. */
gboolean sal_theatre_items_unpack(SalUnpack *unpack, SalTheatreFunc func, gpointer data);

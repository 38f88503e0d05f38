/* The callouts and notes of the user's own, as the options `callout` and `note` say. */
#pragma once

#include "library/settings.h"
#include "library/values.h"

/* Reads both options, each value written as KEY=VALUE,KEY=VALUE; docs/notes.md has the keys. places: as
 * sal_place_query_resolve() gives it. remarks (utf8) receives which of several places of a name was taken. Returns a
 * GPtrArray of SalNote, owned by the caller. Errors, about the option: USAGE (a key or a value that it does not take, an
 * unknown place, with the names that are nearest). */
GPtrArray *sal_notes_load(const SalientOptions *options, const SalPlaceQuery *places, GPtrArray *remarks,
                          GError **error);

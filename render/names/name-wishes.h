/* What a user wants of the names of single places: that they are there or not, where they stand and what they say. */
#pragma once

#include "data/dates/when.h"
#include "data/places/nearby.h"

typedef struct {
  char *name;  /* of the place, as the user wrote it */
  SalPoint at; /* lon/lat: which place it is */
  gboolean is_hidden, is_forced;
  SalDirection side;   /* on which the name stands; SAL_DIRECTION_NEAR: on any */
  char *text;          /* the name to print; NULL: the usual one */
  SalWhen when;        /* on which maps that is so */
  guint spot;          /* where exactly it stands, see sal_sites_name_spot(); 0: anywhere on the side */
  gboolean has_offset; /* its name has no dot, and stands as near as can be to the offset */
  SalPoint offset_mm;  /* from the place to the anchor of its text on its baseline, right and down */
  gboolean is_found;   /* the program found that: it forces nothing, and is not for insets */
} SalNameWish;

/* An empty GArray of SalNameWish that owns their texts. */
GArray *sal_name_wishes_new(void);

/* Reads a side, N or NE. FALSE: it is none. */
gboolean sal_name_side_parse(const char *word, SalDirection *side);

/* Reads what stands behind "NAME=": words with commas between them, which are hide, force, one of N, NE, E, SE, S, SW, W and
 * NW, from=..., until=..., period=..., or at the end text=..., which takes all that is left. Its texts are owned by the caller even after an error. Error:
 * USAGE, about the option `label`. */
gboolean sal_name_wish_parse(const char *words, SalNameWish *wish, GError **error);

/* Whether it is for all maps of a run and their insets. */
gboolean sal_name_wish_is_general(const SalNameWish *wish);

/* Does to places (SalPlace) what those wishes (NULL: none) ask for that are general. Hidden places are taken out. A place whose name is to stand on
 * some side is forced as well. */
void sal_name_wishes_apply(const GArray *wishes, GArray *places);

/* The other wishes that are for the map of a period: a table from SalPlace to SalNameWish, both lent. Owned by the caller;
 * NULL: there are none. */
GHashTable *sal_name_wishes_find_dated(const GArray *wishes, const GArray *places, const SalPeriod *period);

/* The number of the place that a wish is about; -1: it is not there. */
int sal_name_wish_find(const SalNameWish *wish, const GArray *places);

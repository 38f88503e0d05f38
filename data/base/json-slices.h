/* Where the members of a JSON object, or the elements of an array, stand in its text, so that documents can be joined without
 * a byte being written anew. */
#pragma once

#include <glib.h>

typedef struct {
  const char *key; /* with its quotes; lent from the text; NULL: an element */
  gsize n_key;     /* bytes */
  const char *text;
  gsize n;
} SalJsonSlice;

/* Reads a whole text: one object or array, with white space around it. All of it is checked, at most 64 levels deep. Returns
 * a GArray of SalJsonSlice, which lends the text; owned by the caller. Error: FORMAT, with the line and without a path. */
GArray *sal_json_slices_read(const char *text, gsize n, GError **error);
/* The member of a name, which needs no escapes; lent. NULL: there is none, or the slices are elements. */
const SalJsonSlice *sal_json_slices_find(const GArray *slices, const char *name);
/* Whether two values, or two keys, are the same bytes. */
gboolean sal_json_slice_is_like(const SalJsonSlice *a, const SalJsonSlice *b);
gboolean sal_json_slice_has_key(const SalJsonSlice *slice, const SalJsonSlice *like);
/* Reads a value that is a whole number from 0 to 2^31 - 1. */
gboolean sal_json_slice_get_number(const SalJsonSlice *slice, guint *number);
/* The text of a value that is a string, without its escapes. Owned by the caller; NULL: it is none, or has a NUL or half of a
 * surrogate pair in it. */
char *sal_json_slice_get_text(const SalJsonSlice *slice);
/* Whether a value is the word null, true or false. */
gboolean sal_json_slice_is_word(const SalJsonSlice *slice, const char *word);

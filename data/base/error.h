/* Errors, and the words in which they are told.
 *
 * Every fallible call takes a `GError **` last and leaves its results untouched when it fails. A message is
 * one line, `place: what: expected X, got Y`; the place is prefixed where it is known. */
#pragma once

#include <glib.h>

typedef enum {
  SAL_ERROR_USAGE,    /* the call contradicts itself or names something that does not exist */
  SAL_ERROR_IO,       /* a file cannot be read or written */
  SAL_ERROR_FORMAT,   /* a file holds something other than its form promises */
  SAL_ERROR_GEOMETRY, /* coordinates that bound no area, or that cannot be overlaid */
  SAL_ERROR_CRS,      /* an unknown or unusable coordinate reference system */
  SAL_ERROR_STYLE,    /* a fault in a style file */
  SAL_ERROR_RENDER,   /* a page that cannot be drawn */
} SalError;

#define SAL_ERROR (sal_error_quark())
GQuark sal_error_quark(void);

/* Sets SAL_ERROR with code and a formatted message; returns FALSE so that callers can return it. */
gboolean sal_error_set(GError **error, SalError code, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* Text from a file or the command line, made fit for one line of a message or a terminal: control characters
 * escaped, invalid UTF-8 replaced, cut to 80 characters with an ellipsis. Owned by the caller. */
char *sal_error_quote(const char *text);

/* The same for a path, cut at its front: the file's name is what tells it from others. */
char *sal_error_quote_path(const char *path);

/* The word of a NULL-terminated list that a mistyped word most likely meant, or NULL if none is near (edit
 * distance above a third of its length). Lent from the list. */
const char *sal_error_nearest(const char *word, const char *const *words);

/* " (did you mean 'x'?)", or "" when nothing is near. Owned by the caller. */
char *sal_error_suggest(const char *word, const char *const *words);

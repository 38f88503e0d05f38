/* Errors, and the form of their messages.
 *
 * Every fallible call takes a `GError **` last and leaves its results untouched when it fails. A message is
 * one line, `place: what: expected X, got Y`; the place is prefixed where it is known.
 *
 * An error may be about an option of the caller. It then knows the option's name, and its message names the
 * option as a place: `‹every›: expected X, got Y`. Messages and remarks of the library write every option as
 * ‹name›, because only the caller knows how its options are spelled: `--every` in the program, `every` in a
 * project file. */
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

/* Sets an error of the domain SAL_ERROR. Returns FALSE, so that the caller can return the result. */
gboolean sal_error_set(GError **error, SalError code, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* How the format of a message or a remark names an option: lower case letters, digits and hyphens. */
#define SAL_OPTION(name) "‹" name "›"

/* Sets an error that is about an option, with "‹option›: " before the formatted message; returns FALSE. */
gboolean sal_error_set_option(GError **error, SalError code, const char *option, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* Makes an error be about an option, and prefixes its message with "‹option›: ". An error that is already
 * about an option stays as it is; one of another domain gets the prefix alone. Returns FALSE. */
gboolean sal_error_blame(GError **error, const char *option);

/* Says that the same call may succeed later, as when a disk is full or a server does not answer. Returns FALSE. */
gboolean sal_error_mark_temporary(GError **error);

/* Does so if why, an errno, is about the state of the machine: no room (ENOSPC, EDQUOT), a fault of the disk (EIO), too
 * many open files, no memory, something in use, or a network that does not answer. Returns FALSE. */
gboolean sal_error_mark_errno(GError **error, int why);

/* Whether it was said, or the error is one of GLib about files (G_FILE_ERROR) with such a code. */
gboolean sal_error_is_temporary(const GError *error);

/* Appends a formatted hint to the message. The error stays about the same option. Returns FALSE. */
gboolean sal_error_append(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* The name of the option that the error is about, e.g. "date-field". NULL if it is about none, or of another
 * domain. Lent from the error. */
const char *sal_error_get_option(const GError *error);

/* The message without the "‹option›: " that it begins with. The whole message if it begins with anything
 * else, such as a place that was prefixed later. Lent from the error. */
const char *sal_error_get_detail(const GError *error);

/* A message or remark in which every ‹name› is spelled as before_option and name: "--" for the command line,
 * "" for a project file or a caller in C. Owned by the caller. */
char *sal_error_spell(const char *message, const char *before_option);

/* Text from a file or the command line, made fit for one line of a message or a terminal. Characters are
 * shown as sal_plain_append_shown() does, invalid UTF-8 is replaced, and what exceeds 80 characters is cut
 * off and marked with an ellipsis. In text that looks like ‹name›, the first character is escaped
 * ("\u2039name›"), so that sal_error_spell() does not take it for an option. Owned by the caller. */
char *sal_error_quote(const char *text);

/* The same for a path or the name of a source, but cut at its start, because its end tells it from others. Its
 * secrets are masked (sal_secrets_mask()), and the prefixes that GDAL needs for archives and addresses are left
 * out. Owned by the caller. */
char *sal_error_quote_path(const char *path);

/* The word of a NULL-terminated list that is nearest to a mistyped word, ignoring ASCII case. NULL if none is
 * within an edit distance (optimal string alignment) of a third of the word's length, but at least 1, or if
 * the word has more than 64 bytes. words may be NULL. Lent from the list. */
const char *sal_error_nearest(const char *word, const char *const *words);

/* The end of a message, " (did you mean 'x'?)" with that word, or "" if none is near. Owned by the caller. */
char *sal_error_suggest(const char *word, const char *const *words);

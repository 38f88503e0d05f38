/* Names of files: patterns with placeholders in braces.
 *
 * The placeholders are {period} {from} {to} {class} {region} {style} {lang}; "{{" and "}}" are braces. A
 * value cannot leave the folder that the pattern names, and every file system takes it
 * (sal_name_make_part()). */
#pragma once

#include "library/formats.h"

/* A part that is NULL is none that these names have, and its placeholder is an error. */
typedef struct {
  const char *period, *from, *to, *class_name, *style;
  const char *region; /* "" for the whole, which is written "whole" */
  const char *lang;
} SalNameParts;

/* Finds the format by the suffix, in any case. format may be NULL. Error: USAGE, listing the suffixes. */
gboolean sal_name_find_format(const char *name, SalPictureFormat *format, GError **error);

/* Makes any text a part of a file's name, of at most max_bytes bytes (2 or more) of UTF-8, cut between
 * characters. What is not UTF-8 becomes U+FFFD. "_" takes the place of separators (/ \ : and * ? " < > | of
 * Windows), of control characters and those that set a reading direction, of a dot or hyphen at the start, and
 * of a dot or space at the end. It precedes a name that Windows keeps for a device (CON, NUL, COM1, with any
 * suffix). Owned by the caller. */
char *sal_name_make_part(const char *text, gsize max_bytes);

/* Fills in the placeholders. Values are cut so that no file or folder gets a name of more than 255 bytes, unless
 * the pattern alone has more. Owned by the caller. Errors (USAGE): an unknown placeholder, with the nearest
 * known one; a single brace. */
char *sal_name_expand(const char *pattern, const SalNameParts *parts, GError **error);

/* Checks a pattern, of a picture, a film, an alternative text or a report, before the values are known. Errors: as sal_name_expand(); USAGE
 * for another suffix. */
gboolean sal_name_check(const char *pattern, GError **error);

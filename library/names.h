/* Names of pictures: patterns with placeholders in braces.
 *
 * The placeholders are {period} {from} {to} {class} {region} {style} {lang}; "{{" and "}}" are braces. A
 * value cannot leave the folder that the pattern names: slashes, backslashes, control characters and a dot at
 * its start become "_". */
#pragma once

#include "library/formats.h"

typedef struct {
  const char *period, *from, *to, *class_name, *style;
  const char *region; /* "" for the whole, which is written "whole" */
  const char *lang;   /* NULL: "en" */
} SalNameParts;

/* Finds the format by the suffix, in any case. format may be NULL. Error: USAGE, listing the suffixes. */
gboolean sal_name_find_format(const char *name, SalPictureFormat *format, GError **error);

/* Fills in the placeholders. Owned by the caller. Errors (USAGE): an unknown placeholder, with the nearest
 * known one; a single brace. */
char *sal_name_expand(const char *pattern, const SalNameParts *parts, GError **error);

/* Checks a pattern before the values are known. Errors: as sal_name_expand() and sal_name_find_format(). */
gboolean sal_name_check(const char *pattern, GError **error);

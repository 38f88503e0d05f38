/* Names of output files: templates with placeholders in braces.
 *
 * {period} {from} {to} {class} {region} {style} {lang} stand for what they say; "{{" and "}}" are braces.
 * What is filled in cannot leave the folder that the template names: slashes and control characters become
 * "_", and so does a leading dot. */
#pragma once

#include "library/formats.h"

typedef struct {
  const char *period, *from, *to, *class_name, *style;
  const char *region; /* "" for the whole, which is then called so */
  const char *lang;   /* NULL: "en" */
} SalNameParts;

/* By suffix, any case; format may be NULL. Error: USAGE, listing the suffixes. */
gboolean sal_name_find_format(const char *name, SalPictureFormat *format, GError **error);

/* Owned by the caller. Errors (USAGE): an unknown placeholder, with the nearest; a brace that stands alone.
 */
char *sal_name_expand(const char *pattern, const SalNameParts *parts, GError **error);

/* Errors of sal_name_expand() and sal_name_find_format(), before there is anything to fill in. */
gboolean sal_name_check(const char *pattern, GError **error);

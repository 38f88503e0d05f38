/* Names of output files: templates with placeholders in braces.
 *
 * {period} {from} {to} {class} {region} {style} {lang} stand for what they say; "{{" and "}}" are braces.
 * What is filled in cannot leave the folder that the template names: slashes and control characters become
 * "_", and so does a leading dot. */
#pragma once

#include <glib.h>

typedef enum { PICTURE_PNG, PICTURE_SVG, PICTURE_PDF } PictureFormat;

typedef struct {
  const char *period, *from, *to, *class_name, *style;
  const char *region; /* "" for the whole, which is then called so */
  const char *lang;   /* NULL: "en" */
} NameParts;

/* By suffix, any case. Error: USAGE, listing the suffixes. */
gboolean name_find_format(const char *name, PictureFormat *format, GError **error);

/* Owned by the caller. Errors (USAGE): an unknown placeholder, with the nearest; a brace that stands alone.
 */
char *name_expand(const char *pattern, const NameParts *parts, GError **error);

/* Errors of name_expand() and name_find_format(), before there is anything to fill in. */
gboolean name_check(const char *pattern, GError **error);

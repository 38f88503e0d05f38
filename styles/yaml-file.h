/* What style files and words files have in common: they are built in under a name, or are files of the
 * user. */
#pragma once

#include "data/base/error.h"

#include <gio/gio.h>

/* Whether a name is the path of a file: it has a slash or a .yaml, .yml or .json suffix. */
gboolean sal_yaml_is_path(const char *name);

/* The names of the .yaml files in a folder of a resource, sorted, NULL-terminated. The list and the names are
 * never freed. */
const char *const *sal_yaml_list_names(GResource *resource, const char *folder);

/* The text of a file: at most one byte more than SAL_YAML_MAX_BYTES, so that reading an endless file ends.
 * told is the path as an error shows it, and what is, for example, "a style file". Owned by the caller.
 * Error: IO. */
char *sal_yaml_read_file(const char *path, const char *told, const char *what, gsize *length, GError **error);

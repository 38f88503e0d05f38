/* Loads a style from its name or from a file, with all the styles that it is based on.
 *
 * A style file is YAML (or JSON). It says only what differs from its `base`. The chain of bases ends at
 * `default`, which says everything. */
#pragma once

#include "styles/style.h"
#include "styles/yaml.h"

/* A built-in style by its name, or a file by its path (a name with a slash or a .yaml, .yml or .json suffix).
 * Owned by the caller. Errors: STYLE, prefixed "file:line"; IO for a file that cannot be read; USAGE for a
 * name that is neither, which lists the built-in styles and suggests the nearest. */
SalStyle *sal_style_load(const char *name_or_path, GError **error);

/* The names of the built-in styles, sorted, NULL-terminated. Static. */
const char *const *sal_style_get_builtin_names(void);

/* Reads as much of a style file as can be read. A faulty value stays as it is in the base, and the default
 * style replaces a base that cannot be read. Each fault is added to faults as "LINE: KEY: expected ...". root
 * is set to the file's nodes, which are empty where the file is not YAML. Both results belong to the caller.
 * Errors: IO for a file that cannot be read. */
SalStyle *sal_style_load_all_faults(const char *path, SalYaml **root, GPtrArray *faults, GError **error);

/* From a name or a file, through the chain of its bases, to a style; sal_style_load of style.h is here. */
#pragma once

#include "styles/style.h"
#include "styles/yaml.h"

/* A style that says nothing yet. Owned by the caller. */
SalStyle *sal_style_new(const char *name);

/* The style of a file as far as it can be read: what is faulty stays as in its base, and the default style
 * stands in for a base that cannot be read. Each fault is added to faults as "LINE: KEY: expected ..."; root
 * is set to the file's nodes, empty ones where it is no YAML. Both results are the caller's.
 * Errors: IO for a file that cannot be read. */
SalStyle *sal_style_load_all_faults(const char *path, SalYaml **root, GPtrArray *faults, GError **error);

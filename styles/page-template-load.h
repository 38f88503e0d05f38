/* Loads a page template from its name or from a file, which is YAML (or JSON). */
#pragma once

#include "styles/page-template.h"
#include "styles/schema.h"

/* A built-in template by its name, or a file by its path (a name with a slash or a .yaml, .yml or .json suffix).
 * faults: NULL, or where each fault of a file is added as "LINE: KEY: expected ...", and what can be read is read. Owned by
 * the caller. Errors: STYLE, prefixed "file:line"; IO for a file that cannot be read; USAGE for a name that is neither, which
 * lists the built-in templates and suggests the nearest. */
SalPageTemplate *sal_page_template_load(const char *name_or_path, GPtrArray *faults, GError **error);

/* The names of the built-in templates, sorted, NULL-terminated. Static. */
const char *const *sal_page_template_get_builtin_names(void);
/* The text of a built-in template's file, with its comments; owned by the caller. Error: USAGE, as above. */
char *sal_page_template_get_text(const char *name, GError **error);

/* The keys of a file, and those of a kind of box. Static. */
const SalKey *sal_page_template_get_keys(void);
const SalKey *sal_page_template_get_box_keys(SalBoxKind kind);

/* What every JSON document begins with: the name of its schema, the versions, and the options that were set. */
#pragma once

#include "library/options.h"

#include "data/base/json.h"

/* Puts that before the members of a document. kind: which of the schemas in docs/schema it follows, "measure". document: an
 * object from sal_json_finish(), which is taken; NULL is passed on. Owned by the caller. */
char *sal_json_head_put(const SalientOptions *options, const char *kind, char *document);

/* A file's name without its folders, so that what names it is the same wherever it is; what is no file on this machine as it
 * is. Owned by the caller. */
char *sal_json_head_drop_folder(const char *name);

/* Adds the options that were set and that change figures as an object: not those of pages and files. */
void sal_json_head_add_figures(SalJson *json, const char *key, const SalientOptions *options);
/* The same as JSON on one line. Owned by the caller. */
char *sal_json_head_describe_figures(const SalientOptions *options);

/* The options of each map of a project as JSON, as the head has those of the run; "" if there are none. Owned by the
 * caller. */
char *sal_json_head_describe_maps(const SalientOptions *options);

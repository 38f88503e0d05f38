/* What every JSON document begins with: the name of its schema, the versions, and the options that were set. */
#pragma once

#include "library/options.h"

/* Puts that before the members of a document. kind: which of the schemas in docs/schema it follows, "measure". document: an
 * object from sal_json_finish(), which is taken; NULL is passed on. Owned by the caller. */
char *sal_json_head_put(const SalientOptions *options, const char *kind, char *document);

/* The options that were set and that change figures, as JSON on one line: not those of pages and files. Files are named
 * without their folders, so that the text is the same wherever they are. Owned by the caller. */
char *sal_json_head_describe_figures(const SalientOptions *options);

/* The options of each map of a project as JSON, as the head has those of the run; "" if there are none. Owned by the
 * caller. */
char *sal_json_head_describe_maps(const SalientOptions *options);

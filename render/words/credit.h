/* The credit line of a page: the user's credit, then sentences on what the picture rests on. The
 * user's credit stands as it is where it is all there is, else it ends with a stop as well. */
#pragma once

#include "render/words/caption-options.h"

/* "all", "none", or names with commas between them: situation, definition, area, rounding, basemap, border. Behind them, or
 * alone, "-" and a name leaves a part out, "-layers" and "-shift" among them. left_out receives the SalCreditPart that are not
 * told. Error: USAGE. */
gboolean sal_credit_parse_parts(const char *text, guint *left_out, GError **error);

/* The line behind the user's own credit, which has been expanded already; NULL: none. first is the day that
 * the first snapshot stands for. Owned by the caller. */
char *sal_credit_complete(const SalCaptionOptions *options, const char *credit,
                          const SalCaptionSubject *subject, SalDay first, SalCreditDetail detail);

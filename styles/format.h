/* A style written as the text of a style file. */
#pragma once

#include "styles/style.h"

/* The complete style, including what comes from its bases, as a YAML text. Reading that text gives the same
 * style. Owned by the caller. */
char *sal_style_format(const SalStyle *style);

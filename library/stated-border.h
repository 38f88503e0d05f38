/* The border of the option `border`. */
#pragma once

#include "library/settings.h"

/* Reads it, if there is one, and hands it to the changes of the settings, which own it, with a remark that says which it
 * is. Errors name the option: USAGE (another form); GEOMETRY (a point that is on no land, or on a border, or in a country
 * without borders); FORMAT (a file without lines and polygons); any of reading it. */
gboolean sal_stated_border_load(const SalientOptions *options, SalSettings *settings, GError **error);

/* JSON in which a service wraps its features: {"id": 1727073480, "map": {"type": "FeatureCollection", ...}}.
 */
#pragma once

#include <glib.h>

/* Finds the first member of the outermost object whose value is itself a FeatureCollection; begin and end are
 * set to where that value's text begins and one past its end. FALSE if there is none. Takes time in
 * proportion to the length; text need not end with a zero. */
gboolean sal_envelope_find(const char *text, gsize length, gsize *begin, gsize *end);

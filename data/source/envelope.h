/* JSON in which a service wraps its features: {"id": 1727073480, "map": {"type": "FeatureCollection", ...}},
 * and what such a file says of itself. */
#pragma once

#include <glib.h>

/* Larger files are not looked into: GDAL holds such a file in memory as well. */
#define SAL_ENVELOPE_MAX_BYTES (256 << 20)

/* Finds the first member of the outermost object whose value is itself a FeatureCollection; begin and end are
 * set to where that value's text begins and one past its end. FALSE if there is none. Takes time in
 * proportion to the length; text need not end with a zero. */
gboolean sal_envelope_find(const char *text, gsize length, gsize *begin, gsize *end);

/* Appends (utf8) the values of those members of the outermost object that may be its date, in the order in
 * which they are to be tried: id, datetime, date, timestamp, time, updated, generated. Texts come without
 * their quotes, an id only if it is a Unix time. */
void sal_envelope_list_dates(const char *text, gsize length, GPtrArray *texts);

/* What the outermost object says of its CRS: in its member "crs" a name, a code or a link, or that member's
 * text if it is none of these; in Esri's "spatialReference" a WKT. *at becomes where the member's key begins,
 * at its quote. NULL: it says nothing, or null, or only a number of Esri's. Owned by the caller. */
char *sal_envelope_find_crs(const char *text, gsize length, gsize *at);

/* How many points the geometries of a TopoJSON have that begins at text: its arcs as often as they are referred to.
 * 0 if it is none. */
guint64 sal_envelope_count_topology(const char *text, gsize length);

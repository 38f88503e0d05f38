/* A look at the bytes of a FlatGeobuf before GDAL reads it. GDAL builds a whole feature before anyone can
 * count its vertices, and the parts of one feature may all refer to the same points. */
#pragma once

#include <glib.h>

/* Checks that the features of a file hold no more vertices than sal_bound_check_vertices() allows. A file that
 * is no FlatGeobuf, or that is cut short, is left to GDAL. Error FORMAT, also for rings that end before they
 * begin. */
gboolean sal_flatgeobuf_check(const char *path, guint64 max_bytes, GError **error);

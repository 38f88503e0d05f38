/* How much a file or an archive may hold. More than any map needs is refused before it costs the machine's
 * memory. All limits grow with the one size that a user can raise, the option max-size. */
#pragma once

#include "data/geometry/geometry.h"

/* How large a packed or downloaded file may be when it is unpacked, unless the user says otherwise. */
#define SAL_SOURCE_MAX_BYTES (G_GUINT64_CONSTANT(1) << 30)

typedef enum {
  SAL_BOUND_FEATURES,  /* of a file: 1,048,576 by default */
  SAL_BOUND_VERTICES,  /* 67,108,864 */
  SAL_BOUND_RINGS,     /* rings, lines and points: 1,048,576 */
  SAL_BOUND_LAYERS,    /* 4,096 */
  SAL_BOUND_FIELDS,    /* of a layer: 4,096 */
  SAL_BOUND_MEMBERS,   /* of an archive: 16,384 */
  SAL_BOUND_UNPACKED,  /* MiB of all members of an archive: 16,384 */
  SAL_BOUND_CROSSINGS, /* of edges of one feature or class: 65,536, or as many as it has vertices */
  SAL_BOUND_CHANGES    /* crossings of the edges of two snapshots: 1,048,576, or as many as there are edges */
} SalBound;

/* The bound itself, for max_bytes as in SalReadOptions. */
guint64 sal_bound_get(SalBound bound, guint64 max_bytes);

/* Checks that n is at most max, which is the bound or more. Error FORMAT: names max and how to raise it. */
gboolean sal_bound_check_within(SalBound bound, guint64 n, guint64 max, GError **error);

/* Checks that n is not more than max_bytes (as in SalReadOptions) allows. Error FORMAT: names the limit and
 * how to raise it. */
gboolean sal_bound_check(SalBound bound, guint64 n, guint64 max_bytes, GError **error);

/* Checks vertices: no more than SAL_BOUND_VERTICES allows, and 1,048,576 and 4 for each byte of the file,
 * which no format needs unless it refers to the same points again and again. file_bytes: 0 if not known. Error
 * FORMAT. */
gboolean sal_bound_check_vertices(guint64 n, guint64 file_bytes, guint64 max_bytes, GError **error);

/* Checks that the edges of polygons or lines do not cross each other more often than SAL_BOUND_CROSSINGS
 * allows: what repairs or joins them takes time and memory for every crossing. Counting ends at the bound.
 * Error FORMAT. */
gboolean sal_bound_check_crossings(const SalGeometry *polygons, guint64 max_bytes, GError **error);

/* The same for valid polygons that are to be dissolved: those that lie by themselves (data/geometry/lone.h) cross
 * nothing, and are not looked at. */
gboolean sal_bound_check_joins(const SalGeometry *polygons, guint64 max_bytes, GError **error);

/* How large a file of `packed` bytes may be when it is unpacked: max_bytes, which is not 0, and no more than
 * 64 MiB and 32 times its packed size; both grow with a max_bytes above SAL_SOURCE_MAX_BYTES. Real data
 * unpack to 2 to 8 times their size, to 20 times with each number on a line of its own. */
guint64 sal_bound_get_unpacked(guint64 packed, guint64 max_bytes);

/* Sets the error (FORMAT) that a file of `packed` bytes unpacks to more than that. Returns FALSE. */
gboolean sal_bound_refuse_packed(guint64 packed, guint64 max_bytes, GError **error);

/* Sets the error (FORMAT) that a file unpacks to more than max_bytes, which is not 0. Returns FALSE. */
gboolean sal_bound_refuse_file(guint64 max_bytes, GError **error);

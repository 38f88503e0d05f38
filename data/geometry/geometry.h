/* Points, lines and polygons in one flat form, and the operations on them that GEOS does.
 *
 * A geometry is a list of points cut into parts: each part is a point run, an open or closed line, or a ring.
 * Rings are closed (first point equals last). The rings of one polygon stand together, the shell first.
 * Building is by appending; a geometry that has been built is not changed any more and may be read by many
 * threads.
 *
 * Coordinates are what the owner says they are: degrees (lon, lat) in data/, millimetres on the page in
 * render/. Operations keep them as they are and give the same result for the same input on every run. */
#pragma once

#include "data/geometry/point.h"

typedef enum { SAL_POINTS, SAL_LINES, SAL_POLYGONS } SalGeometryType;

typedef struct {
  SalGeometryType type;
  GArray *points;       /* SalPoint */
  GArray *part_ends;    /* guint: one past each part's last point */
  GArray *polygon_ends; /* guint: one past each polygon's last ring; empty unless type is SAL_POLYGONS */
} SalGeometry;

SalGeometry *sal_geometry_new(SalGeometryType type);
SalGeometry *sal_geometry_copy(const SalGeometry *geometry);
/* NULL is allowed. */
void sal_geometry_free(SalGeometry *geometry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalGeometry, sal_geometry_free)

/* Building: points go to the open part; ending a part closes it (a ring whose ends differ gets its first
 * point again; a part without points is dropped); ending a polygon groups the parts since the last one. */
void sal_geometry_add_point(SalGeometry *geometry, double x, double y);
void sal_geometry_end_part(SalGeometry *geometry);
void sal_geometry_end_polygon(SalGeometry *geometry);
/* Appends all of other, which has the same type. */
void sal_geometry_append(SalGeometry *geometry, const SalGeometry *other);
/* Appends one polygon of other; both are polygons. */
void sal_geometry_append_polygon(SalGeometry *geometry, const SalGeometry *other, guint polygon);

gboolean sal_geometry_is_empty(const SalGeometry *geometry);
guint sal_geometry_get_n_points(const SalGeometry *geometry);
guint sal_geometry_get_n_parts(const SalGeometry *geometry);
guint sal_geometry_get_n_polygons(const SalGeometry *geometry);
/* The points of a part, lent; n_points is their number. */
const SalPoint *sal_geometry_get_part(const SalGeometry *geometry, guint part, guint *n_points);
/* How far a point is from a part's line or ring, in the plane; limit if that is less. */
double sal_geometry_measure_to_part(const SalGeometry *geometry, guint part, SalPoint point, double limit);
/* The first part of a polygon and the number of its parts. */
guint sal_geometry_get_polygon(const SalGeometry *geometry, guint polygon, guint *n_parts);
/* One polygon by itself. */
SalGeometry *sal_geometry_extract_polygon(const SalGeometry *geometry, guint polygon);

SalBox sal_geometry_get_box(const SalGeometry *geometry);
SalBox sal_box_empty(void);
gboolean sal_box_is_empty(SalBox box);
SalBox sal_box_add_point(SalBox box, double x, double y);
SalBox sal_box_union(SalBox a, SalBox b);
gboolean sal_box_intersects(SalBox a, SalBox b);

/* Whether polygons are valid by the OGC's rules. If not, reason (owned by the caller) and where say what and
 * at which coordinate; either may be NULL. */
gboolean sal_geometry_is_valid(const SalGeometry *polygons, char **reason, SalPoint *where);

/* The valid polygons that cover what the given ones cover (GEOS MakeValid, structure method). Error:
 * GEOMETRY. */
SalGeometry *sal_geometry_repair(const SalGeometry *polygons, GError **error);

/* Polygons dissolved into one valid set without overlaps. Those that touch no other one's box cost next to
 * nothing. Error: GEOMETRY. */
SalGeometry *sal_geometry_dissolve(const SalGeometry *polygons, GError **error);
/* The same bytes, all of it made by GEOS. */
SalGeometry *sal_geometry_unite(const SalGeometry *polygons, GError **error);

/* a without b; what a and b share. Both valid polygons. Error: GEOMETRY. */
SalGeometry *sal_geometry_difference(const SalGeometry *a, const SalGeometry *b, GError **error);
SalGeometry *sal_geometry_intersection(const SalGeometry *a, const SalGeometry *b, GError **error);

/* The part of any geometry inside a box, for drawing: fast, and valid enough to fill. Never fails; what
 * cannot be clipped is returned whole. */
SalGeometry *sal_geometry_clip(const SalGeometry *geometry, SalBox box);

/* Whether polygons (even-odd) have anything inside a box. What only touches its edge does not count. */
gboolean sal_geometry_reaches_into(const SalGeometry *polygons, SalBox box);

/* Lines noded with each other: they meet only in end points of parts. Error: GEOMETRY. */
SalGeometry *sal_geometry_node(const SalGeometry *lines, GError **error);

/* What lies within a distance of lines in the plane, in their own units: valid polygons, whose arcs have so many edges in
 * a quarter of a circle. Bends of a line with more than two points may be rounded by 1 % of the distance. Error:
 * GEOMETRY. */
SalGeometry *
sal_geometry_buffer_lines(const SalGeometry *lines, double distance, int quadrant_segments, GError **error);

/* The faces that noded lines enclose, and the lines that enclose none: dangles (one end is free) and cuts
 * (both ends are tied, both sides are the same face). Either may be NULL. Error: GEOMETRY. */
SalGeometry *sal_geometry_polygonize(const SalGeometry *noded_lines, SalGeometry **dangles,
                                     SalGeometry **cuts, GError **error);

/* Whether a circle of the given diameter fits somewhere into polygons, in their own units (to 1 % of it). */
gboolean sal_geometry_has_width(const SalGeometry *polygons, double diameter);

/* A point inside polygon number `polygon`. */
SalPoint sal_geometry_get_inner_point(const SalGeometry *polygons, guint polygon);

/* Whether a point lies in polygons (even-odd over all rings). On the border it may be either. */
gboolean sal_geometry_contains(const SalGeometry *polygons, double x, double y);

/* The version of GEOS, for --version; static. */
const char *sal_geometry_get_geos_version(void);

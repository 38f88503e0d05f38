/* The operations of geometry.h that GEOS does; the only file that includes it. */
#include "data/geometry/geometry.h"

#include "data/base/error.h"

#include <geos_c.h>
#include <string.h>

#define MAX_CORNERS_OF_INSET 500

/* A GEOS context and the last message it gave, one a thread. */
typedef struct {
  GEOSContextHandle_t handle;
  char message[200];
} Context;

typedef GEOSGeometry Geos;

static void
keep_message(const char *message, void *data)
{
  Context *context = data;
  g_strlcpy(context->message, message, sizeof context->message);
}

static void
free_context(gpointer data)
{
  Context *context = data;
  GEOS_finish_r(context->handle);
  g_free(context);
}

static GPrivate thread_context = G_PRIVATE_INIT(free_context);

static Context *
get_context(void)
{
  Context *context = g_private_get(&thread_context);
  if (context == NULL) {
    context = g_new0(Context, 1);
    context->handle = GEOS_init_r();
    GEOSContext_setErrorMessageHandler_r(context->handle, keep_message, context);
    g_private_set(&thread_context, context);
  }
  context->message[0] = '\0';
  return context;
}

static GEOSContextHandle_t
get_handle(void)
{
  return get_context()->handle;
}

static void
free_geos(Geos *geos)
{
  if (geos != NULL)
    GEOSGeom_destroy_r(get_handle(), geos);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC(Geos, free_geos)

/* GEOS's own words for what it could not do, as our error. */
static void
set_geos_error(GError **error, const char *operation)
{
  const Context *context = g_private_get(&thread_context);
  g_autofree char *message = sal_error_quote(context->message);
  sal_error_set(error, SAL_ERROR_GEOMETRY, "%s: expected a result, got '%s'", operation, message);
}

static GEOSCoordSequence *
make_sequence(GEOSContextHandle_t handle, const SalPoint *points, guint n)
{
  return GEOSCoordSeq_copyFromBuffer_r(handle, (const double *)points, n, 0, 0);
}

/* A ring of fewer than 4 points bounds nothing; GEOS refuses to make one. */
static Geos *
make_ring(GEOSContextHandle_t handle, const SalPoint *points, guint n)
{
  if (n < 4)
    return NULL;
  return GEOSGeom_createLinearRing_r(handle, make_sequence(handle, points, n));
}

static Geos *
make_polygon(GEOSContextHandle_t handle, const SalGeometry *geometry, guint polygon)
{
  guint n_parts, n;
  const guint first = sal_geometry_get_polygon(geometry, polygon, &n_parts);
  const SalPoint *points = sal_geometry_get_part(geometry, first, &n);
  Geos *shell = make_ring(handle, points, n);
  if (shell == NULL)
    return NULL;
  g_autofree Geos **holes = g_new0(Geos *, n_parts);
  guint n_holes = 0;
  for (guint i = 1; i < n_parts; i++) {
    points = sal_geometry_get_part(geometry, first + i, &n);
    holes[n_holes] = make_ring(handle, points, n);
    n_holes += holes[n_holes] != NULL;
  }
  return GEOSGeom_createPolygon_r(handle, shell, holes, n_holes);
}

static Geos *
make_line(GEOSContextHandle_t handle, const SalGeometry *geometry, guint part)
{
  guint n;
  const SalPoint *points = sal_geometry_get_part(geometry, part, &n);
  return n >= 2 ? GEOSGeom_createLineString_r(handle, make_sequence(handle, points, n)) : NULL;
}

static Geos *
make_point(GEOSContextHandle_t handle, const SalGeometry *geometry, guint part)
{
  guint n;
  const SalPoint *points = sal_geometry_get_part(geometry, part, &n);
  return GEOSGeom_createPoint_r(handle, make_sequence(handle, points, 1));
}

static Geos *
to_geos(const SalGeometry *geometry)
{
  static const int collections[] = { GEOS_MULTIPOINT, GEOS_MULTILINESTRING, GEOS_MULTIPOLYGON };
  typedef Geos *(*Maker)(GEOSContextHandle_t, const SalGeometry *, guint);
  static const Maker makers[] = { make_point, make_line, make_polygon };
  GEOSContextHandle_t handle = get_handle();
  const guint n = geometry->type == SAL_POLYGONS ? geometry->polygon_ends->len : geometry->part_ends->len;
  g_autofree Geos **members = g_new0(Geos *, n + 1);
  guint n_members = 0;
  for (guint i = 0; i < n; i++) {
    members[n_members] = makers[geometry->type](handle, geometry, i);
    n_members += members[n_members] != NULL;
  }
  return GEOSGeom_createCollection_r(handle, collections[geometry->type], members, n_members);
}

static void
add_sequence(SalGeometry *geometry, GEOSContextHandle_t handle, const Geos *line)
{
  const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r(handle, line);
  guint n = 0;
  GEOSCoordSeq_getSize_r(handle, sequence, &n);
  const guint start = geometry->points->len;
  g_array_set_size(geometry->points, start + n);
  GEOSCoordSeq_copyToBuffer_r(handle, sequence, &g_array_index(geometry->points, double, 2 * start), 0, 0);
  sal_geometry_end_part(geometry);
}

static void
add_polygon(SalGeometry *geometry, GEOSContextHandle_t handle, const Geos *polygon)
{
  if (GEOSisEmpty_r(handle, polygon))
    return;
  add_sequence(geometry, handle, GEOSGetExteriorRing_r(handle, polygon));
  const int n_holes = GEOSGetNumInteriorRings_r(handle, polygon);
  for (int i = 0; i < n_holes; i++)
    add_sequence(geometry, handle, GEOSGetInteriorRingN_r(handle, polygon, i));
  sal_geometry_end_polygon(geometry);
}

/* Adds what of geos has the geometry's type; an overlay's stray points and lines are no area. */
static void
add_geos(SalGeometry *geometry, GEOSContextHandle_t handle, const Geos *geos)
{
  const int type = GEOSGeomTypeId_r(handle, geos);
  const gboolean is_line = type == GEOS_LINESTRING || type == GEOS_LINEARRING;
  if (type == GEOS_POLYGON && geometry->type == SAL_POLYGONS)
    add_polygon(geometry, handle, geos);
  else if ((is_line && geometry->type == SAL_LINES) || (type == GEOS_POINT && geometry->type == SAL_POINTS))
    add_sequence(geometry, handle, geos);
  else if (type >= GEOS_MULTIPOINT && type <= GEOS_GEOMETRYCOLLECTION) {
    const int n = GEOSGetNumGeometries_r(handle, geos);
    for (int i = 0; i < n; i++)
      add_geos(geometry, handle, GEOSGetGeometryN_r(handle, geos, i));
  }
}

/* Takes geos; NULL is an error that GEOS has explained. */
static SalGeometry *
from_geos(Geos *geos, SalGeometryType type, const char *operation, GError **error)
{
  if (geos == NULL) {
    set_geos_error(error, operation);
    return NULL;
  }
  SalGeometry *geometry = sal_geometry_new(type);
  add_geos(geometry, get_handle(), geos);
  free_geos(geos);
  return geometry;
}

/* A ring that bounds nothing, which GEOS never gets to see. */
static gboolean
find_short_ring(const SalGeometry *polygons, SalPoint *where)
{
  for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
    if (n < 4) {
      *where = points[0];
      return TRUE;
    }
  }
  return FALSE;
}

gboolean
sal_geometry_is_valid(const SalGeometry *polygons, char **reason, SalPoint *where)
{
  SalPoint short_ring;
  if (find_short_ring(polygons, &short_ring)) {
    if (reason != NULL)
      *reason = g_strdup("ring of fewer than 4 points");
    if (where != NULL)
      *where = short_ring;
    return FALSE;
  }
  g_autoptr(Geos) geos = to_geos(polygons);
  GEOSContextHandle_t handle = get_handle();
  char *text = NULL;
  Geos *location = NULL;
  const char valid = GEOSisValidDetail_r(handle, geos, 0, &text, &location);
  if (valid != 1 && reason != NULL)
    *reason = g_ascii_strdown(text != NULL ? text : "unknown", -1);
  if (valid != 1 && where != NULL) {
    *where = (SalPoint){ 0, 0 };
    if (location != NULL) {
      GEOSGeomGetX_r(handle, location, &where->x);
      GEOSGeomGetY_r(handle, location, &where->y);
    }
  }
  GEOSFree_r(handle, text);
  free_geos(location);
  return valid == 1;
}

SalGeometry *
sal_geometry_repair(const SalGeometry *polygons, GError **error)
{
  g_autoptr(Geos) geos = to_geos(polygons);
  GEOSContextHandle_t handle = get_handle();
  GEOSMakeValidParams *params = GEOSMakeValidParams_create_r(handle);
  GEOSMakeValidParams_setMethod_r(handle, params, GEOS_MAKE_VALID_STRUCTURE);
  GEOSMakeValidParams_setKeepCollapsed_r(handle, params, 0);
  Geos *repaired = GEOSMakeValidWithParams_r(handle, geos, params);
  GEOSMakeValidParams_destroy_r(handle, params);
  return from_geos(repaired, SAL_POLYGONS, "repair", error);
}

SalGeometry *
sal_geometry_unite(const SalGeometry *polygons, GError **error)
{
  g_autoptr(Geos) geos = to_geos(polygons);
  return from_geos(GEOSUnaryUnion_r(get_handle(), geos), SAL_POLYGONS, "dissolve", error);
}

SalGeometry *
sal_geometry_difference(const SalGeometry *a, const SalGeometry *b, GError **error)
{
  g_autoptr(Geos) ga = to_geos(a);
  g_autoptr(Geos) gb = to_geos(b);
  return from_geos(GEOSDifference_r(get_handle(), ga, gb), SAL_POLYGONS, "difference", error);
}

SalGeometry *
sal_geometry_intersection(const SalGeometry *a, const SalGeometry *b, GError **error)
{
  g_autoptr(Geos) ga = to_geos(a);
  g_autoptr(Geos) gb = to_geos(b);
  return from_geos(GEOSIntersection_r(get_handle(), ga, gb), SAL_POLYGONS, "intersection", error);
}

static gboolean
box_covers(SalBox outer, SalBox inner)
{
  return outer.xmin <= inner.xmin && outer.ymin <= inner.ymin && outer.xmax >= inner.xmax &&
         outer.ymax >= inner.ymax;
}

SalGeometry *
sal_geometry_clip(const SalGeometry *geometry, SalBox box)
{
  const SalBox own = sal_geometry_get_box(geometry);
  if (box_covers(box, own))
    return sal_geometry_copy(geometry);
  if (!sal_box_intersects(box, own))
    return sal_geometry_new(geometry->type);
  g_autoptr(Geos) geos = to_geos(geometry);
  Geos *clipped = GEOSClipByRect_r(get_handle(), geos, box.xmin, box.ymin, box.xmax, box.ymax);
  SalGeometry *result = from_geos(clipped, geometry->type, "clip", NULL);
  return result != NULL ? result : sal_geometry_copy(geometry);
}

SalGeometry *
sal_geometry_node(const SalGeometry *lines, GError **error)
{
  g_autoptr(Geos) geos = to_geos(lines);
  return from_geos(GEOSUnaryUnion_r(get_handle(), geos), SAL_LINES, "node", error);
}

SalGeometry *
sal_geometry_buffer_lines(const SalGeometry *lines, double distance, int quadrant_segments, GError **error)
{
  g_autoptr(Geos) geos = to_geos(lines);
  return from_geos(GEOSBuffer_r(get_handle(), geos, distance, quadrant_segments), SAL_POLYGONS, "buffer",
                   error);
}

SalGeometry *
sal_geometry_polygonize(const SalGeometry *noded_lines, SalGeometry **dangles, SalGeometry **cuts,
                        GError **error)
{
  g_autoptr(Geos) geos = to_geos(noded_lines);
  Geos *cut_edges = NULL, *dangle_edges = NULL, *invalid_rings = NULL;
  Geos *faces = GEOSPolygonize_full_r(get_handle(), geos, &cut_edges, &dangle_edges, &invalid_rings);
  SalGeometry *polygons = from_geos(faces, SAL_POLYGONS, "polygonise", error);
  if (polygons != NULL && dangles != NULL)
    *dangles = from_geos(g_steal_pointer(&dangle_edges), SAL_LINES, "dangles", NULL);
  if (polygons != NULL && cuts != NULL)
    *cuts = from_geos(g_steal_pointer(&cut_edges), SAL_LINES, "cuts", NULL);
  free_geos(cut_edges);
  free_geos(dangle_edges);
  free_geos(invalid_rings);
  return polygons;
}

/* Whether anything is left of polygons inside of half a diameter from their edges. */
static gboolean
has_inside(const SalGeometry *polygons, double diameter)
{
  GEOSContextHandle_t handle = get_handle();
  g_autoptr(Geos) geos = to_geos(polygons);
  g_autoptr(Geos) inset = GEOSBuffer_r(handle, geos, -diameter / 2, 16);
  return inset != NULL && !GEOSisEmpty_r(handle, inset);
}

/* The two halves of a box, across its longer side, which overlap by so much that each circle of the diameter lies in
 * one of them. */
static void
halve(SalBox box, double diameter, SalBox halves[2])
{
  const double reach = 0.51 * diameter;
  halves[0] = halves[1] = box;
  if (box.xmax - box.xmin > box.ymax - box.ymin) {
    halves[0].xmax = (box.xmin + box.xmax) / 2 + reach;
    halves[1].xmin = (box.xmin + box.xmax) / 2 - reach;
  } else {
    halves[0].ymax = (box.ymin + box.ymax) / 2 + reach;
    halves[1].ymin = (box.ymin + box.ymax) / 2 - reach;
  }
}

/* Many corners are looked at in pieces, since GEOS takes time by the square of how often the lines cross that it draws
 * beside jagged edges. */
gboolean
sal_geometry_has_width(const SalGeometry *polygons, double diameter)
{
  const SalBox box = sal_geometry_get_box(polygons);
  const double side = MAX(box.xmax - box.xmin, box.ymax - box.ymin);
  const guint n = polygons->points->len;
  if (n <= MAX_CORNERS_OF_INSET || side < 4 * diameter)
    return has_inside(polygons, diameter);
  SalBox halves[2];
  halve(box, diameter, halves);
  for (guint i = 0; i < 2; i++) {
    g_autoptr(SalGeometry) half = sal_geometry_clip(polygons, halves[i]);
    const gboolean is_less = half->points->len < n;
    if (is_less ? sal_geometry_has_width(half, diameter) : has_inside(half, diameter))
      return TRUE;
  }
  return FALSE;
}

SalPoint
sal_geometry_get_inner_point(const SalGeometry *polygons, guint polygon)
{
  GEOSContextHandle_t handle = get_handle();
  SalPoint point = { 0, 0 };
  g_autoptr(Geos) geos = make_polygon(handle, polygons, polygon);
  g_autoptr(Geos) inner = geos != NULL ? GEOSPointOnSurface_r(handle, geos) : NULL;
  if (inner != NULL) {
    GEOSGeomGetX_r(handle, inner, &point.x);
    GEOSGeomGetY_r(handle, inner, &point.y);
  }
  return point;
}

const char *
sal_geometry_get_geos_version(void)
{
  return GEOSversion();
}

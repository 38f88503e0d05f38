/* CRSs and transformations between them. */
#include "data/geometry/crs.h"

#include "data/base/error.h"
#include "data/geometry/ground.h"
#include "data/geometry/proj-context.h"
#include "data/geometry/segment.h"

#include <math.h>
#include <string.h>

#define MAX_SPLITS 20 /* halvings of one edge: a millionth of its length */

/* A point and its image. */
typedef struct {
  SalPoint from, to;
} Image;

#define IMAGE_BITS 15 /* so that the areas of a month and the base map around them find room: 1 MiB */

struct _SalTransform {
  PJ_CONTEXT *context;
  PJ *pj;
  gboolean identity;
  gboolean remembers;
  Image *images; /* the last with each hash; of (0, 0) there is none; NULL: none yet */
};

typedef PJ Pj;
static void
free_pj(PJ *pj)
{
  proj_destroy(pj);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pj, free_pj)

static void
free_context(PJ_CONTEXT *context)
{
  proj_context_destroy(context);
}

/* The context in which this thread looks CRSs up. It is kept, because opening PROJ's database costs more than finding a
 * CRS there. Lent; without it, the error is set. */
static PJ_CONTEXT *
get_context(GError **error)
{
  static GPrivate key = G_PRIVATE_INIT((GDestroyNotify)free_context);
  PJ_CONTEXT *context = g_private_get(&key);
  if (context == NULL) {
    context = sal_proj_context_new(error);
    g_private_set(&key, context);
  }
  return context;
}

/* As opposed to a name: what PROJ looks up by code, or what defines a CRS itself. */
static gboolean
is_code_or_definition(const char *text)
{
  return *text == '+' || *text == '{' || strpbrk(text, ":[") != NULL || strstr(text, "proj=") != NULL;
}

/* WGS84 is the name 'WGS 84' too. */
static gboolean
is_same_name(const char *a, const char *b)
{
  while (*a != '\0' || *b != '\0') {
    if (*a == ' ')
      a++;
    else if (*b == ' ')
      b++;
    else if (g_ascii_tolower(*a++) != g_ascii_tolower(*b++))
      return FALSE;
  }
  return TRUE;
}

/* A grid that PROJ does without, because no file is needed for it. */
static gboolean
is_null_grid(const char *name)
{
  return g_str_equal(name, "@null") || g_str_equal(name, "null");
}

/* Refuses a CRS that says itself by which grid it is shifted, since grids are not opened. */
static gboolean
check_grids(PJ_CONTEXT *context, const PJ *crs, const char *text, GError **error)
{
  if (proj_get_type(crs) != PJ_TYPE_BOUND_CRS)
    return TRUE;
  g_autoptr(Pj) shift = proj_crs_get_coordoperation(context, crs);
  const int n = shift != NULL ? proj_coordoperation_get_grid_used_count(context, shift) : 0;
  for (int i = 0; i < n; i++) {
    const char *name = NULL;
    if (!proj_coordoperation_get_grid_used(context, shift, i, &name, NULL, NULL, NULL, NULL, NULL, NULL) ||
        name == NULL || is_null_grid(name))
      continue;
    g_autofree char *quoted = sal_error_quote(name), *quoted_text = sal_error_quote(text);
    return sal_error_set(error, SAL_ERROR_CRS, "CRS: expected one without a grid file, got '%s' in '%s'",
                         quoted, quoted_text);
  }
  return TRUE;
}

/* Without a context, the error is set already. */
static PJ *
create_crs(PJ_CONTEXT *context, const char *text, GError **error)
{
  if (context == NULL)
    return NULL;
  g_autoptr(Pj) crs = proj_create(context, text);
  /* "+proj=laea ..." alone is an operation to PROJ; with +type=crs it is what people mean by it. */
  if (crs != NULL && !proj_is_crs(crs) && g_str_has_prefix(text, "+")) {
    g_autofree char *typed = g_strdup_printf("%s +type=crs", text);
    proj_destroy(crs);
    crs = proj_create(context, typed);
  }
  /* PROJ finds a name by any part of it, "foo" in Amersfoort. */
  const gboolean found = crs != NULL && proj_is_crs(crs) &&
                         (is_code_or_definition(text) || is_same_name(text, proj_get_name(crs)));
  if (crs == NULL && proj_context_get_database_path(context) == NULL) {
    sal_error_set(error, SAL_ERROR_CRS,
                  "PROJ: expected its database proj.db, got none (PROJ_DATA or PROJ_LIB names its folder)");
    return NULL;
  }
  if (!found) {
    g_autofree char *quoted = sal_error_quote(text);
    sal_error_set(error, SAL_ERROR_CRS, "CRS: expected one that PROJ knows, such as EPSG:3035, got '%s'",
                  quoted);
    return NULL;
  }
  return crs != NULL && check_grids(context, crs, text, error) ? g_steal_pointer(&crs) : NULL;
}

/* With a context of its own, so that any one thread at a time can use it. pj is copied; NULL: nothing changes. */
static SalTransform *
transform_new(const PJ *pj)
{
  SalTransform *transform = g_new0(SalTransform, 1);
  transform->context = sal_proj_context_new(NULL);
  transform->pj = pj != NULL ? proj_clone(transform->context, pj) : NULL;
  transform->identity = pj == NULL;
  return transform;
}

SalTransform *
sal_transform_new(const char *from_crs, const char *to_crs, GError **error)
{
  PJ_CONTEXT *context = get_context(error);
  g_autoptr(Pj) from = create_crs(context, from_crs, error);
  g_autoptr(Pj) to = from != NULL ? create_crs(context, to_crs, error) : NULL;
  if (to == NULL)
    return NULL;
  if (proj_is_equivalent_to_with_ctx(context, from, to, PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS))
    return transform_new(NULL);
  g_autoptr(Pj) pj = proj_create_crs_to_crs_from_pj(context, from, to, NULL, NULL);
  g_autoptr(Pj) normalized = pj != NULL ? proj_normalize_for_visualization(context, pj) : NULL;
  if (normalized == NULL) {
    g_autofree char *a = sal_error_quote(from_crs), *b = sal_error_quote(to_crs);
    sal_error_set(error, SAL_ERROR_CRS, "CRS: expected a transformation from '%s' to '%s', got none", a, b);
    return NULL;
  }
  return transform_new(normalized);
}

SalTransform *
sal_transform_copy(const SalTransform *transform)
{
  SalTransform *copy = transform_new(transform->pj);
  copy->remembers = transform->remembers;
  return copy;
}

void
sal_transform_remember(SalTransform *transform)
{
  transform->remembers = TRUE;
}

void
sal_transform_free(SalTransform *transform)
{
  if (transform == NULL)
    return;
  proj_destroy(transform->pj);
  proj_context_destroy(transform->context);
  g_free(transform->images);
  g_free(transform);
}

gboolean
sal_transform_is_identity(const SalTransform *transform)
{
  return transform->identity;
}

static gboolean
has_image(SalPoint point)
{
  return isfinite(point.x) && isfinite(point.y);
}

static void
ask_proj(const SalTransform *transform, SalPoint *points, gsize n)
{
  proj_trans_generic(transform->pj, PJ_FWD, &points->x, sizeof *points, n, &points->y, sizeof *points, n,
                     NULL, 0, 0, NULL, 0, 0);
}

typedef struct {
  guint64 x, y;
} Bits;

static Bits
get_bits(SalPoint point)
{
  Bits bits;
  memcpy(&bits.x, &point.x, sizeof bits.x);
  memcpy(&bits.y, &point.y, sizeof bits.y);
  return bits;
}

/* Where the image of a point is remembered. The constants are odd and have ones and zeros without a pattern (2^64 divided
 * by the golden ratio, and MurmurHash's second finalizer). */
static Image *
find_place(const SalTransform *transform, SalPoint point)
{
  const Bits bits = get_bits(point);
  const guint64 mixed = (bits.x ^ bits.y >> 32 ^ bits.y << 32) * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);
  return &transform
              ->images[((mixed ^ mixed >> 29) * G_GUINT64_CONSTANT(0xC4CEB9FE1A85EC53)) >> (64 - IMAGE_BITS)];
}

static gboolean
is_of(const Image *image, SalPoint point)
{
  const Bits own = get_bits(image->from), bits = get_bits(point);
  return own.x == bits.x && own.y == bits.y && (point.x != 0 || point.y != 0);
}

/* Asks PROJ for the images of points that are not remembered. */
static void
transform_new_points(SalTransform *transform, SalPoint *points, gsize n)
{
  SalPoint asked[64];
  for (gsize i = 0; i < n;) {
    const Image *known = find_place(transform, points[i]);
    if (is_of(known, points[i])) {
      points[i++] = known->to;
      continue;
    }
    gsize end = i + 1;
    while (end < n && end - i < G_N_ELEMENTS(asked) &&
           !is_of(find_place(transform, points[end]), points[end]))
      end++;
    memcpy(asked, points + i, (end - i) * sizeof *points);
    ask_proj(transform, points + i, end - i);
    for (gsize j = i; j < end; j++)
      *find_place(transform, asked[j - i]) = (Image){ asked[j - i], points[j] };
    i = end;
  }
}

guint
sal_transform_points(SalTransform *transform, SalPoint *points, gsize n)
{
  guint n_lost = 0;
  if (transform->remembers && transform->images == NULL)
    transform->images = g_new0(Image, (gsize)1 << IMAGE_BITS);
  if (!transform->identity && n > 0 && transform->remembers)
    transform_new_points(transform, points, n);
  else if (!transform->identity && n > 0)
    ask_proj(transform, points, n);
  for (gsize i = 0; i < n; i++) {
    if (has_image(points[i]))
      continue;
    points[i] = (SalPoint){ HUGE_VAL, HUGE_VAL };
    n_lost++;
  }
  return n_lost;
}

/* An edge in both systems. */
typedef struct {
  SalPoint from_a, from_b, to_a, to_b;
} Edge;

static SalPoint
interpolate(SalPoint a, SalPoint b, double t)
{
  return (SalPoint){ a.x + t * (b.x - a.x), a.y + t * (b.y - a.y) };
}

static SalPoint
get_middle(SalPoint a, SalPoint b)
{
  return (SalPoint){ (a.x + b.x) / 2, (a.y + b.y) / 2 };
}

/* The middle alone would miss an edge that bends both ways, so the quarters of long edges are looked at too.
 */
static gboolean
edge_strays(SalTransform *transform, const Edge *edge, SalPoint to_middle, double tolerance)
{
  if (!has_image(to_middle))
    return FALSE;
  if (sal_segment_measure(to_middle, edge->to_a, edge->to_b) > tolerance)
    return TRUE;
  if (hypot(edge->to_b.x - edge->to_a.x, edge->to_b.y - edge->to_a.y) < 1000 * tolerance)
    return FALSE;
  SalPoint quarters[2] = { interpolate(edge->from_a, edge->from_b, 0.25),
                           interpolate(edge->from_a, edge->from_b, 0.75) };
  if (sal_transform_points(transform, quarters, 2) > 0)
    return FALSE;
  return sal_segment_measure(quarters[0], edge->to_a, edge->to_b) > tolerance ||
         sal_segment_measure(quarters[1], edge->to_a, edge->to_b) > tolerance;
}

/* Appends the points strictly inside the edge that keep it within tolerance, from a to b. */
static void
split_edge(SalTransform *transform, const Edge *edge, double tolerance, guint depth, GArray *inside)
{
  const SalPoint from_middle = get_middle(edge->from_a, edge->from_b);
  SalPoint to_middle = from_middle;
  sal_transform_points(transform, &to_middle, 1);
  if (depth == 0 || !edge_strays(transform, edge, to_middle, tolerance))
    return;
  const Edge first = { edge->from_a, from_middle, edge->to_a, to_middle };
  const Edge second = { from_middle, edge->from_b, to_middle, edge->to_b };
  split_edge(transform, &first, tolerance, depth - 1, inside);
  g_array_append_val(inside, to_middle);
  split_edge(transform, &second, tolerance, depth - 1, inside);
}

/* Edges are split in one canonical direction, so that two rings that share an edge share its new points. */
static void
add_split_edge(SalTransform *transform, Edge edge, double tolerance, SalGeometry *result, GArray *inside)
{
  const gboolean reversed =
      edge.from_a.x > edge.from_b.x || (edge.from_a.x == edge.from_b.x && edge.from_a.y > edge.from_b.y);
  if (reversed)
    edge = (Edge){ edge.from_b, edge.from_a, edge.to_b, edge.to_a };
  g_array_set_size(inside, 0);
  split_edge(transform, &edge, tolerance, MAX_SPLITS, inside);
  for (guint i = 0; i < inside->len; i++) {
    const SalPoint *p = &g_array_index(inside, SalPoint, reversed ? inside->len - 1 - i : i);
    sal_geometry_add_point(result, p->x, p->y);
  }
}

static void
add_split_part(SalTransform *transform, const SalPoint *from, const SalPoint *to, guint n, double tolerance,
               SalGeometry *result)
{
  g_autoptr(GArray) inside = g_array_new(FALSE, FALSE, sizeof(SalPoint));
  sal_geometry_add_point(result, to[0].x, to[0].y);
  for (guint i = 1; i < n; i++) {
    const Edge edge = { from[i - 1], from[i], to[i - 1], to[i] };
    add_split_edge(transform, edge, tolerance, result, inside);
    sal_geometry_add_point(result, to[i].x, to[i].y);
  }
  sal_geometry_end_part(result);
}

static SalGeometry *
split_geometry(SalTransform *transform, const SalGeometry *from, const SalGeometry *to, double tolerance)
{
  SalGeometry *result = sal_geometry_new(from->type);
  guint polygon = 0;
  for (guint part = 0; part < sal_geometry_get_n_parts(from); part++) {
    guint n;
    const SalPoint *from_points = sal_geometry_get_part(from, part, &n);
    add_split_part(transform, from_points, sal_geometry_get_part(to, part, &n), n, tolerance, result);
    if (polygon < from->polygon_ends->len && g_array_index(from->polygon_ends, guint, polygon) == part + 1) {
      sal_geometry_end_polygon(result);
      polygon++;
    }
  }
  return result;
}

static void
set_no_image_error(GError **error, const SalGeometry *from, const SalGeometry *to)
{
  for (guint i = 0; i < to->points->len; i++) {
    const SalPoint p = g_array_index(from->points, SalPoint, i);
    if (has_image(g_array_index(to->points, SalPoint, i)))
      continue;
    sal_error_set(error, SAL_ERROR_CRS,
                  "vertex %u: expected a position that the CRS can show, got (%.10g, %.10g)", i + 1, p.x,
                  p.y);
    return;
  }
}

SalGeometry *
sal_transform_geometry(SalTransform *transform, const SalGeometry *geometry, double tolerance, GError **error)
{
  g_autoptr(SalGeometry) moved = sal_geometry_copy(geometry);
  if (sal_transform_points(transform, (SalPoint *)(void *)moved->points->data, moved->points->len) > 0) {
    set_no_image_error(error, geometry, moved);
    return NULL;
  }
  if (transform->identity || tolerance <= 0 || geometry->type == SAL_POINTS)
    return g_steal_pointer(&moved);
  return split_geometry(transform, geometry, moved, tolerance);
}

gboolean
sal_crs_check(const char *crs, GError **error)
{
  PJ_CONTEXT *context = get_context(error);
  g_autoptr(Pj) pj = create_crs(context, crs, error);
  return pj != NULL;
}

/* A CRS without its heights, if those are a CRS of their own. */
static PJ *
get_flat(PJ_CONTEXT *context, const PJ *crs)
{
  return proj_get_type(crs) == PJ_TYPE_COMPOUND_CRS ? proj_crs_get_sub_crs(context, crs, 0)
                                                    : proj_clone(context, crs);
}

static gboolean
find_same(const char *a, const char *b)
{
  PJ_CONTEXT *context = get_context(NULL);
  g_autoptr(Pj) first = create_crs(context, a, NULL), second = create_crs(context, b, NULL);
  if (first == NULL || second == NULL)
    return FALSE;
  g_autoptr(Pj) flat_first = get_flat(context, first), flat_second = get_flat(context, second);
  return proj_is_equivalent_to_with_ctx(context, flat_first, flat_second,
                                        PJ_COMP_EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS);
}

/* The two that a thread found to be the same last, "a\nb": the files of a series say the same. */
static GPrivate last_same = G_PRIVATE_INIT(g_free);

gboolean
sal_crs_is_same(const char *a, const char *b)
{
  g_autofree char *both = g_strdup_printf("%s\n%s", a, b);
  const char *last = g_private_get(&last_same);
  if (last != NULL && strcmp(last, both) == 0)
    return TRUE;
  if (!find_same(a, b))
    return FALSE;
  g_private_replace(&last_same, g_steal_pointer(&both));
  return TRUE;
}

static gboolean
is_projected(PJ_CONTEXT *context, const PJ *crs)
{
  g_autoptr(Pj) source = proj_get_type(crs) == PJ_TYPE_BOUND_CRS ? proj_get_source_crs(context, crs) : NULL;
  return proj_get_type(source != NULL ? source : crs) == PJ_TYPE_PROJECTED_CRS;
}

gboolean
sal_crs_is_projected(const char *crs)
{
  PJ_CONTEXT *context = get_context(NULL);
  g_autoptr(Pj) pj = create_crs(context, crs, NULL);
  return pj != NULL && is_projected(context, pj);
}

/* How many times larger the CRS shows the surroundings of a point than they are on WGS 84, by central
 * differences; NaN where it shows nothing. PROJ's own factors are wrong for a CRS whose axes are northing and
 * easting. */
static double
get_areal_scale(SalTransform *transform, double lon, double lat)
{
  const double h = 1e-3; /* degrees */
  SalPoint p[4] = { { lon - h, lat }, { lon + h, lat }, { lon, lat - h }, { lon, lat + h } };
  if (sal_transform_points(transform, p, 4) > 0)
    return NAN;
  const double shown = fabs((p[1].x - p[0].x) * (p[3].y - p[2].y) - (p[1].y - p[0].y) * (p[3].x - p[2].x));
  const SalPoint scale = sal_ground_get_scale(lat);
  return shown / (scale.x * scale.y * 4 * h * h);
}

/* Over a grid of the area of use, or of the world where none is stated. */
static gboolean
keeps_areas(PJ_CONTEXT *context, const PJ *crs, SalTransform *transform)
{
  double west = -170, south = -80, east = 170, north = 80;
  proj_get_area_of_use(context, crs, &west, &south, &east, &north, NULL);
  if (west < -180 || west >= east || south >= north)
    west = -170, east = 170, south = -80, north = 80;
  guint n_tested = 0;
  for (int i = 1; i < 8; i++) {
    for (int j = 1; j < 8; j++) {
      const double scale =
          get_areal_scale(transform, west + (east - west) * i / 8, south + (north - south) * j / 8);
      n_tested += !isnan(scale);
      if (fabs(scale - 1) > 1e-6)
        return FALSE;
    }
  }
  return n_tested > 0;
}

gboolean
sal_crs_is_equal_area(const char *crs, gboolean *equal_area, GError **error)
{
  PJ_CONTEXT *context = get_context(error);
  g_autoptr(Pj) pj = create_crs(context, crs, error);
  g_autoptr(SalTransform) transform = pj != NULL ? sal_transform_new(SAL_CRS_LONLAT, crs, error) : NULL;
  if (transform == NULL)
    return FALSE;
  *equal_area = is_projected(context, pj) && keeps_areas(context, pj, transform);
  return TRUE;
}

const char *
sal_crs_get_proj_version(void)
{
  return G_STRINGIFY(PROJ_VERSION_MAJOR) "." G_STRINGIFY(PROJ_VERSION_MINOR) "." G_STRINGIFY(
      PROJ_VERSION_PATCH);
}

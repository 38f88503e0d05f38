/* Measures rings by line integrals along their edges, in closed form, and adds them up as whole numbers. */
#include "data/geometry/area.h"

#include "data/base/error.h"
#include "data/geometry/crs.h"
#include "data/geometry/proj.h"
#include "data/geometry/wgs84.h"

#include <math.h>
#include <string.h>

#define AUTHALIC_RADIUS 6371007.1809 /* m: the sphere of WGS 84's surface area; Moritz, GRS 80, scaled */
#define N_TERMS 8                    /* of the series in odd sines: the next is below 1e-19 of the first */
#define DEGREE (G_PI / 180)

typedef enum { MODEL_ELLIPSOID, MODEL_GEODESIC, MODEL_SPHERE, MODEL_PROJECTED } ModelKind;

/* Sums are exact: whole multiples of 2^-32 m2, room for 10^29 of them. */
__extension__ typedef __int128 Sum;
#define SUM_UNIT 4294967296.0

struct _SalAreaModel {
  ModelKind kind;
  char *name, *definition;
  double sines[N_TERMS];     /* q(phi) = sum of sines[k] sin((2k+1) phi), m2 per radian of longitude */
  struct geod_geodesic geod; /* MODEL_GEODESIC */
  GAsyncQueue *transforms;   /* MODEL_PROJECTED: those not in use; the first is never taken away */
  SalTransform *transform;
};

/* Area of WGS 84 between the equator and phi, per radian of longitude: b2/2 (sin phi / (1 - e2 sin2 phi) +
 * atanh(e sin phi) / e). Snyder, Map Projections: A Working Manual (1987), eq. 3-12, times a2/2. */
static double
get_zone_area(double phi)
{
  const double e2 = SAL_WGS84_E2, e = sqrt(e2), s = sin(phi);
  return SAL_WGS84_A_M * SAL_WGS84_A_M * (1 - e2) / 2 * (s / (1 - e2 * s * s) + atanh(e * s) / e);
}

/* The zone area is odd about the equator and even about the poles, hence a series of odd sines; the trapezoid
 * rule gives its coefficients to rounding because they fall by e2 each. */
static void
compute_sines(double sines[N_TERMS])
{
  const int n = 64;
  for (int k = 0; k < N_TERMS; k++) {
    sines[k] = 0;
    for (int j = 0; j < n; j++) {
      const double phi = 2 * G_PI * (j + 0.5) / n;
      sines[k] += get_zone_area(phi) * sin((2 * k + 1) * phi) * 2 / n;
    }
  }
}

/* The zone area's mean over the latitudes from phi1 to phi2, in closed form: the mean of sin(m phi) is sin(m
 * phi_mid) times sinc of m half the difference. Both factors for m = 1, 3, 5... follow from the first by
 * sin((m+2)x) = 2 cos(2x) sin(mx) - sin((m-2)x). */
static double
get_mean_zone_area(const double sines[N_TERMS], double phi1, double phi2)
{
  const double half = (phi2 - phi1) / 2;
  const double s = sin((phi1 + phi2) / 2), h = sin(half);
  const double turn_s = 2 - 4 * s * s, turn_h = 2 - 4 * h * h;
  double s_last = -s, s_m = s, h_last = -h, h_m = h, mean = 0;
  for (int k = 0; k < N_TERMS; k++) {
    const int m = 2 * k + 1;
    mean += sines[k] * s_m * (half != 0 ? h_m / (m * half) : 1);
    const double s_next = turn_s * s_m - s_last, h_next = turn_h * h_m - h_last;
    s_last = s_m, s_m = s_next, h_last = h_m, h_m = h_next;
  }
  return mean;
}

/* Along an edge that is straight in lon/lat the latitude is linear in the longitude, so the area between it
 * and the equator is its longitude difference times the mean zone area. Reversed, an edge gives exactly the
 * opposite. */
static Sum
sum_lonlat_ring(const SalAreaModel *model, const SalPoint *points, guint n)
{
  Sum sum = 0;
  for (guint i = 1; i < n; i++) {
    const SalPoint a = points[i - 1], b = points[i];
    if (a.x == b.x)
      continue;
    const double mean = get_mean_zone_area(model->sines, a.y * DEGREE, b.y * DEGREE);
    sum += (Sum)(mean * ((b.x - a.x) * DEGREE) * SUM_UNIT);
  }
  return sum;
}

static Sum
sum_geodesic_ring(const SalAreaModel *model, const SalPoint *points, guint n)
{
  struct geod_polygon polygon;
  geod_polygon_init(&polygon, 0);
  for (guint i = 0; i + 1 < n; i++)
    geod_polygon_addpoint(&model->geod, &polygon, points[i].y, points[i].x);
  double area = 0;
  geod_polygon_compute(&model->geod, &polygon, 0, 1, &area, NULL);
  return (Sum)(area * SUM_UNIT);
}

static Sum
sum_plane_ring(const SalPoint *points, guint n)
{
  Sum sum = 0;
  for (guint i = 1; i < n; i++)
    sum += (Sum)((points[i].x - points[i - 1].x) * ((points[i].y + points[i - 1].y) / 2) * SUM_UNIT);
  return sum;
}

static Sum
sum_ring(const SalAreaModel *model, const SalPoint *points, guint n)
{
  Sum sum;
  if (model->kind == MODEL_GEODESIC)
    sum = sum_geodesic_ring(model, points, n);
  else if (model->kind == MODEL_PROJECTED)
    sum = sum_plane_ring(points, n);
  else
    sum = sum_lonlat_ring(model, points, n);
  return sum < 0 ? -sum : sum;
}

static double
measure_polygons(const SalAreaModel *model, const SalGeometry *polygons)
{
  Sum sum = 0;
  for (guint polygon = 0; polygon < sal_geometry_get_n_polygons(polygons); polygon++) {
    guint n_parts, n;
    const guint first = sal_geometry_get_polygon(polygons, polygon, &n_parts);
    for (guint part = first; part < first + n_parts; part++) {
      const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
      const Sum ring = sum_ring(model, points, n);
      sum += part == first ? ring : -ring;
    }
  }
  return sum > 0 ? (double)sum / SUM_UNIT : 0;
}

static double
measure_projected(const SalAreaModel *model, const SalGeometry *polygons)
{
  g_autoptr(SalTransform) transform = g_async_queue_try_pop(model->transforms);
  if (transform == NULL)
    transform = sal_transform_copy(model->transform);
  g_autoptr(SalGeometry) projected = sal_transform_geometry(transform, polygons, 0, NULL);
  const double area = projected != NULL ? measure_polygons(model, projected) : NAN;
  g_async_queue_push(model->transforms, g_steal_pointer(&transform));
  return area;
}

double
sal_area_measure(const SalAreaModel *model, const SalGeometry *polygons)
{
  return model->kind == MODEL_PROJECTED ? measure_projected(model, polygons)
                                        : measure_polygons(model, polygons);
}

static gboolean
init_sphere(SalAreaModel *model, const char *radius_text, GError **error)
{
  double radius = AUTHALIC_RADIUS;
  if (radius_text != NULL) {
    char *end;
    const gboolean decimal = strspn(radius_text, "0123456789.eE+-") == strlen(radius_text);
    radius = g_ascii_strtod(radius_text, &end);
    if (!decimal || !g_ascii_isdigit(radius_text[0]) || *end != '\0' || !(radius >= 1 && radius <= 1e9)) {
      g_autofree char *quoted = sal_error_quote(radius_text);
      return sal_error_set(error, SAL_ERROR_USAGE,
                           "area model 'sphere': expected a radius of 1 to 1e9 metres, got '%s'", quoted);
    }
  }
  model->sines[0] = radius * radius;
  model->definition =
      g_strdup_printf("area on a sphere of radius %.15g m, edges straight in longitude and latitude", radius);
  return TRUE;
}

static gboolean
init_projected(SalAreaModel *model, const char *name, GError **error)
{
  gboolean equal_area;
  if (!sal_crs_is_equal_area(name, &equal_area, error)) {
    g_prefix_error(error, "area model: ");
    return FALSE;
  }
  if (!equal_area)
    return sal_error_set(error, SAL_ERROR_CRS, "area model: expected an equal-area projection, got '%s'",
                         name);
  model->transform = sal_transform_new(SAL_CRS_LONLAT, name, error);
  model->transforms = g_async_queue_new_full((GDestroyNotify)sal_transform_free);
  model->definition = g_strdup_printf("area in the equal-area projection %s, edges straight in it", name);
  return model->transform != NULL;
}

static gboolean
init_by_name(SalAreaModel *model, const char *name, GError **error)
{
  static const char *const names[] = { "ellipsoid", "geodesic", "sphere", NULL };
  if (strcmp(name, "ellipsoid") == 0) {
    compute_sines(model->sines);
    model->definition = g_strdup("area on the WGS 84 ellipsoid, edges straight in longitude and latitude");
    return TRUE;
  }
  if (strcmp(name, "geodesic") == 0) {
    if (!sal_proj_load(error))
      return FALSE;
    model->kind = MODEL_GEODESIC;
    geod_init(&model->geod, SAL_WGS84_A_M, SAL_WGS84_F);
    model->definition = g_strdup("area on the WGS 84 ellipsoid, edges are geodesics");
    return TRUE;
  }
  if (strcmp(name, "sphere") == 0 || g_str_has_prefix(name, "sphere:")) {
    model->kind = MODEL_SPHERE;
    return init_sphere(model, name[6] == ':' ? name + 7 : NULL, error);
  }
  if (strpbrk(name, ":+[") != NULL) {
    model->kind = MODEL_PROJECTED;
    return init_projected(model, name, error);
  }
  g_autofree char *quoted = sal_error_quote(name);
  g_autofree char *suggestion = sal_error_suggest(name, names);
  return sal_error_set(
      error, SAL_ERROR_USAGE,
      "area model: expected ellipsoid, geodesic, sphere[:R] or an equal-area EPSG:N, got '%s'%s", quoted,
      suggestion);
}

SalAreaModel *
sal_area_model_new(const char *name, GError **error)
{
  g_autoptr(SalAreaModel) model = g_new0(SalAreaModel, 1);
  model->name = g_strdup(name);
  return init_by_name(model, name, error) ? g_steal_pointer(&model) : NULL;
}

void
sal_area_model_free(SalAreaModel *model)
{
  if (model == NULL)
    return;
  g_free(model->name);
  g_free(model->definition);
  g_clear_pointer(&model->transforms, g_async_queue_unref);
  sal_transform_free(model->transform);
  g_free(model);
}

const char *
sal_area_model_get_name(const SalAreaModel *model)
{
  return model->name;
}

const char *
sal_area_model_get_definition(const SalAreaModel *model)
{
  return model->definition;
}

gboolean
sal_area_model_is_additive(const SalAreaModel *model)
{
  return model->kind != MODEL_GEODESIC;
}

gboolean
sal_area_model_is_exact(const SalAreaModel *model)
{
  return model->kind == MODEL_ELLIPSOID || model->kind == MODEL_SPHERE;
}

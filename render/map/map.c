#include "render/map/map.h"

#include "data/base/error.h"
#include "data/geometry/geometry-pack.h"
#include "data/geometry/wrap.h"
#include "render/map/distortion.h"
#include "render/map/projections.h"
#include "render/map/thin.h"

#include <math.h>

#define THIN_MM 0.02 /* a line may be moved by so much, half a pixel at 600 dpi; on small maps twice that */
#define SMALL_FRAME_MM 60
#define BLEED_MM 2.0 /* how far beyond the frame geometry is kept, so that no outline runs along its edge */
#define CURVE_TOLERANCE_MM 0.03 /* how far a straight lon/lat edge may stray from its image */
#define POLAR_DEG 45.0          /* unless they lie this near to a pole all over */
#define SEAM_DEG 1e-6           /* how near to the meridian where a world map is cut open geometry is kept */
#define KEPT_POINTS 500         /* fewer are projected as fast as they are found */
#define GRID 33                 /* points along each side when the image of a box is sampled */

struct _SalMap {
  SalRect frame;
  char *crs;
  SalBox lonlat_box;
  double left, top; /* of the frame, in units of the CRS */
  double units_per_mm;
  SalProjections *projections;
  gboolean is_plain; /* its CRS is the map's own choice, which is a formula without grids */
  SalCache *cache;   /* lent; NULL: none */
};

static gboolean
has_image(SalPoint point)
{
  return isfinite(point.x) && isfinite(point.y);
}

static double
normalise_lon(double lon)
{
  return lon - 360 * floor((lon + 180) / 360);
}

static SalPoint
to_page(const SalMap *map, SalPoint point)
{
  return (SalPoint){ map->frame.x + (point.x - map->left) / map->units_per_mm,
                     map->frame.y + (map->top - point.y) / map->units_per_mm };
}

static SalPoint
from_page(const SalMap *map, double x_mm, double y_mm)
{
  return (SalPoint){ map->left + (x_mm - map->frame.x) * map->units_per_mm,
                     map->top - (y_mm - map->frame.y) * map->units_per_mm };
}

/* Equal-area, and round what is shown; for half the earth and more, all of it at once; round a pole, with the
 * pole in the middle. */
static char *
default_crs(SalBox box)
{
  const gboolean is_polar = box.ymin >= POLAR_DEG || box.ymax <= -POLAR_DEG;
  const gboolean is_wide = box.xmax - box.xmin > SAL_WORLD_DEG, is_high = box.ymax - box.ymin > SAL_WORLD_DEG;
  const double lat_0 = !is_wide || !is_polar ? (box.ymin + box.ymax) / 2 : box.ymin > 0 ? 90 : -90;
  char lat[G_ASCII_DTOSTR_BUF_SIZE], lon[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd(lat, sizeof lat, "%.3f", lat_0);
  g_ascii_formatd(lon, sizeof lon, "%.3f", normalise_lon((box.xmin + box.xmax) / 2));
  if ((is_wide && !is_polar) || is_high) {
    g_ascii_formatd(lon, sizeof lon, "%.9g", normalise_lon((box.xmin + box.xmax) / 2));
    return g_strdup_printf("+proj=eqearth +lon_0=%s +datum=WGS84 +units=m +no_defs +type=crs", lon);
  }
  return g_strdup_printf("+proj=laea +lat_0=%s +lon_0=%s +datum=WGS84 +units=m +no_defs +type=crs", lat, lon);
}

/* A grid of points over a box. */
static GArray *
sample_box(SalBox box)
{
  GArray *points = g_array_sized_new(FALSE, FALSE, sizeof(SalPoint), GRID * GRID);
  for (int i = 0; i < GRID; i++) {
    for (int j = 0; j < GRID; j++) {
      SalPoint point = { box.xmin + (box.xmax - box.xmin) * j / (GRID - 1),
                         box.ymin + (box.ymax - box.ymin) * i / (GRID - 1) };
      g_array_append_val(points, point);
    }
  }
  return points;
}

static gboolean
fail_without_image(const char *crs, SalPoint lonlat, GError **error)
{
  g_autofree char *quoted = sal_error_quote(crs);
  return sal_error_set(
      error, SAL_ERROR_CRS,
      "map CRS '%s': expected a projection that shows the whole extent, got no image for %.3f,%.3f", quoted,
      lonlat.x, lonlat.y);
}

/* Whether a projected point leads back to where it came from: some projections give numbers far from where
 * they hold. */
static gboolean
is_round_trip(SalProjection *projection, SalPoint lonlat, SalPoint image)
{
  sal_transform_points(projection->inverse, &image, 1);
  if (!has_image(image))
    return FALSE;
  const double turn = fabs(lonlat.y) > 89.9 ? 0 : sal_wrap_towards(image.x, lonlat.x) - lonlat.x;
  return fabs(turn) < 0.01 && fabs(image.y - lonlat.y) < 0.01;
}

/* The images of points in the CRS, each of which must lead back to where it came from. */
static gboolean
project_all(SalProjection *projection, const GArray *lonlat, const char *crs, SalBox *bounds, GError **error)
{
  g_autoptr(GArray) images = g_array_copy((GArray *)lonlat);
  sal_transform_points(projection->forward, (SalPoint *)(void *)images->data, images->len);
  SalBox box = sal_box_empty();
  for (guint i = 0; i < images->len; i++) {
    const SalPoint from = g_array_index(lonlat, SalPoint, i), image = g_array_index(images, SalPoint, i);
    if (!has_image(image) || !is_round_trip(projection, from, image))
      return fail_without_image(crs, from, error);
    box = sal_box_add_point(box, image.x, image.y);
  }
  *bounds = box;
  return TRUE;
}

/* The image of a lon/lat box in the CRS. */
static gboolean
project_extent(const SalMap *map, SalBox lonlat_box, SalBox *bounds, GError **error)
{
  const double spare = MAX(0, lonlat_box.xmax - lonlat_box.xmin - (360 - 2 * SEAM_DEG)) / 2;
  lonlat_box.xmin += spare, lonlat_box.xmax -= spare;
  g_autoptr(GArray) lonlat = sample_box(lonlat_box);
  SalProjection *projection = sal_projections_take(map->projections);
  const gboolean has_images = project_all(projection, lonlat, map->crs, bounds, error);
  sal_projections_give_back(map->projections, projection);
  return has_images;
}

static gboolean
check_distortion(const SalMap *map, SalBox lonlat_box, GError **error)
{
  SalProjection *projection = sal_projections_take(map->projections);
  const gboolean is_good = sal_distortion_check(projection->forward, lonlat_box, map->crs, error);
  sal_projections_give_back(map->projections, projection);
  return is_good;
}

static void
fit_frame(SalMap *map, SalBox bounds)
{
  const SalRect frame = map->frame;
  const double width = bounds.xmax - bounds.xmin, height = bounds.ymax - bounds.ymin;
  map->units_per_mm = MAX(MAX(width / frame.width, height / frame.height), 1e-6);
  map->left = (bounds.xmin + bounds.xmax) / 2 - frame.width / 2 * map->units_per_mm;
  map->top = (bounds.ymin + bounds.ymax) / 2 + frame.height / 2 * map->units_per_mm;
}

/* If a pole is in sight, so are all longitudes. */
static SalBox
include_poles(const SalMap *map, SalBox box, double centre_lon)
{
  for (int sign = -1; sign <= 1; sign += 2) {
    double x, y;
    if (!sal_map_project_point(map, centre_lon, 90.0 * sign, &x, &y))
      continue;
    box = sal_box_add_point(box, centre_lon - 180, 90.0 * sign);
    box = sal_box_add_point(box, centre_lon + 180, 90.0 * sign);
  }
  return box;
}

/* The middle of all longitudes: half a turn from the meridian where the projection cuts the earth open, which
 * is the one through the origin of its coordinates. */
static double
find_central_lon(const SalMap *map, double otherwise)
{
  SalPoint origin = { 0, 0 };
  SalProjection *projection = sal_projections_take(map->projections);
  sal_transform_points(projection->inverse, &origin, 1);
  sal_projections_give_back(map->projections, projection);
  return has_image(origin) ? sal_wrap_towards(origin.x, otherwise) : otherwise;
}

/* Takes in all longitudes but the cut itself, whose points would fall on either side. */
static void
include_all_lons(const SalMap *map, SalBox *box, double centre_lon)
{
  const double central = find_central_lon(map, centre_lon);
  box->xmin = central - 180 + SEAM_DEG;
  box->xmax = central + 180 - SEAM_DEG;
}

/* The lon/lat box of everything in the frame, its bleed and a little more. */
static SalBox
find_lonlat_box(const SalMap *map, SalBox asked)
{
  const SalRect frame = map->frame;
  const double bleed = 2 * BLEED_MM, centre_lon = (asked.xmin + asked.xmax) / 2;
  g_autoptr(GArray) page = sample_box((SalBox){
      frame.x - bleed, frame.y - bleed, frame.x + frame.width + bleed, frame.y + frame.height + bleed });
  SalBox box = asked;
  for (guint i = 0; i < page->len; i++) {
    const SalPoint point = g_array_index(page, SalPoint, i);
    double lon, lat;
    if (sal_map_unproject_point(map, point.x, point.y, &lon, &lat))
      box = sal_box_add_point(box, sal_wrap_towards(lon, centre_lon), lat);
  }
  box = include_poles(map, box, centre_lon);
  if (box.xmax - box.xmin > 350)
    include_all_lons(map, &box, centre_lon);
  box.ymin = MAX(box.ymin, -90);
  box.ymax = MIN(box.ymax, 90);
  const double shift = normalise_lon(box.xmin) - box.xmin;
  box.xmin += shift, box.xmax += shift;
  return box;
}

static gboolean
check_sizes(SalBox box, SalRect frame, GError **error)
{
  if (!isfinite(box.xmin + box.xmax + box.ymin + box.ymax) || !(box.xmin < box.xmax && box.ymin < box.ymax) ||
      box.xmax - box.xmin > 360 || box.ymin < -90 || box.ymax > 90)
    return sal_error_set(error, SAL_ERROR_RENDER,
                         "extent: expected xmin,ymin,xmax,ymax in degrees, got %g,%g,%g,%g", box.xmin,
                         box.ymin, box.xmax, box.ymax);
  if (!(frame.width > 0 && frame.height > 0))
    return sal_error_set(error, SAL_ERROR_RENDER, "map frame: expected a rectangle, got %g x %g mm",
                         frame.width, frame.height);
  return TRUE;
}

SalMap *
sal_map_new(SalBox lonlat_box, const char *crs, SalRect frame, GError **error)
{
  if (!check_sizes(lonlat_box, frame, error))
    return NULL;
  g_autoptr(SalMap) map = g_new0(SalMap, 1);
  map->frame = frame;
  map->crs = crs != NULL ? g_strdup(crs) : default_crs(lonlat_box);
  map->is_plain = crs == NULL;
  map->projections = sal_projections_new(map->crs, error);
  SalBox bounds = sal_box_empty();
  if (map->projections != NULL && map->is_plain)
    sal_projections_remember(map->projections);
  if (map->projections == NULL || !project_extent(map, lonlat_box, &bounds, error) ||
      (crs != NULL && !check_distortion(map, lonlat_box, error)))
    return NULL;
  fit_frame(map, bounds);
  map->lonlat_box = find_lonlat_box(map, lonlat_box);
  return g_steal_pointer(&map);
}

void
sal_map_free(SalMap *map)
{
  if (map == NULL)
    return;
  g_clear_pointer(&map->projections, sal_projections_free);
  g_free(map->crs);
  g_free(map);
}

SalRect
sal_map_get_frame(const SalMap *map)
{
  return map->frame;
}

const char *
sal_map_get_crs(const SalMap *map)
{
  return map->crs;
}

SalBox
sal_map_get_lonlat_box(const SalMap *map)
{
  return map->lonlat_box;
}

double
sal_map_get_m_per_mm(const SalMap *map, double x_mm, double y_mm)
{
  SalPoint a, b;
  if (!sal_map_unproject_point(map, x_mm - 0.5, y_mm, &a.x, &a.y) ||
      !sal_map_unproject_point(map, x_mm + 0.5, y_mm, &b.x, &b.y))
    return map->units_per_mm;
  return sal_distortion_measure_m(a, b);
}

gboolean
sal_map_project_point(const SalMap *map, double lon, double lat, double *x_mm, double *y_mm)
{
  SalPoint point = { lon, lat };
  SalProjection *projection = sal_projections_take(map->projections);
  sal_transform_points(projection->forward, &point, 1);
  sal_projections_give_back(map->projections, projection);
  if (!has_image(point))
    return FALSE;
  const SalPoint page = to_page(map, point);
  const double x = page.x - map->frame.x, y = page.y - map->frame.y;
  if (x < 0 || y < 0 || x > map->frame.width || y > map->frame.height)
    return FALSE;
  *x_mm = page.x;
  *y_mm = page.y;
  return TRUE;
}

gboolean
sal_map_unproject_point(const SalMap *map, double x_mm, double y_mm, double *lon, double *lat)
{
  SalPoint point = from_page(map, x_mm, y_mm);
  SalProjection *projection = sal_projections_take(map->projections);
  sal_transform_points(projection->inverse, &point, 1);
  sal_projections_give_back(map->projections, projection);
  if (!has_image(point))
    return FALSE;
  *lon = point.x;
  *lat = point.y;
  return TRUE;
}

SalBox
sal_map_project_box(const SalMap *map, SalBox lonlat)
{
  SalPoint points[9];
  for (int i = 0; i < 9; i++)
    points[i] = (SalPoint){ lonlat.xmin + (lonlat.xmax - lonlat.xmin) * (i % 3) / 2,
                            lonlat.ymin + (lonlat.ymax - lonlat.ymin) * (i / 3) / 2 };
  SalProjection *projection = sal_projections_take(map->projections);
  sal_transform_points(projection->forward, points, G_N_ELEMENTS(points));
  sal_projections_give_back(map->projections, projection);
  SalBox box = sal_box_empty();
  for (guint i = 0; i < G_N_ELEMENTS(points); i++) {
    const SalPoint page = to_page(map, points[i]);
    if (has_image(points[i]))
      box = sal_box_add_point(box, page.x, page.y);
  }
  return box;
}

/* Changes a point of a geometry. */
typedef SalPoint (*PointFunc)(const SalMap *map, SalPoint point, double argument);

static SalPoint
shift_lon(const SalMap *map, SalPoint point, double degrees)
{
  return (SalPoint){ point.x + degrees, point.y };
}

static SalPoint
place_on_page(const SalMap *map, SalPoint point, double unused)
{
  return to_page(map, point);
}

static void
map_points(const SalMap *map, SalGeometry *geometry, PointFunc function, double argument)
{
  for (guint i = 0; i < geometry->points->len; i++) {
    SalPoint *point = &g_array_index(geometry->points, SalPoint, i);
    *point = function(map, *point, argument);
  }
}

/* The images of those parts that have one. */
static SalGeometry *
transform_whole_parts(SalProjection *projection, const SalGeometry *lonlat)
{
  SalGeometry *images = sal_geometry_new(lonlat->type);
  for (guint part = 0; part < sal_geometry_get_n_parts(lonlat); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(lonlat, part, &n);
    g_autofree SalPoint *copy = g_memdup2(points, n * sizeof *points);
    if (sal_transform_points(projection->forward, copy, n) > 0)
      continue;
    for (guint i = 0; i < n; i++)
      sal_geometry_add_point(images, copy[i].x, copy[i].y);
    sal_geometry_end_part(images);
    if (lonlat->type == SAL_POLYGONS)
      sal_geometry_end_polygon(images);
  }
  return images;
}

static SalGeometry *
transform_to_units(const SalMap *map, const SalGeometry *lonlat)
{
  SalProjection *projection = sal_projections_take(map->projections);
  SalGeometry *image =
      sal_transform_geometry(projection->forward, lonlat, CURVE_TOLERANCE_MM * map->units_per_mm, NULL);
  if (image == NULL)
    image = transform_whole_parts(projection, lonlat);
  sal_projections_give_back(map->projections, projection);
  return image;
}

/* The image of what lies in the map's lon/lat box after a turn of shift degrees. */
static SalGeometry *
project_turn(const SalMap *map, const SalGeometry *lonlat, double shift)
{
  const SalRect frame = map->frame;
  SalBox box = map->lonlat_box;
  box.xmin -= shift, box.xmax -= shift;
  g_autoptr(SalGeometry) near = sal_geometry_clip(lonlat, box);
  if (shift != 0)
    map_points(map, near, shift_lon, shift);
  g_autoptr(SalGeometry) image = transform_to_units(map, near);
  map_points(map, image, place_on_page, 0);
  g_autoptr(SalGeometry) clipped = sal_geometry_clip(image, (SalBox){ frame.x - BLEED_MM, frame.y - BLEED_MM,
                                                                      frame.x + frame.width + BLEED_MM,
                                                                      frame.y + frame.height + BLEED_MM });
  return sal_geometry_thin(clipped, frame.width < SMALL_FRAME_MM ? 2 * THIN_MM : THIN_MM);
}

SalGeometry *
sal_map_project(const SalMap *map, const SalGeometry *lonlat)
{
  SalGeometry *projected = sal_geometry_new(lonlat->type);
  const SalBox box = sal_geometry_get_box(lonlat);
  for (int turn = -1; turn <= 1; turn++) {
    SalBox wanted = map->lonlat_box;
    wanted.xmin -= 360 * turn, wanted.xmax -= 360 * turn;
    if (sal_box_is_empty(box) || !sal_box_intersects(box, wanted))
      continue;
    g_autoptr(SalGeometry) part = project_turn(map, lonlat, 360.0 * turn);
    sal_geometry_append(projected, part);
  }
  return projected;
}

void
sal_map_set_cache(SalMap *map, SalCache *cache)
{
  map->cache = cache;
}

/* Of all that the image of a geometry follows from. Owned by the caller. */
static GByteArray *
make_key(const SalMap *map, const SalGeometry *lonlat)
{
  GByteArray *key = g_byte_array_sized_new(512 + lonlat->points->len * (guint)sizeof(SalPoint));
  sal_pack_text(key, "projected");
  sal_pack_text(key, sal_geometry_get_geos_version());
  sal_pack_text(key, sal_crs_get_proj_version());
  sal_pack_text(key, map->crs);
  sal_pack_items(key, &map->frame, 1, sizeof map->frame);
  sal_pack_items(key, &map->lonlat_box, 1, sizeof map->lonlat_box);
  sal_pack_real(key, map->left);
  sal_pack_real(key, map->top);
  sal_pack_real(key, map->units_per_mm);
  sal_geometry_pack(lonlat, key);
  return key;
}

/* What an earlier run kept, owned by the caller; NULL: nothing. */
static SalGeometry *
find_kept(const SalMap *map, const GByteArray *key, SalGeometryType type)
{
  g_autoptr(GBytes) bytes = sal_cache_find(map->cache, key);
  if (bytes == NULL)
    return NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data(bytes, &size);
  SalUnpack unpack = { data, data + size, FALSE };
  g_autoptr(SalGeometry) found = sal_geometry_unpack(&unpack, type);
  return sal_unpack_is_done(&unpack) ? g_steal_pointer(&found) : NULL;
}

SalGeometry *
sal_map_project_kept(const SalMap *map, const SalGeometry *lonlat)
{
  if (map->cache == NULL || !map->is_plain || lonlat->points->len < KEPT_POINTS)
    return sal_map_project(map, lonlat);
  g_autoptr(GByteArray) key = make_key(map, lonlat), bytes = g_byte_array_new();
  SalGeometry *projected = find_kept(map, key, lonlat->type);
  if (projected != NULL)
    return projected;
  projected = sal_map_project(map, lonlat);
  sal_geometry_pack(projected, bytes);
  sal_cache_keep(map->cache, key, bytes);
  return projected;
}

/* Whether a point of the page shows a place of the earth: beyond its outline some projections give places
 * that they show elsewhere. */
static gboolean
is_on_earth(const SalMap *map, SalPoint page)
{
  SalPoint lonlat;
  if (!sal_map_unproject_point(map, page.x, page.y, &lonlat.x, &lonlat.y))
    return FALSE;
  SalProjection *projection = sal_projections_take(map->projections);
  sal_transform_points(projection->forward, &lonlat, 1);
  sal_projections_give_back(map->projections, projection);
  const SalPoint back = to_page(map, lonlat);
  return has_image(lonlat) && hypot(back.x - page.x, back.y - page.y) < 0.1;
}

SalGeometry *
sal_map_find_earth(const SalMap *map)
{
  const SalRect frame = map->frame;
  const SalBox box = map->lonlat_box;
  g_autoptr(GArray) points =
      sample_box((SalBox){ frame.x, frame.y, frame.x + frame.width, frame.y + frame.height });
  guint n_on_earth = 0;
  while (n_on_earth < points->len && is_on_earth(map, g_array_index(points, SalPoint, n_on_earth)))
    n_on_earth++;
  if (n_on_earth == points->len)
    return NULL;
  g_autoptr(SalGeometry) earth = sal_geometry_new(SAL_POLYGONS);
  sal_geometry_add_point(earth, box.xmin, box.ymin);
  sal_geometry_add_point(earth, box.xmax, box.ymin);
  sal_geometry_add_point(earth, box.xmax, box.ymax);
  sal_geometry_add_point(earth, box.xmin, box.ymax);
  sal_geometry_end_part(earth);
  sal_geometry_end_polygon(earth);
  return sal_map_project(map, earth);
}

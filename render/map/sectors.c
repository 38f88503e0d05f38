#include "render/map/sectors.h"

#include "data/geometry/parts.h"

#include <math.h>

#define LEAST_ZOOM 2.5
#define MOST_ZOOM 12.0   /* tighter shows nothing but the tracing of the source */
#define LEAST_SHARE 0.04 /* of the change, for one more sector */
#define INNER_SHARE 0.97 /* of a sector's change that stays in sight when it is tightened */
#define MARGIN 1.2       /* a tightened window against what it shows */
#define GAP_MM 1.0       /* between sectors on the main map */
#define CELL_MM 0.5
#define MOST_CELLS 800
#define SAMPLES 24 /* at most, along the longer side of a part */

/* A spot of change on the main map's page. */
typedef struct {
  double x, y, km2;
} Spot;

static void
add_spot(GArray *spots, const SalMap *map, double lon, double lat, double km2)
{
  Spot spot = { .km2 = km2 };
  if (sal_map_project_point(map, lon, lat, &spot.x, &spot.y))
    g_array_append_val(spots, spot);
}

/* Cuts a polygon into spots that share its area: samples inside, spread so closely as the page wants. */
static void
add_polygon(GArray *spots, const SalMap *map, const SalGeometry *polygons, const SalPart *part)
{
  g_autoptr(SalGeometry) polygon = sal_geometry_extract_polygon(polygons, part->polygon);
  const SalBox page = sal_map_project_box(map, part->box);
  const double size = sal_box_is_empty(page) ? 0 : MAX(page.xmax - page.xmin, page.ymax - page.ymin);
  const guint n = (guint)CLAMP(ceil(size / CELL_MM), 1, SAMPLES);
  g_autoptr(GArray) inside = g_array_new(FALSE, FALSE, sizeof(SalPoint));
  for (guint i = 0; n > 1 && i < n * n; i++) {
    const SalPoint point = { part->box.xmin + (part->box.xmax - part->box.xmin) * (i % n + 0.5) / n,
                             part->box.ymin + (part->box.ymax - part->box.ymin) * (i / n + 0.5) / n };
    if (sal_geometry_contains(polygon, point.x, point.y))
      g_array_append_val(inside, point);
  }
  if (inside->len == 0) {
    guint n_points;
    const SalPoint *points = sal_geometry_get_part(polygon, 0, &n_points);
    for (guint i = 0; i + 1 < n_points; i++)
      add_spot(spots, map, points[i].x, points[i].y, part->area / (n_points - 1));
  }
  for (guint i = 0; i < inside->len; i++) {
    const SalPoint *point = &g_array_index(inside, SalPoint, i);
    add_spot(spots, map, point->x, point->y, part->area / inside->len);
  }
}

static void
add_polygons(GArray *spots, const SalMap *map, const SalGeometry *polygons)
{
  g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(SalPart));
  sal_parts_add(parts, polygons);
  for (guint i = 0; i < parts->len; i++)
    add_polygon(spots, map, polygons, &g_array_index(parts, SalPart, i));
}

/* Windows of one size are tried at every cell; the table sums what lies left of and above each cell. */
typedef struct {
  SalRect frame;
  double cell_mm;
  guint n_columns, n_rows;
  double *table;
} Density;

static void
density_free(Density *density)
{
  g_free(density->table);
  g_free(density);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Density, density_free)

static Density *
density_new(SalRect frame, const GArray *spots)
{
  Density *density = g_new0(Density, 1);
  density->frame = frame;
  density->cell_mm = MAX(CELL_MM, MAX(frame.width, frame.height) / MOST_CELLS);
  density->n_columns = (guint)ceil(frame.width / density->cell_mm) + 1;
  density->n_rows = (guint)ceil(frame.height / density->cell_mm) + 1;
  const gsize stride = density->n_columns + 1;
  density->table = g_new0(double, stride *(density->n_rows + 1));
  for (guint i = 0; i < spots->len; i++) {
    const Spot *spot = &g_array_index(spots, Spot, i);
    const gsize column = (gsize)((spot->x - frame.x) / density->cell_mm);
    const gsize row = (gsize)((spot->y - frame.y) / density->cell_mm);
    density->table[(MIN(row, density->n_rows - 1) + 1) * stride + MIN(column, density->n_columns - 1) + 1] +=
        spot->km2;
  }
  for (gsize row = 1; row <= density->n_rows; row++)
    for (gsize column = 1; column <= density->n_columns; column++) {
      const gsize slot = row * stride + column;
      density->table[slot] +=
          density->table[slot - 1] + density->table[slot - stride] - density->table[slot - stride - 1];
    }
  return density;
}

static double
get_density(const Density *density, gsize column, gsize row, gsize n_columns, gsize n_rows)
{
  const gsize stride = density->n_columns + 1;
  const gsize x1 = MIN(column + n_columns, density->n_columns), y1 = MIN(row + n_rows, density->n_rows);
  const double *table = density->table;
  return table[y1 * stride + x1] - table[row * stride + x1] - table[y1 * stride + column] +
         table[row * stride + column];
}

static gboolean
overlaps(SalRect a, SalRect b)
{
  return a.x + a.width + GAP_MM > b.x && b.x + b.width + GAP_MM > a.x && a.y + a.height + GAP_MM > b.y &&
         b.y + b.height + GAP_MM > a.y;
}

static gboolean
overlaps_any(SalRect rect, const GArray *sectors)
{
  for (guint i = 0; i < sectors->len; i++)
    if (overlaps(rect, g_array_index(sectors, SalSector, i).rect))
      return TRUE;
  return FALSE;
}

/* The window with most change that overlaps no sector; FALSE if there is no such place. */
static gboolean
find_window(const Density *density, const GArray *sectors, double width, double height, SalRect *best)
{
  const SalRect frame = density->frame;
  const gsize n_columns = (gsize)MAX(1, floor(width / density->cell_mm));
  const gsize n_rows = (gsize)MAX(1, floor(height / density->cell_mm));
  double most = 0;
  for (gsize row = 0; row + n_rows <= density->n_rows; row++)
    for (gsize column = 0; column + n_columns <= density->n_columns; column++) {
      const double sum = get_density(density, column, row, n_columns, n_rows);
      if (sum <= most * (1 + 1e-9))
        continue;
      SalRect rect = { frame.x + (double)column * density->cell_mm, frame.y + (double)row * density->cell_mm,
                       width, height };
      rect.x = MAX(frame.x, MIN(rect.x, frame.x + frame.width - width));
      rect.y = MAX(frame.y, MIN(rect.y, frame.y + frame.height - height));
      if (!overlaps_any(rect, sectors))
        most = sum, *best = rect;
    }
  return most > 0;
}

static gboolean
has_spot(SalRect rect, const Spot *spot)
{
  return spot->x >= rect.x && spot->x <= rect.x + rect.width && spot->y >= rect.y &&
         spot->y <= rect.y + rect.height;
}

static double
sum_spots(const GArray *spots, SalRect rect)
{
  double sum = 0;
  for (guint i = 0; i < spots->len; i++)
    sum += has_spot(rect, &g_array_index(spots, Spot, i)) ? g_array_index(spots, Spot, i).km2 : 0;
  return sum;
}

typedef struct {
  double at, km2;
} Weight;

static int
compare_weights(gconstpointer a, gconstpointer b)
{
  const Weight *x = a, *y = b;
  return x->at != y->at ? (x->at > y->at ? 1 : -1) : (x->km2 > y->km2) - (x->km2 < y->km2);
}

/* The stretch along one axis that holds nearly all change inside the window, with equal tails cut. */
static void
find_stretch(const GArray *spots, SalRect window, gboolean along_x, double *from, double *to)
{
  g_autoptr(GArray) weights = g_array_new(FALSE, FALSE, sizeof(Weight));
  double total = 0, sum = 0;
  for (guint i = 0; i < spots->len; i++) {
    const Spot *spot = &g_array_index(spots, Spot, i);
    if (!has_spot(window, spot))
      continue;
    const Weight weight = { along_x ? spot->x : spot->y, spot->km2 };
    g_array_append_val(weights, weight);
    total += weight.km2;
  }
  g_array_sort(weights, compare_weights);
  const double tail = total * (1 - INNER_SHARE) / 2;
  gboolean has_from = FALSE;
  for (guint i = 0; i < weights->len; i++) {
    const Weight *weight = &g_array_index(weights, Weight, i);
    const double before = sum;
    sum += weight->km2;
    if (!has_from && sum > tail)
      *from = weight->at, has_from = TRUE;
    if (before <= total - tail)
      *to = weight->at;
  }
}

static SalRect
move_inside(SalRect rect, SalRect outer)
{
  rect.x = CLAMP(rect.x, outer.x, outer.x + outer.width - rect.width);
  rect.y = CLAMP(rect.y, outer.y, outer.y + outer.height - rect.height);
  return rect;
}

/* Shrinks a window around what changed in it, with a margin, and puts that in the middle, as far as frame and
 * the other sectors allow. */
static SalRect
tighten(const GArray *spots, SalRect window, double least_width, SalRect frame, const GArray *sectors)
{
  double left = window.x, right = left + window.width, top = window.y, bottom = top + window.height;
  find_stretch(spots, window, TRUE, &left, &right);
  find_stretch(spots, window, FALSE, &top, &bottom);
  const double aspect = window.width / window.height;
  const double wanted = MARGIN * MAX(right - left, (bottom - top) * aspect);
  const double width = CLAMP(wanted, MIN(least_width, window.width), window.width), height = width / aspect;
  const double x = (left + right - width) / 2, y = (top + bottom - height) / 2;
  const SalRect rect = { x, y, width, height }, middle = move_inside(rect, frame);
  return overlaps_any(middle, sectors) ? move_inside(rect, window) : middle;
}

static double
near_turn(double lon, double middle)
{
  return lon - 360 * round((lon - middle) / 360);
}

/* The lon/lat box that a window shows along its two middle lines, made smaller until all of its image fits.
 * FALSE if the window does not show the earth. */
static gboolean
find_box(const SalMap *map, SalRect rect, SalBox *box)
{
  const double x = rect.x + rect.width / 2, y = rect.y + rect.height / 2;
  double lon, lat, west, east, south, north, unused;
  if (!sal_map_unproject_point(map, x, y, &lon, &lat) ||
      !sal_map_unproject_point(map, rect.x, y, &west, &unused) ||
      !sal_map_unproject_point(map, rect.x + rect.width, y, &east, &unused) ||
      !sal_map_unproject_point(map, x, rect.y, &unused, &north) ||
      !sal_map_unproject_point(map, x, rect.y + rect.height, &unused, &south))
    return FALSE;
  double half_lon = fabs(near_turn(east, lon) - near_turn(west, lon)) / 2, half_lat = fabs(north - south) / 2;
  for (int i = 0; i < 8; i++) {
    *box = (SalBox){ lon - half_lon, MAX(-90, lat - half_lat), lon + half_lon, MIN(90, lat + half_lat) };
    const SalBox page = sal_map_project_box(map, *box);
    const double over_x = MAX(x - page.xmin, page.xmax - x) / (rect.width / 2);
    const double over_y = MAX(y - page.ymin, page.ymax - y) / (rect.height / 2);
    if (sal_box_is_empty(page) || (over_x <= 1 + 1e-6 && over_y <= 1 + 1e-6))
      break;
    half_lon /= MAX(1, over_x) * (1 + 1e-6);
    half_lat /= MAX(1, over_y) * (1 + 1e-6);
  }
  const double turn = 360 * floor((box->xmin + 180) / 360);
  box->xmin -= turn, box->xmax -= turn;
  return half_lon > 0 && half_lat > 0;
}

GArray *
sal_sectors_find(const GPtrArray *changes, const SalSectorOptions *options)
{
  GArray *sectors = g_array_new(FALSE, FALSE, sizeof(SalSector));
  const SalRect frame = sal_map_get_frame(options->map);
  g_autoptr(GArray) spots = g_array_new(FALSE, FALSE, sizeof(Spot));
  for (guint i = 0; i < changes->len; i++) {
    const SalChange *change = g_ptr_array_index(changes, i);
    add_polygons(spots, options->map, change->gained);
    add_polygons(spots, options->map, change->lost);
  }
  const double total = sum_spots(spots, frame);
  const double zoom = options->least_zoom > 0 ? options->least_zoom : LEAST_ZOOM;
  const double width = options->inset_width_mm / zoom, height = options->inset_height_mm / zoom;
  if (!(total > 0) || width > frame.width || height > frame.height)
    return sectors;
  g_autoptr(Density) density = density_new(frame, spots);
  while (sectors->len < options->n) {
    SalRect window = frame;
    if (!find_window(density, sectors, width, height, &window))
      break;
    SalSector sector = { .rect = tighten(spots, window, options->inset_width_mm / MAX(MOST_ZOOM, zoom), frame,
                                         sectors) };
    sector.km2 = sum_spots(spots, sector.rect);
    sector.share = sector.km2 / total;
    if (sector.share < LEAST_SHARE || !find_box(options->map, sector.rect, &sector.box))
      break;
    g_array_append_val(sectors, sector);
  }
  return sectors;
}

#define LOCATOR_SMALL_DEG                                                                                    \
  4.0 /* a frame up to so high sees six times its size, one of three times that half */
#define LOCATOR_MOST 6.0
#define LOCATOR_LEAST 3.0
#define LOCATOR_HIGHEST_DEG 40.0
#define LOCATOR_WIDEST_DEG 60.0

SalBox
sal_locator_find_box(SalBox frame_box)
{
  const double width = frame_box.xmax - frame_box.xmin, height = frame_box.ymax - frame_box.ymin;
  if (sal_box_is_empty(frame_box) || height > LOCATOR_HIGHEST_DEG || width > LOCATOR_WIDEST_DEG)
    return sal_box_empty();
  const double lat = (frame_box.ymin + frame_box.ymax) / 2, lon = (frame_box.xmin + frame_box.xmax) / 2;
  const double size = MAX(height, width * cos(lat * G_PI / 180));
  const double times = CLAMP(LOCATOR_MOST * LOCATOR_SMALL_DEG / MAX(size, 1e-9), LOCATOR_LEAST, LOCATOR_MOST);
  const double half_lon = MIN(180, times * width) / 2, half_lat = MIN(120, times * height) / 2;
  SalBox box = { lon - half_lon, MAX(-90, lat - half_lat), lon + half_lon, MIN(90, lat + half_lat) };
  const double turn = 360 * floor((box.xmin + 180) / 360);
  box.xmin -= turn, box.xmax -= turn;
  return box;
}

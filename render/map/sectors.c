#include "render/map/sectors.h"

#include "data/change/change-group.h"
#include "data/geometry/wrap.h"

#include <math.h>

#define LEAST_ZOOM 2.0
#define MOST_ZOOM 12.0   /* tighter shows nothing but the tracing of the source */
#define GOOD_ZOOM 3.5    /* down to this, groups nearby are taken in */
#define LEAST_M 30000.0  /* an inset is no narrower on the ground, so that there are places to name */
#define LEAST_SHARE 0.04 /* of the change, for one more sector */
#define NEEDED_SHARE 0.1
#define READABLE_MM 7.0 /* the side of a square as large as a group that can be read on the main map */
#define MARGIN 1.25     /* a window against the groups that it is made for */
#define SEEN 1.06       /* and against others that it shows */
#define GAP_MM 1.0      /* between sectors on the main map */

/* A group of one period, on the main map's page. */
typedef struct {
  SalBox lonlat;
  SalBox page;
  double km2;
} Spot;

static gboolean
is_in_frame(SalRect frame, SalBox box)
{
  const double x = (box.xmin + box.xmax) / 2, y = (box.ymin + box.ymax) / 2;
  return !sal_box_is_empty(box) && x >= frame.x && x <= frame.x + frame.width && y >= frame.y &&
         y <= frame.y + frame.height;
}

static int
compare_spots(gconstpointer a, gconstpointer b)
{
  const Spot *x = a, *y = b;
  if (x->km2 != y->km2)
    return x->km2 > y->km2 ? -1 : 1;
  return (x->page.xmin > y->page.xmin) - (x->page.xmin < y->page.xmin);
}

/* The groups of all periods that the map shows, the largest first. */
static GArray *
find_spots(const GPtrArray *changes, const SalSectorOptions *options)
{
  GArray *spots = g_array_new(FALSE, FALSE, sizeof(Spot));
  const SalRect frame = sal_map_get_frame(options->map);
  for (guint i = 0; i < changes->len && options->area_model != NULL; i++) {
    const SalChange *change = changes->pdata[i];
    g_autoptr(GArray) groups = sal_change_groups_find(change->gained, change->lost, options->area_model);
    for (guint j = 0; j < groups->len; j++) {
      const SalChangeGroup *group = &g_array_index(groups, SalChangeGroup, j);
      const Spot spot = { group->box, sal_map_project_box(options->map, group->box), group->area_m2 / 1e6 };
      if (is_in_frame(frame, spot.page))
        g_array_append_val(spots, spot);
    }
  }
  g_array_sort(spots, compare_spots);
  return spots;
}

static double
sum_km2(const GArray *spots)
{
  double sum = 0;
  for (guint i = 0; i < spots->len; i++)
    sum += g_array_index(spots, Spot, i).km2;
  return sum;
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

/* Whether a window shows a box, with some of what is around it. */
static gboolean
shows(SalRect window, SalBox box)
{
  const double x = (SEEN - 1) / 2 * window.width, y = (SEEN - 1) / 2 * window.height;
  return box.xmin >= window.x + x && box.xmax <= window.x + window.width - x && box.ymin >= window.y + y &&
         box.ymax <= window.y + window.height - y;
}

static gboolean
meets(SalRect window, SalBox box)
{
  return box.xmin < window.x + window.width && box.xmax > window.x && box.ymin < window.y + window.height &&
         box.ymax > window.y;
}

/* The smallest window around a box of the page, in the aspect of the inset, with a margin. */
static SalRect
make_window(const SalSectorOptions *options, SalBox box)
{
  const double x = (box.xmin + box.xmax) / 2, y = (box.ymin + box.ymax) / 2;
  const double aspect = options->inset_width_mm / options->inset_height_mm;
  const double least =
      MAX(options->inset_width_mm / MOST_ZOOM, LEAST_M / sal_map_get_m_per_mm(options->map, x, y));
  const double wanted = MARGIN * MAX(box.xmax - box.xmin, (box.ymax - box.ymin) * aspect);
  const double width = MAX(wanted, MIN(least, options->inset_width_mm / GOOD_ZOOM));
  return (SalRect){ x - width / 2, y - width / aspect / 2, width, width / aspect };
}

static SalBox
join(SalBox a, SalBox b)
{
  return (SalBox){ MIN(a.xmin, b.xmin), MIN(a.ymin, b.ymin), MAX(a.xmax, b.xmax), MAX(a.ymax, b.ymax) };
}

static double
get_zoom(const SalSectorOptions *options, SalRect window)
{
  return options->inset_width_mm / window.width;
}

/* Takes in other groups: those that the window would cut, down to the least zoom, and those nearby, as long as
 * all is seen well. box: of the page, grows. */
static SalRect
take_in(const GArray *spots, const SalSectorOptions *options, double least_zoom, SalBox *box)
{
  SalRect window = make_window(options, *box);
  for (guint i = 0; i < spots->len; i++) {
    const Spot *spot = &g_array_index(spots, Spot, i);
    if (shows(window, spot->page))
      continue;
    const SalBox wider = join(*box, spot->page);
    const SalRect larger = make_window(options, wider);
    if (get_zoom(options, larger) >= (meets(window, spot->page) ? least_zoom : MAX(GOOD_ZOOM, least_zoom)))
      *box = wider, window = larger;
  }
  return window;
}

static double
clamp_to(double at, double low, double high)
{
  return low > high ? at : CLAMP(at, low, high);
}

/* Moves a window into the frame and clear of other sectors, as far as it still shows its box. */
static SalRect
move_clear(SalRect window, SalBox box, SalRect frame, const GArray *sectors)
{
  const double x = (SEEN - 1) / 2 * window.width, y = (SEEN - 1) / 2 * window.height;
  const double west = box.xmax + x - window.width, east = box.xmin - x;
  const double north = box.ymax + y - window.height, south = box.ymin - y;
  window.x = clamp_to(clamp_to(window.x, frame.x, frame.x + frame.width - window.width), west, east);
  window.y = clamp_to(clamp_to(window.y, frame.y, frame.y + frame.height - window.height), north, south);
  const double xs[] = { window.x, west, east }, ys[] = { window.y, north, south };
  for (guint i = 0; i < 9; i++) {
    const SalRect moved = { xs[i % 3], ys[i / 3], window.width, window.height };
    if (!overlaps_any(moved, sectors))
      return moved;
  }
  return window;
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
  double half_lon = fabs(sal_wrap_towards(east, lon) - sal_wrap_towards(west, lon)) / 2,
         half_lat = fabs(north - south) / 2;
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

/* The lon/lat box of a box of the page. */
static SalBox
unproject(const SalMap *map, SalBox page)
{
  SalBox box;
  const SalRect rect = { page.xmin, page.ymin, page.xmax - page.xmin, page.ymax - page.ymin };
  return find_box(map, rect, &box) ? box : sal_box_empty();
}

/* What all groups count that a window shows. */
static double
sum_shown(const GArray *spots, SalRect window)
{
  double sum = 0;
  for (guint i = 0; i < spots->len; i++) {
    const Spot *spot = &g_array_index(spots, Spot, i);
    sum += shows(window, spot->page) ? spot->km2 : 0;
  }
  return sum;
}

/* Whether an inset helps: the group is so small on the main map that its shape is not seen. */
static gboolean
is_needed(const SalSectorOptions *options, const Spot *spot)
{
  const double x = (spot->page.xmin + spot->page.xmax) / 2, y = (spot->page.ymin + spot->page.ymax) / 2;
  return sqrt(spot->km2) * 1000 < READABLE_MM * sal_map_get_m_per_mm(options->map, x, y);
}

/* FALSE if no sector shows the group. */
static gboolean
make_sector(const GArray *spots, const Spot *lead, const SalSectorOptions *options, const GArray *sectors,
            SalSector *sector)
{
  const double least_zoom = options->least_zoom > 0 ? options->least_zoom : LEAST_ZOOM;
  const SalRect frame = sal_map_get_frame(options->map);
  SalBox box = lead->page;
  SalRect window = move_clear(take_in(spots, options, least_zoom, &box), box, frame, sectors);
  if (overlaps_any(window, sectors)) {
    box = lead->page;
    window = move_clear(make_window(options, box), box, frame, sectors);
  }
  if (overlaps_any(window, sectors) || get_zoom(options, window) < least_zoom || window.width > frame.width ||
      window.height > frame.height)
    return FALSE;
  const double total = sum_km2(spots), km2 = sum_shown(spots, window);
  *sector = (SalSector){ .rect = window, .group = unproject(options->map, box), .km2 = km2 };
  sector->share = km2 / total;
  return sector->share >= (options->needed_only ? NEEDED_SHARE : LEAST_SHARE) &&
         find_box(options->map, window, &sector->box);
}

static gboolean
is_shown(const GArray *sectors, const Spot *spot)
{
  for (guint i = 0; i < sectors->len; i++)
    if (shows(g_array_index(sectors, SalSector, i).rect, spot->page))
      return TRUE;
  return FALSE;
}

GArray *
sal_sectors_find(const GPtrArray *changes, const SalSectorOptions *options)
{
  GArray *sectors = g_array_new(FALSE, FALSE, sizeof(SalSector));
  if (options->n == 0)
    return sectors;
  g_autoptr(GArray) spots = find_spots(changes, options);
  for (guint i = 0; i < spots->len && sectors->len < options->n; i++) {
    const Spot *lead = &g_array_index(spots, Spot, i);
    SalSector sector;
    if (!is_shown(sectors, lead) && (!options->needed_only || is_needed(options, lead)) &&
        make_sector(spots, lead, options, sectors, &sector))
      g_array_append_val(sectors, sector);
  }
  return sectors;
}

gboolean
sal_sector_frame(SalBox box, const SalSectorOptions *options, SalSector *sector)
{
  const SalRect frame = sal_map_get_frame(options->map);
  const SalBox page = sal_map_project_box(options->map, box);
  if (!is_in_frame(frame, page))
    return FALSE;
  const double aspect = options->inset_width_mm / options->inset_height_mm;
  const double width = MAX(page.xmax - page.xmin, (page.ymax - page.ymin) * aspect);
  const double x = (page.xmin + page.xmax) / 2, y = (page.ymin + page.ymax) / 2;
  *sector =
      (SalSector){ .rect = { x - width / 2, y - width / aspect / 2, width, width / aspect }, .group = box };
  return width > 0 && width <= options->inset_width_mm && find_box(options->map, sector->rect, &sector->box);
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

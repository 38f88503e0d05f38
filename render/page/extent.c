#include "render/page/extent.h"

#include "data/change/change.h"
#include "data/geometry/parts.h"

#include <math.h>

#define SHARE 0.997 /* of the change that the frame is to show */
#define MARGIN 0.08 /* on each side, of the box's size */
#define MIN_SIZE_KM 20.0
#define SLIVER_M 20.0 /* narrower parts are noise */
#define KM_PER_DEGREE 111.2

/* Leaves out slivers between two tracings of one border, unless there is nothing else. */
static GArray *
drop_slivers(const GArray *parts)
{
  GArray *wide = g_array_new(FALSE, FALSE, sizeof(SalPart));
  for (guint i = 0; i < parts->len; i++) {
    const SalPart part = g_array_index(parts, SalPart, i);
    if (part.width_m >= SLIVER_M)
      g_array_append_val(wide, part);
  }
  if (wide->len == 0)
    g_array_append_vals(wide, parts->data, parts->len);
  return wide;
}

/* How many of the parts, largest first, make the share that is to be seen. */
static guint
count_largest(const GArray *parts)
{
  double total = 0, sum = 0;
  guint n = 0;
  for (guint i = 0; i < parts->len; i++)
    total += g_array_index(parts, SalPart, i).area;
  for (; n < parts->len && sum < SHARE * total; n++)
    sum += g_array_index(parts, SalPart, n).area;
  return n;
}

static void
widen(double *low, double *high, double min_size)
{
  const double size = MAX((*high - *low) * (1 + 2 * MARGIN), min_size), middle = (*low + *high) / 2;
  *low = middle - size / 2;
  *high = middle + size / 2;
}

static SalBox
add_margin(SalBox box)
{
  const double lat = (box.ymin + box.ymax) / 2;
  const double shrink = MAX(cos(lat * G_PI / 180), 0.01);
  widen(&box.ymin, &box.ymax, MIN_SIZE_KM / KM_PER_DEGREE);
  widen(&box.xmin, &box.xmax, MIN(MIN_SIZE_KM / KM_PER_DEGREE / shrink, 360));
  box.ymin = MAX(box.ymin, -90);
  box.ymax = MIN(box.ymax, 90);
  if (box.xmax - box.xmin >= 360)
    box.xmin = -180, box.xmax = 180;
  return box;
}

SalBox
sal_page_find_extent(const GPtrArray *changes)
{
  g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(SalPart));
  for (guint i = 0; i < changes->len; i++) {
    const SalChange *change = g_ptr_array_index(changes, i);
    sal_parts_add(parts, change->gained);
    sal_parts_add(parts, change->lost);
  }
  sal_parts_sort(parts);
  g_autoptr(GArray) wide = drop_slivers(parts);
  g_array_set_size(wide, count_largest(wide));
  const SalBox box = sal_parts_get_box(wide);
  return sal_box_is_empty(box) ? box : add_margin(box);
}

#include "render/page.h"

#include "render/parts.h"

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

/* The box of the largest parts, with western longitudes turned east if turned. */
static SalBox
join_largest(const GArray *parts, gboolean turned)
{
  double total = 0, sum = 0;
  for (guint i = 0; i < parts->len; i++)
    total += g_array_index(parts, SalPart, i).area;
  SalBox box = sal_box_empty();
  for (guint i = 0; i < parts->len && sum < SHARE * total; i++) {
    const SalPart *part = &g_array_index(parts, SalPart, i);
    const double turn = turned && part->box.xmax <= 0 ? 360 : 0;
    SalBox moved = part->box;
    moved.xmin += turn, moved.xmax += turn;
    box = sal_box_union(box, moved);
    sum += part->area;
  }
  return box;
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
  const SalBox plain = join_largest(wide, FALSE), turned = join_largest(wide, TRUE);
  if (sal_box_is_empty(plain))
    return plain;
  const gboolean crosses = turned.xmax - turned.xmin < plain.xmax - plain.xmin - 1;
  return add_margin(crosses ? turned : plain);
}

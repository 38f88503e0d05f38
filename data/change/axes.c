#include "data/change/axes.h"

#include <math.h>

/* What was found of an axis in a class at a snapshot. */
typedef struct {
  gboolean is_measured;
  SalAxisFront front;
} Measured;

struct _SalAxes {
  const GPtrArray *axes;
  const char *const *classes;
  guint n_entries, n_classes;
  double least_gap_m;
  SalDay *days;       /* of each entry */
  Measured *measured; /* by entry, class and axis */
};

SalAxis *
sal_axis_new(char *from, SalPoint a, char *to, SalPoint b)
{
  SalAxis *axis = g_new0(SalAxis, 1);
  axis->name = g_strconcat(from, ">", to, NULL);
  axis->ends[0] = from;
  axis->ends[1] = to;
  axis->points[0] = a;
  axis->points[1] = b;
  axis->line = sal_geodesic_new(a, b);
  return axis;
}

void
sal_axis_free(SalAxis *axis)
{
  if (axis == NULL)
    return;
  g_free(axis->name);
  g_free(axis->ends[0]);
  g_free(axis->ends[1]);
  sal_geodesic_free(axis->line);
  g_free(axis);
}

const char *
sal_axis_state_get_name(SalAxisState state)
{
  static const char *const names[] = { [SAL_AXIS_CROSSED] = "crossed",
                                       [SAL_AXIS_NOTHING_HELD] = "nothing-held",
                                       [SAL_AXIS_START_NOT_HELD] = "start-not-held",
                                       [SAL_AXIS_ALL_HELD] = "all-held" };
  return names[state];
}

SalAxisFront
sal_axis_find_front(const SalAxis *axis, const SalGeometry *polygons, double least_gap_m)
{
  g_autoptr(GArray) stretches = sal_geodesic_cut(axis->line, polygons);
  const double length_m = sal_geodesic_get_length_m(axis->line);
  SalAxisFront front = { SAL_AXIS_NOTHING_HELD, 0, -1 };
  double held_m = 0; /* from A to there */
  guint i = 0;
  if (stretches->len == 0)
    return front;
  front.furthest_m = llround(g_array_index(stretches, SalStretch, stretches->len - 1).to_m);
  for (; i < stretches->len; i++) {
    const SalStretch *stretch = &g_array_index(stretches, SalStretch, i);
    if (stretch->from_m > 0 && stretch->from_m - held_m >= least_gap_m)
      break;
    held_m = stretch->to_m;
  }
  front.state = i == 0 ? SAL_AXIS_START_NOT_HELD : held_m >= length_m ? SAL_AXIS_ALL_HELD : SAL_AXIS_CROSSED;
  if (front.state == SAL_AXIS_CROSSED)
    front.front_m = llround(held_m);
  return front;
}

SalAxes *
sal_axes_new(const GPtrArray *list, const char *const *classes, guint n_entries, double least_gap_m)
{
  SalAxes *axes = g_new0(SalAxes, 1);
  axes->axes = list;
  axes->classes = classes;
  axes->n_entries = n_entries;
  axes->n_classes = g_strv_length((char **)classes);
  axes->least_gap_m = least_gap_m;
  axes->days = g_new0(SalDay, n_entries + 1);
  axes->measured = g_new0(Measured, (gsize)n_entries * axes->n_classes * list->len + 1);
  return axes;
}

void
sal_axes_free(SalAxes *axes)
{
  if (axes == NULL)
    return;
  g_free(axes->days);
  g_free(axes->measured);
  g_free(axes);
}

void
sal_axes_set_day(SalAxes *axes, guint entry, SalDay day)
{
  axes->days[entry] = day;
}

static Measured *
get_measured(const SalAxes *axes, guint entry, guint class_index, guint axis)
{
  return &axes->measured[((gsize)entry * axes->n_classes + class_index) * axes->axes->len + axis];
}

void
sal_axes_measure(SalAxes *axes, guint entry, guint class_index, const SalGeometry *polygons)
{
  for (guint i = 0; i < axes->axes->len; i++) {
    Measured *measured = get_measured(axes, entry, class_index, i);
    measured->front = sal_axis_find_front(axes->axes->pdata[i], polygons, axes->least_gap_m);
    measured->is_measured = TRUE;
  }
}

guint
sal_axes_get_n(const SalAxes *axes)
{
  return axes->axes->len;
}

const SalAxis *
sal_axes_get(const SalAxes *axes, guint axis)
{
  return axes->axes->pdata[axis];
}

double
sal_axes_get_least_gap_m(const SalAxes *axes)
{
  return axes->least_gap_m;
}

const SalAxisFront *
sal_axes_find_front(const SalAxes *axes, guint axis, const char *class_name, SalDay day)
{
  guint low = 0, high = axes->n_entries, c = 0;
  while (c < axes->n_classes && !g_str_equal(axes->classes[c], class_name))
    c++;
  while (low < high) {
    const guint middle = low + (high - low) / 2;
    if (axes->days[middle] <= day)
      low = middle + 1;
    else
      high = middle;
  }
  for (guint i = low; c < axes->n_classes && i > 0; i--)
    if (get_measured(axes, i - 1, c, axis)->is_measured)
      return &get_measured(axes, i - 1, c, axis)->front;
  return NULL;
}

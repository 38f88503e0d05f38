#include "data/change/position.h"

#include "data/base/error.h"
#include "data/geometry/ground.h"
#include "data/geometry/segment.h"
#include "data/overlay/cancel.h"

#include <math.h>

#define ON_M 0.1 /* as for other edges that are no front */

/* Reads a number above 0 and at most max. NULL: there is none. Returns what follows it. */
static const char *
read_number(const char *text, double max, double *value)
{
  char *end;
  if (!g_ascii_isdigit(text[0]) && text[0] != '.')
    return NULL;
  *value = g_ascii_strtod(text, &end);
  return isfinite(*value) && *value > 0 && *value <= max ? end : NULL;
}

gboolean
sal_position_parse(const char *text, SalPositionOptions *position, GError **error)
{
  SalPositionOptions found = { .is_stated = TRUE, .correlation_m = SAL_POSITION_CORRELATION_M };
  double km = 0;
  const char *rest = read_number(text, 1e6, &found.error_m);
  if (rest != NULL && rest[0] == ',' && (rest = read_number(rest + 1, 1e4, &km)) != NULL) {
    found.correlation_m = km * 1000;
    found.is_correlation_given = TRUE;
  }
  if (rest != NULL && rest[0] == '\0') {
    *position = found;
    return TRUE;
  }
  g_autofree char *quoted = sal_error_quote(text);
  return sal_error_set(error, SAL_ERROR_USAGE,
                       "expected METRES or METRES,KM, both above 0, such as 100 or 100,2, got '%s'", quoted);
}

/* Edges as an outline. */
static SalOutline *
make_outline(const GArray *edges)
{
  g_autoptr(SalGeometry) lines = sal_geometry_new(SAL_LINES);
  for (guint i = 0; i < edges->len; i++) {
    const SalSegment *edge = &g_array_index(edges, SalSegment, i);
    g_array_append_val(lines->points, edge->a);
    g_array_append_val(lines->points, edge->b);
    sal_geometry_end_part(lines);
  }
  return sal_outline_new(lines);
}

static gboolean
runs_along(const SalOutline *outline, const SalSegment *edge)
{
  return outline != NULL && sal_outline_runs_along(outline, edge->a, edge->b, ON_M);
}

static double
sum_lengths_m(const GArray *edges, const SalOutline *other, const SalNoFront *no_front)
{
  double length_m = 0;
  for (guint i = 0; i < edges->len; i++) {
    const SalSegment *edge = &g_array_index(edges, SalSegment, i);
    const gboolean is_front =
        !runs_along(other, edge) && !runs_along(no_front->outline, edge) &&
        (no_front->border == NULL || !sal_border_has_edge(no_front->border, edge->a, edge->b));
    length_m += is_front ? sal_ground_measure_m(edge->a, edge->b) : 0;
  }
  return length_m;
}

void
sal_position_measure(const SalGeometry *from, const SalGeometry *to, const SalNoFront *no_front,
                     double *new_m, double *old_m)
{
  g_autoptr(GArray) of_from = NULL, of_to = NULL;
  sal_edges_cancel(from, to, &of_from, &of_to);
  g_autoptr(SalOutline) outline_from = make_outline(of_from), outline_to = make_outline(of_to);
  *new_m = sum_lengths_m(of_to, outline_from, no_front);
  *old_m = sum_lengths_m(of_from, outline_to, no_front);
}

void
sal_position_set(SalPositionError *position, const SalPositionOptions *options, double new_m, double old_m)
{
  position->why = SAL_UNSTATED_NOT;
  position->error_m = options->error_m;
  position->correlation_m = options->correlation_m;
  position->new_m = new_m;
  position->old_m = old_m;
  position->bound_m2 = options->error_m * new_m;
  position->random_m2 = options->error_m * sqrt(options->correlation_m * (new_m + old_m));
}

double
sal_position_get_width_m(double area_m2, double edges_m)
{
  return edges_m > 0 ? 2 * area_m2 / edges_m : 0;
}

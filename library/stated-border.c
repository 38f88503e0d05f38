#include "library/stated-border.h"

#include "data/base/error.h"
#include "data/front/territory.h"
#include "data/geometry/ground.h"
#include "data/places/borders.h"

static double
measure_km(const SalGeometry *lines)
{
  double sum_m = 0;
  for (guint part = 0; part < sal_geometry_get_n_parts(lines); part++) {
    guint n;
    const SalPoint *p = sal_geometry_get_part(lines, part, &n);
    for (guint i = 1; i < n; i++)
      sum_m += sal_ground_measure_m(p[i - 1], p[i]);
  }
  return sum_m / 1000;
}

static char *
describe(const SalientOptions *options, const SalGeometry *lines, gboolean is_of_earth, double width_m)
{
  char width[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *quoted = sal_error_quote_path(options->border);
  g_ascii_formatd(width, sizeof width, "%g", width_m / 1000);
  return g_strdup_printf(
      "border: %s%s, %.0f km; what is gained or lost within %s km of it%s, away from the front, "
      "is counted apart",
      is_of_earth ? "borders of Natural Earth around " : "", quoted, measure_km(lines), width,
      options->border_width > 0 ? "" : " (default)");
}

gboolean
sal_stated_border_load(const SalientOptions *options, SalSettings *settings, GError **error)
{
  if (options->border == NULL)
    return TRUE;
  const gboolean is_of_earth = g_str_has_prefix(options->border, SAL_TERRITORY_NATURAL_EARTH);
  const double width_m = options->border_width > 0 ? options->border_width * 1000
                         : is_of_earth             ? SAL_BORDER_NEAR_EARTH_M
                                                   : SAL_BORDER_NEAR_M;
  g_autoptr(SalGeometry) lines =
      is_of_earth ? sal_territory_find_border(options->border, error)
                  : sal_borders_read_lines(options->border, settings->series.max_bytes, error);
  if (lines == NULL)
    return sal_error_blame(error, "border");
  settings->border = sal_border_new(lines, width_m, options->border);
  settings->border_remark = describe(options, lines, is_of_earth, width_m);
  settings->change.border = settings->border;
  return TRUE;
}

#include "render/words/figures.h"

#include <math.h>
#include <string.h>

#define WITHOUT_DECIMALS_KM2 10.0
#define TWO_DECIMALS_KM2 0.055 /* less than this has two, so that a number once rounded stays as it is */
#define LEAST_KM2 0.005        /* less prints as zero */
#define MINUS "\xe2\x88\x92"
#define NBSP "\xc2\xa0"

static double
round_to(double value, guint decimals)
{
  const double unit = pow(10, decimals);
  return round(value * unit) / unit;
}

guint
sal_figures_find_decimals(double km2)
{
  const double size = fabs(km2);
  if (round_to(size, 1) >= WITHOUT_DECIMALS_KM2 || size < LEAST_KM2)
    return 0;
  return size >= TWO_DECIMALS_KM2 ? 1 : 2;
}

double
sal_figures_round_km2(double km2)
{
  return round_to(km2, sal_figures_find_decimals(km2));
}

/* Noise is counted but not drawn. A change without geometry is one that only numbers were wanted of. */
static gboolean
is_drawn(double km2, const SalGeometry *polygons, const SalGeometry *border)
{
  return km2 > 0 && (polygons == NULL || !sal_geometry_is_empty(polygons) ||
                     (border != NULL && !sal_geometry_is_empty(border)));
}

SalFigures
sal_figures_compute(const SalChange *change)
{
  const double added_m2 = change->gained_m2 + change->redefined_gained_m2;
  SalFigures figures = { .gained_km2 = sal_figures_round_km2(change->gained_m2 / 1e6),
                         .lost_km2 = sal_figures_round_km2(change->lost_m2 / 1e6),
                         .net_km2 = sal_figures_round_km2(sal_change_get_net_m2(change) / 1e6),
                         .exact_held_km2 = MAX(0, change->area_to_m2 - added_m2) / 1e6 };
  figures.held_km2 = sal_figures_round_km2(figures.exact_held_km2);
  figures.adds_up = fabs(figures.gained_km2 - figures.lost_km2 - figures.net_km2) < LEAST_KM2;
  figures.draws_gained = is_drawn(figures.gained_km2, change->gained, change->gained_border);
  figures.draws_lost = is_drawn(figures.lost_km2, change->lost, change->lost_border);
  return figures;
}

char *
sal_figures_group_digits(const SalWords *words, const char *digits)
{
  const gsize n_whole = strcspn(digits, ".");
  GString *grouped = g_string_new(NULL);
  for (gsize i = 0; i < n_whole; i++) {
    if (i > 0 && (n_whole - i) % 3 == 0)
      g_string_append(grouped, sal_words_get(words, SAL_WORD_THOUSANDS_MARK));
    g_string_append_c(grouped, digits[i]);
  }
  if (digits[n_whole] == '.') {
    g_string_append(grouped, sal_words_get(words, SAL_WORD_DECIMAL_MARK));
    g_string_append(grouped, digits + n_whole + 1);
  }
  return g_string_free(grouped, FALSE);
}

static char *
format_magnitude(const SalWords *words, double magnitude, guint decimals)
{
  char format[8], digits[G_ASCII_DTOSTR_BUF_SIZE + 32];
  g_snprintf(format, sizeof format, "%%.%uf", MIN(decimals, 9));
  g_ascii_formatd(digits, sizeof digits, format, magnitude);
  return sal_figures_group_digits(words, digits);
}

char *
sal_figures_format_number(const SalWords *words, double number, guint decimals, gboolean with_sign)
{
  const double rounded = round_to(number, decimals);
  g_autofree char *digits = format_magnitude(words, fabs(rounded), decimals);
  const char *sign = rounded < 0 ? MINUS : rounded > 0 && with_sign ? "+" : "";
  return g_strconcat(sign, digits, NULL);
}

char *
sal_figures_format_area(const SalWords *words, double km2, gboolean with_sign)
{
  return sal_figures_format_number(words, km2, sal_figures_find_decimals(km2), with_sign);
}

char *
sal_figures_format_km2(const SalWords *words, double km2, gboolean with_sign)
{
  g_autofree char *number = sal_figures_format_area(words, km2, with_sign);
  return g_strconcat(number, NBSP, sal_words_get(words, SAL_WORD_KM2), NULL);
}

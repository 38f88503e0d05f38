#include "render/words/figures.h"

#include <math.h>
#include <string.h>

#define WITHOUT_DECIMALS_KM2 10000.0
#define MINUS "\xe2\x88\x92"
#define NBSP "\xc2\xa0"

static double
round_to(double value, guint decimals)
{
  const double unit = pow(10, decimals);
  return round(value * unit) / unit;
}

/* The fewest decimals that show both numbers, unless one is too small to be worth it. */
static guint
choose_decimals(double gained, double lost)
{
  if (MAX(gained, lost) >= WITHOUT_DECIMALS_KM2)
    return 0;
  const double smallest = MIN(gained, lost) >= 0.005 ? MIN(gained, lost) : MAX(gained, lost);
  return smallest < 0.05 ? 2 : 1;
}

/* Noise is counted but not drawn. A change without geometry is one that only numbers were wanted of. */
static gboolean
is_drawn(double km2, const SalGeometry *polygons)
{
  return km2 > 0 && (polygons == NULL || !sal_geometry_is_empty(polygons));
}

SalFigures
sal_figures_compute(const SalChange *change)
{
  const double gained = change->gained_m2 / 1e6, lost = change->lost_m2 / 1e6;
  SalFigures figures = { .decimals = choose_decimals(gained, lost) };
  figures.net_km2 = round_to(sal_change_get_net_m2(change) / 1e6, figures.decimals);
  figures.gained_km2 = round_to(gained, figures.decimals);
  figures.lost_km2 = round_to(lost, figures.decimals);
  if (figures.net_km2 >= 0)
    figures.gained_km2 = round_to(figures.lost_km2 + figures.net_km2, figures.decimals);
  else
    figures.lost_km2 = round_to(figures.gained_km2 - figures.net_km2, figures.decimals);
  figures.draws_gained = is_drawn(figures.gained_km2, change->gained);
  figures.draws_lost = is_drawn(figures.lost_km2, change->lost);
  const double added_m2 = change->gained_m2 + change->redefined_gained_m2;
  const double held = MAX(0, (change->area_to_m2 - added_m2) / 1e6);
  figures.held_decimals = held >= WITHOUT_DECIMALS_KM2 ? 0 : 1;
  figures.held_km2 = round_to(held, figures.held_decimals);
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
sal_figures_format_km2(const SalWords *words, double km2, guint decimals, gboolean with_sign)
{
  g_autofree char *number = sal_figures_format_number(words, km2, decimals, with_sign);
  return g_strconcat(number, NBSP, sal_words_get(words, SAL_WORD_KM2), NULL);
}

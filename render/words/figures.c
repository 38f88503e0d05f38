#include "render/words/figures.h"

#include <math.h>
#include <string.h>

#define WITHOUT_DECIMALS 10.0 /* of the unit */
#define TWO_DECIMALS 0.055    /* less than this has two, so that a number once rounded stays as it is */
#define LEAST 0.005           /* less prints as zero */
#define LEAST_DECIMALS 3      /* of a second unit whose number would be zero where the first has one */
#define MINUS "\xe2\x88\x92"
#define NBSP "\xc2\xa0"

static double
round_to(double value, guint decimals)
{
  const double unit = pow(10, decimals);
  return round(value * unit) / unit;
}

/* A unit of areas as pages print it. */
typedef struct {
  double km2;
  SalWord word;
  double without_decimals, two_decimals, least;
} Unit;

/* No hectare has decimals: a hundredth of a km2 is one. */
static const Unit KM2 = { 1, SAL_WORD_KM2, WITHOUT_DECIMALS, TWO_DECIMALS, LEAST },
                  SQMI = { 1.609344 * 1.609344, SAL_WORD_SQMI, WITHOUT_DECIMALS, TWO_DECIMALS, LEAST },
                  HA = { 0.01, SAL_WORD_HA, 0, 0, 0.5 };

static SalAreaUnits
get_units(const SalWords *words)
{
  return words != NULL ? sal_words_get_area_units(words) : SAL_AREA_KM2;
}

static const Unit *
get_first(const SalWords *words)
{
  const SalAreaUnits units = get_units(words);
  return units == SAL_AREA_SQMI ? &SQMI : units == SAL_AREA_HA ? &HA : &KM2;
}

/* NULL: there is one unit only. */
static const Unit *
get_second(const SalWords *words)
{
  return get_units(words) == SAL_AREA_BOTH ? &SQMI : NULL;
}

static guint
find_decimals(const Unit *unit, double km2)
{
  const double size = fabs(km2 / unit->km2);
  if (round_to(size, 1) >= unit->without_decimals || size < unit->least)
    return 0;
  return size >= unit->two_decimals ? 1 : 2;
}

guint
sal_figures_find_decimals(double km2)
{
  return find_decimals(&KM2, km2);
}

/* In the unit. */
static double
round_in(const Unit *unit, double km2)
{
  return round_to(km2 / unit->km2, find_decimals(unit, km2));
}

double
sal_figures_round_km2(const SalWords *words, double km2)
{
  const double rounded = round_in(get_first(words), km2);
  return get_units(words) == SAL_AREA_KM2 || rounded == 0 ? rounded : km2;
}

static gboolean
adds_up_in(const Unit *unit, const double *parts_km2, guint n, double sum_km2)
{
  double rest = round_in(unit, sum_km2);
  for (guint i = 0; i < n; i++)
    rest -= round_in(unit, parts_km2[i]);
  return fabs(rest) < LEAST;
}

gboolean
sal_figures_add_up(const SalWords *words, const double *parts_km2, guint n, double sum_km2)
{
  const Unit *second = get_second(words);
  return adds_up_in(get_first(words), parts_km2, n, sum_km2) &&
         (second == NULL || adds_up_in(second, parts_km2, n, sum_km2));
}

double
sal_figures_get_unit_km2(const SalWords *words)
{
  return get_first(words)->km2;
}

const char *
sal_figures_get_unit_name(const SalWords *words)
{
  return sal_words_get(words, get_first(words)->word);
}

double
sal_figures_get_least_km2(const SalWords *words)
{
  const Unit *unit = get_first(words);
  return unit->km2 * unit->least * 2;
}

/* Noise is counted but not drawn. A change without geometry is one that only numbers were wanted of. */
static gboolean
is_drawn(double km2, const SalGeometry *polygons, const SalGeometry *border)
{
  return km2 > 0 && (polygons == NULL || !sal_geometry_is_empty(polygons) ||
                     (border != NULL && !sal_geometry_is_empty(border)));
}

SalFigures
sal_figures_compute(const SalWords *words, const SalChange *change)
{
  const double added_m2 = change->gained_m2 + change->redefined_gained_m2;
  const double net_km2 = sal_change_get_net_m2(change) / 1e6;
  const double parts_km2[] = { change->gained_m2 / 1e6, -change->lost_m2 / 1e6 };
  SalFigures figures = { .gained_km2 = sal_figures_round_km2(words, change->gained_m2 / 1e6),
                         .lost_km2 = sal_figures_round_km2(words, change->lost_m2 / 1e6),
                         .net_km2 = sal_figures_round_km2(words, net_km2),
                         .exact_held_km2 = MAX(0, change->area_to_m2 - added_m2) / 1e6 };
  figures.held_km2 = sal_figures_round_km2(words, figures.exact_held_km2);
  figures.adds_up = sal_figures_add_up(words, parts_km2, G_N_ELEMENTS(parts_km2), net_km2);
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

static char *
format_in(const SalWords *words, const Unit *unit, double km2, gboolean with_sign)
{
  return sal_figures_format_number(words, km2 / unit->km2, find_decimals(unit, km2), with_sign);
}

static char *
add_unit(const SalWords *words, const char *number, const Unit *unit)
{
  return g_strconcat(number, NBSP, sal_words_get(words, unit->word), NULL);
}

char *
sal_figures_format_area(const SalWords *words, double km2, gboolean with_sign)
{
  return format_in(words, get_first(words), km2, with_sign);
}

char *
sal_figures_format_first(const SalWords *words, double km2, gboolean with_sign)
{
  g_autofree char *number = sal_figures_format_area(words, km2, with_sign);
  return add_unit(words, number, get_first(words));
}

char *
sal_figures_format_km2(const SalWords *words, double km2, gboolean with_sign)
{
  g_autofree char *first = sal_figures_format_first(words, km2, with_sign);
  const Unit *second = get_second(words);
  if (second == NULL || round_in(get_first(words), km2) == 0)
    return g_steal_pointer(&first);
  const gboolean is_tiny = round_in(second, km2) == 0;
  g_autofree char *number =
      is_tiny ? sal_figures_format_number(words, km2 / second->km2, LEAST_DECIMALS, with_sign)
              : format_in(words, second, km2, with_sign);
  g_autofree char *other = add_unit(words, number, second);
  return sal_words_fill(words, SAL_WORD_AREA_BOTH, "area", first, "other", other, NULL);
}

char *
sal_figures_format_cell(const SalWords *words, double km2, gboolean with_sign)
{
  const Unit *unit = get_first(words);
  return sal_figures_format_number(words, km2 / unit->km2, unit == &HA ? 0 : 1, with_sign);
}

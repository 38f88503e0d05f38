/* The numbers of a picture as they are printed. Each is its own value, rounded half away from zero: to whole
 * km2 from 10 km2 on, to one decimal below, to two below 0.055, where one would say little. Square miles are rounded in
 * the same way, hectares to whole ones, each from the exact area. Printed numbers therefore need not add up. Tables round
 * by themselves and keep their decimals.
 *
 * Arguments and results are km2 in whichever unit a page prints them, which its words say. */
#pragma once

#include "data/change/change.h"
#include "render/words/words.h"

typedef struct {
  double gained_km2, lost_km2, net_km2; /* see sal_figures_round_km2() */
  double held_km2;                      /* in both snapshots, the same */
  double exact_held_km2;                /* the same before it is rounded */
  gboolean adds_up;                     /* gained - lost = net holds for the printed numbers */
  gboolean draws_gained, draws_lost;    /* it is more than noise and does not print as zero */
} SalFigures;

SalFigures sal_figures_compute(const SalWords *words, const SalChange *change);

/* How many decimals an area has on a picture in km2: 0 from 10 km2 on and for what prints as zero, else 1, but 2
 * below 0.055 km2. 9.96 is 10. Rounding twice is rounding once. */
guint sal_figures_find_decimals(double km2);
/* An area as a picture prints it: 0 if that is what it prints. If it prints another unit, what is not zero stays exact, for
 * it is rounded in that unit when it is formatted. */
double sal_figures_round_km2(const SalWords *words, double km2);
/* Whether the printed parts make the printed sum, in every unit that is printed. */
gboolean sal_figures_add_up(const SalWords *words, const double *parts_km2, guint n, double sum_km2);

/* The unit that stands first, or alone: how many km2 it is, and its name. Lent. */
double sal_figures_get_unit_km2(const SalWords *words);
const char *sal_figures_get_unit_name(const SalWords *words);
/* Twice the area from which on that unit prints no zero: "less than 0.01 km²", "less than 1 ha". */
double sal_figures_get_least_km2(const SalWords *words);

/* "67,123.4", with the marks of the language. with_sign puts a + before numbers above zero. Numbers below
 * zero have a true minus sign, and zero has no sign. Owned by the caller. */
char *sal_figures_format_number(const SalWords *words, double number, guint decimals, gboolean with_sign);

/* An area as a picture prints it where its unit stands elsewhere: in the first unit. Owned by the caller. */
char *sal_figures_format_area(const SalWords *words, double km2, gboolean with_sign);
/* The same, with a no-break space and the language's km², sq mi or ha, for places without room for two units. Owned by the
 * caller. */
char *sal_figures_format_first(const SalWords *words, double km2, gboolean with_sign);
/* The same, and with the second unit if there is one: "+726 km² (+280 sq mi)". Owned by the caller. */
char *sal_figures_format_km2(const SalWords *words, double km2, gboolean with_sign);

/* An area in a table whose heading has the unit: in the first unit, with one decimal, hectares with none. Owned by the caller. */
char *sal_figures_format_cell(const SalWords *words, double km2, gboolean with_sign);

/* The digits of a positive number, "12345.6", with the marks of the language. Owned by the caller. */
char *sal_figures_group_digits(const SalWords *words, const char *digits);

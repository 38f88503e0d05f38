/* The numbers of a picture as they are printed. Each is its own value, rounded half away from zero: to whole
 * km2 from 10 km2 on, to one decimal below, to two below 0.055, where one would say little. Printed numbers
 * therefore need not add up. Tables round by themselves and keep their decimals. */
#pragma once

#include "data/change/change.h"
#include "render/words/words.h"

typedef struct {
  double gained_km2, lost_km2, net_km2; /* as printed */
  double held_km2;                      /* in both snapshots, as printed */
  double exact_held_km2;                /* the same before it is rounded */
  gboolean adds_up;                     /* gained - lost = net holds for the printed numbers */
  gboolean draws_gained, draws_lost;    /* it is more than noise and does not print as zero */
} SalFigures;

SalFigures sal_figures_compute(const SalChange *change);

/* How many decimals an area has on a picture: 0 from 10 km2 on and for what prints as zero, else 1, but 2
 * below 0.055 km2. 9.96 is 10. Rounding twice is rounding once. */
guint sal_figures_find_decimals(double km2);
/* An area as a picture prints it. */
double sal_figures_round_km2(double km2);

/* "67,123.4", with the marks of the language. with_sign puts a + before numbers above zero. Numbers below
 * zero have a true minus sign, and zero has no sign. Owned by the caller. */
char *sal_figures_format_number(const SalWords *words, double number, guint decimals, gboolean with_sign);

/* An area as a picture prints it, without a unit. Owned by the caller. */
char *sal_figures_format_area(const SalWords *words, double km2, gboolean with_sign);
/* The same, with a no-break space and the language's km². Owned by the caller. */
char *sal_figures_format_km2(const SalWords *words, double km2, gboolean with_sign);

/* The digits of a positive number, "12345.6", with the marks of the language. Owned by the caller. */
char *sal_figures_group_digits(const SalWords *words, const char *digits);

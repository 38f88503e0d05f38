/* The numbers of a page as they are printed. They are rounded only once, so that legend and subtitle agree
 * and add up. */
#pragma once

#include "data/change/change.h"
#include "render/words/words.h"

/* gained - lost = net holds for the printed numbers: net and the smaller of the two are rounded, and the
 * larger follows from them. What prints as zero is not drawn. */
typedef struct {
  double gained_km2, lost_km2, net_km2; /* rounded to decimals */
  guint
      decimals; /* of gained, lost and net: 1, but 0 from 10,000 km2, and 2 where 1 would hide one of them */
  double held_km2; /* in both snapshots, rounded to held_decimals */
  guint held_decimals;
  gboolean draws_gained, draws_lost; /* it is more than noise and does not print as zero */
} SalFigures;

SalFigures sal_figures_compute(const SalChange *change);

/* "67,123.4", with the marks of the language. with_sign puts a + before numbers above zero. Numbers below
 * zero have a true minus sign, and zero has no sign. Owned by the caller. */
char *sal_figures_format_number(const SalWords *words, double number, guint decimals, gboolean with_sign);

/* The same, with a no-break space and the language's km². Owned by the caller. */
char *sal_figures_format_km2(const SalWords *words, double km2, guint decimals, gboolean with_sign);

/* The digits of a positive number, "12345.6", with the marks of the language. Owned by the caller. */
char *sal_figures_group_digits(const SalWords *words, const char *digits);

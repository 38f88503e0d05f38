/* The numbers of a page as they are printed: rounded once, so that legend and subtitle agree and add up. */
#pragma once

#include "data/change/change.h"
#include "render/words/words.h"

/* gained - lost = net holds at the printed precision: net and the smaller of the two are rounded, the larger
 * follows. What prints as zero is not drawn either. */
typedef struct {
  double gained_km2, lost_km2, net_km2; /* rounded to decimals */
  guint decimals;  /* of gained, lost and net: 1; 0 from 10,000 km2; 2 where 1 would hide one of them */
  double held_km2; /* in both snapshots, rounded to held_decimals */
  guint held_decimals;
  gboolean draws_gained,
      draws_lost; /* whether there is more of either than noise, and it does not print as zero */
} SalFigures;

SalFigures sal_figures_compute(const SalChange *change);

/* "67,123.4", with the language's marks. with_sign puts + before what is above zero; a minus is always a true
 * one, and never before zero. Owned by the caller. */
char *sal_figures_format_number(const SalWords *words, double number, guint decimals, gboolean with_sign);

/* The same with the language's km² after a no-break space. Owned by the caller. */
char *sal_figures_format_km2(const SalWords *words, double km2, guint decimals, gboolean with_sign);

/* A positive number as digits, "12345.6", with the language's marks. Owned by the caller. */
char *sal_figures_group_digits(const SalWords *words, const char *digits);

/* How large the symbols of an own layer are that are sized by their values, and which sizes its legend shows. */
#pragma once

#include "render/map/symbol.h"

#define SAL_MARK_SIZES_MOST 3

typedef struct {
  SalSymbol symbol;
  double symbol_mm;     /* the diameter; of the one with the largest value if they are sized */
  gboolean is_sized;    /* the area of a symbol is proportional to its value */
  gboolean is_even;     /* symbols of other shapes have the same area; otherwise the same diameter */
  double largest_value; /* of all features with points */
  double least_value;   /* of those above 0; 0: there are none */
} SalMarkSizes;

void sal_mark_sizes_add(SalMarkSizes *sizes, double value);

/* The diameter of the symbol of a value: its area is proportional to the value, but it is never too small to be seen. 0: none is drawn, of
 * a value of 0. */
double sal_mark_sizes_get_mm(const SalMarkSizes *sizes, double value);
/* Whether a value's symbol is larger than its value says, because it would be too small. */
gboolean sal_mark_sizes_is_raised(const SalMarkSizes *sizes, double value);

/* Chooses round values for a legend, the largest first, each symbol half as wide as the one before or less; if none is
 * suitable, the largest value itself. Returns how many; 0: the symbols are not sized. */
guint sal_mark_sizes_choose(const SalMarkSizes *sizes, double values[SAL_MARK_SIZES_MOST]);

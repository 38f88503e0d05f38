/* Symbols that mark points on a map. */
#pragma once

#include "render/drawing/drawing.h"

typedef enum {
  SAL_SYMBOL_CIRCLE,
  SAL_SYMBOL_SQUARE,
  SAL_SYMBOL_DIAMOND,
  SAL_SYMBOL_TRIANGLE, /* its tip points up */
  SAL_SYMBOL_CROSS,    /* an upright one */
  SAL_SYMBOL_STAR,     /* of five rays */
  SAL_N_SYMBOLS
} SalSymbol;

/* The names of all symbols, NULL-terminated, in the order of the enum: "circle", "square"... Static. */
const char *const *sal_symbol_list_names(void);

/* The area of a symbol as a share of that of the circle into which it fits. */
double sal_symbol_get_share(SalSymbol symbol);

/* Draws a symbol that fits into a circle of the diameter around a point of the page. info may be NULL. */
void sal_symbol_draw(SalLayer *layer, SalSymbol symbol, SalPoint at, double diameter_mm,
                     const SalAreaStyle *style, const SalItemInfo *info);

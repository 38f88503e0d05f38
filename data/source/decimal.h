/* Numbers as JSON writes them, read fast and correctly rounded: as strtod() does in the C locale. */
#pragma once

#include <glib.h>

typedef struct {
  double value;
  gint64 integer;      /* the same, if is_integer */
  gboolean is_integer; /* neither a point nor an exponent */
} SalDecimal;

/* Reads the number that begins at text, and looks at no byte from end on. Returns one past its last byte. NULL
 * where none begins by JSON's grammar, and for what readers disagree about: integers of more than 18 digits,
 * exponents of more than 3, more than 300 digits, and what is beyond the range of a double. */
const char *sal_decimal_read(const char *text, const char *end, SalDecimal *decimal);

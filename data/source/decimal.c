/* Most numbers are a product or a quotient of two integers that a double holds exactly, which one operation rounds
 * correctly (Clinger, How to read floating point numbers accurately, 1990). Those of 16 to 19 digits are divided
 * as integers. What is left is for strtod(). */
#include "data/source/decimal.h"

#include <float.h>
#include <math.h>
#include <string.h>

#define MANTISSA_BITS 53
#define EXACT_MANTISSA (G_GUINT64_CONSTANT(1) << MANTISSA_BITS)
#define U64_DIGITS 19     /* any number of so many digits fits into 64 bits */
#define INTEGER_DIGITS 18 /* and with a sign */
#define MAX_CHARS 300

static const double powers[] = { 1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

/* A number taken apart: digits * 10^exponent. */
typedef struct {
  guint64 digits;
  guint n_digits; /* digits is right if these are at most U64_DIGITS */
  int exponent;
  gboolean is_negative, is_integer;
} Parts;

static const char *
read_digits(const char *p, const char *end, Parts *parts)
{
  guint64 digits = parts->digits;
  const char *const start = p;
  for (; p < end && g_ascii_isdigit(*p); p++)
    digits = digits * 10 + (guint64)(*p - '0');
  parts->digits = digits;
  parts->n_digits += (guint)MIN(p - start, MAX_CHARS);
  return p;
}

/* At the letter; NULL if no exponent of one to three digits follows. */
static const char *
read_exponent(const char *p, const char *end, Parts *parts)
{
  p++;
  const gboolean is_negative = p < end && *p == '-';
  p += p < end && (*p == '-' || *p == '+');
  int exponent = 0;
  const char *const start = p;
  for (; p < end && g_ascii_isdigit(*p) && p - start <= 3; p++)
    exponent = exponent * 10 + (*p - '0');
  parts->exponent += is_negative ? -exponent : exponent;
  parts->is_integer = FALSE;
  return p > start && p - start <= 3 ? p : NULL;
}

static const char *
take_apart(const char *text, const char *end, Parts *parts)
{
  const char *p = text;
  *parts = (Parts){ .is_negative = p < end && *p == '-', .is_integer = TRUE };
  p += parts->is_negative;
  const char *const first = p;
  p = read_digits(p, end, parts);
  if (p == first || (*first == '0' && p > first + 1))
    return NULL;
  if (p < end && *p == '.') {
    const char *const fraction = ++p;
    p = read_digits(p, end, parts);
    if (p == fraction || p - fraction > MAX_CHARS)
      return NULL;
    parts->exponent = -(int)(p - fraction);
    parts->is_integer = FALSE;
  }
  if (p < end && (*p == 'e' || *p == 'E'))
    p = read_exponent(p, end, parts);
  return p != NULL && p - text <= MAX_CHARS ? p : NULL;
}

/* FALSE if one operation does not do. Where doubles are computed with more bits, it never does. */
static gboolean
scale_exactly(const Parts *parts, double *value)
{
  const int n = (int)G_N_ELEMENTS(powers);
  if (FLT_EVAL_METHOD != 0 || parts->digits > EXACT_MANTISSA || parts->exponent <= -n || parts->exponent >= n)
    return FALSE;
  *value = parts->exponent < 0 ? (double)parts->digits / powers[-parts->exponent]
                               : (double)parts->digits * powers[parts->exponent];
  return TRUE;
}

#ifdef __SIZEOF_INT128__
__extension__ typedef unsigned __int128 Wide;

static guint64
get_power(int exponent)
{
  guint64 power = 1;
  for (int i = 0; i < exponent; i++)
    power *= 10;
  return power;
}

static guint
count_leading_zeros(guint64 n)
{
  return (guint)__builtin_clzll(n);
}

/* digits / 10^-exponent, rounded to the nearest double, half to even. Dividend and divisor are shifted left as far
 * as they go, so that the quotient has 63 or 64 bits, more than a double holds. */
static gboolean
divide(const Parts *parts, double *value)
{
  if (parts->digits == 0 || parts->exponent >= 0 || parts->exponent < -U64_DIGITS)
    return FALSE;
  const guint64 power = get_power(-parts->exponent);
  const guint up = count_leading_zeros(parts->digits), down = count_leading_zeros(power);
  const guint64 divisor = power << down;
  const Wide dividend = (Wide)(parts->digits << up) << 63;
  const guint64 quotient = (guint64)(dividend / divisor);
  const gboolean has_rest = dividend - (Wide)quotient * divisor != 0;
  const guint shift = 64 - count_leading_zeros(quotient) - MANTISSA_BITS;
  const guint64 half = G_GUINT64_CONSTANT(1) << (shift - 1), below = quotient & (2 * half - 1);
  guint64 mantissa = quotient >> shift;
  mantissa += below > half || (below == half && (has_rest || (mantissa & 1) != 0));
  *value = ldexp((double)mantissa, (int)shift - 63 + (int)down - (int)up);
  return TRUE;
}
#else
static gboolean
divide(const Parts *parts, double *value)
{
  return FALSE;
}
#endif

static double
convert(const char *text, const char *end)
{
  char copy[MAX_CHARS + 1];
  memcpy(copy, text, (gsize)(end - text));
  copy[end - text] = '\0';
  return fabs(g_ascii_strtod(copy, NULL));
}

const char *
sal_decimal_read(const char *text, const char *end, SalDecimal *decimal)
{
  Parts parts;
  double value = 0;
  const char *const after = take_apart(text, end, &parts);
  if (after == NULL || (parts.is_integer && parts.n_digits > INTEGER_DIGITS))
    return NULL;
  if (parts.is_integer) {
    const gint64 n = (gint64)parts.digits;
    const gint64 integer = parts.is_negative ? -n : n;
    *decimal = (SalDecimal){ (double)integer, integer, TRUE }; /* an integer has no negative zero */
    return after;
  }
  const gboolean is_short = parts.n_digits <= U64_DIGITS;
  if (!is_short || (!scale_exactly(&parts, &value) && !divide(&parts, &value)))
    value = convert(text, after);
  *decimal = (SalDecimal){ .value = parts.is_negative ? -value : value };
  return isfinite(value) ? after : NULL;
}

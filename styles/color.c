#include "styles/color.h"

#include <math.h>
#include <string.h>

static guint8
hex_pair(const char *digits)
{
  return (guint8)(16 * g_ascii_xdigit_value(digits[0]) + g_ascii_xdigit_value(digits[1]));
}

gboolean
sal_color_parse(const char *text, SalColor *color)
{
  SalColor read = { 0 };
  if (g_str_equal(text, "none")) {
    *color = read;
    return TRUE;
  }
  const gsize n_digits = strlen(text) - (text[0] == '#');
  if (text[0] != '#' || strspn(text + 1, "0123456789abcdefABCDEF") != n_digits)
    return FALSE;
  if (n_digits != 3 && n_digits != 6 && n_digits != 8)
    return FALSE;
  char digits[9] = "000000FF";
  for (gsize i = 0; i < 6 && n_digits == 3; i++)
    digits[i] = text[1 + i / 2];
  if (n_digits > 3)
    memcpy(digits, text + 1, n_digits);
  read = (SalColor){ hex_pair(digits), hex_pair(digits + 2), hex_pair(digits + 4), hex_pair(digits + 6) };
  *color = read.a == 0 ? (SalColor){ 0 } : read;
  return TRUE;
}

char *
sal_color_format(SalColor color)
{
  if (color.a == 0)
    return g_strdup("none");
  if (color.a == 255)
    return g_strdup_printf("#%02X%02X%02X", color.r, color.g, color.b);
  return g_strdup_printf("#%02X%02X%02X%02X", color.r, color.g, color.b, color.a);
}

/* Relative luminance and contrast ratio as WCAG 2.2 defines them (w3.org/TR/WCAG22/#dfn-contrast-ratio). */
static double
linear(guint8 channel)
{
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double
relative_luminance(SalColor color)
{
  return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
}

double
sal_color_contrast(SalColor a, SalColor b)
{
  const double la = relative_luminance(a), lb = relative_luminance(b);
  return (MAX(la, lb) + 0.05) / (MIN(la, lb) + 0.05);
}

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

double
sal_color_linearize(guint8 channel)
{
  const double c = channel / 255.0;
  return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

/* The inverse of that. Values outside 0 to 1 are clamped. */
static guint8
delinearize(double linear)
{
  const double c = CLAMP(linear, 0, 1);
  return (guint8)lround(255 * (c <= 0.0031308 ? c * 12.92 : 1.055 * pow(c, 1 / 2.4) - 0.055));
}

/* Relative luminance and contrast ratio as WCAG 2.2 defines them (w3.org/TR/WCAG22/#dfn-contrast-ratio). */
static double
relative_luminance(SalColor color)
{
  return 0.2126 * sal_color_linearize(color.r) + 0.7152 * sal_color_linearize(color.g) +
         0.0722 * sal_color_linearize(color.b);
}

double
sal_color_contrast(SalColor a, SalColor b)
{
  const double la = relative_luminance(a), lb = relative_luminance(b);
  return (MAX(la, lb) + 0.05) / (MIN(la, lb) + 0.05);
}

static void
multiply(const double m[3][3], const double in[3], double out[3])
{
  for (int i = 0; i < 3; i++)
    out[i] = m[i][0] * in[0] + m[i][1] * in[1] + m[i][2] * in[2];
}

/* The matrices between linear sRGB, cone responses and OKLab are those of the publication. */
static void
color_to_oklab(SalColor color, double lab[3])
{
  static const double to_lms[3][3] = { { 0.4122214708, 0.5363325363, 0.0514459929 },
                                       { 0.2119034982, 0.6806995451, 0.1073969566 },
                                       { 0.0883024619, 0.2817188376, 0.6299787005 } };
  static const double to_lab[3][3] = { { 0.2104542553, 0.7936177850, -0.0040720468 },
                                       { 1.9779984951, -2.4285922050, 0.4505937099 },
                                       { 0.0259040371, 0.7827717662, -0.8086757660 } };
  const double rgb[3] = { sal_color_linearize(color.r), sal_color_linearize(color.g),
                          sal_color_linearize(color.b) };
  double lms[3];
  multiply(to_lms, rgb, lms);
  for (int i = 0; i < 3; i++)
    lms[i] = cbrt(lms[i]);
  multiply(to_lab, lms, lab);
}

static SalColor
color_from_oklab(const double lab[3], double opacity)
{
  static const double to_lms[3][3] = { { 1, 0.3963377774, 0.2158037573 },
                                       { 1, -0.1055613458, -0.0638541728 },
                                       { 1, -0.0894841775, -1.2914855480 } };
  static const double to_rgb[3][3] = { { 4.0767416621, -3.3077115913, 0.2309699292 },
                                       { -1.2684380046, 2.6097574011, -0.3413193965 },
                                       { -0.0041960863, -0.7034186147, 1.7076147010 } };
  double lms[3], rgb[3];
  multiply(to_lms, lab, lms);
  for (int i = 0; i < 3; i++)
    lms[i] = lms[i] * lms[i] * lms[i];
  multiply(to_rgb, lms, rgb);
  return (SalColor){ delinearize(rgb[0]), delinearize(rgb[1]), delinearize(rgb[2]), (guint8)lround(opacity) };
}

SalColor
sal_color_mix(SalColor a, SalColor b, double t)
{
  double from[3], to[3], between[3];
  color_to_oklab(a, from);
  color_to_oklab(b, to);
  for (int i = 0; i < 3; i++)
    between[i] = from[i] + t * (to[i] - from[i]);
  return color_from_oklab(between, a.a + t * (b.a - a.a));
}

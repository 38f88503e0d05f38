#include "styles/paint.h"

#include <math.h>
#include <string.h>

#define MOST_MM 5000.0
#define MAX_BYTES 32 /* of a number */

static const char *const ROLES[SAL_N_ROLES + 1] = {
  [SAL_ROLE_ACCENT] = "accent", [SAL_ROLE_PAPER] = "paper",   [SAL_ROLE_TEXT] = "text",
  [SAL_ROLE_MUTED] = "muted",   [SAL_ROLE_GAINED] = "gained", [SAL_ROLE_LOST] = "lost",
  [SAL_ROLE_HELD] = "held",     [SAL_ROLE_LAND] = "land",     [SAL_ROLE_SEA] = "sea",
  [SAL_ROLE_NET] = "net",
};

const char *const *
sal_paint_list_roles(void)
{
  return ROLES;
}

gboolean
sal_paint_parse(const char *text, SalPaint *paint)
{
  SalPaint read = { .is_set = TRUE };
  for (guint i = 0; i < SAL_N_ROLES && !read.has_role; i++)
    if (g_str_equal(ROLES[i], text))
      read.has_role = TRUE, read.role = (SalColorRole)i;
  if (!read.has_role && !sal_color_parse(text, &read.color))
    return FALSE;
  *paint = read;
  return TRUE;
}

/* An area's fill, or its hatch or outline where it has none. */
static SalColor
find_color(const SalAreaStyle *area)
{
  if (area->fill.a > 0)
    return area->fill;
  return area->hatch.width_mm > 0 && area->hatch.color.a > 0 ? area->hatch.color : area->outline.color;
}

SalColor
sal_paint_resolve(SalPaint paint, const SalStyle *style, SalColor fallback)
{
  if (!paint.is_set || !paint.has_role)
    return paint.is_set ? paint.color : fallback;
  switch (paint.role) {
  case SAL_ROLE_PAPER:
    return style->paper;
  case SAL_ROLE_TEXT:
    return style->title_text.color;
  case SAL_ROLE_MUTED:
    return style->credit_text.color;
  case SAL_ROLE_LOST:
    return find_color(&style->lost);
  case SAL_ROLE_HELD:
    return find_color(&style->held);
  case SAL_ROLE_LAND:
    return find_color(&style->land);
  case SAL_ROLE_SEA:
    return find_color(&style->sea);
  case SAL_ROLE_ACCENT:
    return style->roles.accent.a != 0 ? style->roles.accent : find_color(&style->gained);
  case SAL_ROLE_GAINED:
  case SAL_ROLE_NET:
  case SAL_N_ROLES:
  default:
    return find_color(&style->gained);
  }
}

gboolean
sal_length_parse(const char *text, SalLength *length)
{
  const gboolean is_share = g_str_has_suffix(text, "%");
  const gsize n = strlen(text) - (is_share ? 1 : 0);
  if (n == 0 || n > MAX_BYTES || strspn(text, "0123456789.") != n)
    return FALSE;
  char *end = NULL;
  const double value = g_ascii_strtod(text, &end);
  if (end != text + n || !isfinite(value) || value > (is_share ? 100 : MOST_MM))
    return FALSE;
  *length = (SalLength){ value, is_share, TRUE };
  return TRUE;
}

double
sal_length_resolve(SalLength length, double whole_mm, double fallback_mm)
{
  if (!length.is_set)
    return fallback_mm;
  return length.is_share ? whole_mm * length.value / 100 : length.value;
}

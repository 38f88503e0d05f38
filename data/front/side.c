#include "data/front/side.h"

#include "data/base/error.h"

#include <math.h>
#include <string.h>

#define PREVIOUS "previous"

static gboolean
parse_number(const char *text, char **end, double *number)
{
  *number = g_ascii_strtod(text, end);
  return *end != text && isfinite(*number);
}

/* Reads LON,LAT, left or right. */
static gboolean
parse_plain(const char *text, SalSide *side)
{
  char *end;
  double lon, lat;
  if (strcmp(text, "left") == 0 || strcmp(text, "right") == 0) {
    *side = (SalSide){ .kind = text[0] == 'l' ? SAL_SIDE_LEFT : SAL_SIDE_RIGHT };
    return TRUE;
  }
  if (parse_number(text, &end, &lon) && *end == ',' && parse_number(end + 1, &end, &lat) && *end == '\0' &&
      fabs(lon) <= 360 && fabs(lat) <= 90) {
    *side = (SalSide){ .kind = SAL_SIDE_POINT, .point = { lon, lat } };
    return TRUE;
  }
  return FALSE;
}

gboolean
sal_side_parse(const char *text, SalSide *side, GError **error)
{
  const gboolean is_first = g_str_has_prefix(text, PREVIOUS ":");
  if (parse_plain(is_first ? text + strlen(PREVIOUS ":") : text, side)) {
    side->then_previous = is_first;
    return TRUE;
  }
  g_autofree char *quoted = sal_error_quote(text);
  if (is_first || strcmp(text, PREVIOUS) == 0)
    return sal_error_set(error, SAL_ERROR_USAGE,
                         "side: expected previous:LON,LAT or previous:left or previous:right, which is the "
                         "side of the first snapshot, got '%s'",
                         quoted);
  return sal_error_set(error, SAL_ERROR_USAGE,
                       "side: expected LON,LAT or left or right, or previous:SIDE, got '%s'", quoted);
}

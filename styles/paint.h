/* Lengths and colours as page templates write them: in millimetres or as a share of the page, and by the role
 * that a colour has in the style. */
#pragma once

#include "styles/style.h"

/* value: mm, or % of the page's width or height. */
typedef struct {
  double value;
  gboolean is_share, is_set;
} SalLength;

/* What a colour of a style is for. */
typedef enum {
  SAL_ROLE_ACCENT,
  SAL_ROLE_PAPER,
  SAL_ROLE_TEXT,  /* of titles */
  SAL_ROLE_MUTED, /* of credits */
  SAL_ROLE_GAINED,
  SAL_ROLE_LOST,
  SAL_ROLE_HELD,
  SAL_ROLE_LAND,
  SAL_ROLE_SEA,
  SAL_ROLE_NET, /* that of gained or lost, whichever is more on the page */
  SAL_N_ROLES
} SalColorRole;

typedef struct {
  gboolean is_set, has_role;
  SalColorRole role; /* if it has one, */
  SalColor color;    /* else this */
} SalPaint;

/* The names of the roles, NULL-terminated, in their order. Static. */
const char *const *sal_paint_list_roles(void);

/* Reads a colour (sal_color_parse()) or the name of a role. FALSE, with paint as it was, if it is neither. */
gboolean sal_paint_parse(const char *text, SalPaint *paint);

/* The colour that a paint has in a style. fallback: of a paint that is not set. NET is that of gained. */
SalColor sal_paint_resolve(SalPaint paint, const SalStyle *style, SalColor fallback);

/* Reads "12", "12.5" or "30%": 0 to 5000 mm, or 0 to 100 %. FALSE, with length as it was, for anything else. */
gboolean sal_length_parse(const char *text, SalLength *length);

/* In mm on a page whose side is whole_mm; fallback_mm if it is not set. */
double sal_length_resolve(SalLength length, double whole_mm, double fallback_mm);

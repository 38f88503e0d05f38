/* Checks a style file. Faults are what keeps it from being read. Warnings are about maps in this style
 * that nobody, or not everybody, could read. */
#pragma once

#include "styles/style.h"

/* The least contrast (WCAG 2.2) of a text, with its halo, against all that it can stand on. */
#define SAL_CHECK_TEXT_CONTRAST 4.5
#define SAL_CHECK_LARGE_TEXT_CONTRAST 3.0 /* of names of countries */
/* The least contrast of gained, lost and classes against held and land, of fill, hatch or outline,
 * whichever is best. */
#define SAL_CHECK_AREA_CONTRAST 3
#define SAL_CHECK_WIDTH_MM 0.1
/* The least difference of gained and lost in lightness (CIE L*, of fills), so that a copy without colours tells them
 * apart. Where neither has a colour, a hatch or a dashed outline must tell them apart as well. */
#define SAL_CHECK_CHANGE_LIGHTNESS 20
/* The least distance (CIEDE2000, in each vision) between two areas if one of them is gained, lost or a
 * class. */
#define SAL_CHECK_AREA_DISTANCE 10
/* The least distance between sea, land and held, which have lines between them. */
#define SAL_CHECK_GROUND_DISTANCE 3
/* Two hatches of one colour can be told apart if their directions differ so much, or if one spacing is so
 * many times the other. */
#define SAL_CHECK_HATCH_TURN_DEG 30
#define SAL_CHECK_HATCH_RATIO 1.5

typedef struct {
  GPtrArray *faults, *warnings; /* utf8: "LINE: KEY: ...", by line; only the first 100 or so of each */
} SalStyleCheck;

/* All faults and warnings of a file, and of the style that it makes of its base. A warning about what the
 * file does not say itself is at line 1. Owned by the caller. Error: IO for a file that cannot be read. */
SalStyleCheck *sal_style_check(const char *path, GError **error);

void sal_style_check_free(SalStyleCheck *check);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalStyleCheck, sal_style_check_free)

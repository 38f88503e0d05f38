/* What is wrong with a style file: faults, which keep it from being read, and warnings about a style that can
 * be read but whose maps cannot, or not by everybody. */
#pragma once

#include "styles/style.h"

/* Contrast after WCAG 2.2 of text against what it can stand on, halo included. */
#define SAL_CHECK_TEXT_CONTRAST 4.5
/* The same of gained, lost and classes against held and land: fill, hatch or outline, whichever is best. */
#define SAL_CHECK_AREA_CONTRAST 3
#define SAL_CHECK_WIDTH_MM 0.1
/* CIEDE2000, in each vision, between areas of which one is gained, lost or a class. */
#define SAL_CHECK_AREA_DISTANCE 10
/* The same between sea, land and held, which lines keep apart. */
#define SAL_CHECK_GROUND_DISTANCE 3
/* Hatches of one colour are told apart by so much of a turn, or one spacing being so many times the other. */
#define SAL_CHECK_HATCH_TURN_DEG 30
#define SAL_CHECK_HATCH_RATIO 1.5

typedef struct {
  GPtrArray *faults, *warnings; /* of char *, "LINE: KEY: ...", by line */
} SalStyleCheck;

/* Everything that is wrong with a file and with the style that it makes of its base; warnings about what the
 * file does not say itself stand at line 1. Owned by the caller. Errors: IO for a file that cannot be read.
 */
SalStyleCheck *sal_style_check(const char *path, GError **error);

void sal_style_check_free(SalStyleCheck *check);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalStyleCheck, sal_style_check_free)

/* The words of a page that compares two sources: its change is the state of a SalComparison, from A to B. */
#pragma once

#include "render/page/page.h"
#include "render/words/figures.h"

/* Title and subtitle, from the options' templates or the defaults. Placeholders are {a} {b} {date} {period}
 * {class} {agreed} {only_a} {only_b}. Error: RENDER, for a placeholder that does not exist or a single brace.
 * Owned by the caller. */
char *sal_comparison_make_title(const SalPageOptions *options, const SalChange *state, GError **error);
char *sal_comparison_make_subtitle(const SalPageOptions *options, const SalChange *state, GError **error);
/* A template of the user's; what names it in the error. */
char *sal_comparison_expand(const SalPageOptions *options, const char *text, const char *what,
                            const SalChange *state, GError **error);

/* "4.5 km²", without decimals from 10,000 km2. Owned by the caller. */
char *sal_comparison_format_km2(const SalWords *words, double m2);
/* What both sides hold, in m2. */
double sal_comparison_measure_agreed_m2(const SalChange *state);
/* The numbers that callouts must not exceed: gained is what only B holds, lost what only A does, both as
 * printed; net and held are not set. */
SalFigures sal_comparison_compute_figures(const SalChange *state);

/* The words and numbers of a page that compares two sources. Its change is the state of a SalComparison:
 * from what A holds to what B holds. */
#pragma once

#include "render/words/captions.h"
#include "render/words/figures.h"

/* The captions of a comparison, see SalCaptionFunc. Placeholders are {a} {b} {date} {period} {class} {share} {agreed}
 * {only_a} {only_b}. */
char *sal_comparison_make_title(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                                gboolean is_short, GError **error);
char *sal_comparison_make_subtitle(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                                   gboolean is_short, GError **error);
char *sal_comparison_make_credit(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                                 SalCreditDetail detail, GError **error);

/* What both sides hold, in m2. */
double sal_comparison_measure_agreed_m2(const SalChange *state);

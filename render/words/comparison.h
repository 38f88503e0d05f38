/* The words and numbers of a page that compares two sources. Its change is the state of a SalComparison:
 * from what A holds to what B holds. */
#pragma once

#include "render/words/captions.h"
#include "render/words/figures.h"

/* The captions of a comparison, see SalCaptionFunc. Placeholders are {a} {b} {date} {period} {class} {share} {agreed}
 * {only_a} {only_b} {headline} {sentence} {alt}. */
char *sal_comparison_make_title(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                                gboolean is_short, GError **error);
char *sal_comparison_make_subtitle(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                                   gboolean is_short, GError **error);
char *sal_comparison_make_credit(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                                 SalCreditDetail detail, GError **error);

/* A template with these placeholders filled in; what ("title") names it in the error. See sal_captions_expand(). */
char *sal_comparison_expand(const SalCaptionOptions *options, const SalChange *state, const char *text,
                            const char *what, GError **error);

/* "A and B agree on 98.4% of the area on 1 June 2025", the same with all figures, and that with what is seen and the days
 * of the snapshots, for alternative texts. Without stops, but the last. Owned by the caller. */
char *sal_comparison_make_headline(const SalCaptionOptions *options, const SalChange *state);
char *sal_comparison_make_sentence(const SalCaptionOptions *options, const SalChange *state);
char *sal_comparison_make_alt(const SalCaptionOptions *options, const SalCaptionSubject *subject);

/* What both sides hold, in m2. */
double sal_comparison_measure_agreed_m2(const SalChange *state);
/* What both sides hold, in % of all that either holds; 100 if neither holds anything. */
double sal_comparison_measure_share(const SalChange *state);

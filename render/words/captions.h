/* The captions of a page: its title, its subtitle and its credit line. The user gives them as templates,
 * or they are made from the change that the page is about. render/words/comparison.h has those of
 * comparisons. */
#pragma once

#include "render/words/caption-options.h"

/* Makes a title or a subtitle; is_short: for a small page, where a usual one says less. Owned by the caller.
 * Error: RENDER, for a placeholder that does not exist or a single brace in the user's template. */
typedef char *(*SalCaptionFunc)(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                                gboolean is_short, GError **error);
/* Makes the credit line. Error, ownership: as above. */
typedef char *(*SalCreditFunc)(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                               SalCreditDetail detail, GError **error);

/* A template with its placeholders filled in. Without the subject's run {mean} and {n} are empty; {mean} is also empty
 * where the run has no period to take the mean of. what ("title") names the template in the error. Error, ownership: as
 * above. */
char *sal_captions_expand(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                          const char *template_text, const char *what, GError **error);

/* Makes the credit line: the user's credit, and what render/words/credit.h has. See SalCreditFunc. */
char *sal_captions_make_credit(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                               SalCreditDetail detail, GError **error);

char *sal_captions_make_title(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                              gboolean is_short, GError **error);
char *sal_captions_make_cumulative_title(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                                         gboolean is_short, GError **error);

char *sal_captions_make_regions_title(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                                      gboolean is_short, GError **error);
char *sal_captions_make_shares_title(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                                     gboolean is_short, GError **error);

/* The usual subtitle of a period has its days and what its legend does not say: its net. Subtitles end with the note on a reset (render/words/reset-note.h), the user's subtitle too. That of a
 * period does not say 'no change' where one snapshot stands for both ends of the period. */
char *sal_captions_make_subtitle(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                                 gboolean is_short, GError **error);
/* Of a map of regions, whose legend has neither what was gained nor what was lost: all numbers. */
char *sal_captions_make_regions_subtitle(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                                         gboolean is_short, GError **error);
/* Of small multiples: the days of the run, its sums and the mean net of a period. */
char *sal_captions_make_grid_subtitle(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                                      gboolean is_short, GError **error);
/* Of a cumulative map: what its colours are instead of the mean. */
char *
sal_captions_make_cumulative_subtitle(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                                      gboolean is_short, GError **error);

char *sal_captions_make_turnover_title(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                                       gboolean is_short, GError **error);
char *sal_captions_make_fronts_title(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                                     gboolean is_short, GError **error);
/* Of a map of how often ground changed hands: the days of the run, and by which steps it counts. */
char *sal_captions_make_turnover_subtitle(const SalCaptionOptions *options, const SalCaptionSubject *subject,
                                          gboolean is_short, GError **error);

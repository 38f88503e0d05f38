#include "render/page/texts.h"

#include "render/page/region-survey.h"

void
sal_page_texts_clear(SalPageTexts *texts)
{
  g_clear_pointer(&texts->title, g_free);
  g_clear_pointer(&texts->subtitle, g_free);
  g_clear_pointer(&texts->credit, g_free);
  g_clear_pointer(&texts->source, g_free);
}

/* The credit line, without the user's own credit where that stands by itself. */
static gboolean
make_credit(SalPageTexts *texts, const SalPageTextOptions *options, const SalCaptionSubject *subject,
            SalCreditDetail detail, GError **error)
{
  SalCaptionOptions captions = *options->captions;
  if (options->has_source) {
    const char *own = captions.credit != NULL ? captions.credit : "";
    texts->source = sal_captions_expand(&captions, subject, own, "credit", error);
    captions.credit = NULL;
    if (texts->source == NULL)
      return FALSE;
  }
  texts->credit = options->layout->make_credit(&captions, subject, detail, error);
  return texts->credit != NULL;
}

gboolean
sal_page_texts_make(SalPageTexts *texts, const SalPageTextOptions *options, const SalChange *change,
                    GError **error)
{
  const SalLayout *layout = options->layout;
  const SalCreditDetail detail = options->is_compact    ? SAL_CREDIT_SHORT
                                 : options->has_basemap ? SAL_CREDIT_WITH_BASEMAP
                                                        : SAL_CREDIT_FULL;
  const gboolean is_short = layout->is_of_run ? options->is_narrow : options->has_strip;
  const gboolean has_rounded_regions =
      options->regions != NULL && sal_region_survey_is_rounded(options->regions, options->region_changes,
                                                               change, options->captions->words);
  const SalCaptionSubject subject = { .change = change,
                                      .run = options->run,
                                      .cumulative = options->cumulative,
                                      .has_rounded_regions = has_rounded_regions,
                                      .shows_sums = !is_short || options->cumulative != NULL };
  const gboolean has_short_title = options->is_compact || (layout->has_long_title && options->is_narrow);
  g_auto(SalPageTexts) made = { NULL };
  made.title = layout->make_title(options->captions, &subject, has_short_title, error);
  if (made.title == NULL)
    return FALSE;
  made.subtitle = layout->make_subtitle(options->captions, &subject, is_short, error);
  if (made.subtitle == NULL || !make_credit(&made, options, &subject, detail, error))
    return FALSE;
  *texts = made;
  made = (SalPageTexts){ NULL };
  return TRUE;
}

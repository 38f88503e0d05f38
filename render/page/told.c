#include "render/page/told.h"

#include "render/page/region-content.h"
#include "render/page/state.h"
#include "render/words/comparison.h"
#include "render/words/sentence.h"
#include "render/words/wording.h"

/* A single date is no period. */
static char *
describe_period(const SalWords *words, const SalPeriod *period)
{
  return period->from == period->to ? sal_wording_describe_day(words, period->to)
                                    : sal_wording_describe_period(words, period);
}

static char *
add_stop(const SalWords *words, char *sentence)
{
  g_autoptr(GString) text = g_string_new(NULL);
  sal_wording_add_sentence(text, words, sentence);
  return g_strdup(text->str);
}

/* "Changed hands once 4,210 km², held throughout 20 km²". */
static char *
describe_content(const SalContent *content)
{
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < content->len; i++) {
    const SalContentArea *area = &g_array_index(content, SalContentArea, i);
    g_string_append_printf(text, "%s%s%s%s", i > 0 ? ", " : "", area->label, area->number != NULL ? " " : "",
                           area->number != NULL ? area->number : "");
  }
  return g_string_free(text, FALSE);
}

static char *
describe_map(const SalPage *page, const SalChange *change)
{
  return page->survey != NULL ? sal_region_content_describe(page, change)
                              : describe_content(page->run_content);
}

/* Of maps whose areas are not what their sentence tells. */
static char *
make_alt_of_areas(const SalPage *page, const SalCaptionOptions *options, const SalChange *change,
                  guint text_limit)
{
  SalCaptionOptions captions = *options;
  SalCaptionSubject subject = { .change = change, .run = page->run };
  captions.title = NULL;
  g_autofree char *title = page->layout->make_title(&captions, &subject, FALSE, NULL);
  char *values = describe_map(page, change);
  g_autofree char *regions = values != NULL ? add_stop(captions.words, values) : NULL;
  subject.title = title;
  subject.regions = regions;
  return sal_sentence_make_alt(&captions, &subject, text_limit);
}

void
sal_page_told_make(SalPageTold *told, const SalPage *page, const SalChange *change, guint text_limit)
{
  if (page->layout->is_of_run)
    change = &page->run->total;
  const SalCaptionSubject subject = { .change = change, .run = page->run, .cumulative = page->parts };
  SalCaptionOptions captions = page->captions;
  captions.definition = page->options.definition; /* also where the page has no room for it */
  told->period_label = describe_period(captions.words, &change->period);
  if (captions.compared[0] != NULL) {
    told->headline = sal_comparison_make_headline(&captions, change);
    told->sentence = add_stop(captions.words, sal_comparison_make_sentence(&captions, change));
    told->alt = sal_comparison_make_alt(&captions, &subject);
    return;
  }
  told->headline = sal_sentence_make_headline(captions.words, change);
  told->sentence = sal_sentence_make_text(&captions, &subject);
  told->alt = page->survey != NULL || page->layout->is_unsigned
                  ? make_alt_of_areas(page, &captions, change, text_limit)
                  : sal_sentence_make_alt(&captions, &subject, text_limit);
}

void
sal_page_told_clear(SalPageTold *told)
{
  g_clear_pointer(&told->period_label, g_free);
  g_clear_pointer(&told->headline, g_free);
  g_clear_pointer(&told->sentence, g_free);
  g_clear_pointer(&told->alt, g_free);
}

char *
sal_page_make_sources(const SalPage *page, const SalChange *change, GError **error)
{
  const SalCaptionSubject subject = { .change = change, .run = page->run, .cumulative = page->parts };
  const gboolean has_basemap = page->basemap != NULL && page->basemap->folder != NULL;
  SalCaptionOptions captions = page->captions;
  captions.credit_left_out |= SAL_CREDIT_DEFINITION;
  return page->layout->make_credit(&captions, &subject,
                                   has_basemap ? SAL_CREDIT_WITH_BASEMAP : SAL_CREDIT_FULL, error);
}

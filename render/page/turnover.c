#include "render/page/turnover.h"

#include "data/base/error.h"
#include "render/page/main-map.h"
#include "render/words/wording.h"

/* The longest steps, in days, that are days, weeks, months, quarters and years; and the shortest. */
static const struct {
  SalWordUnit unit;
  int least, most;
} UNITS[] = { { SAL_WORD_UNIT_DAY, 1, 1 },
              { SAL_WORD_UNIT_WEEK, 7, 7 },
              { SAL_WORD_UNIT_MONTH, 28, 31 },
              { SAL_WORD_UNIT_QUARTER, 89, 92 },
              { SAL_WORD_UNIT_YEAR, 365, 366 } };

/* What the steps are called; SAL_WORD_UNIT_PERIOD: from snapshot to snapshot. */
static SalWordUnit
find_unit(const SalPage *page)
{
  const int days = page->turnover->usual_days;
  if (days == 0)
    return sal_wording_find_unit(page->run);
  for (guint i = 0; i < G_N_ELEMENTS(UNITS); i++)
    if (days >= UNITS[i].least && days <= UNITS[i].most)
      return UNITS[i].unit;
  return SAL_WORD_UNIT_PERIOD;
}

static gboolean
compute(SalPage *page, GError **error)
{
  const SalPageOptions *options = &page->options;
  const SalTurnoverInput input = { .changes = page->run->changes,
                                   .steps = options->steps,
                                   .region = options->is_of_region ? options->aoi : NULL,
                                   .model = options->area_model,
                                   .max_bytes = options->max_bytes };
  if (page->run->changes->len == 0)
    return sal_error_set(error, SAL_ERROR_RENDER, "map of turnover: expected the changes of a run, got none");
  page->turnover = sal_turnover_compute(&input, error);
  return page->turnover != NULL;
}

gboolean
sal_page_prepare_turnover(SalPage *page, GPtrArray *remarks, GError **error)
{
  const SalPageOptions *options = &page->options;
  if (!compute(page, error))
    return FALSE;
  page->captions.step_unit = find_unit(page);
  page->run_content =
      sal_content_new_turnover(options->style, options->words, page->run, page->turnover, options->changes);
  if (options->clip != NULL)
    sal_content_clip(page->run_content, options->clip, options->area_model);
  return sal_page_prepare_map(page, remarks, error);
}

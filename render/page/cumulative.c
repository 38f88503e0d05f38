#include "render/page/cumulative.h"

#include "data/base/error.h"
#include "render/page/frame.h"
#include "render/page/main-map.h"

#define MAX_PARTS 12 /* more colours are not told apart */
#define FEW_PARTS 4  /* on narrow pages, whose legend is a strip */

/* Cuts the run into at most so many parts and lays the page out with them. What was taken and lost again is
 * not on the map, nor in its numbers. */
static gboolean
cut_cumulative(SalPage *page, guint max_parts, GError **error)
{
  const SalPageOptions *options = &page->options;
  g_clear_pointer(&page->run_content, g_array_unref);
  g_clear_pointer(&page->parts, sal_cumulative_free);
  page->parts = sal_cumulative_compute(page->run->changes, options->area_model, max_parts,
                                       options->is_of_region ? options->aoi : NULL, error);
  if (page->parts == NULL)
    return FALSE;
  SalChange *total = &page->run->total;
  total->gained_m2 = page->parts->gained_m2, total->lost_m2 = page->parts->lost_m2;
  total->area_from_m2 = total->area_to_m2 - (total->gained_m2 - total->lost_m2);
  page->run_content =
      sal_content_new_cumulative(options->style, options->words, page->run, page->parts, options->changes);
  if (options->clip != NULL)
    sal_content_clip(page->run_content, options->clip, options->area_model);
  return sal_page_lay_out(page, error);
}

/* As many colours as are told apart and have room in the legend. */
static gboolean
choose_parts(SalPage *page, GError **error)
{
  if (page->run->changes->len == 0)
    return sal_error_set(error, SAL_ERROR_RENDER, "cumulative map: expected the changes of a run, got none");
  guint max_parts = sal_blocks_is_narrow(&page->options) ? FEW_PARTS : MAX_PARTS;
  if (!cut_cumulative(page, max_parts, error))
    return FALSE;
  while (!sal_page_has_legend_room(page) && max_parts > FEW_PARTS) {
    max_parts -= 2;
    if (!cut_cumulative(page, max_parts, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
sal_page_prepare_cumulative(SalPage *page, GPtrArray *remarks, GError **error)
{
  return choose_parts(page, error) && sal_page_prepare_map(page, remarks, error);
}

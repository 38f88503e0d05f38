#include "library/report-content.h"

#define PX_PER_MM 5.0
#define WIDE_MM 240.0
#define WIDE_HEIGHT_MM 165.0
#define NARROW_MM 100.0
#define NARROW_HEIGHT_MM 135.0

void
sal_report_pages_free(SalReportPages *pages)
{
  if (pages == NULL)
    return;
  g_clear_pointer(&pages->wide, sal_page_free);
  g_clear_pointer(&pages->narrow, sal_page_free);
  g_clear_pointer(&pages->wide_dark, sal_page_free);
  g_clear_pointer(&pages->narrow_dark, sal_page_free);
  g_free(pages);
}

SalPageSize
sal_report_get_size(const SalMapPlan *map, gboolean narrow)
{
  const gboolean is_given = map->options->size != NULL || map->options->width_mm > 0;
  if (!narrow && is_given)
    return map->look.size;
  const double width_mm = narrow ? NARROW_MM : WIDE_MM,
               height_mm = narrow ? NARROW_HEIGHT_MM : WIDE_HEIGHT_MM;
  return (SalPageSize){ .width_mm = width_mm,
                        .height_mm = height_mm,
                        .width_px = (int)(width_mm * PX_PER_MM),
                        .height_px = (int)(height_mm * PX_PER_MM) };
}

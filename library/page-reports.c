#include "library/page-reports.h"
#include "library/formats.h"
#include "library/page-layout.h"
#include "library/page-names.h"
#include "library/report.h"

#include "styles/loader.h"

#include <string.h>

/* Makes the page of a class as web pages have it. The layout of a map with a chart is that of the map, because the report
 * has the chart. style: NULL: that of the pages. */
static SalPage *
make_report_page(const SalientPages *pages, guint page, gboolean narrow, SalStyle *style, GError **error)
{
  const SalClasses *classes = pages->changes->series->plan->settings.classes;
  const int index = sal_classes_find(classes, sal_page_get_run(pages->pages->pdata[page])->total.class_name);
  SalMapPlan map = *pages->map;
  map.look.size = sal_report_get_size(pages->map, narrow);
  map.look.style = style != NULL ? style : map.look.style;
  map.layout = map.layout == SAL_LAYOUT_MAP_CHART ? SAL_LAYOUT_MAP : map.layout;
  SalPageOptions options = sal_pages_make_class_options(pages, &map, pages->lists->pdata[page], (guint)index);
  g_autofree char *definition = (char *)options.definition;
  options.places = &pages->map->look.places;
  options.map_date = pages->map->look.has_map_date ? &pages->map->look.map_date : NULL;
  return sal_page_new(&options, NULL, error);
}

/* The style in which the report is shown on dark screens, owned by the caller; NULL: its own. */
static SalStyle *
load_dark_style(const SalientPages *pages)
{
  const char *name = pages->map->options->style;
  return name == NULL || g_str_equal(name, "default") ? sal_style_load("dark", NULL) : NULL;
}

/* dark: the style for dark screens; NULL: none. Layouts that have no room on a phone are there as they are elsewhere. */
static SalReportPages *
make_report_pages(SalientPages *pages, guint page, SalStyle *dark, GError **error)
{
  g_autoptr(SalReportPages) made = g_new0(SalReportPages, 1);
  g_autoptr(GError) fault = NULL;
  made->wide = make_report_page(pages, page, FALSE, NULL, error);
  made->wide_dark =
      made->wide != NULL && dark != NULL ? make_report_page(pages, page, FALSE, dark, error) : NULL;
  if (made->wide == NULL || (dark != NULL && made->wide_dark == NULL))
    return NULL;
  made->narrow = make_report_page(pages, page, TRUE, NULL, &fault);
  if (made->narrow == NULL)
    g_ptr_array_add(pages->remarks, g_strdup_printf("report: no maps for phones: %s", fault->message));
  else if (dark != NULL)
    made->narrow_dark = make_report_page(pages, page, TRUE, dark, NULL);
  return g_steal_pointer(&made);
}

/* Pictures of one page: from first to before last. */
typedef struct {
  guint first, last;
} Pictures;

static Pictures
find_pictures(const SalientPages *pages, guint page)
{
  Pictures found = { 0 };
  while (sal_pages_get_picture(pages, found.first)->page != pages->pages->pdata[page])
    found.first++;
  found.last = found.first;
  while (found.last < pages->pictures->len &&
         sal_pages_get_picture(pages, found.last)->page == pages->pages->pdata[page])
    found.last++;
  return found;
}

static gboolean
write_report(SalientPages *pages, SalReport *report, Pictures pictures, GError **error)
{
  SalStage stage;
  const SalWork work = sal_stage_begin(&stage, pages->map->options, "rendering");
  g_autoptr(GPtrArray) shown = g_ptr_array_new(), written = g_ptr_array_new_with_free_func(g_free);
  for (guint i = pictures.first; i < pictures.last; i++)
    g_ptr_array_add(shown, (gpointer)sal_pages_get_picture(pages, i)->change);
  report->shown = shown;
  if (!sal_shard_has_whole(&pages->shard)) /* records of all shards name it */
    g_ptr_array_add(written, g_strdup(report->path));
  else if (!sal_report_write(report, &work, written, error))
    return FALSE;
  for (guint i = 0; i < written->len && sal_shard_has_whole(&pages->shard); i++)
    g_ptr_array_add(pages->files, g_strdup(written->pdata[i]));
  for (guint i = pictures.first; i < pictures.last && written->len > 0; i++)
    g_ptr_array_add(sal_pages_get_picture(pages, i)->reports, g_strdup(report->path));
  return TRUE;
}

static char *
expand(const SalientPages *pages, const char *pattern, guint picture)
{
  const SalChange *change = sal_pages_get_picture(pages, picture)->change;
  return sal_page_name_expand(pages->map, pattern, &change->period, change->class_name, change->region);
}

/* Writes the reports that a pattern makes of pictures: one where their names are the same, else one of each. */
static gboolean
write_pattern(SalientPages *pages, SalReport *report, const char *pattern, Pictures pictures, GError **error)
{
  for (Pictures part = { pictures.first, pictures.first }; part.last < pictures.last;
       part.first = part.last) {
    g_autofree char *path = expand(pages, pattern, part.first), *next = g_strdup(path);
    while (next != NULL && g_str_equal(next, path)) {
      g_free(next);
      next = ++part.last < pictures.last ? expand(pages, pattern, part.last) : NULL;
    }
    report->path = path;
    if (!write_report(pages, report, part, error))
      return FALSE;
  }
  return TRUE;
}

/* Writes the reports of a class. Without {class} in its name, a report is of the first that is drawn. */
static gboolean
write_reports_of_page(SalientPages *pages, guint page, SalStyle *dark, GError **error)
{
  const SalientOptions *options = pages->map->options;
  const SalRun *run = sal_page_get_run(pages->pages->pdata[page]);
  const SalSettings *settings = &pages->changes->series->plan->settings;
  const gboolean has_holder = sal_shown_has_holder(options, settings->classes, run->total.class_name);
  g_autofree char *definition = sal_shown_define(options, settings->classes, run->total.class_name);
  g_autoptr(SalReportPages) made = NULL;
  SalReport report = { .map = pages->map,
                       .changes = pages->changes,
                       .page = pages->pages->pdata[page],
                       .words = has_holder ? pages->map->look.party_words : pages->map->look.words,
                       .definition = definition,
                       .rate = settings->rate,
                       .renewal = pages->renewal };
  for (guint i = 0; i < pages->names->len; i++) {
    const char *pattern = pages->names->pdata[i];
    SalReportFormat format;
    if (!sal_formats_find_report(pattern, &format) || (page > 0 && strstr(pattern, "{class}") == NULL))
      continue;
    const gboolean is_drawn = format == SAL_REPORT_HTML && sal_shard_has_whole(&pages->shard);
    if (is_drawn && made == NULL)
      made = make_report_pages(pages, page, dark, error);
    if (is_drawn && made == NULL)
      return FALSE;
    report.pages = made;
    if (!write_pattern(pages, &report, pattern, find_pictures(pages, page), error))
      return FALSE;
  }
  return TRUE;
}

gboolean
sal_page_reports_write(SalientPages *pages, GError **error)
{
  g_autoptr(SalStyle) dark = load_dark_style(pages);
  if (!sal_shard_has_whole(&pages->shard) && pages->renewal != NULL)
    return TRUE;
  for (guint i = 0; i < pages->pages->len && pages->changes != NULL; i++)
    if (!write_reports_of_page(pages, i, dark, error))
      return FALSE;
  return TRUE;
}

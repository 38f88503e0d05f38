/* Draws the maps of a report in threads, and writes its files together. */
#include "library/report.h"

#include "library/page-made.h"
#include "library/report-html.h"
#include "library/report-markdown.h"
#include "library/report-names.h"
#include "library/report-texts.h"

#include "data/base/output.h"
#include "render/page/lone-chart.h"
#include "render/write/writer.h"

#include <string.h>

#define CHART_HEIGHT 0.3 /* of its width, of the picture beside Markdown */

/* The maps of a report while threads draw them. */
typedef struct {
  const SalReport *report;
  GBytes **maps; /* as many as are shown */
} Drawing;

static void
drawing_clear(Drawing *drawing)
{
  for (guint i = 0; i < drawing->report->shown->len; i++)
    g_clear_pointer(&drawing->maps[i], g_bytes_unref);
  g_free(drawing->maps);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Drawing, drawing_clear)

static GBytes *
take_text(char *text)
{
  return text != NULL ? g_bytes_new_take(text, strlen(text)) : NULL;
}

/* What is to be written. */
typedef struct {
  GPtrArray *names;    /* utf8 */
  GPtrArray *contents; /* GBytes, in the same order */
} Files;

/* Adds a file, unless there is an error. Takes name and bytes. */
static gboolean
add_file(Files *files, char *name, GBytes *bytes)
{
  if (bytes == NULL) {
    g_free(name);
    return FALSE;
  }
  g_ptr_array_add(files->names, name);
  g_ptr_array_add(files->contents, bytes);
  return TRUE;
}

static gboolean
write_together(const SalReport *report, const Files *files, GError **error)
{
  const SalOutputRules rules = sal_options_get_output_rules(report->map->options);
  g_autofree SalOutputFile *outputs = g_new0(SalOutputFile, files->names->len);
  for (guint i = 0; i < files->names->len; i++)
    outputs[i] = (SalOutputFile){ files->names->pdata[i], files->contents->pdata[i] };
  return sal_output_write_all(outputs, files->names->len, &rules, error);
}

/* Writes files. written (utf8) receives the names of those that were. */
static gboolean
write_files(const SalReport *report, const Files *files, GPtrArray *written, GError **error)
{
  const SalOutputRules rules = sal_options_get_output_rules(report->map->options);
  if (report->renewal == NULL && !write_together(report, files, error))
    return FALSE;
  for (guint i = 0; i < files->names->len; i++) {
    const char *name = files->names->pdata[i];
    gboolean was_written = TRUE;
    if (report->renewal != NULL && !sal_renewal_write(report->renewal, name, NULL, files->contents->pdata[i],
                                                      &rules, &was_written, error))
      return FALSE;
    if (was_written)
      g_ptr_array_add(written, g_strdup(name));
  }
  return TRUE;
}

/* Web pages */

static gboolean
make_html_map(guint index, gpointer data, GError **error)
{
  const Drawing *drawing = data;
  drawing->maps[index] = take_text(sal_report_html_make_map(drawing->report, index, error));
  return drawing->maps[index] != NULL;
}

static GBytes *
make_html(const SalReport *report, const SalWork *work, GError **error)
{
  g_auto(Drawing) drawing = { report, g_new0(GBytes *, report->shown->len) };
  if (!sal_work_run(work, report->shown->len, make_html_map, &drawing, error))
    return NULL;
  g_autofree char *head = sal_report_html_make_head(report), *tail = sal_report_html_make_tail(report, error);
  if (tail == NULL)
    return NULL;
  gsize length = strlen(head) + strlen(tail);
  for (guint i = 0; i < report->shown->len; i++)
    length += g_bytes_get_size(drawing.maps[i]);
  GString *html = g_string_sized_new(length + 1);
  g_string_append(html, head);
  for (guint i = 0; i < report->shown->len; i++) {
    gsize size = 0;
    const char *map = g_bytes_get_data(drawing.maps[i], &size);
    g_string_append_len(html, map, (gssize)size);
    g_clear_pointer(&drawing.maps[i], g_bytes_unref);
  }
  g_string_append(html, tail);
  return g_string_free_to_bytes(html);
}

/* Markdown */

static GBytes *
make_png(const SalReport *report, const SalDrawing *drawing, int width_px, GError **error)
{
  const double aspect = sal_drawing_get_height_mm(drawing) / sal_drawing_get_width_mm(drawing);
  const SalPngOptions options = { .width_px = width_px,
                                  .height_px = (int)(width_px * aspect + 0.5),
                                  .is_transparent = report->map->look.is_transparent };
  return sal_png_write(drawing, &options, error);
}

static gboolean
make_png_map(guint index, gpointer data, GError **error)
{
  const Drawing *drawing = data;
  const SalReport *report = drawing->report;
  const SalChange *change = report->shown->pdata[index];
  g_autoptr(SalDrawing) picture = sal_page_draw(report->page, change, error);
  if (picture != NULL)
    sal_page_made_add_fonts(report->changes->series->plan->options, picture);
  if (picture != NULL)
    drawing->maps[index] = make_png(report, picture, report->map->look.size.width_px, error);
  if (drawing->maps[index] == NULL)
    g_prefix_error(error, "%s: ", change->period.name);
  return drawing->maps[index] != NULL;
}

static GBytes *
make_png_chart(const SalReport *report, GError **error)
{
  const SalPageSize *page = &report->map->look.size;
  const SalLoneChart size = { page->width_mm, MAX(page->width_mm * CHART_HEIGHT, SAL_LONE_CHART_LEAST_MM),
                              TRUE };
  const SalChange *change = sal_report_has_sums(report) ? NULL : report->shown->pdata[0];
  g_autoptr(SalDrawing) chart = sal_lone_chart_draw(report->page, change, size, error);
  return chart != NULL ? make_png(report, chart, page->width_px, error) : NULL;
}

static gboolean
make_markdown(const SalReport *report, const SalWork *work, Files *files, GError **error)
{
  const char *path = report->path;
  g_auto(Drawing) drawing = { report, g_new0(GBytes *, report->shown->len) };
  if (!sal_work_run(work, report->shown->len, make_png_map, &drawing, error) ||
      !add_file(files, g_strdup(path), take_text(sal_report_markdown_make(report, error))))
    return FALSE;
  for (guint i = 0; i < report->shown->len; i++) {
    const SalChange *change = report->shown->pdata[i];
    add_file(files, sal_report_make_map_name(path, change->period.name), g_steal_pointer(&drawing.maps[i]));
  }
  const gboolean has_chart = sal_page_get_run(report->page)->changes->len > 1;
  return (!has_chart || add_file(files, sal_report_make_chart_name(path), make_png_chart(report, error))) &&
         add_file(files, sal_report_make_table_name(path), take_text(sal_report_make_csv(report, error)));
}

static gboolean
make_files(const SalReport *report, const SalWork *work, Files *files, GError **error)
{
  SalReportFormat format = SAL_REPORT_HTML;
  sal_formats_find_report(report->path, &format);
  if (format == SAL_REPORT_HTML ? add_file(files, g_strdup(report->path), make_html(report, work, error))
                                : make_markdown(report, work, files, error))
    return TRUE;
  g_prefix_error(error, "%s: ", report->path);
  return FALSE;
}

gboolean
sal_report_write(const SalReport *report, const SalWork *work, GPtrArray *written, GError **error)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GPtrArray) contents = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
  Files files = { names, contents };
  return make_files(report, work, &files, error) && write_files(report, &files, written, error);
}

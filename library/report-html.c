#include "library/report-html.h"

#include "library/json-head.h"
#include "library/page-made.h"
#include "library/report-resource.h"
#include "library/report-texts.h"

#include "data/base/xml.h"
#include "data/table/definition.h"
#include "render/page/lone-chart.h"
#include "render/page/told.h"
#include "render/words/figures.h"
#include "render/words/wording.h"
#include "render/write/writer.h"

#include <string.h>

#define RESOURCE_FOLDER "/salient/report/"
#define CHART_HEIGHT 0.26        /* of the width of a wide page */
#define NARROW_CHART_HEIGHT 0.62 /* of that of a narrow one */

static void
append(GString *html, const char *text)
{
  g_autofree char *escaped = sal_xml_escape(text);
  g_string_append(html, escaped);
}

/* An element that holds a text. */
static void
append_element(GString *html, const char *name, const char *text)
{
  g_string_append_printf(html, "<%s>", name);
  append(html, text);
  g_string_append_printf(html, "</%.*s>\n", (int)strcspn(name, " "), name);
}

static GBytes *
get_resource(const char *name)
{
  g_autofree char *path = g_strconcat(RESOURCE_FOLDER, name, NULL);
  return g_resource_lookup_data(sal_report_get_resource(), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
}

static void
append_resource(GString *html, const char *name)
{
  g_autoptr(GBytes) bytes = get_resource(name);
  gsize length = 0;
  const char *text = g_bytes_get_data(bytes, &length);
  g_string_append_len(html, text, (gssize)length);
}

/* The script's checksum, by which the policy knows it. */
static char *
make_script_hash(void)
{
  guint8 digest[32];
  gsize length = sizeof digest;
  g_autoptr(GBytes) bytes = get_resource("report.js");
  g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
  g_checksum_update(checksum, g_bytes_get_data(bytes, NULL), (gssize)g_bytes_get_size(bytes));
  g_checksum_get_digest(checksum, digest, &length);
  return g_base64_encode(digest, length);
}

/* Head */

/* The language of the words as drawings take it; NULL: it has no code. Owned by the caller. */
static char *
find_language(const SalReport *report)
{
  g_autoptr(SalDrawing) drawing = sal_drawing_new(1, 1, "", NULL, NULL);
  sal_drawing_set_language(drawing, sal_words_get(report->words, SAL_WORD_LANGUAGE));
  return g_strdup(sal_drawing_get_language(drawing));
}

static void
append_html_element(GString *html, const SalReport *report)
{
  g_autofree char *language = find_language(report);
  g_string_append(html, "<!DOCTYPE html>\n<html");
  if (language != NULL)
    g_string_append_printf(html, " lang=\"%s\"", language);
  g_string_append(html, ">\n");
}

static void
add_value(SalJson *json, const char *name, double m2)
{
  sal_json_open(json, NULL, '{');
  sal_json_add_string(json, "@type", "PropertyValue");
  sal_json_add_string(json, "name", name);
  sal_json_add_decimal(json, "value", m2 / 1e6, 6);
  sal_json_add_string(json, "unitText", "km²");
  sal_json_close(json, '}');
}

static void
add_values(SalJson *json, const SalChange *change)
{
  sal_json_open(json, "variableMeasured", '[');
  add_value(json, "gained", change->gained_m2);
  add_value(json, "lost", change->lost_m2);
  add_value(json, "net", sal_change_get_net_m2(change));
  sal_json_close(json, ']');
}

/* What the figures rest on, as a data set of schema.org. */
static char *
make_data(const SalReport *report, const SalPageTold *told)
{
  const SalChange *change = sal_report_get_subject(report);
  SalTableContext context = sal_changes_get_context(report->changes);
  context.definition = report->definition;
  g_autofree char *definition = sal_definition_make(&context), *options = NULL;
  g_autofree char *from = sal_day_format(change->period.from), *to = sal_day_format(change->period.to);
  g_autofree char *span = g_strconcat(from, "/", to, NULL);
  options = sal_json_head_describe_figures(report->map->options);
  g_auto(SalJson) json;
  sal_json_init(&json);
  sal_json_open(&json, NULL, '{');
  sal_json_add_string(&json, "@context", "https://schema.org");
  sal_json_add_string(&json, "@type", "Dataset");
  sal_json_add_string(&json, "name", told->headline);
  sal_json_add_string(&json, "description", told->sentence);
  sal_json_add_string(&json, "temporalCoverage", span);
  sal_json_add_string(&json, "measurementTechnique", definition);
  sal_json_open(&json, "isBasedOn", '[');
  for (guint i = 0; context.sources[i] != NULL; i++) {
    g_autofree char *name = sal_json_head_drop_folder(context.sources[i]);
    sal_json_add_source(&json, NULL, name);
  }
  sal_json_close(&json, ']');
  add_values(&json, change);
  sal_json_open(&json, "additionalProperty", '{');
  sal_json_add_string(&json, "@type", "PropertyValue");
  sal_json_add_string(&json, "name", "options of salient " SAL_VERSION);
  sal_json_add_string(&json, "value", options);
  sal_json_close(&json, '}');
  sal_json_close(&json, '}');
  return sal_json_finish(&json);
}

/* Within strings, where alone "<" can be, it is escaped, so that no text ends the element. */
static void
append_data_set(GString *html, const SalReport *report, const SalPageTold *told)
{
  g_autofree char *data = make_data(report, told);
  g_auto(GStrv) parts = g_strsplit(data, "<", -1);
  g_autofree char *escaped = g_strjoinv("\\u003c", parts);
  g_string_append_printf(html, "<script type=\"application/ld+json\">\n%s</script>\n", escaped);
}

static void
append_head(GString *html, const SalReport *report, const SalPageTold *told)
{
  g_autofree char *hash = make_script_hash();
  g_string_append(html, "<head>\n<meta charset=\"utf-8\">\n");
  g_string_append_printf(
      html,
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src "
      "'sha256-%s'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; "
      "form-action 'none'\">\n",
      hash);
  g_string_append(html, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                        "<meta name=\"color-scheme\" content=\"light dark\">\n"
                        "<link rel=\"icon\" href=\"data:,\">\n");
  g_string_append(html, "<meta name=\"generator\" content=\"Salient " SAL_VERSION "\">\n");
  append_element(html, "title", told->headline);
  g_string_append(html, "<meta name=\"description\" content=\"");
  append(html, told->sentence);
  g_string_append(html, "\">\n<style>\n");
  append_resource(html, "report.css");
  g_string_append(html, "</style>\n");
  append_data_set(html, report, told);
  g_string_append(html, "</head>\n");
}

char *
sal_report_html_make_head(const SalReport *report)
{
  g_auto(SalPageTold) told = { NULL };
  GString *html = g_string_new(NULL);
  sal_page_told_make(&told, report->page, sal_report_get_subject(report), 0);
  append_html_element(html, report);
  append_head(html, report, &told);
  g_string_append(html, "<body>\n<main>\n<header>\n");
  append_element(html, "h1", told.headline);
  append_element(html, "p class=\"lead\"", told.sentence);
  g_string_append(html, "</header>\n<div class=\"periods\">\n");
  return g_string_free(html, FALSE);
}

/* Maps and charts */

/* One form of a picture: for wide or narrow pages, with the same for dark screens, which may be NULL. */
typedef struct {
  SalDrawing *drawing, *dark;
  SalPageSize size;
  char *ids; /* what its ids begin with */
} Picture;

static void
picture_clear(Picture *picture)
{
  g_clear_pointer(&picture->drawing, sal_drawing_free);
  g_clear_pointer(&picture->dark, sal_drawing_free);
  g_clear_pointer(&picture->ids, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Picture, picture_clear)

static gboolean
append_picture(GString *html, const SalReport *report, const Picture *picture, const char *form,
               GError **error)
{
  SalSvgOptions options = report->map->look.svg;
  options.width_px = picture->size.width_px;
  options.height_px = picture->size.height_px;
  options.is_in_mm = FALSE;
  options.is_responsive = TRUE;
  options.id_prefix = picture->ids;
  options.dark = picture->dark;
  g_autoptr(GBytes) svg = sal_svg_write(picture->drawing, &options, error);
  if (svg == NULL)
    return FALSE;
  gsize length = 0;
  const char *text = g_bytes_get_data(svg, &length);
  g_string_append_printf(html, "<div class=\"%s\" data-ids=\"%s\">\n", form, picture->ids);
  g_string_append_len(html, text, (gssize)length);
  g_string_append(html, "</div>\n");
  return TRUE;
}

/* Draws a map in one form. dark: NULL: it looks the same everywhere. */
static gboolean
append_map(GString *html, const SalReport *report, guint index, gboolean narrow, GError **error)
{
  const SalReportPages *pages = report->pages;
  const SalPage *page = narrow ? pages->narrow : pages->wide;
  const SalPage *dark = narrow ? pages->narrow_dark : pages->wide_dark;
  const SalChange *change = report->shown->pdata[index];
  g_auto(Picture) picture = { .size = sal_report_get_size(report->map, narrow),
                              .ids = g_strdup_printf("map%u%s-", index + 1, narrow ? "n" : "w") };
  picture.drawing = sal_page_draw(page, change, error);
  if (picture.drawing != NULL)
    sal_page_made_add_fonts(report->changes->series->plan->options, picture.drawing);
  picture.dark = picture.drawing != NULL && dark != NULL ? sal_page_draw(dark, change, error) : NULL;
  if (picture.drawing == NULL || (dark != NULL && picture.dark == NULL))
    return FALSE;
  const char *form = narrow ? "narrow" : pages->narrow != NULL ? "wide" : "both";
  return append_picture(html, report, &picture, form, error);
}

static void
append_data(GString *html, const char *name, char *value)
{
  g_string_append_printf(html, " data-%s=\"", name);
  append(html, value);
  g_string_append_c(html, '"');
  g_free(value);
}

char *
sal_report_html_make_map(const SalReport *report, guint index, GError **error)
{
  const SalChange *change = report->shown->pdata[index];
  g_autoptr(GString) html = g_string_new("<article class=\"period\" id=\"");
  g_auto(SalPageTold) told = { NULL };
  sal_page_told_make(&told, report->page, change, 0);
  append(html, change->period.name);
  g_string_append_c(html, '"');
  append_data(html, "label", g_strdup(told.period_label));
  append_data(html, "from", sal_wording_describe_end(report->words, &change->period, change->period.from));
  append_data(html, "to", sal_wording_describe_end(report->words, &change->period, change->period.to));
  g_string_append(html, ">\n");
  if (sal_report_has_sums(report)) {
    g_string_append(html, "<div class=\"text\">\n");
    append_element(html, "h2", told.headline);
    append_element(html, "p", told.sentence);
    g_string_append(html, "</div>\n");
  }
  g_string_append(html, "<figure>\n");
  if (!append_map(html, report, index, FALSE, error) ||
      (report->pages->narrow != NULL && !append_map(html, report, index, TRUE, error))) {
    g_prefix_error(error, "%s: ", change->period.name);
    return NULL;
  }
  g_string_append(html, "</figure>\n</article>\n");
  return g_string_free(g_steal_pointer(&html), FALSE);
}

static gboolean
append_chart_form(GString *html, const SalReport *report, gboolean narrow, GError **error)
{
  const SalReportPages *pages = report->pages;
  const SalPage *page = pages->wide, *dark = pages->wide_dark;
  const SalChange *change = sal_report_has_sums(report) ? NULL : report->shown->pdata[0];
  g_auto(Picture) picture = { .size = sal_report_get_size(report->map, narrow),
                              .ids = g_strdup(narrow ? "chartn-" : "chartw-") };
  const double height =
      MAX(narrow ? NARROW_CHART_HEIGHT : CHART_HEIGHT, SAL_LONE_CHART_LEAST_MM / picture.size.width_mm);
  picture.size.height_px = (int)(picture.size.width_px * height);
  picture.size.height_mm = picture.size.width_mm * height;
  const SalLoneChart size = { picture.size.width_mm, picture.size.height_mm, FALSE };
  picture.drawing = sal_lone_chart_draw(page, change, size, error);
  picture.dark =
      picture.drawing != NULL && dark != NULL ? sal_lone_chart_draw(dark, change, size, error) : NULL;
  return picture.drawing != NULL && (dark == NULL || picture.dark != NULL) &&
         append_picture(html, report, &picture, narrow ? "narrow" : "wide", error);
}

/* One period is no course of things. */
static gboolean
append_chart(GString *html, const SalReport *report, GError **error)
{
  const SalRun *run = sal_page_get_run(report->page);
  if (run->changes->len < 2)
    return TRUE;
  g_autofree char *heading = sal_wording_make_chart_title(report->words, run, report->rate);
  g_string_append(html, "<section>\n");
  append_element(html, "h2", heading);
  g_string_append(html, "<figure>\n");
  if (!append_chart_form(html, report, FALSE, error) || !append_chart_form(html, report, TRUE, error))
    return FALSE;
  g_string_append(html, "</figure>\n</section>\n");
  return TRUE;
}

/* Controls */

static void
append_slider(GString *html, const SalReport *report)
{
  const guint last = report->shown->len - 1;
  g_string_append(html, "<output id=\"label\" for=\"slider\"></output>\n"
                        "<input type=\"range\" id=\"slider\" aria-label=\"");
  append(html, sal_words_get(report->words, SAL_WORD_REPORT_PERIOD));
  g_string_append_printf(html, "\" min=\"0\" max=\"%u\" value=\"%u\" step=\"1\">\n", last, last);
}

static void
append_button(GString *html, const SalReport *report)
{
  g_string_append(html,
                  "<button type=\"button\" id=\"swipe\" aria-pressed=\"false\" aria-controls=\"knife-row\">");
  append(html, sal_words_get(report->words, SAL_WORD_REPORT_SWIPE));
  g_string_append(html, "</button>\n");
}

/* What moves the line between before and after. */
static void
append_knife(GString *html, const SalReport *report)
{
  g_string_append(html,
                  "<div id=\"knife-row\" hidden>\n<span class=\"end\" id=\"before\"></span>\n"
                  "<input type=\"range\" id=\"knife\" min=\"0\" max=\"100\" value=\"50\" aria-label=\"");
  append(html, sal_words_get(report->words, SAL_WORD_REPORT_SWIPE));
  g_string_append(html, "\">\n<span class=\"end\" id=\"after\"></span>\n</div>\n");
}

/* Shown once the script runs. */
static void
append_controls(GString *html, const SalReport *report)
{
  const gboolean has_slider = sal_report_has_sums(report);
  const gboolean has_swipe = !sal_page_layout_is_of_run(report->map->layout);
  if (!has_slider && !has_swipe)
    return;
  g_string_append(html, "<div class=\"controls\">\n<div>\n");
  if (has_slider)
    append_slider(html, report);
  if (has_swipe)
    append_button(html, report);
  g_string_append(html, "</div>\n");
  if (has_swipe)
    append_knife(html, report);
  g_string_append(html, "</div>\n");
}

/* Table */

/* The table prints one decimal, and carries all that the CSV has. */
static void
append_number(GString *html, const SalReport *report, gint64 area, gboolean with_sign)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];
  const double km2 = (double)area / 1e6;
  g_autofree char *text = sal_figures_format_cell(report->words, km2, with_sign);
  g_ascii_formatd(digits, sizeof digits, "%.6f", km2);
  g_string_append_printf(html, "<td><data value=\"%s\">%s</data></td>", digits, text);
}

static void
append_row(GString *html, const SalReport *report, const SalRow *row, gboolean has_notes)
{
  g_autofree char *name = sal_report_name_row(report, row->change);
  g_autofree char *note = sal_report_make_note(report, row->change);
  g_string_append(html, "<tr><th scope=\"row\">");
  append(html, name);
  g_string_append(html, "</th>");
  append_number(html, report, row->gained, FALSE);
  append_number(html, report, row->lost, FALSE);
  append_number(html, report, row->net, TRUE);
  append_number(html, report, row->area_from, FALSE);
  append_number(html, report, row->area_to, FALSE);
  if (has_notes) {
    g_string_append(html, "<td class=\"note\">");
    append(html, note);
    g_string_append(html, "</td>");
  }
  g_string_append(html, "</tr>\n");
}

static void
append_headings(GString *html, const SalReport *report, gboolean has_notes)
{
  g_autoptr(GPtrArray) headings = sal_report_list_headings(report);
  g_string_append(html, "<thead>\n<tr>");
  for (guint i = 0; i < headings->len; i++) {
    const gboolean is_note = i == headings->len - 1;
    if (is_note && !has_notes)
      continue;
    g_string_append(html, is_note ? "<th scope=\"col\" class=\"note\">" : "<th scope=\"col\">");
    append(html, headings->pdata[i]);
    g_string_append(html, "</th>");
  }
  g_string_append(html, "</tr>\n</thead>\n");
}

static void
append_table(GString *html, const SalReport *report)
{
  const SalChange *total = &sal_page_get_run(report->page)->total;
  g_autoptr(GArray) rows = sal_report_make_rows(report);
  const gboolean has_notes = sal_report_has_notes(report, rows);
  const gboolean has_sums = rows->len > 1 && g_array_index(rows, SalRow, rows->len - 1).change == total;
  const guint n = rows->len - (has_sums ? 1 : 0);
  g_string_append(
      html, "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-labelledby=\"table\">\n<table>\n");
  append_headings(html, report, has_notes);
  g_string_append(html, "<tbody>\n");
  for (guint i = 0; i < n; i++)
    append_row(html, report, &g_array_index(rows, SalRow, i), has_notes);
  g_string_append(html, "</tbody>\n");
  if (has_sums) {
    g_string_append(html, "<tfoot>\n");
    append_row(html, report, &g_array_index(rows, SalRow, n), has_notes);
    g_string_append(html, "</tfoot>\n");
  }
  g_string_append(html, "</table>\n</div>\n");
}

/* The table is inside as a file to be saved, named as the report is. */
static gboolean
append_download(GString *html, const SalReport *report, GError **error)
{
  g_autofree char *csv = sal_report_make_csv(report, error);
  if (csv == NULL)
    return FALSE;
  g_autofree char *data = g_base64_encode((const guchar *)csv, strlen(csv));
  g_autofree char *file = g_path_get_basename(report->path);
  char *dot = strrchr(file, '.');
  if (dot != NULL)
    *dot = '\0';
  g_string_append(html, "<p class=\"download\"><a download=\"");
  append(html, file);
  g_string_append_printf(html, ".csv\" href=\"data:text/csv;charset=utf-8;base64,%s\">", data);
  append(html, sal_words_get(report->words, SAL_WORD_REPORT_DOWNLOAD));
  g_string_append(html, "</a></p>\n");
  return TRUE;
}

static gboolean
append_figures(GString *html, const SalReport *report, GError **error)
{
  g_autofree char *heading = sal_report_make_table_heading(report);
  g_string_append(html, "<section>\n");
  append_element(html, "h2 id=\"table\"", heading);
  append_table(html, report);
  if (!append_download(html, report, error))
    return FALSE;
  g_string_append(html, "</section>\n");
  return TRUE;
}

/* Tail */

static void
append_meanings(GString *html, const SalReport *report)
{
  g_autoptr(GPtrArray) sentences = sal_report_list_meanings(report);
  g_string_append(html, "<section class=\"small\">\n");
  append_element(html, "h2", sal_words_get(report->words, SAL_WORD_REPORT_MEANING));
  g_string_append(html, "<ul>\n");
  for (guint i = 0; i < sentences->len; i++)
    append_element(html, "li", sentences->pdata[i]);
  g_string_append(html, "</ul>\n</section>\n");
}

static gboolean
append_sources(GString *html, const SalReport *report, GError **error)
{
  g_autofree char *credit = sal_page_make_sources(report->page, sal_report_get_subject(report), error);
  if (credit == NULL)
    return FALSE;
  g_string_append(html, "<section class=\"small\">\n");
  append_element(html, "h2", sal_words_get(report->words, SAL_WORD_REPORT_SOURCES));
  append_element(html, "p", credit);
  g_string_append(html, "</section>\n");
  return TRUE;
}

char *
sal_report_html_make_tail(const SalReport *report, GError **error)
{
  g_autoptr(GString) html = g_string_new("</div>\n");
  append_controls(html, report);
  if (!append_chart(html, report, error) || !append_figures(html, report, error))
    return NULL;
  append_meanings(html, report);
  if (!append_sources(html, report, error))
    return NULL;
  g_string_append(html, "</main>\n<script>");
  append_resource(html, "report.js");
  g_string_append(html, "</script>\n</body>\n</html>\n");
  return g_string_free(g_steal_pointer(&html), FALSE);
}

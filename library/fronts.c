/* Joins and closes the front lines of each snapshot again, keeps what went wrong, and draws it. */
#include "library/fronts.h"

#include "data/base/secrets.h"
#include "library/made.h"
#include "library/names.h"

#include "data/base/error.h"
#include "data/front/join.h"
#include "render/page/front-picture.h"
#include "render/words/template.h"
#include "render/write/writer.h"
#include "styles/loader.h"

#include <string.h>

#define WIDTH_PX 1600
#define HEIGHT_PX 1200
#define DPI 144.0

static const char *const placeholders[] = { "date", NULL };

static char *
make_path(const char *pattern, const char *date)
{
  const char *const values[] = { date, NULL };
  return sal_template_fill(pattern, placeholders, values);
}

gboolean
sal_fronts_check(const SalientOptions *options, GError **error)
{
  SalPictureFormat format;
  if (options->picture == NULL)
    return TRUE;
  if (options->territory == NULL)
    return sal_error_set_option(
        error, SAL_ERROR_USAGE, "picture",
        "expected " SAL_OPTION("territory") " and " SAL_OPTION("side") " with it, got none");
  if (!sal_template_check(options->picture, placeholders, SAL_ERROR_USAGE, error) ||
      !sal_name_find_format(options->picture, &format, error))
    return sal_error_blame(error, "picture");
  const SalOutputRules rules = sal_options_get_output_rules(options);
  g_autofree char *any = make_path(options->picture, "0000-00-00");
  return sal_output_check(any, &rules, error);
}

/* Joins and closes the lines of each class. fault receives the first error of lines that cannot be closed. If
 * options is NULL, no lines are closed, and fault says why already. */
static gboolean
close_classes(const SalFrontOptions *options, const SalSeriesOptions *series, const SalFrontPicture *picture,
              GError **fault, GError **error)
{
  for (guint i = 0; i < picture->lines->len; i++) {
    const SalGeometry *lines = picture->lines->pdata[i];
    SalFrontJoin *join = sal_front_join(lines, picture->territory, series->snap_m, series->max_bytes, error);
    if (join == NULL)
      return FALSE;
    g_ptr_array_add((GPtrArray *)picture->joins, join);
    SalGeometry *held = options != NULL ? sal_front_close(lines, picture->territory, &options[i], NULL,
                                                          *fault == NULL ? fault : NULL)
                                        : NULL;
    if (held != NULL)
      g_ptr_array_add((GPtrArray *)picture->held, held);
  }
  return TRUE;
}

static GBytes *
encode(const SalDrawing *drawing, SalPictureFormat format, GError **error)
{
  const SalSvgOptions svg = { .width_px = WIDTH_PX, .height_px = HEIGHT_PX };
  if (format == SAL_PICTURE_PNG)
    return sal_png_write(drawing, &(SalPngOptions){ .width_px = WIDTH_PX, .height_px = HEIGHT_PX }, error);
  return format == SAL_PICTURE_SVG
             ? sal_svg_write(drawing, &svg, error)
             : sal_pdf_write(drawing, &(SalPdfOptions){ .text_mode = SAL_TEXT_REAL }, NULL, error);
}

static gboolean
write_drawing(const SalientOptions *options, const SalDrawing *drawing, const char *path, GError **error)
{
  const SalOutputRules rules = sal_options_get_output_rules(options);
  SalPictureFormat format;
  if (!sal_name_find_format(path, &format, error))
    return FALSE;
  g_autoptr(GBytes) bytes = encode(drawing, format, error);
  if (bytes != NULL && !sal_output_write(path, bytes, &rules, error))
    return FALSE;
  if (bytes != NULL && sal_made_is_wanted(options))
    sal_made_add_name(options, path);
  if (bytes != NULL)
    return TRUE;
  g_prefix_error(error, "%s: ", path);
  return FALSE;
}

static gboolean
draw_snapshot(const SalientOptions *options, const SalSettings *settings, const SalSeries *series,
              const SalStyle *style, guint index, GError **error)
{
  const SalEntry *entry = sal_series_get_entry(series, index);
  g_autoptr(GPtrArray) lines = sal_series_load_fronts(series, index, NULL);
  if (lines == NULL)
    return TRUE; /* the inspection names it */
  g_autoptr(GPtrArray) joins = g_ptr_array_new_with_free_func((GDestroyNotify)sal_front_join_free),
                       held = g_ptr_array_new_with_free_func((GDestroyNotify)sal_geometry_free);
  g_autofree char *date = sal_day_format(entry->day);
  g_autofree char *masked = sal_secrets_mask(entry->path);
  g_autofree char *name = sal_error_quote_path(sal_source_get_base_name(masked));
  g_autofree char *title = g_strdup_printf("%s (%s)", date, name);
  SalFrontPicture picture = { .territory = sal_series_get_territory(series),
                              .lines = lines,
                              .joins = joins,
                              .held = held,
                              .title = title,
                              .style = style,
                              .width_mm = WIDTH_PX / DPI * 25.4,
                              .height_mm = HEIGHT_PX / DPI * 25.4 };
  g_autoptr(GError) fault = NULL;
  const SalFrontOptions *closing = sal_series_find_front_options(series, index, &fault);
  if (!close_classes(closing, &settings->series, &picture, &fault, error)) {
    sal_entry_blame_path(entry->path, error);
    return FALSE;
  }
  picture.fault = fault != NULL ? fault->message : NULL;
  g_autofree char *path = make_path(options->picture, date);
  g_autoptr(SalDrawing) drawing = sal_front_picture_draw(&picture, error);
  if (drawing != NULL)
    return write_drawing(options, drawing, path, error);
  g_prefix_error(error, "%s: ", path);
  return FALSE;
}

/* No picture is drawn before all names are good. */
static gboolean
check_names(const SalientOptions *options, const SalSeries *series, GError **error)
{
  const SalOutputRules rules = sal_options_get_output_rules(options);
  for (guint i = 0; i < sal_series_get_n_entries(series); i++) {
    g_autofree char *date = sal_day_format(sal_series_get_entry(series, i)->day);
    g_autofree char *path = make_path(options->picture, date);
    if (!sal_output_check(path, &rules, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
sal_fronts_write(const SalientOptions *options, const SalSettings *settings, const SalSeries *series,
                 GError **error)
{
  const guint n = sal_series_get_n_entries(series);
  if (options->picture == NULL)
    return TRUE;
  if (n > 1 && strstr(options->picture, "{date}") == NULL)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "picture",
                                "expected a name with {date} for %u snapshots, got none in it", n);
  g_autoptr(SalStyle) style = check_names(options, series, error) ? sal_style_load("default", error) : NULL;
  if (style == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!draw_snapshot(options, settings, series, style, i, error))
      return FALSE;
  return TRUE;
}

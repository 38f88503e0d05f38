#include "library/frame.h"

#include "data/base/error.h"

#include <math.h>

#define MM_PER_INCH 25.4
#define DEFAULT_WIDTH_PX 1600
#define DEFAULT_HEIGHT_PX 1200
#define DEFAULT_SCREEN_DPI 144
#define DEFAULT_PAPER_DPI 300
#define MIN_SIDE_PX 100
#define MAX_SIDE_PX 20000
#define MIN_WIDTH_MM 60
#define COLUMN_MM 120
#define MIN_HEIGHT_MM 45

static gboolean
parse_pixels(const char *text, SalPageSize *size, GError **error)
{
  g_auto(GStrv) sides = g_strsplit(text, "x", -1);
  guint64 width, height;
  if (g_strv_length(sides) == 2 &&
      g_ascii_string_to_unsigned(sides[0], 10, MIN_SIDE_PX, MAX_SIDE_PX, &width, NULL) &&
      g_ascii_string_to_unsigned(sides[1], 10, MIN_SIDE_PX, MAX_SIDE_PX, &height, NULL)) {
    size->width_px = (int)width;
    size->height_px = (int)height;
    return TRUE;
  }
  g_autofree char *quoted = sal_error_quote(text);
  return sal_error_set_option(error, SAL_ERROR_USAGE, "size",
                              "expected WIDTHxHEIGHT, each from %d to %d pixels, got '%s'", MIN_SIDE_PX,
                              MAX_SIDE_PX, quoted);
}

static gboolean
resolve_screen(const SalientOptions *options, SalPageSize *size, GError **error)
{
  const double dpi = options->dpi > 0 ? options->dpi : DEFAULT_SCREEN_DPI;
  size->width_px = DEFAULT_WIDTH_PX;
  size->height_px = DEFAULT_HEIGHT_PX;
  if (options->size != NULL && !parse_pixels(options->size, size, error))
    return FALSE;
  size->width_mm = size->width_px / dpi * MM_PER_INCH;
  size->height_mm = size->height_px / dpi * MM_PER_INCH;
  return TRUE;
}

/* The height divided by the width. On a narrow page (the column of a journal), layouts with more than a map
 * have room only if the page is upright. */
static double
choose_aspect(const SalientOptions *options)
{
  const gboolean is_map = options->layout == NULL || g_str_equal(options->layout, "map");
  return options->width_mm < COLUMN_MM && !is_map ? 4 / 3.0 : 3 / 4.0;
}

static gboolean
resolve_paper(const SalientOptions *options, SalPageSize *size, GError **error)
{
  const double dpi = options->dpi > 0 ? options->dpi : DEFAULT_PAPER_DPI;
  if (options->size != NULL)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "width-mm",
                                "expected it or " SAL_OPTION("size") ", got both");
  size->width_mm = options->width_mm;
  size->height_mm = options->height_mm > 0 ? options->height_mm : options->width_mm * choose_aspect(options);
  const double width_px = round(size->width_mm / MM_PER_INCH * dpi);
  const double height_px = round(size->height_mm / MM_PER_INCH * dpi);
  if (MIN(width_px, height_px) < MIN_SIDE_PX || MAX(width_px, height_px) > MAX_SIDE_PX)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "width-mm",
                                "expected sides from %d to %d pixels, got %.0fx%.0f at %g dpi", MIN_SIDE_PX,
                                MAX_SIDE_PX, width_px, height_px, dpi);
  size->width_px = (int)width_px;
  size->height_px = (int)height_px;
  return TRUE;
}

gboolean
sal_page_size_resolve(const SalientOptions *options, SalPageSize *size, GError **error)
{
  const gboolean is_paper = options->width_mm > 0;
  if (options->height_mm > 0 && !is_paper)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "height-mm",
                                "expected " SAL_OPTION("width-mm") " with it, got none");
  if (!(is_paper ? resolve_paper : resolve_screen)(options, size, error))
    return FALSE;
  if (size->width_mm >= MIN_WIDTH_MM && size->height_mm >= MIN_HEIGHT_MM)
    return TRUE;
  return sal_error_set_option(error, SAL_ERROR_USAGE, is_paper ? "width-mm" : "size",
                              "expected a page of at least %d x %d mm, got %.1f x %.1f mm", MIN_WIDTH_MM,
                              MIN_HEIGHT_MM, size->width_mm, size->height_mm);
}

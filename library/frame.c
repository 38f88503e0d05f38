#include "library/frame.h"

#include "data/base/error.h"

#include <math.h>
#include <string.h>

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

/* Sizes by name. Those in pixels have a dpi by which type suits the way in which they are looked at: on a telephone, which
 * shows 1080 pixels on 65 mm; in a feed, which shows half of the pixels; from the back of a room. */
static const struct {
  const char *name;
  double width, height; /* pixels; mm if is_paper */
  double dpi;
  gboolean is_paper;
} NAMED[] = {
  { "a3", 420, 297, DEFAULT_PAPER_DPI, TRUE },
  { "a3-portrait", 297, 420, DEFAULT_PAPER_DPI, TRUE },
  { "a4", 297, 210, DEFAULT_PAPER_DPI, TRUE },
  { "a4-portrait", 210, 297, DEFAULT_PAPER_DPI, TRUE },
  { "column", 90, 67.5, DEFAULT_PAPER_DPI, TRUE },
  { "slide", 1920, 1080, 220, FALSE },
  { "slide-4k", 3840, 2160, 440, FALSE },
  { "square", 1080, 1080, 220, FALSE },
  { "story", 1080, 1920, 264, FALSE },
  { "x", 1200, 675, 168, FALSE },
};

/* Sets an error about a size, which an option said or, if that is NULL, a template. */
static gboolean G_GNUC_PRINTF(3, 4) fail(GError **error, const char *option, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  return option != NULL ? sal_error_set_option(error, SAL_ERROR_USAGE, option, "%s", text)
                        : sal_error_set(error, SAL_ERROR_STYLE, "size: %s", text);
}

static void
set_pixels(SalPageSize *size, double width_px, double height_px, double dpi)
{
  size->width_px = (int)width_px, size->height_px = (int)height_px;
  size->width_mm = width_px / dpi * MM_PER_INCH, size->height_mm = height_px / dpi * MM_PER_INCH;
}

static gboolean
set_paper(SalPageSize *size, double width_mm, double height_mm, double dpi, const char *option,
          GError **error)
{
  const double width_px = round(width_mm / MM_PER_INCH * dpi),
               height_px = round(height_mm / MM_PER_INCH * dpi);
  if (MIN(width_px, height_px) < MIN_SIDE_PX || MAX(width_px, height_px) > MAX_SIDE_PX)
    return fail(error, option, "expected sides from %d to %d pixels, got %.0fx%.0f at %g dpi", MIN_SIDE_PX,
                MAX_SIDE_PX, width_px, height_px, dpi);
  *size = (SalPageSize){ (int)width_px, (int)height_px, width_mm, height_mm, TRUE };
  return TRUE;
}

static gboolean
set_unknown(const char *text, const char *option, GError **error)
{
  const char *names[G_N_ELEMENTS(NAMED) + 1] = { NULL };
  for (guint i = 0; i < G_N_ELEMENTS(NAMED); i++)
    names[i] = NAMED[i].name;
  g_autofree char *list = g_strjoinv(", ", (char **)names), *quoted = sal_error_quote(text);
  g_autofree char *hint = g_ascii_isdigit(*text) ? g_strdup("") : sal_error_suggest(text, names);
  return fail(
      error, option,
      "expected WIDTHxHEIGHT, each from %d to %d pixels, or in mm as 90x110mm, or one of %s, got '%s'%s",
      MIN_SIDE_PX, MAX_SIDE_PX, list, quoted, hint);
}

/* "90x110mm". */
static gboolean
parse_mm(const char *text, double *width_mm, double *height_mm)
{
  const gsize n = strlen(text);
  if (n < strlen("1x1mm") || n > 40 || !g_str_has_suffix(text, "mm") ||
      strspn(text, "0123456789.x") != n - strlen("mm"))
    return FALSE;
  char *end = NULL;
  *width_mm = g_ascii_strtod(text, &end);
  if (*end != 'x')
    return FALSE;
  *height_mm = g_ascii_strtod(end + 1, &end);
  return g_str_equal(end, "mm") && *width_mm > 0 && *height_mm > 0;
}

static gboolean
parse_size(const SalientOptions *options, const char *text, SalPageSize *size, GError **error)
{
  g_auto(GStrv) sides = g_strsplit(text, "x", -1);
  const char *option = options->size != NULL ? "size" : NULL;
  guint64 width, height;
  double width_mm, height_mm;
  for (guint i = 0; i < G_N_ELEMENTS(NAMED); i++) {
    const double dpi = options->dpi > 0 ? options->dpi : NAMED[i].dpi;
    if (!g_str_equal(NAMED[i].name, text))
      continue;
    if (NAMED[i].is_paper)
      return set_paper(size, NAMED[i].width, NAMED[i].height, dpi, option, error);
    set_pixels(size, NAMED[i].width, NAMED[i].height, dpi);
    return TRUE;
  }
  if (parse_mm(text, &width_mm, &height_mm))
    return set_paper(size, width_mm, height_mm, options->dpi > 0 ? options->dpi : DEFAULT_PAPER_DPI, option,
                     error);
  if (g_strv_length(sides) != 2 ||
      !g_ascii_string_to_unsigned(sides[0], 10, MIN_SIDE_PX, MAX_SIDE_PX, &width, NULL) ||
      !g_ascii_string_to_unsigned(sides[1], 10, MIN_SIDE_PX, MAX_SIDE_PX, &height, NULL))
    return set_unknown(text, option, error);
  set_pixels(size, (double)width, (double)height, options->dpi > 0 ? options->dpi : DEFAULT_SCREEN_DPI);
  return TRUE;
}

static gboolean
resolve_screen(const SalientOptions *options, const char *fallback, SalPageSize *size, GError **error)
{
  const char *text = options->size != NULL ? options->size : fallback;
  if (text != NULL)
    return parse_size(options, text, size, error);
  set_pixels(size, DEFAULT_WIDTH_PX, DEFAULT_HEIGHT_PX, options->dpi > 0 ? options->dpi : DEFAULT_SCREEN_DPI);
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
  if (options->size != NULL)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "width-mm",
                                "expected it or " SAL_OPTION("size") ", got both");
  const double height_mm =
      options->height_mm > 0 ? options->height_mm : options->width_mm * choose_aspect(options);
  return set_paper(size, options->width_mm, height_mm, options->dpi > 0 ? options->dpi : DEFAULT_PAPER_DPI,
                   "width-mm", error);
}

gboolean
sal_page_size_resolve(const SalientOptions *options, const char *fallback, SalPageSize *size, GError **error)
{
  const gboolean is_paper = options->width_mm > 0;
  if (options->height_mm > 0 && !is_paper)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "height-mm",
                                "expected " SAL_OPTION("width-mm") " with it, got none");
  if (!(is_paper ? resolve_paper(options, size, error) : resolve_screen(options, fallback, size, error)))
    return FALSE;
  if (size->width_mm >= MIN_WIDTH_MM && size->height_mm >= MIN_HEIGHT_MM)
    return TRUE;
  const char *option = is_paper ? "width-mm" : options->size != NULL || fallback == NULL ? "size" : NULL;
  return fail(error, option, "expected a page of at least %d x %d mm, got %.1f x %.1f mm", MIN_WIDTH_MM,
              MIN_HEIGHT_MM, size->width_mm, size->height_mm);
}

#include "library/film-check.h"

#include "data/base/error.h"

static gboolean
check_size(const SalLook *look, const char *name, SalFilmFormat format, GError **error)
{
  const SalPageSize *size = &look->size;
  const int most = sal_film_get_max_px(format);
  if (size->width_px <= most && size->height_px <= most)
    return TRUE;
  g_autofree char *quoted = sal_error_quote(name);
  return sal_error_set_option(error, SAL_ERROR_USAGE, "output",
                              "expected at most %d pixels a side for '%s', got %dx%d", most, quoted,
                              size->width_px, size->height_px);
}

/* A film shows all periods, and so does a PDF of all pages, so that nothing that differs from period to period can stand in
 * its name. */
static gboolean
check_placeholders(const char *name, const char *what, GError **error)
{
  const SalNameParts parts = { .class_name = "", .style = "", .region = "", .lang = "" };
  g_autofree char *expanded = sal_name_expand(name, &parts, NULL);
  if (expanded != NULL)
    return TRUE;
  g_autofree char *quoted = sal_error_quote(name);
  return sal_error_set_option(error, SAL_ERROR_USAGE, "output",
                              "expected %s without {period}, {from} and {to}, because it shows all "
                              "periods, got '%s'",
                              what, quoted);
}

static gboolean
check_film(const SalFilmSetting *setting, const char *name, SalFilmFormat format, GError **error)
{
  if (sal_page_layout_is_of_run(setting->layout))
    return sal_error_set_option(
        error, SAL_ERROR_USAGE, "layout",
        "expected map or map+chart for a film, which has a frame for each period, got %s",
        setting->options->layout);
  if (format == SAL_FILM_Y4M && setting->look->is_transparent)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "transparent",
                                "expected a film that can be clear, .webp or .apng, got Y4M");
  return check_placeholders(name, "a film's name", error) && check_size(setting->look, name, format, error);
}

gboolean
sal_film_check(const SalFilmSetting *setting, const GPtrArray *names, GError **error)
{
  SalFilmFormat format;
  const gboolean is_streamed = g_strcmp0(setting->options->format, "y4m") == 0;
  gboolean has_stdout = FALSE;
  for (guint i = 0; names != NULL && i < names->len; i++) {
    const char *name = names->pdata[i];
    const gboolean is_stdout = g_str_equal(name, "-");
    has_stdout |= is_stdout;
    if (is_stdout && !is_streamed)
      return sal_error_set_option(error, SAL_ERROR_USAGE, "output",
                                  "expected a file's name, got '-' (of pictures only a film goes to stdout, "
                                  "with " SAL_OPTION("format") " y4m)");
    if ((is_stdout || sal_formats_find_film(name, &format)) &&
        !check_film(setting, name, is_stdout ? SAL_FILM_Y4M : format, error))
      return FALSE;
    if (sal_formats_is_book(name) && !check_placeholders(name, "the name of a PDF of all pages", error))
      return FALSE;
  }
  return has_stdout || !is_streamed ||
         sal_error_set_option(error, SAL_ERROR_USAGE, "format",
                              "expected " SAL_OPTION("output") " - with y4m, got none");
}

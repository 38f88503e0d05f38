#include "library/formats.h"

#include "data/base/error.h"
#include "data/table/vector.h"

#define DRAWING (1u << SALIENT_RENDER | 1u << SALIENT_UPDATE)
#define LAYOUT (1u << SALIENT_LAYOUT)

typedef enum { PICTURE, FILM, TABLE } Kind;

typedef struct {
  const char *suffix;
  Kind kind;
  guint format; /* SalPictureFormat, SalFilmFormat or SalTableFormat */
} Format;

/* The formats of areas are in data/table/vector.c, with their drivers. */
static const Format formats[] = {
  { ".png", PICTURE, SAL_PICTURE_PNG }, { ".svg", PICTURE, SAL_PICTURE_SVG },
  { ".pdf", PICTURE, SAL_PICTURE_PDF }, { ".webp", FILM, SAL_FILM_WEBP },
  { ".apng", FILM, SAL_FILM_APNG },     { ".y4m", FILM, SAL_FILM_Y4M },
  { ".csv", TABLE, SAL_TABLE_CSV },     { ".json", TABLE, SAL_TABLE_JSON },
  { ".md", TABLE, SAL_TABLE_MARKDOWN }, { ".markdown", TABLE, SAL_TABLE_MARKDOWN },
  { ".txt", TABLE, SAL_TABLE_TEXT },
};

static const Format *
find_format(const char *name, Kind kind)
{
  g_autofree char *lower = g_ascii_strdown(name, -1);
  for (guint i = 0; i < G_N_ELEMENTS(formats); i++)
    if (formats[i].kind == kind && g_str_has_suffix(lower, formats[i].suffix))
      return &formats[i];
  return NULL;
}

gboolean
sal_formats_find_picture(const char *name, SalPictureFormat *format)
{
  const Format *found = find_format(name, PICTURE);
  if (found != NULL && format != NULL)
    *format = (SalPictureFormat)found->format;
  return found != NULL;
}

gboolean
sal_formats_find_film(const char *name, SalFilmFormat *format)
{
  const Format *found = find_format(name, FILM);
  if (found != NULL && format != NULL)
    *format = (SalFilmFormat)found->format;
  return found != NULL;
}

gboolean
sal_formats_find_table(const char *name, SalTableFormat *format)
{
  const Format *found = find_format(name, TABLE);
  if (found != NULL)
    *format = (SalTableFormat)found->format;
  return found != NULL;
}

static gboolean
has_suffix(const char *name, const char *suffix)
{
  g_autofree char *lower = g_ascii_strdown(name, -1);
  return g_str_has_suffix(lower, suffix);
}

gboolean
sal_formats_is_alt(const char *name)
{
  return has_suffix(name, ".txt");
}

gboolean
sal_formats_is_book(const char *name)
{
  return has_suffix(name, ".pages.pdf");
}

gboolean
sal_formats_find_report(const char *name, SalReportFormat *format)
{
  const gboolean is_html = has_suffix(name, ".html") || has_suffix(name, ".htm");
  const gboolean is_markdown = has_suffix(name, ".md") || has_suffix(name, ".markdown");
  if (format != NULL)
    *format = is_html ? SAL_REPORT_HTML : SAL_REPORT_MARKDOWN;
  return is_html || is_markdown;
}

gboolean
sal_formats_is_points(const char *name)
{
  return has_suffix(name, ".geojson");
}

gboolean
sal_formats_parse_picture(const char *text, SalPictureFormat *format, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS(formats); i++)
    if (formats[i].kind == PICTURE && g_str_equal(text, formats[i].suffix + 1)) {
      *format = (SalPictureFormat)formats[i].format;
      return TRUE;
    }
  g_autofree char *quoted = sal_error_quote(text);
  return sal_error_set(error, SAL_ERROR_USAGE, "format: expected png, svg or pdf, got '%s'", quoted);
}

guint
sal_formats_find_tasks(const char *name)
{
  SalTableFormat table;
  guint tasks = 0;
  if (g_str_equal(name, "-"))
    return 1u << SALIENT_MEASURE | 1u << SALIENT_EXPORT | 1u << SALIENT_COMPARE | 1u << SALIENT_PLACES;
  if (sal_formats_is_book(name))
    tasks |= DRAWING;
  else if (sal_formats_find_picture(name, NULL))
    tasks |= DRAWING | 1u << SALIENT_COMPARE;
  if (has_suffix(name, ".alt.txt") || has_suffix(name, ".report.md") || has_suffix(name, ".html") ||
      has_suffix(name, ".htm") || sal_formats_find_film(name, NULL))
    tasks |= DRAWING;
  else if (sal_formats_find_table(name, &table))
    tasks |= 1u << SALIENT_MEASURE | 1u << SALIENT_COMPARE | 1u << SALIENT_PLACES;
  if (sal_vector_has_format(name))
    tasks |= 1u << SALIENT_EXPORT;
  if (sal_formats_is_points(name))
    tasks |= 1u << SALIENT_PLACES;
  if (has_suffix(name, ".yaml") || has_suffix(name, ".yml"))
    tasks |= LAYOUT;
  return tasks;
}

guint
sal_formats_get_all_tasks(void)
{
  return 1u << SALIENT_MEASURE | DRAWING | LAYOUT | 1u << SALIENT_EXPORT | 1u << SALIENT_COMPARE |
         1u << SALIENT_PLACES;
}

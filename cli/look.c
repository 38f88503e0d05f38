#include "look.h"

#include "common.h"

#include <string.h>

#define MAX_CALLOUTS 20

static gboolean
check_map_crs(const char *crs, GError **error)
{
  if (crs == NULL)
    return TRUE;
  if (!sal_crs_check(crs, error))
    return blame_option(error, "--map-crs");
  if (sal_crs_is_projected(crs))
    return TRUE;
  g_autofree char *quoted = sal_error_quote(crs);
  return sal_error_set(error, SAL_ERROR_CRS, "--map-crs: expected a projected CRS, got '%s'", quoted);
}

static gboolean
load_style(const Arguments *arguments, Look *look, GError **error)
{
  const char *name = arguments->style != NULL ? arguments->style : "default";
  look->style = sal_style_load(name, error);
  if (look->style == NULL)
    return FALSE;
  look->style_name = g_path_get_basename(name);
  look->style_name[strcspn(look->style_name, ".")] = '\0';
  return TRUE;
}

static gboolean
resolve_svg(const Arguments *arguments, Look *look, GError **error)
{
  const char *prefix = arguments->id_prefix;
  look->svg = (SalSvgOptions){ .width_px = look->size.width_px,
                               .height_px = look->size.height_px,
                               .id_prefix = prefix,
                               .embed_font = arguments->embed_font,
                               .text_mode = g_strcmp0(arguments->text, "outline") == 0 ? SAL_TEXT_OUTLINE
                                                                                       : SAL_TEXT_REAL };
  if (arguments->embed_font && look->svg.text_mode == SAL_TEXT_OUTLINE)
    return sal_error_set(error, SAL_ERROR_USAGE, "--embed-font: expected --text real, got outline");
  if (prefix == NULL || sal_svg_is_prefix(prefix))
    return TRUE;
  g_autofree char *quoted = sal_error_quote(prefix);
  return sal_error_set(
      error, SAL_ERROR_USAGE,
      "--id-prefix: expected letters a-z, digits, '-' and '_', a letter or '_' first, got '%s'", quoted);
}

/* The words follow the language of the places' names, where there are words in it. */
static const char *
choose_words(const Arguments *arguments)
{
  if (arguments->words != NULL)
    return arguments->words;
  const char *const *languages = sal_words_get_languages();
  return arguments->lang != NULL && g_strv_contains(languages, arguments->lang) ? arguments->lang : "en";
}

static gboolean
load_words(const Arguments *arguments, Look *look, GError **error)
{
  if (arguments->units != NULL && !sal_scale_units_parse(arguments->units, &look->units, error))
    return blame_option(error, "--units");
  look->words = sal_words_load(choose_words(arguments), error);
  return look->words != NULL;
}

static gboolean
resolve_callouts(const char *callouts, Look *look, GError **error)
{
  guint64 n = SAL_PAGE_AUTO_CALLOUTS;
  if (callouts != NULL && !g_str_equal(callouts, "auto") &&
      !g_ascii_string_to_unsigned(callouts, 10, 0, MAX_CALLOUTS, &n, NULL)) {
    g_autofree char *quoted = sal_error_quote(callouts);
    return sal_error_set(error, SAL_ERROR_USAGE,
                         "--callouts: expected auto or a number from 0 to %d, got '%s'", MAX_CALLOUTS,
                         quoted);
  }
  look->n_callouts = (guint)n;
  return TRUE;
}

gboolean
look_resolve(const Arguments *arguments, Look *look, GError **error)
{
  look->is_transparent = arguments->transparent;
  return page_size_resolve(arguments, &look->size, error) &&
         resolve_callouts(arguments->callouts, look, error) && resolve_svg(arguments, look, error) &&
         extent_parse(arguments->extent, &look->extent, error) && check_map_crs(arguments->map_crs, error) &&
         load_style(arguments, look, error) && load_words(arguments, look, error) &&
         place_query_resolve(arguments, &look->places, error);
}

void
look_clear(Look *look)
{
  g_clear_pointer(&look->style, sal_style_free);
  g_clear_pointer(&look->words, sal_words_free);
  g_clear_pointer(&look->style_name, g_free);
}

GBytes *
look_encode(const Look *look, const SalDrawing *drawing, PictureFormat format, GError **error)
{
  switch (format) {
  case PICTURE_PNG:
    return sal_png_write(drawing, look->size.width_px, look->size.height_px, look->is_transparent, error);
  case PICTURE_SVG:
    return sal_svg_write(drawing, &look->svg, error);
  case PICTURE_PDF:
    return sal_pdf_write(drawing, look->svg.text_mode, error);
  }
  g_return_val_if_reached(NULL);
}

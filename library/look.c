#include "library/look.h"

#include "data/base/error.h"
#include "data/geometry/crs.h"
#include "library/name-wishes.h"
#include "library/notes.h"
#include "library/own-insets.h"
#include "library/own-layers.h"
#include "library/parties.h"
#include "library/positions.h"
#include "library/units.h"
#include "render/page/box-logo.h"
#include "render/page/position.h"
#include "render/words/credit.h"
#include "render/words/words-load.h"
#include "styles/loader.h"
#include "styles/page-template-load.h"
#include "styles/yaml-file.h"

#include <string.h>

#define MAX_CALLOUTS 20
#define MAX_TEXT_BYTES 65536

static gboolean
check_map_crs(const char *crs, GError **error)
{
  if (crs == NULL)
    return TRUE;
  if (!sal_crs_check(crs, error))
    return sal_error_blame(error, "map-crs");
  if (sal_crs_is_projected(crs))
    return TRUE;
  g_autofree char *quoted = sal_error_quote(crs);
  return sal_error_set_option(error, SAL_ERROR_CRS, "map-crs", "expected a projected CRS, got '%s'", quoted);
}

/* Reads the text of a column, which must be one that a YAML file could hold. */
static gboolean
load_text(const char *path, SalLook *look, GError **error)
{
  gsize length = 0;
  g_autofree char *told = sal_error_quote_path(path);
  g_autofree char *text = sal_yaml_read_file(path, told, "a text file", &length, error);
  if (text == NULL)
    return FALSE;
  if (length > MAX_TEXT_BYTES)
    return sal_error_set(error, SAL_ERROR_FORMAT, "%s: expected at most %d bytes, got more", told,
                         MAX_TEXT_BYTES);
  const char *end = text;
  if (!g_utf8_validate(text, (gssize)length, &end))
    return sal_error_set(error, SAL_ERROR_FORMAT, "%s: expected UTF-8, got another byte at offset %d", told,
                         (int)(end - text));
  look->text = g_strndup(text, length);
  return TRUE;
}

/* The template, and the size that it has unless options say another one. */
static gboolean
load_template(const SalientOptions *options, SalLook *look, GError **error)
{
  if (options->text_file != NULL && options->template == NULL)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "text-file",
                                "expected " SAL_OPTION("template") " with it, got none");
  if (options->template == NULL)
    return sal_page_size_resolve(options, NULL, &look->size, error);
  look->template = sal_page_template_load(options->template, NULL, error);
  if (look->template == NULL)
    return sal_yaml_is_path(options->template) ? FALSE : sal_error_blame(error, "template");
  if (sal_look_tables_regions(look) && options->regions == NULL)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "template",
                                "expected " SAL_OPTION("regions") " for its table of regions, got none");
  if (options->text_file != NULL && !load_text(options->text_file, look, error))
    return FALSE;
  if (sal_page_size_resolve(options, look->template->size, &look->size, error)) {
    g_autoptr(GArray) boxes =
        sal_boxes_place(look->template, look->size.width_mm, look->size.height_mm, error);
    return boxes != NULL && sal_box_logo_check_all(look->template, error);
  }
  if (options->size == NULL && options->width_mm == 0 && look->template->size != NULL)
    g_prefix_error(error, "%s:%u: ", look->template->told, look->template->size_line);
  return FALSE;
}

static gboolean
load_style(const SalientOptions *options, SalLook *look, GError **error)
{
  const SalPageTemplate *template = look->template;
  const gboolean is_of_template = options->style == NULL && template != NULL && template->style != NULL;
  const char *name = is_of_template ? template->style : options->style != NULL ? options->style : "default";
  GError *fault = NULL;
  look->style = sal_style_load(name, &fault);
  if (look->style == NULL) {
    if (is_of_template) {
      g_prefix_error(&fault, "%s:%u: ", template->told, template->style_line);
      fault->code = SAL_ERROR_STYLE;
    }
    g_propagate_error(error, fault);
    return FALSE;
  }
  look->style_name = g_path_get_basename(name);
  look->style_name[strcspn(look->style_name, ".")] = '\0';
  return TRUE;
}

/* With a letter for each placeholder. */
static gboolean
check_id_prefix(const char *pattern, GError **error)
{
  const SalNameParts parts = { "a", "a", "a", "a", "a", "a", "a" };
  g_autofree char *prefix = pattern != NULL ? sal_name_expand(pattern, &parts, error) : NULL;
  if (pattern == NULL)
    return TRUE;
  if (prefix == NULL)
    return sal_error_blame(error, "id-prefix");
  if (sal_svg_is_prefix(prefix))
    return TRUE;
  g_autofree char *quoted = sal_error_quote(pattern);
  return sal_error_set_option(error, SAL_ERROR_USAGE, "id-prefix",
                              "expected letters a-z, digits, '-' and '_', a letter or '_' first, got '%s'",
                              quoted);
}

static gboolean
resolve_svg(const SalientOptions *options, SalLook *look, GError **error)
{
  look->svg = (SalSvgOptions){ .width_px = look->size.width_px,
                               .height_px = look->size.height_px,
                               .is_in_mm = look->size.is_paper,
                               .is_responsive = options->responsive,
                               .embed_font = options->embed_font,
                               .text_mode = g_strcmp0(options->text, "outline") == 0 ? SAL_TEXT_OUTLINE
                                                                                     : SAL_TEXT_REAL };
  if (options->embed_font && look->svg.text_mode == SAL_TEXT_OUTLINE)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "embed-font",
                                "expected " SAL_OPTION("text") " real, got outline");
  look->pdf.text_mode = look->svg.text_mode;
  look->id_prefix = options->id_prefix;
  return check_id_prefix(options->id_prefix, error);
}

static gboolean
set_units(const SalientOptions *options, SalLook *look, GError **error)
{
  SalUnits units;
  if (!sal_units_parse(options->units, &units, error))
    return sal_error_blame(error, "units");
  look->units = units.lengths;
  sal_words_set_area_units(look->words, units.areas);
  if (look->party_words != NULL)
    sal_words_set_area_units(look->party_words, units.areas);
  return TRUE;
}

static gboolean
load_words(const SalientOptions *options, SalLook *look, GError **error)
{
  look->words = sal_words_load(sal_parties_choose_words(options), error);
  return look->words != NULL && sal_parties_check(options, error) &&
         sal_parties_load_words(options, sal_parties_choose_words(options), &look->party_words, error) &&
         set_units(options, look, error);
}

/* auto or a number, and ",numbers" for callouts without places. */
static gboolean
resolve_callouts(const char *callouts, SalLook *look, GError **error)
{
  guint64 n = SAL_PAGE_AUTO_CALLOUTS;
  g_autofree char *count = g_strdup(callouts != NULL ? callouts : "auto");
  look->has_callout_names = !g_str_has_suffix(count, ",numbers");
  if (!look->has_callout_names)
    count[strlen(count) - strlen(",numbers")] = '\0';
  if (!g_str_equal(count, "auto") && !g_ascii_string_to_unsigned(count, 10, 0, MAX_CALLOUTS, &n, NULL)) {
    g_autofree char *quoted = sal_error_quote(callouts);
    return sal_error_set_option(
        error, SAL_ERROR_USAGE, "callouts",
        "expected auto or a number from 0 to %d, or either with ',numbers' behind it, got '%s'", MAX_CALLOUTS,
        quoted);
  }
  look->n_callouts = (guint)n;
  return TRUE;
}

static gboolean
resolve_insets(const SalientOptions *options, SalLook *look, GError **error)
{
  guint64 n = SAL_PAGE_AUTO_INSETS;
  const char *count = options->insets != NULL ? options->insets : "auto";
  if (!g_str_equal(count, "auto") && !g_ascii_string_to_unsigned(count, 10, 0, SAL_MAX_INSETS, &n, NULL)) {
    g_autofree char *quoted = sal_error_quote(count);
    return sal_error_set_option(error, SAL_ERROR_USAGE, "insets",
                                "expected auto or a number from 0 to %d, got '%s'", SAL_MAX_INSETS, quoted);
  }
  look->n_insets = (guint)n;
  look->own_insets = sal_own_insets_load(options, &look->places, error);
  if (look->own_insets == NULL)
    return FALSE;
  const guint all = look->own_insets->len + (n == SAL_PAGE_AUTO_INSETS ? 0 : look->n_insets);
  return all <= SAL_MAX_INSETS ||
         sal_error_set_option(error, SAL_ERROR_USAGE, "inset", "expected at most %d insets, got %u",
                              SAL_MAX_INSETS, all);
}

static gboolean
resolve_credit(const SalientOptions *options, SalLook *look, GError **error)
{
  if (options->credit_parts == NULL ||
      sal_credit_parse_parts(options->credit_parts, &look->credit_left_out, error))
    return TRUE;
  return sal_error_blame(error, "credit-parts");
}

static gboolean
resolve_map_date(const char *date, SalLook *look, GError **error)
{
  look->has_map_date = date != NULL;
  return date == NULL || sal_day_parse(date, &look->map_date, error) || sal_error_blame(error, "map-date");
}

/* all, none, or tiers separated by commas. */
static gboolean
resolve_area_names(const char *text, SalLook *look, GError **error)
{
  const struct {
    const char *name;
    gboolean *is_named;
  } tiers[] = { { "countries", &look->names_countries },
                { "regions", &look->names_regions },
                { "waters", &look->names_waters },
                { "districts", &look->names_districts } };
  g_auto(GStrv) words = g_strsplit(text != NULL ? text : "all", ",", -1);
  for (guint i = 0; words[i] != NULL; i++) {
    const gboolean is_all = words[1] == NULL && g_str_equal(words[i], "all");
    gboolean is_known = is_all || (words[1] == NULL && g_str_equal(words[i], "none"));
    for (guint j = 0; j < G_N_ELEMENTS(tiers); j++) {
      const gboolean is_meant = g_str_equal(words[i], tiers[j].name);
      *tiers[j].is_named |= is_meant || (is_all && tiers[j].is_named != &look->names_districts);
      is_known |= is_meant;
    }
    if (!is_known) {
      static const char *const known[] = {
        "countries", "regions", "waters", "districts", "all", "none", NULL
      };
      g_autofree char *quoted = sal_error_quote(text);
      g_autofree char *hint =
          g_strv_contains(known, words[i]) ? g_strdup("") : sal_error_suggest(words[i], known);
      return sal_error_set_option(
          error, SAL_ERROR_USAGE, "area-names",
          "expected all, none, or some of countries,regions,waters,districts, got '%s'%s", quoted, hint);
    }
  }
  return TRUE;
}

static gboolean
load_own_layers(const SalientOptions *options, SalLook *look, GError **error)
{
  look->remarks = g_ptr_array_new_with_free_func(g_free);
  const SalOwnLayersQuery query = { options, look->style, look->words, &look->size, look->remarks };
  look->own_layers = sal_own_layers_load(&query, error);
  return look->own_layers != NULL;
}

static gboolean
resolve_pdf_colors(const char *text, SalLook *look, GError **error)
{
  if (text == NULL)
    return TRUE;
  if (!sal_pdf_colors_parse(text, &look->pdf.colors.space, &look->inks, error))
    return sal_error_blame(error, "pdf-colour");
  look->pdf.colors.inks = look->inks;
  return TRUE;
}

static gboolean
load_name_wishes(const SalientOptions *options, SalLook *look, GError **error)
{
  look->name_wishes = sal_name_wishes_load(options, &look->places, look->remarks, error);
  return look->name_wishes != NULL;
}

static gboolean
load_notes(const SalientOptions *options, SalLook *look, GError **error)
{
  look->notes = sal_notes_load(options, &look->places, look->remarks, error);
  look->pins = sal_positions_new();
  const SalPositionsTarget target = { look->name_wishes, look->notes, look->pins, look->remarks };
  return look->notes != NULL && sal_positions_load(options, &target, error);
}

gboolean
sal_look_resolve(const SalientOptions *options, SalLook *look, GError **error)
{
  look->is_transparent = options->transparent;
  return load_template(options, look, error) && resolve_callouts(options->callouts, look, error) &&
         resolve_credit(options, look, error) && resolve_pdf_colors(options->pdf_colour, look, error) &&
         resolve_area_names(options->area_names, look, error) &&
         resolve_map_date(options->map_date, look, error) && resolve_svg(options, look, error) &&
         check_map_crs(options->map_crs, error) && load_style(options, look, error) &&
         load_words(options, look, error) && sal_place_query_resolve(options, &look->places, error) &&
         sal_extent_resolve(options, &look->places, &look->extent, error) &&
         resolve_insets(options, look, error) && load_own_layers(options, look, error) &&
         load_name_wishes(options, look, error) && load_notes(options, look, error);
}

void
sal_look_clear(SalLook *look)
{
  g_clear_pointer(&look->template, sal_page_template_free);
  g_clear_pointer(&look->text, g_free);
  g_clear_pointer(&look->style, sal_style_free);
  g_clear_pointer(&look->own_insets, g_array_unref);
  g_clear_pointer(&look->own_layers, g_ptr_array_unref);
  g_clear_pointer(&look->name_wishes, g_array_unref);
  g_clear_pointer(&look->notes, g_ptr_array_unref);
  g_clear_pointer(&look->pins, g_array_unref);
  g_clear_pointer(&look->remarks, g_ptr_array_unref);
  g_clear_pointer(&look->words, sal_words_free);
  g_clear_pointer(&look->party_words, sal_words_free);
  g_clear_pointer(&look->style_name, g_free);
  g_clear_pointer(&look->inks, sal_inks_free);
  sal_extent_clear(&look->extent);
}

gboolean
sal_look_tables_regions(const SalLook *look)
{
  for (guint i = 0; look->template != NULL && i < look->template->boxes->len; i++) {
    const SalTemplateBox *box = sal_page_template_get_box(look->template, i);
    if (box->kind == SAL_BOX_TABLE && box->rows == SAL_ROWS_REGIONS)
      return TRUE;
  }
  return FALSE;
}

GBytes *
sal_look_encode(const SalLook *look, const SalDrawing *drawing, SalPictureFormat format, GPtrArray *remarks,
                GError **error)
{
  switch (format) {
  case SAL_PICTURE_PNG:
    return sal_png_write(drawing,
                         &(SalPngOptions){ .width_px = look->size.width_px,
                                           .height_px = look->size.height_px,
                                           .is_transparent = look->is_transparent,
                                           .repeats = look->repeats },
                         error);
  case SAL_PICTURE_SVG:
    return sal_svg_write(drawing, &look->svg, error);
  case SAL_PICTURE_PDF:
    return sal_pdf_write(drawing, &look->pdf, remarks, error);
  case SAL_N_PICTURE_FORMATS:
    break;
  }
  g_return_val_if_reached(NULL);
}

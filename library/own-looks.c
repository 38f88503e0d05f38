#include "library/own-looks.h"

#include "library/own-rasters.h"
#include "library/when-said.h"
#include "styles/schema.h"

#include <string.h>

#define LINE_MM 0.4
#define OUTLINE_MM 0.25
#define MARK_MM 2.2
#define SIZED_MARK_MM 5.0 /* of the largest value */
#define MARK_OUTLINE_MM 0.2
#define HATCH_MM 0.25
#define HATCH_SPACING_MM 1.1
#define HATCH_ANGLE_DEG 45
#define FILL_OPACITY 0x38 /* of areas for which no fill is said */
#define MAX_MM 50
#define MAX_SCALE 1e9

/* Each leaves the result alone where the key is missing. */
static gboolean
read_color(const SalOwnKeys *said, const char *key, const char *value, SalColor *color, GError **error)
{
  return value == NULL || sal_color_parse(value, color) ||
         sal_own_keys_set_wrong(said, key, "#RGB, #RRGGBB, #RRGGBBAA or none", value, error);
}

static gboolean
read_number(const SalOwnKeys *said, const char *key, const char *value, double most, double *number,
            GError **error)
{
  char *end = NULL;
  const double read = value != NULL ? g_ascii_strtod(value, &end) : 0;
  if (value == NULL)
    return TRUE;
  if (end != value && *end == '\0' && read > 0 && read <= most) {
    *number = read;
    return TRUE;
  }
  g_autofree char *expected = g_strdup_printf("a number above 0, up to %g", most);
  return sal_own_keys_set_wrong(said, key, expected, value, error);
}

/* The number of a word among names; `choice` stays where the key is missing. */
static gboolean
read_choice(const SalOwnKeys *said, const char *key, const char *value, const char *const *names,
            guint *choice, GError **error)
{
  for (guint i = 0; value != NULL && names[i] != NULL; i++)
    if (g_str_equal(names[i], value)) {
      *choice = i;
      return TRUE;
    }
  g_autofree char *list = g_strjoinv(", ", (char **)names);
  g_autofree char *expected = g_strconcat("one of ", list, NULL);
  return value == NULL || sal_own_keys_set_wrong(said, key, expected, value, error);
}

/* "1.6/0.8": lengths in millimetres, on and off. */
static gboolean
read_dash(const SalOwnKeys *said, SalLineStyle *line, GError **error)
{
  if (said->dash == NULL)
    return TRUE;
  g_auto(GStrv) parts = g_strsplit(said->dash, "/", -1);
  const guint n = g_strv_length(parts);
  if (n != 2 && n != 4)
    return sal_own_keys_set_wrong(said, "dash", "two or four lengths in mm, such as 1.6/0.8", said->dash,
                                  error);
  for (guint i = 0; i < n; i++)
    if (!read_number(said, "dash", parts[i], MAX_MM, &line->dash_mm[i], error))
      return FALSE;
  line->n_dash = n;
  return TRUE;
}

static gboolean
read_arrow(const SalOwnKeys *said, SalOwnLayer *own, GError **error)
{
  static const char *const names[] = { "none", "end", "start", "both", NULL };
  guint choice = 0;
  if (!read_choice(said, "arrow", said->arrow, names, &choice, error))
    return FALSE;
  own->has_end_arrow = choice == 1 || choice == 3;
  own->has_start_arrow = choice == 2 || choice == 3;
  return TRUE;
}

static gboolean
read_colors(const SalOwnKeys *said, SalOwnLayer *own, const SalStyle *style, GError **error)
{
  SalColor stroke = style->legend_text.color, hatch = { 0 };
  if (!read_color(said, "stroke", said->stroke, &stroke, error) ||
      !read_color(said, "hatch", said->hatch, &hatch, error))
    return FALSE;
  own->line.color = own->area.outline.color = own->mark.fill = own->area.fill = stroke;
  own->area.fill.a = hatch.a > 0 ? 0 : MIN(stroke.a, FILL_OPACITY);
  if (!read_color(said, "fill", said->fill, &own->area.fill, error) ||
      !read_color(said, "fill", said->fill, &own->mark.fill, error))
    return FALSE;
  if (hatch.a > 0)
    own->area.hatch = (SalHatchStyle){ hatch, HATCH_ANGLE_DEG, HATCH_SPACING_MM, HATCH_MM };
  own->mark.outline = (SalLineStyle){ .color = style->land.fill, .width_mm = MARK_OUTLINE_MM };
  if (own->mark.fill.a == 0)
    own->mark.outline.color = stroke;
  own->text = style->place_text[SAL_STYLE_PLACE_RANKS - 1];
  if (said->stroke != NULL && stroke.a == 255)
    own->text.color = stroke;
  return TRUE;
}

gboolean
sal_own_looks_read(const SalOwnKeys *said, SalOwnLayer *own, const SalStyle *style, GError **error)
{
  guint symbol = SAL_SYMBOL_CIRCLE;
  own->line.width_mm = LINE_MM, own->area.outline.width_mm = OUTLINE_MM,
  own->marks.symbol_mm = said->size_by != NULL ? SIZED_MARK_MM : MARK_MM;
  if (!read_colors(said, own, style, error) ||
      !read_number(said, "width", said->width, MAX_MM, &own->line.width_mm, error) ||
      !read_number(said, "width", said->width, MAX_MM, &own->area.outline.width_mm, error) ||
      !read_number(said, "size", said->size, MAX_MM, &own->marks.symbol_mm, error) ||
      !read_number(said, "label-size", said->label_size, 100, &own->text.size_pt, error) ||
      !read_dash(said, &own->line, error) || !read_arrow(said, own, error) ||
      !read_choice(said, "symbol", said->symbol, sal_symbol_list_names(), &symbol, error))
    return FALSE;
  memcpy(own->area.outline.dash_mm, own->line.dash_mm, sizeof own->line.dash_mm);
  own->area.outline.n_dash = own->line.n_dash;
  own->marks.symbol = (SalSymbol)symbol;
  own->marks.is_sized = said->size_by != NULL;
  return TRUE;
}

/* The layer is drawn anew for each map where that is not always. */
static gboolean
read_when(const SalOwnKeys *said, SalOwnLayer *own, GError **error)
{
  g_autoptr(GHashTable) keys = g_hash_table_new(g_str_hash, g_str_equal);
  if (said->from != NULL)
    g_hash_table_insert(keys, (gpointer) "from", said->from);
  if (said->until != NULL)
    g_hash_table_insert(keys, (gpointer) "until", said->until);
  if (!sal_when_read(&own->when, keys, "draw", error))
    return FALSE;
  own->has_dates |= !sal_when_is_always(&own->when);
  return TRUE;
}

/* Places are drawn last of what has meaning, so that names stay legible. */
gboolean
sal_own_looks_read_place(const SalOwnKeys *said, SalOwnLayer *own, const SalStyle *style, GError **error)
{
  static const char *const dates[] = { "within", "until", NULL };
  guint below = own->rasters->len > 0 ? sal_own_rasters_find_place(own->rasters->pdata[0], style)
                : own->has_polygons && !own->has_points && !own->has_lines ? SAL_STYLE_LAYER_CLASSES
                                                                           : SAL_STYLE_LAYER_PLACES,
        choice = SAL_OWN_WITHIN;
  if (!read_choice(said, "below", said->below, sal_style_list_layers(), &below, error) ||
      !read_choice(said, "dates", said->dates, dates, &choice, error) ||
      !read_number(said, "detail", said->detail, MAX_SCALE, &own->least_scale, error))
    return FALSE;
  if (said->dates != NULL && said->date == NULL)
    return sal_own_keys_set_wrong(said, "dates", "the key 'date' with it", said->dates, error);
  if (!read_when(said, own, error))
    return FALSE;
  own->below = (SalStyleLayer)below, own->dates = (SalOwnDates)choice;
  for (guint i = 0; i < style->n_layers; i++)
    if (style->layers[i] == own->below)
      return TRUE;
  return sal_own_keys_set_wrong(said, "below", "a layer that the style draws", sal_style_list_layers()[below],
                                error);
}

#include "styles/schema.h"

#include "styles/paint.h"

#include <stddef.h>

#define LINE(name, type, field, meaning)                                                                     \
  {                                                                                                          \
    name, SAL_KEY_GROUP, offsetof(type, field), line_keys, 0, 0, meaning                                     \
  }
#define AREA(name, field, meaning)                                                                           \
  {                                                                                                          \
    name, SAL_KEY_GROUP, offsetof(SalStyle, field), area_keys, 0, 0, meaning                                 \
  }
#define TYPE(name, field, meaning)                                                                           \
  {                                                                                                          \
    name, SAL_KEY_GROUP, offsetof(SalStyle, field), text_keys, 0, 0, meaning                                 \
  }
#define COLOR(name, type, field, meaning)                                                                    \
  {                                                                                                          \
    name, SAL_KEY_COLOR, offsetof(type, field), NULL, 0, 0, meaning                                          \
  }
#define NUMBER(name, type, field, min, max, meaning)                                                         \
  {                                                                                                          \
    name, SAL_KEY_NUMBER, offsetof(type, field), NULL, min, max, meaning                                     \
  }

#define PLACE(name, field, meaning)                                                                          \
  {                                                                                                          \
    name, SAL_KEY_CHOICE, offsetof(SalStyle, furniture.field), NULL, 0, 0, meaning, corners                  \
  }

static const char *const corners[] = { "auto",         "top-left", "top-right", "bottom-left",
                                       "bottom-right", "none",     NULL };

static const char *const layers[SAL_STYLE_N_LAYERS + 1] = {
  [SAL_STYLE_LAYER_SEA] = "sea",           [SAL_STYLE_LAYER_LAND] = "land",
  [SAL_STYLE_LAYER_WATER] = "water",       [SAL_STYLE_LAYER_WOODS] = "woods",
  [SAL_STYLE_LAYER_BUILT_UP] = "built_up", [SAL_STYLE_LAYER_LAKES] = "lakes",
  [SAL_STYLE_LAYER_CLASSES] = "classes",   [SAL_STYLE_LAYER_HELD] = "held",
  [SAL_STYLE_LAYER_LOST] = "lost",         [SAL_STYLE_LAYER_GAINED] = "gained",
  [SAL_STYLE_LAYER_RIVERS] = "rivers",     [SAL_STYLE_LAYER_ADMIN_1] = "admin_1",
  [SAL_STYLE_LAYER_RAILWAYS] = "railways", [SAL_STYLE_LAYER_ROADS] = "roads",
  [SAL_STYLE_LAYER_BORDERS] = "borders",   [SAL_STYLE_LAYER_GRATICULE] = "graticule",
  [SAL_STYLE_LAYER_PLACES] = "places",     [SAL_STYLE_LAYER_CALLOUTS] = "callouts",
  [SAL_STYLE_LAYER_NEATLINE] = "neatline",
};

/* clang-format off */
static const SalKey line_keys[] = {
  COLOR("color", SalLineStyle, color, "colour of the line"),
  NUMBER("width_mm", SalLineStyle, width_mm, 0, 10, "width of the line; 0: not drawn"),
  { "dash_mm", SAL_KEY_DASH, 0, NULL, 0.05, 50, "lengths drawn and left out in turn; []: a solid line" },
  { NULL },
};

static const SalKey hatch_keys[] = {
  COLOR("color", SalHatchStyle, color, "colour of the hatch's lines"),
  NUMBER("angle_deg", SalHatchStyle, angle_deg, -360, 360, "direction, counter-clockwise from the horizontal"),
  NUMBER("spacing_mm", SalHatchStyle, spacing_mm, 0.1, 50, "from the middle of one line to the middle of the next"),
  NUMBER("width_mm", SalHatchStyle, width_mm, 0, 10, "width of the hatch's lines; 0: no hatch"),
  { NULL },
};

static const SalKey area_keys[] = {
  COLOR("fill", SalAreaStyle, fill, "colour of the inside"),
  { "hatch", SAL_KEY_GROUP, offsetof(SalAreaStyle, hatch), hatch_keys, 0, 0, "parallel lines over the fill" },
  LINE("outline", SalAreaStyle, outline, "line along the edge, over fill and hatch"),
  { NULL },
};

static const SalKey class_keys[] = {
  { "title", SAL_KEY_TEXT, offsetof(SalStyleClass, title), NULL, 0, 0, "what the legend calls it; its name if not given" },
  COLOR("fill", SalStyleClass, area.fill, "colour of the inside"),
  { "hatch", SAL_KEY_GROUP, offsetof(SalStyleClass, area.hatch), hatch_keys, 0, 0, "parallel lines over the fill" },
  LINE("outline", SalStyleClass, area.outline, "line along the edge, over fill and hatch"),
  { NULL },
};

static const SalKey text_keys[] = {
  NUMBER("size_pt", SalTextStyle, size_pt, 6, 144, "type size; smaller than 6 pt is not read in print"),
  { "weight", SAL_KEY_WHOLE, offsetof(SalTextStyle, weight), NULL, 100, 900, "as in CSS: 400 regular, 700 bold" },
  { "italic", SAL_KEY_FLAG, offsetof(SalTextStyle, italic), NULL, 0, 0, "slanted" },
  NUMBER("spacing_em", SalTextStyle, spacing_em, 0, 2, "space between letters, in type sizes"),
  COLOR("color", SalTextStyle, color, "colour of the letters"),
  COLOR("halo", SalTextStyle, halo, "colour behind the letters"),
  NUMBER("halo_mm", SalTextStyle, halo_mm, 0, 5, "width of the halo beyond the letters' edge; 0: none"),
  { NULL },
};

static const SalKey role_keys[] = {
  COLOR("accent", SalStyle, roles.accent, "bars and key figures of page templates; that of `gained` if not given"),
  COLOR("gained", SalStyle, roles.gained, "gained: fill, with edge and strokes in a shade of it"),
  COLOR("lost", SalStyle, roles.lost, "lost, the same"),
  COLOR("held", SalStyle, roles.held, "held, the same"),
  COLOR("paper", SalStyle, roles.paper, "the page, and what has its colour: boxes, insets, halos"),
  COLOR("text", SalStyle, roles.text, "titles, and in their shades all other texts, rules, dots and the bars of charts"),
  COLOR("roads", SalStyle, roles.roads, "motorways of a base map of your own, and in paler shades its other roads"),
  { NULL },
};

static const SalKey page_keys[] = {
  NUMBER("margin_mm", SalStyle, margin_mm, 0, 100, "from the page's edge to what is on it"),
  NUMBER("gap_mm", SalStyle, gap_mm, 0, 50, "between the parts of the page; the grid that they keep to"),
  COLOR("paper", SalStyle, paper, "colour of the page; none: transparent"),
  { NULL },
};

static const SalKey areas_keys[] = {
  AREA("sea", sea, "the map's background: sea, and whatever has no land"),
  AREA("land", land, "land"),
  AREA("neighbours", neighbours, "land of countries in which little of the change lies; painted over the land"),
  AREA("held", held, "held at both ends of the period; painted over the land"),
  AREA("woods", woods, "woods of a base map of your own; painted over what is held, so it should be translucent"),
  AREA("built_up", built_up, "built-up areas of a base map of your own; likewise"),
  AREA("lakes", lakes, "lakes and wide rivers of a base map of your own; likewise"),
  AREA("gained", gained, "gained in the period; painted over held and lost"),
  AREA("lost", lost, "lost in the period; painted over held"),
  AREA("agreed", agreed, "a comparison: what both sides hold; painted in the layer `held`"),
  AREA("only_a", only_a, "a comparison: what A alone holds; painted in the layer `lost`"),
  AREA("only_b", only_b, "a comparison: what B alone holds; painted in the layer `gained`"),
  AREA("redefined", redefined, "a change that is an accepted reset; painted in the layer `gained`"),
  AREA("outside", outside, "what lies outside of the area of interest, and its edge"),
  AREA("legend_box", legend_box, "behind legend and scale bar where they lie on the map"),
  AREA("place_dot", place_dot, "the dot of a place"),
  AREA("callout", callout, "box behind the number of a callout"),
  AREA("inset", inset, "behind an inset, with the frame around it"),
  AREA("chart_bar", chart_bar, "a chart's net bars of the periods that are not the map's"),
  AREA("chart_gross", chart_gross, "a chart's thin bars of all that was gained and all that was lost, behind the net"),
  { NULL },
};

static const SalKey lines_keys[] = {
  LINE("coast", SalStyle, coast, "where land meets sea"),
  LINE("rivers", SalStyle, rivers, "rivers"),
  LINE("borders", SalStyle, borders, "borders between countries"),
  LINE("disputed_borders", SalStyle, disputed_borders, "borders that are disputed or drawn de facto"),
  LINE("admin1_borders", SalStyle, admin1_borders, "borders of provinces, states, oblasts"),
  LINE("admin2_borders", SalStyle, admin2_borders, "borders of second-level regions, of a base map of your own"),
  LINE("motorways", SalStyle, motorways, "motorways of a base map of your own"),
  LINE("trunk_roads", SalStyle, trunk_roads, "trunk roads; likewise"),
  LINE("primary_roads", SalStyle, primary_roads, "primary roads; likewise"),
  LINE("secondary_roads", SalStyle, secondary_roads, "secondary roads; likewise"),
  LINE("road_casing", SalStyle, road_casing, "on either side of all roads but secondary ones"),
  LINE("railways", SalStyle, railways, "railways of a base map of your own"),
  LINE("neatline", SalStyle, neatline, "frame around the map"),
  LINE("scale_bar", SalStyle, scale_bar, "the scale bar"),
  LINE("leader", SalStyle, leader, "from a callout to the area it speaks of"),
  LINE("inset_outline", SalStyle, inset_outline, "outline of an inset's area on the main map"),
  LINE("graticule", SalStyle, graticule, "meridians and parallels"),
  LINE("chart_axis", SalStyle, chart_axis, "the zero of a chart"),
  LINE("chart_grid", SalStyle, chart_grid, "a chart's lines at round numbers"),
  LINE("north_arrow", SalStyle, north_arrow, "the north arrow"),
  { NULL },
};

static const SalKey texts_keys[] = {
  TYPE("title", title_text, "title of the page"),
  TYPE("subtitle", subtitle_text, "period and figures below the title"),
  TYPE("legend", legend_text, "legend"),
  TYPE("credit", credit_text, "sources and remarks at the foot of the page"),
  TYPE("scale", scale_text, "figures of the scale bar"),
  TYPE("panel", panel_text, "heading of a small multiple"),
  TYPE("callout", callout_text, "number and remark of a callout"),
  TYPE("inset", inset_text, "letter of an inset"),
  TYPE("graticule", graticule_text, "degrees at the graticule"),
  TYPE("chart", chart_text, "figures and periods of a chart"),
  TYPE("water", water_text, "names of seas and lakes"),
  TYPE("river", river_text, "names of rivers"),
  TYPE("area", area_text, "names of landscapes"),
  TYPE("country", country_text, "names of countries, in capitals"),
  TYPE("country_small", country_small_text, "the same where those have no room"),
  TYPE("region", province_text, "names of first-level regions, in capitals"),
  TYPE("district", district_text, "names of second-level regions, in capitals; of a base map of your own"),
  TYPE("sea", sea_text, "names of seas"),
  TYPE("place_1", place_text[0], "names of the largest places"),
  TYPE("place_2", place_text[1], "names of large places"),
  TYPE("place_3", place_text[2], "names of middling places"),
  TYPE("place_4", place_text[3], "names of small places"),
  TYPE("village", village_text, "names of places that fill the room between the others; of a base map of your own"),
  { NULL },
};

static const SalKey detail_keys[] = {
  NUMBER("rivers", SalStyle, detail.rivers, 0, 1e9, "large rivers"),
  NUMBER("minor_rivers", SalStyle, detail.minor_rivers, 0, 1e9, "all other rivers"),
  NUMBER("admin_1", SalStyle, detail.admin_1, 0, 1e9, "borders of provinces, states, oblasts"),
  NUMBER("borders", SalStyle, detail.borders, 0, 1e9, "borders between countries"),
  NUMBER("admin_2", SalStyle, detail.admin_2, 0, 1e9, "borders of second-level regions, of a base map of your own"),
  NUMBER("motorways", SalStyle, detail.motorways, 0, 1e9, "motorways of a base map of your own"),
  NUMBER("trunk_roads", SalStyle, detail.trunk_roads, 0, 1e9, "trunk roads; likewise"),
  NUMBER("primary_roads", SalStyle, detail.primary_roads, 0, 1e9, "primary roads; likewise"),
  NUMBER("secondary_roads", SalStyle, detail.secondary_roads, 0, 1e9, "secondary roads; likewise"),
  NUMBER("railways", SalStyle, detail.railways, 0, 1e9, "railways; likewise"),
  NUMBER("woods", SalStyle, detail.woods, 0, 1e9, "woods; likewise"),
  NUMBER("built_up", SalStyle, detail.built_up, 0, 1e9, "built-up areas; likewise"),
  NUMBER("lakes", SalStyle, detail.lakes, 0, 1e9, "lakes and wide rivers; likewise"),
  NUMBER("villages", SalStyle, detail.villages, 0, 1e9, "names of all villages that have room; likewise"),
  NUMBER("places_people", SalStyle, detail.places_people, 0, 1e9, "people that a place needs to be named at 1:1,000,000; at 1:2,000,000 twice as many"),
  { NULL },
};

static const SalKey furniture_keys[] = {
  PLACE("legend", legend, "legend"),
  PLACE("scale_bar", scale_bar, "scale bar"),
  PLACE("locator", locator, "the small map that shows where the large one is"),
  PLACE("north_arrow", north_arrow, "north arrow"),
  PLACE("insets", insets, "enlarged sectors"),
  { NULL },
};

static const SalKey top_keys[] = {
  { "title", SAL_KEY_TEXT, offsetof(SalStyle, title), NULL, 0, 0, "what the style is for" },
  { "base", SAL_KEY_BASE, 0, NULL, 0, 0, "the style that supplies everything this file does not say; `default` if not given" },
  { "font", SAL_KEY_TEXT, offsetof(SalStyle, font_family), NULL, 0, 0, "font families for all texts, comma-separated, first choice first" },
  { "roles", SAL_KEY_GROUP, 0, role_keys, 0, 0, "the house's colours by what they are for; what else the file says is stronger" },
  { "page", SAL_KEY_GROUP, 0, page_keys, 0, 0, "the page" },
  { "areas", SAL_KEY_GROUP, 0, areas_keys, 0, 0, "what is filled" },
  { "lines", SAL_KEY_GROUP, 0, lines_keys, 0, 0, "what is a line" },
  { "texts", SAL_KEY_GROUP, 0, texts_keys, 0, 0, "what is written" },
  { "place_dot_mm", SAL_KEY_RANKS, offsetof(SalStyle, place_dot_mm), NULL, 0, 20, "diameters of the dots, largest places first" },
  { "classes", SAL_KEY_CLASSES, offsetof(SalStyle, classes), class_keys, 0, 256, "how the classes that a user names look" },
  { "sequence", SAL_KEY_COLORS, offsetof(SalStyle, sequence), NULL, 2, 9, "from the first period of a series to the last; those between are interpolated" },
  { "layers", SAL_KEY_LAYERS, 0, NULL, 0, 0, "what is drawn, in this order, from the bottom; what is not named is not drawn", layers },
  { "detail", SAL_KEY_GROUP, 0, detail_keys, 0, 0, "how much of the basemap is drawn at which scale" },
  { "furniture", SAL_KEY_GROUP, 0, furniture_keys, 0, 0, "where on the map furniture stands" },
  { NULL },
};
/* clang-format on */

const SalKey *
sal_schema_get_keys(void)
{
  return top_keys;
}

const SalKey *
sal_schema_find(const SalKey *keys, const char *name)
{
  for (const SalKey *key = keys; key->name != NULL; key++)
    if (g_str_equal(key->name, name))
      return key;
  return NULL;
}

const char *const *
sal_style_list_layers(void)
{
  return layers;
}

const char **
sal_schema_list_names(const SalKey *keys)
{
  GPtrArray *names = g_ptr_array_new();
  for (const SalKey *key = keys; key->name != NULL; key++)
    g_ptr_array_add(names, (gpointer)key->name);
  g_ptr_array_add(names, NULL);
  return (const char **)g_ptr_array_free(names, FALSE);
}

static char *
expects_numbers(const SalKey *key, const char *what)
{
  char min[G_ASCII_DTOSTR_BUF_SIZE], max[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd(min, sizeof min, "%.15g", key->min);
  g_ascii_formatd(max, sizeof max, "%.15g", key->max);
  return g_strdup_printf("%s from %s to %s", what, min, max);
}

static char *
expects_choices(const SalKey *key, const char *what)
{
  g_autofree char *list = g_strjoinv(", ", (char **)key->choices);
  return g_strdup_printf("%s %s", what, list);
}

char *
sal_schema_expects(const SalKey *key)
{
  switch (key->kind) {
  case SAL_KEY_GROUP:
    return g_strdup(sal_schema_find(key->keys, "width_mm") != NULL ? "a mapping or none" : "a mapping");
  case SAL_KEY_BASE:
    return g_strdup("the name of a built-in style or the path of a file");
  case SAL_KEY_COLOR:
    return g_strdup("a colour, \"#RGB\", \"#RRGGBB\" or \"#RRGGBBAA\", or none");
  case SAL_KEY_NUMBER:
    return expects_numbers(key, "a number");
  case SAL_KEY_WHOLE:
    return expects_numbers(key, "a whole number");
  case SAL_KEY_FLAG:
    return g_strdup("true or false");
  case SAL_KEY_DASH:
    return expects_numbers(key, "a list of 0, 2 or 4 numbers");
  case SAL_KEY_RANKS:
    return expects_numbers(key, "a list of " G_STRINGIFY(SAL_STYLE_PLACE_RANKS) " numbers");
  case SAL_KEY_CHOICE:
    return expects_choices(key, "one of");
  case SAL_KEY_COLORS:
    return g_strdup_printf("a list of %g to %g colours", key->min, key->max);
  case SAL_KEY_LAYERS:
    return expects_choices(key, "a list, each once, of");
  case SAL_KEY_CLASSES:
    return g_strdup_printf("a mapping of at most %g names", key->max);
  case SAL_KEY_PROSE:
    return g_strdup("text of at most " G_STRINGIFY(SAL_SCHEMA_MAX_PROSE) " characters");
  case SAL_KEY_LENGTH:
    return g_strdup("millimetres or a share of the page as 30%");
  case SAL_KEY_PAINT: {
    g_autofree char *roles = g_strjoinv(", ", (char **)sal_paint_list_roles());
    return g_strdup_printf("a colour, \"#RGB\", \"#RRGGBB\" or \"#RRGGBBAA\", none, or one of %s", roles);
  }
  case SAL_KEY_TEXT:
  default:
    return g_strdup("text of one line and at most 200 characters");
  }
}

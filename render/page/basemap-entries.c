#include "render/page/basemap-entries.h"

#include "render/page/legend.h"

#define EDGE_MM 0.12 /* of swatches */

/* An entry: of the first of its classes that is in sight. */
typedef struct {
  const char *id;
  SalWord word;
  SalStyleLayer layer;
  SalOsmClass classes[2];
} Part;

static const Part PARTS[] = {
  { "motorway", SAL_WORD_MOTORWAY, SAL_STYLE_LAYER_ROADS, { SAL_OSM_MOTORWAYS, SAL_OSM_NOTHING } },
  { "main-road", SAL_WORD_MAIN_ROAD, SAL_STYLE_LAYER_ROADS, { SAL_OSM_TRUNKS, SAL_OSM_PRIMARIES } },
  { "secondary-road",
    SAL_WORD_SECONDARY_ROAD,
    SAL_STYLE_LAYER_ROADS,
    { SAL_OSM_SECONDARIES, SAL_OSM_NOTHING } },
  { "railway", SAL_WORD_RAILWAY, SAL_STYLE_LAYER_RAILWAYS, { SAL_OSM_RAILWAYS, SAL_OSM_NOTHING } },
  { "built-up", SAL_WORD_BUILT_UP, SAL_STYLE_LAYER_BUILT_UP, { SAL_OSM_BUILT_UP, SAL_OSM_NOTHING } },
  { "woods", SAL_WORD_WOODS, SAL_STYLE_LAYER_WOODS, { SAL_OSM_WOODS, SAL_OSM_NOTHING } },
};

static gboolean
is_drawn(const SalStyle *style, SalStyleLayer layer)
{
  for (guint i = 0; i < style->n_layers; i++)
    if (style->layers[i] == layer)
      return TRUE;
  return FALSE;
}

/* How lines of a class look; those of areas have no width. */
static SalLineStyle
get_line(const SalStyle *style, SalOsmClass class)
{
  switch (class) {
  case SAL_OSM_MOTORWAYS:
    return style->motorways;
  case SAL_OSM_TRUNKS:
    return style->trunk_roads;
  case SAL_OSM_PRIMARIES:
    return style->primary_roads;
  case SAL_OSM_SECONDARIES:
    return style->secondary_roads;
  case SAL_OSM_RAILWAYS:
    return style->railways;
  default:
    return (SalLineStyle){ 0 };
  }
}

/* As it looks on land, with an edge, because the ground of a legend may be as dark as it. */
static SalAreaStyle
make_swatch(const SalStyle *style, SalAreaStyle area)
{
  const SalColor fill = area.fill;
  area.fill = sal_color_mix(style->land.fill, fill, fill.a / 255.0);
  area.fill.a = 255;
  if (!(area.outline.width_mm > 0))
    area.outline = (SalLineStyle){ .color = style->credit_text.color, .width_mm = EDGE_MM };
  return area;
}

/* Whether lines of some width, or areas with a fill or a hatch, are in sight. */
static gboolean
is_seen(const SalPage *page, SalOsmClass class)
{
  const SalStyle *style = page->options.style;
  if (class == SAL_OSM_NOTHING || !sal_ground_shows(sal_panel_get_ground(page->panel), class,
                                                    sal_map_get_frame(sal_panel_get_map(page->panel))))
    return FALSE;
  if (!sal_osm_class_is_area(class))
    return get_line(style, class).width_mm > 0;
  const SalAreaStyle *area = class == SAL_OSM_WOODS ? &style->woods : &style->built_up;
  return area->fill.a != 0 || area->hatch.width_mm > 0 || area->outline.width_mm > 0;
}

guint
sal_page_find_basemap_entries(const SalPage *page)
{
  guint found = 0;
  if (!page->options.has_basemap_legend || page->panel == NULL)
    return 0;
  for (guint i = 0; i < G_N_ELEMENTS(PARTS); i++) {
    const Part *part = &PARTS[i];
    if (is_drawn(page->options.style, part->layer) &&
        (is_seen(page, part->classes[0]) || is_seen(page, part->classes[1])))
      found |= 1u << i;
  }
  return found;
}

void
sal_page_add_basemap_entries(const SalPage *page, GArray *entries)
{
  const SalStyle *style = page->options.style;
  for (guint i = 0; i < G_N_ELEMENTS(PARTS); i++) {
    const Part *part = &PARTS[i];
    if ((page->basemap_entries & (1u << i)) == 0)
      continue;
    const SalOsmClass class = is_seen(page, part->classes[0]) || part->classes[1] == SAL_OSM_NOTHING
                                  ? part->classes[0]
                                  : part->classes[1];
    sal_legend_entries_add(
        entries, (SalLegendEntry){
                     .id = g_intern_string(part->id),
                     .label = g_strdup(sal_words_get(page->options.words, part->word)),
                     .is_line = !sal_osm_class_is_area(class),
                     .line = get_line(style, class),
                     .area = make_swatch(style, class == SAL_OSM_WOODS ? style->woods : style->built_up) });
  }
}

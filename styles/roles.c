#include "styles/roles.h"

#define EDGE                                                                                                 \
  0.35 /* of the way from an area's colour to black, or to white where the style's edges are paler */

/* Opaque. */
static SalColor
make_edge(SalColor color, SalColor old_edge, SalColor old_color)
{
  static const SalColor black = { 0, 0, 0, 255 }, white = { 255, 255, 255, 255 };
  color.a = 255;
  const gboolean is_paler = sal_color_contrast(old_edge, black) > sal_color_contrast(old_color, black);
  return sal_color_mix(color, is_paler ? white : black, EDGE);
}

/* Whether the strokes of an area say what it is, and not its fill. */
static gboolean
is_told_by_hatch(const SalAreaStyle *area, SalColor land)
{
  const gboolean has_hatch = area->hatch.width_mm > 0 && area->hatch.color.a != 0;
  return has_hatch && (area->fill.a == 0 ||
                       sal_color_contrast(area->hatch.color, land) > sal_color_contrast(area->fill, land));
}

static void
color_area(SalAreaStyle *area, SalColor color, SalColor land)
{
  const gboolean is_hatch = is_told_by_hatch(area, land);
  const SalColor old = is_hatch ? area->hatch.color : area->fill, edge = area->outline.color;
  if (color.a == 0)
    return;
  if (edge.a != 0)
    area->outline.color = make_edge(color, edge, old);
  if (!is_hatch && area->hatch.color.a != 0)
    area->hatch.color = make_edge(color, area->hatch.color, old);
  *(is_hatch ? &area->hatch.color : &area->fill) = color;
}

/* How the ink and the ground of a page change. */
typedef struct {
  SalColor old_text, old_paper, text, paper;
} Ink;

/* A shade keeps its place between text and paper, by its green, in which most of the lightness is. */
static void
shade(SalColor *color, const Ink *ink)
{
  if (color->a == 0)
    return;
  const double light = color->g, dark = ink->old_text.g, pale = ink->old_paper.g;
  const double share = ink->old_text.g == ink->old_paper.g ? 0 : CLAMP((light - dark) / (pale - dark), 0, 1);
  const guint8 alpha = color->a;
  *color = sal_color_mix(ink->text, ink->paper, share);
  color->a = alpha;
}

/* A ground that was the paper's, with as much of what is below it as before. */
static void
lay(SalColor *color, SalColor paper)
{
  if (color->a != 0)
    *color = (SalColor){ paper.r, paper.g, paper.b, color->a };
}

static void
color_texts(SalStyle *style, const Ink *ink)
{
  SalTextStyle *const texts[] = { &style->title_text,         &style->subtitle_text, &style->legend_text,
                                  &style->credit_text,        &style->scale_text,    &style->panel_text,
                                  &style->callout_text,       &style->inset_text,    &style->graticule_text,
                                  &style->chart_text,         &style->area_text,     &style->country_text,
                                  &style->province_text,      &style->district_text, &style->village_text,
                                  &style->country_small_text, &style->place_text[0], &style->place_text[1],
                                  &style->place_text[2],      &style->place_text[3] };
  SalTextStyle *const waters[] = { &style->water_text, &style->river_text, &style->sea_text };
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    shade(&texts[i]->color, ink);
    lay(&texts[i]->halo, ink->paper);
  }
  for (guint i = 0; i < G_N_ELEMENTS(waters); i++)
    lay(&waters[i]->halo, ink->paper);
}

static void
color_page(SalStyle *style, const Ink *ink)
{
  SalColor *const shades[] = {
    &style->neatline.color,          &style->scale_bar.color,       &style->leader.color,
    &style->inset_outline.color,     &style->chart_axis.color,      &style->chart_grid.color,
    &style->north_arrow.color,       &style->place_dot.fill,        &style->chart_bar.fill,
    &style->chart_gross.fill,        &style->callout.outline.color, &style->inset.outline.color,
    &style->legend_box.outline.color
  };
  SalColor *const grounds[] = { &style->callout.fill, &style->inset.fill, &style->legend_box.fill,
                                &style->place_dot.outline.color };
  color_texts(style, ink);
  for (guint i = 0; i < G_N_ELEMENTS(shades); i++)
    shade(shades[i], ink);
  for (guint i = 0; i < G_N_ELEMENTS(grounds); i++)
    lay(grounds[i], ink->paper);
  style->paper = ink->paper;
}

/* Motorways in the colour itself, the others as much nearer to the land as they were. */
static void
color_roads(SalStyle *style, SalColor color)
{
  const Ink ink = { style->motorways.color, style->land.fill, color, style->land.fill };
  SalLineStyle *const roads[] = { &style->motorways, &style->trunk_roads, &style->primary_roads,
                                  &style->secondary_roads };
  for (guint i = 0; color.a != 0 && i < G_N_ELEMENTS(roads); i++)
    shade(&roads[i]->color, &ink);
}

static void
keep(SalColor *kept, SalColor said)
{
  if (said.a != 0)
    *kept = said;
}

void
sal_roles_apply(SalStyle *style, const SalStyleRoles *roles)
{
  color_area(&style->gained, roles->gained, style->land.fill);
  color_area(&style->lost, roles->lost, style->land.fill);
  color_area(&style->held, roles->held, style->land.fill);
  color_roads(style, roles->roads);
  if (roles->text.a != 0 || roles->paper.a != 0) {
    const SalColor text = style->title_text.color, paper = style->paper;
    color_page(style, &(Ink){ text, paper, roles->text.a != 0 ? roles->text : text,
                              roles->paper.a != 0 ? roles->paper : paper });
  }
  keep(&style->roles.accent, roles->accent);
  keep(&style->roles.gained, roles->gained);
  keep(&style->roles.lost, roles->lost);
  keep(&style->roles.held, roles->held);
  keep(&style->roles.paper, roles->paper);
  keep(&style->roles.text, roles->text);
  keep(&style->roles.roads, roles->roads);
}

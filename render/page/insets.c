#include "render/page/insets.h"

#include "render/drawing/text.h"
#include "render/page/corner.h"
#include "render/page/inset.h"
#include "render/page/sights.h"

#define CLEAR_MM 1.0        /* between furniture and labels */
#define INSET_BAR_SHARE 0.4 /* of its width: the scale bar */
#define LETTER_PADDING_MM 1.0

/* A letter with its top left corner at a point; returns what it takes. */
static SalRect
add_letter(SalLayer *layer, const SalStyle *style, const char *letter, SalPoint at)
{
  const SalTextExtents extents = sal_text_measure(letter, style->font_family, &style->inset_text);
  sal_layer_add_text(layer, letter, at.x, at.y + extents.cap_height_mm, SAL_ANCHOR_START, 0,
                     &style->inset_text);
  return (SalRect){ at.x, at.y, extents.width_mm, extents.cap_height_mm };
}

/* Letter and scale bar of an inset; obstacles receives what they take. */
static void
furnish_inset(const SalPage *page, SalInset *inset, const char *letter, const SalGeometry *changed,
              GArray *obstacles)
{
  const SalStyle *style = page->options.style;
  const SalMap *map = sal_panel_get_map(inset->panel);
  const SalRect frame = sal_map_get_frame(map);
  const double m_per_mm = sal_map_get_m_per_mm(map, frame.x + frame.width / 2, frame.y + frame.height / 2);
  const SalPoint corner = { frame.x + LETTER_PADDING_MM, frame.y + LETTER_PADDING_MM };
  const SalRect text = add_letter(inset->furniture, style, letter, corner);
  const SalScaleBarOptions bar_options = { style, page->options.words, page->options.units, 1 };
  const SalScaleBar bar = sal_scale_bar_choose(m_per_mm, frame.width * INSET_BAR_SHARE, &bar_options);
  const SalRect size = { 0, 0, bar.width_mm + 2 * LETTER_PADDING_MM, bar.height_mm + 2 * LETTER_PADDING_MM };
  const SalRect box = sal_corner_find(frame, size, LETTER_PADDING_MM, changed, TRUE);
  SalAreaStyle ground = style->legend_box;
  ground.outline.width_mm = 0;
  sal_layer_add_rect(inset->furniture, box, &ground);
  sal_scale_bar_draw(&bar, inset->furniture, box.x + LETTER_PADDING_MM, box.y + LETTER_PADDING_MM);
  const SalTurnedRect letter_rect = sal_turned_rect_grow(sal_turned_rect_new(text), CLEAR_MM);
  const SalTurnedRect bar_rect = sal_turned_rect_new(box);
  g_array_append_val(obstacles, letter_rect);
  g_array_append_val(obstacles, bar_rect);
}

/* The outline of a sector on the main map, with its letter inside. */
static void
outline_sector(SalPage *page, const SalSector *sector, const char *letter, SalLayer *layer)
{
  const SalStyle *style = page->options.style;
  const SalAreaStyle outline = { .outline = style->inset_outline };
  sal_layer_add_rect(layer, sector->rect, &outline);
  const SalPoint corner = { sector->rect.x + LETTER_PADDING_MM, sector->rect.y + LETTER_PADDING_MM };
  const SalRect text = add_letter(layer, style, letter, corner);
  sal_page_keep_clear(page, text);
  const SalRect r = sector->rect;
  const SalPoint corners[] = { { r.x, r.y },
                               { r.x + r.width, r.y },
                               { r.x + r.width, r.y + r.height },
                               { r.x, r.y + r.height },
                               { r.x, r.y } };
  for (guint i = 0; i < G_N_ELEMENTS(corners); i++)
    sal_geometry_add_point(page->sector_lines, corners[i].x, corners[i].y);
  sal_geometry_end_part(page->sector_lines);
}

static char
choose_letter(const SalPage *page, guint index)
{
  return (char)(page->layout->first_inset + (char)index);
}

static gboolean
add_inset(SalPage *page, const SalSector *sector, guint index, SalRect rect, GError **error)
{
  const char letter[] = { choose_letter(page, index), '\0' },
             id[] = { 'i', 'n', 's', 'e', 't', '-', (char)('a' + index), '\0' };
  g_autofree char *title = g_strdup_printf("Inset %s", letter);
  SalMap *map = sal_map_new(sector->box, page->options.map_crs, rect, error);
  if (map == NULL)
    return FALSE;
  SalInset *inset = sal_inset_new(page->options.style, id, title, rect);
  g_ptr_array_add(page->insets, inset);
  const SalPanelOptions options = { page->options.style, page->basemap, page->options.area_model };
  inset->panel = sal_panel_new(map, &options);
  g_autoptr(GArray) obstacles = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
  g_autoptr(SalGeometry) changed = sal_page_project_changes(page, map),
                         held = sal_page_project_held(page, map);
  furnish_inset(page, inset, letter, changed, obstacles);
  const SalPanelSights sights = { changed, held, obstacles };
  GArray *labels = sal_page_place_labels(page, inset->panel, &sights, sal_labels_get_suitable_number(rect));
  sal_panel_finish(inset->panel, labels, NULL);
  sal_page_keep_clear(page, rect);
  return TRUE;
}

gboolean
sal_page_add_insets(SalPage *page, const GArray *sectors, const SalRect *frames, GError **error)
{
  SalLayer *outlines = sal_layer_new("inset-outlines", "Insets on the map");
  sal_layer_set_clip(outlines, sal_map_get_frame(sal_panel_get_map(page->panel)));
  page->outlines = outlines;
  for (guint i = 0; i < sectors->len; i++) {
    const SalSector *sector = &g_array_index(sectors, SalSector, i);
    const char letter[] = { choose_letter(page, i), '\0' };
    if (!add_inset(page, sector, i, frames[i], error))
      return FALSE;
    outline_sector(page, sector, letter, outlines);
  }
  return TRUE;
}

/* The sectors for insets of a size. */
GArray *
sal_page_find_sectors(const SalPage *page, SalRect inset)
{
  const SalSectorOptions options = { .map = sal_panel_get_map(page->panel),
                                     .inset_width_mm = inset.width,
                                     .inset_height_mm = inset.height,
                                     .n = page->options.n_insets };
  return sal_sectors_find(page->run->changes, &options);
}

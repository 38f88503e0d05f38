#include "render/page/legend-shape.h"

#include "render/names/furniture-placing.h"

#define SCALE_BAR_SHARE 0.22  /* of the frame's width, at most */
#define SCALE_BAR_MIN_MM 15.0 /* but no shorter limit than this */
#define USUAL_ENTRIES 8       /* at most, of a map without own layers */
#define MOST_COLUMNS 4
#define LEAST_ROWS 3            /* of a column */
#define MOST_WIDTH 0.75         /* of the frame's */
#define LEAST_CHANGE_MM2 3.0    /* less of it is hidden by any legend */
#define LEAST_CHANGE_SHARE 0.01 /* likewise, of all change in sight */
#define LEAST_SYMBOLS_MM2 2.0
#define STRIP_CHANGE_MM2 12.0 /* what a strip is worth, which takes room from the map */
#define STRIP_SYMBOLS_MM2 12.0

/* What a legend hides. */
typedef struct {
  double change_mm2, symbols_mm2;
} Hidden;

/* A form, and the cost of the best place for it, which is high if it has none. */
typedef struct {
  SalRect rect;
  double cost;
  gboolean is_placed;
} Form;

static double
measure(const SalGeometry *sight, SalRect frame, SalRect rect)
{
  const SalFurnitureGround ground = { .changed = sight };
  g_autoptr(SalFurnitureCost) cost = sight != NULL ? sal_furniture_cost_new(frame, &ground) : NULL;
  return cost != NULL ? sal_furniture_cost_measure_change(cost, rect) : 0;
}

static Hidden
find_hidden(const SalPage *page, const SalFurnitureSights *sights, SalRect rect)
{
  const SalRect frame = sal_map_get_frame(sal_panel_get_map(page->panel));
  return (Hidden){ measure(sights->ground.changed, frame, rect), measure(sights->symbols, frame, rect) };
}

static gboolean
is_more(Hidden hidden, double change_mm2, double symbols_mm2)
{
  return hidden.change_mm2 > change_mm2 || hidden.symbols_mm2 > symbols_mm2;
}

/* The legend as it is now, and the scale bar; insets, which come later, find room where they leave it. */
static Form
try_form(const SalPage *page, const SalFurnitureSights *sights)
{
  const SalRect frame = sal_map_get_frame(sal_panel_get_map(page->panel));
  const SalRect size = sal_blocks_get_map_legend_size(page->blocks),
                bar = sal_legend_get_bar_size(page->blocks->legend);
  SalPiece pieces[] = {
    { .width_mm = size.width, .height_mm = size.height, .may_hide_change = TRUE },
    { .width_mm = bar.width, .height_mm = bar.height, .may_hide_change = TRUE },
  };
  sal_furniture_place(frame, pieces, bar.width > 0 ? 2 : 1, &sights->ground);
  return (Form){ pieces[0].rect, pieces[0].cost, pieces[0].is_placed };
}

/* A short legend is a box of one column; so are the usual ones of maps without own layers. */
static gboolean
is_free_to_stand(const SalPage *page)
{
  const gboolean has_own = page->options.own_layers != NULL && page->options.own_layers->len > 0;
  return (has_own || sal_legend_get_n_entries(page->blocks->legend) > USUAL_ENTRIES) &&
         page->options.style->furniture.legend == SAL_STYLE_CORNER_AUTO;
}

/* Whether the map is large enough for the legend as it is now. */
static gboolean
has_room(const SalPage *page, const SalFurnitureSights *sights)
{
  const SalRect frame = sal_map_get_frame(sal_panel_get_map(page->panel)),
                size = sal_blocks_get_map_legend_size(page->blocks);
  const double gap_mm = 2 * sights->ground.gap_mm;
  return size.width <= frame.width - gap_mm && size.height <= frame.height - gap_mm;
}

void
sal_page_set_bar(SalPage *page)
{
  const SalMap *map = sal_panel_get_map(page->panel);
  const SalRect frame = sal_map_get_frame(map);
  const double m_per_mm = sal_map_get_m_per_mm(map, frame.x + frame.width / 2, frame.y + frame.height / 2);
  sal_legend_set_bar(page->blocks->legend, m_per_mm, MAX(frame.width * SCALE_BAR_SHARE, SCALE_BAR_MIN_MM));
}

/* Gives the legend so many columns that it has a place where it hides least. */
static Form
choose_columns(const SalPage *page, const SalFurnitureSights *sights, Form best)
{
  SalLegend *legend = page->blocks->legend;
  const SalRect frame = sal_map_get_frame(sal_panel_get_map(page->panel));
  const guint most = MIN(MOST_COLUMNS, sal_legend_get_n_entries(legend) / LEAST_ROWS);
  guint n_best = 1;
  for (guint n = 2; n <= most; n++) {
    sal_legend_set_columns(legend, n);
    if (sal_blocks_get_map_legend_size(page->blocks).width > MOST_WIDTH * frame.width)
      break;
    const Form form = try_form(page, sights);
    if (form.cost < best.cost)
      best = form, n_best = n;
  }
  sal_legend_set_columns(legend, n_best);
  return best;
}

SalLegendFit
sal_page_shape_legend(SalPage *page, const SalFurnitureSights *sights)
{
  const SalStyleFurniture *furniture = &page->options.style->furniture;
  sal_page_set_bar(page);
  if (!(sal_blocks_get_map_legend_size(page->blocks).width > 0) ||
      furniture->legend == SAL_STYLE_CORNER_NONE || (!is_free_to_stand(page) && has_room(page, sights)))
    return SAL_LEGEND_STANDS;
  Form form = try_form(page, sights);
  if (form.is_placed && !is_more(find_hidden(page, sights, form.rect), LEAST_CHANGE_MM2, LEAST_SYMBOLS_MM2))
    return SAL_LEGEND_STANDS;
  form = choose_columns(page, sights, form);
  if (!form.is_placed)
    return SAL_LEGEND_HAS_NO_ROOM;
  return is_free_to_stand(page) &&
                 is_more(find_hidden(page, sights, form.rect), STRIP_CHANGE_MM2, STRIP_SYMBOLS_MM2)
             ? SAL_LEGEND_HIDES
             : SAL_LEGEND_STANDS;
}

void
sal_page_report_hidden(const SalPage *page, const SalFurnitureSights *sights, GPtrArray *remarks)
{
  if (!(page->legend_rect.width > 0))
    return;
  const Hidden hidden = find_hidden(page, sights, page->legend_rect);
  const SalRect frame = sal_map_get_frame(sal_panel_get_map(page->panel));
  const double all_mm2 = measure(sights->ground.changed, frame, frame);
  const gboolean hides_change = hidden.change_mm2 > MAX(LEAST_CHANGE_MM2, LEAST_CHANGE_SHARE * all_mm2),
                 hides_symbols = hidden.symbols_mm2 > LEAST_SYMBOLS_MM2;
  const gboolean is_free = page->options.style->furniture.legend == SAL_STYLE_CORNER_AUTO;
  if (hides_change || hides_symbols)
    g_ptr_array_add(remarks,
                    g_strdup_printf("legend: %s: it hides some of %s%s%s",
                                    is_free ? "no spot on the map is free for it"
                                            : "where the style has it (furniture.legend) is no room for it",
                                    hides_change ? "what changed" : "",
                                    hides_change && hides_symbols ? " and of " : "",
                                    hides_symbols ? "the symbols of own layers" : ""));
}

#include "render/page/grid.h"

#include "data/base/error.h"
#include "render/drawing/text.h"
#include "render/names/callouts.h"
#include "render/page/beyond.h"
#include "render/page/corner.h"
#include "render/page/frame.h"
#include "render/page/notes.h"
#include "render/page/run-chart.h"
#include "render/page/sights.h"
#include "render/words/reset-note.h"
#include "render/words/wording.h"

#define NBSP "\xc2\xa0"
#define LEAST_PT 6.0 /* of headings */
#define CELL_GAP_MM 3.0
#define BAR_MIN_MM 7.0
#define BAR_SHARE 0.45 /* of a cell's width that the scale bar takes at most */
#define LABELS_PER_MM2 (1 / 500.0)

/* Width by height of what the maps are to show. */
static gboolean
find_aspect(const SalPage *page, double *aspect, GError **error)
{
  const SalRect square = { 0, 0, 100, 100 };
  g_autoptr(SalMap) map = sal_map_new(page->options.extent, page->options.map_crs, square, error);
  if (map == NULL)
    return FALSE;
  const SalBox box = sal_map_project_box(map, page->options.extent);
  *aspect = (box.xmax - box.xmin) / (box.ymax - box.ymin);
  return TRUE;
}

static double
get_heading_mm(const SalStyle *style)
{
  return style->panel_text.size_pt * SAL_MM_PER_PT * 1.5;
}

static gboolean
find_frame(SalPage *page, SalRect *frame, GError **error)
{
  double aspect;
  const SalStyle *style = page->options.style;
  const SalCellSizes sizes = { get_heading_mm(style), MIN(CELL_GAP_MM, page->blocks->margin_mm) };
  if (!find_aspect(page, &aspect, error) ||
      !sal_cells_find(page->blocks->content, page->run->changes->len, aspect, sizes, &page->cells, error))
    return FALSE;
  const SalCells *cells = &page->cells;
  const double bottom = cells->first.y + (cells->n_rows - 1) * cells->step_y_mm + cells->height_mm;
  page->blocks->strip_y = MIN(page->blocks->strip_y, bottom + style->gap_mm);
  *frame = (SalRect){ page->cells.first.x, page->cells.first.y, page->cells.width_mm, page->cells.height_mm };
  return TRUE;
}

static gboolean
check_number(const SalPage *page, GError **error)
{
  const guint n = page->run->changes->len;
  if (n >= 2 && n <= SAL_MAX_MULTIPLES)
    return TRUE;
  return sal_error_set(error, SAL_ERROR_RENDER, "small multiples: expected 2 to %d periods, got %u",
                       SAL_MAX_MULTIPLES, n);
}

/* The scale bar of all maps stands in the first one, where it hides neither change nor a place in the news. */
static gboolean
place_bar(SalPage *page, const SalGeometry *changed, GError **error)
{
  const SalMap *map = sal_panel_get_map(page->panel);
  const SalRect frame = sal_map_get_frame(map);
  const double m_per_mm = sal_map_get_m_per_mm(map, frame.x + frame.width / 2, frame.y + frame.height / 2);
  SalRect size = frame;
  for (double max_mm = MAX(frame.width * BAR_SHARE, BAR_MIN_MM); max_mm >= BAR_MIN_MM / 2; max_mm *= 0.7) {
    sal_legend_set_bar(page->blocks->legend, m_per_mm, max_mm);
    size = sal_legend_get_bar_size(page->blocks->legend);
    if (size.width <= frame.width)
      break;
  }
  const double inset = MIN(1, (frame.width - size.width) / 2);
  g_autoptr(SalGeometry) in_sight = sal_page_find_named_spots(page);
  sal_geometry_append(in_sight, changed);
  page->bar_rect = sal_corner_find(frame, size, inset, in_sight, FALSE);
  if (size.width <= frame.width && size.height < frame.height / 2)
    return TRUE;
  return sal_error_set(
      error, SAL_ERROR_RENDER,
      "small multiples: expected maps with room for a scale bar of %.0f x %.0f mm, got %.0f x %.0f mm",
      size.width, size.height, frame.width, frame.height);
}

/* What stands above a map: the period, marked if it may be a reset, and its net, in brackets if it counts for
 * nothing. */
typedef struct {
  char *period, *net;
} Heading;

static void
heading_clear(Heading *heading)
{
  g_free(heading->period);
  g_free(heading->net);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Heading, heading_clear)

static char *
make_net(const SalPage *page, const SalChange *change)
{
  const SalWords *words = page->options.words;
  const double net_km2 = sal_change_get_net_m2(change) / 1e6;
  if (page->heading_detail == SAL_HEADING_PERIOD)
    return g_strdup("");
  if (change->from_snapshot == change->to_snapshot)
    return g_strdup("?");
  g_autofree char *net = page->heading_detail == SAL_HEADING_BARE
                             ? sal_figures_format_area(words, net_km2, TRUE)
                             : sal_figures_format_first(words, net_km2, TRUE);
  return change->accepted ? g_strdup_printf("(%s)", net) : g_steal_pointer(&net);
}

static void
make_heading(Heading *heading, const SalPage *page, const SalChange *change)
{
  g_autofree char *period = sal_wording_make_short_period(page->options.words, &change->period);
  heading->period = g_strconcat(period, sal_change_is_doubted(change) ? SAL_RESET_MARK : "", NULL);
  heading->net = make_net(page, change);
}

static SalTextStyle
get_number_style(SalTextStyle text)
{
  text.weight = MIN(text.weight, 400);
  return text;
}

/* The type size at which period and net stand side by side above every map. */
static double
find_heading_scale(const SalPage *page)
{
  const SalStyle *style = page->options.style;
  const SalTextStyle text = style->panel_text, number = get_number_style(text);
  double scale = 1;
  for (guint i = 0; i < page->run->changes->len; i++) {
    g_auto(Heading) heading = { NULL };
    make_heading(&heading, page, page->run->changes->pdata[i]);
    const double width = sal_text_measure(heading.period, style->font_family, &text).width_mm +
                         sal_text_measure(heading.net, style->font_family, &number).width_mm +
                         text.size_pt * SAL_MM_PER_PT * 0.5;
    scale = MIN(scale, page->cells.width_mm / width);
  }
  return scale;
}

/* Headings say as much as can be read: the net without its unit, which the page says too, or the period
 * alone. */
static gboolean
fit_headings(SalPage *page, GError **error)
{
  const double size_pt = page->options.style->panel_text.size_pt;
  for (SalHeadingDetail detail = SAL_HEADING_FULL; detail <= SAL_HEADING_PERIOD; detail++) {
    page->heading_detail = detail;
    page->heading_scale = find_heading_scale(page);
    if (size_pt * page->heading_scale >= LEAST_PT)
      return TRUE;
  }
  return sal_error_set(error, SAL_ERROR_RENDER,
                       "small multiples: expected maps wide enough for headings of %.0f pt, got %.0f mm",
                       LEAST_PT, page->cells.width_mm);
}

static void
add_heading(const SalPage *page, const SalChange *change, SalPoint at, SalLayer *layer)
{
  SalTextStyle text = page->options.style->panel_text;
  text.size_pt *= page->heading_scale;
  const SalTextStyle number = get_number_style(text);
  g_auto(Heading) heading = { NULL };
  make_heading(&heading, page, change);
  const double baseline = at.y - text.size_pt * SAL_MM_PER_PT * 0.4;
  sal_layer_add_text(layer, heading.period, at.x, baseline, SAL_ANCHOR_START, 0, &text);
  if (*heading.net != '\0')
    sal_layer_add_text(layer, heading.net, at.x + page->cells.width_mm, baseline, SAL_ANCHOR_END, 0, &number);
}

gboolean
sal_page_prepare_grid(SalPage *page, GPtrArray *remarks, GError **error)
{
  if (!check_number(page, error) || !sal_page_fit(page, find_frame, remarks, error))
    return FALSE;
  const SalMap *map = sal_panel_get_map(page->panel);
  const SalRect frame = sal_map_get_frame(map);
  g_autoptr(SalGeometry) changed = sal_page_project_changes(page, map),
                         held = sal_page_project_held(page, map);
  sal_page_find_label_sets(page);
  page->highlights = sal_page_find_highlights(page, 1);
  if (!place_bar(page, changed, error))
    return FALSE;
  g_autoptr(GArray) obstacles = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
  const SalTurnedRect bar = sal_turned_rect_new(page->bar_rect);
  g_array_append_val(obstacles, bar);
  g_autoptr(GArray) taken = sal_page_list_name_obstacles(page, page->panel, obstacles);
  const SalPanelSights sights = { changed, held, taken };
  GArray *labels =
      sal_page_place_labels(page, page->panel, &sights, (guint)(frame.width * frame.height * LABELS_PER_MM2));
  sal_page_report_forced(page, labels, remarks);
  sal_panel_finish(page->panel, labels, NULL);
  sal_page_place_other_labels(page, page->panel, &sights,
                              (guint)(frame.width * frame.height * LABELS_PER_MM2));
  if (page->blocks->chart_rect.width > 0 && !sal_page_make_chart(page, error))
    return FALSE;
  return sal_page_check_notes(page, remarks, error) && fit_headings(page, error);
}

typedef struct {
  SalLayer *notes, *callouts; /* NULL: there are none */
  GArray *covered;            /* SalTurnedRect; NULL: nothing */
} CellNotes;

static void
cell_notes_clear(CellNotes *notes)
{
  g_clear_pointer(&notes->notes, sal_layer_unref);
  g_clear_pointer(&notes->callouts, sal_layer_unref);
  g_clear_pointer(&notes->covered, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(CellNotes, cell_notes_clear)

/* Places the user's notes on the map of a period, as if it were the first one, which has the scale bar. */
static void
place_notes(const SalPage *page, const SalChange *change, SalDrawing *drawing, CellNotes *notes)
{
  const SalMap *map = sal_panel_get_map(page->panel);
  GHashTable *news = sal_highlights_get_news(page->highlights, change);
  if (!sal_page_has_notes(page))
    return;
  const SalTurnedRect bar = sal_turned_rect_new(page->bar_rect);
  notes->covered = g_array_new(FALSE, FALSE, sizeof(SalTurnedRect));
  g_array_append_val(notes->covered, bar);
  g_autoptr(SalGeometry) all = sal_geometry_new(SAL_POLYGONS);
  if (change->gained != NULL)
    sal_geometry_append(all, change->gained);
  if (change->lost != NULL)
    sal_geometry_append(all, change->lost);
  g_autoptr(SalGeometry) changed = sal_map_project(map, all);
  g_autoptr(SalCover) started = sal_callouts_start_cover(map, &(SalCalloutSights){ NULL }),
                      cover = sal_callouts_finish_cover(started, changed, NULL);
  g_autoptr(GArray) labels =
      sal_labels_choose(sal_panel_get_labels(page->panel, sal_page_find_label_set(page, change)), news);
  const SalPageNoteRoom room = { cover, labels, notes->covered, sal_drawing_get_remarks(drawing) };
  sal_page_place_notes(page, change, &room, &notes->notes, &notes->callouts);
}

/* The cell of a period, and what it shows. */
static GArray *
draw_cell(const SalPage *page, guint index, SalLayer *headings, SalDrawing *drawing)
{
  const SalCells *cells = &page->cells;
  const SalChange *change = page->run->changes->pdata[index];
  const double dx = index % cells->n_columns * cells->step_x_mm,
               dy = index / cells->n_columns * cells->step_y_mm;
  g_autofree char *id = g_strconcat("p", change->period.name, NULL);
  g_autofree char *title = sal_wording_describe_period(page->options.words, &change->period);
  g_auto(CellNotes) notes = { NULL };
  place_notes(page, change, drawing, &notes);
  const SalPanelView view = { .id = id,
                              .title = title,
                              .dx_mm = dx,
                              .dy_mm = dy,
                              .period = &change->period,
                              .label_set = sal_page_find_label_set(page, change),
                              .covered = notes.covered,
                              .notes = notes.notes,
                              .own_callouts = notes.callouts,
                              .news = sal_highlights_get_news(page->highlights, change) };
  g_autoptr(GHashTable) shown = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GArray) content = page->layout->make_content(page, change);
  sal_panel_draw(page->panel, content, &view, drawing, shown);
  add_heading(page, change, (SalPoint){ cells->first.x + dx, cells->first.y + dy }, headings);
  return sal_content_make_entries(content, shown);
}

static gboolean
has_entry(const GArray *entries, const char *id)
{
  for (guint i = 0; i < entries->len; i++)
    if (g_array_index(entries, SalLegendEntry, i).id == id)
      return TRUE;
  return FALSE;
}

/* Adds the entries that are not there yet, without their numbers. */
static void
join_entries(GArray *entries, const GArray *others)
{
  for (guint i = 0; i < others->len; i++) {
    SalLegendEntry entry = g_array_index(others, SalLegendEntry, i);
    if (has_entry(entries, entry.id))
      continue;
    entry.label = g_strdup(entry.label);
    entry.number = NULL;
    sal_legend_entries_add(entries, entry);
  }
}

GArray *
sal_page_draw_grid(const SalPage *page, const SalChange *change, SalDrawing *drawing)
{
  SalLayer *headings = sal_layer_new("headings", "Headings");
  GArray *entries = sal_legend_entries_new();
  for (guint i = 0; i < page->run->changes->len; i++) {
    g_autoptr(GArray) others = draw_cell(page, i, headings, drawing);
    join_entries(entries, others);
  }
  sal_drawing_add_layer(drawing, headings);
  if (page->chart != NULL)
    sal_page_draw_chart(page, change, drawing);
  if (page->hides_change) {
    const SalBeyond beyond = sal_beyond_measure_run(page);
    sal_beyond_add_entries(page, &beyond, entries);
  }
  sal_legend_sort(page->blocks->legend, entries);
  return entries;
}

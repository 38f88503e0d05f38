#include "render/page/fronts.h"

#include "data/base/error.h"
#include "render/page/frame.h"
#include "render/page/main-map.h"

#define MAX_POSITIONS 13 /* more colours are not told apart: a year of months and its start */
#define FEW_POSITIONS 5  /* on narrow pages, whose legend is a strip */

/* What of the map is drawn at all: the region that it is of, or the clip. NULL: all of it. */
static const SalGeometry *
find_within(const SalPageOptions *options)
{
  if (options->is_of_region)
    return options->aoi;
  return options->clip != NULL ? sal_tiling_get_tile(options->clip, 0) : NULL;
}

/* Finds at most so many positions, and lays the page out with them. */
static gboolean
lay_out_positions(SalPage *page, guint max_positions, GError **error)
{
  const SalPageOptions *options = &page->options;
  const SalFrontCourseInput input = { .changes = page->run->changes,
                                      .theatre = options->theatre,
                                      .within = find_within(options),
                                      .aoi = options->aoi,
                                      .max_positions = max_positions };
  g_clear_pointer(&page->run_content, g_array_unref);
  g_clear_pointer(&page->positions, g_array_unref);
  page->positions = sal_front_course_new(&input, error);
  if (page->positions == NULL)
    return FALSE;
  page->run_content =
      sal_content_new_fronts(options->style, options->words, page->run, page->positions, options->changes);
  return sal_page_lay_out(page, error);
}

/* As many lines as are told apart and have room in the legend. */
static gboolean
choose_positions(SalPage *page, GError **error)
{
  guint max_positions = sal_blocks_is_narrow(&page->options) ? FEW_POSITIONS : MAX_POSITIONS;
  if (page->run->changes->len == 0)
    return sal_error_set(error, SAL_ERROR_RENDER, "map of fronts: expected the changes of a run, got none");
  if (!lay_out_positions(page, max_positions, error))
    return FALSE;
  while (!sal_page_has_legend_room(page) && max_positions > FEW_POSITIONS) {
    max_positions -= 2;
    if (!lay_out_positions(page, max_positions, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
has_line(const SalPage *page)
{
  for (guint i = 0; i < page->positions->len; i++)
    if (!sal_geometry_is_empty(g_array_index(page->positions, SalFrontPosition, i).lines))
      return TRUE;
  return FALSE;
}

static void
remark_positions(const SalPage *page, GPtrArray *remarks)
{
  const guint n = page->run->changes->len + 1;
  if (!has_line(page))
    g_ptr_array_add(remarks,
                    g_strdup("layout: no front: all edges of what is held are coast, border or outside"));
  if (page->positions->len < n)
    g_ptr_array_add(remarks, g_strdup_printf("layout: %u of %u positions of the front are drawn",
                                             page->positions->len, n));
}

gboolean
sal_page_prepare_fronts(SalPage *page, GPtrArray *remarks, GError **error)
{
  if (!choose_positions(page, error))
    return FALSE;
  remark_positions(page, remarks);
  return sal_page_prepare_map(page, remarks, error);
}

static void
add_entry(GArray *entries, const SalContentArea *area)
{
  sal_legend_entries_add(entries,
                         (SalLegendEntry){ .id = area->id,
                                           .label = g_strdup(area->is_line ? area->date : area->label),
                                           .number = g_strdup(area->number),
                                           .value = area->value,
                                           .is_line = area->is_line,
                                           .line = area->line,
                                           .area = area->style });
}

GArray *
sal_page_make_front_entries(const SalPage *page, const SalChange *change, const SalContent *content,
                            GHashTable *shown)
{
  GArray *entries = sal_legend_entries_new();
  sal_legend_entries_add(
      entries, (SalLegendEntry){ .id = g_intern_static_string("fronts"),
                                 .label = g_strdup(sal_words_get(page->options.words, SAL_WORD_FRONT)),
                                 .is_bare = TRUE });
  for (guint i = content->len; i-- > 0;) {
    const SalContentArea *area = &g_array_index(content, SalContentArea, i);
    if (area->is_line && (shown == NULL || g_hash_table_contains(shown, area->id)))
      add_entry(entries, area);
  }
  for (guint i = 0; i < content->len; i++) {
    const SalContentArea *area = &g_array_index(content, SalContentArea, i);
    if (!area->is_line && (shown == NULL || g_hash_table_contains(shown, area->id)))
      add_entry(entries, area);
  }
  return entries;
}

#include "library/page-made.h"

#include "library/formats.h"
#include "library/made-changes.h"
#include "library/page-names.h"

#include "data/change/run.h"
#include "render/drawing/fonts.h"
#include "render/page/told.h"

#include <string.h>

/* The options of the run, to which notes belong. A map of a project has options of its own. */
static const SalientOptions *
get_options(const SalientPages *pages)
{
  return pages->changes != NULL ? pages->changes->series->plan->options : pages->comparison->plan->options;
}

gboolean
sal_page_made_is_wanted(const SalientPages *pages)
{
  return sal_made_is_wanted(get_options(pages));
}

/* Whether the pages write that file of a picture. */
static gboolean
is_written(const SalientPages *pages, const char *pattern, const SalPicture *picture)
{
  const gboolean is_report = sal_formats_find_report(pattern, NULL);
  if (!is_report && !sal_page_name_is_film(pattern))
    return picture->is_own;
  const gboolean is_first = picture->page == pages->pages->pdata[0];
  return sal_shard_has_whole(&pages->shard) &&
         (!is_report || (pages->changes != NULL && (is_first || strstr(pattern, "{class}") != NULL)));
}

/* The sum of the run that a page shows, as a row. */
static SalRow
make_total(const SalientPages *pages, const SalPage *page)
{
  const SalAreaModel *model = pages->changes != NULL ? pages->changes->series->plan->settings.area_model
                                                     : pages->comparison->plan->sides.settings[0].area_model;
  return sal_row_round(&sal_page_get_run(page)->total, 1, sal_area_model_is_additive(model));
}

static char *
make_alt(const SalientPages *pages, const SalPicture *picture)
{
  g_auto(SalPageTold) told = { NULL };
  sal_page_told_make(&told, picture->page, picture->change, (guint)pages->map->options->text_limit);
  return g_steal_pointer(&told.alt);
}

/* last: the path of the picture before, which is the same if the file shows several. Returns that of this one. */
static char *
note_file(const SalientPages *pages, const char *pattern, const SalPicture *picture, const SalRow *row,
          const char *last)
{
  const SalRow total = make_total(pages, picture->page);
  const gboolean is_film = sal_page_name_is_film(pattern);
  const SalRow *named = is_film ? &total : row;
  const SalChange *change = named->change;
  char *path = sal_page_name_expand(pages->map, pattern, &change->period, change->class_name, change->region);
  const gboolean is_of_many = is_film || g_strcmp0(path, last) == 0;
  SalMade made = pages->comparison != NULL ? sal_made_of_state(path, change)
                                           : sal_made_of_row(path, is_of_many ? &total : row);
  if (!is_of_many && !sal_formats_find_report(pattern, NULL))
    made.alt = make_alt(pages, picture);
  sal_made_add(get_options(pages), made);
  return path;
}

void
sal_page_made_add(const SalientPages *pages)
{
  g_autoptr(GArray) rows = sal_pages_make_rows(pages);
  for (guint j = 0; j < pages->names->len; j++) {
    const char *pattern = pages->names->pdata[j];
    g_autofree char *last = NULL;
    for (guint i = 0; i < pages->pictures->len && !g_str_equal(pattern, "-"); i++) {
      const SalPicture *picture = sal_pages_get_picture(pages, i);
      if (!is_written(pages, pattern, picture))
        continue;
      char *path = note_file(pages, pattern, picture, &g_array_index(rows, SalRow, i), last);
      g_free(last);
      last = path;
    }
  }
  for (guint i = 0; i < pages->files->len; i++)
    sal_made_add_name(get_options(pages), pages->files->pdata[i]);
}

void
sal_page_made_add_stream(const SalientPages *pages, const char *sha256, gint64 size)
{
  const SalRow total = make_total(pages, pages->pages->pdata[0]);
  SalMade made = sal_made_of_row("-", &total);
  made.format = g_strdup("y4m");
  made.sha256 = g_strdup(sha256);
  made.size = size;
  sal_made_add(get_options(pages), made);
}

void
sal_page_made_add_fonts(const SalientOptions *options, const SalDrawing *drawing)
{
  if (!sal_made_is_wanted(options))
    return;
  g_autoptr(GPtrArray) fonts = sal_fonts_collect(drawing);
  for (guint i = 0; i < fonts->len; i++) {
    const SalFont *font = fonts->pdata[i];
    sal_made_add_font(options, font->family, font->weight, font->italic, font->file);
  }
}

void
sal_page_made_add_drawing(const SalientPages *pages, const SalDrawing *drawing)
{
  sal_page_made_add_fonts(get_options(pages), drawing);
}

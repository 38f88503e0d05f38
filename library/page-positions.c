/* Says where names, callouts and notes stand, as library/positions.h reads it, and keeps what the file of positions says. */
#include "library/made.h"
#include "library/pictures.h"
#include "library/positions-text.h"
#include "library/positions.h"

#include "data/base/error.h"
#include "data/base/output.h"
#include "render/page/positions.h"
#include "render/page/unused.h"

#include <string.h>

static const SalientOptions *
get_options(const SalientPages *pages)
{
  return pages->changes->series->plan->options;
}

/* The map of the last period, of the first class that is shown. NULL: there is none. */
static const SalPicture *
find_picture(const SalientPages *pages)
{
  const SalPicture *found = NULL;
  for (guint i = 0; i < pages->pictures->len; i++) {
    const SalPicture *picture = &g_array_index(pages->pictures, SalPicture, i);
    if (picture->page == pages->pages->pdata[0])
      found = picture;
  }
  return found;
}

/* What is new in the file, and what of it the map does not show. */
static void
remark(SalientPages *pages, const SalPositionsText *task, guint n_added, const GPtrArray *missing)
{
  g_autofree char *quoted = sal_error_quote_path(task->path), *names = sal_unused_join(missing);
  g_autofree char *fresh = n_added == 0   ? g_strdup("nothing is new")
                           : n_added == 1 ? g_strdup("1 position is new")
                                          : g_strdup_printf("%u positions are new", n_added);
  g_autofree char *rest = missing->len > 0
                              ? g_strdup_printf("; kept though the map of %s does not show %s: %s",
                                                task->period, missing->len > 1 ? "them" : "it", names)
                              : g_strdup("");
  g_ptr_array_add(pages->remarks, g_strdup_printf("%s: %s%s", quoted, fresh, rest));
}

/* The text of the file of the pages with what it does not have. read: receives the text of the file. */
static char *
merge(SalientPages *pages, char **read, GError **error)
{
  const SalientOptions *options = pages->map->options;
  const SalPicture *picture = find_picture(pages);
  gsize length = 0;
  guint n_added = 0;
  *read = sal_positions_read(options, &length, error);
  if (*read == NULL || picture == NULL)
    return g_strdup(*read);
  const char *period = picture->change->period.name;
  g_autoptr(GArray) found = sal_page_list_positions(picture->page, picture->change);
  g_autoptr(GPtrArray) missing = g_ptr_array_new_with_free_func(g_free);
  g_autofree char *head = g_strdup_printf(
      "# Where names, callouts, notes and furniture stand on the map of %s. Move one, and the others stay.\n",
      period);
  const gboolean is_new = length == 0;
  const SalPositionsText task = { options->positions != NULL ? options->positions : "positions",
                                  is_new ? head : *read, is_new ? strlen(head) : length, found, period };
  char *text = sal_positions_text_merge(&task, &n_added, missing, error);
  if (text != NULL && !is_new)
    remark(pages, &task, n_added, missing);
  return text;
}

char *
salient_pages_format_positions(SalientPages *const *sets, GError **error)
{
  g_return_val_if_fail(sets != NULL && sets[0] != NULL && sets[0]->changes != NULL, NULL);
  g_autofree char *read = NULL;
  char *text = merge(sets[0], &read, error);
  if (text == NULL)
    sal_options_tell(sets[0]->map->options, error);
  return text;
}

/* A file that has everything already is left as it is. */
static gboolean
write_text(SalientPages *pages, const char *path, const char *text, const char *before, GError **error)
{
  const SalientOptions *options = get_options(pages);
  SalOutputRules rules = sal_options_get_output_rules(options);
  rules.overwrite |= options->write;
  g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
  if (sal_made_is_wanted(options))
    sal_made_add_name(options, path);
  if (before != NULL && g_str_equal(before, text) && options->instead == NULL)
    return TRUE;
  g_ptr_array_add(pages->files, g_strdup(path));
  return sal_output_write(path, bytes, &rules, error);
}

/* Whether an earlier map has the same file: that has the positions of the first of them. */
static gboolean
is_done(SalientPages *const *sets, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0(sets[i]->map->options->positions, sets[n]->map->options->positions) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
write_own(SalientPages *pages, GError **error)
{
  const char *path = pages->map->options->positions;
  g_autofree char *read = NULL, *text = merge(pages, &read, error);
  return text != NULL && write_text(pages, path, text, *read != '\0' ? read : NULL, error);
}

/* Writes the text of the first map to the files that the option `output` names. */
static gboolean
write_outputs(SalientPages *pages, const GPtrArray *names, GError **error)
{
  g_autofree char *read = NULL, *text = merge(pages, &read, error);
  for (guint i = 0; text != NULL && i < names->len; i++)
    if (!write_text(pages, names->pdata[i], text, NULL, error))
      return FALSE;
  return text != NULL;
}

gboolean
salient_pages_write_positions(SalientPages *const *sets, GError **error)
{
  g_return_val_if_fail(sets != NULL && sets[0] != NULL && sets[0]->changes != NULL, FALSE);
  const SalientOptions *options = get_options(sets[0]);
  gboolean is_written = TRUE;
  for (guint i = 0; options->write && is_written && sets[i] != NULL; i++)
    is_written = is_done(sets, i) || write_own(sets[i], error);
  if (!options->write && options->outputs != NULL)
    is_written = write_outputs(sets[0], options->outputs, error);
  return is_written || sal_options_tell(options, error);
}

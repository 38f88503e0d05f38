#include "compare-maps.h"

#include "common.h"

#include <string.h>

static gboolean
is_picture(const char *path)
{
  PictureFormat format;
  return name_find_format(path, &format, NULL);
}

void
compare_maps_split(const Arguments *arguments, GPtrArray *pictures, GPtrArray *tables)
{
  for (guint i = 0; arguments->outputs != NULL && i < arguments->outputs->len; i++) {
    char *path = arguments->outputs->pdata[i];
    g_ptr_array_add(is_picture(path) ? pictures : tables, path);
  }
}

gboolean
compare_maps_resolve(CompareMaps *maps, GError **error)
{
  for (guint i = 0; i < maps->patterns->len; i++)
    if (!name_check(maps->patterns->pdata[i], error))
      return blame_option(error, "--output");
  return look_resolve(maps->arguments, &maps->look, error);
}

void
compare_maps_clear(CompareMaps *maps)
{
  look_clear(&maps->look);
}

static char *
expand(const CompareMaps *maps, const char *pattern, const SalChange *state)
{
  g_autofree char *from = sal_day_format(state->period.from), *to = sal_day_format(state->period.to);
  const NameParts parts = { .period = state->period.name,
                            .from = from,
                            .to = to,
                            .class_name = state->class_name,
                            .style = maps->look.style_name,
                            .region = "",
                            .lang = maps->arguments->lang };
  return name_expand(pattern, &parts, NULL);
}

/* Whether pictures are named by class: then each pair has its own, else the first that is there. */
static gboolean
names_classes(const CompareMaps *maps)
{
  for (guint i = 0; i < maps->patterns->len; i++)
    if (strstr(maps->patterns->pdata[i], "{class}") != NULL)
      return TRUE;
  return FALSE;
}

/* The states of the whole that are drawn of a pair of classes; lent. */
static GPtrArray *
list_states(const SalComparisons *comparisons, const SalClassPair *pair)
{
  GPtrArray *states = g_ptr_array_new();
  for (guint i = 0; i < comparisons->comparisons->len; i++) {
    SalChange *state = ((const SalComparison *)comparisons->comparisons->pdata[i])->state;
    if (state->class_name == pair->name && state->region[0] == '\0')
      g_ptr_array_add(states, state);
  }
  return states;
}

/* names: the absolute names so far. */
static gboolean
check_name(const CompareMaps *maps, const char *pattern, const char *path, GHashTable *names, GError **error)
{
  g_autofree char *quoted = sal_error_quote(pattern);
  if (!g_hash_table_add(names, g_canonicalize_filename(path, NULL)))
    return sal_error_set(
        error, SAL_ERROR_USAGE,
        "--output: expected a placeholder such as {period} that tells the pictures apart, got '%s'", quoted);
  return inputs_check(maps->inputs, path, error) && sal_output_check(path, maps->arguments->overwrite, error);
}

static gboolean
check_names(const CompareMaps *maps, const GPtrArray *states, GHashTable *names, GError **error)
{
  for (guint i = 0; i < states->len; i++)
    for (guint j = 0; j < maps->patterns->len; j++) {
      g_autofree char *path = expand(maps, maps->patterns->pdata[j], states->pdata[i]);
      if (!check_name(maps, maps->patterns->pdata[j], path, names, error))
        return FALSE;
    }
  return TRUE;
}

static SalPage *
make_page(const CompareMaps *maps, const GPtrArray *states, const SalClassPair *pair, GPtrArray *remarks,
          GError **error)
{
  const Arguments *arguments = maps->arguments;
  const Arguments *views = maps->sides->views;
  const SalPageOptions options = {
    .width_mm = maps->look.size.width_mm,
    .height_mm = maps->look.size.height_mm,
    .style = maps->look.style,
    .layout = SAL_LAYOUT_COMPARISON,
    .extent = extent_find_box(&maps->look.extent, states),
    .changes = states,
    .compared = { maps->sides->names[0], maps->sides->names[1] },
    .class_name = pair->name,
    .map_crs = arguments->map_crs,
    .basemap = arguments->basemap,
    .borders = arguments->borders,
    .title = arguments->title,
    .subtitle = arguments->subtitle,
    .credit = maps->sides->credit,
    .places = &maps->look.places,
    .words = maps->look.words,
    .units = maps->look.units,
    .area_model = maps->sides->settings[0].area_model,
    .date_shift_days = { views[0].date_shift, views[1].date_shift },
    .n_insets = (guint)arguments->insets,
    .n_callouts = maps->look.n_callouts,
    .has_locator = g_strcmp0(arguments->locator, "none") != 0,
    .has_graticule = arguments->graticule,
  };
  return sal_page_new(&options, remarks, error);
}

static gboolean
write_picture(const CompareMaps *maps, const SalDrawing *drawing, const char *path, GPtrArray *files,
              GError **error)
{
  PictureFormat format;
  if (!name_find_format(path, &format, error))
    return FALSE;
  g_autoptr(GBytes) bytes = look_encode(&maps->look, drawing, format, error);
  if (bytes == NULL) {
    g_prefix_error(error, "%s: ", path);
    return FALSE;
  }
  if (!sal_output_write(path, bytes, maps->arguments->overwrite, error))
    return FALSE;
  g_ptr_array_add(files, g_strdup(path));
  return TRUE;
}

static gboolean
write_state(const CompareMaps *maps, const SalPage *page, const SalChange *state, GPtrArray *files,
            GError **error)
{
  g_autoptr(SalDrawing) drawing = sal_page_draw(page, state, error);
  if (drawing == NULL) {
    g_prefix_error(error, "%s: ", state->period.name);
    return FALSE;
  }
  for (guint i = 0; i < maps->patterns->len; i++) {
    g_autofree char *path = expand(maps, maps->patterns->pdata[i], state);
    if (!write_picture(maps, drawing, path, files, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
write_pair(const CompareMaps *maps, const GPtrArray *states, const SalClassPair *pair, GPtrArray *files,
           GPtrArray *remarks, GError **error)
{
  g_autoptr(SalPage) page = make_page(maps, states, pair, remarks, error);
  if (page == NULL)
    return FALSE;
  for (guint i = 0; i < states->len; i++)
    if (!write_state(maps, page, states->pdata[i], files, error))
      return FALSE;
  return TRUE;
}

gboolean
compare_maps_write(CompareMaps *maps, const SalComparisons *comparisons, GPtrArray *files, GPtrArray *remarks,
                   GError **error)
{
  const SalClassPair *pairs = maps->sides->classes;
  const gboolean has_each = names_classes(maps);
  g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  guint n_drawn = 0;
  for (guint c = 0; c < maps->sides->n_classes && (has_each || n_drawn == 0); c++) {
    g_ptr_array_add(all, list_states(comparisons, &pairs[c]));
    n_drawn += ((GPtrArray *)all->pdata[c])->len > 0;
    if (!check_names(maps, all->pdata[c], names, error))
      return FALSE;
  }
  for (guint c = 0; c < all->len; c++)
    if (((GPtrArray *)all->pdata[c])->len > 0 &&
        !write_pair(maps, all->pdata[c], &pairs[c], files, remarks, error))
      return FALSE;
  return TRUE;
}

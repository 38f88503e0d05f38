/* Lays out the pages of a comparison: one for each pair of classes that is shown. */
#include "library/formats.h"
#include "library/own-rasters.h"
#include "library/page-layout.h"
#include "library/page-names.h"
#include "library/pictures.h"
#include "library/sides.h"

#include "data/base/error.h"

/* The states of a pair of classes that are drawn, which are those of the whole. The states are lent, the list
 * is the caller's. */
static GPtrArray *
list_states(const SalComparisons *comparisons, const SalClassPair *pair)
{
  GPtrArray *states = g_ptr_array_new();
  for (guint i = 0; comparisons != NULL && i < comparisons->comparisons->len; i++) {
    SalChange *state = ((const SalComparison *)comparisons->comparisons->pdata[i])->state;
    if (state->class_name == pair->name && state->region[0] == '\0')
      g_ptr_array_add(states, state);
  }
  return states;
}

/* The states of all pairs of classes and of all regions, which tables of templates choose from. */
static GPtrArray *
list_all(const SalComparisons *comparisons)
{
  GPtrArray *states = g_ptr_array_new();
  for (guint i = 0; comparisons != NULL && i < comparisons->comparisons->len; i++)
    g_ptr_array_add(states, ((const SalComparison *)comparisons->comparisons->pdata[i])->state);
  return states;
}

static gboolean
check_state_names(const SalientPages *pages, const GPtrArray *states, GHashTable *names, GError **error)
{
  for (guint i = 0; i < states->len; i++)
    for (guint j = 0; j < pages->names->len; j++) {
      const SalChange *state = states->pdata[i];
      const char *pattern = pages->names->pdata[j];
      g_autofree char *path =
          sal_page_name_expand(pages->map, pattern, &state->period, state->class_name, "");
      if (!sal_page_name_check(pages->comparison->plan, pattern, path, names, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_state_page(SalientPages *pages, const GPtrArray *states, const SalClassPair *pair, GError **error)
{
  const SalSides *sides = &pages->comparison->plan->sides;
  SalPageOptions options = sal_pages_make_options(pages, pages->map, states, pair->name);
  options.layout = SAL_LAYOUT_COMPARISON;
  options.compared[0] = sides->names[0];
  options.compared[1] = sides->names[1];
  options.class_name = pair->name;
  options.region_changes = pages->states_of_all;
  g_autofree char *definition = sal_shown_define_sides(sides, pair);
  options.definition = definition;
  options.credit = sides->credit;
  options.area_model = sides->settings[0].area_model;
  options.date_shift_days[0] = sides->views[0].date_shift;
  options.date_shift_days[1] = sides->views[1].date_shift;
  SalPage *page = sal_page_new(&options, pages->remarks, error);
  if (page == NULL)
    return FALSE;
  g_ptr_array_add(pages->pages, page);
  if (!sal_own_rasters_report(options.own_layers, pages->remarks, error))
    return FALSE;
  for (guint i = 0; i < states->len; i++)
    sal_pages_add_picture(pages, page, states->pdata[i]);
  return TRUE;
}

/* If names tell classes apart, every pair of classes is drawn, otherwise the one that is to be shown, or the
 * first one that has states. */
static gboolean
make_state_pages(SalientPages *pages, GError **error)
{
  const SalientComparison *comparison = pages->comparison;
  const SalSides *sides = &comparison->plan->sides;
  const gboolean has_each = sal_page_names_tell_classes(pages->names);
  const int shown = comparison->plan->shown_pair;
  g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  guint n_drawn = 0;
  pages->states_of_all = list_all(comparison->comparisons);
  pages->states = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  for (guint c = 0; c < sides->n_classes && (has_each || n_drawn == 0); c++) {
    const gboolean is_left_out = !has_each && shown >= 0 && (guint)shown != c;
    GPtrArray *states =
        is_left_out ? g_ptr_array_new() : list_states(comparison->comparisons, &sides->classes[c]);
    g_ptr_array_add(pages->states, states);
    n_drawn += states->len > 0;
    if (!check_state_names(pages, states, names, error))
      return FALSE;
  }
  for (guint c = 0; c < pages->states->len; c++) {
    const GPtrArray *states = pages->states->pdata[c];
    if (states->len > 0 && !add_state_page(pages, states, &sides->classes[c], error))
      return FALSE;
  }
  return TRUE;
}

SalientPages *
salient_pages_new_comparison(SalientComparison *comparison, GError **error)
{
  if (comparison == NULL) {
    sal_error_set(error, SAL_ERROR_USAGE, "pages: expected a comparison that was computed, got NULL");
    return NULL;
  }
  SalPlan *plan = comparison->plan;
  if (plan->maps->len == 0) {
    sal_error_set_option(error, SAL_ERROR_USAGE, "output",
                         "expected a name ending in .png, .svg or .pdf among them, got none");
    sal_options_tell(plan->options, error);
    return NULL;
  }
  g_autoptr(SalientPages) pages = sal_pages_new(plan->maps->pdata[0], plan->pictures);
  pages->comparison = salient_comparison_ref(comparison);
  if (make_state_pages(pages, error))
    return g_steal_pointer(&pages);
  sal_options_tell(plan->options, error);
  return NULL;
}

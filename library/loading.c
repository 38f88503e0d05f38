/* salient_options_load(): options that are not set yet take their values from a project and a preset. */
#include "library/options.h"
#include "library/project.h"

#include "data/base/error.h"

/* The projects from which options take their values, the first one first. Each may be NULL. */
typedef struct {
  SalProject *file, *preset;
} Layers;

static void
layers_clear(Layers *layers)
{
  g_clear_pointer(&layers->file, sal_project_free);
  g_clear_pointer(&layers->preset, sal_project_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Layers, layers_clear)

/* side: what the names of the options begin with, "", "a-" or "b-". */
static gboolean
load_layers(const char *path, const char *preset, const char *side, Layers *layers, GError **error)
{
  if (path != NULL && (layers->file = sal_project_load(path, error)) == NULL)
    return FALSE;
  if (preset == NULL && layers->file != NULL)
    preset = sal_project_get_preset(layers->file);
  if (preset == NULL || g_str_equal(preset, "list"))
    return TRUE;
  g_autofree char *option = g_strconcat(side, "preset", NULL);
  layers->preset = sal_project_load_preset(preset, error);
  return layers->preset != NULL || sal_error_blame(error, option);
}

static gboolean
apply_layers(const Layers *layers, SalientOptions *options, GError **error)
{
  return (layers->file == NULL || sal_project_apply(layers->file, options, error)) &&
         (layers->preset == NULL || sal_project_apply(layers->preset, options, error));
}

/* Makes the options of each map. What was set comes first, then what the map says itself, then the rest of the
 * project, then the preset. */
static gboolean
add_maps(const Layers *layers, const SalientOptions *set, SalientOptions *options, GError **error)
{
  const guint n = layers->file != NULL ? sal_project_get_n_maps(layers->file) : 0;
  if (n == 0)
    return TRUE;
  if (n > 1 && sal_task_draws_changes(options->task) && set->outputs != NULL) {
    g_autofree char *quoted = sal_error_quote_path(set->outputs->pdata[0]);
    return sal_error_set_option(error, SAL_ERROR_USAGE, "output",
                                "expected none with a project of %u maps, got '%s'", n, quoted);
  }
  options->maps = g_ptr_array_new_with_free_func((GDestroyNotify)salient_options_free);
  for (guint i = 0; i < n; i++) {
    SalientOptions *map = sal_options_copy_set(options->task, set);
    g_ptr_array_add(options->maps, map);
    if (!sal_project_apply_map(layers->file, i, map, error) || !apply_layers(layers, map, error))
      return FALSE;
  }
  return TRUE;
}

/* Makes the options of a side that has a project or preset of its own. What was set comes first, then the
 * side's project, then the common project, then the side's preset or else the common one. */
static gboolean
add_side(const Layers *layers, const SalientOptions *set, const char *name, SalSideOptions *side,
         GError **error)
{
  g_auto(Layers) own = { NULL };
  if (side->preset == NULL && side->project == NULL)
    return TRUE;
  if (!load_layers(side->project, side->preset, name, &own, error))
    return FALSE;
  const Layers presets = { NULL, own.preset != NULL ? own.preset : layers->preset };
  const Layers file = { layers->file, NULL }, project = { own.file, NULL };
  side->whole = sal_options_copy_set(SALIENT_COMPARE, set);
  return apply_layers(&project, side->whole, error) && apply_layers(&file, side->whole, error) &&
         apply_layers(&presets, side->whole, error);
}

/* The rest of loading, when the projects are read. */
static gboolean
apply(const Layers *layers, SalientOptions *options, GError **error)
{
  g_autoptr(SalientOptions) set = sal_options_copy_set(options->task, options);
  return add_maps(layers, set, options, error) && apply_layers(layers, options, error) &&
         add_side(layers, set, "a-", &options->sides[0], error) &&
         add_side(layers, set, "b-", &options->sides[1], error);
}

static gboolean
load(SalientOptions *options, GError **error)
{
  g_auto(Layers) layers = { NULL };
  return load_layers(options->project, options->preset, "", &layers, error) && apply(&layers, options, error);
}

gboolean
sal_project_load_into(SalProject *project, SalientOptions *options, GError **error)
{
  g_auto(Layers) layers = { project, NULL };
  const char *preset = sal_project_get_preset(project);
  if (preset != NULL && (layers.preset = sal_project_load_preset(preset, error)) == NULL)
    return FALSE;
  return apply(&layers, options, error);
}

gboolean
salient_options_load(SalientOptions *options, GError **error)
{
  g_return_val_if_fail(options != NULL && !g_atomic_int_get(&options->in_use), FALSE);
  return load(options, error) || sal_options_tell(options, error);
}

#include "styles/loader.h"

#include "data/base/error.h"
#include "styles/reader.h"
#include "styles/styles-resource.h"
#include "styles/yaml-file.h"

#include <stdlib.h>
#include <string.h>

#define RESOURCE_FOLDER "/salient/styles/"
#define ROOT_STYLE "default"
#define MAX_CHAIN 16

/* A style that is being read, and the files that have been read for it, the first one first. */
typedef struct {
  SalStyle *style;
  GPtrArray *files; /* as they are told */
  GPtrArray *ids;   /* resolved, for comparing */
} Loader;

const char *const *
sal_style_get_builtin_names(void)
{
  static const char *const *names = NULL;
  if (g_once_init_enter(&names))
    g_once_init_leave(&names, sal_yaml_list_names(sal_styles_get_resource(), RESOURCE_FOLDER));
  return names;
}

/* A path as messages show it: whole, unless it would break the line. */
static char *
tell_path(const char *path)
{
  g_autofree char *shown = g_filename_display_name(path);
  for (const char *p = shown; *p != '\0'; p++)
    if (g_ascii_iscntrl(*p))
      return sal_error_quote(shown);
  return g_steal_pointer(&shown);
}

static char *
read_file(const char *path, gsize *length, GError **error)
{
  g_autofree char *told = tell_path(path);
  return sal_yaml_read_file(path, told, "a style file", length, error);
}

static gboolean apply_named(Loader *loader, const char *name, const char *folder, GError **error);

/* Reads the base of a style first, which is the default style if it names none. */
static gboolean
apply_base(Loader *loader, const SalYaml *root, const char *folder, GError **error)
{
  const SalYaml *node = sal_yaml_find(root, "base");
  if (node == NULL)
    return apply_named(loader, ROOT_STYLE, NULL, error);
  GError *fault = NULL;
  g_autofree char *base = sal_style_read_base(node, &fault);
  if (fault == NULL && apply_named(loader, base, folder, &fault))
    return TRUE;
  if (fault->code == SAL_ERROR_USAGE)
    fault->code = SAL_ERROR_STYLE;
  if (base != NULL)
    g_prefix_error(&fault, "%u: base: ", node->line);
  g_propagate_error(error, fault);
  return FALSE;
}

static gboolean
apply_builtin(Loader *loader, const char *name, GError **error)
{
  g_autofree char *path = g_strconcat(RESOURCE_FOLDER, name, ".yaml", NULL);
  g_autoptr(GBytes) text =
      g_resource_lookup_data(sal_styles_get_resource(), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  if (text == NULL)
    return FALSE;
  gsize length = 0;
  const char *data = g_bytes_get_data(text, &length);
  g_autoptr(SalYaml) root = sal_yaml_parse(data, length, SAL_ERROR_STYLE, error);
  if (root != NULL && (g_str_equal(name, ROOT_STYLE) || apply_base(loader, root, NULL, error)) &&
      sal_style_read(root, loader->style, error))
    return TRUE;
  g_prefix_error(error, "%s.yaml:", name);
  return FALSE;
}

static gboolean
apply_file(Loader *loader, const char *path, GError **error)
{
  gsize length = 0;
  g_autofree char *text = read_file(path, &length, error);
  if (text == NULL)
    return FALSE;
  g_autofree char *folder = g_path_get_dirname(path);
  g_autoptr(SalYaml) root = sal_yaml_parse(text, length, SAL_ERROR_STYLE, error);
  if (root != NULL && apply_base(loader, root, folder, error) && sal_style_read(root, loader->style, error))
    return TRUE;
  g_autofree char *told = tell_path(path);
  g_prefix_error(error, "%s:", told);
  return FALSE;
}

/* Puts a file at the end of the chain. */
static gboolean
enter_file(Loader *loader, const char *path, GError **error)
{
  char *id = realpath(path, NULL);
  const gboolean is_cycle =
      id != NULL && g_ptr_array_find_with_equal_func(loader->ids, id, g_str_equal, NULL);
  g_ptr_array_add(loader->ids, id != NULL ? id : strdup(path));
  g_ptr_array_add(loader->files, tell_path(path));
  if (!is_cycle && loader->files->len <= MAX_CHAIN)
    return TRUE;
  g_ptr_array_add(loader->files, NULL);
  g_autofree char *chain = g_strjoinv(" -> ", (char **)loader->files->pdata);
  if (is_cycle)
    return sal_error_set(error, SAL_ERROR_STYLE, "expected a chain that ends, got the cycle %s", chain);
  return sal_error_set(error, SAL_ERROR_STYLE, "expected at most %d files one upon the other, got more: %s",
                       MAX_CHAIN, chain);
}

static gboolean
set_unknown_name(const char *name, GError **error)
{
  const char *const *names = sal_style_get_builtin_names();
  g_autofree char *list = g_strjoinv(", ", (char **)names);
  g_autofree char *quoted = sal_error_quote(name);
  g_autofree char *hint = sal_error_suggest(name, names);
  return sal_error_set(error, SAL_ERROR_USAGE, "expected one of %s, or a file, got '%s'%s", list, quoted,
                       hint);
}

/* folder: where a relative path begins; NULL: where the program runs. */
static gboolean
apply_named(Loader *loader, const char *name, const char *folder, GError **error)
{
  if (g_strv_contains(sal_style_get_builtin_names(), name))
    return apply_builtin(loader, name, error);
  if (!sal_yaml_is_path(name))
    return set_unknown_name(name, error);
  const gboolean is_relative = folder != NULL && !g_path_is_absolute(name) && !g_str_equal(folder, ".");
  g_autofree char *path = is_relative ? g_build_filename(folder, name, NULL) : g_strdup(name);
  return enter_file(loader, path, error) && apply_file(loader, path, error);
}

SalStyle *
sal_style_load(const char *name_or_path, GError **error)
{
  g_autoptr(SalStyle) style = sal_style_new(name_or_path);
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(free);
  Loader loader = { style, files, ids };
  if (apply_named(&loader, name_or_path, NULL, error))
    return g_steal_pointer(&style);
  if (!sal_yaml_is_path(name_or_path)) {
    g_autofree char *quoted = sal_error_quote(name_or_path);
    g_prefix_error(error, "style '%s': ", quoted);
  }
  return NULL;
}

/* The base of the root. If it has a fault, that is kept, and the default style is used instead. */
static SalStyle *
load_base(const char *path, const SalYaml *root, GPtrArray *faults, GError **error)
{
  g_autoptr(SalStyle) style = sal_style_new(path);
  g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(free);
  Loader loader = { style, files, ids };
  g_autofree char *folder = g_path_get_dirname(path);
  g_autoptr(GError) fault = NULL;
  if (!enter_file(&loader, path, error))
    return NULL;
  if (apply_base(&loader, root, folder, &fault))
    return g_steal_pointer(&style);
  g_ptr_array_add(faults, g_strdup(fault->message));
  return sal_style_load(ROOT_STYLE, error);
}

SalStyle *
sal_style_load_all_faults(const char *path, SalYaml **root, GPtrArray *faults, GError **error)
{
  gsize length = 0;
  g_autofree char *text = read_file(path, &length, error);
  if (text == NULL)
    return NULL;
  g_autoptr(GError) fault = NULL;
  g_autoptr(SalYaml) tree = sal_yaml_parse(text, length, SAL_ERROR_STYLE, &fault);
  if (tree == NULL) {
    g_ptr_array_add(faults, g_strdup(fault->message));
    tree = sal_yaml_parse("", 0, SAL_ERROR_STYLE, error);
  }
  g_autoptr(SalStyle) style = tree != NULL ? load_base(path, tree, faults, error) : NULL;
  if (style == NULL)
    return NULL;
  sal_style_read_all_faults(tree, style, faults);
  *root = g_steal_pointer(&tree);
  return g_steal_pointer(&style);
}

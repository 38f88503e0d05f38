/* Public functions that list, show and check page templates. */
#include "salient.h"

#include "library/frame.h"

#include "render/page/box-logo.h"
#include "styles/loader.h"
#include "styles/page-template-load.h"
#include "styles/yaml-file.h"

#include <string.h>

const char *const *
salient_templates_list(void)
{
  return sal_page_template_get_builtin_names();
}

char *
salient_template_get_text(const char *name, char **title, GError **error)
{
  g_return_val_if_fail(name != NULL, NULL);
  g_autofree char *text = sal_page_template_get_text(name, error);
  if (text == NULL) {
    g_autofree char *quoted = sal_error_quote(name);
    g_prefix_error(error, "template '%s': ", quoted);
    return NULL;
  }
  g_autoptr(SalPageTemplate) template = title != NULL ? sal_page_template_load(name, NULL, error) : NULL;
  if (title != NULL && template == NULL)
    return NULL;
  if (title != NULL)
    *title = g_strdup(template->title != NULL ? template->title : "");
  return g_steal_pointer(&text);
}

/* Adds an error about a line; 0: its message says it. */
static void
take_fault(GPtrArray *messages, guint line, GError *fault)
{
  g_ptr_array_add(messages,
                  line > 0 ? g_strdup_printf("%u: %s", line, fault->message) : g_strdup(fault->message));
  g_error_free(fault);
}

/* What shows only on a page: size, style, and whether the boxes find room. */
static void
check_page(GPtrArray *messages, const SalPageTemplate *template)
{
  GError *fault = NULL;
  SalPageSize size;
  g_autoptr(SalientOptions) options = salient_options_new(SALIENT_RENDER);
  g_autoptr(SalStyle) style = template->style != NULL ? sal_style_load(template->style, &fault) : NULL;
  if (fault != NULL)
    take_fault(messages, template->style_line, g_steal_pointer(&fault));
  if (!sal_page_size_resolve(options, template->size, &size, &fault)) {
    take_fault(messages, template->size_line, fault);
    return;
  }
  g_autoptr(GArray) boxes = sal_boxes_place(template, size.width_mm, size.height_mm, &fault);
  if (boxes == NULL || !sal_box_logo_check_all(template, &fault))
    take_fault(messages, 0, fault);
}

char **
salient_template_check(const char *path, guint *n_faults, GError **error)
{
  g_return_val_if_fail(path != NULL && n_faults != NULL, NULL);
  g_autofree char *file = sal_yaml_is_path(path) ? g_strdup(path) : g_build_filename(".", path, NULL);
  g_autoptr(GPtrArray) messages = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(SalPageTemplate) template = sal_page_template_load(file, messages, error);
  if (template == NULL)
    return NULL;
  g_clear_pointer(&template->told, g_free);
  if (messages->len == 0)
    check_page(messages, template);
  *n_faults = messages->len;
  g_ptr_array_add(messages, NULL);
  return (char **)g_ptr_array_free(g_steal_pointer(&messages), FALSE);
}

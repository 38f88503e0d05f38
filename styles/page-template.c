#include "styles/page-template.h"

#include "data/base/error.h"

static const char *const KINDS[SAL_N_BOX_KINDS + 1] = {
  [SAL_BOX_TITLE] = "title",   [SAL_BOX_SUBTITLE] = "subtitle", [SAL_BOX_MAP] = "map",
  [SAL_BOX_CHART] = "chart",   [SAL_BOX_LEGEND] = "legend",     [SAL_BOX_TEXT] = "text",
  [SAL_BOX_TABLE] = "table",   [SAL_BOX_FIGURE] = "figure",     [SAL_BOX_LOGO] = "logo",
  [SAL_BOX_CREDIT] = "credit", [SAL_BOX_SOURCE] = "source",     [SAL_BOX_BAR] = "bar",
};

static void
box_clear(gpointer data)
{
  SalTemplateBox *box = data;
  g_free(box->name);
  g_free(box->text);
  g_free(box->label);
  g_free(box->file);
}

SalPageTemplate *
sal_page_template_new(const char *name)
{
  SalPageTemplate *template = g_new0(SalPageTemplate, 1);
  template->name = g_strdup(name);
  template->boxes = g_array_new(FALSE, TRUE, sizeof(SalTemplateBox));
  g_array_set_clear_func(template->boxes, box_clear);
  return template;
}

void
sal_page_template_free(SalPageTemplate *template)
{
  if (template == NULL)
    return;
  g_array_unref(template->boxes);
  g_free(template->name);
  g_free(template->told);
  g_free(template->folder);
  g_free(template->title);
  g_free(template->size);
  g_free(template->style);
  g_free(template);
}

const SalTemplateBox *
sal_page_template_get_box(const SalPageTemplate *template, guint index)
{
  return &g_array_index(template->boxes, SalTemplateBox, index);
}

const SalTemplateBox *
sal_page_template_find(const SalPageTemplate *template, SalBoxKind kind)
{
  for (guint i = 0; i < template->boxes->len; i++)
    if (sal_page_template_get_box(template, i)->kind == kind)
      return sal_page_template_get_box(template, i);
  return NULL;
}

const char *const *
sal_page_template_list_kinds(void)
{
  return KINDS;
}

char *
sal_page_template_find_file(const SalPageTemplate *template, const char *name)
{
  const gboolean is_relative =
      template->folder != NULL && !g_path_is_absolute(name) && !g_str_equal(template->folder, ".");
  return is_relative ? g_build_filename(template->folder, name, NULL) : g_strdup(name);
}

gboolean
sal_page_template_blame(const SalPageTemplate *template, const SalTemplateBox *box, GError **error,
                        const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  sal_error_set(error, SAL_ERROR_STYLE, "%s", text);
  return sal_page_template_prefix(template, box, error);
}

gboolean
sal_page_template_prefix(const SalPageTemplate *template, const SalTemplateBox *box, GError **error)
{
  const gboolean has_file = template->told != NULL;
  g_prefix_error(error, "%s%s%u: boxes.%s: ", has_file ? template->told : "", has_file ? ":" : "", box->line,
                 box->name);
  return FALSE;
}

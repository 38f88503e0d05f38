#include "styles/style.h"

#include <string.h>

static void
class_clear(SalStyleClass *class)
{
  g_free(class->name);
  g_free(class->title);
}

SalStyle *
sal_style_new(const char *name)
{
  SalStyle *style = g_new0(SalStyle, 1);
  style->name = g_strdup(name);
  style->classes = g_array_new(FALSE, TRUE, sizeof(SalStyleClass));
  g_array_set_clear_func(style->classes, (GDestroyNotify)class_clear);
  style->sequence = g_array_new(FALSE, TRUE, sizeof(SalColor));
  return style;
}

void
sal_style_free(SalStyle *style)
{
  if (style == NULL)
    return;
  g_free(style->name);
  g_free(style->title);
  g_free(style->font_family);
  g_array_unref(style->classes);
  g_array_unref(style->sequence);
  g_free(style);
}

static const SalStyleClass *
find_class(const SalStyle *style, const char *name)
{
  for (guint i = 0; i < style->classes->len; i++) {
    const SalStyleClass *class = &g_array_index(style->classes, SalStyleClass, i);
    if (g_str_equal(class->name, name))
      return class;
  }
  return NULL;
}

static const SalStyleClass *
find_other(const SalStyle *style, guint number)
{
  g_autofree char *name = g_strdup_printf("other_%u", number);
  return find_class(style, name);
}

const SalAreaStyle *
sal_style_find_class(const SalStyle *style, const char *class_name, guint index)
{
  const SalStyleClass *exact = find_class(style, class_name);
  guint n_others = 1; /* at least, for every style builds on default */
  if (exact != NULL)
    return &exact->area;
  while (find_other(style, n_others + 1) != NULL)
    n_others++;
  return &find_other(style, index % n_others + 1)->area;
}

const char *
sal_style_get_class_title(const SalStyle *style, const char *class_name)
{
  const SalStyleClass *class = find_class(style, class_name);
  return class != NULL && class->title != NULL ? class->title : class_name;
}

SalColor
sal_style_get_sequence_color(const SalStyle *style, double t)
{
  const SalColor *colors = (const SalColor *)(gconstpointer)style->sequence->data;
  const guint n_steps = style->sequence->len - 1;
  const double at = CLAMP(t, 0, 1) * n_steps;
  const guint step = MIN((guint)at, n_steps - 1);
  return sal_color_mix(colors[step], colors[step + 1], at - step);
}

#include "render/write/pdf-stack.h"

static void
clear_group(gpointer group)
{
  g_free(((SalPdfGroup *)group)->name);
}

void
sal_pdf_stack_clear(SalPdfStack *stack)
{
  sal_pdf_source_clear(&stack->source);
  sal_pdf_target_clear(&stack->target);
  g_clear_pointer(&stack->pages, g_array_unref);
  g_clear_pointer(&stack->groups, g_array_unref);
}
SalPdfStackPage *
sal_pdf_stack_get(const SalPdfStack *stack, guint i)
{
  return &g_array_index(stack->pages, SalPdfStackPage, i);
}

guint
sal_pdf_stack_count_layers(const SalPdfStackPage *page)
{
  return page->sheet->layers->len;
}

guint
sal_pdf_stack_get_source_page(const SalPdfStack *stack, const SalPdfStackPage *page, guint layer)
{
  return g_array_index(stack->source.pages, guint, page->first + layer);
}

static SalPdfGroup *
get_group(const SalPdfStack *stack, guint i)
{
  return &g_array_index(stack->groups, SalPdfGroup, i);
}

static gboolean
find_group(const SalPdfStack *stack, const SalLayer *layer, guint *found)
{
  for (*found = 0; *found < stack->groups->len; (*found)++)
    if (g_str_equal(get_group(stack, *found)->id, sal_layer_get_id(layer)))
      return TRUE;
  return FALSE;
}

/* The words with which two titles begin: those of a layer differ in figures. The id, where there are none. */
static void
rename_group(SalPdfGroup *group, const SalLayer *layer)
{
  const char *title = sal_layer_get_title(layer);
  gsize same = 0, words = 0;
  for (; group->name[same] != '\0' && group->name[same] == title[same]; same++)
    if (title[same] == ' ')
      words = same;
  const gboolean ends = group->name[same] == '\0' || group->name[same] == ' ';
  if (ends && (title[same] == '\0' || title[same] == ' '))
    words = same;
  char *name = words > 0 ? g_strndup(title, words) : g_strdup(group->id);
  g_free(group->name);
  group->name = name;
}

/* A layer that pages before do not have stands above the one below it. */
static void
add_groups(SalPdfStack *stack, const SalPdfStackPage *page)
{
  guint place = 0, found;
  for (guint i = 0; i < sal_pdf_stack_count_layers(page); i++) {
    const SalLayer *layer = page->sheet->layers->pdata[i];
    if (find_group(stack, layer, &found)) {
      rename_group(get_group(stack, found), layer);
      place = found + 1;
      continue;
    }
    const SalPdfGroup group = { sal_layer_get_id(layer), g_strdup(sal_layer_get_title(layer)), 0 };
    g_array_insert_val(stack->groups, place, group);
    place++;
  }
}

/* The lowest group has a new object, the others take those of Cairo's pages that are gone, as far as there are some. */
static void
take_groups(SalPdfStack *stack)
{
  guint next = 0;
  get_group(stack, next++)->object = sal_pdf_target_take(&stack->target);
  for (guint i = 0; i < stack->pages->len; i++) {
    const SalPdfStackPage *page = sal_pdf_stack_get(stack, i);
    for (guint j = 1; j < sal_pdf_stack_count_layers(page) && next < stack->groups->len; j++)
      get_group(stack, next++)->object = sal_pdf_stack_get_source_page(stack, page, j);
  }
  while (next < stack->groups->len)
    get_group(stack, next++)->object = sal_pdf_target_take(&stack->target);
}

static void
take_bookmarks(SalPdfStack *stack)
{
  if (stack->options->sheets[0].name == NULL)
    return;
  stack->bookmarks = sal_pdf_target_take(&stack->target);
  for (guint i = 0; i < stack->pages->len; i++)
    sal_pdf_stack_get(stack, i)->bookmark = sal_pdf_target_take(&stack->target);
}

static void
take_objects(SalPdfStack *stack)
{
  const SalPdfLayersOptions *options = stack->options;
  SalPdfTarget *target = &stack->target;
  take_groups(stack);
  for (guint i = 0; i < stack->pages->len; i++)
    sal_pdf_stack_get(stack, i)->contents = sal_pdf_target_take(target);
  stack->tree = sal_pdf_target_take(target);
  stack->document = sal_pdf_target_take(target);
  for (guint i = 0; i < stack->pages->len; i++)
    sal_pdf_stack_get(stack, i)->figure = sal_pdf_target_take(target);
  for (guint i = 0; i < stack->pages->len; i++)
    if (options->sheets[i].xmp != NULL)
      sal_pdf_stack_get(stack, i)->metadata = sal_pdf_target_take(target);
  if (options->xmp != NULL)
    stack->metadata = sal_pdf_target_take(target);
  take_bookmarks(stack);
  if (options->colors.space == SAL_PDF_RGB || options->colors.space == SAL_PDF_CMYK)
    stack->profile = sal_pdf_target_take(target);
}

/* Cairo's pages are the layers of the first page, then those of the second, and so on. */
static gboolean
add_pages(SalPdfStack *stack, GError **error)
{
  guint first = 0;
  for (guint i = 0; i < stack->options->n; i++) {
    SalPdfStackPage page = { .sheet = &stack->options->sheets[i], .first = first };
    first += page.sheet->layers->len;
    if (first == page.first || first > stack->source.pages->len)
      return sal_pdf_fail("a page for each layer", error);
    page.page = g_array_index(stack->source.pages, guint, page.first);
    g_array_append_val(stack->pages, page);
  }
  return first == stack->source.pages->len || sal_pdf_fail("a page for each layer", error);
}

gboolean
sal_pdf_stack_plan(SalPdfStack *stack, const SalPdfLayersOptions *options, GBytes *pdf, GError **error)
{
  stack->options = options;
  stack->pages = g_array_new(FALSE, TRUE, sizeof(SalPdfStackPage));
  stack->groups = g_array_new(FALSE, FALSE, sizeof(SalPdfGroup));
  g_array_set_clear_func(stack->groups, clear_group);
  if (!sal_pdf_source_read(&stack->source, pdf, error))
    return FALSE;
  sal_pdf_target_init(&stack->target, sal_pdf_source_count(&stack->source));
  if (!add_pages(stack, error))
    return FALSE;
  for (guint i = 0; i < stack->pages->len; i++)
    add_groups(stack, sal_pdf_stack_get(stack, i));
  take_objects(stack);
  stack->repaint = (SalPdfRepaint){ &options->colors, stack->profile, options->use };
  return TRUE;
}

guint
sal_pdf_stack_find_group(const SalPdfStack *stack, const SalPdfStackPage *page, guint layer)
{
  guint found;
  return find_group(stack, page->sheet->layers->pdata[layer], &found) ? get_group(stack, found)->object : 0;
}

void
sal_pdf_stack_append_box(SalPdfStack *stack, const SalPdfSheet *sheet)
{
  sal_pdf_target_append_box(&stack->target, sheet->width_pt, sheet->height_pt);
}

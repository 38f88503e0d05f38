#include "render/write/pdf-layers.h"

#include "render/write/pdf-document.h"

#include <string.h>

/* The form that is a layer of a page: what Cairo wrote as the contents of a page of its own. */
static guint
find_form(const SalPdfStack *stack, const SalPdfStackPage *page, guint layer)
{
  g_autofree char *written =
      sal_pdf_source_copy_dictionary(&stack->source, sal_pdf_stack_get_source_page(stack, page, layer));
  return (guint)sal_pdf_number_after(written, "/Contents ");
}

static void
append_resources(SalPdfStack *stack, const SalPdfStackPage *page)
{
  SalPdfTarget *target = &stack->target;
  sal_pdf_target_append(target, "   /Resources <<\n      /XObject <<");
  for (guint i = 0; i < sal_pdf_stack_count_layers(page); i++)
    sal_pdf_target_append_format(target, " /F%u %u 0 R", i, find_form(stack, page, i));
  sal_pdf_target_append(target, " >>\n      /Properties <<");
  for (guint i = 0; i < sal_pdf_stack_count_layers(page); i++)
    sal_pdf_target_append_format(target, " /L%u %u 0 R", i, sal_pdf_stack_find_group(stack, page, i));
  sal_pdf_target_append(target, " >>\n   >>\n");
}

static void
write_page(SalPdfStack *stack, guint number)
{
  const SalPdfStackPage *page = sal_pdf_stack_get(stack, number);
  SalPdfTarget *target = &stack->target;
  sal_pdf_target_begin(target, page->page);
  sal_pdf_target_append_format(target, "<< /Type /Page\n   /Parent %u 0 R\n   /MediaBox ",
                               stack->source.tree);
  sal_pdf_stack_append_box(stack, page->sheet);
  if (stack->options->colors.space == SAL_PDF_CMYK) {
    sal_pdf_target_append(target, "\n   /TrimBox ");
    sal_pdf_stack_append_box(stack, page->sheet);
  }
  sal_pdf_target_append_format(target, "\n   /Contents %u 0 R\n   /StructParents %u\n   /Tabs /S\n",
                               page->contents, number);
  if (page->metadata != 0)
    sal_pdf_target_append_format(target, "   /Metadata %u 0 R\n", page->metadata);
  g_autofree char *space = sal_pdf_describe_space(&stack->repaint);
  sal_pdf_target_append_format(target, "   /Group << /Type /Group /S /Transparency /I true /CS %s >>\n",
                               space);
  append_resources(stack, page);
  sal_pdf_target_append(target, ">>\nendobj\n");
}

static void
write_contents(SalPdfStack *stack, const SalPdfStackPage *page)
{
  g_autoptr(GString) contents = g_string_new("/Figure << /MCID 0 >> BDC\n");
  for (guint i = 0; i < sal_pdf_stack_count_layers(page); i++)
    g_string_append_printf(contents, "/OC /L%u BDC\n/F%u Do\nEMC\n", i, i);
  g_string_append(contents, "EMC\n");
  sal_pdf_target_begin(&stack->target, page->contents);
  sal_pdf_target_append_format(&stack->target,
                               "<< /Length %" G_GSIZE_FORMAT " >>\nstream\n%sendstream\nendobj\n",
                               contents->len, contents->str);
}

static void
write_pages(SalPdfStack *stack)
{
  SalPdfTarget *target = &stack->target;
  for (guint i = 0; i < stack->pages->len; i++)
    write_page(stack, i);
  sal_pdf_target_begin(target, stack->source.tree);
  sal_pdf_target_append(target, "<< /Type /Pages\n   /Kids [");
  for (guint i = 0; i < stack->pages->len; i++)
    sal_pdf_target_append_format(target, "%s%u 0 R", i > 0 ? " " : "", sal_pdf_stack_get(stack, i)->page);
  sal_pdf_target_append_format(target, "]\n   /Count %u\n>>\nendobj\n", stack->pages->len);
  for (guint i = 0; i < stack->pages->len; i++)
    write_contents(stack, sal_pdf_stack_get(stack, i));
}

/* Whether the colours of contents are written anew. */
static gboolean
repaints(const SalPdfStack *stack)
{
  return stack->options->colors.space == SAL_PDF_GREY || stack->options->colors.space == SAL_PDF_CMYK;
}

/* Where the bytes of an object's stream begin; the object's end: it has none. */
static gsize
find_stream(const SalPdfSource *source, guint object)
{
  static const char *const mark = "\nstream\n";
  const gsize from = g_array_index(source->offsets, gsize, object),
              end = g_array_index(source->ends, gsize, object);
  const char *stream = g_strstr_len(source->data + from, (gssize)(end - from), mark);
  return stream != NULL ? (gsize)(stream - source->data) + strlen(mark) : end;
}

/* The rest of a form: its stream in other colours. */
static gboolean
append_repainted(SalPdfStack *stack, guint form, GError **error)
{
  const gsize start = find_stream(&stack->source, form), end = g_array_index(stack->source.ends, gsize, form);
  g_autoptr(GBytes) recoded = sal_pdf_colors_recode(stack->repaint.colors, stack->source.data + start,
                                                    end - start, stack->repaint.use);
  if (recoded == NULL)
    return sal_pdf_fail("a compressed stream", error);
  gsize size;
  const void *bytes = g_bytes_get_data(recoded, &size);
  sal_pdf_target_append_format(&stack->target,
                               " /Length %" G_GSIZE_FORMAT "\n   /Filter /FlateDecode\n>>\nstream\n", size);
  sal_pdf_target_append_bytes(&stack->target, bytes, size);
  sal_pdf_target_append(&stack->target, "\nendstream\nendobj\n");
  return TRUE;
}

/* A page's stream, the dictionary of which says what a form needs besides. */
static gboolean
write_form(SalPdfStack *stack, const SalPdfStackPage *page, guint layer, GError **error)
{
  const SalPdfSource *source = &stack->source;
  g_autofree char *written =
      sal_pdf_source_copy_dictionary(source, sal_pdf_stack_get_source_page(stack, page, layer));
  const guint form = (guint)sal_pdf_number_after(written, "/Contents ");
  const guint resources = (guint)sal_pdf_number_after(written, "/Resources ");
  g_autofree char *dictionary = sal_pdf_source_copy_dictionary(source, form);
  const char *start = dictionary != NULL ? strstr(dictionary, "<<") : NULL;
  if (start == NULL || resources == 0)
    return sal_pdf_fail("the contents of a page", error);
  const gsize rest = g_array_index(source->offsets, gsize, form) + (gsize)(start - dictionary) + 2;
  sal_pdf_target_begin(&stack->target, form);
  sal_pdf_target_append(&stack->target, "<< /Type /XObject\n   /Subtype /Form\n   /BBox ");
  sal_pdf_stack_append_box(stack, page->sheet);
  sal_pdf_target_append_format(&stack->target, "\n   /Resources %u 0 R\n  ", resources);
  if (repaints(stack))
    return append_repainted(stack, form, error);
  sal_pdf_target_append_bytes(&stack->target, source->data + rest,
                              g_array_index(source->ends, gsize, form) - rest);
  return TRUE;
}

static gboolean
write_forms(SalPdfStack *stack, GError **error)
{
  for (guint i = 0; i < stack->pages->len; i++)
    for (guint j = 0; j < sal_pdf_stack_count_layers(sal_pdf_stack_get(stack, i)); j++)
      if (!write_form(stack, sal_pdf_stack_get(stack, i), j, error))
        return FALSE;
  return TRUE;
}

/* What Cairo wrote besides pages */

/* Which objects are dictionaries of resources: those that others call so. Of each object; owned by the caller. */
static guint8 *
find_resources(const SalPdfSource *source)
{
  guint8 *are_resources = g_new0(guint8, source->offsets->len);
  for (guint object = 1; object <= sal_pdf_source_count(source); object++) {
    g_autofree char *dictionary = sal_pdf_source_copy_dictionary(source, object);
    const gsize resources = sal_pdf_number_after(dictionary, "/Resources ");
    if (resources < source->offsets->len)
      are_resources[resources] = TRUE;
  }
  return are_resources;
}

/* Resources, forms and pictures, whose dictionaries or streams speak of colours; an object without any is left alone. */
static gboolean
write_repainted(SalPdfStack *stack, guint object, gboolean is_resources, GError **error)
{
  SalPdfTarget *target = &stack->target;
  const SalPdfColorSpace space = stack->options->colors.space;
  g_autofree char *dictionary = sal_pdf_source_copy_dictionary(&stack->source, object);
  const char *body = dictionary != NULL ? strchr(dictionary, '\n') : NULL;
  is_resources &= space != SAL_PDF_GREY;
  if (body == NULL || (!is_resources && (space == SAL_PDF_RGB || !sal_pdf_object_has_colors(dictionary))))
    return TRUE;
  body++;
  if (is_resources) {
    g_autofree char *complete = sal_pdf_resources_complete(&stack->repaint, body);
    sal_pdf_target_begin(target, object);
    sal_pdf_target_append(target, complete);
    return TRUE;
  }
  const gsize start = find_stream(&stack->source, object),
              end = g_array_index(stack->source.ends, gsize, object);
  g_autoptr(GByteArray) repainted =
      start < end ? sal_pdf_object_repaint(&stack->repaint, body, stack->source.data + start, end - start)
                  : NULL;
  if (repainted == NULL)
    return sal_pdf_fail("pictures and forms whose colours can be converted", error);
  sal_pdf_target_begin(target, object);
  sal_pdf_target_append_bytes(target, repainted->data, repainted->len);
  sal_pdf_target_append(target, "endobj\n");
  return TRUE;
}

/* Marks Cairo's pages, its list of bookmarks and the like: they are gone even where their numbers are not taken. Of each object;
 * owned by the caller. */
static guint8 *
find_gone(const SalPdfStack *stack)
{
  guint8 *are_gone = g_new0(guint8, stack->source.offsets->len);
  for (guint i = 0; i < stack->source.pages->len; i++)
    are_gone[g_array_index(stack->source.pages, guint, i)] = TRUE;
  return are_gone;
}

/* What has not been written yet: fonts, pictures, resources. */
static gboolean
write_others(SalPdfStack *stack, GError **error)
{
  const SalPdfSource *source = &stack->source;
  g_autofree guint8 *are_resources = find_resources(source), *are_gone = find_gone(stack);
  for (guint object = 1; object <= sal_pdf_source_count(source); object++)
    if (stack->options->colors.space != SAL_PDF_PLAIN && !are_gone[object] &&
        !sal_pdf_target_has(&stack->target, object) &&
        !write_repainted(stack, object, are_resources[object], error))
      return FALSE;
  for (guint object = 1; object <= sal_pdf_source_count(source); object++) {
    if (are_gone[object] || sal_pdf_target_has(&stack->target, object))
      continue;
    const gsize from = g_array_index(source->offsets, gsize, object);
    g_array_index(stack->target.offsets, gsize, object) = stack->target.bytes->len;
    sal_pdf_target_append_bytes(&stack->target, source->data + from,
                                g_array_index(source->ends, gsize, object) - from);
  }
  return TRUE;
}

static gboolean
write_all(SalPdfStack *stack, GError **error)
{
  sal_pdf_target_append(&stack->target, "%PDF-1.5\n%\xb5\xed\xae\xfb\n");
  if (!write_forms(stack, error))
    return FALSE;
  write_pages(stack);
  sal_pdf_document_write(stack);
  if (!write_others(stack, error))
    return FALSE;
  sal_pdf_target_end(&stack->target, stack->source.root, stack->source.info);
  return TRUE;
}

GBytes *
sal_pdf_stack_layers(GBytes *pdf, const SalPdfLayersOptions *options, GError **error)
{
  g_auto(SalPdfStack) stack = { .options = NULL };
  if (!sal_pdf_stack_plan(&stack, options, pdf, error) || !write_all(&stack, error))
    return NULL;
  return g_byte_array_free_to_bytes(g_steal_pointer(&stack.target.bytes));
}

#include "render/write/pdf-document.h"

#include <string.h>

static void
append_groups(SalPdfStack *stack, const char *before, gboolean from_top)
{
  const guint n = stack->groups->len;
  sal_pdf_target_append(&stack->target, before);
  for (guint i = 0; i < n; i++)
    sal_pdf_target_append_format(&stack->target, "%s%u 0 R", i > 0 ? " " : "",
                                 g_array_index(stack->groups, SalPdfGroup, from_top ? n - 1 - i : i).object);
  sal_pdf_target_append(&stack->target, "]");
}

/* Which press a page of inks is meant for. */
static void
append_intent(SalPdfStack *stack)
{
  SalPdfTarget *target = &stack->target;
  if (stack->options->colors.space != SAL_PDF_CMYK)
    return;
  sal_pdf_target_append(target, "   /OutputIntents [<< /Type /OutputIntent /S /GTS_PDFX\n"
                                "      /OutputConditionIdentifier (Custom)\n      /Info ");
  sal_pdf_target_append_string(target, sal_inks_get_name(stack->options->colors.inks));
  sal_pdf_target_append_format(target, "\n      /DestOutputProfile %u 0 R >>]\n", stack->profile);
}

/* What pages are called. */
static void
append_labels(SalPdfStack *stack)
{
  if (stack->bookmarks == 0)
    return;
  sal_pdf_target_append_format(&stack->target, "   /Outlines %u 0 R\n   /PageLabels << /Nums [",
                               stack->bookmarks);
  for (guint i = 0; i < stack->pages->len; i++) {
    sal_pdf_target_append_format(&stack->target, "\n      %u << /P ", i);
    sal_pdf_target_append_string(&stack->target, sal_pdf_stack_get(stack, i)->sheet->name);
    sal_pdf_target_append(&stack->target, " >>");
  }
  sal_pdf_target_append(&stack->target, "] >>\n");
}

static void
write_root(SalPdfStack *stack)
{
  SalPdfTarget *target = &stack->target;
  const SalPdfLayersOptions *options = stack->options;
  sal_pdf_target_begin(target, stack->source.root);
  sal_pdf_target_append_format(target, "<< /Type /Catalog\n   /Pages %u 0 R\n   /PageMode %s\n",
                               stack->source.tree, stack->bookmarks != 0 ? "/UseOutlines" : "/UseOC");
  sal_pdf_target_append(target, "   /ViewerPreferences << /DisplayDocTitle true >>\n");
  if (options->language != NULL)
    sal_pdf_target_append_format(target, "   /Lang (%s)\n", options->language);
  if (stack->metadata != 0)
    sal_pdf_target_append_format(target, "   /Metadata %u 0 R\n", stack->metadata);
  append_labels(stack);
  if (options->sheets[0].alt != NULL)
    sal_pdf_target_append_format(target, "   /MarkInfo << /Marked true >>\n   /StructTreeRoot %u 0 R\n",
                                 stack->tree);
  append_intent(stack);
  append_groups(stack, "   /OCProperties << /OCGs [", FALSE);
  append_groups(stack, "\n      /D << /Order [", TRUE);
  append_groups(stack, "\n         /ON [", FALSE);
  sal_pdf_target_append(target, " >>\n   >>\n>>\nendobj\n");
}

/* A page as one figure of the document, with its alternative text. */
static void
write_figure(SalPdfStack *stack, const SalPdfStackPage *page)
{
  SalPdfTarget *target = &stack->target;
  sal_pdf_target_begin(target, page->figure);
  sal_pdf_target_append_format(target,
                               "<< /Type /StructElem\n   /S /Figure\n   /P %u 0 R\n   /Pg %u 0 R\n"
                               "   /K 0\n   /Alt ",
                               stack->document, page->page);
  sal_pdf_target_append_string(target, page->sheet->alt != NULL ? page->sheet->alt : "");
  sal_pdf_target_append(target, "\n   /A << /O /Layout /Placement /Block /BBox ");
  sal_pdf_stack_append_box(stack, page->sheet);
  sal_pdf_target_append(target, " >>\n>>\nendobj\n");
}

static void
write_structure(SalPdfStack *stack)
{
  SalPdfTarget *target = &stack->target;
  const gboolean is_one = stack->pages->len == 1;
  sal_pdf_target_begin(target, stack->tree);
  sal_pdf_target_append_format(target, "<< /Type /StructTreeRoot\n   /K %u 0 R\n   /ParentTree << /Nums [",
                               stack->document);
  for (guint i = 0; i < stack->pages->len; i++)
    sal_pdf_target_append_format(target, "%s%u [%u 0 R]", i > 0 ? " " : "", i,
                                 sal_pdf_stack_get(stack, i)->figure);
  sal_pdf_target_append(target, "] >>\n>>\nendobj\n");
  sal_pdf_target_begin(target, stack->document);
  sal_pdf_target_append_format(target, "<< /Type /StructElem\n   /S /Document\n   /P %u 0 R\n   /K %s",
                               stack->tree, is_one ? "" : "[");
  for (guint i = 0; i < stack->pages->len; i++)
    sal_pdf_target_append_format(target, "%s%u 0 R", i > 0 ? " " : "", sal_pdf_stack_get(stack, i)->figure);
  sal_pdf_target_append_format(target, "%s\n>>\nendobj\n", is_one ? "" : "]");
  for (guint i = 0; i < stack->pages->len; i++)
    write_figure(stack, sal_pdf_stack_get(stack, i));
}

static void
write_bookmarks(SalPdfStack *stack)
{
  SalPdfTarget *target = &stack->target;
  const guint n = stack->pages->len;
  if (stack->bookmarks == 0)
    return;
  sal_pdf_target_begin(target, stack->bookmarks);
  sal_pdf_target_append_format(
      target, "<< /Type /Outlines\n   /First %u 0 R\n   /Last %u 0 R\n   /Count %u\n>>\nendobj\n",
      sal_pdf_stack_get(stack, 0)->bookmark, sal_pdf_stack_get(stack, n - 1)->bookmark, n);
  for (guint i = 0; i < n; i++) {
    const SalPdfStackPage *page = sal_pdf_stack_get(stack, i);
    sal_pdf_target_begin(target, page->bookmark);
    sal_pdf_target_append(target, "<< /Title ");
    sal_pdf_target_append_string(target, page->sheet->name);
    sal_pdf_target_append_format(target, "\n   /Parent %u 0 R\n   /Dest [%u 0 R /Fit]\n", stack->bookmarks,
                                 page->page);
    if (i > 0)
      sal_pdf_target_append_format(target, "   /Prev %u 0 R\n", sal_pdf_stack_get(stack, i - 1)->bookmark);
    if (i + 1 < n)
      sal_pdf_target_append_format(target, "   /Next %u 0 R\n", sal_pdf_stack_get(stack, i + 1)->bookmark);
    sal_pdf_target_append(target, ">>\nendobj\n");
  }
}

static void
write_groups(SalPdfStack *stack)
{
  for (guint i = 0; i < stack->groups->len; i++) {
    const SalPdfGroup *group = &g_array_index(stack->groups, SalPdfGroup, i);
    sal_pdf_target_begin(&stack->target, group->object);
    sal_pdf_target_append(&stack->target, "<< /Type /OCG /Name ");
    sal_pdf_target_append_string(&stack->target, group->name);
    sal_pdf_target_append(&stack->target, " >>\nendobj\n");
  }
}

/* Not compressed, so that programs find it that know no PDF. object: 0: there is none. */
static void
write_metadata(SalPdfStack *stack, guint object, const char *xmp)
{
  SalPdfTarget *target = &stack->target;
  if (object == 0)
    return;
  sal_pdf_target_begin(target, object);
  sal_pdf_target_append_format(
      target, "<< /Type /Metadata\n   /Subtype /XML\n   /Length %" G_GSIZE_FORMAT " >>\nstream\n",
      strlen(xmp));
  sal_pdf_target_append(target, xmp);
  sal_pdf_target_append(target, "\nendstream\nendobj\n");
}

static void
write_all_metadata(SalPdfStack *stack)
{
  for (guint i = 0; i < stack->pages->len; i++)
    write_metadata(stack, sal_pdf_stack_get(stack, i)->metadata, sal_pdf_stack_get(stack, i)->sheet->xmp);
  write_metadata(stack, stack->metadata, stack->options->xmp);
}

static void
write_profile(SalPdfStack *stack)
{
  SalPdfTarget *target = &stack->target;
  const gboolean is_cmyk = stack->options->colors.space == SAL_PDF_CMYK;
  if (stack->profile == 0)
    return;
  g_autoptr(GBytes) profile =
      is_cmyk ? g_bytes_ref(sal_inks_get_profile(stack->options->colors.inks)) : sal_inks_make_srgb();
  gsize size;
  const void *data = g_bytes_get_data(profile, &size);
  g_autoptr(GBytes) packed = sal_pdf_colors_compress(data, size);
  data = g_bytes_get_data(packed, &size);
  sal_pdf_target_begin(target, stack->profile);
  sal_pdf_target_append_format(
      target, "<< /N %d\n   /Length %" G_GSIZE_FORMAT "\n   /Filter /FlateDecode\n>>\nstream\n",
      is_cmyk ? 4 : 3, size);
  sal_pdf_target_append_bytes(target, data, size);
  sal_pdf_target_append(target, "\nendstream\nendobj\n");
}

void
sal_pdf_document_write(SalPdfStack *stack)
{
  write_groups(stack);
  write_structure(stack);
  write_all_metadata(stack);
  write_bookmarks(stack);
  write_root(stack);
  write_profile(stack);
}

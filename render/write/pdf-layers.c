#include "render/write/pdf-layers.h"

#include "data/base/error.h"
#include "render/write/pdf-objects.h"

#include <string.h>

/* Objects are counted from 1, as in the file; 0 is none. */
typedef struct {
  const char *data;
  gsize size;
  gsize xref_offset;
  GArray *offsets; /* gsize, of each object */
  GArray *ends;    /* gsize */
  guint root, info, tree;
  GArray *pages; /* guint: the objects of the pages */
} Source;

/* The file being written. Objects of the source keep their numbers, those that are new follow. */
typedef struct {
  GByteArray *bytes;
  GArray *offsets; /* gsize, of each object */
  SalPdfRepaint repaint;
} Target;

static void
source_clear(Source *source)
{
  g_array_unref(source->offsets);
  g_array_unref(source->ends);
  g_array_unref(source->pages);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Source, source_clear)

static void
target_clear(Target *target)
{
  g_clear_pointer(&target->bytes, g_byte_array_unref);
  g_array_unref(target->offsets);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Target, target_clear)

static gboolean
fail(const char *what, GError **error)
{
  return sal_error_set(error, SAL_ERROR_RENDER, "PDF: expected %s where Cairo writes it, got something else",
                       what);
}

/* A copy of a stretch of the file as text: up to its first NUL. */
static char *
copy_text(const Source *source, gsize from, gsize to)
{
  return g_strndup(source->data + from, to - from);
}

/* The number behind a word in a text; 0 if there is none. */
static gsize
number_after(const char *text, const char *word)
{
  const char *found = text != NULL ? strstr(text, word) : NULL;
  return found != NULL ? (gsize)g_ascii_strtoull(found + strlen(word), NULL, 10) : 0;
}

static guint
count_objects(const Source *source)
{
  return source->offsets->len - 1;
}

/* An object's text up to the bytes of its stream. */
static char *
copy_dictionary(const Source *source, guint object)
{
  if (object == 0 || object > count_objects(source))
    return NULL;
  const gsize from = g_array_index(source->offsets, gsize, object);
  char *text = copy_text(source, from, g_array_index(source->ends, gsize, object));
  char *stream = strstr(text, "\nstream");
  if (stream != NULL)
    *stream = '\0';
  return text;
}

static int
compare_offsets(gconstpointer a, gconstpointer b)
{
  const gsize x = *(const gsize *)a, y = *(const gsize *)b;
  return (x > y) - (x < y);
}

/* An object ends where the next one, or the table of objects, begins. */
static void
find_ends(Source *source)
{
  g_autoptr(GArray) sorted = g_array_copy(source->offsets);
  g_array_append_val(sorted, source->xref_offset);
  g_array_sort(sorted, compare_offsets);
  for (guint i = 0; i < source->offsets->len; i++) {
    const gsize offset = g_array_index(source->offsets, gsize, i);
    guint next = 0;
    while (next + 1 < sorted->len && g_array_index(sorted, gsize, next) <= offset)
      next++;
    g_array_append_val(source->ends, g_array_index(sorted, gsize, next));
  }
}

/* Whether each object stands where the table says. */
static gboolean
check_objects(const Source *source, GError **error)
{
  for (guint i = 1; i < source->offsets->len; i++) {
    const gsize offset = g_array_index(source->offsets, gsize, i);
    g_autofree char *start = g_strdup_printf("%u 0 obj", i);
    const gsize length = strlen(start);
    if (source->xref_offset - offset < length || memcmp(source->data + offset, start, length) != 0)
      return fail("a table of objects", error);
  }
  return TRUE;
}

/* Lines of 20 bytes, the first for no object. */
static gboolean
read_table(Source *source, GError **error)
{
  static const char *const tail = "startxref\n";
  const gsize tail_size = MIN(source->size, 64);
  g_autofree char *end = copy_text(source, source->size - tail_size, source->size);
  source->xref_offset = number_after(end, tail);
  if (source->xref_offset == 0 || source->xref_offset >= source->size)
    return fail("a table of objects", error);
  g_autofree char *table = copy_text(source, source->xref_offset, source->size);
  const gsize n = number_after(table, "xref\n0 ");
  const char *line = strchr(table + strlen("xref\n") * (n > 0), '\n');
  if (n == 0 || line == NULL || strlen(line) < 20 * n)
    return fail("a table of objects", error);
  for (gsize i = 0; i < n; i++) {
    const gsize offset = (gsize)g_ascii_strtoull(line + 1 + 20 * i, NULL, 10);
    if (offset >= source->xref_offset)
      return fail("a table of objects", error);
    g_array_append_val(source->offsets, offset);
  }
  find_ends(source);
  source->root = (guint)number_after(line, "/Root ");
  source->info = (guint)number_after(line, "/Info ");
  if (source->info == 0 || source->info > count_objects(source))
    return fail("a table of objects", error);
  return check_objects(source, error);
}

static gboolean
read_pages(Source *source, guint n, GError **error)
{
  g_autofree char *root = copy_dictionary(source, source->root);
  source->tree = (guint)number_after(root, "/Pages ");
  g_autofree char *tree = copy_dictionary(source, source->tree);
  const char *kid = tree != NULL ? strstr(tree, "/Kids [") : NULL;
  for (kid = kid != NULL ? kid + strlen("/Kids [") : NULL; kid != NULL; kid = strchr(kid, 'R')) {
    kid += *kid == 'R';
    const guint page = (guint)g_ascii_strtoull(kid, NULL, 10);
    if (page == 0)
      break;
    g_array_append_val(source->pages, page);
  }
  return source->pages->len == n || fail("a page for each layer", error);
}

static void
append(Target *target, const char *text)
{
  g_byte_array_append(target->bytes, (const guint8 *)text, (guint)strlen(text));
}

G_GNUC_PRINTF(2, 3)
static void
append_format(Target *target, const char *format, ...)
{
  va_list arguments;
  va_start(arguments, format);
  g_autofree char *text = g_strdup_vprintf(format, arguments);
  va_end(arguments);
  append(target, text);
}

static void
begin_object(Target *target, guint object)
{
  g_array_index(target->offsets, gsize, object) = target->bytes->len;
  append_format(target, "%u 0 obj\n", object);
}

/* Text strings are ASCII or UTF-16 with a byte order mark, here always the latter. */
static void
append_string(Target *target, const char *text)
{
  glong n = 0;
  g_autofree gunichar2 *utf16 = g_utf8_to_utf16(text, -1, NULL, &n, NULL);
  append(target, "<FEFF");
  for (glong i = 0; i < n; i++)
    append_format(target, "%04X", utf16[i]);
  append(target, ">");
}

static void
append_box(Target *target, const SalPdfLayersOptions *options)
{
  char width[G_ASCII_DTOSTR_BUF_SIZE], height[G_ASCII_DTOSTR_BUF_SIZE];
  append_format(target, "[0 0 %s %s]", g_ascii_formatd(width, sizeof width, "%.5f", options->width_pt),
                g_ascii_formatd(height, sizeof height, "%.5f", options->height_pt));
}

/* New objects follow those of the source: the group of the lowest layer, the page's contents, and what tags it
 * and describes it, if there is anything. */
enum { NEW_GROUP = 1, NEW_CONTENTS, NEW_TREE, NEW_DOCUMENT, NEW_FIGURE, NEW_METADATA, N_NEW };

static guint
get_new(const Source *source, guint which)
{
  return count_objects(source) + which;
}

/* The object of a profile stands last; 0: there is none. */
static guint
get_profile(const Source *source, const SalPdfLayersOptions *options)
{
  const SalPdfColorSpace space = options->colors.space;
  if (space != SAL_PDF_RGB && space != SAL_PDF_CMYK)
    return 0;
  return get_new(source, options->xmp != NULL ? N_NEW : NEW_METADATA);
}

/* What stands for the layer: the lowest has a new object, the others take those of the pages that are gone.
 */
static guint
group_of(const Source *source, guint layer)
{
  return layer == 0 ? get_new(source, NEW_GROUP) : g_array_index(source->pages, guint, layer);
}

static void
append_references(Target *target, const Source *source, const char *before, gboolean from_top)
{
  const guint n = source->pages->len;
  append(target, before);
  for (guint i = 0; i < n; i++)
    append_format(target, "%s%u 0 R", i > 0 ? " " : "", group_of(source, from_top ? n - 1 - i : i));
  append(target, "]");
}

/* Which press a page of inks is meant for. */
static void
append_intent(Target *target, const Source *source, const SalPdfLayersOptions *options)
{
  if (options->colors.space != SAL_PDF_CMYK)
    return;
  append(target, "   /OutputIntents [<< /Type /OutputIntent /S /GTS_PDFX\n      /OutputConditionIdentifier ");
  append(target, "(Custom)\n      /Info ");
  append_string(target, sal_inks_get_name(options->colors.inks));
  append_format(target, "\n      /DestOutputProfile %u 0 R >>]\n", get_profile(source, options));
}

static void
write_root(Target *target, const Source *source, const SalPdfLayersOptions *options)
{
  begin_object(target, source->root);
  append_format(target, "<< /Type /Catalog\n   /Pages %u 0 R\n   /PageMode /UseOC\n", source->tree);
  append(target, "   /ViewerPreferences << /DisplayDocTitle true >>\n");
  if (options->language != NULL)
    append_format(target, "   /Lang (%s)\n", options->language);
  if (options->xmp != NULL)
    append_format(target, "   /Metadata %u 0 R\n", get_new(source, NEW_METADATA));
  if (options->alt != NULL)
    append_format(target, "   /MarkInfo << /Marked true >>\n   /StructTreeRoot %u 0 R\n",
                  get_new(source, NEW_TREE));
  append_intent(target, source, options);
  append_references(target, source, "   /OCProperties << /OCGs [", FALSE);
  append_references(target, source, "\n      /D << /Order [", TRUE);
  append_references(target, source, "\n         /ON [", FALSE);
  append(target, " >>\n   >>\n>>\nendobj\n");
}

/* The page as one figure of a document, with its alternative text. */
static void
write_structure(Target *target, const Source *source, const SalPdfLayersOptions *options)
{
  const guint tree = get_new(source, NEW_TREE), document = get_new(source, NEW_DOCUMENT),
              figure = get_new(source, NEW_FIGURE);
  begin_object(target, tree);
  append_format(
      target, "<< /Type /StructTreeRoot\n   /K %u 0 R\n   /ParentTree << /Nums [0 [%u 0 R]] >>\n>>\nendobj\n",
      document, figure);
  begin_object(target, document);
  append_format(target, "<< /Type /StructElem\n   /S /Document\n   /P %u 0 R\n   /K %u 0 R\n>>\nendobj\n",
                tree, figure);
  begin_object(target, figure);
  append_format(target, "<< /Type /StructElem\n   /S /Figure\n   /P %u 0 R\n   /Pg %u 0 R\n   /K 0\n   /Alt ",
                document, g_array_index(source->pages, guint, 0));
  append_string(target, options->alt != NULL ? options->alt : "");
  append(target, "\n   /A << /O /Layout /Placement /Block /BBox ");
  append_box(target, options);
  append(target, " >>\n>>\nendobj\n");
}

static void
write_groups(Target *target, const Source *source, const GPtrArray *names)
{
  for (guint i = 0; i < names->len; i++) {
    begin_object(target, group_of(source, i));
    append(target, "<< /Type /OCG /Name ");
    append_string(target, names->pdata[i]);
    append(target, " >>\nendobj\n");
  }
}

static void
write_page(Target *target, const Source *source, const GArray *forms, const SalPdfLayersOptions *options)
{
  const guint page = g_array_index(source->pages, guint, 0);
  begin_object(target, page);
  append_format(target, "<< /Type /Page\n   /Parent %u 0 R\n   /MediaBox ", source->tree);
  append_box(target, options);
  if (options->colors.space == SAL_PDF_CMYK) {
    append(target, "\n   /TrimBox ");
    append_box(target, options);
  }
  append_format(target, "\n   /Contents %u 0 R\n   /StructParents 0\n   /Tabs /S\n",
                get_new(source, NEW_CONTENTS));
  g_autofree char *space = sal_pdf_describe_space(&target->repaint);
  append_format(target, "   /Group << /Type /Group /S /Transparency /I true /CS %s >>\n", space);
  append(target, "   /Resources <<\n      /XObject <<");
  for (guint i = 0; i < forms->len; i++)
    append_format(target, " /F%u %u 0 R", i, g_array_index(forms, guint, i));
  append(target, " >>\n      /Properties <<");
  for (guint i = 0; i < forms->len; i++)
    append_format(target, " /L%u %u 0 R", i, group_of(source, i));
  append(target, " >>\n   >>\n>>\nendobj\n");
  begin_object(target, source->tree);
  append_format(target, "<< /Type /Pages\n   /Kids [%u 0 R]\n   /Count 1\n>>\nendobj\n", page);
}

static void
write_contents(Target *target, const Source *source)
{
  g_autoptr(GString) contents = g_string_new("/Figure << /MCID 0 >> BDC\n");
  for (guint i = 0; i < source->pages->len; i++)
    g_string_append_printf(contents, "/OC /L%u BDC\n/F%u Do\nEMC\n", i, i);
  g_string_append(contents, "EMC\n");
  begin_object(target, get_new(source, NEW_CONTENTS));
  append_format(target, "<< /Length %" G_GSIZE_FORMAT " >>\nstream\n%sendstream\nendobj\n", contents->len,
                contents->str);
}

/* Not compressed, so that programs find it that know no PDF. */
static void
write_metadata(Target *target, const Source *source, const char *xmp)
{
  begin_object(target, get_new(source, NEW_METADATA));
  append_format(target, "<< /Type /Metadata\n   /Subtype /XML\n   /Length %" G_GSIZE_FORMAT " >>\nstream\n",
                strlen(xmp));
  append(target, xmp);
  append(target, "\nendstream\nendobj\n");
}

static void
write_profile(Target *target, const Source *source, const SalPdfLayersOptions *options)
{
  const guint object = get_profile(source, options);
  const gboolean is_cmyk = options->colors.space == SAL_PDF_CMYK;
  if (object == 0)
    return;
  g_autoptr(GBytes) profile =
      is_cmyk ? g_bytes_ref(sal_inks_get_profile(options->colors.inks)) : sal_inks_make_srgb();
  gsize size;
  const void *data = g_bytes_get_data(profile, &size);
  g_autoptr(GBytes) packed = sal_pdf_colors_compress(data, size);
  data = g_bytes_get_data(packed, &size);
  begin_object(target, object);
  append_format(target, "<< /N %d\n   /Length %" G_GSIZE_FORMAT "\n   /Filter /FlateDecode\n>>\nstream\n",
                is_cmyk ? 4 : 3, size);
  g_byte_array_append(target->bytes, data, (guint)size);
  append(target, "\nendstream\nendobj\n");
}

/* Whether the colours of contents are written anew. */
static gboolean
repaints(const SalPdfLayersOptions *options)
{
  return options->colors.space == SAL_PDF_GREY || options->colors.space == SAL_PDF_CMYK;
}

/* The rest of a form: its stream in other colours. */
static gboolean
append_repainted(Target *target, const Source *source, guint form, GError **error)
{
  static const char *const mark = "\nstream\n";
  const gsize from = g_array_index(source->offsets, gsize, form),
              end = g_array_index(source->ends, gsize, form);
  const char *stream = g_strstr_len(source->data + from, (gssize)(end - from), mark);
  const gsize start = stream != NULL ? (gsize)(stream - source->data) + strlen(mark) : end;
  g_autoptr(GBytes) recoded =
      sal_pdf_colors_recode(target->repaint.colors, source->data + start, end - start, target->repaint.use);
  if (recoded == NULL)
    return fail("a compressed stream", error);
  gsize size;
  const void *bytes = g_bytes_get_data(recoded, &size);
  append_format(target, " /Length %" G_GSIZE_FORMAT "\n   /Filter /FlateDecode\n>>\nstream\n", size);
  g_byte_array_append(target->bytes, bytes, (guint)size);
  append(target, "\nendstream\nendobj\n");
  return TRUE;
}

/* A page's stream, the dictionary of which says what a form needs besides. */
static gboolean
write_form(Target *target, const Source *source, guint layer, GArray *forms,
           const SalPdfLayersOptions *options, GError **error)
{
  g_autofree char *page = copy_dictionary(source, g_array_index(source->pages, guint, layer));
  const guint form = (guint)number_after(page, "/Contents ");
  const guint resources = (guint)number_after(page, "/Resources ");
  g_autofree char *dictionary = copy_dictionary(source, form);
  const char *start = dictionary != NULL ? strstr(dictionary, "<<") : NULL;
  if (start == NULL || resources == 0)
    return fail("the contents of a page", error);
  const gsize rest = g_array_index(source->offsets, gsize, form) + (gsize)(start - dictionary) + 2;
  begin_object(target, form);
  append(target, "<< /Type /XObject\n   /Subtype /Form\n   /BBox ");
  append_box(target, options);
  append_format(target, "\n   /Resources %u 0 R\n  ", resources);
  g_array_append_val(forms, form);
  if (repaints(options))
    return append_repainted(target, source, form, error);
  g_byte_array_append(target->bytes, (const guint8 *)source->data + rest,
                      (guint)(g_array_index(source->ends, gsize, form) - rest));
  return TRUE;
}

/* Which objects are dictionaries of resources: those that others call so. Of each object; owned by the caller. */
static guint8 *
find_resources(const Source *source)
{
  guint8 *are_resources = g_new0(guint8, source->offsets->len);
  for (guint object = 1; object <= count_objects(source); object++) {
    g_autofree char *dictionary = copy_dictionary(source, object);
    const gsize resources = number_after(dictionary, "/Resources ");
    if (resources < source->offsets->len)
      are_resources[resources] = TRUE;
  }
  return are_resources;
}

/* Resources, forms and pictures, whose dictionaries or streams speak of colours; an object without any is left alone. */
static gboolean
write_repainted(Target *target, const Source *source, guint object, gboolean is_resources, GError **error)
{
  static const char *const mark = "\nstream\n";
  const gsize from = g_array_index(source->offsets, gsize, object),
              end = g_array_index(source->ends, gsize, object);
  g_autofree char *dictionary = copy_dictionary(source, object);
  const char *body = dictionary != NULL ? strchr(dictionary, '\n') : NULL;
  const gboolean is_painted = target->repaint.colors->space != SAL_PDF_RGB;
  is_resources &= target->repaint.colors->space != SAL_PDF_GREY;
  if (body == NULL || (!is_resources && !(is_painted && sal_pdf_object_has_colors(dictionary))))
    return TRUE;
  body++;
  const gsize start = from + strlen(dictionary) + strlen(mark);
  if (is_resources) {
    g_autofree char *complete = sal_pdf_resources_complete(&target->repaint, body);
    begin_object(target, object);
    append(target, complete);
    return TRUE;
  }
  g_autoptr(GByteArray) repainted =
      start < end ? sal_pdf_object_repaint(&target->repaint, body, source->data + start, end - start) : NULL;
  if (repainted == NULL)
    return fail("pictures and forms whose colours can be converted", error);
  begin_object(target, object);
  g_byte_array_append(target->bytes, repainted->data, repainted->len);
  append(target, "endobj\n");
  return TRUE;
}

/* What has not been written yet and whose colours change. Pages are written already, or are gone. */
static gboolean
write_all_repainted(Target *target, const Source *source, GError **error)
{
  g_autofree guint8 *are_resources = find_resources(source);
  for (guint object = 1; object <= count_objects(source); object++)
    if (g_array_index(target->offsets, gsize, object) == 0 &&
        !write_repainted(target, source, object, are_resources[object], error))
      return FALSE;
  return TRUE;
}

/* Fonts and what else has not been written anew. */
static void
copy_others(Target *target, const Source *source)
{
  for (guint object = 1; object <= count_objects(source); object++) {
    if (g_array_index(target->offsets, gsize, object) != 0)
      continue;
    const gsize from = g_array_index(source->offsets, gsize, object);
    g_array_index(target->offsets, gsize, object) = target->bytes->len;
    g_byte_array_append(target->bytes, (const guint8 *)source->data + from,
                        (guint)(g_array_index(source->ends, gsize, object) - from));
  }
}

static void
write_table(Target *target, const Source *source)
{
  const gsize start = target->bytes->len;
  append_format(target, "xref\n0 %u\n0000000000 65535 f \n", target->offsets->len);
  for (guint i = 1; i < target->offsets->len; i++)
    append_format(target, "%010" G_GSIZE_FORMAT " 00000 n \n", g_array_index(target->offsets, gsize, i));
  append_format(target,
                "trailer\n<< /Size %u\n   /Root %u 0 R\n   /Info %u 0 R\n>>\nstartxref\n%" G_GSIZE_FORMAT
                "\n%%%%EOF\n",
                target->offsets->len, source->root, source->info, start);
}

static gboolean
write_all(Target *target, const Source *source, const SalPdfLayersOptions *options, GError **error)
{
  g_autoptr(GArray) forms = g_array_new(FALSE, FALSE, sizeof(guint));
  const guint profile = get_profile(source, options);
  target->repaint = (SalPdfRepaint){ &options->colors, profile, options->use };
  g_array_set_size(target->offsets, count_objects(source) + (options->xmp != NULL ? N_NEW : NEW_METADATA) +
                                        (profile != 0 ? 1 : 0));
  append(target, "%PDF-1.5\n%\xb5\xed\xae\xfb\n");
  for (guint i = 0; i < source->pages->len; i++)
    if (!write_form(target, source, i, forms, options, error))
      return FALSE;
  write_page(target, source, forms, options);
  write_contents(target, source);
  write_groups(target, source, options->names);
  write_structure(target, source, options);
  if (options->xmp != NULL)
    write_metadata(target, source, options->xmp);
  write_root(target, source, options);
  write_profile(target, source, options);
  if (options->colors.space != SAL_PDF_PLAIN && !write_all_repainted(target, source, error))
    return FALSE;
  copy_others(target, source);
  write_table(target, source);
  return TRUE;
}

GBytes *
sal_pdf_stack_layers(GBytes *pdf, const SalPdfLayersOptions *options, GError **error)
{
  g_auto(Source) source = { .offsets = g_array_new(FALSE, FALSE, sizeof(gsize)),
                            .ends = g_array_new(FALSE, FALSE, sizeof(gsize)),
                            .pages = g_array_new(FALSE, FALSE, sizeof(guint)) };
  g_auto(Target) target = { g_byte_array_new(), g_array_new(FALSE, TRUE, sizeof(gsize)) };
  source.data = g_bytes_get_data(pdf, &source.size);
  if (!read_table(&source, error) || !read_pages(&source, options->names->len, error) ||
      !write_all(&target, &source, options, error))
    return NULL;
  return g_byte_array_free_to_bytes(g_steal_pointer(&target.bytes));
}

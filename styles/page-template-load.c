#include "styles/page-template-load.h"

#include "data/base/error.h"
#include "styles/reader.h"
#include "styles/styles-resource.h"
#include "styles/yaml-file.h"

#include <stddef.h>
#include <string.h>

#define RESOURCE_FOLDER "/salient/templates/"
#define MAX_BOXES 60
#define DEFAULT_MARGIN_MM 8.0

#define FIELD(name, kind, field, min, max, meaning)                                                          \
  {                                                                                                          \
    name, SAL_KEY_##kind, offsetof(SalTemplateBox, field), NULL, min, max, meaning                           \
  }
#define CHOICE(name, field, choices, meaning)                                                                \
  {                                                                                                          \
    name, SAL_KEY_CHOICE, offsetof(SalTemplateBox, field), NULL, 0, 0, meaning, choices                      \
  }

static const char *const aligns[] = { "left", "centre", "right", NULL };
static const char *const valigns[] = { "top", "middle", "bottom", NULL };
static const char *const rows[] = { "periods", "classes", "regions", NULL };

/* clang-format off */
#define PLACE_KEYS                                                                                           \
  { "kind", SAL_KEY_BASE, 0, NULL, 0, 0, "what the box holds; without it the box's name says so" },          \
  FIELD("left", LENGTH, left, 0, 0, "from the page's left edge to the box; the margin if not given"),        \
  FIELD("right", LENGTH, right, 0, 0, "from the box to the page's right edge; the margin if not given"),     \
  FIELD("top", LENGTH, top, 0, 0, "from the page's top edge to the box; the margin if not given"),           \
  FIELD("bottom", LENGTH, bottom, 0, 0, "from the box to the page's bottom edge; the margin if not given"),  \
  FIELD("width", LENGTH, width, 0, 0, "instead of `left` or `right`"),                                       \
  FIELD("height", LENGTH, height, 0, 0, "instead of `top` or `bottom`"),                                     \
  FIELD("padding_mm", NUMBER, padding_mm, 0, 100, "between the box's edge and what it holds"),               \
  FIELD("background", PAINT, background, 0, 0, "colour behind what the box holds")
#define TYPE_KEYS                                                                                            \
  FIELD("size_pt", NUMBER, size_pt, 6, 400, "type size"),                                                    \
  FIELD("least_pt", NUMBER, least_pt, 5, 400, "how small type may become where a text is too long; 0.6 of `size_pt`, but at least 6, if not given")
#define TEXT_KEYS                                                                                            \
  TYPE_KEYS,                                                                                                 \
  FIELD("weight", WHOLE, weight, 100, 900, "as in CSS: 400 regular, 700 bold"),                              \
  FIELD("color", PAINT, color, 0, 0, "colour of the letters"),                                               \
  CHOICE("align", align, aligns, "where lines stand in the box's width"),                                    \
  CHOICE("valign", valign, valigns, "where the text stands in the box's height")

static const SalKey place_keys[] = { PLACE_KEYS, { NULL } };
static const SalKey caption_keys[] = { PLACE_KEYS, TEXT_KEYS, { NULL } };
static const SalKey type_keys[] = { PLACE_KEYS, TYPE_KEYS, { NULL } };
static const SalKey chart_keys[] = { PLACE_KEYS, FIELD("size_pt", NUMBER, size_pt, 6, 400, "type size"), { NULL } };
static const SalKey text_keys[] = {
  PLACE_KEYS, TEXT_KEYS,
  FIELD("text", PROSE, text, 0, 0, "what it says, in a subset of Markdown, with placeholders as `--title` has them"),
  { NULL },
};
static const SalKey figure_keys[] = {
  PLACE_KEYS, TEXT_KEYS,
  FIELD("text", TEXT, text, 0, 0, "the figure, with placeholders; `{net}` if not given, `{share}` of a comparison"),
  FIELD("label", TEXT, label, 0, 0, "the words beneath, with placeholders; \"Net\" and the period, in the language of the page, or \"Agreed\" and the day, if not given"),
  FIELD("label_pt", NUMBER, label_pt, 6, 400, "type size of these words"),
  { NULL },
};
static const SalKey table_keys[] = {
  PLACE_KEYS, TYPE_KEYS,
  FIELD("color", PAINT, color, 0, 0, "colour of the letters"),
  CHOICE("rows", rows, rows, "what has a row each"),
  { NULL },
};
static const SalKey logo_keys[] = {
  PLACE_KEYS,
  FIELD("file", TEXT, file, 0, 0, "an SVG or PNG file; a relative name begins at the template's folder"),
  CHOICE("align", align, aligns, "where it stands in the box's width"),
  CHOICE("valign", valign, valigns, "where it stands in the box's height"),
  { NULL },
};
static const SalKey bar_keys[] = { PLACE_KEYS, FIELD("color", PAINT, color, 0, 0, "colour of the bar"), { NULL } };

static const SalKey *const KEYS[SAL_N_BOX_KINDS] = {
  [SAL_BOX_TITLE] = caption_keys,  [SAL_BOX_SUBTITLE] = caption_keys, [SAL_BOX_MAP] = place_keys,
  [SAL_BOX_CHART] = chart_keys,    [SAL_BOX_LEGEND] = type_keys,      [SAL_BOX_TEXT] = text_keys,
  [SAL_BOX_TABLE] = table_keys,    [SAL_BOX_FIGURE] = figure_keys,    [SAL_BOX_LOGO] = logo_keys,
  [SAL_BOX_CREDIT] = caption_keys, [SAL_BOX_SOURCE] = caption_keys,   [SAL_BOX_BAR] = bar_keys,
};

static const SalKey top_keys[] = {
  { "title", SAL_KEY_TEXT, offsetof(SalPageTemplate, title), NULL, 0, 0, "what the template is for" },
  { "size", SAL_KEY_TEXT, offsetof(SalPageTemplate, size), NULL, 0, 0, "the page's size, as `--size` has it, where the command line says none" },
  { "style", SAL_KEY_TEXT, offsetof(SalPageTemplate, style), NULL, 0, 0, "the style, as `--style` has it, likewise; a relative path begins at the template's folder" },
  { "cover", SAL_KEY_FLAG, offsetof(SalPageTemplate, has_cover), NULL, 0, 0, "whether a PDF of all pages (`-o report.pages.pdf`) begins with a page of the whole run, which has the map of the layout `cumulative`" },
  { "fixed", SAL_KEY_FLAG, offsetof(SalPageTemplate, is_fixed), NULL, 0, 0, "whether boxes stay where the file says, also where they hold less or nothing" },
  { "margin_mm", SAL_KEY_NUMBER, offsetof(SalPageTemplate, margin_mm), NULL, 0, 100, "where boxes begin and end that do not say it; 8 if not given" },
  { "boxes", SAL_KEY_BASE, 0, NULL, 0, 0, "a mapping from names to boxes; what stands later is drawn over what stands before" },
  { NULL },
};
/* clang-format on */

const SalKey *
sal_page_template_get_keys(void)
{
  return top_keys;
}

const SalKey *
sal_page_template_get_box_keys(SalBoxKind kind)
{
  return KEYS[kind];
}

const char *const *
sal_page_template_get_builtin_names(void)
{
  static const char *const *names = NULL;
  if (g_once_init_enter(&names))
    g_once_init_leave(&names, sal_yaml_list_names(sal_styles_get_resource(), RESOURCE_FOLDER));
  return names;
}

/* A template that is being read. */
typedef struct {
  SalPageTemplate *template;
  GPtrArray *faults; /* NULL: the first one ends the reading */
} Reading;

/* Takes the fault. FALSE: reading ends. */
static gboolean
keep_fault(const Reading *reading, GError *fault, GError **error)
{
  if (reading->faults == NULL) {
    g_propagate_error(error, fault);
    return FALSE;
  }
  g_ptr_array_add(reading->faults, g_strdup(fault->message));
  g_error_free(fault);
  return TRUE;
}

static int
find_kind(const char *text)
{
  const char *const *kinds = sal_page_template_list_kinds();
  for (int i = 0; text != NULL && kinds[i] != NULL; i++)
    if (g_str_equal(kinds[i], text))
      return i;
  return -1;
}

static gboolean
set_unknown_kind(const SalYaml *at, const char *where, GError **error)
{
  const char *const *kinds = sal_page_template_list_kinds();
  g_autofree char *list = g_strjoinv(", ", (char **)kinds), *got = sal_yaml_describe(at);
  g_autofree char *hint = at->text != NULL ? sal_error_suggest(at->text, kinds) : g_strdup("");
  return sal_error_set(error, SAL_ERROR_STYLE, "%u: %s: expected one of %s%s, got %s%s", at->line, where,
                       list, g_str_equal(where, "boxes") ? ", or a box that says its kind" : "", got, hint);
}

/* A name becomes an id in SVG. */
static gboolean
check_name(const SalPageTemplate *template, const SalYaml *name, GError **error)
{
  const char *text = name->text;
  if (text == NULL || !g_ascii_isalpha(*text) || strlen(text) > 40 ||
      strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") != strlen(text)) {
    g_autofree char *got = sal_yaml_describe(name);
    return sal_error_set(
        error, SAL_ERROR_STYLE,
        "%u: boxes: expected a name of letters a-z, digits, '-' and '_', a letter first, got %s", name->line,
        got);
  }
  for (guint i = 0; i < template->boxes->len; i++) {
    const SalTemplateBox *other = sal_page_template_get_box(template, i);
    if (g_ascii_strcasecmp(other->name, text) == 0)
      return sal_error_set(error, SAL_ERROR_STYLE,
                           "%u: boxes: expected each name once, got '%s' again (first in line %u)",
                           name->line, text, other->line);
  }
  return TRUE;
}

/* Some kinds are there once. */
static gboolean
check_kind(const SalPageTemplate *template, const SalTemplateBox *box, GError **error)
{
  const gboolean is_free = box->kind == SAL_BOX_TEXT || box->kind == SAL_BOX_TABLE ||
                           box->kind == SAL_BOX_FIGURE || box->kind == SAL_BOX_LOGO ||
                           box->kind == SAL_BOX_BAR;
  const SalTemplateBox *other = sal_page_template_find(template, box->kind);
  const char *kind = sal_page_template_list_kinds()[box->kind];
  if (is_free || other == NULL)
    return TRUE;
  return sal_error_set(error, SAL_ERROR_STYLE,
                       "%u: boxes.%s: expected one %s, got a second (first in line %u)", box->line, box->name,
                       kind, other->line);
}

static gboolean
check_sides(const SalTemplateBox *box, GError **error)
{
  const gboolean has_all_across = box->left.is_set && box->right.is_set && box->width.is_set;
  const gboolean has_all_down = box->top.is_set && box->bottom.is_set && box->height.is_set;
  if (has_all_across || has_all_down)
    return sal_error_set(error, SAL_ERROR_STYLE, "%u: boxes.%s: expected two of %s, got all three", box->line,
                         box->name, has_all_across ? "left, right and width" : "top, bottom and height");
  if (box->kind == SAL_BOX_LOGO && box->file == NULL)
    return sal_error_set(error, SAL_ERROR_STYLE, "%u: boxes.%s: expected a file, got none", box->line,
                         box->name);
  if (box->least_pt > 0 && box->size_pt > 0 && box->least_pt > box->size_pt)
    return sal_error_set(error, SAL_ERROR_STYLE,
                         "%u: boxes.%s.least_pt: expected at most size_pt, %g, got %g", box->line, box->name,
                         box->size_pt, box->least_pt);
  return TRUE;
}

static gboolean
read_box(const Reading *reading, const SalYaml *name, const SalYaml *node, GError **error)
{
  SalPageTemplate *template = reading->template;
  const SalYaml *kind_node = sal_yaml_find(node, "kind");
  if (!check_name(template, name, error))
    return FALSE;
  g_autofree char *path = g_strconcat("boxes.", name->text, NULL), *where = g_strconcat(path, ".kind", NULL);
  const int kind = find_kind(kind_node != NULL ? kind_node->text : name->text);
  if (kind < 0)
    return set_unknown_kind(kind_node != NULL ? kind_node : name, kind_node != NULL ? where : "boxes", error);
  if (template->boxes->len >= MAX_BOXES)
    return sal_error_set(error, SAL_ERROR_STYLE, "%u: boxes: expected at most %d, got more", name->line,
                         MAX_BOXES);
  SalTemplateBox box = { .name = g_strdup(name->text), .line = name->line, .kind = (SalBoxKind)kind };
  const gboolean is_first = check_kind(template, &box, error);
  g_array_append_val(template->boxes, box);
  SalTemplateBox *kept = &g_array_index(template->boxes, SalTemplateBox, template->boxes->len - 1);
  return is_first && sal_reader_read(&(SalReading){ KEYS[kind], path, reading->faults }, node, kept, error) &&
         check_sides(kept, error);
}

static gboolean
read_boxes(const Reading *reading, const SalYaml *root, GError **error)
{
  const SalYaml *boxes = sal_yaml_find(root, "boxes");
  if (boxes == NULL || boxes->kind != SAL_YAML_MAPPING) {
    g_autofree char *got = boxes != NULL ? sal_yaml_describe(boxes) : g_strdup("none");
    GError *fault = NULL;
    sal_error_set(&fault, SAL_ERROR_STYLE, "%u: boxes: expected a mapping of boxes, among them a map, got %s",
                  boxes != NULL ? boxes->line : root->line, got);
    return keep_fault(reading, fault, error);
  }
  reading->template->line = boxes->line;
  for (guint i = 0; i + 1 < sal_yaml_get_n_items(boxes); i += 2) {
    GError *fault = NULL;
    if (!read_box(reading, sal_yaml_get_item(boxes, i), sal_yaml_get_item(boxes, i + 1), &fault) &&
        !keep_fault(reading, fault, error))
      return FALSE;
  }
  if (sal_page_template_find(reading->template, SAL_BOX_MAP) != NULL)
    return TRUE;
  GError *fault = NULL;
  sal_error_set(&fault, SAL_ERROR_STYLE, "%u: boxes: expected a map among the boxes, got none", boxes->line);
  return keep_fault(reading, fault, error);
}

static guint
find_line(const SalYaml *root, const char *key)
{
  const SalYaml *node = sal_yaml_find(root, key);
  return node != NULL ? node->line : 0;
}

static gboolean
read_root(const Reading *reading, const SalYaml *root, GError **error)
{
  SalPageTemplate *template = reading->template;
  template->margin_mm = DEFAULT_MARGIN_MM;
  if (!sal_reader_read(&(SalReading){ top_keys, "", reading->faults }, root, template, error) ||
      !read_boxes(reading, root, error))
    return FALSE;
  template->size_line = find_line(root, "size");
  template->style_line = find_line(root, "style");
  if (template->style == NULL || template->folder == NULL || !sal_yaml_is_path(template->style) ||
      g_path_is_absolute(template->style))
    return TRUE;
  char *style = sal_page_template_find_file(template, template->style);
  g_free(template->style);
  template->style = style;
  return TRUE;
}

static gboolean
set_unknown_name(const char *name, GError **error)
{
  const char *const *names = sal_page_template_get_builtin_names();
  g_autofree char *list = g_strjoinv(", ", (char **)names), *quoted = sal_error_quote(name);
  g_autofree char *hint = sal_error_suggest(name, names);
  return sal_error_set(error, SAL_ERROR_USAGE, "expected one of %s, or a file, got '%s'%s", list, quoted,
                       hint);
}

char *
sal_page_template_get_text(const char *name, GError **error)
{
  if (!g_strv_contains(sal_page_template_get_builtin_names(), name)) {
    set_unknown_name(name, error);
    return NULL;
  }
  g_autofree char *path = g_strconcat(RESOURCE_FOLDER, name, ".yaml", NULL);
  g_autoptr(GBytes) bytes =
      g_resource_lookup_data(sal_styles_get_resource(), path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  gsize length = 0;
  const char *text = bytes != NULL ? g_bytes_get_data(bytes, &length) : NULL;
  return text != NULL ? g_strndup(text, length) : NULL;
}

/* Reads the text of a template, and tells the place and the folder of its file. Owned by the caller. */
static char *
read_text(SalPageTemplate *template, gsize *length, GError **error)
{
  const char *name = template->name;
  if (sal_yaml_is_path(name) && !g_strv_contains(sal_page_template_get_builtin_names(), name)) {
    template->folder = g_path_get_dirname(name);
    template->told = sal_error_quote_path(name);
    return sal_yaml_read_file(name, template->told, "a template file", length, error);
  }
  template->told = g_strconcat(name, ".yaml", NULL);
  char *text = sal_page_template_get_text(name, error);
  *length = text != NULL ? strlen(text) : 0;
  return text;
}

SalPageTemplate *
sal_page_template_load(const char *name_or_path, GPtrArray *faults, GError **error)
{
  g_autoptr(SalPageTemplate) template = sal_page_template_new(name_or_path);
  const Reading reading = { template, faults };
  gsize length = 0;
  g_autofree char *text = read_text(template, &length, error);
  if (text == NULL)
    return NULL;
  GError *fault = NULL;
  g_autoptr(SalYaml) root = sal_yaml_parse(text, length, SAL_ERROR_STYLE, &fault);
  if (root == NULL && keep_fault(&reading, fault, error))
    return g_steal_pointer(&template);
  if (root != NULL && read_root(&reading, root, error))
    return g_steal_pointer(&template);
  g_prefix_error(error, "%s:", template->told);
  return NULL;
}

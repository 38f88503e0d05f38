#include "library/positions-file.h"

#include "data/base/error.h"
#include "render/names/sites.h"
#include "styles/yaml.h"

#include <math.h>
#include <string.h>

#define MOST_MM 2000.0

static const char *const list_names[SAL_N_POSITION_LISTS + 1] = { "labels",  "callouts",  "notes",
                                                                  "changes", "furniture", NULL };

/* A mapping of a list, and the file that has it. */
typedef struct {
  const char *path;
  const SalYaml *mapping;
} Item;

guint
sal_positions_file_find_list(SalPositionKind kind)
{
  static const guint lists[] = {
    [SAL_POSITION_LABEL] = 0,   [SAL_POSITION_NO_LABEL] = 0, [SAL_POSITION_RIVER] = 0,
    [SAL_POSITION_CALLOUT] = 1, [SAL_POSITION_NOTE] = 2,     [SAL_POSITION_CHANGE] = 3,
    [SAL_POSITION_PIECE] = 4
  };
  return lists[kind];
}

const char *const *
sal_positions_file_list_corners(void)
{
  static const char *const corners[] = { "NW", "NE", "SW", "SE", NULL };
  return corners;
}

const char *
sal_positions_file_get_list(SalPositionKind kind)
{
  return list_names[sal_positions_file_find_list(kind)];
}

static gboolean
set_wrong(const char *path, const SalYaml *node, const char *key, const char *expected, GError **error)
{
  g_autofree char *quoted = sal_error_quote_path(path), *got = sal_yaml_describe(node);
  return sal_error_set(error, SAL_ERROR_FORMAT, "%s:%u: %s: expected %s, got %s", quoted, node->line, key,
                       expected, got);
}

static gboolean
set_unknown_key(const char *path, const SalYaml *key, const char *const *known, GError **error)
{
  g_autofree char *list = g_strjoinv(", ", (char **)known);
  g_autofree char *expected = g_strdup_printf("one of %s", list);
  if (key->text == NULL)
    return set_wrong(path, key, "key", expected, error);
  g_autofree char *place = sal_error_quote_path(path), *quoted = sal_error_quote(key->text),
                  *hint = sal_error_suggest(key->text, known);
  return sal_error_set(error, SAL_ERROR_FORMAT, "%s:%u: %s: expected %s, got '%s'%s", place, key->line,
                       quoted, expected, quoted, hint);
}

/* Keys are known, and each is there once. */
static gboolean
check_keys(const char *path, const SalYaml *mapping, const char *const *known, GError **error)
{
  for (guint i = 0; i + 1 < sal_yaml_get_n_items(mapping); i += 2) {
    const SalYaml *key = sal_yaml_get_item(mapping, i);
    if (key->text == NULL || !g_strv_contains(known, key->text))
      return set_unknown_key(path, key, known, error);
    if (sal_yaml_find(mapping, key->text) == sal_yaml_get_item(mapping, i + 1))
      continue;
    g_autofree char *quoted = sal_error_quote_path(path);
    return sal_error_set(error, SAL_ERROR_FORMAT, "%s:%u: %s: expected it once, got it again", quoted,
                         key->line, key->text);
  }
  return TRUE;
}

static gboolean
set_missing(const Item *item, const char *key, const char *expected, GError **error)
{
  g_autofree char *quoted = sal_error_quote_path(item->path);
  return sal_error_set(error, SAL_ERROR_FORMAT, "%s:%u: %s: expected %s, got none", quoted,
                       item->mapping->line, key, expected);
}

/* A text that must be there. Owned by the caller. */
static gboolean
read_text(const Item *item, const char *key, const char *expected, char **text, GError **error)
{
  const SalYaml *value = sal_yaml_find(item->mapping, key);
  if (value == NULL)
    return set_missing(item, key, expected, error);
  if (value->kind != SAL_YAML_SCALAR || sal_yaml_is_null(value) || *value->text == '\0')
    return set_wrong(item->path, value, key, expected, error);
  *text = g_strdup(value->text);
  return TRUE;
}

static gboolean
read_number(const SalYaml *node, double most, double *number)
{
  char *end = NULL;
  if (node->kind != SAL_YAML_SCALAR)
    return FALSE;
  *number = g_ascii_strtod(node->text, &end);
  return end != node->text && *end == '\0' && fabs(*number) <= most;
}

/* A list of scalars as it is written, for a message. Owned by the caller. */
static char *
describe_numbers(const SalYaml *list)
{
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; list->kind == SAL_YAML_LIST && i < sal_yaml_get_n_items(list) && i < 4; i++) {
    const char *number = sal_yaml_get_item(list, i)->text;
    if (number == NULL)
      return sal_yaml_describe(list);
    g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", number);
  }
  if (text->len == 0)
    return sal_yaml_describe(list);
  g_autofree char *quoted = sal_error_quote(text->str);
  return g_strdup_printf("[%s]", quoted);
}

/* Two numbers, which must be there. */
static gboolean
read_pair(const Item *item, const char *key, const char *expected, SalPoint most, SalPoint *pair,
          GError **error)
{
  const SalYaml *list = sal_yaml_find(item->mapping, key);
  if (list == NULL)
    return set_missing(item, key, expected, error);
  if (list->kind == SAL_YAML_LIST && sal_yaml_get_n_items(list) == 2 &&
      read_number(sal_yaml_get_item(list, 0), most.x, &pair->x) &&
      read_number(sal_yaml_get_item(list, 1), most.y, &pair->y))
    return TRUE;
  g_autofree char *quoted = sal_error_quote_path(item->path), *got = describe_numbers(list);
  return sal_error_set(error, SAL_ERROR_FORMAT, "%s:%u: %s: expected %s, got %s", quoted, list->line, key,
                       expected, got);
}

static gboolean
read_offset(const Item *item, const char *key, SalPoint *offset_mm, GError **error)
{
  return read_pair(item, key, "[RIGHT, DOWN] in mm", (SalPoint){ MOST_MM, MOST_MM }, offset_mm, error);
}

/* One of words, by its number. */
static gboolean
read_word(const Item *item, const char *key, const char *const *words, guint *number, GError **error)
{
  g_autofree char *list = g_strjoinv(", ", (char **)words);
  g_autofree char *expected = g_strdup_printf("one of %s", list);
  const SalYaml *value = sal_yaml_find(item->mapping, key);
  if (value == NULL)
    return set_missing(item, key, expected, error);
  for (*number = 0; words[*number] != NULL; (*number)++)
    if (g_strcmp0(words[*number], value->text) == 0)
      return TRUE;
  return set_wrong(item->path, value, key, expected, error);
}

static gboolean
read_spot(const Item *item, SalPosition *position, GError **error)
{
  static const char *const expected = "a spot such as NE-near, N-right-far or W-near";
  const SalYaml *at = sal_yaml_find(item->mapping, "at"), *hide = sal_yaml_find(item->mapping, "hide");
  const gboolean is_hidden = hide != NULL && g_strcmp0(hide->text, "true") == 0;
  const SalYaml *offset = sal_yaml_find(item->mapping, "offset");
  if (hide != NULL && !is_hidden && g_strcmp0(hide->text, "false") != 0)
    return set_wrong(item->path, hide, "hide", "true or false", error);
  if (at != NULL && (is_hidden || offset != NULL))
    return set_wrong(item->path, at, "at", is_hidden ? "no spot with hide: true" : "no spot with an offset",
                     error);
  if (offset != NULL && !is_hidden) {
    position->kind = SAL_POSITION_RIVER;
    return read_offset(item, "offset", &position->offset_mm, error);
  }
  if (is_hidden) {
    position->kind = SAL_POSITION_NO_LABEL;
    return TRUE;
  }
  if (at == NULL)
    return set_missing(item, "at", "a spot such as NE-near, an offset or hide: true", error);
  position->spot = at->text != NULL ? sal_sites_find_spot(at->text) : 0;
  return position->spot != 0 || set_wrong(item->path, at, "at", expected, error);
}

static gboolean
read_label(const Item *item, SalPosition *position, GError **error)
{
  static const char *const keys[] = { "place", "near", "at", "offset", "hide", "period", NULL };
  if (!check_keys(item->path, item->mapping, keys, error) ||
      !read_text(item, "place", "the name of a place", &position->name, error) ||
      !read_pair(item, "near", "[LON, LAT] in degrees", (SalPoint){ 360, 90 }, &position->at, error) ||
      !read_spot(item, position, error))
    return FALSE;
  return sal_yaml_find(item->mapping, "period") == NULL ||
         read_text(item, "period", "the name of a period such as 2024-11", &position->period, error);
}

static gboolean
read_note(const Item *item, SalPosition *position, GError **error)
{
  static const char *const keys[] = { "name", "offset", NULL };
  return check_keys(item->path, item->mapping, keys, error) &&
         read_text(item, "name", "the name of a callout or note", &position->name, error) &&
         read_offset(item, "offset", &position->offset_mm, error);
}

/* The callout of a change, which the program chose. */
static gboolean
read_change(const Item *item, SalPosition *position, GError **error)
{
  static const char *const keys[] = { "place", "near", "change", "box", "end", "name", NULL };
  static const char *const kinds[] = { "gained", "lost", NULL }, *const names[] = { "false", "true", NULL };
  static const char *const quarters[] = { "NW", "NE", "SW", "SE", NULL };
  guint kind = 0, quarter = 0, has_name = 1;
  if (!check_keys(item->path, item->mapping, keys, error) ||
      !read_text(item, "place", "the name of a place", &position->name, error) ||
      !read_pair(item, "near", "[LON, LAT] in degrees", (SalPoint){ 360, 90 }, &position->at, error) ||
      !read_word(item, "change", kinds, &kind, error) ||
      !read_offset(item, "box", &position->pin.box_mm, error))
    return FALSE;
  const gboolean has_end = sal_yaml_find(item->mapping, "end") != NULL;
  if ((has_end && !read_word(item, "end", quarters, &quarter, error)) ||
      (sal_yaml_find(item->mapping, "name") != NULL && !read_word(item, "name", names, &has_name, error)))
    return FALSE;
  position->pin.near = position->at;
  position->pin.is_lost = kind == 1;
  position->pin.quarter = has_end ? quarter + 1 : 0;
  position->pin.has_no_name = has_name == 0;
  return TRUE;
}

static gboolean
read_piece(const Item *item, SalPosition *position, GError **error)
{
  static const char *const keys[] = { "piece", "corner", "offset", NULL };
  guint piece = 0, corner = 0;
  if (!check_keys(item->path, item->mapping, keys, error) ||
      !read_word(item, "piece", sal_position_list_pieces(), &piece, error) ||
      !read_word(item, "corner", sal_positions_file_list_corners(), &corner, error) ||
      !read_pair(item, "offset", "[MM, MM] from the corner, inwards", (SalPoint){ MOST_MM, MOST_MM },
                 &position->piece.offset_mm, error))
    return FALSE;
  position->name = g_strdup(sal_position_list_pieces()[piece]);
  position->piece.corner = (SalStyleCorner)(SAL_STYLE_CORNER_TOP_LEFT + corner);
  return TRUE;
}

static gboolean
read_item(const char *path, guint list, const SalYaml *node, GArray *positions, GError **error)
{
  static const struct {
    SalPositionKind kind;
    gboolean (*read)(const Item *item, SalPosition *position, GError **error);
    const char *form;
  } kinds[SAL_N_POSITION_LISTS] = {
    { SAL_POSITION_LABEL, read_label, "a mapping such as { place: ..., near: [37, 48], at: NE-near }" },
    { SAL_POSITION_CALLOUT, read_note, "a mapping such as { name: ..., offset: [3, -2] }" },
    { SAL_POSITION_NOTE, read_note, "a mapping such as { name: ..., offset: [3, -2] }" },
    { SAL_POSITION_CHANGE, read_change,
      "a mapping such as { place: ..., near: [37, 48], change: gained, box: [3, -2] }" },
    { SAL_POSITION_PIECE, read_piece, "a mapping such as { piece: legend, corner: NE, offset: [0, 12] }" },
  };
  const Item item = { path, node };
  SalPosition position = { .kind = kinds[list].kind, .line = node->line };
  if (node->kind != SAL_YAML_MAPPING)
    return set_wrong(path, node, list_names[list], kinds[list].form, error);
  const gboolean is_read = kinds[list].read(&item, &position, error);
  g_array_append_val(positions, position);
  return is_read;
}

static guint
find_last_line(const SalYaml *node)
{
  guint line = node->line;
  for (guint i = 0; i < sal_yaml_get_n_items(node); i++)
    line = MAX(line, find_last_line(sal_yaml_get_item(node, i)));
  return line;
}

/* Reads a list, or a key without a value, to which positions may be added. */
static gboolean
read_list(const char *path, const SalYaml *key, const SalYaml *list, SalPositionsFile *file, GError **error)
{
  guint number = 0;
  while (!g_str_equal(list_names[number], key->text))
    number++;
  SalPositionsList *where = &file->lists[number];
  *where = (SalPositionsList){ .key_line = key->line, .last_line = key->line };
  if (sal_yaml_is_null(list))
    return TRUE;
  if (list->kind != SAL_YAML_LIST)
    return set_wrong(path, list, key->text, "a list", error);
  where->n_items = sal_yaml_get_n_items(list);
  for (guint i = 0; i < where->n_items; i++)
    if (!read_item(path, number, sal_yaml_get_item(list, i), file->positions, error))
      return FALSE;
  where->last_line = MAX(key->line, find_last_line(list));
  where->first_line = where->n_items > 0 ? sal_yaml_get_item(list, 0)->line : 0;
  return TRUE;
}

static gboolean
read_lists(const char *path, const SalYaml *root, SalPositionsFile *file, GError **error)
{
  if (sal_yaml_is_null(root))
    return TRUE;
  if (root->kind != SAL_YAML_MAPPING)
    return set_wrong(path, root, "positions", "a mapping with lists such as labels and notes", error);
  if (!check_keys(path, root, list_names, error))
    return FALSE;
  for (guint i = 0; i + 1 < sal_yaml_get_n_items(root); i += 2)
    if (!read_list(path, sal_yaml_get_item(root, i), sal_yaml_get_item(root, i + 1), file, error))
      return FALSE;
  return TRUE;
}

SalPositionsFile *
sal_positions_file_parse(const char *path, const char *text, gsize length, GError **error)
{
  g_autoptr(SalPositionsFile) file = g_new0(SalPositionsFile, 1);
  file->positions = sal_positions_new();
  g_autoptr(SalYaml) root = sal_yaml_parse(text, length, SAL_ERROR_FORMAT, error);
  if (root == NULL) {
    g_autofree char *quoted = sal_error_quote_path(path);
    g_prefix_error(error, "%s:", quoted);
    return NULL;
  }
  return read_lists(path, root, file, error) ? g_steal_pointer(&file) : NULL;
}

void
sal_positions_file_free(SalPositionsFile *file)
{
  if (file == NULL)
    return;
  g_array_unref(file->positions);
  g_free(file);
}

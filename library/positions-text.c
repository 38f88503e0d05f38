#include "library/positions-text.h"

#include "library/positions-file.h"
#include "library/project.h"

#include "render/names/sites.h"

#include <math.h>
#include <string.h>

static void
append_number(GString *yaml, const char *before, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append_printf(yaml, "%s%s", before, g_ascii_formatd(text, sizeof text, "%.10g", number));
}

static void
append_pair(GString *yaml, const char *key, SalPoint pair)
{
  g_string_append_printf(yaml, ", %s: [", key);
  append_number(yaml, "", pair.x);
  append_number(yaml, ", ", pair.y);
  g_string_append_c(yaml, ']');
}

/* To hundredths. */
static SalPoint
round_pair(SalPoint pair)
{
  return (SalPoint){ round(pair.x * 100) / 100, round(pair.y * 100) / 100 };
}

static void
append_change(GString *yaml, const SalCalloutPin *pin)
{
  static const char *const quarters[] = { "NW", "NE", "SW", "SE" };
  g_string_append_printf(yaml, ", change: %s", pin->is_lost ? "lost" : "gained");
  append_pair(yaml, "box", round_pair(pin->box_mm));
  if (pin->quarter > 0)
    g_string_append_printf(yaml, ", end: %s", quarters[pin->quarter - 1]);
  if (pin->has_no_name)
    g_string_append(yaml, ", name: false");
}

static void
append_piece(GString *yaml, const SalPieceSpot *spot)
{
  const guint corner = (guint)spot->corner - SAL_STYLE_CORNER_TOP_LEFT;
  g_string_append_printf(yaml, ", corner: %s", sal_positions_file_list_corners()[corner]);
  append_pair(yaml, "offset", spot->offset_mm);
}

/* indent: what stands before the dash. */
static void
append_position(GString *yaml, const char *indent, const SalPosition *position, const char *period)
{
  const gboolean is_piece = position->kind == SAL_POSITION_PIECE;
  const gboolean has_place = sal_position_is_of_place(position) || position->kind == SAL_POSITION_CHANGE;
  g_autofree char *spot = sal_sites_name_spot(position->spot);
  g_string_append_printf(yaml, "%s- { %s: ", indent, has_place ? "place" : is_piece ? "piece" : "name");
  sal_project_append_quoted(yaml, position->name);
  if (has_place)
    append_pair(yaml, "near", position->at);
  if (position->kind == SAL_POSITION_LABEL)
    g_string_append_printf(yaml, ", at: %s", spot);
  else if (position->kind == SAL_POSITION_NO_LABEL)
    g_string_append_printf(yaml, ", hide: true, period: \"%s\"", period);
  else if (position->kind == SAL_POSITION_CHANGE)
    append_change(yaml, &position->pin);
  else if (is_piece)
    append_piece(yaml, &position->piece);
  else
    append_pair(yaml, "offset", position->offset_mm);
  g_string_append(yaml, " }\n");
}

static gboolean
is_for(const SalPosition *position, const char *period)
{
  return position->period == NULL || g_str_equal(position->period, period);
}

/* Pairs each position of one list with the first that is of the same thing and not taken yet in the other. others: whose
 * periods count. paired receives the pairs' numbers among both. */
static gboolean
take_same(const GArray *others, const SalPosition *position, const char *period, GHashTable *taken)
{
  for (guint i = 0; i < others->len; i++) {
    const SalPosition *other = &g_array_index(others, SalPosition, i);
    if (sal_position_is_of_same(position, other) && is_for(other, period) &&
        (sal_position_is_of_place(other) || g_hash_table_add(taken, (gpointer)other)))
      return TRUE;
  }
  return FALSE;
}

/* The positions that were found and that the file does not have: SalPosition, lent. */
static GPtrArray *
list_new(const SalPositionsText *task, const GArray *known)
{
  GPtrArray *fresh = g_ptr_array_new();
  g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);
  for (guint i = 0; i < task->found->len; i++) {
    SalPosition *position = &g_array_index(task->found, SalPosition, i);
    if (!take_same(known, position, task->period, taken))
      g_ptr_array_add(fresh, position);
  }
  return fresh;
}

/* A name that is hidden is missing as it should be. */
static void
list_missing(const SalPositionsText *task, const GArray *known, GPtrArray *missing)
{
  g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);
  for (guint i = 0; i < known->len; i++) {
    const SalPosition *position = &g_array_index(known, SalPosition, i);
    if (position->kind != SAL_POSITION_NO_LABEL && is_for(position, task->period) &&
        !take_same(task->found, position, task->period, taken))
      g_ptr_array_add(missing, g_strdup(position->name));
  }
}

/* Where a line begins, or the end of the text. Lines count from 1. */
static const char *
find_line(const SalPositionsText *task, guint line)
{
  const char *at = task->text, *end = task->text + task->length;
  for (guint i = 1; i < line && at < end; i++) {
    const char *next = memchr(at, '\n', (gsize)(end - at));
    at = next != NULL ? next + 1 : end;
  }
  return at;
}

/* What stands before the dashes of a list. Owned by the caller. */
static char *
find_indent(const SalPositionsText *task, const SalPositionsList *list)
{
  const char *line = list->n_items > 0 ? find_line(task, list->first_line) : "  - ";
  return g_strndup(line, strspn(line, " "));
}

/* The lines that are added to a list; NULL: none. Owned by the caller. */
static char *
format_list(const SalPositionsText *task, const SalPositionsFile *file, guint number, const GPtrArray *fresh)
{
  const SalPositionsList *list = &file->lists[number];
  g_autofree char *indent = find_indent(task, list);
  GString *yaml = g_string_new(NULL);
  for (guint i = 0; i < fresh->len; i++) {
    const SalPosition *position = fresh->pdata[i];
    if (sal_positions_file_find_list(position->kind) != number)
      continue;
    if (yaml->len == 0 && list->key_line == 0)
      g_string_append_printf(yaml, "%s:\n", sal_positions_file_get_list(position->kind));
    append_position(yaml, indent, position, task->period);
  }
  return g_string_free(yaml, yaml->len == 0);
}

/* The text with lines that are added behind those of the lists, and at its end. */
static GString *
insert(const SalPositionsText *task, const SalPositionsFile *file, const GPtrArray *fresh)
{
  const char *end = task->text + task->length;
  g_autoptr(GString) tail = g_string_new(NULL);
  GString *text = g_string_new_len(task->text, (gssize)task->length);
  gsize at[SAL_N_POSITION_LISTS];
  for (guint i = 0; i < SAL_N_POSITION_LISTS; i++)
    at[i] = (gsize)(find_line(task, file->lists[i].last_line + 1) - task->text);
  const gboolean is_open = task->length > 0 && end[-1] != '\n';
  if (is_open)
    g_string_append_c(text, '\n');
  for (guint i = 0; i < SAL_N_POSITION_LISTS; i++) {
    g_autofree char *lines = format_list(task, file, i, fresh);
    if (lines == NULL)
      continue;
    if (file->lists[i].key_line == 0) {
      g_string_append(tail, lines);
      continue;
    }
    const gboolean is_last = is_open && at[i] == task->length;
    g_string_insert(text, (gssize)at[i] + is_last, lines);
    for (guint j = i + 1; j < SAL_N_POSITION_LISTS; j++)
      at[j] += at[j] >= at[i] ? strlen(lines) : 0;
  }
  g_string_append(text, tail->str);
  return text;
}

static gboolean
are_alike(const SalPosition *a, const SalPosition *b)
{
  return sal_position_is_of_same(a, b) && a->spot == b->spot && g_strcmp0(a->period, b->period) == 0 &&
         g_str_equal(a->name, b->name);
}

/* Whether the text says all that it said, and the rest. */
static gboolean
is_joined(const GArray *joined, const GArray *known, const GPtrArray *fresh)
{
  guint n_known = 0;
  for (guint i = 0; i < joined->len && n_known < known->len; i++)
    n_known += are_alike(&g_array_index(joined, SalPosition, i), &g_array_index(known, SalPosition, n_known));
  return n_known == known->len && joined->len == known->len + fresh->len;
}

char *
sal_positions_text_merge(const SalPositionsText *task, guint *n_added, GPtrArray *missing, GError **error)
{
  g_autoptr(SalPositionsFile) file = sal_positions_file_parse(task->path, task->text, task->length, error);
  if (file == NULL)
    return NULL;
  g_autoptr(GPtrArray) fresh = list_new(task, file->positions);
  list_missing(task, file->positions, missing);
  *n_added = fresh->len;
  g_autoptr(GString) text = insert(task, file, fresh);
  g_autoptr(SalPositionsFile) joined = sal_positions_file_parse(task->path, text->str, text->len, NULL);
  if (joined != NULL && is_joined(joined->positions, file->positions, fresh))
    return g_string_free(g_steal_pointer(&text), FALSE);
  g_autofree char *quoted = sal_error_quote_path(task->path);
  sal_error_set(error, SAL_ERROR_FORMAT,
                "%s: expected lists with a line of their own for each item, as '- { ... }', to which others "
                "can be added, got others",
                quoted);
  return NULL;
}

#include "library/positions.h"

#include "data/base/error.h"
#include "render/names/name-wishes.h"
#include "render/names/note.h"
#include "render/names/sites.h"
#include "styles/yaml.h"

#include <math.h>
#include <string.h>

#define SAME_PLACE_DEG 0.01

/* The file that is read. */
typedef struct {
  const char *path;
  GArray *wishes; /* SalNameWish; the first n_said are the user's */
  guint n_said;
  GPtrArray *notes; /* SalNote */
} Reading;

static gboolean
set_wrong(const Reading *reading, const SalYaml *node, const char *expected, GError **error)
{
  g_autofree char *quoted = sal_error_quote_path(reading->path), *got = sal_yaml_describe(node);
  return sal_error_set(error, SAL_ERROR_FORMAT, "%s:%u: expected %s, got %s", quoted, node->line, expected,
                       got);
}

static const char *
get_text(const SalYaml *item, const char *key)
{
  const SalYaml *value = sal_yaml_find(item, key);
  return value != NULL && value->kind == SAL_YAML_SCALAR ? value->text : NULL;
}

static gboolean
get_pair(const SalYaml *item, const char *key, SalPoint *pair)
{
  const SalYaml *list = sal_yaml_find(item, key);
  double numbers[2];
  if (list == NULL || list->kind != SAL_YAML_LIST || sal_yaml_get_n_items(list) != 2)
    return FALSE;
  for (guint i = 0; i < 2; i++) {
    const char *text = sal_yaml_get_item(list, i)->text;
    char *end = NULL;
    numbers[i] = text != NULL ? g_ascii_strtod(text, &end) : 0;
    if (end == text || end == NULL || *end != '\0' || !(fabs(numbers[i]) <= 2000))
      return FALSE;
  }
  *pair = (SalPoint){ numbers[0], numbers[1] };
  return TRUE;
}

/* The wish of the user for a place at the same time; NULL: there is none. */
static SalNameWish *
find_said(const Reading *reading, const SalNameWish *found)
{
  for (guint i = 0; i < reading->n_said; i++) {
    SalNameWish *said = &g_array_index(reading->wishes, SalNameWish, i);
    if (fabs(said->at.x - found->at.x) <= SAME_PLACE_DEG &&
        fabs(said->at.y - found->at.y) <= SAME_PLACE_DEG && sal_when_overlaps(&said->when, &found->when))
      return said;
  }
  return NULL;
}

static gboolean
read_label(const Reading *reading, const SalYaml *item, GError **error)
{
  const char *place = get_text(item, "place"), *at = get_text(item, "at"), *period = get_text(item, "period");
  SalNameWish found = { .is_found = TRUE, .when = sal_when_new() };
  if (place == NULL || !get_pair(item, "near", &found.at))
    return set_wrong(reading, item, "place: NAME, near: [LON, LAT] and at: SPOT or hide: true", error);
  found.spot = at != NULL ? sal_sites_find_spot(at) : 0;
  found.is_hidden = g_strcmp0(get_text(item, "hide"), "true") == 0;
  if (found.spot == 0 && !found.is_hidden)
    return set_wrong(reading, at != NULL ? sal_yaml_find(item, "at") : item,
                     "a spot such as NE-near, N-right-far or W-near", error);
  if (period != NULL && !sal_when_set_period(&found.when, period, error))
    return FALSE;
  SalNameWish *said = find_said(reading, &found);
  if (said != NULL) {
    said->spot = said->side == SAL_DIRECTION_NEAR ? found.spot : 0;
    return TRUE;
  }
  found.name = g_strdup(place);
  g_array_append_val(reading->wishes, found);
  return TRUE;
}

/* Of several notes of one name, each entry takes the next. */
static gboolean
read_note(const Reading *reading, const SalYaml *item, gboolean of_callouts, GError **error)
{
  const char *name = get_text(item, "name");
  SalPoint offset;
  if (name == NULL || !get_pair(item, "offset", &offset))
    return set_wrong(reading, item, "name: NAME and offset: [MM, MM]", error);
  for (guint i = 0; i < reading->notes->len; i++) {
    SalNote *note = reading->notes->pdata[i];
    if (note->is_callout != of_callouts || note->spot == SAL_NOTE_OFFSET || !g_str_equal(note->name, name))
      continue;
    note->spot = SAL_NOTE_OFFSET;
    note->offset_mm = offset;
    break;
  }
  return TRUE;
}

static gboolean
read_item(const Reading *reading, const char *list, const SalYaml *item, GError **error)
{
  if (g_str_equal(list, "labels"))
    return read_label(reading, item, error);
  return read_note(reading, item, g_str_equal(list, "callouts"), error);
}

static gboolean
read_lists(const Reading *reading, const SalYaml *root, GError **error)
{
  static const char *const names[] = { "labels", "callouts", "notes", NULL };
  for (guint i = 0; i + 1 < sal_yaml_get_n_items(root); i += 2) {
    const SalYaml *key = sal_yaml_get_item(root, i), *list = sal_yaml_get_item(root, i + 1);
    if (key->text == NULL || !g_strv_contains(names, key->text))
      return set_wrong(reading, key, "labels, callouts or notes", error);
    if (list->kind != SAL_YAML_LIST)
      return set_wrong(reading, list, "a list", error);
    for (guint j = 0; j < sal_yaml_get_n_items(list); j++)
      if (!read_item(reading, key->text, sal_yaml_get_item(list, j), error))
        return FALSE;
  }
  return TRUE;
}

gboolean
sal_positions_load(const SalientOptions *options, GArray *wishes, GPtrArray *notes, GError **error)
{
  g_autofree char *text = NULL;
  gsize length = 0;
  GError *fault = NULL;
  if (options->positions == NULL)
    return TRUE;
  if (!g_file_get_contents(options->positions, &text, &length, &fault)) {
    g_autofree char *quoted = sal_error_quote_path(options->positions);
    g_clear_error(&fault);
    return sal_error_set_option(error, SAL_ERROR_IO, "positions",
                                "expected a file that can be read, got '%s'", quoted);
  }
  g_autoptr(SalYaml) root = sal_yaml_parse(text, length, SAL_ERROR_FORMAT, error);
  const Reading reading = { options->positions, wishes, wishes->len, notes };
  if (root == NULL) {
    g_autofree char *quoted = sal_error_quote_path(options->positions);
    g_prefix_error(error, "%s:", quoted);
    return FALSE;
  }
  if (root->kind != SAL_YAML_MAPPING)
    return set_wrong(&reading, root, "a mapping with the lists labels, callouts and notes", error);
  return read_lists(&reading, root, error);
}

#include "library/positions.h"

#include "library/inputs.h"
#include "library/positions-file.h"

#include "data/base/error.h"
#include "render/names/name-wishes.h"
#include "render/names/note.h"
#include "render/page/unused.h"

#include <math.h>

#define SAME_PLACE_DEG 0.01

/* What the positions are added to. */
typedef struct {
  const char *path;
  GArray *wishes; /* SalNameWish; the first n_said are the user's */
  guint n_said;
  GPtrArray *notes;  /* SalNote */
  GArray *pins;      /* SalPosition */
  GPtrArray *unused; /* utf8, lent */
} Target;

/* The wish of the user for a place at the same time; NULL: there is none. */
static SalNameWish *
find_said(const Target *target, const SalNameWish *found)
{
  for (guint i = 0; i < target->n_said; i++) {
    SalNameWish *said = &g_array_index(target->wishes, SalNameWish, i);
    if (fabs(said->at.x - found->at.x) <= SAME_PLACE_DEG &&
        fabs(said->at.y - found->at.y) <= SAME_PLACE_DEG && sal_when_overlaps(&said->when, &found->when))
      return said;
  }
  return NULL;
}

static gboolean
set_period(const Target *target, const SalPosition *position, SalWhen *when, GError **error)
{
  GError *fault = NULL;
  if (position->period == NULL || sal_when_set_period(when, position->period, &fault))
    return TRUE;
  g_autofree char *quoted = sal_error_quote_path(target->path);
  sal_error_set(error, SAL_ERROR_FORMAT, "%s:%u: period: %s", quoted, position->line, fault->message);
  g_clear_error(&fault);
  return FALSE;
}

static gboolean
apply_label(const Target *target, const SalPosition *position, GError **error)
{
  SalNameWish found = { .is_found = TRUE,
                        .at = position->at,
                        .spot = position->spot,
                        .has_offset = position->kind == SAL_POSITION_RIVER,
                        .offset_mm = position->offset_mm,
                        .is_hidden = position->kind == SAL_POSITION_NO_LABEL,
                        .when = sal_when_new() };
  if (!set_period(target, position, &found.when, error))
    return FALSE;
  SalNameWish *said = find_said(target, &found);
  if (said != NULL) {
    said->spot = said->side == SAL_DIRECTION_NEAR ? found.spot : 0;
    said->has_offset = found.has_offset;
    said->offset_mm = found.offset_mm;
    return TRUE;
  }
  found.name = g_strdup(position->name);
  g_array_append_val(target->wishes, found);
  return TRUE;
}

/* Of several notes of one name, each position takes the next that has none; what the user said of one comes first. */
static void
apply_note(const Target *target, const SalPosition *position, GHashTable *taken)
{
  const gboolean of_callouts = position->kind == SAL_POSITION_CALLOUT;
  for (guint i = 0; i < target->notes->len; i++) {
    SalNote *note = target->notes->pdata[i];
    if (note->is_callout != of_callouts || !g_str_equal(note->name, position->name) ||
        !g_hash_table_add(taken, note))
      continue;
    if (note->spot != SAL_NOTE_OFFSET)
      note->offset_mm = position->offset_mm;
    note->spot = SAL_NOTE_OFFSET;
    return;
  }
  g_ptr_array_add(target->unused, position->name);
}

static void
add_pin(const Target *target, const SalPosition *position)
{
  SalPosition pin = *position;
  pin.name = g_strdup(position->name);
  pin.period = NULL;
  g_array_append_val(target->pins, pin);
}

static gboolean
apply(const Target *target, const SalPositionsFile *file, GError **error)
{
  g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);
  for (guint i = 0; i < file->positions->len; i++) {
    const SalPosition *position = &g_array_index(file->positions, SalPosition, i);
    if (position->kind == SAL_POSITION_CHANGE || position->kind == SAL_POSITION_PIECE)
      add_pin(target, position);
    else if (!sal_position_is_of_place(position))
      apply_note(target, position, taken);
    else if (!apply_label(target, position, error))
      return FALSE;
  }
  return TRUE;
}

/* Of one map, or of a project without a list of them. */
static gboolean
check_file(const SalientOptions *options, GError **error)
{
  SalOutputRules rules = sal_options_get_output_rules(options);
  rules.overwrite = TRUE;
  if (options->positions == NULL)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "write",
                                "expected a file to write to, named by " SAL_OPTION(
                                    "positions") " or a project's line 'positions: FILE', got none");
  if (g_str_equal(options->positions, "-"))
    return sal_error_set_option(error, SAL_ERROR_USAGE, "positions", "expected the name of a file, got '-'");
  return sal_output_check(options->positions, &rules, error) || sal_error_blame(error, "positions");
}

gboolean
sal_positions_check(const SalientOptions *options, GError **error)
{
  const guint n = salient_options_get_n_maps(options);
  const SalOutputRules rules = sal_options_get_output_rules(options);
  g_autoptr(SalInputs) inputs = sal_inputs_new(options);
  if (options->write && options->outputs != NULL)
    return sal_error_set_option(error, SAL_ERROR_USAGE, "write",
                                "expected no " SAL_OPTION("output") " with it, got both");
  for (guint i = 0; options->write && i < n; i++)
    if (!check_file(options->maps->pdata[i], error))
      return FALSE;
  if (options->write && n == 0)
    return check_file(options, error);
  for (guint i = 0; options->outputs != NULL && i < options->outputs->len; i++)
    if (!sal_inputs_check(inputs, options->outputs->pdata[i], error) ||
        !sal_output_check(options->outputs->pdata[i], &rules, error))
      return FALSE;
  return TRUE;
}

char *
sal_positions_read(const SalientOptions *options, gsize *length, GError **error)
{
  const char *path = options->positions;
  char *text = NULL;
  *length = 0;
  if (path == NULL || (options->task == SALIENT_LAYOUT && !g_file_test(path, G_FILE_TEST_EXISTS)))
    return g_strdup("");
  if (g_file_get_contents(path, &text, length, NULL))
    return text;
  g_autofree char *quoted = sal_error_quote_path(path);
  sal_error_set_option(error, SAL_ERROR_IO, "positions",
                       "expected a file that can be read ('salient layout --write' makes one), got '%s'",
                       quoted);
  return NULL;
}

gboolean
sal_positions_load(const SalientOptions *options, const SalPositionsTarget *into, GError **error)
{
  gsize length = 0;
  if (options->positions == NULL)
    return TRUE;
  g_autofree char *text = sal_positions_read(options, &length, error);
  g_autoptr(SalPositionsFile) file =
      text != NULL ? sal_positions_file_parse(options->positions, text, length, error) : NULL;
  if (file == NULL)
    return FALSE;
  g_autoptr(GPtrArray) unused = g_ptr_array_new();
  const Target target = {
    options->positions, into->wishes, into->wishes->len, into->notes, into->pins, unused
  };
  if (!apply(&target, file, error))
    return FALSE;
  if (options->task != SALIENT_LAYOUT) /* which says itself what of the file the map does not show */
    sal_unused_remark(into->remarks, "positions", SAL_UNUSED_UNKNOWN, unused);
  return TRUE;
}

#include "data/change/flag.h"

#include "data/change/reset.h"

#include <math.h>
#include <string.h>

static SalChange *
get_change(const SalChanges *changes, guint i)
{
  return changes->changes->pdata[i];
}

static gboolean
is_of_whole(const SalChange *change)
{
  return change->region[0] == '\0';
}

static SalResetStep
make_step(const SalChange *change)
{
  return (SalResetStep){ .days = change->to_snapshot - change->from_snapshot,
                         .gross_m2 = change->gained_m2 + change->lost_m2,
                         .net_m2 = sal_change_get_net_m2(change),
                         .held_m2 = fmax(change->area_from_m2, change->area_to_m2),
                         .movement = change->movement };
}

static void
find_resets(SalChanges *changes, const char *class_name)
{
  g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(SalResetStep));
  g_autoptr(GPtrArray) judged = g_ptr_array_new();
  for (guint i = 0; i < changes->changes->len; i++) {
    SalChange *change = get_change(changes, i);
    if (!is_of_whole(change) || change->class_name != class_name)
      continue;
    const SalResetStep step = make_step(change);
    g_array_append_val(steps, step);
    g_ptr_array_add(judged, change);
  }
  g_autoptr(GPtrArray) evidence = sal_resets_find(steps);
  for (guint i = 0; i < judged->len; i++)
    ((SalChange *)judged->pdata[i])->evidence = g_strdup(evidence->pdata[i]);
}

/* Finds the resets of every class. Returns how many classes there are. */
static guint
find_all_resets(SalChanges *changes)
{
  g_autoptr(GHashTable) classes = g_hash_table_new(NULL, NULL);
  for (guint i = 0; i < changes->changes->len; i++)
    if (g_hash_table_add(classes, (gpointer)get_change(changes, i)->class_name))
      find_resets(changes, get_change(changes, i)->class_name);
  return g_hash_table_size(classes);
}

typedef struct {
  const char *text;
  SalDay first, last;
} Acceptance;

typedef gboolean (*MatchFunc)(const SalChange *change, const Acceptance *acceptance);

static gboolean
has_name(const SalChange *change, const Acceptance *acceptance)
{
  return strcmp(change->period.name, acceptance->text) == 0;
}

static gboolean
touches(const SalChange *change, const Acceptance *acceptance)
{
  return acceptance->first <= change->period.to && acceptance->last >= change->period.from;
}

static gboolean
lies_in(const SalChange *change, const Acceptance *acceptance)
{
  return acceptance->first > change->period.from && acceptance->last <= change->period.to;
}

/* Accepts the changes that match: only flagged ones, or any. Returns whether there are some. */
static gboolean
accept_matching(SalChanges *changes, const Acceptance *acceptance, MatchFunc matches, gboolean flagged)
{
  gboolean any = FALSE;
  for (guint i = 0; i < changes->changes->len; i++) {
    SalChange *change = get_change(changes, i);
    if ((flagged && change->evidence == NULL) || !matches(change, acceptance))
      continue;
    change->accepted = TRUE;
    any = TRUE;
  }
  return any;
}

static gboolean
accept(SalChanges *changes, const char *text, GError **error)
{
  Acceptance acceptance = { .text = text };
  if (!sal_span_parse(text, &acceptance.first, &acceptance.last, error))
    return FALSE;
  if (!accept_matching(changes, &acceptance, has_name, TRUE) &&
      !accept_matching(changes, &acceptance, touches, TRUE) &&
      !accept_matching(changes, &acceptance, has_name, FALSE) &&
      !accept_matching(changes, &acceptance, lies_in, FALSE))
    g_ptr_array_add(changes->remarks, g_strdup_printf("accepted reset %s: no period has it", text));
  return TRUE;
}

static void
add_remarks(SalChanges *changes, guint n_classes)
{
  for (guint i = 0; i < changes->changes->len; i++) {
    const SalChange *change = get_change(changes, i);
    if (sal_change_is_reset(change))
      g_ptr_array_add(changes->remarks, g_strdup_printf("period %s: %s%sreset?: %s", change->period.name,
                                                        n_classes > 1 ? change->class_name : "",
                                                        n_classes > 1 ? ": " : "", change->evidence));
  }
}

gboolean
sal_flags_mark(SalChanges *changes, const char *const *accepted, GError **error)
{
  const guint n_classes = find_all_resets(changes);
  for (guint i = 0; accepted != NULL && accepted[i] != NULL; i++)
    if (!accept(changes, accepted[i], error))
      return FALSE;
  add_remarks(changes, n_classes);
  return TRUE;
}

#include "data/change/class-jump.h"

#include <math.h>

#define JUMP_TIMES 2
#define JUMP_SHARE 0.001 /* of the area of all classes; a smaller change of area does not count */
#define JUMP_FEATURES 10
#define REDEFINED_TIMES 10

const char *
sal_jump_kind_get_name(SalJumpKind kind)
{
  static const char *const names[] = { NULL, "appeared", "vanished", "jumped", "redefined" };
  return names[kind];
}

/* How many times the smaller of two numbers the larger one is. */
static double
get_times(double a, double b)
{
  return fmax(a, b) / fmin(a, b);
}

/* Judges a class. least_m2: the least change of area that counts. */
static SalJumpKind
judge(const SalClassFinding *before, const SalClassFinding *after, double least_m2)
{
  if (before->n_features == 0 || after->n_features == 0)
    return before->n_features > 0  ? SAL_JUMP_VANISHED
           : after->n_features > 0 ? SAL_JUMP_APPEARED
                                   : SAL_JUMP_NONE;
  const double times = get_times(before->area_m2, after->area_m2);
  const double change_m2 = fabs(before->area_m2 - after->area_m2);
  const guint most = MAX(before->n_features, after->n_features),
              least = MIN(before->n_features, after->n_features);
  if (times >= REDEFINED_TIMES && change_m2 >= least_m2)
    return SAL_JUMP_REDEFINED;
  if (times >= JUMP_TIMES && change_m2 >= least_m2)
    return SAL_JUMP_JUMPED;
  return most - least >= JUMP_FEATURES && most >= JUMP_TIMES * least ? SAL_JUMP_JUMPED : SAL_JUMP_NONE;
}

static void
add_jump(GArray *jumps, const SalFinding *from, const SalFinding *to, const char *name)
{
  const SalClassFinding before = sal_class_finding_get(sal_finding_get_kinds(from), name),
                        after = sal_class_finding_get(sal_finding_get_kinds(to), name);
  const double least_m2 = JUMP_SHARE * fmax(from->area_m2, to->area_m2);
  const SalClassJump jump = { from->day, to->day, judge(&before, &after, least_m2), before, after };
  if (jump.kind != SAL_JUMP_NONE)
    g_array_append_val(jumps, jump);
}

static void
add_jumps(GArray *jumps, const SalFinding *from, const SalFinding *to)
{
  const GArray *before = sal_finding_get_kinds(from), *after = sal_finding_get_kinds(to);
  for (guint i = 0; i < before->len; i++)
    add_jump(jumps, from, to, g_array_index(before, SalClassFinding, i).name);
  for (guint i = 0; i < after->len; i++) {
    const char *name = g_array_index(after, SalClassFinding, i).name;
    if (to->groups != NULL && sal_class_finding_get(before, name).n_features == 0)
      add_jump(jumps, from, to, name);
  }
}

/* Whether the field that features are grouped by came, went or was renamed. Its values then say nothing. */
static gboolean
has_other_field(const SalSinceLast *since, const char *field)
{
  const GPtrArray *lists[] = { since->fields.lost, since->fields.added, since->fields.renamed_from,
                               since->fields.renamed_to };
  for (guint i = 0; since->has_other_fields && i < G_N_ELEMENTS(lists); i++)
    if (g_ptr_array_find_with_equal_func((GPtrArray *)lists[i], field, g_str_equal, NULL))
      return TRUE;
  return FALSE;
}

GArray *
sal_class_jumps_find(const GArray *findings, const char *group_field)
{
  GArray *jumps = g_array_new(FALSE, FALSE, sizeof(SalClassJump));
  for (guint i = 1; i < findings->len; i++) {
    const SalFinding *from = &g_array_index(findings, SalFinding, i - 1), *to = from + 1;
    const gboolean is_single = group_field == NULL && to->classes->len < 2;
    if (!is_single && (group_field == NULL || !has_other_field(&to->since_last, group_field)))
      add_jumps(jumps, from, to);
  }
  return jumps;
}

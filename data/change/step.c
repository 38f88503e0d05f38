#include "data/change/step.h"

#include "data/change/reset.h"

#include <math.h>

static void
clear_step(gpointer data)
{
  g_free(((SalStep *)data)->evidence);
}

GArray *
sal_steps_new(void)
{
  GArray *steps = g_array_new(FALSE, FALSE, sizeof(SalStep));
  g_array_set_clear_func(steps, clear_step);
  return steps;
}

GArray *
sal_steps_list(const GArray *findings, guint class_index)
{
  GArray *steps = sal_steps_new();
  for (guint i = 1; i < findings->len; i++) {
    const SalFinding *from = &g_array_index(findings, SalFinding, i - 1), *to = from + 1;
    const double before_m2 = g_array_index(from->classes, SalClassFinding, class_index).area_m2;
    const double after_m2 = g_array_index(to->classes, SalClassFinding, class_index).area_m2;
    const SalStep step = { .from = from->day,
                           .to = to->day,
                           .class_index = class_index,
                           .net_m2 = after_m2 - before_m2,
                           .held_m2 = MAX(after_m2, before_m2) };
    g_array_append_val(steps, step);
  }
  return steps;
}

static int
compare_days(gconstpointer a, gconstpointer b)
{
  const int x = *(const int *)a, y = *(const int *)b;
  return (x > y) - (x < y);
}

int
sal_steps_get_usual_days(const GArray *steps)
{
  g_autoptr(GArray) days = g_array_new(FALSE, FALSE, sizeof(int));
  for (guint i = 0; i < steps->len; i++) {
    const SalStep *step = &g_array_index(steps, SalStep, i);
    const int apart = step->to - step->from;
    g_array_append_val(days, apart);
  }
  g_array_sort(days, compare_days);
  return days->len > 0 ? g_array_index(days, int, (days->len - 1) / 2) : 0;
}

GArray *
sal_steps_find_gaps(const GArray *steps, int usual_days)
{
  GArray *gaps = sal_steps_new();
  for (guint i = 0; i < steps->len; i++) {
    const SalStep *step = &g_array_index(steps, SalStep, i);
    if (2 * (step->to - step->from) > 3 * usual_days)
      g_array_append_vals(gaps, step, 1);
  }
  return gaps;
}

static gboolean
is_accepted(const SalStep *step, const char *const *accepted)
{
  SalDay first, last;
  for (guint i = 0; accepted != NULL && accepted[i] != NULL; i++)
    if (sal_span_parse(accepted[i], &first, &last, NULL) && first <= step->to && last >= step->from)
      return TRUE;
  return FALSE;
}

/* Why each of the steps may be a reset; NULL if nothing says so. */
static GPtrArray *
find_evidence(const GArray *steps)
{
  g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(SalResetStep));
  for (guint i = 0; i < steps->len; i++) {
    const SalStep *step = &g_array_index(steps, SalStep, i);
    const SalResetStep size = { .days = step->to - step->from,
                                .gross_m2 = fabs(step->net_m2),
                                .net_m2 = step->net_m2,
                                .held_m2 = step->held_m2 };
    g_array_append_val(sizes, size);
  }
  return sal_resets_find(sizes);
}

void
sal_steps_add_resets(GArray *resets, const GArray *steps, const char *const *accepted)
{
  g_autoptr(GPtrArray) evidence = find_evidence(steps);
  for (guint i = 0; i < steps->len; i++) {
    SalStep step = g_array_index(steps, SalStep, i);
    if (evidence->pdata[i] == NULL)
      continue;
    step.evidence = g_strdup(evidence->pdata[i]);
    step.accepted = is_accepted(&step, accepted);
    g_array_append_val(resets, step);
  }
}

static double
get_speed_m2(const SalStep *step)
{
  return fabs(step->net_m2) / (step->to - step->from);
}

static int
compare_speed(gconstpointer a, gconstpointer b)
{
  const SalStep *left = a, *right = b;
  const double x = get_speed_m2(left), y = get_speed_m2(right);
  if (x != y)
    return x < y ? 1 : -1;
  if (left->from != right->from)
    return left->from > right->from ? 1 : -1;
  return (left->class_index > right->class_index) - (left->class_index < right->class_index);
}

void
sal_steps_keep_largest(GArray *steps, guint n)
{
  g_array_sort(steps, compare_speed);
  g_array_set_size(steps, MIN(steps->len, n));
}

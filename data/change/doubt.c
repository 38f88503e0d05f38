#include "data/change/doubt.h"

#include "data/base/cells.h"
#include "data/base/error.h"

#include <math.h>

#define JUMP_TIMES 10
#define JUMP_SHARE 0.001 /* of the area of all classes */
#define PRESENCE_SHARE 0.01
#define TRADE_SHARE 0.05 /* by how much the changes of two classes that trade areas may differ */

static SalStep *
get_step(const GPtrArray *steps, guint class_index, guint i)
{
  return &g_array_index((GArray *)steps->pdata[class_index], SalStep, i);
}

/* What all classes hold together in a step, at the end at which they hold more. */
static double
get_all_held_m2(const GPtrArray *steps, guint i)
{
  double from_m2 = 0, to_m2 = 0;
  for (guint c = 0; c < steps->len; c++) {
    from_m2 += get_step(steps, c, i)->area_from_m2;
    to_m2 += get_step(steps, c, i)->area_to_m2;
  }
  return fmax(from_m2, to_m2);
}

static char *
judge_jump(const SalStep *step, double all_m2)
{
  const double least_m2 = fmin(step->area_from_m2, step->area_to_m2), most_m2 = sal_step_get_held_m2(step);
  const gboolean is_there = least_m2 > 0;
  if (most_m2 - least_m2 < (is_there ? JUMP_SHARE : PRESENCE_SHARE) * all_m2 ||
      most_m2 < JUMP_TIMES * least_m2 || most_m2 <= 0)
    return NULL;
  g_autofree char *before = sal_cells_format_km2(step->area_from_m2 / 1e6, FALSE);
  g_autofree char *after = sal_cells_format_km2(step->area_to_m2 / 1e6, FALSE);
  if (is_there)
    return g_strdup_printf("the class goes from %s to %s km² in one step", before, after);
  return step->area_to_m2 > 0 ? g_strdup_printf("the class appears with %s km²", after)
                              : g_strdup_printf("the class vanishes, which had %s km²", before);
}

/* The class whose change is closest to the opposite of that of a step, if it is close enough; -1 if none is. */
static int
find_partner(const GPtrArray *steps, guint class_index, guint i)
{
  const double net_m2 = sal_step_get_net_m2(get_step(steps, class_index, i));
  double least_m2 = TRADE_SHARE * fabs(net_m2);
  int partner = -1;
  for (guint c = 0; c < steps->len; c++) {
    const double rest_m2 = fabs(net_m2 + sal_step_get_net_m2(get_step(steps, c, i)));
    if (c == class_index || rest_m2 >= least_m2)
      continue;
    least_m2 = rest_m2;
    partner = (int)c;
  }
  return partner;
}

static void
name_partner(SalStep *step, const SalStep *other, const char *other_class)
{
  g_autofree char *evidence = step->evidence, *quoted = sal_error_quote(other_class);
  g_autofree char *net = sal_cells_format_km2(sal_step_get_net_m2(other) / 1e6, TRUE);
  step->evidence =
      g_strdup_printf("%s; in the same step class '%s' changes by %s km²", evidence, quoted, net);
}

void
sal_doubt_steps(const GPtrArray *steps, const char *const *classes)
{
  for (guint c = 0; c < steps->len; c++)
    sal_steps_find_evidence(steps->pdata[c]);
  for (guint c = 0; c < steps->len && steps->len > 1; c++)
    for (guint i = 0; i < ((GArray *)steps->pdata[c])->len; i++) {
      SalStep *step = get_step(steps, c, i);
      const int partner = find_partner(steps, c, i);
      if (step->evidence == NULL)
        step->evidence = judge_jump(step, get_all_held_m2(steps, i));
      if (step->evidence != NULL && partner >= 0)
        name_partner(step, get_step(steps, (guint)partner, i), classes[partner]);
    }
}

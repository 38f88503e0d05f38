#include "data/change/step.h"

#include "data/base/error.h"
#include "data/change/reset.h"

#include <math.h>

static void
clear_step(gpointer data)
{
  SalStep *step = data;
  g_free(step->movement);
  sal_geometry_free(step->changed);
  g_free(step->evidence);
}

double
sal_step_get_net_m2(const SalStep *step)
{
  return step->area_to_m2 - step->area_from_m2;
}

double
sal_step_get_held_m2(const SalStep *step)
{
  return MAX(step->area_from_m2, step->area_to_m2);
}

double
sal_step_get_gross_m2(const SalStep *step)
{
  if (isnan(step->gained_m2))
    return fabs(sal_step_get_net_m2(step));
  return MAX(step->gained_m2 + step->lost_m2 - step->noise_m2, 0);
}

double
sal_step_get_incursions_m2(const SalStep *step)
{
  double sum_m2 = 0;
  for (guint i = 0; step->movement != NULL && i < step->movement->n_largest; i++)
    if (step->movement->largest[i].is_incursion)
      sum_m2 += step->movement->largest[i].area_m2;
  return sum_m2;
}

/* The area that alone is doubted; NULL: the whole step is, or nothing. */
static const SalMovedArea *
find_doubted_area(const SalStep *step)
{
  for (guint i = 0; step->movement != NULL && i < step->movement->n_largest; i++)
    if (step->movement->largest[i].is_doubted)
      return &step->movement->largest[i];
  return NULL;
}

double
sal_step_get_doubted_m2(const SalStep *step)
{
  const SalMovedArea *area = find_doubted_area(step);
  return area == NULL ? sal_step_get_net_m2(step) : area->is_lost ? -area->area_m2 : area->area_m2;
}

char *
sal_step_describe_where(const SalStep *step)
{
  char lon[G_ASCII_DTOSTR_BUF_SIZE], lat[G_ASCII_DTOSTR_BUF_SIZE];
  if (step->movement == NULL || step->movement->n_largest == 0)
    return g_strdup("");
  const SalMovedArea *doubted = find_doubted_area(step);
  const SalMovedArea *area = doubted != NULL ? doubted : &step->movement->largest[0];
  g_autofree char *place = area->place != NULL ? sal_error_quote(area->place) : g_strdup("");
  g_autofree char *beside = g_strconcat(", ", sal_direction_get_name(area->direction),
                                        area->direction != SAL_DIRECTION_NEAR ? " of " : " ", place, NULL);
  return g_strdup_printf("; %sat (%s, %s)%s", doubted != NULL ? "" : "largest area ",
                         g_ascii_formatd(lon, sizeof lon, "%.2f", area->centroid.x),
                         g_ascii_formatd(lat, sizeof lat, "%.2f", area->centroid.y),
                         area->place != NULL ? beside : "");
}

gboolean
sal_step_is_doubted(const SalStep *step)
{
  return step->evidence != NULL && step->verdict == SAL_VERDICT_OPEN;
}

GArray *
sal_steps_new(void)
{
  GArray *steps = g_array_new(FALSE, TRUE, sizeof(SalStep));
  g_array_set_clear_func(steps, clear_step);
  return steps;
}

GArray *
sal_steps_list(const GArray *findings, guint class_index)
{
  GArray *steps = sal_steps_new();
  for (guint i = 1; i < findings->len; i++) {
    const SalFinding *from = &g_array_index(findings, SalFinding, i - 1), *to = from + 1;
    const SalStep step = { .from = from->day,
                           .to = to->day,
                           .class_index = class_index,
                           .area_from_m2 = g_array_index(from->classes, SalClassFinding, class_index).area_m2,
                           .area_to_m2 = g_array_index(to->classes, SalClassFinding, class_index).area_m2,
                           .gained_m2 = NAN,
                           .lost_m2 = NAN };
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

/* Whether the days of any text touch a step. */
static gboolean
is_named(const SalStep *step, const char *const *texts)
{
  SalDay first, last;
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    if (sal_span_parse(texts[i], &first, &last, NULL) && first <= step->to && last >= step->from)
      return TRUE;
  return FALSE;
}

void
sal_steps_find_evidence(GArray *steps)
{
  g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(SalResetStep));
  for (guint i = 0; i < steps->len; i++) {
    const SalStep *step = &g_array_index(steps, SalStep, i);
    const double incursions_m2 = sal_step_get_incursions_m2(step);
    const SalResetStep size = { .days = step->to - step->from,
                                .gross_m2 = MAX(sal_step_get_gross_m2(step) - incursions_m2, 0),
                                .net_m2 = sal_step_get_net_m2(step) - incursions_m2,
                                .held_m2 = sal_step_get_held_m2(step),
                                .movement = step->movement };
    g_array_append_val(sizes, size);
  }
  g_autoptr(GPtrArray) evidence = sal_resets_find(sizes);
  for (guint i = 0; i < steps->len; i++) {
    SalStep *step = &g_array_index(steps, SalStep, i);
    g_free(step->evidence);
    step->evidence = g_strdup(evidence->pdata[i]);
  }
}

void
sal_steps_add_resets(GArray *resets, const GArray *steps, const char *const *accepted,
                     const char *const *genuine)
{
  g_autoptr(GArray) judged = sal_steps_new();
  g_array_append_vals(judged, steps->data, steps->len);
  sal_steps_find_evidence(judged);
  for (guint i = 0; i < judged->len; i++) {
    SalStep *step = &g_array_index(judged, SalStep, i);
    if (step->evidence == NULL)
      continue;
    step->verdict = is_named(step, accepted)  ? SAL_VERDICT_RESET
                    : is_named(step, genuine) ? SAL_VERDICT_GENUINE
                                              : SAL_VERDICT_OPEN;
    g_array_append_vals(resets, step, 1);
    step->evidence = NULL;
  }
}

static double
get_speed_m2(const SalStep *step)
{
  return fabs(sal_step_get_net_m2(step)) / (step->to - step->from);
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

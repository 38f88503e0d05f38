#include "data/change/course.h"

static void
add_step(SalCourse *course, const SalStep *step)
{
  const double gross_m2 = sal_step_get_gross_m2(step);
  course->n_steps++;
  course->gained_m2 += step->gained_m2;
  course->lost_m2 += step->lost_m2;
  if (gross_m2 > 0)
    course->last_change = step->to;
  if (gross_m2 > 0 && (course->largest == NULL || gross_m2 > sal_step_get_gross_m2(course->largest)))
    course->largest = step;
  if (step->evidence != NULL || step->verdict == SAL_VERDICT_RESET || sal_step_get_incursions_m2(step) > 0)
    g_ptr_array_add(course->notable, (gpointer)step);
}

/* The number of the first step that ends after a day; how many there are: none does. */
static guint
find_first(const GArray *steps, SalDay day)
{
  guint low = 0, high = steps->len;
  while (low < high) {
    const guint middle = low + (high - low) / 2;
    if (g_array_index(steps, SalStep, middle).to <= day)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

SalCourse *
sal_course_new(const GArray *steps, SalDay from, SalDay to)
{
  SalCourse *course = g_new0(SalCourse, 1);
  course->notable = g_ptr_array_new();
  course->last_change = SAL_DAY_NONE;
  for (guint i = find_first(steps, from); i < steps->len; i++) {
    const SalStep *step = &g_array_index(steps, SalStep, i);
    if (step->to > to)
      break;
    add_step(course, step);
  }
  return course;
}

void
sal_course_free(SalCourse *course)
{
  if (course == NULL)
    return;
  g_ptr_array_unref(course->notable);
  g_free(course);
}

guint
sal_course_count(const SalCourse *course, SalVerdict verdict)
{
  guint n = 0;
  for (guint i = 0; i < course->notable->len; i++) {
    const SalStep *step = course->notable->pdata[i];
    n += verdict == SAL_VERDICT_OPEN ? sal_step_is_doubted(step) : step->verdict == verdict;
  }
  return n;
}

#include "data/change/flag.h"

#include "data/base/error.h"

#include <string.h>

/* A text of the user, and the days that it names. */
typedef struct {
  const char *text;
  SalDay first, last;
} Said;

static Said
read_said(const char *text, int boundary)
{
  Said said = { .text = text };
  sal_span_parse_with_boundary(text, boundary, &said.first, &said.last, NULL);
  return said;
}

static gboolean
check_texts(const char *const *texts, const char *option, GError **error)
{
  SalDay first, last;
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    if (!sal_span_parse(texts[i], &first, &last, error))
      return sal_error_blame(error, option);
  return TRUE;
}

gboolean
sal_verdicts_check(const SalVerdicts *verdicts, GError **error)
{
  if (!check_texts(verdicts->accepted, "accept-reset", error) ||
      !check_texts(verdicts->genuine, "genuine", error))
    return FALSE;
  for (guint i = 0; verdicts->genuine != NULL && verdicts->genuine[i] != NULL; i++)
    for (guint j = 0; verdicts->accepted != NULL && verdicts->accepted[j] != NULL; j++) {
      const Said genuine = read_said(verdicts->genuine[i], verdicts->boundary),
                 accepted = read_said(verdicts->accepted[j], verdicts->boundary);
      if (genuine.first <= accepted.last && genuine.last >= accepted.first)
        return sal_error_set_option(error, SAL_ERROR_USAGE, "genuine",
                                    "expected other days than " SAL_OPTION("accept-reset") " %s, got '%s'",
                                    accepted.text, genuine.text);
    }
  return TRUE;
}

static SalChange *
get_change(const SalChanges *changes, guint i)
{
  return changes->changes->pdata[i];
}

static gboolean
has_name(const SalChange *change, const Said *said)
{
  return strcmp(change->period.name, said->text) == 0;
}

static gboolean
step_touches(const SalStep *step, const Said *said)
{
  return said->first <= step->to && said->last >= step->from;
}

static gboolean
lies_in(const Said *said, SalDay from, SalDay to)
{
  return said->first > from && said->last <= to;
}

/* Accepts changes of the period of that name: only doubted ones, or any. Returns whether there are some. */
static gboolean
accept_named(SalChanges *changes, const Said *said, gboolean doubted)
{
  gboolean any = FALSE;
  for (guint i = 0; i < changes->changes->len; i++) {
    SalChange *change = get_change(changes, i);
    if (!has_name(change, said) || (doubted && !sal_change_is_doubted(change)))
      continue;
    change->accepted = any = TRUE;
  }
  return any;
}

static gboolean
accept_lying_in(SalChanges *changes, const Said *said)
{
  gboolean any = FALSE;
  for (guint i = 0; i < changes->changes->len; i++) {
    SalChange *change = get_change(changes, i);
    if (lies_in(said, change->period.from, change->period.to))
      change->accepted = any = TRUE;
  }
  return any;
}

/* Accepts steps: doubted ones that the days touch, or any in which they lie. Returns whether there are some. */
static gboolean
accept_steps(SalChanges *changes, const Said *said, gboolean doubted)
{
  gboolean any = FALSE;
  for (guint c = 0; c < changes->steps->len; c++) {
    const GArray *steps = changes->steps->pdata[c];
    for (guint i = 0; i < steps->len; i++) {
      SalStep *step = &g_array_index(steps, SalStep, i);
      if (doubted ? step->evidence == NULL || !step_touches(step, said)
                  : !lies_in(said, step->from, step->to))
        continue;
      step->verdict = SAL_VERDICT_RESET;
      any = TRUE;
    }
  }
  return any;
}

static void
accept(SalChanges *changes, const char *text, int boundary)
{
  const Said said = read_said(text, boundary);
  const gboolean has_steps = changes->steps->len > 0;
  if (!accept_named(changes, &said, TRUE) && !accept_steps(changes, &said, TRUE) &&
      !accept_named(changes, &said, FALSE) &&
      !(has_steps ? accept_steps(changes, &said, FALSE) : accept_lying_in(changes, &said)))
    g_ptr_array_add(changes->remarks, g_strdup_printf("accepted reset %s: no period has it", text));
}

static gboolean
deny_step(SalStep *step, gboolean is_meant)
{
  if (step->evidence == NULL || !is_meant)
    return FALSE;
  step->verdict = SAL_VERDICT_GENUINE;
  return TRUE;
}

static gboolean
deny_in_period(const SalChange *change, const Said *said)
{
  gboolean any = FALSE;
  if (change->course == NULL || !has_name(change, said))
    return FALSE;
  for (guint i = 0; i < change->course->notable->len; i++)
    any |= deny_step(change->course->notable->pdata[i], TRUE);
  return any;
}

static void
deny(SalChanges *changes, const char *text, int boundary)
{
  const Said said = read_said(text, boundary);
  gboolean any = FALSE;
  for (guint i = 0; i < changes->changes->len; i++)
    any |= deny_in_period(get_change(changes, i), &said);
  for (guint c = 0; c < changes->steps->len; c++) {
    const GArray *steps = changes->steps->pdata[c];
    for (guint i = 0; i < steps->len; i++) {
      SalStep *step = &g_array_index(steps, SalStep, i);
      any |= deny_step(step, step_touches(step, &said));
    }
  }
  if (!any)
    g_ptr_array_add(changes->remarks, g_strdup_printf("genuine %s: nothing there is doubted", text));
}

/* Gives the changes of the whole their courses; those that are there are made anew. */
static void
set_courses(SalChanges *changes, const char *const *classes)
{
  for (guint i = 0; i < changes->changes->len; i++) {
    SalChange *change = get_change(changes, i);
    g_clear_pointer(&change->course, sal_course_free);
    for (guint c = 0; c < changes->steps->len && change->region[0] == '\0'; c++)
      if (change->class_name == classes[c])
        change->course = sal_course_new(changes->steps->pdata[c], change->from_snapshot, change->to_snapshot);
  }
}

/* A change all of whose steps are accepted has nothing left to count. */
static void
accept_spent_changes(SalChanges *changes)
{
  for (guint i = 0; i < changes->changes->len; i++) {
    SalChange *change = get_change(changes, i);
    const SalCourse *course = change->course;
    if (course != NULL && course->n_steps > 0 &&
        sal_course_count(course, SAL_VERDICT_RESET) == course->n_steps)
      change->accepted = TRUE;
  }
}

static void
add_remark(SalChanges *changes, const SalChange *change, const SalStep *step)
{
  const gboolean is_single = sal_change_get_flag(change) == SAL_FLAG_RESET;
  g_autofree char *from = sal_day_format(step->from), *to = sal_day_format(step->to);
  g_autofree char *where =
      is_single ? g_strdup("reset?") : g_strdup_printf("contains a reset? %s to %s", from, to);
  g_autofree char *at = sal_step_describe_where(step);
  const gboolean has_classes = changes->steps->len > 1;
  g_ptr_array_add(changes->remarks, g_strdup_printf("period %s: %s%s%s: %s%s", change->period.name,
                                                    has_classes ? change->class_name : "",
                                                    has_classes ? ": " : "", where, step->evidence, at));
}

/* Says why a gain far from the front is not doubted. */
static void
add_incursion(SalChanges *changes, const SalChange *change, const SalStep *step)
{
  g_autofree char *from = sal_day_format(step->from), *to = sal_day_format(step->to);
  const gboolean has_classes = changes->steps->len > 1;
  g_ptr_array_add(
      changes->remarks,
      g_strdup_printf("period %s: %s%s%s to %s: %.1f km² gained apart from the old front lie along a "
                      "border: an incursion, not doubted",
                      change->period.name, has_classes ? change->class_name : "", has_classes ? ": " : "",
                      from, to, sal_step_get_incursions_m2(step) / 1e6));
}

static void
add_remarks(SalChanges *changes)
{
  for (guint i = 0; i < changes->changes->len; i++) {
    const SalChange *change = get_change(changes, i);
    for (guint j = 0; change->course != NULL && j < change->course->notable->len; j++) {
      const SalStep *step = change->course->notable->pdata[j];
      if (sal_change_is_doubted(change) && sal_step_is_doubted(step))
        add_remark(changes, change, step);
      if (sal_step_get_incursions_m2(step) > 0)
        add_incursion(changes, change, step);
    }
  }
}

void
sal_flags_mark(SalChanges *changes, const char *const *classes, const SalVerdicts *verdicts)
{
  set_courses(changes, classes);
  for (guint i = 0; verdicts->genuine != NULL && verdicts->genuine[i] != NULL; i++)
    deny(changes, verdicts->genuine[i], verdicts->boundary);
  for (guint i = 0; verdicts->accepted != NULL && verdicts->accepted[i] != NULL; i++)
    accept(changes, verdicts->accepted[i], verdicts->boundary);
  set_courses(changes, classes); /* which steps are notable depends on the verdicts */
  accept_spent_changes(changes);
  add_remarks(changes);
}

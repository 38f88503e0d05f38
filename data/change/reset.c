#include "data/change/reset.h"

#include <math.h>
#include <string.h>

#define MIN_OTHERS 4 /* fewer steps give no more than a hint of what is usual */
#define MIN_HINTS 2
#define MANY_OTHERS 10 /* enough to know a habit, so that no share of the area is asked for */
#define TIMES 10
#define MAD_TO_SIGMA 1.4826
#define MIN_SHARE 0.001
#define MIN_SHARE_OF_HINTS 0.05
#define MIN_AREA_OF_STEP 0.1

/* What is usual in a series: the values of the steps in which something changed, and their spread. */
typedef struct {
  GArray *speeds_m2; /* double: gross per day, ascending */
  GArray *reaches_m; /* double: furthest advance or retreat, ascending */
  double mad_m2;     /* the median absolute deviation of the speeds */
} Habit;

static int
compare_doubles(gconstpointer a, gconstpointer b)
{
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double
get_value(const GArray *sorted, guint i)
{
  return g_array_index(sorted, double, i);
}

static double
get_median(const GArray *sorted)
{
  const guint n = sorted->len;
  return n == 0 ? 0 : (get_value(sorted, (n - 1) / 2) + get_value(sorted, n / 2)) / 2;
}

/* The index of the first value in a sorted array that is not less than the given one. */
static guint
find_rank(const GArray *sorted, double value)
{
  guint low = 0, high = sorted->len;
  while (low < high) {
    const guint middle = low + (high - low) / 2;
    if (get_value(sorted, middle) < value)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

/* The median of all values except one, which must be among them. */
static double
get_median_of_others(const GArray *sorted, double value)
{
  const guint rank = find_rank(sorted, value), n = sorted->len - 1;
  const guint low = (n - 1) / 2, high = n / 2;
  if (n == 0)
    return 0;
  return (get_value(sorted, low + (low >= rank)) + get_value(sorted, high + (high >= rank))) / 2;
}

static double
get_speed_m2(const SalResetStep *step)
{
  return step->gross_m2 / MAX(step->days, 1);
}

/* How far the step reached; NaN: not known. */
static double
get_reach_m(const SalResetStep *step)
{
  return step->movement != NULL ? fmax(step->movement->advance_m, step->movement->retreat_m) : NAN;
}

static double
measure_spread(const GArray *sorted)
{
  const double median = get_median(sorted);
  g_autoptr(GArray) deviations = g_array_copy((GArray *)sorted);
  for (guint i = 0; i < deviations->len; i++)
    g_array_index(deviations, double, i) = fabs(get_value(sorted, i) - median);
  g_array_sort(deviations, compare_doubles);
  return get_median(deviations);
}

static void
habit_init(Habit *habit, const GArray *steps)
{
  habit->speeds_m2 = g_array_new(FALSE, FALSE, sizeof(double));
  habit->reaches_m = g_array_new(FALSE, FALSE, sizeof(double));
  for (guint i = 0; i < steps->len; i++) {
    const SalResetStep *step = &g_array_index(steps, SalResetStep, i);
    const double speed_m2 = get_speed_m2(step), reach_m = get_reach_m(step);
    if (step->gross_m2 > 0)
      g_array_append_val(habit->speeds_m2, speed_m2);
    if (step->gross_m2 > 0 && reach_m > 0)
      g_array_append_val(habit->reaches_m, reach_m);
  }
  g_array_sort(habit->speeds_m2, compare_doubles);
  g_array_sort(habit->reaches_m, compare_doubles);
  habit->mad_m2 = measure_spread(habit->speeds_m2);
}

static void
habit_clear(Habit *habit)
{
  g_array_unref(habit->speeds_m2);
  g_array_unref(habit->reaches_m);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Habit, habit_clear)

/* "−22,101.6": a number with so many decimals, or three if it is below 1. Owned by the caller. */
static char *
format_number(double value, int decimals)
{
  char format[8], number[G_ASCII_DTOSTR_BUF_SIZE + 320];
  g_snprintf(format, sizeof format, "%%.%df", fabs(value) < 1 ? 3 : decimals);
  g_ascii_formatd(number, sizeof number, format, fabs(value));
  const gsize whole = strcspn(number, ".");
  GString *text = g_string_new(value < 0 ? "−" : NULL);
  for (gsize i = 0; number[i] != '\0'; i++) {
    if (i > 0 && i < whole && (whole - i) % 3 == 0)
      g_string_append_c(text, ',');
    g_string_append_c(text, number[i]);
  }
  return g_string_free(text, FALSE);
}

/* What the step changed: only its net if that is nearly all. */
static char *
describe_size(const SalResetStep *step)
{
  g_autofree char *net = format_number(step->net_m2 / 1e6, 1);
  g_autofree char *gross = format_number(step->gross_m2 / 1e6, 1);
  if (fabs(step->net_m2) >= 0.99 * step->gross_m2)
    return g_strdup_printf("net %s km²", net);
  return g_strdup_printf("gained and lost %s km² (net %s km²)", gross, net);
}

static char *
judge_size(const Habit *habit, const SalResetStep *step)
{
  const double speed_m2 = get_speed_m2(step), usual_m2 = get_median_of_others(habit->speeds_m2, speed_m2);
  const guint n_others = habit->speeds_m2->len - 1;
  const gboolean is_habit = n_others >= MIN_OTHERS;
  const double least_m2 = usual_m2 + (is_habit ? TIMES * MAD_TO_SIGMA * habit->mad_m2 : 0);
  const double share = n_others >= MANY_OTHERS ? 0 : is_habit ? MIN_SHARE : MIN_SHARE_OF_HINTS;
  if (n_others < MIN_HINTS || speed_m2 <= TIMES * usual_m2 || speed_m2 <= least_m2 ||
      step->gross_m2 < share * step->held_m2)
    return NULL;
  g_autofree char *size = describe_size(step);
  g_autofree char *times = format_number(speed_m2 / usual_m2, 0);
  g_autofree char *usual = format_number(usual_m2 * MAX(step->days, 1) / 1e6, 1);
  return g_strdup_printf("%s is %s times the usual step (%s km² %s, median of %u)", size, times, usual,
                         step->movement != NULL ? "gained and lost" : "net", n_others);
}

static char *
judge_distance(const Habit *habit, const SalResetStep *step)
{
  const double reach_m = get_reach_m(step);
  const gboolean is_among = reach_m > 0; /* a step with only areas that lie apart reaches nowhere */
  const guint n_others = habit->reaches_m->len - is_among;
  if (isnan(reach_m) || n_others < MIN_OTHERS)
    return NULL;
  const double usual_m =
      is_among ? get_median_of_others(habit->reaches_m, reach_m) : get_median(habit->reaches_m);
  const double usual_m2 = get_median_of_others(habit->speeds_m2, get_speed_m2(step)) * MAX(step->days, 1);
  for (guint i = 0; i < step->movement->n_largest; i++) {
    SalMovedArea *area = &step->movement->largest[i];
    if (area->is_incursion || !(area->front_gap_m > TIMES * usual_m) ||
        area->area_m2 < MIN_AREA_OF_STEP * usual_m2)
      continue;
    area->is_doubted = TRUE;
    g_autofree char *km2 = format_number(area->area_m2 / 1e6, 1);
    g_autofree char *gap = format_number(area->front_gap_m / 1000, 1);
    g_autofree char *far = format_number(area->front_reach_m / 1000, 1);
    g_autofree char *usual = format_number(usual_m / 1000, 1);
    return g_strdup_printf(
        "%s %s km² lies %s to %s km from the old front, usual is up to %s km (median of %u)",
        area->is_lost ? "lost" : "gained", km2, gap, far, usual, n_others);
  }
  return NULL;
}

static void
forget_doubts(const SalResetStep *step)
{
  for (guint i = 0; step->movement != NULL && i < step->movement->n_largest; i++)
    step->movement->largest[i].is_doubted = FALSE;
}

GPtrArray *
sal_resets_find(const GArray *steps)
{
  GPtrArray *evidence = g_ptr_array_new_with_free_func(g_free);
  g_auto(Habit) habit = { NULL, NULL, 0 };
  habit_init(&habit, steps);
  for (guint i = 0; i < steps->len; i++) {
    const SalResetStep *step = &g_array_index(steps, SalResetStep, i);
    forget_doubts(step);
    char *text = step->gross_m2 > 0 ? judge_size(&habit, step) : NULL;
    if (text == NULL && step->gross_m2 > 0)
      text = judge_distance(&habit, step);
    g_ptr_array_add(evidence, text);
  }
  return evidence;
}

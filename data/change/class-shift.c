#include "data/change/class-shift.h"

#include "data/base/cells.h"
#include "data/base/error.h"

#include <math.h>

#define MAX_SPANS 3       /* of dates without a class, in one remark */
#define MAX_JUMPS 5       /* that are told one by one */
#define AS_MUCH 0.2       /* the share by which two changes of area may differ */
#define LEAST_SHARE 0.001 /* of the area of all classes: a smaller change of area is no jump */
#define JUMP_TIMES 2      /* the area before or after */

typedef struct {
  const SalClassUse *use;
  const SalClasses *classes;
  const GArray *days; /* SalClassDay */
  GPtrArray *remarks;
} Shifts;

static const SalClassDay *
get_day(const Shifts *shifts, guint index)
{
  return &g_array_index(shifts->days, SalClassDay, index);
}

static gboolean
is_plain(const Shifts *shifts, guint index)
{
  return sal_classes_get_composition(shifts->classes, index) == NULL;
}

/* By how much the area of a class changed from the day before. */
static double
get_change_m2(const Shifts *shifts, guint index, guint day)
{
  return get_day(shifts, day)->areas_m2[index] - get_day(shifts, day - 1)->areas_m2[index];
}

static gboolean
is_there(const Shifts *shifts, guint index, guint day)
{
  return get_day(shifts, day)->n_features[index] > 0;
}

/* "class 'a'", owned by the caller. */
static char *
name_class(const Shifts *shifts, guint index)
{
  g_autofree char *quoted = sal_error_quote(sal_classes_get_names(shifts->classes)[index]);
  return g_strdup_printf("class '%s'", quoted);
}

/* The class that changes by as much the other way on a day; -1: none does. */
static int
find_opposite(const Shifts *shifts, guint index, guint day)
{
  const double m2 = get_change_m2(shifts, index, day);
  for (guint other = 0; other < sal_classes_get_n(shifts->classes); other++) {
    const double other_m2 = get_change_m2(shifts, other, day);
    if (other != index && is_plain(shifts, other) && m2 * other_m2 < 0 &&
        fabs(m2 + other_m2) <= AS_MUCH * fmax(fabs(m2), fabs(other_m2)))
      return (int)other;
  }
  return -1;
}

/* Values of features that belong to no class: those of one day that another day does not have, "layer 'x',
 * 'y'". NULL: there are none. n receives how many. Owned by the caller. */
static char *
list_new_values(const Shifts *shifts, guint day, guint other_day, guint *n)
{
  const char *field = NULL, *other_field = NULL;
  const SalValues *own = sal_class_use_get_unclassed(shifts->use, get_day(shifts, day), &field);
  const SalValues *others =
      sal_class_use_get_unclassed(shifts->use, get_day(shifts, other_day), &other_field);
  g_autoptr(SalValues) fresh = sal_values_new(MAX_SPANS);
  g_autoptr(GPtrArray) list = own != NULL ? sal_values_list(own) : g_ptr_array_new();
  g_autoptr(GString) text = g_string_new(NULL);
  for (guint i = 0; i < list->len && sal_values_get_n(fresh) < MAX_SPANS; i++) {
    const SalValue *value = list->pdata[i];
    if (value->value == NULL || (others != NULL && sal_values_find(others, value->value) != NULL))
      continue;
    g_autofree char *quoted = sal_error_quote(value->value);
    g_string_append_printf(text, "%s'%s'", text->len > 0 ? ", " : "", quoted);
    sal_values_add(fresh, value->value, get_day(shifts, day)->day);
  }
  *n = sal_values_get_n(fresh);
  return text->len > 0 ? g_strdup_printf("%s %s", field, text->str) : NULL;
}

/* What else happens on the day on which a class appears or vanishes; "" if nothing. Owned by the caller. */
static char *
describe_company(const Shifts *shifts, guint index, guint day)
{
  const gboolean appears = is_there(shifts, index, day);
  const int opposite = find_opposite(shifts, index, day);
  g_autofree char *date = sal_day_format(get_day(shifts, day)->day);
  guint n = 0;
  g_autofree char *values =
      appears ? list_new_values(shifts, day - 1, day, &n) : list_new_values(shifts, day, day - 1, &n);
  g_autofree char *other = opposite >= 0 ? name_class(shifts, (guint)opposite) : NULL;
  g_autoptr(GString) text = g_string_new(NULL);
  if (other != NULL)
    g_string_append_printf(text, "; on %s %s %s as much", date, other, appears ? "loses" : "gains");
  if (values != NULL)
    g_string_append_printf(text, "; on %s %s, which belong%s to no class, %s%s", date, values,
                           n == 1 ? "s" : "", appears ? "vanish" : "appear",
                           n > 1     ? ""
                           : appears ? "es"
                                     : "s");
  return g_strdup(text->str);
}

/* Appends "from A to B" or "on A". */
static void
append_span(GString *text, SalDay first, SalDay last)
{
  g_autofree char *from = sal_day_format(first), *to = sal_day_format(last);
  if (first == last)
    g_string_append_printf(text, "on %s", from);
  else
    g_string_append_printf(text, "from %s to %s", from, to);
}

/* The spans of dates without a class: "on 2024-01-02, from 2024-03-01 to 2024-03-09 and 2 more times". */
static char *
list_absences(const Shifts *shifts, guint index)
{
  GString *text = g_string_new(NULL);
  guint n = 0;
  for (guint day = 0; day < shifts->days->len; day++) {
    guint end = day;
    while (end < shifts->days->len && !is_there(shifts, index, end))
      end++;
    if (end == day)
      continue;
    if (n++ < MAX_SPANS) {
      g_string_append(text, n > 1 ? ", " : "");
      append_span(text, get_day(shifts, day)->day, get_day(shifts, end - 1)->day);
    }
    day = end;
  }
  if (n > MAX_SPANS)
    g_string_append_printf(text, " and %u more time%s", n - MAX_SPANS, n - MAX_SPANS == 1 ? "" : "s");
  return g_string_free(text, FALSE);
}

static void
remark_absence(const Shifts *shifts, guint index)
{
  guint n_there = 0, first = 0;
  for (guint day = 0; day < shifts->days->len; day++) {
    n_there += is_there(shifts, index, day);
    if (first == 0 && day > 0 && is_there(shifts, index, day) != is_there(shifts, index, day - 1))
      first = day;
  }
  if (n_there == 0 || n_there == shifts->days->len)
    return;
  g_autofree char *name = name_class(shifts, index), *absences = list_absences(shifts, index);
  g_autofree char *company = describe_company(shifts, index, first);
  g_ptr_array_add(shifts->remarks, g_strdup_printf("%s has features on %u of %u dates, none %s%s", name,
                                                   n_there, shifts->days->len, absences, company));
}

static double
sum_areas(const Shifts *shifts, guint day)
{
  double sum_m2 = 0;
  for (guint c = 0; c < sal_classes_get_n(shifts->classes); c++)
    sum_m2 += is_plain(shifts, c) ? get_day(shifts, day)->areas_m2[c] : 0;
  return sum_m2;
}

/* How many times the area before is that after, or the reverse; 0: the class is not there on both days, or
 * hardly any area changed. */
static double
get_times(const Shifts *shifts, guint index, guint day)
{
  const double least_m2 = LEAST_SHARE * fmax(sum_areas(shifts, day - 1), sum_areas(shifts, day));
  const double before = get_day(shifts, day - 1)->areas_m2[index],
               after = get_day(shifts, day)->areas_m2[index];
  if (!is_plain(shifts, index) || !is_there(shifts, index, day) || !is_there(shifts, index, day - 1) ||
      fabs(after - before) < least_m2)
    return 0;
  return fmin(before, after) > 0 ? fmax(before, after) / fmin(before, after) : 0;
}

static char *
describe_jump(const Shifts *shifts, guint index, guint day, guint other)
{
  g_autofree char *from = sal_day_format(get_day(shifts, day - 1)->day);
  g_autofree char *to = sal_day_format(get_day(shifts, day)->day), *name = name_class(shifts, index);
  g_autofree char *before = sal_cells_format_km2(get_day(shifts, day - 1)->areas_m2[index] / 1e6, FALSE);
  g_autofree char *after = sal_cells_format_km2(get_day(shifts, day)->areas_m2[index] / 1e6, FALSE);
  g_autofree char *other_name = name_class(shifts, other);
  g_autofree char *change = sal_cells_format_km2(get_change_m2(shifts, other, day) / 1e6, TRUE);
  return g_strdup_printf("%s jumps: %s km² on %s became %s km² on %s, while %s changed by %s km²", name,
                         before, from, after, to, other_name, change);
}

/* A description of the jump of a class on a day, while another one changes by as much; owned by the caller. NULL:
 * there is none, or what is said of the other class tells of both. */
static char *
find_jump(const Shifts *shifts, guint index, guint day)
{
  const int other = get_times(shifts, index, day) >= JUMP_TIMES ? find_opposite(shifts, index, day) : -1;
  if (other < 0 || is_there(shifts, (guint)other, day) != is_there(shifts, (guint)other, day - 1) ||
      (other < (int)index && get_times(shifts, (guint)other, day) >= JUMP_TIMES))
    return NULL;
  return describe_jump(shifts, index, day, (guint)other);
}

static void
remark_jumps(const Shifts *shifts)
{
  guint n = 0;
  for (guint day = 1; day < shifts->days->len; day++)
    for (guint c = 0; c < sal_classes_get_n(shifts->classes); c++) {
      char *jump = find_jump(shifts, c, day);
      if (jump != NULL && n++ < MAX_JUMPS)
        g_ptr_array_add(shifts->remarks, jump);
      else
        g_free(jump);
    }
  if (n > MAX_JUMPS)
    g_ptr_array_add(shifts->remarks,
                    g_strdup_printf("%u more jumps of classes; inspect lists them", n - MAX_JUMPS));
}

void
sal_class_shifts_remark(const SalClassUse *use, const SalClasses *classes, GPtrArray *remarks)
{
  const Shifts shifts = { use, classes, sal_class_use_get_days(use), remarks };
  char *unclassed = sal_class_use_describe_unclassed(use);
  if (unclassed != NULL)
    g_ptr_array_add(remarks, unclassed);
  if (!sal_classes_are_defined(classes))
    return;
  guint n_plain = 0;
  for (guint c = 0; c < sal_classes_get_n(classes); c++)
    if (is_plain(&shifts, c)) {
      remark_absence(&shifts, c);
      n_plain++;
    }
  if (n_plain > 1)
    remark_jumps(&shifts);
}

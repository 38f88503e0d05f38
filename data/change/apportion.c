#include "data/change/apportion.h"

#include <math.h>
#include <string.h>

/* A whole and the rows of its regions. */
typedef struct {
  SalRow *whole, *regions;
  guint n;
} Group;

static Group
find_group(const GArray *rows, guint whole)
{
  Group group = { &g_array_index(rows, SalRow, whole), NULL, 0 };
  while (whole + group.n + 1 < rows->len &&
         g_array_index(rows, SalRow, whole + group.n + 1).change->region[0] != '\0')
    group.n++;
  group.regions = group.whole + 1;
  return group;
}

/* Rounds to whole m2, but not below 0. */
static gint64
round_up_from_0(double m2)
{
  return MAX((gint64)llround(m2), 0);
}

static gint64 *
get_part(gint64 *parts, gsize stride, guint i)
{
  return (gint64 *)(void *)((char *)parts + i * stride);
}

static gint64 *
find_largest(gint64 *parts, gsize stride, guint n)
{
  gint64 *largest = parts;
  for (guint i = 1; i < n; i++)
    if (*get_part(parts, stride, i) > *largest)
      largest = get_part(parts, stride, i);
  return largest;
}

/* How many units parts have above a level; more than `limit` may be any number above it. */
static gint64
count_above(gint64 *parts, gsize stride, guint n, gint64 level, gint64 limit)
{
  gint64 sum = 0;
  for (guint i = 0; i < n && sum <= limit; i++)
    sum += MAX(*get_part(parts, stride, i) - level, 0);
  return sum;
}

/* Takes units, each from the largest: down to a level, and one below it from the first that stand there. */
static void
take_units(gint64 units, gint64 *parts, gsize stride, guint n)
{
  gint64 high = *find_largest(parts, stride, n), low = high - units; /* at low all units are enough for one */
  while (low < high) {
    const gint64 middle = low + (high - low) / 2;
    if (count_above(parts, stride, n, middle, units) <= units)
      high = middle;
    else
      low = middle + 1;
  }
  gint64 rest = units - count_above(parts, stride, n, low, units);
  for (guint i = 0; i < n; i++) {
    gint64 *part = get_part(parts, stride, i);
    if (*part < low)
      continue;
    *part = low - (rest > 0 ? 1 : 0);
    rest -= rest > 0;
  }
}

void
sal_apportion_level(gint64 whole, gint64 *parts, gsize stride, guint n)
{
  gint64 rest = whole;
  for (guint i = 0; i < n; i++)
    rest -= *get_part(parts, stride, i);
  if (rest > 0)
    *find_largest(parts, stride, n) += rest; /* the largest stays the largest */
  else if (rest < 0)
    take_units(-rest, parts, stride, n);
}

void
sal_apportion_level_within(gint64 whole, gint64 *parts, gsize stride, guint n, const gint64 *limits)
{
  gint64 rest = whole;
  sal_apportion_level(whole, parts, stride, n);
  for (guint i = 0; i < n; i++) {
    gint64 *part = get_part(parts, stride, i);
    *part = MIN(*part, limits[i]);
    rest -= *part;
  }
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n; i++) {
      gint64 *part = get_part(parts, stride, i);
      const gint64 more = pass > 0 || *part > 0 ? MIN(rest, limits[i] - *part) : 0;
      *part += more;
      rest -= more;
    }
}

/* Sets the areas at the start: in the first period of a chain they are levelled, in the others each row
 * begins as the one before has ended. */
static void
apportion_start(const Group *group, const Group *before)
{
  for (guint i = 0; before != NULL && i < group->n; i++)
    group->regions[i].area_from = before->regions[i].area_to;
  if (before == NULL)
    sal_apportion_level(group->whole->area_from, &group->regions->area_from, sizeof(SalRow), group->n);
}

/* Levels what was redefined. Turned to positive if it is a loss on the whole, so that it is the regions with
 * the largest losses that make up for rounding. */
static void
level_redefined(const Group *group)
{
  const gint64 sign = group->whole->redefined < 0 ? -1 : 1;
  for (guint i = 0; i < group->n; i++)
    group->regions[i].redefined *= sign;
  sal_apportion_level(sign * group->whole->redefined, &group->regions->redefined, sizeof(SalRow), group->n);
  for (guint i = 0; i < group->n; i++)
    group->regions[i].redefined *= sign;
}

/* Levels noise, and redrawn border, which is none. Both are parts of what was gained and lost. */
static void
level_parts(const Group *group)
{
  const SalRow *whole = group->whole;
  SalRow *regions = group->regions;
  g_autofree gint64 *limits = g_new(gint64, group->n);
  for (guint i = 0; i < group->n; i++)
    limits[i] = regions[i].gained;
  sal_apportion_level_within(whole->noise_gained, &regions->noise_gained, sizeof(SalRow), group->n, limits);
  for (guint i = 0; i < group->n; i++)
    limits[i] = regions[i].gained - regions[i].noise_gained;
  sal_apportion_level_within(whole->border_gained, &regions->border_gained, sizeof(SalRow), group->n, limits);
  for (guint i = 0; i < group->n; i++)
    limits[i] = regions[i].lost;
  sal_apportion_level_within(whole->noise_lost, &regions->noise_lost, sizeof(SalRow), group->n, limits);
  for (guint i = 0; i < group->n; i++)
    limits[i] = regions[i].lost - regions[i].noise_lost;
  sal_apportion_level_within(whole->border_lost, &regions->border_lost, sizeof(SalRow), group->n, limits);
}

/* Sets what changed and the areas at the end. The larger of gained and lost makes up for the error of the
 * area at the start, so that errors do not pile up. */
static void
apportion_change(const Group *group)
{
  for (guint i = 0; i < group->n; i++) {
    SalRow *row = &group->regions[i];
    const SalChange *change = row->change;
    const double behind_m2 = change->area_from_m2 - (double)row->area_from;
    const gboolean gains = change->gained_m2 >= change->lost_m2;
    const gboolean changes = change->gained_m2 > 0 || change->lost_m2 > 0;
    row->gained = round_up_from_0(change->gained_m2 + (gains && changes ? behind_m2 : 0));
    row->lost = round_up_from_0(change->lost_m2 - (gains ? 0 : behind_m2));
  }
  sal_apportion_level(group->whole->gained, &group->regions->gained, sizeof(SalRow), group->n);
  sal_apportion_level(group->whole->lost, &group->regions->lost, sizeof(SalRow), group->n);
  level_parts(group);
  level_redefined(group);
  for (guint i = 0; i < group->n; i++) {
    SalRow *row = &group->regions[i];
    row->net = row->gained - row->lost;
    row->area_to = row->area_from + row->net + row->redefined;
  }
}

/* Finds the last group of the same class. FALSE if there is none, or if it does not end where this one
 * begins. */
static gboolean
find_before(const GArray *rows, guint whole, Group *before)
{
  const SalChange *change = g_array_index(rows, SalRow, whole).change;
  for (guint i = whole; i > 0; i--) {
    const SalChange *other = g_array_index(rows, SalRow, i - 1).change;
    if (other->region[0] != '\0' || strcmp(other->class_name, change->class_name) != 0)
      continue;
    *before = find_group(rows, i - 1);
    return other->to_snapshot == change->from_snapshot;
  }
  return FALSE;
}

void
sal_rows_apportion(GArray *rows)
{
  for (guint i = 0; i < rows->len; i++) {
    const Group group = find_group(rows, i);
    Group before;
    if (group.n == 0)
      continue;
    apportion_start(&group, find_before(rows, i, &before) ? &before : NULL);
    apportion_change(&group);
    i += group.n;
  }
}

#include "data/change/archive.h"

#include "data/base/error.h"
#include "data/source/change-words.h"

#include <math.h>
#include <string.h>

#define MIN_PAIRS 3
#define BARELY 0.1 /* of the smaller area; situations a month apart have 0.9 and more in common */

const char *
sal_archive_kind_get_name(SalArchiveKind kind)
{
  static const char *const names[] = { "situations", "increments", "differences" };
  return names[kind];
}

SalOverlaps
sal_overlaps_new(void)
{
  return (SalOverlaps){ g_array_new(FALSE, FALSE, sizeof(double)) };
}

void
sal_overlaps_clear(SalOverlaps *overlaps)
{
  g_clear_pointer(&overlaps->shares, g_array_unref);
}

void
sal_overlaps_add(SalOverlaps *overlaps, double from_m2, double to_m2, double changed_m2)
{
  const double smaller_m2 = fmin(from_m2, to_m2), common_m2 = (from_m2 + to_m2 - changed_m2) / 2;
  if (!(smaller_m2 > 0))
    return;
  const double share = fmin(fmax(common_m2 / smaller_m2, 0), 1);
  g_array_append_val(overlaps->shares, share);
}

char *
sal_overlaps_describe(const SalOverlaps *overlaps)
{
  guint n_apart = 0;
  const guint n = overlaps->shares->len;
  for (guint i = 0; i < n; i++)
    n_apart += g_array_index(overlaps->shares, double, i) < BARELY;
  if (n < MIN_PAIRS || 2 * n_apart < n)
    return NULL;
  return g_strdup_printf(
      "%u of %u snapshots have less than a tenth of their area in common with the one before: an "
      "archive of increments, not of situations? " SAL_OPTION(
          "increments") " adds each to those before it; without, net is what one has more than "
                        "another, and says nothing of ground",
      n_apart, n);
}

char *
sal_archive_describe_changes(const GPtrArray *changes)
{
  g_auto(SalOverlaps) overlaps = sal_overlaps_new();
  for (guint i = 0; i < changes->len; i++) {
    const SalChange *change = changes->pdata[i];
    const double changed_m2 =
        change->gained_m2 + change->lost_m2 + change->redefined_gained_m2 + change->redefined_lost_m2;
    if (change->region[0] == '\0' && !sal_change_has_same_snapshot(change))
      sal_overlaps_add(&overlaps, change->area_from_m2, change->area_to_m2, changed_m2);
  }
  return sal_overlaps_describe(&overlaps);
}

/* Whether the preset for such collections reads the field and its values. */
static gboolean
suits_preset(const char *field, const GPtrArray *values)
{
  static const char *const known[] = { "nochange", "gains", "losses", NULL };
  for (guint i = 0; i < values->len; i++)
    if (!g_strv_contains(known, values->pdata[i]))
      return FALSE;
  return strcmp(field, "type") == 0;
}

/* "'gains', 'no change'": the values of what is held, as an expression has them. Owned by the caller. */
static char *
list_held(const GPtrArray *values)
{
  GString *list = g_string_new(NULL);
  for (guint i = 0; i < values->len; i++) {
    const SalChangeWord change = sal_change_word_find(values->pdata[i]);
    if (change == SAL_CHANGE_WORD_GAINED || change == SAL_CHANGE_WORD_UNCHANGED)
      g_string_append_printf(list, "%s'%s'", list->len > 0 ? ", " : "", (const char *)values->pdata[i]);
  }
  return g_string_free(list, FALSE);
}

char *
sal_archive_describe_differences(const char *field, const GPtrArray *values)
{
  if (!sal_change_words_tell(values))
    return NULL;
  g_autofree char *held = list_held(values), *expression = g_strdup_printf("held=%s in (%s)", field, held);
  g_autofree char *quoted = sal_error_quote(field), *told = sal_error_quote(expression);
  g_autofree char *command = suits_preset(field, values)
                                 ? g_strdup(SAL_OPTION("preset") " states-of-change")
                                 : g_strdup_printf(SAL_OPTION("class") " \"%s\"", told);
  return g_strdup_printf(
      "'%s' tells what was gained and lost from what did not change: an archive of differences, in "
      "which what was lost is held no more; %s leaves that out",
      quoted, command);
}

char *
sal_archive_describe(const SalSeries *series, const GPtrArray *changes)
{
  const SalKinds *kinds = sal_series_get_kinds(series);
  char *remark = kinds != NULL ? sal_archive_describe_differences(kinds->field, kinds->values) : NULL;
  if (remark == NULL && changes != NULL && !sal_series_is_continuous(series))
    remark = sal_archive_describe_changes(changes);
  return remark;
}

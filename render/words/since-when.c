#include "render/words/since-when.h"

#include "render/words/phrases.h"
#include "render/words/wording.h"

#define MIN_BEATEN 3u /* a record among fewer periods is no news */
#define MIN_HELD_LENGTHS                                                                                     \
  12 /* nor is what was held less than so many lengths of the period ago: a year for months */
#define MIN_STREAK 3u /* fewer periods are no streak */

/* The record of the net that a sentence may tell: it beats several periods, all of which count. NULL: none. */
static const SalRecord *
find_record(const SalChange *change)
{
  const SalStanding *standing = change->standing;
  const SalRecordKind kind =
      sal_change_get_net_m2(change) > 0 ? SAL_RECORD_HIGHEST_NET : SAL_RECORD_LOWEST_NET;
  for (guint i = 0; standing != NULL && i < standing->records->len; i++) {
    const SalRecord *record = &g_array_index(standing->records, SalRecord, i);
    if (record->kind == kind && record->n_beaten >= MIN_BEATEN && record->n_uncounted == 0 &&
        (record->has_since || standing->compared->is_whole))
      return record;
  }
  return NULL;
}

char *
sal_since_when_date_record(const SalWords *words, const SalChange *change)
{
  const SalRecord *record = find_record(change);
  return record != NULL && record->has_since ? sal_phrase_make_since(words, &record->since) : NULL;
}

static char *
tell_record(const SalWords *words, const SalChange *change)
{
  const SalRecord *record = find_record(change);
  if (record == NULL)
    return NULL;
  g_autofree char *since = sal_since_when_date_record(words, change);
  const guint index = (record->kind == SAL_RECORD_LOWEST_NET ? 1 : 0) + (record->has_since ? 0 : 2);
  return sal_words_fill_item(words, SAL_WORD_RECORD, index, "since", since, NULL);
}

/* Which way the net goes, if the period counts; 0: neither, or it does not. */
static int
find_sign(const SalChange *change)
{
  const double net_m2 = sal_change_get_net_m2(change);
  const gboolean counts = change->standing != NULL && change->standing->reason == SAL_UNCOUNTED_NONE;
  return counts ? (net_m2 > 0) - (net_m2 < 0) : 0;
}

/* As much (or as little) was held on a day that is long past, and not since. */
static char *
tell_held(const SalWords *words, const SalChange *change)
{
  const int sign = find_sign(change);
  const SalPeriod *period = &change->period;
  if (sign == 0 || period->is_of_years)
    return NULL;
  const SalHeldBefore *held = &change->standing->held;
  if (held->sign != sign || held->last == SAL_DAY_NONE ||
      change->to_snapshot - held->last < MIN_HELD_LENGTHS * (period->to - period->from))
    return NULL;
  g_autofree char *day = sal_wording_format_day(words, held->last, SAL_WORD_DATE_FULL);
  g_autofree char *since = sal_words_fill(words, SAL_WORD_SINCE_DAY, "date", day, NULL);
  return sal_words_fill_item(words, SAL_WORD_MOST_HELD, sign > 0 ? 0 : 1, "since", since, NULL);
}

/* "12th": languages that tell them apart have ordinals of their own for what ends in 1, 2 and 3, but 11 to 13. */
static char *
make_ordinal(const SalWords *words, guint n, const char *number)
{
  const guint last = n % 10;
  const gboolean is_teen = n / 10 % 10 == 1;
  return sal_words_fill_item(words, SAL_WORD_ORDINALS, last >= 1 && last <= 3 && !is_teen ? last - 1 : 3, "n",
                             number, NULL);
}

static char *
tell_streak(const SalWords *words, const SalChange *change)
{
  const int sign = find_sign(change);
  const SalStreak *streak = sign != 0 ? &change->standing->streak : NULL;
  if (streak == NULL || streak->sign != sign || streak->n < MIN_STREAK || change->period.is_of_years)
    return NULL;
  const guint unit = sal_wording_get_unit(&change->period);
  g_autofree char *number = g_strdup_printf("%u", streak->n);
  g_autofree char *nth = make_ordinal(words, streak->n, number);
  g_autofree char *text = sal_words_fill_item(
      words, SAL_WORD_STREAK, unit + (sign > 0 ? 0 : SAL_N_WORD_UNITS), "n", number, "nth", nth, NULL);
  return streak->is_at_least ? sal_words_fill(words, SAL_WORD_AT_LEAST, "streak", text, NULL)
                             : g_steal_pointer(&text);
}

char *
sal_since_when_tell(const SalWords *words, const SalChange *change)
{
  char *text = tell_record(words, change);
  text = text != NULL ? text : tell_held(words, change);
  return text != NULL ? text : tell_streak(words, change);
}

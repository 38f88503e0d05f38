#include "data/change/mean.h"

typedef struct {
  guint begin, end;           /* a chain: the periods from begin to end - 1 */
  SalDay first_day, last_day; /* of the snapshots between which a change can be seen in it */
} Chain;

static const SalChange *
get_change(const GPtrArray *changes, guint i)
{
  return changes->pdata[i];
}

static gboolean
is_left_out(const SalChange *change)
{
  return change->period.partial || change->accepted;
}

static gboolean
continues(const SalChange *before, const SalChange *change)
{
  return !is_left_out(before) && !is_left_out(change) && before->period.to == change->period.from;
}

static Chain
find_chain(const GPtrArray *changes, guint begin)
{
  Chain chain = { begin, begin, SAL_DAY_NONE, SAL_DAY_NONE };
  do {
    const SalChange *change = get_change(changes, chain.end++);
    if (is_left_out(change) || sal_change_has_same_snapshot(change))
      continue;
    if (chain.first_day == SAL_DAY_NONE)
      chain.first_day = change->from_snapshot;
    chain.last_day = change->to_snapshot;
  } while (chain.end < changes->len &&
           continues(get_change(changes, chain.end - 1), get_change(changes, chain.end)));
  return chain;
}

static gboolean
counts(const Chain *chain, const SalChange *change)
{
  if (chain->first_day == SAL_DAY_NONE || is_left_out(change))
    return FALSE;
  return !sal_change_has_same_snapshot(change) ||
         (change->period.from >= chain->first_day && change->period.to <= chain->last_day);
}

guint8 *
sal_mean_choose(const GPtrArray *changes)
{
  guint8 *chosen = g_new0(guint8, changes->len);
  for (guint i = 0; i < changes->len;) {
    const Chain chain = find_chain(changes, i);
    for (; i < chain.end; i++)
      chosen[i] = counts(&chain, get_change(changes, i)) ? 1 : 0;
  }
  return chosen;
}

double
sal_mean_count_months(const GPtrArray *changes, const guint8 *chosen)
{
  static const double months[] = { [SAL_EVERY_MONTH] = 1, [SAL_EVERY_QUARTER] = 3, [SAL_EVERY_YEAR] = 12 };
  double n = 0;
  for (guint i = 0; i < changes->len; i++) {
    const SalChange *change = get_change(changes, i);
    const SalEvery every = change->period.unit.every;
    if (chosen[i])
      n += every >= SAL_EVERY_MONTH ? months[every] : sal_change_get_days(change) / SAL_DAYS_PER_MONTH;
  }
  return n;
}

#include "data/change/standing.h"

const char *
sal_record_kind_get_name(SalRecordKind kind)
{
  static const char *const names[] = { "highest_net",   "lowest_net",   "highest_gained",
                                       "lowest_gained", "highest_lost", "lowest_lost" };
  return names[kind];
}

const char *
sal_uncounted_get_name(SalUncountedReason reason)
{
  static const char *const names[] = { NULL,      "missing",        "partial",      "same_snapshot",
                                       "flagged", "accepted_reset", "doubtful_side" };
  return names[reason];
}

void
sal_compared_free(SalCompared *compared)
{
  if (compared == NULL)
    return;
  g_array_unref(compared->uncounted);
  g_free(compared);
}

void
sal_standing_free(SalStanding *standing)
{
  if (standing == NULL)
    return;
  g_array_unref(standing->records);
  g_free(standing);
}

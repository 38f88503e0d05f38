#include "data/change/uncertainty.h"

const char *
sal_unstated_get_name(SalUnstated why)
{
  static const char *const names[] = { NULL,
                                       "not_asked",
                                       "not_stated",
                                       "short_period",
                                       "years",
                                       "no_other_snapshots",
                                       "same_snapshot",
                                       "accepted_reset",
                                       "narrower_than_error" };
  return names[why];
}

const char *
sal_variant_state_get_name(SalVariantState state)
{
  static const char *const names[] = { "other", "same", "none", "unusable" };
  return names[state];
}

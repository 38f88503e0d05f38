#include "data/table/definition.h"

char *
sal_definition_describe_gross(SalCadence cadence)
{
  if (cadence.every == SAL_EVERY_SNAPSHOT)
    return g_strdup("at each snapshot");
  if (cadence.every == SAL_EVERY_DAYS && cadence.days > 1)
    return g_strdup_printf("at the end of each period of %d days", cadence.days);
  return g_strdup_printf("at the end of each %s", sal_cadence_get_unit(cadence));
}

/* Puts what classes are in front of the rest, which is taken. */
static char *
put_classes(const char *classes, char *rest)
{
  g_autofree char *owned = rest;
  return classes != NULL ? g_strconcat(classes, "; ", owned, NULL) : g_steal_pointer(&owned);
}

char *
sal_definition_make(const SalTableContext *context)
{
  g_autofree char *gross = sal_definition_describe_gross(context->cadence);
  return put_classes(
      context->definition,
      g_strdup_printf("net = gained − lost = area at the end − area at the start; gained and lost "
                      "are counted %s, and not what changed hands and back between; %s",
                      gross, sal_area_model_get_definition(context->area_model)));
}

char *
sal_definition_make_of_places(const SalTableContext *context)
{
  return put_classes(
      context->definition,
      g_strdup("the holder of a place is the class that covers it; changes are from one snapshot to "
               "the next"));
}

char *
sal_definition_make_compared(const SalCompareContext *context)
{
  return put_classes(context->definition,
                     g_strdup_printf("area of A = agreed + only A, area of B = agreed + only B%s; %s",
                                     context->has_periods ? ", at each period's end" : "",
                                     sal_area_model_get_definition(context->area_model)));
}

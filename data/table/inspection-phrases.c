#include "data/table/inspection-phrases.h"

#include "data/base/cells.h"
#include "data/base/error.h"

#include <stdlib.h>

char *
sal_phrase_reading(const SalDate *found)
{
  const int second = found->second;
  return second < 0 ? g_strdup(found->reading)
                    : g_strdup_printf("%s %02d:%02d", found->reading, second / 3600, second / 60 % 60);
}

char *
sal_phrase_quoted_class(const char *name)
{
  g_autofree char *quoted = sal_error_quote(name);
  return quoted[0] != '\0' ? g_strdup_printf("'%s'", quoted) : g_strdup("no value");
}

char *
sal_phrase_class_prefix(const SalClasses *classes, guint class_index)
{
  if (sal_classes_get_n(classes) < 2)
    return g_strdup("");
  g_autofree char *name = sal_error_quote(sal_classes_get_names(classes)[class_index]);
  return g_strdup_printf("%s: ", name);
}

char *
sal_phrase_span(SalDay from, SalDay to)
{
  g_autofree char *first = sal_day_format(from);
  g_autofree char *last = sal_day_format(to);
  return g_strdup_printf("%s to %s", first, last);
}

char *
sal_phrase_km2(double m2)
{
  return sal_cells_format_km2(m2 / 1e6, FALSE);
}

const char *
sal_phrase_days_word(int days)
{
  return abs(days) == 1 ? "day" : "days";
}

char *
sal_phrase_count(guint n, const char *noun)
{
  return g_strdup_printf("%u %s%s", n, noun, n == 1 ? "" : "s");
}

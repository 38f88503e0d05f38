#include "render/page/unused.h"

#include "data/base/error.h"

#define MOST_TOLD 6 /* names in a remark */

char *
sal_unused_join(const GPtrArray *names)
{
  GString *list = g_string_new(NULL);
  const guint n = MIN(names->len, MOST_TOLD);
  for (guint i = 0; i < n; i++) {
    g_autofree char *quoted = sal_error_quote(names->pdata[i]);
    const gboolean is_last = i > 0 && i + 1 == names->len;
    g_string_append_printf(list, "%s'%s'", i == 0 ? "" : is_last ? " and " : ", ", quoted);
  }
  if (names->len > n)
    g_string_append_printf(list, " and %u more", names->len - n);
  return g_string_free(list, FALSE);
}

void
sal_unused_remark(GPtrArray *remarks, const char *option, SalUnused why, const GPtrArray *names)
{
  static const char *const whys[][2] = {
    [SAL_UNUSED_OUTSIDE] = { "is not on the map", "are not on the map" },
    [SAL_UNUSED_AT_OTHER_TIMES] = { "belongs to no period that is drawn",
                                    "belong to no period that is drawn" },
    [SAL_UNUSED_WITHOUT_ROOM] = { "finds no room on the map", "find no room on the map" },
    [SAL_UNUSED_WITHOUT_INSET] = { "stands in an inset that is not on every map",
                                   "stand in insets that are not on every map" },
    [SAL_UNUSED_ELSEWHERE] = { "has no room there or would hide what changed, and stands elsewhere",
                               "have no room there or would hide what changed, and stand elsewhere" },
    [SAL_UNUSED_UNKNOWN] = { "is no callout or note of the run", "are no callouts or notes of the run" },
  };
  g_autofree char *list = sal_unused_join(names);
  if (names->len > 0)
    g_ptr_array_add(remarks,
                    g_strdup_printf(SAL_OPTION("%s") ": %s %s", option, list, whys[why][names->len > 1]));
}

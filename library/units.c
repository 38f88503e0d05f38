#include "library/units.h"

#include "data/base/error.h"

#define NONE (-1)

/* What a name says, and what follows from it where no other name says it. */
static const struct {
  const char *name;
  int lengths, areas, usual_lengths, usual_areas;
} NAMES[] = {
  { "km", SAL_SCALE_KM, NONE, NONE, NONE },
  { "miles", SAL_SCALE_MILES, NONE, NONE, NONE },
  { "both", NONE, NONE, SAL_SCALE_BOTH, SAL_AREA_BOTH },
  { "km2", NONE, SAL_AREA_KM2, NONE, NONE },
  { "sqmi", NONE, SAL_AREA_SQMI, SAL_SCALE_MILES, NONE },
  { "ha", NONE, SAL_AREA_HA, NONE, NONE },
};

static gboolean
refuse(const char *text, const char *word, GError **error)
{
  const char *names[G_N_ELEMENTS(NAMES) + 1] = { NULL };
  for (guint i = 0; i < G_N_ELEMENTS(NAMES); i++)
    names[i] = NAMES[i].name;
  g_autofree char *quoted = sal_error_quote(text);
  g_autofree char *hint = g_strv_contains(names, word) ? g_strdup("") : sal_error_suggest(word, names);
  return sal_error_set(
      error, SAL_ERROR_USAGE,
      "expected km, miles, both, km2, sqmi or ha, or two of them such as sqmi,km, got '%s'%s", quoted, hint);
}

/* Whether a name may be set: nothing has been said of it. */
static gboolean
set(int *said, int value)
{
  if (value == NONE)
    return TRUE;
  const gboolean is_free = *said == NONE;
  *said = value;
  return is_free;
}

gboolean
sal_units_parse(const char *text, SalUnits *units, GError **error)
{
  int lengths = NONE, areas = NONE, usual_lengths = NONE, usual_areas = NONE;
  g_auto(GStrv) words = g_strsplit(text != NULL ? text : "km", ",", -1);
  for (guint i = 0; i == 0 || words[i] != NULL; i++) {
    const char *word = words[i] != NULL ? g_strstrip(words[i]) : "";
    guint at = 0;
    while (at < G_N_ELEMENTS(NAMES) && !g_str_equal(NAMES[at].name, word))
      at++;
    if (at == G_N_ELEMENTS(NAMES) || !set(&lengths, NAMES[at].lengths) || !set(&areas, NAMES[at].areas) ||
        !set(&usual_lengths, NAMES[at].usual_lengths) || !set(&usual_areas, NAMES[at].usual_areas))
      return refuse(text, word, error);
  }
  lengths = lengths != NONE ? lengths : usual_lengths;
  areas = areas != NONE ? areas : usual_areas;
  *units = (SalUnits){ lengths != NONE ? (SalScaleUnits)lengths : SAL_SCALE_KM,
                       areas != NONE ? (SalAreaUnits)areas : SAL_AREA_KM2 };
  return TRUE;
}

const SalCellsUnit *
sal_units_find_cells(const char *text)
{
  SalUnits units = { .areas = SAL_AREA_KM2 };
  if (!sal_units_parse(text, &units, NULL))
    return NULL;
  return units.areas == SAL_AREA_SQMI ? &SAL_CELLS_SQMI : units.areas == SAL_AREA_HA ? &SAL_CELLS_HA : NULL;
}

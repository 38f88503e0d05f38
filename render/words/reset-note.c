#include "render/words/reset-note.h"

#include "render/words/wording.h"

#define MAX_NAMED 3

static gboolean
is_accepted(const SalChange *change)
{
  return change->accepted;
}

typedef gboolean (*IsKind)(const SalChange *change);

/* "May 2024, Jul 2024"; NULL where no change is of the kind. */
static char *
name_periods(const SalWords *words, const SalRun *run, IsKind is_kind)
{
  g_autoptr(GString) names = g_string_new(NULL);
  guint n = 0;
  for (guint i = 0; i < run->changes->len; i++) {
    const SalChange *change = run->changes->pdata[i];
    if (!is_kind(change) || n++ >= MAX_NAMED)
      continue;
    g_autofree char *name = sal_wording_make_short_period(words, &change->period);
    g_string_append_printf(names, "%s%s", n > 1 ? ", " : "", name);
  }
  if (n > MAX_NAMED)
    g_string_append(names, "…");
  return n > 0 ? g_strdup(names->str) : NULL;
}

static char *
describe(const SalWords *words, const SalRun *run, IsKind is_kind, SalWord pattern)
{
  g_autofree char *periods = name_periods(words, run, is_kind);
  return periods != NULL ? sal_words_fill(words, pattern, "periods", periods, NULL) : NULL;
}

/* "perhaps a redefinition of the data (May 2024)"; a mark says which. */
static char *
describe_short(const SalWords *words, const SalRun *run, gboolean is_marked)
{
  const char *note = sal_words_get(words, SAL_WORD_RESET_SHORT);
  g_autofree char *periods = name_periods(words, run, sal_change_is_reset);
  if (periods == NULL)
    return NULL;
  return is_marked ? g_strconcat(SAL_RESET_MARK "\u00A0", note, NULL)
                   : g_strdup_printf("%s (%s)", note, periods);
}

char *
sal_reset_note_make(const SalWords *words, const SalChange *change, gboolean is_short)
{
  if (sal_change_is_reset(change))
    return g_strdup(sal_words_get(words, is_short ? SAL_WORD_RESET_SHORT : SAL_WORD_RESET));
  return change->accepted && !is_short ? g_strdup(sal_words_get(words, SAL_WORD_RESET_ACCEPTED)) : NULL;
}

char *
sal_reset_note_make_of_run(const SalWords *words, const SalRun *run, gboolean is_short, gboolean is_marked)
{
  if (is_short)
    return describe_short(words, run, is_marked);
  g_autofree char *flagged = describe(words, run, sal_change_is_reset, SAL_WORD_RESETS);
  g_autofree char *accepted = describe(words, run, is_accepted, SAL_WORD_RESETS_ACCEPTED);
  if (flagged == NULL)
    return g_steal_pointer(&accepted);
  const char *separator = accepted != NULL ? sal_words_get(words, SAL_WORD_SEPARATOR) : "";
  return g_strconcat(is_marked ? SAL_RESET_MARK "\u00A0" : "", flagged, separator, accepted, NULL);
}

char *
sal_reset_note_make_key(const SalWords *words, const SalRun *run)
{
  gboolean has_accepted = FALSE;
  for (guint i = 0; i < run->changes->len; i++) {
    const SalChange *change = run->changes->pdata[i];
    if (sal_change_is_reset(change))
      return g_strdup(sal_words_get(words, SAL_WORD_RESET_SHORT));
    has_accepted |= change->accepted;
  }
  return has_accepted ? g_strdup(sal_words_get(words, SAL_WORD_RESET_ACCEPTED)) : NULL;
}

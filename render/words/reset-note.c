#include "render/words/reset-note.h"

#include "render/words/figures.h"
#include "render/words/wording.h"

#define MAX_NAMED 3

/* Names what is doubted or accepted. */
typedef struct {
  const SalWords *words;
  gboolean accepted;
  GString *names;
  guint n;
} Naming;

/* Takes name. */
static void
add_name(Naming *naming, char *name)
{
  if (naming->n++ < MAX_NAMED)
    g_string_append_printf(naming->names, "%s%s", naming->n > 1 ? ", " : "", name);
  g_free(name);
}

/* "−116 km² (11 Aug 2026)": of a step that is doubted for one area far from the front, that area. */
static char *
describe_step(const SalWords *words, const SalStep *step)
{
  const gboolean is_doubted = step->verdict != SAL_VERDICT_RESET;
  const double net_km2 = (is_doubted ? sal_step_get_doubted_m2(step) : sal_step_get_net_m2(step)) / 1e6;
  g_autofree char *net = sal_figures_format_km2(words, net_km2, TRUE);
  g_autofree char *days = step->to - step->from > 1 ? sal_wording_describe_days(words, step->from, step->to)
                                                    : sal_wording_describe_day(words, step->to);
  return g_strdup_printf("%s (%s)", net, days);
}

static gboolean
is_meant(const Naming *naming, const SalStep *step)
{
  return naming->accepted ? step->verdict == SAL_VERDICT_RESET : sal_step_is_doubted(step);
}

/* A change that is doubted or accepted as a whole is named by its period, otherwise its steps are. */
static void
name_change(Naming *naming, const SalChange *change)
{
  const SalCourse *course = change->course;
  if (naming->accepted ? change->accepted : sal_change_get_flag(change) == SAL_FLAG_RESET)
    add_name(naming, sal_wording_make_short_period(naming->words, &change->period));
  else if (course != NULL && !change->accepted && course->n_steps > 1)
    for (guint i = 0; i < course->notable->len; i++)
      if (is_meant(naming, course->notable->pdata[i]))
        add_name(naming, describe_step(naming->words, course->notable->pdata[i]));
}

static char *
fill(Naming *naming, SalWord pattern)
{
  g_autoptr(GString) names = g_steal_pointer(&naming->names);
  if (naming->n > MAX_NAMED)
    g_string_append(names, "…");
  return naming->n > 0 ? sal_words_fill(naming->words, pattern, "periods", names->str, NULL) : NULL;
}

static char *
describe(const SalWords *words, const SalRun *run, gboolean accepted)
{
  Naming naming = { words, accepted, g_string_new(NULL), 0 };
  for (guint i = 0; i < run->changes->len; i++)
    name_change(&naming, run->changes->pdata[i]);
  return fill(&naming, accepted ? SAL_WORD_RESETS_ACCEPTED : SAL_WORD_RESETS);
}

static char *
describe_steps(const SalWords *words, const SalChange *change, gboolean accepted)
{
  Naming naming = { words, accepted, g_string_new(NULL), 0 };
  name_change(&naming, change);
  return fill(&naming, accepted ? SAL_WORD_RESETS_ACCEPTED : SAL_WORD_RESETS);
}

/* Takes both; either may be NULL. */
static char *
join(const SalWords *words, char *first, char *second)
{
  g_autofree char *a = first, *b = second;
  if (a == NULL || b == NULL)
    return a != NULL ? g_steal_pointer(&a) : g_steal_pointer(&b);
  return g_strconcat(a, sal_words_get(words, SAL_WORD_SEPARATOR), b, NULL);
}

/* "May 2024, Jul 2024"; NULL where nothing is doubted. */
static char *
name_doubted_periods(const SalWords *words, const SalRun *run)
{
  Naming naming = { words, FALSE, g_string_new(NULL), 0 };
  g_autoptr(GString) names = naming.names;
  for (guint i = 0; i < run->changes->len; i++) {
    const SalChange *change = run->changes->pdata[i];
    if (sal_change_is_doubted(change))
      add_name(&naming, sal_wording_make_short_period(words, &change->period));
  }
  if (naming.n > MAX_NAMED)
    g_string_append(names, "…");
  return naming.n > 0 ? g_strdup(names->str) : NULL;
}

/* "perhaps a redefinition of the data (May 2024)"; a mark says which. */
static char *
describe_short(const SalWords *words, const SalRun *run, gboolean is_marked)
{
  const char *note = sal_words_get(words, SAL_WORD_RESET_SHORT);
  g_autofree char *periods = name_doubted_periods(words, run);
  if (periods == NULL)
    return NULL;
  return is_marked ? g_strconcat(SAL_RESET_MARK "\u00A0", note, NULL)
                   : g_strdup_printf("%s (%s)", note, periods);
}

char *
sal_reset_note_make(const SalWords *words, const SalChange *change, gboolean is_short)
{
  const SalFlag flag = sal_change_get_flag(change);
  if (flag != SAL_FLAG_NONE && is_short)
    return g_strdup(sal_words_get(words, SAL_WORD_RESET_SHORT));
  if (flag == SAL_FLAG_RESET)
    return g_strdup(sal_words_get(words, SAL_WORD_RESET));
  if (is_short)
    return NULL;
  if (change->accepted)
    return g_strdup(sal_words_get(words, SAL_WORD_RESET_ACCEPTED));
  return join(words, describe_steps(words, change, FALSE), describe_steps(words, change, TRUE));
}

char *
sal_reset_note_make_of_run(const SalWords *words, const SalRun *run, gboolean is_short, gboolean is_marked)
{
  if (is_short)
    return describe_short(words, run, is_marked);
  g_autofree char *flagged = describe(words, run, FALSE);
  char *marked =
      flagged != NULL && is_marked ? g_strconcat(SAL_RESET_MARK "\u00A0", flagged, NULL) : g_strdup(flagged);
  return join(words, marked, describe(words, run, TRUE));
}

char *
sal_reset_note_make_key(const SalWords *words, const SalRun *run)
{
  gboolean has_accepted = FALSE;
  for (guint i = 0; i < run->changes->len; i++) {
    const SalChange *change = run->changes->pdata[i];
    if (sal_change_is_doubted(change))
      return g_strdup(sal_words_get(words, SAL_WORD_RESET_SHORT));
    has_accepted |= change->accepted;
  }
  return has_accepted ? g_strdup(sal_words_get(words, SAL_WORD_RESET_ACCEPTED)) : NULL;
}

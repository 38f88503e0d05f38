/* The dates in the names of a series. A name may have several readings; which of them is right is decided for
 * all names together. */
#include "data/dates/dates.h"

#include "data/base/error.h"
#include "data/base/fault.h"
#include "data/dates/date-forms.h"
#include "data/dates/date-pattern.h"
#include "data/dates/moment.h"

#include <string.h>

/* How much a date says. Only names that say equally much can form one series. */
typedef enum { GRAIN_DAY, GRAIN_MONTH, GRAIN_YEAR, N_GRAINS } Grain;

static Grain
grain_of(SalDateGrade grade)
{
  return grade == SAL_DATE_YEAR ? GRAIN_YEAR : grade == SAL_DATE_MONTH ? GRAIN_MONTH : GRAIN_DAY;
}

/* How many places of a name are read in one form. A form that fits so many of them does not tell the date. */
#define TURNS_MAX 8
#define N_READINGS (SAL_DATE_FORMS_MAX * TURNS_MAX)

/* One reading of one name. */
typedef struct {
  SalDateMatch match;
  guint id;     /* the form and which of its places in the name: form * TURNS_MAX + turn */
  gboolean out; /* no longer a candidate */
} Reading;

/* Texts with dates: the names, or what a pattern took from each of them. All is lent. */
typedef struct {
  const char *const *texts, *const *places; /* places: what errors call the names */
  guint n;
  GTimeZone *zone, *utc;
} Texts;

/* Readings of all names: those of name i are readings starts[i] to starts[i + 1] - 1. */
typedef struct {
  const Texts *texts; /* lent */
  guint n;
  GArray *readings; /* of Reading */
  guint *starts;
  GArray *dates; /* of SalDate, the result */
} Series;

static void
series_clear(Series *series)
{
  g_array_unref(series->readings);
  g_array_unref(series->dates);
  g_free(series->starts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Series, series_clear)

/* En dashes and their kin stand for the hyphen. */
static char *
fold_dashes(const char *text)
{
  char *folded = g_malloc(strlen(text) + 1), *to = folded;
  for (const char *p = text; *p != '\0'; p++) {
    const guchar *byte = (const guchar *)p;
    if (byte[0] == 0xE2 && byte[1] == 0x80 && byte[2] >= 0x90 && byte[2] <= 0x95) {
      *to++ = '-';
      p += 2;
    } else {
      *to++ = *p;
    }
  }
  *to = '\0';
  return folded;
}

static gboolean
is_overlapped(const SalDateMatch *match, const GArray *matches)
{
  for (guint i = 0; i < matches->len; i++) {
    const SalDateMatch *other = &g_array_index(matches, SalDateMatch, i);
    if (other->grade < match->grade && other->begin < match->end && match->begin < other->end)
      return TRUE;
  }
  return FALSE;
}

/* Appends the readings of a text, except those that overlap a more specific one. */
static void
read_text(const char *text, GArray *readings)
{
  guint turns[SAL_DATE_FORMS_MAX] = { 0 };
  g_autofree char *folded = fold_dashes(text);
  g_autoptr(GArray) matches = g_array_new(FALSE, FALSE, sizeof(SalDateMatch));
  sal_date_forms_match(folded, TURNS_MAX, matches);
  for (guint i = 0; i < matches->len; i++) {
    Reading reading = { .match = g_array_index(matches, SalDateMatch, i) };
    if (is_overlapped(&reading.match, matches))
      continue;
    reading.id = reading.match.form * TURNS_MAX + turns[reading.match.form]++;
    g_array_append_val(readings, reading);
  }
}

static void
series_init(Series *series, const Texts *texts)
{
  const guint n = texts->n;
  *series = (Series){ .texts = texts, .n = n };
  series->readings = g_array_new(FALSE, FALSE, sizeof(Reading));
  series->dates = g_array_sized_new(FALSE, TRUE, sizeof(SalDate), n);
  g_array_set_size(series->dates, n);
  series->starts = g_new0(guint, (gsize)n + 1);
  for (guint i = 0; i < n; i++) {
    read_text(texts->texts[i], series->readings);
    series->starts[i + 1] = series->readings->len;
  }
}

static Reading *
readings_of(const Series *series, guint name, guint *n)
{
  *n = series->starts[name + 1] - series->starts[name];
  return *n == 0 ? NULL : &g_array_index(series->readings, Reading, series->starts[name]);
}

static const SalDateMatch *
find_match(const Series *series, guint name, guint id)
{
  guint n;
  const Reading *readings = readings_of(series, name, &n);
  for (guint i = 0; i < n; i++)
    if (readings[i].id == id && !readings[i].out)
      return &readings[i].match;
  return NULL;
}

static void
take_match(Series *series, guint name, const SalDateMatch *match, const char *reason)
{
  SalDate *date = &g_array_index(series->dates, SalDate, name);
  *date = (SalDate){ .day = match->day,
                     .second = match->second,
                     .is_year = match->grade == SAL_DATE_YEAR,
                     .reading = match->reading,
                     .reason = reason };
  sal_date_find_moment(date, match->is_moment ? series->texts->utc : series->texts->zone);
  if (match->is_moment)
    sal_date_set_moment(date, date->moment - match->offset, series->texts->zone);
}

static void
prefix_place(GError **error, const char *place)
{
  g_autofree char *quoted = sal_error_quote_path(place);
  g_prefix_error(error, "%s: ", quoted);
}

static gboolean
error_ambiguous(const Series *series, guint name, const SalDateMatch *a, const SalDateMatch *b,
                GError **error)
{
  g_autofree char *day_a = sal_day_format(a->day);
  g_autofree char *day_b = sal_day_format(b->day);
  sal_error_set(error, SAL_ERROR_FORMAT, "expected a date with one reading, got %s (%s) and %s (%s)",
                a->reading, day_a, b->reading, day_b);
  prefix_place(error, series->texts->places[name]);
  return FALSE;
}

/* A reading that several names share, and the days that it gives them. */
typedef struct {
  guint id;
  SalDay first, last;
  guint64 days; /* a hash of the days in the order of names */
  gboolean out;
} Candidate;

static void
measure_candidate(const Series *series, const GArray *names, Candidate *candidate)
{
  for (guint i = 0; i < names->len; i++) {
    const SalDay day = find_match(series, g_array_index(names, guint, i), candidate->id)->day;
    candidate->first = MIN(candidate->first, day);
    candidate->last = MAX(candidate->last, day);
    candidate->days = (candidate->days ^ (guint32)day) * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);
    candidate->days ^= candidate->days >> 32;
  }
}

static guint
count_left(const GArray *candidates)
{
  guint n = 0;
  for (guint i = 0; i < candidates->len; i++)
    n += !g_array_index(candidates, Candidate, i).out;
  return n;
}

static const Candidate *
next_left(const GArray *candidates, const Candidate *after)
{
  const Candidate *first = &g_array_index(candidates, Candidate, 0);
  for (const Candidate *c = after == NULL ? first : after + 1; c < first + candidates->len; c++)
    if (!c->out)
      return c;
  return NULL;
}

static void
rule_out_copies(GArray *candidates)
{
  g_autoptr(GHashTable) seen = g_hash_table_new(g_int64_hash, g_int64_equal);
  for (guint i = 0; i < candidates->len; i++) {
    Candidate *candidate = &g_array_index(candidates, Candidate, i);
    candidate->out = !g_hash_table_add(seen, &candidate->days);
  }
}

/* Rules out the candidates that a test finds unlikely, unless it finds all that are left unlikely. */
static void
rule_out(GArray *candidates, gboolean (*is_unlikely)(const Candidate *candidate, gint64 limit), gint64 limit)
{
  gboolean any = FALSE;
  for (const Candidate *c = next_left(candidates, NULL); c != NULL; c = next_left(candidates, c))
    any = any || !is_unlikely(c, limit);
  for (guint i = 0; any && i < candidates->len; i++) {
    Candidate *candidate = &g_array_index(candidates, Candidate, i);
    candidate->out = candidate->out || is_unlikely(candidate, limit);
  }
}

static gint64
length_of(const Candidate *candidate)
{
  return (gint64)candidate->last - candidate->first;
}

static gboolean
is_longer(const Candidate *candidate, gint64 limit)
{
  return length_of(candidate) > limit;
}

/* Two digits may be a day or a year. Archives of daily fronts are younger than this year, and the first of a
 * month, a common date, would be read as a year before it. */
#define EARLY_YEAR 2010

static gboolean
begins_before(const Candidate *candidate, gint64 limit)
{
  return candidate->first < limit;
}

/* A day that is the same in every name, such as that on which an archive was packed, dates no snapshot. */
static gboolean
is_constant(const Candidate *candidate, gint64 limit)
{
  return length_of(candidate) == limit;
}

/* If days are taken for years, a series becomes 365 times as long as it is, and at least a year long. If they
 * are taken for months, it becomes 30 times as long, or shorter, as a true series may be. So only the first
 * mistake shows in the length. */
static void
rule_out_longer(GArray *candidates)
{
  gint64 shortest = G_MAXINT32;
  for (const Candidate *c = next_left(candidates, NULL); c != NULL; c = next_left(candidates, c))
    shortest = MIN(shortest, length_of(c));
  rule_out(candidates, is_longer, MAX(100 * shortest, 364));
}

static gboolean
error_undecided(const Series *series, const GArray *names, const GArray *candidates, GError **error)
{
  const Candidate *first = next_left(candidates, NULL), *second = next_left(candidates, first);
  const SalDateMatch *a = NULL, *b = NULL;
  guint name = 0;
  for (guint i = 0; i < names->len && (a == NULL || a->day == b->day); i++) {
    name = g_array_index(names, guint, i);
    a = find_match(series, name, first->id);
    b = find_match(series, name, second->id);
  }
  return error_ambiguous(series, name, a, b, error);
}

/* Rules out unlikely candidates until one is left. Returns the last rule that ruled one out, as the reason
 * for what is left; NULL: no rule did. */
static const char *
rule_out_unlikely(GArray *candidates)
{
  const guint n = count_left(candidates);
  rule_out(candidates, is_constant, 0);
  const guint n_varying = count_left(candidates);
  if (n_varying > 1)
    rule_out_longer(candidates);
  const guint n_short = count_left(candidates);
  if (n_short > 1)
    rule_out(candidates, begins_before, sal_day_from_civil(EARLY_YEAR, 1, 1));
  if (count_left(candidates) < n_short)
    return "any other begins before 2010";
  if (n_short < n_varying)
    return "any other makes the series a hundred times as long";
  return n_varying < n ? "any other is the same in all names" : NULL;
}

/* Chooses among the readings that all of names have. The given reason is used where no rule decides. */
static gboolean
decide(Series *series, const GArray *names, GArray *candidates, const char *reason, GError **error)
{
  for (guint i = 0; i < candidates->len; i++)
    measure_candidate(series, names, &g_array_index(candidates, Candidate, i));
  rule_out_copies(candidates);
  const char *rule = rule_out_unlikely(candidates);
  if (count_left(candidates) > 1)
    return error_undecided(series, names, candidates, error);
  const Candidate *chosen = next_left(candidates, NULL);
  for (guint i = 0; i < names->len; i++) {
    const guint name = g_array_index(names, guint, i);
    take_match(series, name, find_match(series, name, chosen->id), rule != NULL ? rule : reason);
  }
  return TRUE;
}

/* How many of the names have each reading. */
static void
count_readings(const Series *series, const GArray *names, guint counts[N_READINGS])
{
  memset(counts, 0, N_READINGS * sizeof counts[0]);
  for (guint i = 0; i < names->len; i++) {
    guint n;
    const Reading *readings = readings_of(series, g_array_index(names, guint, i), &n);
    for (guint j = 0; j < n; j++)
      counts[readings[j].id] += !readings[j].out;
  }
}

/* The best grade among the readings that all of names have. */
static SalDateGrade
best_common_grade(const Series *series, const GArray *names, const guint counts[N_READINGS])
{
  guint n;
  SalDateGrade best = SAL_DATE_YEARLESS;
  const Reading *readings = readings_of(series, g_array_index(names, guint, 0), &n);
  for (guint i = 0; i < n; i++)
    if (!readings[i].out && counts[readings[i].id] == names->len)
      best = MIN(best, readings[i].match.grade);
  return best;
}

/* The readings of the best grade that all of names have; there may be none. known_first and known_last are
 * the first and last day of the names that are dated already. */
static GArray *
common_candidates(const Series *series, const GArray *names, SalDay known_first, SalDay known_last)
{
  guint counts[N_READINGS], n;
  GArray *candidates = g_array_new(FALSE, FALSE, sizeof(Candidate));
  count_readings(series, names, counts);
  const SalDateGrade best = best_common_grade(series, names, counts);
  const Reading *readings = readings_of(series, g_array_index(names, guint, 0), &n);
  for (guint i = 0; i < n; i++) {
    const Candidate candidate = { .id = readings[i].id, .first = known_first, .last = known_last };
    if (!readings[i].out && counts[candidate.id] == names->len && readings[i].match.grade == best)
      g_array_append_val(candidates, candidate);
  }
  return candidates;
}

/* Keeps the readings of a name that have its best grade, and of these the ones that most names have. */
static void
narrow_name(Series *series, guint name, const guint counts[N_READINGS])
{
  guint n, most = 0;
  Reading *readings = readings_of(series, name, &n);
  SalDateGrade best = SAL_DATE_YEARLESS;
  for (guint i = 0; i < n; i++)
    if (!readings[i].out)
      best = MIN(best, readings[i].match.grade);
  for (guint i = 0; i < n; i++) {
    readings[i].out = readings[i].out || readings[i].match.grade != best;
    if (!readings[i].out)
      most = MAX(most, counts[readings[i].id]);
  }
  for (guint i = 0; i < n; i++)
    readings[i].out = readings[i].out || counts[readings[i].id] < most;
}

/* The first reading that is left. other becomes one that gives another day, or NULL. */
static const SalDateMatch *
first_left(const Series *series, guint name, const SalDateMatch **other)
{
  guint n;
  const Reading *readings = readings_of(series, name, &n);
  const SalDateMatch *first = NULL;
  *other = NULL;
  for (guint i = 0; i < n && *other == NULL; i++) {
    if (readings[i].out)
      continue;
    if (first == NULL)
      first = &readings[i].match;
    else if (readings[i].match.day != first->day)
      *other = &readings[i].match;
  }
  return first;
}

static const char own_reading[] = "names differ in form: each is read by its own";

/* Dates the names that have one best reading, and sets the first and last of these days. Returns the other
 * names in their order. */
static GArray *
date_alone(Series *series, const GArray *names, SalDay *first, SalDay *last)
{
  guint counts[N_READINGS];
  GArray *open = g_array_new(FALSE, FALSE, sizeof(guint));
  count_readings(series, names, counts);
  *first = G_MAXINT32;
  *last = G_MININT32;
  for (guint i = 0; i < names->len; i++) {
    const guint name = g_array_index(names, guint, i);
    const SalDateMatch *other;
    narrow_name(series, name, counts);
    const SalDateMatch *match = first_left(series, name, &other);
    if (other != NULL) {
      g_array_append_val(open, name);
      continue;
    }
    take_match(series, name, match, own_reading);
    *first = MIN(*first, match->day);
    *last = MAX(*last, match->day);
  }
  return open;
}

/* Dates names of several forms, as in an archive that changed how it names its files. Each name is read in
 * its own best form; those that leave a choice are decided together, so that they lie near the others. */
static gboolean
decide_mixed(Series *series, const GArray *names, GError **error)
{
  SalDay first, last;
  g_autoptr(GArray) open = date_alone(series, names, &first, &last);
  if (open->len == 0)
    return TRUE;
  g_autoptr(GArray) candidates = common_candidates(series, open, first, last);
  if (candidates->len > 0)
    return decide(series, open, candidates, own_reading, error);
  const SalDateMatch *other, *match = first_left(series, g_array_index(open, guint, 0), &other);
  return error_ambiguous(series, g_array_index(open, guint, 0), match, other, error);
}

static gboolean
has_grain(const Series *series, guint name, Grain grain)
{
  guint n;
  const Reading *readings = readings_of(series, name, &n);
  for (guint i = 0; i < n; i++)
    if (grain_of(readings[i].match.grade) == grain)
      return TRUE;
  return FALSE;
}

/* The first name without the grain, or n if all have it. */
static guint
find_without_grain(const Series *series, Grain grain)
{
  guint name = 0;
  while (name < series->n && has_grain(series, name, grain))
    name++;
  return name;
}

/* The reason for the first candidate if some name could be read as another day; else NULL. */
static const char *
find_reason(const Series *series, const GArray *candidates)
{
  const guint id = g_array_index(candidates, Candidate, 0).id;
  for (guint name = 0; name < series->n; name++) {
    const SalDateMatch *match = find_match(series, name, id);
    guint n;
    const Reading *readings = readings_of(series, name, &n);
    for (guint i = 0; i < n; i++)
      if (!readings[i].out && readings[i].match.grade <= match->grade && readings[i].match.day != match->day)
        return "the one reading that suits all names";
  }
  return NULL;
}

static gboolean
decide_grain(Series *series, Grain grain, GError **error)
{
  g_autoptr(GArray) names = g_array_sized_new(FALSE, FALSE, sizeof(guint), series->n);
  for (guint i = 0; i < series->n; i++)
    g_array_append_val(names, i);
  for (guint i = 0; i < series->readings->len; i++) {
    Reading *reading = &g_array_index(series->readings, Reading, i);
    reading->out = grain_of(reading->match.grade) != grain;
  }
  g_autoptr(GArray) candidates = common_candidates(series, names, G_MAXINT32, G_MININT32);
  return candidates->len > 0 ? decide(series, names, candidates, find_reason(series, candidates), error)
                             : decide_mixed(series, names, error);
}

static gboolean
has_before_christ(const char *const *texts, guint n)
{
  for (guint i = 0; i < n; i++)
    if (sal_date_forms_has_before_christ(texts[i]))
      return TRUE;
  return FALSE;
}

/* What is wrong with a name without any date. BC may also stand for British Columbia, so years before Christ
 * are read only where the user asks for it. */
static GError *
make_no_date_error(const Texts *texts, guint name)
{
  if (sal_date_forms_has_yearless(texts->texts[name]))
    return g_error_new(SAL_ERROR, SAL_ERROR_FORMAT,
                       "expected a date with its year, got a day and a month only");
  return g_error_new(
      SAL_ERROR, SAL_ERROR_FORMAT, "expected a date such as 20240801 or 2024-08-01, got no date%s",
      has_before_christ(texts->texts, texts->n)
          ? " (for years BC: " SAL_OPTION("preset") " historical-basemaps or " SAL_OPTION("date-pattern") ")"
          : "");
}

/* What is wrong with a name that does not say what the others say. */
static GError *
make_grain_error(const Series *series, guint name, Grain grain)
{
  static const char *const grains[] = { "day", "month", "year" };
  guint n;
  const Reading *readings = readings_of(series, name, &n);
  if (n == 0 || grain == N_GRAINS)
    return make_no_date_error(series->texts, name);
  const SalDateMatch *match = &readings->match;
  return g_error_new(SAL_ERROR, SAL_ERROR_FORMAT, "expected a date to the %s as in the other names, got %s%s",
                     grains[grain], match->reading, grain_of(match->grade) > grain ? " only" : "");
}

/* The grain that all names have; N_GRAINS if there is none. */
static Grain
find_common_grain(const Series *series)
{
  for (Grain grain = GRAIN_DAY; grain < N_GRAINS; grain++)
    if (find_without_grain(series, grain) == series->n)
      return grain;
  return N_GRAINS;
}

/* The grain that most names have, the finest of several such; N_GRAINS if none has any. */
static Grain
find_usual_grain(const Series *series)
{
  Grain usual = N_GRAINS;
  guint most = 0;
  for (Grain grain = GRAIN_DAY; grain < N_GRAINS; grain++) {
    guint count = 0;
    for (guint name = 0; name < series->n; name++)
      count += has_grain(series, name, grain);
    if (count > most)
      usual = grain;
    most = MAX(most, count);
  }
  return usual;
}

/* Says why the names have no grain in common: one has no date, or says less than the others. */
static gboolean
error_undated(const Series *series, GError **error)
{
  guint name = 0;
  Grain finest = N_GRAINS;
  while (name < series->n && series->starts[name + 1] > series->starts[name])
    name++;
  for (guint i = 0; i < series->readings->len; i++)
    finest = MIN(finest, grain_of(g_array_index(series->readings, Reading, i).match.grade));
  if (name == series->n)
    name = find_without_grain(series, finest);
  g_propagate_error(error, make_grain_error(series, name, finest));
  prefix_place(error, series->texts->places[name]);
  return FALSE;
}

static GArray *find_in_texts(const Texts *texts, GPtrArray *faults, GError **error);

/* Dates the names that say what most names say, by themselves, and notes the faults of the others. */
static GArray *
find_in_most(const Series *series, GPtrArray *faults, GError **error)
{
  const Grain grain = find_usual_grain(series);
  const Texts *all = series->texts;
  g_autoptr(GPtrArray) texts = g_ptr_array_new();
  g_autoptr(GPtrArray) places = g_ptr_array_new();
  for (guint i = 0; i < series->n; i++) {
    if (grain == N_GRAINS || !has_grain(series, i, grain)) {
      sal_faults_take(faults, all->places[i], make_grain_error(series, i, grain), NULL);
      continue;
    }
    g_ptr_array_add(texts, (gpointer)all->texts[i]);
    g_ptr_array_add(places, (gpointer)all->places[i]);
  }
  const Texts most = { (const char *const *)texts->pdata, (const char *const *)places->pdata, texts->len,
                       all->zone, all->utc };
  g_autoptr(GArray) found = find_in_texts(&most, NULL, error);
  if (found == NULL)
    return NULL;
  for (guint i = 0, next = 0; i < series->n; i++)
    g_array_index(series->dates, SalDate, i) = grain != N_GRAINS && has_grain(series, i, grain)
                                                   ? g_array_index(found, SalDate, next++)
                                                   : (SalDate){ .day = SAL_DAY_NONE };
  return g_array_ref(series->dates);
}

static GArray *
find_in_texts(const Texts *texts, GPtrArray *faults, GError **error)
{
  g_auto(Series) series;
  series_init(&series, texts);
  if (texts->n == 0)
    return g_array_ref(series.dates);
  const Grain grain = find_common_grain(&series);
  if (grain < N_GRAINS)
    return decide_grain(&series, grain, error) ? g_array_ref(series.dates) : NULL;
  if (faults != NULL)
    return find_in_most(&series, faults, error);
  error_undated(&series, error);
  return NULL;
}

static GArray *
find_by_parts(const GRegex *regex, const Texts *names, GPtrArray *faults, GError **error)
{
  g_autoptr(GArray) dates = g_array_sized_new(FALSE, FALSE, sizeof(SalDate), names->n);
  for (guint i = 0; i < names->n; i++) {
    SalDate date = { .day = SAL_DAY_NONE };
    GError *why = NULL;
    if (sal_date_pattern_read(regex, names->texts[i], &date, &why))
      sal_date_find_moment(&date, names->zone);
    else if (sal_faults_take(faults, names->places[i], why, error))
      date.day = SAL_DAY_NONE;
    else
      return NULL;
    g_array_append_val(dates, date);
  }
  return g_steal_pointer(&dates);
}

/* Reads the text of the group as names are read. A name that the pattern does not match has an empty text then,
 * and with it the fault of a name without a date. */
static GArray *
find_by_group(const GRegex *regex, const Texts *names, GPtrArray *faults, GError **error)
{
  g_auto(GStrv) texts = g_new0(char *, (gsize)names->n + 1);
  for (guint i = 0; i < names->n; i++) {
    texts[i] = sal_date_pattern_cut(regex, names->texts[i], faults == NULL ? error : NULL);
    if (texts[i] == NULL && faults == NULL) {
      prefix_place(error, names->places[i]);
      return NULL;
    }
    if (texts[i] == NULL)
      texts[i] = g_strdup("");
  }
  const Texts cut = { (const char *const *)texts, names->places, names->n, names->zone, names->utc };
  return find_in_texts(&cut, faults, error);
}

/* Regular expressions take only valid UTF-8. */
static char **
make_names_valid(const char *const *names, guint n)
{
  char **valid = g_new0(char *, (gsize)n + 1);
  for (guint i = 0; i < n; i++)
    valid[i] = g_utf8_make_valid(names[i], -1);
  return valid;
}

static GArray *
find_by_pattern(const char *pattern, const Texts *names, GPtrArray *faults, GError **error)
{
  g_autoptr(GRegex) regex = sal_date_pattern_compile(pattern, error);
  if (regex == NULL)
    return NULL;
  g_auto(GStrv) valid = make_names_valid(names->texts, names->n);
  const Texts texts = { (const char *const *)valid, names->places, names->n, names->zone, names->utc };
  return (sal_date_pattern_has_parts(regex) ? find_by_parts : find_by_group)(regex, &texts, faults, error);
}

GArray *
sal_dates_find(const SalDateQuery *query, GPtrArray *faults, GError **error)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
  g_autoptr(GTimeZone) zone = sal_time_zone_new(query->time_zone, error);
  if (zone == NULL)
    return NULL;
  const Texts names = { query->names, query->places != NULL ? query->places : query->names, query->n, zone,
                        utc };
  return query->pattern != NULL ? find_by_pattern(query->pattern, &names, faults, error)
                                : find_in_texts(&names, faults, error);
}

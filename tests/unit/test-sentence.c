/* Sentences in seven languages, and that their figures are those of tables. */
#include "data/change/changes.h"
#include "data/change/records.h"
#include "data/change/rows.h"
#include "render/words/figures.h"
#include "render/words/phrases.h"
#include "render/words/sentence.h"
#include "render/words/since-when.h"
#include "render/words/words-load.h"

#include "random.h"

#include <string.h>

/* In the order of sal_words_get_languages(). */
enum { DE, EN, ES, FR, PL, RU, UK, N_LANGUAGES };

static SalWords *
load(const char *name)
{
  g_autoptr(GError) error = NULL;
  SalWords *words = sal_words_load(name, &error);
  g_assert_no_error(error);
  return words;
}

/* With the forms that the catalogue has of Russia. */
static SalWords *
load_holder(const char *language)
{
  static const char *const names[N_LANGUAGES] = { "Russland", "Russia", "Rusia", "Russie",
                                                  "Rosja",    "Россия", "Росія" };
  SalWords *words = load(language);
  for (guint i = 0; i < N_LANGUAGES; i++)
    if (g_str_equal(sal_words_get_languages()[i], language)) {
      for (SalForm form = 0; form < SAL_N_FORMS; form++)
        sal_words_set_holder(words, form, sal_words_read_form(words, "Russia", form));
      sal_words_set_holder(words, SAL_FORM_NOM, names[i]);
    }
  return words;
}

/* November 2025. */
static SalChange
make_change(double gained_km2, double lost_km2)
{
  SalChange change = { .class_name = "control",
                       .region = "",
                       .gained_m2 = gained_km2 * 1e6,
                       .lost_m2 = lost_km2 * 1e6,
                       .area_from_m2 = 1e10,
                       .area_to_m2 = 1e10 + (gained_km2 - lost_km2) * 1e6 };
  change.period.from = change.from_snapshot = sal_day_from_civil(2025, 11, 1);
  change.period.to = change.to_snapshot = sal_day_from_civil(2025, 12, 1);
  sal_period_name(&change.period, SAL_EVERY_MONTH, change.period.from);
  return change;
}

/* Spaces that do not break are written as "~", to be seen. */
static void
assert_text(char *text, const char *expected)
{
  g_autofree char *owned = text;
  g_autoptr(GString) shown = g_string_new(owned);
  g_string_replace(shown, "\u00a0", "~", 0);
  g_assert_cmpstr(shown->str, ==, expected);
}

/* Under 5 km away, east of it, and of a vowel, which French joins. */
static SalMovement
make_movement(double km2, const char *place, SalDirection direction, gboolean is_lost)
{
  SalMovement movement = { .n_largest = 0 };
  movement.group = (SalMovedArea){
    .is_lost = is_lost, .area_m2 = km2 * 1e6, .place = g_intern_string(place), .direction = direction
  };
  return movement;
}

static void
test_every_language_tells_both_with_the_holder(void)
{
  static const char *const expected[N_LANGUAGES] = {
    [DE] = "Das von Russland kontrollierte Gebiet wuchs im November 2025 um 501~km², während 18~km² verloren "
           "gingen (netto~+483~km², 16~km² am Tag); der größte einzelne Gewinn, 191~km², liegt östlich von "
           "Orikhiv",
    [EN] = "Russia gained 501~km² and lost 18~km² in November 2025 (net~+483~km², 16~km² a day); the largest "
           "single gain, 191~km², lies east of Orikhiv",
    [ES] = "El territorio controlado por Rusia ganó 501~km² y perdió 18~km² en noviembre de 2025 "
           "(neto~+483~km², 16~km² al día); la mayor ganancia contigua, 191~km², está al este de Orikhiv",
    [FR] =
        "Le territoire contrôlé par la Russie a gagné 501~km² et perdu 18~km² en novembre 2025 "
        "(solde~+483~km², 16~km² par jour)~; le plus grand gain d’un seul tenant, 191~km², se situe à l’est "
        "d’Orikhiv",
    [PL] = "Obszar pod kontrolą Rosji zyskał 501~km² i stracił 18~km² w listopadzie 2025 roku "
           "(netto~+483~km², 16~km² dziennie); największy pojedynczy przyrost, 191~km², leży na wschód od "
           "miejscowości Orikhiv",
    [RU] =
        "В ноябре 2025 года территория под контролем России увеличилась на 501~км² и сократилась на 18~км² "
        "(чистое изменение~+483~км², 16~км² в день); крупнейший приобретённый участок, 191~км², находится к "
        "востоку от населённого пункта Orikhiv",
    [UK] =
        "У листопаді 2025 року територія під контролем Росії збільшилася на 501~км² і скоротилася на 18~км² "
        "(чиста зміна~+483~км², 16~км² за день); найбільша здобута ділянка, 191~км², розташована на схід від "
        "населеного пункту Orikhiv",
  };
  SalChange change = make_change(501.2, 17.9);
  SalMovement movement = make_movement(191.3, "Orikhiv", SAL_DIRECTION_EAST, FALSE);
  change.movement = &movement;
  for (guint i = 0; i < N_LANGUAGES; i++) {
    g_autoptr(SalWords) words = load_holder(sal_words_get_languages()[i]);
    g_assert_null(sal_sentence_find_missing_form(words));
    assert_text(sal_sentence_make(words, &change, NULL), expected[i]);
  }
}

static void
test_every_language_takes_no_side(void)
{
  static const char *const expected[N_LANGUAGES] = {
    [DE] = "Die Fläche schrumpfte im November 2025 um 7,3~km² (0,2~km² am Tag); alles davon liegt bei Lyman",
    [EN] = "The area shrank by 7.3~km² in November 2025 (0.2~km² a day); all of it lies near Lyman",
    [ES] =
        "El territorio se redujo en 7,3~km² en noviembre de 2025 (0,2~km² al día); todo está cerca de Lyman",
    [FR] = "Le territoire s’est réduit de 7,3~km² en novembre 2025 (0,2~km² par jour)~; le tout se situe "
           "près de "
           "Lyman",
    [PL] =
        "Obszar zmniejszył się w listopadzie 2025 roku o 7,3~km² (0,2~km² dziennie); całość leży w pobliżu "
        "miejscowości Lyman",
    [RU] = "В ноябре 2025 года территория сократилась на 7,3~км² (0,2~км² в день); всё это находится возле "
           "населённого пункта Lyman",
    [UK] =
        "У листопаді 2025 року територія скоротилася на 7,3~км² (0,2~км² за день); усе це розташовано біля "
        "населеного пункту Lyman",
  };
  SalChange change = make_change(0.004, 7.3);
  SalMovement movement = make_movement(7.3, "Lyman", SAL_DIRECTION_NEAR, TRUE);
  change.movement = &movement;
  for (guint i = 0; i < N_LANGUAGES; i++) {
    g_autoptr(SalWords) words = load(sal_words_get_languages()[i]);
    assert_text(sal_sentence_make(words, &change, NULL), expected[i]);
  }
}

static void
test_headlines_are_short(void)
{
  static const char *const expected[N_LANGUAGES] = {
    [DE] = "Russland: netto +483~km² im November 2025",
    [EN] = "Russia gained 483~km² net in November 2025",
    [ES] = "Rusia: +483~km² netos en noviembre de 2025",
    [FR] = "Russie~: +483~km² en novembre 2025",
    [PL] = "Rosja: netto +483~km² w listopadzie 2025 roku",
    [RU] = "Россия: +483~км² в ноябре 2025 года",
    [UK] = "Росія: +483~км² у листопаді 2025 року",
  };
  const SalChange change = make_change(501.2, 17.9);
  for (guint i = 0; i < N_LANGUAGES; i++) {
    g_autoptr(SalWords) words = load_holder(sal_words_get_languages()[i]);
    assert_text(sal_sentence_make_headline(words, &change), expected[i]);
  }
}

static void
test_what_little_or_nothing_changed_reads_right(void)
{
  const SalChange none = make_change(0, 0), little = make_change(0.002, 0.001), gained = make_change(2, 0);
  SalChange unknown = make_change(0, 0), reset = make_change(20, 0), step = make_change(1, 0);
  unknown.to_snapshot = unknown.from_snapshot;
  reset.accepted = TRUE;
  step.period.to = step.to_snapshot = step.period.from + 1;
  sal_period_name(&step.period, SAL_EVERY_DAYS, step.period.from);
  assert_text(sal_sentence_make(NULL, &none, NULL), "The area did not change in November 2025");
  assert_text(sal_sentence_make(NULL, &little, NULL),
              "The area changed by less than 0.01~km² in November 2025");
  assert_text(sal_sentence_make(NULL, &gained, NULL),
              "The area grew by 2.0~km² in November 2025 (0.1~km² a day)");
  assert_text(sal_sentence_make(NULL, &unknown, NULL),
              "It is not known what changed in November 2025, because "
              "there is no snapshot of 1 December 2025");
  assert_text(sal_sentence_make(NULL, &reset, NULL), "The data were redefined in November 2025 (+20~km²)");
  assert_text(sal_sentence_make(NULL, &step, NULL), "The area grew by 1.0~km² on 1 November 2025");
  assert_text(sal_sentence_make_headline(NULL, &none), "No net change in November 2025");
  assert_text(sal_sentence_make_headline(NULL, &unknown), "Change in November 2025 unknown");
  assert_text(sal_sentence_make_headline(NULL, &reset), "Data redefined in November 2025");
}

static void
test_a_part_of_a_month_has_its_days(void)
{
  static const char *const expected[N_LANGUAGES] = {
    [DE] = "Die Fläche wuchs vom 1. bis 29. November 2025 um 28~km² (1,0~km² am Tag)",
    [EN] = "The area grew by 28~km² from 1 to 29 November 2025 (1.0~km² a day)",
    [ES] = "El territorio creció 28~km² del 1 al 29 de noviembre de 2025 (1,0~km² al día)",
    [FR] = "Le territoire s’est agrandi de 28~km² du 1er au 29 novembre 2025 (1,0~km² par jour)",
    [PL] = "Obszar powiększył się od 1 do 29 listopada 2025 roku o 28~km² (1,0~km² dziennie)",
    [RU] = "С 1 по 29 ноября 2025 года территория увеличилась на 28~км² (1,0~км² в день)",
    [UK] = "З 1 до 29 листопада 2025 року територія збільшилася на 28~км² (1,0~км² за день)",
  };
  SalChange change = make_change(28, 0);
  change.period.partial = TRUE;
  change.period.to = change.to_snapshot = sal_day_from_civil(2025, 11, 29);
  for (guint i = 0; i < N_LANGUAGES; i++) {
    g_autoptr(SalWords) words = load(sal_words_get_languages()[i]);
    assert_text(sal_sentence_make(words, &change, NULL), expected[i]);
  }
}

static void
test_text_has_stand_ins_class_and_definition(void)
{
  SalChange change = make_change(28, 2);
  change.class_name = g_intern_static_string("claimed");
  change.to_snapshot++;
  const SalCaptionOptions options = { .definition = "claimed: what is claimed" };
  const SalCaptionSubject subject = { .change = &change };
  assert_text(
      sal_sentence_make_text(&options, &subject),
      "Claimed: The area gained 28~km² and lost 2.0~km² in November 2025 (net~+26~km², 0.8~km² a day). "
      "Situation of 1 November and 2 December 2025 (for 1 December 2025), 31 days. claimed: what is "
      "claimed.");
}

static void
test_the_mean_of_a_year_names_its_days(void)
{
  static const char *const expected[N_LANGUAGES] = {
    [DE] = "Das von Russland kontrollierte Gebiet wuchs im Jahr 2025 im Mittel um 361~km² im Monat (netto, "
           "1. Januar "
           "2025 bis 1. Januar 2026; gewonnen 374~km², verloren 13~km², von Monat zu Monat gezählt)",
    [EN] = "Russia took 361~km² a month on average in 2025 (net, 1 January 2025 to 1 January 2026; gained "
           "374~km², lost "
           "13~km², counted month by month)",
    [ES] = NULL,
    [FR] = NULL,
    [PL] = "Obszar pod kontrolą Rosji powiększał się w 2025 roku średnio o 361~km² miesięcznie (netto, 1 "
           "stycznia "
           "2025 – 1 stycznia 2026; zyskano 374~km², utracono 13~km², liczone miesiąc po miesiącu)",
    [RU] = NULL,
    [UK] = "У 2025 році територія під контролем Росії збільшувалася в середньому на 361~км² за місяць (чиста "
           "зміна, "
           "1 січня 2025 – 1 січня 2026; здобуто 374~км², втрачено 13~км², підрахунок за місяцями)",
  };
  SalChange months[12];
  g_autoptr(GPtrArray) changes = g_ptr_array_new();
  for (int i = 0; i < 12; i++) {
    months[i] = make_change(374, 13);
    months[i].period.from = months[i].from_snapshot = sal_day_from_civil(2025, i + 1, 1);
    months[i].period.to = months[i].to_snapshot =
        sal_day_from_civil(i < 11 ? 2025 : 2026, i < 11 ? i + 2 : 1, 1);
    sal_period_name(&months[i].period, SAL_EVERY_MONTH, months[i].period.from);
    g_ptr_array_add(changes, &months[i]);
  }
  SalChange part = make_change(10, 0); /* which the mean is not over */
  part.period.from = part.from_snapshot = months[11].period.to;
  part.period.to = part.to_snapshot = part.period.from + 9;
  sal_period_name(&part.period, SAL_EVERY_MONTH, part.period.from);
  part.period.partial = TRUE;
  g_ptr_array_add(changes, &part);
  g_autoptr(SalRun) run = sal_run_new(changes, NULL);
  for (guint i = 0; i < N_LANGUAGES; i++) {
    g_autoptr(SalWords) words = load_holder(sal_words_get_languages()[i]);
    if (expected[i] != NULL)
      assert_text(sal_sentence_make_mean(words, run), expected[i]);
  }
}

/* A map of what is still held has less in its total than the months, of which the sentence speaks. */
static void
test_a_run_is_counted_as_its_sentence_says(void)
{
  SalChange months[] = { make_change(28, 2), make_change(6, 3) };
  months[1].period.from = months[1].from_snapshot = months[0].period.to;
  months[1].period.to = months[1].to_snapshot = sal_day_from_civil(2026, 1, 1);
  g_autoptr(GPtrArray) changes = g_ptr_array_new();
  g_ptr_array_add(changes, &months[0]);
  g_ptr_array_add(changes, &months[1]);
  g_autoptr(SalRun) run = sal_run_new(changes, NULL);
  run->total.gained_m2 = 30e6, run->total.lost_m2 = 1e6;
  assert_text(sal_sentence_make(NULL, &run->total, run),
              "The area gained 34~km² and lost 5.0~km² from 1 November 2025 to 1 January 2026 (net~+29~km², "
              "counted month by month, 0.5~km² a day)");
}

static void
test_a_record_is_told_if_all_between_counts(void)
{
  SalRecord record = { .kind = SAL_RECORD_HIGHEST_NET, .has_since = TRUE, .n_beaten = 3 };
  SalCompared compared = { .n_counted = 9 };
  record.since.from = sal_day_from_civil(2025, 7, 1);
  sal_period_name(&record.since, SAL_EVERY_MONTH, record.since.from);
  g_autoptr(GArray) records = g_array_new(FALSE, FALSE, sizeof(SalRecord));
  g_array_append_val(records, record);
  SalStanding standing = { .compared = &compared, .records = records };
  SalChange change = make_change(501, 18);
  change.standing = &standing;
  assert_text(sal_sentence_make(NULL, &change, NULL), "The area gained 501~km² and lost 18~km² in November "
                                                      "2025 (net~+483~km², 16~km² a day), the largest net "
                                                      "gain since July 2025");
  g_array_index(records, SalRecord, 0).n_uncounted = 1;
  g_assert_null(sal_since_when_date_record(NULL, &change));
}

/* November 2025 with a streak and what was held before, and without a record. */
static void
assert_since_when(const char *language, const SalStanding *standing, double gained_km2, double lost_km2,
                  const char *expected)
{
  g_autoptr(SalWords) words = load(language);
  SalChange change = make_change(gained_km2, lost_km2);
  change.standing = (SalStanding *)standing;
  char *told = sal_since_when_tell(words, &change);
  if (expected == NULL)
    g_assert_null(told);
  else
    assert_text(told, expected);
}

static void
test_every_language_counts_what_comes_in_a_row(void)
{
  static const char *const gained[N_LANGUAGES] = {
    [DE] = "der 12. Monat in Folge mit Nettogewinn",   [EN] = "the 12th month of net gain in a row",
    [ES] = "el 12.º mes consecutivo de ganancia neta", [FR] = "le 12e mois consécutif de gain net",
    [PL] = "12. miesiąc z rzędu z przyrostem netto",   [RU] = "12-й месяц подряд с чистым приростом",
    [UK] = "12-й місяць поспіль із чистим приростом",
  };
  static const char *const lost[N_LANGUAGES] = {
    [DE] = "mindestens der 23. Monat in Folge mit Nettoverlust",
    [EN] = "at least the 23rd month of net loss in a row",
    [ES] = "al menos el 23.er mes consecutivo de pérdida neta",
    [FR] = "au moins le 23e mois consécutif de perte nette",
    [PL] = "co najmniej 23. miesiąc z rzędu z ubytkiem netto",
    [RU] = "как минимум 23-й месяц подряд с чистой потерей",
    [UK] = "щонайменше 23-й місяць поспіль із чистою втратою",
  };
  SalCompared compared = { .n_counted = 9 };
  g_autoptr(GArray) records = g_array_new(FALSE, FALSE, sizeof(SalRecord));
  SalStanding standing = { .compared = &compared, .records = records, .streak = { .sign = 1, .n = 12 } };
  for (guint i = 0; i < N_LANGUAGES; i++)
    assert_since_when(sal_words_get_languages()[i], &standing, 30, 2, gained[i]);
  assert_since_when("en", &standing, 2, 30, NULL); /* a streak of gains says nothing of a loss */
  standing.streak = (SalStreak){ .sign = -1, .n = 23, .is_at_least = TRUE };
  for (guint i = 0; i < N_LANGUAGES; i++)
    assert_since_when(sal_words_get_languages()[i], &standing, 2, 30, lost[i]);
  standing.streak.n = 2;
  assert_since_when("en", &standing, 2, 30, NULL);
}

static void
test_english_ordinals_end_as_they_are_spoken(void)
{
  static const struct {
    guint n;
    const char *nth;
  } cases[] = { { 3, "3rd" },     { 4, "4th" },     { 10, "10th" },  { 11, "11th" },   { 12, "12th" },
                { 13, "13th" },   { 21, "21st" },   { 22, "22nd" },  { 101, "101st" }, { 111, "111th" },
                { 112, "112th" }, { 113, "113th" }, { 123, "123rd" } };
  SalCompared compared = { .n_counted = 9 };
  g_autoptr(GArray) records = g_array_new(FALSE, FALSE, sizeof(SalRecord));
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    SalStanding standing = { .compared = &compared, .records = records, .streak = { 1, cases[i].n } };
    g_autofree char *expected = g_strdup_printf("the %s month of net gain in a row", cases[i].nth);
    assert_since_when("en", &standing, 1, 0, expected);
  }
}

static void
test_every_language_dates_what_was_held_last(void)
{
  static const char *const expected[N_LANGUAGES] = {
    [DE] = "womit die gehaltene Fläche die größte seit dem 3. Oktober 2022 war",
    [EN] = "making the area held the largest since 3 October 2022",
    [ES] = "con lo que la superficie controlada fue la mayor desde el 3 de octubre de 2022",
    [FR] = "portant la superficie contrôlée à son plus haut niveau depuis le 3 octobre 2022",
    [PL] = "przez co kontrolowany obszar był największy od 3 października 2022 roku",
    [RU] = "и удерживаемая площадь стала наибольшей с 3 октября 2022 года",
    [UK] = "і утримувана площа стала найбільшою з 3 жовтня 2022 року",
  };
  SalCompared compared = { .n_counted = 9 };
  g_autoptr(GArray) records = g_array_new(FALSE, FALSE, sizeof(SalRecord));
  SalStanding standing = { .compared = &compared, .records = records, .streak = { .sign = 1, .n = 12 } };
  standing.held = (SalHeldBefore){ .sign = 1, .last = sal_day_from_civil(2022, 10, 3) };
  standing.held.next = standing.held.last + 1;
  for (guint i = 0; i < N_LANGUAGES; i++)
    assert_since_when(sal_words_get_languages()[i], &standing, 30, 2, expected[i]);
  standing.held.last = sal_day_from_civil(2025, 3, 3); /* not long ago: the streak is told */
  assert_since_when("en", &standing, 30, 2, "the 12th month of net gain in a row");
  standing.held = (SalHeldBefore){ .sign = -1, .last = sal_day_from_civil(2022, 10, 3) };
  assert_since_when("en", &standing, 2, 30, "making the area held the smallest since 3 October 2022");
  assert_since_when("en", &standing, 30, 2, "the 12th month of net gain in a row");
  standing.reason = SAL_UNCOUNTED_FLAGGED;
  assert_since_when("en", &standing, 2, 30, NULL);
}

static void
test_a_missing_case_leaves_the_holder_out(void)
{
  const SalChange change = make_change(28, 0);
  g_autoptr(SalWords) words = load("uk");
  sal_words_set_holder(words, SAL_FORM_NOM, "Тестландія");
  g_assert_cmpstr(sal_sentence_find_missing_form(words), ==, "gen");
  assert_text(sal_sentence_make(words, &change, NULL),
              "У листопаді 2025 року територія збільшилася на 28~км² (0,9~км² за день)");
  assert_text(sal_sentence_make_headline(words, &change), "Тестландія: +28~км² у листопаді 2025 року");
}

static void
test_texts_are_cut_between_sentences_or_behind_words(void)
{
  g_autoptr(GPtrArray) sentences = g_ptr_array_new();
  g_ptr_array_add(sentences, "Gained 12\u00a0308\u00a0km² (397\u00a0km² a day).");
  g_ptr_array_add(sentences, "And more.");
  assert_text(sal_phrases_join(sentences, 0), "Gained 12~308~km² (397~km² a day). And more.");
  assert_text(sal_phrases_join(sentences, 44), "Gained 12~308~km² (397~km² a day). And more.");
  assert_text(sal_phrases_join(sentences, 43), "Gained 12~308~km² (397~km² a day).");
  assert_text(sal_phrases_join(sentences, 33), "Gained 12~308~km² (397~km² a…");
  assert_text(sal_phrases_join(sentences, 26), "Gained 12~308~km²…");
  assert_text(sal_phrases_join(sentences, 17), "Gained…");
  for (guint limit = 8; limit < 50; limit++) {
    g_autofree char *text = sal_phrases_join(sentences, limit);
    g_assert_cmpint(g_utf8_strlen(text, -1), <=, limit);
  }
}

/* What a figure of so many m2 prints as, by whole numbers alone. */
static char *
print_m2(gint64 m2)
{
  const gint64 tenths = (m2 + 50000) / 100000;
  if (tenths >= 100)
    return g_strdup_printf("%" G_GINT64_FORMAT "\u00a0km²", (m2 + 500000) / 1000000);
  if (m2 < 55000)
    return g_strdup_printf("0.%02" G_GINT64_FORMAT "\u00a0km²", (m2 + 5000) / 10000);
  return g_strdup_printf("%" G_GINT64_FORMAT ".%" G_GINT64_FORMAT "\u00a0km²", tenths / 10, tenths % 10);
}

/* A sentence has a figure of its table where that prints as more than zero. */
static void
assert_figure(const char *sentence, const char *before, gint64 m2)
{
  if (m2 < 5000)
    return;
  g_autofree char *figure = print_m2(m2);
  g_autofree char *wanted = g_strconcat(before, " ", figure, NULL);
  if (strstr(sentence, wanted) == NULL)
    g_error("'%s' lacks '%s'", sentence, wanted);
}

static void
check_rows(const GArray *rows)
{
  for (guint i = 0; i < rows->len; i++) {
    const SalRow *row = &g_array_index(rows, SalRow, i);
    g_autofree char *sentence = sal_sentence_make(NULL, row->change, NULL);
    if (sal_change_has_same_snapshot(row->change))
      continue;
    const gboolean has_both = row->gained >= 5000 && row->lost >= 5000;
    assert_figure(sentence, has_both ? "gained" : "grew by", row->gained);
    assert_figure(sentence, has_both ? "lost" : "shrank by", row->lost);
  }
}

/* What the rows and the steps of an archive say by themselves, asked anew for every period. */

static gboolean
counts(const SalChange *change)
{
  return !change->accepted && !change->period.partial && change->from_snapshot != change->to_snapshot &&
         sal_change_get_flag(change) == SAL_FLAG_NONE && change->sureness.n_weak == 0;
}

static int
get_sign(const SalRow *row)
{
  const gint64 noise = MAX(row->noise_gained, row->noise_lost);
  return row->net > noise ? 1 : row->net < -noise ? -1 : 0;
}

static const SalRow *
get_row(const GArray *rows, int i)
{
  return &g_array_index(rows, SalRow, i);
}

/* Whether row i adjoins the one before it, and both count. */
static gboolean
goes_on(const GArray *rows, int i)
{
  return i > 0 && counts(get_row(rows, i)->change) && counts(get_row(rows, i - 1)->change) &&
         get_row(rows, i - 1)->change->period.to == get_row(rows, i)->change->period.from;
}

static char *
name_day(SalDay day)
{
  static const char *const months[] = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"
  };
  int y, m, d;
  sal_day_to_civil(day, &y, &m, &d);
  return g_strdup_printf("%d %s %d", d, months[m - 1], y);
}

/* "November 2024", "week 3 of 2025", "3 May 2025". */
static char *
name_period(const SalPeriod *period)
{
  g_autofree char *day = name_day(period->from);
  if (period->unit.every == SAL_EVERY_WEEK)
    return g_strdup_printf("week %d of %d", period->unit.number, period->unit.year);
  return g_strdup(period->unit.every == SAL_EVERY_MONTH ? strchr(day, ' ') + 1 : day);
}

static char *
expect_record(const GArray *rows, int i)
{
  const SalRow *row = get_row(rows, i);
  const int sign = row->net > 0 ? 1 : -1;
  const char *kind = sign > 0 ? "gain" : "loss";
  int n = 0, j = i;
  for (; goes_on(rows, j) && sign * get_row(rows, j - 1)->net < sign * row->net; j--)
    n++;
  if (n < 3 || (j > 0 && !goes_on(rows, j)))
    return NULL;
  g_autofree char *since = j > 0 ? name_period(&get_row(rows, j - 1)->change->period) : NULL;
  return since != NULL ? g_strdup_printf(", the largest net %s since %s", kind, since)
                       : g_strdup_printf(", the largest net %s in the whole series", kind);
}

/* steps: of the class. */
static char *
expect_held(const GArray *rows, const GArray *steps, int i)
{
  const SalRow *row = get_row(rows, i);
  const int sign = row->net > 0 ? 1 : -1;
  const SalPeriod *period = &row->change->period;
  int k = (int)steps->len - 1;
  while (k >= 0 && g_array_index(steps, SalStep, k).to > row->change->to_snapshot)
    k--;
  const gint64 area = sal_row_count_units(g_array_index(steps, SalStep, k).area_to_m2, 1);
  gboolean has_other = FALSE;
  for (; k >= 0; k--) {
    const SalStep *step = &g_array_index(steps, SalStep, k);
    const gint64 before = sal_row_count_units(step->area_from_m2, 1);
    if (sal_step_is_doubted(step) || step->verdict == SAL_VERDICT_RESET)
      return NULL;
    if (before != area && !has_other && sign * before > sign * area)
      return NULL; /* the last change went the other way */
    has_other = has_other || before != area;
    if (has_other && sign * before >= sign * area) {
      g_autofree char *day = name_day(step->from);
      return row->change->to_snapshot - step->from < 12 * (period->to - period->from)
                 ? NULL
                 : g_strdup_printf(", making the area held the %s since %s",
                                   sign > 0 ? "largest" : "smallest", day);
    }
  }
  return NULL;
}

static char *
expect_streak(const GArray *rows, int i)
{
  const int sign = get_sign(get_row(rows, i));
  const SalPeriod *period = &get_row(rows, i)->change->period;
  const char *unit = period->unit.every == SAL_EVERY_MONTH  ? "month"
                     : period->unit.every == SAL_EVERY_WEEK ? "week"
                                                            : "day";
  int n = 1, j = i;
  for (; goes_on(rows, j) && get_sign(get_row(rows, j - 1)) == sign; j--)
    n++;
  if (sign == 0 || n < 3)
    return NULL;
  const int tens = n % 100 - n % 10;
  const char *end = tens == 10 ? "th" : n % 10 == 1 ? "st" : n % 10 == 2 ? "nd" : n % 10 == 3 ? "rd" : "th";
  return g_strdup_printf(", %sthe %d%s %s of net %s in a row", goes_on(rows, j) ? "" : "at least ", n, end,
                         unit, sign > 0 ? "gain" : "loss");
}

/* How many of each kind are told. */
typedef struct {
  guint records, held, streaks, none;
} Tellings;

static void
check_since_when(const GArray *rows, const GArray *steps, Tellings *told)
{
  for (int i = 0; i < (int)rows->len; i++) {
    const SalRow *row = get_row(rows, i);
    const gboolean is_told = counts(row->change) && row->gained + row->lost >= 10000;
    g_autofree char *sentence = sal_sentence_make(NULL, row->change, NULL);
    g_autofree char *record = is_told ? expect_record(rows, i) : NULL;
    g_autofree char *held = is_told ? expect_held(rows, steps, i) : NULL;
    g_autofree char *streak = is_told ? expect_streak(rows, i) : NULL;
    const char *expected = record != NULL ? record : held != NULL ? held : streak;
    if (expected != NULL ? strstr(sentence, expected) == NULL
                         : strstr(sentence, "since") != NULL || strstr(sentence, "in a row") != NULL)
      g_error("%s: '%s' should have '%s'", row->change->period.name, sentence,
              expected != NULL ? expected : "nothing");
    told->records += record != NULL, told->held += record == NULL && held != NULL;
    told->streaks += expected != NULL && expected == streak, told->none += expected == NULL;
  }
}

/* Days with nets up and down by chance, and now and then one that does not count. */
static SalChanges *
make_random_days(GRand *rand, guint n)
{
  SalChanges *changes = g_new0(SalChanges, 1);
  changes->changes = g_ptr_array_new_with_free_func((GDestroyNotify)sal_change_free);
  changes->steps = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  changes->remarks = g_ptr_array_new();
  GArray *steps = sal_steps_new();
  g_ptr_array_add(changes->steps, steps);
  double area_m2 = 5e9;
  for (guint i = 0; i < n; i++) {
    const double net_m2 = 1e6 * g_rand_int_range(rand, -9, 10);
    SalChange *change = g_new0(SalChange, 1);
    change->class_name = g_intern_static_string("control"), change->region = g_intern_static_string("");
    change->period.from = change->from_snapshot = sal_day_from_civil(2024, 2, 1) + (int)i;
    change->period.to = change->to_snapshot = change->period.from + 1;
    sal_period_name(&change->period, SAL_EVERY_DAYS, change->period.from);
    change->gained_m2 = MAX(net_m2, 0), change->lost_m2 = MAX(-net_m2, 0);
    change->area_from_m2 = area_m2, change->area_to_m2 = area_m2 + net_m2;
    change->sureness.n_weak = g_rand_int_range(rand, 0, 20) == 0;
    const SalStep step = { .from = change->period.from,
                           .to = change->period.to,
                           .area_from_m2 = area_m2,
                           .area_to_m2 = change->area_to_m2,
                           .verdict =
                               g_rand_int_range(rand, 0, 60) == 0 ? SAL_VERDICT_RESET : SAL_VERDICT_OPEN };
    g_array_append_val(steps, step);
    g_ptr_array_add(changes->changes, change);
    area_m2 += net_m2;
  }
  return changes;
}

static void
test_since_when_is_true_of_days_by_chance(void)
{
  g_autoptr(GRand) rand = random_new();
  g_autoptr(SalAreaModel) ellipsoid = sal_area_model_new("ellipsoid", NULL);
  const char *const classes[] = { "control", NULL };
  const SalRecordOptions record = { .area_model = ellipsoid, .classes = classes, .is_whole = TRUE };
  Tellings told = { 0 };
  for (guint i = 0; i < 20; i++) {
    g_autoptr(SalChanges) changes = make_random_days(rand, 150);
    sal_records_find(changes, changes, &record);
    g_autoptr(GArray) rows = sal_rows_compute(changes, ellipsoid);
    check_since_when(rows, changes->steps->pdata[0], &told);
  }
  g_test_message("%u records, %u of what was held, %u streaks, %u without", told.records, told.held,
                 told.streaks, told.none);
  g_assert_cmpuint(MIN(MIN(told.records, told.held), MIN(told.streaks, told.none)), >, 30);
}

static void
test_figures_are_those_of_the_table_in_every_period_of_an_archive(void)
{
  static const SalCadence cadences[] = { { SAL_EVERY_DAYS, 1 },
                                         { SAL_EVERY_WEEK, 0 },
                                         { SAL_EVERY_MONTH, 0 } };
  const char *folder = g_getenv("SALIENT_ARCHIVE");
  if (folder == NULL) {
    g_test_skip("SALIENT_ARCHIVE is not set");
    return;
  }
  g_autoptr(GError) error = NULL;
  g_autofree char *daily = g_build_filename(folder, "daily", NULL);
  char *sources[] = { daily, NULL };
  g_autoptr(SalAreaModel) ellipsoid = sal_area_model_new("ellipsoid", NULL);
  Tellings told = { 0 };
  SalSeries *series =
      sal_series_open(&(SalSeriesOptions){ .sources = sources, .date_shift_days = -1 }, &error);
  g_assert_no_error(error);
  for (guint i = 0; i < G_N_ELEMENTS(cadences); i++) {
    SalChangeOptions options = {
      .max_gap_days = 3, .min_width_m = 30, .area_model = ellipsoid, .numbers_only = TRUE
    };
    options.periods =
        (SalPeriodOptions){ .cadence = cadences[i], .span_first = SAL_DAY_NONE, .span_last = SAL_DAY_NONE };
    const SalWork work = { .n_threads = 2 };
    g_autoptr(SalChanges) changes = sal_changes_compute(series, &options, &work, &error);
    g_assert_no_error(error);
    g_assert_cmpuint(changes->changes->len, >, 9);
    g_autoptr(GArray) rows = sal_rows_compute(changes, ellipsoid);
    check_rows(rows);
    const SalRecordOptions record = { .area_model = ellipsoid,
                                      .classes = sal_series_get_classes(series),
                                      .is_whole = TRUE };
    sal_records_find(changes, changes, &record);
    check_since_when(rows, changes->steps->pdata[0], &told);
  }
  g_test_message("%u records, %u of what was held, %u streaks, %u without", told.records, told.held,
                 told.streaks, told.none);
  sal_series_free(series);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/sentence/every-language-tells-both-with-the-holder",
                  test_every_language_tells_both_with_the_holder);
  g_test_add_func("/sentence/every-language-takes-no-side", test_every_language_takes_no_side);
  g_test_add_func("/sentence/headlines-are-short", test_headlines_are_short);
  g_test_add_func("/sentence/what-little-or-nothing-changed-reads-right",
                  test_what_little_or_nothing_changed_reads_right);
  g_test_add_func("/sentence/a-part-of-a-month-has-its-days", test_a_part_of_a_month_has_its_days);
  g_test_add_func("/sentence/text-has-stand-ins-class-and-definition",
                  test_text_has_stand_ins_class_and_definition);
  g_test_add_func("/sentence/the-mean-of-a-year-names-its-days", test_the_mean_of_a_year_names_its_days);
  g_test_add_func("/sentence/a-run-is-counted-as-its-sentence-says",
                  test_a_run_is_counted_as_its_sentence_says);
  g_test_add_func("/sentence/a-record-is-told-if-all-between-counts",
                  test_a_record_is_told_if_all_between_counts);
  g_test_add_func("/sentence/every-language-counts-what-comes-in-a-row",
                  test_every_language_counts_what_comes_in_a_row);
  g_test_add_func("/sentence/english-ordinals-end-as-they-are-spoken",
                  test_english_ordinals_end_as_they_are_spoken);
  g_test_add_func("/sentence/every-language-dates-what-was-held-last",
                  test_every_language_dates_what_was_held_last);
  g_test_add_func("/sentence/since-when-is-true-of-days-by-chance",
                  test_since_when_is_true_of_days_by_chance);
  g_test_add_func("/sentence/texts-are-cut-between-sentences-or-behind-words",
                  test_texts_are_cut_between_sentences_or_behind_words);
  g_test_add_func("/sentence/a-missing-case-leaves-the-holder-out",
                  test_a_missing_case_leaves_the_holder_out);
  g_test_add_func("/sentence/figures-are-those-of-the-table-in-every-period-of-an-archive",
                  test_figures_are_those_of_the_table_in_every_period_of_an_archive);
  return g_test_run();
}

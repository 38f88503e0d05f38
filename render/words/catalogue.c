#include "render/words/catalogue.h"

#define CHANGE "period gained lost net least"
#define CHANGES "gained and lost, gained, lost, nothing, less than is printed, or redefined"
#define FORMS "nom gen dat acc ins loc"
#define UNITS "periods of a day, week, month, quarter, year, of any other length"

/* clang-format off */
static const SalWordKey keys[SAL_N_WORDS] = {
  [SAL_WORD_LANGUAGE] = { "language", 0, FALSE, NULL, "the code of the language, for SVG and PDF" },
  [SAL_WORD_DECIMAL_MARK] = { "decimal_mark", 0, TRUE, NULL, "before the decimals of a number" },
  [SAL_WORD_THOUSANDS_MARK] = { "thousands_mark", 0, TRUE, NULL, "before each three digits of a number's whole part; \"\": none" },
  [SAL_WORD_FULL_STOP] = { "full_stop", 0, TRUE, NULL, "ends the sentences of the credit line" },
  [SAL_WORD_PERCENT] = { "percent", 0, FALSE, "number", "a number of per cent" },
  [SAL_WORD_KM2] = { "km2", 0, FALSE, NULL, "square kilometres" },
  [SAL_WORD_SQMI] = { "sqmi", 0, FALSE, NULL, "square miles, with `--units sqmi` or `both`" },
  [SAL_WORD_HA] = { "ha", 0, FALSE, NULL, "hectares, with `--units ha`" },
  [SAL_WORD_AREA_BOTH] = { "area_both", 0, FALSE, "area other", "an area in two units, with `--units both`" },
  [SAL_WORD_KM] = { "km", 0, FALSE, NULL, "kilometres" },
  [SAL_WORD_M] = { "m", 0, FALSE, NULL, "metres" },
  [SAL_WORD_MILE] = { "mile", 0, FALSE, NULL, "miles" },
  [SAL_WORD_FOOT] = { "foot", 0, FALSE, NULL, "feet" },

  [SAL_WORD_MONTHS] = { "months", 12, FALSE, NULL, "months by themselves or with a year, {month}" },
  [SAL_WORD_MONTHS_SHORT] = { "months_short", 12, FALSE, NULL, "the same, short, {mon}" },
  [SAL_WORD_MONTHS_IN_DATES] = { "months_in_dates", 12, FALSE, NULL, "months after a day, {month}" },
  [SAL_WORD_MONTHS_IN_DATES_SHORT] = { "months_in_dates_short", 12, FALSE, NULL, "the same, short, {mon}" },
  [SAL_WORD_FIRST_DAY] = { "first_day", 0, FALSE, NULL, "{day} for the first of a month" },
  [SAL_WORD_DATE] = { "date", 0, FALSE, "day month mon year", "a date" },
  [SAL_WORD_DATE_IN_YEAR] = { "date_in_year", 0, FALSE, "day month mon", "the first of two dates of one year" },
  [SAL_WORD_DATE_IN_MONTH] = { "date_in_month", 0, FALSE, "day", "the first of two dates of one month" },
  [SAL_WORD_DATE_FULL] = { "date_full", 0, FALSE, "day month mon year", "a date in the credit line" },
  [SAL_WORD_DATE_FULL_IN_YEAR] = { "date_full_in_year", 0, FALSE, "day month mon", "the first of two there of one year" },
  [SAL_WORD_DAYS] = { "days", 0, FALSE, "from to", "from a date to one of another year" },
  [SAL_WORD_DAYS_IN_YEAR] = { "days_in_year", 0, FALSE, "from to", "to one of another month" },
  [SAL_WORD_DAYS_IN_MONTH] = { "days_in_month", 0, FALSE, "from to", "to one of the same month" },

  [SAL_WORD_MONTH] = { "month", 0, FALSE, "month mon year", "a month as a period" },
  [SAL_WORD_MONTH_SHORT] = { "month_short", 0, FALSE, "month mon year", "the same, short" },
  [SAL_WORD_WEEK] = { "week", 0, FALSE, "week year", "an ISO week" },
  [SAL_WORD_QUARTERS] = { "quarters", 4, FALSE, NULL, "the quarters of a year" },
  [SAL_WORD_QUARTER] = { "quarter", 0, FALSE, "quarter year", "a quarter" },
  [SAL_WORD_YEAR] = { "year", 0, FALSE, "year", "a year" },
  [SAL_WORD_YEAR_BC] = { "year_bc", 0, FALSE, "year", "a year before Christ" },
  [SAL_WORD_BC] = { "bc", 0, FALSE, "year", "{year} before Christ, in dates, months, weeks and quarters" },
  [SAL_WORD_SPAN] = { "span", 0, FALSE, "from to", "from one period to another" },
  [SAL_WORD_PARTIAL] = { "partial", 0, FALSE, "period days", "an incomplete period" },

  [SAL_WORD_TITLE] = { "title", 0, FALSE, "period", "the title where `--title` gives none" },
  [SAL_WORD_TITLE_SHORT] = { "title_short", 0, FALSE, "period", "the same on a narrow page, and at a chart's diamond" },
  [SAL_WORD_TITLE_CUMULATIVE] = { "title_cumulative", 0, FALSE, "period from to", "the same over a cumulative map" },
  [SAL_WORD_TITLE_HOLDER] = { "title_holder", 0, FALSE, "holder period", "the title where `--holder` says who gained" },
  [SAL_WORD_TITLE_HOLDER_SHORT] = { "title_holder_short", 0, FALSE, "holder period", "the same on a narrow page" },
  [SAL_WORD_TITLE_HOLDER_CUMULATIVE] = { "title_holder_cumulative", 0, FALSE, "holder period from to", "the same over a cumulative map" },
  [SAL_WORD_TITLE_REGIONS] = { "title_regions", 0, FALSE, "period", "the title over a map of regions by net change" },
  [SAL_WORD_TITLE_SHARES] = { "title_shares", 0, FALSE, "period to", "the title over a map of regions by the share held" },
  [SAL_WORD_TITLE_TURNOVER] = { "title_turnover", 0, FALSE, "period from to", "the title over a map of how often ground changed hands" },
  [SAL_WORD_TITLE_TURNOVER_SHORT] = { "title_turnover_short", 0, FALSE, "period from to", "the same on a narrow page" },
  [SAL_WORD_TITLE_FRONTS] = { "title_fronts", 0, FALSE, "period from to", "the title over a map of fronts" },
  [SAL_WORD_TITLE_HOLDER_REGIONS] = { "title_holder_regions", 0, FALSE, "holder period", "the title over a map of regions where `--holder` says who gained" },
  [SAL_WORD_TITLE_HOLDER_SHARES] = { "title_holder_shares", 0, FALSE, "holder period to", "the same over a map of the share held" },
  [SAL_WORD_TITLE_COMPARISON] = { "title_comparison", 0, FALSE, "a b date", "title over a map that compares two sources" },
  [SAL_WORD_COMPARISON] = { "comparison", 0, FALSE, "share agreed a only_a b only_b", "its subtitle" },
  [SAL_WORD_SEPARATOR] = { "separator", 0, FALSE, NULL, "between the parts of a line" },
  [SAL_WORD_CHANGE] = { "change", 0, FALSE, "gained lost net", "the numbers of a subtitle" },
  [SAL_WORD_NET] = { "net", 0, FALSE, "gained lost net", "the same where the legend has gained and lost" },
  [SAL_WORD_CHANGE_CUMULATIVE] = { "change_cumulative", 0, FALSE, "gained lost net", "the same over a cumulative map" },
  [SAL_WORD_LESS_THAN] = { "less_than", 0, FALSE, "area", "a change too small to print" },
  [SAL_WORD_NO_CHANGE] = { "no_change", 0, FALSE, NULL, "where nothing changed" },
  [SAL_WORD_CHANGE_UNKNOWN] = { "change_unknown", 0, FALSE, NULL, "where one snapshot stands for both ends" },
  [SAL_WORD_NO_SNAPSHOT] = { "no_snapshot", 0, FALSE, "date", "the same, and why" },
  [SAL_WORD_RESET] = { "reset", 0, FALSE, NULL, "a change flagged `reset?`" },
  [SAL_WORD_RESET_SHORT] = { "reset_short", 0, FALSE, NULL, "the same on a narrow page" },
  [SAL_WORD_RESET_ACCEPTED] = { "reset_accepted", 0, FALSE, NULL, "a change named by `--accept-reset`" },
  [SAL_WORD_RESETS] = { "resets", 0, FALSE, "periods", "periods and days that are flagged" },
  [SAL_WORD_RESETS_ACCEPTED] = { "resets_accepted", 0, FALSE, "periods", "periods and days that `--accept-reset` takes out" },
  [SAL_WORD_DOUBTFUL_SIDE] = { "doubtful_side", 0, FALSE, "date", "`--side previous`: the first date that is doubtful" },
  [SAL_WORD_MISSING] = { "missing", 0, FALSE, "periods", "those of a run that no snapshots are near enough to" },
  [SAL_WORD_MISSING_CUMULATIVE] = { "missing_cumulative", 0, FALSE, "periods", "the same over a cumulative map" },
  [SAL_WORD_MEAN_NET] = { "mean_net", SAL_N_WORD_UNITS, FALSE, "mean", "the mean net change, for " UNITS },

  [SAL_WORD_DIRECTIONS] = { "directions", 8, FALSE, "place", "where a change lies from a place: north, northeast and so on, clockwise" },

  [SAL_WORD_SNAPSHOTS] = { "snapshots", 0, FALSE, "a b", "the snapshots of a period" },
  [SAL_WORD_SNAPSHOT] = { "snapshot", 0, FALSE, "a", "the same if they are of one day" },
  [SAL_WORD_STAND_IN] = { "stand_in", 0, FALSE, "date boundary", "a snapshot that stands for another day" },
  [SAL_WORD_LENGTH] = { "length", 0, FALSE, "days", "the days between them, where they are not those of the period" },
  [SAL_WORD_FILE_DATES] = { "file_dates", 0, FALSE, "shift", "`--date-shift`" },
  [SAL_WORD_FILE_DATES_ONE] = { "file_dates_one", 0, FALSE, "shift", "the same by one day" },
  [SAL_WORD_AREA_MODEL] = { "area_model", 0, FALSE, "model", "areas in a projected system, {model}" },
  [SAL_WORD_ELLIPSOID] = { "ellipsoid", 0, FALSE, NULL, "areas by that model" },
  [SAL_WORD_GEODESIC] = { "geodesic", 0, FALSE, NULL, "areas by that model" },
  [SAL_WORD_SPHERE] = { "sphere", 0, FALSE, "radius", "areas by that model" },
  [SAL_WORD_ROUNDED] = { "rounded", 0, FALSE, NULL, "where printed figures do not add up" },
  [SAL_WORD_BORDERLAND] = { "borderland", 0, FALSE, "country gained lost", "change at or beyond a country's border" },
  [SAL_WORD_REDRAWN_BORDER] = { "redrawn_border", 0, FALSE, "gained lost", "change along `--border`" },
  [SAL_WORD_BASE_MAP] = { "base_map", 0, FALSE, "source", "the credit of the base map" },

  [SAL_WORD_GAINED] = { "gained", 0, FALSE, NULL, "legend: gained" },
  [SAL_WORD_LOST] = { "lost", 0, FALSE, NULL, "legend: lost" },
  [SAL_WORD_HELD] = { "held", 0, FALSE, NULL, "legend: held" },
  [SAL_WORD_GAINED_BY] = { "gained_by", 0, FALSE, "holder", "legend: gained, with `--holder`; names stand as they are given" },
  [SAL_WORD_LOST_BY] = { "lost_by", 0, FALSE, "holder", "legend: lost, with `--holder` alone" },
  [SAL_WORD_LOST_TO] = { "lost_to", 0, FALSE, "holder opponent", "legend: lost, with `--holder` and `--opponent`" },
  [SAL_WORD_HELD_BY] = { "held_by", 0, FALSE, "holder", "legend: held, with `--holder`" },
  [SAL_WORD_AGREED] = { "agreed", 0, FALSE, NULL, "legend of a comparison: what both sides hold" },
  [SAL_WORD_ONLY] = { "only", 0, FALSE, "name", "the same: what one side alone holds" },
  [SAL_WORD_REDEFINED] = { "redefined", 0, FALSE, NULL, "legend: an accepted reset" },
  [SAL_WORD_OUTSIDE] = { "outside", 0, FALSE, NULL, "legend: what lies outside of the area of interest" },
  [SAL_WORD_OTHER_KINDS] = { "other_kinds", 0, FALSE, NULL, "legend: features of an own layer of no kind that is told apart" },
  [SAL_WORD_DISPUTED_BORDER] = { "disputed_border", 0, FALSE, NULL, "legend: a border that is disputed" },
  [SAL_WORD_TODAYS_BORDER] = { "todays_border", 0, FALSE, NULL, "legend: borders of today on a map of an earlier time" },
  [SAL_WORD_MOTORWAY] = { "motorway", 0, FALSE, NULL, "legend, with `--legend-basemap`: motorways" },
  [SAL_WORD_MAIN_ROAD] = { "main_road", 0, FALSE, NULL, "the same: trunk and primary roads" },
  [SAL_WORD_SECONDARY_ROAD] = { "secondary_road", 0, FALSE, NULL, "the same: secondary roads" },
  [SAL_WORD_RAILWAY] = { "railway", 0, FALSE, NULL, "the same: railways" },
  [SAL_WORD_BUILT_UP] = { "built_up", 0, FALSE, NULL, "the same: built-up areas" },
  [SAL_WORD_WOODS] = { "woods", 0, FALSE, NULL, "the same: woods" },
  [SAL_WORD_IN_MAP] = { "in_map", 0, FALSE, NULL, "legend: before the change that the frame shows of the whole" },
  [SAL_WORD_IN_MAPS] = { "in_maps", 0, FALSE, NULL, "the same below small multiples" },
  [SAL_WORD_PART_OF] = { "part_of", 0, FALSE, "part whole", "how much that is, and the whole" },
  [SAL_WORD_NET_CHANGE] = { "net_change", 0, FALSE, NULL, "legend of a map of regions: above the classes of net change" },
  [SAL_WORD_SHARE_HELD] = { "share_held", 0, FALSE, NULL, "the same: above the classes of the share held" },
  [SAL_WORD_TURNOVER] = { "turnover", 3, FALSE, NULL, "legend of such a map: what changed hands once, twice, three times or more" },
  [SAL_WORD_HELD_THROUGHOUT] = { "held_throughout", 0, FALSE, NULL, "the same: what is held from the first day to the last" },
  [SAL_WORD_COUNTED] = { "counted", SAL_N_WORD_UNITS, FALSE, NULL, "its subtitle: by which steps it counts, for " UNITS },
  [SAL_WORD_FRONT] = { "front", 0, FALSE, NULL, "legend of a map of fronts: above their days" },
  [SAL_WORD_CHANGED_PLACES] = { "changed_places", 0, FALSE, NULL, "legend: the marks of settlements that changed hands in the period" },
  [SAL_WORD_RANGE] = { "range", 0, FALSE, "from to", "one of these classes" },
  [SAL_WORD_NO_REGION] = { "no_region", 0, FALSE, NULL, "the same: what changed in none of the regions" },
  [SAL_WORD_CHART] = { "chart", SAL_N_WORD_UNITS, FALSE, "unit", "the title of a chart, for " UNITS },
  [SAL_WORD_GROSS] = { "gross", 0, FALSE, NULL, "chart: what its thin bars are" },
  [SAL_WORD_NORTH] = { "north", 0, FALSE, NULL, "the letter at the north arrow" },
  [SAL_WORD_DEGREES] = { "degrees", SAL_N_WORD_DIRECTIONS, FALSE, "degrees", "a latitude north and south, a longitude east and west" },
  [SAL_WORD_LOCATOR] = { "locator", 0, FALSE, NULL, "the small map of where the frame is" },

  [SAL_WORD_ON_DAY] = { "on_day", 0, FALSE, "date", "a day as a period, in a sentence" },
  [SAL_WORD_IN_DAYS] = { "in_days", 0, FALSE, "from to", "from a date to another, in a sentence; the first lacks the year or month that both have" },
  [SAL_WORD_IN_YEARS] = { "in_years", 0, FALSE, "from to", "from a year to another, in a sentence" },
  [SAL_WORD_IN_WEEK] = { "in_week", 0, FALSE, "week year", "an ISO week, in a sentence" },
  [SAL_WORD_IN_MONTHS] = { "in_months", 12, FALSE, "year", "the months, in a sentence" },
  [SAL_WORD_IN_QUARTERS] = { "in_quarters", 4, FALSE, "year", "the quarters, in a sentence" },
  [SAL_WORD_IN_YEAR] = { "in_year", 0, FALSE, "year", "a year, in a sentence" },
  [SAL_WORD_SENTENCE] = { "sentence", SAL_N_WORD_CHANGES, FALSE, CHANGE, "a sentence on what was " CHANGES },
  [SAL_WORD_SENTENCE_HOLDER] = { "sentence_holder", SAL_N_WORD_CHANGES, FALSE, CHANGE " " FORMS, "the same with `--holder`, whose name stands in these cases" },
  [SAL_WORD_SENTENCE_UNKNOWN] = { "sentence_unknown", 0, FALSE, "period date", "the same where one snapshot stands for both ends; {date} has none" },
  [SAL_WORD_SENTENCE_COMPARISON] = { "sentence_comparison", 4, FALSE, "when a b share agreed only_a only_b", "a sentence on two sources, where both show something that the other does not, only A, only B, or neither" },
  [SAL_WORD_SENTENCE_MEAN] = { "sentence_mean", SAL_N_WORD_TRENDS, FALSE, "period mean", "a sentence on the mean of a month, up, down, or neither" },
  [SAL_WORD_SENTENCE_MEAN_HOLDER] = { "sentence_mean_holder", SAL_N_WORD_TRENDS, FALSE, "period mean " FORMS, "the same with `--holder`" },
  [SAL_WORD_SENTENCE_BORDER] = { "sentence_border", 0, FALSE, "gained lost net", "what sentences leave out along `--border`; {net} is that of all" },
  [SAL_WORD_THAT_IS_MEAN] = { "that_is_mean", 0, FALSE, "mean", "the mean of a month, after a sentence on the same span" },
  [SAL_WORD_MEAN_DETAILS] = { "mean_details", 2, FALSE, "days gained lost", "its details, without and with the days of a year" },
  [SAL_WORD_PER_DAY] = { "per_day", 0, FALSE, "mean", "the net of a day" },
  [SAL_WORD_DETAILS] = { "details", 0, FALSE, "text details", "details behind a sentence" },
  [SAL_WORD_LARGEST] = { "largest", 3, FALSE, "area near", "where the largest area lies that was gained, or lost, or is all that changed" },
  [SAL_WORD_OF_PLACE] = { "of_place", 2, FALSE, "place", "{of} a place whose name begins with a consonant, or a vowel" },
  [SAL_WORD_NEAR] = { "near", 9, FALSE, "place of", "near a place, then north, northeast and so on of it, clockwise, in a sentence" },
  [SAL_WORD_CLAUSE] = { "clause", 0, FALSE, "text clause", "a clause behind a sentence" },
  [SAL_WORD_ASIDE] = { "aside", 0, FALSE, "text aside", "an apposition behind a sentence" },
  [SAL_WORD_SINCE_DAY] = { "since_day", 0, FALSE, "date", "since a day, {since}" },
  [SAL_WORD_SINCE_WEEK] = { "since_week", 0, FALSE, "week year", "since an ISO week" },
  [SAL_WORD_SINCE_MONTH] = { "since_month", 0, FALSE, "month year", "since a month, which is one of `months_in_dates`" },
  [SAL_WORD_SINCE_QUARTERS] = { "since_quarters", 4, FALSE, "year", "since each of the quarters" },
  [SAL_WORD_SINCE_YEAR] = { "since_year", 0, FALSE, "year", "since a year" },
  [SAL_WORD_RECORD] = { "record", 4, FALSE, "since", "the largest net gain and loss since a period, then of the whole series" },
  [SAL_WORD_MOST_HELD] = { "most_held", 2, FALSE, "since", "the area held is the largest, or the smallest, since a day" },
  [SAL_WORD_ORDINALS] = { "ordinals", 4, FALSE, "n", "{nth} of numbers that end in 1, 2 and 3 (but 11 to 13), and of all others" },
  [SAL_WORD_STREAK] = { "streak", 2 * SAL_N_WORD_UNITS, FALSE, "n nth", "how many net gains in a row, for " UNITS "; then the same of net losses" },
  [SAL_WORD_AT_LEAST] = { "at_least", 0, FALSE, "streak", "the same if there may be more, because nothing is known of what came before" },
  [SAL_WORD_ABOUT] = { "about", 0, FALSE, "name text", "a region or a class before a sentence" },
  [SAL_WORD_HEADLINE] = { "headline", SAL_N_WORD_TRENDS, FALSE, "period net size", "a headline, up, down, or neither; {size} is the net without its sign" },
  [SAL_WORD_HEADLINE_HOLDER] = { "headline_holder", SAL_N_WORD_TRENDS, FALSE, "period net size " FORMS, "the same with `--holder`" },
  [SAL_WORD_HEADLINE_COMPARISON] = { "headline_comparison", 0, FALSE, "when a b share", "the same of a comparison" },
  [SAL_WORD_HEADLINE_UNKNOWN] = { "headline_unknown", 0, FALSE, "period", "the same where one snapshot stands for both ends" },
  [SAL_WORD_HEADLINE_REDEFINED] = { "headline_redefined", 0, FALSE, "period", "the same of an accepted reset" },
  [SAL_WORD_ALT] = { "alt", 0, FALSE, "title text", "an alternative text: what is seen, and what it says" },

  [SAL_WORD_REPORT_SWIPE] = { "report_swipe", 0, FALSE, NULL, "what shows the situation before and after on a map of a web page" },
  [SAL_WORD_REPORT_PERIOD] = { "report_period", 0, FALSE, NULL, "what its slider chooses, and the heading of the periods in its table" },
  [SAL_WORD_REPORT_TABLE] = { "report_table", 0, FALSE, NULL, "the heading of that table" },
  [SAL_WORD_REPORT_START] = { "report_start", 0, FALSE, NULL, "the area at the start of a period, in that table" },
  [SAL_WORD_REPORT_END] = { "report_end", 0, FALSE, NULL, "the same at its end" },
  [SAL_WORD_REPORT_NET] = { "report_net", 0, FALSE, NULL, "the net change, in that table" },
  [SAL_WORD_REPORT_TOTAL] = { "report_total", 0, FALSE, NULL, "the sums, in that table" },
  [SAL_WORD_REPORT_NOTE] = { "report_note", 0, FALSE, NULL, "what is doubtful about a period, in that table" },
  [SAL_WORD_REPORT_DOWNLOAD] = { "report_download", 0, FALSE, NULL, "what downloads the table" },
  [SAL_WORD_REPORT_MEANING] = { "report_meaning", 0, FALSE, NULL, "the heading of what the figures mean" },
  [SAL_WORD_REPORT_MEANINGS] = { "report_meanings", 3, FALSE, NULL, "what gained, lost and net mean" },
  [SAL_WORD_REPORT_SOURCES] = { "report_sources", 0, FALSE, NULL, "the heading of the credit" },
};
/* clang-format on */

struct _SalWords {
  char **texts[SAL_N_WORDS]; /* as many as sal_words_get_n_texts() says */
  GHashTable *classes;       /* name: what it is called */
  GHashTable *forms;         /* "gen Russia": the name in that case; "gen ": of whoever the holder is */
  char *holder[SAL_N_FORMS]; /* NULL: not known */
  SalAreaUnits area_units;
};

const SalWordKey *
sal_words_get_key(SalWord word)
{
  return &keys[word];
}

guint
sal_words_get_n_texts(SalWord word)
{
  return MAX(keys[word].n_items, 1);
}

SalWords *
sal_words_new(void)
{
  SalWords *words = g_new0(SalWords, 1);
  for (guint i = 0; i < SAL_N_WORDS; i++)
    words->texts[i] = g_new0(char *, sal_words_get_n_texts(i) + 1);
  words->classes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  words->forms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  return words;
}

void
sal_words_free(SalWords *words)
{
  if (words == NULL)
    return;
  for (guint i = 0; i < SAL_N_WORDS; i++) {
    for (guint j = 0; j < sal_words_get_n_texts(i); j++)
      g_free(words->texts[i][j]);
    g_free(words->texts[i]);
  }
  for (SalForm form = 0; form < SAL_N_FORMS; form++)
    g_free(words->holder[form]);
  g_hash_table_unref(words->classes);
  g_hash_table_unref(words->forms);
  g_free(words);
}

void
sal_words_set(SalWords *words, SalWord word, guint index, const char *text)
{
  char **kept = &words->texts[word][index];
  g_free(*kept);
  *kept = g_strdup(text);
}

void
sal_words_set_class(SalWords *words, const char *class_name, const char *text)
{
  g_hash_table_replace(words->classes, g_strdup(class_name), g_strdup(text));
}

const char *
sal_words_read(const SalWords *words, SalWord word, guint index)
{
  return words->texts[word][index];
}

const char *
sal_words_read_class(const SalWords *words, const char *class_name)
{
  return g_hash_table_lookup(words->classes, class_name);
}

const char *const *
sal_forms_get_names(void)
{
  static const char *const names[SAL_N_FORMS + 1] = { "nom", "gen", "dat", "acc", "ins", "loc", NULL };
  return names;
}

static char *
make_form_key(const char *party, SalForm form)
{
  return g_strconcat(sal_forms_get_names()[form], " ", party, NULL);
}

void
sal_words_set_form(SalWords *words, const char *party, SalForm form, const char *text)
{
  g_hash_table_replace(words->forms, make_form_key(party, form), g_strdup(text));
}

const char *
sal_words_read_form(const SalWords *words, const char *party, SalForm form)
{
  g_autofree char *key = make_form_key(party, form);
  return g_hash_table_lookup(words->forms, key);
}

void
sal_words_set_area_units(SalWords *words, SalAreaUnits units)
{
  words->area_units = units;
}

SalAreaUnits
sal_words_get_area_units(const SalWords *words)
{
  return words->area_units;
}

void
sal_words_set_holder(SalWords *words, SalForm form, const char *text)
{
  g_free(words->holder[form]);
  words->holder[form] = g_strdup(text);
}

const char *
sal_words_read_holder(const SalWords *words, SalForm form)
{
  return words->holder[form];
}

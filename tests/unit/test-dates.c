#include "data/dates/dates.h"

#include "tests/unit/days.h"

/* Dates in names */

#define names_of(...) ((const char *const[]){ __VA_ARGS__, NULL })

static GArray *
find_dates(const char *const *names, guint n, const char *pattern, GError **error)
{
  const SalDateQuery query = { .names = names, .n = n, .pattern = pattern };
  return sal_dates_find(&query, NULL, error);
}

/* The dates as words "DAY", with "@SECOND" behind it where a clock time was read. */
static char *
find(const char *const *names, const char *pattern, const char **reading, GError **error)
{
  g_autoptr(GArray) dates = find_dates(names, g_strv_length((GStrv)names), pattern, error);
  if (dates == NULL)
    return NULL;
  GString *text = g_string_new(NULL);
  for (guint i = 0; i < dates->len; i++) {
    const SalDate *date = &g_array_index(dates, SalDate, i);
    g_autofree char *found = sal_day_format(date->day);
    g_string_append_printf(text, "%s%s", i > 0 ? " " : "", found);
    if (date->second >= 0)
      g_string_append_printf(text, "@%d", date->second);
    *reading = date->reading;
  }
  return g_string_free(text, FALSE);
}

static void
assert_found(const char *const *names, const char *expected, const char *expected_reading)
{
  g_autoptr(GError) error = NULL;
  const char *reading = NULL;
  g_autofree char *found = find(names, NULL, &reading, &error);
  g_assert_no_error(error);
  g_assert_cmpstr(found, ==, expected);
  if (expected_reading != NULL)
    g_assert_cmpstr(reading, ==, expected_reading);
}

static void
assert_not_found(const char *const *names, const char *message)
{
  g_autoptr(GError) error = NULL;
  const char *reading;
  g_autofree char *found = find(names, NULL, &reading, &error);
  g_assert_cmpstr(found, ==, NULL);
  g_assert_cmpstr(assert_fails(error, SAL_ERROR_FORMAT), ==, message);
}

static void
reads_the_dates_of_typical_names(void)
{
  static const char *const cases[][3] = {
    { "deepstatemap_data_20240708.geojson", "2024-07-08", "YYYYMMDD" },
    { "2024-03-01.geojson", "2024-03-01", "YYYY-MM-DD" },
    { "2024_08_01", "2024-08-01", "YYYY-MM-DD" },
    { "2024.08.01.kml", "2024-08-01", "YYYY-MM-DD" },
    { "2024-8-1", "2024-08-01", "YYYY-MM-DD" },
    { "map20240801final.json", "2024-08-01", "YYYYMMDD" },
    { "19500701", "1950-07-01", "YYYYMMDD" },
    { "front_1943-07-05.shp", "1943-07-05", "YYYY-MM-DD" },
    { "221232_0000.kmz", "2032-12-22@0", "DDMMYY" },
    { "990704.kml", "1999-07-04", "YYMMDD" },
    { "690704.kml", "2069-07-04", "YYMMDD" },
    { "081399.kml", "1999-08-13", "MMDDYY" },
    { "01.08.2024", "2024-08-01", "DD.MM.YYYY" },
    { "31-12-2024.kml", "2024-12-31", "DD-MM-YYYY" },
    { "12_31_2024.kml", "2024-12-31", "MM-DD-YYYY" },
    { "31122024.kml", "2024-12-31", "DDMMYYYY" },
    { "UkraineControlMapAO02JUN2024.shp", "2024-06-02", "DDMONYYYY" },
    { "UkraineControlMapAO13APR2022.shp", "2022-04-13", "DDMONYYYY" },
    { "13APR22", "2022-04-13", "DDMONYY" },
    { "22SEP22", "2022-09-22", "DDMONYY" },
    { "02FEB22024", "2024-02-02", "DDMONYYYY (a digit twice)" },
    { "FEB0220244", "2024-02-02", "MONDDYYYY (a digit twice)" },
    { "22SEPT22", "2022-09-22", "DDMONYY" },
    { "13APR69", "2069-04-13", "DDMONYY" },
    { "13APR70", "1970-04-13", "DDMONYY" },
    { "JUN032022", "2022-06-03", "MONDDYYYY" },
    { "MapJUN032022", "2022-06-03", "MONDDYYYY" },
    { "Assessed__09_MAR_2022", "2022-03-09", "DDMONYYYY" },
    { "09_MAR_2022 (1).zip", "2022-03-09", "DDMONYYYY" },
    { "2024-08-01 (1).geojson", "2024-08-01", "YYYY-MM-DD" },
    { "October 26-27, 2024.shp", "2024-10-27", "MON DD-DD, YYYY (last day)" },
    { "October 26\xe2\x80\x93"
      "27, 2024.shp",
      "2024-10-27", "MON DD-DD, YYYY (last day)" },
    { "26-27 October 2024.shp", "2024-10-27", "DD-DD MON YYYY (last day)" },
    { "October 30-November 1, 2024.shp", "2024-11-01", "MONDDYYYY" },
    { "Sept 5, 2022", "2022-09-05", "MONDDYYYY" },
    { "2022Apr13", "2022-04-13", "YYYYMONDD" },
    { "20240801T0300", "2024-08-01@10800", "YYYYMMDD" },
    { "20240801T030015Z.json", "2024-08-01@10815", "YYYYMMDD" },
    { "20240801T03Z.json", "2024-08-01@10800", "YYYYMMDD" },
    { "20240801030015.json", "2024-08-01@10815", "YYYYMMDD" },
    { "2024-08-01_03-00-00.geojson", "2024-08-01@10800", "YYYY-MM-DD" },
    { "2024-08-01T23:59:59Z", "2024-08-01@86399", "YYYY-MM-DD" },
    { "2024-08-01-0300", "2024-08-01@10800", "YYYY-MM-DD" },
    { "20240801_2560.json", "2024-08-01", "YYYYMMDD" },
    { "world_1914.geojson", "1914-01-01", "YYYY" },
    { "world_1914_110m.geojson", "1914-01-01", "YYYY" },
    { "world_1914 (1).geojson", "1914-01-01", "YYYY" },
    { "карта 1914.geojson", "1914-01-01", "YYYY" },
    { "front_1942-11.shp", "1942-11-01", "YYYY-MM" },
    { "front_194211.shp", "1942-11-01", "YYYYMM" },
    { "November 1942", "1942-11-01", "MONYYYY" },
    { "2024_20240801.json", "2024-08-01", "YYYYMMDD" },
    { "v2_2024_13APR22.json", "2022-04-13", "DDMONYY" },
    { "\xff\xfe 20240801 \xc3", "2024-08-01", "YYYYMMDD" },
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    assert_found(names_of(cases[i][0]), cases[i][1], cases[i][2]);
  }
}

static void
names_without_a_date_are_an_error(void)
{
  static const char *const names[] = {
    "",
    "legend.geojson",
    "12345",
    "20241301.json",
    "2024-02-30.json",
    "2024-13.json",
    "2024_13_45.json",
    "2024-214.json",
    "214-2024-08.json",
    "9920240801.json",
    "202408019.json",
    "02FEB20022",
    "02FEB52024",
    "02FEB202244",
    "31_13_1914",
    "32AUG2024",
    "32 August 2024",
    "id1914",
    "1920x1080",
    "30001231",
    "09991231",
    "a1b221210f",
    "2024-08-45",
    "October 27-26, 2024",
    "2024-W32.geojson",
    "2024W32",
    "KW32 2024",
    "front 2024-Q4",
    "Q4_2024",
    "2024 4Q",
    "2024-H1",
    "2024-0801",
    "1031_2024",
    "1 августа 2024",
    "1 août 2024",
    "1. Dezember 2024",
    "2024年8月1日",
    "2024年8月",
    "Dismay 99",
    "000000",
    "99.99.9999",
  };
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *message =
        g_strdup_printf("%s: expected a date such as 20240801 or 2024-08-01, got no date", names[i]);
    assert_not_found(names_of(names[i]), message);
    assert_not_found(names_of("20240801", names[i]), message);
  }
}

static void
a_date_without_its_year_is_an_error(void)
{
  assert_not_found(names_of("13APR2022.shp", "APR13.shp"),
                   "APR13.shp: expected a date with its year, got a day and a month only");
  assert_not_found(names_of("13_April"),
                   "13_April: expected a date with its year, got a day and a month only");
}

static void
an_undecidable_date_names_both_readings(void)
{
  assert_not_found(names_of("Control_25_07_21.kml"),
                   "Control_25_07_21.kml: expected a date with one reading, got YY_MM_DD (2025-07-21) and "
                   "DD_MM_YY (2021-07-25)");
  assert_not_found(names_of("01-08-2024"), "01-08-2024: expected a date with one reading, got DD-MM-YYYY "
                                           "(2024-08-01) and MM-DD-YYYY (2024-01-08)");
  assert_not_found(names_of("05_05_2024", "01_08_2024"),
                   "01_08_2024: expected a date with one reading, got "
                   "DD-MM-YYYY (2024-08-01) and MM-DD-YYYY (2024-01-08)");
  assert_not_found(names_of("010824"),
                   "010824: expected a date with one reading, got DDMMYY (2024-08-01) and "
                   "MMDDYY (2024-01-08)");
  assert_not_found(names_of("221210_0000.kmz"), "221210_0000.kmz: expected a date with one reading, got "
                                                "YYMMDD (2022-12-10) and DDMMYY (2010-12-22)");
  assert_not_found(names_of("20240801_20240901"), "20240801_20240901: expected a date with one reading, got "
                                                  "YYYYMMDD (2024-08-01) and YYYYMMDD (2024-09-01)");
}

/* Years before 2010 lose against later ones: monthly files are dated on the first. */
static void
the_first_of_a_month_is_no_year(void)
{
  assert_found(names_of("240801", "240901", "241001"), "2024-08-01 2024-09-01 2024-10-01", "YYMMDD");
  assert_found(names_of("Control_25_07_01.kml", "Control_25_08_01.kml"), "2025-07-01 2025-08-01", "YY_MM_DD");
  assert_found(names_of("01.08.24"), "2024-08-01", "DD_MM_YY");
  assert_found(names_of("Control_25_07_01.kml"), "2025-07-01", "YY_MM_DD");
}

static void
the_other_names_decide(void)
{
  assert_found(names_of("Control_25_07_01.kml", "Control_25_07_02.kml", "Control_25_07_05.kml"),
               "2025-07-01 2025-07-02 2025-07-05", "YY_MM_DD");
  assert_found(names_of("Control_01_07_25.kml", "Control_02_07_25.kml", "Control_25_07_25.kml"),
               "2025-07-01 2025-07-02 2025-07-25", "DD_MM_YY");
  assert_found(names_of("Control_25_07_01.kml", "Control_99_07_01.kml"), "2025-07-01 1999-07-01", "YY_MM_DD");
  assert_found(names_of("01-08-2024", "13-08-2024"), "2024-08-01 2024-08-13", "DD-MM-YYYY");
  assert_found(names_of("08-01-2024", "08-13-2024"), "2024-08-01 2024-08-13", "MM-DD-YYYY");
  assert_found(names_of("01-08-2024", "13-08-2024", "14AUG2024"), "2024-08-01 2024-08-13 2024-08-14", NULL);
  assert_found(names_of("Control_25_07_01.kml", "2025-07-04.kml"), "2025-07-01 2025-07-04", NULL);
  assert_found(names_of("221210_0000.kmz", "221211_1530.kmz"), "2022-12-10@0 2022-12-11@55800", "YYMMDD");
  assert_found(names_of("010824", "130824"), "2024-08-01 2024-08-13", "DDMMYY");
  assert_found(names_of("080124", "081324"), "2024-08-01 2024-08-13", "MMDDYY");
  assert_found(names_of("05_05_05"), "2005-05-05", "YY_MM_DD");
}

static void
a_date_common_to_all_names_is_not_theirs(void)
{
  assert_found(names_of("export20250101_20240801", "export20250101_20240802"), "2024-08-01 2024-08-02", NULL);
  assert_found(names_of("20240801_export20250101", "20240802_export20250101"), "2024-08-01 2024-08-02", NULL);
  assert_found(names_of("20240801_a", "20240801_b"), "2024-08-01 2024-08-01", NULL);
}

static void
two_digits_mean_1970_to_2069(void)
{
  assert_found(names_of("Control_25_07_99.kml"), "1999-07-25", "DD_MM_YY");
  assert_found(names_of("Control_25_07_69.kml", "Control_25_07_68.kml"), "2069-07-25 2068-07-25", "DD_MM_YY");
  assert_found(names_of("Control_24_02_60.kml", "Control_60_02_24.kml"), "2060-02-24 2060-02-24", NULL);
}

static void
names_of_several_forms_make_one_series(void)
{
  assert_found(names_of("UkraineControlMapAO13APR2022", "22SEP22", "JUN032022", "__09_MAR_2022",
                        "October 26-27, 2024", "12SEPT2022 (1)"),
               "2022-04-13 2022-09-22 2022-06-03 2022-03-09 2024-10-27 2022-09-12", NULL);
  assert_found(names_of("2022_APR_13", "09_MAR_2022"), "2022-04-13 2022-03-09", NULL);
  assert_found(names_of("2024_13APR2022", "2024_22SEP22"), "2022-04-13 2022-09-22", NULL);
}

static void
a_reading_that_suits_all_wins(void)
{
  assert_found(names_of("20240801_a221210", "x_221211"), "2022-12-10 2022-12-11", "YYMMDD");
  assert_found(names_of("map_1914_id220101", "map_1915_id99"), "1914-01-01 1915-01-01", "YYYY");
}

static void
a_name_that_says_less_is_an_error(void)
{
  assert_not_found(names_of("deepstate_20240801", "deepstate_2024_0802x"),
                   "deepstate_2024_0802x: expected a date to the day as in the other names, got YYYY only");
  assert_not_found(names_of("2024-08", "2024"),
                   "2024: expected a date to the month as in the other names, got YYYY only");
}

static void
no_names_have_no_dates(void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) dates = find_dates(NULL, 0, NULL, &error);
  g_assert_no_error(error);
  g_assert_cmpuint(dates->len, ==, 0);
}

static void
a_pattern_finds_dates(void)
{
  static const char *const cases[][3] = {
    { "x25_07_01", "(?<d>\\d\\d)_(?<m>\\d\\d)_(?<y>\\d\\d)", "2001-07-25" },
    { "x25_07_21", "x(\\d\\d_07_\\d\\d)$|never", NULL },
    { "99920240801", "999(\\d{8})", "2024-08-01" },
    { "99920240801T12", "999(.*)", "2024-08-01@43200" },
    { "12h30 on 5 May 1945", "(?<H>\\d+)h(?<M>\\d+).* (?<d>\\d+) (?<m>\\w+) (?<y>\\d+)", "1945-05-05@45000" },
    { "\xff"
      "20240801",
      "(?<y>....)(?<m>..)(?<d>..)$", "2024-08-01" },
    { "a1914", "(?<y>\\d{4})", "1914-01-01" },
    { "world_bc500.geojson", "(?<bc>bc)?(?<y>\\d+)", "-0499-01-01" },
    { "world_bc1.geojson", "(?<bc>bc)?(?<y>\\d+)", "0000-01-01" },
    { "world_bc10000.geojson", "(?<bc>bc)?(?<y>\\d+)", "-9999-01-01" },
    { "world_1.geojson", "(?<bc>bc)?(?<y>\\d+)", "0001-01-01" },
    { "world_24.geojson", "(?<bc>bc)?(?<y>\\d+)", "0024-01-01" },
    { "world_100.geojson", "(?<bc>bc)?(?<y>\\d+)", "0100-01-01" },
    { "500 BC", "(?<y>\\d+) ?(?<bc>BC)?", "-0499-01-01" },
    { "13/08/2024", "(.*)", "2024-08-13" },
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    const char *reading = NULL;
    g_autofree char *found = find(names_of(cases[i][0]), cases[i][1], &reading, &error);
    g_assert_cmpstr(found, ==, cases[i][2]);
    g_assert_true((found == NULL) == (error != NULL));
  }
}

static void
a_pattern_that_finds_none_is_an_error(void)
{
  static const struct {
    const char *pattern;
    SalError code;
    const char *message;
  } cases[] = {
    { "(", SAL_ERROR_USAGE, "date pattern '(': expected a regular expression, got " },
    { "\xff(.)", SAL_ERROR_USAGE, "expected UTF-8" },
    { "\\d+", SAL_ERROR_USAGE,
      "(?<m>) and (?<d>), or (?<y>) with or without (?<bc>), or one group, got 0 groups" },
    { "(?<y>1)(?<m>2)", SAL_ERROR_USAGE, "or one group, got 2 groups" },
    { "(?<bc>x)", SAL_ERROR_USAGE, "or (?<y>) with or without (?<bc>), or one group, got 1 groups" },
    { "(?<y>2)(?<m>0)(?<d>2)(?<bc>4)", SAL_ERROR_USAGE, "or one group, got 4 groups" },
    { "(?<y>\\d+)", SAL_ERROR_FORMAT,
      "x20241399.json: expected a year from 10000 BC to 9999 where the pattern matches, got '20241399'" },
    { "x2(?<y>0)", SAL_ERROR_FORMAT, "expected a year from 10000 BC to 9999 where the pattern matches" },
    { "(?<bc>x)2(?<y>0)", SAL_ERROR_FORMAT, "expected a year from 10000 BC to 9999" },
    { "(?<y>20241)", SAL_ERROR_FORMAT, "got '20241'" },
    { "never(.*)", SAL_ERROR_FORMAT,
      "x20241399.json: expected a name that fits the date pattern 'never(.*)'" },
    { "(x)", SAL_ERROR_FORMAT, "x20241399.json: expected a date such as 20240801" },
    { "(x)?json", SAL_ERROR_FORMAT, "x20241399.json: expected a date such as 20240801" },
    { "(?<y>.{4})(?<m>..)(?<d>..).json", SAL_ERROR_FORMAT,
      "x20241399.json: expected a date that exists where the pattern matches, got '20241399.json'" },
    { "(?<y>x)(?<m>.)(?<d>.)", SAL_ERROR_FORMAT, "expected a date that exists where the pattern matches" },
    { "(?:(x*)*)*(?:x|20241399|2024)*[0-9.json]*!", SAL_ERROR_FORMAT, "x20241399.json: expected a name" },
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GError) error = NULL;
    const char *reading;
    g_autofree char *found = find(names_of("x20241399.json"), cases[i].pattern, &reading, &error);
    g_assert_null(found);
    assert_contains(assert_fails(error, cases[i].code), cases[i].message);
  }
}

static void
hostile_names_are_survived(void)
{
  const guint32 seed = g_test_rand_int();
  g_autoptr(GRand) random = g_rand_new_with_seed(seed);
  static const char alphabet[] = "0123012301231924_-. ,TJUNAPR\xff\xe2\x80\x93()/:+";
  g_test_message("seed %u", seed);
  for (int i = 0; i < 20000; i++) {
    char name[64];
    const int length = g_rand_int_range(random, 0, sizeof name);
    for (int j = 0; j < length; j++)
      name[j] = alphabet[g_rand_int_range(random, 0, sizeof alphabet - 1)];
    name[length] = '\0';
    SalDate date;
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) dates = find_dates(names_of(name, "20240801"), 2, NULL, &error);
    g_assert_true((dates == NULL) == (error != NULL));
    sal_date_parse(name, NULL, &date, NULL);
  }
}

static void
long_names_are_read_in_linear_time(void)
{
  static const char *const pieces[] = { "7",   "20240801", "20240801_", "25_07_01_",
                                        "JUN", "1 JUN 2 ", "-",         "(1)" };
  const gsize size = 2000000;
  for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) {
    g_autofree char *name = g_malloc(size + 16);
    const gsize length = strlen(pieces[i]);
    for (gsize j = 0; j < size; j++)
      name[j] = pieces[i][j % length];
    name[size] = '\0';
    SalDate date;
    g_autoptr(GError) error = NULL;
    g_autoptr(GArray) dates = find_dates(names_of(name), 1, NULL, &error);
    g_assert_true((dates == NULL) == (error != NULL));
    g_assert_true(error == NULL || strlen(error->message) < 1000);
    g_assert_false(sal_date_parse(name, NULL, &date, NULL));
  }
}

static void
a_hundred_thousand_names_take_seconds(void)
{
  const guint n = 100000;
  g_auto(GStrv) names = g_new0(char *, n + 1);
  for (guint i = 0; i < n; i++) {
    int year, month, month_day;
    sal_day_to_civil((SalDay)(i % 20000), &year, &month, &month_day);
    names[i] = i % 3 == 0 ? g_strdup_printf("d_%02d.%02d.%04d_%u", month_day, month, year, i)
                          : g_strdup_printf("d_%04d%02d%02d_%u", year, month, month_day, i);
  }
  g_autoptr(GError) error = NULL;
  const gint64 start = g_get_monotonic_time();
  g_autoptr(GArray) dates = find_dates((const char *const *)names, n, NULL, &error);
  g_test_message("%.3f s", (double)(g_get_monotonic_time() - start) / 1e6);
  g_assert_no_error(error);
  for (guint i = 0; i < n; i++)
    g_assert_cmpint(g_array_index(dates, SalDate, i).day, ==, (SalDay)(i % 20000));
}

/* Dates in fields */

static void
reads_the_years_of_fields(void)
{
  static const char *const cases[][2] = {
    { "1914", "1914-01-01" },
    { "-500", "-0499-01-01" },
    { "500 BC", "-0499-01-01" },
    { "500bce", "-0499-01-01" },
    { " 100 ", "0100-01-01" },
    { "-1", "0000-01-01" },
    { "1", "0001-01-01" },
    { "-10000", "-9999-01-01" },
    { "9999", "9999-01-01" },
    { "0", NULL },
    { "-0", NULL },
    { "-0499", NULL },
    { "0 BC", NULL },
    { "-500 BC", NULL },
    { "10000", NULL },
    { "10001 BC", NULL },
    { "", NULL },
    { "-", NULL },
    { "BC", NULL },
    { "500 AD", NULL },
    { "5.5", NULL },
    { "19140728", NULL },
    { "--500", NULL },
    { "500 BC BC", NULL },
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    SalDate date;
    const gboolean read = sal_date_parse_year(cases[i][0], &date);
    g_test_message("'%s'", cases[i][0]);
    g_assert_cmpint(read, ==, cases[i][1] != NULL);
    if (read)
      assert_day(date.day, cases[i][1]);
  }
}

/* A law of the days of all years: what is printed is read as the same day. 37 days from one to the next come
 * by every day of the year. */
static void
reads_every_day_that_it_prints(void)
{
  const SalDay last = sal_day_from_civil(9999, 12, 31);
  for (SalDay day = sal_day_from_civil(-9999, 1, 1); day <= last; day += 37) {
    SalDay read = SAL_DAY_NONE;
    g_autofree char *text = sal_day_format(day);
    g_assert_true(sal_day_parse(text, &read, NULL));
    if (read != day)
      g_error("%s is read as day %d, not %d", text, read, day);
  }
}

/* The same of years as people count them, in names, fields and spans. */
static void
reads_every_year_as_people_count_it(void)
{
  for (int count = -10000; count <= 9999; count++) {
    if (count == 0)
      continue;
    const SalDay expected = sal_day_from_civil(count < 0 ? count + 1 : count, 1, 1);
    g_autofree char *field = g_strdup_printf("%d", count);
    g_autofree char *name = g_strdup_printf("world_%s%d.geojson", count < 0 ? "bc" : "", ABS(count));
    const char *const names[] = { name, NULL };
    SalDate date;
    g_assert_true(sal_date_parse_year(field, &date));
    g_assert_cmpint(date.day, ==, expected);
    g_autoptr(GArray) dates = find_dates(names, 1, "(?<bc>bc)?(?<y>\\d+)", NULL);
    g_assert_nonnull(dates);
    g_assert_cmpint(g_array_index(dates, SalDate, 0).day, ==, expected);
  }
}

static void
years_before_christ_need_a_pattern(void)
{
  assert_not_found(
      names_of("world_100.geojson", "world_bc500.geojson"),
      "world_100.geojson: expected a date such as 20240801 or 2024-08-01, got no date (for years "
      "BC: " SAL_OPTION("preset") " historical-basemaps or " SAL_OPTION("date-pattern") ")");
  static const char *const names[] = { "world_bc1000", "world_1000_bc", "world_bc_1000", "1000bc", "5BCE" };
  for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *message = g_strdup_printf(
        "%s: expected a date such as 20240801 or 2024-08-01, got no date "
        "(for years BC: " SAL_OPTION("preset") " historical-basemaps or " SAL_OPTION("date-pattern") ")",
        names[i]);
    assert_not_found(names_of(names[i]), message);
  }
  assert_not_found(names_of("abc12.geojson"),
                   "abc12.geojson: expected a date such as 20240801 or 2024-08-01, got no date");
}

static void
reads_the_dates_of_fields(void)
{
  static const struct {
    const char *text, *zone, *day;
    int second;
  } cases[] = {
    { "2024-08-01", NULL, "2024-08-01", -1 },
    { "-0499-01-01", NULL, "-0499-01-01", -1 },
    { "-499/01/01", NULL, "-0499-01-01", -1 },
    { "-0043-03-15T12:00:00", NULL, "-0043-03-15", 43200 },
    { "0000-02-29", NULL, "0000-02-29", -1 },
    { " 2024-08-01\n", NULL, "2024-08-01", -1 },
    { "2024/08/01", NULL, "2024-08-01", -1 },
    { "20240801", NULL, "2024-08-01", -1 },
    { "01.08.2024", NULL, "2024-08-01", -1 },
    { "1 August 2024", NULL, "2024-08-01", -1 },
    { "June 2, 2024", NULL, "2024-06-02", -1 },
    { "Thu, 01 Aug 2024", NULL, "2024-08-01", -1 },
    { "Thu, 01 Aug 2024 23:30:00 GMT", "Europe/Kyiv", "2024-08-02", 2 * 3600 + 1800 },
    { "2024-08-01T23:30:00", "Europe/Kyiv", "2024-08-01", 84600 },
    { "2024-08-01T23:30:00Z", NULL, "2024-08-01", 84600 },
    { "2024-08-01T23:30:00.123Z", "Europe/Kyiv", "2024-08-02", 9000 },
    { "2024-01-01T21:59:59Z", "Europe/Kyiv", "2024-01-01", 86399 },
    { "2024-01-01T22:00:00Z", "Europe/Kyiv", "2024-01-02", 0 },
    { "2024-08-01T01:00:00+03:00", NULL, "2024-07-31", 79200 },
    { "2024-08-01 01:00:00+03", NULL, "2024-07-31", 79200 },
    { "2024/08/01 01:00:00+0300", NULL, "2024-07-31", 79200 },
    { "2024-08-01T23:00-05:00", NULL, "2024-08-02", 14400 },
    { "20240801T233000Z", NULL, "2024-08-01", 84600 },
    { "2024-08-01Z", "Asia/Tokyo", "2024-08-01", -1 },
    { "2024-08-01+02:00", "Asia/Tokyo", "2024-08-01", -1 },
    { "0476-09-04", NULL, "0476-09-04", -1 },
    { "1722470400", NULL, "2024-08-01", 0 },
    { "1722470399", NULL, "2024-07-31", 86399 },
    { "1722470399", "Europe/Kyiv", "2024-08-01", 10799 },
    { "1722470399999", NULL, "2024-07-31", 86399 },
    { "9999999999", NULL, "2286-11-20", 63999 },
    { "0000000000", "America/New_York", "1969-12-31", 68400 },
  };
  for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
    SalDate date;
    g_autoptr(GError) error = NULL;
    sal_date_parse(cases[i].text, cases[i].zone, &date, &error);
    g_assert_no_error(error);
    assert_day(date.day, cases[i].day);
    g_assert_cmpint(date.second, ==, cases[i].second);
    g_assert_nonnull(date.reading);
  }
}

static void
rejects_fields_that_hold_no_date(void)
{
  static const char *const texts[] = {
    "",
    " ",
    "2024-02-30",
    "2024-08",
    "2024",
    "20241301",
    "01/08/2024",
    "01-08-2024",
    "2024-08-01x",
    "2024-08-01T25:00",
    "2024-08-01T",
    "172247040",
    "17224704000",
    "-1722470400",
    "1722470400.5",
    "nan",
    "1e9",
    "2024-08-01T01:00+",
    "Thu,",
    "23.09 o 09:38",
    "01.08.24",
    "13APR22",
    "2024-08-01T01:00+99",
    "2024-08-01 2",
    "2024-08-01T01:00+03:0",
    "\xff",
    "0000-00-00",
    "99999999999999",
    "00000000",
    "2024-08-01T01:00Zulu",
  };
  for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
    SalDate date = { .day = 5 };
    g_autoptr(GError) error = NULL;
    g_assert_false(sal_date_parse(texts[i], NULL, &date, &error));
    assert_contains(assert_fails(error, SAL_ERROR_FORMAT), "expected a date such as 2024-08-01, got '");
    g_assert_cmpint(date.day, ==, 5);
  }
}

static void
rejects_unknown_time_zones(void)
{
  static const char *const zones[] = { "", "Europe/Nowhere", "../../etc/passwd", "\xff" };
  for (guint i = 0; i < G_N_ELEMENTS(zones); i++) {
    SalDate date;
    g_autoptr(GError) error = NULL;
    g_assert_false(sal_date_parse("2024-08-01T23:30:00Z", zones[i], &date, &error));
    assert_contains(assert_fails(error, SAL_ERROR_USAGE), "expected a time zone such as Europe/Kyiv, got '");
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/dates/reads-every-day-that-it-prints", reads_every_day_that_it_prints);
  g_test_add_func("/dates/reads-the-dates-of-typical-names", reads_the_dates_of_typical_names);
  g_test_add_func("/dates/names-without-a-date-are-an-error", names_without_a_date_are_an_error);
  g_test_add_func("/dates/a-date-without-its-year-is-an-error", a_date_without_its_year_is_an_error);
  g_test_add_func("/dates/an-undecidable-date-names-both-readings", an_undecidable_date_names_both_readings);
  g_test_add_func("/dates/the-first-of-a-month-is-no-year", the_first_of_a_month_is_no_year);
  g_test_add_func("/dates/the-other-names-decide", the_other_names_decide);
  g_test_add_func("/dates/a-date-common-to-all-names-is-not-theirs",
                  a_date_common_to_all_names_is_not_theirs);
  g_test_add_func("/dates/two-digits-mean-1970-to-2069", two_digits_mean_1970_to_2069);
  g_test_add_func("/dates/names-of-several-forms-make-one-series", names_of_several_forms_make_one_series);
  g_test_add_func("/dates/a-reading-that-suits-all-wins", a_reading_that_suits_all_wins);
  g_test_add_func("/dates/a-name-that-says-less-is-an-error", a_name_that_says_less_is_an_error);
  g_test_add_func("/dates/no-names-have-no-dates", no_names_have_no_dates);
  g_test_add_func("/dates/a-pattern-finds-dates", a_pattern_finds_dates);
  g_test_add_func("/dates/a-pattern-that-finds-none-is-an-error", a_pattern_that_finds_none_is_an_error);
  g_test_add_func("/dates/hostile-names-are-survived", hostile_names_are_survived);
  g_test_add_func("/dates/long-names-are-read-in-linear-time", long_names_are_read_in_linear_time);
  g_test_add_func("/dates/a-hundred-thousand-names-take-seconds", a_hundred_thousand_names_take_seconds);
  g_test_add_func("/dates/years-before-christ-need-a-pattern", years_before_christ_need_a_pattern);
  g_test_add_func("/dates/reads-every-year-as-people-count-it", reads_every_year_as_people_count_it);
  g_test_add_func("/dates/reads-the-years-of-fields", reads_the_years_of_fields);
  g_test_add_func("/dates/reads-the-dates-of-fields", reads_the_dates_of_fields);
  g_test_add_func("/dates/rejects-fields-that-hold-no-date", rejects_fields_that_hold_no_date);
  g_test_add_func("/dates/rejects-unknown-time-zones", rejects_unknown_time_zones);
  return g_test_run();
}

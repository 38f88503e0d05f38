/* The words of a page in one language: names of months and periods, date patterns, titles, legend entries,
 * units and the marks within numbers.
 *
 * A catalogue is a YAML file of the keys below. The built-in ones are in render/words/, English says
 * everything and is what the others begin with; a user's file begins with its `base`. Nothing depends on the
 * process's locale. Immutable once loaded; safe in any thread. Wherever a function takes const SalWords *,
 * NULL is English. */
#pragma once

#include "data/base/error.h"

typedef enum {
  SAL_WORD_DECIMAL_MARK,
  SAL_WORD_THOUSANDS_MARK,
  SAL_WORD_KM2,
  SAL_WORD_KM,
  SAL_WORD_M,
  SAL_WORD_MILE,
  SAL_WORD_FOOT,

  SAL_WORD_MONTHS,
  SAL_WORD_MONTHS_SHORT,
  SAL_WORD_MONTHS_IN_DATES,
  SAL_WORD_MONTHS_IN_DATES_SHORT,
  SAL_WORD_FIRST_DAY,
  SAL_WORD_DATE,
  SAL_WORD_DATE_IN_YEAR,
  SAL_WORD_DATE_IN_MONTH,
  SAL_WORD_DAYS,
  SAL_WORD_DAYS_IN_YEAR,
  SAL_WORD_DAYS_IN_MONTH,

  SAL_WORD_MONTH,
  SAL_WORD_MONTH_SHORT,
  SAL_WORD_WEEK,
  SAL_WORD_QUARTERS,
  SAL_WORD_QUARTER,
  SAL_WORD_YEAR,
  SAL_WORD_YEAR_BC,
  SAL_WORD_BC,
  SAL_WORD_SPAN,
  SAL_WORD_PARTIAL,

  SAL_WORD_TITLE,
  SAL_WORD_TITLE_SHORT,
  SAL_WORD_TITLE_CUMULATIVE,
  SAL_WORD_TITLE_COMPARISON,
  SAL_WORD_COMPARISON,
  SAL_WORD_SEPARATOR,
  SAL_WORD_CHANGE,
  SAL_WORD_CHANGE_CUMULATIVE,
  SAL_WORD_LESS_THAN,
  SAL_WORD_NO_CHANGE,
  SAL_WORD_CHANGE_UNKNOWN,
  SAL_WORD_NO_SNAPSHOT,
  SAL_WORD_RESET,
  SAL_WORD_RESET_SHORT,
  SAL_WORD_RESET_ACCEPTED,
  SAL_WORD_RESETS,
  SAL_WORD_RESETS_ACCEPTED,
  SAL_WORD_MEAN_NET, /* a list by SalWordUnit */

  SAL_WORD_SNAPSHOTS,
  SAL_WORD_STAND_IN,
  SAL_WORD_FILE_DATES,
  SAL_WORD_FILE_DATES_ONE,
  SAL_WORD_AREA_MODEL,
  SAL_WORD_ELLIPSOID,
  SAL_WORD_GEODESIC,
  SAL_WORD_SPHERE,
  SAL_WORD_BASE_MAP,

  SAL_WORD_GAINED,
  SAL_WORD_LOST,
  SAL_WORD_HELD,
  SAL_WORD_AGREED,
  SAL_WORD_ONLY,
  SAL_WORD_REDEFINED,
  SAL_WORD_DISPUTED_BORDER,
  SAL_WORD_CHART, /* a list by SalWordUnit */
  SAL_WORD_GROSS,
  SAL_WORD_NORTH,
  SAL_WORD_DEGREES, /* a list by SalWordSide */
  SAL_WORD_LOCATOR,

  SAL_N_WORDS
} SalWord;

/* How long the periods of a run are: the index into lists that say so. */
typedef enum {
  SAL_WORD_UNIT_DAY,
  SAL_WORD_UNIT_WEEK,
  SAL_WORD_UNIT_MONTH,
  SAL_WORD_UNIT_QUARTER,
  SAL_WORD_UNIT_YEAR,
  SAL_WORD_UNIT_PERIOD, /* any other number of days */
  SAL_N_WORD_UNITS
} SalWordUnit;

/* Which way a latitude or a longitude counts: the index into the list that says so. */
typedef enum {
  SAL_WORD_SIDE_NORTH,
  SAL_WORD_SIDE_SOUTH,
  SAL_WORD_SIDE_EAST,
  SAL_WORD_SIDE_WEST,
  SAL_N_WORD_SIDES
} SalWordSide;

/* A key of a catalogue. Static. */
typedef struct {
  const char *name;
  guint n_items;      /* of a list; 0: one text */
  gboolean is_mark;   /* at most 4 characters, may be empty */
  const char *fields; /* the placeholders it may hold, "day mon year"; NULL: plain text, braces are braces */
  const char *meaning;
} SalWordKey;

typedef struct _SalWords SalWords;

/* The key of a word. */
const SalWordKey *sal_words_get_key(SalWord word);

/* Loads a language ("uk") or a file (a path with a slash or ending in .yaml, .yml or .json). Errors: USAGE
 * (no such language), IO, STYLE with file and line (unknown key, a value that is none, a placeholder that is
 * none). */
SalWords *sal_words_load(const char *language_or_path, GError **error);
void sal_words_free(SalWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalWords, sal_words_free)

/* The codes of the built-in languages, sorted, NULL-terminated. Lent. */
const char *const *sal_words_get_languages(void);

/* A text. Lent. */
const char *sal_words_get(const SalWords *words, SalWord word);
/* An item of a list, from 0. Lent. */
const char *sal_words_get_item(const SalWords *words, SalWord word, guint index);

/* A text with its placeholders filled: names and values in turn, then NULL. Owned by the caller. */
char *sal_words_fill(const SalWords *words, SalWord word, ...) G_GNUC_NULL_TERMINATED;
char *sal_words_fill_item(const SalWords *words, SalWord word, guint index, ...) G_GNUC_NULL_TERMINATED;

/* What a class is called on the page; NULL if the catalogue does not say. Lent. */
const char *sal_words_find_class(const SalWords *words, const char *class_name);

/* A catalogue: what a page says in one language. It holds the names of months and periods, date patterns,
 * titles, legend entries, units and the marks within numbers.
 *
 * render/words/words-load.h reads catalogues from files; render/words/words.h looks words up. Immutable once
 * loaded; safe in any thread. */
#pragma once

#include <glib.h>

typedef enum {
  SAL_WORD_LANGUAGE,
  SAL_WORD_DECIMAL_MARK,
  SAL_WORD_THOUSANDS_MARK,
  SAL_WORD_FULL_STOP,
  SAL_WORD_PERCENT,
  SAL_WORD_KM2,
  SAL_WORD_SQMI,
  SAL_WORD_HA,
  SAL_WORD_AREA_BOTH,
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
  SAL_WORD_DATE_FULL,
  SAL_WORD_DATE_FULL_IN_YEAR,
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
  SAL_WORD_TITLE_HOLDER,
  SAL_WORD_TITLE_HOLDER_SHORT,
  SAL_WORD_TITLE_HOLDER_CUMULATIVE,
  SAL_WORD_TITLE_REGIONS,
  SAL_WORD_TITLE_SHARES,
  SAL_WORD_TITLE_TURNOVER,
  SAL_WORD_TITLE_TURNOVER_SHORT,
  SAL_WORD_TITLE_FRONTS,
  SAL_WORD_TITLE_HOLDER_REGIONS,
  SAL_WORD_TITLE_HOLDER_SHARES,
  SAL_WORD_TITLE_COMPARISON,
  SAL_WORD_COMPARISON,
  SAL_WORD_SEPARATOR,
  SAL_WORD_CHANGE,
  SAL_WORD_NET,
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
  SAL_WORD_DOUBTFUL_SIDE,
  SAL_WORD_MISSING,
  SAL_WORD_MISSING_CUMULATIVE,
  SAL_WORD_MEAN_NET, /* a list by SalWordUnit */

  SAL_WORD_DIRECTIONS,
  SAL_WORD_SNAPSHOTS,
  SAL_WORD_SNAPSHOT,
  SAL_WORD_STAND_IN,
  SAL_WORD_LENGTH,
  SAL_WORD_FILE_DATES,
  SAL_WORD_FILE_DATES_ONE,
  SAL_WORD_AREA_MODEL,
  SAL_WORD_ELLIPSOID,
  SAL_WORD_GEODESIC,
  SAL_WORD_SPHERE,
  SAL_WORD_ROUNDED,
  SAL_WORD_BORDERLAND,
  SAL_WORD_REDRAWN_BORDER,
  SAL_WORD_BASE_MAP,

  SAL_WORD_GAINED,
  SAL_WORD_LOST,
  SAL_WORD_HELD,
  SAL_WORD_GAINED_BY,
  SAL_WORD_LOST_BY,
  SAL_WORD_LOST_TO,
  SAL_WORD_HELD_BY,
  SAL_WORD_AGREED,
  SAL_WORD_ONLY,
  SAL_WORD_REDEFINED,
  SAL_WORD_OUTSIDE,
  SAL_WORD_OTHER_KINDS,
  SAL_WORD_DISPUTED_BORDER,
  SAL_WORD_TODAYS_BORDER,
  SAL_WORD_MOTORWAY,
  SAL_WORD_MAIN_ROAD,
  SAL_WORD_SECONDARY_ROAD,
  SAL_WORD_RAILWAY,
  SAL_WORD_BUILT_UP,
  SAL_WORD_WOODS,
  SAL_WORD_IN_MAP,
  SAL_WORD_IN_MAPS,
  SAL_WORD_PART_OF,
  SAL_WORD_NET_CHANGE,
  SAL_WORD_SHARE_HELD,
  SAL_WORD_TURNOVER, /* once, twice, more often */
  SAL_WORD_HELD_THROUGHOUT,
  SAL_WORD_COUNTED, /* a list by SalWordUnit */
  SAL_WORD_FRONT,
  SAL_WORD_CHANGED_PLACES,
  SAL_WORD_RANGE,
  SAL_WORD_NO_REGION,
  SAL_WORD_CHART, /* a list by SalWordUnit */
  SAL_WORD_GROSS,
  SAL_WORD_NORTH,
  SAL_WORD_DEGREES, /* a list by SalWordDirection */
  SAL_WORD_LOCATOR,

  SAL_WORD_ON_DAY,
  SAL_WORD_IN_DAYS,
  SAL_WORD_IN_YEARS,
  SAL_WORD_IN_WEEK,
  SAL_WORD_IN_MONTHS,
  SAL_WORD_IN_QUARTERS,
  SAL_WORD_IN_YEAR,
  SAL_WORD_SENTENCE,        /* a list by SalWordChange */
  SAL_WORD_SENTENCE_HOLDER, /* the same */
  SAL_WORD_SENTENCE_UNKNOWN,
  SAL_WORD_SENTENCE_COMPARISON,  /* both have something alone, A, B, neither */
  SAL_WORD_SENTENCE_MEAN,        /* a list by SalWordTrend */
  SAL_WORD_SENTENCE_MEAN_HOLDER, /* the same */
  SAL_WORD_SENTENCE_BORDER,
  SAL_WORD_THAT_IS_MEAN,
  SAL_WORD_MEAN_DETAILS,
  SAL_WORD_PER_DAY,
  SAL_WORD_DETAILS,
  SAL_WORD_LARGEST,  /* gained, lost, all that there is */
  SAL_WORD_OF_PLACE, /* before consonants, before vowels */
  SAL_WORD_NEAR,     /* a list by SalDirection */
  SAL_WORD_CLAUSE,
  SAL_WORD_ASIDE,
  SAL_WORD_SINCE_DAY,
  SAL_WORD_SINCE_WEEK,
  SAL_WORD_SINCE_MONTH,
  SAL_WORD_SINCE_QUARTERS,
  SAL_WORD_SINCE_YEAR,
  SAL_WORD_RECORD,    /* gain and loss since a period, then in all of the series */
  SAL_WORD_MOST_HELD, /* most, least */
  SAL_WORD_ORDINALS,  /* of 1, 2, 3, any other */
  SAL_WORD_STREAK,    /* a list by SalWordUnit of gains, then one of losses */
  SAL_WORD_AT_LEAST,
  SAL_WORD_ABOUT,
  SAL_WORD_HEADLINE,        /* a list by SalWordTrend */
  SAL_WORD_HEADLINE_HOLDER, /* the same */
  SAL_WORD_HEADLINE_COMPARISON,
  SAL_WORD_HEADLINE_UNKNOWN,
  SAL_WORD_HEADLINE_REDEFINED,
  SAL_WORD_ALT,

  SAL_WORD_REPORT_SWIPE,
  SAL_WORD_REPORT_PERIOD,
  SAL_WORD_REPORT_TABLE,
  SAL_WORD_REPORT_START,
  SAL_WORD_REPORT_END,
  SAL_WORD_REPORT_NET,
  SAL_WORD_REPORT_TOTAL,
  SAL_WORD_REPORT_NOTE,
  SAL_WORD_REPORT_DOWNLOAD,
  SAL_WORD_REPORT_MEANING,
  SAL_WORD_REPORT_MEANINGS, /* gained, lost, net */
  SAL_WORD_REPORT_SOURCES,

  SAL_N_WORDS
} SalWord;

/* How long the periods of a run are: an index into the lists that depend on it. */
typedef enum {
  SAL_WORD_UNIT_DAY,
  SAL_WORD_UNIT_WEEK,
  SAL_WORD_UNIT_MONTH,
  SAL_WORD_UNIT_QUARTER,
  SAL_WORD_UNIT_YEAR,
  SAL_WORD_UNIT_PERIOD, /* any other number of days */
  SAL_N_WORD_UNITS
} SalWordUnit;

/* The direction in which a latitude or a longitude counts: an index into the list that depends on it. */
typedef enum {
  SAL_WORD_DIRECTION_NORTH,
  SAL_WORD_DIRECTION_SOUTH,
  SAL_WORD_DIRECTION_EAST,
  SAL_WORD_DIRECTION_WEST,
  SAL_N_WORD_DIRECTIONS
} SalWordDirection;

/* What a sentence on a change has to tell: an index into the lists of sentences. */
typedef enum {
  SAL_WORD_CHANGE_BOTH,      /* gained and lost */
  SAL_WORD_CHANGE_GAINED,    /* gained alone */
  SAL_WORD_CHANGE_LOST,      /* lost alone */
  SAL_WORD_CHANGE_NONE,      /* nothing changed */
  SAL_WORD_CHANGE_LITTLE,    /* less than is printed */
  SAL_WORD_CHANGE_REDEFINED, /* all of it is an accepted reset */
  SAL_N_WORD_CHANGES
} SalWordChange;

/* Which way a net goes: an index into the lists that depend on it. */
typedef enum { SAL_WORD_TREND_UP, SAL_WORD_TREND_DOWN, SAL_WORD_TREND_NONE, SAL_N_WORD_TRENDS } SalWordTrend;

/* The cases of the holder's name, as sentences need them. */
typedef enum {
  SAL_FORM_NOM,
  SAL_FORM_GEN,
  SAL_FORM_DAT,
  SAL_FORM_ACC,
  SAL_FORM_INS,
  SAL_FORM_LOC,
  SAL_N_FORMS
} SalForm;

/* A key of a catalogue. Static. */
typedef struct {
  const char *name;
  guint n_items;    /* of a list; 0: one text */
  gboolean is_mark; /* at most 4 characters, may be empty */
  const char
      *fields; /* the placeholders it may hold, "day mon year"; NULL: none, and braces stand for themselves */
  const char *meaning;
} SalWordKey;

/* The key of a word. Static. */
const SalWordKey *sal_words_get_key(SalWord word);
/* How many items a word's list has; 1 if the word is a single text. */
guint sal_words_get_n_texts(SalWord word);

/* The units in which a page tells areas. */
typedef enum {
  SAL_AREA_KM2,
  SAL_AREA_SQMI,
  SAL_AREA_HA,
  SAL_AREA_BOTH /* km2, and square miles behind it where there is room */
} SalAreaUnits;

typedef struct _SalWords SalWords;

/* A catalogue without any text. Owned by the caller. */
SalWords *sal_words_new(void);
void sal_words_free(SalWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalWords, sal_words_free)

/* Replaces a text; index counts the items of a list from 0 and is 0 for a single text. */
void sal_words_set(SalWords *words, SalWord word, guint index, const char *text);
/* Replaces what a class is called. */
void sal_words_set_class(SalWords *words, const char *class_name, const char *text);

/* The text as it was set; NULL: it was not. Lent. */
const char *sal_words_read(const SalWords *words, SalWord word, guint index);
/* What a class is called; NULL: the catalogue does not say. Lent. */
const char *sal_words_read_class(const SalWords *words, const char *class_name);

/* "nom", "gen", "dat", "acc", "ins", "loc"; static, NULL-terminated. */
const char *const *sal_forms_get_names(void);

/* Replaces a form of the name of a party, which is known by the name that users give ("Russia"); NULL: of whoever
 * the holder is. */
void sal_words_set_form(SalWords *words, const char *party, SalForm form, const char *text);
/* The form as it was set; NULL: it was not. Lent. */
const char *sal_words_read_form(const SalWords *words, const char *party, SalForm form);

/* In which units areas are told; a new catalogue has km2. */
void sal_words_set_area_units(SalWords *words, SalAreaUnits units);
SalAreaUnits sal_words_get_area_units(const SalWords *words);

/* Makes sentences tell who the holder is. NULL: that form is not known. */
void sal_words_set_holder(SalWords *words, SalForm form, const char *text);
/* NULL: there is no holder, or the form is not known. Lent. */
const char *sal_words_read_holder(const SalWords *words, SalForm form);

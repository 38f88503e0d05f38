/* A command line read by a table.
 *
 * The table is the schema: every option's words, kind, range and help stand in one row, and the parser, the
 * help pages and the suggestions are all made from it. A row says where its value goes as an offset into a
 * struct that the caller owns; the struct begins as zeros. */
#pragma once

#include <glib.h>

typedef enum {
  OPTION_FLAG,    /* gboolean; takes no value */
  OPTION_INTEGER, /* int, from min to max */
  OPTION_NUMBER,  /* double, from min to max */
  OPTION_CHOICE,  /* char *: one of the words of the metavar, "auto|always|never" */
  OPTION_TEXT,    /* char *, UTF-8 */
  OPTION_FILE,    /* char *, any bytes, not empty */
  OPTION_TEXTS,   /* GPtrArray of char *, NULL-terminated; may be given again */
  OPTION_FILES,   /* likewise, not empty */
} OptionKind;

typedef struct {
  const char *name; /* without the dashes */
  char letter;      /* 0: none */
  const char *metavar;
  OptionKind kind;
  guint group; /* for help */
  guint verbs; /* bit set: where the option is known */
  gsize target;
  const char *help; /* one sentence; NULL: not listed */
  double min, max;
} Option;

typedef struct {
  const Option *options; /* ends with a row without name; a name may come twice, for different verbs */
  const char *const *verb_names;
} OptionTable;

/* Where options and operands go; the caller's. */
typedef struct {
  void *target;        /* the struct that offsets are of */
  GPtrArray *operands; /* utf8, NULL-terminated */
  GHashTable *given;   /* name of each option that was given, lent from the table: anything */
} OptionSink;

/* Reads argv (NULL-terminated, the words after the verb) into sink; what is no option is an operand. Options
 * may stand anywhere among the operands, `--` ends them. Errors (USAGE), with the option as place: unknown
 * option with the nearest known one, one of another verb, missing or unwanted value, a value of the wrong
 * kind, a single-valued option given twice. */
gboolean
options_parse(const OptionTable *table, guint verb, char **argv, const OptionSink *sink, GError **error);

/* The row of that name which holds for the verb; NULL if there is none. */
const Option *options_find(const OptionTable *table, guint verb, const char *name);

/* Sets one option from a text, as a line of the command line would. Error: USAGE, without the option as
 * place. */
gboolean option_set(const Option *option, const char *value, void *target, GError **error);

/* Frees what the options of the table own in target. */
void options_clear(const OptionTable *table, void *target);

gboolean option_takes_value(const Option *option);
/* Whether it takes several values. */
gboolean option_is_list(const Option *option);
/* Whether its values are names of files, or may be. */
gboolean option_is_file(const Option *option);

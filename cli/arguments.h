/* The words of Salient's command line: its verbs, and the one table of their options. */
#pragma once

#include "options.h"

typedef enum { VERB_INSPECT, VERB_MEASURE, VERB_RENDER, VERB_EXPORT, VERB_STYLE, N_VERBS } Verb;

typedef enum {
  GROUP_SOURCE,
  GROUP_DATES,
  GROUP_PERIODS,
  GROUP_AREA,
  GROUP_PAGE,
  GROUP_OUTPUT,
  N_GROUPS
} OptionGroup;

/* What the command line said, as it said it. NULL, 0 or FALSE where it said nothing. */
typedef struct {
  GPtrArray *operands; /* utf8, NULL-terminated */

  GPtrArray *layers, *classes;
  gboolean exclusive, strict, allow_empty;
  char *where, *source_crs, *territory, *side;

  char *date_field, *date_pattern, *time_zone, *valid_from, *valid_to;
  gboolean valid_to_included;
  int date_shift;
  double max_size;

  char *from, *to, *every, *boundary, *sample;
  int max_gap;
  double min_width;
  gboolean partial;

  GPtrArray *accepted_resets;

  char *area_model, *overlay;
  char *aoi, *regions, *region_field;

  char *layout, *size, *extent, *map_crs, *style, *basemap, *borders, *title, *subtitle, *credit, *words,
      *units, *callouts, *locator;
  GPtrArray *places;
  char *lang, *spellings;
  double width_mm, height_mm, dpi;
  gboolean transparent, graticule;
  int insets;
  char *text, *id_prefix;
  gboolean embed_font;

  GPtrArray *outputs;
  char *format, *progress;
  gboolean overwrite, quiet, help;
  int threads;
} Arguments;

/* The table, and the names of the verbs in the order of Verb. */
extern const OptionTable argument_table;
/* Headings of the option groups. */
extern const char *const argument_groups[N_GROUPS];

/* Reads the words after the verb. Error: USAGE. */
gboolean arguments_parse(Verb verb, char **argv, Arguments *arguments, GError **error);
void arguments_clear(Arguments *arguments);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, arguments_clear)

/* The words of Salient's command line: its verbs, and the one table of their options. */
#pragma once

#include "options.h"

typedef enum { VERB_INSPECT, VERB_MEASURE, VERB_RENDER, VERB_EXPORT, VERB_COMPARE, VERB_STYLE, N_VERBS } Verb;

typedef enum {
  GROUP_SIDES,
  GROUP_SOURCE,
  GROUP_DATES,
  GROUP_PERIODS,
  GROUP_AREA,
  GROUP_PAGE,
  GROUP_OUTPUT,
  N_GROUPS
} OptionGroup;

/* No --a-date-shift or --b-date-shift was given. */
#define NO_SHIFT G_MININT

/* What holds for one side of a comparison alone. */
typedef struct {
  GPtrArray *sources, *layers, *classes;
  char *name, *preset, *project, *where, *source_crs, *territory, *side;
  char *date_field, *date_pattern, *time_zone, *valid_from, *valid_to;
  int date_shift;
  double snap;              /* -1: not said */
  struct _Arguments *whole; /* what this side's preset and project make of it all; NULL: it has neither */
} SideArguments;

/* What the command line said, as it said it. NULL, 0 or FALSE where it said nothing. */
typedef struct _Arguments {
  GPtrArray *operands; /* utf8, NULL-terminated */
  GHashTable *given; /* name of an option, or "sources": where a project says it, NULL on the command line */
  GPtrArray *maps;   /* Arguments, each whole: the maps that a project lists; NULL: it lists none */

  guint n_words; /* options and operands that the command line gave */

  char *project, *preset;
  gboolean print_project;

  GPtrArray *layers, *classes;
  gboolean exclusive, strict, allow_empty;
  char *where, *source_crs, *territory, *side;
  double snap; /* -1: not said */

  char *date_field, *date_pattern, *time_zone, *valid_from, *valid_to;
  gboolean valid_to_included;
  int date_shift;
  double max_size;

  char *from, *to, *every, *boundary, *sample;
  int max_gap;
  double min_width;
  gboolean partial;

  GPtrArray *accepted_resets;

  SideArguments sides[2]; /* A and B */
  char *at;
  gboolean revisions;

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

  char *picture;
  GPtrArray *outputs;
  char *format, *progress;
  gboolean overwrite, quiet, help;
  int threads;
} Arguments;

/* The table, and the names of the verbs in the order of Verb. */
extern const OptionTable argument_table;
/* Headings of the option groups. */
extern const char *const argument_groups[N_GROUPS];

/* Reads the words after the verb, then what the project and the preset that they name say further. Errors:
 * USAGE; as project_load() and project_apply(). */
gboolean arguments_parse(Verb verb, char **argv, Arguments *arguments, GError **error);
void arguments_clear(Arguments *arguments);

/* Makes of an error about an option that a project gave ("--every: ...") one about the project ("p.yaml:3:
 * every: ..."); leaves others alone. Returns FALSE. */
gboolean arguments_blame(const Arguments *arguments, GError **error);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, arguments_clear)

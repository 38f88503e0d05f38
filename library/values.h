/* The values of options: what stands behind the public SalientOptions. */
#pragma once

#include "salient.h"

/* The date_shift of a side for which none was set. */
#define SAL_NO_SHIFT G_MININT

/* Options that hold for one side of a comparison only. */
typedef struct {
  GPtrArray *sources, *layers, *classes;
  char *name, *preset, *project, *where, *source_crs, *territory, *side;
  char *date_field, *date_pattern, *time_zone, *valid_from, *valid_to;
  int date_shift;
  double snap;           /* -1: not set */
  SalientOptions *whole; /* all options, with those of the side's project and preset; NULL: it has neither */
} SalSideOptions;

/* A value that was not set is NULL, 0 or FALSE; salient_options_new() gives others to max_gap, min_width,
 * max_size, snap and a side's date_shift. Objects that are made from options refer to them. From then on the
 * values do not change. */
struct _SalientOptions {
  gint n_refs;     /* atomic */
  gboolean in_use; /* they were checked, or an object was made from them */
  SalientTask task;
  GHashTable *given; /* name of an option that was set: the place in a project that sets it, else NULL */
  GPtrArray *maps;   /* SalientOptions, each complete: the maps that a project lists; NULL: it lists none */
  char *spelling;    /* what stands before the names of options in messages */
  SalientProgressFunc progress_func;
  gpointer progress_data;
  gboolean uses_cache;        /* see salient_options_set_cache() */
  struct _SalMadeNotes *made; /* what a run with them made: library/made.h */
  GDateTime *moment;          /* the moment that it is, in place of now; NULL: SOURCE_DATE_EPOCH or now */
  char *instead; /* a folder into which outputs are written in place of where they lead; NULL: none */

  GPtrArray *sources;
  char *project, *preset;
  gboolean print_project;

  char *files_from; /* taken into `sources` already */
  GPtrArray *excludes, *layers, *classes;
  gboolean skip_bad, increments, exclusive, strict, allow_empty;
  char *where, *source_crs, *territory, *side;
  double snap; /* -1: not set */

  char *date_field, *date_pattern, *time_zone, *valid_from, *valid_to;
  gboolean valid_to_included;
  int date_shift;
  double max_size;

  char *from, *to, *every, *boundary, *sample, *rate;
  int max_gap, last;
  double min_width;
  gboolean partial, records;

  GPtrArray *accepted_resets, *genuine;
  char *steps;

  SalSideOptions sides[2]; /* A and B */
  char *at;
  gboolean revisions;

  char *area_model, *overlay;
  char *aoi, *regions, *region_field, *clip_to;
  char *border;
  double border_width; /* 0: not set */
  gboolean count_within;

  char *layout, *size, *extent, *map_crs, *style, *basemap, *borders, *title, *subtitle, *credit,
      *credit_parts, *words, *units, *pdf_colour, *callouts, *insets, *locator, *place_marks;
  char *template, *text_file;
  GPtrArray *own_insets;
  GPtrArray *draw, *labels, *own_callouts, *notes;
  char *positions;
  gboolean write; /* of SALIENT_LAYOUT: the file of positions is */
  GPtrArray *places;
  char *lang, *spellings;
  double place_share;
  char *bands;
  GPtrArray *axes;
  gboolean remaining;
  char *per, *published, *expect, *own_record;
  char *uncertainty, *position_error;
  double width_mm, height_mm, dpi;
  gboolean transparent, graticule, legend_basemap;
  char *text, *id_prefix;
  gboolean embed_font, responsive;

  char *holder, *opponent, *area_names, *map_date;
  GPtrArray *holder_forms;
  int text_limit;
  int frame_ms, last_frame_ms; /* 0: not set */

  char *show, *definition;
  GPtrArray *listed_fields;

  char *picture;
  GPtrArray *outputs;
  char *output_root, *input_root, *depfile, *manifest, *evidence, *state, *shard, *fail_on;
  gboolean dry_run;
  char *format, *progress, *basis;
  gboolean overwrite, no_cache, quiet, help;
  int threads;
};

/* The values of a list, NULL-terminated, lent. NULL if there are none. */
static inline const char *const *
sal_options_get_strings(const GPtrArray *list)
{
  return list != NULL ? (const char *const *)list->pdata : NULL;
}

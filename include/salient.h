/** @file salient.h
 *  The C API of libsalient, which measures and maps how territory changes over time. The program `salient` is
 *  written on it.
 *
 *  Work begins with options. They have the names, values and meanings of the program's options, which
 *  docs/projects.md lists. Everything else is made from options: a series of snapshots, the changes between
 *  them, pages that show the changes, an inspection, a comparison.
 *
 *  This makes a picture of the first period from a folder of dated files, without error handling:
 *
 *      SalientOptions *options = salient_options_new(SALIENT_RENDER);
 *      salient_options_set(options, "sources", "daily/", NULL);
 *      salient_options_set(options, "every", "month", NULL);
 *      SalientSeries *series = salient_series_open(options, NULL);
 *      SalientChanges *changes = salient_changes_compute(series, NULL);
 *      SalientPages *pages = salient_pages_new(changes, NULL, NULL);
 *      GBytes *png = salient_pages_encode(pages, 0, "png", NULL);
 *
 *  examples/library has this as a program, with error handling, and shows how to get numbers in Python and R.
 *
 *  **Ownership.** The caller owns what a function named `_new`, `_open` or `_compute` returns, and every
 *  `char *`, `GBytes *` and `char **` without `const`. What is `const` is lent by the object and lives as long
 *  as the object does. An object keeps alive what it was made from, so objects may be freed in any order.
 *
 *  **Errors.** A function with a `GError **` returns FALSE or NULL if it fails. It has then changed nothing,
 *  unless its description says otherwise. A message is one line, `place: what: expected X, got Y`. Bad data and
 *  bad values of options are always errors, and so is NULL in place of the series, changes or comparison from
 *  which another object is to be made. All other mistakes of a caller (an index that is too large, NULL for a
 *  name, an object that was freed) are bugs of the calling program. A function that notices one reports it with
 *  g_critical() and does nothing (g_return_if_fail()).
 *
 *  **Threads.** Several threads may use an object at once as long as none of them frees or sets it.
 *  salient_pages_write() counts as setting the pages and the comparison that they show. The library spreads
 *  work over threads by itself; the option `jobs` says how many.
 *
 *  **Stability.** Structs are only returned by pointer, and later versions may add fields at their end. */
#ifndef SALIENT_H
#define SALIENT_H

#include <glib.h>

G_BEGIN_DECLS

#ifndef SALIENT_API
/** Marks the functions that the library exports. */
#define SALIENT_API extern
#endif

/** @name Errors and words
 *  @{ */

/** The error domain of the library. */
#define SALIENT_ERROR (salient_error_quark())

/** What kind of fault an error is. */
typedef enum {
  SALIENT_ERROR_USAGE,    /**< options that contradict each other or name something that does not exist */
  SALIENT_ERROR_IO,       /**< a file that cannot be read or written */
  SALIENT_ERROR_FORMAT,   /**< a file that holds something other than its form promises */
  SALIENT_ERROR_GEOMETRY, /**< coordinates that bound no area or cannot be overlaid */
  SALIENT_ERROR_CRS,      /**< an unknown or unusable coordinate reference system */
  SALIENT_ERROR_STYLE,    /**< a fault in a style file or a words file */
  SALIENT_ERROR_RENDER    /**< a page that cannot be drawn */
} SalientError;

/** The quark of SALIENT_ERROR. */
SALIENT_API GQuark salient_error_quark(void);

/** The name of the option that an error is about, without dashes: "class".
 *  @return lent by the error; NULL if the error is about no option. */
SALIENT_API const char *salient_error_get_option(const GError *error);

/** Whether the same call may succeed later, without a change to options or files: a disk is full or faulty, something is
 *  in use by another program, a server does not answer or is busy. Errors of GLib about files (G_FILE_ERROR) may be asked,
 *  too. A program that schedulers run can end with EX_TEMPFAIL then, as `salient` does. */
SALIENT_API gboolean salient_error_is_temporary(const GError *error);

/** Makes a text fit for one line of a message: escapes control characters, replaces invalid UTF-8 and cuts the
 *  text after 80 characters. @return owned by the caller. */
SALIENT_API char *salient_quote(const char *text);

/** Does the same to the name of a file or a source, but cuts it at its start, because its end tells it from
 *  others, and writes "***" in place of passwords and tokens. @return owned by the caller. */
SALIENT_API char *salient_quote_path(const char *path);

/** Finds the word of a list that a mistyped word most likely means.
 *  @param words  NULL-terminated
 *  @return lent from the list; NULL if no word is near. */
SALIENT_API const char *salient_find_nearest(const char *word, const char *const *words);

/** Makes lines for people from remarks, with each text once. If more than three remarks differ only in their
 *  places, numbers and names, the first stands for all, followed by the number of the others.
 *  @param remarks  NULL-terminated
 *  @return NULL-terminated, owned by the caller. */
SALIENT_API char **salient_remarks_summarise(const char *const *remarks);

/** The version of the library, "0.1.0". */
SALIENT_API const char *salient_get_version(void);

/** The versions of the library and of GDAL, PROJ, GEOS and GLib, one per line. @return owned by the caller. */
SALIENT_API char *salient_describe_versions(void);

/** @}
 *  @name Options
 *  @{ */

/** What options are for. Each task has its own set of options. */
typedef enum {
  SALIENT_INSPECT, /**< finds out what is in a source: salient_inspection_compute() */
  SALIENT_MEASURE, /**< computes numbers of changes; keeps no polygons, so long series take little memory */
  SALIENT_RENDER,  /**< computes changes and makes pages that show them */
  SALIENT_EXPORT,  /**< computes changes and their areas, for other programs */
  SALIENT_COMPARE, /**< compares two sources: salient_comparison_compute() */
  SALIENT_PLACES,  /**< computes changes and keeps the ledger of places: who holds each, and since when */
  SALIENT_UPDATE,  /**< brings the pictures of a project up to date: salient_update_run() */
  SALIENT_CHECK, /**< looks for what should be seen before figures are published: salient_inspection_compute() */
  SALIENT_STYLE,    /**< lists, shows and checks styles; its only option is `help` */
  SALIENT_CACHE,    /**< tells of the cache, or empties it; its only option is `help` */
  SALIENT_MERGE,    /**< joins what the shards of a run printed: salient_merge_format() */
  SALIENT_VERIFY,   /**< derives what a manifest tells of again: salient_verification_compute() */
  SALIENT_TEMPLATE, /**< lists, shows and checks page templates; its only option is `help` */
  SALIENT_BASEMAP,  /**< makes a base map of OpenStreetMap's data: salient_basemap_make() */
  SALIENT_LAYOUT, /**< computes changes and says where names and notes stand on a page: salient_pages_write_positions() */
  SALIENT_N_TASKS /**< how many tasks there are */
} SalientTask;

/** The kinds of values that options take. */
typedef enum {
  SALIENT_OPTION_FLAG,    /**< none on a command line; NULL, "true" or "false" for salient_options_set() */
  SALIENT_OPTION_INTEGER, /**< a whole number */
  SALIENT_OPTION_NUMBER,  /**< a number, with a point as decimal mark */
  SALIENT_OPTION_CHOICE,  /**< one of the words in `value`, "auto|always|never" */
  SALIENT_OPTION_TEXT,    /**< UTF-8 */
  SALIENT_OPTION_FILE     /**< a file name, of any bytes */
} SalientOptionKind;

/** One option of a task. */
typedef struct {
  const char *name;       /**< "date-shift" */
  char letter;            /**< its short form on a command line; 0: it has none */
  const char *value;      /**< the form of its value, "DAYS"; NULL for a flag */
  SalientOptionKind kind; /**< what values it takes */
  gboolean is_list;       /**< it may be set several times, and each time adds a value */
  double min;             /**< the least number that it takes */
  double max;             /**< the greatest number that it takes */
  const char *group;      /**< the heading under which help lists it */
  const char *help;       /**< for salient_option_describe(); NULL: help has no line for it */
} SalientOption;

/** The options of one task. */
typedef struct _SalientOptions SalientOptions;

/** The library calls this now and then during long work, from any thread but never from two at once.
 *  @param stage  what is going on: "reading", "overlaying", "comparing", "rendering" and the like; static
 *  @param done   how many pieces of the stage are done
 *  @param total  how many pieces the stage has
 *  @param data   as given to salient_options_set_progress() */
typedef void (*SalientProgressFunc)(const char *stage, guint done, guint total, gpointer data);

/** The name of a task, which is the program's verb: "measure". Static. */
SALIENT_API const char *salient_task_get_name(SalientTask task);

/** The options of a task, in the order of help.
 *  @return NULL-terminated; static. */
SALIENT_API const SalientOption *const *salient_options_list(SalientTask task);
/** The option that is meant by a name that is none: one that was mistyped, or that other programs call so, as
 *  "since" for `from`.
 *  @return static; NULL if the task has no such option. */
SALIENT_API const char *salient_options_suggest(SalientTask task, const char *name);

/** Says what an option does, in one sentence.
 *  @param prefix  stands before the names of other options: "--" on a command line
 *  @return owned by the caller; NULL if help has no line for the option. */
SALIENT_API char *salient_option_describe(const SalientOption *option, const char *prefix);

/** Makes options of a task, with the defaults that help names. */
SALIENT_API SalientOptions *salient_options_new(SalientTask task);

/** Frees options. If an object was made from them, they stay alive until it is freed, too. NULL is allowed. */
SALIENT_API void salient_options_free(SalientOptions *options);

/** Sets an option, or adds a value if the option is a list. The list `sources` says what is read: files,
 *  folders, globs, archives, or names that OGR knows. Options can be set until they are checked or used.
 *  @param value  NULL for a flag
 *  @return FALSE with SALIENT_ERROR_USAGE for an unknown option (the message names the nearest one), an option
 *          of another task, a value that the option does not take, or options that were checked or used. */
SALIENT_API gboolean salient_options_set(SalientOptions *options, const char *name, const char *value,
                                         GError **error);

/** The value that an option was set to, as text.
 *  @return owned by the caller; NULL if it was not set, or is a list. */
SALIENT_API char *salient_options_get(const SalientOptions *options, const char *name);

/** The values that a list was set to. @return NULL-terminated, lent; NULL if there are none. */
SALIENT_API const char *const *salient_options_get_list(const SalientOptions *options, const char *name);

/** Reads the files that the options `project` and `preset` name (for SALIENT_COMPARE also those of a side, such
 *  as `a-project`). An option that was set keeps its value; the others get theirs from the project, or else
 *  from the preset. Call it once, after everything else is set. If it fails, some options may be set already:
 *  free them.
 *  @return FALSE with SALIENT_ERROR_IO, SALIENT_ERROR_FORMAT (with file, line and key), or SALIENT_ERROR_USAGE
 *          for an unknown preset or for an `output` that was set beside a project of several maps. */
SALIENT_API gboolean salient_options_load(SalientOptions *options, GError **error);

/** How many maps the project lists. 0 if it lists none: then the options are those of the only map. */
SALIENT_API guint salient_options_get_n_maps(const SalientOptions *options);

/** The options of one of the maps that the project lists. @return lent. */
SALIENT_API SalientOptions *salient_options_get_map(const SalientOptions *options, guint map);

/** Writes a project file (YAML) that says what the options say.
 *  @return owned by the caller; NULL with SALIENT_ERROR_FORMAT for a file name that is not UTF-8. */
SALIENT_API char *salient_options_format(const SalientOptions *options, GError **error);

/** Checks everything that can be checked before data is read: whether options contradict each other, and CRS,
 *  style, words, places and names of outputs. salient_series_open(), salient_inspection_compute() and
 *  salient_comparison_compute() do so by themselves. Options that were checked cannot be set any more.
 *  @return FALSE with the error that those functions would give. */
SALIENT_API gboolean salient_options_check(const SalientOptions *options, GError **error);

/** Writes a rule for Make and Ninja to the file that the option `depfile` names, if it names one: that the targets depend on
 *  the files and the folders of sources that a run with the options reads. A file that exists is replaced; a name with a
 *  line break is left out, since no rule can hold it.
 *  @param targets  the files that were made, NULL-terminated; none: nothing is written
 *  @return FALSE with SALIENT_ERROR_USAGE if the file is an input, or with SALIENT_ERROR_IO. */
SALIENT_API gboolean salient_options_write_depfile(const SalientOptions *options, const char *const *targets,
                                                   GError **error);

/** What a run with the options reads: files, and sources that are none, sorted, as texts for people without passwords.
 *  @return NULL-terminated, to be freed with g_strfreev() */
SALIENT_API char **salient_options_list_inputs(const SalientOptions *options);

/** Says that a text was printed, so that the manifest lists it among what was made. Files are listed by themselves, and so
 *  is what salient_pages_stream() hands on.
 *  @param format  "csv" */
SALIENT_API void
salient_options_note_printed(const SalientOptions *options, const char *format, const char *text);
/** Writes the manifest of what was read and made with the options to the file that the option `manifest` names, if it names
 *  one. docs/evidence.md says what is in it. To be called when all is written.
 *  @return FALSE with SALIENT_ERROR_USAGE if the file is an output, or with SALIENT_ERROR_IO. */
SALIENT_API gboolean salient_options_write_manifest(const SalientOptions *options, GError **error);

/** Sets what stands before the names of options in messages, remarks and reports, so that your users find
 *  options spelled as they know them: "--" on a command line. By default nothing stands there. */
SALIENT_API void salient_options_set_spelling(SalientOptions *options, const char *prefix);

/** Sets the function that is told of progress. To be called before the options are checked or used.
 *  @param func  NULL: none */
SALIENT_API void
salient_options_set_progress(SalientOptions *options, SalientProgressFunc func, gpointer data);

/** Sets whether what is read and computed may be kept on disk for the next run, and taken from there. The result is
 *  the same. By default nothing is kept, so that a library writes no files that nobody asked for; the program keeps it
 *  unless the option `no-cache` is set, which always wins. docs/cache.md says where. To be called before the options are
 *  checked or used. */
SALIENT_API void salient_options_set_cache(SalientOptions *options, gboolean uses_cache);

/** The names of the presets, sorted. @return NULL-terminated; static. */
SALIENT_API const char *const *salient_presets_list(void);

/** The text of a preset: a project file with comments. @return owned by the caller; NULL: there is none. */
SALIENT_API char *salient_preset_get_text(const char *name);

/** @}
 *  @name Series
 *  @{ */

/** The snapshots of one or more sources, ordered by date. Their geometry is read when it is needed. */
typedef struct _SalientSeries SalientSeries;

/** Finds the snapshots in the sources and the date of each.
 *  @param options  of SALIENT_MEASURE, SALIENT_RENDER, SALIENT_EXPORT or SALIENT_PLACES; they cannot be set any more
 *  @return NULL with an error as of salient_options_check(), or for a missing source, a name without a date,
 *          two files of one day, regions that cannot be read, outputs that exist already, or names that do not
 *          tell pictures apart. */
SALIENT_API SalientSeries *salient_series_open(SalientOptions *options, GError **error);
/** Frees a series. NULL is allowed. */
SALIENT_API void salient_series_free(SalientSeries *series);
/** How many snapshots the series has. */
SALIENT_API guint salient_series_get_n_snapshots(const SalientSeries *series);
/** The day of a snapshot, with `date-shift` added: "2024-08-01". @return owned by the caller. */
SALIENT_API char *salient_series_get_day(const SalientSeries *series, guint snapshot);
/** The file that a snapshot is read from, or the first of several files: as it is opened, so that it may hold a
 *  password; salient_quote_path() hides it. Lent. */
SALIENT_API const char *salient_series_get_path(const SalientSeries *series, guint snapshot);
/** The names of the classes, in order. @return NULL-terminated, at least one; lent. */
SALIENT_API const char *const *salient_series_get_classes(const SalientSeries *series);

/** @}
 *  @name Changes
 *  @{ */

/** What changed in each period, by class and region. */
typedef struct _SalientChanges SalientChanges;

/** The figures of one period, class and region. They are rounded to 1e-6 km2, as tables print them, so that
 *  rows add up. docs/numbers.md defines each. */
typedef struct {
  const char *period;         /**< "2024-11", "2024-W45", "2024-Q4", "2024", or its first day */
  const char *from;           /**< the first boundary day, "2024-11-01" */
  const char *to;             /**< the last boundary day, which is the first of the next period */
  const char *from_snapshot;  /**< the day of the snapshot that stands for the first boundary */
  const char *to_snapshot;    /**< the day of the snapshot that stands for the last boundary */
  const char *class_name;     /**< "control", unless the option `class` names others */
  const char *region;         /**< "" for the whole; "(none)" for what lies in no region */
  double area_from_km2;       /**< held at the start */
  double area_to_km2;         /**< held at the end */
  double gained_km2;          /**< held at the end and not at the start; 0 or more */
  double lost_km2;            /**< held at the start and not at the end; 0 or more */
  double net_km2;             /**< area_to - area_from - redefined */
  gboolean is_partial;        /**< the row is of an incomplete period at either end, see `partial` */
  const char *evidence;       /**< why it may be a reset and no movement; NULL: it is like the others */
  gboolean is_accepted_reset; /**< `accept-reset` names all of it, so it counts in no sum */
  const char
      *flag; /**< "reset?": a single step between snapshots that may be a reset; "contains-reset": one of
                         its steps may be; NULL: nothing is doubted, or the user has decided */
  double redefined_km2; /**< what its steps that `accept-reset` names changed; not in gained, lost and net */
  int days;             /**< from the one snapshot to the other; 0: one stands for both */
  double
      side_agreement_percent; /**< with the side "previous:", how much of a part of the territory stays as in the
                                    snapshot before, at the worst of those that the row rests on; 0: not that side */
  gboolean is_side_doubtful; /**< that is too little to be sure of the side, and so of the signs */
} SalientRow;

/** The kinds of areas that a change has. */
typedef enum {
  SALIENT_GAINED, /**< held at the end and not at the start; without noise */
  SALIENT_LOST,   /**< held at the start and not at the end; without noise */
  SALIENT_HELD    /**< held at both */
} SalientKind;

/** Reads the snapshots that the periods need and computes the changes.
 *  @return NULL with an error if no period is whole and has snapshots at both boundaries, or a snapshot cannot be
 *          read. */
SALIENT_API SalientChanges *salient_changes_compute(SalientSeries *series, GError **error);
/** Frees changes. NULL is allowed. */
SALIENT_API void salient_changes_free(SalientChanges *changes);
/** What the user should know of the series and the changes: which snapshots stand in for others, what was
 *  repaired and what was left out.
 *  @return NULL-terminated, in a fixed order; lent. */
SALIENT_API const char *const *salient_changes_get_remarks(const SalientChanges *changes);
/** How many rows there are. They are ordered by period, class and region. */
SALIENT_API guint salient_changes_get_n_rows(const SalientChanges *changes);
/** A row. Lent. */
SALIENT_API const SalientRow *salient_changes_get_row(const SalientChanges *changes, guint row);
/** The area of one kind in a row, as WKB (little-endian MultiPolygon, WGS 84, longitude first). It has no
 *  polygons if there is no such area. With the option `regions` it also has none in a row of the whole: there
 *  the rows of the regions have them, with the row of what lies in none.
 *  @return owned by the caller; NULL with SALIENT_ERROR_USAGE for changes of SALIENT_MEASURE, which keep no
 *          polygons, or SALIENT_ERROR_GEOMETRY for areas that cannot be cut by the regions. */
SALIENT_API GBytes *
salient_changes_get_wkb(const SalientChanges *changes, guint row, SalientKind kind, GError **error);
/** The changes as a table with its summary (CSV: without), or the areas as GeoJSON; for SALIENT_PLACES the ledger
 *  of places, or the places as GeoJSON.
 *  @param format  "text", "csv", "json", "markdown" or for SALIENT_MEASURE "sentence"; for SALIENT_EXPORT and SALIENT_PLACES also "geojson"
 *  @return owned by the caller; NULL with SALIENT_ERROR_USAGE for another format, or SALIENT_ERROR_IO for
 *          places that cannot be read. */
SALIENT_API char *salient_changes_format(SalientChanges *changes, const char *format, GError **error);
/** Writes a file, whole or not at all: for SALIENT_EXPORT the areas, in the format that the suffix of the name
 *  says; for SALIENT_PLACES the places if the suffix is .geojson; otherwise the table, in the format that the option `format` says, or else the suffix. A file that
 *  exists is only replaced with the option `overwrite`. With the option `output-root` the file must lie inside
 *  that folder.
 *  @return FALSE with SALIENT_ERROR_USAGE or SALIENT_ERROR_IO. */
SALIENT_API gboolean salient_changes_write(SalientChanges *changes, const char *path, GError **error);
/** Adds to the file of the option `own-record` what is published with these changes, once they are written or printed. Does
 *  nothing without that option. Nothing that the file has is lost, even if several programs add to it at once.
 *  @return FALSE with SALIENT_ERROR_USAGE, SALIENT_ERROR_IO, or SALIENT_ERROR_FORMAT for a file that is no such record. */
SALIENT_API gboolean salient_changes_keep_record(SalientChanges *changes, GError **error);
/** Makes the folder that the option `evidence` names, if it names one, with all that is needed to check the figures:
 *  docs/evidence.md. It has what was written and printed with the options, so it is to be called when all else is.
 *  @return FALSE with SALIENT_ERROR_IO, and then no folder is made; or with an error of reading a snapshot once more. */
SALIENT_API gboolean salient_changes_write_evidence(SalientChanges *changes, GError **error);
/** The files that were written, in their order. @return NULL-terminated; lent until another is written. */
SALIENT_API const char *const *salient_changes_get_files(const SalientChanges *changes);

/** @}
 *  @name Inspection
 *  @{ */

/** A report on a source: its snapshots, their dates and how these were found, gaps, repairs, jumps. */
typedef struct _SalientInspection SalientInspection;

/** Reads all snapshots and inspects them. With the option `picture` it first draws the front lines, even those
 *  that cannot be closed. For SALIENT_CHECK it looks for what the option `fail-on` names.
 *  @param options  of SALIENT_INSPECT or SALIENT_CHECK; they cannot be set any more
 *  @return NULL with an error as of salient_series_open(), or for a snapshot that cannot be read. */
SALIENT_API SalientInspection *salient_inspection_compute(SalientOptions *options, GError **error);
/** Frees an inspection. NULL is allowed. */
SALIENT_API void salient_inspection_free(SalientInspection *inspection);
/** The report as text; for SALIENT_CHECK a line for each thing that was found. @param format  "text" or "json"
 *  @return owned by the caller; NULL with SALIENT_ERROR_USAGE for another format. */
SALIENT_API char *
salient_inspection_format(const SalientInspection *inspection, const char *format, GError **error);
/** How many things were found by SALIENT_CHECK. */
SALIENT_API guint salient_inspection_get_n_alarms(const SalientInspection *inspection);
/** Whether all files could be used, or the option `skip-bad` says that others do not matter. The report names
 *  every file that could not.
 *  @return FALSE with SALIENT_ERROR_FORMAT, which says how many could not. */
SALIENT_API gboolean salient_inspection_check(const SalientInspection *inspection, GError **error);

/** @}
 *  @name Comparison
 *  @{ */

/** A comparison of two sources, A and B, at a date or over periods. */
typedef struct _SalientComparison SalientComparison;

/** Reads both sides and compares them.
 *  @param options  of SALIENT_COMPARE; they cannot be set any more
 *  @return NULL with an error as of salient_options_check(), or if a side has no source, the sides have no date
 *          or period in common, or a snapshot cannot be read. */
SALIENT_API SalientComparison *salient_comparison_compute(SalientOptions *options, GError **error);
/** Frees a comparison. NULL is allowed. */
SALIENT_API void salient_comparison_free(SalientComparison *comparison);
/** What the user should know of the comparison. @return NULL-terminated, in a fixed order; lent. */
SALIENT_API const char *const *salient_comparison_get_remarks(const SalientComparison *comparison);
/** The comparison as a table. @param format  "text", "csv", "json", "markdown" or "sentence"
 *  @return owned by the caller; NULL with SALIENT_ERROR_USAGE for another format. */
SALIENT_API char *
salient_comparison_format(const SalientComparison *comparison, const char *format, GError **error);
/** Writes the table to a file, whole or not at all, in the format that the option `format` says, or else the
 *  suffix of the name. A file that exists is only replaced with the option `overwrite`.
 *  @return FALSE with SALIENT_ERROR_USAGE or SALIENT_ERROR_IO. */
SALIENT_API gboolean salient_comparison_write(const SalientComparison *comparison, const char *path,
                                              GError **error);

/** @}
 *  @name Pages
 *  @{ */

/** The pages of a run: one for each period or one for the whole run, as the option `layout` says. */
typedef struct _SalientPages SalientPages;

/** Lays out pages that show changes.
 *  @param changes  of SALIENT_RENDER
 *  @param map      options from salient_options_get_map(); NULL: the first of these maps, or if there are
 *                  none, the options that the changes were made from
 *  @return NULL with an error if a page is too small for its content or the base map cannot be read. */
SALIENT_API SalientPages *salient_pages_new(SalientChanges *changes, SalientOptions *map, GError **error);
/** Lays out the maps of a comparison. The option `output` must name a picture, because the comparison keeps its
 *  polygons only then.
 *  @return NULL with an error as of salient_pages_new(), or SALIENT_ERROR_USAGE if no picture is named. */
SALIENT_API SalientPages *salient_pages_new_comparison(SalientComparison *comparison, GError **error);
/** Frees pages. NULL is allowed. */
SALIENT_API void salient_pages_free(SalientPages *pages);
/** How many pages there are. */
SALIENT_API guint salient_pages_get_n(const SalientPages *pages);
/** Says in words what a page shows, for captions and alternative texts: its title in one line, its subtitle,
 *  figures and credit in the next.
 *  @return owned by the caller; NULL with SALIENT_ERROR_RENDER for a title that does not fit. */
SALIENT_API char *salient_pages_describe(const SalientPages *pages, guint page, GError **error);
/** Draws a page as the bytes of a file. @param format  "png", "svg" or "pdf"
 *  @return owned by the caller; NULL with SALIENT_ERROR_USAGE for another format, or SALIENT_ERROR_RENDER for a
 *          page that cannot be drawn. */
SALIENT_API GBytes *
salient_pages_encode(const SalientPages *pages, guint page, const char *format, GError **error);
/** Draws all pages and writes them to the files that the option `output` names, each file whole or not at all; of the
 *  files of a report all or none. Pages that share a film are its frames. The name "-" is left to salient_pages_stream().
 *  Written again, files have to be replaced: option "overwrite".
 *  @return FALSE with the error of the first page that failed; files that were written stay. */
SALIENT_API gboolean salient_pages_write(SalientPages *pages, GError **error);
/** Receives the next bytes of a stream. @return FALSE, with an error, to end it. */
typedef gboolean (*SalientWriteFunc)(const void *bytes, gsize size, gpointer data, GError **error);
/** Draws all pages of the first class as the frames of a film in Y4M, uncompressed, which video encoders read from a
 *  pipe, and hands its bytes on as they come.
 *  @return FALSE with SALIENT_ERROR_USAGE for a layout of the whole run, the error of the first page that failed, or that
 *          of the function. */
SALIENT_API gboolean salient_pages_stream(SalientPages *pages, SalientWriteFunc write, gpointer data,
                                          GError **error);
/** Whether a file name ends in .png, .svg or .pdf, in any case. */
SALIENT_API gboolean salient_is_picture_name(const char *name);
/** The files that were written, in the order of the pages, then the films. @return NULL-terminated; lent. */
SALIENT_API const char *const *salient_pages_get_files(const SalientPages *pages);
/** What the user should know of the pages, for example that there is no base map. salient_pages_write() adds
 *  remarks on what it draws, for example on missing fonts.
 *  @return NULL-terminated; owned by the caller. */
SALIENT_API char **salient_pages_get_remarks(const SalientPages *pages);
/** The pages that were written, with the figures of each, as JSON: what they were computed with, the summary, and the
 *  array `maps`. It takes several sets of pages because a project may list several maps.
 *  @param sets  NULL-terminated
 *  @return owned by the caller. */
SALIENT_API char *salient_pages_format_json(SalientPages *const *sets);
/** Says where names, callouts and notes stand on the map of the last period, as YAML: the text of the file that the option
 *  `positions` names, with what it does not have at the ends of its lists. Remarks say how many positions are new, and which
 *  of the file the map does not show.
 *  @param sets  of SALIENT_LAYOUT, NULL-terminated: the first of several maps counts
 *  @return owned by the caller; NULL with an error if the file cannot be read, or has no lists that can be added to. */
SALIENT_API char *salient_pages_format_positions(SalientPages *const *sets, GError **error);
/** Writes the same, each file whole or not at all: with the option `write` to the file of each map that `positions` names,
 *  else to those that `output` names. Nothing that a file says is changed or lost.
 *  @return FALSE with an error as of salient_pages_format_positions(), or SALIENT_ERROR_IO. */
SALIENT_API gboolean salient_pages_write_positions(SalientPages *const *sets, GError **error);

/** @}
 *  @name Updates
 *  @{ */

/** An update of the pictures of a project: those that are new or show something else than before are written, and the
 *  rest is left as it is. docs/update.md says what is remembered, and where. */
typedef struct _SalientUpdate SalientUpdate;

/** Prepares an update.
 *  @param options  of SALIENT_UPDATE; they cannot be set any more
 *  @return NULL with SALIENT_ERROR_USAGE if there is neither a project nor the option `state`, or no output, or with
 *          SALIENT_ERROR_IO if the state cannot be written. */
SALIENT_API SalientUpdate *salient_update_new(SalientOptions *options, GError **error);
/** Frees an update. NULL is allowed. */
SALIENT_API void salient_update_free(SalientUpdate *update);
/** Does the update; to be called once. If nothing has changed since the last one, no data are read.
 *  @return FALSE with an error as of salient_series_open(), salient_changes_compute() or salient_pages_write(), or with
 *          SALIENT_ERROR_IO for files that others have changed and that are out of date; the other files are written
 *          nevertheless. */
SALIENT_API gboolean salient_update_run(SalientUpdate *update, GError **error);
/** The files that were written, or with the option `dry-run` would be, in the order of the pages.
 *  @return NULL-terminated; lent. */
SALIENT_API const char *const *salient_update_get_written(const SalientUpdate *update);
/** What the user should know of the update. @return NULL-terminated; lent. */
SALIENT_API const char *const *salient_update_get_remarks(const SalientUpdate *update);
/** What was done, as JSON: which files were written, kept, or had been changed by others, and the records of
 *  salient_pages_format_json() for the pictures that were written. @return owned by the caller. */
SALIENT_API char *salient_update_format_json(const SalientUpdate *update);

/** @}
 *  @name Verification
 *  @{ */

/** What came of deriving the outputs of a manifest again. docs/evidence.md says what is compared. */
typedef struct _SalientVerification SalientVerification;

/** Reads a manifest, derives its outputs again from its inputs in a temporary folder, without the cache, and compares all.
 *  Meanwhile the current folder of the process is that of the run, or the one that the option `input-root` names, so no other
 *  thread may rely on it.
 *  @param options  of SALIENT_VERIFY; their one source is the manifest, or a folder with manifest.json in it. They cannot be
 *                  set any more
 *  @return NULL with SALIENT_ERROR_USAGE unless there is one source, SALIENT_ERROR_IO for what cannot be read, or
 *          SALIENT_ERROR_FORMAT for what is no manifest. What differs is no error. */
SALIENT_API SalientVerification *salient_verification_compute(SalientOptions *options, GError **error);
/** Frees a verification. NULL is allowed. */
SALIENT_API void salient_verification_free(SalientVerification *verification);
/** Whether all outputs came out with the same bytes, from the same inputs and options. */
SALIENT_API gboolean salient_verification_is_identical(const SalientVerification *verification);
/** What was found. @param format  "text" or "json"
 *  @return owned by the caller; NULL with SALIENT_ERROR_USAGE for another format. */
SALIENT_API char *
salient_verification_format(const SalientVerification *verification, const char *format, GError **error);

/** @}
 *  @name Shards
 *  @{ */

/** Joins the JSON documents that the shards of a run printed (the option `shard` of SALIENT_RENDER) into that of the run:
 *  byte for byte what salient_pages_format_json() gives without shards. docs/scaling.md says what a shard is.
 *  @param options  of SALIENT_MERGE; their sources are the documents, in any order
 *  @return owned by the caller; NULL with SALIENT_ERROR_USAGE for an output that is one of the documents, SALIENT_ERROR_IO
 *          for a file that cannot be read, or for an output that exists, or SALIENT_ERROR_FORMAT for a file that is no
 *          document of a shard, for shards of runs that differ, saying in what, and for a shard that is missing or there twice. */
SALIENT_API char *salient_merge_format(SalientOptions *options, GError **error);
/** Writes a document to each file that the option `output` names, but "-".
 *  @param options  of SALIENT_MERGE
 *  @return FALSE with SALIENT_ERROR_IO. */
SALIENT_API gboolean salient_merge_write(SalientOptions *options, const char *text, GError **error);

/** @}
 *  @name Base maps
 *  @{ */

/** Makes a base map of extracts of OpenStreetMap, cut to a frame, and writes it to the file that the option `output` names:
 *  one that the option `basemap` of other tasks takes. docs/basemap.md says what is in it.
 *  @param options  of SALIENT_BASEMAP; their sources are the extracts
 *  @return remarks, NULL-terminated, owned by the caller; NULL with SALIENT_ERROR_USAGE for a frame outside of the data or
 *          another name of the output, SALIENT_ERROR_IO for a file that cannot be read or an output that exists, or
 *          SALIENT_ERROR_FORMAT for a source of another kind, or one in which nothing is for a base map. */
SALIENT_API char **salient_basemap_make(SalientOptions *options, GError **error);

/** @}
 *  @name The cache
 *  @{ */

/** How much is kept.
 *  @return three lines: the folder, what is in it, and how much it may hold; or one, that there is no place for it. Owned
 *  by the caller. NULL with SALIENT_ERROR_IO if the folder cannot be used, because it is a link, or other users own it or
 *  may write in it. */
SALIENT_API char *salient_cache_describe(GError **error);

/** Removes all that is kept. Runs that use it meanwhile go on without.
 *  @return one line that says what was removed, owned by the caller; NULL with SALIENT_ERROR_IO as above, or if something
 *  cannot be removed. */
SALIENT_API char *salient_cache_clear(GError **error);

/** @}
 *  @name Styles
 *  @{ */

/** The names of the built-in styles, sorted. @return NULL-terminated; static. */
SALIENT_API const char *const *salient_styles_list(void);
/** A style as YAML, with everything that it says and that it takes from its base.
 *  @param name   the name of a built-in style, or a file
 *  @param title  receives one line that says what the style is for, owned by the caller; NULL: not wanted
 *  @return owned by the caller; NULL with SALIENT_ERROR_STYLE, SALIENT_ERROR_IO or SALIENT_ERROR_USAGE. */
SALIENT_API char *salient_style_format(const char *name, char **title, GError **error);
/** Checks a style file. First come faults, which keep the file from being read, then warnings about maps that
 *  nobody, or not everybody, could read.
 *  @param n_faults  receives how many of the messages are faults, which come first
 *  @return messages "LINE: KEY: ...", NULL-terminated, owned by the caller; NULL with SALIENT_ERROR_IO. */
SALIENT_API char **salient_style_check(const char *path, guint *n_faults, GError **error);

/** @}
 *  @name Page templates
 *  @{ */

/** The names of the built-in templates, sorted. @return NULL-terminated; static. */
SALIENT_API const char *const *salient_templates_list(void);
/** A built-in template as the YAML of its file, with its comments.
 *  @param title  receives one line that says what the template is for, owned by the caller; NULL: not wanted
 *  @return owned by the caller; NULL with SALIENT_ERROR_USAGE. */
SALIENT_API char *salient_template_get_text(const char *name, char **title, GError **error);
/** Checks a template file: what keeps it from being read, then what keeps its boxes from standing on a page of its own size,
 *  or of 1600 x 1200 pixels if it says none.
 *  @param n_faults  receives how many messages there are
 *  @return messages "LINE: KEY: ...", NULL-terminated, owned by the caller; NULL with SALIENT_ERROR_IO. */
SALIENT_API char **salient_template_check(const char *path, guint *n_faults, GError **error);

/** @} */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalientOptions, salient_options_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalientSeries, salient_series_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalientChanges, salient_changes_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalientInspection, salient_inspection_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalientComparison, salient_comparison_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalientPages, salient_pages_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalientUpdate, salient_update_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalientVerification, salient_verification_free)

G_END_DECLS

#endif

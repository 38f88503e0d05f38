/** @file salient.h
 *  Change of territory over time, measured and mapped: the C API of libsalient, on which the program `salient`
 *  is written.
 *
 *  A piece of work begins with options, which have the names, the values and the meaning that the program's
 *  options have (docs/projects.md lists them all). Everything else is made from options: a series of
 *  snapshots, the changes between them, pages that show the changes, an inspection, a comparison.
 *
 *  From a folder of dated files to a picture of the first period, without error handling:
 *
 *      SalientOptions *options = salient_options_new(SALIENT_RENDER);
 *      salient_options_set(options, "sources", "daily/", NULL);
 *      salient_options_set(options, "every", "month", NULL);
 *      SalientSeries *series = salient_series_open(options, NULL);
 *      SalientChanges *changes = salient_changes_compute(series, NULL);
 *      SalientPages *pages = salient_pages_new(changes, NULL, NULL);
 *      GBytes *png = salient_pages_encode(pages, 0, "png", NULL);
 *
 *  examples/library has this as a program, with error handling, and the same from Python and R.
 *
 *  **Ownership.** What a function named `_new`, `_open` or `_compute` returns, and every `char *`, `GBytes *`
 *  and `char **` without `const`, belongs to the caller. What is `const` is lent by the object, for as long as
 *  the object lives. An object keeps what it was made from alive, so that objects may be freed in any order.
 *
 *  **Errors.** A function with a `GError **` returns FALSE or NULL when it fails, and then has changed nothing.
 *  A message is one line, `place: what: expected X, got Y`. Bad data and bad values of options are always errors,
 *  and so is NULL where a function that may fail wants the result of another one that failed. Everything else that
 *  a caller can get wrong (an index that is too large, NULL for a name, an object that was freed) is an error of
 *  the program: where it can be seen it is reported with g_critical(), and the function does nothing
 *  (g_return_if_fail()).
 *
 *  **Threads.** An object may be used by several threads at once as long as none of them frees or sets it.
 *  Work is spread over threads by itself; the option `jobs` says how many.
 *
 *  **Stability.** Structs are only ever returned by pointer and may grow at their end. */
#ifndef SALIENT_H
#define SALIENT_H

#include <glib.h>

G_BEGIN_DECLS

#ifndef SALIENT_API
/** Marks what the library exports. */
#define SALIENT_API extern
#endif

/** @name Errors and words
 *  @{ */

/** The domain of the library's errors. */
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

/** The name of the option that an error is about, without dashes, such as "class".
 *  @return lent by the error; NULL if it is about none. */
SALIENT_API const char *salient_error_get_option(const GError *error);

/** Makes a text fit for one line of a message: control characters escaped, invalid UTF-8 replaced, cut after
 *  80 characters. @return owned by the caller. */
SALIENT_API char *salient_quote(const char *text);

/** The same for the name of a file, cut at its front: its end tells it from others. */
SALIENT_API char *salient_quote_path(const char *path);

/** The word of a list that a mistyped word most likely means.
 *  @param words  NULL-terminated
 *  @return lent from the list; NULL if none is near. */
SALIENT_API const char *salient_find_nearest(const char *word, const char *const *words);

/** Remarks as lines for people, each text once. Where more than three say the same but for their numbers and names,
 *  the first stands for all, with the count of the others.
 *  @param remarks  NULL-terminated
 *  @return NULL-terminated, owned by the caller. */
SALIENT_API char **salient_remarks_summarise(const char *const *remarks);

/** The version of the library, "0.1.0". */
SALIENT_API const char *salient_get_version(void);

/** The versions of the library and of those that it builds on, a line each. @return owned by the caller. */
SALIENT_API char *salient_describe_versions(void);

/** @}
 *  @name Options
 *  @{ */

/** What options are for. Each task knows options of its own. */
typedef enum {
  SALIENT_INSPECT, /**< what is in a source: salient_inspection_compute() */
  SALIENT_MEASURE, /**< numbers of changes; their polygons are not kept, so that long series take little memory */
  SALIENT_RENDER,  /**< changes, and pages that show them */
  SALIENT_EXPORT,  /**< the changed areas themselves */
  SALIENT_COMPARE, /**< two sources: salient_comparison_compute() */
  SALIENT_STYLE,   /**< styles alone; knows no options but `help` */
  SALIENT_N_TASKS  /**< how many tasks there are */
} SalientTask;

/** What values an option takes. */
typedef enum {
  SALIENT_OPTION_FLAG,    /**< none; "true" or "false" from a program */
  SALIENT_OPTION_INTEGER, /**< a whole number */
  SALIENT_OPTION_NUMBER,  /**< a number, with a point as decimal mark */
  SALIENT_OPTION_CHOICE,  /**< one of the words in `value`, "auto|always|never" */
  SALIENT_OPTION_TEXT,    /**< UTF-8 */
  SALIENT_OPTION_FILE     /**< a file name, any bytes */
} SalientOptionKind;

/** One option of a task. */
typedef struct {
  const char *name;       /**< "date-shift" */
  char letter;            /**< its short form on a command line; 0: it has none */
  const char *value;      /**< the form of its value, "DAYS"; NULL for a flag */
  SalientOptionKind kind; /**< what values it takes */
  gboolean is_list;       /**< it may be set several times, and each value is added */
  double min;             /**< of numbers: the least */
  double max;             /**< of numbers: the greatest */
  const char *group;      /**< the heading under which help lists it */
  const char *help;       /**< for salient_option_describe(); NULL: help has no line for it */
} SalientOption;

/** Options of one task. */
typedef struct _SalientOptions SalientOptions;

/** Called now and then during long work, from any thread but never from two at once.
 *  @param stage  what is going on: "reading", "rendering"; static */
typedef void (*SalientProgressFunc)(const char *stage, guint done, guint total, gpointer data);

/** The name of a task, as the program's verb: "measure". Static. */
SALIENT_API const char *salient_task_get_name(SalientTask task);

/** The options that a task knows, in the order of help.
 *  @return NULL-terminated; static. */
SALIENT_API const SalientOption *const *salient_options_list(SalientTask task);

/** What an option does, in one sentence.
 *  @param prefix  what stands before the names of other options: "--" on a command line
 *  @return owned by the caller; NULL for an option of which help says nothing. */
SALIENT_API char *salient_option_describe(const SalientOption *option, const char *prefix);

/** Options of a task, each as its help says it is by default. */
SALIENT_API SalientOptions *salient_options_new(SalientTask task);

/** Frees options, or lets go of them where an object was made from them. NULL is allowed. */
SALIENT_API void salient_options_free(SalientOptions *options);

/** Sets an option, or adds to it where it is a list. `sources` is the list of what is read: files, folders,
 *  globs, archives, names that OGR knows.
 *  @param value  NULL for a flag
 *  @return FALSE with SALIENT_ERROR_USAGE: no such option (the nearest is named), one of another task, a value
 *          that it does not take, or options from which an object was made already. */
SALIENT_API gboolean salient_options_set(SalientOptions *options, const char *name, const char *value,
                                         GError **error);

/** What an option is set to, as text. @return owned by the caller; NULL: not set, or a list. */
SALIENT_API char *salient_options_get(const SalientOptions *options, const char *name);

/** What a list is set to. @return NULL-terminated, lent; NULL: nothing. */
SALIENT_API const char *const *salient_options_get_list(const SalientOptions *options, const char *name);

/** Reads the files that the options `project` and `preset` name. What was set before stays; all else comes from
 *  the project, then from the preset. To be called once, after everything else is set.
 *  @return FALSE with SALIENT_ERROR_IO or SALIENT_ERROR_FORMAT (file, line and key), or SALIENT_ERROR_USAGE for
 *          an unknown preset. */
SALIENT_API gboolean salient_options_load(SalientOptions *options, GError **error);

/** How many maps the project lists; 0: it lists none, and the options are those of the one map. */
SALIENT_API guint salient_options_get_n_maps(const SalientOptions *options);

/** The options of one of the maps that the project lists. @return lent. */
SALIENT_API SalientOptions *salient_options_get_map(const SalientOptions *options, guint map);

/** The project file (YAML) that says what the options say.
 *  @return owned by the caller; NULL with SALIENT_ERROR_FORMAT for a file name that is not UTF-8. */
SALIENT_API char *salient_options_format(const SalientOptions *options, GError **error);

/** Checks all that can be checked before data is read: options against each other, CRS, style, words, places,
 *  names of outputs. salient_series_open() and its like do so by themselves.
 *  @return FALSE with the error that they would give. */
SALIENT_API gboolean salient_options_check(const SalientOptions *options, GError **error);

/** What stands before the names of options in messages, remarks and reports, so that they speak the language of
 *  your users: "--" on a command line. By default nothing does. */
SALIENT_API void salient_options_set_spelling(SalientOptions *options, const char *prefix);

/** Who is told of progress. @param func  NULL: nobody */
SALIENT_API void
salient_options_set_progress(SalientOptions *options, SalientProgressFunc func, gpointer data);

/** The names of the presets, sorted. @return NULL-terminated; static. */
SALIENT_API const char *const *salient_presets_list(void);

/** The text of a preset: a project file with comments. @return owned by the caller; NULL: there is none. */
SALIENT_API char *salient_preset_get_text(const char *name);

/** @}
 *  @name Series
 *  @{ */

/** The snapshots of one or more sources, by date. Their geometry is read when it is needed. */
typedef struct _SalientSeries SalientSeries;

/** Finds the snapshots of the options' sources and the date of each.
 *  @param options  of SALIENT_MEASURE, SALIENT_RENDER or SALIENT_EXPORT; they cannot be set any more
 *  @return NULL with an error: as salient_options_check(); a source that is not there, a name without a date, two
 *          files of one day; outputs that exist already or do not tell pictures apart. */
SALIENT_API SalientSeries *salient_series_open(SalientOptions *options, GError **error);
/** Frees a series. NULL is allowed. */
SALIENT_API void salient_series_free(SalientSeries *series);
/** How many snapshots there are. */
SALIENT_API guint salient_series_get_n_snapshots(const SalientSeries *series);
/** The day of a snapshot, after `date-shift`: "2024-08-01". @return owned by the caller. */
SALIENT_API char *salient_series_get_day(const SalientSeries *series, guint snapshot);
/** The file that a snapshot is read from, the first one of several. Lent. */
SALIENT_API const char *salient_series_get_path(const SalientSeries *series, guint snapshot);
/** The names of the classes, in order. @return NULL-terminated, at least one; lent. */
SALIENT_API const char *const *salient_series_get_classes(const SalientSeries *series);

/** @}
 *  @name Changes
 *  @{ */

/** What changed in each period, by class and by region. */
typedef struct _SalientChanges SalientChanges;

/** The figures of one period, class and region, rounded as tables print them: to 1e-6 km2, so that rows add up.
 *  docs/numbers.md defines each. */
typedef struct {
  const char *period;         /**< "2024-11", "2024-W45", "2024-Q4", "2024", or its first day */
  const char *from;           /**< the first boundary day, "2024-11-01" */
  const char *to;             /**< the last boundary day, which is the next period's first */
  const char *from_snapshot;  /**< the day of the snapshot that stands for the first boundary */
  const char *to_snapshot;    /**< the day of the snapshot that stands for the last boundary */
  const char *class_name;     /**< "control" unless `class` names others */
  const char *region;         /**< "" for the whole; "(none)" for what lies in no region */
  double area_from_km2;       /**< held at the start */
  double area_to_km2;         /**< held at the end */
  double gained_km2;          /**< held at the end and not at the start; 0 or more */
  double lost_km2;            /**< held at the start and not at the end; 0 or more */
  double net_km2;             /**< area_to - area_from */
  gboolean is_partial;        /**< a part of a period */
  const char *evidence;       /**< why it may be a reset and no movement; NULL: it is like the others */
  gboolean is_accepted_reset; /**< `accept-reset` names it: it counts in no sum */
} SalientRow;

/** A kind of changed area. */
typedef enum {
  SALIENT_GAINED, /**< at the end and not at the start; without noise */
  SALIENT_LOST,   /**< at the start and not at the end; without noise */
  SALIENT_HELD    /**< at both */
} SalientKind;

/** Reads what the periods need and computes the changes.
 *  @return NULL with an error: no whole period, a boundary without a snapshot, whatever reading can give. */
SALIENT_API SalientChanges *salient_changes_compute(SalientSeries *series, GError **error);
/** Frees changes. NULL is allowed. */
SALIENT_API void salient_changes_free(SalientChanges *changes);
/** What the user should know of the series and the changes: stand-ins, repairs, what was left out.
 *  @return NULL-terminated, in a fixed order; lent. */
SALIENT_API const char *const *salient_changes_get_remarks(const SalientChanges *changes);
/** How many rows there are: by period, class and region. */
SALIENT_API guint salient_changes_get_n_rows(const SalientChanges *changes);
/** A row. Lent. */
SALIENT_API const SalientRow *salient_changes_get_row(const SalientChanges *changes, guint row);
/** A changed area as WKB (little-endian MultiPolygon, WGS 84, longitude first).
 *  @return owned by the caller; NULL with SALIENT_ERROR_USAGE for changes of SALIENT_MEASURE, which keep none. */
SALIENT_API GBytes *
salient_changes_get_wkb(const SalientChanges *changes, guint row, SalientKind kind, GError **error);
/** The changes as a table with its summary, or the areas as GeoJSON.
 *  @param format  "text", "csv", "json" or "markdown"; of SALIENT_EXPORT "geojson"
 *  @return owned by the caller; NULL with SALIENT_ERROR_USAGE for another format, SALIENT_ERROR_IO for places
 *          that cannot be read. */
SALIENT_API char *salient_changes_format(SalientChanges *changes, const char *format, GError **error);
/** Writes them to a file, whole or not at all: the table, or of SALIENT_EXPORT the areas. The form follows the
 *  option `format`, else the name's suffix; `overwrite` says whether a file may be replaced.
 *  @return FALSE with SALIENT_ERROR_USAGE or SALIENT_ERROR_IO. */
SALIENT_API gboolean salient_changes_write(SalientChanges *changes, const char *path, GError **error);

/** @}
 *  @name Inspection
 *  @{ */

/** What is in a source: snapshots, dates and how they were found, gaps, repairs, jumps. */
typedef struct _SalientInspection SalientInspection;

/** Reads all snapshots and looks at them. With the option `picture` it draws front lines first, also where they
 *  cannot be closed.
 *  @param options  of SALIENT_INSPECT; they cannot be set any more
 *  @return NULL with an error: as salient_series_open() and whatever reading can give. */
SALIENT_API SalientInspection *salient_inspection_compute(SalientOptions *options, GError **error);
/** Frees an inspection. NULL is allowed. */
SALIENT_API void salient_inspection_free(SalientInspection *inspection);
/** The report. @param format  "text" or "json"
 *  @return owned by the caller; NULL with SALIENT_ERROR_USAGE for another format. */
SALIENT_API char *
salient_inspection_format(const SalientInspection *inspection, const char *format, GError **error);

/** @}
 *  @name Comparison
 *  @{ */

/** Two sources side by side, at a date or over periods. */
typedef struct _SalientComparison SalientComparison;

/** Reads both sides and compares them.
 *  @param options  of SALIENT_COMPARE; they cannot be set any more
 *  @return NULL with an error: a side without a source, no common date or period, whatever reading can give. */
SALIENT_API SalientComparison *salient_comparison_compute(SalientOptions *options, GError **error);
/** Frees a comparison. NULL is allowed. */
SALIENT_API void salient_comparison_free(SalientComparison *comparison);
/** What the user should know. @return NULL-terminated, in a fixed order; lent. */
SALIENT_API const char *const *salient_comparison_get_remarks(const SalientComparison *comparison);
/** The comparison as a table. @param format  "text", "csv", "json" or "markdown"
 *  @return owned by the caller; NULL with SALIENT_ERROR_USAGE for another format. */
SALIENT_API char *
salient_comparison_format(const SalientComparison *comparison, const char *format, GError **error);
/** Writes the table to a file, as salient_changes_write() does. */
SALIENT_API gboolean salient_comparison_write(const SalientComparison *comparison, const char *path,
                                              GError **error);

/** @}
 *  @name Pages
 *  @{ */

/** The pages of a run: a map a period, or one page of the whole run, as the option `layout` says. */
typedef struct _SalientPages SalientPages;

/** Lays out pages that show changes.
 *  @param changes  of SALIENT_RENDER
 *  @param map      options of the page, from salient_options_get_map(); NULL: those that the changes were made from
 *  @return NULL with an error: a page too small for what it holds, a base map that cannot be read. */
SALIENT_API SalientPages *salient_pages_new(SalientChanges *changes, SalientOptions *map, GError **error);
/** Lays out the maps of a comparison. @return NULL with an error, as salient_pages_new(). */
SALIENT_API SalientPages *salient_pages_new_comparison(SalientComparison *comparison, GError **error);
/** Frees pages. NULL is allowed. */
SALIENT_API void salient_pages_free(SalientPages *pages);
/** How many pages there are. */
SALIENT_API guint salient_pages_get_n(const SalientPages *pages);
/** What a page shows, in words: its title and its subtitle, a line each, for captions and alternative texts.
 *  @return owned by the caller; NULL with SALIENT_ERROR_RENDER for a title that does not fit. */
SALIENT_API char *salient_pages_describe(const SalientPages *pages, guint page, GError **error);
/** A page as the bytes of a file. @param format  "png", "svg" or "pdf"
 *  @return NULL with SALIENT_ERROR_USAGE for another format, SALIENT_ERROR_RENDER for a page that cannot be drawn. */
SALIENT_API GBytes *
salient_pages_encode(const SalientPages *pages, guint page, const char *format, GError **error);
/** Draws all pages and writes each to the files that the option `output` names, a file whole or not at all.
 *  @return FALSE with the first page's error; what was written before stays. */
SALIENT_API gboolean salient_pages_write(SalientPages *pages, GError **error);
/** Whether a file's name ends as pictures do: .png, .svg or .pdf, in any case. */
SALIENT_API gboolean salient_is_picture_name(const char *name);
/** The files that were written, in the order of pages. @return NULL-terminated; lent. */
SALIENT_API const char *const *salient_pages_get_files(const SalientPages *pages);
/** What the user should know of the pages: missing fonts, no base map. More may come when pages are drawn.
 *  @return NULL-terminated; owned by the caller. */
SALIENT_API char **salient_pages_get_remarks(const SalientPages *pages);
/** The pages that were written, with the figures of each, as the elements of a JSON array: for several sets of
 *  pages at once, since a project may list several maps.
 *  @param sets  NULL-terminated
 *  @return owned by the caller. */
SALIENT_API char *salient_pages_format_json(SalientPages *const *sets);

/** @}
 *  @name Styles
 *  @{ */

/** The names of the built-in styles, sorted. @return NULL-terminated; static. */
SALIENT_API const char *const *salient_styles_list(void);
/** A style with all that it says, as YAML.
 *  @param name  of a built-in style, or a file
 *  @param title  receives one line that says what it is for, owned by the caller; NULL: not wanted
 *  @return owned by the caller; NULL with SALIENT_ERROR_STYLE, SALIENT_ERROR_IO or SALIENT_ERROR_USAGE. */
SALIENT_API char *salient_style_format(const char *name, char **title, GError **error);
/** What is wrong with a style file: faults, which keep it from being read, then warnings about what cannot be
 *  read on its maps, or not by everybody.
 *  @param n_faults  receives how many of the messages are faults
 *  @return "LINE: KEY: ...", NULL-terminated, owned by the caller; NULL with SALIENT_ERROR_IO. */
SALIENT_API char **salient_style_check(const char *path, guint *n_faults, GError **error);

/** @} */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalientOptions, salient_options_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalientSeries, salient_series_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalientChanges, salient_changes_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalientInspection, salient_inspection_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalientComparison, salient_comparison_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalientPages, salient_pages_free)

G_END_DECLS

#endif

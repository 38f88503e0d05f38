/* The program's own record of what it published: a file to which each run adds the figures that are new or have changed.
 *
 * CSV: a line for each period and class whenever its figures, or whether they are final, differ from what the record has last.
 * Lines are never changed. The first line of a period is what was published first, the last what was published last. */
#pragma once

#include <glib.h>

/* Lines as one run would add them, or as they are read. Texts are as sal_csv_defuse() makes them. */
typedef struct {
  char *published; /* the day of publication */
  char *period, *class_name;
  char *from_snapshot, *to_snapshot; /* days */
  gint64 gained_m2, lost_m2, net_m2;
  gboolean is_provisional;
  char *why; /* in what the figures rest on other than the line before; "" for the first */
  char *from_digest, *to_digest; /* of the files of the two snapshots; "": not known */
  char *resets,
      *options;  /* "name=value; name=value": what was accepted as a reset; what else changes figures */
  char *version; /* of the program */
} SalPublication;

void sal_publication_clear(gpointer publication);

typedef struct {
  char *path;
  GArray *lines;     /* SalPublication, in the order of the file */
  GHashTable *known; /* which lines are of a period and class */
} SalOwnRecord;

/* Reads a record; text: of the file. Error FORMAT, with the path and the line: it is no record. */
SalOwnRecord *sal_own_record_parse(const char *path, const char *text, GError **error);
void sal_own_record_free(SalOwnRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalOwnRecord, sal_own_record_free)

/* The first or the last line of a period and class; NULL: there is none. Lent. */
const SalPublication *
sal_own_record_find(const SalOwnRecord *record, const SalPublication *like, gboolean last);
/* How many lines it has. */
guint sal_own_record_count(const SalOwnRecord *record, const SalPublication *like);

/* Whether the figures are the same, to a square metre. */
gboolean sal_publication_has_same_figures(const SalPublication *a, const SalPublication *b);
/* Why the figures of two lines differ, as far as what they rest on tells: "source revised (2025-06-01); option date-shift".
 * Owned by the caller. */
char *sal_publication_explain(const SalPublication *old, const SalPublication *new);

/* The line that says what changed since the record's last one, added at the end of the record; NULL if nothing did. Takes
 * what it needs from `now` by copies. Lent. */
const SalPublication *sal_own_record_add(SalOwnRecord *record, const SalPublication *now);
/* The lines from a number on, after the header if that is wanted. Owned by the caller. */
char *sal_own_record_format(const SalOwnRecord *record, guint first, gboolean has_header);

/* What one run publishes, beside the record. */
typedef struct {
  SalOwnRecord *record; /* with the lines that the run adds */
  guint n_before;       /* how many lines it had before */
  char *today;          /* the day of publication */
  GArray *now;          /* SalPublication: one of each period and class of the run */
  GPtrArray *changes;   /* SalChange of each of these; lent */
  GHashTable *numbers;  /* change: its number + 1 */
} SalOwnRun;

/* Takes now and changes. The record is one that was just read. */
SalOwnRun *sal_own_run_new(SalOwnRecord *record, const char *today, GArray *now, GPtrArray *changes);
void sal_own_run_free(SalOwnRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalOwnRun, sal_own_run_free)

/* The lines of a change (SalChange): those that were published first and that are published now. FALSE: it is a region's. */
gboolean sal_own_run_find(const SalOwnRun *run, gconstpointer change, const SalPublication **first,
                          const SalPublication **now);
/* " (r)" where the figures differ from those published first, " (p)" where they are provisional; static. NULL run: "". */
const char *sal_own_run_get_mark(const SalOwnRun *run, gconstpointer change);

/* An entry of a series: a snapshot that has not been read yet. */
#pragma once

#include "data/dates/calendar.h"
#include "data/source/source.h"

typedef struct {
  SalDay day;          /* after the shift */
  SalDate found;       /* as found, before the shift */
  char *path;          /* the file; of several the first */
  char *layer;         /* of that file; NULL: those that the options name */
  char **others;       /* the other files that make up the snapshot, NULL-terminated; NULL: none */
  char **other_layers; /* of each; NULL likewise */
  guint n_others;
  char *found_in;      /* the text that holds the date: a field's, or a name */
  char *value;         /* the date field's text where dates are in a field, else NULL */
  GPtrArray *features; /* SalFeature, where they had to be read to find the date; else NULL */
  char *where;         /* the filter that chooses its features in a database; NULL: that of the options */
} SalEntry;

void sal_entry_clear(gpointer data);

/* "path 'value'" as messages name an entry; owned by the caller. */
char *sal_entry_describe(const SalEntry *entry);

/* The features of all its files. The layers and the filter of an entry that has its own replace those of
 * options. Errors: as sal_source_read(), with the path of any file but the first. */
SalFeatures *sal_entry_read(const SalEntry *entry, const SalReadOptions *options, GError **error);

/* Puts a path, as messages show it, before an error. Returns FALSE. */
gboolean sal_entry_blame_path(const char *path, GError **error);

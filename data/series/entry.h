/* An entry of a series: a snapshot that has not been read yet. */
#pragma once

#include "data/dates/calendar.h"
#include "data/source/source.h"

typedef struct _SalEntry SalEntry;

struct _SalEntry {
  SalDay day;          /* after the shift */
  SalDate found;       /* as found, before the shift */
  char *path;          /* the file; the first if there are several */
  char *layer;         /* the layer of that file; NULL: those that the options name */
  char **others;       /* the other files that make up the snapshot, NULL-terminated; NULL: none */
  char **other_layers; /* the layer of each other file; NULL: as for layer */
  guint n_others;
  char *found_in;      /* the text that holds the date: the value of a field, or a name */
  char *value;         /* the text of the date if it is in a field or in the file; otherwise NULL */
  GPtrArray *features; /* SalFeature, if they had to be read to find the date; otherwise NULL */
  char *where;         /* the filter for its features in a database; NULL: that of the options */
  SalEntry *earlier;   /* takes its place if it cannot be used; NULL: the day has no earlier one */
  char *remark;        /* lent: the remark that says that it is later than that one */
};

void sal_entry_clear(gpointer data);

/* What tells an entry from others of its file: its value or its layer, lent; NULL if it is the whole file. */
const char *sal_entry_get_detail(const SalEntry *entry);

/* How messages name an entry: "path 'value'", "path 'layer'" or "path". Owned by the caller. */
char *sal_entry_describe(const SalEntry *entry);

/* Reads the features of all its files. If an entry has layers or a filter of its own, they replace those of
 * options. Errors: as sal_source_read(), prefixed with the path unless it is that of the first file. */
SalFeatures *sal_entry_read(const SalEntry *entry, const SalReadOptions *options, GError **error);

/* Puts a path, as messages show it, before an error. Returns FALSE. */
gboolean sal_entry_blame_path(const char *path, GError **error);

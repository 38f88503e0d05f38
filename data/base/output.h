/* Files that are written whole or not at all.
 *
 * "Not at all" holds whatever ends the process or the machine: a file gets its name after the disk has its
 * content. There are two exceptions. Where a file system has neither hard links nor a rename that does not
 * replace, a process that is killed at the wrong moment leaves an empty file of a new name. And what exists but
 * is no regular file, such as /dev/stdout, is written to directly. */
#pragma once

#include <glib.h>

/* Where may be written. */
typedef struct {
  gboolean overwrite; /* files that exist are replaced */
  const char *root;   /* the folder in which all files must lie (data/base/output-root.h); NULL: anywhere */
  /* A folder that exists and is the caller's own: all files are written into it in place of where their paths lead, under
   * names that follow from their paths; so nothing else is touched, and the root says nothing. NULL: where they lead. */
  const char *instead;
  gboolean is_dry; /* nothing is written: writing checks as sal_output_check() does, and succeeds */
} SalOutputRules;

/* Where a file of a path is written: the path, unless the rules have a folder in its place. Owned by the caller. */
char *sal_output_get_place(const char *path, const SalOutputRules *rules);

/* Checks, before the work for it is done, that a file can be written: it is not a folder, it does not exist
 * unless the rules say overwrite, its folder exists or can be made, and it lies inside the root. Error: IO,
 * with the path. */
gboolean sal_output_check(const char *path, const SalOutputRules *rules, GError **error);

/* Writes a file under a temporary name in its folder (a dot, the name, a dot and six characters), then gives it
 * its name. What a killed run left under the temporary name is removed. Makes the folder if it is missing. Where
 * path is a link, the link stays and the file that it points to is replaced. A new file has the mode that the umask leaves; one that is replaced keeps its mode
 * and access list, and its owner and group where this process may set them (see sal_file_copy_rights()). The
 * file is flushed to the disk before it gets its name, and its folder afterwards. Beyond RLIMIT_FSIZE there is
 * an error, not a signal. Error: IO, with the path. */
gboolean sal_output_write(const char *path, GBytes *bytes, const SalOutputRules *rules, GError **error);

typedef struct {
  const char *path;
  GBytes *bytes;
} SalOutputFile;

/* Writes n files that belong together, each as sal_output_write() does; none gets its name before all are
 * written and flushed, and folders are flushed once, at the end. Error: IO, with the path. After an error no
 * file has changed or is new, with two exceptions: with overwrite, if a file cannot be given its name, those
 * before it have theirs already; and if a folder cannot be flushed, all files have theirs. What was written to
 * directly stays written. */
gboolean
sal_output_write_all(const SalOutputFile *files, guint n, const SalOutputRules *rules, GError **error);

/* A file that is written piece by piece, as sal_output_write() writes one: under a temporary name, until it is
 * finished. */
typedef struct _SalOutput SalOutput;

/* Begins a file. changes_start: sal_output_change_start() will be called, so what cannot go back, such as a pipe, gets
 * all bytes in the end. Owned by the caller. Error: IO, with the path. */
SalOutput *
sal_output_begin(const char *path, const SalOutputRules *rules, gboolean changes_start, GError **error);
/* Adds bytes at the end. Error: IO, with the path. */
gboolean sal_output_append(SalOutput *output, GBytes *bytes, GError **error);
/* Replaces the first bytes, when all others are written. Error: IO, with the path. */
gboolean sal_output_change_start(SalOutput *output, GBytes *bytes, GError **error);
/* Flushes the file and gives it its name. Only sal_output_abandon() may follow. Error: IO, with the path. */
gboolean sal_output_finish(SalOutput *output, GError **error);
/* Frees the output; of a file that was not finished nothing stays. NULL is allowed. */
void sal_output_abandon(SalOutput *output);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalOutput, sal_output_abandon)

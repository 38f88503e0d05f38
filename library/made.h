/* What a run has made so far: the files that it wrote and the texts that it printed, each noted when it was made.
 *
 * The notes belong to the options of the run, which all its objects refer to. They are only kept if a manifest is wanted.
 * Any thread may add one. */
#pragma once

#include "library/options.h"

/* Figures of an output that shows one change, or several of one class. */
typedef struct {
  const char *names[3]; /* "gained_km2", or of comparisons "agreed_km2"; static; NULL: no more */
  gint64 m2[3];
} SalMadeFigures;

/* An output. Texts are NULL if they are not known, or if there are several. */
typedef struct {
  char *name;                /* as the run names it; "-": it was printed */
  char *format;              /* "png", "csv" */
  char *period, *from, *to;  /* "2024-11", "2024-11-01", "2024-12-01" */
  char *class_name, *region; /* region: "" for the whole */
  char *alt;                 /* alternative text */
  SalMadeFigures figures;
  char *sha256; /* of what was printed; NULL of files, which are hashed later */
  gint64 size;  /* of what was printed: bytes */
} SalMade;

/* Whether notes are kept: a manifest is wanted. */
gboolean sal_made_is_wanted(const SalientOptions *options);
/* Takes what `made` owns; a later one of the same name replaces it. */
void sal_made_add(const SalientOptions *options, SalMade *made);
/* The notes, sorted by name: GPtrArray of SalMade, lent by the options. Owned by the caller. */
GPtrArray *sal_made_list(const SalientOptions *options);

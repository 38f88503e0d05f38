/* What a run has made so far: the files that it wrote, the texts that it printed and the fonts that it drew with, each noted
 * when it was made.
 *
 * The notes belong to the options of the run, which all its objects refer to. They are only kept if they are wanted. Any
 * thread may add one. */
#pragma once

#include "library/values.h"

/* Figures of an output that is of one class. */
typedef struct {
  const char *names[3]; /* "gained_km2", or of comparisons "agreed_km2"; static; NULL: no more */
  gint64 m2[3];
} SalMadeFigures;

/* An output. Texts are NULL if they are not known, or if there are several. */
typedef struct {
  char *name;               /* as the run names it; "-": it was printed */
  char *format;             /* "png", "csv" */
  char *period, *from, *to; /* "2024-11", "2024-11-01", "2024-12-01" */
  char *class_name;
  char *region; /* "" for the whole */
  char *alt;    /* alternative text */
  SalMadeFigures figures;
  char *sha256; /* of what was printed; NULL of files, which are hashed later */
  gint64 size;  /* of what was printed: bytes */
} SalMade;

/* A font whose letters are in a picture. */
typedef struct {
  char *family;
  int weight; /* 100..1000 */
  gboolean italic;
  char *sha256; /* of its file */
  gint64 size;
} SalMadeFont;

typedef struct _SalMadeNotes SalMadeNotes;
SalMadeNotes *sal_made_notes_new(void);
void sal_made_notes_free(SalMadeNotes *notes);

/* Whether notes are kept: a manifest is wanted, or what is made is compared with one. */
gboolean sal_made_is_wanted(const SalientOptions *options);
/* Adds an output and takes what it owns; a later one of the same name and format replaces it. */
void sal_made_add(const SalientOptions *options, SalMade made);
/* Adds a file of which no more is known than its name, unless it is noted already. */
void sal_made_add_name(const SalientOptions *options, const char *name);
/* Adds bytes that were printed. */
void sal_made_add_printed(const SalientOptions *options, const char *format, const char *bytes, gsize n);
/* Adds a font, unless it is noted already. */
void sal_made_add_font(const SalientOptions *options, const char *family, int weight, gboolean italic,
                       GBytes *file);
/* Takes an output back. */
void sal_made_remove(const SalientOptions *options, const char *name);

/* The outputs, by name: GPtrArray of SalMade, lent by the options. Owned by the caller. */
GPtrArray *sal_made_list(const SalientOptions *options);
/* The fonts, by family, weight and slant: GPtrArray of SalMadeFont, likewise. */
GPtrArray *sal_made_list_fonts(const SalientOptions *options);

/* How a font is called: "Inter 600 italic". Owned by the caller. */
char *sal_made_font_name(const char *family, int weight, gboolean italic);

/* What the suffix of a name says of the format: "png". Owned by the caller; NULL: it has none. */
char *sal_made_find_format(const char *name);

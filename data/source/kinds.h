/* What tells the areas of a file and a date apart, so that they may be of several classes: the layer where
 * several layers have areas; else the first field with 2 to 20 values that are fewer than the areas; else the
 * fill colour. Of two areas the values may differ, unless they begin with a digit as numbers of areas do. */
#pragma once

#include <glib.h>

typedef struct {
  char *field;       /* as classes ask for it: "layer", "ogr_layer" beside a field of that name */
  GPtrArray *values; /* utf8, each once, as they came; of the areas that have one */
} SalKinds;

void sal_kinds_free(SalKinds *kinds);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalKinds, sal_kinds_free)

/* Areas being counted, one after the other. */
typedef struct _SalKindTally SalKindTally;

SalKindTally *sal_kind_tally_new(void);
void sal_kind_tally_free(SalKindTally *tally);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalKindTally, sal_kind_tally_free)

/* The column of a field, by its name. */
guint sal_kind_tally_find_column(SalKindTally *tally, const char *field);
#define SAL_KIND_LAYER 0 /* the columns that every file has */
#define SAL_KIND_FILL 1

/* Begins an area of a date ("" for none). */
void sal_kind_tally_begin(SalKindTally *tally, const char *date);
/* Whether another value of the column can matter; if not, it need not be looked for. */
gboolean sal_kind_tally_is_open(const SalKindTally *tally, guint column);
/* Adds the area's value; what is empty tells nothing. */
void sal_kind_tally_add(SalKindTally *tally, guint column, const char *value);

/* Of the first date that has some; NULL: nothing tells the areas of any date apart. Owned by the caller. */
SalKinds *sal_kind_tally_end(const SalKindTally *tally);

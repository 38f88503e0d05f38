/* What tells the areas of a file and date apart, so that they may belong to several classes. It is the layer
 * if several layers have areas. Otherwise it is the first field that has 2 to 20 values, and fewer values
 * than there are areas; otherwise the fill colour, by the same rule. Two areas may also have two values,
 * unless these begin with a digit, as numbers of areas do. */
#pragma once

#include <glib.h>

typedef struct {
  char *field;       /* as classes ask for it: "layer", or "ogr_layer" if a field is called "layer" */
  GPtrArray *values; /* utf8: the values of areas that have one, each once, as they came */
} SalKinds;

void sal_kinds_free(SalKinds *kinds);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalKinds, sal_kinds_free)

/* Counts areas, one after the other. */
typedef struct _SalKindTally SalKindTally;

SalKindTally *sal_kind_tally_new(void);
void sal_kind_tally_free(SalKindTally *tally);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalKindTally, sal_kind_tally_free)

/* The column of a field, by its name. */
guint sal_kind_tally_find_column(SalKindTally *tally, const char *field);
#define SAL_KIND_LAYER 0 /* the columns that every file has */
#define SAL_KIND_FILL 1

/* Begins an area. date is "" if it has none. */
void sal_kind_tally_begin(SalKindTally *tally, const char *date);
/* Whether another value of the column can matter. If not, the caller need not look for it. */
gboolean sal_kind_tally_is_open(const SalKindTally *tally, guint column);
/* Adds the area's value, unless it is empty. */
void sal_kind_tally_add(SalKindTally *tally, guint column, const char *value);

/* The kinds of the first date that has some; NULL if nothing tells the areas of any date apart. Owned by the
 * caller. */
SalKinds *sal_kind_tally_end(const SalKindTally *tally);

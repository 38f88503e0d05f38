/* What sentences say of the numbers in a table. The words for them are on a floor above, which fills this in. */
#pragma once

#include "data/base/json.h"
#include "data/change/comparison.h"
#include "data/change/row.h"

typedef struct {
  gconstpointer data;
  /* The sentences on rows (GArray of SalRow), a line each. Owned by the caller. */
  char *(*format)(gconstpointer data, const GArray *rows);
  /* Adds the fields of a row: period_label, headline, sentence, alt. */
  void (*add_row)(gconstpointer data, const SalRow *row, SalJson *json);
  /* Adds those of a summary: sentence. */
  void (*add_summary)(gconstpointer data, const char *class_name, SalJson *json);
} SalTold;

/* The same of a comparison. */
typedef struct {
  gconstpointer data;
  /* The sentences on comparisons (SalComparison), a line each. Owned by the caller. */
  char *(*format)(gconstpointer data, const GPtrArray *comparisons);
  /* Adds period_label, headline, sentence, alt. */
  void (*add_row)(gconstpointer data, const SalComparison *comparison, SalJson *json);
} SalComparedTold;

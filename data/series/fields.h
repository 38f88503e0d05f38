/* The fields that a series reads of every feature, and where each is among the feature's values: first dates,
 * if features have them, then what the classes ask for, then what areas are grouped by, then those whose values
 * are to be listed. */
#pragma once

#include "data/series/class.h"
#include "data/source/source.h"

typedef struct {
  char **names; /* NULL-terminated */
  guint n_dates, n_classes;
  const char *group; /* lent from names; NULL: none */
  guint n_listed;    /* the last ones */
} SalFields;

/* Starts without dates. group_field may be NULL, and so may listed (NULL-terminated). */
void sal_fields_init(SalFields *fields, const SalClasses *classes, const char *group_field,
                     const char *const *listed);
void sal_fields_clear(SalFields *fields);

/* Adds fields of dates, by their names (NULL-terminated). To be called once at most. */
void sal_fields_add_dates(SalFields *fields, const char *const *names);

/* Sets options so that the fields are read; lends them the names. A file may lack any field except those of
 * dates. */
void sal_fields_apply(const SalFields *fields, SalReadOptions *options);

/* The value of a date by its number, lent. NULL: the feature has none, or there is no such date. */
const char *sal_fields_get_date(const SalFields *fields, const SalFeature *feature, guint number);
/* The values that sal_classes_match() takes, lent; NULL if no fields of the feature were read. */
char *const *sal_fields_get_class_values(const SalFields *fields, const SalFeature *feature);
/* Picks from the flags of SalFeatures those of the classes' fields. Owned by the caller; NULL if no fields
 * were read. */
guint8 *sal_fields_copy_class_flags(const SalFields *fields, const guint8 *has_field);
/* The value that a feature is grouped by, lent; NULL: it has none. */
const char *sal_fields_get_group_value(const SalFields *fields, const SalFeature *feature);
/* The value of a field that is to be listed, by its number, lent. NULL: the feature has none. */
const char *sal_fields_get_listed_value(const SalFields *fields, const SalFeature *feature, guint number);
/* Whether the files have that field, by the flags of SalFeatures; NULL: not known. */
gboolean sal_fields_has_listed(const SalFields *fields, const guint8 *has_field, guint number);

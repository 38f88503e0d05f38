/* The fields that a series reads of every feature, and which of a feature's values is which: first dates where
 * features say them, then what the classes ask for, then what areas are grouped by. */
#pragma once

#include "data/series/class.h"
#include "data/source/source.h"

typedef struct {
  char **names; /* NULL-terminated */
  guint n_dates, n_classes;
  const char *group; /* lent from names; NULL: none */
} SalFields;

/* group_field may be NULL. */
void sal_fields_init(SalFields *fields, const SalClasses *classes, const char *group_field);
void sal_fields_clear(SalFields *fields);

/* Reads dates as well, from the fields of those names (NULL-terminated). */
void sal_fields_add_dates(SalFields *fields, const char *const *names);

/* Has the fields read, lent to options. A file may lack any but those of dates. */
void sal_fields_apply(const SalFields *fields, SalReadOptions *options);

/* The value of a date by its number, lent; NULL: unset, or there is no such date. */
const char *sal_fields_get_date(const SalFields *fields, const SalFeature *feature, guint number);
/* What sal_classes_match() takes, lent; NULL where nothing was read of the feature. */
char *const *sal_fields_get_class_values(const SalFields *fields, const SalFeature *feature);
/* Whether a layer has each of the classes' fields, of the flags of SalFeatures. Owned by the caller; NULL where
 * no fields were read. */
guint8 *sal_fields_copy_class_flags(const SalFields *fields, const guint8 *has_field);
/* The value that a feature is grouped by, lent; NULL: unset. */
const char *sal_fields_get_group_value(const SalFields *fields, const SalFeature *feature);

/* The values that features have in the fields that classes ask for, and in which layers they are. */
#pragma once

#include "data/series/fields.h"
#include "data/series/values.h"

typedef struct {
  char **
      names; /* of the fields that the classes ask for, then "layer" unless they ask for it; NULL-terminated */
  GPtrArray *values;   /* SalValues of each */
  gboolean adds_layer; /* the last one is the name of the layer that the feature is in */
  guint n_features;    /* that were counted */
} SalFieldValues;

SalFieldValues *sal_field_values_new(const SalClasses *classes);
void sal_field_values_free(SalFieldValues *values);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalFieldValues, sal_field_values_free)

/* Adds a feature of the snapshot of a day, with its values in the fields that the classes ask for, or NULL.
 * As in sal_values_add(), all are of one day. */
void sal_field_values_add(SalFieldValues *values, const SalFeature *feature, char *const *class_values,
                          SalDay day);
/* Adds those of other snapshots, of the same classes. */
void sal_field_values_merge(SalFieldValues *values, const SalFieldValues *other);

/* The index of the field that tells some features (part) apart from all others: whose values none of the
 * others has, of these the one with the fewest values, names of files and folders last. Without any such
 * field, the one with the fewest values. */
guint sal_field_values_find_telling(const SalFieldValues *part, const SalFieldValues *all);
/* "status 'held' (8), 'freed' (4)" of the field of that index. Owned by the caller. */
char *sal_field_values_format(const SalFieldValues *values, guint index);

/* Those of a snapshot as bytes, and back: of the same classes, on that day. Owned by the caller. */
void sal_field_values_pack(const SalFieldValues *values, GByteArray *bytes);
SalFieldValues *sal_field_values_unpack(const SalClasses *classes, SalDay day, SalUnpack *unpack);

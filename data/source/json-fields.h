/* The fields that the properties of a GeoJSON's features make up, and their values as OGR writes them.
 *
 * GDAL 3.6 gives a field the type that holds all of its values, and dates a type of their own; it orders fields
 * so that each feature's own order is kept, as far as that is possible, and by name otherwise. Both are repeated
 * here for values without structure. */
#pragma once

#include "data/source/json-scan.h"

typedef enum { SAL_JSON_NULL, SAL_JSON_BOOLEAN, SAL_JSON_INTEGER, SAL_JSON_REAL, SAL_JSON_TEXT } SalJsonKind;

typedef struct {
  guint field; /* as sal_json_fields_add() returned it */
  SalJsonKind kind;
  union {
    gint64 integer; /* of a boolean 0 or 1 */
    double real;
    const char *text; /* lent by whoever made the value */
  };
} SalJsonValue;

typedef struct _SalJsonFields SalJsonFields;

SalJsonFields *sal_json_fields_new(void);
void sal_json_fields_free(SalJsonFields *fields);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalJsonFields, sal_json_fields_free)

/* Begins the properties of the next feature. */
void sal_json_fields_begin_feature(SalJsonFields *fields);

/* Adds a property of the feature that was begun, in their order, and sets value->field. FALSE for what is left to
 * GDAL: a name that the feature has already, or to which GDAL gives a meaning; more than 256 fields; a time of
 * day, or a text of which it is not known whether OGR takes it for a date. */
gboolean sal_json_fields_add(SalJsonFields *fields, const char *name, SalJsonValue *value);

/* To be called when all features have been added. FALSE if the values of some field are left to GDAL: real numbers
 * among texts. */
gboolean sal_json_fields_end(SalJsonFields *fields);

/* Of a set that is ended: how many fields there are, and the field (SalJsonValue) at a place. */
guint sal_json_fields_get_n(const SalJsonFields *fields);
guint sal_json_fields_get_at(const SalJsonFields *fields, guint place);
/* The bytes of the field's name, which need not be UTF-8; lent. */
const char *sal_json_fields_get_name(const SalJsonFields *fields, guint field);

/* A value as OGR writes it into its field; NULL for null. Owned by the caller. */
char *sal_json_fields_format(const SalJsonFields *fields, const SalJsonValue *value);

#include "data/series/fields.h"

/* The field that areas are grouped by comes after those of the classes. */
static void
find_group(SalFields *fields)
{
  const guint n = g_strv_length(fields->names);
  const guint n_before = fields->n_dates + fields->n_classes;
  fields->group = n > n_before + fields->n_listed ? fields->names[n_before] : NULL;
}

void
sal_fields_init(SalFields *fields, const SalClasses *classes, const char *group_field,
                const char *const *listed)
{
  const char *const *wanted = sal_classes_get_fields(classes);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
  g_strv_builder_addv(builder, (const char **)wanted);
  if (group_field != NULL)
    g_strv_builder_add(builder, group_field);
  if (listed != NULL)
    g_strv_builder_addv(builder, (const char **)listed);
  *fields = (SalFields){ .names = g_strv_builder_end(builder), .n_classes = g_strv_length((char **)wanted) };
  fields->n_listed = listed != NULL ? g_strv_length((char **)listed) : 0;
  find_group(fields);
}

void
sal_fields_clear(SalFields *fields)
{
  g_clear_pointer(&fields->names, g_strfreev);
}

void
sal_fields_add_dates(SalFields *fields, const char *const *names)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
  g_strv_builder_addv(builder, (const char **)names);
  g_strv_builder_addv(builder, (const char **)fields->names);
  g_strfreev(fields->names);
  fields->names = g_strv_builder_end(builder);
  fields->n_dates = g_strv_length((char **)names);
  find_group(fields);
}

void
sal_fields_apply(const SalFields *fields, SalReadOptions *options)
{
  options->fields = fields->names[0] != NULL ? (const char *const *)fields->names : NULL;
  options->fields_optional = TRUE;
  options->n_required_fields = fields->n_dates;
}

const char *
sal_fields_get_date(const SalFields *fields, const SalFeature *feature, guint number)
{
  return number < fields->n_dates ? feature->values[number] : NULL;
}

char *const *
sal_fields_get_class_values(const SalFields *fields, const SalFeature *feature)
{
  return feature->values != NULL ? feature->values + fields->n_dates : NULL;
}

guint8 *
sal_fields_copy_class_flags(const SalFields *fields, const guint8 *has_field)
{
  return has_field != NULL ? g_memdup2(has_field + fields->n_dates, fields->n_classes) : NULL;
}

const char *
sal_fields_get_group_value(const SalFields *fields, const SalFeature *feature)
{
  return feature->values != NULL && fields->group != NULL
             ? feature->values[fields->n_dates + fields->n_classes]
             : NULL;
}

/* Where the first field that is to be listed is. */
static guint
find_first_listed(const SalFields *fields)
{
  return fields->n_dates + fields->n_classes + (fields->group != NULL ? 1 : 0);
}

const char *
sal_fields_get_listed_value(const SalFields *fields, const SalFeature *feature, guint number)
{
  return feature->values != NULL ? feature->values[find_first_listed(fields) + number] : NULL;
}

gboolean
sal_fields_has_listed(const SalFields *fields, const guint8 *has_field, guint number)
{
  return has_field == NULL || has_field[find_first_listed(fields) + number];
}

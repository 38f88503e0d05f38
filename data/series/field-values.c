#include "data/series/field-values.h"

#include "data/base/error.h"
#include "data/source/pseudo.h"

#define MAX_VALUES 500
#define N_SHOWN 5

static gboolean
is_layer(const char *name)
{
  SalPseudo pseudo;
  return sal_pseudo_find(name, &pseudo) && pseudo == SAL_PSEUDO_LAYER;
}

SalFieldValues *
sal_field_values_new(const SalClasses *classes)
{
  const char *const *fields = sal_classes_get_fields(classes);
  g_autoptr(GStrvBuilder) names = g_strv_builder_new();
  gboolean has_layer = FALSE;
  SalFieldValues *values = g_new0(SalFieldValues, 1);
  for (guint i = 0; fields[i] != NULL; i++) {
    g_strv_builder_add(names, fields[i]);
    has_layer |= is_layer(fields[i]);
  }
  values->adds_layer = !has_layer;
  if (!has_layer)
    g_strv_builder_add(names, "layer");
  values->names = g_strv_builder_end(names);
  values->values = g_ptr_array_new_with_free_func((GDestroyNotify)sal_values_free);
  for (guint i = 0; values->names[i] != NULL; i++)
    g_ptr_array_add(values->values, sal_values_new(MAX_VALUES));
  return values;
}

void
sal_field_values_free(SalFieldValues *values)
{
  if (values == NULL)
    return;
  g_strfreev(values->names);
  g_ptr_array_unref(values->values);
  g_free(values);
}

void
sal_field_values_add(SalFieldValues *values, const SalFeature *feature, char *const *class_values, SalDay day)
{
  const guint n_asked = values->values->len - (values->adds_layer ? 1 : 0);
  values->n_features++;
  for (guint i = 0; i < n_asked; i++)
    sal_values_add(values->values->pdata[i], class_values != NULL ? class_values[i] : NULL, day);
  if (values->adds_layer)
    sal_values_add(values->values->pdata[n_asked], feature->layer, day);
}

void
sal_field_values_merge(SalFieldValues *values, const SalFieldValues *other)
{
  values->n_features += other->n_features;
  for (guint i = 0; i < values->values->len; i++)
    sal_values_merge(values->values->pdata[i], other->values->pdata[i]);
}

/* Whether no other feature has one of the values that some have. */
static gboolean
is_apart(const SalValues *part, const SalValues *all)
{
  g_autoptr(GPtrArray) list = sal_values_list(part);
  for (guint i = 0; i < list->len; i++) {
    const SalValue *own = list->pdata[i], *of_all = sal_values_find(all, own->value);
    if (of_all == NULL || of_all->n_features != own->n_features)
      return FALSE;
  }
  return sal_values_get_n_others(part) == 0;
}

/* How badly a field tells features apart: less is better. */
static guint
rank(const SalFieldValues *part, const SalFieldValues *all, guint index)
{
  SalPseudo pseudo;
  const SalValues *own = part->values->pdata[index];
  const gboolean is_file = sal_pseudo_find(part->names[index], &pseudo) &&
                           (pseudo == SAL_PSEUDO_FILE || pseudo == SAL_PSEUDO_FOLDER);
  const gboolean is_none = sal_values_get_n(own) == 1 && sal_values_find(own, NULL) != NULL;
  return sal_values_get_n(own) * 2 + is_file + (is_apart(own, all->values->pdata[index]) ? 0 : 1 << 16) +
         (is_none ? 1 << 17 : 0);
}

guint
sal_field_values_find_telling(const SalFieldValues *part, const SalFieldValues *all)
{
  guint best = 0;
  for (guint i = 1; i < part->values->len; i++)
    if (rank(part, all, i) < rank(part, all, best))
      best = i;
  return best;
}

char *
sal_field_values_format(const SalFieldValues *values, guint index)
{
  g_autofree char *name = sal_error_quote(values->names[index]);
  g_autofree char *list = sal_values_format(values->values->pdata[index], N_SHOWN);
  return g_strdup_printf("%s %s", name, list);
}

void
sal_field_values_pack(const SalFieldValues *values, GByteArray *bytes)
{
  sal_pack_number(bytes, values->n_features);
  for (guint i = 0; i < values->values->len; i++)
    sal_values_pack(values->values->pdata[i], bytes);
}

SalFieldValues *
sal_field_values_unpack(const SalClasses *classes, SalDay day, SalUnpack *unpack)
{
  SalFieldValues *values = sal_field_values_new(classes);
  values->n_features = sal_unpack_guint(unpack, G_MAXUINT);
  for (guint i = 0; i < values->values->len; i++)
    sal_values_unpack(values->values->pdata[i], day, unpack);
  return values;
}

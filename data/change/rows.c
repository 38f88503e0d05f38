#include "data/change/rows.h"

#include "data/change/apportion.h"

GArray *
sal_rows_compute(const SalChanges *changes, const SalAreaModel *model)
{
  GArray *rows = g_array_sized_new(FALSE, FALSE, sizeof(SalRow), changes->changes->len);
  for (guint i = 0; i < changes->changes->len; i++) {
    const SalRow row = sal_row_round(changes->changes->pdata[i], 1, sal_area_model_is_additive(model));
    g_array_append_val(rows, row);
  }
  if (sal_area_model_is_exact(model))
    sal_rows_apportion(rows);
  return rows;
}

gboolean
sal_rows_have_regions(const GArray *rows)
{
  return rows->len > 1 && g_array_index(rows, SalRow, 1).change->region[0] != '\0';
}

GPtrArray *
sal_rows_list_classes(const GArray *rows)
{
  GPtrArray *classes = g_ptr_array_new();
  for (guint i = 0; i < rows->len; i++) {
    const char *name = g_array_index(rows, SalRow, i).change->class_name;
    if (!g_ptr_array_find_with_equal_func(classes, name, g_str_equal, NULL))
      g_ptr_array_add(classes, (gpointer)name);
  }
  return classes;
}

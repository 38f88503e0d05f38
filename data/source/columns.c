#include "data/source/columns.h"

static gboolean
is_required(const SalReadOptions *options, const char *name)
{
  for (guint i = 0; i < options->n_required_fields; i++)
    if (g_ascii_strcasecmp(options->fields[i], name) == 0)
      return TRUE;
  return FALSE;
}

GArray *
sal_columns_find(SalKindTally *tally, char *const *fields, const SalReadOptions *options)
{
  GArray *columns = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; fields[i] != NULL; i++) {
    const gboolean counts = !is_required(options, fields[i]);
    const guint column = counts ? sal_kind_tally_find_column(tally, fields[i]) : SAL_NO_COLUMN;
    g_array_append_val(columns, column);
  }
  return columns;
}

/* Keeps the values of each field by date, up to one more than may tell kinds apart. */
#include "data/source/kinds.h"

#include "data/source/change-words.h"

#define MAX_VALUES 20

/* The areas of one date. */
typedef struct {
  guint n_areas;
  GPtrArray *values; /* for each column, as far as there are some: GPtrArray of utf8, each once; or NULL */
} Moment;

struct _SalKindTally {
  GPtrArray *columns;  /* utf8, names: the layer, the fill colour, then the fields */
  GPtrArray *moments;  /* Moment, as they came */
  GHashTable *by_date; /* utf8 to Moment, lent */
  Moment *moment;      /* of the area begun last */
};

void
sal_kinds_free(SalKinds *kinds)
{
  if (kinds == NULL)
    return;
  g_free(kinds->field);
  g_ptr_array_unref(kinds->values);
  g_free(kinds);
}

static void
free_values(gpointer values)
{
  if (values != NULL)
    g_ptr_array_unref(values);
}

static void
free_moment(gpointer data)
{
  Moment *moment = data;
  g_ptr_array_unref(moment->values);
  g_free(moment);
}

SalKindTally *
sal_kind_tally_new(void)
{
  SalKindTally *tally = g_new0(SalKindTally, 1);
  tally->columns = g_ptr_array_new_with_free_func(g_free);
  tally->moments = g_ptr_array_new_with_free_func(free_moment);
  tally->by_date = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_ptr_array_add(tally->columns, g_strdup("layer"));
  g_ptr_array_add(tally->columns, g_strdup("fill"));
  return tally;
}

void
sal_kind_tally_free(SalKindTally *tally)
{
  if (tally == NULL)
    return;
  g_ptr_array_unref(tally->columns);
  g_ptr_array_unref(tally->moments);
  g_hash_table_unref(tally->by_date);
  g_free(tally);
}

guint
sal_kind_tally_find_column(SalKindTally *tally, const char *field)
{
  for (guint i = SAL_KIND_FILL + 1; i < tally->columns->len; i++)
    if (g_ascii_strcasecmp(tally->columns->pdata[i], field) == 0)
      return i;
  g_ptr_array_add(tally->columns, g_strdup(field));
  return tally->columns->len - 1;
}

void
sal_kind_tally_begin(SalKindTally *tally, const char *date)
{
  tally->moment = g_hash_table_lookup(tally->by_date, date);
  if (tally->moment == NULL) {
    tally->moment = g_new0(Moment, 1);
    tally->moment->values = g_ptr_array_new_with_free_func(free_values);
    g_ptr_array_add(tally->moments, tally->moment);
    g_hash_table_insert(tally->by_date, g_strdup(date), tally->moment);
  }
  tally->moment->n_areas++;
}

static const GPtrArray *
get_values(const Moment *moment, guint column)
{
  return column < moment->values->len ? moment->values->pdata[column] : NULL;
}

gboolean
sal_kind_tally_is_open(const SalKindTally *tally, guint column)
{
  const GPtrArray *values = get_values(tally->moment, column);
  return values == NULL || values->len <= MAX_VALUES;
}

void
sal_kind_tally_add(SalKindTally *tally, guint column, const char *value)
{
  GPtrArray *all = tally->moment->values;
  if (value == NULL || value[0] == '\0' || !sal_kind_tally_is_open(tally, column))
    return;
  if (column >= all->len)
    g_ptr_array_set_size(all, (int)column + 1);
  if (all->pdata[column] == NULL)
    all->pdata[column] = g_ptr_array_new_with_free_func(g_free);
  if (!g_ptr_array_find_with_equal_func(all->pdata[column], value, g_str_equal, NULL))
    g_ptr_array_add(all->pdata[column], g_utf8_make_valid(value, -1));
}

static gboolean
is_telling(const Moment *moment, guint column)
{
  const GPtrArray *values = get_values(moment, column);
  if (values == NULL || values->len < 2 || values->len > MAX_VALUES)
    return FALSE;
  const char *first = values->pdata[0];
  return column == SAL_KIND_LAYER || values->len < moment->n_areas ||
         (moment->n_areas == 2 && !g_ascii_isdigit(first[0])) || sal_change_words_tell(values);
}

/* What classes call a column: the file may have a field of the layer's or the colour's name. */
static char *
make_name(const SalKindTally *tally, guint column)
{
  const char *name = tally->columns->pdata[column];
  for (guint i = SAL_KIND_FILL + 1; column <= SAL_KIND_FILL && i < tally->columns->len; i++)
    if (g_ascii_strcasecmp(tally->columns->pdata[i], name) == 0)
      return g_strconcat("ogr_", name, NULL);
  return g_strdup(name);
}

/* The layer, else the first field, else the fill colour. */
static gboolean
find_telling(const Moment *moment, guint *column)
{
  *column = SAL_KIND_LAYER;
  for (guint i = SAL_KIND_FILL + 1; !is_telling(moment, *column) && i < moment->values->len; i++)
    *column = i;
  if (!is_telling(moment, *column))
    *column = SAL_KIND_FILL;
  return is_telling(moment, *column);
}

SalKinds *
sal_kind_tally_end(const SalKindTally *tally)
{
  for (guint i = 0; i < tally->moments->len; i++) {
    const Moment *moment = tally->moments->pdata[i];
    guint column;
    if (!find_telling(moment, &column))
      continue;
    SalKinds *kinds = g_new(SalKinds, 1);
    *kinds = (SalKinds){ make_name(tally, column), g_ptr_array_ref(moment->values->pdata[column]) };
    return kinds;
  }
  return NULL;
}

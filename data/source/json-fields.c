#include "data/source/json-fields.h"

#include <string.h>

#define MAX_FIELDS 256

typedef enum { TYPE_UNKNOWN, TYPE_INTEGER, TYPE_INTEGER64, TYPE_REAL, TYPE_TEXT, TYPE_DATE } Type;

typedef struct {
  char *name;
  Type type;
  gboolean has_real;
  guint feature; /* the last that has it */
} Field;

struct _SalJsonFields {
  GArray *fields;      /* Field */
  GHashTable *by_name; /* to a field's number + 1 */
  GArray *order;       /* guint: fields by their places; NULL: not ended */
  guint feature;       /* the number of the one that was begun */
  int before;          /* the field before in this feature; -1: none */
  guint8 *follows;     /* MAX_FIELDS by MAX_FIELDS: [a][b] if b has to come after a */
};

static void
clear_field(gpointer data)
{
  g_free(((Field *)data)->name);
}

SalJsonFields *
sal_json_fields_new(void)
{
  SalJsonFields *fields = g_new0(SalJsonFields, 1);
  fields->fields = g_array_new(FALSE, TRUE, sizeof(Field));
  g_array_set_clear_func(fields->fields, clear_field);
  fields->by_name = g_hash_table_new(g_str_hash, g_str_equal);
  fields->before = -1;
  return fields;
}

void
sal_json_fields_free(SalJsonFields *fields)
{
  if (fields == NULL)
    return;
  g_hash_table_unref(fields->by_name);
  g_array_unref(fields->fields);
  g_clear_pointer(&fields->order, g_array_unref);
  g_free(fields->follows);
  g_free(fields);
}

void
sal_json_fields_begin_feature(SalJsonFields *fields)
{
  fields->feature++;
  fields->before = -1;
}

static Field *
get_field(const SalJsonFields *fields, guint index)
{
  return &g_array_index(fields->fields, Field, index);
}

static guint8 *
get_follows(const SalJsonFields *fields, guint a, guint b)
{
  return &fields->follows[a * MAX_FIELDS + b];
}

/* Whether b has to come after a, at once or by way of others. */
static gboolean
leads_to(const SalJsonFields *fields, guint a, guint b)
{
  guint8 seen[MAX_FIELDS] = { 0 };
  guint stack[MAX_FIELDS], n = 0;
  stack[n++] = a;
  seen[a] = TRUE;
  while (n > 0) {
    const guint i = stack[--n];
    if (i == b)
      return TRUE;
    for (guint k = 0; k < fields->fields->len; k++) {
      if (seen[k] || !*get_follows(fields, i, k))
        continue;
      seen[k] = TRUE;
      stack[n++] = k;
    }
  }
  return FALSE;
}

/* Notes that a field stands behind the one before, unless others have said the opposite. */
static void
note_order(SalJsonFields *fields, guint index)
{
  if (fields->follows == NULL)
    fields->follows = g_malloc0((gsize)MAX_FIELDS * MAX_FIELDS);
  if (fields->before >= 0) {
    guint8 *follows = get_follows(fields, (guint)fields->before, index);
    if (!*follows && !leads_to(fields, index, (guint)fields->before))
      *follows = TRUE;
  }
  fields->before = (int)index;
}

/* GDAL takes the first for the mark of a database's answer, the second for a style. */
static gboolean
has_meaning(const char *name)
{
  return strcmp(name, "_id") == 0 || g_ascii_strcasecmp(name, "OGR_STYLE") == 0;
}

static gboolean
find_field(SalJsonFields *fields, const char *name, guint *index)
{
  *index = GPOINTER_TO_UINT(g_hash_table_lookup(fields->by_name, name));
  if (*index > 0) {
    --*index;
    return TRUE;
  }
  if (fields->fields->len == MAX_FIELDS || has_meaning(name))
    return FALSE;
  const Field field = { .name = g_strdup(name) };
  *index = fields->fields->len;
  g_array_append_val(fields->fields, field);
  g_hash_table_insert(fields->by_name, field.name, GUINT_TO_POINTER(*index + 1));
  return TRUE;
}

/* Reads a number of at most max digits at *p. Returns how many there are. */
static gsize
read_digits(const char **p, gsize max, guint *number)
{
  const gsize n = strspn(*p, "0123456789");
  *number = 0;
  for (gsize i = 0; i < n && n <= max; i++)
    *number = *number * 10 + (guint)g_ascii_digit_value((*p)[i]);
  *p += n;
  return n;
}

typedef enum { NO_DATE, IS_DATE, UNSURE } DateAnswer;

typedef struct {
  guint year, month, day;
} Date;

/* Whether OGRParseDate() takes a text for a date without a time of day. */
static DateAnswer
find_date(const char *text, Date *date)
{
  text += strspn(text, " ");
  if (strpbrk(text, "-/:") == NULL)
    return NO_DATE;
  if (!g_ascii_isdigit(*text))
    return *text == '-' || *text == '+' ? UNSURE : NO_DATE;
  if (strpbrk(text, "-/") == NULL)
    return UNSURE; /* a time of day */
  const gsize n_year = read_digits(&text, 4, &date->year);
  if (n_year > 4)
    return UNSURE;
  if (*text != '-' && *text != '/')
    return NO_DATE;
  text++;
  const gsize n_month = read_digits(&text, 4, &date->month);
  if (n_month > 4)
    return UNSURE;
  if (date->month < 1 || date->month > 12 || (*text != '-' && *text != '/'))
    return NO_DATE;
  text++;
  const gsize n_day = read_digits(&text, 4, &date->day);
  if (n_day == 0 || n_day > 4)
    return UNSURE;
  if (date->day < 1 || date->day > 31 || (*text != '\0' && strchr("TZ ", *text) == NULL))
    return NO_DATE;
  return *text == '\0' && n_year == 4 ? IS_DATE : UNSURE;
}

/* The type that holds a field's values and a text. */
static gboolean
add_text(Field *field, const char *text)
{
  Date date;
  if (field->type != TYPE_UNKNOWN && field->type != TYPE_DATE) {
    field->type = TYPE_TEXT;
    return TRUE;
  }
  const DateAnswer answer = find_date(text, &date);
  field->type = answer == IS_DATE ? TYPE_DATE : TYPE_TEXT;
  return answer != UNSURE;
}

static void
add_number(Field *field, Type type)
{
  if (field->type == TYPE_DATE || field->type == TYPE_TEXT)
    field->type = TYPE_TEXT;
  else
    field->type = MAX(field->type, type);
}

static gboolean
add_value(Field *field, const SalJsonValue *value)
{
  switch (value->kind) {
  case SAL_JSON_BOOLEAN:
  case SAL_JSON_INTEGER:
    add_number(field, value->integer == (gint32)value->integer ? TYPE_INTEGER : TYPE_INTEGER64);
    return TRUE;
  case SAL_JSON_REAL:
    field->has_real = TRUE;
    add_number(field, TYPE_REAL);
    return TRUE;
  case SAL_JSON_TEXT:
    return add_text(field, value->text);
  default:
    return TRUE;
  }
}

gboolean
sal_json_fields_add(SalJsonFields *fields, const char *name, SalJsonValue *value)
{
  guint index;
  if (!find_field(fields, name, &index))
    return FALSE;
  Field *field = get_field(fields, index);
  if (field->feature == fields->feature)
    return FALSE;
  field->feature = fields->feature;
  value->field = index;
  note_order(fields, index);
  return add_value(field, value);
}

/* Whether a field that is not placed yet has to come before another one. */
static gboolean
has_to_wait(const SalJsonFields *fields, guint index, const guint8 *placed)
{
  for (guint i = 0; i < fields->fields->len; i++)
    if (!placed[i] && *get_follows(fields, i, index))
      return TRUE;
  return FALSE;
}

/* The first by name of the fields that need not wait for another one. */
static guint
find_next(const SalJsonFields *fields, const guint8 *placed)
{
  guint best = G_MAXUINT;
  for (guint i = 0; i < fields->fields->len; i++)
    if (!placed[i] && !has_to_wait(fields, i, placed) &&
        (best == G_MAXUINT || strcmp(get_field(fields, i)->name, get_field(fields, best)->name) < 0))
      best = i;
  return best;
}

gboolean
sal_json_fields_end(SalJsonFields *fields)
{
  guint8 placed[MAX_FIELDS] = { 0 };
  fields->order = g_array_new(FALSE, FALSE, sizeof(guint));
  for (guint i = 0; i < fields->fields->len; i++) {
    const Field *field = get_field(fields, i);
    if (field->type == TYPE_TEXT && field->has_real)
      return FALSE;
    const guint next = find_next(fields, placed);
    g_return_val_if_fail(next != G_MAXUINT, FALSE); /* the order has no circles */
    placed[next] = TRUE;
    g_array_append_val(fields->order, next);
  }
  return TRUE;
}

guint
sal_json_fields_get_n(const SalJsonFields *fields)
{
  return fields->fields->len;
}

guint
sal_json_fields_get_at(const SalJsonFields *fields, guint place)
{
  return g_array_index(fields->order, guint, place);
}

const char *
sal_json_fields_get_name(const SalJsonFields *fields, guint field)
{
  return get_field(fields, field)->name;
}

static char *
format_text(const SalJsonValue *value)
{
  if (value->kind == SAL_JSON_TEXT)
    return g_strdup(value->text);
  if (value->kind == SAL_JSON_BOOLEAN)
    return g_strdup(value->integer != 0 ? "true" : "false");
  return g_strdup_printf("%" G_GINT64_FORMAT, value->integer);
}

static char *
format_real(const SalJsonValue *value)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  const double real = value->kind == SAL_JSON_REAL ? value->real : (double)value->integer;
  return g_strdup(g_ascii_formatd(text, sizeof text, "%.15g", real));
}

static char *
format_date(const SalJsonValue *value)
{
  Date date = { 0 };
  find_date(value->text, &date);
  return g_strdup_printf("%04u/%02u/%02u", date.year, date.month, date.day);
}

char *
sal_json_fields_format(const SalJsonFields *fields, const SalJsonValue *value)
{
  if (value->kind == SAL_JSON_NULL)
    return NULL;
  switch (get_field(fields, value->field)->type) {
  case TYPE_DATE:
    return format_date(value);
  case TYPE_REAL:
    return format_real(value);
  case TYPE_INTEGER:
  case TYPE_INTEGER64:
    return g_strdup_printf("%" G_GINT64_FORMAT, value->integer);
  default:
    return format_text(value);
  }
}

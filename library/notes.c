#include "library/notes.h"

#include "data/base/error.h"
#include "data/base/plain.h"
#include "library/key-values.h"
#include "library/known-places.h"
#include "library/when-said.h"
#include "render/names/name-wishes.h"
#include "render/names/note.h"
#include "render/words/template.h"

#include <math.h>
#include <string.h>

#define MAX_NOTES 200
#define MAX_POINTS 50
#define MAX_TEXT_CHARS 1000
#define MAX_NAME_CHARS 60
#define MAX_OFFSET_MM 2000

static const char *const callout_keys[] = { "at",     "text", "to",     "offset", "from", "until",
                                            "period", "size", "stroke", "wrap",   "name", NULL };
static const char *const note_keys[] = { "at",    "text",  "to",     "offset", "arrow", "bracket",
                                         "from",  "until", "period", "shape",  "size",  "stroke",
                                         "width", "wrap",  "name",   NULL };

/* What one value says, and what it is read with. */
typedef struct {
  const SalientOptions *options;
  const SalPlaceQuery *query;
  const char *option; /* "callout" or "note" */
  GHashTable *said;   /* keys to values */
  GArray *places;     /* SalPlace; NULL: not loaded */
  GPtrArray *remarks;
} Reading;

static const char *
get(const Reading *reading, const char *key)
{
  return g_hash_table_lookup(reading->said, key);
}

static gboolean
set_wrong(const Reading *reading, const char *key, const char *expected, GError **error)
{
  g_autofree char *quoted = sal_error_quote(get(reading, key));
  return sal_error_set_option(error, SAL_ERROR_USAGE, reading->option, "%s: expected %s, got '%s'", key,
                              expected, quoted);
}

/* Points */

static gboolean
parse_number(const char *text, double most, double *number)
{
  char *end = NULL;
  *number = g_ascii_strtod(text, &end);
  return end != text && *end == '\0' && fabs(*number) <= most;
}

static gboolean
parse_pair(const char *text, const char *separator, const double most[2], SalPoint *pair)
{
  g_auto(GStrv) parts = g_strsplit(text, separator, -1);
  return g_strv_length(parts) == 2 && parse_number(g_strstrip(parts[0]), most[0], &pair->x) &&
         parse_number(g_strstrip(parts[1]), most[1], &pair->y);
}

static gboolean
looks_like_numbers(const char *text)
{
  return text[strspn(text, "0123456789.,+- \t")] == '\0';
}

/* Finds a place in the list of all that are known, which is read once. */
static gboolean
find_place(Reading *reading, const char *name, SalPoint *at, GError **error)
{
  char *remark = NULL;
  if (reading->places == NULL)
    reading->places = sal_known_places_load(reading->options, *reading->query, error);
  if (reading->places == NULL)
    return FALSE;
  const SalAskedPlace asked = { reading->places, name, reading->option };
  if (!sal_known_places_find(&asked, at, &remark, error))
    return FALSE;
  if (remark != NULL && !g_ptr_array_find_with_equal_func(reading->remarks, remark, g_str_equal, NULL))
    g_ptr_array_add(reading->remarks, remark);
  else
    g_free(remark);
  return TRUE;
}

/* A place or LON,LAT; key: where it stands. */
static gboolean
read_point(Reading *reading, const char *key, const char *text, SalPoint *at, GError **error)
{
  static const double most[] = { 180, 90 };
  if (parse_pair(text, ",", most, at))
    return TRUE;
  if (looks_like_numbers(text))
    return set_wrong(reading, key, "the name of a place or LON,LAT in degrees", error);
  return find_place(reading, text, at, error);
}

/* Nothing would be drawn from a point to itself. */
static gboolean
are_one_point(const GArray *points)
{
  const SalPoint *first = (const SalPoint *)(const void *)points->data;
  guint n = 1;
  while (n < points->len && first[n].x == first->x && first[n].y == first->y)
    n++;
  return n == points->len;
}

/* "A>B>C"; NULL: an error. */
static GArray *
read_points(Reading *reading, const char *key, guint least, guint most, GError **error)
{
  static const char *const forms[] = { "two ends, as A>B, each a place or LON,LAT",
                                       "two or more points, as A>B>C, each a place or LON,LAT" };
  g_auto(GStrv) parts = g_strsplit(get(reading, key), ">", -1);
  g_autoptr(GArray) points = g_array_new(FALSE, FALSE, sizeof(SalPoint));
  const guint n = g_strv_length(parts);
  if (n < least || n > most) {
    set_wrong(reading, key, forms[most > 2], error);
    return NULL;
  }
  for (guint i = 0; i < n; i++) {
    SalPoint at;
    if (!read_point(reading, key, g_strstrip(parts[i]), &at, error))
      return NULL;
    g_array_append_val(points, at);
  }
  if (are_one_point(points)) {
    set_wrong(reading, key, "points that differ", error);
    return NULL;
  }
  return g_steal_pointer(&points);
}

static gboolean
read_place(Reading *reading, SalNote *note, GError **error)
{
  const char *at = get(reading, "at");
  if (at != NULL && !read_point(reading, "at", at, &note->at, error))
    return FALSE;
  note->has_point = at != NULL;
  if (get(reading, "arrow") != NULL &&
      (note->arrow = read_points(reading, "arrow", 2, MAX_POINTS, error)) == NULL)
    return FALSE;
  if (get(reading, "bracket") != NULL &&
      (note->bracket = read_points(reading, "bracket", 2, 2, error)) == NULL)
    return FALSE;
  if (note->bracket != NULL && (note->has_point || note->arrow != NULL))
    return sal_error_set_option(error, SAL_ERROR_USAGE, reading->option,
                                "expected a bracket alone, got it with at or arrow");
  return note->has_point || note->arrow != NULL || note->bracket != NULL ||
         sal_error_set_option(error, SAL_ERROR_USAGE, reading->option,
                              "expected at=PLACE or at=LON,LAT%s, got none",
                              note->is_callout ? "" : ", an arrow or a bracket");
}

/* Looks */

static gboolean
read_spot(const Reading *reading, SalNote *note, GError **error)
{
  static const double most[] = { MAX_OFFSET_MM, MAX_OFFSET_MM };
  const char *to = get(reading, "to"), *offset = get(reading, "offset");
  note->has_leader = note->is_callout || to != NULL;
  if (to != NULL && g_str_equal(to, "margin"))
    note->spot = SAL_NOTE_MARGIN;
  else if (to != NULL && sal_name_side_parse(to, &note->side))
    note->spot = SAL_NOTE_TO_SIDE;
  else if (to != NULL)
    return set_wrong(reading, "to", "margin or a side (N, NE, E, SE, S, SW, W, NW)", error);
  if (offset == NULL)
    return TRUE;
  note->spot = SAL_NOTE_OFFSET;
  return parse_pair(offset, "/", most, &note->offset_mm) ||
         set_wrong(reading, "offset", "two lengths in mm, right and down, such as 12.5/-8", error);
}

static gboolean
read_length(const Reading *reading, const char *key, double least, double most, double *length,
            GError **error)
{
  const char *text = get(reading, key);
  double number;
  if (text == NULL)
    return TRUE;
  if (parse_number(text, most, &number) && number >= least) {
    *length = number;
    return TRUE;
  }
  g_autofree char *expected = g_strdup_printf("a number from %g to %g", least, most);
  return set_wrong(reading, key, expected, error);
}

static gboolean
read_look(const Reading *reading, SalNote *note, GError **error)
{
  const char *stroke = get(reading, "stroke"), *shape = get(reading, "shape");
  if (stroke != NULL && (!sal_color_parse(stroke, &note->color) || note->color.a == 0))
    return set_wrong(reading, "stroke", "#RGB, #RRGGBB or #RRGGBBAA", error);
  if (shape != NULL && !g_str_equal(shape, "square") && !g_str_equal(shape, "curly"))
    return set_wrong(reading, "shape", "square or curly", error);
  note->is_curly = g_strcmp0(shape, "curly") == 0;
  return read_length(reading, "size", 3, 72, &note->size_pt, error) &&
         read_length(reading, "width", 0.05, 20, &note->width_mm, error) &&
         read_length(reading, "wrap", 5, 500, &note->wrap_mm, error) && read_spot(reading, note, error);
}

/* Lines stay lines, and other characters that cannot be seen are shown. */
static char *
clean(const char *text)
{
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++) {
    char *shown = sal_plain_show(lines[i], MAX_TEXT_CHARS);
    g_free(lines[i]);
    lines[i] = shown;
  }
  return g_strjoinv("\n", lines);
}

static gboolean
read_text(const Reading *reading, SalNote *note, GError **error)
{
  const char *text = get(reading, "text");
  if (text != NULL && g_utf8_strlen(text, -1) > MAX_TEXT_CHARS)
    return sal_error_set_option(error, SAL_ERROR_USAGE, reading->option,
                                "text: expected at most %d characters, got %ld", MAX_TEXT_CHARS,
                                g_utf8_strlen(text, -1));
  if ((text == NULL || *text == '\0') && (note->is_callout || note->has_point))
    return sal_error_set_option(error, SAL_ERROR_USAGE, reading->option, "expected text=..., got none");
  note->text = text != NULL && *text != '\0' ? clean(text) : NULL;
  return TRUE;
}

/* Its name, its place or the first line of its text. */
static char *
choose_name(const Reading *reading)
{
  static const char *const keys[] = { "name", "at", "text", "bracket", "arrow", "at" };
  const char *chosen = NULL;
  for (guint i = 0; i < G_N_ELEMENTS(keys) && (chosen == NULL || *chosen == '\0'); i++) {
    const char *said = get(reading, keys[i]);
    const gboolean is_point = i == 1 && said != NULL && looks_like_numbers(said);
    chosen = is_point ? NULL : said;
  }
  g_autofree char *lines = sal_template_break_lines(chosen);
  lines[strcspn(lines, "\n")] = '\0';
  return sal_plain_show(lines, MAX_NAME_CHARS);
}

static SalNote *
read_note(Reading *reading, const char *text, GError **error)
{
  const gboolean is_callout = g_str_equal(reading->option, "callout");
  g_autoptr(SalNote) note = sal_note_new();
  note->is_callout = is_callout;
  reading->said = sal_key_values_parse(text, reading->option, is_callout ? callout_keys : note_keys, error);
  if (reading->said == NULL || !read_place(reading, note, error) || !read_text(reading, note, error) ||
      !read_look(reading, note, error) || !sal_when_read(&note->when, reading->said, reading->option, error))
    return NULL;
  note->name = choose_name(reading);
  return g_steal_pointer(&note);
}

static gboolean
read_option(Reading *reading, const char *option, const GPtrArray *values, GPtrArray *notes, GError **error)
{
  const char *const *texts = sal_options_get_strings(values);
  reading->option = option;
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++) {
    if (i == MAX_NOTES)
      return sal_error_set_option(error, SAL_ERROR_USAGE, option, "expected at most %d of them, got more",
                                  MAX_NOTES);
    SalNote *note = read_note(reading, texts[i], error);
    g_clear_pointer(&reading->said, g_hash_table_unref);
    if (note == NULL)
      return FALSE;
    g_ptr_array_add(notes, note);
  }
  return TRUE;
}

GPtrArray *
sal_notes_load(const SalientOptions *options, const SalPlaceQuery *places, GPtrArray *remarks, GError **error)
{
  Reading reading = { options, places, NULL, NULL, NULL, remarks };
  g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func((GDestroyNotify)sal_note_free);
  const gboolean is_read = read_option(&reading, "callout", options->own_callouts, notes, error) &&
                           read_option(&reading, "note", options->notes, notes, error);
  g_clear_pointer(&reading.places, g_array_unref);
  return is_read ? g_steal_pointer(&notes) : NULL;
}

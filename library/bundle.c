#include "library/bundle.h"

#include <string.h>

#define OUTPUTS "outputs"
#define MAX_PART_BYTES 120

struct _SalBundle {
  GPtrArray *files; /* SalBundleFile */
  GHashTable *names;
};

static void
free_file(gpointer data)
{
  SalBundleFile *file = data;
  g_free(file->name);
  g_free(file->original);
  g_free(file->title);
  g_free(file->sha256);
  g_bytes_unref(file->bytes);
  sal_table_columns_free(file->columns);
  g_free(file);
}

SalBundle *
sal_bundle_new(void)
{
  SalBundle *bundle = g_new0(SalBundle, 1);
  bundle->files = g_ptr_array_new_with_free_func(free_file);
  bundle->names = g_hash_table_new(g_str_hash, g_str_equal);
  return bundle;
}

void
sal_bundle_free(SalBundle *bundle)
{
  if (bundle == NULL)
    return;
  g_hash_table_unref(bundle->names);
  g_ptr_array_unref(bundle->files);
  g_free(bundle);
}

guint
sal_bundle_get_n(const SalBundle *bundle)
{
  return bundle->files->len;
}

const SalBundleFile *
sal_bundle_get(const SalBundle *bundle, guint i)
{
  return bundle->files->pdata[i];
}

static const char *
find_media_type(const char *name)
{
  static const struct {
    const char *suffix, *type;
  } types[] = {
    { ".png", "image/png" },          { ".svg", "image/svg+xml" },
    { ".pdf", "application/pdf" },    { ".webp", "image/webp" },
    { ".apng", "image/apng" },        { ".html", "text/html" },
    { ".htm", "text/html" },          { ".md", "text/markdown" },
    { ".markdown", "text/markdown" }, { ".csv", "text/csv" },
    { ".json", "application/json" },  { ".txt", "text/plain" },
    { ".yaml", "application/yaml" },  { ".geojson", "application/geo+json" },
  };
  g_autofree char *lower = g_ascii_strdown(name, -1);
  for (guint i = 0; i < G_N_ELEMENTS(types); i++)
    if (g_str_has_suffix(lower, types[i].suffix))
      return types[i].type;
  return "application/octet-stream";
}

/* Takes all that is owned; the name must be new. */
static void
add_file(SalBundle *bundle, const SalBundleFile *like)
{
  SalBundleFile *file = g_memdup2(like, sizeof *like);
  file->sha256 = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, file->bytes);
  file->media_type = find_media_type(file->name);
  g_hash_table_add(bundle->names, file->name);
  g_ptr_array_add(bundle->files, file);
}

void
sal_bundle_add_text(SalBundle *bundle, const char *name, const char *title, char *text,
                    SalTableColumns *columns)
{
  const SalBundleFile file = { .name = g_strdup(name),
                               .title = g_strdup(title),
                               .bytes = g_bytes_new_take(text, strlen(text)),
                               .columns = columns };
  add_file(bundle, &file);
}

/* Appends a part of a name, made good. Its suffix stays if it is cut. */
static void
append_part(GString *name, const char *part)
{
  g_autofree char *valid = g_utf8_make_valid(part, -1);
  g_autoptr(GString) good = g_string_new(NULL);
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
    const gunichar c = g_utf8_get_char(p);
    const gboolean is_second_dot = c == '.' && (good->len == 0 || good->str[good->len - 1] == '.');
    if ((g_unichar_isalnum(c) || (c < 128 && strchr("._-", (int)c) != NULL)) && !is_second_dot)
      g_string_append_unichar(good, c);
    else
      g_string_append_c(good, '_');
  }
  const char *dot = strrchr(good->str, '.');
  g_autofree char *suffix = g_strdup(dot != NULL && strlen(dot) <= 12 ? dot : "");
  if (good->len > MAX_PART_BYTES) {
    const char *end = g_utf8_find_prev_char(good->str, good->str + MAX_PART_BYTES);
    g_string_truncate(good, (gsize)(end - good->str));
    g_string_append(good, suffix);
  }
  g_string_append_printf(name, "/%s", good->len > 0 ? good->str : "_");
}

/* Puts a number before the suffix. Owned by the caller. */
static char *
number_name(const char *name, guint number)
{
  const char *dot = strrchr(name, '.');
  const gsize n = dot != NULL && strchr(dot, '/') == NULL ? (gsize)(dot - name) : strlen(name);
  return g_strdup_printf("%.*s-%u%s", (int)n, name, number, name + n);
}

/* The folders of a relative name stay, for names of maps may differ in them alone; of others only the last part does. */
static char *
make_name(const SalBundle *bundle, const char *original)
{
  g_autoptr(GString) name = g_string_new(OUTPUTS);
  g_autofree char *last = g_path_get_basename(original);
  g_auto(GStrv) parts = g_strsplit(original, "/", -1);
  const gboolean is_inside =
      !g_path_is_absolute(original) && !g_strv_contains((const char *const *)parts, "..");
  for (guint i = 0; is_inside && parts[i] != NULL; i++)
    if (parts[i][0] != '\0' && !g_str_equal(parts[i], "."))
      append_part(name, parts[i]);
  if (!is_inside)
    append_part(name, last);
  char *unique = g_strdup(name->str);
  for (guint number = 2; g_hash_table_contains(bundle->names, unique); number++) {
    g_free(unique);
    unique = number_name(name->str, number);
  }
  return unique;
}

const char *
sal_bundle_add_output(SalBundle *bundle, const char *original, const char *title, GBytes *bytes)
{
  const SalBundleFile file = { .name = make_name(bundle, original),
                               .original = g_strdup(original),
                               .title = g_strdup(title),
                               .bytes = g_bytes_ref(bytes) };
  add_file(bundle, &file);
  return file.name;
}

/* The headings of a table; lines that begin with '#' are comments. NULL: it is none. Owned by the caller. */
static char **
read_headings(GBytes *bytes)
{
  gsize size;
  const char *text = g_bytes_get_data(bytes, &size);
  const char *end = text + size;
  while (text < end && *text == '#') {
    const char *line = memchr(text, '\n', (gsize)(end - text));
    text = line != NULL ? line + 1 : end;
  }
  const char *line = text < end ? memchr(text, '\n', (gsize)(end - text)) : NULL;
  g_autofree char *header = line != NULL ? g_strndup(text, (gsize)(line - text)) : NULL;
  return header != NULL ? g_strsplit(header, ",", -1) : NULL;
}

static void
describe(SalBundleFile *file, const SalTableColumns *known)
{
  static const SalTableColumn other = { "", SAL_COLUMN_TEXT, NULL, "see docs/numbers.md" };
  g_auto(GStrv) names = read_headings(file->bytes);
  if (names == NULL)
    return;
  file->columns = sal_table_columns_new();
  for (guint i = 0; names[i] != NULL; i++) {
    const SalTableColumn *column = sal_table_columns_find(known, names[i]);
    sal_table_columns_add_like(file->columns, column != NULL ? column : &other, names[i], 0);
  }
}

void
sal_bundle_describe_outputs(SalBundle *bundle, const SalTableColumns *known)
{
  for (guint i = 0; i < bundle->files->len; i++) {
    SalBundleFile *file = bundle->files->pdata[i];
    if (file->original != NULL && g_str_equal(file->media_type, "text/csv") && file->columns == NULL)
      describe(file, known);
  }
}

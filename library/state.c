#include "library/state.h"

#include "data/base/error.h"
#include "data/base/file.h"
#include "data/base/texts.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEAD "salient-state 1"
#define MAX_BYTES ((gint64)64 << 20) /* a state that is longer is no state */
#define NONE "-"

/* What tells a file that nobody touched without reading it. */
typedef struct {
  gint64 size, modified_ns, changed_ns;
} Stamp;

/* What was written under a path, and how the file was when the run ended. */
typedef struct {
  char *key, *content; /* of what was written */
  char *
      seen; /* the content that was there in the end: another one if the file had been edited; NULL: not known */
  Stamp stamp; /* of that */
} Record;

typedef struct {
  char *path;          /* absolute */
  char *told;          /* as the run named it that wrote or kept it last; NULL: not known */
  GPtrArray *records;  /* Record: several if runs were killed, the latest last */
  gboolean was_of_run; /* it belongs to the run that was complete when the state was read */
  gboolean is_of_run;  /* it belongs to the present one */
} Entry;

struct _SalState {
  char *path, *folder; /* the folder is absolute */
  GHashTable *entries; /* absolute path: Entry */
  char *run;           /* NULL: none is complete */
  int journal;         /* open for adding; -1: not yet */
};

/* Records */

static void
record_free(gpointer data)
{
  Record *record = data;
  g_free(record->key);
  g_free(record->content);
  g_free(record->seen);
  g_free(record);
}

static void
entry_free(gpointer data)
{
  Entry *entry = data;
  g_free(entry->path);
  g_free(entry->told);
  g_ptr_array_unref(entry->records);
  g_free(entry);
}

static Entry *
ensure_entry(SalState *state, const char *path)
{
  char *name = g_canonicalize_filename(path, NULL);
  Entry *entry = g_hash_table_lookup(state->entries, name);
  if (entry != NULL) {
    g_free(name);
    return entry;
  }
  entry = g_new0(Entry, 1);
  entry->path = g_strdup(name);
  entry->records = g_ptr_array_new_with_free_func(record_free);
  g_hash_table_insert(state->entries, name, entry);
  return entry;
}

static const Entry *
find_entry(const SalState *state, const char *path)
{
  g_autofree char *name = g_canonicalize_filename(path, NULL);
  return g_hash_table_lookup(state->entries, name);
}

static Record *
add_record(Entry *entry, const char *key, const char *content)
{
  Record *record = g_new0(Record, 1);
  record->key = g_strdup(key);
  record->content = g_strdup(content);
  g_ptr_array_add(entry->records, record);
  return record;
}

/* A path without spaces and line breaks. Owned by the caller. */
static char *
escape(const char *path)
{
  g_autofree char *escaped = g_strescape(path, NULL);
  g_auto(GStrv) parts = g_strsplit(escaped, " ", -1);
  return g_strjoinv("\\040", parts);
}

/* The path that a line names: relative to the folder if it is inside, escaped. Owned by the caller. */
static char *
format_path(const SalState *state, const char *path)
{
  const gsize n = strlen(state->folder);
  const gboolean is_inside = strncmp(path, state->folder, n) == 0 && path[n] == '/';
  return escape(is_inside ? path + n + 1 : path);
}

static char *
parse_path(const SalState *state, const char *text)
{
  g_autofree char *path = g_strcompress(text);
  return g_canonicalize_filename(path, state->folder);
}

/* Reading */

static gboolean
parse_number(const char *text, gint64 *number)
{
  return g_ascii_string_to_signed(text, 10, G_MININT64, G_MAXINT64, number, NULL);
}

/* "file|other KEY CONTENT SEEN SIZE MODIFIED CHANGED PATH TOLD" */
static gboolean
parse_file(SalState *state, char *const *words, gboolean is_of_run)
{
  Stamp stamp;
  if (g_strv_length((char **)words) != 9 || !parse_number(words[4], &stamp.size) ||
      !parse_number(words[5], &stamp.modified_ns) || !parse_number(words[6], &stamp.changed_ns))
    return FALSE;
  g_autofree char *path = parse_path(state, words[7]);
  Entry *entry = ensure_entry(state, path);
  Record *record = add_record(entry, words[1], words[2]);
  record->seen = g_str_equal(words[3], NONE) ? NULL : g_strdup(words[3]);
  record->stamp = stamp;
  entry->was_of_run = is_of_run;
  g_free(entry->told);
  entry->told = g_strcompress(words[8]);
  return TRUE;
}

/* "drawn KEY CONTENT PATH": a run that has begun to write ends what was complete. */
static gboolean
parse_drawn(SalState *state, char *const *words)
{
  if (g_strv_length((char **)words) != 4)
    return FALSE;
  g_autofree char *path = parse_path(state, words[3]);
  add_record(ensure_entry(state, path), words[1], words[2]);
  g_clear_pointer(&state->run, g_free);
  return TRUE;
}

static gboolean
parse_line(SalState *state, const char *line)
{
  g_auto(GStrv) words = g_strsplit(line, " ", -1);
  if (g_strcmp0(words[0], "run") == 0 && words[1] != NULL && words[2] == NULL) {
    g_free(state->run);
    state->run = g_strdup(words[1]);
    return TRUE;
  }
  if (g_strcmp0(words[0], "file") == 0 || g_strcmp0(words[0], "other") == 0)
    return parse_file(state, words, words[0][0] == 'f');
  return g_strcmp0(words[0], "drawn") == 0 && parse_drawn(state, words);
}

/* The text of a regular file. NULL: there is none, or it is too long. Owned by the caller. */
static char *
read_text(const char *path)
{
  struct stat status;
  char *text = NULL;
  if (stat(path, &status) != 0 || !S_ISREG(status.st_mode) || status.st_size > MAX_BYTES)
    return NULL;
  return g_file_get_contents(path, &text, NULL, NULL) ? text : NULL;
}

/* A line may be cut short by whatever ended the process, and then does not count; no run is complete then. */
static void
parse(SalState *state, const char *text)
{
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  if (g_strcmp0(lines[0], HEAD) != 0)
    return;
  for (guint i = 1; lines[i] != NULL; i++)
    if (*lines[i] != '\0' && !parse_line(state, lines[i]))
      g_clear_pointer(&state->run, g_free);
}

SalState *
sal_state_load(const char *path)
{
  SalState *state = g_new0(SalState, 1);
  g_autofree char *absolute = g_canonicalize_filename(path, NULL);
  g_autofree char *text = read_text(path);
  state->path = g_strdup(path);
  state->folder = g_path_get_dirname(absolute);
  state->entries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, entry_free);
  state->journal = -1;
  if (text != NULL)
    parse(state, text);
  return state;
}

void
sal_state_free(SalState *state)
{
  if (state == NULL)
    return;
  if (state->journal >= 0)
    close(state->journal);
  g_hash_table_unref(state->entries);
  g_free(state->path);
  g_free(state->folder);
  g_free(state->run);
  g_free(state);
}

/* Comparing */

char *
sal_state_digest(GBytes *bytes)
{
  return g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
}

static gboolean
get_stamp(const char *path, Stamp *stamp)
{
  struct stat status;
  if (stat(path, &status) != 0)
    return FALSE;
  *stamp =
      (Stamp){ status.st_size, status.st_mtim.tv_sec * G_GINT64_CONSTANT(1000000000) + status.st_mtim.tv_nsec,
               status.st_ctim.tv_sec * G_GINT64_CONSTANT(1000000000) + status.st_ctim.tv_nsec };
  return TRUE;
}

static char *
digest_file(const char *path)
{
  g_autofree char *bytes = NULL;
  gsize n;
  if (!g_file_get_contents(path, &bytes, &n, NULL))
    return g_strdup(NONE);
  return g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guint8 *)bytes, n);
}

/* The digest of what is there now. It is not read again if its stamp is that of the last record. Owned by the caller. */
static char *
digest_now(const Entry *entry, const char *path, const Stamp *stamp)
{
  const Record *last =
      entry != NULL && entry->records->len > 0 ? entry->records->pdata[entry->records->len - 1] : NULL;
  const gboolean is_untouched = last != NULL && last->seen != NULL && last->stamp.size == stamp->size &&
                                last->stamp.modified_ns == stamp->modified_ns &&
                                last->stamp.changed_ns == stamp->changed_ns;
  return is_untouched ? g_strdup(last->seen) : digest_file(path);
}

SalFileState
sal_state_compare(const SalState *state, const char *path, const char *key, char **content)
{
  const Entry *entry = find_entry(state, path);
  Stamp stamp;
  gboolean has_key = FALSE, is_ours = FALSE, is_current = FALSE;
  if (!get_stamp(path, &stamp))
    return SAL_FILE_MISSING;
  g_autofree char *now = digest_now(entry, path, &stamp);
  for (guint i = 0; entry != NULL && i < entry->records->len; i++) {
    const Record *record = entry->records->pdata[i];
    const gboolean is_key = g_str_equal(record->key, key), is_content = g_str_equal(record->content, now);
    has_key |= is_key;
    is_ours |= is_content;
    is_current |= is_key && is_content;
  }
  if (content != NULL)
    *content = g_steal_pointer(&now);
  if (is_current)
    return SAL_FILE_CURRENT;
  if (is_ours)
    return SAL_FILE_OUTDATED;
  return has_key ? SAL_FILE_EDITED : SAL_FILE_FOREIGN;
}

/* Writing */

static gboolean
fail(const SalState *state, GError **error)
{
  const int why = errno;
  g_autofree char *quoted = sal_error_quote_path(state->path);
  sal_error_set(error, SAL_ERROR_IO, "%s: expected a file that can be written, got '%s'", quoted,
                g_strerror(why));
  return sal_error_mark_errno(error, why);
}

static gboolean
write_line(int fd, const char *text)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static(text, strlen(text));
  return sal_file_write(fd, bytes);
}

/* What was killed in the middle of a line leaves it without an end. */
static gboolean
open_journal(SalState *state)
{
  struct stat status;
  char last = '\n';
  state->journal = open(state->path, O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0666);
  if (state->journal < 0 || fstat(state->journal, &status) != 0)
    return FALSE;
  if (status.st_size == 0 || g_hash_table_size(state->entries) == 0)
    return ftruncate(state->journal, 0) == 0 && write_line(state->journal, HEAD "\n");
  return pread(state->journal, &last, 1, status.st_size - 1) == 1 &&
         (last == '\n' || write_line(state->journal, "\n"));
}

gboolean
sal_state_announce(SalState *state, const char *path, const char *key, const char *content, GError **error)
{
  Entry *entry = ensure_entry(state, path);
  g_autofree char *name = format_path(state, entry->path);
  g_autofree char *line = g_strdup_printf("drawn %s %s %s\n", key, content, name);
  if ((state->journal < 0 && !open_journal(state)) || !write_line(state->journal, line))
    return fail(state, error);
  add_record(entry, key, content);
  return TRUE;
}

/* What is known of the file that was there when the last run ended stays known. */
void
sal_state_confirm(SalState *state, const char *path, const char *key, const char *content)
{
  Entry *entry = ensure_entry(state, path);
  Record *last = entry->records->len > 0 ? entry->records->pdata[entry->records->len - 1] : NULL;
  Record *record = g_new0(Record, 1);
  record->key = g_strdup(key);
  record->content = g_strdup(content);
  record->seen = last != NULL ? g_strdup(last->seen) : NULL;
  record->stamp = last != NULL ? last->stamp : (Stamp){ 0 };
  g_ptr_array_set_size(entry->records, 0);
  g_ptr_array_add(entry->records, record);
  entry->is_of_run = TRUE;
  g_free(entry->told);
  entry->told = g_strdup(path);
}

void
sal_state_keep(SalState *state, const char *path, const char *key)
{
  const Entry *entry = ensure_entry(state, path);
  for (guint i = 0; i < entry->records->len; i++) {
    const Record *record = entry->records->pdata[i];
    if (g_str_equal(record->key, key)) {
      g_autofree char *own_key = g_strdup(record->key), *content = g_strdup(record->content);
      sal_state_confirm(state, path, own_key, content);
      return;
    }
  }
}

gboolean
sal_state_is_complete(const SalState *state, const char *run, GPtrArray *paths, GPtrArray *edited)
{
  GHashTableIter iter;
  gpointer value;
  if (g_strcmp0(state->run, run) != 0)
    return FALSE;
  g_hash_table_iter_init(&iter, state->entries);
  while (g_hash_table_iter_next(&iter, NULL, &value)) {
    const Entry *entry = value;
    const Record *record = entry->records->len > 0 ? entry->records->pdata[0] : NULL;
    Stamp stamp;
    if (!entry->was_of_run)
      continue;
    if (record == NULL || record->seen == NULL || !get_stamp(entry->path, &stamp))
      return FALSE;
    g_autofree char *now = digest_now(entry, entry->path, &stamp);
    if (!g_str_equal(now, record->seen))
      return FALSE;
    const gboolean is_edited = !g_str_equal(record->seen, record->content);
    g_ptr_array_add(is_edited ? edited : paths, g_strdup(entry->told));
  }
  g_ptr_array_sort(paths, sal_texts_compare);
  g_ptr_array_sort(edited, sal_texts_compare);
  return TRUE;
}

/* Looks at the file as it is now, before the line of it is written. */
static void
append_entry(const SalState *state, Entry *entry, gboolean is_complete, GString *text)
{
  g_autofree char *name = format_path(state, entry->path);
  g_autofree char *told = escape(entry->told != NULL ? entry->told : entry->path);
  Stamp stamp;
  if (!get_stamp(entry->path, &stamp))
    return;
  g_autofree char *now = digest_now(entry, entry->path, &stamp);
  for (guint i = 0; i < entry->records->len; i++) {
    const Record *record = entry->records->pdata[i];
    g_string_append_printf(
        text, "%s %s %s %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s %s\n",
        is_complete && entry->is_of_run ? "file" : "other", record->key, record->content, now, stamp.size,
        stamp.modified_ns, stamp.changed_ns, name, told);
  }
}

gboolean
sal_state_save(SalState *state, const char *run, const SalOutputRules *rules, GError **error)
{
  g_autoptr(GPtrArray) paths = g_ptr_array_new();
  g_autoptr(GString) text = g_string_new(HEAD "\n");
  GHashTableIter iter;
  gpointer path;
  if (run != NULL)
    g_string_append_printf(text, "run %s\n", run);
  g_hash_table_iter_init(&iter, state->entries);
  while (g_hash_table_iter_next(&iter, &path, NULL))
    g_ptr_array_add(paths, path);
  g_ptr_array_sort(paths, sal_texts_compare);
  for (guint i = 0; i < paths->len; i++)
    append_entry(state, g_hash_table_lookup(state->entries, paths->pdata[i]), run != NULL, text);
  g_autoptr(GBytes) bytes = g_bytes_new(text->str, text->len);
  return sal_output_write(state->path, bytes, rules, error);
}

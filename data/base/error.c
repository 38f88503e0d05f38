#include "data/base/error.h"

#include "data/base/plain.h"
#include "data/base/secrets.h"

#include <errno.h>
#include <string.h>

#define QUOTE_MAX_CHARS 80

#define OPTION_OPEN "‹"
#define OPTION_CLOSE "›"
#define OPTION_CHARS "abcdefghijklmnopqrstuvwxyz0123456789-"

typedef struct {
  char *option; /* NULL: about none */
  gboolean is_temporary;
} SalErrorPrivate;

static void
sal_error_private_init(SalErrorPrivate *private)
{
  private->option = NULL;
  private->is_temporary = FALSE;
}

static void
sal_error_private_copy(const SalErrorPrivate *from, SalErrorPrivate *to)
{
  to->option = g_strdup(from->option);
  to->is_temporary = from->is_temporary;
}

static void
sal_error_private_clear(SalErrorPrivate *private)
{
  g_free(private->option);
}

G_DEFINE_EXTENDED_ERROR(SalError, sal_error)

static void
set_va(GError **error, SalError code, const char *format, va_list args)
{
  g_autofree char *message = g_strdup_vprintf(format, args);
  g_set_error_literal(error, SAL_ERROR, (int)code, message);
}

gboolean
sal_error_set(GError **error, SalError code, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  set_va(error, code, format, args);
  va_end(args);
  return FALSE;
}

gboolean
sal_error_set_option(GError **error, SalError code, const char *option, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  set_va(error, code, format, args);
  va_end(args);
  return sal_error_blame(error, option);
}

gboolean
sal_error_blame(GError **error, const char *option)
{
  if (error == NULL || *error == NULL || sal_error_get_option(*error) != NULL)
    return FALSE;
  g_prefix_error(error, OPTION_OPEN "%s" OPTION_CLOSE ": ", option);
  if ((*error)->domain == SAL_ERROR)
    sal_error_get_private(*error)->option = g_strdup(option);
  return FALSE;
}

gboolean
sal_error_mark_temporary(GError **error)
{
  if (error != NULL && *error != NULL && (*error)->domain == SAL_ERROR)
    sal_error_get_private(*error)->is_temporary = TRUE;
  return FALSE;
}

gboolean
sal_error_mark_errno(GError **error, int why)
{
  static const int temporary[] = { ENOSPC,   EDQUOT,      EIO,       EAGAIN,       EBUSY,        EMFILE,
                                   ENFILE,   ENOMEM,      ENOLCK,    ETXTBSY,      ESTALE,       ETIMEDOUT,
                                   ENETDOWN, ENETUNREACH, EHOSTDOWN, EHOSTUNREACH, ECONNREFUSED, ECONNRESET };
  for (guint i = 0; i < G_N_ELEMENTS(temporary); i++)
    if (why == temporary[i])
      return sal_error_mark_temporary(error);
  return FALSE;
}

gboolean
sal_error_is_temporary(const GError *error)
{
  static const GFileError codes[] = { G_FILE_ERROR_NOSPC, G_FILE_ERROR_IO,    G_FILE_ERROR_AGAIN,
                                      G_FILE_ERROR_MFILE, G_FILE_ERROR_NFILE, G_FILE_ERROR_NOMEM };
  for (guint i = 0; i < G_N_ELEMENTS(codes); i++)
    if (g_error_matches(error, G_FILE_ERROR, (int)codes[i]))
      return TRUE;
  return error->domain == SAL_ERROR && sal_error_get_private(error)->is_temporary;
}

gboolean
sal_error_append(GError **error, const char *format, ...)
{
  if (error == NULL || *error == NULL)
    return FALSE;
  va_list args;
  va_start(args, format);
  g_autofree char *hint = g_strdup_vprintf(format, args);
  va_end(args);
  g_autofree char *message = (*error)->message;
  (*error)->message = g_strconcat(message, hint, NULL);
  return FALSE;
}

const char *
sal_error_get_option(const GError *error)
{
  return error->domain == SAL_ERROR ? sal_error_get_private(error)->option : NULL;
}

const char *
sal_error_get_detail(const GError *error)
{
  const char *option = sal_error_get_option(error);
  g_autofree char *prefix = option != NULL ? g_strconcat(OPTION_OPEN, option, OPTION_CLOSE ": ", NULL) : NULL;
  return prefix != NULL && g_str_has_prefix(error->message, prefix) ? error->message + strlen(prefix)
                                                                    : error->message;
}

/* The length of the name if text begins with ‹name›, else 0. */
static gsize
match_option(const char *text)
{
  if (!g_str_has_prefix(text, OPTION_OPEN))
    return 0;
  const char *name = text + strlen(OPTION_OPEN);
  const gsize length = strspn(name, OPTION_CHARS);
  return g_str_has_prefix(name + length, OPTION_CLOSE) ? length : 0;
}

char *
sal_error_spell(const char *message, const char *before_option)
{
  GString *spelled = g_string_new(NULL);
  for (const char *p = message; *p != '\0';) {
    const gsize length = match_option(p);
    if (length == 0) {
      g_string_append_c(spelled, *p++);
      continue;
    }
    p += strlen(OPTION_OPEN);
    g_string_append(spelled, before_option);
    g_string_append_len(spelled, p, (gssize)length);
    p += length + strlen(OPTION_CLOSE);
  }
  return g_string_free(spelled, FALSE);
}

char *
sal_error_quote(const char *text)
{
  g_autofree char *valid = g_utf8_make_valid(text, -1);
  GString *quoted = g_string_new(NULL);
  guint n = 0;
  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
    const gunichar c = g_utf8_get_char(p);
    if (n++ == QUOTE_MAX_CHARS) {
      g_string_append(quoted, "…");
      break;
    }
    if (match_option(p) > 0)
      g_string_append_printf(quoted, "\\u%04X", c);
    else
      sal_plain_append_shown(quoted, c);
  }
  return g_string_free(quoted, FALSE);
}

/* Skips what GDAL needs before the name of something packed or far, which the user did not write. */
static const char *
skip_prefixes(const char *path)
{
  static const char *const prefixes[] = { "/vsicurl/", "/vsigzip/", "/vsizip/", "/vsitar/" };
  for (guint i = 0; i < G_N_ELEMENTS(prefixes); i++)
    if (g_str_has_prefix(path, prefixes[i]) && path[strlen(prefixes[i])] != '\0')
      return skip_prefixes(path + strlen(prefixes[i]));
  return path;
}

char *
sal_error_quote_path(const char *path)
{
  g_autofree char *masked = sal_secrets_mask(skip_prefixes(path));
  g_autofree char *valid = g_utf8_make_valid(masked, -1);
  const glong n = g_utf8_strlen(valid, -1);
  if (n <= QUOTE_MAX_CHARS)
    return sal_error_quote(valid);
  g_autofree char *end = sal_error_quote(g_utf8_offset_to_pointer(valid, n - QUOTE_MAX_CHARS));
  return g_strconcat("…", end, NULL);
}

/* The edit distance in which a swap of neighbours is one step (optimal string alignment), ignoring ASCII
 * case. */
static guint
edit_distance(const char *a, const char *b)
{
  const gsize na = strlen(a), nb = strlen(b);
  g_autofree guint *rows = g_new0(guint, 3 * (nb + 1));
  guint *before = rows, *last = rows + nb + 1, *row = last + nb + 1;
  for (gsize j = 0; j <= nb; j++)
    last[j] = (guint)j;
  for (gsize i = 1; i <= na; i++) {
    row[0] = (guint)i;
    for (gsize j = 1; j <= nb; j++) {
      const char x = g_ascii_tolower(a[i - 1]), y = g_ascii_tolower(b[j - 1]);
      row[j] = MIN(MIN(last[j] + 1, row[j - 1] + 1), last[j - 1] + (x != y));
      if (i > 1 && j > 1 && x == g_ascii_tolower(b[j - 2]) && g_ascii_tolower(a[i - 2]) == y)
        row[j] = MIN(row[j], before[j - 2] + 1);
    }
    guint *free_row = before;
    before = last, last = row, row = free_row;
  }
  return last[nb];
}

const char *
sal_error_nearest(const char *word, const char *const *words)
{
  const char *nearest = NULL;
  const gsize length = strlen(word);
  if (length > 64)
    return NULL;
  guint best = (guint)MAX(1, length / 3) + 1;
  for (guint i = 0; words != NULL && words[i] != NULL; i++) {
    guint distance = edit_distance(word, words[i]);
    if (distance < best) {
      best = distance;
      nearest = words[i];
    }
  }
  return nearest;
}

char *
sal_error_suggest(const char *word, const char *const *words)
{
  const char *nearest = sal_error_nearest(word, words);
  g_autofree char *quoted = nearest != NULL ? sal_error_quote(nearest) : NULL;
  return quoted != NULL ? g_strdup_printf(" (did you mean '%s'?)", quoted) : g_strdup("");
}

#include "styles/yaml.h"

#include <libfyaml.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct {
  struct fy_parser *parser;
  struct fy_diag *diag;
  SalError code;
  guint line;    /* of the last event that had one */
  guint n_lines; /* of the whole text */
} Reader;

static void
reader_clear(Reader *reader)
{
  g_clear_pointer(&reader->parser, fy_parser_destroy);
  g_clear_pointer(&reader->diag, fy_diag_destroy);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reader, reader_clear)

void
sal_yaml_free(SalYaml *node)
{
  if (node == NULL)
    return;
  g_free(node->text);
  g_clear_pointer(&node->items, g_ptr_array_unref);
  g_free(node);
}

guint
sal_yaml_get_n_items(const SalYaml *node)
{
  return node->items != NULL ? node->items->len : 0;
}

const SalYaml *
sal_yaml_get_item(const SalYaml *node, guint index)
{
  return g_ptr_array_index(node->items, index);
}

const SalYaml *
sal_yaml_find(const SalYaml *node, const char *key)
{
  for (guint i = 0; node->kind == SAL_YAML_MAPPING && i + 1 < sal_yaml_get_n_items(node); i += 2)
    if (g_strcmp0(sal_yaml_get_item(node, i)->text, key) == 0)
      return sal_yaml_get_item(node, i + 1);
  return NULL;
}

gboolean
sal_yaml_is_null(const SalYaml *node)
{
  return node->kind == SAL_YAML_SCALAR && !node->quoted &&
         (*node->text == '\0' || g_str_equal(node->text, "~") || g_str_equal(node->text, "null"));
}

char *
sal_yaml_describe(const SalYaml *node)
{
  if (node->kind == SAL_YAML_LIST)
    return g_strdup("a list");
  if (node->kind == SAL_YAML_MAPPING)
    return g_strdup("a mapping");
  if (sal_yaml_is_null(node))
    return g_strdup("nothing");
  g_autofree char *quoted = sal_error_quote(node->text);
  return g_strdup_printf("'%s'", quoted);
}

static void
discard_message(struct fy_diag *diag, void *user, const char *text, size_t length)
{
}

/* libfyaml knows a message's line only where it collects messages instead of printing them. */
static gboolean
reader_open(Reader *reader, const char *text, gsize length)
{
  struct fy_diag_cfg quiet;
  fy_diag_cfg_default(&quiet);
  quiet.fp = NULL;
  quiet.output_fn = discard_message;
  reader->diag = fy_diag_create(&quiet);
  if (reader->diag == NULL)
    return FALSE;
  fy_diag_set_collect_errors(reader->diag, true);
  const struct fy_parse_cfg config = { .flags = FYPCF_QUIET | FYPCF_DEFAULT_VERSION_1_2,
                                       .diag = reader->diag };
  reader->parser = fy_parser_create(&config);
  return reader->parser != NULL && fy_parser_set_string(reader->parser, text, length) == 0;
}

static gboolean
set_syntax_error(const Reader *reader, GError **error)
{
  void *at = NULL;
  const struct fy_diag_error *first = fy_diag_errors_iterate(reader->diag, &at);
  const gboolean is_told = first != NULL && first->msg != NULL && first->line > 0;
  const guint line = is_told ? MIN((guint)first->line, reader->n_lines) : reader->line;
  g_autofree char *message = sal_error_quote(is_told ? first->msg : "text that cannot be read");
  return sal_error_set(error, reader->code, "%u: expected YAML, got a syntax error: %s", line, message);
}

static SalYaml *
node_new(SalYamlKind kind, guint line)
{
  SalYaml *node = g_new0(SalYaml, 1);
  node->kind = kind;
  node->line = line;
  if (kind != SAL_YAML_SCALAR)
    node->items = g_ptr_array_new_with_free_func((GDestroyNotify)sal_yaml_free);
  return node;
}

static SalYaml *
scalar_new(struct fy_token *token, guint line)
{
  SalYaml *node = node_new(SAL_YAML_SCALAR, line);
  size_t length = 0;
  const char *text = token != NULL ? fy_token_get_text(token, &length) : NULL;
  node->text = text != NULL ? g_strndup(text, length) : g_strdup("");
  node->quoted = token != NULL && fy_token_scalar_style(token) != FYSS_PLAIN;
  return node;
}

/* Nothing that we read needs aliases or tags, and both can be abused. */
static gboolean
check_event(const Reader *reader, struct fy_event *event, GError **error)
{
  if (event->type == FYET_ALIAS)
    return sal_error_set(error, reader->code, "%u: expected a value, got a YAML alias", reader->line);
  if (fy_event_get_tag_token(event) != NULL)
    return sal_error_set(error, reader->code, "%u: expected a value, got a YAML tag", reader->line);
  struct fy_token *token = event->type == FYET_SCALAR ? event->scalar.value : NULL;
  size_t length = 0;
  const char *text = token != NULL ? fy_token_get_text(token, &length) : NULL;
  if (text != NULL && memchr(text, '\0', length) != NULL)
    return sal_error_set(error, reader->code, "%u: expected text, got a NUL character", reader->line);
  return TRUE;
}

static SalYaml *
node_from_event(const Reader *reader, struct fy_event *event)
{
  switch (event->type) {
  case FYET_SCALAR:
    return scalar_new(event->scalar.value, reader->line);
  case FYET_SEQUENCE_START:
    return node_new(SAL_YAML_LIST, reader->line);
  case FYET_MAPPING_START:
    return node_new(SAL_YAML_MAPPING, reader->line);
  default:
    return NULL;
  }
}

/* The next event's type, and the node that it is or begins, if any. */
static gboolean
read_event(Reader *reader, enum fy_event_type *type, SalYaml **node, GError **error)
{
  struct fy_event *event = fy_parser_parse(reader->parser);
  if (event == NULL)
    return set_syntax_error(reader, error);
  const struct fy_mark *mark = fy_event_start_mark(event);
  if (mark != NULL)
    reader->line = (guint)mark->line + 1;
  const gboolean is_good = check_event(reader, event, error);
  if (is_good) {
    *type = event->type;
    *node = node_from_event(reader, event);
  }
  fy_parser_event_free(reader->parser, event);
  return is_good;
}

static gboolean
read_items(Reader *reader, SalYaml *parent, guint depth, GError **error)
{
  if (depth > SAL_YAML_MAX_DEPTH)
    return sal_error_set(error, reader->code, "%u: expected at most %d levels, got more", parent->line,
                         SAL_YAML_MAX_DEPTH);
  for (;;) {
    enum fy_event_type type = FYET_NONE;
    SalYaml *node = NULL;
    if (!read_event(reader, &type, &node, error))
      return FALSE;
    if (type == FYET_SEQUENCE_END || type == FYET_MAPPING_END)
      return TRUE;
    g_ptr_array_add(parent->items, node);
    if (node->kind != SAL_YAML_SCALAR && !read_items(reader, node, depth + 1, error))
      return FALSE;
  }
}

/* Reads up to the end of the stream. root is unchanged if the stream holds no document. */
static gboolean
read_stream(Reader *reader, SalYaml **root, GError **error)
{
  for (;;) {
    enum fy_event_type type = FYET_NONE;
    g_autoptr(SalYaml) node = NULL;
    if (!read_event(reader, &type, &node, error))
      return FALSE;
    if (type == FYET_STREAM_END)
      return TRUE;
    if (type == FYET_DOCUMENT_START && *root != NULL)
      return sal_error_set(error, reader->code, "%u: expected one document, got a second", reader->line);
    if (node == NULL)
      continue;
    *root = g_steal_pointer(&node);
    if ((*root)->kind != SAL_YAML_SCALAR && !read_items(reader, *root, 1, error))
      return FALSE;
  }
}

/* The line, from 1, of the character before end. */
static guint
line_of(const char *text, const char *end)
{
  guint line = 1;
  for (const char *p = text; p + 1 < end; p++)
    line += *p == '\n';
  return line;
}

SalYaml *
sal_yaml_parse(const char *text, gsize length, SalError code, GError **error)
{
  const char *end = NULL;
  if (length > SAL_YAML_MAX_BYTES) {
    sal_error_set(error, code, "1: expected at most %d bytes, got %" G_GSIZE_FORMAT, SAL_YAML_MAX_BYTES,
                  length);
    return NULL;
  }
  if (!g_utf8_validate_len(text, length, &end)) {
    sal_error_set(error, code, "%u: expected UTF-8 text, got byte 0x%02X", line_of(text, end + 1),
                  (guchar)*end);
    return NULL;
  }
  g_auto(Reader) reader = { .code = code, .line = 1, .n_lines = line_of(text, text + length) };
  g_autoptr(SalYaml) root = NULL;
  if (!reader_open(&reader, text, length)) {
    set_syntax_error(&reader, error);
    return NULL;
  }
  if (!read_stream(&reader, &root, error))
    return NULL;
  return root != NULL ? g_steal_pointer(&root) : scalar_new(NULL, 1);
}

/* A recursive descent parser over names, operators and parentheses, and the set operations on areas. */
#include "data/series/composition.h"

#include "data/base/error.h"
#include "data/source/bounds.h"

#include <string.h>

#define SPACES " \t\n\v\f\r"
#define MAX_TERMS 1000      /* names in one composition */
#define MAX_DEPTH MAX_TERMS /* what is shown of one puts parentheses around each change of operations */

typedef enum { NODE_CLASS, NODE_OR, NODE_AND, NODE_MINUS } NodeKind;

typedef struct _Node Node;
struct _Node {
  NodeKind kind;
  guint part; /* of NODE_CLASS: the index among names and parts */
  Node *left, *right;
};

struct _SalComposition {
  Node *root;
  GPtrArray *names; /* utf8, each once, NULL-terminated */
  GArray *parts;    /* guint, as many as there are names; empty before they are found */
};

typedef enum { TOKEN_END, TOKEN_WORD, TOKEN_QUOTED_NAME, TOKEN_STRING, TOKEN_SIGN } TokenKind;

/* Reads a text from left to right, one token ahead. */
typedef struct {
  SalComposition *composition;
  const char *rest;  /* the text after the token */
  const char *begin; /* where the token begins */
  TokenKind kind;
  char *text; /* a word, or a quoted name without its quotes */
  guint depth, n_terms;
} Parser;

static void
clear_parser(Parser *parser)
{
  g_clear_pointer(&parser->text, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Parser, clear_parser)

static void
free_node(Node *node)
{
  if (node == NULL)
    return;
  free_node(node->left);
  free_node(node->right);
  g_free(node);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Node, free_node)

void
sal_composition_free(SalComposition *composition)
{
  if (composition == NULL)
    return;
  free_node(composition->root);
  g_ptr_array_unref(composition->names);
  g_array_unref(composition->parts);
  g_free(composition);
}

/* Reads what stands in quotes. A quote in it is written twice. Without a closing quote it reaches to the
 * end. */
static void
read_quoted(Parser *parser)
{
  const char quote = *parser->begin;
  GString *text = g_string_new(NULL);
  const char *p = parser->begin + 1;
  while (*p != '\0' && (*p != quote || p[1] == quote)) {
    p += *p == quote;
    g_string_append_c(text, *p++);
  }
  parser->kind = quote == '"' ? TOKEN_QUOTED_NAME : TOKEN_STRING;
  parser->text = g_string_free(text, FALSE);
  parser->rest = *p != '\0' ? p + 1 : p;
}

/* Goes to the next token. Names of classes may hold signs, such as hyphens. */
static void
advance(Parser *parser)
{
  g_clear_pointer(&parser->text, g_free);
  parser->rest += strspn(parser->rest, SPACES); /* g_ascii_isspace() does not know the vertical tab */
  parser->begin = parser->rest;
  if (*parser->begin == '\0') {
    parser->kind = TOKEN_END;
  } else if (*parser->begin == '"' || *parser->begin == '\'') {
    read_quoted(parser);
  } else if (strchr("()=<>!,", *parser->begin) != NULL) {
    parser->kind = TOKEN_SIGN;
    parser->rest++;
  } else {
    parser->kind = TOKEN_WORD;
    parser->rest += strcspn(parser->rest, SPACES "()=<>!,\"'");
    parser->text = g_strndup(parser->begin, (gsize)(parser->rest - parser->begin));
  }
}

static gboolean
is_word(const Parser *parser, const char *word)
{
  return parser->kind == TOKEN_WORD && g_ascii_strcasecmp(parser->text, word) == 0;
}

static gboolean
is_sign(const Parser *parser, char sign)
{
  return parser->kind == TOKEN_SIGN && *parser->begin == sign;
}

static gboolean
is_operator(const Parser *parser)
{
  return is_word(parser, "or") || is_word(parser, "and") || is_word(parser, "minus");
}

static gboolean
is_name(const Parser *parser)
{
  return parser->kind == TOKEN_QUOTED_NAME || (parser->kind == TOKEN_WORD && !is_operator(parser));
}

static gboolean
compares(const Parser *parser)
{
  static const char *const words[] = { "like", "ilike", "in", "between", "is" };
  for (guint i = 0; i < G_N_ELEMENTS(words); i++)
    if (is_word(parser, words[i]))
      return TRUE;
  return parser->kind == TOKEN_STRING ||
         (parser->kind == TOKEN_SIGN && !is_sign(parser, '(') && !is_sign(parser, ')'));
}

gboolean
sal_composition_is_one(const char *text)
{
  g_auto(Parser) parser = { .rest = text };
  guint n_tokens = 0;
  for (advance(&parser); parser.kind != TOKEN_END; advance(&parser), n_tokens++)
    if (compares(&parser))
      return FALSE;
  return n_tokens > 0;
}

static Node *
fail(const Parser *parser, const char *expected, GError **error)
{
  g_autofree char *quoted = sal_error_quote(parser->begin);
  if (parser->kind == TOKEN_END)
    sal_error_set(error, SAL_ERROR_USAGE, "expected %s, got the end", expected);
  else
    sal_error_set(error, SAL_ERROR_USAGE, "expected %s, got '%s'", expected, quoted);
  return NULL;
}

static Node *
new_node(NodeKind kind, Node *left, Node *right)
{
  Node *node = g_new0(Node, 1);
  *node = (Node){ .kind = kind, .left = left, .right = right };
  return node;
}

/* The index of a name, which is added if it is new. */
static guint
find_name(GPtrArray *names, const char *name)
{
  const guint n = names->len - 1;
  for (guint i = 0; i < n; i++)
    if (g_str_equal(names->pdata[i], name))
      return i;
  names->pdata[n] = g_strdup(name);
  g_ptr_array_add(names, NULL);
  return n;
}

static Node *
read_name(Parser *parser, GError **error)
{
  if (is_word(parser, "not"))
    return fail(parser, "a class ('a minus b' takes b out of a)", error);
  if (!is_name(parser))
    return fail(parser, "the name of a class or '('", error);
  if (++parser->n_terms > MAX_TERMS) {
    sal_error_set(error, SAL_ERROR_USAGE, "expected at most %d classes in an expression, got more",
                  MAX_TERMS);
    return NULL;
  }
  Node *node = new_node(NODE_CLASS, NULL, NULL);
  node->part = find_name(parser->composition->names, parser->text);
  advance(parser);
  return node;
}

static Node *read_sum(Parser *parser, GError **error);

static Node *
read_term(Parser *parser, GError **error)
{
  if (!is_sign(parser, '('))
    return read_name(parser, error);
  if (++parser->depth > MAX_DEPTH) {
    sal_error_set(error, SAL_ERROR_USAGE, "expected at most %d nested parentheses, got more", MAX_DEPTH);
    return NULL;
  }
  advance(parser);
  g_autoptr(Node) node = read_sum(parser, error);
  parser->depth--;
  if (node == NULL)
    return NULL;
  if (!is_sign(parser, ')'))
    return fail(parser, "')', 'or', 'and' or 'minus'", error);
  advance(parser);
  return g_steal_pointer(&node);
}

/* Reads one more term, by read, and joins it to what is left of it. Takes left. */
static Node *
read_right(Parser *parser, NodeKind kind, Node *left, Node *(*read)(Parser *, GError **), GError **error)
{
  g_autoptr(Node) owned = left;
  advance(parser);
  Node *right = read(parser, error);
  return right != NULL ? new_node(kind, g_steal_pointer(&owned), right) : NULL;
}

static Node *
read_product(Parser *parser, GError **error)
{
  Node *node = read_term(parser, error);
  while (node != NULL && is_word(parser, "and"))
    node = read_right(parser, NODE_AND, node, read_term, error);
  return node;
}

static Node *
read_sum(Parser *parser, GError **error)
{
  Node *node = read_product(parser, error);
  while (node != NULL && (is_word(parser, "or") || is_word(parser, "minus")))
    node = read_right(parser, is_word(parser, "or") ? NODE_OR : NODE_MINUS, node, read_product, error);
  return node;
}

SalComposition *
sal_composition_new(const char *text, GError **error)
{
  g_autoptr(SalComposition) composition = g_new0(SalComposition, 1);
  composition->names = g_ptr_array_new_with_free_func(g_free);
  composition->parts = g_array_new(FALSE, FALSE, sizeof(guint));
  g_ptr_array_add(composition->names, NULL);
  g_auto(Parser) parser = { .composition = composition, .rest = text };
  advance(&parser);
  composition->root = read_sum(&parser, error);
  if (composition->root == NULL)
    return NULL;
  if (parser.kind != TOKEN_END) {
    fail(&parser, "'or', 'and' or 'minus' between classes, or a comparison with a field", error);
    return NULL;
  }
  return g_steal_pointer(&composition);
}

const char *const *
sal_composition_get_names(const SalComposition *composition)
{
  return (const char *const *)composition->names->pdata;
}

static gboolean
set_unknown_error(const char *name, const char *const *names, const char *own, GError **error)
{
  g_autoptr(GPtrArray) others = g_ptr_array_new();
  for (guint i = 0; names[i] != NULL; i++)
    if (!g_str_equal(names[i], own))
      g_ptr_array_add(others, (gpointer)names[i]);
  g_ptr_array_add(others, NULL);
  g_autofree char *list = g_strjoinv(", ", (char **)others->pdata);
  g_autofree char *quoted = sal_error_quote(name), *known = sal_error_quote(list);
  g_autofree char *hint = sal_error_suggest(name, (const char *const *)others->pdata);
  if (others->len == 1)
    return sal_error_set(error, SAL_ERROR_USAGE,
                         "expected a comparison with a field, or another class, got '%s' and no other class",
                         quoted);
  return sal_error_set(error, SAL_ERROR_USAGE,
                       "expected a comparison with a field, or another class (%s), got '%s'%s", known, quoted,
                       hint);
}

gboolean
sal_composition_find_parts(SalComposition *composition, const char *const *names, const char *own,
                           GError **error)
{
  g_array_set_size(composition->parts, 0);
  for (guint i = 0; i + 1 < composition->names->len; i++) {
    guint part = 0;
    while (names[part] != NULL && !g_str_equal(names[part], composition->names->pdata[i]))
      part++;
    if (names[part] == NULL)
      return set_unknown_error(composition->names->pdata[i], names, own, error);
    g_array_append_val(composition->parts, part);
  }
  return TRUE;
}

const guint *
sal_composition_get_parts(const SalComposition *composition, guint *n_parts)
{
  *n_parts = composition->parts->len;
  return (const guint *)(gpointer)composition->parts->data;
}

/* Whether a name must stand in quotes to be read again as a name. */
static gboolean
needs_quotes(const char *name)
{
  g_auto(Parser) parser = { .rest = name };
  advance(&parser);
  return parser.kind != TOKEN_WORD || !is_name(&parser) || is_word(&parser, "not") || compares(&parser) ||
         !g_str_equal(parser.text, name);
}

static void
append_name(GString *text, const char *name)
{
  if (!needs_quotes(name)) {
    g_string_append(text, name);
    return;
  }
  g_string_append_c(text, '"');
  for (const char *p = name; *p != '\0'; p++)
    g_string_append_printf(text, *p == '"' ? "\"\"" : "%c", *p);
  g_string_append_c(text, '"');
}

static void append_node(const SalComposition *composition, const Node *node, GString *text);

/* Appends one side of an operation, in parentheses if it is another kind of operation, or if parentheses keep
 * it from being taken from left to right. */
static void
append_side(const SalComposition *composition, const Node *side, NodeKind kind, GString *text)
{
  const gboolean is_plain = side->kind == NODE_CLASS || (side->kind == kind && kind != NODE_MINUS);
  g_string_append(text, is_plain ? "" : "(");
  append_node(composition, side, text);
  g_string_append(text, is_plain ? "" : ")");
}

static void
append_node(const SalComposition *composition, const Node *node, GString *text)
{
  static const char *const signs[] = { [NODE_OR] = " or ", [NODE_AND] = " and ", [NODE_MINUS] = " minus " };
  if (node->kind == NODE_CLASS) {
    append_name(text, composition->names->pdata[node->part]);
    return;
  }
  append_side(composition, node->left, node->kind, text);
  g_string_append(text, signs[node->kind]);
  append_side(composition, node->right, node->kind, text);
}

char *
sal_composition_format(const SalComposition *composition)
{
  GString *text = g_string_new(NULL);
  append_node(composition, composition->root, text);
  return g_string_free(text, FALSE);
}

/* The areas while a composition is computed. */
typedef struct {
  const SalComposition *composition;
  const GPtrArray *areas;
  guint64 max_bytes;
} Computation;

static SalGeometry *
operate(const Computation *computation, NodeKind kind, const SalGeometry *left, const SalGeometry *right,
        GError **error)
{
  g_autoptr(SalGeometry) both = sal_geometry_copy(left);
  sal_geometry_append(both, right);
  if (!sal_bound_check_crossings(both, computation->max_bytes, error))
    return NULL;
  return kind == NODE_OR    ? sal_geometry_dissolve(both, error)
         : kind == NODE_AND ? sal_geometry_intersection(left, right, error)
                            : sal_geometry_difference(left, right, error);
}

/* Takes left and right. What an empty area makes clear is not computed, so that coordinates stay as they
 * are. */
static SalGeometry *
join(const Computation *computation, NodeKind kind, SalGeometry *left, SalGeometry *right, GError **error)
{
  g_autoptr(SalGeometry) first = left;
  g_autoptr(SalGeometry) second = right;
  const gboolean no_first = sal_geometry_is_empty(first), no_second = sal_geometry_is_empty(second);
  if (!no_first && !no_second)
    return operate(computation, kind, first, second, error);
  if (kind == NODE_AND)
    return sal_geometry_new(SAL_POLYGONS);
  return kind == NODE_OR && no_first ? g_steal_pointer(&second) : g_steal_pointer(&first);
}

static SalGeometry *
compute(const Computation *computation, const Node *node, GError **error)
{
  if (node->kind == NODE_CLASS)
    return sal_geometry_copy(
        computation->areas->pdata[g_array_index(computation->composition->parts, guint, node->part)]);
  g_autoptr(SalGeometry) left = compute(computation, node->left, error);
  SalGeometry *right = left != NULL ? compute(computation, node->right, error) : NULL;
  return right != NULL ? join(computation, node->kind, g_steal_pointer(&left), right, error) : NULL;
}

SalGeometry *
sal_composition_compute(const SalComposition *composition, const GPtrArray *areas, guint64 max_bytes,
                        GError **error)
{
  const Computation computation = { composition, areas, max_bytes };
  return compute(&computation, composition->root, error);
}

char *
sal_composition_hint(const char *text, const char *const *names)
{
  g_auto(Parser) parser = { .rest = text };
  advance(&parser);
  while (parser.kind != TOKEN_END) {
    g_autofree char *name = is_name(&parser) ? g_strdup(parser.text) : NULL;
    advance(&parser);
    const gboolean stands_alone = parser.kind == TOKEN_END || is_sign(&parser, ')') || is_operator(&parser);
    if (name == NULL || !stands_alone || !g_strv_contains(names, name))
      continue;
    g_autofree char *quoted = sal_error_quote(name);
    return g_strdup_printf(" (class '%s' does not mix with comparisons: make these a class of their own)",
                           quoted);
  }
  return g_strdup("");
}

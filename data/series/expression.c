/* A recursive descent parser, and an evaluation with the three truth values of SQL. */
#include "data/series/expression.h"

#include "data/base/error.h"

#include <string.h>

#define MAX_DEPTH 64
#define MAX_TERMS 1000 /* comparisons in one expression */

typedef enum {
  NODE_AND,
  NODE_OR,
  NODE_NOT,
  NODE_COMPARE,
  NODE_LIKE,
  NODE_ILIKE,
  NODE_IN,
  NODE_BETWEEN,
  NODE_IS_NULL
} NodeKind;

typedef enum { LESS, LESS_EQUAL, EQUAL, UNEQUAL, GREATER_EQUAL, GREATER } Comparison;

/* As in SQL, a comparison with NULL is neither true nor false. */
typedef enum { NO, YES, UNKNOWN } Truth;

typedef struct {
  char *text; /* UTF-8, normalised */
  double number;
  gboolean is_number;
} Literal;

typedef SalExpression Node;
struct _SalExpression {
  NodeKind kind;
  Comparison comparison;
  guint field;
  GArray *literals; /* Literal; NULL where there are none */
  Node *left, *right;
};

typedef enum { TOKEN_END, TOKEN_WORD, TOKEN_QUOTED_NAME, TOKEN_STRING, TOKEN_NUMBER, TOKEN_SIGN } TokenKind;

/* Reads an expression from left to right, one token ahead. */
typedef struct {
  GPtrArray *fields; /* as sal_expression_new() has them */
  const char *rest;  /* the text after the token */
  const char *begin; /* where the token begins */
  TokenKind kind;
  char *text; /* the token, without quotes */
  guint depth, n_terms;
} Parser;

static void
clear_literal(gpointer data)
{
  g_free(((Literal *)data)->text);
}

void
sal_expression_free(SalExpression *expression)
{
  if (expression == NULL)
    return;
  g_clear_pointer(&expression->literals, g_array_unref);
  sal_expression_free(expression->left);
  sal_expression_free(expression->right);
  g_free(expression);
}

static void
clear_parser(Parser *parser)
{
  g_clear_pointer(&parser->text, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Parser, clear_parser)

static Node *
new_node(NodeKind kind)
{
  Node *node = g_new0(Node, 1);
  node->kind = kind;
  return node;
}

static gboolean
is_word_char(const char *text)
{
  const gunichar c = g_utf8_get_char(text);
  return c == '_' || g_unichar_isalnum(c) || g_unichar_ismark(c);
}

static gboolean
fail(const Parser *parser, const char *expected, GError **error)
{
  if (parser->kind == TOKEN_END)
    return sal_error_set(error, SAL_ERROR_USAGE, "expected %s, got the end", expected);
  g_autofree char *quoted = sal_error_quote(parser->begin);
  return sal_error_set(error, SAL_ERROR_USAGE, "expected %s, got '%s'", expected, quoted);
}

/* Reads a text in quotes. A quote in the text is written twice. */
static gboolean
read_quoted(Parser *parser, GError **error)
{
  const char quote = *parser->begin;
  GString *text = g_string_new(NULL);
  const char *p = parser->begin + 1;
  while (*p != '\0' && (*p != quote || p[1] == quote)) {
    p += *p == quote;
    g_string_append_c(text, *p++);
  }
  parser->text = g_string_free(text, FALSE);
  if (*p == '\0')
    return fail(parser, quote == '"' ? "a closing double quote" : "a closing single quote", error);
  parser->kind = quote == '"' ? TOKEN_QUOTED_NAME : TOKEN_STRING;
  parser->rest = p + 1;
  return TRUE;
}

static void
read_plain(Parser *parser)
{
  const char *p = parser->begin;
  char *end;
  g_ascii_strtod(p, &end);
  if (g_ascii_isdigit(*p) || (strchr("+-.", *p) != NULL && end > p && g_ascii_isdigit(end[-1]))) {
    parser->kind = TOKEN_NUMBER;
    p = end;
  } else if (is_word_char(p)) {
    parser->kind = TOKEN_WORD;
    while (*p != '\0' && is_word_char(p))
      p = g_utf8_next_char(p);
  } else {
    parser->kind = TOKEN_SIGN;
    const gboolean two = strchr("<>!", *p) != NULL && (p[1] == '=' || (p[0] == '<' && p[1] == '>'));
    p = two ? p + 2 : g_utf8_next_char(p);
  }
  parser->text = g_strndup(parser->begin, (gsize)(p - parser->begin));
  parser->rest = p;
}

/* Goes to the next token. */
static gboolean
advance(Parser *parser, GError **error)
{
  g_clear_pointer(&parser->text, g_free);
  while (g_ascii_isspace(*parser->rest))
    parser->rest++;
  parser->begin = parser->rest;
  parser->kind = TOKEN_END;
  if (*parser->begin == '\0')
    return TRUE;
  if (*parser->begin == '\'' || *parser->begin == '"')
    return read_quoted(parser, error);
  read_plain(parser);
  return TRUE;
}

static gboolean
is_at(const Parser *parser, const char *word)
{
  return (parser->kind == TOKEN_WORD || parser->kind == TOKEN_SIGN) &&
         g_ascii_strcasecmp(parser->text, word) == 0;
}

/* Steps over a word or sign; fails if it is not there. */
static gboolean
expect(Parser *parser, const char *word, GError **error)
{
  g_autofree char *expected = g_strdup_printf("'%s'", word);
  return is_at(parser, word) ? advance(parser, error) : fail(parser, expected, error);
}

static guint
find_field(GPtrArray *fields, const char *name)
{
  const guint n = fields->len - 1;
  for (guint i = 0; i < n; i++)
    if (g_ascii_strcasecmp(fields->pdata[i], name) == 0)
      return i;
  fields->pdata[n] = g_strdup(name);
  g_ptr_array_add(fields, NULL);
  return n;
}

static gboolean
read_literal(Parser *parser, Node *node, gboolean only_text, GError **error)
{
  if (parser->kind != TOKEN_STRING && (only_text || parser->kind != TOKEN_NUMBER))
    return fail(parser, only_text ? "a text in single quotes" : "a number or a text in single quotes", error);
  Literal literal = { .is_number = parser->kind == TOKEN_NUMBER };
  literal.number = literal.is_number ? g_ascii_strtod(parser->text, NULL) : 0;
  literal.text = g_utf8_normalize(parser->text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
  g_array_append_val(node->literals, literal);
  return advance(parser, error);
}

static gboolean
read_list(Parser *parser, Node *node, GError **error)
{
  if (!expect(parser, "(", error) || !read_literal(parser, node, FALSE, error))
    return FALSE;
  while (is_at(parser, ","))
    if (!advance(parser, error) || !read_literal(parser, node, FALSE, error))
      return FALSE;
  return expect(parser, ")", error);
}

static gboolean
find_comparison(const Parser *parser, Comparison *comparison)
{
  static const struct {
    const char *sign;
    Comparison comparison;
  } signs[] = { { "<", LESS },     { "<=", LESS_EQUAL },    { "=", EQUAL },  { "<>", UNEQUAL },
                { "!=", UNEQUAL }, { ">=", GREATER_EQUAL }, { ">", GREATER } };
  for (guint i = 0; i < G_N_ELEMENTS(signs); i++)
    if (is_at(parser, signs[i].sign)) {
      *comparison = signs[i].comparison;
      return TRUE;
    }
  return FALSE;
}

/* Reads what comes after the name of a field, unless it is a sign or "is". */
static gboolean
read_test(Parser *parser, Node *node, GError **error)
{
  if (is_at(parser, "like") || is_at(parser, "ilike")) {
    node->kind = is_at(parser, "like") ? NODE_LIKE : NODE_ILIKE;
    return advance(parser, error) && read_literal(parser, node, TRUE, error);
  }
  if (is_at(parser, "in")) {
    node->kind = NODE_IN;
    return advance(parser, error) && read_list(parser, node, error);
  }
  if (is_at(parser, "between")) {
    node->kind = NODE_BETWEEN;
    return advance(parser, error) && read_literal(parser, node, FALSE, error) &&
           expect(parser, "and", error) && read_literal(parser, node, FALSE, error);
  }
  return fail(parser, "a comparison (= <> < <= > >= like ilike in between is)", error);
}

static Node *
negate(Node *node)
{
  Node *negation = new_node(NODE_NOT);
  negation->left = node;
  return negation;
}

static gboolean
read_is_null(Parser *parser, gboolean *negated, GError **error)
{
  if (!advance(parser, error))
    return FALSE;
  *negated = is_at(parser, "not");
  if (*negated && !advance(parser, error))
    return FALSE;
  return expect(parser, "null", error);
}

static Node *
read_comparison(Parser *parser, GError **error)
{
  g_autoptr(SalExpression) node = new_node(NODE_COMPARE);
  if (++parser->n_terms > MAX_TERMS) {
    sal_error_set(error, SAL_ERROR_USAGE, "expected at most %d comparisons, got more", MAX_TERMS);
    return NULL;
  }
  node->literals = g_array_new(FALSE, FALSE, sizeof(Literal));
  g_array_set_clear_func(node->literals, clear_literal);
  if (parser->kind != TOKEN_WORD && parser->kind != TOKEN_QUOTED_NAME) {
    fail(parser, "a field's name", error);
    return NULL;
  }
  node->field = find_field(parser->fields, parser->text);
  if (!advance(parser, error))
    return NULL;
  gboolean negated = FALSE, ok;
  if (find_comparison(parser, &node->comparison)) {
    ok = advance(parser, error) && read_literal(parser, node, FALSE, error);
  } else if (is_at(parser, "is")) {
    node->kind = NODE_IS_NULL;
    ok = read_is_null(parser, &negated, error);
  } else {
    negated = is_at(parser, "not");
    ok = (!negated || advance(parser, error)) && read_test(parser, node, error);
  }
  if (!ok)
    return NULL;
  return negated ? negate(g_steal_pointer(&node)) : g_steal_pointer(&node);
}

static Node *read_or(Parser *parser, GError **error);

static Node *
read_nested(Parser *parser, GError **error)
{
  g_autoptr(SalExpression) node = NULL;
  if (!advance(parser, error) || (node = read_or(parser, error)) == NULL || !expect(parser, ")", error))
    return NULL;
  return g_steal_pointer(&node);
}

static Node *
read_term(Parser *parser, GError **error)
{
  Node *node = NULL;
  if (++parser->depth > MAX_DEPTH) {
    sal_error_set(error, SAL_ERROR_USAGE, "expected at most %d nested parentheses, got more", MAX_DEPTH);
  } else if (is_at(parser, "(")) {
    node = read_nested(parser, error);
  } else if (is_at(parser, "not")) {
    node = advance(parser, error) ? read_term(parser, error) : NULL;
    node = node != NULL ? negate(node) : NULL;
  } else {
    node = read_comparison(parser, error);
  }
  parser->depth--;
  return node;
}

/* Reads terms that a word joins, from left to right. read reads one term. */
static Node *
read_joined(Parser *parser, const char *word, NodeKind kind, Node *(*read)(Parser *, GError **),
            GError **error)
{
  g_autoptr(SalExpression) node = read(parser, error);
  while (node != NULL && is_at(parser, word)) {
    Node *right = advance(parser, error) ? read(parser, error) : NULL;
    if (right == NULL)
      return NULL;
    Node *joined = new_node(kind);
    joined->left = g_steal_pointer(&node);
    joined->right = right;
    node = joined;
  }
  return g_steal_pointer(&node);
}

static Node *
read_and(Parser *parser, GError **error)
{
  return read_joined(parser, "and", NODE_AND, read_term, error);
}

static Node *
read_or(Parser *parser, GError **error)
{
  return read_joined(parser, "or", NODE_OR, read_and, error);
}

SalExpression *
sal_expression_new(const char *text, GPtrArray *fields, GError **error)
{
  g_auto(Parser) parser = { .fields = fields, .rest = text };
  g_autoptr(SalExpression) root = NULL;
  if (!advance(&parser, error) || (root = read_or(&parser, error)) == NULL)
    return NULL;
  if (parser.kind != TOKEN_END) {
    fail(&parser, "'and', 'or' or the end", error);
    return NULL;
  }
  return g_steal_pointer(&root);
}

gboolean
sal_expression_asks_for(const SalExpression *expression, guint field)
{
  if (expression == NULL)
    return FALSE;
  const gboolean is_leaf = expression->left == NULL;
  return is_leaf ? expression->field == field
                 : sal_expression_asks_for(expression->left, field) ||
                       sal_expression_asks_for(expression->right, field);
}

/* Compares a value with a literal: order is negative, zero or positive. FALSE if they cannot be compared. */
static gboolean
compare(const char *value, const Literal *literal, int *order)
{
  if (literal->is_number) {
    char *end;
    const double number = g_ascii_strtod(value, &end);
    *order = (number > literal->number) - (number < literal->number);
    return end > value && *end == '\0';
  }
  *order = strcmp(value, literal->text);
  return TRUE;
}

static Truth
is_equal(const char *value, const Literal *literal)
{
  int order;
  if (literal->is_number)
    return compare(value, literal, &order) ? (order == 0 ? YES : NO) : UNKNOWN;
  g_autofree char *a = g_utf8_casefold(value, -1), *b = g_utf8_casefold(literal->text, -1);
  return strcmp(a, b) == 0 ? YES : NO;
}

static Truth
invert(Truth truth)
{
  return truth == UNKNOWN ? UNKNOWN : truth == YES ? NO : YES;
}

static Truth
hold(const char *value, Comparison comparison, const Literal *literal)
{
  int order;
  if (comparison == EQUAL)
    return is_equal(value, literal);
  if (comparison == UNEQUAL)
    return invert(is_equal(value, literal));
  if (!compare(value, literal, &order))
    return UNKNOWN;
  const gboolean holds = comparison == LESS            ? order < 0
                         : comparison == LESS_EQUAL    ? order <= 0
                         : comparison == GREATER_EQUAL ? order >= 0
                                                       : order > 0;
  return holds ? YES : NO;
}

/* '%' stands for any text, '_' for one character. After a mismatch the last '%' takes one more character;
 * earlier ones need not be tried again. */
static gboolean
is_like(const char *text, const char *pattern)
{
  const char *after_percent = NULL, *retry = NULL;
  while (*text != '\0') {
    if (*pattern == '%') {
      after_percent = ++pattern;
      retry = text;
    } else if (*pattern == '_' || (*pattern != '\0' && g_utf8_get_char(pattern) == g_utf8_get_char(text))) {
      pattern = g_utf8_next_char(pattern);
      text = g_utf8_next_char(text);
    } else if (after_percent != NULL) {
      pattern = after_percent;
      text = retry = g_utf8_next_char(retry);
    } else {
      return FALSE;
    }
  }
  while (*pattern == '%')
    pattern++;
  return *pattern == '\0';
}

static Truth
is_alike(const char *value, const char *pattern, gboolean fold)
{
  g_autofree char *a = fold ? g_utf8_casefold(value, -1) : NULL;
  g_autofree char *b = fold ? g_utf8_casefold(pattern, -1) : NULL;
  return is_like(fold ? a : value, fold ? b : pattern) ? YES : NO;
}

static Truth
is_in(const char *value, const GArray *literals)
{
  Truth found = NO;
  for (guint i = 0; found != YES && i < literals->len; i++) {
    const Truth equal = is_equal(value, &g_array_index(literals, Literal, i));
    found = equal != NO ? equal : found;
  }
  return found;
}

static Truth
both(Truth a, Truth b)
{
  return a == NO || b == NO ? NO : a == UNKNOWN || b == UNKNOWN ? UNKNOWN : YES;
}

/* Makes a comparison with a field that has a value. */
static Truth
test_value(const Node *node, const char *value)
{
  const Literal *first = &g_array_index(node->literals, Literal, 0);
  switch (node->kind) {
  case NODE_LIKE:
  case NODE_ILIKE:
    return is_alike(value, first->text, node->kind == NODE_ILIKE);
  case NODE_IN:
    return is_in(value, node->literals);
  case NODE_BETWEEN:
    return both(hold(value, GREATER_EQUAL, first), hold(value, LESS_EQUAL, first + 1));
  default:
    return hold(value, node->comparison, first);
  }
}

static Truth
evaluate(const Node *node, char *const *values)
{
  switch (node->kind) {
  case NODE_AND:
    return both(evaluate(node->left, values), evaluate(node->right, values));
  case NODE_OR:
    return invert(both(invert(evaluate(node->left, values)), invert(evaluate(node->right, values))));
  case NODE_NOT:
    return invert(evaluate(node->left, values));
  case NODE_IS_NULL:
    return values[node->field] == NULL ? YES : NO;
  default:
    break;
  }
  if (values[node->field] == NULL)
    return UNKNOWN;
  g_autofree char *value = g_utf8_normalize(values[node->field], -1, G_NORMALIZE_DEFAULT_COMPOSE);
  return test_value(node, value);
}

gboolean
sal_expression_holds(const SalExpression *expression, char *const *values)
{
  return evaluate(expression, values) == YES;
}

/* A YAML or JSON text as a tree of nodes that know their line.
 *
 * It is one document without aliases and tags, at most SAL_YAML_MAX_DEPTH deep and SAL_YAML_MAX_BYTES
 * long, so that a hostile text costs no more than its length. A node owns its items, and the root is owned
 * by the caller. The tree is not changed after it has been parsed. */
#pragma once

#include "data/base/error.h"

#define SAL_YAML_MAX_BYTES (1024 * 1024)
#define SAL_YAML_MAX_DEPTH 16

typedef enum { SAL_YAML_SCALAR, SAL_YAML_LIST, SAL_YAML_MAPPING } SalYamlKind;

typedef struct {
  SalYamlKind kind;
  guint line;       /* from 1 */
  gboolean quoted;  /* scalars */
  char *text;       /* of a scalar, without NUL; else NULL */
  GPtrArray *items; /* of a list SalYaml; of a mapping key, value, key, value...; of a scalar NULL */
} SalYaml;

/* Parses UTF-8 text. An empty text gives an empty plain scalar. Owned by the caller. Error: code, with a
 * message that starts with the line: "12: expected ...". */
SalYaml *sal_yaml_parse(const char *text, gsize length, SalError code, GError **error);

void sal_yaml_free(SalYaml *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalYaml, sal_yaml_free)

guint sal_yaml_get_n_items(const SalYaml *node);
const SalYaml *sal_yaml_get_item(const SalYaml *node, guint index);

/* The value of the first such key of a mapping; NULL if there is none, or if node is not a mapping. */
const SalYaml *sal_yaml_find(const SalYaml *node, const char *key);

/* Whether the node is a plain scalar that says nothing: empty, `~` or `null`. */
gboolean sal_yaml_is_null(const SalYaml *node);

/* What a node is, for "got ...": the text of a scalar in quotes, "nothing", "a list" or "a mapping". Owned
 * by the caller. */
char *sal_yaml_describe(const SalYaml *node);

/* The table of all keys that a style file may have: the name, kind and range of each, where its value is
 * kept, and what it means. Reading, formatting, suggestions and the tables of docs/styles.md all come from
 * it. Static. */
#pragma once

#include "styles/style.h"

#define SAL_SCHEMA_MAX_PROSE 20000 /* characters */

typedef enum {
  SAL_KEY_GROUP,   /* a mapping with keys of its own */
  SAL_KEY_BASE,    /* read by itself, as the style to start from is; its value is not kept */
  SAL_KEY_TEXT,    /* char *, one line */
  SAL_KEY_COLOR,   /* SalColor */
  SAL_KEY_NUMBER,  /* double, min to max */
  SAL_KEY_WHOLE,   /* int, min to max */
  SAL_KEY_FLAG,    /* gboolean */
  SAL_KEY_DASH,    /* dash_mm and n_dash of a SalLineStyle, each min to max */
  SAL_KEY_RANKS,   /* double[SAL_STYLE_PLACE_RANKS], each min to max */
  SAL_KEY_CHOICE,  /* an enum: 0 is the first of the key's choices */
  SAL_KEY_COLORS,  /* GArray of min to max SalColor */
  SAL_KEY_LAYERS,  /* layers and n_layers of a SalStyle, each one of the key's choices */
  SAL_KEY_CLASSES, /* GArray of at most max SalStyleClass: a mapping from any name to the keys of a class */
  SAL_KEY_PROSE,   /* char *, several lines */
  SAL_KEY_LENGTH,  /* SalLength */
  SAL_KEY_PAINT,   /* SalPaint */
} SalKeyKind;

typedef struct _SalKey SalKey;
struct _SalKey {
  const char *name; /* NULL ends a table */
  SalKeyKind kind;
  gsize offset;       /* of the value in the struct of the group; of DASH that of the SalLineStyle, of LAYERS
                         that of the SalStyle */
  const SalKey *keys; /* of a group or a class, else NULL */
  double min, max;
  const char *meaning;
  const char *const *choices; /* NULL-terminated; of CHOICE and LAYERS, else NULL */
};

/* The keys at the top of a file. */
const SalKey *sal_schema_get_keys(void);

/* The key of that name, or NULL. */
const SalKey *sal_schema_find(const SalKey *keys, const char *name);

/* The names of the layers of a map in style files, NULL-terminated, in the order of SalStyleLayer. Static. */
const char *const *sal_style_list_layers(void);

/* The names of a table, NULL-terminated. The list is owned by the caller (g_free), the names are lent. */
const char **sal_schema_list_names(const SalKey *keys);

/* What a value must be, for "expected ...": "a number from 0 to 10". Owned by the caller. */
char *sal_schema_expects(const SalKey *key);

/* A page template: where title, map, legend and all else stand on a page, as plain values.
 * styles/page-template-load.h reads templates from files.
 *
 * A template is not changed after it has been loaded, and many threads may read it. */
#pragma once

#include "styles/paint.h"

typedef enum {
  SAL_BOX_TITLE,
  SAL_BOX_SUBTITLE,
  SAL_BOX_MAP,
  SAL_BOX_CHART,
  SAL_BOX_LEGEND,
  SAL_BOX_TEXT,
  SAL_BOX_TABLE,
  SAL_BOX_FIGURE,
  SAL_BOX_LOGO,
  SAL_BOX_CREDIT,
  SAL_BOX_SOURCE,
  SAL_BOX_BAR,
  SAL_N_BOX_KINDS
} SalBoxKind;

typedef enum { SAL_ALIGN_LEFT, SAL_ALIGN_CENTRE, SAL_ALIGN_RIGHT } SalBoxAlign;
typedef enum { SAL_VALIGN_TOP, SAL_VALIGN_MIDDLE, SAL_VALIGN_BOTTOM } SalBoxValign;
typedef enum { SAL_ROWS_PERIODS, SAL_ROWS_CLASSES, SAL_ROWS_REGIONS } SalBoxRows;

/* What a kind does not have stays zero. */
typedef struct {
  char *name; /* ASCII letters, digits, - and _; unique in the template */
  guint line; /* of the file, from 1 */
  SalBoxKind kind;
  SalLength left, right, top, bottom, width, height; /* from the page's edges */
  double padding_mm;
  SalPaint background, color;
  double size_pt, least_pt, label_pt; /* 0: as the style says */
  int weight;                         /* 0: likewise */
  int align, valign, rows;            /* SalBoxAlign, SalBoxValign, SalBoxRows */
  char *text, *label, *file;          /* NULL: none */
} SalTemplateBox;

typedef struct {
  char *name;                        /* as it was asked for: of a built-in one, or a path */
  char *told;                        /* the file's name for messages; NULL: they begin with the line */
  char *folder;                      /* where relative names in it begin; NULL: it is built in */
  char *title;                       /* one line that says what it is for; NULL: it does not say */
  char *size;                        /* a value of --size; NULL: none */
  char *style;                       /* a value of --style, its path already joined to folder; NULL: none */
  guint size_line, style_line, line; /* of these and of `boxes`; 0: not there */
  gboolean has_cover;                /* a PDF of all pages begins with a page of the whole run */
  gboolean is_fixed;                 /* boxes stay where the file says, whatever they hold */
  double margin_mm;
  GArray *boxes; /* SalTemplateBox, in drawing order */
} SalPageTemplate;

/* A template without boxes. Owned by the caller. */
SalPageTemplate *sal_page_template_new(const char *name);
void sal_page_template_free(SalPageTemplate *template);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalPageTemplate, sal_page_template_free)

const SalTemplateBox *sal_page_template_get_box(const SalPageTemplate *template, guint index);
/* The first box of a kind; NULL: there is none. */
const SalTemplateBox *sal_page_template_find(const SalPageTemplate *template, SalBoxKind kind);
/* The names of the kinds in files, NULL-terminated, in their order. Static. */
const char *const *sal_page_template_list_kinds(void);

/* The path of a file that the template names. Owned by the caller. */
char *sal_page_template_find_file(const SalPageTemplate *template, const char *name);

/* Sets an error about a box: "house.yaml:12: boxes.title: " and what follows. Returns FALSE. */
gboolean sal_page_template_blame(const SalPageTemplate *template, const SalTemplateBox *box, GError **error,
                                 const char *format, ...) G_GNUC_PRINTF(4, 5);
/* Puts that place before an error that is there. Returns FALSE. */
gboolean sal_page_template_prefix(const SalPageTemplate *template, const SalTemplateBox *box, GError **error);

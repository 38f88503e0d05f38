#include "render/drawing/richtext.h"

#include "render/drawing/text.h"

#include <string.h>

#define LEADING 1.36       /* line to line, in type sizes */
#define PARAGRAPH_GAP 0.55 /* between paragraphs, in type sizes of the text */
#define ITEM_GAP 0.15      /* between the items of a list */
#define HEADING_GAP 0.5    /* more above a heading */
#define UNDER_HEADING 0.15 /* below it, in place of the paragraph's gap */
#define INDENT 1.2         /* of lists, in type sizes */
#define BOLD 700
#define MAX_LEVEL 3

static const double HEADING_SIZES[MAX_LEVEL + 1] = { 1, 1.5, 1.22, 1 };

typedef enum { BLOCK_PARAGRAPH, BLOCK_HEADING, BLOCK_ITEM } BlockKind;

typedef struct {
  BlockKind kind;
  guint level;  /* of a heading, from 1 */
  char *marker; /* of an item: "•" or "2." */
  GString *text;
} Block;

/* Part of a word in one face. */
typedef struct {
  char *text;
  gboolean is_bold, is_italic;
  gboolean begins_word;
} Piece;

/* A run of one face on a line, and its place in the column. */
typedef struct {
  char *text;
  double x_mm, baseline_mm;
  SalTextStyle style;
} Run;

struct _SalRichText {
  SalRichTextOptions options;
  GArray *runs; /* Run */
  double y_mm;  /* where the next block begins, while it is laid out; then the foot */
  double height_mm, width_mm;
};

static void
block_clear(gpointer data)
{
  Block *block = data;
  g_free(block->marker);
  g_string_free(block->text, TRUE);
}

static void
piece_clear(gpointer data)
{
  g_free(((Piece *)data)->text);
}

static void
run_clear(gpointer data)
{
  g_free(((Run *)data)->text);
}

void
sal_rich_text_free(SalRichText *text)
{
  if (text == NULL)
    return;
  g_array_unref(text->runs);
  g_free(text);
}

/* Blocks */

/* How a line begins a block: the characters that do, or 0. */
static gsize
find_start(const char *line, Block *block)
{
  const gsize hashes = strspn(line, "#"), digits = strspn(line, "0123456789");
  if (hashes >= 1 && hashes <= MAX_LEVEL && line[hashes] == ' ') {
    block->kind = BLOCK_HEADING, block->level = (guint)hashes;
    return hashes + 1;
  }
  if ((*line == '-' || *line == '*') && line[1] == ' ') {
    block->kind = BLOCK_ITEM, block->marker = g_strdup("•");
    return 2;
  }
  if (digits >= 1 && digits <= 3 && line[digits] == '.' && line[digits + 1] == ' ') {
    block->kind = BLOCK_ITEM, block->marker = g_strndup(line, digits + 1);
    return digits + 2;
  }
  return 0;
}

static GArray *
split_blocks(const char *markdown)
{
  GArray *blocks = g_array_new(FALSE, TRUE, sizeof(Block));
  g_auto(GStrv) lines = g_strsplit(markdown, "\n", -1);
  gboolean is_open = FALSE; /* the next line of plain text belongs to the last block */
  g_array_set_clear_func(blocks, block_clear);
  for (guint i = 0; lines[i] != NULL; i++) {
    const char *line = g_strstrip(lines[i]);
    Block block = { BLOCK_PARAGRAPH, 0, NULL, NULL };
    const gsize n = find_start(line, &block);
    if (*line == '\0') {
      is_open = FALSE;
      continue;
    }
    if (n == 0 && is_open) {
      g_string_append_printf(g_array_index(blocks, Block, blocks->len - 1).text, " %s", line);
      continue;
    }
    block.text = g_string_new(line + n);
    is_open = block.kind != BLOCK_HEADING;
    g_array_append_val(blocks, block);
  }
  return blocks;
}

/* Pieces */

typedef struct {
  GArray *pieces; /* Piece */
  GString *piece; /* what was read of the next one */
  gboolean is_bold, is_italic, begins_word;
} Splitting;

static void
end_piece(Splitting *splitting)
{
  if (splitting->piece->len == 0)
    return;
  const Piece piece = { g_strdup(splitting->piece->str), splitting->is_bold, splitting->is_italic,
                        splitting->begins_word };
  g_array_append_val(splitting->pieces, piece);
  g_string_truncate(splitting->piece, 0);
  splitting->begins_word = FALSE;
}

/* Whether a mark at `at` opens or closes an emphasis: it opens before a letter where another one closes it behind a letter. */
static gboolean
is_mark(const char *start, const char *at, const char *mark, gboolean is_open)
{
  const gsize n = strlen(mark);
  if (strncmp(at, mark, n) != 0)
    return FALSE;
  if (is_open)
    return at > start && at[-1] != ' ';
  const char *end = at[n] != '\0' && at[n] != ' ' ? strstr(at + n + 1, mark) : NULL;
  return end != NULL && end[-1] != ' ';
}

static GArray *
split_pieces(const char *text)
{
  Splitting splitting = { .pieces = g_array_new(FALSE, FALSE, sizeof(Piece)), .begins_word = TRUE };
  splitting.piece = g_string_new(NULL);
  g_array_set_clear_func(splitting.pieces, piece_clear);
  for (const char *p = text; *p != '\0'; p++) {
    if (*p == '\\' && g_ascii_ispunct(p[1])) {
      g_string_append_c(splitting.piece, *++p);
    } else if (is_mark(text, p, "**", splitting.is_bold)) {
      end_piece(&splitting);
      splitting.is_bold = !splitting.is_bold;
      p++;
    } else if (p[1] != '*' && is_mark(text, p, "*", splitting.is_italic)) {
      end_piece(&splitting);
      splitting.is_italic = !splitting.is_italic;
    } else if (*p == ' ') {
      end_piece(&splitting);
      splitting.begins_word = TRUE;
    } else
      g_string_append_c(splitting.piece, *p);
  }
  end_piece(&splitting);
  g_string_free(splitting.piece, TRUE);
  return splitting.pieces;
}

/* Lines */

static double
measure(const SalRichText *text, const char *words, const SalTextStyle *style)
{
  return sal_text_measure(words, text->options.font_family, style).width_mm;
}

static SalTextStyle
make_style(SalTextStyle base, const Piece *piece)
{
  base.weight = piece->is_bold ? BOLD : base.weight;
  base.italic = base.italic || piece->is_italic;
  return base;
}

/* The width of the word that begins with a piece; next: the piece behind it. */
static double
measure_word(const SalRichText *text, const GArray *pieces, guint first, const SalTextStyle *base,
             guint *next)
{
  double width = 0;
  guint i = first;
  do {
    const Piece *piece = &g_array_index(pieces, Piece, i);
    const SalTextStyle style = make_style(*base, piece);
    width += measure(text, piece->text, &style);
    i++;
  } while (i < pieces->len && !g_array_index(pieces, Piece, i).begins_word);
  *next = i;
  return width;
}

static gboolean
is_same_face(const Piece *a, const Piece *b)
{
  return a->is_bold == b->is_bold && a->is_italic == b->is_italic;
}

/* Adds the pieces of a line as runs, each of as many as have the same face. */
static void
add_line(SalRichText *text, const GArray *pieces, guint first, guint end, const Run *at, double width_mm)
{
  double x = at->x_mm;
  const guint first_run = text->runs->len;
  for (guint i = first; i < end;) {
    const Piece *piece = &g_array_index(pieces, Piece, i);
    g_autoptr(GString) words = g_string_new(NULL);
    const SalTextStyle style = make_style(at->style, piece);
    if (i > first && piece->begins_word)
      x += measure(text, " ", &at->style);
    for (; i < end && is_same_face(piece, &g_array_index(pieces, Piece, i)); i++) {
      const Piece *next = &g_array_index(pieces, Piece, i);
      g_string_append_printf(words, "%s%s", next->begins_word && words->len > 0 ? " " : "", next->text);
    }
    const Run run = { g_strdup(words->str), x, at->baseline_mm, style };
    g_array_append_val(text->runs, run);
    x += measure(text, words->str, &style);
  }
  const double spared = width_mm - (x - at->x_mm);
  const double shift = text->options.anchor == SAL_ANCHOR_START ? 0
                       : text->options.anchor == SAL_ANCHOR_END ? spared
                                                                : spared / 2;
  for (guint i = first_run; i < text->runs->len; i++)
    g_array_index(text->runs, Run, i).x_mm += shift;
  text->width_mm = MAX(text->width_mm, x);
}

/* Breaks the pieces of a block into lines; at: where its first one stands. Returns the last baseline. */
static double
add_lines(SalRichText *text, const GArray *pieces, Run at)
{
  const double line_mm = at.style.size_pt * SAL_MM_PER_PT * LEADING;
  const double width_mm = text->options.width_mm - at.x_mm, space_mm = measure(text, " ", &at.style);
  double x = 0;
  guint first = 0;
  for (guint i = 0, next; i < pieces->len; i = next) {
    const double word_mm = measure_word(text, pieces, i, &at.style, &next);
    if (i > first && x + space_mm + word_mm > width_mm + 1e-6) {
      add_line(text, pieces, first, i, &at, width_mm);
      at.baseline_mm += line_mm;
      first = i, x = 0;
    }
    x += word_mm + (i > first ? space_mm : 0);
  }
  add_line(text, pieces, first, pieces->len, &at, width_mm);
  return at.baseline_mm;
}

/* The gap above a block. */
static double
get_gap(const Block *block, const Block *before)
{
  if (before == NULL)
    return 0;
  if (before->kind == BLOCK_HEADING)
    return UNDER_HEADING;
  if (block->kind == BLOCK_HEADING)
    return PARAGRAPH_GAP + HEADING_GAP;
  return block->kind == BLOCK_ITEM && before->kind == BLOCK_ITEM ? ITEM_GAP : PARAGRAPH_GAP;
}

static void
add_block(SalRichText *text, const Block *block, const Block *before)
{
  SalTextStyle style = text->options.style;
  const double size_mm = style.size_pt * SAL_MM_PER_PT;
  g_autoptr(GArray) pieces = split_pieces(block->text->str);
  if (pieces->len == 0)
    return;
  style.size_pt *= HEADING_SIZES[block->level];
  style.weight = block->kind == BLOCK_HEADING ? BOLD : style.weight;
  const SalTextExtents extents = sal_text_measure("Hp", text->options.font_family, &style);
  const double line_mm = style.size_pt * SAL_MM_PER_PT * LEADING;
  Run at = { NULL, block->kind == BLOCK_ITEM ? INDENT * size_mm : 0, extents.cap_height_mm, style };
  if (before != NULL)
    at.baseline_mm = text->y_mm + get_gap(block, before) * size_mm + line_mm;
  if (block->marker != NULL) {
    at.x_mm = MAX(at.x_mm, measure(text, block->marker, &style) + 0.4 * size_mm);
    const Run marker = { g_strdup(block->marker), 0, at.baseline_mm, style };
    g_array_append_val(text->runs, marker);
  }
  text->y_mm = add_lines(text, pieces, at);
  text->height_mm = text->y_mm + extents.descent_mm;
}

SalRichText *
sal_rich_text_new(const char *markdown, const SalRichTextOptions *options)
{
  SalRichText *text = g_new0(SalRichText, 1);
  g_autoptr(GArray) blocks = split_blocks(markdown);
  text->options = *options;
  text->options.style.size_pt *= options->scale;
  text->runs = g_array_new(FALSE, FALSE, sizeof(Run));
  g_array_set_clear_func(text->runs, run_clear);
  const Block *before = NULL;
  for (guint i = 0; i < blocks->len; i++) {
    const Block *block = &g_array_index(blocks, Block, i);
    const guint n = text->runs->len;
    add_block(text, block, before);
    before = text->runs->len > n ? block : before;
  }
  return text;
}

double
sal_rich_text_get_height_mm(const SalRichText *text)
{
  return text->height_mm;
}

double
sal_rich_text_get_width_mm(const SalRichText *text)
{
  return text->width_mm;
}

void
sal_rich_text_draw(const SalRichText *text, SalLayer *layer, double x_mm, double y_mm)
{
  for (guint i = 0; i < text->runs->len; i++) {
    const Run *run = &g_array_index(text->runs, Run, i);
    sal_layer_add_text(layer, run->text, x_mm + run->x_mm, y_mm + run->baseline_mm, SAL_ANCHOR_START, 0,
                       &run->style);
  }
}

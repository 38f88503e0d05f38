#include "render/words/template.h"

#include <string.h>

typedef enum { PIECE_END, PIECE_TEXT, PIECE_BRACE, PIECE_NAME, PIECE_FAULT } PieceKind;

/* What a text begins with. */
typedef struct {
  PieceKind kind;
  const char *start; /* of plain text, the brace or the name */
  gsize length;      /* of that */
  const char *rest;
} Piece;

static Piece
next_piece(const char *text)
{
  const gsize plain = strcspn(text, "{}");
  if (*text == '\0')
    return (Piece){ PIECE_END, text, 0, text };
  if (plain > 0)
    return (Piece){ PIECE_TEXT, text, plain, text + plain };
  if (text[1] == text[0])
    return (Piece){ PIECE_BRACE, text, 1, text + 2 };
  const gsize length = strcspn(text + 1, "{}");
  if (*text == '}' || text[1 + length] != '}')
    return (Piece){ PIECE_FAULT, text, 1, text + 1 };
  return (Piece){ PIECE_NAME, text + 1, length, text + length + 2 };
}

static int
find_name(const char *const *names, const Piece *piece)
{
  for (int i = 0; names[i] != NULL; i++)
    if (strlen(names[i]) == piece->length && strncmp(names[i], piece->start, piece->length) == 0)
      return i;
  return -1;
}

static gboolean
fail_unknown(const Piece *piece, const char *const *names, SalError code, GError **error)
{
  g_autofree char *name = g_strndup(piece->start, piece->length);
  g_autofree char *quoted = sal_error_quote(name), *hint = sal_error_suggest(name, names);
  g_autofree char *known = g_strjoinv("} {", (char **)names);
  if (names[0] == NULL)
    return sal_error_set(error, code, "placeholder: expected none, got '{%s}'", quoted);
  return sal_error_set(error, code, "placeholder: expected one of {%s}, got '{%s}'%s", known, quoted, hint);
}

gboolean
sal_template_check(const char *text, const char *const *names, SalError code, GError **error)
{
  for (Piece piece = next_piece(text); piece.kind != PIECE_END; piece = next_piece(piece.rest)) {
    const char brace = *piece.start;
    if (piece.kind == PIECE_FAULT)
      return sal_error_set(error, code, "expected '%c%c' for a brace, or a placeholder, got a single '%c'",
                           brace, brace, brace);
    if (piece.kind == PIECE_NAME && find_name(names, &piece) < 0)
      return fail_unknown(&piece, names, code, error);
  }
  return TRUE;
}

char *
sal_template_fill(const char *text, const char *const *names, const char *const *values)
{
  GString *filled = g_string_new(NULL);
  for (Piece piece = next_piece(text); piece.kind != PIECE_END; piece = next_piece(piece.rest)) {
    const int index = piece.kind == PIECE_NAME ? find_name(names, &piece) : -1;
    if (piece.kind == PIECE_TEXT || piece.kind == PIECE_BRACE)
      g_string_append_len(filled, piece.start, (gssize)piece.length);
    else if (index >= 0 && values[index] != NULL)
      g_string_append(filled, values[index]);
  }
  return g_string_free(filled, FALSE);
}

char *
sal_template_break_lines(const char *text)
{
  g_auto(GStrv) lines = g_strsplit(text, "\\n", -1);
  return g_strjoinv("\n", lines);
}

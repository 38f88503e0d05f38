/* Steps over JSON token by token, without building anything and without looking beyond its end.
 *
 * It is stricter than RFC 8259: of what readers disagree about (names with escapes, halves of surrogates, control
 * characters in texts, odd numbers) it takes none. Once something is not taken, the scan has failed, and every
 * function says that there is nothing more. */
#pragma once

#include "data/source/decimal.h"

typedef struct {
  const char *at, *end;
  gboolean failed;
} SalJsonScan;

/* A text without its quotes; lent from what is scanned. */
typedef struct {
  const char *bytes;
  gsize length;
  gboolean has_escapes;
} SalJsonText;

/* Fails the scan. Returns FALSE. */
gboolean sal_json_fail(SalJsonScan *scan);

/* Skips white space. Returns the next byte; 0 at the end. */
static inline char
sal_json_peek(SalJsonScan *scan)
{
  while (scan->at < scan->end &&
         (*scan->at == ' ' || *scan->at == '\n' || *scan->at == '\t' || *scan->at == '\r'))
    scan->at++;
  return scan->at < scan->end ? *scan->at : '\0';
}

/* Takes one byte, before which white space may stand; fails if there is another one. */
static inline gboolean
sal_json_take(SalJsonScan *scan, char c)
{
  if (sal_json_peek(scan) != c || c == '\0')
    return sal_json_fail(scan);
  scan->at++;
  return TRUE;
}

/* To be called with *n 0 behind the bracket that opens an array, and again behind each of its items: whether another
 * item follows, which *n counts. At the array's end, takes the bracket that closes it. */
gboolean sal_json_next_item(SalJsonScan *scan, guint *n);

/* The same for the members of an object: takes each one's name as well, which has no escapes and is not empty. */
gboolean sal_json_next_member(SalJsonScan *scan, guint *n, SalJsonText *name);

/* Takes a text. Fails for half a surrogate, an escaped zero, and escapes that JSON does not have. */
gboolean sal_json_read_text(SalJsonScan *scan, SalJsonText *text);
gboolean sal_json_read_number(SalJsonScan *scan, SalDecimal *number);
/* Takes a word: true, false or null. */
gboolean sal_json_read_word(SalJsonScan *scan, const char *word);

/* Takes a value of any kind. Fails where it is nested deeper than 32 levels. */
gboolean sal_json_skip(SalJsonScan *scan);

/* Whether a text that has no escapes is the same as another one. */
gboolean sal_json_text_is(const SalJsonText *text, const char *other);

/* A text that has been taken, without its escapes. Owned by the caller. */
char *sal_json_text_copy(const SalJsonText *text);

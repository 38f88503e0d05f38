/* Looks up the words of a page in a catalogue. Wherever a function takes const SalWords *, NULL is
 * English. */
#pragma once

#include "render/words/catalogue.h"

/* A text. Lent. */
const char *sal_words_get(const SalWords *words, SalWord word);
/* An item of a list, counted from 0. Lent. */
const char *sal_words_get_item(const SalWords *words, SalWord word, guint index);

/* A text with its placeholders filled in: names and values in turn, then NULL. Owned by the caller. */
char *sal_words_fill(const SalWords *words, SalWord word, ...) G_GNUC_NULL_TERMINATED;
char *sal_words_fill_item(const SalWords *words, SalWord word, guint index, ...) G_GNUC_NULL_TERMINATED;

/* Of areas in two units that stand in parentheses, "(net +503 km² (+194 sq mi))", the text has the second behind a
 * slash, "(net +503 km²/+194 sq mi)". What is filled in above has it already. Takes text. Owned by the caller. */
char *sal_words_unnest_areas(const SalWords *words, char *text);

/* What a class is called on the page; NULL if the catalogue does not say. Lent. */
const char *sal_words_find_class(const SalWords *words, const char *class_name);

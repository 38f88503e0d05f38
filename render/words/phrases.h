/* Parts of sentences: when something was, and where. They have their prepositions, in the case that these ask for. */
#pragma once

#include "data/change/movement.h"
#include "data/dates/calendar.h"
#include "render/words/words.h"

/* "in November 2025", "in week 45 of 2025", "in 2025" of the periods of a whole year. Of a part of a period, of periods that
 * are no year, and where months begin on another day than the first or the last, its days: "from 1 to 29 July 2025".
 * Owned by the caller. */
char *sal_phrase_make_when(const SalWords *words, const SalPeriod *period);
/* "since July 2025". Owned by the caller. */
char *sal_phrase_make_since(const SalWords *words, const SalPeriod *period);
/* Whether these are the months or quarters of one year. */
gboolean sal_phrase_is_year(const SalPeriod *period);

/* "near Huliaipole", "south of Huliaipole". The area must have a place. Owned by the caller. */
char *sal_phrase_make_near(const SalWords *words, const SalMovedArea *area);

/* The text with its first letter as a capital. Owned by the caller. */
char *sal_phrase_capitalise(const char *text);

/* Joins sentences (utf8) with spaces, as many as have at most limit characters; 0: all. If not even the first does, it is
 * cut behind a word and ends with "…"; numbers stay whole, and so do numbers with their units. Owned by the caller. */
char *sal_phrases_join(const GPtrArray *sentences, guint limit);

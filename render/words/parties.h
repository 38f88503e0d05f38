/* Who gained and who lost, in the words of a page. */
#pragma once

#include "render/words/catalogue.h"

/* Makes a catalogue say who holds what the maps show: its titles and its legend entries for gained, lost and held
 * name the holder, and the one for lost the opponent where it is given. Names stand as they are given; the templates
 * are such that they need no case. opponent may be NULL. */
void sal_words_set_parties(SalWords *words, const char *holder, const char *opponent);

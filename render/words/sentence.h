/* Sentences on a change, ready to be published: what was gained and lost, when, and where most of it lies. Their figures
 * are those that pictures print (render/words/figures.h).
 *
 * With the words of a holder (sal_words_set_holder()) they say who gained. A language that needs a case of the holder's
 * name which the words do not have says it without the holder. All texts are owned by the caller. */
#pragma once

#include "render/words/caption-options.h"

/* The sentence alone, without a stop and without notes:
 * "Russia gained 501 km² and lost 18 km² in November 2025 (net +483 km², 16 km² a day); the largest single gain, 191
 * km², lies east of Huliaipole". What stands out in its series is told (render/words/since-when.h). Of a region or a class it begins with their names. Of a run's total it is about the
 * sums, and run is to be given. */
char *sal_sentence_make(const SalWords *words, const SalChange *change, const SalRun *run);

/* "Russia took 361 km² a month on average in 2025 (net, 1 Jan 2025 to 1 Jan 2026; gained 374 km², lost 13 km²)", without a
 * stop; NULL: there are no two periods that the mean is over, or they are less than two months. */
char *sal_sentence_make_mean(const SalWords *words, const SalRun *run);
/* The same with its stop, and with what is doubtful about the run; NULL likewise. */
char *sal_sentence_make_mean_text(const SalWords *words, const SalRun *run);

/* All that is to be published with a figure: the sentence, of a run's total the mean, what is doubtful about it, the days
 * of snapshots that stand in for others, and what the class is. Each is a sentence with its stop. */
char *sal_sentence_make_text(const SalCaptionOptions *options, const SalCaptionSubject *subject);

/* "Russia gained 483 km² net in November 2025". */
char *sal_sentence_make_headline(const SalWords *words, const SalChange *change);

/* "Map. Territorial change, November 2025. Russia gained ...", with the days of the snapshots. limit: the most characters;
 * 0: any number (sal_phrases_join()). */
char *sal_sentence_make_alt(const SalCaptionOptions *options, const SalCaptionSubject *subject, guint limit);

/* Begins with the region and the class that a text is about, where they are not the usual ones, or else with a capital, unless
 * the text begins with a name, which stands as it is given. Takes text. */
char *sal_sentence_name_subject(const SalWords *words, const SalChange *change, char *text, gboolean is_name);

/* The case of the holder's name that sentences need and the words do not have ("gen"); NULL: none, or there is no
 * holder. Static. */
const char *sal_sentence_find_missing_form(const SalWords *words);

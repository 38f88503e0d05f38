/* Digests of what the pictures of a run follow from, as far as it can be told without reading the data. */
#pragma once

#include "library/options.h"

/* The digest of the program, its libraries, and the options that have a part in how a map looks; not of sources and spans,
 * which show in what is drawn. In hexadecimal, owned by the caller. */
char *sal_fingerprint_of_look(const SalientOptions *options);

/* The digest of a whole run: the program and its libraries, all options, the names, sizes and times of the files that are
 * read, of the base map and of the fonts' folders. Two runs with the same digest make the same pictures. In hexadecimal,
 * owned by the caller. NULL: that cannot be told, because something is read from elsewhere, or was written to so shortly
 * before that another change might not show in its times. */
char *sal_fingerprint_of_run(const SalientOptions *options);

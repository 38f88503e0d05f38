/* The films of pages: a frame for each picture of a page. */
#pragma once

#include "library/pictures.h"

#include "data/base/work.h"

/* Writes the films that the names of pages ask for, one after the other. Their paths are added to those of the pictures
 * that they show. Errors: as sal_film_write(), prefixed with the path. */
gboolean sal_page_films_write(const SalientPages *pages, const SalWork *work, GError **error);

/* Texts in the order of their bytes, which is the same in every locale. */
#pragma once

#include <glib.h>

/* Compares two elements of an array of texts (char *), for g_ptr_array_sort() and qsort(). */
int sal_texts_compare(gconstpointer a, gconstpointer b);

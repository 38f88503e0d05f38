#include "data/base/texts.h"

#include <string.h>

int
sal_texts_compare(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

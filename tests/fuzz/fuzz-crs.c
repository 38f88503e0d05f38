/* CRSs as files say them: a text that is plain reaches out to nothing, and what is taken out of a file stays out. */
#include "fuzz.h"

#include "data/geometry/crs.h"
#include "data/source/crs-said.h"

#include <string.h>

static void
check_text(const char *text)
{
  g_autoptr(GError) error = NULL;
  if (!sal_crs_said_is_plain(text) || (text[0] != '+' && strchr(text, '[') == NULL))
    return; /* a name or a code is looked up, which takes PROJ a tenth of a second */
  g_assert_false(sal_crs_said_reaches_out(text, strlen(text)));
  g_autoptr(SalTransform) transform = sal_transform_new(text, SAL_CRS_LONLAT, &error);
  g_assert_true((transform == NULL) == (error != NULL));
  SalPoint p = { 30, 50 };
  if (transform != NULL)
    sal_transform_points(transform, &p, 1);
}

/* What is taken once is not found again. */
static void
check_take(SalContent content, const uint8_t *data, size_t size)
{
  g_autofree char *copy = g_memdup2(data, size), *said = NULL, *again = NULL;
  const gsize length = sal_crs_said_take(content, copy, size, &said);
  g_assert_cmpuint(length, <=, size);
  g_assert_cmpuint(sal_crs_said_take(content, copy, length, &again), <=, length);
  if (content == SAL_CONTENT_XML && again != NULL)
    g_assert_true(sal_crs_said_is_plain(again));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  if (size == 0)
    return 0;
  g_autofree char *text = fuzz_copy_text(data, size);
  check_take(SAL_CONTENT_JSON, data, size);
  check_take(SAL_CONTENT_XML, data, size);
  if (strlen(text) < 2000)
    check_text(text);
  return 0;
}

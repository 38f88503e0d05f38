/* Bytes as a style file. */
#include "file.h"

#include "styles/check.h"
#include "styles/loader.h"

static void
check_texts(const GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++)
    g_assert_true(g_utf8_validate(texts->pdata[i], -1, NULL) && strpbrk(texts->pdata[i], "\n\r\033") == NULL);
}

/* A style that was read can be drawn with. */
static void
check_style(const SalStyle *style)
{
  g_assert_true(style->font_family != NULL && style->sequence->len >= 2 &&
                style->n_layers <= SAL_STYLE_N_LAYERS);
  g_assert_true(style->margin_mm >= 0 && style->gap_mm >= 0);
  g_assert_nonnull(sal_style_find_class(style, "anything", 7));
  for (guint i = 0; i < SAL_STYLE_PLACE_RANKS; i++)
    g_assert_true(style->place_text[i].size_pt > 0 && style->place_dot_mm[i] >= 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  g_autofree char *path = fuzz_put("style.yaml", data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(SalStyle) style = sal_style_load(path, &error);
  fuzz_check_error(style != NULL, error);
  if (style != NULL)
    check_style(style);
  g_autoptr(SalStyleCheck) check = sal_style_check(path, NULL);
  g_assert_nonnull(check);
  g_assert_true((check->faults->len == 0) == (style != NULL));
  check_texts(check->faults);
  check_texts(check->warnings);
  return 0;
}

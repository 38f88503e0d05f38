/* Names as cells of Markdown and CSV, as JSON and XML, and as secrets: no text gets out of its place. */
#include "fuzz.h"

#include "data/base/csv.h"
#include "data/base/json.h"
#include "data/base/markdown.h"
#include "data/base/plain.h"
#include "data/base/secrets.h"
#include "data/base/xml.h"

#include <string.h>

static gboolean
has_control(const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
    if (sal_plain_is_control(g_utf8_get_char(p)))
      return TRUE;
  return FALSE;
}

static void
check_csv(const char *text)
{
  g_autofree char *cell = sal_csv_defuse(text);
  g_assert_true(g_utf8_validate(cell, -1, NULL) && !has_control(cell));
  g_assert_true(cell[0] == '\0' || strchr("=+-@", cell[0]) == NULL);
  g_autoptr(GString) row = g_string_new(NULL);
  sal_csv_append_field(row, text);
  const char *rest = row->str;
  if (rest[0] == '"') { /* quoted: every quote inside is doubled */
    g_assert_true(row->len >= 2 && rest[row->len - 1] == '"');
    for (gsize i = 1; i + 1 < row->len; i++)
      if (rest[i] == '"')
        g_assert_true(++i + 1 < row->len && rest[i] == '"');
  } else {
    g_assert_null(strpbrk(rest, "\",\n\r"));
  }
}

/* Outside of backslashes nothing ends a cell or begins a tag or a link. */
static void
check_markdown(const char *text)
{
  g_autofree char *cell = sal_markdown_escape(text, 200);
  g_assert_true(g_utf8_validate(cell, -1, NULL) && !has_control(cell));
  for (const char *p = cell; *p != '\0'; p++) {
    if (*p == '\\' && g_ascii_ispunct(p[1])) {
      p++;
      continue;
    }
    g_assert_true(*p != '|');
    if (*p == '<' && !g_str_has_prefix(p, "<!-- -->")) /* that breaks an address of mail */
      g_assert_false(g_ascii_isalpha(p[1]) || p[1] == '/' || p[1] == '!' || p[1] == '?');
    g_assert_false(*p == ']' && p[1] == '(');
  }
}

static void
check_json(const char *text)
{
  g_autofree char *quoted = sal_json_quote(text);
  const gsize n = strlen(quoted);
  g_assert_true(n >= 2 && quoted[0] == '"' && quoted[n - 1] == '"' && g_utf8_validate(quoted, -1, NULL));
  g_assert_false(has_control(quoted));
  for (gsize i = 1; i + 1 < n; i++) {
    g_assert_true(quoted[i] != '"');
    i += quoted[i] == '\\';
  }
}

static void
check_xml(const char *text)
{
  g_autofree char *escaped = sal_xml_escape(text);
  g_assert_true(g_utf8_validate(escaped, -1, NULL) && strpbrk(escaped, "<>\"") == NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
  g_autofree char *text = fuzz_copy_text(data, size);
  check_csv(text);
  check_markdown(text);
  check_json(text);
  check_xml(text);
  g_free(sal_secrets_mask(text));
  g_free(sal_secrets_mask_message(text, "https://user:pass@host/?token=abcd"));
  return 0;
}

#include "data/table/inspection-lines.h"

#include "data/base/error.h"

#define PAGE_COLUMNS 79
#define LABEL_COLUMNS 15

void
sal_lines_append_label(GString *text, const char *label)
{
  g_string_append_printf(text, "%-*s", LABEL_COLUMNS, label);
}

void
sal_lines_append_list(GString *text, const char *label, const GPtrArray *words)
{
  glong column = LABEL_COLUMNS;
  sal_lines_append_label(text, label);
  for (guint i = 0; i < words->len; i++) {
    const gboolean is_last = i + 1 == words->len;
    const glong width = g_utf8_strlen(words->pdata[i], -1) + !is_last;
    if (column > LABEL_COLUMNS && column + 1 + width > PAGE_COLUMNS) {
      g_string_append_c(text, '\n');
      sal_lines_append_label(text, "");
      column = LABEL_COLUMNS;
    }
    const gboolean is_first = column == LABEL_COLUMNS;
    g_string_append_printf(text, "%s%s%s", is_first ? "" : " ", (char *)words->pdata[i], is_last ? "" : ",");
    column += width + !is_first;
  }
  g_string_append_c(text, '\n');
}

void
sal_lines_append(GString *text, const char *label, const GPtrArray *lines)
{
  for (guint i = 0; i < lines->len && i < SAL_LINES_MAX; i++) {
    sal_lines_append_label(text, i == 0 ? label : "");
    g_string_append_printf(text, "%s\n", (char *)lines->pdata[i]);
  }
  if (lines->len <= SAL_LINES_MAX)
    return;
  sal_lines_append_label(text, "");
  g_string_append_printf(text, "and %u more, which " SAL_OPTION("format") " json lists\n",
                         lines->len - SAL_LINES_MAX);
}

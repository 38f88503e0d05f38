#include "library/report-names.h"

#include "library/names.h"

#include <string.h>

#define MAX_NAME_BYTES 200

char *
sal_report_make_folder(const char *path)
{
  const char *dot = strrchr(path, '.');
  return g_strndup(path, dot != NULL ? (gsize)(dot - path) : strlen(path));
}

static char *
make_name(const char *path, const char *stem, const char *suffix)
{
  g_autofree char *folder = sal_report_make_folder(path), *part = sal_name_make_part(stem, MAX_NAME_BYTES);
  return g_strconcat(folder, "/", part, suffix, NULL);
}

char *
sal_report_make_map_name(const char *path, const char *period)
{
  return make_name(path, period, ".png");
}

char *
sal_report_make_chart_name(const char *path)
{
  return make_name(path, "chart", ".png");
}

char *
sal_report_make_table_name(const char *path)
{
  return make_name(path, "figures", ".csv");
}

GPtrArray *
sal_report_list_files(const char *path, const GPtrArray *periods)
{
  GPtrArray *files = g_ptr_array_new_with_free_func(g_free);
  SalReportFormat format = SAL_REPORT_HTML;
  g_ptr_array_add(files, g_strdup(path));
  if (!sal_formats_find_report(path, &format) || format == SAL_REPORT_HTML)
    return files;
  for (guint i = 0; i < periods->len; i++)
    g_ptr_array_add(files, sal_report_make_map_name(path, periods->pdata[i]));
  g_ptr_array_add(files, sal_report_make_chart_name(path));
  g_ptr_array_add(files, sal_report_make_table_name(path));
  return files;
}

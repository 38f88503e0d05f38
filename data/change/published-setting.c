#include "data/change/published-setting.h"

#include "data/base/error.h"

#include <stdlib.h>

static const char *const sample_names[] = { "nearest", "previous", "next", "exact" };

static guint
count_cut_off(const SalSetting *setting)
{
  const int start = setting->start_days, end = setting->end_days;
  if (start == 0 && end == 0)
    return 0;
  return start == end || start == 0 || end == 0 ? 1 : 2;
}

guint
sal_setting_count_departures(const SalSetting *setting, const SalSetting *own)
{
  return count_cut_off(setting) + (setting->sample != own->sample) + (setting->model != own->model) +
         (setting->kind != own->kind) + (setting->class_index != own->class_index);
}

/* A setting with what it is sorted by. */
typedef struct {
  SalSetting setting;
  guint departures, days, number;
} Candidate;

static int
compare_candidates(gconstpointer a, gconstpointer b)
{
  const Candidate *x = a, *y = b;
  if (x->departures != y->departures)
    return x->departures < y->departures ? -1 : 1;
  if (x->days != y->days)
    return x->days < y->days ? -1 : 1;
  return x->number < y->number ? -1 : x->number > y->number;
}

static void
add(GArray *candidates, const SalSetting *setting, const SalSetting *own)
{
  const guint departures = sal_setting_count_departures(setting, own);
  const int both = setting->start_days == setting->end_days;
  const guint days = (guint)abs(setting->start_days) + (both ? 0 : (guint)abs(setting->end_days));
  const Candidate candidate = { *setting, departures, days, candidates->len };
  if (departures >= 1 && departures <= SAL_SETTING_MAX_DEPARTURES)
    g_array_append_val(candidates, candidate);
}

/* Adds those of one cut-off and way of sampling: of all models, kinds and classes. */
static void
add_readings(GArray *candidates, const SalSetting *cut_off, const SalSettingRange *range)
{
  static const SalFigureKind others[] = { [SAL_FIGURE_NET] = SAL_FIGURE_GAINED,
                                          [SAL_FIGURE_GAINED] = SAL_FIGURE_NET,
                                          [SAL_FIGURE_LOST] = SAL_FIGURE_NET,
                                          [SAL_FIGURE_AREA] = SAL_FIGURE_AREA };
  const SalFigureKind kinds[2] = { range->own.kind, others[range->own.kind] };
  for (guint m = 0; m <= range->models->len; m++)
    for (guint k = 0; k < (kinds[0] == kinds[1] ? 1u : 2u); k++)
      for (guint c = 0; c < range->n_classes; c++) {
        SalSetting setting = *cut_off;
        setting.model = m == 0 ? range->own.model : range->models->pdata[m - 1];
        setting.kind = kinds[k];
        setting.class_index = c;
        if (sal_setting_count_departures(&setting, &range->own) <= SAL_SETTING_MAX_DEPARTURES)
          add(candidates, &setting, &range->own);
      }
}

GArray *
sal_settings_list(const SalSettingRange *range)
{
  static const SalSample samples[] = { SAL_SAMPLE_NEAREST, SAL_SAMPLE_PREVIOUS, SAL_SAMPLE_NEXT,
                                       SAL_SAMPLE_EXACT };
  g_autoptr(GArray) candidates = g_array_new(FALSE, FALSE, sizeof(Candidate));
  for (int start = -SAL_SETTING_MAX_DAYS; start <= SAL_SETTING_MAX_DAYS; start++)
    for (int end = -SAL_SETTING_MAX_DAYS; end <= SAL_SETTING_MAX_DAYS; end++)
      for (guint i = 0; i < G_N_ELEMENTS(samples); i++) {
        SalSetting cut_off = range->own;
        cut_off.start_days = start, cut_off.end_days = end, cut_off.sample = samples[i];
        if (sal_setting_count_departures(&cut_off, &range->own) <= SAL_SETTING_MAX_DEPARTURES)
          add_readings(candidates, &cut_off, range);
      }
  g_array_sort(candidates, compare_candidates);
  GArray *settings = g_array_new(FALSE, FALSE, sizeof(SalSetting));
  for (guint i = 0; i < candidates->len; i++)
    g_array_append_val(settings, g_array_index(candidates, Candidate, i).setting);
  return settings;
}

static void
add_day(GPtrArray *parts, const char *end, int days)
{
  if (days != 0)
    g_ptr_array_add(parts, g_strdup_printf("%s %d day%s %s", end, abs(days), abs(days) == 1 ? "" : "s",
                                           days > 0 ? "later" : "earlier"));
}

char *
sal_setting_format(const SalSetting *setting, const SalSetting *own, int date_shift,
                   const char *const *class_names)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func(g_free);
  if (setting->start_days == setting->end_days && setting->start_days != 0) {
    g_ptr_array_add(parts, g_strdup_printf(SAL_OPTION("date-shift") "=%d", date_shift - setting->start_days));
  } else {
    add_day(parts, "start", setting->start_days);
    add_day(parts, "end", setting->end_days);
  }
  if (setting->sample != own->sample)
    g_ptr_array_add(parts, g_strdup_printf(SAL_OPTION("sample") "=%s", sample_names[setting->sample]));
  if (setting->model != own->model)
    g_ptr_array_add(parts,
                    g_strdup_printf(SAL_OPTION("area-model") "=%s", sal_area_model_get_name(setting->model)));
  if (setting->kind != own->kind)
    g_ptr_array_add(parts,
                    g_strdup_printf("as %s", setting->kind == SAL_FIGURE_NET && own->kind == SAL_FIGURE_LOST
                                                 ? "net loss"
                                                 : sal_figure_kind_get_name(setting->kind)));
  if (setting->class_index != own->class_index) {
    g_autofree char *name = sal_error_quote(class_names[setting->class_index]);
    g_ptr_array_add(parts, g_strdup_printf(SAL_OPTION("show") "=%s", name));
  }
  g_ptr_array_add(parts, NULL);
  return g_strjoinv(", ", (char **)parts->pdata);
}

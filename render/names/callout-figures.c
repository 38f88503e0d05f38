#include "render/names/callout-figures.h"

#include "render/words/figures.h"

static GArray *
list_parts(const SalChangeGroup *group, const SalGeometry *polygons, const SalAreaModel *model)
{
  GArray *parts = g_array_new(FALSE, FALSE, sizeof(SalPrintedPart));
  for (guint i = 0; i < group->polygons->len; i++) {
    const guint number = g_array_index(group->polygons, guint, i);
    g_autoptr(SalGeometry) polygon = sal_geometry_extract_polygon(polygons, number);
    const SalPoint inner = sal_geometry_get_inner_point(polygons, number);
    const SalPrintedPart part = { sal_area_measure(model, polygon) / 1e6, inner.x, inner.y };
    g_array_append_val(parts, part);
  }
  return parts;
}

/* The part that the frame shows, if the callout says it. */
static void
print_part(const SalCallout *callout, const SalCalloutOptions *options, double sign, const char *id,
           GPtrArray *printed)
{
  const SalChangeGroup *group = callout->group;
  const double outside_m2 = options->outside_m2 != NULL ? options->outside_m2[group - options->groups] : 0;
  g_autofree char *whole =
      sal_figures_format_first(options->words, sign * group->area_m2 / 1e6, !options->is_comparison);
  g_autofree char *part_id = g_strconcat(id, "-in-frame", NULL);
  if (g_str_equal(callout->text, whole))
    return;
  sal_printed_list_add(printed, &(SalPrinted){ .where = "callout",
                                               .id = part_id,
                                               .label = callout->name,
                                               .text = callout->text,
                                               .value = sign * MAX(group->area_m2 - outside_m2, 0) / 1e6 });
}

void
sal_callouts_print(const GArray *callouts, const SalCalloutOptions *options, const SalAreaModel *model,
                   GPtrArray *printed)
{
  for (guint i = 0; i < callouts->len; i++) {
    const SalCallout *callout = &g_array_index(callouts, SalCallout, i);
    const SalChangeGroup *group = callout->group;
    const SalPlace *place = group->nearby.place;
    const double km2 = group->area_m2 / 1e6;
    g_autofree char *id = g_strdup_printf("callout-%u", i + 1);
    const gboolean is_negative = group->is_lost && !options->is_comparison;
    sal_printed_list_add(
        printed,
        &(SalPrinted){ .where = "callout",
                       .id = id,
                       .label = callout->name,
                       .text = callout->text,
                       .value = is_negative ? -km2 : km2,
                       .place = place != NULL ? place->name : NULL,
                       .place_lon = place != NULL ? place->lon : 0,
                       .place_lat = place != NULL ? place->lat : 0,
                       .parts = list_parts(group, group->is_lost ? options->lost : options->gained, model) });
    print_part(callout, options, is_negative ? -1 : 1, id, printed);
  }
}

/* Findings made by hand, for the tests of what is told of them. */
#pragma once

#include "data/change/inspection.h"

static inline void
clear_finding(gpointer data)
{
  sal_finding_clear(data);
}

/* An array of SalFinding. */
static inline GArray *
findings_new(void)
{
  GArray *findings = g_array_new(FALSE, TRUE, sizeof(SalFinding));
  g_array_set_clear_func(findings, clear_finding);
  return findings;
}

/* Appends the finding of a day, without classes. */
static inline SalFinding *
add_finding(GArray *findings, SalDay day)
{
  const SalFinding finding = { .day = day,
                               .found = { .day = day, .second = -1, .reading = "YYYY-MM-DD" },
                               .found_in = sal_day_format(day),
                               .path = g_strdup("file.geojson"),
                               .classes = g_array_new(FALSE, FALSE, sizeof(SalClassFinding)),
                               .remarks = g_ptr_array_new_with_free_func(g_free) };
  g_array_append_val(findings, finding);
  return &g_array_index(findings, SalFinding, findings->len - 1);
}

static inline void
add_class(SalFinding *finding, const char *name, guint n_features, double area_km2)
{
  const SalClassFinding found = { g_intern_string(name), n_features, n_features, area_km2 * 1e6 };
  g_array_append_val(finding->classes, found);
  finding->n_features += n_features;
  finding->area_m2 += area_km2 * 1e6;
}

/* An inspection that holds no more than findings, which it takes. definitions: of classes; NULL for one of
 * everything. */
static inline SalInspection *
inspection_new(GArray *findings, const char *const *definitions)
{
  SalInspection *inspection = g_new0(SalInspection, 1);
  *inspection = (SalInspection){ .classes = sal_classes_new(definitions, NULL),
                                 .findings = findings,
                                 .gaps = sal_steps_new(),
                                 .largest_steps = sal_steps_new(),
                                 .resets = sal_steps_new(),
                                 .class_jumps = g_array_new(FALSE, FALSE, sizeof(SalClassJump)),
                                 .remarks = g_ptr_array_new_with_free_func(g_free),
                                 .area_model = g_strdup("ellipsoid"),
                                 .area_definition = g_strdup("area as it is"),
                                 .min_width_m = 30 };
  return inspection;
}

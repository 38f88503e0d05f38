/* The lines of an inspection's text that say what changed from snapshot to snapshot. */
#include "data/base/cells.h"
#include "data/base/error.h"
#include "data/table/inspection-lines.h"
#include "data/table/inspection-phrases.h"
#include "data/table/inspection-private.h"

#include <math.h>

#define LEAST_BORDER_M2 1000.0 /* less prints as 0.000 km2 */

static void
append_largest_steps(GString *text, const SalInspection *inspection)
{
  for (guint i = 0; i < inspection->largest_steps->len; i++) {
    const SalStep *step = &g_array_index(inspection->largest_steps, SalStep, i);
    const int days = step->to - step->from;
    g_autofree char *class_name = sal_phrase_class_prefix(inspection->classes, step->class_index);
    g_autofree char *span = sal_phrase_span(step->from, step->to);
    g_autofree char *net = sal_cells_format_km2(sal_step_get_net_m2(step) / 1e6, TRUE);
    sal_lines_append_label(text, i == 0 ? "largest steps" : "");
    g_string_append_printf(text, "%s%s  ", class_name, span);
    sal_cells_append_padded(text, net, 12, TRUE);
    g_string_append(text, " km²");
    g_string_append_printf(text, days > 1 ? " in %d days\n" : "\n", days);
  }
}

static double
get_percent(guint part, guint whole)
{
  return whole > 0 ? 100.0 * part / whole : 0;
}

static const char *
get_direction(const SalDrift *corners)
{
  static const char *const names[] = { "east", "north-east", "north", "north-west",
                                       "west", "south-west", "south", "south-east" };
  const double eighths = atan2(corners->shift_north, corners->shift_east) / (G_PI / 4);
  return names[((int)round(eighths) + 8) % 8];
}

/* "7 decimals became 6", or "6 decimals as before". Owned by the caller. */
static char *
describe_decimals(const SalFinding *before, const SalFinding *finding)
{
  if (before->decimals == finding->decimals)
    return g_strdup_printf("%u decimals as before", finding->decimals);
  return g_strdup_printf("%u decimals became %u", before->decimals, finding->decimals);
}

static char *
describe_specks(const SalSinceLast *since, double width_m)
{
  g_autofree char *noise = sal_phrase_km2(since->noise_m2);
  return g_strdup_printf("noise: %s km² in %u parts nowhere as wide as %g m", noise, since->n_noise_parts,
                         width_m);
}

static char *
describe_rounded(const SalFinding *before, const SalFinding *finding, double width_m)
{
  const SalDrift *corners = &finding->since_last.corners;
  char distance[G_ASCII_DTOSTR_BUF_SIZE];
  g_ascii_formatd(distance, sizeof distance, "%.2g", corners->rounded_m);
  g_autofree char *decimals = describe_decimals(before, finding);
  g_autofree char *specks = describe_specks(&finding->since_last, width_m);
  return g_strdup_printf("%.0f %% of %u corners by %s m or less, %s; %s",
                         get_percent(corners->n_rounded, corners->n_to), corners->n_to, distance, decimals,
                         specks);
}

static char *
describe_shifted(const SalDrift *corners)
{
  char distance[G_ASCII_DTOSTR_BUF_SIZE + 320];
  g_ascii_formatd(distance, sizeof distance, "%.1f", corners->shift_m);
  return g_strdup_printf("%.0f %% of %u corners by %s m to the %s",
                         get_percent(corners->n_shifted, corners->n_to), corners->n_to, distance,
                         get_direction(corners));
}

static char *
describe_traced(const SalSinceLast *since)
{
  const SalDrift *corners = &since->corners;
  g_autofree char *changed = sal_phrase_km2(since->changed_m2);
  return g_strdup_printf("%.0f %% of %u corners are new, only %s km² gained or lost",
                         get_percent(corners->n_to - corners->n_kept - corners->n_rounded, corners->n_to),
                         corners->n_to, changed);
}

static char *
describe_drift(const SalFinding *before, const SalFinding *finding, double width_m)
{
  switch (finding->since_last.kind) {
  case SAL_DRIFT_ROUNDED:
    return describe_rounded(before, finding, width_m);
  case SAL_DRIFT_SHIFTED:
    return describe_shifted(&finding->since_last.corners);
  case SAL_DRIFT_TRACED:
    return describe_traced(&finding->since_last);
  default:
    return describe_specks(&finding->since_last, width_m);
  }
}

/* Adds a line of the date and what was found on that day. Takes the text. */
static void
add_day_line(GPtrArray *lines, SalDay day, char *what)
{
  g_autofree char *date = sal_day_format(day);
  g_ptr_array_add(lines, g_strdup_printf("%s  %s", date, what));
  g_free(what);
}

/* Appends the days on which the border drifted in this way. */
static void
append_drift(GString *text, const SalInspection *inspection, SalDriftKind kind, const char *label)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 1; i < inspection->findings->len; i++) {
    const SalFinding *before = &g_array_index(inspection->findings, SalFinding, i - 1), *finding = before + 1;
    if (finding->since_last.kind == kind)
      add_day_line(lines, finding->day, describe_drift(before, finding, inspection->min_width_m));
  }
  sal_lines_append(text, label, lines);
}

/* Appends the days on which a border was redrawn. */
static void
append_redrawn_borders(GString *text, const SalInspection *inspection)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 1; i < inspection->findings->len; i++) {
    const SalFinding *finding = &g_array_index(inspection->findings, SalFinding, i);
    const SalSinceLast *since = &finding->since_last;
    if (since->border_gained_m2 + since->border_lost_m2 < LEAST_BORDER_M2)
      continue;
    g_autofree char *gained = sal_phrase_km2(since->border_gained_m2);
    g_autofree char *lost = sal_phrase_km2(since->border_lost_m2);
    add_day_line(lines, finding->day, g_strdup_printf("%s km² gained, %s km² lost along it", gained, lost));
  }
  if (inspection->border != NULL && lines->len == 0)
    g_ptr_array_add(lines, g_strdup("on no day"));
  sal_lines_append(text, "border redrawn", lines);
}

/* Appends the snapshots whose outline is that of the one before: nobody looked, or nothing moved. If sides
 * cover everything together, their outline never moves, and there are no lines. */
static void
append_same(GString *text, const SalInspection *inspection)
{
  g_autoptr(GPtrArray) days = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 1; i < inspection->findings->len && inspection->n_sides == 0; i++) {
    const SalFinding *finding = &g_array_index(inspection->findings, SalFinding, i);
    if (finding->since_last.kind == SAL_DRIFT_SAME)
      g_ptr_array_add(days, sal_day_format(finding->day));
  }
  const guint n = days->len;
  if (n > SAL_LINES_MAX) {
    g_ptr_array_set_size(days, SAL_LINES_MAX - 1);
    g_ptr_array_add(days, g_strdup_printf("and %u more", n - SAL_LINES_MAX + 1));
  }
  if (n > 0)
    sal_lines_append_list(text, "as before", days);
}

static void
add_renamed(GPtrArray *words, const SalFieldDrift *fields)
{
  for (guint i = 0; i < fields->renamed_to->len; i++) {
    g_autofree char *from = sal_error_quote(fields->renamed_from->pdata[i]);
    g_autofree char *to = sal_error_quote(fields->renamed_to->pdata[i]);
    g_ptr_array_add(words, g_strdup_printf("'%s' is now '%s'?", from, to));
  }
}

static void
add_names(GPtrArray *words, const GPtrArray *names, const char *what)
{
  for (guint i = 0; i < names->len && i < SAL_LINES_MAX; i++) {
    g_autofree char *name = sal_error_quote(names->pdata[i]);
    g_ptr_array_add(words, g_strdup_printf("%s '%s'", what, name));
  }
  if (names->len > SAL_LINES_MAX)
    g_ptr_array_add(words, g_strdup_printf("%u more %s", names->len - SAL_LINES_MAX, what));
}

static char *
describe_fields(const SalFieldDrift *fields)
{
  g_autoptr(GPtrArray) words = g_ptr_array_new_null_terminated(4, g_free, TRUE);
  add_renamed(words, fields);
  add_names(words, fields->lost, "lost");
  add_names(words, fields->added, "new");
  return g_strjoinv(", ", (char **)words->pdata);
}

static void
append_other_fields(GString *text, const GArray *findings)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < findings->len; i++) {
    const SalFinding *finding = &g_array_index(findings, SalFinding, i);
    const SalSinceLast *since = &finding->since_last;
    if (since->has_other_fields && !sal_field_drift_is_empty(&since->fields))
      add_day_line(lines, finding->day, describe_fields(&since->fields));
  }
  sal_lines_append(text, "fields change", lines);
}

static char *
describe_jump(const SalClassJump *jump)
{
  g_autofree char *span = sal_phrase_span(jump->from, jump->to);
  g_autofree char *name = sal_phrase_quoted_class(jump->before.name);
  g_autofree char *before = sal_phrase_km2(jump->before.area_m2);
  g_autofree char *after = sal_phrase_km2(jump->after.area_m2);
  g_autofree char *features = sal_phrase_count(jump->before.n_features, "feature");
  const char *words = jump->kind == SAL_JUMP_APPEARED   ? " appeared:"
                      : jump->kind == SAL_JUMP_VANISHED ? " vanished:"
                                                        : "";
  return g_strdup_printf("%s  %s%s %s km² became %s km², %s became %u", span, name, words, before, after,
                         features, jump->after.n_features);
}

static void
append_class_jumps(GString *text, const SalInspection *inspection, gboolean redefined)
{
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
  for (guint i = 0; i < inspection->class_jumps->len; i++) {
    const SalClassJump *jump = &g_array_index(inspection->class_jumps, SalClassJump, i);
    if ((jump->kind == SAL_JUMP_REDEFINED) == redefined)
      g_ptr_array_add(lines, describe_jump(jump));
  }
  sal_lines_append(text, redefined ? "redefined?" : "class jumps", lines);
}

static void
append_resets(GString *text, const SalInspection *inspection)
{
  for (guint i = 0; i < inspection->resets->len; i++) {
    const SalStep *reset = &g_array_index(inspection->resets, SalStep, i);
    if (reset->verdict == SAL_VERDICT_GENUINE)
      continue;
    g_autofree char *class_name = sal_phrase_class_prefix(inspection->classes, reset->class_index);
    g_autofree char *span = sal_phrase_span(reset->from, reset->to);
    sal_lines_append_label(text, sal_step_is_doubted(reset) ? "reset?" : "reset");
    g_string_append_printf(text, "%s%s  %s%s\n", class_name, span, reset->evidence,
                           reset->verdict == SAL_VERDICT_RESET ? "; accepted" : "");
  }
}

void
sal_inspection_append_changes(GString *text, const SalInspection *inspection)
{
  append_largest_steps(text, inspection);
  append_drift(text, inspection, SAL_DRIFT_ROUNDED, "rounded anew");
  append_drift(text, inspection, SAL_DRIFT_SHIFTED, "shifted");
  append_drift(text, inspection, SAL_DRIFT_TRACED, "traced anew");
  append_drift(text, inspection, SAL_DRIFT_REDRAWN, "drawn anew");
  append_redrawn_borders(text, inspection);
  append_same(text, inspection);
  append_other_fields(text, inspection->findings);
  append_class_jumps(text, inspection, TRUE);
  append_class_jumps(text, inspection, FALSE);
  append_resets(text, inspection);
}

/* Prints where names, callouts and notes stand, as library/positions.h reads it. */
#include "library/pictures.h"
#include "library/project.h"
#include "render/names/sites.h"
#include "render/page/positions.h"

static void
append_number(GString *yaml, const char *before, double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append_printf(yaml, "%s%s", before, g_ascii_formatd(text, sizeof text, "%.10g", number));
}

static void
append_position(GString *yaml, const SalPosition *position, const char *period)
{
  const gboolean is_label = position->kind == SAL_POSITION_LABEL || position->kind == SAL_POSITION_NO_LABEL;
  g_string_append(yaml, is_label ? "  - { place: " : "  - { name: ");
  sal_project_append_quoted(yaml, position->name);
  append_number(yaml, is_label ? ", near: [" : ", offset: [", position->at.x);
  append_number(yaml, ", ", position->at.y);
  g_autofree char *spot = sal_sites_name_spot(position->spot);
  if (position->kind == SAL_POSITION_LABEL)
    g_string_append_printf(yaml, "], at: %s }\n", spot);
  else if (position->kind == SAL_POSITION_NO_LABEL)
    g_string_append_printf(yaml, "], hide: true, period: \"%s\" }\n", period);
  else
    g_string_append(yaml, "] }\n");
}

static void
append_list(GString *yaml, const char *name, const GArray *positions, SalPositionKind first,
            SalPositionKind last, const char *period)
{
  gboolean is_there = FALSE;
  for (guint i = 0; i < positions->len; i++) {
    const SalPosition *position = &g_array_index(positions, SalPosition, i);
    if (position->kind < first || position->kind > last)
      continue;
    if (!is_there)
      g_string_append_printf(yaml, "%s:\n", name);
    is_there = TRUE;
    append_position(yaml, position, period);
  }
}

char *
salient_pages_format_positions(SalientPages *const *sets)
{
  g_return_val_if_fail(sets != NULL, NULL);
  g_autoptr(GString) yaml = g_string_new(NULL);
  const SalPicture *picture = NULL;
  for (guint i = 0; sets[i] != NULL; i++)
    if (sets[i]->pictures->len > 0)
      picture = &g_array_index(sets[i]->pictures, SalPicture, sets[i]->pictures->len - 1);
  if (picture == NULL)
    return g_string_free(g_steal_pointer(&yaml), FALSE);
  const char *period = picture->change->period.name;
  g_autoptr(GArray) positions = sal_page_list_positions(picture->page, picture->change);
  g_string_append_printf(
      yaml, "# Where names, callouts and notes stand on the map of %s. Move one, and the others stay.\n",
      period);
  append_list(yaml, "labels", positions, SAL_POSITION_LABEL, SAL_POSITION_NO_LABEL, period);
  append_list(yaml, "callouts", positions, SAL_POSITION_CALLOUT, SAL_POSITION_CALLOUT, period);
  append_list(yaml, "notes", positions, SAL_POSITION_NOTE, SAL_POSITION_NOTE, period);
  return g_string_free(g_steal_pointer(&yaml), FALSE);
}

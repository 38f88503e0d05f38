#include "render/page/position.h"

#include <math.h>

#define SAME_PLACE_DEG 0.01

static void
position_clear(gpointer data)
{
  g_free(((SalPosition *)data)->name);
  g_free(((SalPosition *)data)->period);
}

GArray *
sal_positions_new(void)
{
  GArray *positions = g_array_new(FALSE, TRUE, sizeof(SalPosition));
  g_array_set_clear_func(positions, position_clear);
  return positions;
}

gboolean
sal_position_is_of_place(const SalPosition *position)
{
  return position->kind == SAL_POSITION_LABEL || position->kind == SAL_POSITION_NO_LABEL ||
         position->kind == SAL_POSITION_RIVER;
}

const char *const *
sal_position_list_pieces(void)
{
  static const char *const names[] = { "legend",  "scale bar", "north arrow", "locator", "inset 1", "inset 2",
                                       "inset 3", "inset 4",   "inset 5",     "inset 6", NULL };
  return names;
}

gboolean
sal_position_is_of_same(const SalPosition *a, const SalPosition *b)
{
  if (a->kind != b->kind)
    return FALSE;
  if (a->kind == SAL_POSITION_CHANGE ? a->pin.is_lost != b->pin.is_lost : !sal_position_is_of_place(a))
    return a->kind != SAL_POSITION_CHANGE && g_str_equal(a->name, b->name);
  return fabs(a->at.x - b->at.x) <= SAME_PLACE_DEG && fabs(a->at.y - b->at.y) <= SAME_PLACE_DEG;
}

#include "render/page/position.h"

static void
position_clear(gpointer data)
{
  g_free(((SalPosition *)data)->name);
}

GArray *
sal_positions_new(void)
{
  GArray *positions = g_array_new(FALSE, TRUE, sizeof(SalPosition));
  g_array_set_clear_func(positions, position_clear);
  return positions;
}

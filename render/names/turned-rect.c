#include "render/names/turned-rect.h"

#include <math.h>

SalTurnedRect
sal_turned_rect_new(SalRect upright)
{
  return (SalTurnedRect){ upright.x + upright.width / 2, upright.y + upright.height / 2, upright.width,
                          upright.height, 0 };
}

SalTurnedRect
sal_turned_rect_new_line(SalPoint from, SalPoint to, double thickness_mm)
{
  return (SalTurnedRect){ (from.x + to.x) / 2, (from.y + to.y) / 2, hypot(to.x - from.x, to.y - from.y),
                          thickness_mm, atan2(from.y - to.y, to.x - from.x) * 180 / G_PI };
}

SalTurnedRect
sal_turned_rect_grow(SalTurnedRect rect, double margin_mm)
{
  rect.width += 2 * margin_mm;
  rect.height += 2 * margin_mm;
  return rect;
}

/* The directions of a rectangle's two sides. */
static void
get_axes(SalTurnedRect rect, SalPoint axes[2])
{
  const double angle = rect.angle_deg * G_PI / 180;
  axes[0] = rect.angle_deg == 0 ? (SalPoint){ 1, 0 } : (SalPoint){ cos(angle), -sin(angle) };
  axes[1] = (SalPoint){ -axes[0].y, axes[0].x };
}

SalBox
sal_turned_rect_get_box(SalTurnedRect rect)
{
  SalPoint axes[2];
  get_axes(rect, axes);
  const double half_x = (fabs(axes[0].x) * rect.width + fabs(axes[1].x) * rect.height) / 2;
  const double half_y = (fabs(axes[0].y) * rect.width + fabs(axes[1].y) * rect.height) / 2;
  return (SalBox){ rect.x - half_x, rect.y - half_y, rect.x + half_x, rect.y + half_y };
}

/* Half of what a rectangle measures along a direction. */
static double
get_reach(SalTurnedRect rect, const SalPoint axes[2], SalPoint along)
{
  return fabs(axes[0].x * along.x + axes[0].y * along.y) * rect.width / 2 +
         fabs(axes[1].x * along.x + axes[1].y * along.y) * rect.height / 2;
}

gboolean
sal_turned_rect_overlaps(SalTurnedRect a, SalTurnedRect b)
{
  const double dx = b.x - a.x, dy = b.y - a.y;
  if (a.angle_deg == 0 && b.angle_deg == 0)
    return fabs(dx) < (a.width + b.width) / 2 && fabs(dy) < (a.height + b.height) / 2;
  SalPoint axes[4];
  get_axes(a, axes);
  get_axes(b, axes + 2);
  for (int i = 0; i < 4; i++) {
    const double apart = fabs(dx * axes[i].x + dy * axes[i].y);
    if (apart >= get_reach(a, axes, axes[i]) + get_reach(b, axes + 2, axes[i]))
      return FALSE;
  }
  return TRUE;
}

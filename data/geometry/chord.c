#include "data/geometry/chord.h"

#include "data/geometry/segment.h"

#include <math.h>

SalChord
sal_chord_new(SalPoint a, SalPoint b, double margin)
{
  return (SalChord){ a, b, margin, margin };
}

/* Makes a chord wide enough for a point that is given with a margin. */
static void
widen(SalChord *chord, SalPoint p, double x, double y)
{
  const double t = sal_segment_project(p, chord->a, chord->b, (SalPoint){ 1, 1 });
  chord->x = MAX(chord->x, fabs(p.x - chord->a.x - t * (chord->b.x - chord->a.x)) + x);
  chord->y = MAX(chord->y, fabs(p.y - chord->a.y - t * (chord->b.y - chord->a.y)) + y);
}

/* What lies between two points is no further from the chord than the further of them. */
SalChord
sal_chord_join(const SalChord *chords, guint n)
{
  SalChord all = { chords[0].a, chords[n - 1].b, 0, 0 };
  for (guint i = 0; i < n; i++) {
    widen(&all, chords[i].a, chords[i].x, chords[i].y);
    widen(&all, chords[i].b, chords[i].x, chords[i].y);
  }
  return all;
}

double
sal_chord_measure(const SalChord *chord, SalPoint at, SalPoint scale)
{
  return MAX(sal_segment_measure_scaled(at, chord->a, chord->b, scale) -
                 hypot(chord->x * scale.x, chord->y * scale.y),
             0);
}

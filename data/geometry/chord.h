/* A bound of edges that follow each other: all of them lie near the chord from the start of the first to the end of
 * the last one.
 *
 * Seen from afar, the pieces of an oblique, bent or jagged line are about equally near by their boxes, whose corners stick
 * out; by their chords they are not. */
#pragma once

#include "data/geometry/point.h"

typedef struct {
  SalPoint a, b; /* its ends */
  double x, y;   /* how far each point of the edges is from some point of the chord, at most */
} SalChord;

/* That of one edge; what holds of points within x and y of it holds as well. */
SalChord sal_chord_new(SalPoint a, SalPoint b, double margin);
/* That of n chords, at least 1, which need not touch each other. */
SalChord sal_chord_join(const SalChord *chords, guint n);

/* A distance that the edges are from a point at least, in the plane in which scale multiplies differences of x and of
 * y. */
double sal_chord_measure(const SalChord *chord, SalPoint at, SalPoint scale);

/* The course of a front: where it was at the start of a run and at the ends of its periods. */
#pragma once

#include "data/change/change.h"
#include "data/change/theatre.h"

typedef struct {
  SalDay day;         /* the boundary */
  SalDay snapshot;    /* of which the situation is */
  SalGeometry *lines; /* lon/lat */
  double length_m;    /* of them, on the ground */
} SalFrontPosition;

/* All lent. */
typedef struct {
  const GPtrArray *changes;  /* SalChange of one class in order, at least one, with their snapshots */
  const SalTheatre *theatre; /* NULL: all edges are fronts */
  const SalGeometry
      *within; /* lon/lat: what lies outside of it is left out, and its edge is no front; NULL: nothing is */
  const SalGeometry *aoi; /* its edge is no front; NULL: there is none */
  guint max_positions;    /* 2 at least */
} SalFrontCourseInput;

/* The positions (GArray of SalFrontPosition), by day. If there are more than so many, they are those at the start, at the
 * end, and at every second end of a period, or third and so on, back from the end. Error: GEOMETRY. */
GArray *sal_front_course_new(const SalFrontCourseInput *input, GError **error);

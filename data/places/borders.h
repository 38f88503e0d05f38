/* The borders between states that a map draws: those of Natural Earth, none, or those of a file. */
#pragma once

#include "data/geometry/geometry.h"

typedef struct {
  SalGeometry *agreed, *disputed; /* lines; those of a file are all agreed */
} SalBorders;

SalBorders *sal_borders_new(void);
void sal_borders_free(SalBorders *borders);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalBorders, sal_borders_free)

/* Where borders come from. All is lent. */
typedef struct {
  const char *folder; /* of ne_10m_* files; NULL: none */
  const char *layer;  /* NULL: SAL_NATURAL_EARTH_BORDERS */
  SalBox box;         /* of longitudes and latitudes; xmax may be beyond 180 */
  const char *choice; /* NULL or "defacto": Natural Earth's; "none"; or a file of lines or polygons */
} SalBordersQuery;

/* The lines, and the outlines of polygons, of a file. max_bytes: as in SalReadOptions. Owned by the caller. Errors, with
 * the file as their place: FORMAT (it has neither); any error of reading it. */
SalGeometry *sal_borders_read_lines(const char *path, guint64 max_bytes, GError **error);

/* Reads the borders that touch the box, all of those of a file. Owned by the caller. Errors: FORMAT for a file
 * that has neither lines nor polygons; any error of reading a file. */
SalBorders *sal_borders_load(const SalBordersQuery *query, GError **error);

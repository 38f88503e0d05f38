/* The text of the file that the option `positions` names: the lists `labels`, `callouts`, `notes`, `changes` and `furniture` of
 * mappings. */
#pragma once

#include "render/page/position.h"

#define SAL_N_POSITION_LISTS 5

/* The name of the list that has positions of a kind; static. */
const char *sal_positions_file_get_list(SalPositionKind kind);

/* The names of corners, in the order of SalStyleCorner from SAL_STYLE_CORNER_TOP_LEFT on; NULL-terminated, static. */
const char *const *sal_positions_file_list_corners(void);

/* Where one of the lists stands. */
typedef struct {
  guint key_line;  /* 0: there is none */
  guint last_line; /* of its last item; that of the key if it has none */
  guint n_items;
  guint first_line; /* of its first item */
} SalPositionsList;

typedef struct {
  GArray *positions; /* SalPosition, in the order of the lists in the file */
  SalPositionsList lists[SAL_N_POSITION_LISTS];
} SalPositionsFile;

/* Reads a text, which may be empty. path: for messages. Owned by the caller. Error: FORMAT, with the path, the line and the
 * key. */
SalPositionsFile *sal_positions_file_parse(const char *path, const char *text, gsize length, GError **error);
void sal_positions_file_free(SalPositionsFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalPositionsFile, sal_positions_file_free)

/* The number of the list that has positions of a kind, among those of a file. */
guint sal_positions_file_find_list(SalPositionKind kind);

/* Pseudo-fields: what is known of every feature beside its attributes. They are asked for like fields.
 *
 *   file     the file's name        folder   the name of the folder or archive that it lies in
 *   layer    the layer's name       style    the feature's style as OGR spells it
 *   fill     #rrggbb of its area    stroke   #rrggbb of its line
 *
 * A field of the layer hides the pseudo-field of the same name. With "ogr_" before its name, as in
 * "ogr_layer", the pseudo-field can be had all the same. */
#pragma once

#include <glib.h>

typedef enum {
  SAL_PSEUDO_FILE,
  SAL_PSEUDO_FOLDER,
  SAL_PSEUDO_LAYER,
  SAL_PSEUDO_STYLE,
  SAL_PSEUDO_FILL,
  SAL_PSEUDO_STROKE,
} SalPseudo;

/* Their names in this order, NULL-terminated. */
extern const char *const sal_source_pseudo_fields[];

/* Whether a name, in any case, is that of a pseudo-field. If so, pseudo receives it. */
gboolean sal_pseudo_find(const char *name, SalPseudo *pseudo);

/* The name that one of the first three stands for: of the file at path, its folder or a layer. NULL for the others.
 * Owned by the caller. */
char *sal_pseudo_make_name(SalPseudo pseudo, const char *path, const char *layer);

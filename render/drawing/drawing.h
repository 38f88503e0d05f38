/* A display list: what is on a page, in drawing order, before it is written in any format.
 *
 * A drawing is a page in millimetres with a list of layers; x runs to the right and y down from the top left
 * corner. A layer is a list of items with one id and an optional clip rectangle. Items that belong together,
 * and layers that do, are groups, which do not nest. Layers are reference-counted and are not changed after
 * they have been added to a drawing. So the pages of a run share the layers that do
 * not differ, and several threads may write drawings at once. */
#pragma once

#include "data/geometry/geometry.h"
#include "render/drawing/image.h"
#include "render/drawing/printed.h"
#include "styles/style.h"

typedef struct {
  double x, y, width, height; /* mm */
} SalRect;

typedef enum { SAL_ANCHOR_START, SAL_ANCHOR_MIDDLE, SAL_ANCHOR_END } SalAnchor;

typedef enum { SAL_ITEM_AREA, SAL_ITEM_LINE, SAL_ITEM_TEXT, SAL_ITEM_IMAGE } SalItemType;

/* What an item stands for. SVG says it. */
typedef struct {
  const char *id;    /* of the element, unique in the drawing: ASCII letters, digits, - and _; NULL: none */
  const char *title; /* shown as a tooltip; NULL: none */
  const char *const *data; /* name, value, name, value, ..., NULL; names: a-z, 0-9 and -; NULL: none */
} SalItemInfo;

/* What belongs together: the text and the dot of a label, the leader and the box of a callout, the layers of
 * an inset. SVG makes a group of it, with the id and the class. */
typedef struct {
  const char *id;    /* as SalItemInfo.id */
  const char *kind;  /* the class of all groups of its kind: "label", "callout"; as id */
  const char *title; /* that a person reads; NULL: the id */
} SalDrawingGroup;

typedef struct {
  SalItemType type;
  const SalDrawingGroup *group; /* lent from the layer; NULL: none */
  SalItemInfo info;
  SalGeometry *geometry; /* SAL_ITEM_AREA: polygons; SAL_ITEM_LINE: lines; mm */
  union {
    SalAreaStyle area;
    SalLineStyle line;
    struct {
      char *text;  /* one line, UTF-8 */
      double x, y; /* of the anchor on the baseline, mm */
      SalAnchor anchor;
      double angle_deg; /* counter-clockwise about the anchor */
      SalTextStyle style;
    } text;
    struct {
      SalImage *image; /* a reference */
      SalRect rect;    /* which it fills */
      double opacity;  /* 0 to 1 */
    } image;
  };
} SalItem;

typedef struct _SalLayer SalLayer;
typedef struct _SalDrawing SalDrawing;

/* id: ASCII letters, digits, - and _. title: the name of the group that a person reads. Owned by the
 * caller. */
SalLayer *sal_layer_new(const char *id, const char *title);
SalLayer *sal_layer_ref(SalLayer *layer);
void sal_layer_unref(SalLayer *layer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalLayer, sal_layer_unref)

void sal_layer_set_clip(SalLayer *layer, SalRect clip);
/* Says that several drawings hold the layer, so that a writer may keep what it makes of it. */
void sal_layer_set_shared(SalLayer *layer);
/* Both take the geometry. An empty geometry adds nothing. info is copied and may be NULL. */
void sal_layer_add_area(SalLayer *layer, SalGeometry *polygons, const SalAreaStyle *style,
                        const SalItemInfo *info);
void
sal_layer_add_line(SalLayer *layer, SalGeometry *lines, const SalLineStyle *style, const SalItemInfo *info);
void sal_layer_add_text(SalLayer *layer, const char *text, double x_mm, double y_mm, SalAnchor anchor,
                        double angle_deg, const SalTextStyle *style);
/* Takes the reference to image, which fills rect, whatever the ratio of its sides. opacity: above 0, 1 at most; with 0, and in
 * a rectangle without area, it adds nothing. info is copied and may be NULL. */
void
sal_layer_add_image(SalLayer *layer, SalImage *image, SalRect rect, double opacity, const SalItemInfo *info);
/* What is added from here on is a group, up to sal_layer_end_group(). group is copied. Where the layer already
 * has a group with the id, it gets another one: "label-york", "label-york-2". */
void sal_layer_begin_group(SalLayer *layer, const SalDrawingGroup *group);
void sal_layer_end_group(SalLayer *layer);
/* A filled circle or rectangle. */
void
sal_layer_add_dot(SalLayer *layer, double x_mm, double y_mm, double diameter_mm, const SalAreaStyle *style);
void sal_layer_add_rect(SalLayer *layer, SalRect rect, const SalAreaStyle *style);

const char *sal_layer_get_id(const SalLayer *layer);
const char *sal_layer_get_title(const SalLayer *layer);
/* Whether the layer is clipped; if so, clip receives the rectangle. */
gboolean sal_layer_get_clip(const SalLayer *layer, SalRect *clip);
/* A number that no other shared layer of the process has; 0: it is not shared. */
guint sal_layer_get_share(const SalLayer *layer);
guint sal_layer_get_n_items(const SalLayer *layer);
const SalItem *sal_layer_get_item(const SalLayer *layer, guint index);

/* font_family: of all texts, comma-separated. title and description go into the files, may be NULL. Owned
 * by the caller. */
SalDrawing *sal_drawing_new(double width_mm, double height_mm, const char *font_family, const char *title,
                            const char *description);
/* Replaces the description. */
void sal_drawing_set_description(SalDrawing *drawing, const char *description);
/* The language of its texts, as BCP 47 writes it ("uk"); what is no such code is left out. */
void sal_drawing_set_language(SalDrawing *drawing, const char *language);
/* What is to be known of it where it is seen alone, as JSON on one line; goes into the files. NULL: nothing. */
void sal_drawing_set_record(SalDrawing *drawing, const char *record);
void sal_drawing_free(SalDrawing *drawing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SalDrawing, sal_drawing_free)

/* Takes the reference to layer. The ids of a drawing's layers must differ. */
void sal_drawing_add_layer(SalDrawing *drawing, SalLayer *layer);

/* The layers that are added from here on are a group, up to sal_drawing_end_group(). group is copied. */
void sal_drawing_begin_group(SalDrawing *drawing, const SalDrawingGroup *group);
void sal_drawing_end_group(SalDrawing *drawing);

double sal_drawing_get_width_mm(const SalDrawing *drawing);
double sal_drawing_get_height_mm(const SalDrawing *drawing);
const char *sal_drawing_get_font_family(const SalDrawing *drawing);
const char *sal_drawing_get_title(const SalDrawing *drawing);
const char *sal_drawing_get_description(const SalDrawing *drawing);
/* NULL: none is known. */
const char *sal_drawing_get_language(const SalDrawing *drawing);
/* NULL: there is none. */
const char *sal_drawing_get_record(const SalDrawing *drawing);
/* The figures that it prints (SalPrinted), to which others may be added. Lent. */
GPtrArray *sal_drawing_get_printed(const SalDrawing *drawing);
/* What a user should know of it (utf8), to which more may be added. Lent. */
GPtrArray *sal_drawing_get_remarks(const SalDrawing *drawing);
guint sal_drawing_get_n_layers(const SalDrawing *drawing);
const SalLayer *sal_drawing_get_layer(const SalDrawing *drawing, guint index);
/* The group of a layer. Lent; NULL: none. */
const SalDrawingGroup *sal_drawing_get_group(const SalDrawing *drawing, guint index);

/* An id of a name in any script: "label-velyka-novosilka". What is neither letter nor digit becomes '-', and
 * letters other than Latin ones become their code points. Owned by the caller. */
char *sal_id_new(const char *kind, const char *name);

/* A text for tests and for people: a line for each layer and each item, with coordinates to 0.01 mm. Of a
 * long geometry it gives the counts, the box and a checksum of the rounded coordinates. Owned by the
 * caller. */
char *sal_drawing_dump(const SalDrawing *drawing);

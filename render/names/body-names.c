#include "render/names/body-names.h"

#include "render/names/area-names.h"
#include "render/names/name-wishes.h"

#include <math.h>
#include <string.h>

#define IMPORTANCE 1.1 /* little more than a hamlet's */
#define APART_MM 60.0  /* between two of one name */

/* A lake or a wood that may hold its name. */
typedef struct {
  SalLabel label;
  SalGeometry *area; /* page mm */
  SalRect frame;     /* what the map's frame shows of it */
  guint number;
} Body;

static void
clear_body(gpointer data)
{
  Body *body = data;
  sal_geometry_free(body->area);
}

/* The larger ones first. */
static gint
compare_bodies(gconstpointer a, gconstpointer b)
{
  const Body *first = a, *second = b;
  const double sizes[] = { first->frame.width * first->frame.height,
                           second->frame.width * second->frame.height };
  if (sizes[0] != sizes[1])
    return sizes[0] > sizes[1] ? -1 : 1;
  return first->number < second->number ? -1 : first->number > second->number;
}

/* Whether bodies of its kind are drawn and named. */
static gboolean
is_drawn(const SalPlace *place, const SalLabelOptions *options, double denominator)
{
  const SalStyleDetail *detail = &options->style->detail;
  if (place->kind == SAL_PLACE_WATER)
    return !options->has_no_waters && denominator <= detail->lakes;
  return denominator <= detail->woods;
}

/* The label of a body before it has a site. FALSE: it is not wanted, or not seen. */
static gboolean
begin_label(const SalMap *map, const SalPlace *place, const SalLabelOptions *options, SalLabel *label)
{
  const SalNameWish *wish = options->wishes != NULL ? g_hash_table_lookup(options->wishes, place) : NULL;
  if (wish != NULL && wish->is_hidden)
    return FALSE;
  *label = (SalLabel){ .place = place,
                       .text = wish != NULL && wish->text != NULL ? wish->text : place->name,
                       .anchor = SAL_ANCHOR_MIDDLE,
                       .has_offset = wish != NULL && wish->has_offset };
  if (wish != NULL)
    label->offset_mm = wish->offset_mm;
  return sal_map_project_point(map, place->lon, place->lat, &label->dot_x, &label->dot_y) ||
         !label->has_offset;
}

/* Fills in what the frame shows of a body. FALSE: its name is wider than that. */
static gboolean
measure_body(const SalMap *map, const SalLabelOptions *options, Body *body)
{
  const SalRect frame = sal_map_get_frame(map);
  const SalLabelText text = sal_label_measure(&body->label, options->style);
  body->area = sal_map_project_kept(map, body->label.place->polygons);
  const SalBox box = sal_geometry_get_box(body->area);
  const double left = MAX(box.xmin, frame.x), top = MAX(box.ymin, frame.y);
  body->frame = (SalRect){ left, top, MIN(box.xmax, frame.x + frame.width) - left,
                           MIN(box.ymax, frame.y + frame.height) - top };
  return !sal_geometry_is_empty(body->area) && body->frame.width > text.extents.width_mm &&
         body->frame.height > text.extents.cap_height_mm;
}

static GArray *
list_bodies(const SalMap *map, const GArray *places, const SalLabelOptions *options)
{
  const SalRect frame = sal_map_get_frame(map);
  const double denominator =
      1000 * sal_map_get_m_per_mm(map, frame.x + frame.width / 2, frame.y + frame.height / 2);
  GArray *bodies = g_array_new(FALSE, FALSE, sizeof(Body));
  g_array_set_clear_func(bodies, clear_body);
  for (guint i = 0; i < places->len; i++) {
    const SalPlace *place = &g_array_index(places, SalPlace, i);
    Body body = { .number = i };
    if (!place->is_body || !is_drawn(place, options, denominator) ||
        !begin_label(map, place, options, &body.label))
      continue;
    if (measure_body(map, options, &body))
      g_array_append_val(bodies, body);
    else
      sal_geometry_free(body.area);
  }
  g_array_sort(bodies, compare_bodies);
  return bodies;
}

/* Whether a body of that name, or the river that it is, has its name near by. */
static gboolean
is_repeated(const GArray *labels, const SalLabel *label)
{
  for (guint i = 0; i < labels->len; i++) {
    const SalLabel *other = &g_array_index(labels, SalLabel, i);
    if (other->place->kind != SAL_PLACE_SETTLEMENT && strcmp(other->text, label->text) == 0 &&
        hypot(other->x - label->x, other->y - label->y) < APART_MM)
      return TRUE;
  }
  return FALSE;
}

void
sal_body_names_place(const SalMap *map, const GArray *places, const SalLabelOptions *options, SalSites *sites,
                     GArray *labels)
{
  g_autoptr(GArray) bodies = list_bodies(map, places, options);
  for (guint i = 0; i < bodies->len; i++) {
    Body *body = &g_array_index(bodies, Body, i);
    body->label.importance = IMPORTANCE - i * 1e-6; /* no two are equal: they keep their order */
    if (!sal_area_names_place_label(body->frame, body->area, options, sites, &body->label) ||
        is_repeated(labels, &body->label))
      continue;
    sal_sites_take(sites, body->label.box);
    g_array_append_val(labels, body->label);
  }
}

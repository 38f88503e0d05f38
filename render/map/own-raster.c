#include "render/map/own-raster.h"

#include "render/map/raster-grid.h"

#include <math.h>

#define MOST_PX 8e6       /* of an image; more are drawn with larger pixels */
#define MOST_READ_PX 16e6 /* of a raster, once it is read */
#define INK 0x28          /* of shadows: softer than black */
#define LIGHT_SHARE                                                                                          \
  0.55 /* of slopes towards the light: less than of shadows, so that the land keeps its colour */
#define STEEP_SHARE 0.9    /* of the land is less steep than what an exaggeration goes by */
#define STEEP_GRADIENT 0.3 /* which then is as steep as this: that reads as terrain and hides nothing */
#define MOST_EXAGGERATION 25.0
#define N_SAMPLED 20000 /* gradients */

SalOwnRaster *
sal_own_raster_new(SalRaster *raster)
{
  SalOwnRaster *own = g_new0(SalOwnRaster, 1);
  own->raster = raster;
  own->opacity = 1;
  own->high = 255;
  own->day = SAL_DAY_NONE;
  g_mutex_init(&own->lock);
  return own;
}

void
sal_own_raster_free(SalOwnRaster *own)
{
  if (own == NULL)
    return;
  g_clear_pointer(&own->raster, sal_raster_free);
  g_free(own->name);
  g_clear_error(&own->fault);
  g_mutex_clear(&own->lock);
  g_free(own);
}

/* Values of a window, and where a pixel takes its own from them. */
typedef struct {
  SalRasterWindow window;
  guint n_planes;
  float *planes; /* and behind them the opacity */
  gboolean is_smooth;
} Samples;

/* Two of linear interpolation, or four of a cubic B-spline, whose gradients have no steps, as a hillshade would show them. */
static int
find_weights(double at, gboolean is_smooth, double weights[4])
{
  const double f = at - floor(at), g = 1 - f;
  if (!is_smooth) {
    weights[0] = g, weights[1] = f;
    return 2;
  }
  weights[0] = g * g * g / 6;
  weights[1] = 2.0 / 3 - f * f * (2 - f) / 2;
  weights[2] = 2.0 / 3 - g * g * (2 - g) / 2;
  weights[3] = f * f * f / 6;
  return 4;
}

/* The values at a position of the raster, as means of those that are there; returns their opacity. */
static double
sample(const Samples *samples, SalPoint at, double *values)
{
  const SalRasterWindow *w = &samples->window;
  const double column = (at.x - w->x) * w->n_columns / w->width - 0.5,
               row = (at.y - w->y) * w->n_rows / w->height - 0.5;
  double across[4], down[4], opacity = 0;
  for (guint i = 0; i < samples->n_planes; i++)
    values[i] = 0;
  if (!(column >= -0.5 && row >= -0.5 && column <= w->n_columns - 0.5 && row <= w->n_rows - 0.5))
    return 0;
  const int n = find_weights(column, samples->is_smooth, across), first = samples->is_smooth ? -1 : 0;
  find_weights(row, samples->is_smooth, down);
  const gsize plane = (gsize)w->n_columns * (gsize)w->n_rows;
  for (int j = 0; j < n; j++)
    for (int i = 0; i < n; i++) {
      const int x = CLAMP((int)floor(column) + first + i, 0, w->n_columns - 1),
                y = CLAMP((int)floor(row) + first + j, 0, w->n_rows - 1);
      const float *value = samples->planes + (gsize)y * (gsize)w->n_columns + (gsize)x;
      const double weight = across[i] * down[j] * (double)value[samples->n_planes * plane];
      opacity += weight;
      for (guint k = 0; k < samples->n_planes && weight > 0; k++)
        values[k] += weight * (double)value[k * plane];
    }
  for (guint i = 0; i < samples->n_planes && opacity > 0; i++)
    values[i] /= opacity;
  return MIN(opacity, 1);
}

static guint8
to_byte(double value)
{
  return (guint8)CLAMP(lround(value), 0, 255);
}

static guint8 *
make_colors(const SalOwnRaster *own, SalRasterGrid *grid, const SalPixelGrid *pixels, const Samples *samples)
{
  guint8 *rgba = g_malloc0(4 * (gsize)pixels->width * (gsize)pixels->height), *out = rgba;
  g_autofree SalPoint *row = g_new(SalPoint, pixels->width);
  const double scale = 255 / (own->high - own->low);
  for (int y = 0; y < pixels->height; y++) {
    sal_raster_grid_find_row(grid, y, row);
    for (int x = 0; x < pixels->width; x++, out += 4) {
      double values[SAL_RASTER_MOST_BANDS] = { 0 };
      out[3] = to_byte(255 * sample(samples, row[x], values));
      for (guint i = 0; i < 3 && out[3] > 0; i++)
        out[i] = to_byte((values[i < samples->n_planes ? i : 0] - own->low) * scale);
    }
  }
  return rgba;
}

static float *
make_elevations(SalRasterGrid *grid, const SalPixelGrid *pixels, const Samples *samples)
{
  float *elevations = g_new0(float, (gsize)pixels->width *(gsize)pixels->height), *out = elevations;
  g_autofree SalPoint *row = g_new(SalPoint, pixels->width);
  for (int y = 0; y < pixels->height; y++) {
    sal_raster_grid_find_row(grid, y, row);
    for (int x = 0; x < pixels->width; x++, out++) {
      double values[SAL_RASTER_MOST_BANDS] = { 0 };
      *out = sample(samples, row[x], values) >= 0.5 ? (float)values[0] : NAN;
    }
  }
  return elevations;
}

static int
compare_doubles(gconstpointer a, gconstpointer b)
{
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

/* Land that is flat at the map's scale is exaggerated as far as it needs to be seen; mountains are not. */
static double
find_exaggeration(const float *elevations, const SalPixelGrid *pixels, double step_m)
{
  const gsize width = (gsize)pixels->width, n = width * (gsize)(pixels->height - 1);
  const gsize every = MAX(n / N_SAMPLED, 1);
  g_autoptr(GArray) gradients = g_array_new(FALSE, FALSE, sizeof(double));
  for (gsize i = 0; i + 1 < n; i += every) {
    const double dx = (double)(elevations[i + 1] - elevations[i]) / step_m,
                 dy = (double)(elevations[i + width] - elevations[i]) / step_m, gradient = hypot(dx, dy);
    if (isfinite(gradient) && gradient > 0 && (i + 1) % width != 0)
      g_array_append_val(gradients, gradient);
  }
  if (gradients->len == 0)
    return 1;
  g_array_sort(gradients, compare_doubles);
  const double steep = g_array_index(gradients, double, (guint)((double)(gradients->len - 1) * STEEP_SHARE));
  const double exaggeration = CLAMP(STEEP_GRADIENT / steep, 1, MOST_EXAGGERATION);
  return round(exaggeration * 10) / 10;
}

/* Of level land nothing is seen; what turns from the light is shadow, and what faces it is lit. */
static void
shade_pixel(const SalOwnRaster *own, guint8 shade, guint8 *rgba)
{
  const double level = 1 + 254 * sin(own->light.altitude_deg * G_PI / 180);
  if (shade == 0)
    return;
  const double dark = (level - shade) / level, light = (shade - level) / MAX(255 - level, 1);
  const gboolean is_lit = shade > level;
  rgba[0] = rgba[1] = rgba[2] = is_lit ? 255 : INK;
  rgba[3] = to_byte(255 * own->opacity * (is_lit ? LIGHT_SHARE * MIN(light, 1) : MIN(dark, 1)));
}

/* Clears what is outside of polygons, by the middles of pixels: where edges cross a row, an area begins and ends. */
static void
keep_inside(const SalGeometry *polygons, const SalPixelGrid *pixels, guint8 *rgba)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
  for (int y = 0; y < pixels->height; y++)
    g_ptr_array_add(rows, g_array_new(FALSE, FALSE, sizeof(double)));
  for (guint part = 0; part < sal_geometry_get_n_parts(polygons); part++) {
    guint n;
    const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
    for (guint i = 0; i < n; i++) {
      const SalPoint *a = points + i, *b = points + (i + 1) % n;
      const double ax = a->x * pixels->px_per_mm - pixels->x, ay = a->y * pixels->px_per_mm - pixels->y - 0.5,
                   bx = b->x * pixels->px_per_mm - pixels->x, by = b->y * pixels->px_per_mm - pixels->y - 0.5;
      const int first = (int)CLAMP(ceil(MIN(ay, by)), 0, pixels->height),
                last = (int)CLAMP(ceil(MAX(ay, by)), 0, pixels->height);
      for (int y = first; y < last; y++) {
        const double x = ax + (bx - ax) * (y - ay) / (by - ay);
        g_array_append_val(rows->pdata[y], x);
      }
    }
  }
  for (int y = 0; y < pixels->height; y++) {
    GArray *crossings = rows->pdata[y];
    guint8 *row = rgba + 4 * (gsize)y * (gsize)pixels->width;
    g_array_sort(crossings, compare_doubles);
    for (guint i = 0; i <= crossings->len; i += 2) {
      const double from = i > 0 ? g_array_index(crossings, double, i - 1) : 0,
                   to = i < crossings->len ? g_array_index(crossings, double, i) : pixels->width;
      for (int x = (int)CLAMP(ceil(from - 0.5), 0, pixels->width);
           x < (int)CLAMP(ceil(to - 0.5), 0, pixels->width); x++)
        row[4 * x + 3] = 0;
    }
  }
}

static void
note_exaggeration(SalOwnRaster *own, double exaggeration, SalRect frame)
{
  g_mutex_lock(&own->lock);
  if (frame.width * frame.height > own->largest_mm2) {
    own->largest_mm2 = frame.width * frame.height;
    own->exaggeration = exaggeration;
  }
  g_mutex_unlock(&own->lock);
}

/* NULL: with an error. */
static guint8 *
make_shades(SalOwnRaster *own, const SalMap *map, SalRasterGrid *grid, const SalPixelGrid *pixels,
            const Samples *samples, GError **error)
{
  const SalRect frame = sal_map_get_frame(map);
  const double step_m =
      sal_map_get_m_per_mm(map, frame.x + frame.width / 2, frame.y + frame.height / 2) / pixels->px_per_mm;
  const gsize n = (gsize)pixels->width * (gsize)pixels->height;
  g_autofree float *elevations = make_elevations(grid, pixels, samples);
  g_autofree guint8 *shades = g_malloc0(n);
  SalHillshade light = own->light;
  if (!(light.exaggeration > 0))
    light.exaggeration = find_exaggeration(elevations, pixels, step_m);
  note_exaggeration(own, light.exaggeration, frame);
  if (!sal_raster_shade(elevations, pixels->width, pixels->height, step_m, &light, shades, error))
    return NULL;
  guint8 *rgba = g_malloc0(4 * n);
  for (gsize i = 0; i < n; i++)
    shade_pixel(own, shades[i], rgba + 4 * i);
  return rgba;
}

static gboolean
draw(SalOwnRaster *own, const SalMap *map, const SalGround *ground, SalLayer *layer, GError **error)
{
  const SalPixelGrid pixels = sal_pixel_grid_find(sal_map_get_frame(map), own->px_per_mm, MOST_PX);
  g_autoptr(SalRasterGrid) grid = sal_raster_grid_new(own->raster, map, &pixels, error);
  Samples samples = { .n_planes = sal_raster_count_planes(own->raster), .is_smooth = own->is_shaded };
  if (grid == NULL)
    return FALSE;
  if (!sal_raster_grid_find_window(grid, MOST_READ_PX, &samples.window))
    return TRUE;
  const gsize n = (gsize)samples.window.n_columns * (gsize)samples.window.n_rows;
  g_autofree float *planes = g_new(float, n *(samples.n_planes + 1));
  samples.planes = planes;
  if (!sal_raster_read(own->raster, &samples.window, planes, error))
    return FALSE;
  guint8 *rgba = own->is_shaded ? make_shades(own, map, grid, &pixels, &samples, error)
                                : make_colors(own, grid, &pixels, &samples);
  if (rgba == NULL)
    return FALSE;
  if (ground != NULL && ground->earth != NULL)
    keep_inside(ground->earth, &pixels, rgba);
  if (own->is_shaded && ground != NULL && ground->has_land)
    keep_inside(ground->land, &pixels, rgba);
  sal_layer_add_image(layer, sal_image_new(pixels.width, pixels.height, rgba),
                      sal_pixel_grid_get_rect(&pixels), own->is_shaded ? 1 : own->opacity, NULL);
  return TRUE;
}

void
sal_own_raster_draw(SalOwnRaster *own, const SalMap *map, const SalGround *ground, SalLayer *layer)
{
  g_autoptr(GError) fault = NULL;
  const gboolean is_ok = draw(own, map, ground, layer, &fault);
  g_mutex_lock(&own->lock);
  if (!is_ok && own->fault == NULL)
    own->fault = g_steal_pointer(&fault);
  own->is_drawn |= sal_layer_get_n_items(layer) > 0;
  g_mutex_unlock(&own->lock);
}

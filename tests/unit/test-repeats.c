#include "data/base/work.h"
#include "render/write/repeats.h"
#include "tests/unit/random.h"
#include "tests/unit/raster.h"

#define N_PICTURES 8
#define SMALL_WIDTH_PX 400
#define SMALL_HEIGHT_PX 300

static SalColor
random_color(GRand *random)
{
  const guint8 alphas[] = { 0xFF, 0xFF, 0x60 };
  return (SalColor){ (guint8)g_rand_int_range(random, 0, 256), (guint8)g_rand_int_range(random, 0, 256),
                     (guint8)g_rand_int_range(random, 0, 256), alphas[g_rand_int_range(random, 0, 3)] };
}

static SalPoint
random_spot(GRand *random)
{
  return random_near(random, (SalPoint){ WIDTH_MM / 2, HEIGHT_MM / 2 }, HEIGHT_MM / 2);
}

/* Of so few that many differ in one thing only. */
static void
add_random_text(SalLayer *layer, GRand *random)
{
  static const char *const texts[] = { "Vuhledar", RIGHT_TO_LEFT };
  SalTextStyle style = text_style_of(g_rand_boolean(random) ? 20 : 21);
  style.color = g_rand_boolean(random) ? RED : BLUE;
  style.weight = g_rand_boolean(random) ? 400 : 700;
  style.halo = WHITE;
  style.halo_mm = g_rand_boolean(random) ? 0.5 : 0;
  sal_layer_add_text(layer, texts[g_rand_boolean(random)], WIDTH_MM / 2, g_rand_boolean(random) ? 60 : 60.5,
                     (SalAnchor)g_rand_int_range(random, 0, 3), g_rand_boolean(random) ? 0 : 33, &style);
}

static void
add_random_item(SalLayer *layer, GRand *random)
{
  const int kind = g_rand_int_range(random, 0, 3);
  if (kind == 0) {
    add_random_text(layer, random);
  } else if (kind == 1) {
    const SalAreaStyle style = { .fill = random_color(random), .outline = { random_color(random), 0.4 } };
    sal_layer_add_area(layer, random_star(random, random_spot(random), 30, 12), &style, NULL);
  } else {
    const SalLineStyle style = { random_color(random), 0.5 };
    sal_layer_add_line(layer, wave_new(g_rand_double_range(random, 0, HEIGHT_MM)), &style, NULL);
  }
}

static SalLayer *
random_layer(GRand *random, const char *id, gboolean is_shared)
{
  SalLayer *layer = sal_layer_new(id, NULL);
  if (g_rand_boolean(random))
    sal_layer_set_clip(layer, (SalRect){ 10.03, 5.07, 120.01, 100.02 });
  for (int i = 0; i < 3; i++)
    add_random_item(layer, random);
  add_random_text(layer, random);
  if (is_shared)
    sal_layer_set_shared(layer);
  return layer;
}

static SalDrawing *
random_drawing(GRand *random, SalLayer *const *shared)
{
  SalDrawing *drawing = sal_drawing_new(WIDTH_MM, HEIGHT_MM, FAMILIES, NULL, NULL);
  for (guint i = 0; shared[i] != NULL; i++) {
    g_autofree char *id = g_strdup_printf("own-%u", i);
    if (i % 3 == 2)
      sal_drawing_add_layer(drawing, random_layer(random, id, FALSE));
    if (i == 0 || g_rand_int_range(random, 0, 4) > 0)
      sal_drawing_add_layer(drawing, sal_layer_ref(shared[i]));
  }
  return drawing;
}

typedef struct {
  SalLayer *shared[7];
  SalDrawing *drawings[N_PICTURES];
  SalRepeats *repeats;
  gboolean is_transparent;
  GBytes *written[N_PICTURES];
} Run;

static Run
run_new(GRand *random)
{
  Run run_of = { .repeats = sal_repeats_new() };
  for (guint i = 0; i < G_N_ELEMENTS(run_of.shared) - 1; i++) {
    g_autofree char *id = g_strdup_printf("shared-%u", i);
    run_of.shared[i] = random_layer(random, i == 0 ? "paper" : id, TRUE);
  }
  for (guint i = 0; i < N_PICTURES; i++)
    run_of.drawings[i] = random_drawing(random, run_of.shared);
  return run_of;
}

static void
run_clear(Run *run_of)
{
  for (guint i = 0; run_of->shared[i] != NULL; i++)
    sal_layer_unref(run_of->shared[i]);
  for (guint i = 0; i < N_PICTURES; i++) {
    sal_drawing_free(run_of->drawings[i]);
    g_bytes_unref(run_of->written[i]);
  }
  sal_repeats_free(run_of->repeats);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, run_clear)

static GBytes *
write_picture(const SalDrawing *drawing, SalRepeats *repeats, gboolean is_transparent)
{
  g_autoptr(GError) error = NULL;
  GBytes *png = sal_png_write(drawing,
                              &(SalPngOptions){ .width_px = SMALL_WIDTH_PX,
                                                .height_px = SMALL_HEIGHT_PX,
                                                .is_transparent = is_transparent,
                                                .repeats = repeats },
                              &error);
  g_assert_no_error(error);
  return png;
}

static gboolean
write_of_run(guint index, gpointer data, GError **error)
{
  Run *run_of = data;
  run_of->written[index] = write_picture(run_of->drawings[index], run_of->repeats, run_of->is_transparent);
  return TRUE;
}

static void
test_pictures_of_a_run_are_those_drawn_alone(void)
{
  g_autoptr(GRand) random = random_new();
  for (int is_transparent = 0; is_transparent < 2; is_transparent++) {
    g_auto(Run) run_of = run_new(random);
    run_of.is_transparent = is_transparent;
    g_assert_true(sal_work_run(&(SalWork){ .n_threads = 4 }, N_PICTURES, write_of_run, &run_of, NULL));
    for (guint i = 0; i < N_PICTURES; i++) {
      g_autoptr(GBytes) alone = write_picture(run_of.drawings[i], NULL, is_transparent);
      g_autoptr(GBytes) again = write_picture(run_of.drawings[i], run_of.repeats, is_transparent);
      g_assert_true(g_bytes_equal(alone, run_of.written[i]));
      g_assert_true(g_bytes_equal(alone, again));
    }
  }
}

/* The same layers, of which none is shared. */
static SalDrawing *
copy_unshared(const SalDrawing *drawing)
{
  SalDrawing *copy = sal_drawing_new(WIDTH_MM, HEIGHT_MM, FAMILIES, NULL, NULL);
  for (guint i = 0; i < sal_drawing_get_n_layers(drawing); i++) {
    const SalLayer *layer = sal_drawing_get_layer(drawing, i);
    SalLayer *own = sal_layer_new(sal_layer_get_id(layer), NULL);
    SalRect clip;
    if (sal_layer_get_clip(layer, &clip))
      sal_layer_set_clip(own, clip);
    for (guint j = 0; j < sal_layer_get_n_items(layer); j++) {
      const SalItem *item = sal_layer_get_item(layer, j);
      if (item->type == SAL_ITEM_TEXT)
        sal_layer_add_text(own, item->text.text, item->text.x, item->text.y, item->text.anchor,
                           item->text.angle_deg, &item->text.style);
      else if (item->type == SAL_ITEM_AREA)
        sal_layer_add_area(own, sal_geometry_copy(item->geometry), &item->area, NULL);
      else
        sal_layer_add_line(own, sal_geometry_copy(item->geometry), &item->line, NULL);
    }
    sal_drawing_add_layer(copy, own);
  }
  return copy;
}

/* Laying a stamp rounds once more for each of its layers. */
static void
test_shared_layers_look_like_any(void)
{
  g_autoptr(GRand) random = random_new();
  g_auto(Run) run_of = run_new(random);
  for (guint i = 0; i < N_PICTURES; i++) {
    g_autoptr(SalDrawing) plain = copy_unshared(run_of.drawings[i]);
    run_of.written[i] = write_picture(run_of.drawings[i], run_of.repeats, FALSE);
    g_autoptr(GBytes) expected = write_picture(plain, NULL, FALSE);
    g_autoptr(cairo_surface_t) a = decode(run_of.written[i]), b = decode(expected);
    for (int j = 0; j < SMALL_WIDTH_PX * SMALL_HEIGHT_PX; j++) {
      const guint32 one = pixel_at(a, j % SMALL_WIDTH_PX, j / SMALL_WIDTH_PX),
                    other = pixel_at(b, j % SMALL_WIDTH_PX, j / SMALL_WIDTH_PX);
      for (int channel = 0; channel < 24; channel += 8)
        g_assert_cmpint(abs((int)(one >> channel & 0xFF) - (int)(other >> channel & 0xFF)), <=, 3);
    }
  }
}

static SalStamp *
draw_stamp(SalPixelRect rect)
{
  SalStamp *stamp = sal_stamp_new(rect);
  cairo_t *cr = sal_stamp_begin(stamp);
  cairo_set_source_rgba(cr, 1, 0, 0, 0.5);
  cairo_rectangle(cr, 20.3, 20, 9, 260);
  cairo_fill(cr);
  cairo_set_source_rgb(cr, 0, 0, 1);
  cairo_rectangle(cr, 60, 60, 150, 100);
  cairo_fill(cr);
  cairo_destroy(cr);
  return stamp;
}

/* Stretches without content and stretches that are opaque. */
static void
test_packed_stamps_are_smaller_and_look_the_same(void)
{
  const SalPixelRect rect = { 7, 11, 380, 270 };
  g_autoptr(SalStamp) loose = draw_stamp(rect), packed = draw_stamp(rect);
  g_autoptr(cairo_surface_t) a = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 400, 300),
                             b = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 400, 300);
  sal_stamp_pack(packed);
  g_assert_cmpuint(sal_stamp_get_size(packed), <, sal_stamp_get_size(loose) / 4);
  sal_stamp_lay(loose, a);
  sal_stamp_lay(packed, b);
  for (int i = 0; i < 400 * 300; i++)
    g_assert_cmphex(pixel_at(a, i % 400, i / 400) & 0xFFFFFF, ==, pixel_at(b, i % 400, i / 400) & 0xFFFFFF);
  g_assert_cmphex(pixel_at(b, 100, 100), ==, 0xFF0000FF);
  g_assert_cmphex(pixel_at(b, 25, 100) & 0xFFFFFF, ==, 0x800000);
}

/* Every pixel is of another colour than the one beside it. */
static void
make_noise(cairo_surface_t *image)
{
  const int width = cairo_image_surface_get_width(image), height = cairo_image_surface_get_height(image);
  guint32 *pixels = (guint32 *)(void *)cairo_image_surface_get_data(image);
  for (int i = 0; i < width * height; i++)
    pixels[i] = (guint32)i * 0x9E3779B1u;
  cairo_surface_mark_dirty(image);
}

/* How many of 30 stamps of 4 MB / part are kept. */
static guint
count_kept(SalRepeats *repeats, SalRepeat kind, int part)
{
  guint n_kept = 0;
  for (guint i = 0; i < 30; i++) {
    const guint numbers[] = { i, kind };
    g_autoptr(GBytes) key = g_bytes_new(numbers, sizeof numbers);
    g_autoptr(cairo_surface_t) image = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 1000, 1000 / part);
    make_noise(image);
    g_autoptr(SalStamp) stamp = sal_stamp_new_copy(image), before = NULL, found = NULL;
    g_assert_true(sal_repeats_begin(repeats, key, &before));
    sal_repeats_end(repeats, kind, key, stamp);
    g_assert_false(sal_repeats_begin(repeats, key, &found));
    n_kept += found != NULL;
  }
  return n_kept;
}

/* Texts leave the layers theirs. */
static void
test_keeps_no_more_than_its_share_of_memory(void)
{
  g_autoptr(SalRepeats) repeats = sal_repeats_new();
  const guint n_texts = count_kept(repeats, SAL_REPEAT_TEXT, 10),
              n_layers = count_kept(repeats, SAL_REPEAT_LAYERS, 1);
  g_assert_cmpuint(n_texts, >=, 8);
  g_assert_cmpuint(n_texts, <=, 16);
  g_assert_cmpuint(n_layers, >=, 8);
  g_assert_cmpuint(n_layers, <=, 16);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/repeats/pictures-of-a-run-are-those-drawn-alone",
                  test_pictures_of_a_run_are_those_drawn_alone);
  g_test_add_func("/repeats/shared-layers-look-like-any", test_shared_layers_look_like_any);
  g_test_add_func("/repeats/packed-stamps-are-smaller-and-look-the-same",
                  test_packed_stamps_are_smaller_and_look_the_same);
  g_test_add_func("/repeats/keeps-no-more-than-its-share-of-memory",
                  test_keeps_no_more_than_its_share_of_memory);
  return g_test_run();
}

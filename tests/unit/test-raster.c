#include "data/base/error.h"
#include "data/geometry/crs.h"
#include "gdal-fixture.h"
#include "render/map/own-raster.h"
#include "render/map/raster-grid.h"

#include <math.h>
#include <string.h>

#define SIDE 40

/* What a file is made of. */
typedef struct {
  const char *crs;        /* NULL: none */
  double left, top, step; /* step 0: no georeference */
  GDALDataType type;
  int n_bands;
} Make;

static char *folder;

static char *
name_of(const char *name)
{
  return g_build_filename(folder, name, NULL);
}

typedef double (*ValueFunc)(int band, int x, int y);

/* A GeoTIFF of SIDE x SIDE pixels. Returns its path, owned by the caller. */
static char *
write_tiff(const char *name, const Make *make, ValueFunc value)
{
  char *path = name_of(name);
  GDALAllRegister();
  GDALDatasetH dataset =
      GDALCreate(GDALGetDriverByName("GTiff"), path, SIDE, SIDE, make->n_bands, make->type, NULL);
  double to_crs[] = { make->left, make->step, 0, make->top, 0, -make->step }, row[SIDE];
  g_assert_nonnull(dataset);
  if (make->step > 0)
    GDALSetGeoTransform(dataset, to_crs);
  if (make->crs != NULL) {
    OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);
    g_assert_cmpint(OSRSetFromUserInput(srs, make->crs), ==, OGRERR_NONE);
    GDALSetSpatialRef(dataset, srs);
    OSRRelease(srs);
  }
  for (int band = 1; band <= make->n_bands; band++)
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++)
        row[x] = value(band, x, y);
      g_assert_cmpint(GDALRasterIO(GDALGetRasterBand(dataset, band), GF_Write, 0, y, SIDE, 1, row, SIDE, 1,
                                   GDT_Float64, 0, 0),
                      ==, CE_None);
    }
  GDALClose(dataset);
  return path;
}

static double
get_x(int band, int x, int y)
{
  return x;
}

static double
get_halves(int band, int x, int y)
{
  return band == 1 ? (x < SIDE / 2 ? 200 : 20) : band == 2 ? 100 : 30;
}

static const Make degrees = { "EPSG:4326", -1, 1, 2.0 / SIDE, GDT_Byte, 1 };

static void
assert_refused(const char *path, const SalRasterQuery *query, int code, const char *message)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalRaster) raster = sal_raster_open(path, query, &error);
  g_assert_null(raster);
  g_assert_error(error, SAL_ERROR, code);
  if (!g_str_has_prefix(error->message, message))
    g_assert_cmpstr(error->message, ==, message);
}

static SalRaster *
open_well(const char *path, const SalRasterQuery *query)
{
  g_autoptr(GError) error = NULL;
  SalRaster *raster = sal_raster_open(path, query, &error);
  g_assert_no_error(error);
  return raster;
}

static void
test_reads_means_of_a_window(void)
{
  g_autofree char *path = write_tiff("ramp.tif", &degrees, get_x);
  g_autoptr(SalRaster) raster = open_well(path, &(SalRasterQuery){ 0 });
  const SalRasterWindow window = { 10, 0, 20, 40, 10, 4 };
  g_autoptr(GError) error = NULL;
  float planes[2 * 40];
  g_assert_cmpint(raster->width_px, ==, SIDE);
  g_assert_true(raster->is_byte);
  g_assert_true(sal_raster_read(raster, &window, planes, &error));
  g_assert_no_error(error);
  for (int i = 0; i < 40; i++) {
    g_assert_cmpfloat_with_epsilon((double)planes[i], 10.5 + 2 * (i % 10),
                                   0.51); /* GDAL gives whole numbers */
    g_assert_cmpfloat((double)planes[40 + i], ==, 1);
  }
}

static void
test_knows_what_is_no_data(void)
{
  g_autofree char *path = write_tiff("holes.tif", &(Make){ "EPSG:4326", -1, 1, 0.05, GDT_Int16, 1 }, get_x);
  GDALDatasetH dataset = GDALOpen(path, GA_Update);
  GDALSetRasterNoDataValue(GDALGetRasterBand(dataset, 1), 7);
  GDALClose(dataset);
  g_autoptr(SalRaster) raster = open_well(path, &(SalRasterQuery){ 0 });
  const SalRasterWindow window = { 0, 0, SIDE, 1, SIDE, 1 };
  float planes[2 * SIDE];
  g_assert_true(sal_raster_read(raster, &window, planes, NULL));
  for (int x = 0; x < SIDE; x++)
    g_assert_cmpfloat((double)planes[SIDE + x], ==, x == 7 ? 0 : 1);
}

static void
test_palette_becomes_colours(void)
{
  g_autofree char *path = name_of("palette.tif");
  GDALAllRegister();
  GDALDatasetH dataset = GDALCreate(GDALGetDriverByName("GTiff"), path, 2, 1, 1, GDT_Byte, NULL);
  GDALColorTableH palette = GDALCreateColorTable(GPI_RGB);
  const GDALColorEntry colors[] = { { 255, 0, 0, 255 }, { 0, 99, 200, 255 } };
  double to_crs[] = { 0, 1, 0, 1, 0, -1 };
  guint8 pixels[] = { 1, 0 };
  for (int i = 0; i < 2; i++)
    GDALSetColorEntry(palette, i, &colors[i]);
  GDALSetGeoTransform(dataset, to_crs);
  GDALSetRasterColorTable(GDALGetRasterBand(dataset, 1), palette);
  g_assert_cmpint(
      GDALRasterIO(GDALGetRasterBand(dataset, 1), GF_Write, 0, 0, 2, 1, pixels, 2, 1, GDT_Byte, 0, 0), ==,
      CE_None);
  GDALDestroyColorTable(palette);
  GDALClose(dataset);
  g_autoptr(SalRaster) raster = open_well(path, &(SalRasterQuery){ 0 });
  float planes[8];
  g_assert_true(raster->is_assumed); /* it says no CRS, and its numbers can be degrees */
  g_assert_cmpuint(sal_raster_count_planes(raster), ==, 3);
  g_assert_true(sal_raster_read(raster, &(SalRasterWindow){ 0, 0, 2, 1, 2, 1 }, planes, NULL));
  const float expected[] = { 0, 255, 99, 0, 200, 0, 1, 1 };
  for (guint i = 0; i < 8; i++)
    g_assert_cmpfloat((double)planes[i], ==, (double)expected[i]);
}

static void
test_refuses_what_is_no_raster(void)
{
  const SalRasterQuery all = { 0 }, third = { .bands = { 3 }, .n_bands = 1 }, odd = { .crs = "EPSG:0" };
  g_autofree char *plain = write_tiff("plain.tif", &(Make){ "EPSG:32637", 0, 0, 0, GDT_Byte, 1 }, get_x);
  g_autofree char *metres =
      write_tiff("metres.tif", &(Make){ NULL, 500000, 5000000, 30, GDT_Byte, 1 }, get_x);
  g_autofree char *complex = write_tiff("complex.tif", &(Make){ NULL, 0, 0, 1, GDT_CFloat32, 1 }, get_x);
  g_autofree char *ramp = write_tiff("ramp2.tif", &degrees, get_x), *missing = name_of("missing.tif");
  g_autofree char *text = name_of("text.tif"), *vrt = name_of("virtual.tif");
  g_assert_true(g_file_set_contents(text, "no raster", -1, NULL));
  g_autofree char *xml =
      g_strdup_printf("<VRTDataset rasterXSize=\"40\" rasterYSize=\"40\"><GeoTransform>0,1,0,0,0,-1"
                      "</GeoTransform><VRTRasterBand dataType=\"Byte\" band=\"1\"><SimpleSource>"
                      "<SourceFilename>%s</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>",
                      ramp);
  g_assert_true(g_file_set_contents(vrt, xml, -1, NULL));
  assert_refused(plain, &all, SAL_ERROR_CRS,
                 "expected a raster with a georeference (or a world file beside it), got none");
  assert_refused(metres, &all, SAL_ERROR_CRS, "expected a raster with a CRS (or the key 'crs'), got none");
  assert_refused(complex, &all, SAL_ERROR_FORMAT, "expected real numbers, got complex ones");
  assert_refused(ramp, &third, SAL_ERROR_FORMAT, "expected bands from 1 to 1, got 3");
  assert_refused(ramp, &odd, SAL_ERROR_CRS, "CRS: expected one that PROJ knows");
  assert_refused(missing, &all, SAL_ERROR_IO, "expected a file, got nothing there");
  assert_refused(text, &all, SAL_ERROR_FORMAT, "expected a raster (GeoTIFF, ");
  assert_refused(vrt, &all, SAL_ERROR_FORMAT, "expected a raster (GeoTIFF, ");
}

/* Overviews beside a file may be any file for GDAL, and a file may name others as its own. */
static void
test_opens_no_other_file(void)
{
  g_autofree char *path = write_tiff("alone.tif", &degrees, get_x),
                  *other = write_tiff("other.tif", &degrees, get_halves);
  g_autofree char *beside = g_strconcat(path, ".ovr", NULL), *mask = g_strconcat(path, ".msk", NULL);
  g_autofree char *xml = g_strdup_printf(
      "<VRTDataset rasterXSize=\"20\" rasterYSize=\"20\"><VRTRasterBand dataType=\"Byte\" band=\"1\">"
      "<SimpleSource><SourceFilename>%s</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>",
      other);
  g_assert_true(g_file_set_contents(beside, xml, -1, NULL));
  g_assert_true(g_file_set_contents(mask, xml, -1, NULL));
  g_autoptr(SalRaster) raster = open_well(path, &(SalRasterQuery){ 0 });
  float planes[2 * 100];
  g_assert_true(sal_raster_read(raster, &(SalRasterWindow){ 0, 0, SIDE, SIDE, 10, 10 }, planes, NULL));
  g_assert_cmpfloat_with_epsilon((double)planes[9], 37.5, 0.51);
  g_assert_cmpfloat((double)planes[100], ==, 1);

  g_autofree char *naming = write_tiff("naming.tif", &degrees, get_x);
  GDALDatasetH dataset = GDALOpen(naming, GA_Update);
  g_assert_cmpint(GDALSetMetadataItem(dataset, "OVERVIEW_FILE", other, "OVERVIEWS"), ==, CE_None);
  GDALClose(dataset);
  assert_refused(naming, &(SalRasterQuery){ 0 }, SAL_ERROR_FORMAT,
                 "expected overviews in the file, got those of another one, '");
}

/* A file that is cut short is an error when its pixels are read. */
static void
test_says_that_pixels_are_missing(void)
{
  g_autofree char *path = write_tiff("cut.tif", &degrees, get_x), *text = NULL;
  gsize size;
  g_assert_true(g_file_get_contents(path, &text, &size, NULL));
  g_assert_true(g_file_set_contents(path, text, (gssize)size - 900, NULL));
  g_autoptr(GError) error = NULL;
  g_autoptr(SalRaster) raster = sal_raster_open(path, &(SalRasterQuery){ 0 }, &error);
  float planes[2 * SIDE * SIDE];
  if (raster != NULL)
    g_assert_false(
        sal_raster_read(raster, &(SalRasterWindow){ 0, 0, SIDE, SIDE, SIDE, SIDE }, planes, &error));
  g_assert_error(error, SAL_ERROR, SAL_ERROR_FORMAT);
  g_assert_true(g_str_has_prefix(error->message, "expected "));
}

/* Every position between the exact ones, against one that is computed by itself. */
static void
assert_positions(SalBox box, const char *map_crs, const SalRaster *raster)
{
  g_autoptr(SalMap) map = sal_map_new(box, map_crs, (SalRect){ 3.3, 4.4, 100, 60 }, NULL);
  const SalPixelGrid pixels = sal_pixel_grid_find(sal_map_get_frame(map), 4, 1e6);
  g_autoptr(SalRasterGrid) grid = sal_raster_grid_new(raster, map, &pixels, NULL);
  g_autoptr(SalTransform) transform = sal_transform_new(SAL_CRS_LONLAT, raster->crs, NULL);
  g_autofree SalPoint *row = g_new(SalPoint, pixels.width);
  const double *t = raster->to_crs;
  guint n_found = 0;
  for (int y = 0; y < pixels.height; y += 7) {
    sal_raster_grid_find_row(grid, y, row);
    for (int x = 0; x < pixels.width; x += 5) {
      SalPoint at;
      if (!sal_map_unproject_point(map, (pixels.x + x + 0.5) / 4, (pixels.y + y + 0.5) / 4, &at.x, &at.y))
        continue;
      sal_transform_points(transform, &at, 1);
      const double dx = (at.x - t[0]) / t[1] - row[x].x, dy = (at.y - t[3]) / t[5] - row[x].y;
      const double turn = 360 / t[1], off = fabs(dx - turn * round(dx / turn));
      g_assert_cmpfloat(off, <=, 0.5);
      g_assert_cmpfloat(fabs(dy), <=, 0.5);
      n_found++;
    }
  }
  g_assert_cmpuint(n_found, >, 500);
}

static void
test_finds_positions(void)
{
  g_autofree char *local = write_tiff("local.tif", &(Make){ "EPSG:4326", 36, 50, 0.1, GDT_Byte, 1 }, get_x);
  g_autofree char *world = write_tiff("world.tif", &(Make){ "EPSG:4326", -180, 90, 9, GDT_Byte, 1 }, get_x);
  g_autofree char *pacific =
      write_tiff("pacific.tif", &(Make){ "EPSG:4326", 160, 20, 1, GDT_Byte, 1 }, get_x);
  g_autoptr(SalRaster) a = open_well(local, &(SalRasterQuery){ 0 }),
                       b = open_well(world, &(SalRasterQuery){ 0 }),
                       c = open_well(pacific, &(SalRasterQuery){ 0 });
  assert_positions((SalBox){ 36, 46, 40, 50 }, NULL, a);
  assert_positions((SalBox){ 36, 46, 40, 50 }, "EPSG:32637", a);
  assert_positions((SalBox){ -180, -80, 180, 85 }, NULL, b);
  assert_positions((SalBox){ 170, -10, 195, 10 }, NULL, c);
}

static SalOwnRaster *
own_new(const char *name, const Make *make, ValueFunc value)
{
  g_autofree char *path = write_tiff(name, make, value);
  SalOwnRaster *own = sal_own_raster_new(open_well(path, &(SalRasterQuery){ 0 }));
  own->px_per_mm = 4;
  return own;
}

static const guint8 *
pixel_of(const SalLayer *layer, const SalMap *map, double lon, double lat)
{
  const SalItem *item = sal_layer_get_item(layer, 0);
  double x, y;
  g_assert_true(sal_map_project_point(map, lon, lat, &x, &y));
  const int column = (int)floor((x - item->image.rect.x) * 4), row = (int)floor((y - item->image.rect.y) * 4);
  return sal_image_get_rgba(item->image.image) +
         4 * (row * (gsize)sal_image_get_width_px(item->image.image) + (gsize)column);
}

static SalMap *
make_map(void)
{
  return sal_map_new((SalBox){ -1.5, -1.5, 1.5, 1.5 }, NULL, (SalRect){ 10.1, 10.1, 100, 100 }, NULL);
}

static void
test_draws_where_it_lies(void)
{
  g_autoptr(SalMap) map = make_map();
  g_autoptr(SalOwnRaster) own =
      own_new("halves.tif", &(Make){ "EPSG:4326", -1, 1, 0.05, GDT_Byte, 3 }, get_halves);
  g_autoptr(SalLayer) layer = sal_layer_new("own", NULL);
  sal_own_raster_draw(own, map, NULL, layer);
  g_assert_no_error(own->fault);
  g_assert_cmpuint(sal_layer_get_n_items(layer), ==, 1);
  g_assert_cmpmem(pixel_of(layer, map, -0.5, 0.3), 4, ((guint8[]){ 200, 100, 30, 255 }), 4);
  g_assert_cmpmem(pixel_of(layer, map, 0.5, 0.3), 4, ((guint8[]){ 20, 100, 30, 255 }), 4);
  g_assert_cmpmem(pixel_of(layer, map, -0.06, -0.9), 1, ((guint8[]){ 200 }), 1);
  g_assert_cmpmem(pixel_of(layer, map, 0.06, -0.9), 1, ((guint8[]){ 20 }), 1);
  g_assert_cmpuint(pixel_of(layer, map, 1.1, 0)[3], ==, 0);
  g_assert_cmpuint(pixel_of(layer, map, 0, -1.1)[3], ==, 0);
  g_assert_true(own->is_drawn);
}

static void
test_outside_draws_nothing(void)
{
  g_autoptr(SalMap) map = make_map();
  g_autoptr(SalOwnRaster) own = own_new("far.tif", &(Make){ "EPSG:4326", 60, 1, 0.05, GDT_Byte, 1 }, get_x);
  g_autoptr(SalLayer) layer = sal_layer_new("own", NULL);
  sal_own_raster_draw(own, map, NULL, layer);
  g_assert_no_error(own->fault);
  g_assert_false(own->is_drawn);
  g_assert_cmpuint(sal_layer_get_n_items(layer), ==, 0);
}

/* A roof whose ridge runs from north to south, with level land beside it. */
static double
get_roof(int band, int x, int y)
{
  return 100 + 400 * MAX(0, 10 - abs(x - SIDE / 2));
}

static void
test_light_falls_from_the_side(void)
{
  g_autoptr(SalMap) map = make_map();
  g_autoptr(SalOwnRaster) own =
      own_new("roof.tif", &(Make){ "EPSG:4326", -1, 1, 0.05, GDT_Int16, 1 }, get_roof);
  g_autoptr(SalLayer) layer = sal_layer_new("own", NULL), on_land = sal_layer_new("own", NULL);
  own->is_shaded = TRUE, own->opacity = 1;
  own->light = (SalHillshade){ 270, 45, 4 };
  sal_own_raster_draw(own, map, NULL, layer);
  g_assert_no_error(own->fault);
  const guint8 *level = pixel_of(layer, map, -0.8, 0), *lit = pixel_of(layer, map, -0.25, 0),
               *dark = pixel_of(layer, map, 0.25, 0);
  g_assert_cmpuint(level[3], <=, 2);
  g_assert_cmpuint(lit[0], ==, 255);
  g_assert_cmpuint(lit[3], >, 20);
  g_assert_cmpuint(dark[0], <, 80);
  g_assert_cmpuint(dark[3], >, 40);
  g_assert_cmpfloat(own->exaggeration, ==, 4);

  /* Land in the south alone. */
  SalGround ground = { .has_land = TRUE, .land = sal_geometry_new(SAL_POLYGONS) };
  for (int i = 0; i < 4; i++)
    sal_geometry_add_point(ground.land, i == 1 || i == 2 ? 120 : 0, i < 2 ? 60.1 : 120);
  sal_geometry_end_part(ground.land);
  sal_geometry_end_polygon(ground.land);
  sal_own_raster_draw(own, map, &ground, on_land);
  g_assert_cmpuint(pixel_of(on_land, map, 0.25, 0.2)[3], ==, 0);
  g_assert_cmpuint(pixel_of(on_land, map, 0.25, -0.2)[3], >, 40);
  sal_geometry_free(ground.land);
}

/* Beside a map of the world there is paper, whatever its projection would give there. */
static void
test_stays_on_the_earth(void)
{
  g_autoptr(SalMap) map = sal_map_new((SalBox){ -180, -85, 180, 85 }, NULL, (SalRect){ 0, 0, 100, 60 }, NULL);
  g_autoptr(SalOwnRaster) own = own_new("earth.tif", &(Make){ "EPSG:4326", -180, 90, 9, GDT_Byte, 1 }, get_x);
  g_autoptr(SalLayer) layer = sal_layer_new("own", NULL);
  SalGround ground = { .earth = sal_map_find_earth(map) };
  g_assert_nonnull(ground.earth);
  sal_own_raster_draw(own, map, &ground, layer);
  g_assert_no_error(own->fault);
  g_assert_cmpuint(sal_image_get_rgba(sal_layer_get_item(layer, 0)->image.image)[3], ==, 0);
  g_assert_cmpuint(pixel_of(layer, map, 10, 10)[3], ==, 255);
  g_assert_cmpuint(pixel_of(layer, map, -170, -30)[3], ==, 255);
  sal_geometry_free(ground.earth);
}

/* Level land is exaggerated, mountains are not; and the same image comes of any thread. */
static void
test_exaggerates_what_is_level(void)
{
  g_autoptr(SalMap) map = make_map();
  g_autoptr(SalOwnRaster) own =
      own_new("auto.tif", &(Make){ "EPSG:4326", -1, 1, 0.05, GDT_Int16, 1 }, get_roof);
  g_autoptr(SalLayer) one = sal_layer_new("own", NULL), two = sal_layer_new("own", NULL);
  own->is_shaded = TRUE;
  own->light = (SalHillshade){ 315, 45, 0 };
  sal_own_raster_draw(own, map, NULL, one);
  sal_own_raster_draw(own, map, NULL, two);
  g_assert_cmpfloat(own->exaggeration, >, 2);
  g_assert_cmpfloat(own->exaggeration, <=, 25);
  g_assert_cmpstr(sal_image_get_digest(sal_layer_get_item(one, 0)->image.image), ==,
                  sal_image_get_digest(sal_layer_get_item(two, 0)->image.image));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  folder = g_dir_make_tmp("salient-raster-XXXXXX", NULL);
  g_test_add_func("/raster/reads-means-of-a-window", test_reads_means_of_a_window);
  g_test_add_func("/raster/knows-what-is-no-data", test_knows_what_is_no_data);
  g_test_add_func("/raster/palette-becomes-colours", test_palette_becomes_colours);
  g_test_add_func("/raster/refuses-what-is-no-raster", test_refuses_what_is_no_raster);
  g_test_add_func("/raster/opens-no-other-file", test_opens_no_other_file);
  g_test_add_func("/raster/says-that-pixels-are-missing", test_says_that_pixels_are_missing);
  g_test_add_func("/raster/finds-positions", test_finds_positions);
  g_test_add_func("/raster/draws-where-it-lies", test_draws_where_it_lies);
  g_test_add_func("/raster/outside-draws-nothing", test_outside_draws_nothing);
  g_test_add_func("/raster/light-falls-from-the-side", test_light_falls_from_the_side);
  g_test_add_func("/raster/stays-on-the-earth", test_stays_on_the_earth);
  g_test_add_func("/raster/exaggerates-what-is-level", test_exaggerates_what_is_level);
  const int status = g_test_run();
  remove_tree(folder);
  return status;
}

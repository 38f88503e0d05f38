/* A drawing with something of everything, and all writers, for the tests of the writers. */
#pragma once

#include "render/write/writer.h"

#include <math.h>

/* Donetsk in Arabic, in brackets, and a number. */
#define RIGHT_TO_LEFT "(\u062F\u0648\u0646\u064A\u062A\u0633\u0643) 12"
#define FAMILIES "Inter, DejaVu Sans"
/* A page of 160 x 120 mm at 10 px/mm. */
#define WIDTH_MM 160.0
#define HEIGHT_MM 120.0
#define WIDTH_PX 1600
#define HEIGHT_PX 1200

static const SalColor INK = { 0x22, 0x22, 0x22, 0xFF }, WHITE = { 0xFF, 0xFF, 0xFF, 0xFF };
static const SalColor RED = { 0xC2, 0x36, 0x2B, 0xFF }, BLUE = { 0x2A, 0x6F, 0xAF, 0xFF };

static inline SalTextStyle
text_style_of(double size_pt)
{
  return (SalTextStyle){ .size_pt = size_pt, .weight = 400, .color = INK };
}

static inline SalDrawing *
drawing_new(const char *title)
{
  SalDrawing *drawing = sal_drawing_new(WIDTH_MM, HEIGHT_MM, FAMILIES, title, NULL);
  SalLayer *paper = sal_layer_new("paper", "Paper");
  sal_layer_add_rect(paper, (SalRect){ 0, 0, WIDTH_MM, HEIGHT_MM }, &(SalAreaStyle){ .fill = WHITE });
  sal_drawing_add_layer(drawing, paper);
  return drawing;
}

/* A wavy ring with a wavy hole. */
static inline SalGeometry *
blob_new(double x, double y, double radius)
{
  SalGeometry *blob = sal_geometry_new(SAL_POLYGONS);
  for (int ring = 0; ring < 2; ring++) {
    for (int i = 0; i < 200; i++) {
      const double angle = i * G_PI / 100, r = radius * (ring == 0 ? 1 : 0.4) * (1 + 0.1 * sin(7 * angle));
      sal_geometry_add_point(blob, x + r * cos(angle), y + r * sin(angle));
    }
    sal_geometry_end_part(blob);
  }
  sal_geometry_end_polygon(blob);
  return blob;
}

static inline SalGeometry *
wave_new(double y)
{
  SalGeometry *wave = sal_geometry_new(SAL_LINES);
  for (double x = -20; x < WIDTH_MM + 20; x++)
    sal_geometry_add_point(wave, x, y + 8 * sin(x / 6));
  sal_geometry_end_part(wave);
  return wave;
}

static inline SalLayer *
areas_new(void)
{
  const SalHatchStyle hatch = { { 0x8A, 0x5A, 0x44, 0xFF }, 45, 1.2, 0.3 };
  const char *const data[] = { "period", "2024-11", "km2", "183 \"&\"", NULL };
  SalLayer *layer = sal_layer_new("change", "Gained & lost");
  sal_layer_set_clip(layer, (SalRect){ 5, 5, 150, 110 });
  sal_layer_add_area(layer, blob_new(50, 50, 40), &(SalAreaStyle){ .fill = { 0xEB, 0xCF, 0xC6, 0xFF } },
                     &(SalItemInfo){ .id = "held" });
  sal_layer_add_area(layer, blob_new(60, 40, 20), &(SalAreaStyle){ .fill = RED, .outline = { INK, 0.15 } },
                     &(SalItemInfo){ "gained", "+183 km² <b>", data });
  sal_layer_add_area(layer, blob_new(110, 80, 25), &(SalAreaStyle){ .fill = { 0x2A, 0x6F, 0xAF, 0x60 } },
                     NULL);
  sal_layer_add_area(layer, blob_new(130, 50, 35),
                     &(SalAreaStyle){ .hatch = hatch, .outline = { INK, 0.3, { 1.5, 1 }, 2 } },
                     &(SalItemInfo){ "contested", "Contested" });
  sal_layer_add_line(layer, wave_new(70), &(SalLineStyle){ INK, 0.4, { 3, 1, 0.5, 1 }, 4 },
                     &(SalItemInfo){ .id = "border" });
  sal_layer_add_line(layer, wave_new(100), &(SalLineStyle){ BLUE, 0.5 }, NULL);
  return layer;
}

static inline SalLayer *
labels_new(void)
{
  const SalTextStyle style = { 10, 600, FALSE, INK, { 0xFF, 0xFF, 0xFF, 0xD9 }, 0.5 };
  const SalTextStyle italic = { 9, 400, TRUE, BLUE, WHITE, 0.4 };
  SalLayer *layer = sal_layer_new("labels", "Labels");
  sal_layer_set_clip(layer, (SalRect){ 5, 5, 150, 110 });
  sal_layer_add_text(layer, "Pokrovsk", 40, 30, SAL_ANCHOR_START, 0, &style);
  sal_layer_add_text(layer, "Слов’янськ", 80, 60, SAL_ANCHOR_MIDDLE, 0, &style);
  sal_layer_add_text(layer, RIGHT_TO_LEFT, 150, 90, SAL_ANCHOR_END, 0, &style);
  sal_layer_add_text(layer, "חרקיב", 20, 90, SAL_ANCHOR_START, 0, &style);
  sal_layer_add_text(layer, "River  in italics", 80, 104, SAL_ANCHOR_MIDDLE, 20, &italic);
  return layer;
}

static inline SalDrawing *
sample_new(void)
{
  SalDrawing *drawing = drawing_new("Change in November");
  sal_drawing_add_layer(drawing, areas_new());
  sal_drawing_add_layer(drawing, labels_new());
  return drawing;
}

/* Formats, as a table for the tests that hold for each. */
static inline GBytes *
write_png(const SalDrawing *drawing)
{
  return sal_png_write(drawing, &(SalPngOptions){ .width_px = WIDTH_PX, .height_px = HEIGHT_PX }, NULL);
}

static inline GBytes *
write_transparent_png(const SalDrawing *drawing)
{
  return sal_png_write(
      drawing, &(SalPngOptions){ .width_px = WIDTH_PX, .height_px = HEIGHT_PX, .is_transparent = TRUE },
      NULL);
}

static inline GBytes *
write_svg(const SalDrawing *drawing)
{
  return sal_svg_write(drawing, &(SalSvgOptions){ .width_px = WIDTH_PX, .height_px = HEIGHT_PX }, NULL);
}

static inline GBytes *
write_pdf(const SalDrawing *drawing)
{
  return sal_pdf_write(drawing, &(SalPdfOptions){ .text_mode = SAL_TEXT_REAL }, NULL, NULL);
}

typedef GBytes *(*WriteFunc)(const SalDrawing *);
static const WriteFunc writers[] = { write_png, write_transparent_png, write_svg, write_pdf };

static inline gpointer
write_in_all_formats(gpointer drawing)
{
  GPtrArray *files = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
  for (guint i = 0; i < G_N_ELEMENTS(writers); i++)
    g_ptr_array_add(files, writers[i](drawing));
  return files;
}

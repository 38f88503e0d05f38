/* The parts of a PNG file, as its specification (ISO/IEC 15948) names them. */
#pragma once

#include <glib.h>

/* Appends a number, the high byte first. */
void sal_png_append_u32(GByteArray *png, guint32 value);
/* Appends a chunk. type: four letters. */
void sal_png_append_chunk(GByteArray *png, const char *type, const guint8 *data, gsize size);
/* Appends the signature and IHDR: RGB or RGBA, 8 bits a sample. */
void sal_png_append_header(GByteArray *png, int width, int height, gboolean has_alpha);
/* Appends pHYs. */
void sal_png_append_resolution(GByteArray *png, double pixels_per_mm);
/* Appends iTXt: UTF-8, uncompressed, without a language. An empty text adds nothing. */
void sal_png_append_text(GByteArray *png, const char *keyword, const char *text);

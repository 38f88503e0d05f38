/* Grey in PDF. Cairo writes every colour as red, green and blue, which a press may print in four inks; here shades of
 * grey become DeviceGray, which is black ink alone. */
#pragma once

#include "render/drawing/drawing.h"

/* Whether all colours of a drawing, images with it, are shades of grey. */
gboolean sal_pdf_is_grey(const SalDrawing *drawing);

/* The content stream of a page, compressed by zlib as Cairo writes it and as it is returned, with grey where it has
 * red, green and blue that are equal. What follows the stream in data is ignored. Owned by the caller; NULL if it is
 * no such stream. The same input gives the same bytes. */
GBytes *sal_pdf_grey_recode(const char *data, gsize size);

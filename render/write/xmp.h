/* What a picture says of itself, as RDF (ISO 16684-1, XMP): title, description, language, program, and the record of the drawing. */
#pragma once

#include "render/drawing/drawing.h"

/* The element rdf:RDF, for the metadata of an SVG. Owned by the caller; NULL: the drawing has no record. */
char *sal_xmp_make_rdf(const SalDrawing *drawing);
/* The same as a packet, for PNG and PDF. */
char *sal_xmp_make_packet(const SalDrawing *drawing);
/* A packet for a document of several drawings, of which that is the first: its title and language, and no record. */
char *sal_xmp_make_document(const SalDrawing *first);

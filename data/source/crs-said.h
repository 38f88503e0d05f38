/* What files say of their CRS, in their own words.
 *
 * GDAL takes a GeoJSON whose CRS it does not know for WGS 84, and a name that it does not know for the name of
 * a file that defines one; PROJ opens the files that a definition names. So the words are looked at before GDAL
 * sees them. */
#pragma once

#include "data/source/content.h"

/* Whether text says a CRS by code ("EPSG:3857", a URN, a URL of opengis.net), or defines one by numbers alone
 * (WKT, a PROJ string). FALSE for a bare name, and for what would have another file opened. */
gboolean sal_crs_said_is_plain(const char *text);

/* Takes the CRS out of the text of a JSON or a GML where it is not plain, so that GDAL does not see it: the
 * member or attribute gets another name. *said becomes what the text says first that is not plain, else what it
 * says first, or NULL; owned by the caller. content is JSON or XML. Returns the length of the text, which may
 * become shorter: in JSON, letters that are needlessly escaped are no longer. */
gsize sal_crs_said_take(SalContent content, char *text, gsize length, char **said);

/* Takes out of a GML or its schema where other schemas lie. */
void sal_crs_said_hide_links(char *text, gsize length);

/* Whether text that another file would be opened for occurs in bytes, such as the header of a file. */
gboolean sal_crs_said_reaches_out(const char *bytes, gsize length);

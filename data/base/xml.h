/* Texts in XML: SVG, KML, GML. */
#pragma once

#include <glib.h>

/* A text without what XML 1.0 forbids or discourages: controls except tab, newline and carriage return, and
 * U+FFFE and U+FFFF, become U+FFFD, and so does what is not UTF-8. Nothing is escaped. Owned by the caller. */
char *sal_xml_clean(const char *text);

/* The same, escaped for an element's content and for an attribute in double quotes: a parser gets the clean
 * text (an attribute's white space as spaces). Owned by the caller. */
char *sal_xml_escape(const char *text);

#include "render/write/xmp.h"

#include "data/base/xml.h"

#define RDF "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
#define OWN "urn:salient:record#"

/* A property with one text in the default language. */
static void
append_alternative(GString *xml, const char *name, const char *text)
{
  g_autofree char *escaped = sal_xml_escape(text);
  if (*text != '\0')
    g_string_append_printf(xml, "<%s><rdf:Alt><rdf:li xml:lang=\"x-default\">%s</rdf:li></rdf:Alt></%s>\n",
                           name, escaped, name);
}

/* record: NULL: it says nothing of what it rests on. */
static char *
make_rdf(const SalDrawing *drawing, const char *description, const char *record)
{
  const char *language = sal_drawing_get_language(drawing);
  GString *xml = g_string_new("<rdf:RDF xmlns:rdf=\"" RDF "\">\n<rdf:Description rdf:about=\"\" "
                              "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                              "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:salient=\"" OWN "\">\n");
  append_alternative(xml, "dc:title", sal_drawing_get_title(drawing));
  append_alternative(xml, "dc:description", description);
  if (language != NULL)
    g_string_append_printf(xml, "<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>\n",
                           language);
  g_string_append(xml, "<xmp:CreatorTool>Salient " SAL_VERSION "</xmp:CreatorTool>\n");
  if (record != NULL) {
    g_autofree char *escaped = sal_xml_escape(record);
    g_string_append_printf(xml, "<salient:record>%s</salient:record>\n", escaped);
  }
  g_string_append(xml, "</rdf:Description>\n</rdf:RDF>\n");
  return g_string_free(xml, FALSE);
}

char *
sal_xmp_make_rdf(const SalDrawing *drawing)
{
  const char *record = sal_drawing_get_record(drawing);
  return record != NULL ? make_rdf(drawing, sal_drawing_get_description(drawing), record) : NULL;
}

/* The packet's id is the same in every file, as the specification has it. */
static char *
wrap(const char *rdf)
{
  return g_strconcat("<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                     "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n",
                     rdf, "</x:xmpmeta>\n<?xpacket end=\"r\"?>", NULL);
}

char *
sal_xmp_make_packet(const SalDrawing *drawing)
{
  g_autofree char *rdf = sal_xmp_make_rdf(drawing);
  return rdf != NULL ? wrap(rdf) : NULL;
}

char *
sal_xmp_make_document(const SalDrawing *first)
{
  g_autofree char *rdf = make_rdf(first, "", NULL);
  return wrap(rdf);
}

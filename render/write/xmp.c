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

char *
sal_xmp_make_rdf(const SalDrawing *drawing)
{
  const char *record = sal_drawing_get_record(drawing), *language = sal_drawing_get_language(drawing);
  if (record == NULL)
    return NULL;
  GString *xml = g_string_new("<rdf:RDF xmlns:rdf=\"" RDF "\">\n<rdf:Description rdf:about=\"\" "
                              "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                              "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:salient=\"" OWN "\">\n");
  g_autofree char *escaped = sal_xml_escape(record);
  append_alternative(xml, "dc:title", sal_drawing_get_title(drawing));
  append_alternative(xml, "dc:description", sal_drawing_get_description(drawing));
  if (language != NULL)
    g_string_append_printf(xml, "<dc:language><rdf:Bag><rdf:li>%s</rdf:li></rdf:Bag></dc:language>\n",
                           language);
  g_string_append_printf(xml,
                         "<xmp:CreatorTool>Salient " SAL_VERSION "</xmp:CreatorTool>\n"
                         "<salient:record>%s</salient:record>\n</rdf:Description>\n</rdf:RDF>\n",
                         escaped);
  return g_string_free(xml, FALSE);
}

/* The packet's id is the same in every file, as the specification has it. */
char *
sal_xmp_make_packet(const SalDrawing *drawing)
{
  g_autofree char *rdf = sal_xmp_make_rdf(drawing);
  return rdf != NULL ? g_strconcat("<?xpacket begin=\"\xef\xbb\xbf\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
                                   "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n",
                                   rdf, "</x:xmpmeta>\n<?xpacket end=\"r\"?>", NULL)
                     : NULL;
}

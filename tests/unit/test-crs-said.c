#include "data/source/crs-said.h"

#include <string.h>

static void
codes_and_definitions_are_plain(void)
{
  static const char *const plain[] = { "EPSG:3857",
                                       "epsg:4326",
                                       "ESRI:102100",
                                       "urn:ogc:def:crs:OGC:1.3:CRS84",
                                       "http://www.opengis.net/def/crs/EPSG/0/4326",
                                       "http://www.opengis.net/gml/srs/epsg.xml#4326",
                                       "WGS84",
                                       "+proj=longlat +datum=WGS84",
                                       "+init=epsg:4326",
                                       "+proj=merc +a=6378137 +b=6378137 +nadgrids=@null +wktext",
                                       "GEOGCS[\"x\",DATUM[\"x\",SPHEROID[\"x\",6378137,298]]]",
                                       "PROJCS[\"x\",EXTENSION[\"PROJ4_GRIDS\",\"@null\"]]" };
  for (guint i = 0; i < G_N_ELEMENTS(plain); i++)
    if (!sal_crs_said_is_plain(plain[i]))
      g_error("not plain: %s", plain[i]);
}

static void
names_and_what_reaches_out_are_not_plain(void)
{
  static const char *const other[] = { "",
                                       "garbage",
                                       "Pulkovo 1942",
                                       " EPSG:3857",
                                       "EPSG:../x",
                                       "/dev/stdin",
                                       "./x",
                                       "urn:ogc:def/../../x",
                                       "http://example.org/crs",
                                       "http://www.opengis.net.example.org/",
                                       "+init=/tmp/x:77",
                                       "+INIT=x:77",
                                       "+proj=longlat +nadgrids=/tmp/x",
                                       "+proj=longlat +nadgrids=@null,/tmp/x",
                                       "+proj=longlat +geoidgrids=x",
                                       "+proj=pipeline +step +proj=longlat",
                                       "GEOGCS[\"x\",EXTENSION[\"PROJ4_GRIDS\",\"/tmp/x\"]]",
                                       "BOUNDCRS[PARAMETERFILE[\"x\",\"/tmp/x\"]]" };
  for (guint i = 0; i < G_N_ELEMENTS(other); i++)
    if (sal_crs_said_is_plain(other[i]))
      g_error("plain: %s", other[i]);
}

/* What is said in a text, and what is left of the text. */
static void
assert_takes(SalContent content, const char *text, const char *said, const char *rest)
{
  g_autofree char *copy = g_strdup(text), *found = NULL;
  const gsize length = sal_crs_said_take(content, copy, strlen(copy), &found);
  copy[length] = '\0';
  g_assert_cmpstr(found, ==, said);
  g_assert_cmpstr(copy, ==, rest);
}

#define NAME(text) "{\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"" text "\"}},\"features\":[]}"
#define TAKEN(text) "{\"_rs\":{\"type\":\"name\",\"properties\":{\"name\":\"" text "\"}},\"features\":[]}"

static void
a_json_keeps_a_plain_crs_only(void)
{
  assert_takes(SAL_CONTENT_JSON, NAME("EPSG:3857"), "EPSG:3857", NAME("EPSG:3857"));
  assert_takes(SAL_CONTENT_JSON, NAME(" EPSG:3857"), " EPSG:3857", TAKEN(" EPSG:3857"));
  assert_takes(SAL_CONTENT_JSON, NAME("x"), "x", TAKEN("x"));
  assert_takes(SAL_CONTENT_JSON, "{\"crs\":{\"type\":\"EPSG\",\"properties\":{\"code\":28992}}}",
               "EPSG:28992", "{\"crs\":{\"type\":\"EPSG\",\"properties\":{\"code\":28992}}}");
  assert_takes(SAL_CONTENT_JSON, "{\"crs\":null}", NULL, "{\"crs\":null}");
  assert_takes(SAL_CONTENT_JSON, "{\"crs\":7}", "7", "{\"_rs\":7}");
  assert_takes(SAL_CONTENT_JSON, "{\"properties\":{\"crs\":\"x\"}}", NULL,
               "{\"properties\":{\"crs\":\"x\"}}");
  assert_takes(SAL_CONTENT_JSON, "{\"spatialReference\":{\"wkt\":\"x\"}}", "x",
               "{\"_patialReference\":{\"wkt\":\"x\"}}");
}

static void
of_members_of_one_name_the_last_counts(void)
{
  assert_takes(SAL_CONTENT_JSON, "{\"crs\":{\"properties\":{\"name\":\"EPSG:1\"}},\"crs\":\"+init=/x\"}",
               "\"+init=/x\"", "{\"crs\":{\"properties\":{\"name\":\"EPSG:1\"}},\"_rs\":\"+init=/x\"}");
  assert_takes(SAL_CONTENT_JSON, "{\"crs\":{\"properties\":{\"name\":\"EPSG:1\",\"name\":\"/x\"}}}", "/x",
               "{\"_rs\":{\"properties\":{\"name\":\"EPSG:1\",\"name\":\"/x\"}}}");
  assert_takes(SAL_CONTENT_JSON, "{\"crs\":7,\"crs\":8}", "8", "{\"_rs\":7,\"_rs\":8}");
}

static void
escapes_hide_nothing(void)
{
  assert_takes(SAL_CONTENT_JSON, "{\"\\u0063\\u0072s\":{\"properties\":{\"n\\u0061me\":\"\\u002Finit\"}}}",
               "/init", "{\"_rs\":{\"properties\":{\"name\":\"/init\"}}}");
  assert_takes(SAL_CONTENT_JSON, "{\"a\":\"\\u0022\\u005c\\u0000\\\\u0063\\u0456\"}", NULL,
               "{\"a\":\"\\u0022\\u005c\\u0000\\\\u0063\\u0456\"}");
}

static void
a_gml_keeps_plain_names_only(void)
{
  assert_takes(SAL_CONTENT_XML, "<a srsName = 'EPSG:4326'/><b srsName=\"/dev/stdin\"/>", "/dev/stdin",
               "<a srsName = 'EPSG:4326'/><b notSaid=\"/dev/stdin\"/>");
  assert_takes(SAL_CONTENT_XML, "<a srsName=\"&x;\"/>", "&x;", "<a notSaid=\"&x;\"/>");
  assert_takes(SAL_CONTENT_XML, "<!ATTLIST a srsName CDATA '/x'>", NULL, "<!ATTLIST a notSaid CDATA '/x'>");
  assert_takes(SAL_CONTENT_XML, "<a srsName='", NULL, "<a notSaid='");
  assert_takes(SAL_CONTENT_XML, "<a x:schemaLocation='b c'/>", NULL, "<a x:notSaidocation='b c'/>");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/crs-said/codes-and-definitions-are-plain", codes_and_definitions_are_plain);
  g_test_add_func("/crs-said/names-and-what-reaches-out-are-not-plain",
                  names_and_what_reaches_out_are_not_plain);
  g_test_add_func("/crs-said/a-json-keeps-a-plain-crs-only", a_json_keeps_a_plain_crs_only);
  g_test_add_func("/crs-said/of-members-of-one-name-the-last-counts", of_members_of_one_name_the_last_counts);
  g_test_add_func("/crs-said/escapes-hide-nothing", escapes_hide_nothing);
  g_test_add_func("/crs-said/a-gml-keeps-plain-names-only", a_gml_keeps_plain_names_only);
  return g_test_run();
}

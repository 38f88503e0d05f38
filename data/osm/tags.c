#include "data/osm/tags.h"

#include <string.h>

#define SEPARATOR '\x1f'
#define MOST_NAME_BYTES 200
#define MOST_PEOPLE 1e9

static const char *const KEYS[SAL_OSM_N_KEYS] = { "highway", "railway",   "service",  "waterway",
                                                  "natural", "landuse",   "boundary", "admin_level",
                                                  "place",   "population" };

const char *
sal_osm_key_get_name(SalOsmKey key)
{
  return KEYS[key];
}

gboolean
sal_osm_class_is_area(SalOsmClass class)
{
  return class <= SAL_OSM_BUILT_UP;
}

/* A value of a key and the class that it makes. */
typedef struct {
  SalOsmKey key;
  const char *value;
  SalOsmClass class;
} Rule;

static const Rule LINE_RULES[] = {
  { SAL_OSM_HIGHWAY, "motorway", SAL_OSM_MOTORWAYS },
  { SAL_OSM_HIGHWAY, "motorway_link", SAL_OSM_NOTHING },
  { SAL_OSM_HIGHWAY, "trunk", SAL_OSM_TRUNKS },
  { SAL_OSM_HIGHWAY, "primary", SAL_OSM_PRIMARIES },
  { SAL_OSM_HIGHWAY, "secondary", SAL_OSM_SECONDARIES },
  { SAL_OSM_RAILWAY, "rail", SAL_OSM_RAILWAYS },
  { SAL_OSM_WATERWAY, "river", SAL_OSM_RIVERS },
  { SAL_OSM_WATERWAY, "canal", SAL_OSM_CANALS },
  { SAL_OSM_NATURAL, "coastline", SAL_OSM_COAST },
};
static const Rule AREA_RULES[] = {
  { SAL_OSM_NATURAL, "water", SAL_OSM_LAKES },          { SAL_OSM_WATERWAY, "riverbank", SAL_OSM_LAKES },
  { SAL_OSM_LANDUSE, "reservoir", SAL_OSM_LAKES },      { SAL_OSM_LANDUSE, "basin", SAL_OSM_LAKES },
  { SAL_OSM_NATURAL, "wood", SAL_OSM_WOODS },           { SAL_OSM_LANDUSE, "forest", SAL_OSM_WOODS },
  { SAL_OSM_LANDUSE, "residential", SAL_OSM_BUILT_UP }, { SAL_OSM_LANDUSE, "industrial", SAL_OSM_BUILT_UP },
  { SAL_OSM_LANDUSE, "commercial", SAL_OSM_BUILT_UP },  { SAL_OSM_LANDUSE, "retail", SAL_OSM_BUILT_UP },
};

static SalOsmClass
apply(const SalOsmTags *tags, const Rule *rules, guint n)
{
  for (guint i = 0; i < n; i++)
    if (g_strcmp0(tags->values[rules[i].key], rules[i].value) == 0)
      return rules[i].class;
  return SAL_OSM_NOTHING;
}

/* The border that a boundary of an administrative level is. */
static SalOsmClass
classify_border(const SalOsmTags *tags)
{
  static const SalOsmClass classes[] = { SAL_OSM_COUNTRY_BORDERS, SAL_OSM_REGION_BORDERS,
                                         SAL_OSM_REGION_BORDERS, SAL_OSM_DISTRICT_BORDERS,
                                         SAL_OSM_DISTRICT_BORDERS };
  const char *level = tags->values[SAL_OSM_ADMIN_LEVEL];
  if (g_strcmp0(tags->values[SAL_OSM_BOUNDARY], "administrative") != 0 || level == NULL)
    return SAL_OSM_NOTHING;
  return level[0] >= '2' && level[0] <= '6' && level[1] == '\0' ? classes[level[0] - '2'] : SAL_OSM_NOTHING;
}

static gboolean
is_settlement(const char *place)
{
  static const char *const kinds[] = { "city", "town", "village", "hamlet", NULL };
  return place != NULL && g_strv_contains(kinds, place);
}

SalOsmClass
sal_osm_tags_classify(const SalOsmTags *tags, SalOsmForm form)
{
  if (form == SAL_OSM_POINT)
    return is_settlement(tags->values[SAL_OSM_PLACE]) && tags->names->len > 0 ? SAL_OSM_SETTLEMENT
                                                                              : SAL_OSM_NOTHING;
  const SalOsmClass border = classify_border(tags);
  if (border != SAL_OSM_NOTHING)
    return border;
  if (form == SAL_OSM_AREA)
    return apply(tags, AREA_RULES, G_N_ELEMENTS(AREA_RULES));
  const SalOsmClass class = apply(tags, LINE_RULES, G_N_ELEMENTS(LINE_RULES));
  return class == SAL_OSM_RAILWAYS && tags->values[SAL_OSM_SERVICE] != NULL ? SAL_OSM_NOTHING : class;
}

double
sal_osm_population_parse(const char *text)
{
  double people = 0;
  for (const char *c = text; c != NULL && *c != '\0'; c++) {
    if (g_ascii_isdigit(*c))
      people = 10 * people + (*c - '0');
    else if (people > 0 && strchr(" ,'.", *c) != NULL && g_ascii_isdigit(c[1]) && g_ascii_isdigit(c[2]) &&
             g_ascii_isdigit(c[3]))
      continue;
    else
      break;
  }
  return MIN(people, MOST_PEOPLE);
}

/* The language that a key of a name says, lent: "" of the local name; NULL: it is no such key. */
static const char *
find_lang(const char *key)
{
  if (g_str_equal(key, "name"))
    return "";
  if (!g_str_has_prefix(key, "name:"))
    return NULL;
  const char *lang = key + strlen("name:");
  const gsize n = strspn(lang, "abcdefghijklmnopqrstuvwxyz");
  return (n == 2 || n == 3) && lang[n] == '\0' ? lang : NULL;
}

void
sal_osm_names_add(GString *names, const char *key, const char *value)
{
  const char *lang = find_lang(key);
  if (lang == NULL || value == NULL)
    return;
  g_autofree char *valid = g_utf8_make_valid(value, -1);
  for (char *c = valid; *c != '\0'; c = g_utf8_next_char(c))
    if (g_unichar_iscntrl(g_utf8_get_char(c)))
      memset(c, ' ', (gsize)(g_utf8_next_char(c) - c));
  g_strstrip(valid);
  gsize n = strlen(valid);
  while (n > MOST_NAME_BYTES || (n > 0 && n < strlen(valid) && ((guchar)valid[n] & 0xC0) == 0x80))
    n--;
  if (n > 0)
    g_string_append_printf(names, "%s=%.*s%c", lang, (int)n, valid, SEPARATOR);
}

/* The first name of a list, cut off from it: its language and its text. FALSE: the list is empty. */
static gboolean
take_name(char **list, const char **lang, const char **name)
{
  char *end = strchr(*list, SEPARATOR), *sign = strchr(*list, '=');
  if (end == NULL || sign == NULL || sign > end)
    return FALSE;
  *end = *sign = '\0';
  *lang = *list;
  *name = sign + 1;
  *list = end + 1;
  return TRUE;
}

void
sal_osm_names_foreach(const char *names, SalOsmNameFunc func, gpointer data)
{
  g_autofree char *copy = g_strdup(names);
  char *list = copy;
  const char *lang, *name;
  while (take_name(&list, &lang, &name))
    func(lang, name, data);
}

typedef struct {
  const char *lang;
  char *found;
} Search;

static void
look_at(const char *lang, const char *name, gpointer data)
{
  Search *search = data;
  if (search->found == NULL && g_str_equal(lang, search->lang))
    search->found = g_strdup(name);
}

char *
sal_osm_names_find(const char *names, const char *lang)
{
  Search search = { lang, NULL };
  sal_osm_names_foreach(names, look_at, &search);
  return search.found;
}

/* A text in quotes, with backslashes before quotes and backslashes in it. NULL: there is none. Owned by the caller. */
static char *
take_quoted(const char **at)
{
  const char *c = *at;
  if (*c++ != '"')
    return NULL;
  g_autoptr(GString) text = g_string_new(NULL);
  for (; *c != '"'; c++) {
    if (*c == '\\')
      c++;
    if (*c == '\0')
      return NULL;
    g_string_append_c(text, *c);
  }
  *at = c + 1;
  return g_string_free(g_steal_pointer(&text), FALSE);
}

void
sal_osm_names_add_hstore(GString *names, const char *hstore)
{
  for (const char *at = hstore; at != NULL && *at != '\0';) {
    g_autofree char *key = take_quoted(&at);
    if (key == NULL || !g_str_has_prefix(at, "=>"))
      return;
    at += 2;
    g_autofree char *value = take_quoted(&at);
    if (value == NULL)
      return;
    sal_osm_names_add(names, key, value);
    if (*at == ',')
      at++;
  }
}

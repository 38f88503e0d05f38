#include "arguments.h"

#include "project.h"
#include "salient.h"

#include <string.h>

#define INSPECT (1u << VERB_INSPECT)
#define MEASURE (1u << VERB_MEASURE)
#define RENDER (1u << VERB_RENDER)
#define EXPORT (1u << VERB_EXPORT)
#define COMPARE (1u << VERB_COMPARE)
#define STYLE (1u << VERB_STYLE)
#define CHANGES (MEASURE | RENDER | EXPORT)
#define SPANS (CHANGES | COMPARE)
#define DATA (INSPECT | SPANS)

#define TO(field) G_STRUCT_OFFSET(Arguments, field)

/* Options of sources that hold for one side of a comparison alone, in place of the plain ones; help says so
 * in one sentence. */
#define SIDE_OPTION(name, metavar, kind, field)                                                              \
  {                                                                                                          \
    name, 0, metavar, kind, GROUP_SIDES, COMPARE, TO(field), NULL                                            \
  }
#define SIDE_OPTIONS(prefix, n)                                                                              \
  SIDE_OPTION(prefix "preset", "NAME", OPTION_TEXT, sides[n].preset),                                        \
      SIDE_OPTION(prefix "project", "FILE", OPTION_FILE, sides[n].project),                                  \
      SIDE_OPTION(prefix "layer", "LAYER", OPTION_TEXTS, sides[n].layers),                                   \
      SIDE_OPTION(prefix "where", "EXPR", OPTION_TEXT, sides[n].where),                                      \
      SIDE_OPTION(prefix "source-crs", "CRS", OPTION_TEXT, sides[n].source_crs),                             \
      SIDE_OPTION(prefix "territory", "FILE", OPTION_FILE, sides[n].territory),                              \
      SIDE_OPTION(prefix "side", "LON,LAT|left|right|previous:SIDE", OPTION_TEXT, sides[n].side),            \
      { prefix "snap", 0, "METRES", OPTION_NUMBER, GROUP_SIDES, COMPARE, TO(sides[n].snap), NULL, 0, 1e6 },  \
      SIDE_OPTION(prefix "date-field", "FIELD", OPTION_TEXT, sides[n].date_field),                           \
      SIDE_OPTION(prefix "date-pattern", "REGEX", OPTION_TEXT, sides[n].date_pattern),                       \
      { prefix "date-shift",     0,    "DAYS",  OPTION_INTEGER, GROUP_SIDES, COMPARE,                        \
        TO(sides[n].date_shift), NULL, -100000, 100000 },                                                    \
      SIDE_OPTION(prefix "valid-from", "FIELD", OPTION_TEXT, sides[n].valid_from),                           \
      SIDE_OPTION(prefix "valid-to", "FIELD", OPTION_TEXT, sides[n].valid_to),                               \
      SIDE_OPTION(prefix "time-zone", "ZONE", OPTION_TEXT, sides[n].time_zone)

static const char *const verb_names[] = {
  "inspect", "measure", "render", "export", "compare", "style", NULL
};

const char *const argument_groups[N_GROUPS] = {
  [GROUP_SIDES] = "The two sides", [GROUP_SOURCE] = "Sources", [GROUP_DATES] = "Dates",
  [GROUP_PERIODS] = "Periods",     [GROUP_AREA] = "Areas",     [GROUP_PAGE] = "The page",
  [GROUP_OUTPUT] = "Output",
};

static const Option options[] = {
  { "a", 0, "SOURCE", OPTION_FILES, GROUP_SIDES, COMPARE, TO(sides[0].sources),
    "What is compared; may be given again. A SOURCE without --a or --b is both." },
  { "b", 0, "SOURCE", OPTION_FILES, GROUP_SIDES, COMPARE, TO(sides[1].sources),
    "With what; may be given again." },
  { "name-a", 0, "TEXT", OPTION_TEXT, GROUP_SIDES, COMPARE, TO(sides[0].name),
    "What A is called (default its source)." },
  { "name-b", 0, "TEXT", OPTION_TEXT, GROUP_SIDES, COMPARE, TO(sides[1].name),
    "What B is called (default its source)." },
  { "a-class", 0, "NAME[=EXPR]", OPTION_TEXTS, GROUP_SIDES, COMPARE, TO(sides[0].classes),
    "The class of A to compare: one that --class or a preset defines, or another. May be given again." },
  { "b-class", 0, "NAME[=EXPR]", OPTION_TEXTS, GROUP_SIDES, COMPARE, TO(sides[1].classes),
    "The class of B to compare with it: the first with the first, the second with the second." },
  { "at", 0, "DATE", OPTION_TEXT, GROUP_SIDES, COMPARE, TO(at),
    "Compare at this date (default the last one of which both have a snapshot)." },
  { "revisions", 0, NULL, OPTION_FLAG, GROUP_SIDES, COMPARE, TO(revisions),
    "A and B are two versions of one archive: list the snapshots that differ, and what that does to each "
    "period." },
  SIDE_OPTIONS("a-", 0),
  SIDE_OPTIONS("b-", 1),

  { "project", 'p', "FILE", OPTION_FILE, GROUP_SOURCE, DATA, TO(project),
    "A project file: options that the command line does not give are taken from it; '-' is stdin." },
  { "preset", 0, "NAME|list", OPTION_TEXT, GROUP_SOURCE, DATA, TO(preset),
    "Classes and dates of a known source, below all other options; 'list' names them." },
  { "print-project", 0, NULL, OPTION_FLAG, GROUP_SOURCE, DATA, TO(print_project),
    "Print the project file that says what this command line does, and do nothing else." },
  { "layer", 'l', "LAYER", OPTION_TEXTS, GROUP_SOURCE, DATA, TO(layers),
    "Read this layer only; may be given again." },
  { "where", 0, "EXPR", OPTION_TEXT, GROUP_SOURCE, DATA, TO(where),
    "Read only the features for which this holds, an attribute filter as in ogr2ogr." },
  { "class", 0, "NAME=EXPR", OPTION_TEXTS, GROUP_SOURCE, DATA, TO(classes),
    "Measure the features for which EXPR holds as a class of their own, e.g. \"claimed=layer like "
    "'%Claimed%'\"; may be given again (default: all as 'control')." },
  { "exclusive", 0, NULL, OPTION_FLAG, GROUP_SOURCE, DATA, TO(exclusive),
    "With several classes: what one covers is cut out of those after it, so that they add up." },
  { "source-crs", 0, "CRS", OPTION_TEXT, GROUP_SOURCE, DATA, TO(source_crs),
    "What the coordinates are in, where the files do not say it or say it wrong, e.g. EPSG:3857." },
  { "max-size", 0, "MIB", OPTION_NUMBER, GROUP_SOURCE, DATA, TO(max_size),
    "What a compressed or downloaded file may have when unpacked, in MiB (default 1024).", 1, 1e6 },
  { "strict", 0, NULL, OPTION_FLAG, GROUP_SOURCE, DATA, TO(strict),
    "Refuse an invalid area instead of repairing it." },
  { "allow-empty", 0, NULL, OPTION_FLAG, GROUP_SOURCE, DATA, TO(allow_empty),
    "A snapshot without any area is one of 0 km², not an error." },
  { "territory", 0, "FILE|ne:LON,LAT", OPTION_FILE, GROUP_SOURCE, DATA, TO(territory),
    "The sources hold front lines: close them against the polygons of FILE, or against the land around a "
    "point as Natural Earth has it, to the sea and the borders." },
  { "side", 0, "LON,LAT|left|right|previous:SIDE", OPTION_TEXT, GROUP_SOURCE, DATA, TO(side),
    "With --territory: a point that the holder has, or the side of every line that it has; after 'previous:' "
    "that of the first snapshot alone, and each later one changes as little as it can." },
  { "snap", 0, "METRES", OPTION_NUMBER, GROUP_SOURCE, DATA, TO(snap),
    "With --territory: how far ends of lines are joined to each other and extended to the territory's edge, "
    "and how long a dangle is left out (default 100; 0: lines must close by themselves).",
    0, 1e6 },

  { "date-field", 0, "FIELD", OPTION_TEXT, GROUP_DATES, DATA, TO(date_field),
    "Take each feature's date from this field instead of the file's name; '@layer', '@folder' and "
    "'@envelope' "
    "are the layer's name, the folder's, and what a JSON file says beside its features." },
  { "date-pattern", 0, "REGEX", OPTION_TEXT, GROUP_DATES, DATA, TO(date_pattern),
    "Where in a name, or in the text of --date-field, the date is: one group that holds it, groups (?<y>), "
    "(?<m>), (?<d>), or (?<y>) alone "
    "for a year, which is before Christ where a group (?<bc>) matches." },
  { "date-shift", 0, "DAYS", OPTION_INTEGER, GROUP_DATES, DATA, TO(date_shift),
    "Added to every date found; -1 where an archive is dated the morning after.", -100000, 100000 },
  { "valid-from", 0, "FIELD", OPTION_TEXT, GROUP_DATES, DATA, TO(valid_from),
    "Features hold from the day in this field on: the situation of a day is what holds on it." },
  { "valid-to", 0, "FIELD", OPTION_TEXT, GROUP_DATES, DATA, TO(valid_to),
    "With --valid-from: to the day in this field, on which they no longer hold; empty is for ever." },
  { "valid-to-included", 0, NULL, OPTION_FLAG, GROUP_DATES, DATA, TO(valid_to_included),
    "With --valid-to: on that day they still hold." },
  { "time-zone", 0, "ZONE", OPTION_TEXT, GROUP_DATES, DATA, TO(time_zone),
    "Where days begin for dates with a clock time, e.g. Europe/Kyiv (default UTC)." },

  { "from", 0, "WHEN", OPTION_TEXT, GROUP_PERIODS, SPANS, TO(from),
    "The first period: 2024-08-01, 2024-08, 2024-W32, 2024-Q3 or 2024; -0499 is 500 BC." },
  { "to", 0, "WHEN", OPTION_TEXT, GROUP_PERIODS, SPANS, TO(to), "The last period, included." },
  { "every", 0, "month|week|quarter|year|Nd", OPTION_TEXT, GROUP_PERIODS, SPANS, TO(every),
    "How long a period is (default month)." },
  { "boundary", 0, "first|last|DAY", OPTION_TEXT, GROUP_PERIODS, SPANS, TO(boundary),
    "Where a month, quarter or year begins: 1st to 1st (default), last day to last day, or that day of the "
    "month." },
  { "partial", 0, NULL, OPTION_FLAG, GROUP_PERIODS, SPANS, TO(partial),
    "Keep an incomplete period at either end." },
  { "sample", 0, "nearest|previous|next|exact", OPTION_TEXT, GROUP_PERIODS, SPANS, TO(sample),
    "Which snapshot stands for a boundary that has none (default nearest)." },
  { "max-gap", 0, "DAYS", OPTION_INTEGER, GROUP_PERIODS, SPANS, TO(max_gap),
    "How far from the boundary that snapshot may be (default 3).", 0, 10000000 },
  { "accept-reset", 0, "DATE", OPTION_TEXTS, GROUP_PERIODS, INSPECT | CHANGES, TO(accepted_resets),
    "A day or a period whose change is a reset, no movement: not flagged, and left out of sums. May be given "
    "again." },

  { "aoi", 0, "FILE", OPTION_FILE, GROUP_AREA, DATA, TO(aoi),
    "Area of interest: nothing outside the polygons of FILE is counted." },
  { "regions", 0, "FILE", OPTION_FILE, GROUP_AREA, MEASURE | COMPARE, TO(regions),
    "A row for each named region of FILE as well, and for what lies in none." },
  { "regions", 0, "FILE", OPTION_FILE, GROUP_AREA, EXPORT, TO(regions),
    "Cut the areas by the named regions of FILE; what lies in none is an area as well." },
  { "region-field", 0, "FIELD", OPTION_TEXT, GROUP_AREA, MEASURE | EXPORT | COMPARE, TO(region_field),
    "With --regions: the field that holds their names." },
  { "min-width", 0, "METRES", OPTION_NUMBER, GROUP_AREA, DATA, TO(min_width),
    "Parts of the change nowhere as wide are noise: in the sums, counted apart, not drawn (default 30).", 0,
    1e6 },

  { "overlay", 0, "edges|geos", OPTION_TEXT, GROUP_AREA, SPANS, TO(overlay),
    "How differences are found: by edge cancellation (default), or by GEOS as a check." },
  { "area-model", 0, "MODEL", OPTION_TEXT, GROUP_AREA, DATA, TO(area_model),
    "ellipsoid (default), geodesic, sphere, sphere:RADIUS or an equal-area EPSG:N." },

  { "layout", 0, "map|map+chart|grid|cumulative", OPTION_TEXT, GROUP_PAGE, RENDER, TO(layout),
    "What a page shows: a period's map (default), with a chart of all periods, small maps of all periods, or "
    "what was gained over the run by when." },
  { "size", 0, "WxH", OPTION_TEXT, GROUP_PAGE, RENDER | COMPARE, TO(size),
    "Pixels (default 1600x1200, at 144 dpi)." },
  { "width-mm", 0, "MM", OPTION_NUMBER, GROUP_PAGE, RENDER | COMPARE, TO(width_mm),
    "The page's width instead of its pixels (at 300 dpi).", 1, 10000 },
  { "height-mm", 0, "MM", OPTION_NUMBER, GROUP_PAGE, RENDER | COMPARE, TO(height_mm),
    "With --width-mm (default three quarters of it; four thirds for more than a map narrower than 120 mm).",
    1, 10000 },
  { "dpi", 0, "N", OPTION_NUMBER, GROUP_PAGE, RENDER | COMPARE, TO(dpi), "Pixels per inch.", 20, 2400 },
  { "extent", 0, "XMIN,YMIN,XMAX,YMAX|changes|all", OPTION_TEXT, GROUP_PAGE, RENDER | COMPARE, TO(extent),
    "What the map shows: degrees, all changes of the run (default), or all control areas." },
  { "map-crs", 0, "CRS", OPTION_TEXT, GROUP_PAGE, RENDER | COMPARE, TO(map_crs),
    "The map's projection (default equal-area, centred on the map)." },
  { "style", 0, "NAME|FILE", OPTION_FILE, GROUP_PAGE, RENDER | COMPARE, TO(style),
    "How it looks; 'salient style list' names the built-in ones." },
  { "basemap", 0, "auto|none|FOLDER", OPTION_FILE, GROUP_PAGE, RENDER | COMPARE, TO(basemap),
    "Natural Earth: where the system has it (default), none, or a folder of ne_10m_* files." },
  { "places", 0, "FILE", OPTION_FILES, GROUP_PAGE, RENDER | COMPARE, TO(places),
    "Places to name that come before the program's own: a table with name, lon and lat, a dump of GeoNames, "
    "or "
    "points. May be given again." },
  { "lang", 0, "CODE", OPTION_TEXT, GROUP_PAGE, RENDER | COMPARE, TO(lang),
    "The language of places' names: en (default), uk, ru, or one that the base map or --places has." },
  { "spellings", 0, "FILE", OPTION_FILE, GROUP_PAGE, RENDER | COMPARE, TO(spellings),
    "Names to replace: a table with from and to, and lon and lat where namesakes differ." },
  { "basemap", 0, "auto|none|FOLDER", OPTION_FILE, GROUP_OUTPUT, MEASURE, TO(basemap),
    "Natural Earth, whose places say in JSON where a change is: where the system has it (default), none, or "
    "a folder of ne_10m_* files." },
  { "borders", 0, "defacto|none|FILE", OPTION_FILE, GROUP_PAGE, RENDER | COMPARE, TO(borders),
    "Borders of states: Natural Earth's, de facto, with disputed ones dashed (default), none, or the lines "
    "or "
    "polygons of FILE." },
  { "callouts", 0, "auto|N", OPTION_TEXT, GROUP_PAGE, RENDER | COMPARE, TO(callouts),
    "How many of the largest changes have their number on the map (default auto: as many as suit it)." },
  { "insets", 0, "N", OPTION_INTEGER, GROUP_PAGE, RENDER | COMPARE, TO(insets),
    "Zoom in on the N busiest sectors in frames of their own (default 0).", 0, 6 },
  { "locator", 0, "auto|none", OPTION_CHOICE, GROUP_PAGE, RENDER | COMPARE, TO(locator),
    "A small map of where the frame is, where there is room (default auto)." },
  { "graticule", 0, NULL, OPTION_FLAG, GROUP_PAGE, RENDER | COMPARE, TO(graticule),
    "Meridians and parallels." },
  { "places", 0, "FILE", OPTION_FILES, GROUP_OUTPUT, MEASURE, TO(places),
    "Places to name that come before the program's own: a table with name, lon and lat, a dump of GeoNames, "
    "or "
    "points. May be given again." },
  { "lang", 0, "CODE", OPTION_TEXT, GROUP_OUTPUT, MEASURE, TO(lang),
    "The language of places' names: en (default), uk, ru, or one that the base map or --places has." },
  { "spellings", 0, "FILE", OPTION_FILE, GROUP_OUTPUT, MEASURE, TO(spellings),
    "Names to replace: a table with from and to, and lon and lat where namesakes differ." },
  { "title", 0, "TEXT", OPTION_TEXT, GROUP_PAGE, RENDER, TO(title),
    "May hold {period} {from} {to} {class} {gained} {lost} {net} {region} {source} {mean} {n}; '{{' "
    "and '}}' are braces." },
  { "subtitle", 0, "TEXT", OPTION_TEXT, GROUP_PAGE, RENDER, TO(subtitle),
    "Likewise (default the period and its numbers)." },
  { "credit", 0, "TEXT", OPTION_TEXT, GROUP_PAGE, RENDER | COMPARE, TO(credit),
    "Put before the snapshots' dates." },
  { "words", 0, "LANG|FILE", OPTION_FILE, GROUP_PAGE, RENDER | COMPARE, TO(words),
    "The page's texts: de, en (default), es, fr, pl, ru, uk, or a file that says what differs." },
  { "units", 0, "km|miles|both", OPTION_CHOICE, GROUP_PAGE, RENDER | COMPARE, TO(units),
    "What the scale bar is in (default km)." },
  { "transparent", 0, NULL, OPTION_FLAG, GROUP_PAGE, RENDER | COMPARE, TO(transparent),
    "PNG without the paper." },
  { "text", 0, "real|outline", OPTION_CHOICE, GROUP_PAGE, RENDER | COMPARE, TO(text),
    "SVG and PDF: text in a font (default), or the outlines of its letters." },
  { "embed-font", 0, NULL, OPTION_FLAG, GROUP_PAGE, RENDER | COMPARE, TO(embed_font),
    "SVG: put the letters that are needed of the font into the picture." },
  { "id-prefix", 0, "TEXT", OPTION_TEXT, GROUP_PAGE, RENDER | COMPARE, TO(id_prefix),
    "SVG: what ids and class names begin with, so that pictures can share a web page." },

  { "output", 'o', "FILE", OPTION_FILES, GROUP_OUTPUT, MEASURE, TO(outputs),
    "Write there; .csv, .json, .md and .txt say the format, '-' is stdout. May be given again." },
  { "output", 'o', "NAME", OPTION_FILES, GROUP_OUTPUT, RENDER, TO(outputs),
    "A picture's name, ending in .png, .svg or .pdf, with {period} {from} {to} {class} {region} {style} "
    "{lang}; "
    "'{{' and '}}' are braces. May be given again." },
  { "output", 'o', "FILE", OPTION_FILES, GROUP_OUTPUT, EXPORT, TO(outputs),
    "Write there, as .geojson, .gpkg, .fgb, .shp, .kml, .gml, .geojsonl, .sqlite or .csv says; '-' is "
    "GeoJSON on stdout. May be given again." },
  { "format", 'f', "text|csv|json|markdown", OPTION_CHOICE, GROUP_OUTPUT, MEASURE | COMPARE, TO(format),
    "The form of the table (default text on a terminal, else CSV)." },
  { "format", 'f', "text|json", OPTION_CHOICE, GROUP_OUTPUT, INSPECT, TO(format),
    "The form of the report (default text)." },
  { "format", 'f', "text|json", OPTION_CHOICE, GROUP_OUTPUT, RENDER, TO(format),
    "What is printed: the pictures' paths (default), or a record each with its numbers." },
  { "title", 0, "TEXT", OPTION_TEXT, GROUP_PAGE, COMPARE, TO(title),
    "Of the map; may hold {a} {b} {date} {period} {class} {agreed} {only_a} {only_b}; '{{' and '}}' are "
    "braces." },
  { "subtitle", 0, "TEXT", OPTION_TEXT, GROUP_PAGE, COMPARE, TO(subtitle),
    "Likewise (default the numbers)." },
  { "output", 'o', "FILE", OPTION_FILES, GROUP_OUTPUT, COMPARE, TO(outputs),
    "Write a table (.csv, .json, .md, .txt; '-' is stdout) or a map (.png, .svg, .pdf, with {period} {from} "
    "{to} {class} {style} {lang}) there. May be given again; without a table it goes to stdout." },
  { "overwrite", 0, NULL, OPTION_FLAG, GROUP_OUTPUT, SPANS | INSPECT, TO(overwrite),
    "Replace files that exist." },
  { "picture", 0, "FILE", OPTION_FILE, GROUP_OUTPUT, INSPECT, TO(picture),
    "With --territory: draw the lines, their joins and their loose ends over the territory, also where they "
    "cannot be closed; .png, .svg or .pdf, with {date} for several snapshots." },
  { "jobs", 'j', "N", OPTION_INTEGER, GROUP_OUTPUT, DATA, TO(threads), "Threads (default one a core).", 1,
    256 },
  { "progress", 0, "auto|always|never", OPTION_CHOICE, GROUP_OUTPUT, DATA, TO(progress),
    "A progress bar on stderr (default auto: on a terminal)." },
  { "quiet", 'q', NULL, OPTION_FLAG, GROUP_OUTPUT, DATA, TO(quiet), "No notes and no progress bar." },
  { "help", 'h', NULL, OPTION_FLAG, GROUP_OUTPUT, DATA | STYLE, TO(help), "This page." },
  { NULL },
};

const OptionTable argument_table = { options, verb_names };

static gboolean
parse_words(Verb verb, char **argv, Arguments *arguments, GError **error)
{
  *arguments = (Arguments){ .max_gap = 3,
                            .min_width = 30,
                            .snap = -1,
                            .max_size = 1024,
                            .sides = { { .date_shift = NO_SHIFT, .snap = -1 },
                                       { .date_shift = NO_SHIFT, .snap = -1 } } };
  arguments->operands = g_ptr_array_new_null_terminated(4, g_free, TRUE);
  arguments->given = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
  const OptionSink sink = { arguments, arguments->operands, arguments->given };
  if (!options_parse(&argument_table, verb, argv, &sink, error))
    return FALSE;
  if (arguments->operands->len > 0)
    g_hash_table_insert(arguments->given, (gpointer) "sources", NULL);
  arguments->n_words = g_hash_table_size(arguments->given);
  return TRUE;
}

/* Projects from the nearest to the farthest: a file, a preset. Each may be NULL. */
typedef struct {
  Project *file, *preset;
} Layers;

static void
layers_clear(Layers *layers)
{
  g_clear_pointer(&layers->file, project_free);
  g_clear_pointer(&layers->preset, project_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Layers, layers_clear)

static gboolean
load_layers(const Arguments *arguments, Layers *layers, GError **error)
{
  if (arguments->project != NULL && (layers->file = project_load(arguments->project, error)) == NULL)
    return FALSE;
  const char *preset = arguments->preset;
  if (preset == NULL && layers->file != NULL)
    preset = project_get_preset(layers->file);
  if (preset == NULL || g_str_equal(preset, "list"))
    return TRUE;
  layers->preset = project_load_preset(preset, error);
  if (layers->preset == NULL)
    g_prefix_error(error, "--preset: ");
  return layers->preset != NULL;
}

static gboolean
apply_layers(const Layers *layers, Verb verb, Arguments *arguments, GError **error)
{
  return (layers->file == NULL || project_apply(layers->file, verb, arguments, error)) &&
         (layers->preset == NULL || project_apply(layers->preset, verb, arguments, error));
}

static void
arguments_free(gpointer data)
{
  arguments_clear(data);
  g_free(data);
}

/* Of the command line as of every other source, a map takes what is not its own. */
static gboolean
add_maps(const Layers *layers, Verb verb, char **argv, Arguments *arguments, GError **error)
{
  const guint n = layers->file != NULL ? project_get_n_maps(layers->file) : 0;
  if (n == 0)
    return TRUE;
  if (n > 1 && verb == VERB_RENDER && g_hash_table_contains(arguments->given, "output")) {
    g_autofree char *quoted = sal_error_quote_path(arguments->outputs->pdata[0]);
    return sal_error_set(error, SAL_ERROR_USAGE,
                         "--output: expected none with a project of %u maps, got '%s'", n, quoted);
  }
  arguments->maps = g_ptr_array_new_with_free_func(arguments_free);
  for (guint i = 0; i < n; i++) {
    Arguments *map = g_new0(Arguments, 1);
    g_ptr_array_add(arguments->maps, map);
    if (!parse_words(verb, argv, map, error) ||
        !project_apply_map(layers->file, i, VERB_RENDER, map, error) ||
        !apply_layers(layers, verb, map, error))
      return FALSE;
  }
  return TRUE;
}

/* The project and the preset of a side alone; the latter in place of that of both. */
static gboolean
load_side(const SideArguments *side, Layers *own, GError **error)
{
  const char *preset = side->preset;
  if (side->project != NULL && (own->file = project_load(side->project, error)) == NULL)
    return FALSE;
  if (preset == NULL && own->file != NULL)
    preset = project_get_preset(own->file);
  return preset == NULL || (own->preset = project_load_preset(preset, error)) != NULL;
}

/* Words, the side's project, the one of both, the side's preset or that of both: the first that says
 * something counts. */
static gboolean
add_side(const Layers *layers, const char *name, char **argv, SideArguments *side, GError **error)
{
  g_auto(Layers) own = { NULL };
  if (side->preset == NULL && side->project == NULL)
    return TRUE;
  if (!load_side(side, &own, error)) {
    if (own.file != NULL || side->project == NULL)
      g_prefix_error(error, "--%s-preset: ", name);
    return FALSE;
  }
  const Layers presets = { NULL, own.preset != NULL ? own.preset : layers->preset };
  const Layers file = { layers->file, NULL }, project = { own.file, NULL };
  side->whole = g_new0(Arguments, 1);
  return parse_words(VERB_COMPARE, argv, side->whole, error) &&
         apply_layers(&project, VERB_COMPARE, side->whole, error) &&
         apply_layers(&file, VERB_COMPARE, side->whole, error) &&
         apply_layers(&presets, VERB_COMPARE, side->whole, error);
}

static gboolean
add_sides(const Layers *layers, char **argv, Arguments *arguments, GError **error)
{
  static const char *const names[2] = { "a", "b" };
  for (guint side = 0; side < 2; side++)
    if (!add_side(layers, names[side], argv, &arguments->sides[side], error))
      return FALSE;
  return TRUE;
}

gboolean
arguments_parse(Verb verb, char **argv, Arguments *arguments, GError **error)
{
  g_auto(Arguments) parsed = { 0 };
  g_auto(Layers) layers = { NULL };
  if (!parse_words(verb, argv, &parsed, error) || !load_layers(&parsed, &layers, error) ||
      !add_maps(&layers, verb, argv, &parsed, error) || !apply_layers(&layers, verb, &parsed, error) ||
      !add_sides(&layers, argv, &parsed, error))
    return FALSE;
  *arguments = parsed;
  parsed = (Arguments){ 0 };
  return TRUE;
}

void
arguments_clear(Arguments *arguments)
{
  options_clear(&argument_table, arguments);
  g_clear_pointer(&arguments->operands, g_ptr_array_unref);
  g_clear_pointer(&arguments->given, g_hash_table_unref);
  g_clear_pointer(&arguments->maps, g_ptr_array_unref);
  for (guint side = 0; side < 2; side++)
    g_clear_pointer(&arguments->sides[side].whole, arguments_free);
}

/* The option that a message begins with, in a word of the library or of the program; NULL if with none. */
static char *
find_blamed(const GError *error)
{
  const char *message = error->message;
  if (sal_error_get_detail(error) != message)
    return g_strdup(sal_error_get_option(error));
  return g_str_has_prefix(message, "--") ? g_strndup(message + 2, strcspn(message + 2, ": ")) : NULL;
}

gboolean
arguments_blame(const Arguments *arguments, GError **error)
{
  if (error == NULL || *error == NULL)
    return FALSE;
  g_autofree char *name = find_blamed(*error);
  const char *place = name != NULL ? g_hash_table_lookup(arguments->given, name) : NULL;
  if (place == NULL)
    return FALSE;
  const char *message = (*error)->message, *detail = sal_error_get_detail(*error);
  GError *blamed = detail != message
                       ? g_error_new(SAL_ERROR, SAL_ERROR_FORMAT, "%s: %s: %s", place, name, detail)
                       : g_error_new(SAL_ERROR, SAL_ERROR_FORMAT, "%s: %s", place, message + 2);
  g_clear_error(error);
  g_propagate_error(error, blamed);
  return FALSE;
}

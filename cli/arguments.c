#include "arguments.h"

#define INSPECT (1u << VERB_INSPECT)
#define MEASURE (1u << VERB_MEASURE)
#define RENDER (1u << VERB_RENDER)
#define EXPORT (1u << VERB_EXPORT)
#define STYLE (1u << VERB_STYLE)
#define CHANGES (MEASURE | RENDER | EXPORT)
#define DATA (INSPECT | CHANGES)

#define TO(field) G_STRUCT_OFFSET(Arguments, field)

static const char *const verb_names[] = { "inspect", "measure", "render", "export", "style", NULL };

const char *const argument_groups[N_GROUPS] = {
  [GROUP_SOURCE] = "Sources", [GROUP_DATES] = "Dates",   [GROUP_PERIODS] = "Periods",
  [GROUP_AREA] = "Areas",     [GROUP_PAGE] = "The page", [GROUP_OUTPUT] = "Output",
};

static const Option options[] = {
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
  { "territory", 0, "FILE|ne:LON,LAT", OPTION_FILE, GROUP_SOURCE, DATA, TO(territory),
    "The sources hold front lines: close them against the polygons of FILE, or against the land around a "
    "point as Natural Earth has it, to the sea and the borders." },
  { "side", 0, "LON,LAT|left|right", OPTION_TEXT, GROUP_SOURCE, DATA, TO(side),
    "With --territory: a point that the holder has, or the side of every line that it has." },
  { "snap", 0, "METRES", OPTION_NUMBER, GROUP_SOURCE, DATA, TO(snap),
    "With --territory: how far ends of lines are joined to each other and extended to the territory's edge, "
    "and how long a dangle is left out (default 100; 0: lines must close by themselves).",
    0, 1e6 },

  { "date-field", 0, "FIELD", OPTION_TEXT, GROUP_DATES, DATA, TO(date_field),
    "Take each feature's date from this field instead of the file's name." },
  { "date-pattern", 0, "REGEX", OPTION_TEXT, GROUP_DATES, DATA, TO(date_pattern),
    "Where in a name the date is: one group that holds it, or groups (?<y>), (?<m>), (?<d>)." },
  { "date-shift", 0, "DAYS", OPTION_INTEGER, GROUP_DATES, DATA, TO(date_shift),
    "Added to every date found; -1 where an archive is dated the morning after.", -100000, 100000 },
  { "time-zone", 0, "ZONE", OPTION_TEXT, GROUP_DATES, DATA, TO(time_zone),
    "Where days begin for dates with a clock time, e.g. Europe/Kyiv (default UTC)." },

  { "from", 0, "WHEN", OPTION_TEXT, GROUP_PERIODS, CHANGES, TO(from),
    "The first period: 2024-08-01, 2024-08, 2024-W32, 2024-Q3 or 2024." },
  { "to", 0, "WHEN", OPTION_TEXT, GROUP_PERIODS, CHANGES, TO(to), "The last period, included." },
  { "every", 0, "month|week|quarter|year|Nd", OPTION_TEXT, GROUP_PERIODS, CHANGES, TO(every),
    "How long a period is (default month)." },
  { "boundary", 0, "first|last|DAY", OPTION_TEXT, GROUP_PERIODS, CHANGES, TO(boundary),
    "Where a month, quarter or year begins: 1st to 1st (default), last day to last day, or that day of the "
    "month." },
  { "partial", 0, NULL, OPTION_FLAG, GROUP_PERIODS, CHANGES, TO(partial),
    "Keep an incomplete period at either end." },
  { "sample", 0, "nearest|previous|next|exact", OPTION_TEXT, GROUP_PERIODS, CHANGES, TO(sample),
    "Which snapshot stands for a boundary that has none (default nearest)." },
  { "max-gap", 0, "DAYS", OPTION_INTEGER, GROUP_PERIODS, CHANGES, TO(max_gap),
    "How far from the boundary that snapshot may be (default 3).", 0, 100000 },
  { "accept-reset", 0, "DATE", OPTION_TEXTS, GROUP_PERIODS, DATA, TO(accepted_resets),
    "A day or a period whose change is a reset, no movement: not flagged, and left out of sums. May be given "
    "again." },

  { "aoi", 0, "FILE", OPTION_FILE, GROUP_AREA, DATA, TO(aoi),
    "Area of interest: nothing outside the polygons of FILE is counted." },
  { "regions", 0, "FILE", OPTION_FILE, GROUP_AREA, MEASURE, TO(regions),
    "A row for each named region of FILE as well, and for what lies in none." },
  { "regions", 0, "FILE", OPTION_FILE, GROUP_AREA, EXPORT, TO(regions),
    "Cut the areas by the named regions of FILE; what lies in none is an area as well." },
  { "region-field", 0, "FIELD", OPTION_TEXT, GROUP_AREA, MEASURE | EXPORT, TO(region_field),
    "With --regions: the field that holds their names." },
  { "min-width", 0, "METRES", OPTION_NUMBER, GROUP_AREA, DATA, TO(min_width),
    "Parts of the change nowhere as wide are noise: in the sums, counted apart, not drawn (default 30).", 0,
    1e6 },

  { "overlay", 0, "edges|geos", OPTION_TEXT, GROUP_AREA, CHANGES, TO(overlay),
    "How differences are found: by edge cancellation (default), or by GEOS as a check." },
  { "area-model", 0, "MODEL", OPTION_TEXT, GROUP_AREA, DATA, TO(area_model),
    "ellipsoid (default), geodesic, sphere, sphere:RADIUS or an equal-area EPSG:N." },

  { "layout", 0, "map|map+chart|grid|cumulative", OPTION_TEXT, GROUP_PAGE, RENDER, TO(layout),
    "What a page shows: a period's map (default), with a chart of all periods, small maps of all periods, or "
    "what was gained over the run by when." },
  { "size", 0, "WxH", OPTION_TEXT, GROUP_PAGE, RENDER, TO(size), "Pixels (default 1600x1200, at 144 dpi)." },
  { "width-mm", 0, "MM", OPTION_NUMBER, GROUP_PAGE, RENDER, TO(width_mm),
    "The page's width instead of its pixels (at 300 dpi).", 1, 10000 },
  { "height-mm", 0, "MM", OPTION_NUMBER, GROUP_PAGE, RENDER, TO(height_mm),
    "With --width-mm (default three quarters of it; four thirds for more than a map narrower than 120 mm).",
    1, 10000 },
  { "dpi", 0, "N", OPTION_NUMBER, GROUP_PAGE, RENDER, TO(dpi), "Pixels per inch.", 20, 2400 },
  { "extent", 0, "XMIN,YMIN,XMAX,YMAX|changes|all", OPTION_TEXT, GROUP_PAGE, RENDER, TO(extent),
    "What the map shows: degrees, all changes of the run (default), or all control areas." },
  { "map-crs", 0, "CRS", OPTION_TEXT, GROUP_PAGE, RENDER, TO(map_crs),
    "The map's projection (default equal-area, centred on the map)." },
  { "style", 0, "NAME|FILE", OPTION_FILE, GROUP_PAGE, RENDER, TO(style),
    "How it looks; 'salient style list' names the built-in ones." },
  { "basemap", 0, "auto|none|FOLDER", OPTION_FILE, GROUP_PAGE, RENDER, TO(basemap),
    "Natural Earth: where the system has it (default), none, or a folder of ne_10m_* files." },
  { "places", 0, "FILE", OPTION_FILES, GROUP_PAGE, RENDER, TO(places),
    "Places to name that come before the program's own: a table with name, lon and lat, a dump of GeoNames, "
    "or "
    "points. May be given again." },
  { "lang", 0, "CODE", OPTION_TEXT, GROUP_PAGE, RENDER, TO(lang),
    "The language of places' names: en (default), uk, ru, or one that the base map or --places has." },
  { "spellings", 0, "FILE", OPTION_FILE, GROUP_PAGE, RENDER, TO(spellings),
    "Names to replace: a table with from and to, and lon and lat where namesakes differ." },
  { "basemap", 0, "auto|none|FOLDER", OPTION_FILE, GROUP_OUTPUT, MEASURE, TO(basemap),
    "Natural Earth, whose places say in JSON where a change is: where the system has it (default), none, or "
    "a folder of ne_10m_* files." },
  { "borders", 0, "defacto|none|FILE", OPTION_FILE, GROUP_PAGE, RENDER, TO(borders),
    "Borders of states: Natural Earth's, de facto, with disputed ones dashed (default), none, or the lines "
    "or "
    "polygons of FILE." },
  { "callouts", 0, "auto|N", OPTION_TEXT, GROUP_PAGE, RENDER, TO(callouts),
    "How many of the largest changes have their number on the map (default auto: as many as suit it)." },
  { "insets", 0, "N", OPTION_INTEGER, GROUP_PAGE, RENDER, TO(insets),
    "Zoom in on the N busiest sectors in frames of their own (default 0).", 0, 6 },
  { "locator", 0, "auto|none", OPTION_CHOICE, GROUP_PAGE, RENDER, TO(locator),
    "A small map of where the frame is, where there is room (default auto)." },
  { "graticule", 0, NULL, OPTION_FLAG, GROUP_PAGE, RENDER, TO(graticule), "Meridians and parallels." },
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
  { "credit", 0, "TEXT", OPTION_TEXT, GROUP_PAGE, RENDER, TO(credit), "Put before the snapshots' dates." },
  { "words", 0, "LANG|FILE", OPTION_FILE, GROUP_PAGE, RENDER, TO(words),
    "The page's texts: de, en (default), es, fr, pl, ru, uk, or a file that says what differs." },
  { "units", 0, "km|miles|both", OPTION_CHOICE, GROUP_PAGE, RENDER, TO(units),
    "What the scale bar is in (default km)." },
  { "transparent", 0, NULL, OPTION_FLAG, GROUP_PAGE, RENDER, TO(transparent), "PNG without the paper." },
  { "text", 0, "real|outline", OPTION_CHOICE, GROUP_PAGE, RENDER, TO(text),
    "SVG and PDF: text in a font (default), or the outlines of its letters." },
  { "embed-font", 0, NULL, OPTION_FLAG, GROUP_PAGE, RENDER, TO(embed_font),
    "SVG: put the letters that are needed of the font into the picture." },
  { "id-prefix", 0, "TEXT", OPTION_TEXT, GROUP_PAGE, RENDER, TO(id_prefix),
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
  { "format", 'f', "text|csv|json|markdown", OPTION_CHOICE, GROUP_OUTPUT, MEASURE, TO(format),
    "The form of the table (default text on a terminal, else CSV)." },
  { "format", 'f', "text|json", OPTION_CHOICE, GROUP_OUTPUT, INSPECT, TO(format),
    "The form of the report (default text)." },
  { "format", 'f', "text|json", OPTION_CHOICE, GROUP_OUTPUT, RENDER, TO(format),
    "What is printed: the pictures' paths (default), or a record each with its numbers." },
  { "picture", 0, "FILE", OPTION_FILE, GROUP_OUTPUT, INSPECT, TO(picture),
    "With --territory: draw the lines, their joins and their loose ends over the territory, also where they "
    "cannot be closed; .png, .svg or .pdf, with {date} for several snapshots." },
  { "overwrite", 0, NULL, OPTION_FLAG, GROUP_OUTPUT, DATA, TO(overwrite), "Replace files that exist." },
  { "jobs", 'j', "N", OPTION_INTEGER, GROUP_OUTPUT, DATA, TO(threads), "Threads (default one a core).", 1,
    256 },
  { "progress", 0, "auto|always|never", OPTION_CHOICE, GROUP_OUTPUT, DATA, TO(progress),
    "A progress bar on stderr (default auto: on a terminal)." },
  { "quiet", 'q', NULL, OPTION_FLAG, GROUP_OUTPUT, DATA, TO(quiet), "No notes and no progress bar." },
  { "help", 'h', NULL, OPTION_FLAG, GROUP_OUTPUT, DATA | STYLE, TO(help), "This page." },
  { NULL },
};

const OptionTable argument_table = { options, verb_names };

gboolean
arguments_parse(Verb verb, char **argv, Arguments *arguments, GError **error)
{
  g_auto(Arguments) parsed = { .max_gap = 3, .min_width = 30, .snap = -1 };
  parsed.operands = g_ptr_array_new_null_terminated(4, g_free, TRUE);
  if (!options_parse(&argument_table, verb, argv, &parsed, parsed.operands, error))
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
}

/* The table of options, in the order of help. */
#include "library/option.h"

#define INSPECT (1u << SALIENT_INSPECT)
#define MEASURE (1u << SALIENT_MEASURE)
#define UPDATE (1u << SALIENT_UPDATE)
#define LAYOUT (1u << SALIENT_LAYOUT)
#define DRAWING (1u << SALIENT_RENDER | UPDATE) /* what writes pictures */
#define RENDER (DRAWING | LAYOUT)
#define EXPORT (1u << SALIENT_EXPORT)
#define COMPARE (1u << SALIENT_COMPARE)
#define PLACES (1u << SALIENT_PLACES)
#define STYLE (1u << SALIENT_STYLE)
#define TEMPLATE (1u << SALIENT_TEMPLATE)
#define CHECK (1u << SALIENT_CHECK)
#define CACHE (1u << SALIENT_CACHE)
#define MERGE (1u << SALIENT_MERGE)
#define VERIFY (1u << SALIENT_VERIFY)
#define BASEMAP (1u << SALIENT_BASEMAP)
#define CHANGES (MEASURE | RENDER | EXPORT)
#define SPANS (CHANGES | COMPARE | PLACES)
#define DATA (INSPECT | CHECK | SPANS)

/* Headings of help. */
#define SIDES "The two sides"
#define SOURCE "Sources"
#define DATES "Dates"
#define PERIODS "Periods"
#define AREA "Areas"
#define PAGE SAL_OPTION_GROUP_PAGE
#define OUTPUT SAL_OPTION_GROUP_OUTPUT

#define TO(field) G_STRUCT_OFFSET(SalientOptions, field)

/* Options of sources that hold for one side of a comparison, in place of the plain ones. They have no lines in
 * help, which ends with a paragraph about them. */
#define SIDE_ROW(name, value, kind, is_list, field)                                                          \
  {                                                                                                          \
    { name, 0, value, SALIENT_OPTION_##kind, is_list, 0, 0, SIDES, NULL }, COMPARE, TO(field)                \
  }
#define SIDE_ROWS(prefix, n)                                                                                 \
  SIDE_ROW(prefix "preset", "NAME", TEXT, FALSE, sides[n].preset),                                           \
      SIDE_ROW(prefix "project", "FILE", FILE, FALSE, sides[n].project),                                     \
      SIDE_ROW(prefix "layer", "LAYER", TEXT, TRUE, sides[n].layers),                                        \
      SIDE_ROW(prefix "where", "EXPR", TEXT, FALSE, sides[n].where),                                         \
      SIDE_ROW(prefix "source-crs", "CRS", TEXT, FALSE, sides[n].source_crs),                                \
      SIDE_ROW(prefix "territory", "FILE", FILE, FALSE, sides[n].territory),                                 \
      SIDE_ROW(prefix "side", "LON,LAT|left|right|previous:SIDE", TEXT, FALSE, sides[n].side),               \
      { { prefix "snap", 0, "METRES", SALIENT_OPTION_NUMBER, FALSE, 0, 1e6, SIDES, NULL },                   \
        COMPARE,                                                                                             \
        TO(sides[n].snap) },                                                                                 \
      SIDE_ROW(prefix "date-field", "FIELD", TEXT, FALSE, sides[n].date_field),                              \
      SIDE_ROW(prefix "date-pattern", "REGEX", TEXT, FALSE, sides[n].date_pattern),                          \
      { { prefix "date-shift", 0, "DAYS", SALIENT_OPTION_INTEGER, FALSE, -100000, 100000, SIDES, NULL },     \
        COMPARE,                                                                                             \
        TO(sides[n].date_shift) },                                                                           \
      SIDE_ROW(prefix "valid-from", "FIELD", TEXT, FALSE, sides[n].valid_from),                              \
      SIDE_ROW(prefix "valid-to", "FIELD", TEXT, FALSE, sides[n].valid_to),                                  \
      SIDE_ROW(prefix "time-zone", "ZONE", TEXT, FALSE, sides[n].time_zone)

const SalOptionRow sal_option_rows[] = {
  { { "sources", 0, "SOURCE", SALIENT_OPTION_FILE, TRUE, 0, 0, SOURCE, NULL },
    DATA | MERGE | VERIFY | BASEMAP,
    TO(sources) },

  { { "a", 0, "SOURCE", SALIENT_OPTION_FILE, TRUE, 0, 0, SIDES,
      "The first source; may be given again. A SOURCE without ‹a› or ‹b› is for each side that has none." },
    COMPARE,
    TO(sides[0].sources) },
  { { "b", 0, "SOURCE", SALIENT_OPTION_FILE, TRUE, 0, 0, SIDES, "The second source; may be given again." },
    COMPARE,
    TO(sides[1].sources) },
  { { "name-a", 0, "TEXT", SALIENT_OPTION_TEXT, FALSE, 0, 0, SIDES,
      "What A is called (default its source)." },
    COMPARE,
    TO(sides[0].name) },
  { { "name-b", 0, "TEXT", SALIENT_OPTION_TEXT, FALSE, 0, 0, SIDES,
      "What B is called (default its source)." },
    COMPARE,
    TO(sides[1].name) },
  { { "a-class", 0, "NAME[=EXPR]", SALIENT_OPTION_TEXT, TRUE, 0, 0, SIDES,
      "The class of A to compare: one that ‹class› or a preset defines, or a definition of its own. May be "
      "given again." },
    COMPARE,
    TO(sides[0].classes) },
  { { "b-class", 0, "NAME[=EXPR]", SALIENT_OPTION_TEXT, TRUE, 0, 0, SIDES,
      "The class of B to compare with it: the first with the first, the second with the second." },
    COMPARE,
    TO(sides[1].classes) },
  { { "at", 0, "DATE", SALIENT_OPTION_TEXT, FALSE, 0, 0, SIDES,
      "Compare at this date (default the last day for which both have a snapshot)." },
    COMPARE,
    TO(at) },
  { { "revisions", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, SIDES,
      "A and B are two versions of one archive: list the snapshots that differ, and how that changes each "
      "period." },
    COMPARE,
    TO(revisions) },
  SIDE_ROWS("a-", 0),
  SIDE_ROWS("b-", 1),

  { { "project", 'p', "FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, SOURCE,
      "A project file. Options that the command line does not give come from it; '-' is stdin." },
    DATA,
    TO(project) },
  { { "preset", 0, "NAME|list", SALIENT_OPTION_TEXT, FALSE, 0, 0, SOURCE,
      "How to read a known source: its classes and dates. All other options win over it; 'list' names the "
      "presets." },
    DATA,
    TO(preset) },
  { { "print-project", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, SOURCE,
      "Print this command line as a project file, and do nothing else." },
    DATA,
    TO(print_project) },
  { { "files-from", 0, "FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, SOURCE,
      "Read the names of more SOURCEs from FILE, one on each line, or each ended by a NUL byte; '-' is "
      "stdin." },
    DATA,
    TO(files_from) },
  { { "exclude", 0, "GLOB", SALIENT_OPTION_TEXT, TRUE, 0, 0, SOURCE,
      "Leave out files whose name, or path below the SOURCE, matches GLOB, e.g. '*draft*'. May be given "
      "again." },
    DATA,
    TO(excludes) },
  { { "skip-bad", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, SOURCE,
      "Leave out files that cannot be read, have no date, or have an area beyond repair. A note names each "
      "with its fault." },
    DATA,
    TO(skip_bad) },
  { { "layer", 'l', "LAYER", SALIENT_OPTION_TEXT, TRUE, 0, 0, SOURCE,
      "Read this layer only; may be given again." },
    DATA,
    TO(layers) },
  { { "where", 0, "EXPR", SALIENT_OPTION_TEXT, FALSE, 0, 0, SOURCE,
      "Read only the features that match EXPR, an attribute filter as in ogr2ogr." },
    DATA,
    TO(where) },
  { { "class", 0, "NAME=EXPR", SALIENT_OPTION_TEXT, TRUE, 0, 0, SOURCE,
      "Measure the features that match EXPR as a class, e.g. \"claimed=layer like '%Claimed%'\". A class may "
      "also be made of others: \"held=control or claimed\". May be given again (default: everything is the "
      "class 'control')." },
    DATA,
    TO(classes) },
  { { "exclusive", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, SOURCE,
      "With several classes: cut each one out of those after it, so that they do not overlap and add up." },
    DATA,
    TO(exclusive) },
  { { "source-crs", 0, "CRS", SALIENT_OPTION_TEXT, FALSE, 0, 0, SOURCE,
      "The coordinate system of the files, where they do not say it or say it wrong, e.g. EPSG:3857." },
    DATA,
    TO(source_crs) },
  { { "max-size", 0, "MIB", SALIENT_OPTION_NUMBER, FALSE, 1, 1e6, SOURCE,
      "How large a compressed or downloaded file may be when unpacked, in MiB (default 1024)." },
    DATA,
    TO(max_size) },
  { { "increments", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, SOURCE,
      "Each snapshot holds only what was added since the one before: add them up." },
    DATA,
    TO(increments) },
  { { "strict", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, SOURCE,
      "Make an error of what is otherwise repaired, left out or noted: an invalid area, areas that belong to "
      "no class, a period of ‹from› and ‹to› that lacks a snapshot, a doubtful side of fronts." },
    DATA,
    TO(strict) },
  { { "allow-empty", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, SOURCE,
      "Take a snapshot without any area as 0 km², not as an error." },
    DATA,
    TO(allow_empty) },
  { { "territory", 0, "FILE|ne:LON,LAT", SALIENT_OPTION_FILE, FALSE, 0, 0, SOURCE,
      "For front lines: close them against the polygons of FILE, or against the land around a point, which "
      "reaches to the sea and the borders of Natural Earth." },
    DATA,
    TO(territory) },
  { { "side", 0, "LON,LAT|left|right|previous:SIDE", SALIENT_OPTION_TEXT, FALSE, 0, 0, SOURCE,
      "With ‹territory›: where the holder is: a point that it always holds, or its side of every line. "
      "'previous:SIDE' says it for the first snapshot only, and each later one changes as little as it "
      "can." },
    DATA,
    TO(side) },
  { { "snap", 0, "METRES", SALIENT_OPTION_NUMBER, FALSE, 0, 1e6, SOURCE,
      "With ‹territory›: up to which distance the ends of lines are joined to each other and to the "
      "territory's edge, and up to which length a loose end is left out (default 100; 0: lines must close by "
      "themselves)." },
    DATA,
    TO(snap) },

  { { "date-field", 0, "FIELD", SALIENT_OPTION_TEXT, FALSE, 0, 0, DATES,
      "Take dates from this field instead of the files' names. '@layer' and '@folder' are the names of the "
      "layer and of the folder, '@envelope' is what a JSON file says beside its features." },
    DATA,
    TO(date_field) },
  { { "date-pattern", 0, "REGEX", SALIENT_OPTION_TEXT, FALSE, 0, 0, DATES,
      "Where the date is in a name, or in the text of ‹date-field›: one group around it, or groups (?<y>), "
      "(?<m>), (?<d>). (?<y>) alone is a year, before Christ where a group (?<bc>) matches." },
    DATA,
    TO(date_pattern) },
  { { "date-shift", 0, "DAYS", SALIENT_OPTION_INTEGER, FALSE, -100000, 100000, DATES,
      "Add so many days to every date; -1 for an archive that is dated the morning after." },
    DATA,
    TO(date_shift) },
  { { "valid-from", 0, "FIELD", SALIENT_OPTION_TEXT, FALSE, 0, 0, DATES,
      "The field with the first day on which a feature holds. The situation of a day is then all that holds "
      "on it." },
    DATA,
    TO(valid_from) },
  { { "valid-to", 0, "FIELD", SALIENT_OPTION_TEXT, FALSE, 0, 0, DATES,
      "With ‹valid-from›: the field with the day on which it no longer holds; empty means for ever." },
    DATA,
    TO(valid_to) },
  { { "valid-to-included", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, DATES,
      "With ‹valid-to›: on that day it still holds." },
    DATA,
    TO(valid_to_included) },
  { { "time-zone", 0, "ZONE", SALIENT_OPTION_TEXT, FALSE, 0, 0, DATES,
      "The zone in which days begin, for dates with a clock time, e.g. Europe/Kyiv (default UTC)." },
    DATA,
    TO(time_zone) },

  { { "from", 0, "WHEN", SALIENT_OPTION_TEXT, FALSE, 0, 0, PERIODS,
      "The first period: 2024-08-01, 2024-08, 2024-W32, 2024-Q3 or 2024; -0499 is 500 BC." },
    SPANS,
    TO(from) },
  { { "from", 0, "WHEN", SALIENT_OPTION_TEXT, FALSE, 0, 0, DATES,
      "Inspect only snapshots from this day on: 2024-08-01, or the first of 2024-08, 2024-W32, 2024-Q3 or "
      "2024." },
    INSPECT | CHECK,
    TO(from) },
  { { "to", 0, "WHEN", SALIENT_OPTION_TEXT, FALSE, 0, 0, DATES,
      "Inspect only snapshots up to this day, or up to the end of that month, week, quarter or year." },
    INSPECT | CHECK,
    TO(to) },
  { { "to", 0, "WHEN", SALIENT_OPTION_TEXT, FALSE, 0, 0, PERIODS, "The last period, included." },
    SPANS,
    TO(to) },
  { { "last", 0, "N", SALIENT_OPTION_INTEGER, FALSE, 1, 100000, PERIODS,
      "Only the last N of these periods; ‹from› latest is the last one." },
    CHANGES | PLACES,
    TO(last) },
  { { "every", 0, "month|week|quarter|year|snapshot|Nd", SALIENT_OPTION_TEXT, FALSE, 0, 0, PERIODS,
      "How long a period is (default month); 'snapshot' goes from each snapshot to the next." },
    CHANGES | COMPARE | CHECK,
    TO(every) },
  { { "every", 0, "month|week|quarter|year|snapshot|Nd", SALIENT_OPTION_TEXT, FALSE, 0, 0, PERIODS,
      "Cover whole months, weeks and so on, and say in JSON what each changed (default snapshot: from the "
      "first snapshot between ‹from› and ‹to› to the last)." },
    PLACES,
    TO(every) },
  { { "boundary", 0, "first|last|DAY", SALIENT_OPTION_TEXT, FALSE, 0, 0, PERIODS,
      "Where a month, quarter or year begins: 1st to 1st (default), last day to last day, or that day of the "
      "month." },
    SPANS | CHECK,
    TO(boundary) },
  { { "partial", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, PERIODS,
      "Keep an incomplete period at either end. One that lacks no more than ‹max-gap› days is always kept." },
    SPANS,
    TO(partial) },
  { { "rate", 0, "per-month|per-day", SALIENT_OPTION_TEXT, FALSE, 0, 0, PERIODS,
      "Divide changes by the days that they took, from snapshot to snapshot; a month is 30.4375 days." },
    MEASURE | RENDER | COMPARE,
    TO(rate) },
  { { "records", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, PERIODS,
      "For records and streaks in JSON and sentences: compare each period with the whole source, also "
      "outside of ‹from› and ‹to›. Reads all snapshots." },
    MEASURE | RENDER,
    TO(records) },
  { { "sample", 0, "nearest|previous|next|exact", SALIENT_OPTION_TEXT, FALSE, 0, 0, PERIODS,
      "Which snapshot stands in for a boundary that has none (default nearest)." },
    SPANS | CHECK,
    TO(sample) },
  { { "max-gap", 0, "DAYS", SALIENT_OPTION_INTEGER, FALSE, 0, 10000000, PERIODS,
      "How many days away from the boundary that snapshot may be (default 3)." },
    SPANS | CHECK,
    TO(max_gap) },
  { { "steps", 0, "all|none", SALIENT_OPTION_TEXT, FALSE, 0, 0, PERIODS,
      "What to read between the ends of a period: all snapshots, which finds a reset inside it (default), or "
      "none, which is faster." },
    SPANS,
    TO(steps) },
  { { "accept-reset", 0, "DATE", SALIENT_OPTION_TEXT, TRUE, 0, 0, PERIODS,
      "A day on which the data were redefined: what changed then is taken out of its period. If DATE is the "
      "name of a period, sums leave out all of it. May be given again." },
    DATA,
    TO(accepted_resets) },
  { { "genuine", 0, "DATE", SALIENT_OPTION_TEXT, TRUE, 0, 0, PERIODS,
      "A day or a period whose flagged change was a movement after all: remove the flag. May be given "
      "again." },
    DATA,
    TO(genuine) },

  { { "aoi", 0, "FILE|ne:LON,LAT", SALIENT_OPTION_FILE, FALSE, 0, 0, AREA,
      "Area of interest: count nothing outside the polygons of FILE, or outside the land around a point, "
      "which reaches to the sea and the borders of Natural Earth." },
    DATA,
    TO(aoi) },
  { { "clip-to", 0, "FILE|ne:LON,LAT", SALIENT_OPTION_FILE, FALSE, 0, 0, AREA,
      "Draw only what lies inside such polygons or such land; what lies outside still counts." },
    RENDER | COMPARE,
    TO(clip_to) },
  { { "count-within", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, AREA,
      "With ‹clip-to›: also count only what lies inside, as ‹aoi› does." },
    RENDER | COMPARE,
    TO(count_within) },
  { { "border", 0, "FILE|ne:LON,LAT", SALIENT_OPTION_FILE, FALSE, 0, 0, AREA,
      "A border of states: the lines or outlines of FILE, or the borders of the land of Natural Earth around "
      "a "
      "point. What is gained or lost along it, away from the front, is the border drawn anew: it stays in "
      "the "
      "sums, is counted apart, and no sentence calls it gained or lost ground." },
    CHANGES | COMPARE | INSPECT,
    TO(border) },
  { { "border-width", 0, "KM", SALIENT_OPTION_NUMBER, FALSE, 0.001, 100, AREA,
      "With ‹border›: how far from it the data may draw it (default 2 for a FILE, 5 for Natural Earth)." },
    CHANGES | COMPARE | INSPECT,
    TO(border_width) },
  { { "regions", 0, "FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, AREA,
      "Add a row for each named region of FILE, and one for what lies in none." },
    MEASURE | COMPARE,
    TO(regions) },
  { { "regions", 0, "FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, AREA,
      "Say in which named region of FILE each place lies." },
    PLACES,
    TO(regions) },
  { { "regions", 0, "FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, AREA,
      "Cut the areas by the named regions of FILE; what lies in none is kept as an area of its own." },
    EXPORT,
    TO(regions) },
  { { "regions", 0, "FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, PAGE,
      "Named regions. Each gets maps of its own if ‹output› has {region}; ‹extent› region:NAME shows one, "
      "and ‹layout› regions or shares shows all." },
    RENDER,
    TO(regions) },
  { { "region-field", 0, "FIELD", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "With ‹regions›: the field that holds their names." },
    RENDER,
    TO(region_field) },
  { { "region-field", 0, "FIELD", SALIENT_OPTION_TEXT, FALSE, 0, 0, AREA,
      "With ‹regions›: the field that holds their names." },
    MEASURE | EXPORT | COMPARE | PLACES,
    TO(region_field) },
  { { "min-width", 0, "METRES", SALIENT_OPTION_NUMBER, FALSE, 0, 1e6, AREA,
      "Parts of the change that are nowhere this wide are noise: they stay in the sums, are counted apart "
      "and are not drawn (default 30)." },
    DATA,
    TO(min_width) },

  { { "overlay", 0, "edges|geos", SALIENT_OPTION_TEXT, FALSE, 0, 0, AREA,
      "How differences are found: by edge cancellation (default), or by GEOS as a check." },
    SPANS,
    TO(overlay) },
  { { "area-model", 0, "MODEL", SALIENT_OPTION_TEXT, FALSE, 0, 0, AREA,
      "The surface that areas are measured on: ellipsoid (default), geodesic, sphere, sphere:RADIUS or an "
      "equal-area EPSG:N." },
    DATA,
    TO(area_model) },

  { { "show", 0, "CLASS", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "The class to map and to sum up, where there are several (default the first)." },
    RENDER | COMPARE,
    TO(show) },
  { { "definition", 0, "TEXT", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "A sentence that defines this class; it stands wherever an output says what its numbers mean." },
    RENDER | COMPARE,
    TO(definition) },
  { { "layout", 0, "map|map+chart|grid|cumulative|regions|shares|turnover|fronts", SALIENT_OPTION_TEXT, FALSE,
      0, 0, PAGE,
      "What a page shows: the map of a period (default), the same with a chart of all periods (map+chart), a "
      "small map of each period (grid), what was gained over the run, coloured by when (cumulative), "
      "‹regions› coloured by net change or by the share held (regions, shares), how often ground changed "
      "hands (turnover), or where the front stood (fronts)." },
    RENDER,
    TO(layout) },
  { { "size", 0, "WxH|NAME", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "The page in pixels (default 1600x1200, at 144 dpi), in mm (90x110mm), or by name: a4, a3, column (90 "
      "mm), a4-portrait, "
      "a3-portrait, x, square, story, slide or slide-4k, with type that suits how it is looked at." },
    RENDER | COMPARE,
    TO(size) },
  { { "width-mm", 0, "MM", SALIENT_OPTION_NUMBER, FALSE, 1, 10000, PAGE,
      "The page's width, instead of ‹size› (at 300 dpi)." },
    RENDER | COMPARE,
    TO(width_mm) },
  { { "height-mm", 0, "MM", SALIENT_OPTION_NUMBER, FALSE, 1, 10000, PAGE,
      "With ‹width-mm›: the page's height (default three quarters of the width; four thirds if the page has "
      "more than a map and is narrower than 120 mm)." },
    RENDER | COMPARE,
    TO(height_mm) },
  { { "dpi", 0, "N", SALIENT_OPTION_NUMBER, FALSE, 20, 2400, PAGE, "Pixels per inch." },
    RENDER | COMPARE,
    TO(dpi) },
  { { "extent", 0, "XMIN,YMIN,XMAX,YMAX|changes|all|place:P,KMkm|region:R|FILE", SALIENT_OPTION_FILE, FALSE,
      0, 0, PAGE,
      "What the map shows: a box in degrees, the changes of the run (default), all control areas, so many "
      "kilometres around a place, a region of ‹regions›, or the frame of an earlier run, from the JSON that "
      "it printed (‹format› json)." },
    RENDER | COMPARE,
    TO(extent) },
  { { "extent", 0, "WEST,SOUTH,EAST,NORTH", SALIENT_OPTION_TEXT, FALSE, 0, 0, OUTPUT,
      "The frame in degrees to which the sources are cut (default all of them)." },
    BASEMAP,
    TO(extent) },
  { { "map-crs", 0, "CRS", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "The map's projection (default equal-area, centred on the map)." },
    RENDER | COMPARE,
    TO(map_crs) },
  { { "style", 0, "NAME|FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, PAGE,
      "How pages look; 'salient style list' names the built-in styles." },
    RENDER | COMPARE,
    TO(style) },
  { { "template", 0, "NAME|FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, PAGE,
      "Where title, map, legend and all else stand on the page, and what else stands there; 'salient "
      "template "
      "list' names the built-in templates (default: the map with all else around it)." },
    RENDER | COMPARE,
    TO(template) },
  { { "text-file", 0, "FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, PAGE,
      "With ‹template›: the text of its column, in a subset of Markdown, with placeholders as in ‹title›." },
    RENDER | COMPARE,
    TO(text_file) },
  { { "basemap", 0, "auto|none|FOLDER|FILE.gpkg", SALIENT_OPTION_FILE, FALSE, 0, 0, PAGE,
      "The base map, Natural Earth: from where the system has it (default), none, or from a folder of "
      "ne_10m_* files; or one of OpenStreetMap's data that 'salient basemap' made." },
    RENDER | COMPARE,
    TO(basemap) },
  { { "places", 0, "FILE", SALIENT_OPTION_FILE, TRUE, 0, 0, PAGE,
      "Places to name, before the program's own: a table with name, lon and lat, a dump of GeoNames, or "
      "points. May be given again." },
    RENDER | COMPARE,
    TO(places) },
  { { "label", 0, "NAME=WORD,...", SALIENT_OPTION_TEXT, TRUE, 0, 0, PAGE,
      "What becomes of the name of a place: hide, force, the side on which it stands (N, NE, E ... NW) or "
      "text=..., on all maps or with from=, until= or period= on some, as in \"Pokrovsk=NE\" or "
      "\"Huliaipole=force,text=Huliaipole (front)\". May be given again." },
    RENDER | COMPARE,
    TO(labels) },
  { { "callout", 0, "KEY=VALUE,...", SALIENT_OPTION_TEXT, TRUE, 0, 0, PAGE,
      "A text of your own in a box with a leader to a place: \"at=Pokrovsk,text=...,to=NE\"; its text may "
      "hold "
      "the placeholders of ‹title› (docs/notes.md has all keys). May be given again." },
    RENDER | COMPARE,
    TO(own_callouts) },
  { { "note", 0, "KEY=VALUE,...", SALIENT_OPTION_TEXT, TRUE, 0, 0, PAGE,
      "A text, an arrow or a bracket of your own: \"arrow=Avdiivka>Pokrovsk,text=...\" (docs/notes.md has "
      "all "
      "keys). May be given again." },
    RENDER | COMPARE,
    TO(notes) },
  { { "positions", 0, "FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, PAGE,
      "Put names, callouts, notes and furniture where they stood in an earlier run, as 'salient layout' "
      "wrote it there. "
      "What ‹label›, ‹callout› and ‹note› say of them comes first." },
    RENDER | COMPARE,
    TO(positions) },
  { { "draw", 0, "SOURCE[,KEY=VALUE...]", SALIENT_OPTION_FILE, TRUE, 0, 0, PAGE,
      "Lines, areas, points or a raster of your own to draw on the map, and how: "
      "\"roads.gpkg,stroke=#885522,width=0.3,below=places,legend=Roads\", \"dem.tif,hillshade\" "
      "(docs/layers.md has "
      "all keys). May be given again." },
    RENDER | COMPARE,
    TO(draw) },
  { { "lang", 0, "CODE", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "The language of place names: en (default), uk, ru, or one that the base map or ‹places› has. Texts "
      "follow it, unless ‹words› says otherwise." },
    RENDER | COMPARE,
    TO(lang) },
  { { "spellings", 0, "FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, PAGE,
      "Names to replace: a table with the columns from and to, and with lon and lat to tell namesakes "
      "apart." },
    RENDER | COMPARE,
    TO(spellings) },
  { { "show", 0, "CLASS", SALIENT_OPTION_TEXT, FALSE, 0, 0, OUTPUT,
      "The class to sum up, where there are several (default all)." },
    MEASURE,
    TO(show) },
  { { "holder", 0, "NAME", SALIENT_OPTION_TEXT, FALSE, 0, 0, OUTPUT,
      "Who holds the areas, for summaries and sentences, e.g. \"Russia\"." },
    MEASURE | PLACES,
    TO(holder) },
  { { "holder-form", 0, "CASE=NAME", SALIENT_OPTION_TEXT, TRUE, 0, 0, OUTPUT,
      "The holder's name in a grammatical case that sentences need, e.g. \"gen=Russian forces\": nom, gen, "
      "dat, acc, ins or loc. May be given again." },
    MEASURE,
    TO(holder_forms) },
  { { "opponent", 0, "NAME", SALIENT_OPTION_TEXT, FALSE, 0, 0, OUTPUT,
      "With ‹holder›: from whom they are gained and to whom they are lost, e.g. \"Ukraine\"." },
    MEASURE | PLACES,
    TO(opponent) },
  { { "definition", 0, "TEXT", SALIENT_OPTION_TEXT, FALSE, 0, 0, OUTPUT,
      "A sentence that defines this class (without ‹show›: the first one); it stands with the definition of "
      "the numbers." },
    MEASURE,
    TO(definition) },
  { { "basemap", 0, "auto|none|FOLDER", SALIENT_OPTION_FILE, FALSE, 0, 0, OUTPUT,
      "The base map, Natural Earth, whose places say in JSON where a change is: from where the system has it "
      "(default), none, or from a folder of ne_10m_* files." },
    MEASURE,
    TO(basemap) },
  { { "borders", 0, "defacto|none|FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, PAGE,
      "Borders of states: Natural Earth's de facto borders, disputed ones dashed (default), none, or the "
      "lines or polygons of FILE." },
    RENDER | COMPARE,
    TO(borders) },
  { { "callouts", 0, "auto|N[,numbers]", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "How many of the largest changes are labelled with their place and km² (default auto: as many as suit "
      "the map); with ',numbers' without the place." },
    RENDER | COMPARE,
    TO(callouts) },
  { { "insets", 0, "auto|N", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "Enlarge the N largest groups of change, in frames of their own (default auto: those too small to be "
      "read, if the map has room)." },
    RENDER | COMPARE,
    TO(insets) },
  { { "inset", 0, "PLACE,KMkm|XMIN,YMIN,XMAX,YMAX", SALIENT_OPTION_TEXT, TRUE, 0, 0, PAGE,
      "Enlarge this: so many kilometres around a place, or a box in degrees; or KEY=VALUE,... as in "
      "\"at=Pokrovsk,width-km=30,place=NE,from=2024-11\" (docs/notes.md). There are no other insets then, "
      "unless "
      "‹insets› asks for them. May be given again." },
    RENDER | COMPARE,
    TO(own_insets) },
  { { "place-marks", 0, "auto|none", SALIENT_OPTION_CHOICE, FALSE, 0, 0, PAGE,
      "Whether maps of periods mark the settlements of ‹places› that changed hands in them (default auto: "
      "they "
      "do)." },
    RENDER,
    TO(place_marks) },
  { { "locator", 0, "auto|none", SALIENT_OPTION_CHOICE, FALSE, 0, 0, PAGE,
      "A small map that shows where the frame is, if there is room (default auto)." },
    RENDER | COMPARE,
    TO(locator) },
  { { "legend-basemap", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, PAGE,
      "Name in the legend what the map has of a base map of your own: roads, railways, built-up areas and "
      "woods." },
    RENDER | COMPARE,
    TO(legend_basemap) },
  { { "graticule", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, PAGE, "Draw meridians and parallels." },
    RENDER | COMPARE,
    TO(graticule) },
  { { "places", 0, "FILE", SALIENT_OPTION_FILE, TRUE, 0, 0, OUTPUT,
      "Places to name, before the program's own: a table with name, lon and lat, a dump of GeoNames, or "
      "points or polygons. Tables count those that changed hands. May be given again." },
    MEASURE,
    TO(places) },
  { { "places", 0, "FILE", SALIENT_OPTION_FILE, TRUE, 0, 0, SOURCE,
      "The places: a table with name, lon and lat, a dump of GeoNames, or points or polygons. May be "
      "given again." },
    PLACES,
    TO(places) },
  { { "place-share", 0, "PERCENT", SALIENT_OPTION_NUMBER, FALSE, 0.001, 100, OUTPUT,
      "Places that are polygons in ‹places› are held by who covers this share of their area or more (default "
      "50)." },
    MEASURE | RENDER | PLACES,
    TO(place_share) },
  { { "remaining", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, OUTPUT,
      "With ‹regions›: what is left of each, divided by its net a day over the last 30, 90 and 365 days. "
      "This is arithmetic, not a forecast." },
    MEASURE,
    TO(remaining) },
  { { "per", 0, "FILE:COLUMN", SALIENT_OPTION_FILE, FALSE, 0, 0, OUTPUT,
      "Divide the net of each period by a number of your own: a column of a table, e.g. "
      "losses.csv:casualties. The table's column 'period' or 'date' says which row is meant." },
    MEASURE,
    TO(per) },
  { { "uncertainty", 0, "none|cutoff,model", SALIENT_OPTION_TEXT, FALSE, 0, 0, OUTPUT,
      "Which kinds of uncertainty to look for: cutoff, the net with the boundaries of periods a day earlier "
      "and "
      "later (default); model, the net by other area models; or both. If given, CSV has columns for them." },
    MEASURE,
    TO(uncertainty) },
  { { "position-error", 0, "METRES[,KM]", SALIENT_OPTION_TEXT, FALSE, 0, 0, OUTPUT,
      "How far off the source draws its front, and over how many km of front to one side (default 1): what "
      "that "
      "makes of each net. Without it, this uncertainty is not stated." },
    MEASURE,
    TO(position_error) },
  { { "published", 0, "FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, OUTPUT,
      "Set published figures beside those of the run, and search for the setting that explains a difference. "
      "FILE is CSV: period, net_km2 (gained_km2, area_sqmi, ...), and source if you like." },
    MEASURE,
    TO(published) },
  { { "expect", 0, "FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, OUTPUT,
      "Check who held what: CSV with place (or lon and lat), date and holder (a class, one of the two sides, "
      "or "
      "none). The run says how many checks hold, and fails with ‹strict› unless all do." },
    CHANGES,
    TO(expect) },
  { { "own-record", 0, "FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, OUTPUT,
      "Keep in FILE (CSV) what each period's figures were when they were first published, what they are now, "
      "and why "
      "they differ. Tables mark what was revised (r) and what is provisional (p)." },
    MEASURE,
    TO(own_record) },
  { { "bands", 0, "KM[,KM...]", SALIENT_OPTION_TEXT, FALSE, 0, 0, OUTPUT,
      "What lies within so many km of the front on either side, e.g. 5,20,50: area, also by ‹regions›, and "
      "‹places›. Coasts and borders of the base map, or the edge of ‹territory›, are no front." },
    MEASURE | PLACES,
    TO(bands) },
  { { "axis", 0, "A>B", SALIENT_OPTION_TEXT, TRUE, 0, 0, OUTPUT,
      "Where the front stands on the line from A to B, e.g. 'Avdiivka>Pokrovsk': the km from A at both ends "
      "of each period, and how far it moved, in km and m a day. A and B are places or LON,LAT. This is "
      "arithmetic, not a forecast. May be given again." },
    MEASURE,
    TO(axes) },
  { { "show", 0, "CLASS", SALIENT_OPTION_TEXT, FALSE, 0, 0, OUTPUT,
      "Say only whether this class holds a place (default: the first class that covers a place holds it)." },
    PLACES,
    TO(show) },
  { { "definition", 0, "TEXT", SALIENT_OPTION_TEXT, FALSE, 0, 0, OUTPUT,
      "A sentence that defines this class (without ‹show›: the first one); it stands with the summary." },
    PLACES,
    TO(definition) },
  { { "lang", 0, "CODE", SALIENT_OPTION_TEXT, FALSE, 0, 0, OUTPUT,
      "The language of place names: en (default), uk, ru, or one that the base map or ‹places› has. Texts "
      "follow it, unless ‹words› says otherwise." },
    MEASURE,
    TO(lang) },
  { { "lang", 0, "CODE", SALIENT_OPTION_TEXT, FALSE, 0, 0, OUTPUT,
      "The language of place names: en (default), uk, ru, or one that the base map or ‹places› has." },
    PLACES,
    TO(lang) },
  { { "spellings", 0, "FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, OUTPUT,
      "Names to replace: a table with the columns from and to, and with lon and lat to tell namesakes "
      "apart." },
    MEASURE | PLACES,
    TO(spellings) },
  { { "words", 0, "LANG|FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, OUTPUT,
      "The language of sentences: de, en (default), es, fr, pl, ru, uk, or a file with the words to be "
      "changed." },
    MEASURE,
    TO(words) },
  { { "units", 0, "km2|sqmi|ha|both", SALIENT_OPTION_TEXT, FALSE, 0, 0, OUTPUT,
      "The units of areas in sentences, text and Markdown (default km2). CSV and JSON have km²." },
    MEASURE,
    TO(units) },
  { { "basemap", 0, "auto|none|FOLDER", SALIENT_OPTION_FILE, FALSE, 0, 0, OUTPUT,
      "The base map, Natural Earth, whose borders tell an incursion from a reset: from where the system has "
      "it (default), none, or from a folder of ne_10m_* files." },
    PLACES,
    TO(basemap) },
  { { "holder", 0, "NAME", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "Who holds the areas, for title, legend and sentences, e.g. \"Russia\". A country's English name is "
      "put into the page's language." },
    RENDER,
    TO(holder) },
  { { "holder-form", 0, "CASE=NAME", SALIENT_OPTION_TEXT, TRUE, 0, 0, PAGE,
      "The holder's name in a grammatical case that sentences need, e.g. \"gen=Russian forces\": nom, gen, "
      "dat, acc, ins or loc. May be given again." },
    RENDER,
    TO(holder_forms) },
  { { "opponent", 0, "NAME", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "With ‹holder›: from whom they are gained and to whom they are lost, e.g. \"Ukraine\"." },
    RENDER,
    TO(opponent) },
  { { "area-names", 0, "all|none|LIST", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "Which large areas are named: countries,regions,waters or some of these (default all); districts, too, "
      "where "
      "a base map of your own has them and their borders are drawn." },
    RENDER | COMPARE,
    TO(area_names) },
  { { "map-date", 0, "DATE", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "The day that the base map shows (default the end of the last period). Waters that were not there are "
      "left out; where borders were others, today's are dashed, and countries and regions have no names." },
    RENDER | COMPARE,
    TO(map_date) },
  { { "title", 0, "TEXT", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "The title; may hold {headline} {sentence} {alt} {holder} {period} {period_long} {from} {to} {since} "
      "{class} {gained} {lost} {net} {net_value} {region} {source} {mean} {mean_month} {n}; '{{' and '}}' "
      "are braces, '\\n' ends a line." },
    RENDER,
    TO(title) },
  { { "subtitle", 0, "TEXT", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "The subtitle, likewise (default the period and its numbers)." },
    RENDER,
    TO(subtitle) },
  { { "credit", 0, "TEXT", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "Whose data it is; the credit line begins with it." },
    RENDER | COMPARE,
    TO(credit) },
  { { "credit-parts", 0, "all|none|PART,...", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "What follows ‹credit› in the credit line: situation, definition, area, rounding, basemap, border "
      "(default all). -PART leaves one out, also -layers and -shift: all,-basemap." },
    RENDER | COMPARE,
    TO(credit_parts) },
  { { "words", 0, "LANG|FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, PAGE,
      "The language of the page's texts: de, en (default), es, fr, pl, ru, uk, or a file with the words to "
      "be changed." },
    RENDER | COMPARE,
    TO(words) },
  { { "units", 0, "UNIT[,UNIT]", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "The units of lengths (km or miles), of areas (km2, sqmi or ha), or both: km and miles, km² and square "
      "miles (default km,km2)." },
    RENDER | COMPARE,
    TO(units) },
  { { "transparent", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, PAGE, "PNG: leave the paper transparent." },
    RENDER | COMPARE,
    TO(transparent) },
  { { "text", 0, "real|outline", SALIENT_OPTION_CHOICE, FALSE, 0, 0, PAGE,
      "SVG and PDF: text as text in a font (default), or as the outlines of its letters." },
    RENDER | COMPARE,
    TO(text) },
  { { "pdf-colour", 0, "rgb|grey|cmyk:FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, PAGE,
      "PDF: colours with the profile of sRGB, as black ink alone, or as the inks of the press whose ICC "
      "profile "
      "FILE is (default: RGB without a profile)." },
    RENDER | COMPARE,
    TO(pdf_colour) },
  { { "embed-font", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, PAGE,
      "SVG: put those letters of the font into the picture that it needs." },
    RENDER | COMPARE,
    TO(embed_font) },
  { { "id-prefix", 0, "TEXT", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "SVG: begin ids and class names with TEXT, so that several pictures can share a web page. May hold the "
      "placeholders of ‹output›." },
    RENDER | COMPARE,
    TO(id_prefix) },
  { { "responsive", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, PAGE,
      "SVG: leave out the size, so that the picture becomes as wide as its place on a web page." },
    RENDER | COMPARE,
    TO(responsive) },

  { { "output", 'o', "FILE", SALIENT_OPTION_FILE, TRUE, 0, 0, OUTPUT,
      "Where to write; .csv, .json, .md or .txt says the format, '-' is stdout. {period} {from} {to} {class} "
      "in the name make a file of each. May be given again." },
    MEASURE,
    TO(outputs) },
  { { "output", 'o', "FILE", SALIENT_OPTION_FILE, TRUE, 0, 0, OUTPUT,
      "Where to write; .csv, .json, .md or .txt says the format, .geojson has the places as points, '-' is "
      "stdout. May be given again." },
    PLACES,
    TO(outputs) },
  { { "output", 'o', "NAME", SALIENT_OPTION_FILE, TRUE, 0, 0, OUTPUT,
      "Where to write: pictures (.png, .svg, .pdf), their alternative texts (.txt), a PDF of all periods "
      "(.pages.pdf), a film of them (.webp, .apng, .y4m) or a report (.html, .md). The name may hold "
      "{period} {from} {to} {class} "
      "{region} {style} {lang}; '{{' and '}}' are braces. May be given again." },
    DRAWING,
    TO(outputs) },
  { { "frame-ms", 0, "N", SALIENT_OPTION_INTEGER, FALSE, 20, 60000, OUTPUT,
      "How long a film shows each period, in milliseconds (default 800)." },
    DRAWING,
    TO(frame_ms) },
  { { "last-frame-ms", 0, "N", SALIENT_OPTION_INTEGER, FALSE, 20, 600000, OUTPUT,
      "How long it shows the last one, in milliseconds (default three times ‹frame-ms›)." },
    DRAWING,
    TO(last_frame_ms) },
  { { "text-limit", 0, "N", SALIENT_OPTION_INTEGER, FALSE, 20, 100000, OUTPUT,
      "The most characters that an alternative text may have, e.g. 1000 for X; it is cut between sentences "
      "(default no limit)." },
    DRAWING,
    TO(text_limit) },
  { { "output", 'o', "FILE", SALIENT_OPTION_FILE, TRUE, 0, 0, OUTPUT,
      "Where to write; .geojson, .gpkg, .fgb, .shp, .kml, .gml, .geojsonl, .sqlite or .csv says the format, "
      "'-' is GeoJSON on stdout. {period} {from} {to} {class} {region} in the name make a file of each. May "
      "be given again." },
    EXPORT,
    TO(outputs) },
  { { "format", 'f', "text|csv|json|markdown|sentence", SALIENT_OPTION_CHOICE, FALSE, 0, 0, OUTPUT,
      "The form of the table (default text on a terminal, else CSV), or sentences to publish." },
    MEASURE | COMPARE,
    TO(format) },
  { { "format", 'f', "text|csv|json|markdown", SALIENT_OPTION_CHOICE, FALSE, 0, 0, OUTPUT,
      "The form of the table (default text on a terminal, else CSV)." },
    PLACES,
    TO(format) },
  { { "format", 'f', "text|json", SALIENT_OPTION_CHOICE, FALSE, 0, 0, OUTPUT,
      "The form of the report (default text)." },
    INSPECT | CHECK | VERIFY,
    TO(format) },
  { { "format", 'f', "text|json|y4m", SALIENT_OPTION_CHOICE, FALSE, 0, 0, OUTPUT,
      "What to print: the paths of the pictures (default), their numbers as JSON, or with ‹output› - an "
      "uncompressed film (y4m) for programs such as ffmpeg." },
    1u << SALIENT_RENDER,
    TO(format) },
  { { "format", 'f', "text|json", SALIENT_OPTION_CHOICE, FALSE, 0, 0, OUTPUT,
      "What to print: the paths of the pictures (default), or their numbers as JSON." },
    UPDATE,
    TO(format) },
  { { "basis", 0, "none|columns|comment", SALIENT_OPTION_CHOICE, FALSE, 0, 0, OUTPUT,
      "Let CSV and areas say what their figures rest on (area model, definition, program, options): as their "
      "last columns, or in CSV as lines with '#' before the header (default none)." },
    MEASURE | EXPORT | COMPARE | PLACES,
    TO(basis) },
  { { "title", 0, "TEXT", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "The map's title; may hold {headline} {sentence} {alt} {a} {b} {date} {period} {class} {share} "
      "{agreed} {only_a} {only_b}; '{{' and '}}' are braces." },
    COMPARE,
    TO(title) },
  { { "subtitle", 0, "TEXT", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "The subtitle, likewise (default the numbers)." },
    COMPARE,
    TO(subtitle) },
  { { "output", 'o', "FILE", SALIENT_OPTION_FILE, TRUE, 0, 0, OUTPUT,
      "Write a table (.csv, .json, .md, .txt; '-' is stdout) or a map (.png, .svg, .pdf, with {period} "
      "{from} {to} {class} {style} {lang}) there. May be given again; without a table it goes to stdout." },
    COMPARE,
    TO(outputs) },
  { { "output", 'o', "FILE", SALIENT_OPTION_FILE, TRUE, 0, 0, OUTPUT,
      "Where to write instead of stdout, which is '-'. May be given again." },
    MERGE,
    TO(outputs) },
  { { "write", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, OUTPUT,
      "Add what is new to the file that ‹positions› or the project's 'positions' names, or make it; what it "
      "says stays." },
    LAYOUT,
    TO(write) },
  { { "output", 'o', "FILE", SALIENT_OPTION_FILE, TRUE, 0, 0, OUTPUT,
      "Where to write instead of stdout. May be given again." },
    LAYOUT,
    TO(outputs) },
  { { "output", 'o', "FILE", SALIENT_OPTION_FILE, TRUE, 0, 0, OUTPUT,
      "Where to write: a name ending in .gpkg." },
    BASEMAP,
    TO(outputs) },
  { { "overwrite", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, OUTPUT, "Replace files that exist." },
    SPANS | INSPECT | MERGE | BASEMAP,
    TO(overwrite) },
  { { "output-root", 0, "DIR", SALIENT_OPTION_FILE, FALSE, 0, 0, OUTPUT,
      "Write no file outside of DIR, whatever a project says and wherever links lead." },
    SPANS | INSPECT | MERGE | BASEMAP,
    TO(output_root) },
  { { "shard", 0, "K/N", SALIENT_OPTION_TEXT, FALSE, 0, 0, OUTPUT,
      "Write only the Kth of N shares of the files. N runs that are otherwise alike, on one machine or on "
      "many, write together what one run writes without ‹shard›." },
    DRAWING | EXPORT,
    TO(shard) },
  { { "depfile", 0, "FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, OUTPUT,
      "Write a rule for Make and Ninja there: which files the outputs were made from." },
    MEASURE | DRAWING | EXPORT,
    TO(depfile) },
  { { "manifest", 0, "FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, OUTPUT,
      "Write a manifest there: what was read and written, with SHA-256, options and versions. 'salient "
      "verify' derives "
      "everything again from it." },
    SPANS | INSPECT,
    TO(manifest) },
  { { "evidence", 0, "DIR", SALIENT_OPTION_FILE, FALSE, 0, 0, OUTPUT,
      "Make a new folder DIR with all that is needed to check the figures: the outputs, a second "
      "computation, "
      "how robust the figures are, manifest and descriptions. Implies ‹uncertainty› cutoff,model." },
    MEASURE | 1u << SALIENT_RENDER,
    TO(evidence) },
  { { "input-root", 0, "DIR", SALIENT_OPTION_FILE, FALSE, 0, 0, SOURCE,
      "Where the run's folder is now: relative names of inputs begin there (default where it was, as seen "
      "from the "
      "manifest)." },
    VERIFY,
    TO(input_root) },
  { { "fail-on", 0, "KIND,...", SALIENT_OPTION_TEXT, FALSE, 0, 0, OUTPUT,
      "Which findings end with status 4: reset, gap, drift (of outlines or fields), unmatched (features of "
      "no class), partial (incomplete periods); default all but partial." },
    CHECK,
    TO(fail_on) },
  { { "state", 0, "FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, OUTPUT,
      "The file that remembers what was written (default .NAME.salient-state beside the project)." },
    UPDATE,
    TO(state) },
  { { "dry-run", 'n', NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, OUTPUT,
      "Do everything but write; print the names of the files that would be written, and note those that are "
      "read." },
    SPANS,
    TO(dry_run) },
  { { "values", 0, "FIELD", SALIENT_OPTION_TEXT, TRUE, 0, 0, OUTPUT,
      "List the values of this field instead, with features, snapshots, first and last date. FIELD may also "
      "be layer, file, folder, fill, stroke or style. May be given again." },
    INSPECT,
    TO(listed_fields) },
  { { "picture", 0, "FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, OUTPUT,
      "With ‹territory›: draw the lines, their joins and their loose ends over the territory, even where "
      "they cannot be closed. The name ends in .png, .svg or .pdf, and has {date} for several snapshots." },
    INSPECT,
    TO(picture) },
  { { "jobs", 'j', "N", SALIENT_OPTION_INTEGER, FALSE, 1, 256, OUTPUT,
      "How many threads to use (default one for each core)." },
    DATA | VERIFY,
    TO(threads) },
  { { "no-cache", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, OUTPUT,
      "Read everything anew, and keep nothing for the next run; see 'salient cache --help'." },
    DATA,
    TO(no_cache) },
  { { "progress", 0, "auto|always|never", SALIENT_OPTION_CHOICE, FALSE, 0, 0, OUTPUT,
      "A progress bar on stderr (default auto: on a terminal)." },
    DATA | VERIFY | BASEMAP,
    TO(progress) },
  { { "quiet", 'q', NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, OUTPUT, "Print no notes and no progress bar." },
    DATA | MERGE | VERIFY | BASEMAP,
    TO(quiet) },
  { { "help", 'h', NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, OUTPUT, "This page." },
    DATA | MERGE | VERIFY | STYLE | TEMPLATE | CACHE | BASEMAP,
    TO(help) },
  { { NULL } },
};

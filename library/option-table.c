/* The table of options, in the order of help. */
#include "library/option.h"

#define INSPECT (1u << SALIENT_INSPECT)
#define MEASURE (1u << SALIENT_MEASURE)
#define UPDATE (1u << SALIENT_UPDATE)
#define RENDER (1u << SALIENT_RENDER | UPDATE)
#define EXPORT (1u << SALIENT_EXPORT)
#define COMPARE (1u << SALIENT_COMPARE)
#define PLACES (1u << SALIENT_PLACES)
#define STYLE (1u << SALIENT_STYLE)
#define CHECK (1u << SALIENT_CHECK)
#define CACHE (1u << SALIENT_CACHE)
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
#define OUTPUT "Output"

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
  { { "sources", 0, "SOURCE", SALIENT_OPTION_FILE, TRUE, 0, 0, SOURCE, NULL }, DATA, TO(sources) },

  { { "a", 0, "SOURCE", SALIENT_OPTION_FILE, TRUE, 0, 0, SIDES,
      "What is compared; may be given again. A SOURCE without ‹a› or ‹b› is both." },
    COMPARE,
    TO(sides[0].sources) },
  { { "b", 0, "SOURCE", SALIENT_OPTION_FILE, TRUE, 0, 0, SIDES, "With what; may be given again." },
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
      "The class of A to compare: one that ‹class› or a preset defines, or another. May be given again." },
    COMPARE,
    TO(sides[0].classes) },
  { { "b-class", 0, "NAME[=EXPR]", SALIENT_OPTION_TEXT, TRUE, 0, 0, SIDES,
      "The class of B to compare with it: the first with the first, the second with the second." },
    COMPARE,
    TO(sides[1].classes) },
  { { "at", 0, "DATE", SALIENT_OPTION_TEXT, FALSE, 0, 0, SIDES,
      "Compare at this date (default the last one of which both have a snapshot)." },
    COMPARE,
    TO(at) },
  { { "revisions", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, SIDES,
      "A and B are two versions of one archive: list the snapshots that differ, and what that does to each "
      "period." },
    COMPARE,
    TO(revisions) },
  SIDE_ROWS("a-", 0),
  SIDE_ROWS("b-", 1),

  { { "project", 'p', "FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, SOURCE,
      "A project file: options that the command line does not give are taken from it; '-' is stdin." },
    DATA,
    TO(project) },
  { { "preset", 0, "NAME|list", SALIENT_OPTION_TEXT, FALSE, 0, 0, SOURCE,
      "Classes and dates of a known source, below all other options; 'list' names them." },
    DATA,
    TO(preset) },
  { { "print-project", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, SOURCE,
      "Print the project file that says what this command line does, and do nothing else." },
    DATA,
    TO(print_project) },
  { { "files-from", 0, "FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, SOURCE,
      "Read the names of more SOURCEs from FILE, one a line or each ended by a NUL byte; '-' is stdin." },
    DATA,
    TO(files_from) },
  { { "exclude", 0, "GLOB", SALIENT_OPTION_TEXT, TRUE, 0, 0, SOURCE,
      "Leave out the files whose name, or whose path below the SOURCE, matches, e.g. '*draft*'; may be given "
      "again." },
    DATA,
    TO(excludes) },
  { { "skip-bad", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, SOURCE,
      "Leave out the files that cannot be read, have no date or an area beyond repair; each is noted with "
      "its "
      "fault." },
    DATA,
    TO(skip_bad) },
  { { "layer", 'l', "LAYER", SALIENT_OPTION_TEXT, TRUE, 0, 0, SOURCE,
      "Read this layer only; may be given again." },
    DATA,
    TO(layers) },
  { { "where", 0, "EXPR", SALIENT_OPTION_TEXT, FALSE, 0, 0, SOURCE,
      "Read only the features for which this holds, an attribute filter as in ogr2ogr." },
    DATA,
    TO(where) },
  { { "class", 0, "NAME=EXPR", SALIENT_OPTION_TEXT, TRUE, 0, 0, SOURCE,
      "Measure the features for which EXPR holds as a class of their own, e.g. \"claimed=layer like "
      "'%Claimed%'\", or other classes make up, as \"held=control or claimed\"; may be given again (default: "
      "all "
      "as 'control')." },
    DATA,
    TO(classes) },
  { { "exclusive", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, SOURCE,
      "With several classes: what one covers is cut out of those after it, so that they add up." },
    DATA,
    TO(exclusive) },
  { { "source-crs", 0, "CRS", SALIENT_OPTION_TEXT, FALSE, 0, 0, SOURCE,
      "What the coordinates are in, where the files do not say it or say it wrong, e.g. EPSG:3857." },
    DATA,
    TO(source_crs) },
  { { "max-size", 0, "MIB", SALIENT_OPTION_NUMBER, FALSE, 1, 1e6, SOURCE,
      "What a compressed or downloaded file may have when unpacked, in MiB (default 1024)." },
    DATA,
    TO(max_size) },
  { { "increments", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, SOURCE,
      "Each snapshot holds only what was added since the one before: the situation is what all up to it "
      "hold." },
    DATA,
    TO(increments) },
  { { "strict", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, SOURCE,
      "Refuse an invalid area instead of repairing it, areas that belong to no class, a period of ‹from› and "
      "‹to› that lacks a snapshot instead of leaving it out, and a doubtful side of fronts." },
    DATA,
    TO(strict) },
  { { "allow-empty", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, SOURCE,
      "A snapshot without any area is one of 0 km², not an error." },
    DATA,
    TO(allow_empty) },
  { { "territory", 0, "FILE|ne:LON,LAT", SALIENT_OPTION_FILE, FALSE, 0, 0, SOURCE,
      "The sources hold front lines: close them against the polygons of FILE, or against the land around a "
      "point as Natural Earth has it, to the sea and the borders." },
    DATA,
    TO(territory) },
  { { "side", 0, "LON,LAT|left|right|previous:SIDE", SALIENT_OPTION_TEXT, FALSE, 0, 0, SOURCE,
      "With ‹territory›: a point that the holder has, or the side of every line that it has; after "
      "'previous:' that of the first snapshot alone, and each later one changes as little as it can." },
    DATA,
    TO(side) },
  { { "snap", 0, "METRES", SALIENT_OPTION_NUMBER, FALSE, 0, 1e6, SOURCE,
      "With ‹territory›: how far ends of lines are joined to each other and extended to the territory's "
      "edge, and how long a dangle is left out (default 100; 0: lines must close by themselves)." },
    DATA,
    TO(snap) },

  { { "date-field", 0, "FIELD", SALIENT_OPTION_TEXT, FALSE, 0, 0, DATES,
      "Take each feature's date from this field instead of the file's name; '@layer', '@folder' and "
      "'@envelope' are the layer's name, the folder's, and what a JSON file says beside its features." },
    DATA,
    TO(date_field) },
  { { "date-pattern", 0, "REGEX", SALIENT_OPTION_TEXT, FALSE, 0, 0, DATES,
      "Where in a name, or in the text of ‹date-field›, the date is: one group that holds it, groups (?<y>), "
      "(?<m>), (?<d>), or (?<y>) alone for a year, which is before Christ where a group (?<bc>) matches." },
    DATA,
    TO(date_pattern) },
  { { "date-shift", 0, "DAYS", SALIENT_OPTION_INTEGER, FALSE, -100000, 100000, DATES,
      "Added to every date found; -1 where an archive is dated the morning after." },
    DATA,
    TO(date_shift) },
  { { "valid-from", 0, "FIELD", SALIENT_OPTION_TEXT, FALSE, 0, 0, DATES,
      "Features hold from the day in this field on: the situation of a day is what holds on it." },
    DATA,
    TO(valid_from) },
  { { "valid-to", 0, "FIELD", SALIENT_OPTION_TEXT, FALSE, 0, 0, DATES,
      "With ‹valid-from›: to the day in this field, on which they no longer hold; empty is for ever." },
    DATA,
    TO(valid_to) },
  { { "valid-to-included", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, DATES,
      "With ‹valid-to›: on that day they still hold." },
    DATA,
    TO(valid_to_included) },
  { { "time-zone", 0, "ZONE", SALIENT_OPTION_TEXT, FALSE, 0, 0, DATES,
      "Where days begin for dates with a clock time, e.g. Europe/Kyiv (default UTC)." },
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
      "The last such day, or the last of that month, week, quarter or year." },
    INSPECT | CHECK,
    TO(to) },
  { { "to", 0, "WHEN", SALIENT_OPTION_TEXT, FALSE, 0, 0, PERIODS, "The last period, included." },
    SPANS,
    TO(to) },
  { { "last", 0, "N", SALIENT_OPTION_INTEGER, FALSE, 1, 100000, PERIODS,
      "Only the last N periods of those; ‹from› latest is the last one." },
    CHANGES | PLACES,
    TO(last) },
  { { "every", 0, "month|week|quarter|year|snapshot|Nd", SALIENT_OPTION_TEXT, FALSE, 0, 0, PERIODS,
      "How long a period is (default month); 'snapshot' is from each snapshot to the next." },
    CHANGES | COMPARE | CHECK,
    TO(every) },
  { { "every", 0, "month|week|quarter|year|snapshot|Nd", SALIENT_OPTION_TEXT, FALSE, 0, 0, PERIODS,
      "Whole months, ... between ‹from› and ‹to›, with what each changed in JSON (default snapshot: from the "
      "first snapshot of the span to the last)." },
    PLACES,
    TO(every) },
  { { "boundary", 0, "first|last|DAY", SALIENT_OPTION_TEXT, FALSE, 0, 0, PERIODS,
      "Where a month, quarter or year begins: 1st to 1st (default), last day to last day, or that day of the "
      "month." },
    SPANS | CHECK,
    TO(boundary) },
  { { "partial", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, PERIODS,
      "Keep an incomplete period at either end; one that lacks no more than ‹max-gap› days is always kept." },
    SPANS,
    TO(partial) },
  { { "rate", 0, "per-month|per-day", SALIENT_OPTION_TEXT, FALSE, 0, 0, PERIODS,
      "What changed divided by the days that it took, from snapshot to snapshot; a month is 30.4375 days." },
    MEASURE | RENDER | COMPARE,
    TO(rate) },
  { { "records", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, PERIODS,
      "Compare each period with all of the source, also outside of ‹from› and ‹to›, for the records and "
      "streaks in JSON: all snapshots are read." },
    MEASURE | RENDER,
    TO(records) },
  { { "sample", 0, "nearest|previous|next|exact", SALIENT_OPTION_TEXT, FALSE, 0, 0, PERIODS,
      "Which snapshot stands for a boundary that has none (default nearest)." },
    SPANS | CHECK,
    TO(sample) },
  { { "max-gap", 0, "DAYS", SALIENT_OPTION_INTEGER, FALSE, 0, 10000000, PERIODS,
      "How far from the boundary that snapshot may be (default 3)." },
    SPANS | CHECK,
    TO(max_gap) },
  { { "steps", 0, "all|none", SALIENT_OPTION_TEXT, FALSE, 0, 0, PERIODS,
      "What is read between the ends of a period: all snapshots, so that a reset inside it is found "
      "(default), "
      "or none, which is faster." },
    SPANS,
    TO(steps) },
  { { "accept-reset", 0, "DATE", SALIENT_OPTION_TEXT, TRUE, 0, 0, PERIODS,
      "A day on which data were redefined: what they changed then is taken out of its period. The name of a "
      "period leaves all of it out of sums. May be given again." },
    DATA,
    TO(accepted_resets) },
  { { "genuine", 0, "DATE", SALIENT_OPTION_TEXT, TRUE, 0, 0, PERIODS,
      "A day or a period whose flagged change is a movement after all: nothing doubts it. May be given "
      "again." },
    DATA,
    TO(genuine) },

  { { "aoi", 0, "FILE|ne:LON,LAT", SALIENT_OPTION_FILE, FALSE, 0, 0, AREA,
      "Area of interest: nothing is counted outside the polygons of FILE, or outside the land around a point "
      "as "
      "Natural Earth has it, to the sea and the borders." },
    DATA,
    TO(aoi) },
  { { "clip-to", 0, "FILE|ne:LON,LAT", SALIENT_OPTION_FILE, FALSE, 0, 0, AREA,
      "Draw only what lies inside such polygons or land; what lies outside is counted." },
    RENDER | COMPARE,
    TO(clip_to) },
  { { "count-within", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, AREA,
      "With ‹clip-to›: count only what lies inside as well, as ‹aoi› does." },
    RENDER | COMPARE,
    TO(count_within) },
  { { "regions", 0, "FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, AREA,
      "A row for each named region of FILE as well, and for what lies in none." },
    MEASURE | COMPARE,
    TO(regions) },
  { { "regions", 0, "FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, AREA,
      "Say of each place in which named region of FILE it lies." },
    PLACES,
    TO(regions) },
  { { "regions", 0, "FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, AREA,
      "Cut the areas by the named regions of FILE; what lies in none is an area as well." },
    EXPORT,
    TO(regions) },
  { { "regions", 0, "FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, PAGE,
      "Named regions, each of which gets maps of its own if ‹output› has {region}; ‹extent› region:NAME "
      "shows one, and ‹layout› regions or shares all." },
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
      "Parts of the change nowhere as wide are noise: in the sums, counted apart, not drawn (default 30)." },
    DATA,
    TO(min_width) },

  { { "overlay", 0, "edges|geos", SALIENT_OPTION_TEXT, FALSE, 0, 0, AREA,
      "How differences are found: by edge cancellation (default), or by GEOS as a check." },
    SPANS,
    TO(overlay) },
  { { "area-model", 0, "MODEL", SALIENT_OPTION_TEXT, FALSE, 0, 0, AREA,
      "ellipsoid (default), geodesic, sphere, sphere:RADIUS or an equal-area EPSG:N." },
    DATA,
    TO(area_model) },

  { { "show", 0, "CLASS", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "The class that maps and summaries are of, where there are several (default the first)." },
    RENDER | COMPARE,
    TO(show) },
  { { "definition", 0, "TEXT", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "A sentence on what that class is; stands wherever an output says how it is defined." },
    RENDER | COMPARE,
    TO(definition) },
  { { "layout", 0, "map|map+chart|grid|cumulative|regions|shares", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "What a page shows: a period's map (default), with a chart of all periods, small maps of all periods, "
      "what was gained over the run by when, or ‹regions› coloured by net change or by the share held." },
    RENDER,
    TO(layout) },
  { { "size", 0, "WxH", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE, "Pixels (default 1600x1200, at 144 dpi)." },
    RENDER | COMPARE,
    TO(size) },
  { { "width-mm", 0, "MM", SALIENT_OPTION_NUMBER, FALSE, 1, 10000, PAGE,
      "The page's width instead of its pixels (at 300 dpi)." },
    RENDER | COMPARE,
    TO(width_mm) },
  { { "height-mm", 0, "MM", SALIENT_OPTION_NUMBER, FALSE, 1, 10000, PAGE,
      "With ‹width-mm› (default three quarters of it; four thirds for more than a map narrower than 120 "
      "mm)." },
    RENDER | COMPARE,
    TO(height_mm) },
  { { "dpi", 0, "N", SALIENT_OPTION_NUMBER, FALSE, 20, 2400, PAGE, "Pixels per inch." },
    RENDER | COMPARE,
    TO(dpi) },
  { { "extent", 0, "XMIN,YMIN,XMAX,YMAX|changes|all|place:P,KMkm|region:R|FILE", SALIENT_OPTION_FILE, FALSE,
      0, 0, PAGE,
      "What the map shows: degrees, the changes of the run (default), all control areas, so many kilometres "
      "around a "
      "place, a region of ‹regions›, or what an earlier run's records (‹format› json) say." },
    RENDER | COMPARE,
    TO(extent) },
  { { "map-crs", 0, "CRS", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "The map's projection (default equal-area, centred on the map)." },
    RENDER | COMPARE,
    TO(map_crs) },
  { { "style", 0, "NAME|FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, PAGE,
      "How it looks; 'salient style list' names the built-in ones." },
    RENDER | COMPARE,
    TO(style) },
  { { "basemap", 0, "auto|none|FOLDER", SALIENT_OPTION_FILE, FALSE, 0, 0, PAGE,
      "Natural Earth: where the system has it (default), none, or a folder of ne_10m_* files." },
    RENDER | COMPARE,
    TO(basemap) },
  { { "places", 0, "FILE", SALIENT_OPTION_FILE, TRUE, 0, 0, PAGE,
      "Places to name that come before the program's own: a table with name, lon and lat, a dump of "
      "GeoNames, or points. May be given again." },
    RENDER | COMPARE,
    TO(places) },
  { { "lang", 0, "CODE", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "The language of places' names: en (default), uk, ru, or one that the base map or ‹places› has." },
    RENDER | COMPARE,
    TO(lang) },
  { { "spellings", 0, "FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, PAGE,
      "Names to replace: a table with from and to, and lon and lat where namesakes differ." },
    RENDER | COMPARE,
    TO(spellings) },
  { { "show", 0, "CLASS", SALIENT_OPTION_TEXT, FALSE, 0, 0, OUTPUT,
      "The class that the summary is of, where there are several (default all)." },
    MEASURE,
    TO(show) },
  { { "holder", 0, "NAME", SALIENT_OPTION_TEXT, FALSE, 0, 0, OUTPUT,
      "Who holds the areas, for summaries: \"Russia\". It stands as it is given." },
    MEASURE | PLACES,
    TO(holder) },
  { { "holder-form", 0, "CASE=NAME", SALIENT_OPTION_TEXT, TRUE, 0, 0, OUTPUT,
      "The holder's name as sentences need it, \"gen=Russian forces\": nom, gen, dat, acc, ins or loc. May "
      "be given again." },
    MEASURE,
    TO(holder_forms) },
  { { "opponent", 0, "NAME", SALIENT_OPTION_TEXT, FALSE, 0, 0, OUTPUT,
      "From whom they are gained and to whom they are lost: \"Ukraine\"; with ‹holder›." },
    MEASURE | PLACES,
    TO(opponent) },
  { { "definition", 0, "TEXT", SALIENT_OPTION_TEXT, FALSE, 0, 0, OUTPUT,
      "A sentence on what that class is, or else the first; stands with the definition of the numbers." },
    MEASURE,
    TO(definition) },
  { { "basemap", 0, "auto|none|FOLDER", SALIENT_OPTION_FILE, FALSE, 0, 0, OUTPUT,
      "Natural Earth, whose places say in JSON where a change is: where the system has it (default), none, "
      "or a folder of ne_10m_* files." },
    MEASURE,
    TO(basemap) },
  { { "borders", 0, "defacto|none|FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, PAGE,
      "Borders of states: Natural Earth's, de facto, with disputed ones dashed (default), none, or the lines "
      "or polygons of FILE." },
    RENDER | COMPARE,
    TO(borders) },
  { { "callouts", 0, "auto|N[,numbers]", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "How many of the largest changes have their place and number on the map (default auto: as many as suit "
      "it); "
      "with ',numbers' without the place." },
    RENDER | COMPARE,
    TO(callouts) },
  { { "insets", 0, "auto|N", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "Zoom in on the N largest groups of change in frames of their own (default auto: where they are too "
      "small "
      "to be read on a map that has room)." },
    RENDER | COMPARE,
    TO(insets) },
  { { "inset", 0, "PLACE,KMkm|XMIN,YMIN,XMAX,YMAX", SALIENT_OPTION_TEXT, TRUE, 0, 0, PAGE,
      "Zoom in on this, so far around a place or a box in degrees; may be given again. Alone, there are no "
      "other "
      "insets." },
    RENDER | COMPARE,
    TO(own_insets) },
  { { "locator", 0, "auto|none", SALIENT_OPTION_CHOICE, FALSE, 0, 0, PAGE,
      "A small map of where the frame is, where there is room (default auto)." },
    RENDER | COMPARE,
    TO(locator) },
  { { "graticule", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, PAGE, "Meridians and parallels." },
    RENDER | COMPARE,
    TO(graticule) },
  { { "places", 0, "FILE", SALIENT_OPTION_FILE, TRUE, 0, 0, OUTPUT,
      "Places to name that come before the program's own: a table with name, lon and lat, a dump of "
      "GeoNames, or points or polygons. The tables count those that changed hands. May be given again." },
    MEASURE,
    TO(places) },
  { { "places", 0, "FILE", SALIENT_OPTION_FILE, TRUE, 0, 0, SOURCE,
      "The places: a table with name, lon and lat, a dump of GeoNames, or points or polygons. May be "
      "given again." },
    PLACES,
    TO(places) },
  { { "place-share", 0, "PERCENT", SALIENT_OPTION_NUMBER, FALSE, 0.001, 100, OUTPUT,
      "From which share of their area on places that are polygons in ‹places› are held (default 50)." },
    MEASURE | RENDER | PLACES,
    TO(place_share) },
  { { "remaining", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, OUTPUT,
      "With ‹regions›: what is left of each, divided by its net a day over the last 30, 90 and 365 days. "
      "Arithmetic, and no forecast." },
    MEASURE,
    TO(remaining) },
  { { "per", 0, "FILE:COLUMN", SALIENT_OPTION_FILE, FALSE, 0, 0, OUTPUT,
      "Divide the net of each period by the number that this column of a table has for it, e.g. "
      "losses.csv:casualties, by the table's column 'period' or 'date'." },
    MEASURE,
    TO(per) },
  { { "bands", 0, "KM[,KM...]", SALIENT_OPTION_TEXT, FALSE, 0, 0, OUTPUT,
      "What lies within so many km of the front, on either side: area, by ‹regions›, and ‹places›, e.g. "
      "5,20,50. Coasts and borders of the base map, or the edge of ‹territory›, are no front." },
    MEASURE | PLACES,
    TO(bands) },
  { { "axis", 0, "A>B", SALIENT_OPTION_TEXT, TRUE, 0, 0, OUTPUT,
      "Where the front stands on the line from A to B at both ends of each period, in km from A, and how far "
      "it "
      "moved, in km and m a day, e.g. 'Avdiivka>Pokrovsk'. A and B are places or LON,LAT. Arithmetic, and no "
      "forecast. May be given again." },
    MEASURE,
    TO(axes) },
  { { "show", 0, "CLASS", SALIENT_OPTION_TEXT, FALSE, 0, 0, OUTPUT,
      "The class that places are held by or not (default: the first class that covers a place holds it)." },
    PLACES,
    TO(show) },
  { { "definition", 0, "TEXT", SALIENT_OPTION_TEXT, FALSE, 0, 0, OUTPUT,
      "A sentence on what that class is, or else the first; stands with the summary." },
    PLACES,
    TO(definition) },
  { { "lang", 0, "CODE", SALIENT_OPTION_TEXT, FALSE, 0, 0, OUTPUT,
      "The language of places' names: en (default), uk, ru, or one that the base map or ‹places› has." },
    MEASURE | PLACES,
    TO(lang) },
  { { "spellings", 0, "FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, OUTPUT,
      "Names to replace: a table with from and to, and lon and lat where namesakes differ." },
    MEASURE | PLACES,
    TO(spellings) },
  { { "words", 0, "LANG|FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, OUTPUT,
      "What sentences are in: de, en (default), es, fr, pl, ru, uk, or a file that says what differs." },
    MEASURE,
    TO(words) },
  { { "basemap", 0, "auto|none|FOLDER", SALIENT_OPTION_FILE, FALSE, 0, 0, OUTPUT,
      "Natural Earth, whose borders tell an incursion from a reset: where the system has it (default), none, "
      "or a folder of ne_10m_* files." },
    PLACES,
    TO(basemap) },
  { { "holder", 0, "NAME", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "Who holds the areas, for title and legend: \"Russia\". A country's English name is put "
      "into the page's language." },
    RENDER,
    TO(holder) },
  { { "holder-form", 0, "CASE=NAME", SALIENT_OPTION_TEXT, TRUE, 0, 0, PAGE,
      "The holder's name as sentences need it, \"gen=Russian forces\": nom, gen, dat, acc, ins or loc. May "
      "be given again." },
    RENDER,
    TO(holder_forms) },
  { { "opponent", 0, "NAME", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "From whom they are gained and to whom they are lost: \"Ukraine\"; with ‹holder›." },
    RENDER,
    TO(opponent) },
  { { "area-names", 0, "all|none|LIST", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "Of what wide areas are named: countries,regions,waters or some of them (default all)." },
    RENDER | COMPARE,
    TO(area_names) },
  { { "map-date", 0, "DATE", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "The day of the base map (default the end of the last period): waters that were not there are left "
      "out, "
      "and borders and names of countries that were others." },
    RENDER | COMPARE,
    TO(map_date) },
  { { "title", 0, "TEXT", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "May hold {headline} {sentence} {alt} {holder} {period} {period_long} {from} {to} {since} {class} "
      "{gained} {lost} "
      "{net} {net_value} {region} {source} {mean} {mean_month} {n}; '{{' and '}}' are braces, '\\n' ends a "
      "line." },
    RENDER,
    TO(title) },
  { { "subtitle", 0, "TEXT", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "Likewise (default the period and its numbers)." },
    RENDER,
    TO(subtitle) },
  { { "credit", 0, "TEXT", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE, "Put before the snapshots' dates." },
    RENDER | COMPARE,
    TO(credit) },
  { { "credit-parts", 0, "all|none|PART,...", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "What follows the credit: situation, definition, area, rounding, basemap, border (default all)." },
    RENDER | COMPARE,
    TO(credit_parts) },
  { { "words", 0, "LANG|FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, PAGE,
      "The page's texts: de, en (default), es, fr, pl, ru, uk, or a file that says what differs." },
    RENDER | COMPARE,
    TO(words) },
  { { "units", 0, "km|miles|both", SALIENT_OPTION_CHOICE, FALSE, 0, 0, PAGE,
      "What the scale bar is in (default km)." },
    RENDER | COMPARE,
    TO(units) },
  { { "transparent", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, PAGE, "PNG without the paper." },
    RENDER | COMPARE,
    TO(transparent) },
  { { "text", 0, "real|outline", SALIENT_OPTION_CHOICE, FALSE, 0, 0, PAGE,
      "SVG and PDF: text in a font (default), or the outlines of its letters." },
    RENDER | COMPARE,
    TO(text) },
  { { "embed-font", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, PAGE,
      "SVG: put the letters that are needed of the font into the picture." },
    RENDER | COMPARE,
    TO(embed_font) },
  { { "id-prefix", 0, "TEXT", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "SVG: what ids and class names begin with, so that pictures can share a web page; with the "
      "placeholders of "
      "‹output›." },
    RENDER | COMPARE,
    TO(id_prefix) },
  { { "responsive", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, PAGE,
      "SVG without a size of its own: it becomes as wide as what holds it." },
    RENDER | COMPARE,
    TO(responsive) },

  { { "output", 'o', "FILE", SALIENT_OPTION_FILE, TRUE, 0, 0, OUTPUT,
      "Write there; .csv, .json, .md and .txt say the format, '-' is stdout. {period} {from} {to} {class} in "
      "the name make a file of each. May be given again." },
    MEASURE,
    TO(outputs) },
  { { "output", 'o', "FILE", SALIENT_OPTION_FILE, TRUE, 0, 0, OUTPUT,
      "Write there; .csv, .json, .md and .txt say the format, .geojson is the places as points, '-' is "
      "stdout. May be given again." },
    PLACES,
    TO(outputs) },
  { { "output", 'o', "NAME", SALIENT_OPTION_FILE, TRUE, 0, 0, OUTPUT,
      "A picture's name, in .png, .svg or .pdf, that of its alternative text, in .txt, that of a film of "
      "all of them, in .webp, .apng or .y4m, or that of a report on them, in .html or .md; with {period} "
      "{from} {to} {class} "
      "{region} {style} {lang}; '{{' and '}}' are braces. May be given again." },
    RENDER,
    TO(outputs) },
  { { "frame-ms", 0, "N", SALIENT_OPTION_INTEGER, FALSE, 20, 60000, OUTPUT,
      "How long a film shows each period, in thousandths of a second (default 800)." },
    RENDER,
    TO(frame_ms) },
  { { "last-frame-ms", 0, "N", SALIENT_OPTION_INTEGER, FALSE, 20, 600000, OUTPUT,
      "How long it shows the last one (default three times ‹frame-ms›)." },
    RENDER,
    TO(last_frame_ms) },
  { { "text-limit", 0, "N", SALIENT_OPTION_INTEGER, FALSE, 20, 100000, OUTPUT,
      "The most characters of an alternative text, which is cut between sentences: 1000 for X (default "
      "any)." },
    RENDER,
    TO(text_limit) },
  { { "output", 'o', "FILE", SALIENT_OPTION_FILE, TRUE, 0, 0, OUTPUT,
      "Write there, as .geojson, .gpkg, .fgb, .shp, .kml, .gml, .geojsonl, .sqlite or .csv says; '-' is "
      "GeoJSON on stdout. {period} {from} {to} {class} {region} in the name make a file of each. May be "
      "given "
      "again." },
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
    INSPECT | CHECK,
    TO(format) },
  { { "format", 'f', "text|json|y4m", SALIENT_OPTION_CHOICE, FALSE, 0, 0, OUTPUT,
      "What is printed: the pictures' paths (default), a record each with its numbers, or with ‹output› - a "
      "film, "
      "uncompressed, for programs such as ffmpeg." },
    1u << SALIENT_RENDER,
    TO(format) },
  { { "format", 'f', "text|json", SALIENT_OPTION_CHOICE, FALSE, 0, 0, OUTPUT,
      "What is printed: the pictures' paths (default), or a record each with its numbers." },
    UPDATE,
    TO(format) },
  { { "title", 0, "TEXT", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE,
      "Of the map; may hold {headline} {sentence} {alt} {a} {b} {date} {period} {class} {share} {agreed} "
      "{only_a} {only_b}; '{{' and "
      "'}}' are "
      "braces." },
    COMPARE,
    TO(title) },
  { { "subtitle", 0, "TEXT", SALIENT_OPTION_TEXT, FALSE, 0, 0, PAGE, "Likewise (default the numbers)." },
    COMPARE,
    TO(subtitle) },
  { { "output", 'o', "FILE", SALIENT_OPTION_FILE, TRUE, 0, 0, OUTPUT,
      "Write a table (.csv, .json, .md, .txt; '-' is stdout) or a map (.png, .svg, .pdf, with {period} "
      "{from} {to} {class} {style} {lang}) there. May be given again; without a table it goes to stdout." },
    COMPARE,
    TO(outputs) },
  { { "overwrite", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, OUTPUT, "Replace files that exist." },
    SPANS | INSPECT,
    TO(overwrite) },
  { { "output-root", 0, "DIR", SALIENT_OPTION_FILE, FALSE, 0, 0, OUTPUT,
      "Write no file outside of DIR, whatever a project says and wherever links lead." },
    SPANS | INSPECT,
    TO(output_root) },
  { { "shard", 0, "K/N", SALIENT_OPTION_TEXT, FALSE, 0, 0, OUTPUT,
      "Write only the Kth of N shares of the files: N runs that differ in nothing else, on one machine or on "
      "many, write "
      "together what one would without it." },
    RENDER | EXPORT,
    TO(shard) },
  { { "depfile", 0, "FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, OUTPUT,
      "Write there, as a rule for Make and Ninja, which files the outputs were made from." },
    MEASURE | RENDER | EXPORT,
    TO(depfile) },
  { { "fail-on", 0, "KIND,...", SALIENT_OPTION_TEXT, FALSE, 0, 0, OUTPUT,
      "What ends with status 4: reset, gap, drift (of outlines or fields), unmatched (features of no class) "
      "and "
      "partial (incomplete periods); default all but partial." },
    CHECK,
    TO(fail_on) },
  { { "state", 0, "FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, OUTPUT,
      "Where it is kept what was written (default .NAME.salient-state beside the project)." },
    UPDATE,
    TO(state) },
  { { "dry-run", 'n', NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, OUTPUT,
      "Write nothing; print what would be written." },
    UPDATE,
    TO(dry_run) },
  { { "values", 0, "FIELD", SALIENT_OPTION_TEXT, TRUE, 0, 0, OUTPUT,
      "List the values of this field instead, with features, snapshots, first and last date; also of layer, "
      "file, "
      "folder, fill, stroke and style. May be given again." },
    INSPECT,
    TO(listed_fields) },
  { { "picture", 0, "FILE", SALIENT_OPTION_FILE, FALSE, 0, 0, OUTPUT,
      "With ‹territory›: draw the lines, their joins and their loose ends over the territory, also where "
      "they cannot be closed; .png, .svg or .pdf, with {date} for several snapshots." },
    INSPECT,
    TO(picture) },
  { { "jobs", 'j', "N", SALIENT_OPTION_INTEGER, FALSE, 1, 256, OUTPUT, "Threads (default one a core)." },
    DATA,
    TO(threads) },
  { { "no-cache", 0, NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, OUTPUT,
      "Read everything anew, and keep nothing for the next run; see 'salient cache --help'." },
    DATA,
    TO(no_cache) },
  { { "progress", 0, "auto|always|never", SALIENT_OPTION_CHOICE, FALSE, 0, 0, OUTPUT,
      "A progress bar on stderr (default auto: on a terminal)." },
    DATA,
    TO(progress) },
  { { "quiet", 'q', NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, OUTPUT, "No notes and no progress bar." },
    DATA,
    TO(quiet) },
  { { "help", 'h', NULL, SALIENT_OPTION_FLAG, FALSE, 0, 0, OUTPUT, "This page." },
    DATA | STYLE | CACHE,
    TO(help) },
  { { NULL } },
};

/* Help pages, and the table of verbs with the texts that only help needs. */
#include "help.h"

#include "command-line.h"

#define PAGE_COLUMNS 79
#define HELP_COLUMN 27

const VerbInfo verb_infos[SALIENT_N_TASKS] = {
  [SALIENT_INSPECT] = { "SOURCE... [OPTION...]",
                        "what is in a source: snapshots, dates, gaps, repairs, jumps",
                        "  salient inspect daily/\n"
                        "  salient inspect --preset list\n"
                        "  salient inspect --date-shift -1 --format json daily/ > daily.json\n"
                        "  salient inspect --territory coast.geojson --side left fronts/*.geojson\n",
                        inspect_run },
  [SALIENT_MEASURE] = { "SOURCE... [OPTION...]", "how much changed hands, period by period",
                        "  salient measure daily/\n"
                        "  salient measure --from 2024-08 --to 2025-05 --date-shift -1 daily/ -f csv\n"
                        "  salient measure --every week -o weeks.csv -o weeks.json daily.zip\n"
                        "  salient measure -p project.yaml\n",
                        measure_run },
  [SALIENT_RENDER] = { "SOURCE... -o NAME [OPTION...]", "maps of what changed hands, one for each period",
                       "  salient render daily/ -o 'maps/{period}.png'\n"
                       "  salient render --from 2024-08 --to 2025-05 daily/ -o 'maps/{period}.svg'\n"
                       "  salient render --width-mm 183 --style print daily/ -o '{from}_{to}.pdf'\n"
                       "  salient render --layout map+chart --insets 2 daily/ -o '{period}.png'\n"
                       "  salient render --layout grid --size 2400x1600 daily/ -o year.png\n"
                       "  salient render --from 2024 --to 2024 daily/ -o year.html\n"
                       "  salient render --layout cumulative --lang uk daily/ -o when.svg\n"
                       "  salient render -p project.yaml --style dark\n",
                       render_run },
  [SALIENT_EXPORT] = { "SOURCE... -o FILE [OPTION...]", "the areas that changed hands, for GIS programs",
                       "  salient export daily/ -o changes.gpkg\n"
                       "  salient export --from 2024-08 --to 2025-05 daily/ -o changes.geojson\n"
                       "  salient export --every week daily.zip -o weeks.shp -o weeks.fgb\n",
                       export_run },
  [SALIENT_COMPARE] = { "--a SOURCE --b SOURCE [OPTION...]",
                        "two sources side by side: what both hold, what only one does",
                        "  salient compare --a daily/ --b other/\n"
                        "  salient compare --a daily/ --b other/ --at 2024-11-01 --name-a Daily --name-b "
                        "Other\n"
                        "  salient compare --a daily/ --b other/ --from 2024-08 --to 2025-05 -f markdown\n"
                        "  salient compare --a daily/ --a-preset deepstate-archive --b isw/ --b-preset isw\n"
                        "  salient compare isw/ --preset isw --a-class claimed --b-class control\n"
                        "  salient compare layers/ --a-class \"claimed=layer like '%Claimed%'\" \\\n"
                        "                          --b-class \"assessed=layer like '%Assessed%'\"\n"
                        "  salient compare --revisions --a archive-2024/ --b archive-2025/\n",
                        compare_run },
  [SALIENT_PLACES] = { "SOURCE... --places FILE [OPTION...]", "which places changed hands, and when",
                       "  salient places --places villages.csv daily/\n"
                       "  salient places --places villages.csv --from 2025-05 --every month daily/\n"
                       "  salient places --places UA.txt --regions oblasts.geojson --region-field name \\\n"
                       "                 -o places.csv -o places.geojson daily/\n",
                       places_run },
  [SALIENT_UPDATE] = { "-p PROJECT [OPTION...]", "the maps of a project that are new or have changed",
                       "  salient update -p project.yaml\n"
                       "  salient update -p project.yaml --last 3 -f json\n"
                       "  salient update -p project.yaml --dry-run\n",
                       update_run },
  [SALIENT_CHECK] = { "SOURCE... [OPTION...]", "whether there is something to look at before publishing",
                      "  salient check daily/\n"
                      "  salient check daily/ --from 2025-05-01 --fail-on reset,gap\n"
                      "  salient check -p project.yaml -f json\n",
                      check_run },
  [SALIENT_STYLE] = { "list | show NAME | check FILE...",
                      "how maps look: the built-in styles, and faults in your own",
                      "  salient style list\n"
                      "  salient style show dark > house.yaml\n"
                      "  salient style check house.yaml\n",
                      style_run },
  [SALIENT_TEMPLATE] = { "list | show NAME | check FILE...",
                         "where things stand on a page: the built-in templates, and faults in your own",
                         "  salient template list\n"
                         "  salient template show slide > house.yaml\n"
                         "  salient template check house.yaml\n",
                         template_run },
  [SALIENT_CACHE] = { "info | clear", "what earlier runs keep on disk, so that the next is faster",
                      "  salient cache info\n"
                      "  salient cache clear\n"
                      "  salient measure daily/ --no-cache\n",
                      cache_run },
  [SALIENT_MERGE] = { "FILE... [OPTION...]", "the records of the shards of a run, as those of one run",
                      "  salient merge shard-*.json -o maps.json\n"
                      "  salient render daily/ -o '{period}.png' --shard 1/2 -f json > shard-1.json\n"
                      "  salient render daily/ -o '{period}.png' --shard 2/2 -f json > shard-2.json\n",
                      merge_run },
  [SALIENT_VERIFY] = { "FILE|DIR [OPTION...]",
                       "whether what a manifest tells of comes out again, byte for byte",
                       "  salient measure daily/ -o months.csv --manifest months.manifest.json\n"
                       "  salient verify months.manifest.json\n"
                       "  salient verify months.manifest.json -f json\n"
                       "  salient verify months.manifest.json --input-root /mnt/archive\n",
                       verify_run },
  [SALIENT_BASEMAP] = { "SOURCE... -o FILE.gpkg [OPTION...]",
                        "a base map of your own, of OpenStreetMap's data",
                        "  salient basemap ukraine-latest.osm.pbf -o ukraine.gpkg\n"
                        "  salient basemap ukraine-latest.osm.pbf --extent 36,46.5,40.5,50.5 -o "
                        "theatre.gpkg\n"
                        "  salient render daily/ --basemap theatre.gpkg -o 'maps/{period}.png'\n",
                        basemap_run },
  [SALIENT_LAYOUT] = { "SOURCE... [OPTION...]",
                       "where names and notes stand, for a hand to move one and keep the rest",
                       "  salient layout -p project.yaml --write\n"
                       "  salient layout -p project.yaml --last 1 --write --dry-run\n"
                       "  salient layout daily/ --last 1 > positions.yaml\n"
                       "  salient render daily/ --positions positions.yaml -o '{period}.png'\n",
                       layout_run },
};

/* Appends a text, broken at spaces. Its first line begins at `column`, the others at `indent`. */
static void
append_wrapped(GString *page, const char *text, glong column, glong indent)
{
  g_auto(GStrv) words = g_strsplit(text, " ", -1);
  gboolean first = TRUE;
  for (guint i = 0; words[i] != NULL; i++) {
    const glong width = g_utf8_strlen(words[i], -1);
    if (!first && column + 1 + width > PAGE_COLUMNS) {
      g_string_append_printf(page, "\n%*s", (int)indent, "");
      column = indent;
      first = TRUE;
    }
    g_string_append_printf(page, "%s%s", first ? "" : " ", words[i]);
    column += width + !first;
    first = FALSE;
  }
  g_string_append_c(page, '\n');
}

static void
append_option(GString *page, const SalientOption *option)
{
  g_autoptr(GString) words = g_string_new("  ");
  g_autofree char *help = salient_option_describe(option, "--");
  if (option->letter != 0)
    g_string_append_printf(words, "-%c, ", option->letter);
  else
    g_string_append(words, "    ");
  g_string_append_printf(words, "--%s", option->name);
  if (option->value != NULL)
    g_string_append_printf(words, " %s", option->value);
  g_string_append(page, words->str);
  if (words->len + 2 > HELP_COLUMN)
    g_string_append_printf(page, "\n%*s", HELP_COLUMN, "");
  else
    g_string_append_printf(page, "%*s", (int)(HELP_COLUMN - words->len), "");
  append_wrapped(page, help, HELP_COLUMN, HELP_COLUMN);
}

static void
append_group(GString *page, SalientTask task, const char *group)
{
  g_string_append_printf(page, "\n%s:\n", group);
  for (const SalientOption *const *option = salient_options_list(task); *option != NULL; option++)
    if ((*option)->help != NULL && g_str_equal((*option)->group, group))
      append_option(page, *option);
}

/* Appends the options of a task, under a heading for each group. */
static void
append_groups(GString *page, SalientTask task)
{
  g_autoptr(GHashTable) groups = g_hash_table_new(g_str_hash, g_str_equal);
  for (const SalientOption *const *option = salient_options_list(task); *option != NULL; option++)
    if ((*option)->help != NULL && g_hash_table_add(groups, (gpointer)(*option)->group))
      append_group(page, task, (*option)->group);
}

char *
help_format_notes(SalientTask task)
{
  if (task == SALIENT_STYLE || task == SALIENT_TEMPLATE)
    return g_strdup("");
  if (task == SALIENT_CACHE)
    return g_strdup("It lies in $XDG_CACHE_HOME/salient, by default ~/.cache/salient, and may be\n"
                    "removed at any time: it never changes a result. What was used longest ago goes\n"
                    "first, once there is more than the limit.\n");
  if (task == SALIENT_VERIFY)
    return g_strdup("FILE is what --manifest wrote, DIR a folder with manifest.json. Nothing is written but\n"
                    "to a temporary folder. Exit status: 0 identical, 1 something differs or cannot be\n"
                    "read, 2 wrong usage, 75 try again later (disk full).\n");
  if (task == SALIENT_MERGE)
    return g_strdup("FILE is what 'salient render --shard K/N -f json' printed, '-' is stdin. All shards\n"
                    "of the run must be there once. Exit status: 0 done, 1 failed, 2 wrong usage,\n75 try "
                    "again later (disk full).\n");
  if (task == SALIENT_BASEMAP)
    return g_strdup("SOURCE is an extract of OpenStreetMap (.osm.pbf, .osm), a folder or zip of the\n"
                    "shapefiles that Geofabrik makes of one, or a file of polygons of land, such as\n"
                    "borders of countries. Exit status: 0 done, 1 failed, 2 wrong usage,\n"
                    "75 try again later (disk full).\n");
  GString *notes = g_string_new(NULL);
  if (task == SALIENT_COMPARE)
    g_string_append(notes, "Options of Sources and Dates hold for both sides. With a- or b- before its name\n"
                           "(--b-date-shift 1) one of --preset, --project, --layer, --where, --source-crs,\n"
                           "--territory, --side, --snap, --date-field, --date-pattern, --date-shift,\n"
                           "--time-zone, --valid-from and --valid-to holds for that side alone, in place of\n"
                           "the plain one.\n\n");
  g_string_append_printf(
      notes,
      "SOURCE is a file, a folder of dated files, a glob, an archive (zip, gz) or\n"
      "anything that OGR reads. Exit status: 0 done, 1 failed, 2 wrong usage,\n%s75 try again later "
      "(disk full, server not reached, file in use).\n",
      task == SALIENT_UPDATE  ? "3 nothing was to do, "
      : task == SALIENT_CHECK ? "4 something was found, "
                              : "");
  return g_string_free(notes, FALSE);
}

char *
help_format_verb(SalientTask task)
{
  const VerbInfo *info = &verb_infos[task];
  const char *name = salient_task_get_name(task);
  g_autofree char *notes = help_format_notes(task);
  GString *page = g_string_new(NULL);
  g_string_append_printf(page, "salient %s: %s\n\nExamples:\n%s", name, info->summary, info->examples);
  g_string_append_printf(page, "\nUsage: salient %s %s\n", name, info->operands);
  append_groups(page, task);
  if (*notes != '\0')
    g_string_append_printf(page, "\n%s", notes);
  return g_string_free(page, FALSE);
}

char *
help_format_program(void)
{
  GString *page =
      g_string_new("salient: maps and numbers of territory that changes hands\n\nExamples:\n"
                   "  salient inspect daily/                     what is in a folder of dated files\n"
                   "  salient measure daily/                     the numbers, month by month\n"
                   "  salient render daily/ -o '{period}.png'    a map of each month\n"
                   "  salient export daily/ -o changes.gpkg      the changed areas for a GIS\n"
                   "  salient compare --a daily/ --b other/      what two sources agree on\n"
                   "  salient places --places P.csv daily/       which places changed hands, and when\n"
                   "\nVerbs:\n");
  for (guint task = 0; task < SALIENT_N_TASKS; task++)
    g_string_append_printf(page, "  %-9s %s\n", salient_task_get_name((SalientTask)task),
                           verb_infos[task].summary);
  g_string_append(page, "\n'salient help VERB' has the options of a verb, 'salient version' the versions.\n");
  return g_string_free(page, FALSE);
}

/* Lays out the pages of changes or of a comparison, draws them in threads, and writes them to files. */
#include "library/fingerprint.h"
#include "library/page-films.h"
#include "library/page-names.h"
#include "library/parties.h"
#include "library/pictures.h"
#include "library/report.h"

#include "data/base/error.h"
#include "data/change/run.h"
#include "data/table/compare-context.h"
#include "render/drawing/digest.h"
#include "render/drawing/fonts.h"
#include "render/page/region-survey.h"
#include "render/page/told.h"
#include "styles/loader.h"

#include <string.h>

static void
picture_clear(gpointer data)
{
  SalPicture *picture = data;
  g_ptr_array_unref(picture->written);
  g_ptr_array_unref(picture->reports);
  g_ptr_array_unref(picture->remarks);
}

void
salient_pages_free(SalientPages *pages)
{
  if (pages == NULL)
    return;
  g_clear_pointer(&pages->files, g_ptr_array_unref);
  g_clear_pointer(&pages->pictures, g_array_unref);
  g_clear_pointer(&pages->pages, g_ptr_array_unref);
  g_clear_pointer(&pages->states, g_ptr_array_unref);
  g_clear_pointer(&pages->insides, g_ptr_array_unref);
  g_clear_pointer(&pages->lists, g_ptr_array_unref);
  g_clear_pointer(&pages->repeats, sal_repeats_free);
  g_clear_pointer(&pages->remarks, g_ptr_array_unref);
  g_clear_pointer(&pages->changes, salient_changes_free);
  g_clear_pointer(&pages->comparison, salient_comparison_free);
  g_free(pages);
}

static SalientPages *
pages_new(const SalMapPlan *map, GPtrArray *names)
{
  SalientPages *pages = g_new0(SalientPages, 1);
  pages->map = map;
  pages->names = names;
  pages->pages = g_ptr_array_new_with_free_func((GDestroyNotify)sal_page_free);
  pages->pictures = g_array_new(FALSE, FALSE, sizeof(SalPicture));
  g_array_set_clear_func(pages->pictures, picture_clear);
  pages->lists = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  pages->insides = g_ptr_array_new_with_free_func((GDestroyNotify)sal_geometry_free);
  pages->remarks = g_ptr_array_new_with_free_func(g_free);
  pages->files = g_ptr_array_new_null_terminated(4, g_free, TRUE);
  if (map->look.extent.remark != NULL)
    g_ptr_array_add(pages->remarks, g_strdup(map->look.extent.remark));
  return pages;
}

/* Laying out */

/* Whose areas are those of the page; of a comparison both sides have the same. */
static const SalSeries *
get_series(const SalientPages *pages)
{
  return pages->changes != NULL ? pages->changes->series->series : pages->comparison->series[0];
}

static const SalPlan *
get_plan(const SalientPages *pages)
{
  return pages->changes != NULL ? pages->changes->series->plan : pages->comparison->plan;
}

/* The options of a page that shows changes, or states of a comparison. map: of the pages, or one that looks another way. */
static SalPageOptions
make_options(const SalientPages *pages, const SalMapPlan *map, const GPtrArray *changes,
             const char *class_name)
{
  const SalientOptions *options = map->options;
  const SalExtentPage page = { map->look.size.width_mm, map->look.size.height_mm,
                               map->layout == SAL_LAYOUT_GRID, class_name,
                               sal_series_get_clip(get_series(pages)) };
  return (SalPageOptions){
    .width_mm = map->look.size.width_mm,
    .height_mm = map->look.size.height_mm,
    .style = map->look.style,
    .layout = map->layout,
    .extent = sal_extent_find_box(&map->look.extent, changes, &page),
    .changes = changes,
    .aoi = sal_series_get_aoi(get_series(pages)),
    .clip = page.clip,
    .map_crs = options->map_crs != NULL ? options->map_crs : map->look.extent.crs,
    .basemap = options->basemap,
    .borders = options->borders,
    .map_date = map->look.has_map_date ? &map->look.map_date : NULL,
    .names_countries = map->look.names_countries,
    .names_regions = map->look.names_regions,
    .names_waters = map->look.names_waters,
    .title = options->title,
    .subtitle = options->subtitle,
    .credit = options->credit,
    .credit_left_out = map->look.credit_left_out,
    .places = &map->look.places,
    .words = map->look.words,
    .units = map->look.units,
    .date_shift_days = { options->date_shift, options->date_shift },
    .n_insets = map->look.n_insets,
    .own_insets = (const SalBox *)(const void *)map->look.own_insets->data,
    .n_own_insets = map->look.own_insets->len,
    .n_callouts = map->look.n_callouts,
    .has_callout_names = map->look.has_callout_names,
    .has_locator = g_strcmp0(options->locator, "none") != 0,
    .has_graticule = options->graticule,
    .n_threads = (guint)options->threads,
    .cache = get_plan(pages)->cache,
  };
}

static void
add_picture(SalientPages *pages, SalPage *page, const SalChange *change)
{
  const SalPicture picture = { page, change, g_ptr_array_new_with_free_func(g_free),
                               g_ptr_array_new_with_free_func(g_free),
                               g_ptr_array_new_with_free_func(g_free) };
  g_array_append_val(pages->pictures, picture);
  if (pages->pictures->len > 1 && pages->repeats == NULL)
    pages->repeats = sal_repeats_new();
}

static void
add_pictures(SalientPages *pages, SalPage *page)
{
  const SalRun *run = sal_page_get_run(page);
  if (sal_page_layout_is_of_run(pages->map->layout))
    add_picture(pages, page, &run->total);
  else
    for (guint i = 0; i < run->changes->len; i++)
      add_picture(pages, page, run->changes->pdata[i]);
}

/* The changes of a region, or of the whole, that a page of a class shows: its own, and those of classes that features make up and that are no
 * part of it. The changes are lent, the list belongs to pages. */
static const GPtrArray *
list_changes(SalientPages *pages, const SalClasses *classes, guint index, const char *region)
{
  const GPtrArray *all = pages->changes->changes->changes;
  g_autofree guint8 *parts = g_new0(guint8, sal_classes_get_n(classes));
  GPtrArray *list = g_ptr_array_new();
  sal_classes_mark_parts(classes, index, parts);
  for (guint i = 0; i < all->len; i++) {
    const SalChange *change = all->pdata[i];
    const int other = sal_classes_find(classes, change->class_name);
    if (!g_str_equal(change->region, region))
      continue;
    if (other == (int)index ||
        (other >= 0 && !parts[other] && sal_classes_get_composition(classes, (guint)other) == NULL))
      g_ptr_array_add(list, all->pdata[i]);
  }
  g_ptr_array_add(pages->lists, list);
  return list;
}

/* Adds a page and its pictures. Only the remarks of the first page are kept, because the others would repeat
 * them. */
static gboolean
add_page(SalientPages *pages, const SalPageOptions *options, GError **error)
{
  SalPage *page = sal_page_new(options, pages->pages->len == 0 ? pages->remarks : NULL, error);
  if (page == NULL)
    return FALSE;
  g_ptr_array_add(pages->pages, page);
  add_pictures(pages, page);
  return TRUE;
}

/* Hands over all regions and their changes, and frames those that are concerned. */
static void
set_regions(const SalientPages *pages, const SalMapPlan *map, SalPageOptions *options)
{
  options->regions = pages->changes->series->plan->settings.regions;
  options->region_changes = pages->changes->changes->changes;
  g_autoptr(SalRegionSurvey) survey =
      sal_region_survey_new(options->regions, options->region_changes, options->class_name);
  const SalBox box = sal_extent_find_regions(options->regions, survey->is_concerned);
  if (map->options->extent == NULL && !sal_box_is_empty(box))
    options->extent = box;
}

/* The options of a page of a class; its definition is the caller's. */
static SalPageOptions
make_class_options(const SalientPages *pages, const SalMapPlan *map, const GPtrArray *changes, guint index)
{
  const SalSettings *settings = &pages->changes->series->plan->settings;
  const SalClasses *classes = settings->classes;
  SalPageOptions options = make_options(pages, map, changes, sal_classes_get_names(classes)[index]);
  options.area_model = settings->area_model;
  options.rate = settings->rate;
  options.class_name = sal_classes_get_names(classes)[index];
  options.definition = sal_shown_define(pages->map->options, classes, options.class_name);
  if (sal_shown_has_holder(pages->map->options, classes, options.class_name))
    options.words = pages->map->look.party_words;
  if (sal_page_layout_has_regions(map->layout))
    set_regions(pages, map, &options);
  return options;
}

/* Whether anything of a class is held or changed in its changes. */
static gboolean
has_anything(const GPtrArray *changes, const char *class_name)
{
  for (guint i = 0; i < changes->len; i++) {
    const SalChange *change = changes->pdata[i];
    if (change->class_name == class_name &&
        (change->area_from_m2 > 0 || change->area_to_m2 > 0 || change->gained_m2 > 0 || change->lost_m2 > 0))
      return TRUE;
  }
  return FALSE;
}

/* What of a region lies in the area of interest. Lent; NULL: they cannot be intersected. */
static const SalGeometry *
find_inside(SalientPages *pages, const SalGeometry *region, GError **error)
{
  const SalGeometry *aoi = sal_series_get_aoi(get_series(pages));
  SalGeometry *inside = aoi != NULL ? sal_geometry_intersection(region, aoi, error) : NULL;
  if (inside != NULL)
    g_ptr_array_add(pages->insides, inside);
  return aoi == NULL ? region : inside;
}

/* Frames a region, and mutes the rest. */
static gboolean
set_region(SalientPages *pages, SalPageOptions *options, guint region, GError **error)
{
  const SalRegions *regions = pages->changes->series->plan->settings.regions;
  options->is_of_region = TRUE;
  options->aoi = find_inside(pages, sal_tiling_get_tile(sal_regions_get_tiling(regions), region), error);
  if (pages->map->options->extent == NULL)
    options->extent = sal_extent_find_region(regions, region);
  return options->aoi != NULL;
}

/* region: its number; -1: the whole. A region in which nothing of the class was ever held has no page. */
static gboolean
add_class_page(SalientPages *pages, const SalClasses *classes, guint index, int region, GError **error)
{
  const SalRegions *regions = pages->changes->series->plan->settings.regions;
  const char *name = region >= 0 ? sal_regions_get_name(regions, (guint)region) : "";
  const GPtrArray *changes = list_changes(pages, classes, index, name);
  if (region >= 0 && !has_anything(changes, sal_classes_get_names(classes)[index]))
    return TRUE;
  SalPageOptions options = make_class_options(pages, pages->map, changes, index);
  g_autofree char *definition = (char *)options.definition;
  if ((region < 0 || set_region(pages, &options, (guint)region, error)) && add_page(pages, &options, error))
    return TRUE;
  if (region >= 0)
    g_prefix_error(error, "region '%s': ", name);
  return FALSE;
}

static void
remark_regions(SalientPages *pages, const char *class_name, guint n_drawn, guint n)
{
  g_autofree char *quoted = sal_error_quote(class_name);
  if (n_drawn < n)
    g_ptr_array_add(
        pages->remarks,
        g_strdup_printf("%u of %u regions have no maps, because nothing of class '%s' was held there",
                        n - n_drawn, n, quoted));
}

/* The page of a class, or one for each region. */
static gboolean
add_class_pages(SalientPages *pages, const SalClasses *classes, guint index, GError **error)
{
  if (!sal_page_names_tell_regions(pages->map))
    return add_class_page(pages, classes, index, -1, error);
  const SalRegions *regions = pages->changes->series->plan->settings.regions;
  const guint n = sal_regions_get_n_regions(regions), n_before = pages->pages->len;
  for (guint i = 0; i < n; i++)
    if (!add_class_page(pages, classes, index, (int)i, error))
      return FALSE;
  remark_regions(pages, sal_classes_get_names(classes)[index], pages->pages->len - n_before, n);
  return TRUE;
}

/* Another class than the first is drawn, because nothing belongs to the first. */
static void
remark_choice(SalientPages *pages, const SalClasses *classes, guint index)
{
  const char *const *names = sal_classes_get_names(classes);
  g_autofree char *drawn = sal_error_quote(names[index]), *first = sal_error_quote(names[0]);
  g_ptr_array_add(pages->remarks,
                  g_strdup_printf("maps are of class '%s', because nothing belongs to '%s'; " SAL_OPTION(
                                      "show") " chooses",
                                  drawn, first));
}

/* If names tell classes apart, every class is drawn, otherwise the one that is to be shown, or the first one
 * that has changes. */
static gboolean
make_pages(SalientPages *pages, GError **error)
{
  const GPtrArray *changes = pages->changes->changes->changes;
  const SalClasses *classes = pages->changes->series->plan->settings.classes;
  const char *const *names = sal_classes_get_names(classes);
  const gboolean has_each = sal_page_names_tell_classes(pages->names);
  const char *shown = has_each ? NULL : sal_shown_find(pages->map->options, classes);
  if (shown != NULL && !sal_changes_have_class(changes, shown))
    return sal_shown_set_unused(shown, error);
  for (guint i = 0; names[i] != NULL && (pages->pages->len == 0 || has_each); i++) {
    if (!sal_changes_have_class(changes, names[i]) || (shown != NULL && shown != names[i]))
      continue;
    if (!add_class_pages(pages, classes, i, error))
      return FALSE;
    if (!has_each && shown == NULL && i > 0)
      remark_choice(pages, classes, i);
  }
  return TRUE;
}

/* The plan of the map with these options; NULL: of the first map. */
static const SalMapPlan *
find_map(const SalPlan *plan, const SalientOptions *options)
{
  for (guint i = 0; i < plan->maps->len; i++) {
    const SalMapPlan *map = plan->maps->pdata[i];
    if (options == NULL || map->options == options)
      return map;
  }
  return NULL;
}

static gboolean
has_sentence(const char *text)
{
  return text != NULL && (strstr(text, "{sentence}") != NULL || strstr(text, "{alt}") != NULL);
}

/* Whether sentences are wanted, which say where the largest change is. */
static gboolean
wants_places(const SalientPages *pages)
{
  const SalientOptions *options = pages->map->options;
  gboolean has_alt = FALSE;
  for (guint i = 0; pages->names != NULL && i < pages->names->len; i++)
    has_alt |=
        sal_formats_is_alt(pages->names->pdata[i]) || sal_formats_find_report(pages->names->pdata[i], NULL);
  return pages->changes != NULL && (has_alt || has_sentence(options->title) ||
                                    has_sentence(options->subtitle) || has_sentence(options->credit));
}

/* Finds the places that sentences in titles need before pages are laid out. */
static gboolean
prepare_sentences(SalientPages *pages, GError **error)
{
  const SalientOptions *options = pages->map->options;
  const gboolean has_records = g_strcmp0(options->format, "json") == 0;
  char *remark = has_records || wants_places(pages)
                     ? sal_parties_remark_form(options, pages->map->look.party_words)
                     : NULL;
  if (remark != NULL)
    g_ptr_array_add(pages->remarks, remark);
  return !wants_places(pages) || sal_changes_ensure_places(pages->changes, error);
}

SalientPages *
salient_pages_new(SalientChanges *changes, SalientOptions *map, GError **error)
{
  if (changes == NULL) {
    sal_error_set(error, SAL_ERROR_USAGE, "pages: expected changes that were computed, got NULL");
    return NULL;
  }
  const SalPlan *plan = changes->series->plan;
  const SalMapPlan *map_plan = find_map(plan, map);
  if (map_plan == NULL) {
    sal_error_set(error, SAL_ERROR_USAGE,
                  "pages: expected changes made from options of render, and one of their maps, "
                  "got those of %s",
                  salient_task_get_name(plan->options->task));
    return NULL;
  }
  g_autoptr(SalientPages) pages = pages_new(map_plan, map_plan->options->outputs);
  pages->changes = salient_changes_ref(changes);
  if (prepare_sentences(pages, error) && make_pages(pages, error))
    return g_steal_pointer(&pages);
  sal_options_tell(map_plan->options, error);
  return NULL;
}

/* The states of a pair of classes that are drawn, which are those of the whole. The states are lent, the list
 * is the caller's. */
static GPtrArray *
list_states(const SalComparisons *comparisons, const SalClassPair *pair)
{
  GPtrArray *states = g_ptr_array_new();
  for (guint i = 0; comparisons != NULL && i < comparisons->comparisons->len; i++) {
    SalChange *state = ((const SalComparison *)comparisons->comparisons->pdata[i])->state;
    if (state->class_name == pair->name && state->region[0] == '\0')
      g_ptr_array_add(states, state);
  }
  return states;
}

static gboolean
check_state_names(const SalientPages *pages, const GPtrArray *states, GHashTable *names, GError **error)
{
  for (guint i = 0; i < states->len; i++)
    for (guint j = 0; j < pages->names->len; j++) {
      const SalChange *state = states->pdata[i];
      const char *pattern = pages->names->pdata[j];
      g_autofree char *path =
          sal_page_name_expand(pages->map, pattern, &state->period, state->class_name, "");
      if (!sal_page_name_check(pages->comparison->plan, pattern, path, names, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_state_page(SalientPages *pages, const GPtrArray *states, const SalClassPair *pair, GError **error)
{
  const SalSides *sides = &pages->comparison->plan->sides;
  SalPageOptions options = make_options(pages, pages->map, states, pair->name);
  options.layout = SAL_LAYOUT_COMPARISON;
  options.compared[0] = sides->names[0];
  options.compared[1] = sides->names[1];
  options.class_name = pair->name;
  g_autofree char *definition = sal_shown_define_sides(sides, pair);
  options.definition = definition;
  options.credit = sides->credit;
  options.area_model = sides->settings[0].area_model;
  options.date_shift_days[0] = sides->views[0].date_shift;
  options.date_shift_days[1] = sides->views[1].date_shift;
  SalPage *page = sal_page_new(&options, pages->remarks, error);
  if (page == NULL)
    return FALSE;
  g_ptr_array_add(pages->pages, page);
  for (guint i = 0; i < states->len; i++)
    add_picture(pages, page, states->pdata[i]);
  return TRUE;
}

/* If names tell classes apart, every pair of classes is drawn, otherwise the one that is to be shown, or the
 * first one that has states. */
static gboolean
make_state_pages(SalientPages *pages, GError **error)
{
  const SalientComparison *comparison = pages->comparison;
  const SalSides *sides = &comparison->plan->sides;
  const gboolean has_each = sal_page_names_tell_classes(pages->names);
  const int shown = comparison->plan->shown_pair;
  g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  guint n_drawn = 0;
  pages->states = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  for (guint c = 0; c < sides->n_classes && (has_each || n_drawn == 0); c++) {
    const gboolean is_left_out = !has_each && shown >= 0 && (guint)shown != c;
    GPtrArray *states =
        is_left_out ? g_ptr_array_new() : list_states(comparison->comparisons, &sides->classes[c]);
    g_ptr_array_add(pages->states, states);
    n_drawn += states->len > 0;
    if (!check_state_names(pages, states, names, error))
      return FALSE;
  }
  for (guint c = 0; c < pages->states->len; c++) {
    const GPtrArray *states = pages->states->pdata[c];
    if (states->len > 0 && !add_state_page(pages, states, &sides->classes[c], error))
      return FALSE;
  }
  return TRUE;
}

SalientPages *
salient_pages_new_comparison(SalientComparison *comparison, GError **error)
{
  if (comparison == NULL) {
    sal_error_set(error, SAL_ERROR_USAGE, "pages: expected a comparison that was computed, got NULL");
    return NULL;
  }
  SalPlan *plan = comparison->plan;
  if (plan->maps->len == 0) {
    sal_error_set_option(error, SAL_ERROR_USAGE, "output",
                         "expected a name ending in .png, .svg or .pdf among them, got none");
    sal_options_tell(plan->options, error);
    return NULL;
  }
  g_autoptr(SalientPages) pages = pages_new(plan->maps->pdata[0], plan->pictures);
  pages->comparison = salient_comparison_ref(comparison);
  if (make_state_pages(pages, error))
    return g_steal_pointer(&pages);
  sal_options_tell(plan->options, error);
  return NULL;
}

/* Drawing */

guint
salient_pages_get_n(const SalientPages *pages)
{
  g_return_val_if_fail(pages != NULL, 0);
  return pages->pictures->len;
}

char *
salient_pages_describe(const SalientPages *pages, guint page, GError **error)
{
  g_return_val_if_fail(page < salient_pages_get_n(pages), NULL);
  g_autoptr(SalDrawing) drawing = sal_pages_draw(pages, page, error);
  if (drawing == NULL)
    return NULL;
  const char *title = sal_drawing_get_title(drawing), *description = sal_drawing_get_description(drawing);
  return g_strdup_printf("%s\n%s\n", title != NULL ? title : "", description != NULL ? description : "");
}

/* The look of a picture, with its own prefix of ids, which receives the text that the look lends. */
static SalLook
make_look(const SalientPages *pages, const SalPicture *picture, char **prefix)
{
  const SalChange *change = picture->change;
  SalLook look = pages->map->look;
  *prefix = sal_page_id_prefix_expand(pages->map, &change->period, change->class_name, change->region);
  look.svg.id_prefix = *prefix;
  look.repeats = pages->repeats;
  return look;
}

GBytes *
salient_pages_encode(const SalientPages *pages, guint page, const char *format, GError **error)
{
  SalPictureFormat picture_format;
  g_return_val_if_fail(page < salient_pages_get_n(pages) && format != NULL, NULL);
  if (!sal_formats_parse_picture(format, &picture_format, error))
    return NULL;
  g_autoptr(SalDrawing) drawing = sal_pages_draw(pages, page, error);
  g_autofree char *prefix = NULL;
  const SalLook look = make_look(pages, sal_pages_get_picture(pages, page), &prefix);
  return drawing != NULL ? sal_look_encode(&look, drawing, picture_format, NULL, error) : NULL;
}

/* The alternative text of a picture, as the bytes of a file. */
static GBytes *
make_alt(const SalientPages *pages, const SalPicture *picture)
{
  g_auto(SalPageTold) told = { NULL };
  sal_page_told_make(&told, picture->page, picture->change, (guint)pages->map->options->text_limit);
  char *text = g_strconcat(told.alt, "\n", NULL);
  return g_bytes_new_take(text, strlen(text));
}

static GBytes *
encode(const SalientPages *pages, SalPicture *picture, const SalDrawing *drawing, const char *path,
       GError **error)
{
  if (sal_formats_is_alt(path))
    return make_alt(pages, picture);
  SalPictureFormat format;
  if (!sal_name_find_format(path, &format, error))
    return NULL;
  g_autofree char *prefix = NULL;
  const SalLook look = make_look(pages, picture, &prefix);
  return sal_look_encode(&look, drawing, format, picture->remarks, error);
}

/* Says what a picture shows, and how it is written. Of an alternative text that is its content. */
static char *
make_key(const SalientPages *pages, const SalPicture *picture, const char *digest, const char *path)
{
  g_autofree char *look = sal_fingerprint_of_look(pages->map->options), *prefix = NULL;
  SalPictureFormat format;
  if (!sal_formats_find_picture(path, &format))
    return NULL;
  make_look(pages, picture, &prefix);
  g_autofree char *all = g_strjoin("\n", look, digest, prefix != NULL ? prefix : "", NULL);
  g_autofree char *whole = g_strdup_printf("%u\n%s", format, all);
  return g_compute_checksum_for_string(G_CHECKSUM_SHA256, whole, -1);
}

static gboolean
write_file(const SalientPages *pages, const char *path, const char *key, GBytes *bytes, gboolean *was_written,
           GError **error)
{
  const SalOutputRules rules = sal_options_get_output_rules(pages->map->options);
  *was_written = TRUE;
  return pages->renewal != NULL
             ? sal_renewal_write(pages->renewal, path, key, bytes, &rules, was_written, error)
             : sal_output_write(path, bytes, &rules, error);
}

/* digest: of the drawing; NULL unless only what is new is written. */
static gboolean
write_picture(const SalientPages *pages, SalPicture *picture, const SalDrawing *drawing, const char *digest,
              const char *pattern, GError **error)
{
  gboolean was_written;
  const SalChange *change = picture->change;
  g_autofree char *path =
      sal_page_name_expand(pages->map, pattern, &change->period, change->class_name, change->region);
  g_autofree char *key = digest != NULL ? make_key(pages, picture, digest, path) : NULL;
  if (key != NULL && sal_renewal_keeps(pages->renewal, path, key))
    return TRUE;
  g_autoptr(GBytes) bytes = encode(pages, picture, drawing, path, error);
  if (bytes == NULL) {
    g_prefix_error(error, "%s: ", path);
    return FALSE;
  }
  if (!write_file(pages, path, key, bytes, &was_written, error))
    return FALSE;
  if (was_written)
    g_ptr_array_add(picture->written, g_steal_pointer(&path));
  return TRUE;
}

/* Films and reports are written by themselves. */
static gboolean
is_picture(const char *pattern)
{
  return !sal_formats_find_report(pattern, NULL) && !sal_page_name_is_film(pattern);
}

static gboolean
has_pictures(const SalientPages *pages)
{
  for (guint i = 0; i < pages->names->len; i++)
    if (is_picture(pages->names->pdata[i]))
      return TRUE;
  return FALSE;
}

/* A piece of work: draws a page and writes all its files. */
static gboolean
write_page(guint index, gpointer data, GError **error)
{
  const SalientPages *pages = data;
  SalPicture *picture = sal_pages_get_picture(pages, index);
  g_autoptr(SalDrawing) drawing = sal_pages_draw(pages, index, error);
  if (drawing == NULL)
    return FALSE;
  sal_drawing_report_fonts(drawing, picture->remarks);
  g_autofree char *digest = pages->renewal != NULL ? sal_drawing_digest(drawing) : NULL;
  for (guint i = 0; i < pages->names->len; i++)
    if (is_picture(pages->names->pdata[i]) &&
        !write_picture(pages, picture, drawing, digest, pages->names->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* Reports */

/* Makes the page of a class as web pages have it. The layout of a map with a chart is that of the map, because the report
 * has the chart. style: NULL: that of the pages. */
static SalPage *
make_report_page(const SalientPages *pages, guint page, gboolean narrow, SalStyle *style, GError **error)
{
  const SalClasses *classes = pages->changes->series->plan->settings.classes;
  const int index = sal_classes_find(classes, sal_page_get_run(pages->pages->pdata[page])->total.class_name);
  SalMapPlan map = *pages->map;
  map.look.size = sal_report_get_size(pages->map, narrow);
  map.look.style = style != NULL ? style : map.look.style;
  map.layout = map.layout == SAL_LAYOUT_MAP_CHART ? SAL_LAYOUT_MAP : map.layout;
  SalPageOptions options = make_class_options(pages, &map, pages->lists->pdata[page], (guint)index);
  g_autofree char *definition = (char *)options.definition;
  options.places = &pages->map->look.places;
  options.map_date = pages->map->look.has_map_date ? &pages->map->look.map_date : NULL;
  return sal_page_new(&options, NULL, error);
}

/* The style in which the report is shown on dark screens, owned by the caller; NULL: its own. */
static SalStyle *
load_dark_style(const SalientPages *pages)
{
  const char *name = pages->map->options->style;
  return name == NULL || g_str_equal(name, "default") ? sal_style_load("dark", NULL) : NULL;
}

/* dark: the style for dark screens; NULL: none. Layouts that have no room on a phone are there as they are elsewhere. */
static SalReportPages *
make_report_pages(SalientPages *pages, guint page, SalStyle *dark, GError **error)
{
  g_autoptr(SalReportPages) made = g_new0(SalReportPages, 1);
  g_autoptr(GError) fault = NULL;
  made->wide = make_report_page(pages, page, FALSE, NULL, error);
  made->wide_dark =
      made->wide != NULL && dark != NULL ? make_report_page(pages, page, FALSE, dark, error) : NULL;
  if (made->wide == NULL || (dark != NULL && made->wide_dark == NULL))
    return NULL;
  made->narrow = make_report_page(pages, page, TRUE, NULL, &fault);
  if (made->narrow == NULL)
    g_ptr_array_add(pages->remarks, g_strdup_printf("report: no maps for phones: %s", fault->message));
  else if (dark != NULL)
    made->narrow_dark = make_report_page(pages, page, TRUE, dark, NULL);
  return g_steal_pointer(&made);
}

/* Pictures of one page: from first to before last. */
typedef struct {
  guint first, last;
} Pictures;

static Pictures
find_pictures(const SalientPages *pages, guint page)
{
  Pictures found = { 0 };
  while (sal_pages_get_picture(pages, found.first)->page != pages->pages->pdata[page])
    found.first++;
  found.last = found.first;
  while (found.last < pages->pictures->len &&
         sal_pages_get_picture(pages, found.last)->page == pages->pages->pdata[page])
    found.last++;
  return found;
}

static gboolean
write_report(SalientPages *pages, SalReport *report, Pictures pictures, GError **error)
{
  SalStage stage;
  const SalWork work = sal_stage_begin(&stage, pages->map->options, "rendering");
  g_autoptr(GPtrArray) shown = g_ptr_array_new(), written = g_ptr_array_new_with_free_func(g_free);
  for (guint i = pictures.first; i < pictures.last; i++)
    g_ptr_array_add(shown, (gpointer)sal_pages_get_picture(pages, i)->change);
  report->shown = shown;
  if (!sal_report_write(report, &work, written, error))
    return FALSE;
  for (guint i = 0; i < written->len; i++)
    g_ptr_array_add(pages->files, g_strdup(written->pdata[i]));
  for (guint i = pictures.first; i < pictures.last && written->len > 0; i++)
    g_ptr_array_add(sal_pages_get_picture(pages, i)->reports, g_strdup(report->path));
  return TRUE;
}

static char *
expand(const SalientPages *pages, const char *pattern, guint picture)
{
  const SalChange *change = sal_pages_get_picture(pages, picture)->change;
  return sal_page_name_expand(pages->map, pattern, &change->period, change->class_name, change->region);
}

/* Writes the reports that a pattern makes of pictures: one where their names are the same, else one of each. */
static gboolean
write_pattern(SalientPages *pages, SalReport *report, const char *pattern, Pictures pictures, GError **error)
{
  for (Pictures part = { pictures.first, pictures.first }; part.last < pictures.last;
       part.first = part.last) {
    g_autofree char *path = expand(pages, pattern, part.first), *next = g_strdup(path);
    while (next != NULL && g_str_equal(next, path)) {
      g_free(next);
      next = ++part.last < pictures.last ? expand(pages, pattern, part.last) : NULL;
    }
    report->path = path;
    if (!write_report(pages, report, part, error))
      return FALSE;
  }
  return TRUE;
}

/* Writes the reports of a class. Without {class} in its name, a report is of the first that is drawn. */
static gboolean
write_reports_of_page(SalientPages *pages, guint page, SalStyle *dark, GError **error)
{
  const SalientOptions *options = pages->map->options;
  const SalRun *run = sal_page_get_run(pages->pages->pdata[page]);
  const SalSettings *settings = &pages->changes->series->plan->settings;
  const gboolean has_holder = sal_shown_has_holder(options, settings->classes, run->total.class_name);
  g_autofree char *definition = sal_shown_define(options, settings->classes, run->total.class_name);
  g_autoptr(SalReportPages) made = NULL;
  SalReport report = { .map = pages->map,
                       .changes = pages->changes,
                       .page = pages->pages->pdata[page],
                       .words = has_holder ? pages->map->look.party_words : pages->map->look.words,
                       .definition = definition,
                       .rate = settings->rate,
                       .renewal = pages->renewal };
  for (guint i = 0; i < pages->names->len; i++) {
    const char *pattern = pages->names->pdata[i];
    SalReportFormat format;
    if (!sal_formats_find_report(pattern, &format) || (page > 0 && strstr(pattern, "{class}") == NULL))
      continue;
    if (format == SAL_REPORT_HTML && made == NULL)
      made = make_report_pages(pages, page, dark, error);
    if (format == SAL_REPORT_HTML && made == NULL)
      return FALSE;
    report.pages = made;
    if (!write_pattern(pages, &report, pattern, find_pictures(pages, page), error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
write_reports(SalientPages *pages, GError **error)
{
  g_autoptr(SalStyle) dark = load_dark_style(pages);
  for (guint i = 0; i < pages->pages->len && pages->changes != NULL; i++)
    if (!write_reports_of_page(pages, i, dark, error))
      return FALSE;
  return TRUE;
}

static void
add_once(GPtrArray *texts, const char *text)
{
  if (!g_ptr_array_find_with_equal_func(texts, text, g_str_equal, NULL))
    g_ptr_array_add(texts, g_strdup(text));
}

/* Collects the films that were written, which several pictures have. */
static void
collect_films(SalientPages *pages)
{
  for (guint i = 0; i < pages->pictures->len; i++) {
    const SalPicture *picture = sal_pages_get_picture(pages, i);
    for (guint j = 0; j < picture->written->len; j++)
      if (sal_page_name_is_film(picture->written->pdata[j]))
        add_once(pages->files, picture->written->pdata[j]);
  }
}

/* Lets the comparison tell which maps were drawn of it. */
static void
collect_maps(const SalientPages *pages)
{
  SalientComparison *comparison = pages->comparison;
  comparison->files = g_ptr_array_ref(pages->files);
  comparison->maps = g_array_new(FALSE, FALSE, sizeof(SalComparedMap));
  for (guint i = 0; i < pages->pictures->len; i++) {
    const SalPicture *picture = sal_pages_get_picture(pages, i);
    const SalPageFrame frame = sal_page_describe_frame(picture->page, picture->change);
    const SalComparedMap map = { picture->change->period.name,      picture->change->class_name,
                                 g_ptr_array_ref(picture->written), frame.extent,
                                 g_intern_string(frame.crs),        frame.scale };
    g_array_append_val(comparison->maps, map);
  }
  g_array_set_clear_func(comparison->maps, sal_compared_map_clear);
}

/* Collects the files and remarks of all pictures, in their order, then the films. */
static void
collect(SalientPages *pages)
{
  for (guint i = 0; i < pages->pictures->len; i++) {
    const SalPicture *picture = sal_pages_get_picture(pages, i);
    for (guint j = 0; j < picture->written->len; j++)
      if (!sal_page_name_is_film(picture->written->pdata[j]))
        g_ptr_array_add(pages->files, g_strdup(picture->written->pdata[j]));
    for (guint j = 0; j < picture->remarks->len; j++)
      add_once(pages->remarks, picture->remarks->pdata[j]);
  }
  collect_films(pages);
  if (pages->comparison != NULL && pages->comparison->files == NULL)
    collect_maps(pages);
}

gboolean
salient_pages_write(SalientPages *pages, GError **error)
{
  g_return_val_if_fail(pages != NULL, FALSE);
  SalStage stage;
  const SalWork work = sal_stage_begin(&stage, pages->map->options, "rendering");
  if (pages->names == NULL) {
    sal_error_set_option(error, SAL_ERROR_USAGE, "output",
                         "expected a name such as 'maps/{period}.png', got none");
    return sal_options_tell(pages->map->options, error);
  }
  g_ptr_array_set_size(pages->files, 0);
  for (guint i = 0; i < pages->pictures->len; i++) {
    g_ptr_array_set_size(sal_pages_get_picture(pages, i)->written, 0);
    g_ptr_array_set_size(sal_pages_get_picture(pages, i)->reports, 0);
  }
  const gboolean drawn =
      (!has_pictures(pages) || sal_work_run(&work, pages->pictures->len, write_page, pages, error)) &&
      sal_page_films_write(pages, &work, error);
  collect(pages);
  const gboolean written = drawn && write_reports(pages, error);
  return written || sal_options_tell(pages->map->options, error);
}

const char *const *
salient_pages_get_files(const SalientPages *pages)
{
  g_return_val_if_fail(pages != NULL, NULL);
  return (const char *const *)pages->files->pdata;
}

char **
salient_pages_get_remarks(const SalientPages *pages)
{
  g_return_val_if_fail(pages != NULL, NULL);
  GPtrArray *remarks = g_ptr_array_new();
  sal_options_tell_remarks(pages->map->options, pages->remarks, remarks);
  g_ptr_array_add(remarks, NULL);
  return (char **)g_ptr_array_free(remarks, FALSE);
}

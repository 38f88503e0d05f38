/* Lays out the pages of changes: of each class that is shown, or of each region. */
#include "library/formats.h"
#include "library/own-rasters.h"
#include "library/page-layout.h"
#include "library/page-names.h"
#include "library/parties.h"
#include "library/pictures.h"
#include "library/theatres.h"

#include "data/base/error.h"
#include "data/change/changes.h"
#include "data/change/run.h"
#include "render/page/boxes.h"
#include "render/page/region-survey.h"

#include <string.h>

static gboolean
has_pdf(const GPtrArray *names)
{
  SalPictureFormat format;
  for (guint i = 0; i < names->len; i++)
    if (sal_formats_is_book(names->pdata[i]) ||
        (sal_formats_find_picture(names->pdata[i], &format) && format == SAL_PICTURE_PDF))
      return TRUE;
  return FALSE;
}

static void
picture_clear(gpointer data)
{
  SalPicture *picture = data;
  g_ptr_array_unref(picture->written);
  g_ptr_array_unref(picture->reports);
  g_ptr_array_unref(picture->remarks);
  g_clear_pointer(&picture->printed, g_ptr_array_unref);
}

void
salient_pages_free(SalientPages *pages)
{
  if (pages == NULL)
    return;
  g_clear_pointer(&pages->files, g_ptr_array_unref);
  g_clear_pointer(&pages->pictures, g_array_unref);
  g_clear_pointer(&pages->covers, g_ptr_array_unref);
  g_clear_pointer(&pages->pages, g_ptr_array_unref);
  g_clear_pointer(&pages->states, g_ptr_array_unref);
  g_clear_pointer(&pages->states_of_all, g_ptr_array_unref);
  g_clear_pointer(&pages->insides, g_ptr_array_unref);
  g_clear_pointer(&pages->lists, g_ptr_array_unref);
  g_clear_pointer(&pages->repeats, sal_repeats_free);
  g_clear_pointer(&pages->remarks, g_ptr_array_unref);
  g_clear_pointer(&pages->theatre, sal_theatre_free);
  g_clear_pointer(&pages->changes, salient_changes_free);
  g_clear_pointer(&pages->comparison, salient_comparison_free);
  g_free(pages);
}

SalientPages *
sal_pages_new(const SalMapPlan *map, GPtrArray *names)
{
  SalientPages *pages = g_new0(SalientPages, 1);
  pages->map = map;
  pages->names = names;
  pages->shard = SAL_SHARD_WHOLE;
  pages->pages = g_ptr_array_new_with_free_func((GDestroyNotify)sal_page_free);
  pages->covers = g_ptr_array_new_with_free_func((GDestroyNotify)sal_page_free);
  pages->pictures = g_array_new(FALSE, FALSE, sizeof(SalPicture));
  g_array_set_clear_func(pages->pictures, picture_clear);
  pages->lists = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
  pages->insides = g_ptr_array_new_with_free_func((GDestroyNotify)sal_geometry_free);
  pages->remarks = g_ptr_array_new_with_free_func(g_free);
  pages->files = g_ptr_array_new_null_terminated(4, g_free, TRUE);
  if (map->options->pdf_colour != NULL && map->options->outputs != NULL && !has_pdf(map->options->outputs))
    g_ptr_array_add(pages->remarks,
                    g_strdup(SAL_OPTION("pdf-colour") ": no output is a PDF, which alone has it"));
  if (map->look.extent.remark != NULL)
    g_ptr_array_add(pages->remarks, g_strdup(map->look.extent.remark));
  for (guint i = 0; i < map->look.remarks->len; i++)
    g_ptr_array_add(pages->remarks, g_strdup(map->look.remarks->pdata[i]));
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

/* The page, or the box of its template that the map has. */
static SalRect
find_frame(const SalMapPlan *map)
{
  const SalPageSize *size = &map->look.size;
  const SalRect whole = { 0, 0, size->width_mm, size->height_mm };
  g_autoptr(GArray) boxes = map->look.template != NULL
                                ? sal_boxes_place(map->look.template, size->width_mm, size->height_mm, NULL)
                                : NULL;
  const SalPlacedBox *box = sal_boxes_find(boxes, SAL_BOX_MAP);
  return box != NULL ? box->inner : whole;
}

SalPageOptions
sal_pages_make_options(const SalientPages *pages, const SalMapPlan *map, const GPtrArray *changes,
                       const char *class_name)
{
  const SalientOptions *options = map->options;
  const SalRect frame = find_frame(map);
  const SalExtentPage page = { frame.width, frame.height, map->layout == SAL_LAYOUT_GRID, class_name,
                               sal_series_get_clip(get_series(pages)) };
  return (SalPageOptions){
    .width_mm = map->look.size.width_mm,
    .height_mm = map->look.size.height_mm,
    .style = map->look.style,
    .template = map->look.template,
    .text = map->look.text,
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
    .names_districts = map->look.names_districts,
    .title = options->title,
    .subtitle = options->subtitle,
    .credit = options->credit,
    .credit_left_out = map->look.credit_left_out,
    .places = &map->look.places,
    .words = map->look.words,
    .units = map->look.units,
    .date_shift_days = { options->date_shift, options->date_shift },
    .n_insets = map->look.n_insets,
    .own_insets = (const SalOwnInset *)(const void *)map->look.own_insets->data,
    .n_own_insets = map->look.own_insets->len,
    .own_layers = map->look.own_layers,
    .name_wishes = map->look.name_wishes,
    .notes = map->look.notes,
    .pins = map->look.pins,
    .n_callouts = map->look.n_callouts,
    .has_callout_names = map->look.has_callout_names,
    .has_locator = g_strcmp0(options->locator, "none") != 0,
    .has_graticule = options->graticule,
    .has_basemap_legend = options->legend_basemap,
    .n_threads = (guint)options->threads,
    .cache = get_plan(pages)->cache,
  };
}

void
sal_pages_add_picture(SalientPages *pages, SalPage *page, const SalChange *change)
{
  const SalPicture picture = { page,
                               change,
                               g_ptr_array_new_with_free_func(g_free),
                               g_ptr_array_new_with_free_func(g_free),
                               g_ptr_array_new_with_free_func(g_free),
                               sal_shard_has(&pages->shard, pages->n_maps_before + pages->pictures->len),
                               NULL };
  g_array_append_val(pages->pictures, picture);
  if (pages->pictures->len > 1 && pages->repeats == NULL)
    pages->repeats = sal_repeats_new();
}

static void
add_pictures(SalientPages *pages, SalPage *page)
{
  const SalRun *run = sal_page_get_run(page);
  if (sal_page_layout_is_of_run(pages->map->layout))
    sal_pages_add_picture(pages, page, &run->total);
  else
    for (guint i = 0; i < run->changes->len; i++)
      sal_pages_add_picture(pages, page, run->changes->pdata[i]);
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

static gboolean
has_book(const SalientPages *pages)
{
  for (guint i = 0; pages->names != NULL && i < pages->names->len; i++)
    if (sal_formats_is_book(pages->names->pdata[i]))
      return TRUE;
  return FALSE;
}

/* Adds the cover of the PDF of a page's pictures, if there is to be one. */
static gboolean
add_cover(SalientPages *pages, const SalPageOptions *options, GError **error)
{
  const SalPageTemplate *template = options->template;
  const gboolean has_cover = template != NULL && template->has_cover && has_book(pages) &&
                             !sal_page_layout_is_of_run(options->layout) && options->changes->len > 0;
  SalPageOptions of_run = *options;
  of_run.layout = SAL_LAYOUT_CUMULATIVE;
  SalPage *cover = has_cover ? sal_page_new(&of_run, NULL, error) : NULL;
  g_ptr_array_add(pages->covers, cover);
  return cover != NULL || !has_cover;
}

const SalPage *
sal_pages_find_cover(const SalientPages *pages, const SalPage *page)
{
  for (guint i = 0; i < pages->pages->len && i < pages->covers->len; i++)
    if (pages->pages->pdata[i] == page)
      return pages->covers->pdata[i];
  return NULL;
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
  if (!sal_own_rasters_report(options->own_layers, pages->pages->len == 1 ? pages->remarks : NULL, error))
    return FALSE;
  add_pictures(pages, page);
  return add_cover(pages, options, error);
}

/* Hands over all regions and their changes, and frames those that are concerned. */
static void
set_regions(const SalientPages *pages, const SalMapPlan *map, SalPageOptions *options)
{
  options->regions = pages->changes->series->plan->settings.regions;
  options->region_changes = pages->changes->changes->changes;
  g_autoptr(SalRegionSurvey) survey =
      sal_region_survey_new(options->regions, options->region_changes, options->class_name, options->words);
  const SalBox box = sal_extent_find_regions(options->regions, survey->is_concerned);
  if (map->options->extent == NULL && !sal_box_is_empty(box))
    options->extent = box;
}

SalPageOptions
sal_pages_make_class_options(const SalientPages *pages, const SalMapPlan *map, const GPtrArray *changes,
                             guint index)
{
  const SalSettings *settings = &pages->changes->series->plan->settings;
  const SalClasses *classes = settings->classes;
  SalPageOptions options = sal_pages_make_options(pages, map, changes, sal_classes_get_names(classes)[index]);
  options.area_model = settings->area_model;
  options.rate = settings->rate;
  options.class_name = sal_classes_get_names(classes)[index];
  options.definition = sal_shown_define(pages->map->options, classes, options.class_name);
  if (sal_shown_has_holder(pages->map->options, classes, options.class_name))
    options.words = pages->map->look.party_words;
  options.steps = sal_changes_find_steps(pages->changes->changes, get_series(pages), options.class_name);
  options.theatre = pages->theatre;
  if (g_strcmp0(map->options->place_marks, "none") != 0)
    options.holdings = pages->changes->changes->holdings;
  options.max_bytes = settings->change.overlay.max_bytes;
  if (sal_page_layout_has_regions(map->layout))
    set_regions(pages, map, &options);
  else if (sal_look_tables_regions(&map->look))
    options.region_changes = pages->changes->changes->changes;
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
  SalPageOptions options = sal_pages_make_class_options(pages, pages->map, changes, index);
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

/* The plan of the map with these options, and its number; NULL: of the first map. */
static const SalMapPlan *
find_map(const SalPlan *plan, const SalientOptions *options, guint *number)
{
  for (*number = 0; *number < plan->maps->len; (*number)++) {
    const SalMapPlan *map = plan->maps->pdata[*number];
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

/* Finds where fronts can lie, for maps of them. */
static gboolean
prepare_fronts(SalientPages *pages, GError **error)
{
  if (pages->map->layout == SAL_LAYOUT_FRONTS)
    pages->theatre = sal_theatre_load(pages->changes->series->plan, get_series(pages), "layout", error);
  return pages->map->layout != SAL_LAYOUT_FRONTS || pages->theatre != NULL;
}

SalientPages *
salient_pages_new(SalientChanges *changes, SalientOptions *map, GError **error)
{
  if (changes == NULL) {
    sal_error_set(error, SAL_ERROR_USAGE, "pages: expected changes that were computed, got NULL");
    return NULL;
  }
  const SalPlan *plan = changes->series->plan;
  guint number;
  const SalMapPlan *map_plan = find_map(plan, map, &number);
  if (map_plan == NULL) {
    sal_error_set(error, SAL_ERROR_USAGE,
                  "pages: expected changes made from options of render, and one of their maps, "
                  "got those of %s",
                  salient_task_get_name(plan->options->task));
    return NULL;
  }
  g_autoptr(SalientPages) pages = sal_pages_new(map_plan, map_plan->options->outputs);
  pages->changes = salient_changes_ref(changes);
  pages->shard = plan->shard;
  pages->n_maps_before = number;
  if (prepare_sentences(pages, error) && prepare_fronts(pages, error) && make_pages(pages, error))
    return g_steal_pointer(&pages);
  sal_options_tell(map_plan->options, error);
  return NULL;
}

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

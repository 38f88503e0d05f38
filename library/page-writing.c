/* Encodes the pictures of pages, and writes them to files with their films and reports. */
#include "library/fingerprint.h"
#include "library/formats.h"
#include "library/page-films.h"
#include "library/page-made.h"
#include "library/page-names.h"
#include "library/page-reports.h"
#include "library/picture-record.h"

#include "data/base/error.h"
#include "data/table/compare-context.h"
#include "render/drawing/digest.h"
#include "render/drawing/fonts.h"
#include "render/page/told.h"

#include <string.h>

/* Lets a drawing say what it rests on. */
static void
set_record(const SalientPages *pages, const SalPicture *picture, SalDrawing *drawing)
{
  g_autofree char *record = sal_picture_make_record(pages, picture, drawing);
  sal_drawing_set_record(drawing, record);
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
  if (drawing != NULL)
    set_record(pages, sal_pages_get_picture(pages, page), drawing);
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

/* The pictures that are drawn. */
typedef struct {
  const SalientPages *pages;
  GArray *numbers; /* guint */
} Own;

/* A piece of work: draws a page and writes all its files. */
static gboolean
write_page(guint number, gpointer data, GError **error)
{
  const Own *own = data;
  const SalientPages *pages = own->pages;
  const guint index = g_array_index(own->numbers, guint, number);
  SalPicture *picture = sal_pages_get_picture(pages, index);
  g_autoptr(SalDrawing) drawing = sal_pages_draw(pages, index, error);
  if (drawing == NULL)
    return FALSE;
  sal_drawing_report_fonts(drawing, picture->remarks);
  for (guint i = 0; i < sal_drawing_get_remarks(drawing)->len; i++)
    g_ptr_array_add(picture->remarks, g_strdup(sal_drawing_get_remarks(drawing)->pdata[i]));
  sal_page_made_add_drawing(pages, drawing);
  set_record(pages, picture, drawing);
  g_autofree char *digest = pages->renewal != NULL ? sal_drawing_digest(drawing) : NULL;
  for (guint i = 0; i < pages->names->len; i++)
    if (is_picture(pages->names->pdata[i]) &&
        !write_picture(pages, picture, drawing, digest, pages->names->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
write_pictures(const SalientPages *pages, const SalWork *work, GError **error)
{
  g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(guint));
  Own own = { pages, numbers };
  for (guint i = 0; i < pages->pictures->len; i++)
    if (sal_pages_get_picture(pages, i)->is_own)
      g_array_append_val(numbers, i);
  return numbers->len == 0 || !has_pictures(pages) ||
         sal_work_run(work, numbers->len, write_page, &own, error);
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
  for (guint i = 0; i < pages->pictures->len && sal_shard_has_whole(&pages->shard); i++) {
    const SalPicture *picture = sal_pages_get_picture(pages, i);
    for (guint j = 0; j < picture->written->len; j++)
      if (sal_page_name_is_film(picture->written->pdata[j]))
        add_once(pages->files, picture->written->pdata[j]);
  }
}

static void
add_compared_printed(const GPtrArray *printed, const SalChange *state, SalJson *json)
{
  sal_picture_add_compared_json(json, state);
  if (printed != NULL)
    sal_printed_add_json(json, printed, TRUE);
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
    const SalComparedMap map = { picture->change->period.name,
                                 picture->change->class_name,
                                 g_ptr_array_ref(picture->written),
                                 frame.extent,
                                 g_intern_string(frame.crs),
                                 frame.scale,
                                 picture->change,
                                 picture->printed != NULL ? g_ptr_array_ref(picture->printed) : NULL,
                                 add_compared_printed };
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

/* Whether a shard writes the file of a picture, or one that shows it beside others. */
static gboolean
is_own_file(const SalientPages *pages, const SalPicture *picture, const char *pattern)
{
  return is_picture(pattern) ? picture->is_own : sal_shard_has_whole(&pages->shard);
}

/* Checks that the files of a shard are not there yet, before it draws one. Others have been checked before data were read. */
static gboolean
check_own_files(const SalientPages *pages, GError **error)
{
  const SalOutputRules rules = sal_options_get_output_rules(pages->map->options);
  if (!sal_shard_is_part(&pages->shard) || pages->renewal != NULL)
    return TRUE;
  for (guint i = 0; i < pages->pictures->len; i++)
    for (guint j = 0; j < pages->names->len; j++) {
      const SalPicture *picture = sal_pages_get_picture(pages, i);
      const char *pattern = pages->names->pdata[j];
      const SalPeriod *period = sal_page_name_is_film(pattern)
                                    ? &sal_page_get_run(picture->page)->total.period
                                    : &picture->change->period;
      g_autofree char *path = sal_page_name_expand(pages->map, pattern, period, picture->change->class_name,
                                                   picture->change->region);
      if (is_own_file(pages, picture, pattern) && !sal_output_check(path, &rules, error))
        return FALSE;
    }
  return TRUE;
}

/* Of several maps a shard may have some, and of the others nothing. */
static void
remark_shard(SalientPages *pages)
{
  guint n_own = 0;
  if (!sal_shard_is_part(&pages->shard) || pages->changes->series->plan->maps->len > 1)
    return;
  for (guint i = 0; i < pages->pictures->len; i++)
    n_own += sal_pages_get_picture(pages, i)->is_own ? 1 : 0;
  if (!has_pictures(pages) && !sal_shard_has_whole(&pages->shard))
    g_ptr_array_add(pages->remarks,
                    g_strdup_printf("shard %u/%u writes nothing: films and reports are written by shard 1",
                                    pages->shard.number, pages->shard.count));
  else if (n_own == 0 && pages->pictures->len > 0)
    g_ptr_array_add(pages->remarks, sal_shard_describe_none(&pages->shard, pages->pictures->len, "picture"));
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
  const gboolean drawn = check_own_files(pages, error) && write_pictures(pages, &work, error) &&
                         sal_page_films_write(pages, &work, error);
  collect(pages);
  const gboolean written = drawn && sal_page_reports_write(pages, error);
  if (written)
    remark_shard(pages);
  if (written && sal_page_made_is_wanted(pages))
    sal_page_made_add(pages);
  return written || sal_options_tell(pages->map->options, error);
}

/* What pages cost: 36 small multiples on A3 as PNG at 300 dpi and as PDF, 36 periods on a cumulative map, and
 * 24 maps of 1600 x 1200, of the run that tests/pages makes by a formula; in this process, each with all that
 * its pages share, and as the whole process of the program (bench-pages SALIENT). Of several runs on all
 * cores the quickest and the median by the clock, and the least processor time, which a busy machine changes
 * less. */
#include "../pages/synthetic.h"
#include "data/base/work.h"
#include "render/page/extent.h"
#include "render/page/page.h"
#include "render/write/writer.h"
#include "styles/loader.h"

#include <glib/gstdio.h>
#include <sys/resource.h>

#define N_RUNS 5
#define N_MULTIPLES 36
#define N_MAPS 24

static SalAreaModel *model;
static SalStyle *style;

typedef struct {
  const char *name;
  SalPageLayout layout;
  guint n_months;
  int width_px, height_px;
  double dpi;
  gboolean is_pdf;
  const char *size; /* as the program's options say it */
} Job;

#define A3 "--width-mm 420 --height-mm 297"
static const Job JOBS[] = {
  { "36 small multiples, A3, PNG of 300 dpi", SAL_LAYOUT_GRID, N_MULTIPLES, 4961, 3508, 300, FALSE,
    "--layout grid " A3 },
  { "36 small multiples, A3, PDF", SAL_LAYOUT_GRID, N_MULTIPLES, 4961, 3508, 300, TRUE, "--layout grid " A3 },
  { "36 months cumulative, A3, PNG of 300 dpi", SAL_LAYOUT_CUMULATIVE, N_MULTIPLES, 4961, 3508, 300, FALSE,
    "--layout cumulative " A3 },
  { "24 maps of 1600 x 1200, PNG", SAL_LAYOUT_MAP, N_MAPS, 1600, 1200, 144, FALSE, "--size 1600x1200" },
};

/* The pages of one job. */
typedef struct {
  const Job *job;
  const SalPage *page;
  const SalRun *run;
} Pages;

static gboolean
write_page(guint index, gpointer data, GError **error)
{
  const Pages *pages = data;
  const SalChange *change = pages->run->changes->pdata[index];
  g_autoptr(SalDrawing) drawing = sal_page_draw(pages->page, change, error);
  if (drawing == NULL)
    return FALSE;
  g_autoptr(GBytes) bytes = pages->job->is_pdf
                                ? sal_pdf_write(drawing, SAL_TEXT_REAL, NULL, error)
                                : sal_png_write(drawing,
                                                &(SalPngOptions){ .width_px = pages->job->width_px,
                                                                  .height_px = pages->job->height_px },
                                                error);
  return bytes != NULL;
}

static void
make_pages(const Job *job, const GPtrArray *changes)
{
  g_autoptr(GError) error = NULL;
  const SalPageOptions options = { .width_mm = job->width_px / job->dpi * 25.4,
                                   .height_mm = job->height_px / job->dpi * 25.4,
                                   .style = style,
                                   .layout = job->layout,
                                   .n_callouts = SAL_PAGE_AUTO_CALLOUTS,
                                   .has_callout_names = TRUE,
                                   .names_countries = TRUE,
                                   .names_regions = TRUE,
                                   .has_locator = TRUE,
                                   .extent = sal_page_find_extent(changes, NULL),
                                   .class_name = g_intern_static_string("control"),
                                   .area_model = model,
                                   .changes = changes };
  g_autoptr(SalPage) page = sal_page_new(&options, NULL, &error);
  g_assert_no_error(error);
  Pages pages = { job, page, sal_page_get_run(page) };
  const guint n = sal_page_layout_is_of_run(job->layout) ? 1 : pages.run->changes->len;
  sal_work_run(NULL, n, write_page, &pages, &error);
  g_assert_no_error(error);
}

static void
run_program(const Job *job, const char *salient, const char *folder)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *out = g_build_filename(folder, job->is_pdf ? "{period}.pdf" : "{period}.png", NULL);
  g_autofree char *last = g_strdup_printf("%d-12", 2021 + (int)job->n_months / 12);
  g_autofree char *options = g_strdup_printf("%s --from 2022-01 --to %s", job->size, last);
  g_auto(GStrv) words = g_strsplit(options, " ", -1);
  g_autoptr(GPtrArray) command = g_ptr_array_new();
  const char *const first[] = { salient, "render", folder, "-q", "--overwrite", "-o", out };
  for (guint i = 0; i < G_N_ELEMENTS(first); i++)
    g_ptr_array_add(command, (gpointer)first[i]);
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add(command, words[i]);
  g_ptr_array_add(command, NULL);
  int status;
  g_spawn_sync(NULL, (char **)command->pdata, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL,
               &status, &error);
  g_assert_no_error(error);
  g_assert_true(g_spawn_check_wait_status(status, &error));
}

static int
compare_times(gconstpointer a, gconstpointer b)
{
  const gint64 x = *(const gint64 *)a, y = *(const gint64 *)b;
  return (x > y) - (x < y);
}

/* Processor time so far, in microseconds, of this process or of those it has started. */
static gint64
get_cpu_time(int whose)
{
  struct rusage usage;
  getrusage(whose, &usage);
  return (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * G_USEC_PER_SEC + usage.ru_utime.tv_usec +
         usage.ru_stime.tv_usec;
}

/* Of N_RUNS runs, of the program unless it is NULL. */
static void
measure(const Job *job, const GPtrArray *changes, const char *salient, const char *folder)
{
  const int whose = salient == NULL ? RUSAGE_SELF : RUSAGE_CHILDREN;
  gint64 times[N_RUNS], cpu_times[N_RUNS];
  for (guint i = 0; i < N_RUNS; i++) {
    const gint64 start = g_get_monotonic_time(), cpu_start = get_cpu_time(whose);
    if (salient == NULL)
      make_pages(job, changes);
    else
      run_program(job, salient, folder);
    times[i] = g_get_monotonic_time() - start;
    cpu_times[i] = get_cpu_time(whose) - cpu_start;
  }
  qsort(times, N_RUNS, sizeof *times, compare_times);
  qsort(cpu_times, N_RUNS, sizeof *cpu_times, compare_times);
  g_print("| %-42s | %-13s | %5.2f | %5.2f | %5.2f |\n", job->name,
          salient == NULL ? "in-process" : "whole process", (double)times[0] / 1e6,
          (double)times[N_RUNS / 2] / 1e6, (double)cpu_times[0] / 1e6);
}

static void
append_ring(GString *json, const SalGeometry *polygons, guint part)
{
  guint n;
  const SalPoint *points = sal_geometry_get_part(polygons, part, &n);
  char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];
  for (guint i = 0; i < n; i++)
    g_string_append_printf(json, "%s[%s,%s]", i > 0 ? "," : "",
                           g_ascii_formatd(x, sizeof x, "%.7f", points[i].x),
                           g_ascii_formatd(y, sizeof y, "%.7f", points[i].y));
}

/* A snapshot's control areas as a file that the program reads. */
static void
write_snapshot(const char *folder, SalDay day, const SalGeometry *polygons)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) json =
      g_string_new("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\","
                   "\"properties\":{},\"geometry\":{\"type\":\"MultiPolygon\","
                   "\"coordinates\":[");
  for (guint i = 0; i < sal_geometry_get_n_polygons(polygons); i++) {
    guint n_parts;
    const guint first = sal_geometry_get_polygon(polygons, i, &n_parts);
    g_string_append(json, i > 0 ? ",[" : "[");
    for (guint part = first; part < first + n_parts; part++) {
      g_string_append(json, part > first ? ",[" : "[");
      append_ring(json, polygons, part);
      g_string_append_c(json, ']');
    }
    g_string_append_c(json, ']');
  }
  g_string_append(json, "]}}]}");
  int year, month, day_of_month;
  sal_day_to_civil(day, &year, &month, &day_of_month);
  g_autofree char *path = g_strdup_printf("%s/%04d-%02d-%02d.geojson", folder, year, month, day_of_month);
  g_file_set_contents(path, json->str, (gssize)json->len, &error);
  g_assert_no_error(error);
}

static char *
write_archive(const GPtrArray *changes)
{
  g_autoptr(GError) error = NULL;
  char *folder = g_dir_make_tmp("bench-pages-XXXXXX", &error);
  g_assert_no_error(error);
  const char *control = g_intern_static_string("control");
  for (guint i = 0; i < changes->len; i++) {
    const SalChange *change = changes->pdata[i];
    if (change->class_name != control)
      continue;
    write_snapshot(folder, change->period.from, sal_snapshot_get_polygons(change->from, control));
    write_snapshot(folder, change->period.to, sal_snapshot_get_polygons(change->to, control));
  }
  return folder;
}

static void
remove_folder(const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_unlink(path);
  }
  g_rmdir(folder);
}

int
main(int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  model = sal_area_model_new("ellipsoid", &error);
  style = sal_style_load("default", &error);
  g_assert_no_error(error);
  g_autoptr(GPtrArray) run = synthetic_run_new(N_MULTIPLES, model),
                       shorter = synthetic_run_new(N_MAPS, model);
  g_autofree char *folder = write_archive(run);
  g_print("| what | where | least s | median s | least processor s |\n|---|---|--:|--:|--:|\n");
  for (guint i = 0; i < G_N_ELEMENTS(JOBS); i++) {
    measure(&JOBS[i], JOBS[i].n_months == N_MAPS ? shorter : run, NULL, NULL);
    if (argc > 1)
      measure(&JOBS[i], NULL, argv[1], folder);
  }
  remove_folder(folder);
  sal_style_free(style);
  sal_area_model_free(model);
  return 0;
}

/* From a folder of dated files to a picture of the first month:
 *
 *     cc render.c $(pkg-config --cflags --libs salient) -o render && ./render daily/ month.png */
#include <salient.h>

static int
fail(const GError *error)
{
  g_printerr("%s\n", error->message);
  return 1;
}

int
main(int argc, char **argv)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(SalientOptions) options = salient_options_new(SALIENT_RENDER);
  if (argc != 3 || !salient_options_set(options, "sources", argv[1], &error))
    return error != NULL ? fail(error) : 2;
  g_autoptr(SalientSeries) series = salient_series_open(options, &error);
  g_autoptr(SalientChanges) changes = series != NULL ? salient_changes_compute(series, &error) : NULL;
  g_autoptr(SalientPages) pages = changes != NULL ? salient_pages_new(changes, NULL, &error) : NULL;
  g_autoptr(GBytes) png = pages != NULL ? salient_pages_encode(pages, 0, "png", &error) : NULL;
  if (png == NULL)
    return fail(error);
  const SalientRow *row = salient_changes_get_row(changes, 0);
  g_print("%s: gained %.3f km2, lost %.3f km2\n", row->period, row->gained_km2, row->lost_km2);
  return g_file_set_contents(argv[2], g_bytes_get_data(png, NULL), (gssize)g_bytes_get_size(png), &error)
             ? 0
             : fail(error);
}

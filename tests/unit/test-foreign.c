/* Libraries that are loaded when they are needed. */
#include "data/base/foreign.h"

#include "data/base/error.h"
#include "data/geometry/proj.h"
#include "data/source/gdal.h"

#include <string.h>

typedef double (*Cosine)(double);

static void
loads_functions_by_name(void)
{
  static const char *const names[] = { "sin", "cos", NULL };
  gpointer functions[2] = { NULL };
  SalForeign maths = { .name = "mathematics", .soname = "libm.so.6", .names = names, .functions = functions };
  g_autoptr(GError) error = NULL;
  g_assert_true(sal_foreign_load(&maths, &error));
  g_assert_no_error(error);
  g_assert_true(sal_foreign_load(&maths, NULL));
  Cosine cosine = NULL;
  memcpy(&cosine, &functions[1], sizeof cosine);
  g_assert_cmpfloat(cosine(0), ==, 1);
}

static void
names_a_library_that_is_missing(void)
{
  static const char *const names[] = { "sin", NULL };
  gpointer function = NULL;
  SalForeign none = { .name = "None", .soname = "libnone.so.1", .names = names, .functions = &function };
  for (guint turn = 0; turn < 2; turn++) {
    g_autoptr(GError) error = NULL;
    g_assert_false(sal_foreign_load(&none, &error));
    g_assert_error(error, SAL_ERROR, SAL_ERROR_IO);
    g_assert_cmpstr(error->message, ==,
                    "None: expected the library 'libnone.so.1', got none that can be loaded");
  }
}

static void
names_a_function_that_is_missing(void)
{
  static const char *const names[] = { "sin", "sinister", "cos", NULL };
  gpointer functions[3] = { NULL };
  SalForeign maths = { .name = "mathematics", .soname = "libm.so.6", .names = names, .functions = functions };
  g_autoptr(GError) error = NULL;
  g_assert_false(sal_foreign_load(&maths, &error));
  g_assert_error(error, SAL_ERROR, SAL_ERROR_IO);
  g_assert_cmpstr(error->message, ==,
                  "mathematics: expected the function 'sinister' in the library 'libm.so.6', got none");
}

/* Each function stands at its own name, whatever the order of the lists. */
static void
finds_each_function_of_gdal_and_proj(void)
{
  g_assert_true(sal_gdal_load(NULL));
  g_assert_true(sal_proj_load(NULL));
  g_assert_true(sal_gdal()->GDALGetDriverByName == (GDALGetDriverByName));
  g_assert_true(sal_gdal()->VSIStatL == (VSIStatL));
  g_assert_true(sal_proj()->geod_init == (geod_init));
  g_assert_true(sal_proj()->proj_trans_generic == (proj_trans_generic));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/foreign/loads-functions-by-name", loads_functions_by_name);
  g_test_add_func("/foreign/names-a-library-that-is-missing", names_a_library_that_is_missing);
  g_test_add_func("/foreign/names-a-function-that-is-missing", names_a_function_that_is_missing);
  g_test_add_func("/foreign/finds-each-function-of-gdal-and-proj", finds_each_function_of_gdal_and_proj);
  return g_test_run();
}

/* Days by their texts, for the tests of dates. */
#pragma once

#include "data/base/error.h"
#include "data/dates/calendar.h"

#include <string.h>

static inline SalDay
day(const char *text)
{
  SalDay read = SAL_DAY_NONE;
  g_autoptr(GError) error = NULL;
  sal_day_parse(text, &read, &error);
  g_assert_no_error(error);
  return read;
}

static inline void
assert_day(SalDay got, const char *expected)
{
  g_autofree char *text = sal_day_format(got);
  g_assert_cmpstr(text, ==, expected);
}

/* The message of a failure, after checking its code. */
static inline const char *
assert_fails(const GError *error, SalError code)
{
  g_assert_error(error, SAL_ERROR, (int)code);
  g_assert_null(strchr(error->message, '\n'));
  return error->message;
}

#define assert_contains(text, part) g_assert_nonnull(strstr(text, part))

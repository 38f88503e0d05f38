/* Published figures beside those of a run. Without any (NULL) nothing is added. */
#pragma once

#include "data/base/json.h"
#include "data/change/published-search.h"
#include "data/table/table-columns.h"

/* Adds the columns published_km2, published_difference_km2 and published_explained_by of CSV. Rows that no figure is of have
 * nothing in them. */
void sal_published_add_columns(const SalPublishedMatches *matches, SalTableColumns *columns);

/* The member "published" of all. */
void sal_published_add_json(const SalPublishedMatches *matches, const char *before_option, SalJson *json);

/* A table, a row for each figure. */
void sal_published_append_text_table(const SalTableContext *context, GString *text);
void sal_published_append_markdown_table(const SalTableContext *context, GString *text);
/* Lines below: how many agree, what was tried, how the columns were read. */
void sal_published_append_text(const SalPublishedMatches *matches, GString *text);

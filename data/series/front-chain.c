/* Closes one snapshot after another under a lock, and keeps of each the points that sal_front_close()
 * reports. */
#include "data/series/front-chain.h"

#include "data/base/error.h"

#include <math.h>

struct _SalFrontChain {
  const SalClasses *classes;
  const SalGeometry *territory;
  gboolean strict;
  GMutex lock;
  SalFrontLink *first; /* of all snapshots if none depends on another */
  GPtrArray *links;    /* SalFrontLink, of the snapshots closed so far */
  GPtrArray *held;     /* SalGeometry, of each class after those; NULL: had no lines yet */
  GError *fault;       /* of the snapshot after those; NULL: not tried yet */
};

static void
free_link(gpointer data)
{
  SalFrontLink *link = data;
  g_free(link->fronts);
  g_ptr_array_unref(link->points);
  g_ptr_array_unref(link->choices);
  g_free(link);
}

static SalFrontLink *
new_link(SalFrontOptions first, guint n_classes)
{
  SalFrontLink *link = g_new0(SalFrontLink, 1);
  link->fronts = g_new(SalFrontOptions, n_classes);
  for (guint i = 0; i < n_classes; i++)
    link->fronts[i] = first;
  link->agreement = link->least = NAN;
  link->points = g_ptr_array_new_with_free_func((GDestroyNotify)sal_geometry_free);
  link->choices = g_ptr_array_new_with_free_func(g_free);
  return link;
}

SalFrontChain *
sal_front_chain_new(SalFrontOptions first, const SalClasses *classes, const SalGeometry *territory,
                    gboolean strict)
{
  const guint n_classes = sal_classes_get_n(classes);
  SalFrontChain *chain = g_new0(SalFrontChain, 1);
  chain->classes = classes;
  chain->territory = territory;
  chain->strict = strict;
  g_mutex_init(&chain->lock);
  chain->first = new_link(first, n_classes);
  chain->links = g_ptr_array_new_with_free_func(free_link);
  chain->held = g_ptr_array_new_with_free_func((GDestroyNotify)sal_geometry_free);
  g_ptr_array_set_size(chain->held, (int)n_classes);
  return chain;
}

void
sal_front_chain_free(SalFrontChain *chain)
{
  if (chain == NULL)
    return;
  g_mutex_clear(&chain->lock);
  free_link(chain->first);
  g_ptr_array_unref(chain->links);
  g_ptr_array_unref(chain->held);
  g_clear_error(&chain->fault);
  g_free(chain);
}

static gboolean
check_agreement(const SalFrontChain *chain, const SalFrontReport *report, GError **error)
{
  return !chain->strict || report->agreement >= SAL_FRONT_WEAK_AGREEMENT ||
         sal_error_set(
             error, SAL_ERROR_GEOMETRY,
             "side: expected a part of the territory of which %g %% or more stays as in the snapshot "
             "before (" SAL_OPTION("strict") "), got %.1f %% near (%.6f, %.6f): " SAL_OPTION(
                 "side") " with a point that the holder has on every date needs no snapshot before",
             SAL_FRONT_WEAK_AGREEMENT * 100, report->agreement * 100, report->weakest.x, report->weakest.y);
}

/* Closes the lines of one class, and notes in link how it was done and in chain what is held for the next
 * one. */
static gboolean
close_class(SalFrontChain *chain, guint class_index, const SalGeometry *lines, SalFrontLink *link)
{
  SalGeometry *before = chain->held->pdata[class_index];
  SalFrontOptions options = link->fronts[class_index];
  g_auto(SalFrontReport) report = { NULL };
  if (before != NULL)
    options.side = (SalSide){ .kind = SAL_SIDE_BEFORE, .places = before };
  SalGeometry *held = sal_front_close(lines, chain->territory, &options, &report, &chain->fault);
  if (held == NULL)
    return FALSE;
  sal_geometry_free(before);
  chain->held->pdata[class_index] = held;
  if (report.points == NULL)
    return TRUE;
  if (!check_agreement(chain, &report, &chain->fault))
    return FALSE;
  link->agreement = fmin(link->agreement, report.agreement);
  link->fronts[class_index].side = (SalSide){ .kind = SAL_SIDE_POINTS, .places = report.points };
  g_ptr_array_add(link->points, g_steal_pointer(&report.points));
  g_ptr_array_extend_and_steal(link->choices, g_steal_pointer(&report.choices));
  return TRUE;
}

static void
blame_class(const SalClasses *classes, guint class_index, GError **error)
{
  g_autofree char *quoted = sal_error_quote(sal_classes_get_names(classes)[class_index]);
  if (sal_classes_are_defined(classes))
    g_prefix_error(error, "class '%s': ", quoted);
}

/* Takes over how sure the links are on which a new one rests. */
static void
rest_on_last(const SalFrontChain *chain, SalFrontLink *link)
{
  const guint n = chain->links->len;
  const SalFrontLink *last = n > 0 ? chain->links->pdata[n - 1] : NULL;
  link->least = link->agreement;
  link->weakest = n;
  link->first_weak = n;
  link->n_weak = link->agreement < SAL_FRONT_WEAK_AGREEMENT;
  if (last == NULL)
    return;
  link->n_weak += last->n_weak;
  if (last->n_weak > 0)
    link->first_weak = last->first_weak;
  if (isnan(link->least) || last->least <= link->least) {
    link->least = last->least;
    link->weakest = last->weakest;
  }
}

/* Adds the link of the next snapshot, or sets the fault. A class without lines stays as it was. */
static void
extend(SalFrontChain *chain, SalFrontLoadFunc load, gconstpointer data)
{
  g_autofree char *place = NULL;
  g_autoptr(GPtrArray) fronts = load(data, chain->links->len, &place, &chain->fault);
  if (fronts == NULL)
    return;
  SalFrontLink *link = new_link(chain->first->fronts[0], fronts->len);
  for (guint i = 0; i < fronts->len && chain->fault == NULL; i++) {
    if (sal_geometry_is_empty(fronts->pdata[i]) || close_class(chain, i, fronts->pdata[i], link))
      continue;
    blame_class(chain->classes, i, &chain->fault);
    g_prefix_error(&chain->fault, "%s: ", place);
  }
  if (chain->fault != NULL) {
    free_link(link);
    return;
  }
  rest_on_last(chain, link);
  g_ptr_array_add(chain->links, link);
}

const SalFrontLink *
sal_front_chain_follow(SalFrontChain *chain, guint index, SalFrontLoadFunc load, gconstpointer data,
                       GError **error)
{
  if (!chain->first->fronts[0].side.then_previous)
    return chain->first;
  g_mutex_lock(&chain->lock);
  while (chain->links->len <= index && chain->fault == NULL)
    extend(chain, load, data);
  const SalFrontLink *link = index < chain->links->len ? chain->links->pdata[index] : NULL;
  if (link == NULL && error != NULL)
    *error = g_error_copy(chain->fault);
  g_mutex_unlock(&chain->lock);
  return link;
}

/* What is held may already be that of the snapshot, at least of some classes, so that all are closed anew. */
void
sal_front_chain_leave_out(SalFrontChain *chain)
{
  g_clear_error(&chain->fault);
  g_ptr_array_set_size(chain->links, 0);
  for (guint i = 0; i < chain->held->len; i++)
    g_clear_pointer((SalGeometry **)&chain->held->pdata[i], sal_geometry_free);
}

gboolean
sal_front_chain_is_linked(const SalFrontChain *chain)
{
  return chain->first->fronts[0].side.then_previous;
}

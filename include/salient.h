/* Salient: change of territory over time, measured and mapped. The public C API, on which the program itself
 * is written. Each header says what its noun is, who owns what, units and errors. */
#pragma once

#define SAL_VERSION "0.1.0"

#include "data/area.h"
#include "data/calendar.h"
#include "data/change.h"
#include "data/changed-area.h"
#include "data/crs.h"
#include "data/error.h"
#include "data/front.h"
#include "data/geometry.h"
#include "data/json.h"
#include "data/noise.h"
#include "data/output.h"
#include "data/overlay.h"
#include "data/series.h"
#include "data/snapshot.h"
#include "data/source.h"
#include "data/table.h"
#include "data/vector.h"
#include "data/work.h"
#include "render/drawing.h"
#include "render/page.h"
#include "render/text.h"
#include "render/writer.h"
#include "styles/style.h"

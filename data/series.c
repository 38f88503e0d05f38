#include "data/series.h"

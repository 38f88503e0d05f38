#include "render/basemap.h"

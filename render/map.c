#include "render/map.h"

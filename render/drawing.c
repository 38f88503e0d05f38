#include "render/drawing.h"

#include "render/labels.h"

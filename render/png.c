#include "render/writer.h"

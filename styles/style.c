#include "styles/style.h"

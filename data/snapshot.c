#include "data/snapshot.h"

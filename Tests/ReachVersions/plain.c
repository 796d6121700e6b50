#define VERSION plain
#define EVERY_VECTOR
#include "version.h"

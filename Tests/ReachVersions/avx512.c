#if defined(__x86_64__)
#define VERSION avx512
#define EVERY_VECTOR __attribute__((target("arch=x86-64-v4")))
#include "version.h"
#endif

#if defined(__x86_64__)
#define VERSION avx2
#define EVERY_VECTOR __attribute__((target("avx2")))
#include "version.h"
#endif

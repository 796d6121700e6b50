#include "reach_versions.h"
#include <stddef.h>

extern const struct reach_version plain_version;
#if defined(__x86_64__)
extern const struct reach_version avx2_version, avx512_version;

int reach_version_count(void) { return 3; }

const struct reach_version *reach_version_at(int number) {
  __builtin_cpu_init();
  if (number == 0) return &plain_version;
  if (number == 1) return __builtin_cpu_supports("avx2") ? &avx2_version : NULL;
  const int is_v4 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                    __builtin_cpu_supports("avx512cd") && __builtin_cpu_supports("avx512dq") &&
                    __builtin_cpu_supports("avx512vl");
  return number == 2 && is_v4 ? &avx512_version : NULL;
}
#else
int reach_version_count(void) { return 1; }

const struct reach_version *reach_version_at(int number) { return number == 0 ? &plain_version : NULL; }
#endif

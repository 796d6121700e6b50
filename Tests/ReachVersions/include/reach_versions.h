#ifndef REACH_VERSIONS_H
#define REACH_VERSIONS_H
#include <reach.h>

/// The loops of CReach as the compiler makes them for one width of vectors.
struct reach_version {
  const char *name;
  void (*make_shapes)(const struct reach_piece *pieces, long count, struct reach_shape *shapes);
  void (*gather)(const struct reach_shape *shapes, const int32_t *numbers, long count, struct reach_eight *eights);
  void (*lowest)(const struct reach_eight *eights, long count, const float *x, const float *y, long places,
                 float *lowest);
  void (*units)(const struct reach_eight *eights, long count, float west, float south, float unit, float *distances,
                float *reaches, float *lowest);
  int32_t (*near_units)(const float *distances, const float *reaches, long count, const float *lowest, float radius,
                        uint8_t *near, float *finest);
  void (*boxes)(const struct reach_shape *shapes, long count, float side, struct reach_box *boxes);
  long (*find_near)(const struct reach_shape *shapes, const struct reach_box *boxes, const int32_t *numbers,
                    long count, const struct reach_table *table, float *highest, struct reach_near *near);
  void (*sort)(const struct reach_near *near, long count, int32_t row_places, long places, int32_t *firsts,
               int32_t *ends, int32_t *sorted);
};

/// How many versions there are; the plain one is the first.
int reach_version_count(void);

/// The version of a number; a null pointer where this processor does not run it.
const struct reach_version *reach_version_at(int number);

#endif

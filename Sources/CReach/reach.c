// The innermost loops of service areas, in C for one reason: the compiler makes a version of each for wider vectors
// and takes the widest that the processor has. Every version does the same operations in the same order, so all give
// the same bits; nothing may be contracted.
#include "reach.h"
#include <math.h>

#pragma STDC FP_CONTRACT OFF

#if defined(__x86_64__) && defined(__gnu_linux__)
#define EVERY_VECTOR __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define EVERY_VECTOR
#endif

typedef float four __attribute__((ext_vector_type(4)));
typedef int32_t four_numbers __attribute__((ext_vector_type(4)));
typedef float eight __attribute__((ext_vector_type(8)));
typedef float four_at_any __attribute__((ext_vector_type(4), aligned(4)));
typedef float eight_at_any __attribute__((ext_vector_type(8), aligned(4)));

// The signed distances of one shape at several places, and the reaches where they are decided. A macro, for a function
// could not be inlined into every version.
#define DISTANCES(VECTOR, shape, px, py, distance, reached)                                                          \
  VECTOR qx = (px) - (shape)->x, qy = (py) - (shape)->y;                                                             \
  VECTOR along = qx * (shape)->dx + qy * (shape)->dy;                                                                \
  VECTOR across = __builtin_elementwise_abs(qx * (shape)->dy - qy * (shape)->dx);                                    \
  VECTOR best = along + across * (shape)->tangent;                                                                   \
  best = 0 > best ? (VECTOR)0 : best;                                                                                \
  best = (shape)->length < best ? (VECTOR)(shape)->length : best;                                                    \
  VECTOR beyond = along - best;                                                                                      \
  VECTOR reached = best * (shape)->slope + (shape)->reach;                                                           \
  VECTOR distance = __builtin_elementwise_sqrt(beyond * beyond + across * across) - reached;

EVERY_VECTOR
void reach_lowest(const struct reach_shape *shapes, long count, const float *x, const float *y, long places,
                  float *lowest) {
  long at = 0;
  for (; at + 8 <= places; at += 8) {
    eight px = *(const eight_at_any *)(x + at), py = *(const eight_at_any *)(y + at), least = INFINITY;
    for (long index = 0; index < count; index++) {
      DISTANCES(eight, shapes + index, px, py, distance, reached)
      least = distance < least ? distance : least;
    }
    *(eight_at_any *)(lowest + at) = least;
  }
  for (; at < places; at += 4) {
    four px = *(const four_at_any *)(x + at), py = *(const four_at_any *)(y + at), least = INFINITY;
    for (long index = 0; index < count; index++) {
      DISTANCES(four, shapes + index, px, py, distance, reached)
      least = distance < least ? distance : least;
    }
    *(four_at_any *)(lowest + at) = least;
  }
}

EVERY_VECTOR
void reach_distances(const struct reach_shape *shapes, const int32_t *numbers, long count, const float *x,
                     const float *y, float *distances, float *reaches, float *lowest) {
  four px = *(const four_at_any *)x, py = *(const four_at_any *)y, least = INFINITY;
  for (long index = 0; index < count; index++) {
    DISTANCES(four, shapes + numbers[index], px, py, distance, reached)
    least = distance < least ? distance : least;
    *(four_at_any *)(distances + 4 * index) = distance;
    *(four_at_any *)(reaches + 4 * index) = reached;
  }
  *(four_at_any *)lowest = least;
}

static inline int32_t greater(int32_t a, int32_t b) { return a > b ? a : b; }
static inline int32_t smaller(int32_t a, int32_t b) { return a < b ? a : b; }

EVERY_VECTOR
long reach_find_near(const struct reach_shape *shapes, const struct reach_box *boxes, const int32_t *numbers,
                     long count, const struct reach_table *table, float *highest, struct reach_near *near) {
  const float side = table->side, radius = table->radius;
  const int32_t last = table->squares - 1, row_places = table->squares + 1;
  long found = 0;
  for (long index = 0; index < count; index++) {
    const struct reach_shape *shape = shapes + numbers[index];
    const struct reach_box *box = boxes + numbers[index];
    const int32_t west = greater(box->west - table->west, 0), east = smaller(box->east - table->west, last);
    const int32_t south = greater(box->south - table->south, 0), north = smaller(box->north - table->south, last);
    for (int32_t row = south; row <= north; row += 2) {
      four py = ((float)(table->south + row) + 0.5f) * side + (four){0, 0, side, side};
      for (int32_t column = west; column <= east; column += 2) {
        const int32_t place = row * row_places + column;
        float *low = highest + place, *high = low + row_places;
        four before = {low[0], low[1], high[0], high[1]};
        // What is covered need not be looked at.
        if (table->isSingle && __builtin_reduce_and(before <= -radius)) continue;
        four px = ((float)(table->west + column) + 0.5f) * side + (four){0, side, 0, side};
        DISTANCES(four, shape, px, py, distance, reached)
        four now = distance < before ? distance : before;
        low[0] = now[0], low[1] = now[1], high[0] = now[2], high[1] = now[3];
        four most = radius;
        if (table->isSingle) {
          most = now + 2 * radius < most ? now + 2 * radius : most;
          most = now <= -radius ? (four)-INFINITY : most;
        }
        const int32_t squares = -__builtin_reduce_add((distance <= most) * (four_numbers){1, 2, 4, 8});
        // Always written, kept where it counts.
        near[found].squares = place << 4 | squares;
        near[found].number = numbers[index];
        found += squares != 0;
      }
    }
  }
  return found;
}

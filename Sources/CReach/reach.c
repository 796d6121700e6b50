// The innermost loops of service areas, in C for one reason: the compiler makes a version of each for wider vectors
// and takes the widest that the processor has. Every version does the same operations in the same order, so all give
// the same bits; nothing may be contracted.
#include "reach.h"
#include <math.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

#if defined(__x86_64__) && defined(__gnu_linux__)
#define EVERY_VECTOR __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define EVERY_VECTOR
#endif

typedef float four __attribute__((ext_vector_type(4)));
typedef int32_t four_numbers __attribute__((ext_vector_type(4)));
typedef int32_t eight_numbers __attribute__((ext_vector_type(8)));
typedef double four_doubles __attribute__((ext_vector_type(4)));
typedef int64_t four_longs __attribute__((ext_vector_type(4)));
typedef float eight __attribute__((ext_vector_type(8)));
typedef _Bool four_bits __attribute__((ext_vector_type(4)));
typedef _Bool eight_bits __attribute__((ext_vector_type(8)));
typedef float four_at_any __attribute__((ext_vector_type(4), aligned(4)));
typedef int32_t four_numbers_at_any __attribute__((ext_vector_type(4), aligned(4)));
typedef float eight_at_any __attribute__((ext_vector_type(8), aligned(4)));

// Bit i: whether value i of the comparison holds.
#define BITS(VECTOR, comparison)                                                                                     \
  ({                                                                                                                 \
    const VECTOR holds = __builtin_convertvector(-(comparison), VECTOR);                                             \
    uint8_t bits;                                                                                                    \
    memcpy(&bits, &holds, 1);                                                                                        \
    bits;                                                                                                            \
  })

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

#define FOUR(pieces, at, field)                                                                                       \
  (four_doubles) { pieces[at[0]].field, pieces[at[1]].field, pieces[at[2]].field, pieces[at[3]].field }
#define SINGLE(vector) __builtin_convertvector(vector, four)

EVERY_VECTOR
void reach_make_shapes(const struct reach_piece *pieces, long count, struct reach_shape *shapes) {
  for (long first = 0; first < count; first += 4) {
    long at[4];
    // The last four need not be whole.
    for (int lane = 0; lane < 4; lane++) at[lane] = first + lane < count ? first + lane : count - 1;
    const four_doubles x = FOUR(pieces, at, x), y = FOUR(pieces, at, y), reach = FOUR(pieces, at, reach);
    const four_doubles end_x = FOUR(pieces, at, end_x), end_y = FOUR(pieces, at, end_y);
    const four_doubles end_reach = FOUR(pieces, at, end_reach);
    const four_doubles ex = end_x - x, ey = end_y - y;
    const four_doubles length = __builtin_elementwise_sqrt(ex * ex + ey * ey);
    const four_doubles per_length = length > 0 ? 1 / length : (four_doubles)0;
    const four_doubles slope = (end_reach - reach) * per_length;
    // Where it is not, one end's disc holds the other's.
    const four_longs is_hull = __builtin_elementwise_abs(slope) < 1;
    const four_doubles square = is_hull ? slope * slope : (four_doubles)0;
    const four dx = SINGLE((is_hull & (length > 0)) ? ex * per_length : (four_doubles)1);
    const four dy = SINGLE(is_hull ? ey * per_length : (four_doubles)0);
    const four slopes = SINGLE(is_hull ? slope : (four_doubles)0);
    const four tangents = SINGLE((is_hull ? slope : (four_doubles)0) / __builtin_elementwise_sqrt(1 - square));
    const four lengths = SINGLE(is_hull ? length : (four_doubles)0);
    const four_longs is_begin = is_hull | (slope <= 0);
    const four begins_x = SINGLE(is_begin ? x : end_x), begins_y = SINGLE(is_begin ? y : end_y);
    const four reaches = SINGLE(is_begin ? reach : end_reach);
    for (int lane = 0; lane < 4; lane++)
      shapes[at[lane]] = (struct reach_shape){begins_x[lane], begins_y[lane], dx[lane],     dy[lane],
                                              lengths[lane],  reaches[lane],  slopes[lane], tangents[lane]};
  }
}

EVERY_VECTOR
void reach_lowest(const struct reach_shape *shapes, const int32_t *numbers, long count, const float *x, const float *y,
                  long places, float *lowest) {
  long at = 0;
  for (; at + 8 <= places; at += 8) {
    eight px = *(const eight_at_any *)(x + at), py = *(const eight_at_any *)(y + at), least = INFINITY;
    for (long index = 0; index < count; index++) {
      DISTANCES(eight, shapes + numbers[index], px, py, distance, reached)
      least = distance < least ? distance : least;
    }
    *(eight_at_any *)(lowest + at) = least;
  }
  for (; at < places; at += 4) {
    four px = *(const four_at_any *)(x + at), py = *(const four_at_any *)(y + at), least = INFINITY;
    for (long index = 0; index < count; index++) {
      DISTANCES(four, shapes + numbers[index], px, py, distance, reached)
      least = distance < least ? distance : least;
    }
    *(four_at_any *)(lowest + at) = least;
  }
}

EVERY_VECTOR
void reach_distances(const struct reach_shape *shapes, const int32_t *numbers, long count, const float *x,
                     const float *y, float *distances, float *lowest) {
  four px = *(const four_at_any *)x, py = *(const four_at_any *)y, least = INFINITY;
  for (long index = 0; index < count; index++) {
    DISTANCES(four, shapes + numbers[index], px, py, distance, reached)
    least = distance < least ? distance : least;
    *(four_at_any *)(distances + 4 * index) = distance;
  }
  *(four_at_any *)lowest = least;
}

EVERY_VECTOR
void reach_units(const struct reach_shape *shapes, const int32_t *numbers, long count, float west, float south,
                 float unit, float *distances, float *reaches, float *lowest) {
  // A row and the next at once.
  const eight columns = west + unit * (eight){0, 1, 2, 3, 0, 1, 2, 3};
  const eight rows = south + unit * (eight){0, 0, 0, 0, 1, 1, 1, 1};
  for (long half = 0; half < 16; half += 8) {
    eight px = columns, py = rows + (float)half * (unit / 4), least = INFINITY;
    for (long index = 0; index < count; index++) {
      DISTANCES(eight, shapes + numbers[index], px, py, distance, reached)
      least = distance < least ? distance : least;
      *(eight_at_any *)(distances + 16 * index + half) = distance;
      *(eight_at_any *)(reaches + 16 * index + half) = reached;
    }
    *(eight_at_any *)(lowest + half) = least;
  }
}

EVERY_VECTOR
int32_t reach_near_units(const float *distances, const float *reaches, long count, const float *lowest, float radius,
                         int32_t *units, float *finest) {
  int32_t open = 0;
  for (long half = 0; half < 16; half += 8) {
    const eight least = *(const eight_at_any *)(lowest + half);
    // Where one shape covers all, no other counts.
    eight most = least + 2 * radius < radius ? least + 2 * radius : radius;
    most = least <= -radius ? least : most;
    open |= BITS(eight_bits, (least > -radius) & (least <= radius)) << half;
    eight fine = INFINITY;
    for (long index = 0; index < count; index++) {
      const eight distance = *(const eight_at_any *)(distances + 16 * index + half);
      const eight reach = *(const eight_at_any *)(reaches + 16 * index + half);
      const eight_numbers near = distance <= most;
      const eight within = near ? reach : (eight)INFINITY;
      fine = within < fine ? within : fine;
      const int32_t found = BITS(eight_bits, near);
      units[index] = half == 0 ? found : units[index] | found << 8;
    }
    *(eight_at_any *)(finest + half) = fine;
  }
  return open;
}

// Whether one is kept is hard to foretell: without a branch.
long reach_keep(const int32_t *numbers, const int32_t *bits, long count, int32_t units, int32_t *kept) {
  long at = 0;
  for (long index = 0; index < count; index++) {
    kept[at] = numbers[index];
    at += (bits[index] & units) != 0;
  }
  return at;
}

long reach_keep_distances(const int32_t *numbers, const int32_t *bits, long count, int32_t units,
                          const float *distances, int32_t *kept, float *kept_distances) {
  long at = 0;
  for (long index = 0; index < count; index++) {
    kept[at] = numbers[index];
    kept_distances[at] = distances[16 * index];
    at += (bits[index] & units) != 0;
  }
  return at;
}

static inline int32_t greater(int32_t a, int32_t b) { return a > b ? a : b; }
static inline int32_t smaller(int32_t a, int32_t b) { return a < b ? a : b; }

EVERY_VECTOR
long reach_find_near(const struct reach_shape *shapes, const struct reach_box *boxes, const int32_t *numbers,
                     long count, const struct reach_table *table, float *highest, struct reach_near *near) {
  const float side = table->side, radius = table->radius;
  const eight columns = side * (eight){0, 1, 2, 3, 0, 1, 2, 3}, rows = side * (eight){0, 0, 0, 0, 1, 1, 1, 1};
  const int32_t last = table->squares - 1, row_places = table->row_places;
  long found = 0;
  for (long index = 0; index < count; index++) {
    const struct reach_shape *shape = shapes + numbers[index];
    const struct reach_box *box = boxes + numbers[index];
    const int32_t west = greater(box->west - table->west, 0), east = smaller(box->east - table->west, last);
    const int32_t south = greater(box->south - table->south, 0), north = smaller(box->north - table->south, last);
    for (int32_t row = south; row <= north; row += 2) {
      const eight py = ((float)(table->south + row) + 0.5f) * side + rows;
      for (int32_t column = west; column <= east; column += 4) {
        const int32_t place = row * row_places + column;
        float *low = highest + place, *high = low + row_places;
        const four low_before = *(four_at_any *)low, high_before = *(four_at_any *)high;
        const eight before = __builtin_shufflevector(low_before, high_before, 0, 1, 2, 3, 4, 5, 6, 7);
        // What is covered need not be looked at.
        if (table->isSingle && BITS(eight_bits, before > -radius) == 0) continue;
        const eight px = ((float)(table->west + column) + 0.5f) * side + columns;
        DISTANCES(eight, shape, px, py, distance, reached)
        const eight now = distance < before ? distance : before;
        *(four_at_any *)low = __builtin_shufflevector(now, now, 0, 1, 2, 3);
        *(four_at_any *)high = __builtin_shufflevector(now, now, 4, 5, 6, 7);
        eight most = radius;
        if (table->isSingle) {
          most = now + 2 * radius < most ? now + 2 * radius : most;
          most = now <= -radius ? (eight)-INFINITY : most;
        }
        const int32_t squares = BITS(eight_bits, distance <= most);
        // Always written, kept where it counts.
        near[found].squares = place << 8 | squares;
        near[found].number = numbers[index];
        found += squares != 0;
      }
    }
  }
  return found;
}

EVERY_VECTOR
void reach_boxes(const struct reach_shape *shapes, long count, float side, struct reach_box *boxes) {
  const float per_side = 1 / side;
  // As far as the sums are rounded, a square more.
  const four outward = {-1, -1, 1, 1}, half = {-0.51f, -0.51f, -1 + 0.51f, -1 + 0.51f};
  // Beside 3 * 2^22 a single-precision number has no place for fractions: rounds to the nearest whole number.
  const float whole = 12582912;
  for (long index = 0; index < count; index++) {
    const struct reach_shape *shape = shapes + index;
    four begin = {shape->x, shape->y, shape->x, shape->y};
    four end = begin + (four){shape->dx, shape->dy, shape->dx, shape->dy} * shape->length;
    begin = begin * outward + shape->reach;
    end = end * outward + (shape->reach + shape->slope * shape->length);
    four sides = (begin > end ? begin : end) * outward * per_side + half + whole;
    four_numbers numbers;
    memcpy(&numbers, &sides, sizeof numbers);
    numbers -= 0x4b400000;
    memcpy(boxes + index, &numbers, sizeof numbers);
  }
}

// 1 for each of the four lowest bits that is set, else 0.
#define ONES(bits) ((four_numbers)(bits) >> (four_numbers){0, 1, 2, 3} & 1)

// Puts a number behind the others of four places, and counts it where the bit is set.
#define PUT(sorted, ends, number, bits)                                                                              \
  {                                                                                                                  \
    const four_numbers before = *(four_numbers_at_any *)(ends);                                                      \
    (sorted)[before[0]] = (sorted)[before[1]] = (sorted)[before[2]] = (sorted)[before[3]] = (number);                \
    *(four_numbers_at_any *)(ends) = before + ONES(bits);                                                            \
  }

EVERY_VECTOR
void reach_sort(const struct reach_near *near, long count, int32_t row_places, long places, int32_t *firsts,
                int32_t *ends, int32_t *sorted) {
  memset(ends, 0, (size_t)places * sizeof *ends);
  for (long index = 0; index < count; index++) {
    const int32_t squares = near[index].squares;
    int32_t *low = ends + (squares >> 8), *high = low + row_places;
    *(four_numbers_at_any *)low += ONES(squares);
    *(four_numbers_at_any *)high += ONES(squares >> 4);
  }
  // One more for each, which is written before it is known whether it counts.
  int32_t next = 0;
  for (long place = 0; place < places; place++) {
    const int32_t size = ends[place] + 1;
    firsts[place] = ends[place] = next;
    next += size;
  }
  for (long index = 0; index < count; index++) {
    const int32_t squares = near[index].squares;
    int32_t *low = ends + (squares >> 8), *high = low + row_places;
    PUT(sorted, low, near[index].number, squares)
    PUT(sorted, high, near[index].number, squares >> 4)
  }
}

// The innermost loops of service areas, in C for one reason: the compiler makes a version of each for wider vectors
// and takes the widest that the processor has. Every version does the same operations in the same order, so all give
// the same bits; nothing may be contracted.
#include "reach.h"
#include <math.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

// What a loop expects of its arguments; looked at in debug builds alone.
#if DEBUG
#include <assert.h>
#define EXPECT(holds) assert(holds)
#else
#define EXPECT(holds) ((void)0)
#endif

// Defined already where tests compile one version.
#ifdef EVERY_VECTOR
#elif defined(__x86_64__) && defined(__gnu_linux__)
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

// Shapes, boxes and eights are read and written as vectors.
_Static_assert(sizeof(struct reach_shape) == sizeof(eight), "a shape is eight numbers");
_Static_assert(sizeof(struct reach_eight) == 8 * sizeof(eight), "eight shapes are eight vectors");
_Static_assert(sizeof(struct reach_box) == sizeof(four_numbers), "a box is four numbers");
_Static_assert(sizeof(struct reach_near) == 8, "what is near is two numbers");

// Bit i: whether value i of the comparison holds.
#define BITS(VECTOR, comparison)                                                                                       \
  ({                                                                                                                   \
    const VECTOR holds = __builtin_convertvector(-(comparison), VECTOR);                                               \
    uint8_t bits;                                                                                                      \
    memcpy(&bits, &holds, 1);                                                                                          \
    (uint8_t)(bits & ((1 << sizeof(comparison) / 4) - 1));                                                             \
  })

// The signed distances of a shape or of several, and the reaches where they are decided, at one place or several. A
// macro, for a function could not be inlined into every version.
#define DISTANCES(VECTOR, shape_x, shape_y, shape_dx, shape_dy, shape_length, shape_reach, shape_slope, shape_tangent, \
                  px, py, distance, reached)                                                                           \
  const VECTOR qx = (px) - (shape_x), qy = (py) - (shape_y);                                                           \
  const VECTOR along = qx * (shape_dx) + qy * (shape_dy);                                                              \
  const VECTOR across = __builtin_elementwise_abs(qx * (shape_dy) - qy * (shape_dx));                                  \
  VECTOR best = along + across * (shape_tangent);                                                                      \
  best = 0 > best ? (VECTOR)0 : best;                                                                                  \
  best = (shape_length) < best ? (VECTOR)(shape_length) : best;                                                        \
  const VECTOR beyond = along - best;                                                                                  \
  const VECTOR reached = best * (shape_slope) + (shape_reach);                                                         \
  const VECTOR distance = __builtin_elementwise_sqrt(beyond * beyond + across * across) - reached;

// Those of one shape at several places.
#define PLACES(VECTOR, shape, px, py, distance, reached)                                                               \
  DISTANCES(VECTOR, (shape)->x, (shape)->y, (shape)->dx, (shape)->dy, (shape)->length, (shape)->reach,                 \
            (shape)->slope, (shape)->tangent, px, py, distance, reached)

#define FOUR(pieces, at, field)                                                                                        \
  (four_doubles) { pieces[at[0]].field, pieces[at[1]].field, pieces[at[2]].field, pieces[at[3]].field }
#define SINGLE(vector) __builtin_convertvector(vector, four)

EVERY_VECTOR
void reach_make_shapes(const struct reach_piece *pieces, long count, struct reach_shape *shapes) {
  EXPECT(count >= 0);
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
    const four_longs is_hull = (length > 0) & (__builtin_elementwise_abs(slope) < 1);
    const four_doubles square = is_hull ? slope * slope : (four_doubles)0;
    const four dx = SINGLE(is_hull ? ex * per_length : (four_doubles)1);
    const four dy = SINGLE(is_hull ? ey * per_length : (four_doubles)0);
    const four slopes = SINGLE(is_hull ? slope : (four_doubles)0);
    const four tangents = SINGLE((is_hull ? slope : (four_doubles)0) / __builtin_elementwise_sqrt(1 - square));
    const four lengths = SINGLE(is_hull ? length : (four_doubles)0);
    const four_longs is_begin = is_hull | (end_reach <= reach);
    const four begins_x = SINGLE(is_begin ? x : end_x), begins_y = SINGLE(is_begin ? y : end_y);
    const four reaches = SINGLE(is_begin ? reach : end_reach);
    for (int lane = 0; lane < 4; lane++)
      shapes[at[lane]] = (struct reach_shape){begins_x[lane], begins_y[lane], dx[lane],     dy[lane],
                                              lengths[lane],  reaches[lane],  slopes[lane], tangents[lane]};
  }
}

#define LOW(a, b) __builtin_shufflevector(a, b, 0, 8, 1, 9, 4, 12, 5, 13)
#define HIGH(a, b) __builtin_shufflevector(a, b, 2, 10, 3, 11, 6, 14, 7, 15)
#define LOW_PAIRS(a, b) __builtin_shufflevector(a, b, 0, 1, 8, 9, 4, 5, 12, 13)
#define HIGH_PAIRS(a, b) __builtin_shufflevector(a, b, 2, 3, 10, 11, 6, 7, 14, 15)
#define LOW_HALVES(a, b) __builtin_shufflevector(a, b, 0, 1, 2, 3, 8, 9, 10, 11)
#define HIGH_HALVES(a, b) __builtin_shufflevector(a, b, 4, 5, 6, 7, 12, 13, 14, 15)

EVERY_VECTOR
void reach_gather(const struct reach_shape *shapes, const int32_t *numbers, long count, struct reach_eight *eights) {
  // Reaches nothing.
  static const struct reach_shape none = {.dx = 1, .reach = -INFINITY};
  EXPECT(count >= 0);
  for (long first = 0; first < count; first += 8) {
    eight row[8];
    for (long lane = 0; lane < 8; lane++)
      row[lane] = *(const eight_at_any *)(first + lane < count ? shapes + numbers[first + lane] : &none);
    const eight a = LOW(row[0], row[1]), b = HIGH(row[0], row[1]), c = LOW(row[2], row[3]), d = HIGH(row[2], row[3]);
    const eight e = LOW(row[4], row[5]), f = HIGH(row[4], row[5]), g = LOW(row[6], row[7]), h = HIGH(row[6], row[7]);
    const eight ac = LOW_PAIRS(a, c), ca = HIGH_PAIRS(a, c), bd = LOW_PAIRS(b, d), db = HIGH_PAIRS(b, d);
    const eight eg = LOW_PAIRS(e, g), ge = HIGH_PAIRS(e, g), fh = LOW_PAIRS(f, h), hf = HIGH_PAIRS(f, h);
    eight_at_any *fields = (eight_at_any *)(eights + first / 8);
    fields[0] = LOW_HALVES(ac, eg), fields[1] = LOW_HALVES(ca, ge);
    fields[2] = LOW_HALVES(bd, fh), fields[3] = LOW_HALVES(db, hf);
    fields[4] = HIGH_HALVES(ac, eg), fields[5] = HIGH_HALVES(ca, ge);
    fields[6] = HIGH_HALVES(bd, fh), fields[7] = HIGH_HALVES(db, hf);
  }
}

#define LESS(a, b) ((b) < (a) ? (b) : (a))

// The least of each of four vectors of eight.
#define LEAST_OF_FOUR(a, b, c, d, least)                                                                               \
  const eight low_ab = LOW(a, b), high_ab = HIGH(a, b), low_cd = LOW(c, d), high_cd = HIGH(c, d);                      \
  const eight ab = LESS(low_ab, high_ab), cd = LESS(low_cd, high_cd);                                                  \
  const eight low_pairs = LOW_PAIRS(ab, cd), high_pairs = HIGH_PAIRS(ab, cd);                                          \
  const eight halves = LESS(low_pairs, high_pairs);                                                                    \
  const four low_half = __builtin_shufflevector(halves, halves, 0, 1, 2, 3);                                           \
  const four high_half = __builtin_shufflevector(halves, halves, 4, 5, 6, 7);                                          \
  const four least = LESS(low_half, high_half);

// The signed distances of eight shapes at a place, and the reaches where they are decided.
#define SHAPES(of, px, py, distance, reached)                                                                          \
  DISTANCES(eight, of[0], of[1], of[2], of[3], of[4], of[5], of[6], of[7], px, py, distance, reached)

EVERY_VECTOR
void reach_lowest(const struct reach_eight *eights, long count, const float *x, const float *y, long places,
                  float *lowest) {
  EXPECT(count >= 0 && places >= 0);
  long at = 0;
  // Sixteen places at once where there are many, else eight shapes.
  for (; at + 16 <= places; at += 16) {
    eight least[2] = {INFINITY, INFINITY};
    for (long index = 0; index < count; index++) {
      const float *of = (const float *)(eights + index / 8) + index % 8;
#pragma clang loop unroll(full)
      for (long half = 0; half < 2; half++) {
        const eight px = *(const eight_at_any *)(x + at + 8 * half), py = *(const eight_at_any *)(y + at + 8 * half);
        DISTANCES(eight, of[0], of[8], of[16], of[24], of[32], of[40], of[48], of[56], px, py, distance, reached)
        least[half] = LESS(least[half], distance);
      }
    }
    *(eight_at_any *)(lowest + at) = least[0];
    *(eight_at_any *)(lowest + at + 8) = least[1];
  }
  for (; at + 4 <= places; at += 4) {
    eight least[4] = {INFINITY, INFINITY, INFINITY, INFINITY};
    for (long index = 0; index < count; index += 8) {
      const eight_at_any *of = (const eight_at_any *)(eights + index / 8);
#pragma clang loop unroll(full)
      for (long place = 0; place < 4; place++) {
        SHAPES(of, x[at + place], y[at + place], distance, reached)
        least[place] = LESS(least[place], distance);
      }
    }
    LEAST_OF_FOUR(least[0], least[1], least[2], least[3], found)
    *(four_at_any *)(lowest + at) = found;
  }
  for (; at < places; at++) {
    eight least = INFINITY;
    for (long index = 0; index < count; index += 8) {
      const eight_at_any *of = (const eight_at_any *)(eights + index / 8);
      SHAPES(of, x[at], y[at], distance, reached)
      least = LESS(least, distance);
    }
    LEAST_OF_FOUR(least, least, least, least, found)
    lowest[at] = found[0];
  }
}

EVERY_VECTOR
void reach_units(const struct reach_eight *eights, long count, float west, float south, float unit, float *distances,
                 float *reaches, float *lowest) {
  EXPECT(count >= 0 && unit > 0);
  const long row = (count + 7) / 8 * 8;
  const float px[4] = {west, west + unit, west + 2 * unit, west + 3 * unit};
  for (long at = 0; at < 16; at += 4) {
    const float py = south + (float)(at / 4) * unit;
    float *distances_at = distances + at * row, *reaches_at = reaches + at * row;
    eight least[4] = {INFINITY, INFINITY, INFINITY, INFINITY};
    for (long index = 0; index < count; index += 8) {
      const eight_at_any *of = (const eight_at_any *)(eights + index / 8);
#pragma clang loop unroll(full)
      for (long column = 0; column < 4; column++) {
        SHAPES(of, px[column], py, distance, reached)
        least[column] = LESS(least[column], distance);
        *(eight_at_any *)(distances_at + column * row + index) = distance;
        *(eight_at_any *)(reaches_at + column * row + index) = reached;
      }
    }
    LEAST_OF_FOUR(least[0], least[1], least[2], least[3], found)
    *(four_at_any *)(lowest + at) = found;
  }
}

EVERY_VECTOR
int32_t reach_near_units(const float *distances, const float *reaches, long count, const float *lowest, float radius,
                         uint8_t *near, float *finest) {
  EXPECT(count >= 0 && radius >= 0);
  const long row = (count + 7) / 8 * 8, bytes = (count + 63) / 64 * 8;
  int32_t open = 0;
  for (long at = 0; at < 16; at += 4) {
    const four lows = *(const four_at_any *)(lowest + at), within = lows + 2 * radius;
    open |= BITS(four_bits, (lows > -radius) & (lows <= radius)) << at;
    // Where one shape covers all, no other counts.
    const four nearest = within < radius ? within : (four)radius, most = lows <= -radius ? lows : nearest;
    const float *distances_at = distances + at * row, *reaches_at = reaches + at * row;
    uint8_t *near_at = near + at * bytes;
    eight fine[4] = {INFINITY, INFINITY, INFINITY, INFINITY};
    for (long index = 0; index < count; index += 8) {
#pragma clang loop unroll(full)
      for (long unit = 0; unit < 4; unit++) {
        const eight distance = *(const eight_at_any *)(distances_at + unit * row + index);
        const eight reach = *(const eight_at_any *)(reaches_at + unit * row + index);
        const eight_numbers is_near = distance <= most[unit];
        const eight least = is_near ? reach : (eight)INFINITY;
        fine[unit] = LESS(fine[unit], least);
        near_at[unit * bytes + index / 8] = BITS(eight_bits, is_near);
      }
    }
    LEAST_OF_FOUR(fine[0], fine[1], fine[2], fine[3], found)
    *(four_at_any *)(finest + at) = found;
  }
  return open;
}

long reach_keep(const int32_t *numbers, const uint8_t *near, long count, int32_t *kept) {
  EXPECT(count >= 0);
  int32_t *next = kept;
  for (long index = 0; index < count; index += 64) {
    uint64_t shapes;
    memcpy(&shapes, near + index / 8, sizeof shapes);
    // What is behind the last byte was not written.
    if (count - index < 64) shapes &= ((uint64_t)1 << (count - index)) - 1;
    for (; shapes != 0; shapes &= shapes - 1) *next++ = numbers[index + __builtin_ctzll(shapes)];
  }
  return next - kept;
}

static inline int32_t greater(int32_t a, int32_t b) { return a > b ? a : b; }
static inline int32_t smaller(int32_t a, int32_t b) { return a < b ? a : b; }

EVERY_VECTOR
long reach_find_near(const struct reach_shape *shapes, const struct reach_box *boxes, const int32_t *numbers,
                     long count, const struct reach_table *table, float *highest, struct reach_near *near) {
  const float side = table->side, radius = table->radius;
  const eight columns = side * (eight){0, 1, 2, 3, 0, 1, 2, 3}, rows = side * (eight){0, 0, 0, 0, 1, 1, 1, 1};
  const int32_t last = table->squares - 1, row_places = table->row_places;
  EXPECT(count >= 0 && table->squares > 0 && row_places >= table->squares + 3 && side > 0 && radius >= 0);
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
        PLACES(eight, shape, px, py, distance, reached)
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
  EXPECT(count >= 0 && side > 0);
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
    for (int way = 0; way < 4; way++) EXPECT(numbers[way] > -4000000 && numbers[way] < 4000000);
    memcpy(boxes + index, &numbers, sizeof numbers);
  }
}

// 1 for each of the four lowest bits that is set, else 0.
#define ONES(bits) ((four_numbers)(bits) >> (four_numbers){0, 1, 2, 3} & 1)

// Puts a number behind the others of four places, and counts it where the bit is set.
#define PUT(sorted, ends, number, bits)                                                                                \
  {                                                                                                                    \
    const four_numbers before = *(four_numbers_at_any *)(ends);                                                        \
    (sorted)[before[0]] = (sorted)[before[1]] = (sorted)[before[2]] = (sorted)[before[3]] = (number);                  \
    *(four_numbers_at_any *)(ends) = before + ONES(bits);                                                              \
  }

EVERY_VECTOR
void reach_sort(const struct reach_near *near, long count, int32_t row_places, long places, int32_t *firsts,
                int32_t *ends, int32_t *sorted) {
  EXPECT(count >= 0 && row_places > 0 && places > row_places + 3);
  memset(ends, 0, (size_t)places * sizeof *ends);
  for (long index = 0; index < count; index++) {
    const int32_t squares = near[index].squares;
    EXPECT(squares >= 0 && (squares >> 8) + row_places + 4 <= places);
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

#ifndef REACH_H
#define REACH_H
#include <stdint.h>

/// What a piece of road reaches off the road: the convex hull of the discs at its two ends. All lengths are those of one
/// plane.
struct reach_shape {
  float x, y;
  /// Unit vector along the piece.
  float dx, dy;
  float length;
  /// Reach at the begin.
  float reach;
  /// Change of the reach along the piece; between -1 and 1.
  float slope;
  /// Tangent of the angle whose sine is the slope.
  float tangent;
};

/// The least signed distances of the shapes at places: `count` shapes, `places` places, a multiple of four.
void reach_lowest(const struct reach_shape *shapes, long count, const float *x, const float *y, long places,
                  float *lowest);

/// At four places, the signed distances of `count` shapes, those of `shapes` that `numbers` names, and the reaches where
/// they are decided: four numbers for each. `lowest` takes the least distances.
void reach_distances(const struct reach_shape *shapes, const int32_t *numbers, long count, const float *x,
                     const float *y, float *distances, float *reaches, float *lowest);

/// Squares, both ends included.
struct reach_box {
  int32_t west, south, east, north;
};

/// A shape and four squares, two by two, of which it may matter in some.
struct reach_near {
  /// The place of the south-west one in the table, times 16, plus 1, 2, 4 and 8 where it matters in that one, east of it,
  /// north of it and north-east of it.
  int32_t squares;
  int32_t number;
};

/// A table of places, row by row: square ones, and one more row and column, so that each is the south-west one of four.
struct reach_table {
  /// The square of its first place.
  int32_t west, south;
  /// Squares in a row.
  int32_t squares;
  float side;
  /// How far from the centre of a square beyond which nothing in it is.
  float radius;
  /// Whether a square that one shape covers needs no other.
  int32_t isSingle;
};

/// Which of `count` shapes may matter in which squares of the table, going by the shapes before: appended to `near`, which
/// has room for every four squares of the boxes; returns how many. `highest`: at each place, the least signed distance
/// so far.
long reach_find_near(const struct reach_shape *shapes, const struct reach_box *boxes, const int32_t *numbers,
                     long count, const struct reach_table *table, float *highest, struct reach_near *near);

#endif

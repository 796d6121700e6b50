#ifndef REACH_H
#define REACH_H
#include <stdint.h>

/// Tells the processor that what is there will be read soon.
static inline void reach_prefetch(const void *place) { __builtin_prefetch(place); }

/// What a piece of road reaches off the road: the convex hull of the discs at its two ends, or the greater disc where it
/// holds the other. All lengths are those of one plane.
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

/// A straight piece of road with what is reached off it at both ends.
struct reach_piece {
  double x, y, reach;
  double end_x, end_y, end_reach;
};

void reach_make_shapes(const struct reach_piece *pieces, long count, struct reach_shape *shapes);

/// Eight shapes side by side.
struct reach_eight {
  float x[8], y[8], dx[8], dy[8], length[8], reach[8], slope[8], tangent[8];
};

/// The `count` of `shapes` that `numbers` names, side by side; the last eight are filled up with shapes that reach
/// nothing.
void reach_gather(const struct reach_shape *shapes, const int32_t *numbers, long count, struct reach_eight *eights);

/// The least signed distances of the shapes at places; infinite where there is no shape.
void reach_lowest(const struct reach_eight *eights, long count, const float *x, const float *y, long places,
                  float *lowest);

/// The signed distances of the shapes at 4 × 4 places, row by row, from `west` and `south` at steps of `unit`, and the
/// reaches where they are decided: for each place those of all shapes, of a multiple of eight. `lowest` takes the least
/// distances.
void reach_units(const struct reach_eight *eights, long count, float west, float south, float unit, float *distances,
                 float *reaches, float *lowest);

/// For each of the sixteen places a bit for each shape that may be the least within `radius` of it and within the
/// radius of zero, in bytes of eight shapes; a place has a multiple of eight bytes. Returns a bit for each place within
/// whose radius the least distance may be zero. `finest` takes the least reaches of those shapes, infinite where there
/// are none. Within the radius nothing changes by more than it.
int32_t reach_near_units(const float *distances, const float *reaches, long count, const float *lowest, float radius,
                         uint8_t *near, float *finest);

/// Those of the `count` numbers whose bit is set at one place, whose bytes begin at `near`; returns how many.
long reach_keep(const int32_t *numbers, const uint8_t *near, long count, int32_t *kept);

/// Squares, both ends included.
struct reach_box {
  int32_t west, south, east, north;
};

/// The squares of so many metres between which each shape may matter. Squares are counted below four millions.
void reach_boxes(const struct reach_shape *shapes, long count, float side, struct reach_box *boxes);

/// A shape and 4 × 2 squares, of which it may matter in some.
struct reach_near {
  /// The place of the south-west one in the table, times 256, plus a bit for each in which it matters, row by row.
  int32_t squares;
  int32_t number;
};

/// A table of places, row by row: so many squares each way, and three columns and a row more, so that each square is
/// the south-west one of 4 × 2.
struct reach_table {
  /// The square of its first place.
  int32_t west, south;
  int32_t squares, row_places;
  float side;
  /// How far from the centre of a square beyond which nothing in it is.
  float radius;
  /// Whether a square that one shape covers needs no other.
  int32_t isSingle;
};

/// Which of `count` shapes may matter in which squares of the table, going by the shapes before: appended to `near`,
/// which has room for one more than all. Returns how many. `highest`: at each place, the least signed distance so far.
long reach_find_near(const struct reach_shape *shapes, const struct reach_box *boxes, const int32_t *numbers,
                     long count, const struct reach_table *table, float *highest, struct reach_near *near);

/// The numbers of `near`, place by place: those of a place are from its first of `sorted` to before its end. `sorted`
/// has room for eight of each of `near` and one for each place.
void reach_sort(const struct reach_near *near, long count, int32_t row_places, long places, int32_t *firsts,
                int32_t *ends, int32_t *sorted);

#endif

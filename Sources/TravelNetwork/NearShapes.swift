import CReach

/// The shapes that may decide somewhere in one tile.
struct NearShapes: ~Copyable {
  private var pieces: UnsafePointer<ReachShape>?
  /// Of the shapes among the pieces: all candidates, or those that were kept.
  private var numbers: UnsafePointer<Int32>?
  private(set) var count = 0
  private var kept = GrowingBuffer<Int32>()
  private var atCorners = GrowingBuffer<SIMD4<Float>>()

  /// Takes the candidates of a tile but those that another one keeps from deciding; returns the least signed distances
  /// at the tile's corners: west and east of the south, then of the north.
  ///
  /// `atCentre`: for each of the candidates `numbers`, the signed distance of the tile's centre, or less.
  ///
  /// Signed distances f are convex. So is f(p) of one shape plus g(q) of another over all p, q on either side of the
  /// centre and as far from it, and greatest at two opposite corners; where that is at most twice g of the centre, f is
  /// at most g all over the tile. Each candidate is held against that with the least f of the centre.
  mutating func load(
    _ tile: AreaTile, _ pieces: UnsafePointer<ReachShape>, _ candidates: UnsafePointer<Int32>,
    atCentre: UnsafePointer<Float>
  ) -> SIMD4<Float> {
    self.pieces = pieces
    let count = Int(tile.candidateCount)
    atCorners.truncate(to: 0)
    atCorners.reserve(count)
    let side = Float(tile.units) * AreaTile.unit
    let lowest = pieces.distances(
      candidates, count, tile.west + SIMD4(0, side, 0, side), tile.south + SIMD4(0, 0, side, side), atCorners.base)
    // Where few places are asked for, all are asked sooner than some left out.
    if tile.cells == 1 {
      (numbers, self.count) = (candidates, count)
      return lowest
    }
    kept.truncate(to: 0)
    kept.reserve(count + 1)
    var (first, least) = (0, Float.infinity)
    for index in 0..<count {
      let isLess = atCentre[index] < least
      first = isLess ? index : first
      least = isLess ? atCentre[index] : least
    }
    // More than what rounding adds to signed distances.
    let rounding = 0.01 + 1e-6 * (abs(tile.west) + abs(tile.south))
    let leading = atCorners[first] + rounding
    var at = 0
    for index in 0..<count {
      let opposite = leading + atCorners[index][SIMD4(3, 2, 1, 0)]
      kept[at] = candidates[index]
      at &+= any(opposite .> 2 * atCentre[index]) || index == first ? 1 : 0
    }
    (numbers, self.count) = (UnsafePointer(kept.base), at)
    return lowest
  }

  /// The least signed distances at four places in the tile.
  @inline(__always)
  func lowest(_ px: SIMD4<Float>, _ py: SIMD4<Float>) -> SIMD4<Float> {
    var lowest = SIMD4<Float>()
    withUnsafePointer(to: px) { x in
      withUnsafePointer(to: py) { y in
        withUnsafeMutablePointer(to: &lowest) { lowest in
          self.lowest(UnsafeRawPointer(x), UnsafeRawPointer(y), count: 4, UnsafeMutableRawPointer(lowest))
        }
      }
    }
    return lowest
  }

  /// The least signed distances at places in the tile; `count` is a multiple of four. All are single-precision numbers.
  @inline(__always)
  func lowest(_ x: UnsafeRawPointer, _ y: UnsafeRawPointer, count: Int, _ lowest: UnsafeMutableRawPointer) {
    reach_lowest(
      pieces, numbers, self.count, x.assumingMemoryBound(to: Float.self), y.assumingMemoryBound(to: Float.self),
      count, lowest.assumingMemoryBound(to: Float.self))
  }
}

extension UnsafePointer<ReachShape> {
  /// The signed distances of the shapes `numbers` at four places; returns the least.
  @inline(__always)
  func distances(
    _ numbers: UnsafePointer<Int32>, _ count: Int, _ x: SIMD4<Float>, _ y: SIMD4<Float>,
    _ distances: UnsafeMutablePointer<SIMD4<Float>>
  ) -> SIMD4<Float> {
    var lowest = SIMD4<Float>()
    withUnsafeBytes(of: x) { x in
      withUnsafeBytes(of: y) { y in
        withUnsafeMutableBytes(of: &lowest) { lowest in
          reach_distances(
            self, numbers, count, x.assumingMemoryBound(to: Float.self).baseAddress,
            y.assumingMemoryBound(to: Float.self).baseAddress,
            UnsafeMutableRawPointer(distances).assumingMemoryBound(to: Float.self),
            lowest.assumingMemoryBound(to: Float.self).baseAddress)
        }
      }
    }
    return lowest
  }
}

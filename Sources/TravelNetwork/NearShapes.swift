import CReach

/// The shapes that may decide somewhere in one tile.
struct NearShapes: ~Copyable {
  private(set) var shapes = GrowingBuffer<ReachShape>()
  private var atCorners = GrowingBuffer<SIMD4<Float>>()
  private var reaches = GrowingBuffer<SIMD4<Float>>()

  /// Takes the candidates of a tile but those that another one keeps from deciding; returns the least signed distances
  /// at the tile's corners: west and east of the south, then of the north.
  ///
  /// `atCentre`: for each of the candidates `numbers`, the signed distance of the tile's centre, or less.
  ///
  /// Signed distances f are convex. So is f(p) of one shape plus g(q) of another over all p, q on either side of the
  /// centre and as far from it, and greatest at two opposite corners; where that is at most twice g of the centre, f is
  /// at most g all over the tile. Each candidate is held against that with the least f of the centre.
  mutating func load(
    _ tile: AreaTile, _ pieces: UnsafePointer<ReachShape>, _ numbers: UnsafePointer<Int32>,
    atCentre: UnsafePointer<Float>
  ) -> SIMD4<Float> {
    let count = Int(tile.candidateCount)
    shapes.truncate(to: 0)
    shapes.reserve(count)
    atCorners.truncate(to: 0)
    atCorners.reserve(count)
    reaches.truncate(to: 0)
    reaches.reserve(count)
    let side = Float(tile.units) * AreaTile.unit
    let lowest = pieces.distances(
      numbers, count, tile.west + SIMD4(0, side, 0, side), tile.south + SIMD4(0, 0, side, side), atCorners.base,
      reaches.base)
    var (first, least) = (0, Float.infinity)
    for index in 0..<count {
      let isLess = atCentre[index] < least
      first = isLess ? index : first
      least = isLess ? atCentre[index] : least
    }
    // More than what rounding adds to signed distances.
    let rounding = 0.01 + 1e-6 * (abs(tile.west) + abs(tile.south))
    let leading = atCorners[first] + rounding
    var kept = 0
    for index in 0..<count {
      let opposite = leading + atCorners[index][SIMD4(3, 2, 1, 0)]
      if all(opposite .<= 2 * atCentre[index]), index != first { continue }
      shapes[kept] = pieces[Int(numbers[index])]
      kept += 1
    }
    shapes.extend(by: kept)
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
      shapes.base, shapes.count, x.assumingMemoryBound(to: Float.self), y.assumingMemoryBound(to: Float.self), count,
      lowest.assumingMemoryBound(to: Float.self))
  }
}

extension UnsafePointer<ReachShape> {
  /// The signed distances of the shapes `numbers` at four places, and their reaches where those are decided; returns the
  /// least distances.
  @inline(__always)
  func distances(
    _ numbers: UnsafePointer<Int32>, _ count: Int, _ x: SIMD4<Float>, _ y: SIMD4<Float>,
    _ distances: UnsafeMutablePointer<SIMD4<Float>>, _ reaches: UnsafeMutablePointer<SIMD4<Float>>
  ) -> SIMD4<Float> {
    var lowest = SIMD4<Float>()
    withUnsafeBytes(of: x) { x in
      withUnsafeBytes(of: y) { y in
        withUnsafeMutableBytes(of: &lowest) { lowest in
          reach_distances(
            self, numbers, count, x.assumingMemoryBound(to: Float.self).baseAddress,
            y.assumingMemoryBound(to: Float.self).baseAddress,
            UnsafeMutableRawPointer(distances).assumingMemoryBound(to: Float.self),
            UnsafeMutableRawPointer(reaches).assumingMemoryBound(to: Float.self),
            lowest.assumingMemoryBound(to: Float.self).baseAddress)
        }
      }
    }
    return lowest
  }
}

/// The shapes that may decide somewhere in one tile.
struct NearShapes: ~Copyable {
  private(set) var shapes = GrowingBuffer<ReachShape>()
  private var atCorners = GrowingBuffer<SIMD4<Float>>()
  /// Takes the candidates of a tile but those that another one keeps from deciding; returns the least signed distances
  /// at the tile's corners: west and east of the south, then of the north.
  ///
  /// Signed distances f are convex. So is f(p) of one shape plus g(q) of another over all p, q on either side of the
  /// centre and as far from it, and greatest at two opposite corners; where that is at most twice g of the centre, f is
  /// at most g all over the tile. Each candidate is held against that with the least f of the centre.
  mutating func load(
    _ tile: AreaTile, _ pieces: UnsafePointer<ReachShape>, _ candidates: UnsafePointer<AreaTiles.Candidate>
  ) -> SIMD4<Float> {
    let count = Int(tile.candidateCount)
    shapes.truncate(to: 0)
    shapes.reserve(count)
    atCorners.truncate(to: 0)
    atCorners.reserve(count)
    let side = Float(tile.units) * AreaTile.unit
    let x = tile.west + SIMD4(0, side, 0, side)
    let y = tile.south + SIMD4(0, 0, side, side)
    var lowest = SIMD4<Float>(repeating: .infinity)
    var (first, least) = (0, Float.infinity)
    for index in 0..<count {
      let (away, reach) = pieces[Int(candidates[index].piece)].distancesAndReaches(x, y)
      let distance = away - reach
      atCorners[index] = distance
      lowest = lowest.replacing(with: distance, where: distance .< lowest)
      let isLess = candidates[index].atCentre < least
      first = isLess ? index : first
      least = isLess ? candidates[index].atCentre : least
    }
    // More than what rounding adds to signed distances.
    let rounding = 0.01 + 1e-6 * (abs(tile.west) + abs(tile.south))
    let leading = atCorners[first] + rounding
    var kept = 0
    for index in 0..<count {
      let opposite = leading + atCorners[index][SIMD4(3, 2, 1, 0)]
      if all(opposite .<= 2 * candidates[index].atCentre), index != first { continue }
      shapes[kept] = pieces[Int(candidates[index].piece)]
      kept += 1
    }
    shapes.extend(by: kept)
    return lowest
  }

  /// The least signed distances at four places in the tile.
  // Not inlined: vectors that the compiler sees come together lane by lane are taken apart again lane by lane.
  @inline(never)
  func lowest(_ px: SIMD4<Float>, _ py: SIMD4<Float>) -> SIMD4<Float> {
    var lowest = SIMD4<Float>(repeating: .infinity)
    let shapes = shapes.base
    for index in 0..<self.shapes.count {
      let found = shapes[index].signedDistances(px, py)
      lowest = lowest.replacing(with: found, where: found .< lowest)
    }
    return lowest
  }
}

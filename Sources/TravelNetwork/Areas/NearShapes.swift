import CReach

/// The shapes that may decide somewhere in one tile or square, side by side.
struct NearShapes: ~Copyable {
  private(set) var eights = GrowingBuffer<reach_eight>()
  private(set) var count = 0

  mutating func load(_ pieces: UnsafePointer<ReachShape>, _ numbers: UnsafePointer<Int32>, count: Int) {
    self.count = count
    eights.truncate(to: 0)
    eights.reserve((count + 7) / 8)
    reach_gather(pieces, numbers, count, eights.base)
  }

  /// The least signed distances at places. All are single-precision numbers.
  @inline(__always)
  func lowest(_ x: UnsafeRawPointer, _ y: UnsafeRawPointer, count places: Int, _ lowest: UnsafeMutableRawPointer) {
    reach_lowest(
      eights.base, count, x.assumingMemoryBound(to: Float.self), y.assumingMemoryBound(to: Float.self), places,
      lowest.assumingMemoryBound(to: Float.self))
  }

  /// The same at the first `count` of four places, zero at the others.
  @inline(__always)
  func lowest(_ px: SIMD4<Float>, _ py: SIMD4<Float>, count: Int = 4) -> SIMD4<Float> {
    var lowest = SIMD4<Float>()
    withUnsafePointer(to: px) { x in
      withUnsafePointer(to: py) { y in
        withUnsafeMutablePointer(to: &lowest) { lowest in
          self.lowest(UnsafeRawPointer(x), UnsafeRawPointer(y), count: count, UnsafeMutableRawPointer(lowest))
        }
      }
    }
    return lowest
  }
}

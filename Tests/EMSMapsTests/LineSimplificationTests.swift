import TestSupport
import Testing

@testable import EMSMaps

@Suite struct LineSimplificationTests {
  /// Every corner left out is within the tolerance of the line that is kept, and no line needs fewer than its ends.
  @Test(arguments: [1, 2, 3, 4] as [UInt64]) func whatIsLeftOutIsNearTheLine(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var points = [SIMD2<Double>(0, 0)]
    for _ in 0..<300 {
      points.append(
        points[points.count - 1]
          + SIMD2(Double.random(in: -0.5...1, using: &generator), Double.random(in: -0.7...0.7, using: &generator)))
    }
    for tolerance in [0, 0.3, 2, 50] {
      let needed = LineSimplification.needed(points, tolerance: tolerance)
      #expect(needed.first == 0 && needed.last == 300 && needed == needed.sorted())
      for (start, end) in zip(needed, needed.dropFirst()) {
        for point in points[start...end] {
          // Along the segment in small steps, which is another way than the foot of the perpendicular.
          let steps = (0...2000).map { step in
            let offset = points[start] + (points[end] - points[start]) * (Double(step) / 2000) - point
            return (offset * offset).sum().squareRoot()
          }
          #expect((steps.min() ?? .infinity) <= tolerance + 0.05)
        }
      }
    }
    #expect(LineSimplification.needed(points, tolerance: 1000) == [0, 300])
    #expect(LineSimplification.needed(points, tolerance: 0).count > 290)
  }

  @Test func shortLinesStay() {
    #expect(LineSimplification.needed([], tolerance: 1) == [])
    #expect(LineSimplification.needed([SIMD2(1, 2)], tolerance: 1) == [0])
    // A ring whose ends meet keeps the corner that is farthest from them.
    let ring = [SIMD2(0.0, 0), SIMD2(4, 0), SIMD2(4, 3), SIMD2(0, 0)]
    #expect(LineSimplification.needed(ring, tolerance: 0.1) == [0, 1, 2, 3])
    #expect(LineSimplification.needed(ring, tolerance: 4.5) == [0, 2, 3])
  }
}

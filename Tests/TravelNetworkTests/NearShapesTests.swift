import CReach
import Testing

@testable import TravelNetwork

@Suite struct NearShapesTests {
  /// Leaving out shapes changes no signed distance anywhere in the tile, its sides included.
  @Test(arguments: [UInt64(1), 2, 3, 4])
  func whatIsLeftOutNeverDecides(seed: UInt64) {
    var random = SeededGenerator(seed)
    func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &random) }
    var near = NearShapes()
    var leftOut = 0
    for _ in 0..<200 {
      let units: Int32 = Bool.random(using: &random) ? 1 : 2
      let tile = AreaTile(
        x: Int32(number(-500...500)), y: Int32(number(-500...500)), units: units, cells: 1, firstCandidate: 0,
        candidateCount: 12, region: 0)
      let side = Float(units) * AreaTile.unit
      let (middleX, middleY) = (tile.west + side / 2, tile.south + side / 2)
      let shapes = (0..<12).map { _ in
        let (angle, away) = (number(0...6.283), number(0...600))
        let begin = ReachPoint(
          x: Double(middleX) + away * cosineOf(angle), y: Double(middleY) + away * sineOf(angle),
          reach: max(5.5, away + number(-60...60)))
        let end = ReachPoint(
          x: begin.x + number(-80...80), y: begin.y + number(-80...80), reach: max(5.5, begin.reach + number(-30...30)))
        return ReachShape(from: begin, to: end, reach: begin.reach, endReach: end.reach)
      }
      let atCentre = shapes.map { $0.signedDistance(Double(middleX), Double(middleY)) }
      _ = near.load(tile, shapes, (0..<12).map { Int32($0) }, atCentre: atCentre)
      leftOut += shapes.count - near.shapes.count
      for _ in 0..<40 {
        let x = tile.west + SIMD4<Float>.random(in: 0...side, using: &random)
        let y = tile.south + SIMD4<Float>(0, Float(number(0...Double(side))), side, Float(number(0...Double(side))))
        let all = shapes.map { $0.signedDistances(x, y) }
        let found = near.lowest(x, y)
        for lane in 0..<4 { #expect(found[lane] == all.map { $0[lane] }.min()) }
      }
    }
    #expect(leftOut > 0)
  }

  /// The loops in C, of whatever width, give the bits of the one formula in Swift, for any number of places and shapes.
  @Test(arguments: [UInt64(1), 2, 3]) func allLoopsGiveTheSameBits(seed: UInt64) {
    var random = SeededGenerator(seed)
    func number(_ range: ClosedRange<Float>) -> Float { Float.random(in: range, using: &random) }
    for count in 1...9 {
      let shapes = (0..<count).map { index in
        let begin = ReachPoint(x: Double(number(-9000...9000)), y: Double(number(-9000...9000)), reach: 0)
        // Now and then a point, and one whose one end holds the other.
        let away = index % 4 == 0 ? 0 : Double(number(-400...400))
        let end = ReachPoint(x: begin.x + away, y: begin.y + away / 3, reach: 0)
        return ReachShape(
          from: begin, to: end, reach: Double(number(5...900)), endReach: Double(number(5...900)))
      }
      let places = Int.random(in: 1...8, using: &random) * 4
      let x = (0..<places).map { _ in number(-9000...9000) }
      let y = (0..<places).map { _ in number(-9000...9000) }
      var lowest = [Float](repeating: 0, count: places)
      reach_lowest(shapes, count, x, y, places, &lowest)
      for place in 0..<places {
        let all = shapes.map { $0.signedDistance(Double(x[place]), Double(y[place])) }
        #expect(lowest[place] == all.min())
      }
      let numbers = (0..<count).reversed().map { Int32($0) }
      let four = (SIMD4(x[0], x[1], x[2], x[3]), SIMD4(y[0], y[1], y[2], y[3]))
      var distances = [SIMD4<Float>](repeating: .zero, count: count)
      var reaches = distances
      let least = shapes.withUnsafeBufferPointer { shapes in
        shapes.baseAddress?.distances(numbers, count, four.0, four.1, &distances, &reaches)
      }
      for (index, shape) in shapes.reversed().enumerated() {
        #expect(distances[index] == shape.signedDistances(four.0, four.1))
      }
      #expect(least == distances.dropFirst().reduce(distances[0]) { pointwiseMin($0, $1) })
    }
  }
}

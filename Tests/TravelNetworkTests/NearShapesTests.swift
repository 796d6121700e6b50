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
      let candidates = shapes.enumerated().map { index, shape in
        AreaTiles.Candidate(
          piece: Int32(index), atCentre: shape.signedDistance(Double(middleX), Double(middleY)))
      }
      _ = near.load(tile, shapes, candidates)
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
}

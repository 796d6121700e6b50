import Testing

@testable import GeoKit

@Suite struct ArrangementTests {
  private let frame = LocalFrame(centre: at(116, 40))

  private func quick(_ a: FrameShape, _ b: FrameShape, _ rule: (Int) -> Arrangement.Rule) -> FrameShape? {
    Arrangement.overlay([(a.polygons, a.edges), (b.polygons, b.edges)], rule: rule)
      .map { FrameShape(frame: frame, polygons: $0) }
  }

  /// A star with a lake and islands, wiggly enough that two of them cross many times.
  private func land(_ numbers: inout SeededNumbers) throws -> FrameShape {
    let centre = at(numbers.number(115.8...116.2), numbers.number(39.8...40.2))
    var shape = blob(centre, kilometres: 30, corners: 120, roughness: 0.7, using: &numbers)
    let lake = blob(centre, kilometres: 6, corners: 30, using: &numbers).polygons[0].shell
    shape.polygons[0].holes = [Ring(lake.coordinates.reversed())]
    shape.polygons += blob(centre, kilometres: 3, corners: 20, using: &numbers).polygons
    return try frame.shape(of: shape)
  }

  private func expectSame(_ a: FrameShape, _ b: FrameShape) throws {
    #expect(a.polygons.polygonEnds.count == b.polygons.polygonEnds.count)
    #expect(a.polygons.ringEnds.count == b.polygons.ringEnds.count)
    #expect(abs(a.area.squareMetres - b.area.squareMetres) < 1)
    #expect(try a.differenceByLibrary(b).area.squareMetres < 1)
    #expect(try b.differenceByLibrary(a).area.squareMetres < 1)
    #expect(Validity.problems(of: a.multiPolygon()).isEmpty)
  }

  @Test(arguments: 0..<25) func equalsTheLibrary(seed: UInt64) throws {
    var numbers = SeededNumbers(seed)
    let a = try land(&numbers)
    let b = try land(&numbers)
    let both = try #require(quick(a, b) { _ in .init(depth: 1, isReversed: false) })
    try expectSame(both, a.intersectionByLibrary(b))
    let onlyA = try #require(quick(a, b) { .init(depth: $0, isReversed: $0 == 1) })
    try expectSame(onlyA, a.differenceByLibrary(b))
    let any = try #require(quick(a, b) { _ in .init(depth: 0, isReversed: false) })
    try expectSame(any, FrameShape.unionByLibrary(of: [a, b], in: frame))
    #expect(relativeDifference((both.area + onlyA.area).squareMetres, a.area.squareMetres) < 1e-12)
  }

  @Test(arguments: 0..<10) func unionOfManyDiscsEqualsTheLibrary(seed: UInt64) throws {
    var numbers = SeededNumbers(seed)
    let discs = try (0..<60).map { _ in
      try frame.shape(
        of: GeodesicDisc(
          centre: at(numbers.number(114...118), numbers.number(38.5...41.5)),
          radius: .kilometres(numbers.number(5...40))))
    }
    let union = try #require(
      Arrangement.overlay(discs.map { ($0.polygons, $0.edges) }, rule: { _ in .init(depth: 0, isReversed: false) }))
    try expectSame(
      FrameShape(frame: frame, polygons: union), FrameShape.unionByLibrary(of: discs, in: frame))
    // The order of the discs changes nothing, not even a bit.
    let shuffled = discs.shuffled(using: &numbers)
    #expect(
      Arrangement.overlay(shuffled.map { ($0.polygons, $0.edges) }, rule: { _ in .init(depth: 0, isReversed: false) })
        == union)
  }

  @Test(arguments: 0..<10) func gapsOfATownshipUnderDiscsEqualTheLibrary(seed: UInt64) throws {
    var numbers = SeededNumbers(seed)
    let discs = try (0..<12).map { _ in
      try frame.shape(
        of: GeodesicDisc(
          centre: at(numbers.number(115.5...116.5), numbers.number(39.6...40.4)), radius: .kilometres(10)))
    }
    let covered = try FrameShape.union(of: discs, in: frame)
    let township = try frame.shape(of: blob(at(116, 40), kilometres: 30, corners: 700, using: &numbers))
    let gap = try #require(quick(township, covered) { .init(depth: $0, isReversed: $0 == 1) })
    try expectSame(gap, township.differenceByLibrary(covered))
    #expect(try township.difference(covered) == gap)
  }

  @Test func apartInsideAndAround() throws {
    let big = try frame.shape(of: box(116, 40, 117, 41))
    let small = try frame.shape(of: box(116.4, 40.4, 116.6, 40.6))
    let far = try frame.shape(of: box(118, 40, 119, 41))
    #expect(try big.difference(small).polygons.ringEnds.count == 2)
    #expect(try small.difference(big).isEmpty)
    #expect(relativeDifference(try small.intersection(big).area.squareMetres, small.area.squareMetres) < 1e-12)
    #expect(relativeDifference(try big.union(small).area.squareMetres, big.area.squareMetres) < 1e-12)
    #expect(try big.union(far).pieces.count == 2)
    #expect(try big.difference(far) == big)
    #expect(try FrameShape.union(of: [], in: frame).isEmpty)
    // An island in the lake of another shape.
    let ringed = try big.difference(small)
    let island = try frame.shape(of: box(116.45, 40.45, 116.5, 40.5))
    #expect(try ringed.intersection(island).isEmpty)
    #expect(try ringed.union(island).pieces.count == 2)
  }

  @Test func touchingOutlinesAreLeftToTheLibrary() throws {
    let left = try frame.shape(of: box(116, 40, 116.5, 41))
    let right = try frame.shape(of: box(116.5, 40, 117, 41))
    let corner = try frame.shape(of: box(116.25, 40.5, 116.5, 40.6))
    for other in [right, corner, left] {
      #expect(quick(left, other) { _ in .init(depth: 0, isReversed: false) } == nil)
    }
    #expect(try left.union(right).pieces.count == 1)
    #expect(try left.intersection(right).isEmpty)
    #expect(try left.difference(left).isEmpty)
    #expect(
      relativeDifference(try left.difference(corner).area.squareMetres, (left.area - corner.area).squareMetres) < 1e-7)
    // The same disc many times over, as of several facilities in one building.
    let disc = try frame.shape(of: GeodesicDisc(centre: at(116, 40), radius: .kilometres(10)))
    #expect(
      relativeDifference(
        try FrameShape.union(of: [disc, disc, disc], in: frame).area.squareMetres, disc.area.squareMetres) < 1e-12)
  }
}

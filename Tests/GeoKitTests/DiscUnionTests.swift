import Testing

@testable import GeoKit

/// The union of discs against geodesic distances and against the plain union of all of them.
@Suite struct DiscUnionTests {
  private static let places = [at(122, 46), at(180, 52), at(-179.99, -17), at(30, 89.9), at(0, -90), at(0, 0)]

  /// Discs within `spread` of a place; some stand within metres of another, as a hospital and its ambulance station do.
  private func discs(
    _ count: Int, around place: Coordinate, spread: Double, radii: ClosedRange<Double>, _ numbers: inout SeededNumbers
  ) -> [GeodesicDisc] {
    var discs: [GeodesicDisc] = []
    for _ in 0..<count {
      let radius = Distance.kilometres(numbers.number(radii))
      if let other = discs.randomElement(using: &numbers), numbers.number(0...1) < 0.1 {
        let step = Distance.metres(numbers.number(0...200))
        let centre = Geodesic.destination(from: other.centre, azimuth: numbers.number(0...360), distance: step)
        discs.append(GeodesicDisc(centre: centre, radius: radius))
      } else {
        let step = Distance.kilometres(spread * numbers.number(0...1).squareRoot())
        let centre = Geodesic.destination(from: place, azimuth: numbers.number(0...360), distance: step)
        discs.append(GeodesicDisc(centre: centre, radius: radius))
      }
    }
    return discs
  }

  private func plainUnion(_ discs: [GeodesicDisc], in frame: LocalFrame) throws -> FrameShape {
    try FrameShape.union(of: discs.map { try frame.shape(of: $0) }, in: frame)
  }

  /// Checks random points, and points beside the outline, by their distances to all centres.
  private func expectRight(
    _ union: FrameShape, _ discs: [GeodesicDisc], around place: Coordinate, within reach: Double,
    _ numbers: inout SeededNumbers
  ) {
    for trial in 0..<400 {
      var point = Geodesic.destination(
        from: place, azimuth: numbers.number(0...360), distance: .kilometres(reach * numbers.number(0...1).squareRoot())
      )
      if trial % 2 == 0, let disc = discs.randomElement(using: &numbers) {
        let step = disc.radius.metres + numbers.number(-20...20)
        point = Geodesic.destination(from: disc.centre, azimuth: numbers.number(0...360), distance: .metres(step))
      }
      let depth = discs.map { $0.radius.metres - Geodesic.distance($0.centre, point).metres }.max() ?? 0
      // The outline is drawn within 0.75 m of the circles.
      if abs(depth) > 0.8 { #expect(union.contains(point) == (depth > 0), "\(point) lies \(depth) m deep") }
    }
  }

  @Test(arguments: 0..<36) func equalsDistancesAndThePlainUnion(seed: UInt64) throws {
    var numbers = SeededNumbers(seed)
    let place = Self.places[Int(seed) % Self.places.count]
    // From spread over crowded to all but stacked.
    let spread = [300.0, 60, 15, 2][Int(seed / 6) % 4]
    let radii = seed % 2 == 0 ? 10.0...10.0 : 2.0...25.0
    let discs = discs(150, around: place, spread: spread, radii: radii, &numbers)
    let frame = LocalFrame(around: discs.map(\.centre))
    let union = try FrameShape.union(of: discs, in: frame)
    let plain = try plainUnion(discs, in: frame)
    expectRight(union, discs, around: place, within: spread + 30, &numbers)
    // Nothing is lost but corners that stood out by less than drawing may be off.
    let length = plain.polygons.ringEnds.indices.reduce(0) { $0 + plain.polygons.length(ring: $1).metres }
    let strays = try union.difference(plain).area.squareMetres + plain.difference(union).area.squareMetres
    #expect(strays < 0.01 * length)
    #expect(abs(union.area.squareMetres / plain.area.squareMetres - 1) < 1e-6)
    #expect(union.polygons.polygonEnds.count == plain.polygons.polygonEnds.count)
    #expect(union.polygons.ringEnds.count == plain.polygons.ringEnds.count)
    // The order of the discs changes nothing, not even a bit.
    #expect(try FrameShape.union(of: discs.shuffled(using: &numbers), in: frame) == union)
  }

  @Test func ringOfHiddenDiscsWithGroundInItsMiddle() throws {
    // Three rows of discs around a hole of 15 km: the middle row is hidden, the hole is not, nor is a disc in it.
    let centre = at(122, 46)
    var discs = [GeodesicDisc(centre: centre, radius: .kilometres(2))]
    for distance in [25.0, 28, 31] {
      for azimuth in stride(from: 0.0, to: 360, by: 5) {
        let place = Geodesic.destination(from: centre, azimuth: azimuth, distance: .kilometres(distance))
        discs.append(GeodesicDisc(centre: place, radius: .kilometres(10)))
      }
    }
    #expect(HiddenDiscs(among: discs, tolerance: .metres(0.75)).isHidden.count(where: \.self) == 72)
    let frame = LocalFrame(centre: centre)
    let union = try FrameShape.union(of: discs, in: frame)
    #expect(union.pieces.map(\.polygons.ringEnds.count).sorted() == [1, 2])
    #expect(!union.contains(Geodesic.destination(from: centre, azimuth: 10, distance: .kilometres(5))))
    #expect(union.contains(centre))
  }

  @Test func crowdedDiscsAreFewWhenDrawn() throws {
    // 20,000 stations in a square degree: what is drawn is what is seen from outside, not what there is.
    var numbers = SeededNumbers(1)
    let discs = (0..<20_000).map { _ in
      GeodesicDisc(centre: at(numbers.number(115...116), numbers.number(40...41)), radius: .kilometres(10))
    }
    let drawn = HiddenDiscs(among: discs, tolerance: .metres(0.75)).isHidden.count(where: { !$0 })
    #expect(drawn < 500)
    let frame = LocalFrame(around: discs.map(\.centre))
    let union = try FrameShape.union(of: discs, in: frame)
    #expect(union.polygons.ringEnds.count == 1)
    let index = NearestIndex(discs.map(\.centre))
    for _ in 0..<2_000 {
      let point = at(numbers.number(114.8...116.2), numbers.number(39.8...41.2))
      let depth = 10_000 - (index.nearest(to: point)?.distance.metres ?? .infinity)
      if abs(depth) > 0.8 { #expect(union.contains(point) == (depth > 0)) }
    }
  }

  @Test func nothingOneAndTheSameTwice() throws {
    let frame = LocalFrame(centre: at(116, 40))
    let disc = GeodesicDisc(centre: at(116, 40), radius: .kilometres(10))
    let alone = try FrameShape.union(of: [disc], in: frame)
    #expect(try FrameShape.union(of: [GeodesicDisc](), in: frame).isEmpty)
    #expect(try FrameShape.union(of: [disc, disc, disc], in: frame) == alone)
    #expect(relativeDifference(alone.area.squareMetres, try frame.shape(of: disc).area.squareMetres) < 1e-12)
    // A smaller one in the same place, and one well inside, change nothing.
    let smaller = GeodesicDisc(centre: disc.centre, radius: .kilometres(5))
    let inside = GeodesicDisc(centre: at(116.02, 40.01), radius: .kilometres(3))
    #expect(try FrameShape.union(of: [smaller, inside, disc], in: frame) == alone)
    #expect(throws: GeoKitError.self) {
      try FrameShape.union(of: [GeodesicDisc(centre: at(116, 40), radius: .metres(0))], in: frame)
    }
  }
}

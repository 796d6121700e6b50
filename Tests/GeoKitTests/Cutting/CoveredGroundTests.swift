import Foundation
import Testing

@testable import GeoKit

@Suite("Cutting outlines by covered ground")
struct CoveredGroundTests {
  private static let frame = LocalFrame(centre: Coordinate(longitude: 121.5, latitude: 46))

  /// A ragged star: a ring of `corners` corners around a centre, every other radius drawn at random.
  private static func star(
    _ centre: Coordinate, metres: Double, corners: Int, random: inout some RandomNumberGenerator
  ) -> Ring {
    let wave = Double.random(in: 0...6, using: &random)
    var ring = (0..<corners).map { corner in
      let angle = 360 * Double(corner) / Double(corners)
      let radius =
        metres * (1 + 0.3 * sin(angle / 30 + wave)) * Double.random(in: 0.97...1, using: &random)
      return Geodesic.destination(from: centre, azimuth: -angle, distance: .metres(radius))
    }
    ring.append(ring[0])
    return Ring(ring)
  }

  private static func coordinate(_ random: inout some RandomNumberGenerator) -> Coordinate {
    Coordinate(
      longitude: .random(in: 121...122, using: &random), latitude: .random(in: 45.7...46.3, using: &random))
  }

  private static func subject(_ random: inout some RandomNumberGenerator) -> MultiPolygon {
    let centre = coordinate(&random)
    let hole = Ring(star(centre, metres: 3_000, corners: 60, random: &random).coordinates.reversed())
    return MultiPolygon([
      Polygon(shell: star(centre, metres: 15_000, corners: 700, random: &random), holes: [hole])
    ])
  }

  private static func discs(_ count: Int, _ metres: Double, _ random: inout some RandomNumberGenerator) throws
    -> [MultiPolygon]
  {
    try (0..<count).map { _ in
      try GeodesicDisc(centre: coordinate(&random), radius: .metres(metres)).polygon()
    }
  }

  @Test(
    "the same ground as the geometry library leaves, valid, point for point",
    arguments: [(1, 12, 4_000.0), (2, 12, 9_000), (3, 30, 4_000), (4, 40, 2_500), (5, 6, 15_000), (6, 60, 2_000)]
      as [(UInt64, Int, Double)])
  func sameAsLibrary(seed: UInt64, count: Int, metres: Double) throws {
    var random = SeededNumbers(seed)
    let discs = try Self.discs(count, metres, &random)
    let ground = try CoveredGround(joining: discs, in: Self.frame)
    let union = try FrameShape.union(of: discs.map { try Self.frame.shape(of: $0) }, in: Self.frame)
    #expect(abs(ground.area.squareMetres / union.area.squareMetres - 1) < 1e-9)
    for _ in 0..<10 {
      let shape = Self.subject(&random)
      let subject = try TracedShape(shape, in: Self.frame)
      let pieces = try ground.uncovered(of: subject)
      let rest = MultiPolygon(pieces.map(\.polygon))
      let area = pieces.area
      let expected = try Self.frame.shape(of: shape).difference(union)
      #expect(abs(area.squareMetres - expected.area.squareMetres) < 1e-9 * subject.area.squareMetres)
      let difference = try Self.frame.shape(of: rest)
      #expect(abs(difference.area.squareMetres - area.squareMetres) < 1e-9 * subject.area.squareMetres)
      let stray = try difference.difference(expected).area + expected.difference(difference).area
      #expect(stray.squareMetres < 1e-6 * subject.area.squareMetres)
      #expect(rest.polygons.count == expected.multiPolygon().polygons.count)
    }
  }

  @Test("covered and uncovered make up the geodesic area")
  func areasAddUp() throws {
    var random = SeededNumbers(7)
    let discs = try Self.discs(20, 5_000, &random)
    let ground = try CoveredGround(joining: discs, in: Self.frame)
    for _ in 0..<20 {
      let shape = Self.subject(&random)
      let subject = try TracedShape(shape, in: Self.frame)
      let uncovered = MultiPolygon(try ground.uncovered(of: subject).map(\.polygon))
      let covered = try Self.frame.shape(of: shape).intersection(Self.frame.shape(of: ground.shape)).multiPolygon()
      let sum = Geodesic.area(of: uncovered) + Geodesic.area(of: covered)
      #expect(abs(sum.squareMetres / Geodesic.area(of: shape).squareMetres - 1) < 1e-6)
      #expect(abs(subject.area.squareMetres / Geodesic.area(of: shape).squareMetres - 1) < 1e-7)
    }
  }

  @Test("wholly covered, wholly uncovered, a ring of ground inside, and ground with a hole inside")
  func nothingCrosses() throws {
    var random = SeededNumbers(8)
    let centre = Coordinate(longitude: 121.5, latitude: 46)
    let subject = try TracedShape(
      MultiPolygon([Polygon(shell: Self.star(centre, metres: 8_000, corners: 300, random: &random))]), in: Self.frame)
    func disc(_ metres: Double, longitude: Double = 121.5) throws -> MultiPolygon {
      try GeodesicDisc(centre: Coordinate(longitude: longitude, latitude: 46), radius: .metres(metres)).polygon()
    }
    let inside = try CoveredGround(joining: [disc(20_000)], in: Self.frame)
    #expect(try inside.uncovered(of: subject).isEmpty)
    let outside = try CoveredGround(joining: [disc(5_000, longitude: 121.8)], in: Self.frame)
    #expect(try outside.uncovered(of: subject).area == subject.area)
    let small = try CoveredGround(joining: [disc(1_000)], in: Self.frame)
    let pierced = try small.uncovered(of: subject)
    #expect(pierced.map(\.polygon.holes.count) == [1])
    #expect(abs((subject.area - pierced.area).squareMetres / (Double.pi * 1e6) - 1) < 1e-4)
    let outer = try Self.frame.shape(of: disc(20_000))
    let annulus = try outer.difference(Self.frame.shape(of: disc(1_000))).multiPolygon()
    let island = try CoveredGround(joining: [annulus], in: Self.frame).uncovered(of: subject)
    #expect(island.count == 1)
    #expect(abs(island.area.squareMetres / (Double.pi * 1e6) - 1) < 1e-4)
    let nothing = try CoveredGround(joining: [MultiPolygon](), in: Self.frame)
    #expect(nothing.shape.isEmpty)
    #expect(try nothing.uncovered(of: subject).area == subject.area)
  }

  @Test("outlines that coincide are left to the geometry library and come out right")
  func coinciding() throws {
    func square(_ west: Double, _ south: Double, _ side: Double) -> MultiPolygon {
      let corners = [(0.0, 0.0), (1, 0), (1, 1), (0, 1), (0, 0)].map {
        Coordinate(longitude: west + side * $0.0, latitude: south + side * $0.1)
      }
      return MultiPolygon([Polygon(shell: Ring(corners))])
    }
    let subject = try TracedShape(square(121.4, 46, 0.1), in: Self.frame)
    for (ground, share) in [
      (square(121.4, 46, 0.1), 0.0), (square(121.5, 46, 0.1), 1), (square(121.4, 46, 0.05), 0.75),
      (square(121.45, 45.95, 0.1), 0.75),
    ] {
      let rest = try CoveredGround(joining: [ground], in: Self.frame).uncovered(of: subject)
      #expect(abs(rest.area.squareMetres / subject.area.squareMetres - share) < 1e-3)
    }
  }

  @Test("corners of the source come through unchanged")
  func cornersAreKept() throws {
    var random = SeededNumbers(9)
    let ground = try CoveredGround(joining: Self.discs(10, 6_000, &random), in: Self.frame)
    let shape = Self.subject(&random)
    let known = Set(
      shape.polygons.flatMap { [$0.shell] + $0.holes }.flatMap(\.coordinates)
        + ground.shape.polygons.flatMap { [$0.shell] + $0.holes }.flatMap(\.coordinates))
    let rest = try ground.uncovered(of: TracedShape(shape, in: Self.frame)).map(\.polygon)
    let corners = rest.flatMap { [$0.shell] + $0.holes }.flatMap { $0.coordinates.dropLast() }
    #expect(!corners.isEmpty)
    #expect(corners.count(where: { !known.contains($0) }) < 40)
  }

  @Test("shapes of another frame are refused")
  func frames() throws {
    let other = LocalFrame(centre: Coordinate(longitude: 100, latitude: 30))
    let ground = try CoveredGround(joining: [MultiPolygon](), in: Self.frame)
    #expect(throws: GeoKitError.differentFrames(Self.frame.centre, other.centre)) {
      try ground.uncovered(of: TracedShape(MultiPolygon(), in: other))
    }
  }
}

extension [GroundPiece] {
  fileprivate var area: Area { reduce(.zero) { $0 + $1.area } }
}

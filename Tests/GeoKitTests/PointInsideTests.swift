import Foundation
import Testing

@testable import GeoKit

/// A point that stands for an area lies in it: against the even–odd rule, over random stars with holes and islands.
struct PointInsideTests {
  private func star(around x: Double, _ y: Double, radius: Double, _ random: inout SeededNumbers) -> Ring {
    let corners = Int.random(in: 5...40, using: &random)
    var ring = (0..<corners).map { corner in
      let angle = 2 * Double.pi * Double(corner) / Double(corners)
      let r = radius * Double.random(in: 0.15...1, using: &random)
      return Coordinate(longitude: x + r * cos(angle), latitude: y + r * sin(angle))
    }
    ring.append(ring[0])
    return Ring(ring)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func itLiesInTheLargestPart(seed: UInt64) throws {
    var random = SeededNumbers(seed)
    // Degrees, and metres of a grid.
    let scale = seed % 2 == 0 ? 1.0 : 100_000
    let (x, y) = (
      Double.random(in: -170...170, using: &random) * scale, Double.random(in: -60...60, using: &random) * scale
    )
    var large = Polygon(shell: star(around: x, y, radius: scale, &random))
    if seed % 3 == 0 { large.holes = [star(around: x, y, radius: 0.05 * scale, &random)] }
    let small = Polygon(shell: star(around: x + 3 * scale, y, radius: 0.01 * scale, &random))
    let point = try #require(MultiPolygon([small, large]).pointInside)
    #expect(plainContains(MultiPolygon([large]), point))
  }

  @Test func whatHasNoInsideHasNone() {
    let line = [0.0, 1, 2, 0].map { Coordinate(longitude: $0, latitude: 0) }
    #expect(MultiPolygon([Polygon(shell: Ring(line))]).pointInside == nil)
    #expect(MultiPolygon([]).pointInside == nil)
  }
}

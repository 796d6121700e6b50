import Testing

@testable import GeoKit

@Suite struct BoundingBoxTests {
  @Test func boxOfPlainPlaces() throws {
    let found = try #require(BoundingBox(around: [at(116, 40), at(117, 39), at(116.5, 41)]))
    #expect(found == BoundingBox(west: 116, south: 39, east: 117, north: 41))
    #expect(found.contains(at(116, 39)) && !found.contains(at(115.9, 40)))
  }

  @Test func boxAcrossTheAntimeridianHasWestGreaterThanEast() throws {
    let found = try #require(BoundingBox(around: [at(177, -20), at(-178, -16)]))
    #expect(found == BoundingBox(west: 177, south: -20, east: -178, north: -16))
    #expect(found.contains(at(180, -17)) && found.contains(at(-179, -17)) && !found.contains(at(0, -17)))
  }

  @Test func nothingHasNoBox() {
    #expect(BoundingBox(around: [Coordinate]()) == nil)
    #expect(BoundingBox(around: MultiPolygon()) == nil)
  }
}

import Foundation
import GeoKit
import TestSupport
import Testing

@testable import EMSFormats
@testable import EMSModel
@testable import EMSReading

/// Boundaries, places and facilities of an extract.
struct OpenStreetMapDraftTests {
  // MARK: Rings

  /// However a ring is cut into ways, whichever way they run and in whatever order, it is the same ring.
  @Test(arguments: UInt64(0)..<50) func cutRingsAreJoined(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 4...40, using: &random)
    let corners = Array(1...Int64(count))
    var cuts = Set(
      (0..<Int.random(in: 1...min(8, count), using: &random)).map { _ in Int.random(in: 0..<count, using: &random) })
    cuts.insert(0)
    let starts = cuts.sorted()
    var ways: [[Int64]] = starts.indices.map { at in
      let end = at + 1 < starts.count ? starts[at + 1] : count
      return (starts[at]...end).map { corners[$0 % count] }
    }
    ways = ways.map { Bool.random(using: &random) ? $0.reversed() : $0 }
    ways.shuffle(using: &random)
    let joined = RingJoining(ways.map { ($0, false) })
    #expect(joined.isWhole)
    #expect(joined.shells.count == 1)
    let ring = joined.shells.first ?? []
    #expect(ring.first == ring.last && Set(ring) == Set(corners) && ring.count == count + 1)
    let steps = Set(zip(ring, ring.dropFirst()).map { Set([$0, $1]) })
    #expect(steps == Set(corners.indices.map { Set([corners[$0], corners[($0 + 1) % count]]) }))
    // Without one way it does not close.
    if ways.count > 1 {
      #expect(!RingJoining(ways.dropFirst().map { ($0, false) }).isWhole)
      #expect(!RingJoining([(nil, false)] + ways.dropFirst().map { ($0, false) }).isWhole)
    }
  }

  /// A hole lies in its shell, islands are parts, and shells run counter-clockwise whatever the ways do.
  @Test func holesAndIslandsAreKept() {
    var nodes: [Int64: OpenStreetMapElements.Node] = [:]
    func square(_ first: Int64, _ west: Double, _ south: Double, _ size: Double) -> [Int64] {
      for (offset, corner) in [(0.0, 0.0), (0, 1), (1, 1), (1, 0)].enumerated() {
        nodes[first + Int64(offset)] = OpenStreetMapElements.Node(
          identifier: first + Int64(offset), longitude: Int32((west + corner.0 * size) * 1e7),
          latitude: Int32((south + corner.1 * size) * 1e7), tags: [:])
      }
      return [first, first + 1, first + 2, first + 3, first]
    }
    let ways = [(square(1, 0, 0, 10), false), (square(11, 2, 2, 3), true), (square(21, 20, 0, 1), false)]
    let (shape, isWhole) = RingJoining(ways.map { ($0.0, $0.1) }).shape(nodes)
    #expect(isWhole)
    #expect(shape.polygons.map(\.holes.count) == [1, 0])
    #expect(Validity.problems(of: shape).isEmpty)
    let expected =
      Geodesic.area(
        of: Ring([(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)].map { Coordinate(longitude: $0.0, latitude: $0.1) })
      )
      .squareMetres
      - Geodesic.area(
        of: Ring([(2, 2), (5, 2), (5, 5), (2, 5), (2, 2)].map { Coordinate(longitude: $0.0, latitude: $0.1) })
      )
      .squareMetres
      + Geodesic.area(
        of: Ring([(20, 0), (21, 0), (21, 1), (20, 1), (20, 0)].map { Coordinate(longitude: $0.0, latitude: $0.1) })
      )
      .squareMetres
    #expect(abs(Geodesic.area(of: shape).squareMetres - expected) < 1e-6 * expected)
  }

  // MARK: What is taken

  @Test(
    arguments: [
      (["amenity": "hospital", "healthcare": "hospital"], "hospital"),
      (["amenity": "clinic", "healthcare": "centre"], "centre"),
      (["amenity": "clinic", "healthcare": "clinic"], "clinic"), (["amenity": "doctors"], "doctors"),
      (["emergency": "ambulance_station"], "ambulance station"),
      (["amenity": "pharmacy", "healthcare": "pharmacy"], nil),
      (["healthcare": "dentist"], nil), (["shop": "x"], nil),
    ] as [([String: String], String?)])
  func careIsKnownByItsTags(tags: [String: String], word: String?) {
    #expect(OpenStreetMapPlaces.care(tags) == word)
    if let word { #expect(TierWords.meaning(of: word).map { $0 != .ignored } == true, "the reader knows the word") }
  }

  /// A former use closes a facility where nothing says a present one.
  @Test(
    arguments: [
      (["amenity": "clinic", "disused": "yes"], "disused=yes"),
      (["healthcare": "clinic", "abandoned": "yes"], "abandoned=yes"),
      (["healthcare": "clinic", "disused:amenity": "clinic"], "disused:amenity=clinic"),
      (["amenity": "hospital", "disused:amenity": "clinic"], nil), (["amenity": "clinic", "disused": "no"], nil),
      (["amenity": "clinic", "opening_hours": "closed"], "opening_hours=closed"),
      (["amenity": "clinic", "construction:healthcare": "hospital"], "construction:healthcare=hospital"),
      (["amenity": "clinic", "opening_hours": "24/7"], nil),
    ] as [([String: String], String?)])
  func whatIsDisusedIsClosed(tags: [String: String], tag: String?) {
    #expect(OpenStreetMapPlaces.closedTag(tags) == tag)
    #expect(StatusWords.isOpen("closed") == false, "what the file says of it is read as closed")
  }

  private static let hasRoads = FileManager.default.fileExists(atPath: roads("andorra").path)

  private static func roads(_ name: String) -> URL {
    Checkout.shared.appendingPathComponent("geodata/roads/\(name).osm.pbf")
  }

  /// Another library's reading of the same extracts: GDAL's OSM driver, which assembles its own multipolygons.
  @Test(
    .enabled(if: hasRoads),
    arguments: [("andorra", "Andorra", 7, 7, 1, 64), ("liechtenstein", "Liechtenstein", 8, 11, 2, 19)])
  func boundariesOfRealExtracts(
    file: String, region: String, level: Int, count: Int, counties: Int, places: Int
  ) throws {
    let draft = try OpenStreetMapDraft(extract: Self.roads(file), region: .named(region), levels: nil)
    #expect(draft.townshipLevel == level)
    #expect(draft.townships.count == count)
    #expect(draft.counties.count == counties)
    func area(_ areas: [OpenStreetMapPlaces.Boundary]) -> Double {
      areas.reduce(0) { $0 + Geodesic.area(of: $1.shape).squareMetres }
    }
    #expect(abs(area(draft.townships) / area(draft.counties) - 1) < 0.002, "the towns fill the counties")
    // GDAL's OSM driver counts as many places of these kinds; those outside the border are not planned.
    #expect(draft.settlements.count <= places && draft.settlements.count > places * 3 / 4)
    for town in draft.townships { #expect(Validity.problems(of: town.shape).isEmpty, "\(town.name)") }
    #expect(draft.cut.isEmpty)
    #expect(!draft.settlements.isEmpty && draft.facilities.contains { $0.kind == "hospital" })
  }
}

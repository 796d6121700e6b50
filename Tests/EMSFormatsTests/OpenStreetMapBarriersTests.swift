import TestSupport
import Testing
import TravelNetwork

@testable import EMSFormats

@Suite struct OpenStreetMapBarriersTests {
  /// A river from west to east along the equator, 0.01° long, and what crosses it.
  private func pieces(
    river: [(String, String)] = [("waterway", "river")], middle: [(String, String)] = [],
    road: [(String, String)] = [("highway", "track")], sharesNode: Bool = false
  ) throws -> [BarrierPiece] {
    var writer = OpenStreetMapWriter()
    let nodes: [OpenStreetMapWriter.Node] = [
      .init(identifier: 1, longitude: 0, latitude: 0),
      .init(identifier: 2, longitude: 0.005, latitude: 0, tags: middle),
      .init(identifier: 3, longitude: 0.01, latitude: 0), .init(identifier: 4, longitude: 0.0075, latitude: -0.001),
      .init(identifier: 5, longitude: 0.0075, latitude: 0.001),
    ]
    let ways: [OpenStreetMapWriter.Way] = [
      .init(identifier: 10, nodes: [1, 2, 3], tags: river),
      .init(identifier: 11, nodes: sharesNode ? [4, 2, 5] : [4, 5], tags: road),
    ]
    writer.blocks = [(nodes, []), ([], ways)]
    return try writer.bytes.withUnsafeBufferPointer { try OpenStreetMapReader.barriers(in: $0) }
  }

  /// Where the river is open, in 1e-7 degrees east.
  private func gaps(_ pieces: [BarrierPiece]) -> [ClosedRange<Int32>] {
    zip(pieces, pieces.dropFirst()).compactMap {
      $0.endLongitude < $1.longitude ? $0.endLongitude...$1.longitude : nil
    }
  }

  @Test(arguments: [
    ("waterway", "river", true), ("waterway", "canal", true), ("railway", "rail", true), ("barrier", "fence", true),
    ("waterway", "stream", false), ("waterway", "ditch", false), ("railway", "tram", false),
    ("railway", "abandoned", false), ("barrier", "hedge", false),
  ]) func someLinesAreBarriers(key: String, value: String, isBarrier: Bool) throws {
    #expect(try pieces(river: [(key, value)]).count == (isBarrier ? 2 : 0))
  }

  @Test(arguments: ["bridge", "tunnel"]) func whatRunsAboveOrBelowIsNone(key: String) throws {
    #expect(try pieces(river: [("railway", "rail"), (key, "yes")]).isEmpty)
    #expect(try pieces(river: [("railway", "rail"), (key, "no")]).count == 2)
  }

  /// Five metres to both sides, 449 units of longitude at the equator.
  @Test func aRoadOpensIt() throws {
    #expect(try gaps(pieces()).isEmpty)
    #expect(try gaps(pieces(road: [("highway", "track"), ("bridge", "yes")])) == [75_000 - 449...75_000 + 449])
    #expect(try gaps(pieces(road: [("highway", "motorway"), ("bridge", "yes")])).isEmpty)
    #expect(try gaps(pieces(sharesNode: true)) == [50_000 - 449...50_000 + 449])
  }

  @Test(arguments: [
    ("ford", "yes", true), ("barrier", "gate", true), ("barrier", "bollard", false), ("ford", "no", false),
  ])
  func aFordOrGateOpensIt(key: String, value: String, isOpen: Bool) throws {
    #expect(try gaps(pieces(middle: [(key, value)])) == (isOpen ? [50_000 - 449...50_000 + 449] : []))
  }

  /// Roads are read without them; a ford of a road is kept, to be told.
  @Test func roadsAreAsBefore() throws {
    var writer = OpenStreetMapWriter()
    writer.blocks = [
      (
        [
          .init(identifier: 1, longitude: 0, latitude: 0, tags: [("ford", "yes")]),
          .init(identifier: 2, longitude: 1, latitude: 0),
        ], []
      ),
      (
        [],
        [
          .init(identifier: 3, nodes: [1, 2], tags: [("waterway", "river")]),
          .init(identifier: 4, nodes: [1, 2], tags: [("highway", "track")]),
        ]
      ),
    ]
    let roads = try writer.bytes.withUnsafeBufferPointer { try OpenStreetMapReader.roads(in: $0) }
    #expect(roads.lines.identifiers == [4] && roads.lines.barriers.isEmpty)
    #expect(roads.lines.obstacles.map { roads.lines.attributeSets[Int($0.attributes)] } == [["ford": "yes"]])
  }
}

import TestSupport
import Testing
import TravelNetwork

@testable import EMSFormats

@Suite struct OpenStreetMapReaderTests {
  private func read(_ bytes: [UInt8]) throws -> OpenStreetMapRoads {
    try bytes.withUnsafeBufferPointer { try OpenStreetMapReader.roads(in: $0) }
  }

  private func sample(sorted: Bool = true, compressed: Bool = true, dense: Bool = true) -> OpenStreetMapWriter {
    var writer = OpenStreetMapWriter()
    writer.isSorted = sorted
    writer.isCompressed = compressed
    writer.isDense = dense
    let nodes: [OpenStreetMapWriter.Node] = [
      .init(identifier: 10, longitude: 1.5, latitude: 42.5),
      .init(identifier: 11, longitude: 1.6, latitude: 42.6, tags: [("barrier", "bollard"), ("note", "x")]),
      .init(identifier: 99, longitude: 3, latitude: 3),
      .init(identifier: 8_000_000_000, longitude: -179.9999999, latitude: -89.5),
    ]
    let ways: [OpenStreetMapWriter.Way] = [
      .init(
        identifier: 5, nodes: [10, 11, 8_000_000_000], tags: [("highway", "residential"), ("name", "横街")]),
      .init(identifier: 6, nodes: [99, 10], tags: [("building", "yes")]),
      .init(identifier: 7, nodes: [11, 12, 10, 11], tags: [("oneway", "-1"), ("highway", "track")]),
      .init(identifier: 8, nodes: [10, 11], tags: [("highway", "proposed")]),
    ]
    writer.blocks = [(Array(nodes[..<2]), []), (Array(nodes[2...]), []), ([], ways)]
    return writer
  }

  /// Where a limit comes from is kept only where no figure is posted.
  @Test(arguments: [("30", nil), ("sign", "RU:living_street"), (nil, "RU:living_street")] as [(String?, String?)])
  func wordsOfALimitStandInForAFigure(figure: String?, kept: String?) throws {
    var writer = sample()
    let tags = [("highway", "residential"), ("maxspeed:type", "RU:living_street")]
    writer.blocks[2].1 = [
      .init(identifier: 5, nodes: [10, 11], tags: tags + (figure.map { [("maxspeed", $0)] } ?? []))
    ]
    let sets = try read(writer.bytes).lines.attributeSets
    #expect(sets.compactMap { $0["maxspeed:type"] } == (kept.map { [$0] } ?? []))
  }

  @Test(arguments: [(true, true, true), (false, false, false), (true, false, true), (false, true, false)])
  func readsWhatWasWritten(sorted: Bool, compressed: Bool, dense: Bool) throws {
    let roads = try read(sample(sorted: sorted, compressed: compressed, dense: dense).bytes)
    let lines = roads.lines
    #expect(lines.inconsistency == nil)
    #expect(lines.longitudes == [15_000_000, 16_000_000, -1_799_999_999])
    #expect(lines.latitudes == [425_000_000, 426_000_000, -895_000_000])
    // Node 12 is missing: the second road keeps only the part behind it.
    #expect(roads.missingNodes == 1)
    #expect(lines.identifiers == [5, 7])
    #expect(lines.points == [0, 1, 2, 0, 1])
    #expect(lines.firstPoint == [0, 3, 5])
    #expect(
      lines.attributes.map { lines.attributeSets[Int($0)] }
        == [["highway": "residential"], ["highway": "track", "oneway": "-1"]])
    #expect(lines.obstacles.map(\.point) == [1])
    #expect(lines.obstacles.map { lines.attributeSets[Int($0.attributes)] } == [["barrier": "bollard"]])
    #expect(roads.waysRead == 4)
    #expect(roads.nodesRead == 4)
  }

  /// Days by `date -u -d @SECONDS +%F`; a header without one, or with one before there was a map, says none.
  @Test(
    arguments: [
      (1_772_323_199, "2026-02-28"), (1_772_323_200, "2026-03-01"), (1_709_164_800, "2024-02-29"), (nil, nil), (0, nil),
      (UInt64.max, nil),
    ] as [(UInt64?, String?)])
  func theHeaderSaysToWhichDayTheDataGo(seconds: UInt64?, day: String?) throws {
    var writer = sample()
    writer.dataUntil = seconds
    #expect(try read(writer.bytes).dataUntil == day)
  }

  @Test func placesOnWaysStandForNodes() throws {
    var writer = sample()
    let usual = try read(writer.bytes)
    writer.blocks = writer.blocks.map { nodes, ways in (nodes, ways.filter { $0.identifier != 7 }) }
    writer.hasLocationsOnWays = true
    let roads = try read(writer.bytes)
    #expect(roads.lines.longitudes == usual.lines.longitudes)
    #expect(roads.lines.latitudes == usual.lines.latitudes)
    #expect(roads.missingNodes == 0)
    #expect(roads.lines.points == [0, 1, 2])
  }

  /// A crossing of four roads at node 1.
  private func crossing(_ relations: [OpenStreetMapWriter.Relation]) throws -> OpenStreetMapRoads {
    var writer = OpenStreetMapWriter()
    let places = [(0.0, 0.0), (0.01, 0), (-0.01, 0), (0, 0.01), (0, -0.01), (0, 0.02)]
    let nodes = places.enumerated().map { index, place in
      OpenStreetMapWriter.Node(identifier: Int64(index + 1), longitude: place.0, latitude: place.1)
    }
    let roads: [[Int64]] = [[1, 2], [1, 3], [4, 1], [1, 5], [4, 6]]
    let ways = roads.enumerated().map { index, nodes in
      OpenStreetMapWriter.Way(identifier: Int64(index + 11), nodes: nodes, tags: [("highway", "primary")])
    }
    writer.blocks = [(nodes, []), ([], ways)]
    writer.relations = relations
    return try read(writer.bytes)
  }

  @Test func restrictionsAreReadWithTheirRoads() throws {
    let rule = [("type", "restriction"), ("restriction", "no_left_turn"), ("except", "bicycle")]
    let roads = try crossing([
      .init(members: [(1, 11, "from"), (0, 1, "via"), (1, 13, "to")], tags: rule),
      .init(members: [(1, 15, "from"), (1, 13, "via"), (1, 12, "to")], tags: rule),
      // Several roads that nobody may leave by.
      .init(
        members: [(1, 11, "from"), (0, 1, "via"), (1, 12, "to"), (1, 14, "to")],
        tags: [("type", "restriction"), ("restriction", "no_exit")]),
    ])
    #expect(roads.lines.inconsistency == nil)
    #expect(
      roads.lines.restrictions.map { [$0.from, $0.to] } == [[11, 13], [15, 12], [11, 12], [11, 14]])
    #expect(roads.lines.restrictions[0].viaPoint == 0)
    #expect(roads.lines.restrictions[1].viaLines == [13])
    #expect(roads.lines.attributeSets[Int(roads.lines.restrictions[0].attributes)]["except"] == "bicycle")
    #expect(roads.brokenRestrictions == 0)
  }

  @Test func whatCannotBeUsedIsCounted() throws {
    let rule = [("type", "restriction"), ("restriction", "no_left_turn")]
    let roads = try crossing([
      .init(members: [(1, 11, "from"), (0, 1, "via"), (1, 99, "to")], tags: rule),
      .init(members: [(1, 11, "from"), (0, 6, "via"), (1, 12, "to")], tags: rule),
      .init(members: [(1, 11, "from"), (1, 12, "to")], tags: rule),
      .init(
        members: [(1, 11, "from"), (0, 1, "via"), (1, 12, "to")],
        tags: [("type", "restriction"), ("restriction:conditional", "no_left_turn @ (07:00-09:00)")]),
      .init(
        members: [(1, 11, "from"), (0, 1, "via"), (1, 12, "to")],
        tags: rule + [("hour_on", "07:00"), ("hour_off", "09:00")]),
      .init(members: [(1, 11, "from")], tags: [("type", "route")]),
    ])
    #expect(roads.lines.restrictions.isEmpty)
    #expect(roads.brokenRestrictions == 3)
    #expect(roads.conditionalRestrictions == 2)
  }

  @Test func aFileWithoutRoadsSaysSo() {
    var writer = OpenStreetMapWriter()
    writer.blocks = [([.init(identifier: 1, longitude: 0, latitude: 0)], [])]
    #expect {
      try read(writer.bytes)
    } throws: { ($0 as? OpenStreetMapError)?.reason == .noRoads }
  }

  @Test func aFalsePromiseOfOrderIsFound() {
    var writer = sample()
    writer.blocks = [
      (writer.blocks[0].0, writer.blocks[2].1), (writer.blocks[1].0, []), (writer.blocks[0].0, []),
      ([], writer.blocks[2].1),
    ]
    #expect {
      try read(writer.bytes)
    } throws: { ($0 as? OpenStreetMapError)?.reason == .notSorted }
  }

  @Test func aTruncatedFileIsRefusedAtEveryLength() {
    let bytes = sample().bytes
    for length in 0..<bytes.count {
      #expect(throws: OpenStreetMapError.self) { try read(Array(bytes[..<length])) }
    }
  }

  /// A few kilobytes that swell to millions of empty strings.
  @Test func stringsWithoutEndAreRefused() throws {
    var writer = sample()
    writer.emptyStrings = 1000
    _ = try read(writer.bytes)
    writer.emptyStrings = 1_100_000
    let bytes = writer.bytes
    #expect { try read(bytes) } throws: { ($0 as? OpenStreetMapError)?.reason == .badSize(1 << 20) }
  }

  @Test func textIsNotAnExtract() {
    #expect {
      try read(Array("{\"type\": \"FeatureCollection\"}".utf8))
    } throws: { ($0 as? OpenStreetMapError)?.reason == .noHeader }
  }

  /// A seeded fuzzer: flipped bits, overwritten bytes and cut pieces either read as consistent roads or throw.
  @Test(arguments: [false, true]) func damagedBytesNeverCrash(compressed: Bool) {
    var random = SeededGenerator(seed: 42)
    let whole = sample(compressed: compressed).bytes
    for _ in 0..<4000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let at = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[at] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes[at] = UInt8.random(in: 0...255, using: &random)
        default: bytes.replaceSubrange(at..<min(at + 3, bytes.count), with: [0xff])
        }
        if bytes.isEmpty { bytes = whole }
      }
      do {
        let roads = try read(bytes)
        #expect(roads.lines.inconsistency == nil)
      } catch {
        #expect(error is OpenStreetMapError)
      }
    }
  }
}

import Foundation
import TravelNetwork

/// Decoding of one block (osmformat.proto): the header, the ways that are roads, the nodes of roads.
enum OpenStreetMapBlock {
  /// The roads among the ways of one block.
  struct Ways: Sendable {
    var waysRead = 0
    var identifiers: [Int64] = []
    /// Number of references of each road.
    var counts: [Int32] = []
    var references: [Int64] = []
    /// Where a way holds the places of its nodes (LocationsOnWays): by reference, in degrees times 1e7.
    var locations: [(reference: Int, longitude: Int32, latitude: Int32)] = []
    var restrictions: [Restriction] = []
    /// Index into `attributeSets`, per road.
    var attributes: [Int32] = []
    var attributeSets: [[String: String]] = []
  }

  /// A relation that restricts turns, as it is written.
  struct Restriction: Sendable {
    var from: [Int64] = []
    var viaNodes: [Int64] = []
    var viaWays: [Int64] = []
    var to: [Int64] = []
    /// Index into the block's `attributeSets`.
    var attributes: Int32 = 0
  }

  /// The nodes of one block that roads use.
  struct Nodes: Sendable {
    var nodesRead = 0
    /// Numbers of the nodes in the list of wanted identifiers.
    var indices: [Int32] = []
    var longitudes: [Int32] = []
    var latitudes: [Int32] = []
    var obstacles: [RoadLines.Obstacle] = []
    var attributeSets: [[String: String]] = []
  }

  /// What the header block says.
  struct Header {
    /// Nodes stand before ways.
    var isSorted = false
    /// The day up to which changes of the map are in the extract, ISO 8601; nil where it says none.
    var dataUntil: String?
  }

  /// Checks the header block, and reads what it says.
  static func readHeader(_ block: ProtobufCursor) throws(OpenStreetMapError) -> Header {
    var cursor = block
    var header = Header()
    while let field = try cursor.field() {
      switch field.number {
      case 4:
        let feature = try cursor.message(wire: field.wire).text()
        guard feature == "OsmSchema-V0.6" || feature == "DenseNodes" || feature == "LocationsOnWays" else {
          throw cursor.failure(.unsupportedFeature(feature))
        }
      case 5:
        if try cursor.message(wire: field.wire).text() == "Sort.Type_then_ID" { header.isSorted = true }
      case 32:
        // osmosis_replication_timestamp, seconds since 1970; a day before OpenStreetMap is none.
        let seconds = try cursor.integer(wire: field.wire)
        if (1_000_000_000..<10_000_000_000).contains(seconds) {
          header.dataUntil = Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601.year().month().day())
        }
      default: try cursor.skip(wire: field.wire)
      }
    }
    return header
  }

  static func holdsWaysOrRelations(_ block: ProtobufCursor) throws(OpenStreetMapError) -> Bool {
    var cursor = block
    while let field = try cursor.field() {
      if field.number == 2 {
        var group = try cursor.message(wire: field.wire)
        if let first = try group.field(), first.number == 3 || first.number == 4 { return true }
      } else {
        try cursor.skip(wire: field.wire)
      }
    }
    return false
  }

  /// - Parameter withBarriers: whether lines that nobody crosses off the road are read besides the roads.
  static func readWays(_ block: ProtobufCursor, withBarriers: Bool) throws(OpenStreetMapError) -> Ways {
    let contents = try BlockContents(block)
    var ways = Ways()
    let barrierKeys = withBarriers ? OpenStreetMapTags.ofBarriers : []
    var sets = LocalSets(
      contents.strings, wanted: OpenStreetMapTags.ofWays.union(OpenStreetMapTags.ofRestrictions).union(barrierKeys))
    for var group in contents.groups {
      while let field = try group.field() {
        switch field.number {
        case 3: try readWay(try group.message(wire: field.wire), contents, withBarriers, &sets, &ways)
        case 4: try readRelation(try group.message(wire: field.wire), contents, &sets, &ways)
        default: try group.skip(wire: field.wire)
        }
      }
    }
    ways.attributeSets = sets.sets
    return ways
  }

  private static func readWay(
    _ way: ProtobufCursor, _ contents: BlockContents, _ withBarriers: Bool, _ sets: inout LocalSets, _ ways: inout Ways
  ) throws(OpenStreetMapError) {
    let way = try ElementFields(way)
    ways.waysRead += 1
    guard var keys = way.keys, var values = way.values, var references = way.field8 else { return }
    var (latitudes, longitudes) = (way.field9, way.field10)
    sets.startSet()
    while !keys.isAtEnd {
      let key = try keys.index(below: contents.strings.count)
      let value = try values.index(below: contents.strings.count)
      sets.add(key: key, value: value)
    }
    guard
      OpenStreetMapTags.isRoad(highway: sets.value(of: "highway"), route: sets.value(of: "route"))
        || (withBarriers && OpenStreetMapTags.isBarrier { sets.value(of: $0) })
    else { return }
    let count = references.countVarints()
    if count < 2 { return }
    sets.dropLimitsInWords()
    ways.attributes.append(sets.endSet())
    ways.identifiers.append(Int64(bitPattern: way.identifier))
    ways.counts.append(Int32(count))
    var node: Int64 = 0
    var (latitude, longitude): (Int64, Int64) = (0, 0)
    while !references.isAtEnd {
      node &+= try references.signed()
      if latitudes?.isAtEnd == false, longitudes?.isAtEnd == false {
        latitude &+= try latitudes?.signed() ?? 0
        longitude &+= try longitudes?.signed() ?? 0
        ways.locations.append(
          (
            ways.references.count, try contents.longitude(longitude, references),
            try contents.latitude(latitude, references)
          ))
      }
      ways.references.append(node)
    }
  }

  private static func readRelation(
    _ relation: ProtobufCursor, _ contents: BlockContents, _ sets: inout LocalSets, _ ways: inout Ways
  ) throws(OpenStreetMapError) {
    let relation = try ElementFields(relation)
    guard var keys = relation.keys, var values = relation.values, var roles = relation.field8,
      var members = relation.field9, var kinds = relation.field10
    else { return }
    sets.startSet()
    while !keys.isAtEnd {
      let key = try keys.index(below: contents.strings.count)
      sets.add(key: key, value: try values.index(below: contents.strings.count))
    }
    guard sets.value(of: "type").map({ $0 == "restriction" || $0.hasPrefix("restriction:") }) == true else { return }
    var restriction = Restriction()
    var member: Int64 = 0
    while !members.isAtEnd {
      member &+= try members.signed()
      let role = contents.strings[try roles.index(below: contents.strings.count)].text()
      switch (role, try kinds.varint()) {
      case ("from", 1): restriction.from.append(member)
      case ("via", 0): restriction.viaNodes.append(member)
      case ("via", 1): restriction.viaWays.append(member)
      case ("to", 1): restriction.to.append(member)
      default: break
      }
    }
    restriction.attributes = sets.endSet()
    ways.restrictions.append(restriction)
  }

  static func readNodes(
    _ block: ProtobufCursor, wanted: [Int64], refuseWays: Bool
  ) throws(OpenStreetMapError) -> Nodes {
    let contents = try BlockContents(block)
    var nodes = Nodes()
    var sets = LocalSets(contents.strings, wanted: OpenStreetMapTags.ofNodes)
    for var group in contents.groups {
      while let field = try group.field() {
        switch field.number {
        case 1: try readNode(try group.message(wire: field.wire), contents, wanted, &sets, &nodes)
        case 2: try readDense(try group.message(wire: field.wire), contents, wanted, &sets, &nodes)
        case 3 where refuseWays: throw group.failure(.notSorted)
        default: try group.skip(wire: field.wire)
        }
      }
    }
    nodes.attributeSets = sets.sets
    return nodes
  }

  private static func readNode(
    _ node: ProtobufCursor, _ contents: BlockContents, _ wanted: [Int64], _ sets: inout LocalSets,
    _ nodes: inout Nodes
  ) throws(OpenStreetMapError) {
    let node = try PlainNode(node)
    nodes.nodesRead += 1
    let at = lowerBound(wanted, node.identifier)
    guard at < wanted.count, wanted[at] == node.identifier else { return }
    nodes.append(at, try contents.longitude(node.longitude, node.end), try contents.latitude(node.latitude, node.end))
    guard var keys = node.keys, var values = node.values else { return }
    sets.startSet()
    while !keys.isAtEnd {
      let key = try keys.index(below: contents.strings.count)
      sets.add(key: key, value: try values.index(below: contents.strings.count))
    }
    nodes.appendObstacle(at, &sets)
  }

  private static func readDense(
    _ dense: ProtobufCursor, _ contents: BlockContents, _ wanted: [Int64], _ sets: inout LocalSets,
    _ nodes: inout Nodes
  ) throws(OpenStreetMapError) {
    guard let columns = try DenseNodes(dense) else { return }
    var (identifiers, latitudes, longitudes) = (columns.identifiers, columns.latitudes, columns.longitudes)
    var tags = columns.tags
    try wanted.withUnsafeBufferPointer { (wanted) throws(OpenStreetMapError) in
      var identifier: Int64 = 0
      var latitude: Int64 = 0
      var longitude: Int64 = 0
      var at = -1
      var previous = Int64.min
      while !identifiers.isAtEnd {
        identifier &+= try identifiers.signed()
        latitude &+= try latitudes.signed()
        longitude &+= try longitudes.signed()
        nodes.nodesRead += 1
        // Identifiers ascend in nearly every file: walk along the wanted ones, and search anew after a step back.
        if at < 0 || identifier < previous { at = lowerBound(wanted, identifier) }
        previous = identifier
        while at < wanted.count, wanted[at] < identifier { at += 1 }
        let isWanted = at < wanted.count && wanted[at] == identifier
        if isWanted {
          nodes.append(
            at, try contents.longitude(longitude, longitudes), try contents.latitude(latitude, latitudes))
        }
        if tags?.isAtEnd == false {
          if isWanted { sets.startSet() }
          while let key = try tags?.index(below: contents.strings.count), key != 0 {
            guard let value = try tags?.index(below: contents.strings.count) else { break }
            if isWanted { sets.add(key: key, value: value) }
          }
          if isWanted { nodes.appendObstacle(at, &sets) }
        }
      }
    }
  }

  private static func lowerBound<C: RandomAccessCollection>(_ sorted: C, _ value: Int64) -> Int
  where C.Element == Int64, C.Index == Int {
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

extension OpenStreetMapBlock.Nodes {
  fileprivate mutating func append(_ index: Int, _ longitude: Int32, _ latitude: Int32) {
    indices.append(Int32(index))
    longitudes.append(longitude)
    latitudes.append(latitude)
  }

  fileprivate mutating func appendObstacle(_ index: Int, _ sets: inout LocalSets) {
    // A ford opens a barrier line, and is told of a road.
    if sets.value(of: "barrier") != nil || sets.value(of: "ford") != nil {
      obstacles.append(RoadLines.Obstacle(point: Int32(index), attributes: sets.endSet()))
    }
  }
}

/// The string table, the groups and the coordinate frame of one primitive block.
struct BlockContents {
  var strings: [ProtobufCursor] = []
  var groups: [ProtobufCursor] = []
  private var granularity: Int64 = 100
  private var latitudeOffset: Int64 = 0
  private var longitudeOffset: Int64 = 0

  /// Of the 8,000 elements that writers put into a block none has a hundred tags; empty strings without end, which
  /// compress to nothing, would take all memory.
  private static let mostStrings = 1 << 20

  init(_ block: ProtobufCursor) throws(OpenStreetMapError) {
    var cursor = block
    while let field = try cursor.field() {
      switch field.number {
      case 1:
        var table = try cursor.message(wire: field.wire)
        while let entry = try table.field() {
          if entry.number == 1 {
            guard strings.count < Self.mostStrings else { throw table.failure(.badSize(strings.count)) }
            strings.append(try table.message(wire: entry.wire))
          } else {
            try table.skip(wire: entry.wire)
          }
        }
      case 2: groups.append(try cursor.message(wire: field.wire))
      case 17: granularity = Int64(bitPattern: try cursor.integer(wire: field.wire))
      case 19: latitudeOffset = Int64(bitPattern: try cursor.integer(wire: field.wire))
      case 20: longitudeOffset = Int64(bitPattern: try cursor.integer(wire: field.wire))
      default: try cursor.skip(wire: field.wire)
      }
    }
  }

  func longitude(_ raw: Int64, _ cursor: ProtobufCursor) throws(OpenStreetMapError) -> Int32 {
    try degrees(raw, longitudeOffset, limit: 1_800_000_000, cursor)
  }

  func latitude(_ raw: Int64, _ cursor: ProtobufCursor) throws(OpenStreetMapError) -> Int32 {
    try degrees(raw, latitudeOffset, limit: 900_000_000, cursor)
  }

  /// Nanodegrees to 1e-7 degrees, checked.
  private func degrees(
    _ raw: Int64, _ offset: Int64, limit: Int64, _ cursor: ProtobufCursor
  ) throws(OpenStreetMapError) -> Int32 {
    let scaled = raw.multipliedReportingOverflow(by: granularity)
    let total = scaled.partialValue.addingReportingOverflow(offset)
    guard !scaled.overflow, !total.overflow else { throw cursor.failure(.badReference(Int(raw))) }
    let whole = total.partialValue / 100
    guard whole >= -limit, whole <= limit else { throw cursor.failure(.badReference(Int(whole))) }
    return Int32(whole)
  }
}

/// The distinct sets of wanted tags in one block, compared by string numbers and spelled out once each.
private struct LocalSets {
  private(set) var sets: [[String: String]] = []
  private let strings: [ProtobufCursor]
  /// For each string of the block: whether it is a wanted key.
  private let isWanted: [Bool]
  private var numbers: [[UInt64]: Int32] = [:]
  private var current: [UInt64] = []
  private var texts: [Int: String] = [:]
  private var keyNumbers: [String: Int] = [:]

  init(_ strings: [ProtobufCursor], wanted: Set<String>) {
    self.strings = strings
    var isWanted = [Bool](repeating: false, count: strings.count)
    for (number, string) in strings.enumerated() where string.rest.count <= 32 {
      let text = string.text()
      if wanted.contains(text) {
        isWanted[number] = true
        keyNumbers[text] = number
      }
    }
    self.isWanted = isWanted
  }

  mutating func startSet() { current.removeAll(keepingCapacity: true) }

  mutating func add(key: Int, value: Int) {
    if isWanted[key] { current.append(UInt64(key) << 32 | UInt64(value)) }
  }

  mutating func value(of key: String) -> String? {
    guard let number = keyNumbers[key],
      let pair = current.first(where: { $0 >> 32 == UInt64(number) })
    else { return nil }
    return text(Int(pair & 0xffff_ffff))
  }

  /// Leaves out where a limit comes from, which matters only where it stands in the place of a figure; so that the sets
  /// stay few.
  mutating func dropLimitsInWords() {
    let words = OpenStreetMapTags.impliedLimits.compactMap { keyNumbers[$0] }
    if words.isEmpty { return }
    let hasFigure = value(of: "maxspeed").map { PostedSpeed($0) != nil } ?? false
    for pair in current where words.contains(Int(pair >> 32)) {
      if hasFigure || PostedSpeed(text(Int(pair & 0xffff_ffff))) == nil { current.removeAll { $0 == pair } }
    }
  }

  mutating func endSet() -> Int32 {
    current.sort()
    if let known = numbers[current] { return known }
    var set: [String: String] = [:]
    for pair in current { set[text(Int(pair >> 32))] = text(Int(pair & 0xffff_ffff)) }
    let number = Int32(sets.count)
    sets.append(set)
    numbers[current] = number
    return number
  }

  private mutating func text(_ number: Int) -> String {
    if let known = texts[number] { return known }
    let text = strings[number].text()
    texts[number] = text
    return text
  }
}

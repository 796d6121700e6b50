import EMSModel
import GeoKit

/// The elements of an OpenStreetMap extract that a plan is made from beside its roads, with all their tags.
struct OpenStreetMapElements {
  struct Node: Sendable {
    var identifier: Int64
    /// In units of 1e-7 degrees.
    var longitude: Int32
    var latitude: Int32
    var tags: [String: String]
  }

  struct Way: Sendable {
    var identifier: Int64
    var nodes: [Int64]
    var tags: [String: String]
  }

  struct Relation: Sendable {
    var identifier: Int64
    /// Its ways and whether they bound holes.
    var ways: [(identifier: Int64, isInner: Bool)]
    var tags: [String: String]
  }

  private(set) var relations: [Relation] = []
  private(set) var ways: [Int64: Way] = [:]
  /// Nodes that are tagged or that a way needs, by id.
  private(set) var nodes: [Int64: Node] = [:]

  /// Whether the tags make an area or a point that is kept: a boundary, a place, or where care is given.
  static func isWanted(_ tags: [String: String]) -> Bool {
    tags["boundary"] == "administrative" && tags["admin_level"] != nil || tags["place"] != nil
      || OpenStreetMapPlaces.care(tags) != nil
  }

  /// Reads relations, then the ways that are wanted or that relations need, then the nodes.
  ///
  /// Throws ``OpenStreetMapError`` when the bytes are not a whole extract.
  init(_ bytes: UnsafeBufferPointer<UInt8>) throws(OpenStreetMapError) {
    let blobs = try OpenStreetMapBlobs(bytes)
    nonisolated(unsafe) let file = blobs
    _ = try blobs.withContents(of: 0, OpenStreetMapBlock.readHeader)
    let data = blobs.blobs.indices.filter { blobs.blobs[$0].isData }
    relations = try parallelMap(data.count) { (index) throws(OpenStreetMapError) in
      try file.withContents(of: data[index], OpenStreetMapBlock.readAreas)
    }.flatMap { $0 }
    let members = Set(relations.flatMap { $0.ways.map(\.identifier) })
    let found = try parallelMap(data.count) { (index) throws(OpenStreetMapError) in
      try file.withContents(of: data[index]) { (cursor) throws(OpenStreetMapError) in
        try OpenStreetMapBlock.readTaggedWays(cursor, members: members)
      }
    }.flatMap { $0 }
    for way in found { ways[way.identifier] = way }
    let corners = Set(found.flatMap(\.nodes))
    let points = try parallelMap(data.count) { (index) throws(OpenStreetMapError) in
      try file.withContents(of: data[index]) { (cursor) throws(OpenStreetMapError) in
        try OpenStreetMapBlock.readTaggedNodes(cursor, corners: corners)
      }
    }.flatMap { $0 }
    for node in points { nodes[node.identifier] = node }
  }
}

extension OpenStreetMapBlock {
  /// The relations of a block that are wanted.
  static func readAreas(_ block: ProtobufCursor) throws(OpenStreetMapError) -> [OpenStreetMapElements.Relation] {
    let contents = try BlockContents(block)
    var relations: [OpenStreetMapElements.Relation] = []
    for var group in contents.groups {
      while let field = try group.field() {
        guard field.number == 4 else {
          try group.skip(wire: field.wire)
          continue
        }
        if let relation = try readRelation(try group.message(wire: field.wire), contents) { relations.append(relation) }
      }
    }
    return relations
  }

  private static func readRelation(
    _ relation: ProtobufCursor, _ contents: BlockContents
  ) throws(OpenStreetMapError) -> OpenStreetMapElements.Relation? {
    let relation = try ElementFields(relation)
    let tags = try contents.tags(relation.keys, relation.values)
    let isArea = ["boundary", "multipolygon"].contains(tags["type"] ?? "")
    guard isArea, OpenStreetMapElements.isWanted(tags), var roles = relation.field8, var members = relation.field9,
      var types = relation.field10
    else { return nil }
    var ways: [(identifier: Int64, isInner: Bool)] = []
    var member: Int64 = 0
    while !members.isAtEnd {
      member &+= try members.signed()
      let role = try roles.index(below: contents.strings.count)
      // 0 is a node, 1 a way, 2 a relation.
      guard try types.index(below: 3) == 1 else { continue }
      let word = contents.strings[role].text()
      if ["", "outer", "inner"].contains(word) { ways.append((member, word == "inner")) }
    }
    return OpenStreetMapElements.Relation(identifier: Int64(bitPattern: relation.identifier), ways: ways, tags: tags)
  }

  /// The ways of a block that are wanted, or members of relations that are.
  static func readTaggedWays(
    _ block: ProtobufCursor, members: Set<Int64>
  ) throws(OpenStreetMapError) -> [OpenStreetMapElements.Way] {
    let contents = try BlockContents(block)
    let wanted = contents.wantedKeys
    var ways: [OpenStreetMapElements.Way] = []
    for var group in contents.groups {
      while let field = try group.field() {
        guard field.number == 3 else {
          try group.skip(wire: field.wire)
          continue
        }
        let way = try ElementFields(try group.message(wire: field.wire))
        let identifier = Int64(bitPattern: way.identifier)
        let isMember = members.contains(identifier)
        let mayBeWanted = try contents.holds(wanted, in: way.keys)
        guard var references = way.field8, isMember || mayBeWanted else { continue }
        let tags = try contents.tags(way.keys, way.values)
        guard isMember || OpenStreetMapElements.isWanted(tags) else { continue }
        var nodes: [Int64] = []
        var node: Int64 = 0
        while !references.isAtEnd {
          node &+= try references.signed()
          nodes.append(node)
        }
        ways.append(OpenStreetMapElements.Way(identifier: identifier, nodes: nodes, tags: tags))
      }
    }
    return ways
  }

  /// The nodes of a block that are wanted, or corners of ways that are.
  static func readTaggedNodes(
    _ block: ProtobufCursor, corners: Set<Int64>
  ) throws(OpenStreetMapError) -> [OpenStreetMapElements.Node] {
    let contents = try BlockContents(block)
    var nodes: [OpenStreetMapElements.Node] = []
    for var group in contents.groups {
      while let field = try group.field() {
        switch field.number {
        case 1: try readTagged(node: try group.message(wire: field.wire), contents, corners, &nodes)
        case 2: try readTagged(dense: try group.message(wire: field.wire), contents, corners, &nodes)
        default: try group.skip(wire: field.wire)
        }
      }
    }
    return nodes
  }

  private static func readTagged(
    node: ProtobufCursor, _ contents: BlockContents, _ corners: Set<Int64>, _ nodes: inout [OpenStreetMapElements.Node]
  ) throws(OpenStreetMapError) {
    let node = try PlainNode(node)
    let tags = try contents.tags(node.keys, node.values)
    guard corners.contains(node.identifier) || OpenStreetMapElements.isWanted(tags) else { return }
    nodes.append(
      OpenStreetMapElements.Node(
        identifier: node.identifier, longitude: try contents.longitude(node.longitude, node.end),
        latitude: try contents.latitude(node.latitude, node.end), tags: tags))
  }

  private static func readTagged(
    dense: ProtobufCursor, _ contents: BlockContents, _ corners: Set<Int64>,
    _ nodes: inout [OpenStreetMapElements.Node]
  ) throws(OpenStreetMapError) {
    guard let columns = try DenseNodes(dense) else { return }
    var (identifiers, latitudes, longitudes) = (columns.identifiers, columns.latitudes, columns.longitudes)
    var tags = columns.tags
    var (identifier, latitude, longitude): (Int64, Int64, Int64) = (0, 0, 0)
    let wanted = contents.wantedKeys
    var pairs: [(key: Int, value: Int)] = []
    while !identifiers.isAtEnd {
      identifier &+= try identifiers.signed()
      latitude &+= try latitudes.signed()
      longitude &+= try longitudes.signed()
      pairs.removeAll(keepingCapacity: true)
      if tags?.isAtEnd == false {
        while let key = try tags?.index(below: contents.strings.count), key != 0 {
          guard let value = try tags?.index(below: contents.strings.count) else { break }
          pairs.append((key, value))
        }
      }
      let isCorner = corners.contains(identifier)
      guard isCorner || pairs.contains(where: { wanted.contains($0.key) }) else { continue }
      let own = contents.tags(pairs)
      guard isCorner || OpenStreetMapElements.isWanted(own) else { continue }
      nodes.append(
        OpenStreetMapElements.Node(
          identifier: identifier, longitude: try contents.longitude(longitude, longitudes),
          latitude: try contents.latitude(latitude, latitudes), tags: own))
    }
  }
}

extension BlockContents {
  /// The tags of an element, spelled out.
  fileprivate func tags(
    _ keys: ProtobufCursor?, _ values: ProtobufCursor?
  ) throws(OpenStreetMapError) -> [String: String] {
    guard var keys, var values else { return [:] }
    var pairs: [(key: Int, value: Int)] = []
    while !keys.isAtEnd { pairs.append((try keys.index(below: strings.count), try values.index(below: strings.count))) }
    return tags(pairs)
  }

  fileprivate func tags(_ pairs: [(key: Int, value: Int)]) -> [String: String] {
    Dictionary(
      pairs.map { (strings[$0.key].text(), strings[$0.value].text()) }, uniquingKeysWith: { first, _ in first })
  }

  /// The numbers of the strings that are keys of wanted elements.
  fileprivate var wantedKeys: Set<Int> {
    let words: Set = ["boundary", "place", "amenity", "healthcare", "emergency"]
    return Set(strings.indices.filter { strings[$0].rest.count <= 10 && words.contains(strings[$0].text()) })
  }

  /// Whether one of the keys is a wanted one.
  fileprivate func holds(_ wanted: Set<Int>, in keys: ProtobufCursor?) throws(OpenStreetMapError) -> Bool {
    guard var keys else { return false }
    while !keys.isAtEnd {
      if wanted.contains(try keys.index(below: strings.count)) { return true }
    }
    return false
  }
}

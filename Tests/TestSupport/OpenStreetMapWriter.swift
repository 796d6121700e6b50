/// Writes small `.osm.pbf` files for tests: enough of the format to exercise every branch of the reader.
package struct OpenStreetMapWriter {
  package struct Node {
    let identifier: Int64
    let longitude: Double
    let latitude: Double
    let tags: [(String, String)]

    package init(identifier: Int64, longitude: Double, latitude: Double, tags: [(String, String)] = []) {
      self.identifier = identifier
      self.longitude = longitude
      self.latitude = latitude
      self.tags = tags
    }
  }

  package struct Way {
    package let identifier: Int64
    let nodes: [Int64]
    let tags: [(String, String)]

    package init(identifier: Int64, nodes: [Int64], tags: [(String, String)]) {
      self.identifier = identifier
      self.nodes = nodes
      self.tags = tags
    }
  }

  package struct Relation {
    /// Kind (0 node, 1 way), identifier, role.
    let members: [(Int, Int64, String)]
    let tags: [(String, String)]

    package init(members: [(Int, Int64, String)], tags: [(String, String)]) {
      self.members = members
      self.tags = tags
    }
  }

  /// In the last block.
  package var relations: [Relation] = []
  /// Whether ways hold the places of their nodes, which then stand nowhere else.
  package var hasLocationsOnWays = false
  package var isSorted = true
  /// Seconds since 1970 to which the data go; nil for a header that says nothing.
  package var dataUntil: UInt64?
  package var isCompressed = true
  package var isDense = true
  /// Strings of no letters that nothing uses, in the table of each block.
  package var emptyStrings = 0
  package var blocks: [([Node], [Way])] = []

  package init() {}

  package var bytes: [UInt8] {
    var header = Self.text(4, "OsmSchema-V0.6") + Self.text(4, "DenseNodes")
    if hasLocationsOnWays { header += Self.text(4, "LocationsOnWays") }
    if isSorted { header += Self.text(5, "Sort.Type_then_ID") }
    // Field 32, a varint.
    if let dataUntil { header += [0x80, 0x02] + Self.varint(dataUntil) }
    var file = blob("OSMHeader", header)
    let places = blocks.flatMap(\.0)
    for (index, (nodes, ways)) in blocks.enumerated() {
      let relations = index == blocks.count - 1 ? relations : []
      file += blob("OSMData", block(hasLocationsOnWays ? [] : nodes, ways, relations, places))
    }
    return file
  }

  private func block(_ nodes: [Node], _ ways: [Way], _ relations: [Relation], _ places: [Node]) -> [UInt8] {
    var strings = [""]
    func string(_ text: String) -> UInt64 {
      if let known = strings.firstIndex(of: text) { return UInt64(known) }
      strings.append(text)
      return UInt64(strings.count - 1)
    }
    func unit(_ degrees: Double) -> Int64 { Int64((degrees * 1e7).rounded()) }
    var group: [UInt8] = []
    if isDense && !nodes.isEmpty {
      var (ids, lats, lons, tags): ([UInt8], [UInt8], [UInt8], [UInt8]) = ([], [], [], [])
      var last: (Int64, Int64, Int64) = (0, 0, 0)
      for node in nodes {
        ids += Self.signed(node.identifier - last.0)
        lats += Self.signed(unit(node.latitude) - last.1)
        lons += Self.signed(unit(node.longitude) - last.2)
        last = (node.identifier, unit(node.latitude), unit(node.longitude))
        for (key, value) in node.tags { tags += Self.varint(string(key)) + Self.varint(string(value)) }
        tags += Self.varint(0)
      }
      let dense = Self.field(1, ids) + Self.field(8, lats) + Self.field(9, lons) + Self.field(10, tags)
      group += Self.field(2, dense)
    } else {
      for node in nodes {
        var message = [UInt8(1 << 3)] + Self.signed(node.identifier)
        message += Self.field(2, node.tags.flatMap { Self.varint(string($0.0)) })
        message += Self.field(3, node.tags.flatMap { Self.varint(string($0.1)) })
        message += [UInt8(8 << 3)] + Self.signed(unit(node.latitude))
        message += [UInt8(9 << 3)] + Self.signed(unit(node.longitude))
        group += Self.field(1, message)
      }
    }
    for way in ways {
      var message = [UInt8(1 << 3)] + Self.varint(UInt64(bitPattern: way.identifier))
      message += Self.field(2, way.tags.flatMap { Self.varint(string($0.0)) })
      message += Self.field(3, way.tags.flatMap { Self.varint(string($0.1)) })
      var references: [UInt8] = []
      var last: Int64 = 0
      for node in way.nodes {
        references += Self.signed(node - last)
        last = node
      }
      message += Self.field(8, references)
      if hasLocationsOnWays {
        var (lats, lons, before): ([UInt8], [UInt8], (Int64, Int64)) = ([], [], (0, 0))
        for node in way.nodes {
          guard let place = places.first(where: { $0.identifier == node }) else { continue }
          let here = (unit(place.latitude), unit(place.longitude))
          lats += Self.signed(here.0 - before.0)
          lons += Self.signed(here.1 - before.1)
          before = here
        }
        message += Self.field(9, lats) + Self.field(10, lons)
      }
      group += Self.field(3, message)
    }
    for relation in relations {
      var message = [UInt8(1 << 3)] + Self.varint(1)
      message += Self.field(2, relation.tags.flatMap { Self.varint(string($0.0)) })
      message += Self.field(3, relation.tags.flatMap { Self.varint(string($0.1)) })
      message += Self.field(8, relation.members.flatMap { Self.varint(string($0.2)) })
      var (members, last): ([UInt8], Int64) = ([], 0)
      for member in relation.members {
        members += Self.signed(member.1 - last)
        last = member.1
      }
      message += Self.field(9, members) + Self.field(10, relation.members.flatMap { Self.varint(UInt64($0.0)) })
      group += Self.field(4, message)
    }
    let unused = (0..<emptyStrings).flatMap { _ in [1 << 3 | 2, 0] as [UInt8] }
    return Self.field(1, strings.flatMap { Self.text(1, $0) } + unused) + Self.field(2, group)
  }

  private func blob(_ type: String, _ contents: [UInt8]) -> [UInt8] {
    var message: [UInt8]
    if isCompressed {
      message = [UInt8(2 << 3)] + Self.varint(UInt64(contents.count)) + Self.field(3, Self.stored(contents))
    } else {
      message = Self.field(1, contents)
    }
    let header = Self.text(1, type) + [UInt8(3 << 3)] + Self.varint(UInt64(message.count))
    let size = UInt32(header.count)
    return [UInt8(size >> 24), UInt8(size >> 16 & 255), UInt8(size >> 8 & 255), UInt8(size & 255)] + header
      + message
  }

  /// A zlib stream of stored blocks (RFC 1950, RFC 1951 section 3.2.4).
  private static func stored(_ contents: [UInt8]) -> [UInt8] {
    var out: [UInt8] = [0x78, 0x01]
    var start = 0
    repeat {
      let part = contents[start..<min(start + 65_535, contents.count)]
      start += part.count
      let size = UInt16(part.count)
      out += [start == contents.count ? 1 : 0, UInt8(size & 255), UInt8(size >> 8)]
      out += [UInt8(~size & 255), UInt8(~size >> 8)] + part
    } while start < contents.count
    var (a, b): (UInt32, UInt32) = (1, 0)
    for byte in contents {
      a = (a + UInt32(byte)) % 65_521
      b = (b + a) % 65_521
    }
    let sum = b << 16 | a
    return out + [UInt8(sum >> 24), UInt8(sum >> 16 & 255), UInt8(sum >> 8 & 255), UInt8(sum & 255)]
  }

  private static func varint(_ value: UInt64) -> [UInt8] {
    var (rest, out): (UInt64, [UInt8]) = (value, [])
    while rest > 127 {
      out.append(UInt8(rest & 127) | 128)
      rest >>= 7
    }
    return out + [UInt8(rest)]
  }

  private static func signed(_ value: Int64) -> [UInt8] { varint(UInt64(bitPattern: value << 1 ^ value >> 63)) }

  private static func field(_ number: Int, _ contents: [UInt8]) -> [UInt8] {
    varint(UInt64(number << 3 | 2)) + varint(UInt64(contents.count)) + contents
  }

  private static func text(_ number: Int, _ text: String) -> [UInt8] { field(number, Array(text.utf8)) }
}

extension OpenStreetMapWriter {
  /// The streets of a town that is made up: a bent lattice of so many ways each way with classes, speeds and directions by
  /// chance, and one street apart from the others.
  package static func town(_ size: Int, seed: UInt64) -> OpenStreetMapWriter {
    var random = SeededGenerator(seed: seed)
    func number(_ row: Int, _ column: Int) -> Int64 { Int64(1 + row * size + column) }
    let places = (0..<size).flatMap { row in
      (0..<size).map { column in
        Node(
          identifier: number(row, column),
          longitude: 119 + Double(column) * 0.004 + .random(in: -0.001...0.001, using: &random),
          latitude: 44 + Double(row) * 0.003 + .random(in: -0.001...0.001, using: &random))
      }
    }
    let apart = [
      Node(identifier: 900_001, longitude: 119.3, latitude: 44.1),
      Node(identifier: 900_002, longitude: 119.31, latitude: 44.1),
    ]
    let classes = ["primary", "secondary", "tertiary", "residential", "track", "footway"]
    func tags() -> [(String, String)] {
      var tags = [("highway", classes[Int.random(in: 0..<classes.count, using: &random)])]
      if Int.random(in: 0..<4, using: &random) == 0 {
        tags.append(("oneway", Bool.random(using: &random) ? "yes" : "-1"))
      }
      if Int.random(in: 0..<4, using: &random) == 0 { tags.append(("maxspeed", "40")) }
      return tags
    }
    let along = (0..<size).map { row in (0..<size).map { number(row, $0) } }
    let across = (0..<size).map { column in (0..<size).map { number($0, column) } }
    // In pieces, so that a street has several classes.
    let pieces = (along + across).flatMap { street in
      stride(from: 0, to: size - 1, by: 3).map { Array(street[$0...min($0 + 3, size - 1)]) }
    }
    let ways = (pieces + [apart.map(\.identifier)]).enumerated().map {
      Way(identifier: Int64($0 + 1), nodes: $1, tags: tags())
    }
    var writer = OpenStreetMapWriter()
    writer.blocks = [(places, []), (apart, []), ([], ways)]
    return writer
  }
}

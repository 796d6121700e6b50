import GeoKit

/// The coordinates of one geometry as they stand in the file, flat, before its type gives them meaning.
struct ScannedCoordinates {
  enum Flaw {
    /// Positions and arrays are mixed at one level, or a position is no pair of numbers.
    case nesting
    /// A coordinate is NaN, infinite or null.
    case notFinite
  }

  var positions: [Coordinate] = []
  /// For each array of positions, where it ends in `positions`.
  var lineEnds: [Int] = []
  /// For each array of arrays of positions, where it ends in `lineEnds`.
  var groupEnds: [Int] = []
  /// How deep the positions stand: 1 for a point, 4 for a multipolygon; 0 when there are none.
  var depth = 0
  var flaw: Flaw?

  /// Reads the value of `coordinates` in place of what was read before.
  mutating func scan(_ scanner: inout JSONScanner) throws(JSONScanner.SyntaxError) {
    clear()
    let height = try scanArray(&scanner, level: 1)
    if height != nil, height != depth { flaw = flaw ?? .nesting }
  }

  /// Forgets what was read, but keeps the room for as much again.
  mutating func clear() {
    positions.removeAll(keepingCapacity: true)
    lineEnds.removeAll(keepingCapacity: true)
    groupEnds.removeAll(keepingCapacity: true)
    depth = 0
    flaw = nil
  }

  /// Returns the depth of positions below this array, itself included; nil when it holds none.
  private mutating func scanArray(
    _ scanner: inout JSONScanner, level: Int
  ) throws(JSONScanner.SyntaxError) -> Int? {
    guard scanner.peek() == 0x5B else {
      // No array where one must be: step over whatever it is.
      try scanner.skipValue(depth: 0)
      flaw = flaw ?? .nesting
      return nil
    }
    guard level <= 8 else { throw scanner.error("coordinates of fewer than nine levels") }
    scanner.at += 1
    guard let first = scanner.peek() else { throw scanner.error("a coordinate") }
    if first == 0x5D {
      scanner.at += 1
      return nil
    }
    if first != 0x5B {
      add(try scanPosition(&scanner), level: level)
      return level
    }
    var deepest: Int?
    var hasEmpty = false
    while true {
      if level < 8, let position = Self.plainPosition(&scanner) {
        add(position, level: level + 1)
        deepest = max(deepest ?? 0, level + 1)
      } else if let below = try scanArray(&scanner, level: level + 1) {
        deepest = max(deepest ?? 0, below)
      } else {
        hasEmpty = true
      }
      if scanner.take(0x2C) { continue }
      if scanner.take(0x5D) { break }
      throw scanner.error(", or ] in coordinates")
    }
    if let deepest {
      // An empty ring would hand its place to the next one.
      if hasEmpty { flaw = flaw ?? .nesting }
      if deepest - level == 1 { lineEnds.append(positions.count) }
      if deepest - level == 2 { groupEnds.append(lineEnds.count) }
    }
    return deepest
  }

  @inline(__always)
  private mutating func add(_ position: Coordinate, level: Int) {
    positions.append(position)
    if depth == 0 { depth = level }
    if level != depth { flaw = flaw ?? .nesting }
  }

  /// A position of two numbers without spaces, as nearly all are; nil, with the scanner unmoved, where there is none.
  @inline(__always)
  private static func plainPosition(_ scanner: inout JSONScanner) -> Coordinate? {
    let bytes = scanner.bytes
    var at = scanner.at
    func take(_ byte: UInt8) -> Bool {
      guard at < bytes.count, bytes[at] == byte else { return false }
      at += 1
      return true
    }
    guard take(0x5B), let longitude = DecimalNumber.scan(bytes, &at), take(0x2C),
      let latitude = DecimalNumber.scan(bytes, &at), take(0x5D), longitude.isFinite, latitude.isFinite
    else { return nil }
    scanner.at = at
    return Coordinate(longitude: longitude, latitude: latitude)
  }

  /// The numbers of one position, behind its bracket; heights and what follows them are left.
  private mutating func scanPosition(_ scanner: inout JSONScanner) throws(JSONScanner.SyntaxError) -> Coordinate {
    var longitude = 0.0
    var latitude = 0.0
    var count = 0
    while true {
      scanner.skipSpace()
      if let value = DecimalNumber.scan(scanner.bytes, &scanner.at) {
        if !value.isFinite { flaw = flaw ?? .notFinite }
        if count == 0 { longitude = value } else if count == 1 { latitude = value }
      } else if scanner.takeNotANumber() || scanner.take(literal: "null") {
        if count < 2 { flaw = flaw ?? .notFinite }
      } else {
        try scanner.skipValue(depth: 0)
        flaw = flaw ?? .nesting
      }
      count += 1
      if scanner.take(0x2C) { continue }
      if scanner.take(0x5D) { break }
      throw scanner.error(", or ] in a position")
    }
    if count < 2 { flaw = flaw ?? .nesting }
    return Coordinate(longitude: longitude, latitude: latitude)
  }

  /// The rings of each polygon, for coordinates of depth 3 or 4.
  var polygons: [[[Coordinate]]] {
    let groups = depth == 3 ? [lineEnds.count] : groupEnds
    var result: [[[Coordinate]]] = []
    var line = 0
    var position = 0
    for groupEnd in groups {
      var rings: [[Coordinate]] = []
      while line < groupEnd {
        rings.append(Array(positions[position..<lineEnds[line]]))
        position = lineEnds[line]
        line += 1
      }
      result.append(rings)
    }
    return result
  }
}

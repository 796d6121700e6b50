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

  /// Reads the value of `coordinates`.
  mutating func scan(_ scanner: inout JSONScanner) throws(JSONScanner.SyntaxError) {
    let height = try scanArray(&scanner, level: 1)
    if height != nil, height != depth { flaw = flaw ?? .nesting }
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
      try scanPosition(&scanner)
      if depth == 0 { depth = level }
      if level != depth { flaw = flaw ?? .nesting }
      return level
    }
    var deepest: Int?
    var hasEmpty = false
    while true {
      if let below = try scanArray(&scanner, level: level + 1) {
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

  /// The numbers of one position, behind its bracket; heights and what follows them are left.
  @inline(__always)
  private mutating func scanPosition(_ scanner: inout JSONScanner) throws(JSONScanner.SyntaxError) {
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
    positions.append(Coordinate(longitude: longitude, latitude: latitude))
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

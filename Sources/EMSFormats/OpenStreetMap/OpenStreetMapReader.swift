import EMSModel
import GeoKit
import TravelNetwork

/// The roads of an OpenStreetMap extract, and what was noticed while reading it.
public struct OpenStreetMapRoads: Sendable {
  public var lines: RoadLines
  /// Nodes in the blocks that were read, roads or not.
  public var nodesRead: Int
  /// Ways in the file, roads or not.
  public var waysRead: Int
  /// References of roads to nodes that the extract does not hold; the road is cut there.
  public var missingNodes: Int
  /// Restrictions of turns that were left out: of some hours only, with members that the extract lacks, or that do not
  /// meet.
  public var conditionalRestrictions = 0
  public var brokenRestrictions = 0
  /// The day up to which changes of the map are in the extract, ISO 8601 in universal time, as its header says
  /// (`osmosis_replication_timestamp`); nil where it says nothing.
  public var dataUntil: String?
}

/// Reads the roads out of `.osm.pbf` bytes.
///
/// Ways are read before nodes, so that only the nodes of roads are kept. In a file sorted by type (the usual kind)
/// the first block with ways is found by bisection. Blocks are decoded on all cores and joined in file order, so
/// the result does not depend on the number of threads.
public enum OpenStreetMapReader {
  /// Throws ``OpenStreetMapError`` when the bytes are not a whole extract, or hold no roads.
  public static func roads(
    in bytes: UnsafeBufferPointer<UInt8>
  ) throws(OpenStreetMapError) -> OpenStreetMapRoads {
    try read(bytes, withBarriers: false)
  }

  /// The rivers, canals, railways, fences and walls of the extract, open where roads cross them.
  ///
  /// Throws as ``roads(in:)``.
  public static func barriers(in bytes: UnsafeBufferPointer<UInt8>) throws(OpenStreetMapError) -> [BarrierPiece] {
    OpenStreetMapBarriers.pieces(of: try read(bytes, withBarriers: true).lines)
  }

  private static func read(
    _ bytes: UnsafeBufferPointer<UInt8>, withBarriers: Bool
  ) throws(OpenStreetMapError) -> OpenStreetMapRoads {
    let blobs = try OpenStreetMapBlobs(bytes)
    nonisolated(unsafe) let file = blobs
    let header = try blobs.withContents(of: 0, OpenStreetMapBlock.readHeader)
    let isSorted = header.isSorted
    let data = blobs.blobs.indices.filter { blobs.blobs[$0].isData }

    var firstWays = 0
    if isSorted {
      var high = data.count
      while firstWays < high {
        let middle = (firstWays + high) / 2
        if try blobs.withContents(of: data[middle], OpenStreetMapBlock.holdsWaysOrRelations) {
          high = middle
        } else {
          firstWays = middle + 1
        }
      }
    }
    let wayStart = firstWays
    let wayBlocks = try parallelMap(data.count - wayStart) { (index) throws(OpenStreetMapError) in
      try file.withContents(of: data[wayStart + index]) { (cursor) throws(OpenStreetMapError) in
        try OpenStreetMapBlock.readWays(cursor, withBarriers: withBarriers)
      }
    }
    let references = PointNumbering(wayBlocks.flatMap(\.references))
    if references.identifiers.isEmpty {
      throw OpenStreetMapError(.noRoads, offset: bytes.count)
    }
    let nodeEnd = isSorted ? min(wayStart + 1, data.count) : data.count
    let wanted = references.identifiers
    let nodeBlocks = try parallelMap(nodeEnd) { (index) throws(OpenStreetMapError) in
      try file.withContents(of: data[index]) { (cursor) throws(OpenStreetMapError) in
        try OpenStreetMapBlock.readNodes(
          cursor, wanted: wanted, refuseWays: isSorted && index < wayStart)
      }
    }
    var roads = assemble(wayBlocks, nodeBlocks, references)
    roads.dataUntil = header.dataUntil
    return roads
  }

  private static func assemble(
    _ wayBlocks: [OpenStreetMapBlock.Ways], _ nodeBlocks: [OpenStreetMapBlock.Nodes],
    _ numbering: PointNumbering
  ) -> OpenStreetMapRoads {
    var sets = AttributeSets()
    var lines = RoadLines()
    let unknown = Int32.min
    var longitudes = [Int32](repeating: unknown, count: numbering.identifiers.count)
    var latitudes = [Int32](repeating: 0, count: numbering.identifiers.count)
    var obstacles: [RoadLines.Obstacle] = []
    var nodesRead = 0
    for block in nodeBlocks {
      nodesRead += block.nodesRead
      for (at, index) in block.indices.enumerated() {
        longitudes[Int(index)] = block.longitudes[at]
        latitudes[Int(index)] = block.latitudes[at]
      }
      let local = block.attributeSets.map { sets.number(of: $0) }
      for obstacle in block.obstacles {
        obstacles.append(
          RoadLines.Obstacle(point: obstacle.point, attributes: local[Int(obstacle.attributes)]))
      }
    }
    var reference = 0
    for block in wayBlocks {
      for location in block.locations {
        let index = Int(numbering.numbers[reference + location.reference])
        if longitudes[index] == unknown {
          longitudes[index] = location.longitude
          latitudes[index] = location.latitude
        }
      }
      reference += block.references.count
    }
    // Points that the extract lacks get no number; the others keep the order of their identifiers.
    var renumbered = [Int32](repeating: -1, count: longitudes.count)
    var kept: Int32 = 0
    for index in longitudes.indices where longitudes[index] != unknown {
      renumbered[index] = kept
      lines.longitudes.append(longitudes[index])
      lines.latitudes.append(latitudes[index])
      kept += 1
    }
    obstacles.sort { ($0.point, $0.attributes) < ($1.point, $1.attributes) }
    var lastPoint: Int32 = -1
    for obstacle in obstacles where obstacle.point != lastPoint {
      lastPoint = obstacle.point
      lines.obstacles.append(
        RoadLines.Obstacle(point: renumbered[Int(obstacle.point)], attributes: obstacle.attributes))
    }

    var waysRead = 0
    var missing = 0
    reference = 0
    lines.points.reserveCapacity(numbering.numbers.count)
    for block in wayBlocks {
      waysRead += block.waysRead
      let local = block.attributeSets.map { sets.number(of: $0) }
      for way in block.counts.indices {
        let attributes = local[Int(block.attributes[way])]
        func endPart(from start: Int) {
          let length = lines.points.count - start
          if length >= 2 {
            lines.firstPoint.append(Int32(lines.points.count))
            lines.attributes.append(attributes)
            lines.identifiers.append(block.identifiers[way])
          } else {
            lines.points.removeLast(length)
          }
        }
        var start = lines.points.count
        for _ in 0..<Int(block.counts[way]) {
          let point = renumbered[Int(numbering.numbers[reference])]
          reference += 1
          if point >= 0 {
            if lines.points.count > start, lines.points[lines.points.count - 1] == point { continue }
            lines.points.append(point)
          } else {
            missing += 1
            endPart(from: start)
            start = lines.points.count
          }
        }
        endPart(from: start)
      }
    }
    var reading = RestrictionReading(lines)
    for block in wayBlocks where !block.restrictions.isEmpty {
      for restriction in block.restrictions {
        let tags = block.attributeSets[Int(restriction.attributes)]
        reading.read(restriction, tags, sets.number(of: tags)) { node in
          numbering.number(of: node).flatMap { renumbered[$0] >= 0 ? renumbered[$0] : nil }
        }
      }
    }
    lines.restrictions = reading.restrictions
    lines.attributeSets = sets.sets
    var roads = OpenStreetMapRoads(lines: lines, nodesRead: nodesRead, waysRead: waysRead, missingNodes: missing)
    roads.conditionalRestrictions = reading.conditional
    roads.brokenRestrictions = reading.broken
    return roads
  }
}

/// Distinct attribute sets, numbered in the order in which they are first met.
private struct AttributeSets {
  var sets: [[String: String]] = []
  private var numbers: [[String: String]: Int32] = [:]

  mutating func number(of set: [String: String]) -> Int32 {
    if let known = numbers[set] { return known }
    let number = Int32(sets.count)
    sets.append(set)
    numbers[set] = number
    return number
  }
}

/// The distinct node identifiers of all roads in ascending order, and the number of each reference.
struct PointNumbering {
  private(set) var identifiers: [Int64] = []
  private(set) var numbers: [Int32] = []

  /// The place of an identifier, or nil when no road has it.
  func number(of identifier: Int64) -> Int? {
    var (low, high) = (0, identifiers.count)
    while low < high {
      let middle = (low + high) / 2
      if identifiers[middle] < identifier { low = middle + 1 } else { high = middle }
    }
    return low < identifiers.count && identifiers[low] == identifier ? low : nil
  }

  init(_ references: [Int64]) {
    let count = references.count
    if count == 0 { return }
    // Least-significant-digit radix sort of (identifier, place): several times faster than comparing.
    var keys = references.map { UInt64(bitPattern: $0) ^ (1 << 63) }
    var places = (0..<UInt32(count)).map { $0 }
    var otherKeys = keys
    var otherPlaces = places
    let differing = keys.reduce(0) { $0 | ($1 ^ keys[0]) }
    for shift in stride(from: UInt64(0), to: 64, by: 11) where (differing >> shift) & 2047 != 0 {
      var starts = [Int](repeating: 0, count: 2049)
      for key in keys { starts[Int((key >> shift) & 2047) + 1] += 1 }
      for digit in 1..<2049 { starts[digit] += starts[digit - 1] }
      for index in 0..<count {
        let digit = Int((keys[index] >> shift) & 2047)
        let target = starts[digit]
        starts[digit] = target + 1
        otherKeys[target] = keys[index]
        otherPlaces[target] = places[index]
      }
      swap(&keys, &otherKeys)
      swap(&places, &otherPlaces)
    }
    numbers = [Int32](repeating: 0, count: count)
    for index in 0..<count {
      if index == 0 || keys[index] != keys[index - 1] {
        identifiers.append(Int64(bitPattern: keys[index] ^ (1 << 63)))
      }
      numbers[Int(places[index])] = Int32(identifiers.count - 1)
    }
  }
}

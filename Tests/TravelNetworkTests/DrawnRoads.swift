import TravelNetwork

/// Roads drawn as ASCII art: letters are points, `1 unit` in each direction is about 100 m at the equator.
struct DrawnRoads {
  var lines = RoadLines()
  private var numbers: [Character: Int32] = [:]

  /// Reads the letters of the drawing; the top row is the northernmost.
  init(_ art: String, unit: Int32 = 9000) {
    let rows = art.split(separator: "\n", omittingEmptySubsequences: false)
    for (row, text) in rows.enumerated() {
      for (column, letter) in text.enumerated() where letter.isLetter {
        numbers[letter] = Int32(lines.longitudes.count)
        lines.longitudes.append(Int32(column) * unit)
        lines.latitudes.append(-Int32(row) * unit)
      }
    }
  }

  func point(_ letter: Character) -> Int { Int(numbers[letter] ?? -1) }

  /// A road along the letters of `path`, at `speed` metres per second, with other attributes.
  mutating func add(_ path: String, speed: Double = 10, _ attributes: [String: String] = [:]) {
    var set = attributes
    set["speed"] = String(speed)
    lines.points += path.compactMap { numbers[$0] }
    lines.firstPoint.append(Int32(lines.points.count))
    lines.identifiers.append(Int64(lines.count + 1))
    lines.attributes.append(Int32(lines.attributeSets.count))
    lines.attributeSets.append(set)
  }

  mutating func block(_ letter: Character) {
    lines.obstacles.append(
      RoadLines.Obstacle(point: numbers[letter] ?? -1, attributes: Int32(lines.attributeSets.count)))
    lines.attributeSets.append(["barrier": "block"])
  }

  var graph: RoadGraph { Self.graph(of: lines) }

  static func graph(of lines: RoadLines, closed: Set<Int64> = []) -> RoadGraph {
    RoadGraph(lines, closed: closed, blocks: { $0["barrier"] != nil }) { set in
      let speed = RoadTraversal.Speed(metresPerSecond: Double(set["speed"] ?? "") ?? 0)
      return switch set["oneway"] {
      case "yes": RoadTraversal(forward: speed, backward: nil)
      case "-1": RoadTraversal(forward: nil, backward: speed)
      default: RoadTraversal(forward: speed, backward: speed)
      }
    }
  }

  /// The node at a letter, or nil where the letter is inside a stretch.
  func node(_ letter: Character, in graph: RoadGraph) -> Int? {
    let point = point(letter)
    return (0..<graph.nodeCount).first {
      graph.nodeLongitudes[$0] == lines.longitudes[point] && graph.nodeLatitudes[$0] == lines.latitudes[point]
    }
  }
}

/// A small generator with a fixed sequence (SplitMix64; Steele, Lea and Flood, OOPSLA 2014).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

enum RandomRoads {
  /// About `size`² crossings on a disturbed grid near 42° N, with bends, one-ways, dead ends and closed gaps.
  static func lines(seed: UInt64, size: Int) -> RoadLines {
    var random = SeededGenerator(seed)
    var lines = RoadLines()
    func jitter() -> Int32 { Int32.random(in: -12_000...12_000, using: &random) }
    for row in 0..<size {
      for column in 0..<size {
        lines.longitudes.append(15_000_000 + Int32(column) * 40_000 + jitter())
        lines.latitudes.append(425_000_000 + Int32(row) * 30_000 + jitter())
      }
    }
    func add(_ path: [Int], _ set: [String: String]) {
      lines.points += path.map { Int32($0) }
      lines.firstPoint.append(Int32(lines.points.count))
      lines.identifiers.append(Int64(lines.count + 1))
      lines.attributes.append(Int32(lines.attributeSets.count))
      lines.attributeSets.append(set)
    }
    func bend(_ a: Int, _ b: Int) -> Int {
      lines.longitudes.append((lines.longitudes[a] + lines.longitudes[b]) / 2 + jitter() / 2)
      lines.latitudes.append((lines.latitudes[a] + lines.latitudes[b]) / 2 + jitter() / 2)
      return lines.longitudes.count - 1
    }
    for row in 0..<size {
      for column in 0..<size {
        let here = row * size + column
        for (other, exists) in [(here + 1, column + 1 < size), (here + size, row + 1 < size)] where exists {
          if Double.random(in: 0..<1, using: &random) < 0.25 { continue }
          var set = ["speed": String([4.0, 8, 14, 22].randomElement(using: &random) ?? 8)]
          let way = Double.random(in: 0..<1, using: &random)
          if way < 0.15 { set["oneway"] = "yes" } else if way < 0.25 { set["oneway"] = "-1" }
          add(Bool.random(using: &random) ? [here, bend(here, other), other] : [here, other], set)
        }
      }
    }
    return lines
  }
}

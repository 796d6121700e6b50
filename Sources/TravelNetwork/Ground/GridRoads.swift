/// The roads as a search over a grid walks them: its cells and their nodes in one numbering, by direction.
final class GridRoads {
  struct Way {
    var to: Int32
    var seconds: Float
  }

  /// A stop beside ground that cannot be crossed.
  struct Roadside {
    /// In the numbering of the search.
    var node: Int
    /// In that of the raster.
    var cell: Int
    var seconds: Float
  }

  /// The number of the first node; those below are cells.
  let firstNode: Int
  /// In ascending order of cells.
  let roadside: [Roadside]
  /// The seconds that half of the ways take at most, those of no time left out; nil where there is none.
  let usual: Float?
  /// For each cell of the search, whether a way leaves it for a road.
  private let hasWays: [Bool]
  private let nodeWays: (first: [Int32], ways: [Way])
  private let cellWays: [Int32: [Way]]
  private let roadsideOfCell: [Int32: Range<Int>]

  /// - Parameter stride: cells of a row of the search, which has a margin of two around the raster.
  init(_ roads: GroundRoads, _ frame: GridFrame, stride: Int, firstNode: Int, _ direction: SearchDirection) {
    self.firstNode = firstNode
    func position(_ cell: Int32) -> Int32 {
      Int32((Int(cell) / frame.columns + 2) * stride + Int(cell) % frame.columns + 2)
    }
    var first = [Int32](repeating: 0, count: roads.nodeCount + 1)
    var ways: [(from: Int32, way: Way)] = roads.arcs.map { arc in
      let (from, to) = direction == .outward ? (arc.from, arc.to) : (arc.to, arc.from)
      return (from, Way(to: to + Int32(firstNode), seconds: arc.seconds))
    }
    var cellWays: [Int32: [Way]] = [:]
    var roadside: [Roadside] = []
    for stop in roads.stops {
      if stop.isCellPassable {
        ways.append((stop.node, Way(to: position(stop.cell), seconds: stop.seconds)))
        cellWays[position(stop.cell), default: []].append(
          Way(to: stop.node + Int32(firstNode), seconds: stop.seconds))
      } else {
        roadside.append(Roadside(node: Int(stop.node) + firstNode, cell: Int(stop.cell), seconds: stop.seconds))
      }
    }
    for (from, _) in ways { first[Int(from) + 1] += 1 }
    for node in 0..<roads.nodeCount { first[node + 1] += first[node] }
    var next = first
    var sorted = [Way](repeating: Way(to: 0, seconds: 0), count: ways.count)
    for (from, way) in ways {
      sorted[Int(next[Int(from)])] = way
      next[Int(from)] += 1
    }
    nodeWays = (first, sorted)
    self.cellWays = cellWays
    self.roadside = roadside
    let times = ways.lazy.map(\.way.seconds).filter { $0 > 0 }.sorted()
    usual = times.isEmpty ? nil : times[times.count / 2]
    var hasWays = [Bool](repeating: false, count: firstNode)
    for cell in cellWays.keys { hasWays[Int(cell)] = true }
    self.hasWays = hasWays
    var ranges: [Int32: Range<Int>] = [:]
    for (index, stop) in roadside.enumerated() {
      ranges[Int32(stop.cell)] = (ranges[Int32(stop.cell)]?.lowerBound ?? index)..<index + 1
    }
    roadsideOfCell = ranges
  }

  /// The ways by road from a cell or a node.
  @inline(__always)
  func ways(from at: Int) -> ArraySlice<Way> {
    if at < firstNode { return hasWays[at] ? cellWays[Int32(at)]?[...] ?? [] : [] }
    let node = at - firstNode
    return nodeWays.ways[Int(nodeWays.first[node])..<Int(nodeWays.first[node + 1])]
  }

  /// The stops beside a cell of the raster that cannot be crossed.
  func roadside(ofCell cell: Int) -> ArraySlice<Roadside> { roadsideOfCell[Int32(cell)].map { roadside[$0] } ?? [] }
}

import GeoKit

/// Roads over a friction grid: one graph with its cells.
///
/// A road that may be joined anywhere has a stop in every cell that it passes, at its point nearest to the cell's
/// middle; the way between the two costs its length times the pace of the cell. Other roads (bridges, tunnels, motorways)
/// have none between their ends, so that a bridge crosses any ground. Along the roads times and directions are those of
/// the graph. The ground beside a road is left as it is: nothing leaks from a road through a cell that cannot be
/// crossed; a place in such a cell is reached from the road's stop there, at the pace off the road, and from nowhere else.
public struct GroundRoads: Sendable {
  /// Where a road may be left for a cell, or joined from it.
  struct Stop: Sendable {
    /// Its node: those of the graph come first.
    var node: Int32
    var cell: Int32
    /// From the stop to the middle of the cell.
    var seconds: Float
    /// Whether the cell is passed on to its neighbours.
    var isCellPassable: Bool
  }

  /// One way from a node to another.
  struct Arc: Sendable {
    var from: Int32
    var to: Int32
    var seconds: Float
  }

  /// Junctions of the roads, and stops.
  private(set) var nodeCount: Int
  /// In ascending order of cells.
  private(set) var stops: [Stop] = []
  private(set) var arcs: [Arc] = []

  /// - Parameter offRoad: the pace from the road to a place on ground that cannot be crossed.
  public init(_ graph: RoadGraph, on grid: FrictionGrid, offRoad: RoadTraversal.Speed) {
    nodeCount = graph.nodeCount
    for stretch in 0..<graph.stretchCount {
      var walk = CellWalk(grid.frame)
      if graph.isOpenMidway[stretch] { walk.follow(graph, stretch) }
      let last = Int(graph.firstVertex[stretch + 1]) - 1
      var before = (node: graph.tails[stretch], forward: 0.0, backward: 0.0)
      func step(to node: Int32, _ forward: Double, _ backward: Double) {
        if graph.isForwardOpen[stretch] { addArc(before.node, node, forward - before.forward) }
        if graph.isBackwardOpen[stretch] { addArc(node, before.node, backward - before.backward) }
        before = (node, forward, backward)
      }
      for passage in walk.passages {
        let node = Int32(nodeCount)
        nodeCount += 1
        let isPassable = grid.isPassable(passage.cell)
        let pace = isPassable ? Double(grid.secondsPerMetre[passage.cell]) : 1 / offRoad.metresPerSecond
        stops.append(
          Stop(
            node: node, cell: Int32(passage.cell), seconds: Float(passage.metres * pace), isCellPassable: isPassable))
        step(to: node, passage.forward, passage.backward)
      }
      step(to: graph.heads[stretch], Double(graph.forwardTicks[last]), Double(graph.backwardTicks[last]))
    }
    stops.sort { ($0.cell, $0.node) < ($1.cell, $1.node) }
  }

  private mutating func addArc(_ from: Int32, _ to: Int32, _ ticks: Double) {
    if from != to { arcs.append(Arc(from: from, to: to, seconds: Float(max(ticks, 0) / TickScale.perSecond))) }
  }

  /// Whether a road stops in the cell.
  public func stops(inCell cell: Int) -> Bool {
    var (low, high) = (0, stops.count)
    while low < high {
      let middle = (low + high) / 2
      if Int(stops[middle].cell) < cell { low = middle + 1 } else { high = middle }
    }
    return low < stops.count && Int(stops[low].cell) == cell
  }
}

/// The cells that a stretch passes one after the other.
private struct CellWalk {
  /// One stay in a cell: where the stretch is nearest to its middle.
  struct Passage {
    var cell: Int
    var metres: Double
    /// Ticks from the tail, and back to it.
    var forward: Double
    var backward: Double
  }

  private(set) var passages: [Passage] = []
  private let frame: GridFrame
  /// The cell of the last piece; -1 off the raster.
  private var cell = -1

  init(_ frame: GridFrame) { self.frame = frame }

  mutating func follow(_ graph: RoadGraph, _ stretch: Int) {
    for vertex in Int(graph.firstVertex[stretch])..<Int(graph.firstVertex[stretch + 1]) - 1 {
      let (x1, y1) = place(graph.vertexLongitudes[vertex], graph.vertexLatitudes[vertex])
      let (x2, y2) = place(graph.vertexLongitudes[vertex + 1], graph.vertexLatitudes[vertex + 1])
      // Across the antimeridian no raster runs.
      if abs(x2 - x1) * frame.cellWidth > 180 { continue }
      var shares = [0.0, 1]
      for (from, to, count) in [(x1, x2, frame.columns), (y1, y2, frame.rows)] where from != to {
        let (low, high) = (max(min(from, to), 0).rounded(.up), min(max(from, to), Double(count)).rounded(.down))
        if low <= high { for line in Int(low)...Int(high) { shares.append((Double(line) - from) / (to - from)) } }
      }
      shares.sort()
      for (begin, end) in zip(shares, shares.dropFirst()) where end > begin || shares.count == 2 {
        let middle = (begin + end) / 2
        let (column, row) = ((x1 + middle * (x2 - x1)).rounded(.down), (y1 + middle * (y2 - y1)).rounded(.down))
        guard column >= 0, row >= 0, column < Double(frame.columns), row < Double(frame.rows) else {
          cell = -1
          continue
        }
        pass(
          Int(row) * frame.columns + Int(column), graph, vertex, (x1, y1), (x2, y2), shares: max(begin, 0)...min(end, 1)
        )
      }
    }
  }

  private func place(_ longitude: Int32, _ latitude: Int32) -> (Double, Double) {
    (
      (Double(longitude) / 1e7 - frame.west) / frame.cellWidth,
      (frame.north - Double(latitude) / 1e7) / frame.cellHeight
    )
  }

  private mutating func pass(
    _ cell: Int, _ graph: RoadGraph, _ vertex: Int, _ a: (Double, Double), _ b: (Double, Double),
    shares: ClosedRange<Double>
  ) {
    let metric = LocalMetric(latitude: frame.centre(ofCell: cell).latitude * 1e7)
    let (width, height) = (frame.cellWidth * 1e7 * metric.east, frame.cellHeight * 1e7 * metric.north)
    let (x, y) = (Double(cell % frame.columns) + 0.5, Double(cell / frame.columns) + 0.5)
    let (ax, ay) = ((a.0 - x) * width, (a.1 - y) * height)
    let (dx, dy) = ((b.0 - a.0) * width, (b.1 - a.1) * height)
    let square = dx * dx + dy * dy
    let nearest = square > 0 ? -(ax * dx + ay * dy) / square : 0
    let share = min(max(nearest, shares.lowerBound), shares.upperBound)
    let (px, py) = (ax + share * dx, ay + share * dy)
    func ticks(_ table: [Ticks]) -> Double {
      Double(table[vertex]) + share * (Double(table[vertex + 1]) - Double(table[vertex]))
    }
    let passage = Passage(
      cell: cell, metres: (px * px + py * py).squareRoot(), forward: ticks(graph.forwardTicks),
      backward: ticks(graph.backwardTicks))
    if cell != self.cell {
      passages.append(passage)
      self.cell = cell
    } else if let last = passages.last, passage.metres < last.metres {
      passages[passages.count - 1] = passage
    }
  }
}

extension RoadGraph {
  /// The graph of the lines that a mode may use.
  ///
  /// `traversal` and `blocks` are asked once per distinct set of attributes: how a line with these attributes is
  /// used, and whether a point with them stops travel (the road is cut there); `turns` says what a restriction with
  /// them means, nil where it is none for the mode. Lines whose identifier is in `closed` are left out; no stretch goes
  /// on beyond the ends of those in `cutting`.
  ///
  /// Where turns are restricted a road has ends of its own for each direction, and for each memory of a forbidden
  /// sequence (``ForbiddenTurns``); each turn that is left is a stretch of no length. Every search then keeps to the
  /// restrictions without knowing of them.
  public convenience init(
    _ lines: RoadLines, closed: Set<Int64> = [], cutting: Set<Int64> = [],
    blocks: ([String: String]) -> Bool = { _ in false },
    turns: ([String: String]) -> TurnRestriction.Kind? = { _ in nil },
    traversal: ([String: String]) -> RoadTraversal
  ) {
    let traversals = lines.attributeSets.map(traversal)
    let isBlocking = lines.attributeSets.map(blocks)
    let usable = (0..<lines.count).map { line in
      !traversals[Int(lines.attributes[line])].isClosed
        && (closed.isEmpty || !closed.contains(lines.identifiers[line]))
    }
    var blocked = [Bool](repeating: false, count: lines.longitudes.count)
    for obstacle in lines.obstacles where isBlocking[Int(obstacle.attributes)] {
      blocked[Int(obstacle.point)] = true
    }
    let pieces = RoadPieces(lines, usable, blocked, traversals)
    let sequences = pieces.forbiddenSequences(lines, blocked, turns)
    let chains = RoadChains(
      pieces, keeping: pieces.turningNodes(of: sequences), cuttingAt: pieces.nodes(of: cutting, in: lines))
    let layout = StretchLayout(pieces, chains, sequences)
    self.init(lines, pieces, chains, layout, traversals)
  }

  private convenience init(
    _ lines: RoadLines, _ pieces: RoadPieces, _ chains: RoadChains, _ layout: StretchLayout,
    _ traversals: [RoadTraversal]
  ) {
    let nodes = ZOrder(
      longitudes: layout.nodes.map { lines.longitudes[Int(pieces.nodePoints[Int($0)])] },
      latitudes: layout.nodes.map { lines.latitudes[Int(pieces.nodePoints[Int($0)])] })

    // Stretches in the order of their nodes, so that a search finds them close together in memory.
    let ends = layout.stretches.map { (tail: nodes.numbers[Int($0.tail)], head: nodes.numbers[Int($0.head)]) }
    let order = ends.indices.sorted { a, b in
      (min(ends[a].tail, ends[a].head), max(ends[a].tail, ends[a].head), a)
        < (min(ends[b].tail, ends[b].head), max(ends[b].tail, ends[b].head), b)
    }

    var vertices = StretchVertices(capacity: lines.points.count)
    var tails: [Int32] = []
    var heads: [Int32] = []
    var isForwardOpen: [Bool] = []
    var isBackwardOpen: [Bool] = []
    var isOpenMidway: [Bool] = []
    var copiedLength = 0.0
    for index in order {
      let stretch = layout.stretches[index]
      var isOpen = (forward: stretch.isForwardOpen, backward: stretch.isBackwardOpen)
      var isFirst = true
      for step in chains.chains[stretch.chain].steps(in: chains) {
        let piece = Int(step >> 1)
        let isReversed = step & 1 == 1
        let traversal = pieces.traversal(of: piece, lines, traversals)
        let forward = isReversed ? traversal.backward : traversal.forward
        let backward = isReversed ? traversal.forward : traversal.backward
        isOpen = (isOpen.forward && forward != nil, isOpen.backward && backward != nil)
        let range = pieces.firstIndex[piece]...pieces.lastIndex[piece]
        if isFirst {
          let start = Int(lines.points[isReversed ? range.upperBound : range.lowerBound])
          vertices.start(lines.longitudes[start], lines.latitudes[start])
          isFirst = false
        }
        var at = isReversed ? range.upperBound - 1 : range.lowerBound + 1
        while range.contains(at) {
          let point = Int(lines.points[at])
          vertices.append(
            lines.longitudes[point], lines.latitudes[point], forward?.metresPerSecond,
            backward?.metresPerSecond)
          at += isReversed ? -1 : 1
        }
      }
      if vertices.isTooSlowForward { isOpen.forward = false }
      if vertices.isTooSlowBackward { isOpen.backward = false }
      if stretch.isCopy { copiedLength += vertices.currentLength }
      vertices.end()
      tails.append(ends[index].tail)
      heads.append(ends[index].head)
      isForwardOpen.append(isOpen.forward)
      isBackwardOpen.append(isOpen.backward)
      isOpenMidway.append(pieces.isOpenMidway(chains.chains[stretch.chain].first))
    }
    // A dead end at which one may join the road, though not along it, is a stretch of no length.
    func addPoint(_ tail: Int32, _ head: Int32, isDeadEnd: Bool) {
      let point = Int(pieces.nodePoints[Int(layout.nodes[Int(tail)])])
      vertices.start(lines.longitudes[point], lines.latitudes[point])
      vertices.append(lines.longitudes[point], lines.latitudes[point], 1, 1)
      vertices.end()
      tails.append(nodes.numbers[Int(tail)])
      heads.append(nodes.numbers[Int(head)])
      isForwardOpen.append(true)
      isBackwardOpen.append(isDeadEnd)
      isOpenMidway.append(isDeadEnd)
    }
    for node in layout.openDeadEnds { addPoint(node, node, isDeadEnd: true) }
    for turn in layout.turns { addPoint(turn.from, turn.to, isDeadEnd: false) }
    let tables = Self.arcTables(
      nodeCount: nodes.longitudes.count, tails: tails, heads: heads, firstVertex: vertices.first,
      forwardTicks: vertices.forward, backwardTicks: vertices.backward, isForwardOpen: isForwardOpen,
      isBackwardOpen: isBackwardOpen)
    self.init(
      nodeLongitudes: nodes.longitudes, nodeLatitudes: nodes.latitudes, tails: tails, heads: heads,
      firstVertex: vertices.first, vertexLongitudes: vertices.longitudes, vertexLatitudes: vertices.latitudes,
      vertexMetres: vertices.metres, forwardTicks: vertices.forward, backwardTicks: vertices.backward,
      isForwardOpen: isForwardOpen, isBackwardOpen: isBackwardOpen, isOpenMidway: isOpenMidway,
      copiedLength: copiedLength, barriers: Barriers(lines.barriers),
      outgoing: tables.outgoing, incoming: tables.incoming)
  }

  private static func arcTables(
    nodeCount: Int, tails: [Int32], heads: [Int32], firstVertex: [Int32], forwardTicks: [Ticks],
    backwardTicks: [Ticks], isForwardOpen: [Bool], isBackwardOpen: [Bool]
  ) -> (outgoing: ArcTable, incoming: ArcTable) {
    var arcs: [(from: Int32, to: Int32, ticks: Ticks, stretch: Int32)] = []
    for stretch in tails.indices where tails[stretch] != heads[stretch] {
      let last = Int(firstVertex[stretch + 1]) - 1
      let code = Int32(stretch) * 2
      if isForwardOpen[stretch] { arcs.append((tails[stretch], heads[stretch], forwardTicks[last], code)) }
      if isBackwardOpen[stretch] { arcs.append((heads[stretch], tails[stretch], backwardTicks[last], code + 1)) }
    }
    return (
      ArcTable(nodeCount: nodeCount, arcs),
      ArcTable(
        nodeCount: nodeCount, arcs.map { (from: $0.to, to: $0.from, ticks: $0.ticks, stretch: $0.stretch) })
    )
  }

  /// The same graph, nodes and stretches numbered alike, but nobody travels these stretches.
  func closing(_ stretches: Set<Int32>) -> RoadGraph {
    var (isForwardOpen, isBackwardOpen) = (isForwardOpen, isBackwardOpen)
    for stretch in stretches {
      isForwardOpen[Int(stretch)] = false
      isBackwardOpen[Int(stretch)] = false
    }
    let tables = Self.arcTables(
      nodeCount: nodeCount, tails: tails, heads: heads, firstVertex: firstVertex, forwardTicks: forwardTicks,
      backwardTicks: backwardTicks, isForwardOpen: isForwardOpen, isBackwardOpen: isBackwardOpen)
    return RoadGraph(
      nodeLongitudes: nodeLongitudes, nodeLatitudes: nodeLatitudes, tails: tails, heads: heads,
      firstVertex: firstVertex, vertexLongitudes: vertexLongitudes, vertexLatitudes: vertexLatitudes,
      vertexMetres: vertexMetres, forwardTicks: forwardTicks, backwardTicks: backwardTicks,
      isForwardOpen: isForwardOpen, isBackwardOpen: isBackwardOpen, isOpenMidway: isOpenMidway,
      copiedLength: copiedLength, barriers: barriers, outgoing: tables.outgoing, incoming: tables.incoming)
  }
}

extension RoadGraph.ArcTable {
  /// Rows by `from`, each by ascending `to`; of parallel arcs the quickest stays, of equal ones the first stretch.
  fileprivate init(nodeCount: Int, _ list: [(from: Int32, to: Int32, ticks: Ticks, stretch: Int32)]) {
    var counts = [Int32](repeating: 0, count: nodeCount + 1)
    for arc in list { counts[Int(arc.from) + 1] += 1 }
    for node in 0..<nodeCount { counts[node + 1] += counts[node] }
    var next = counts
    var sorted = [Int32](repeating: 0, count: list.count)
    for (index, arc) in list.enumerated() {
      sorted[Int(next[Int(arc.from)])] = Int32(index)
      next[Int(arc.from)] += 1
    }
    first = [0]
    arcs = []
    stretches = []
    first.reserveCapacity(nodeCount + 1)
    arcs.reserveCapacity(list.count)
    stretches.reserveCapacity(list.count)
    for node in 0..<nodeCount {
      let row = Int(counts[node])..<Int(counts[node + 1])
      sorted[row].sort { a, b in
        let (x, y) = (list[Int(a)], list[Int(b)])
        return (x.to, x.ticks, x.stretch) < (y.to, y.ticks, y.stretch)
      }
      var previous: Int32 = -1
      for index in row {
        let arc = list[Int(sorted[index])]
        if arc.to == previous { continue }
        previous = arc.to
        arcs.append(RoadGraph.Arc(head: arc.to, ticks: arc.ticks))
        stretches.append(arc.stretch)
      }
      first.append(Int32(arcs.count))
    }
  }
}

extension RoadAccess {
  /// Bit 2 where the road is open midway, bit 3 where it is open at its ends.
  fileprivate var bits: UInt8 {
    switch self {
    case .anywhere: 12
    case .ends: 8
    case .nowhere: 0
    }
  }
}

/// The lines cut at every point where roads meet or a road is blocked.
struct RoadPieces {
  /// Positions in `lines.points`, both ends included.
  var firstIndex: [Int] = []
  var lastIndex: [Int] = []
  var lines: [Int32] = []
  var tails: [Int32] = []
  var heads: [Int32] = []
  /// The point of each node; a blocked point has a node per piece that ends there.
  var nodePoints: [Int32] = []
  /// Whether the piece is open forward (bit 0), backward (bit 1), midway (bit 2) and at its ends (bit 3).
  var isOpen: [UInt8] = []
  /// Metres per second of the lines that keep a timetable.
  private var timetableSpeeds: [Int: Double] = [:]

  init(_ roads: RoadLines, _ usable: [Bool], _ blocked: [Bool], _ traversals: [RoadTraversal]) {
    var uses = [UInt8](repeating: 0, count: roads.longitudes.count)
    for line in 0..<roads.count where usable[line] {
      let range = Int(roads.firstPoint[line])..<Int(roads.firstPoint[line + 1])
      if range.isEmpty { continue }
      for index in range {
        let point = Int(roads.points[index])
        if uses[point] < 2 { uses[point] += 1 }
      }
      uses[Int(roads.points[range.lowerBound])] = 2
      uses[Int(roads.points[range.upperBound - 1])] = 2
    }
    var nodeOfPoint = [Int32](repeating: -1, count: uses.count)
    for line in 0..<roads.count where usable[line] {
      let range = Int(roads.firstPoint[line])..<Int(roads.firstPoint[line + 1])
      if range.count < 2 { continue }
      let traversal = traversals[Int(roads.attributes[line])]
      let open: UInt8 =
        (traversal.forward == nil ? 0 : 1) | (traversal.backward == nil ? 0 : 2) | traversal.access.bits
      var start = range.lowerBound
      var tail = node(Int(roads.points[start]), blocked, &nodeOfPoint)
      for index in range.dropFirst() {
        let point = Int(roads.points[index])
        if uses[point] < 2 && !blocked[point] { continue }
        let head = node(point, blocked, &nodeOfPoint)
        firstIndex.append(start)
        lastIndex.append(index)
        lines.append(Int32(line))
        tails.append(tail)
        heads.append(head)
        isOpen.append(open)
        start = index
        if index < range.upperBound - 1 { tail = blocked[point] ? node(point, blocked, &nodeOfPoint) : head }
      }
    }
    timetableSpeeds = roads.timetableSpeeds { usable[$0] ? traversals[Int(roads.attributes[$0])].duration : nil }
      .filter { RoadTraversal.timetableSpeeds.contains($0.value) }
  }

  private mutating func node(_ point: Int, _ blocked: [Bool], _ nodeOfPoint: inout [Int32]) -> Int32 {
    if !blocked[point], nodeOfPoint[point] >= 0 { return nodeOfPoint[point] }
    let number = Int32(nodePoints.count)
    nodePoints.append(Int32(point))
    nodeOfPoint[point] = number
    return number
  }

  /// The traversal of a piece; where a duration is given for its line, the speed that keeps it.
  func traversal(of piece: Int, _ roads: RoadLines, _ traversals: [RoadTraversal]) -> RoadTraversal {
    let line = lines[piece]
    var traversal = traversals[Int(roads.attributes[Int(line)])]
    if traversal.duration != nil, let speed = timetableSpeeds[Int(line)] {
      if traversal.forward != nil { traversal.forward = .init(metresPerSecond: speed) }
      if traversal.backward != nil { traversal.backward = .init(metresPerSecond: speed) }
    }
    return traversal
  }

  /// The nodes at the ends of the pieces of lines with these identifiers.
  func nodes(of identifiers: Set<Int64>, in roads: RoadLines) -> Set<Int32> {
    if identifiers.isEmpty { return [] }
    var nodes: Set<Int32> = []
    for piece in lines.indices where identifiers.contains(roads.identifiers[Int(lines[piece])]) {
      nodes.insert(tails[piece])
      nodes.insert(heads[piece])
    }
    return nodes
  }

  /// A step is `piece * 2`, plus 1 when the piece is walked against its order.
  func start(of step: Int32) -> Int32 { step & 1 == 0 ? tails[Int(step >> 1)] : heads[Int(step >> 1)] }
  func end(of step: Int32) -> Int32 { step & 1 == 0 ? heads[Int(step >> 1)] : tails[Int(step >> 1)] }

  /// Where a step is open: along it (bit 0), against it (bit 1), midway (bit 2), at its ends (bit 3).
  func open(_ step: Int32) -> UInt8 {
    let open = isOpen[Int(step >> 1)]
    return step & 1 == 0 ? open : (open & 12) | ((open >> 1) & 1) | ((open & 1) << 1)
  }

  func isOpenMidway(_ step: Int32) -> Bool { isOpen[Int(step >> 1)] & 4 != 0 }

  /// Whether a journey may begin or end where nothing but this step meets its node.
  func isOpenAtEnds(_ step: Int32) -> Bool { isOpen[Int(step >> 1)] & 12 == 8 }
}

/// Pieces joined where a node only continues one road into the next.
struct RoadChains {
  struct Chain {
    var range: Range<Int>
    var first: Int32
    var last: Int32

    func steps(in chains: RoadChains) -> ArraySlice<Int32> { chains.steps[range] }
  }

  var chains: [Chain] = []
  private var steps: [Int32] = []
  /// The nodes that remain, in the order in which they were met.
  var nodes: [Int32] = []
  /// Nodes at which a single piece ends that may be joined at its ends alone.
  private(set) var openDeadEnds: [Int32] = []
  /// The chain of each piece that is the end of one at a kept node, and whether the chain passes it against its order.
  private(set) var chainOfPiece: [Int32: (chain: Int, isReversed: Bool)] = [:]

  /// - Parameters:
  ///   - kept: nodes at which a chain ends, whatever meets there.
  ///   - cuts: nodes at which no chain goes on from one piece into the next.
  init(_ pieces: RoadPieces, keeping kept: Set<Int32>, cuttingAt cuts: Set<Int32> = []) {
    let nodeCount = pieces.nodePoints.count
    var degree = [UInt8](repeating: 0, count: nodeCount)
    // Up to two steps that leave each node.
    var leaving = [(Int32, Int32)](repeating: (-1, -1), count: nodeCount)
    func note(_ node: Int32, _ step: Int32) {
      let at = Int(node)
      if degree[at] == 0 { leaving[at].0 = step } else { leaving[at].1 = step }
      if degree[at] < 3 { degree[at] += 1 }
    }
    for piece in 0..<Int32(pieces.lines.count) {
      note(pieces.tails[Int(piece)], piece * 2)
      note(pieces.heads[Int(piece)], piece * 2 + 1)
    }
    for node in kept { degree[Int(node)] = 3 }
    for node in cuts where degree[Int(node)] == 2 { degree[Int(node)] = 3 }
    /// The step that continues `step` beyond its end, when nothing else meets there and the same ways are open.
    func continuation(of step: Int32) -> Int32? {
      let node = Int(pieces.end(of: step))
      guard degree[node] == 2 else { return nil }
      let arriving = step ^ 1
      let next = leaving[node].0 == arriving ? leaving[node].1 : leaving[node].0
      guard next >> 1 != step >> 1, pieces.open(next) == pieces.open(step) else { return nil }
      return next
    }
    var isUsed = [Bool](repeating: false, count: pieces.lines.count)
    var isKept = [Bool](repeating: false, count: nodeCount)
    func keep(_ node: Int32) {
      if !isKept[Int(node)] {
        isKept[Int(node)] = true
        nodes.append(node)
      }
    }
    for piece in 0..<Int32(pieces.lines.count) where !isUsed[Int(piece)] {
      var first = piece * 2
      while let previous = continuation(of: first ^ 1), previous >> 1 != piece { first = previous ^ 1 }
      let begin = steps.count
      var step: Int32? = first
      var last = first
      while let current = step, !isUsed[Int(current >> 1)] {
        isUsed[Int(current >> 1)] = true
        steps.append(current)
        last = current
        step = continuation(of: current)
      }
      if !kept.isEmpty {
        for step in [first, last] { chainOfPiece[step >> 1] = (chains.count, step & 1 == 1) }
      }
      chains.append(Chain(range: begin..<steps.count, first: first, last: last))
      keep(pieces.start(of: first))
      keep(pieces.end(of: last))
      for (node, step) in [(pieces.start(of: first), first), (pieces.end(of: last), last)]
      where degree[Int(node)] == 1 && pieces.isOpenAtEnds(step) {
        openDeadEnds.append(node)
      }
    }
  }
}

/// The vertices of all stretches while they are being laid out.
private struct StretchVertices {
  var first: [Int32] = [0]
  var longitudes: [Int32] = []
  var latitudes: [Int32] = []
  var metres: [Float] = []
  var forward: [Ticks] = []
  var backward: [Ticks] = []
  private var length = 0.0
  var currentLength: Double { length }
  private var forwardSum: UInt64 = 0
  private var backwardSum: UInt64 = 0

  init(capacity: Int) {
    longitudes.reserveCapacity(capacity)
    latitudes.reserveCapacity(capacity)
    metres.reserveCapacity(capacity)
    forward.reserveCapacity(capacity)
    backward.reserveCapacity(capacity)
  }

  var isTooSlowForward: Bool { forwardSum > UInt64(TickScale.longestArc) }
  var isTooSlowBackward: Bool { backwardSum > UInt64(TickScale.longestArc) }

  mutating func start(_ longitude: Int32, _ latitude: Int32) {
    length = 0
    forwardSum = 0
    backwardSum = 0
    push(longitude, latitude)
  }

  /// Each segment is rounded by itself, so that cutting a stretch at a vertex changes no time.
  mutating func append(_ longitude: Int32, _ latitude: Int32, _ forward: Double?, _ backward: Double?) {
    guard let fromLongitude = longitudes.last, let fromLatitude = latitudes.last else { return }
    let step = LocalMetric.metres(fromLongitude, fromLatitude, longitude, latitude)
    length += step
    forwardSum += Self.ticks(step, forward)
    backwardSum += Self.ticks(step, backward)
    push(longitude, latitude)
  }

  private static func ticks(_ metres: Double, _ speed: Double?) -> UInt64 {
    guard let speed else { return 0 }
    return UInt64(min((metres / speed * TickScale.perSecond).rounded(), Double(TickScale.longest)))
  }

  private mutating func push(_ longitude: Int32, _ latitude: Int32) {
    longitudes.append(longitude)
    latitudes.append(latitude)
    metres.append(Float(length))
    forward.append(Ticks(clamping: forwardSum))
    backward.append(Ticks(clamping: backwardSum))
  }

  mutating func end() { first.append(Int32(longitudes.count)) }
}

/// Points numbered along a Z-order curve (Morton 1966) over their bounding box; equal cells keep their order.
private struct ZOrder {
  var longitudes: [Int32]
  var latitudes: [Int32]
  /// The new number of each point.
  var numbers: [Int32]

  init(longitudes: [Int32], latitudes: [Int32]) {
    let west = longitudes.min() ?? 0
    let south = latitudes.min() ?? 0
    let width = max(Int(longitudes.max() ?? 0) - Int(west), Int(latitudes.max() ?? 0) - Int(south), 1)
    func spread(_ value: Int) -> UInt64 {
      var x = UInt64(value) & 0xffff
      x = (x | x << 8) & 0x00ff_00ff
      x = (x | x << 4) & 0x0f0f_0f0f
      x = (x | x << 2) & 0x3333_3333
      x = (x | x << 1) & 0x5555_5555
      return x
    }
    var keys: [UInt64] = []
    keys.reserveCapacity(longitudes.count)
    for index in longitudes.indices {
      let x = (Int(longitudes[index]) - Int(west)) * 65535 / width
      let y = (Int(latitudes[index]) - Int(south)) * 65535 / width
      keys.append((spread(x) | spread(y) << 1) << 32 | UInt64(index))
    }
    keys.sort()
    numbers = [Int32](repeating: 0, count: keys.count)
    self.longitudes = []
    self.latitudes = []
    for (number, key) in keys.enumerated() {
      let old = Int(key & 0xffff_ffff)
      numbers[old] = Int32(number)
      self.longitudes.append(longitudes[old])
      self.latitudes.append(latitudes[old])
    }
  }
}

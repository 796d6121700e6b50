/// Which stretches a graph has, and between which nodes: one for each chain, but where turns are restricted one for each
/// direction and memory, with a turn of no length for each way on that is left.
struct StretchLayout {
  struct Stretch {
    /// Number of the chain.
    var chain: Int
    /// Indices into `nodes`.
    var tail: Int32
    var head: Int32
    var isForwardOpen: Bool
    var isBackwardOpen: Bool
    /// Whether the chain has a stretch already.
    var isCopy = false
  }

  /// For each node of the graph the node of the pieces at which it lies; at a junction with restricted turns there are
  /// several.
  private(set) var nodes: [Int32] = []
  private(set) var stretches: [Stretch] = []
  /// From the end of one stretch to the begin of another.
  private(set) var turns: [(from: Int32, to: Int32)] = []
  /// Indices into `nodes`.
  private(set) var openDeadEnds: [Int32] = []

  /// - Parameter sequences: forbidden ones, of steps of pieces.
  init(_ pieces: RoadPieces, _ chains: RoadChains, _ sequences: Set<[Int32]>) {
    let isTurning = pieces.turningNodes(of: sequences)
    nodes = chains.nodes.filter { !isTurning.contains($0) }
    var numbers = [Int32](repeating: -1, count: pieces.nodePoints.count)
    for (number, node) in nodes.enumerated() { numbers[Int(node)] = Int32(number) }
    openDeadEnds = chains.openDeadEnds.map { numbers[Int($0)] }
    if sequences.isEmpty {
      stretches = chains.chains.enumerated().map { chain, ends in
        Stretch(
          chain: chain, tail: numbers[Int(pieces.start(of: ends.first))],
          head: numbers[Int(pieces.end(of: ends.last))], isForwardOpen: true, isBackwardOpen: true)
      }
      return
    }
    let forbidden = ForbiddenTurns(Set(sequences.compactMap { chains.edges(of: $0) }))
    var arrivals: [Int32: [(edge: Int32, state: ForbiddenTurns.State, node: Int32)]] = [:]
    var departures: [Int32: [(edge: Int32, state: ForbiddenTurns.State, node: Int32)]] = [:]
    for (number, chain) in chains.chains.enumerated() {
      let (start, end) = (pieces.start(of: chain.first), pieces.end(of: chain.last))
      if !isTurning.contains(start) && !isTurning.contains(end) {
        stretches.append(
          Stretch(
            chain: number, tail: numbers[Int(start)], head: numbers[Int(end)], isForwardOpen: true,
            isBackwardOpen: true))
        continue
      }
      let open = pieces.open(chain.first)
      var isCopy = false
      for isReversed in [false, true] where open & (isReversed ? 2 : 1) != 0 {
        let edge = Int32(number) * 2 + (isReversed ? 1 : 0)
        let (from, to) = isReversed ? (end, start) : (start, end)
        for state in forbidden.states(of: edge) {
          var (tail, head) = (numbers[Int(from)], numbers[Int(to)])
          if isTurning.contains(from) {
            tail = addNode(from)
            departures[from, default: []].append((edge, state, tail))
          }
          if isTurning.contains(to) {
            head = addNode(to)
            arrivals[to, default: []].append((edge, state, head))
          }
          stretches.append(
            Stretch(
              chain: number, tail: isReversed ? head : tail, head: isReversed ? tail : head,
              isForwardOpen: !isReversed, isBackwardOpen: isReversed, isCopy: isCopy))
          isCopy = true
        }
      }
    }
    for node in arrivals.keys.sorted() {
      for arrival in arrivals[node] ?? [] {
        for departure in departures[node] ?? []
        where forbidden.state(after: arrival.state, departure.edge) == departure.state {
          turns.append((arrival.node, departure.node))
        }
      }
    }
  }

  private mutating func addNode(_ node: Int32) -> Int32 {
    nodes.append(node)
    return Int32(nodes.count - 1)
  }
}

extension RoadChains {
  /// The chains that steps are the ends or the whole of, as `chain * 2`, plus 1 against the chain.
  fileprivate func edges(of sequence: [Int32]) -> [Int32]? {
    let edges = sequence.compactMap { step in
      chainOfPiece[step >> 1].map { chain, isReversed in
        Int32(chain) * 2 + ((step & 1 == 1) == isReversed ? 0 : 1)
      }
    }
    return edges.count == sequence.count ? edges : nil
  }
}

extension RoadPieces {
  /// The nodes inside the sequences, at which something is forbidden.
  func turningNodes(of sequences: Set<[Int32]>) -> Set<Int32> {
    Set(sequences.flatMap { $0.dropLast().map(end) })
  }

  /// The forbidden sequences of steps that the restrictions mean on these pieces.
  ///
  /// A restriction whose roads the mode may not use, or that are cut before they meet, means nothing.
  func forbiddenSequences(
    _ roads: RoadLines, _ blocked: [Bool], _ kind: ([String: String]) -> TurnRestriction.Kind?
  ) -> Set<[Int32]> {
    if roads.restrictions.isEmpty { return [] }
    let kinds = roads.attributeSets.map(kind)
    let restrictions = roads.restrictions.filter {
      kinds[Int($0.attributes)] != nil && ($0.viaPoint < 0 || !blocked[Int($0.viaPoint)])
    }
    let map = PieceMap(self, roads, of: Set(restrictions.flatMap { [$0.from, $0.to] + $0.viaLines }))
    var leaving: [Int32: [Int32]] = [:]
    for piece in 0..<Int32(lines.count) {
      for step in [piece * 2, piece * 2 + 1] where open(step) & 1 != 0 {
        if map.isTouched(start(of: step)) { leaving[start(of: step), default: []].append(step) }
      }
    }
    var sequences: Set<[Int32]> = []
    // Several ways that one must take from the same road (right, or straight on) are a choice among them.
    var mandatory: [[Int32]: Set<Int32>] = [:]
    for restriction in restrictions {
      guard let way = map.way(of: restriction) else { continue }
      switch kinds[Int(restriction.attributes)] {
      case .forbidden:
        sequences.insert(way)
        // Who turned round on the road between and came back to it would be free of the rule.
        for step in way.dropFirst().dropLast() where open(step ^ 1) & 1 != 0 {
          sequences.formUnion([[step, step ^ 1], [step ^ 1, step]])
        }
      case .mandatory: for count in 1..<way.count { mandatory[Array(way[..<count]), default: []].insert(way[count]) }
      case nil: continue
      }
    }
    for (travelled, onward) in mandatory {
      for step in leaving[end(of: travelled[travelled.count - 1])] ?? [] where !onward.contains(step) {
        sequences.insert(travelled + [step])
      }
    }
    // At a dead end there is no way but back.
    return sequences.filter { sequence in
      sequence.dropLast().allSatisfy { (leaving[end(of: $0)] ?? []).count > 1 || sequence.count > 2 }
    }
  }
}

/// Finds the steps of lines by their identifiers.
private struct PieceMap {
  private let pieces: RoadPieces
  private var ofLine: [Int64: [Int32]] = [:]
  private var touched: Set<Int32> = []

  init(_ pieces: RoadPieces, _ roads: RoadLines, of identifiers: Set<Int64>) {
    self.pieces = pieces
    for piece in 0..<Int32(pieces.lines.count) {
      let identifier = roads.identifiers[Int(pieces.lines[Int(piece)])]
      guard identifiers.contains(identifier) else { continue }
      ofLine[identifier, default: []].append(piece)
      touched.insert(pieces.tails[Int(piece)])
      touched.insert(pieces.heads[Int(piece)])
    }
  }

  func isTouched(_ node: Int32) -> Bool { touched.contains(node) }

  /// The open steps of a line.
  private func steps(_ identifier: Int64) -> [Int32] {
    (ofLine[identifier] ?? []).flatMap { [$0 * 2, $0 * 2 + 1] }.filter { pieces.open($0) & 1 != 0 }
  }

  /// The only one of its kind.
  private func single(_ steps: [Int32]) -> Int32? { steps.count == 1 ? steps[0] : nil }

  /// From the last step of the road that one comes from to the first of the one that one goes to; nil where there is
  /// none, or more than one.
  func way(of restriction: TurnRestriction) -> [Int32]? {
    let (from, to) = (steps(restriction.from), steps(restriction.to))
    if restriction.viaPoint >= 0 {
      guard let arrival = single(from.filter { pieces.nodePoints[Int(pieces.end(of: $0))] == restriction.viaPoint }),
        let departure = single(to.filter { pieces.nodePoints[Int(pieces.start(of: $0))] == restriction.viaPoint }),
        pieces.end(of: arrival) == pieces.start(of: departure)
      else { return nil }
      return [arrival, departure]
    }
    let between = restriction.viaLines.flatMap(steps)
    let starts = Set(between.map(pieces.start(of:)))
    let ends = Set(between.map(pieces.end(of:)))
    guard let arrival = single(from.filter { starts.contains(pieces.end(of: $0)) }),
      let departure = single(to.filter { ends.contains(pieces.start(of: $0)) })
    else { return nil }
    // The fewest steps, breadth first.
    var ways: [[Int32]] = between.filter { pieces.start(of: $0) == pieces.end(of: arrival) }.map { [$0] }
    var seen = Set(ways.map { $0[0] })
    var next = 0
    while next < ways.count {
      let way = ways[next]
      next += 1
      let end = pieces.end(of: way[way.count - 1])
      if end == pieces.start(of: departure) { return [arrival] + way + [departure] }
      for step in between where pieces.start(of: step) == end && seen.insert(step).inserted {
        ways.append(way + [step])
      }
    }
    return nil
  }
}

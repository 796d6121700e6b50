/// A contraction hierarchy (Geisberger, Sanders, Schultes and Delling, WEA 2008) for many-to-many times.
///
/// Nodes are removed one by one, the least important first; where a quickest way ran through a removed node, a
/// shortcut takes its place. A quickest way then climbs from both ends, and each end sees a few hundred nodes only.
/// Times are exactly those of ``RoadSearch``.
public struct ContractionHierarchy: Sendable {
  /// For each rank, the arcs to higher ranks.
  struct Upward: Sendable {
    var first: [Int32]
    var arcs: [RoadGraph.Arc]
  }

  let ranks: [Int32]
  /// Along the roads.
  let forward: Upward
  /// Against the roads.
  let backward: Upward

  /// The nodes of the graph, all of them.
  public var nodeCount: Int { ranks.count }
  /// Arcs and shortcuts in both directions.
  public var arcCount: Int { forward.arcs.count + backward.arcs.count }

  /// Takes far longer than one search, and pays for itself where times between many places are asked for.
  public init(_ graph: RoadGraph) {
    var contraction = Contraction(graph)
    contraction.run()
    ranks = contraction.ranks
    forward = contraction.upward(contraction.outgoing)
    backward = contraction.upward(contraction.incoming)
  }
}

/// An arc of the graph that is still being contracted.
private struct WorkArc {
  var node: Int32
  var ticks: Ticks
  /// How many arcs of the road graph it stands for.
  var hops: Int32
}

/// Adjacency lists that grow in one pool.
private struct WorkLists {
  private var pool: [WorkArc] = []
  private var starts: [Int32]
  private var counts: [Int32]
  private var capacities: [Int32]

  init(_ table: RoadGraph.ArcTable) {
    let nodeCount = table.first.count - 1
    starts = []
    counts = []
    capacities = []
    pool.reserveCapacity(table.arcs.count * 4)
    for node in 0..<nodeCount {
      let row = Int(table.first[node])..<Int(table.first[node + 1])
      starts.append(Int32(pool.count))
      counts.append(Int32(row.count))
      capacities.append(Int32(row.count + 2))
      for index in row { pool.append(WorkArc(node: table.arcs[index].head, ticks: table.arcs[index].ticks, hops: 1)) }
      pool.append(WorkArc(node: -1, ticks: 0, hops: 0))
      pool.append(WorkArc(node: -1, ticks: 0, hops: 0))
    }
  }

  @inline(__always) func count(_ node: Int) -> Int { Int(counts[node]) }
  @inline(__always) func arc(_ node: Int, _ index: Int) -> WorkArc { pool[Int(starts[node]) + index] }

  @inline(__always)
  func withRow<T>(_ node: Int, _ body: (UnsafeBufferPointer<WorkArc>) -> T) -> T {
    let start = Int(starts[node])
    let count = Int(counts[node])
    return pool.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<start + count])) }
  }

  mutating func remove(_ target: Int32, from node: Int) {
    let start = Int(starts[node])
    let end = start + Int(counts[node])
    for index in start..<end where pool[index].node == target {
      pool[index] = pool[end - 1]
      counts[node] -= 1
      return
    }
  }

  /// Adds an arc, or quickens the one that is there.
  mutating func improve(_ node: Int, _ arc: WorkArc) {
    let start = Int(starts[node])
    let count = Int(counts[node])
    for index in start..<start + count where pool[index].node == arc.node {
      if arc.ticks < pool[index].ticks { pool[index] = arc }
      return
    }
    if counts[node] == capacities[node] {
      let capacity = count * 2
      starts[node] = Int32(pool.count)
      capacities[node] = Int32(capacity)
      for index in start..<start + count { pool.append(pool[index]) }
      for _ in count..<capacity { pool.append(WorkArc(node: -1, ticks: 0, hops: 0)) }
    }
    pool[Int(starts[node]) + count] = arc
    counts[node] += 1
  }
}

private struct Contraction: ~Copyable {
  private(set) var outgoing: WorkLists
  private(set) var incoming: WorkLists
  private(set) var ranks: [Int32]
  private let nodeCount: Int
  private var levels: [Int32]
  private var priorities: [Ticks]

  // The witness search: limited, and reset through a stamp.
  private var distances: [Ticks]
  private var stamps: [UInt32]
  private var stamp: UInt32 = 0
  private var witnessQueue = SearchQueue()
  /// The search of which a node is a target.
  private var targetStamps: [UInt32]
  /// Nodes that a witness search settles at most: more where the node has many arcs, as the last ones of an even grid
  /// have, lest shortcuts that nothing needs make them more yet.
  private static func witnessLimit(arcs: Int) -> Int { max(60, 20 * arcs) }

  private struct Shortcut {
    var from: Int32
    var to: Int32
    var ticks: Ticks
    var hops: Int32
  }
  private var shortcuts: [Shortcut] = []

  init(_ graph: RoadGraph) {
    outgoing = WorkLists(graph.outgoing)
    incoming = WorkLists(graph.incoming)
    nodeCount = graph.nodeCount
    ranks = [Int32](repeating: -1, count: nodeCount)
    levels = [Int32](repeating: 0, count: nodeCount)
    priorities = [Ticks](repeating: 0, count: nodeCount)
    distances = [Ticks](repeating: 0, count: nodeCount)
    stamps = [UInt32](repeating: 0, count: nodeCount)
    targetStamps = [UInt32](repeating: 0, count: nodeCount)
  }

  mutating func run() {
    var queue = SearchQueue(capacity: nodeCount * 2 + 16)
    for node in 0..<nodeCount {
      priorities[node] = priority(node)
      queue.push(priorities[node], Int32(node))
    }
    var rank: Int32 = 0
    var neighbours: [Int] = []
    while !queue.isEmpty {
      let (priority, popped) = queue.pop()
      let node = Int(popped)
      if ranks[node] >= 0 || priority != priorities[node] { continue }
      findShortcuts(through: node)
      for shortcut in shortcuts {
        outgoing.improve(
          Int(shortcut.from), WorkArc(node: shortcut.to, ticks: shortcut.ticks, hops: shortcut.hops))
        incoming.improve(
          Int(shortcut.to), WorkArc(node: shortcut.from, ticks: shortcut.ticks, hops: shortcut.hops))
      }
      neighbours.removeAll(keepingCapacity: true)
      for index in 0..<outgoing.count(node) {
        let neighbour = Int(outgoing.arc(node, index).node)
        incoming.remove(popped, from: neighbour)
        neighbours.append(neighbour)
      }
      for index in 0..<incoming.count(node) {
        let neighbour = Int(incoming.arc(node, index).node)
        outgoing.remove(popped, from: neighbour)
        if !neighbours.contains(neighbour) { neighbours.append(neighbour) }
      }
      ranks[node] = rank
      rank += 1
      for neighbour in neighbours {
        levels[neighbour] = max(levels[neighbour], levels[node] + 1)
        let updated = self.priority(neighbour)
        if updated != priorities[neighbour] {
          priorities[neighbour] = updated
          queue.push(updated, Int32(neighbour))
        }
      }
    }
  }

  /// Level, shortcuts per removed arc, and road arcs under the shortcuts per road arc under the removed.
  private mutating func priority(_ node: Int) -> Ticks {
    findShortcuts(through: node)
    var removedHops = 0
    let removed = outgoing.count(node) + incoming.count(node)
    for index in 0..<outgoing.count(node) { removedHops += Int(outgoing.arc(node, index).hops) }
    for index in 0..<incoming.count(node) { removedHops += Int(incoming.arc(node, index).hops) }
    let addedHops = shortcuts.reduce(0) { $0 + Int($1.hops) }
    let value =
      1000 * Int(levels[node]) + 1000 * shortcuts.count / max(removed, 1) + 1000 * addedHops / max(removedHops, 1)
    return Ticks(clamping: value)
  }

  /// Fills `shortcuts` with those that the removal of `node` needs.
  private mutating func findShortcuts(through node: Int) {
    shortcuts.removeAll(keepingCapacity: true)
    let outCount = outgoing.count(node)
    if outCount == 0 { return }
    for inIndex in 0..<incoming.count(node) {
      let into = incoming.arc(node, inIndex)
      var furthest: Ticks = 0
      var targets = 0
      startWitnessSearch()
      for outIndex in 0..<outCount {
        let out = outgoing.arc(node, outIndex)
        if out.node == into.node { continue }
        furthest = max(furthest, out.ticks)
        targetStamps[Int(out.node)] = stamp
        targets += 1
      }
      if targets == 0 { continue }
      searchWitnesses(
        from: into.node, to: targets, avoiding: Int32(node),
        within: min(into.ticks, TickScale.longest - furthest) + furthest, settling: Self.witnessLimit(arcs: outCount))
      for outIndex in 0..<outCount {
        let out = outgoing.arc(node, outIndex)
        if out.node == into.node { continue }
        // Each is no longer than the longest journey; together they may be.
        if out.ticks > TickScale.longest - into.ticks { continue }
        let through = into.ticks + out.ticks
        if stamps[Int(out.node)] == stamp && distances[Int(out.node)] <= through { continue }
        shortcuts.append(
          Shortcut(from: into.node, to: out.node, ticks: through, hops: into.hops + out.hops))
      }
    }
  }

  private mutating func startWitnessSearch() {
    stamp &+= 1
    if stamp == 0 {
      for index in stamps.indices {
        stamps[index] = 0
        targetStamps[index] = 0
      }
      stamp = 1
    }
  }

  /// Ends when all targets are settled, whose times are final then.
  private mutating func searchWitnesses(
    from start: Int32, to targets: Int, avoiding avoided: Int32, within limit: Ticks, settling most: Int
  ) {
    witnessQueue.removeAll()
    distances[Int(start)] = 0
    stamps[Int(start)] = stamp
    witnessQueue.push(0, start)
    var settled = 0
    var left = targets
    let stamp = stamp
    distances.withUnsafeMutableBufferPointer { distances in
      stamps.withUnsafeMutableBufferPointer { stamps in
        while !witnessQueue.isEmpty {
          let (time, node) = witnessQueue.pop()
          if time != distances[Int(node)] { continue }
          settled += 1
          if targetStamps[Int(node)] == stamp {
            left -= 1
            if left == 0 { break }
          }
          if settled > most { break }
          outgoing.withRow(Int(node)) { row in
            for arc in row where arc.node != avoided {
              let head = Int(arc.node)
              if arc.ticks > limit - time { continue }
              let arrival = time + arc.ticks
              if stamps[head] == stamp && distances[head] <= arrival { continue }
              stamps[head] = stamp
              distances[head] = arrival
              witnessQueue.push(arrival, arc.node)
            }
          }
        }
      }
    }
  }

  /// What is left of each node's list when it was removed: its arcs to nodes removed later.
  func upward(_ lists: borrowing WorkLists) -> ContractionHierarchy.Upward {
    var nodeOfRank = [Int](repeating: 0, count: nodeCount)
    for (node, rank) in ranks.enumerated() { nodeOfRank[Int(rank)] = node }
    var first: [Int32] = [0]
    var arcs: [RoadGraph.Arc] = []
    first.reserveCapacity(nodeCount + 1)
    for node in nodeOfRank {
      let row = (0..<lists.count(node)).map { index in
        let arc = lists.arc(node, index)
        return RoadGraph.Arc(head: ranks[Int(arc.node)], ticks: arc.ticks)
      }
      arcs += row.sorted { $0.head < $1.head }
      first.append(Int32(arcs.count))
    }
    return ContractionHierarchy.Upward(first: first, arcs: arcs)
  }
}

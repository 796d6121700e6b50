import GeoKit

extension ContractionHierarchy {
  /// The least time from each source to each target, by buckets (Knopp, Sanders, Schultes, Schulz and Wagner,
  /// ALENEX 2007): every target leaves its times at the nodes above it, every source collects them on its way up.
  ///
  /// A source or target is any number of seeds: nodes with the time from or to them. Nil beyond `limit`.
  public func times(
    from sources: [[SearchSeed]], to targets: [[SearchSeed]], within limit: Duration? = nil
  ) -> TimeMatrix {
    let most = TickScale.limit(limit)
    let buckets = Buckets(self, targets, limit: most)
    let columns = targets.count
    var result = [Ticks](repeating: TickScale.unreached, count: sources.count * columns)
    result.withUnsafeMutableBufferPointer { result in
      // Each chunk writes its own rows only.
      nonisolated(unsafe) let rows = result
      Parallel.chunks(sources.count, of: 64) { chunk in
        var climb = Climb(nodeCount: nodeCount)
        for source in chunk {
          climb.run(ranked(sources[source]), forward, stalledBy: backward, limit: most)
          let row = UnsafeMutableBufferPointer(rebasing: rows[source * columns..<(source + 1) * columns])
          for node in climb.settled {
            let time = climb.time(Int(node))
            for index in Int(buckets.first[Int(node)])..<Int(buckets.first[Int(node) + 1]) {
              let entry = buckets.entries[index]
              if entry.ticks > most - time { continue }
              let total = time + entry.ticks
              if total < row[Int(entry.target)] { row[Int(entry.target)] = total }
            }
          }
        }
      }
    }
    return TimeMatrix(rows: sources.count, columns: columns, ticks: result)
  }

  fileprivate func ranked(_ seeds: [SearchSeed]) -> [(rank: Int32, ticks: Ticks)] {
    seeds.compactMap { seed in TickScale.ticks(seed.time).map { (ranks[seed.node], $0) } }
  }
}

/// What the targets left behind, by rank.
private struct Buckets: Sendable {
  struct Entry: Sendable {
    var target: Int32
    var ticks: Ticks
  }

  var first: [Int32]
  var entries: [Entry]

  init(_ hierarchy: ContractionHierarchy, _ targets: [[SearchSeed]], limit: Ticks) {
    var climb = Climb(nodeCount: hierarchy.nodeCount)
    var found: [(rank: Int32, entry: Entry)] = []
    var counts = [Int32](repeating: 0, count: hierarchy.nodeCount + 1)
    for (target, seeds) in targets.enumerated() {
      climb.run(hierarchy.ranked(seeds), hierarchy.backward, stalledBy: hierarchy.forward, limit: limit)
      for node in climb.settled {
        found.append((node, Entry(target: Int32(target), ticks: climb.time(Int(node)))))
        counts[Int(node) + 1] += 1
      }
    }
    for node in 0..<hierarchy.nodeCount { counts[node + 1] += counts[node] }
    first = counts
    entries = [Entry](repeating: Entry(target: 0, ticks: 0), count: found.count)
    for item in found {
      entries[Int(counts[Int(item.rank)])] = item.entry
      counts[Int(item.rank)] += 1
    }
  }
}

/// Dijkstra's algorithm on upward arcs only, without the nodes that a way from above reaches sooner.
private struct Climb: ~Copyable {
  private var ticks: [Ticks]
  private var touched: [Int32] = []
  /// Nodes whose time is worth using.
  private(set) var settled: [Int32] = []
  private var queue = SearchQueue()

  init(nodeCount: Int) { ticks = [Ticks](repeating: TickScale.unreached, count: nodeCount) }

  @inline(__always) func time(_ node: Int) -> Ticks { ticks[node] }

  mutating func run(
    _ seeds: [(rank: Int32, ticks: Ticks)], _ upward: ContractionHierarchy.Upward,
    stalledBy downward: ContractionHierarchy.Upward, limit: Ticks
  ) {
    for node in touched { ticks[Int(node)] = TickScale.unreached }
    touched.removeAll(keepingCapacity: true)
    settled.removeAll(keepingCapacity: true)
    for seed in seeds where seed.ticks <= limit && seed.ticks < ticks[Int(seed.rank)] {
      ticks[Int(seed.rank)] = seed.ticks
      touched.append(seed.rank)
      queue.push(seed.ticks, seed.rank)
    }
    ticks.withUnsafeMutableBufferPointer { ticks in
      upward.first.withUnsafeBufferPointer { upFirst in
        upward.arcs.withUnsafeBufferPointer { upArcs in
          downward.first.withUnsafeBufferPointer { downFirst in
            downward.arcs.withUnsafeBufferPointer { downArcs in
              while !queue.isEmpty {
                let (time, node) = queue.pop()
                if time != ticks[Int(node)] { continue }
                var isStalled = false
                for index in Int(downFirst[Int(node)])..<Int(downFirst[Int(node) + 1]) {
                  let above = ticks[Int(downArcs[index].head)]
                  let down = downArcs[index].ticks
                  if above < time, down < time - above {
                    isStalled = true
                    break
                  }
                }
                if isStalled { continue }
                settled.append(node)
                for index in Int(upFirst[Int(node)])..<Int(upFirst[Int(node) + 1]) {
                  let arc = upArcs[index]
                  if arc.ticks > limit - time { continue }
                  let arrival = time + arc.ticks
                  let known = ticks[Int(arc.head)]
                  if arrival >= known { continue }
                  if known == TickScale.unreached { touched.append(arc.head) }
                  ticks[Int(arc.head)] = arrival
                  queue.push(arrival, arc.head)
                }
              }
            }
          }
        }
      }
    }
  }
}

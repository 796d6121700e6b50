import GeoKit

extension ContractionHierarchy {
  /// The least time from each source to each target, by buckets (Knopp, Sanders, Schultes, Schulz and Wagner,
  /// ALENEX 2007): every target leaves its times at the nodes above it, every source collects them on its way up.
  ///
  /// A source or target is any number of seeds: nodes with the time from or to them. Nil beyond `limit`.
  public func times(
    from sources: [[SearchSeed]], to targets: [[SearchSeed]], within limit: Duration? = nil
  ) -> TimeMatrix {
    func ticks(_ seeds: [SearchSeed]) -> [RoadSearch.TickSeed] {
      seeds.compactMap { seed in
        TickScale.ticks(seed.time).map {
          RoadSearch.TickSeed(node: Int32(seed.node), ticks: $0, owner: Int32(seed.owner))
        }
      }
    }
    return times(from: sources.map(ticks), to: targets.map(ticks), limit: TickScale.limit(limit))
  }

  func times(
    from sources: [[RoadSearch.TickSeed]], to targets: [[RoadSearch.TickSeed]], limit most: Ticks
  ) -> TimeMatrix {
    let meeting = Meeting(self, targets, .inward, limit: most)
    let columns = targets.count
    var result = [Ticks](repeating: TickScale.unreached, count: sources.count * columns)
    result.withUnsafeMutableBufferPointer { result in
      // Each chunk writes its own rows only.
      nonisolated(unsafe) let rows = result
      Parallel.chunks(sources.count, of: 64) { chunk in
        var search = meeting.search()
        for source in chunk {
          let row = UnsafeMutableBufferPointer(rebasing: rows[source * columns..<(source + 1) * columns])
          search.forEach(from: sources[source], limit: most) { target, total in
            if total < row[Int(target)] { row[Int(target)] = total }
          }
        }
      }
    }
    return TimeMatrix(rows: sources.count, columns: columns, ticks: result)
  }
}

/// What the members of one side left at the nodes above them, by rank.
struct Meeting: Sendable {
  private struct Entry: Sendable {
    var member: Int32
    var ticks: Ticks
  }

  private let hierarchy: ContractionHierarchy
  private let direction: SearchDirection
  private let first: [Int32]
  private let entries: [Entry]

  /// - Parameters:
  ///   - direction: `outward` where journeys start at the members, `inward` where they end there.
  init(
    _ hierarchy: ContractionHierarchy, _ members: [[RoadSearch.TickSeed]], _ direction: SearchDirection, limit: Ticks
  ) {
    self.hierarchy = hierarchy
    self.direction = direction
    let (up, down) = hierarchy.ways(direction)
    var climb = Climb(nodeCount: hierarchy.nodeCount)
    var found: [(rank: Int32, entry: Entry)] = []
    var counts = [Int32](repeating: 0, count: hierarchy.nodeCount + 1)
    for (member, seeds) in members.enumerated() {
      climb.run(hierarchy.ranked(seeds), up, stalledBy: down, limit: limit)
      for node in climb.settled {
        found.append((node, Entry(member: Int32(member), ticks: climb.time(Int(node)))))
        counts[Int(node) + 1] += 1
      }
    }
    for node in 0..<hierarchy.nodeCount { counts[node + 1] += counts[node] }
    first = counts
    var entries = [Entry](repeating: Entry(member: 0, ticks: 0), count: found.count)
    for item in found {
      entries[Int(counts[Int(item.rank)])] = item.entry
      counts[Int(item.rank)] += 1
    }
    self.entries = entries
  }

  /// A search from the other side, with room of its own.
  func search() -> Search { Search(meeting: self, climb: Climb(nodeCount: hierarchy.nodeCount)) }

  struct Search: ~Copyable {
    fileprivate let meeting: Meeting
    fileprivate var climb: Climb

    /// Calls `body` with a member and the time of a journey within the limit; for each member once with the least, and
    /// perhaps with longer ones.
    @inline(__always)
    mutating func forEach(from seeds: [RoadSearch.TickSeed], limit: Ticks, _ body: (Int32, Ticks) -> Void) {
      let hierarchy = meeting.hierarchy
      let (up, down) = hierarchy.ways(meeting.direction == .outward ? .inward : .outward)
      climb.run(hierarchy.ranked(seeds), up, stalledBy: down, limit: limit)
      for node in climb.settled {
        let time = climb.time(Int(node))
        for index in Int(meeting.first[Int(node)])..<Int(meeting.first[Int(node) + 1]) {
          let entry = meeting.entries[index]
          if entry.ticks > limit - time { continue }
          body(entry.member, time + entry.ticks)
        }
      }
    }
  }
}

extension ContractionHierarchy {
  /// The arcs on which one climbs from a start (`outward`) or an end of journeys, and those that lead down to there.
  fileprivate func ways(_ direction: SearchDirection) -> (up: Upward, down: Upward) {
    direction == .outward ? (forward, backward) : (backward, forward)
  }

  fileprivate func ranked(_ seeds: [RoadSearch.TickSeed]) -> [(rank: Int32, ticks: Ticks)] {
    seeds.map { (ranks[Int($0.node)], $0.ticks) }
  }
}

/// Dijkstra's algorithm on upward arcs only, without the nodes that a way from above reaches sooner.
fileprivate struct Climb: ~Copyable {
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

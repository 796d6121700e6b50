import Dispatch
import GeoKit

extension RoadRouter {
  /// For each facility the sum of the weights of the places that its journeys reach within the limit (`<=`); nil where no
  /// journey can begin.
  ///
  /// The same as summing the rows of ``times(of:to:turnout:within:)``, without its matrix: one search back from each place,
  /// which visits only what the limit reaches.
  public func weightsWithin(
    _ limit: Duration, of facilities: [Coordinate], to places: [Coordinate], weights: [SIMD2<Int64>],
    turnout: Duration = .zero
  ) -> [SIMD2<Int64>?] {
    let most = TickScale.limit(limit)
    let origins = RoadOrigins(self, facilities, turnout: turnout)
    let exits = exits(origins, places) { _ in most }
    let starts = StartTable(nodes: graph.nodeCount, origins.seeds)
    let parts = max(1, min(places.count, 4))
    let sums = parallelMap(parts) { part in
      var sums = [SIMD2<Int64>](repeating: .zero, count: facilities.count)
      var seen = [Int32](repeating: -1, count: facilities.count)
      let search = RoadSearch(graph, direction == .outward ? .inward : .outward)
      for place in places.count * part / parts..<places.count * (part + 1) / parts {
        func add(_ facility: Int, _ ticks: Ticks, within limit: Ticks) {
          if ticks > limit || seen[facility] == Int32(place) { return }
          seen[facility] = Int32(place)
          sums[facility] &+= weights[place]
        }
        search.run(exits[place].seeds, limit: most)
        for node in search.reached {
          let rest = most - search.ticks[Int(node)]
          starts.forEach(Int(node)) { add(Int($0.facility), $0.ticks, within: rest) }
        }
        for way in exits[place].withoutNodes { add(way.facility, way.ticks, within: most) }
      }
      return sums
    }
    var begins = [Bool](repeating: false, count: facilities.count)
    for join in origins.joins { begins[Int(join.facility)] = true }
    for exit in exits { for way in exit.withoutNodes { begins[way.facility] = true } }
    return facilities.indices.map { facility in
      begins[facility] ? sums.reduce(SIMD2<Int64>.zero) { $0 &+ $1[facility] } : nil
    }
  }
}

/// Facilities with the time from them, by node.
private struct StartTable: Sendable {
  struct Entry: Sendable {
    var facility: Int32
    var ticks: Ticks
  }

  private let first: [Int32]
  private let entries: [Entry]

  init(nodes: Int, _ seeds: [RoadSearch.TickSeed]) {
    var counts = [Int32](repeating: 0, count: nodes + 1)
    for seed in seeds { counts[Int(seed.node) + 1] += 1 }
    for node in 0..<nodes { counts[node + 1] += counts[node] }
    first = counts
    var entries = [Entry](repeating: Entry(facility: 0, ticks: 0), count: seeds.count)
    for seed in seeds {
      entries[Int(counts[Int(seed.node)])] = Entry(facility: seed.owner, ticks: seed.ticks)
      counts[Int(seed.node)] += 1
    }
    self.entries = entries
  }

  @inline(__always)
  func forEach(_ node: Int, _ body: (Entry) -> Void) {
    for index in Int(first[node])..<Int(first[node + 1]) { body(entries[index]) }
  }
}

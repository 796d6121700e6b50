import Dispatch
import GeoKit

extension RoadRouter {
  /// For each place the sum of the weights of the points that a journey from it reaches within the limit (`<=`); nil where
  /// no journey can begin.
  ///
  /// The same as summing ``times(of:to:turnout:within:)`` of a router of the other direction, without its matrix: one
  /// search for each point, which visits only what the limit reaches. Journeys run from the places to the points when the
  /// router is `inward`, and from the points to the places when it is `outward`.
  ///
  /// - Parameter turnout: before the journey.
  public func weightsWithin(
    _ limit: Duration, of points: [Coordinate], weights: [SIMD2<Int64>], from places: [Coordinate],
    turnout: Duration = .zero
  ) -> [SIMD2<Int64>?] {
    let most = TickScale.limit(limit)
    let origins = RoadOrigins(self, points, turnout: turnout, limit: most)
    let exits = exits(origins, places) { _ in TickScale.longest }
    let byNode = PlaceTable(
      rows: graph.nodeCount,
      exits.enumerated().flatMap { place, exit in exit.seeds.map { ($0.node, Int32(place), $0.ticks) } })
    let byPoint = PlaceTable(
      rows: points.count,
      exits.enumerated().flatMap { place, exit in
        exit.withoutNodes.map { (Int32($0.facility), Int32(place), $0.ticks) }
      })
    let seeds = origins.seedsByFacility
    let parts = max(1, min(points.count, 4))
    let sums = parallelMap(parts) { part in
      var sums = [SIMD2<Int64>](repeating: .zero, count: places.count)
      var seen = [Int32](repeating: -1, count: places.count)
      let search = RoadSearch(graph, direction)
      for point in points.count * part / parts..<points.count * (part + 1) / parts {
        func add(_ entry: PlaceTable.Entry, after ticks: Ticks) {
          let place = Int(entry.place)
          if entry.ticks > most - ticks || seen[place] == Int32(point) { return }
          seen[place] = Int32(point)
          sums[place] &+= weights[point]
        }
        search.run(seeds[point], limit: most)
        for node in search.reached {
          let ticks = search.ticks[Int(node)]
          byNode.forEach(Int(node)) { add($0, after: ticks) }
        }
        byPoint.forEach(point) { add($0, after: 0) }
      }
      return sums
    }
    return places.indices.map { place in
      exits[place].seeds.isEmpty && exits[place].withoutNodes.isEmpty
        ? nil : sums.reduce(SIMD2<Int64>.zero) { $0 &+ $1[place] }
    }
  }
}

/// Places with the time to them, by node or by point.
private struct PlaceTable: Sendable {
  struct Entry: Sendable {
    var place: Int32
    var ticks: Ticks
  }

  private let first: [Int32]
  private let entries: [Entry]

  init(rows: Int, _ list: [(row: Int32, place: Int32, ticks: Ticks)]) {
    var counts = [Int32](repeating: 0, count: rows + 1)
    for item in list { counts[Int(item.row) + 1] += 1 }
    for row in 0..<rows { counts[row + 1] += counts[row] }
    first = counts
    var entries = [Entry](repeating: Entry(place: 0, ticks: 0), count: list.count)
    for item in list {
      entries[Int(counts[Int(item.row)])] = Entry(place: item.place, ticks: item.ticks)
      counts[Int(item.row)] += 1
    }
    self.entries = entries
  }

  @inline(__always)
  func forEach(_ row: Int, _ body: (Entry) -> Void) {
    for index in Int(first[row])..<Int(first[row + 1]) { body(entries[index]) }
  }
}

import Dispatch
import GeoKit

/// The time of one journey between a facility and a place.
public struct RoadTime: Hashable, Sendable {
  /// The number of the facility.
  public var facility: Int
  public var time: Duration
}

extension RoadRouter {
  /// For each place every facility within the place's own limit (`<=`), ascending by number: the times of
  /// ``times(of:to:turnout:within:)`` without its matrix.
  ///
  /// - Parameter limits: one for each place.
  public func times(
    of facilities: [Coordinate], to places: [Coordinate], turnout: Duration = .zero, withinEach limits: [Duration]
  ) -> [[RoadTime]] {
    let limits = limits.map { TickScale.limit($0) }
    let origins = RoadOrigins(
      self, facilities, turnout: turnout, limit: limits.max() ?? 0, keptJoins: keptJoins(of: facilities))
    let exits = exits(origins, places) { limits[$0] }
    let starts = origins.seedsByFacility
    var rows = [[RoadTime]](repeating: [], count: places.count)
    if usesHierarchy(facilities.count) {
      let meeting = Meeting(graph.hierarchy, starts, direction, limit: limits.max() ?? 0)
      rows.withUnsafeMutableBufferPointer { rows in
        // Each chunk writes its own rows only.
        nonisolated(unsafe) let rows = rows
        Parallel.chunks(places.count, of: 64) { chunk in
          var search = meeting.search()
          var row = LeastTicks(count: facilities.count)
          for place in chunk {
            search.forEach(from: exits[place].seeds, limit: limits[place]) { row.offer($0, $1) }
            rows[place] = row.take(with: exits[place].withoutNodes, limit: limits[place])
          }
        }
      }
    } else {
      let search = RoadSearch(graph, direction)
      for (facility, seeds) in starts.enumerated() {
        search.run(seeds, limit: limits.max() ?? 0)
        for (place, exit) in exits.enumerated() {
          let direct = exit.withoutNodes.first { $0.facility == facility }?.ticks ?? TickScale.unreached
          let best = min(direct, exit.ticks(in: search))
          if best <= limits[place] { rows[place].append(RoadTime(facility: facility, ticks: best)) }
        }
      }
    }
    return rows
  }

  /// Whether so many facilities pay for a contraction hierarchy.
  func usesHierarchy(_ facilities: Int) -> Bool { facilities >= 64 && graph.nodeCount > 2000 }
}

extension RoadTime {
  fileprivate init(facility: Int, ticks: Ticks) {
    self.init(facility: facility, time: .microseconds(Int64(ticks) * 100))
  }
}

/// The least ticks offered for each of some numbers, used again for place after place.
private struct LeastTicks {
  private var ticks: [Ticks]
  private var offered: [Int32] = []

  init(count: Int) { ticks = [Ticks](repeating: TickScale.unreached, count: count) }

  @inline(__always)
  mutating func offer(_ number: Int32, _ value: Ticks) {
    let known = ticks[Int(number)]
    if known == TickScale.unreached { offered.append(number) }
    if value < known { ticks[Int(number)] = value }
  }

  /// What was offered within the limit, and nothing is offered any more.
  mutating func take(with others: [(facility: Int, ticks: Ticks)], limit: Ticks) -> [RoadTime] {
    for other in others { offer(Int32(other.facility), other.ticks) }
    offered.sort()
    let row = offered.compactMap { number in
      ticks[Int(number)] <= limit ? RoadTime(facility: Int(number), ticks: ticks[Int(number)]) : nil
    }
    for number in offered { ticks[Int(number)] = TickScale.unreached }
    offered.removeAll(keepingCapacity: true)
    return row
  }
}

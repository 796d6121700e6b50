import GeoKit

/// The units on which those of one tier may hang.
struct Superiors {
  /// A unit above, and when it is there.
  struct Arrival {
    let unit: ChainUnit
    let time: Duration
  }

  /// Where one unit hangs.
  struct Place {
    var first: Arrival?
    var second: Arrival?
    /// Of another county or outside the region, and sooner there than `first`.
    var neighbour: Arrival?
    /// Whether it hangs on a unit of the whole region for want of one of its county.
    var leavesCounty = false
  }

  /// Of counties, in the order of their tiers, then ids.
  private let local: [ChainUnit]
  /// Of the lowest tier above that serves the whole region, in the order of their ids.
  private let regional: [ChainUnit]
  /// Units outside the region that could stand in for one above.
  private let outside: [ChainUnit]
  /// Whether there is a tier of counties above on which it should hang.
  private let belongsToCounty: Bool

  init(of level: ChainTier, in above: ArraySlice<ChainTier>, outside: [ChainUnit] = []) {
    self.outside = level.isPatient ? outside : []
    belongsToCounty = !level.isRegional && above.contains { !$0.isRegional }
    func sorted(_ units: [ChainUnit]) -> [ChainUnit] { units.sorted { $0.id < $1.id } }
    local = level.isRegional ? [] : above.filter { !$0.isRegional }.flatMap { sorted($0.units) }
    let fit = above.last { $0.isRegional && !$0.units.isEmpty && ($0.sendsAmbulances || !level.isPatient) }
    regional = sorted(fit?.units ?? [])
  }

  var isEmpty: Bool { local.isEmpty && regional.isEmpty }

  func hang(_ units: [ChainUnit], travel: any TravelModel, findsNeighbours: Bool = true) throws -> [Place] {
    var places = [Place](repeating: Place(), count: units.count)
    let own = Dictionary(grouping: local, by: \.countyID)
    // County after county; a unit or a superior whose county is not known may hang together with any.
    let members = Dictionary(grouping: units.indices) { Membership(units[$0]) }
    for (member, indices) in members.sorted(by: { $0.key < $1.key }) {
      let ofCounty =
        member.county == nil ? local : local.filter { $0.countyID == member.county || $0.countyID == nil }
      // What belongs to no community, as a county's emergency centre may, serves all of the county.
      let ofCommunity = ofCounty.filter { superior in
        member.community == nil || superior.community == nil || superior.community == member.community
      }
      let candidates = ofCommunity.isEmpty ? ofCounty : ofCommunity
      let superiors = candidates.isEmpty ? regional : candidates
      let best = try Self.twoQuickest(of: superiors, to: indices.map { units[$0] }, travel: travel)
      for (index, times) in zip(indices, best) {
        func arrival(_ number: Int) -> Arrival? {
          times.indices.contains(number)
            ? Arrival(unit: superiors[times[number].facility], time: times[number].time) : nil
        }
        places[index].leavesCounty = belongsToCounty && candidates.isEmpty
        places[index].first = arrival(0)
        places[index].second = arrival(1)
      }
    }
    if findsNeighbours, !outside.isEmpty || own.keys.compactMap({ $0 }).count > 1 {
      try addNeighbours(to: &places, of: units, travel: travel)
    }
    return places
  }

  /// The county and the medical community of a unit.
  private struct Membership: Hashable, Comparable {
    let county: String?
    let community: String?

    init(_ unit: ChainUnit) { (county, community) = (unit.countyID, unit.community) }

    static func < (a: Membership, b: Membership) -> Bool {
      (a.county ?? "", a.community ?? "") < (b.county ?? "", b.community ?? "")
    }
  }

  private func addNeighbours(to places: inout [Place], of units: [ChainUnit], travel: any TravelModel) throws {
    let others = local + outside
    let nearest = try travel.nearest(of: others.map(\.location), to: units.map(\.location))
    for (index, near) in nearest.enumerated() {
      guard let near else { continue }
      let isOutside = near.facility >= local.count
      if !isOutside {
        guard let county = units[index].countyID, let other = local[near.facility].countyID, other != county
        else { continue }
      }
      if places[index].first.map({ near.time < $0.time }) ?? true {
        places[index].neighbour = Arrival(unit: others[near.facility], time: near.time)
      }
    }
  }

  /// For each place the quickest and the second-quickest facility; fewer where fewer arrive within a day.
  private static func twoQuickest(
    of facilities: [ChainUnit], to places: [ChainUnit], travel: any TravelModel
  ) throws -> [[TravelTime]] {
    guard !facilities.isEmpty else { return Array(repeating: [], count: places.count) }
    let origins = facilities.map(\.location)
    var best: [[TravelTime]] = Array(repeating: [], count: places.count)
    // Most find two within the hour; only the others are asked for farther away.
    for limit: Duration in [.seconds(3_600), .seconds(4 * 3_600), .seconds(86_400)] {
      let open = best.indices.filter { best[$0].count < min(2, facilities.count) }
      guard !open.isEmpty else { break }
      let rows = try travel.times(from: origins, to: open.map { places[$0].location }, within: limit)
      for (place, row) in zip(open, rows) { best[place] = twoQuickest(of: row) }
    }
    return best
  }

  /// The two shortest times of a row; equal times keep the earlier facility.
  private static func twoQuickest(of row: [TravelTime]) -> [TravelTime] {
    var best: [TravelTime] = []
    for candidate in row {
      let at = best.firstIndex { candidate.time < $0.time } ?? best.count
      if at < 2 { best.insert(candidate, at: at) }
      if best.count > 2 { best.removeLast() }
    }
    return best
  }
}

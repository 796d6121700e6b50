import GeoKit

/// One unit of the emergency chain: a centre, station or point.
public struct ChainUnit: Hashable, Sendable {
  public var id: String
  public var name: String
  public var location: Coordinate
  public var countyID: String?
  public var origin: Origin

  public init(id: String, name: String, location: Coordinate, countyID: String? = nil, origin: Origin = .surveyed) {
    self.id = id
    self.name = name
    self.location = location
    self.countyID = countyID
    self.origin = origin
  }
}

/// On whom a unit hangs.
public struct ChainLink: Hashable, Sendable {
  public var unit: ChainUnit
  /// The tier of the unit, 0 for the highest.
  public var tier: Int
  /// The quickest unit of the next higher tier that has units; nil at the top, and where no unit arrives.
  public var parent: ChainUnit?
  /// The whole journey from the parent to the unit.
  public var time: Duration?
  /// The second-quickest unit of that tier; nil where there is none.
  public var backup: ChainUnit?
  public var backupTime: Duration?
  /// The times from the top of the chain to this unit added up; nil where a link is missing.
  public var timeFromTop: Duration?
  /// Whether the parent arrives within the standard; nil when there is no parent or no standard.
  public var isWithinStandard: Bool?
}

/// The emergency chain: each unit hangs on the unit of the tier above that reaches it first.
///
/// Ambulances go down the chain, so times run from the parent to the unit. Ties go to the lower id.
public struct EmergencyNetwork: Sendable {
  /// The name of each tier, highest first.
  public var tierNames: [Phrase]
  /// By tier, then id.
  public var links: [ChainLink]

  /// Hangs every unit on the tier above.
  ///
  /// - Parameters:
  ///   - tiers: the units of each tier, highest first; a tier without units is passed over, and `links` then join the
  ///     tiers around it.
  ///   - standard: within what the parent should arrive (`<=`); nil when the profile has none.
  /// - Throws: what the travel model throws.
  public init(
    tiers: [(name: Phrase, units: [ChainUnit])], travel: any TravelModel, standard: Duration?
  ) throws {
    tierNames = tiers.map(\.name)
    links = []
    var above: [ChainUnit] = []
    var timeFromTop: [String: Duration] = [:]
    for (tier, level) in tiers.enumerated() where !level.units.isEmpty {
      let units = level.units.sorted { $0.id < $1.id }
      let reached = try Self.twoQuickest(of: above, to: units, travel: travel)
      var timeToHere: [String: Duration] = [:]
      for (unit, best) in zip(units, reached) {
        let parent = best.first.map { above[$0.facility] }
        let total =
          above.isEmpty
          ? Duration.zero
          : best.first.flatMap { first in timeFromTop[above[first.facility].id].map { $0 + first.time } }
        timeToHere[unit.id] = total
        links.append(
          ChainLink(
            unit: unit, tier: tier, parent: parent, time: best.first?.time,
            backup: best.count > 1 ? above[best[1].facility] : nil, backupTime: best.count > 1 ? best[1].time : nil,
            timeFromTop: total,
            isWithinStandard: best.first.flatMap { first in standard.map { first.time <= $0 } }))
      }
      above = units
      timeFromTop = timeToHere
    }
  }

  /// For each place the quickest and the second-quickest facility; fewer where fewer arrive.
  private static func twoQuickest(
    of facilities: [ChainUnit], to places: [ChainUnit], travel: any TravelModel
  ) throws -> [[TravelTime]] {
    guard !facilities.isEmpty else { return Array(repeating: [], count: places.count) }
    // A day: whoever is farther away than that does not arrive.
    let rows = try travel.times(
      from: facilities.map(\.location), to: places.map(\.location), within: .seconds(86_400))
    return rows.map { row in
      var best: [TravelTime] = []
      for candidate in row {
        let at = best.firstIndex { candidate.time < $0.time } ?? best.count
        if at < 2 { best.insert(candidate, at: at) }
        if best.count > 2 { best.removeLast() }
      }
      return best
    }
  }
}

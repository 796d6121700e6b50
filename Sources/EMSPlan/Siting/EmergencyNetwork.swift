import GeoKit

/// One unit of the emergency chain: a centre, station or point.
public struct ChainUnit: Hashable, Sendable {
  public var id: String
  public var name: String
  public var location: Coordinate
  public var countyID: String?
  /// The people who live there; nil where the unit is a facility, or when unknown.
  public var people: Int?
  public var origin: Origin

  public init(
    id: String, name: String, location: Coordinate, countyID: String? = nil, people: Int? = nil,
    origin: Origin = .surveyed
  ) {
    self.id = id
    self.name = name
    self.location = location
    self.countyID = countyID
    self.people = people
    self.origin = origin
  }
}

/// One tier of the emergency chain.
public struct ChainTier: Sendable {
  public var name: Phrase
  public var units: [ChainUnit]
  /// Whether patients are there, so that the journey from the tier above is held to the standard.
  public var isPatient: Bool

  public init(_ name: Phrase, _ units: [ChainUnit], isPatient: Bool = false) {
    self.name = name
    self.units = units
    self.isPatient = isPatient
  }
}

/// Within what the unit above must be; at the limit is within.
public enum ChainStandard: Hashable, Sendable {
  /// The geodesic distance: the greatest radius of the rural emergency network (Xing'an 二(一)9).
  case distance(Distance)
  /// The time of the whole journey.
  case time(Duration)
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
  /// The geodesic distance from the parent.
  public var distance: Distance?
  /// The second-quickest unit of that tier; nil where there is none.
  public var backup: ChainUnit?
  public var backupTime: Duration?
  /// The times from the top of the chain to this unit added up; nil where a link is missing.
  public var timeFromTop: Duration?
  /// Whether the parent is within the standard; nil above the lowest tier, and where there is no parent.
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
  /// What the lowest tier is held to; nil when nothing is.
  public var standard: ChainStandard?

  /// Hangs every unit on the tier above.
  ///
  /// - Parameter tiers: highest first; a tier without units is passed over, and `links` then join the tiers around it.
  /// - Throws: what the travel model throws.
  public init(tiers: [ChainTier], travel: any TravelModel, standard: ChainStandard?) throws {
    tierNames = tiers.map(\.name)
    self.standard = standard
    links = []
    var above: [ChainUnit] = []
    var timeFromTop: [String: Duration] = [:]
    for (tier, level) in tiers.enumerated() where !level.units.isEmpty {
      let units = level.units.sorted { $0.id < $1.id }
      let reached = try Self.twoQuickest(of: above, to: units, travel: travel)
      var timeToHere: [String: Duration] = [:]
      for (unit, best) in zip(units, reached) {
        var link = ChainLink(unit: unit, tier: tier)
        if above.isEmpty { link.timeFromTop = .zero }
        if let first = best.first {
          let parent = above[first.facility]
          let distance = Geodesic.distance(parent.location, unit.location)
          link.parent = parent
          link.time = first.time
          link.distance = distance
          link.timeFromTop = timeFromTop[parent.id].map { $0 + first.time }
          if level.isPatient { link.isWithinStandard = standard?.holds(time: first.time, distance: distance) }
        }
        if best.count > 1 {
          link.backup = above[best[1].facility]
          link.backupTime = best[1].time
        }
        timeToHere[unit.id] = link.timeFromTop
        links.append(link)
      }
      above = units
      timeFromTop = timeToHere
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

  /// The two shortest times of a row; equal times keep the lower facility.
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

extension ChainStandard {
  func holds(time: Duration, distance: Distance) -> Bool {
    switch self {
    case .distance(let limit): distance <= limit
    case .time(let limit): time <= limit
    }
  }

  /// `30 km` or `25 min`.
  public var name: Phrase {
    switch self {
    case .distance(let limit): LimitName(limit).text
    case .time(let limit): LimitName(limit).text
    }
  }
}

import EMSModel
import EMSPolicy
import GeoKit

/// One unit of the emergency chain: a centre, station or point.
public struct ChainUnit: Hashable, Sendable {
  /// How a unit comes by its place in the chain.
  public enum Standing: String, Hashable, Sendable {
    /// The files list it for what it is in the chain.
    case existing
    /// The plan proposes it; today it is something else.
    case proposed
    /// No file says so: the county hospital where no emergency centre of the county is listed, a town's health centre of
    /// which no file says whether an ambulance stands there, a village of which none says whether it has a clinic, and what
    /// a list itself calls assumed.
    case assumed
    /// No unit: people live there, at a place that a method found or in a village that is said to have no clinic.
    case place
  }

  public var id: String
  public var name: String
  public var location: Coordinate
  public var countyID: String?
  /// The medical community (医共体) to which it belongs; nil where no file says.
  public var community: String?
  /// The people who live there; nil where the unit is a facility, or when unknown.
  public var people: Int?
  public var origin: Origin
  public var standing: Standing

  public init(
    id: String, name: String, location: Coordinate, countyID: String? = nil, community: String? = nil,
    people: Int? = nil, origin: Origin = .surveyed, standing: Standing = .existing
  ) {
    self.id = id
    self.name = name
    self.location = location
    self.countyID = countyID
    self.community = community
    self.people = people
    self.origin = origin
    self.standing = standing
  }
}

/// One tier of the emergency chain.
public struct ChainTier: Sendable {
  public var name: Phrase
  public var units: [ChainUnit]
  /// Whether patients are there, so that the journey from the unit above is held to the standard.
  public var isPatient: Bool
  /// Whether its units serve the whole region rather than their county.
  public var isRegional: Bool
  /// Whether ambulances start there; a dispatch centre sends none of its own.
  public var sendsAmbulances: Bool

  public init(
    _ name: Phrase, _ units: [ChainUnit], isPatient: Bool = false, isRegional: Bool = false,
    sendsAmbulances: Bool = true
  ) {
    self.name = name
    self.units = units
    self.isPatient = isPatient
    self.isRegional = isRegional
    self.sendsAmbulances = sendsAmbulances
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
  /// The unit above that is there first; nil at the top, and where no unit that may stand above arrives.
  public var parent: ChainUnit?
  /// The whole journey from the parent to the unit.
  public var time: Duration?
  /// The geodesic distance from the parent.
  public var distance: Distance?
  /// The unit above that is there second; nil where there is none.
  public var backup: ChainUnit?
  public var backupTime: Duration?
  /// A unit of another county or outside the region that is there sooner than the parent: a case for mutual aid; nil where none is.
  public var neighbour: ChainUnit?
  public var neighbourTime: Duration?
  /// The times from the top of the chain to this unit added up; nil where a link is missing.
  public var timeFromTop: Duration?
  /// Whether the county has no unit above, so that the parent serves the whole region: the chain leaves the county.
  public var leavesCounty = false
  /// Whether the parent is within the standard; nil above the lowest tier, and where there is no parent.
  public var isWithinStandard: Bool?
}

/// The emergency chain: each unit hangs on the unit above it that is there first.
///
/// A unit of a county hangs on a unit of its own county, of whichever higher tier; where the county has none, on the
/// next higher tier that serves the whole region. Where the files name medical communities (医共体), it hangs on none of
/// another, as long as there is a unit above of its own or of none. A unit whose county is not known hangs on the first of all.
/// Ambulances go down the chain, so times run from the parent to the unit. Ties go to the higher tier, then to the lower id.
public struct EmergencyNetwork: Sendable {
  /// The name of each tier, highest first.
  public var tierNames: [Phrase]
  /// By tier, then id.
  public var links: [ChainLink]
  /// What the lowest tier is held to; nil when nothing is.
  public var standard: ChainStandard?
  /// As they were hung.
  let tiers: [ChainTier]

  /// Hangs every unit on one above.
  ///
  /// - Parameters:
  ///   - tiers: highest first; a tier without units is passed over.
  ///   - outside: units outside the region that send ambulances; nothing hangs on them.
  /// - Throws: what the travel model throws.
  public init(
    tiers: [ChainTier], outside: [ChainUnit] = [], travel: any TravelModel, standard: ChainStandard?
  ) throws {
    tierNames = tiers.map(\.name)
    self.tiers = tiers
    self.standard = standard
    links = []
    var timeFromTop: [String: Duration] = [:]
    for (tier, level) in tiers.enumerated() where !level.units.isEmpty {
      let units = level.units.sorted { $0.id < $1.id }
      let above = Superiors(of: level, in: tiers[..<tier], outside: outside)
      let hanging = try above.hang(units, travel: travel)
      var timeToHere: [String: Duration] = [:]
      for (unit, place) in zip(units, hanging) {
        var link = ChainLink(unit: unit, tier: tier)
        if above.isEmpty { link.timeFromTop = .zero }
        link.leavesCounty = place.leavesCounty
        if let first = place.first {
          let distance = Geodesic.distance(first.unit.location, unit.location)
          link.parent = first.unit
          link.time = first.time
          link.distance = distance
          link.timeFromTop = timeFromTop[first.unit.id].map { $0 + first.time }
          if level.isPatient { link.isWithinStandard = standard?.holds(time: first.time, distance: distance) }
        }
        link.backup = place.second?.unit
        link.backupTime = place.second?.time
        link.neighbour = place.neighbour?.unit
        link.neighbourTime = place.neighbour?.time
        timeToHere[unit.id] = link.timeFromTop
        links.append(link)
      }
      if !level.isPatient { timeFromTop.merge(timeToHere) { first, _ in first } }
    }
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

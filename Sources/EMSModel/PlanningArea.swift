import GeoKit

/// Everything that is known about the area to be planned; sorted by id, checked, in WGS 84.
///
/// Invariants, which the reader establishes and every later step may rely on: ids are unique within each list; each
/// `countyID` and `townshipID` names an element of `counties` and `townships`; shapes are valid; each settlement that
/// lies in a township's boundary carries its id.
public struct PlanningArea: Sendable {
  public let name: String
  /// What outputs in each language call it.
  public private(set) var title: Phrase
  /// By id, as the townships are.
  public let counties: [County]
  /// Urban areas that stand for several of them included.
  public let townships: [Township]
  public private(set) var settlements: [Settlement]
  /// Those of the region.
  public private(set) var facilities: [Facility]
  /// Those outside the region that may reach its people; ascending by id, and no id of `facilities` among them.
  public private(set) var neighbours: [Facility] = []
  /// What gives a service by the plan's word and is listed as something else; ascending by tier, then by place.
  public private(set) var declared: [DeclaredSite] = []
  /// Ascending by unit, the region first.
  public private(set) var indicators: [UnitIndicators]
  /// People who are counted to a county and live in no known place; ascending by township.
  public private(set) var unplaced: [UnplacedPeople] = []
  /// What readers of every output must be told.
  public private(set) var notes: [Note]
  /// What its files hold, and how they were understood.
  public private(set) var account: InputAccount

  /// The ids of the subdistricts.
  package let subdistricts: Set<String>
  /// The ids of those whose boundary is surveyed.
  package let surveyedSubdistricts: Set<String>

  public init(
    name: String, counties: [County], townships: [Township], settlements: [Settlement], facilities: [Facility],
    indicators: [UnitIndicators], notes: [Note], account: InputAccount
  ) {
    self.name = name
    title = Phrase(name, name)
    self.counties = counties.sortedIfNeeded { $0.id < $1.id }
    self.townships = townships.sortedIfNeeded { $0.id < $1.id }
    self.settlements = settlements.sortedIfNeeded { $0.id < $1.id }
    self.facilities = facilities.sortedIfNeeded { $0.id < $1.id }
    self.indicators = indicators
    subdistricts = Set(townships.filter { $0.kind?.isSubdistrict == true }.map(\.id))
    surveyedSubdistricts = Set(
      townships.filter { $0.kind?.isSubdistrict == true && $0.boundaryOrigin == .surveyed }.map(\.id))
    self.notes = notes
    self.account = account
  }

  /// The same area with a name for each language.
  package func with(title: Phrase) -> PlanningArea {
    var area = self
    area.title = title
    return area
  }

  /// The same area with these settlements instead.
  public func with(settlements: [Settlement]) -> PlanningArea {
    var area = self
    area.settlements = settlements.sortedIfNeeded { $0.id < $1.id }
    return area
  }

  /// The same area with these people of no known place instead.
  public func with(unplaced: [UnplacedPeople]) -> PlanningArea {
    var area = self
    area.unplaced = unplaced.sortedIfNeeded { ($0.townshipID ?? "") < ($1.townshipID ?? "") }
    return area
  }

  /// The same area with these facilities instead.
  package func with(facilities: [Facility]) -> PlanningArea {
    var area = self
    area.facilities = facilities.sortedIfNeeded { $0.id < $1.id }
    return area
  }

  /// The same area with these facilities outside it instead.
  package func with(neighbours: [Facility]) -> PlanningArea {
    var area = self
    area.neighbours = neighbours.sortedIfNeeded { $0.id < $1.id }
    return area
  }

  /// The same area with these declared sites instead.
  package func with(declared: [DeclaredSite]) -> PlanningArea {
    var area = self
    area.declared = declared.sorted { ($0.tier.rawValue, $0.place) < ($1.tier.rawValue, $1.place) }
    return area
  }

  /// All that people may reach, on either side of the region's border; ascending by id.
  package var reachable: [Facility] {
    neighbours.isEmpty ? facilities : (facilities + neighbours).sorted { $0.id < $1.id }
  }

  /// The same area with these notes instead.
  public func with(notes: [Note]) -> PlanningArea {
    var area = self
    area.notes = notes
    return area
  }

  /// The same area with this account instead.
  package func with(account: InputAccount) -> PlanningArea {
    var area = self
    area.account = account
    return area
  }

  /// The same area with these indicators instead.
  public func with(indicators: [UnitIndicators]) -> PlanningArea {
    var area = self
    area.indicators = indicators
    return area
  }

  /// All people whose settlement is known; missing populations and people of no known place add nothing.
  public var knownPopulation: Int { settlements.reduce(0) { $0 + ($1.population ?? 0) } }
}

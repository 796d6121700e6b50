import GeoKit

/// Everything that is known about the area to be planned; sorted by id, checked, in WGS 84.
///
/// Invariants, which the reader establishes and every later step may rely on: ids are unique within each list; each
/// `countyID` and `townshipID` names an element of `counties` and `townships`; shapes are valid; each settlement that
/// lies in a township's boundary carries its id.
public struct PlanningArea: Sendable {
  public var name: String
  public var counties: [County]
  public var townships: [Township]
  public var settlements: [Settlement]
  public var facilities: [Facility]
  /// Ascending by unit, the region first.
  public var indicators: [UnitIndicators]
  /// What readers of every output must be told.
  public var notes: [Note]

  public init(
    name: String, counties: [County], townships: [Township], settlements: [Settlement], facilities: [Facility],
    indicators: [UnitIndicators] = [], notes: [Note] = []
  ) {
    self.name = name
    self.counties = counties.sorted { $0.id < $1.id }
    self.townships = townships.sorted { $0.id < $1.id }
    self.settlements = settlements.sorted { $0.id < $1.id }
    self.facilities = facilities.sorted { $0.id < $1.id }
    self.indicators = indicators
    self.notes = notes
  }

  /// All people whose settlement is known; missing populations add nothing.
  public var knownPopulation: Int { settlements.reduce(0) { $0 + ($1.population ?? 0) } }
}

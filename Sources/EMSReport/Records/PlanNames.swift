import EMSModel

/// The names of counties and townships by id, for rows that only know the id.
package struct PlanNames {
  private var countyNames: [String: String] = [:]
  private var townships: [String: Township] = [:]

  package init(_ area: PlanningArea) {
    for county in area.counties { countyNames[county.id] = county.name }
    for township in area.townships { townships[township.id] = township }
  }

  package func county(_ id: String?) -> String? { id.flatMap { countyNames[$0] } }
  func township(_ id: String?) -> Township? { id.flatMap { townships[$0] } }

  /// The county of a place that may only name its township.
  func county(_ countyID: String?, orOfTownship townshipID: String?) -> String? {
    county(countyID ?? township(townshipID)?.countyID)
  }
}

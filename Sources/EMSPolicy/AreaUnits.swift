import EMSModel

/// The units of an area for which rules are judged: the region, then its counties, then its townships.
///
/// A place belongs to the region, to its county and to its township; each list is gone through once.
package struct AreaUnits: Sendable {
  package struct Unit: Hashable, Sendable {
    package let level: ScoreLevel
    package let id: String
    package let name: String
  }

  package let units: [Unit]
  private let counties: [String: Int]
  private let townships: [String: Int]
  let countyOfTownship: [String: String]

  /// - Parameter regionID: what the region is called in files.
  package init(_ area: PlanningArea, regionID: String = "") {
    units =
      [Unit(level: .region, id: regionID, name: area.name)]
      + area.counties.map { Unit(level: .county, id: $0.id, name: $0.name) }
      + area.townships.map { Unit(level: .township, id: $0.id, name: $0.name) }
    counties = Dictionary(
      area.counties.enumerated().map { ($1.id, $0 + 1) }, uniquingKeysWith: { first, _ in first })
    let before = area.counties.count + 1
    townships = Dictionary(
      area.townships.enumerated().map { ($1.id, $0 + before) }, uniquingKeysWith: { first, _ in first })
    countyOfTownship = area.townships.reduce(into: [:]) { $0[$1.id] = $1.countyID }
  }

  /// The elements of each unit, in their order.
  package func members<Element>(
    of elements: [Element], county: (Element) -> String?, township: (Element) -> String?
  ) -> [[Element]] {
    var members = [[Element]](repeating: [], count: units.count)
    for element in elements {
      let town = township(element)
      members[0].append(element)
      if let unit = (county(element) ?? town.flatMap { countyOfTownship[$0] }).flatMap({ counties[$0] }) {
        members[unit].append(element)
      }
      if let unit = town.flatMap({ townships[$0] }) { members[unit].append(element) }
    }
    return members
  }

  package func members(of facilities: [Facility]) -> [[Facility]] {
    members(of: facilities, county: \.countyID, township: \.townshipID)
  }
}

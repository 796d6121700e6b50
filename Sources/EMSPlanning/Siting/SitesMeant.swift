import EMSModel

extension [CandidateSite] {
  /// Those of the id, else those of the name.
  func named(_ text: String) -> [CandidateSite] {
    let byID = filter { $0.id == text }
    return byID.isEmpty ? filter { $0.name == text } : byID
  }
}

extension PlanningArea {
  /// The sites in the town that a text names by id or name, else those in the county.
  func sites(inUnit text: String, among sites: [CandidateSite]) -> [CandidateSite] {
    func units(_ list: [(id: String, name: String)]) -> Set<String> {
      let byID = list.filter { $0.id == text }
      return Set((byID.isEmpty ? list.filter { $0.name == text } : byID).map(\.id))
    }
    let towns = units(townships.map { ($0.id, $0.name) })
    let inTown = sites.filter { site in site.townshipID.map(towns.contains) ?? false }
    if !inTown.isEmpty { return inTown }
    let districts = units(counties.map { ($0.id, $0.name) })
    return sites.filter { site in site.countyID.map(districts.contains) ?? false }
  }
}

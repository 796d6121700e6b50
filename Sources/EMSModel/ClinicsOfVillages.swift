import GeoKit

extension PlanningArea {
  /// Whether a clinic stands in each of some settlements: what its own row says, else what the lists do; nil where neither
  /// tells.
  package func haveClinics(_ settlements: [Settlement]) -> [Bool?] {
    let listed = clinicsOfVillages
    return settlements.map { settlement in settlement.hasClinic ?? listed.map { $0[settlement.id] != nil } }
  }

  /// The villages whose own row says that a clinic stands there (`has_clinic`) and near which no list names one.
  package var villagesWithUnlistedClinic: [Settlement] {
    let listed = clinicsOfVillages ?? [:]
    return settlements.filter { $0.hasClinic == true && listed[$0.id] == nil }
  }

  /// Every facility that gives care of any kind, on either side of the border, ascending by id: what the lists hold, what
  /// the plan declares, and the clinics that their village's row alone names, under the village's id.
  package var caring: [Facility] {
    let declared = declared.filter { $0.listed?.givesCare == true }
    let places = Set(declared.map(\.place))
    let unlisted = villagesWithUnlistedClinic.map { DeclaredSite($0, as: .villageClinic) }
      .filter { !places.contains($0.place) }
    return (reachable.filter(\.givesCare) + (declared + unlisted).compactMap(\.listed)).sortedIfNeeded { $0.id < $1.id }
  }

  /// The clinics of each village that has any, by its id: each clinic is that of the nearest village within a kilometre.
  /// nil when the files list no clinic at all: then nothing is known, rather than that there is none.
  package var clinicsOfVillages: [String: [Facility]]? {
    let clinics = facilities.filter { $0.tier == .villageClinic || $0.tier == .centralVillageClinic }
    guard !clinics.isEmpty else { return nil }
    let index = NearestIndex(settlements.map(\.location))
    var found: [String: [Facility]] = [:]
    for clinic in clinics {
      guard let near = index.nearest(to: clinic.location), near.distance <= .kilometres(1) else { continue }
      found[settlements[near.index].id, default: []].append(clinic)
    }
    return found
  }
}

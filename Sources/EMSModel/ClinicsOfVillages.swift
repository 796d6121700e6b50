import GeoKit

extension PlanningArea {
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

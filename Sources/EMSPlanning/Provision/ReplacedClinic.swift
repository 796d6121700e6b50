import EMSModel
import EMSPolicy

/// A central clinic that stands today and in whose place a community health station comes with the plan.
package struct ReplacedClinic: Hashable, Sendable {
  package let place: PlaceID
  /// The village whose clinic it is; what it is called itself where none lies within a kilometre.
  let village: String
  let countyID: String?
  let townshipID: String?
}

extension PlanningArea {
  /// The central clinics that stand in subdistricts where the profile says that community health stations take the place
  /// of village clinics: those that the files list and those that the plan declares. Where a clinic is that of a village,
  /// the village says whether it does; elsewhere its own row or place does.
  ///
  /// They stand today; with the plan a station is in their place, so that they count to no number of central clinics.
  func centralClinicsReplaced(by profile: PolicyProfile) -> [ReplacedClinic] {
    guard profile.stated(StationInsteadOfClinic.key) != nil else { return [] }
    let villages = Dictionary(
      settlements.lazy.filter { !$0.isDerivedPlace }.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var villageOfClinic: [PlaceID: Settlement] = [:]
    for (id, clinics) in clinicsOfVillages ?? [:] {
      for clinic in clinics { villageOfClinic[.facility(clinic.id)] = villages[id] }
    }
    let rows = Dictionary(facilities.map { (PlaceID.facility($0.id), $0) }, uniquingKeysWith: { first, _ in first })
    func replaced(_ site: CandidateSite) -> ReplacedClinic? {
      let village = if case .settlement(let id) = site.place { villages[id] } else { villageOfClinic[site.place] }
      let isThere =
        village.map { isInSubdistrict($0) } ?? rows[site.place].map { isInSubdistrict($0) }
        ?? isInSubdistrict(townshipID: site.townshipID)
      guard isThere else { return nil }
      return ReplacedClinic(
        place: site.place, village: village?.name ?? site.name, countyID: site.countyID, townshipID: site.townshipID)
    }
    let listed = facilities.filter { $0.tier == .centralVillageClinic }.map { CandidateSite($0) }
    return (listed + declared(as: .centralVillageClinic).map { CandidateSite($0) }).compactMap(replaced)
  }
}

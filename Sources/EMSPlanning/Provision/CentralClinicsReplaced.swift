import EMSModel
import EMSPolicy

extension PlanningArea {
  /// The central clinics that stand in places of subdistricts where the profile says that community health stations take
  /// the place of village clinics: by the id of the place, those that the files list and that which the plan declares.
  ///
  /// They stand today; with the plan a station is in their place, so that they count to no number of central clinics.
  func centralClinicsReplaced(by profile: PolicyProfile) -> [String: [PlaceID]] {
    guard profile.stated(StationInsteadOfClinic.key) != nil else { return [:] }
    let declared = Set(declared(as: .centralVillageClinic).map(\.place))
    let clinics = clinicsOfVillages ?? [:]
    return settlements.reduce(into: [:]) { replaced, place in
      guard !place.isDerivedPlace, isInSubdistrict(place) else { return }
      let village = PlaceID.settlement(place.id)
      let listed = (clinics[place.id] ?? []).filter { $0.tier == .centralVillageClinic }.map { PlaceID.facility($0.id) }
      let central = (declared.contains(village) ? [village] : []) + listed
      if !central.isEmpty { replaced[place.id] = central }
    }
  }
}

import GeoKit

/// A place that gives a service because the plan says so (`existing`), and stays in the lists what it is: a hospital that is a
/// county sub-centre as well, or a village in which a central clinic stands.
///
/// A health centre or clinic of which the plan says so is listed as giving the service instead.
public struct DeclaredSite: Hashable, Sendable {
  /// What is declared of the place.
  public var tier: FacilityTier
  public var place: PlaceID
  public var name: String
  public var location: Coordinate
  public var countyID: String?
  public var townshipID: String?

  package init(_ facility: Facility, as tier: FacilityTier) {
    self.tier = tier
    place = .facility(facility.id)
    (name, location) = (facility.name, facility.location)
    (countyID, townshipID) = (facility.countyID, facility.townshipID)
  }

  package init(_ settlement: Settlement, as tier: FacilityTier) {
    self.tier = tier
    place = .settlement(settlement.id)
    (name, location) = (settlement.name, settlement.location)
    (countyID, townshipID) = (settlement.countyID, settlement.townshipID)
  }

  /// What stands in a village, as a list of facilities would hold it; nil for a facility, which is listed.
  package var listed: Facility? {
    guard case .settlement(let id) = place else { return nil }
    return Facility(
      id: id, name: name, tier: tier, grade: nil, location: location, precision: .exact, countyID: countyID,
      townshipID: townshipID, namesTownship: false, beds: nil, hasAmbulance: nil, turnout: nil, hours: nil,
      operates: nil,
      hasConsultation: nil, hasDoctor: nil, features: [:], medicalCommunity: nil, origin: .surveyed, source: nil)
  }
}

extension PlanningArea {
  /// The places that give one service by the plan's word alone.
  package func declared(as tier: FacilityTier) -> [DeclaredSite] { declared.filter { $0.tier == tier } }
}

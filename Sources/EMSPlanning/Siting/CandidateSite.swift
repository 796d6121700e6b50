import EMSModel
import GeoKit

/// A place at which a service stands already or could be set up.
public struct CandidateSite: Hashable, Sendable {
  /// The facility or settlement that the site is.
  public var place: PlaceID
  public var name: String
  public var location: Coordinate
  public var countyID: String?
  public var townshipID: String?
  /// `assumed` or `derived` where the place itself is.
  public var origin: Origin
  /// What a health centre has to become a sub-centre on; nil where the service does not ask.
  public var strength: CentreStrength?

  public init(
    place: PlaceID, name: String, location: Coordinate, countyID: String? = nil, townshipID: String? = nil,
    origin: Origin = .surveyed
  ) {
    self.place = place
    self.name = name
    self.location = location
    self.countyID = countyID
    self.townshipID = townshipID
    self.origin = origin
  }

  /// The id in the list of facilities or settlements.
  public var id: String { place.text }

  public init(_ facility: Facility) {
    self.init(
      place: .facility(facility.id), name: facility.name, location: facility.location, countyID: facility.countyID,
      townshipID: facility.townshipID, origin: facility.origin)
  }

  init(_ declared: DeclaredSite) {
    self.init(
      place: declared.place, name: declared.name, location: declared.location, countyID: declared.countyID,
      townshipID: declared.townshipID)
  }

  public init(_ settlement: Settlement) {
    self.init(
      place: .settlement(settlement.id), name: settlement.name, location: settlement.location,
      countyID: settlement.countyID,
      townshipID: settlement.townshipID, origin: settlement.origin)
  }
}

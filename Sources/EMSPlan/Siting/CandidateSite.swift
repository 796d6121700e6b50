import GeoKit

/// A place at which a service stands already or could be set up.
public struct CandidateSite: Hashable, Sendable {
  /// The id of the facility or settlement that the site is.
  public var id: String
  public var name: String
  public var location: Coordinate
  public var countyID: String?
  public var townshipID: String?
  /// `assumed` or `derived` where the place itself is.
  public var origin: Origin
  /// What a health centre has to become a sub-centre on; nil where the service does not ask.
  public var strength: CentreStrength?

  public init(
    id: String, name: String, location: Coordinate, countyID: String? = nil, townshipID: String? = nil,
    origin: Origin = .surveyed
  ) {
    self.id = id
    self.name = name
    self.location = location
    self.countyID = countyID
    self.townshipID = townshipID
    self.origin = origin
  }

  public init(_ facility: Facility) {
    self.init(
      id: facility.id, name: facility.name, location: facility.location, countyID: facility.countyID,
      townshipID: facility.townshipID, origin: facility.origin)
  }

  public init(_ settlement: Settlement) {
    self.init(
      id: settlement.id, name: settlement.name, location: settlement.location, countyID: settlement.countyID,
      townshipID: settlement.townshipID, origin: settlement.origin)
  }
}

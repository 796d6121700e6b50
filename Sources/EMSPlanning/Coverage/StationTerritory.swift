import GeoKit

/// How the radius that a territory requires stands to the least and greatest radius of the profile.
public enum StationStatus: String, Codable, Hashable, Sendable, CaseIterable {
  /// The farthest settlement lies nearer than the least radius.
  case dense
  /// The required radius lies between the least and the greatest, both included.
  case within
  /// Settlements lie beyond the greatest radius.
  case beyond
}

/// The settlements nearest to one emergency station, and the coverage radius that follows from them.
public struct StationTerritory: Hashable, Sendable {
  /// The index of the station.
  public var station: Int
  /// Everything in the territory.
  public var headcount: Headcount
  /// The geodesic distance to the farthest settlement; nil when no settlement is nearest to this station.
  public var requiredRadius: Distance?
  /// The required radius brought between the least and the greatest; the least for an empty territory.
  public var resolvedRadius: Distance
  public var status: StationStatus
  /// What lies farther than the greatest radius.
  public var beyond: Headcount

  public init(
    station: Int, headcount: Headcount, requiredRadius: Distance?, resolvedRadius: Distance, status: StationStatus,
    beyond: Headcount
  ) {
    self.station = station
    self.headcount = headcount
    self.requiredRadius = requiredRadius
    self.resolvedRadius = resolvedRadius
    self.status = status
    self.beyond = beyond
  }
}

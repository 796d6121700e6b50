import GeoKit

/// How far a settlement lies from the emergency station nearest to it.
public struct SettlementReach: Hashable, Sendable {
  /// The index of the nearest station (ties: the lowest id); nil when there is no station at all.
  public var station: Int?
  /// The geodesic distance to that station.
  public var distance: Distance?
  /// The index of the smallest radius that reaches the settlement (`<=`); nil when none does.
  public var band: Int?

  public init(station: Int?, distance: Distance?, band: Int?) {
    self.station = station
    self.distance = distance
    self.band = band
  }
}

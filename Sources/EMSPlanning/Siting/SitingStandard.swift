import GeoKit

/// Within what a site serves a settlement; at the limit counts as within.
public enum SitingStandard: Sendable {
  /// Geodesic distance.
  case distance(Distance)
  /// Time by a travel model, the whole journey counted.
  case time(Duration, any TravelModel)
}

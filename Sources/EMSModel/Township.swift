import GeoKit

/// What kind of township-level unit this is; the rules for villages and for subdistricts differ.
public enum TownshipKind: String, Codable, Hashable, Sendable, CaseIterable {
  /// Town (镇).
  case town
  /// Township (乡).
  case township
  /// Sumu (苏木).
  case sumu
  /// Subdistrict (街道).
  case subdistrict
  /// State farm, forest farm, development zone and the like.
  case other
}

/// A township-level unit: the unit in which gaps are counted.
public struct Township: Hashable, Sendable {
  /// The nine-digit administrative code, or the source's id.
  public var id: String
  public var name: String
  /// nil when unknown.
  public var kind: TownshipKind?
  public var countyID: String?
  public var boundary: MultiPolygon
  /// `derived` for a Thiessen cell.
  public var boundaryOrigin: Origin
  /// Where the township government or health centre stands; nil when unknown.
  public var seat: Coordinate?
  /// People, nil when unknown; never filled by the tool.
  public var population: Int?

  public init(
    id: String, name: String, kind: TownshipKind? = nil, countyID: String? = nil, boundary: MultiPolygon,
    boundaryOrigin: Origin = .surveyed, seat: Coordinate? = nil, population: Int? = nil
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.countyID = countyID
    self.boundary = boundary
    self.boundaryOrigin = boundaryOrigin
    self.seat = seat
    self.population = population
  }
}

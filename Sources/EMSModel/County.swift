import GeoKit

/// A county, banner, county-level city or district.
public struct County: Hashable, Sendable {
  /// The six-digit administrative code, or the source's id.
  public var id: String
  public var name: String
  /// nil when no source gives one.
  public var outline: MultiPolygon?
  /// People, nil when unknown.
  public var population: Int?
  /// The share of people who live in towns, 0 to 1; nil when unknown.
  public var urbanShare: Double?
  /// The county seat, nil when unknown.
  public var seat: Coordinate?

  public init(
    id: String, name: String, outline: MultiPolygon? = nil, population: Int? = nil, urbanShare: Double? = nil,
    seat: Coordinate? = nil
  ) {
    self.id = id
    self.name = name
    self.outline = outline
    self.population = population
    self.urbanShare = urbanShare
    self.seat = seat
  }
}

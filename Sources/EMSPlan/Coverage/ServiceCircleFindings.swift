import GeoKit

/// The ground and the people within the service circle of a facility that gives care.
public struct ServiceCircleFindings: Sendable {
  /// Facilities whose place is known well enough for a service area, ascending by id.
  public let facilities: [Facility]
  /// Facilities known only to their county seat: no area is drawn around them, nobody counts as reached by them.
  public let leftOut: [Facility]
  public let limit: Duration
  public let model: any TravelModel
  /// One for each of `facilities`.
  public let areas: [MultiPolygon]
  /// The quickest facility of each settlement of the area, within the limit or not; nil where none arrives.
  public let nearest: [NearestFacility?]
  public let gaps: GapAnalysis
  /// For each township of the area the share of its ground within some service area.
  public let remainders: [TownshipRemainder]

  /// Whether each settlement is reached within the limit (`<=`).
  public var isReached: [Bool] { nearest.map { near in near.map { $0.time <= limit } ?? false } }

  /// The same once facilities stand at these places too.
  public func isReached(adding places: [Coordinate], in area: PlanningArea) throws -> [Bool] {
    guard !places.isEmpty else { return isReached }
    let added = try model.nearest(of: places, to: area.settlements.map(\.location))
    return zip(isReached, added).map { today, near in today || near.map { $0.time <= limit } ?? false }
  }

  public init(of area: PlanningArea, travel: PlanTravel, threads: Int? = nil) throws {
    let caring = area.facilities.filter(\.givesCare)
    facilities = caring.filter { $0.precision != .countySeat }
    leftOut = caring.filter { $0.precision == .countySeat }
    limit = travel.serviceCircleLimit
    model = travel.serviceCircle
    let places = facilities.map(\.location)
    areas = try model.serviceAreas(of: places, within: limit)
    nearest = try model.nearest(of: places, to: area.settlements.map(\.location))
    let frame = LocalFrame(townships: area.townships, stations: places)
    let ground = try CoveredGround(joining: areas, in: frame)
    remainders = try CoveredGround.remainders(of: area.townships, leftBy: [ground], threads: threads)
    let limit = limit
    gaps = GapAnalysis(
      townships: area.townships, remainders: remainders, settlements: area.settlements,
      isCovered: nearest.map { near in near.map { $0.time <= limit } ?? false })
  }
}

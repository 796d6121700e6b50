import EMSModel
import GeoKit

/// The service circle on the ground of an area: the areas of the facilities, and what they leave.
public struct ServiceCircleGround: Sendable {
  /// The ground that one facility reaches, as people travel in one kind of place.
  public struct ServiceArea: Sendable {
    public let facility: Facility
    public let model: any TravelModel
    public let shape: MultiPolygon
  }

  public let limit: Duration
  /// For each facility as people travel in the country; then for those in subdistricts as people travel there.
  public let areas: [ServiceArea]
  public let gaps: GapAnalysis
  /// For each township of the area the share of its ground within some service area; a subdistrict's as people travel
  /// there.
  public let remainders: [TownshipRemainder]

  /// - Throws: what the travel models throw; `GeoKitError`.
  public init(of circle: ServiceCircleReach, in area: PlanningArea, travel: PlanTravel, threads: Int? = nil) throws {
    limit = circle.limit
    let places = circle.facilities.map(\.location)
    let frame = LocalFrame(townships: area.townships, stations: places)
    let hasSubdistricts = travel.serviceCircleInSubdistricts.mode != travel.serviceCircle.mode
    var areas: [ServiceArea] = []
    var grounds: [CoveredGround] = []
    for inSubdistrict in hasSubdistricts ? [false, true] : [false] {
      let model = travel.serviceCircle(inSubdistrict: inSubdistrict)
      let shapes = try model.serviceAreas(of: places, within: circle.limit)
      grounds.append(try CoveredGround(joining: shapes, in: frame))
      areas += zip(circle.facilities, shapes).compactMap { facility, shape in
        inSubdistrict && !area.isInSubdistrict(townshipID: facility.townshipID)
          ? nil : ServiceArea(facility: facility, model: model, shape: shape)
      }
    }
    self.areas = areas
    remainders = zip(
      area.townships, try CoveredGround.remainders(of: area.townships, leftBy: grounds, threads: threads)
    ).map { township, remainder in
      let ground = hasSubdistricts && area.isInSubdistrict(townshipID: township.id) ? 1 : 0
      return TownshipRemainder(
        area: remainder.area, uncovered: [remainder.uncovered[ground]], pieces: [remainder.pieces[ground]])
    }
    gaps = GapAnalysis(
      townships: area.townships, remainders: remainders, settlements: area.settlements, isCovered: circle.isReached)
  }
}

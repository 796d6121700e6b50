import EMSModel
import GeoKit

/// The service circle on the ground of an area: the areas of the facilities, and what they leave.
public struct ServiceCircleGround: Sendable {
  /// The ground that one facility reaches, or the village clinics of one county together, as people travel in one kind
  /// of place.
  public struct ServiceArea: Sendable {
    /// One, or clinics of one tier and one county; never none.
    public let facilities: [Facility]
    public let model: any TravelModel
    public let shape: MultiPolygon
  }

  public let limit: Duration
  /// For each holder as people travel in the country; then for those in subdistricts as people travel there.
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
    let holders = Self.holders(of: circle.facilities, in: area)
    let hasSubdistricts = travel.serviceCircleInSubdistricts.mode != travel.serviceCircle.mode
    var areas: [ServiceArea] = []
    var grounds: [CoveredGround] = []
    for inSubdistrict in hasSubdistricts ? [false, true] : [false] {
      let model = travel.serviceCircle(inSubdistrict: inSubdistrict)
      let shapes = try Self.shapes(of: holders, by: model, within: circle.limit)
      grounds.append(try CoveredGround(joining: shapes, in: frame))
      areas += zip(holders, shapes).compactMap { holder, shape in
        inSubdistrict && !area.isInSubdistrict(townshipID: holder[0].townshipID)
          ? nil : ServiceArea(facilities: holder, model: model, shape: shape)
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

  /// Each facility by itself, then the village clinics of each county, in subdistricts apart: a county has hundreds of
  /// them, whose areas lie on each other.
  private static func holders(of facilities: [Facility], in area: PlanningArea) -> [[Facility]] {
    struct Clinics: Hashable {
      let county: String?
      let tier: FacilityTier
      let isInSubdistrict: Bool
    }
    func clinics(_ facility: Facility) -> Clinics? {
      guard let tier = facility.tier, tier == .villageClinic || tier == .centralVillageClinic else { return nil }
      return Clinics(
        county: facility.countyID, tier: tier,
        isInSubdistrict: area.isInSubdistrict(townshipID: facility.townshipID))
    }
    var joint: [[Facility]] = []
    var places: [Clinics: Int] = [:]
    for facility in facilities {
      guard let clinics = clinics(facility) else { continue }
      if let place = places[clinics] {
        joint[place].append(facility)
      } else {
        places[clinics] = joint.count
        joint.append([facility])
      }
    }
    return facilities.filter { clinics($0) == nil }.map { [$0] } + joint
  }

  private static func shapes(
    of holders: [[Facility]], by model: any TravelModel, within limit: Duration
  ) throws -> [MultiPolygon] {
    let single = holders.prefix { $0.count == 1 }.map { $0[0].location }
    let joint = holders.dropFirst(single.count).map { $0.map(\.location) }
    return try model.serviceAreas(of: single, within: limit)
      + parallelMap(joint.count) { try model.jointArea(of: joint[$0], within: limit) }
  }
}

import EMSModel
import GeoKit

/// Who reaches a facility that gives care within the time of the service circle.
///
/// In subdistricts people travel as the profile says of them, on foot by default; elsewhere as it says of the country.
public struct ServiceCircleReach: Sendable {
  /// Facilities whose place is known well enough for a service area, ascending by id; clinics that only their village's
  /// row names among them, by the id of the village.
  public let facilities: [Facility]
  /// Facilities known only to their county seat: no area is drawn around them, nobody counts as reached by them.
  public let leftOut: [Facility]
  public let limit: Duration
  /// Whether each settlement of the area is reached within the limit (`<=`).
  public let isReached: [Bool]

  /// - Parameter places: where facilities are added to those that stand.
  /// - Throws: what the travel models throw.
  public init(of area: PlanningArea, adding places: [Coordinate] = [], travel: PlanTravel) throws {
    let caring = area.caring
    facilities = caring.filter { $0.precision != .countySeat }
    leftOut = caring.filter { $0.precision == .countySeat }
    let limit = travel.serviceCircleLimit
    let origins = facilities.map(\.location) + places
    var isReached = [Bool](repeating: false, count: area.settlements.count)
    for inSubdistricts in [false, true] {
      let who = area.settlements.indices.filter {
        area.isInSubdistrict(area.settlements[$0]) == inSubdistricts
      }
      if who.isEmpty { continue }
      let nearest = try travel.serviceCircle(inSubdistrict: inSubdistricts)
        .nearest(of: origins, to: who.map { area.settlements[$0].location })
      for (settlement, near) in zip(who, nearest) { isReached[settlement] = near.map { $0.time <= limit } ?? false }
    }
    self.limit = limit
    self.isReached = isReached
  }
}

import EMSModel
import GeoKit
import TravelNetwork

/// Travel as the crow flies: the geodesic distance times a detour factor, at one speed.
///
/// Time = turnout + distance × detour / speed. The ground reached within a limit is a geodesic disc of radius
/// (limit − turnout) × speed / detour. It is what the data allow where no roads are known, and the same both ways.
public struct StraightLineTravel: TravelModel {
  public let name = "straight-line"
  public let mode: TravelMode
  public let direction: TravelDirection
  /// Metres in an hour.
  public let metresPerHour: Double
  /// How many times longer the way is than the straight line; at least 1.
  public let detour: Double
  /// The time from the call until the vehicle moves; zero for everyone but ambulances.
  public let turnout: Duration

  /// - Parameters:
  ///   - distanceInOneHour: the distance covered in an hour.
  ///   - detour: the way's length divided by the straight line's, at least 1.
  ///   - turnout: counted only where an ambulance travels.
  /// - Throws: `StraightLineTravelError` for a speed that is not positive, a detour below 1 or a negative turnout.
  public init(
    mode: TravelMode, direction: TravelDirection, speed distanceInOneHour: Distance, detour: Double,
    turnout: Duration = .zero
  ) throws(StraightLineTravelError) {
    guard distanceInOneHour.metres > 0, distanceInOneHour.metres.isFinite else {
      throw .speed(distanceInOneHour)
    }
    guard detour >= 1, detour.isFinite else { throw .detour(detour) }
    guard turnout >= .zero else { throw .turnout(turnout) }
    self.mode = mode
    self.direction = direction
    metresPerHour = distanceInOneHour.metres
    self.detour = detour
    self.turnout = mode == .ambulance ? turnout : .zero
  }

  /// The geodesic distance that can be covered within a limit; nil when the limit is not longer than the turnout.
  public func reach(within limit: Duration) -> Distance? {
    guard limit > turnout else { return nil }
    return Distance(metres: (limit - turnout).seconds / 3600 * metresPerHour / detour)
  }

  public func nearest(of facilities: [Coordinate], to places: [Coordinate]) -> [NearestFacility?] {
    guard !facilities.isEmpty else { return [NearestFacility?](repeating: nil, count: places.count) }
    return NearestIndex(facilities).nearest(toAll: places).map { nearest in
      NearestFacility(
        facility: nearest.index, time: time(over: nearest.distance),
        distance: Distance(metres: nearest.distance.metres * detour))
    }
  }

  public func times(
    from facilities: [Coordinate], to places: [Coordinate], within limit: Duration
  ) -> [[TravelTime]] {
    guard limit >= turnout else { return [[TravelTime]](repeating: [], count: places.count) }
    let index = NearestIndex(facilities)
    // The time decides, not the distance: half a metre more keeps every pair on the edge.
    let reach = Distance(metres: (reach(within: limit)?.metres ?? 0) + 0.5)
    return places.map { place in
      index.within(reach, of: place)
        .map { TravelTime(facility: $0, time: time(over: Geodesic.distance(facilities[$0], place))) }
        .filter { $0.time <= limit }
    }
  }

  public func serviceAreas(of facilities: [Coordinate], within limit: Duration) throws -> [MultiPolygon] {
    guard let reach = reach(within: limit) else {
      return [MultiPolygon](repeating: MultiPolygon(), count: facilities.count)
    }
    return try facilities.map { try GeodesicDisc(centre: $0, radius: reach).polygon() }
  }

  /// The time of the whole journey over a geodesic distance.
  public func time(over distance: Distance) -> Duration {
    turnout + .seconds(distance.metres * detour / metresPerHour * 3600)
  }
}

/// A parameter of straight-line travel that makes no sense.
public enum StraightLineTravelError: Error, Hashable, Sendable {
  /// The distance in an hour is not positive and finite.
  case speed(Distance)
  /// The detour factor is below 1 or not finite.
  case detour(Double)
  /// The turnout time is negative.
  case turnout(Duration)
}

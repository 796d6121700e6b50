import GeoKit

/// Travel between a place and the road.
public struct OffRoadTravel: Hashable, Sendable {
  public var speed: RoadTraversal.Speed
  /// The longest way off the road at each end of a journey.
  public var limit: Distance

  public init(speed: RoadTraversal.Speed, limit: Distance) {
    self.speed = speed
    self.limit = limit
  }

  var secondsPerMetre: Double { 1 / speed.metresPerSecond }
}

/// A road segment as seen from a place at the origin.
struct SegmentView {
  /// Metres along the segment to the foot of the perpendicular from the place; may lie outside the segment.
  let foot: Double
  /// Metres from the place to the line through the segment.
  let height: Double
  let length: Double

  @inline(__always)
  init(_ a: (x: Double, y: Double), _ b: (x: Double, y: Double)) {
    let dx = b.x - a.x
    let dy = b.y - a.y
    length = (dx * dx + dy * dy).squareRoot()
    if length > 0 {
      foot = -(a.x * dx + a.y * dy) / length
      height = abs(a.x * dy - a.y * dx) / length
    } else {
      foot = 0
      height = (a.x * a.x + a.y * a.y).squareRoot()
    }
  }

  /// Metres from the place to the point `along` metres into the segment.
  @inline(__always)
  func distance(_ along: Double) -> Double {
    let side = along - foot
    return (height * height + side * side).squareRoot()
  }

  var nearest: Double { min(max(foot, 0), length) }

  /// The same of a part of the segment.
  func nearest(in part: Sight.Part) -> Double { min(max(foot, part.from * length), part.to * length) }

  /// Where to leave the road for the place, when each metre further along costs `slope` seconds and each metre off
  /// the road `pace` seconds; nil when no point from `start` to `end` is within `limit` metres of the place.
  ///
  /// The angle is that of refraction (Snell): the sine between the perpendicular and the way off the road is the
  /// ratio of the two paces.
  @inline(__always)
  func departure(
    slope: Double, pace: Double, limit: Double, from start: Double, to end: Double
  ) -> Double? {
    guard height <= limit else { return nil }
    let half = (limit * limit - height * height).squareRoot()
    let low = max(start, foot - half)
    let high = min(end, foot + half)
    guard low <= high else { return nil }
    let sine = slope / pace
    if sine >= 1 { return low }
    if sine <= -1 { return high }
    let best = foot - height * sine / (1 - sine * sine).squareRoot()
    return min(max(best, low), high)
  }
}

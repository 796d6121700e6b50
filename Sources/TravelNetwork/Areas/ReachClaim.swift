/// Which facility reaches a place first by a piece of road: asked where the areas of several facilities meet.
///
/// All lengths are metres in the plane.
struct ReachClaim {
  private let x: Double
  private let y: Double
  /// Unit vector along the piece.
  private let dx: Double
  private let dy: Double
  private let length: Double
  /// The reach if there were no off-road limit, at the begin and for each metre: what orders two facilities.
  private let openReach: Double
  private let openSlope: Double
  /// The off-road limit in plane metres.
  let limit: Double
  let label: Int32
  /// Metres by which the open reach passes the limit: no place ranks lower than its signed distance less these.
  let openSlack: Double

  init(from a: ReachPoint, to b: ReachPoint, limit: Double, label: Int32) {
    x = a.x
    y = a.y
    let ex = b.x - a.x
    let ey = b.y - a.y
    length = (ex * ex + ey * ey).squareRoot()
    let perLength = length > 0 ? 1 / length : 0
    dx = length > 0 ? ex * perLength : 1
    dy = ey * perLength
    openReach = a.reach
    openSlope = (b.reach - a.reach) * perLength
    self.limit = limit
    self.label = label
    openSlack = max(0, max(a.reach, b.reach) - limit)
  }

  /// What orders pieces by the time at which they reach a point: metres off the road less the open reach, with no
  /// more than `limit` metres off the road; infinite where that is impossible.
  @inline(__always)
  func rank(_ px: Double, _ py: Double, limit: Double) -> Double {
    rank(px, py, limit: limit, over: (0, 1))
  }

  /// The same over a part of the piece.
  @inline(__always)
  func rank(_ px: Double, _ py: Double, limit: Double, over part: Sight.Part) -> Double {
    let qx = px - x
    let qy = py - y
    let along = qx * dx + qy * dy
    let across = abs(qx * dy - qy * dx)
    guard across <= limit else { return .infinity }
    let half = limit.isFinite ? (limit * limit - across * across).squareRoot() : .infinity
    let low = max(part.from * length, along - half)
    let high = min(part.to * length, along + half)
    guard low <= high else { return .infinity }
    var best: Double
    if openSlope >= 1 {
      best = high
    } else if openSlope <= -1 {
      best = low
    } else {
      best = min(max(along + across * openSlope / (1 - openSlope * openSlope).squareRoot(), low), high)
    }
    let beyond = along - best
    best = (beyond * beyond + across * across).squareRoot() - openReach - openSlope * best
    return best
  }
}
